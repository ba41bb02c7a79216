import type { LineRange, Ratio } from "@tollgate/core/vocabulary/evidence";
import { type CoverageLines, type FileCoverage, ReportError } from "./report.ts";

const MOST_LINES = 10_000_000;

/** Which lines of which files ran, while a report is read. A line that ran once ran, whoever says it did not. */
export class LineHits {
  readonly #files = new Map<string, Map<number, boolean>>();

  /** @throws ReportError for what is no number of a line */
  add(path: string, line: number, hit: boolean): void {
    if (!Number.isInteger(line) || line < 0 || line > MOST_LINES) throw new ReportError(`${path} has no line ${line}`);
    const lines = this.#files.get(path) ?? new Map<number, boolean>();
    if (lines.size === 0) this.#files.set(path, lines);
    lines.set(line, hit || lines.get(line) === true);
  }

  /** The report; `branches` where it tells them. */
  report(branches: Ratio | null): CoverageLines {
    let covered = 0;
    let total = 0;
    const detail = [...this.#files].map(([path, lines]): FileCoverage => {
      const numbers = [...lines.keys()].sort((a, b) => a - b);
      const hit = numbers.filter((line) => lines.get(line) === true);
      covered += hit.length;
      total += numbers.length;
      const missed = numbers.filter((line) => lines.get(line) !== true);
      return { path, covered: rangesOf(hit), missed: rangesOf(missed) };
    });
    return { kind: "coverage", lines: { covered, total }, branches, detail };
  }
}

/** Ascending numbers as ranges. */
export function rangesOf(numbers: readonly number[]): LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

/** The lines that stand in both; both lists ascend and do not overlap in themselves. */
export function both(a: readonly LineRange[], b: readonly LineRange[]): LineRange[] {
  const shared: LineRange[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [one, other] = [a[i] as LineRange, b[j] as LineRange];
    const [from, to] = [Math.max(one[0], other[0]), Math.min(one[1], other[1])];
    if (from <= to) shared.push([from, to]);
    if (one[1] < other[1]) i++;
    else j++;
  }
  return shared;
}

/** How many lines ranges have. */
export function lengthOf(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

/** Several reports of one commit as one: what ran in any of them ran. */
export function mergeCoverage(reports: readonly CoverageLines[]): CoverageLines {
  const [first] = reports;
  if (first !== undefined && reports.length === 1) return first;
  const hits = new LineHits();
  let untold: Ratio = { covered: 0, total: 0 };
  const branches = reports.flatMap((report) => (report.branches === null ? [] : [report.branches]));
  for (const { detail, lines } of reports) {
    // One that tells no lines can only be added up.
    if (detail.length === 0) untold = plus(untold, lines);
    for (const { path, covered, missed } of detail) {
      for (const [from, to] of missed) for (let line = from; line <= to; line++) hits.add(path, line, false);
      for (const [from, to] of covered) for (let line = from; line <= to; line++) hits.add(path, line, true);
    }
  }
  // Two formats of one run tell the same branches; which of them overlap is not told, so the fullest one stands.
  const fullest = branches.reduce<Ratio | null>(
    (best, one) => (best === null || one.total > best.total ? one : best),
    null,
  );
  const merged = hits.report(fullest);
  return { ...merged, lines: plus(merged.lines, untold) };
}

/** The sum of two. */
export function plus(a: Ratio, b: Ratio): Ratio {
  return { covered: a.covered + b.covered, total: a.total + b.total };
}
