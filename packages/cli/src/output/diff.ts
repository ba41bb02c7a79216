/** Lines around a change that are shown with it. */
const AROUND = 3;
/** Texts that differ in more lines than this are shown as replaced: nobody reads such a difference. */
const MOST_CHANGES = 1500;

interface Line {
  readonly kind: " " | "-" | "+";
  readonly text: string;
}

/**
 * The difference of two texts as `diff -u` and Git write it; empty where they are the same. `undefined` stands for a
 * file that is not there.
 */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return "";
  const lines = difference(linesOf(before), linesOf(after));
  const head = [
    `--- ${before === undefined ? "/dev/null" : `a/${path}`}`,
    `+++ ${after === undefined ? "/dev/null" : `b/${path}`}`,
  ];
  return `${[...head, ...hunks(lines)].join("\n")}\n`;
}

const NO_END = "\\ No newline at end of file";

/** A last line without an end is another line than the same with one. */
function linesOf(text: string | undefined): string[] {
  if (text === undefined || text === "") return [];
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last}\n${NO_END}`];
}

function hunks(lines: readonly Line[]): string[] {
  const shown = new Set<number>();
  for (const [index, { kind }] of lines.entries()) {
    if (kind === " ") continue;
    for (let at = index - AROUND; at <= index + AROUND; at++) if (lines[at] !== undefined) shown.add(at);
  }
  const told: string[] = [];
  let [old, now] = [1, 1];
  let open: { old: number; now: number; lines: Line[] } | undefined;
  const close = () => {
    if (open === undefined) return;
    const count = (without: string) => open?.lines.filter(({ kind }) => kind !== without).length ?? 0;
    const range = (start: number, length: number) =>
      `${length === 0 ? start - 1 : start}${length === 1 ? "" : `,${length}`}`;
    told.push(`@@ -${range(open.old, count("+"))} +${range(open.now, count("-"))} @@`);
    told.push(...open.lines.map(({ kind, text }) => kind + text));
    open = undefined;
  };
  for (const [index, line] of lines.entries()) {
    if (shown.has(index)) {
      open ??= { old, now, lines: [] };
      open.lines.push(line);
    } else close();
    if (line.kind !== "+") old++;
    if (line.kind !== "-") now++;
  }
  close();
  return told;
}

function difference(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  const same = (text: string): Line => ({ kind: " ", text });
  return [
    ...before.slice(0, start).map(same),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/**
 * The fewest lines to take out and put in.
 * Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986.
 */
function shortest(before: readonly string[], after: readonly string[]): Line[] {
  const reached: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= Math.min(before.length + after.length, MOST_CHANGES); changes++) {
    reached.push(furthest);
    const next = new Map<number, number>();
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = comesFromAbove(furthest, diagonal, changes)
        ? (furthest.get(diagonal + 1) ?? 0)
        : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return wayBack(before, after, reached);
    }
    furthest = next;
  }
  return [...before.map((text): Line => ({ kind: "-", text })), ...after.map((text): Line => ({ kind: "+", text }))];
}

/** Whether a diagonal is best reached by putting a line in, and not by taking one out. */
function comesFromAbove(furthest: ReadonlyMap<number, number>, diagonal: number, changes: number): boolean {
  if (diagonal === -changes) return true;
  return diagonal !== changes && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0);
}

function wayBack(before: readonly string[], after: readonly string[], reached: readonly Map<number, number>[]): Line[] {
  const lines: Line[] = [];
  let [x, y] = [before.length, after.length];
  for (let changes = reached.length - 1; changes >= 0; changes--) {
    const furthest = reached[changes] ?? new Map<number, number>();
    const diagonal = x - y;
    const previous = comesFromAbove(furthest, diagonal, changes) ? diagonal + 1 : diagonal - 1;
    const fromX = furthest.get(previous) ?? 0;
    const fromY = fromX - previous;
    for (; x > fromX && y > fromY && x > 0 && y > 0; x--, y--) lines.push({ kind: " ", text: before[x - 1] ?? "" });
    if (changes === 0) break;
    lines.push(x === fromX ? { kind: "+", text: after[--y] ?? "" } : { kind: "-", text: before[--x] ?? "" });
  }
  return lines.reverse();
}
