const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
// Two columns on a terminal: CJK scripts, full-width forms, emoji. Unicode's East Asian Width is no regex property.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
const ESCAPES = /\u001b\[[0-9;]*m/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Titles come from strangers: without this, one could move the cursor or recolour the answer of a command. */
export function clean(text: string): string {
  return text.replaceAll(CONTROL, "\ufffd");
}

/** The same for text that must stay on one line. */
export function oneLine(text: string): string {
  return clean(text.replaceAll(/\s+/g, " ").trim());
}

/** Columns that a text takes on a terminal; our own colours take none. */
export function width(text: string): number {
  let columns = 0;
  for (const { segment } of segmenter.segment(text.replaceAll(ESCAPES, ""))) {
    columns += WIDE.test(segment) ? 2 : INVISIBLE.test(segment) ? 0 : 1;
  }
  return columns;
}

/** The text cut to so many columns, with a mark where something was left out. For text without colours. */
export function cut(text: string, most: number): string {
  if (width(text) <= most) return text;
  let kept = "";
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) {
    const wide = width(segment);
    if (columns + wide > most - 1) break;
    kept += segment;
    columns += wide;
  }
  return `${kept}…`;
}

export function pad(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

export interface Column {
  readonly heading: string;
  readonly cells: readonly string[];
  /** Given up first when the terminal is narrow; others keep their width. */
  readonly flexible?: boolean;
  readonly style?: (cell: string, row: number) => string;
}

/** A table without lines between: columns as wide as their cells, the flexible ones share what is left. */
export function table(all: readonly Column[], most: number, heading: (text: string) => string): string {
  const gap = 2;
  const wanted = all.map((column) => Math.max(width(column.heading), ...column.cells.map(width)));
  const over = wanted.reduce((sum, columns) => sum + columns, gap * (all.length - 1)) - most;
  const widths = over > 0 ? shrink(all, wanted, over) : wanted;
  const line = (cells: readonly string[]) => cells.join(" ".repeat(gap)).trimEnd();
  const rows = Array.from({ length: all[0]?.cells.length ?? 0 }, (_, row) =>
    line(
      all.map((column, index) => {
        const text = cut(column.cells[row] ?? "", widths[index] ?? 0);
        const padded = index === all.length - 1 ? "" : " ".repeat((widths[index] ?? 0) - width(text));
        return (column.style?.(text, row) ?? text) + padded;
      }),
    ),
  );
  const head = line(all.map((column, index) => pad(column.heading, widths[index] ?? 0)));
  return [heading(head), ...rows].join("\n");
}

function shrink(all: readonly Column[], wanted: readonly number[], over: number): number[] {
  const widths = [...wanted];
  const least = 8;
  for (let left = over; left > 0; left--) {
    let widest = -1;
    for (const [index, column] of all.entries()) {
      if (column.flexible === true && (widths[index] ?? 0) > Math.max(least, widths[widest] ?? 0)) widest = index;
    }
    if (widest === -1) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
] as const;

/** How long ago, in its largest unit: `3d`, `5h`, `12m`, `now`. JSON output has the exact time. */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (Number.isNaN(seconds)) return "?";
  for (const [unit, length] of UNITS) {
    if (seconds >= length) return `${Math.floor(seconds / length)}${unit}`;
  }
  return "now";
}

/** `90d`, `12h`, `30m`, `45s` in milliseconds; undefined when it is no such text. */
export function duration(text: string): number | undefined {
  const match = /^(\d{1,6})(s|m|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  const length = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as "s" | "m" | "h" | "d"];
  return Number(match[1]) * length;
}
