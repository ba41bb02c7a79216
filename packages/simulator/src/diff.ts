/** What became of a file's lines, as `git diff` tells it. */
export interface LineDiff {
  readonly additions: number;
  readonly deletions: number;
  /** Without the two lines that name the files; empty where nothing differs. */
  readonly patch: string;
}

const CONTEXT = 3;
/** Above so many pairs of lines, what lies between the first and the last difference is taken as changed. */
const MOST_PAIRS = 4_000_000;

interface Step {
  readonly mark: " " | "-" | "+";
  readonly text: string;
  /** Lines of the old and the new file before this one. */
  readonly old: number;
  readonly now: number;
}

export function diffLines(before: string, after: string): LineDiff {
  const steps = stepsBetween(split(before), split(after));
  const hunks: string[] = [];
  let at = 0;
  while (at < steps.length) {
    const first = steps.findIndex((step, index) => index >= at && step.mark !== " ");
    if (first < 0) break;
    let last = first;
    for (let next = first; next < steps.length && next - last <= 2 * CONTEXT; next++) {
      if (steps[next]?.mark !== " ") last = next;
    }
    const hunk = steps.slice(Math.max(at, first - CONTEXT), last + CONTEXT + 1);
    hunks.push(written(hunk));
    at = last + CONTEXT + 1;
  }
  return {
    additions: steps.filter((step) => step.mark === "+").length,
    deletions: steps.filter((step) => step.mark === "-").length,
    patch: hunks.join("\n"),
  };
}

/** Lines with their ends: a last line that has none is another line. */
function split(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function written(hunk: readonly Step[]): string {
  const count = (not: "+" | "-") => hunk.filter((step) => step.mark !== not).length;
  const [olds, news] = [count("+"), count("-")];
  // Of an empty side, git names the line before it.
  const from = (lines: number, at: number) => `${lines === 0 ? at : at + 1}${lines === 1 ? "" : `,${lines}`}`;
  const { old = 0, now = 0 } = hunk[0] ?? {};
  const lines = [`@@ -${from(olds, old)} +${from(news, now)} @@`];
  for (const { mark, text } of hunk) {
    lines.push(mark + text.replace(/\n$/, ""));
    if (!text.endsWith("\n")) lines.push("\\ No newline at end of file");
  }
  return lines.join("\n");
}

function stepsBetween(old: readonly string[], now: readonly string[]): Step[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  const same = () => steps.push({ mark: " ", text: old[i] ?? "", old: i++, now: j++ });
  const gone = () => steps.push({ mark: "-", text: old[i] ?? "", old: i++, now: j });
  const come = () => steps.push({ mark: "+", text: now[j] ?? "", old: i, now: j++ });
  while (i < start) same();
  const common = lengths(old.slice(start, old.length - end), now.slice(start, now.length - end));
  while (i < old.length - end || j < now.length - end) {
    const [a, b] = [i - start, j - start];
    if (i >= old.length - end) come();
    else if (j >= now.length - end) gone();
    else if (old[i] === now[j]) same();
    else if ((common?.[a + 1]?.[b] ?? 0) >= (common?.[a]?.[b + 1] ?? 0)) gone();
    else come();
  }
  while (i < old.length) same();
  return steps;
}

/** For each pair of places, how many lines the rests behind them have in common; null where that is too much work. */
function lengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] | null {
  if (old.length * now.length > MOST_PAIRS) return null;
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row === undefined) continue;
      row[j] =
        old[i] === now[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, table[i]?.[j + 1] ?? 0);
    }
  }
  return table;
}
