/** One measured value, as the page shows it. */
export interface Figure {
  readonly what: string;
  /** What was measured, with its unit, for people. */
  readonly got: string;
  /** What it is to be compared with, measured in the same run. */
  readonly beside?: string;
  readonly aim?: string;
  /** Whether the aim is met; absent where there is none. */
  readonly met?: boolean;
}

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What one benchmark found. */
export interface Section {
  readonly figures: readonly Figure[];
  readonly tables?: readonly Table[];
}

/** How a run is to be made. */
export interface RunOptions {
  /** Shorter and smaller: for trying the benchmark itself, not for figures. */
  readonly quick: boolean;
  /** How long the steady load of the decision benchmark lasts. */
  readonly minutes: number;
  /** Tells a person how far it is. */
  readonly say: (text: string) => void;
}

export interface Benchmark {
  /** As `--only` takes it, and the name of its file. */
  readonly name: string;
  readonly title: string;
  /** What is measured, and how: a paragraph for the page. */
  readonly how: string;
  run(options: RunOptions): Promise<Section>;
}

/** The value below which `share` (0 to 1) of the sorted numbers lie; NaN of none. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export function sorted(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

export function median(values: readonly number[]): number {
  return percentile(sorted(values), 0.5);
}

/** 12,345 */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** Milliseconds with as many digits as say something. */
export function ms(value: number): string {
  return Number.isNaN(value) ? "none" : `${value < 10 ? value.toFixed(1) : whole(value)} ms`;
}

export function mib(bytes: number): string {
  return `${whole(bytes / 1024 / 1024)} MiB`;
}
