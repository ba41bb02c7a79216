import type { Finding, LineRange, Ratio } from "@tollgate/core/vocabulary/evidence";

/** What a report says, as far as it is kept. `detail` is the bulk, read only where it is needed. */
export type Report = TestCounts | CoverageLines | Lint | Benchmarks | Measured;
export type Family = Report["kind"];

export interface TestCounts {
  readonly kind: "tests";
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
  readonly seconds: number;
  /** At most {@link MOST_FAILURES}. */
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

export interface CoverageLines {
  readonly kind: "coverage";
  readonly lines: Ratio;
  readonly branches: Ratio | null;
  readonly detail: readonly FileCoverage[];
}

export interface FileCoverage {
  /** As the report writes it, without what only says where CI put the repository. */
  readonly path: string;
  readonly covered: readonly LineRange[];
  readonly missed: readonly LineRange[];
}

export interface Lint {
  readonly kind: "lint";
  readonly tool: string;
  /** Whether the tool ranks any of its rules by security: then it is a scanner, even where it finds nothing. */
  readonly security: boolean;
  /** All in the report; `detail` may hold fewer. */
  readonly total: number;
  readonly detail: readonly LintFinding[];
}

/** `security`: the tool says how severe it is for security, so that it belongs to code scanning and not to style. */
export interface LintFinding extends Finding {
  readonly security?: true;
}

export interface Benchmarks {
  readonly kind: "benchmarks";
  readonly results: readonly Benchmark[];
}

export interface Benchmark {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: "lower" | "higher";
}

export interface Measured {
  readonly kind: "measurements";
  readonly values: readonly { readonly metric: string; readonly value: number; readonly unit: string | null }[];
}

/** More of them tell nobody more, and they are stored with each decision. */
export const MOST_FAILURES = 50;
/** Findings, benchmarks and measurements of one report that are kept. */
export const MOST_ITEMS = 20_000;
/** Characters of a name or message that are kept. */
const MOST_TEXT = 300;

/** A report that cannot be understood. The message begins with the place. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}

/** One line of at most 300 characters. */
export function oneLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0]?.trim() ?? "";
  return line.length <= MOST_TEXT ? line : `${line.slice(0, MOST_TEXT - 1)}…`;
}

/** No report counts further; sums of such numbers stay finite. */
const LARGEST = 1e15;

/** A number as reports write them, with separators of thousands (`1,234.5`); null where it is none. */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text.replaceAll(",", ""));
  return Math.abs(value) <= LARGEST ? value : null;
}

/** Where the runners of well-known CI services check a repository out. */
const CHECKOUT =
  /^(?:\/home\/runner\/work\/[^/]+\/[^/]+\/|\/Users\/runner\/work\/[^/]+\/[^/]+\/|\/__w\/[^/]+\/[^/]+\/|\/github\/workspace\/|[A-Za-z]:\/a\/[^/]+\/[^/]+\/)/;

/** A path from the repository's root, as far as that can be told; with forward slashes. */
export function repositoryPath(written: string): string {
  const path = written.replaceAll("\\", "/").replace(/^file:\/\/(?:localhost)?(?:\/(?=[A-Za-z]:\/))?/, "");
  return path.replace(CHECKOUT, "").replace(/^(?:\.\/)+/, "");
}
