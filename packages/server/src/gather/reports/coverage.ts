import type { ChangedFile, CoverageReport, LineRange, Ratio } from "@tollgate/core/vocabulary/evidence";
import type { StoredReport } from "../../store/reports.ts";
import { both, lengthOf, plus } from "./lines.ts";
import { ReportPaths } from "./paths.ts";
import type { FileCoverage } from "./report.ts";

/** More files with lines that no test runs are not listed. */
const MOST_UNCOVERED = 50;

/** A coverage report of the head, with its lines. */
export interface CoverageOfHead {
  readonly stored: StoredReport;
  readonly lines: Ratio;
  readonly branches: Ratio | null;
  readonly files: readonly FileCoverage[];
}

/**
 * Coverage as gates read it.
 * @param changed null where the diff is not known
 * @param base lines of the base branch's report of that name, or null
 */
export function coverageReport(
  { stored, lines, branches, files }: CoverageOfHead,
  changed: readonly ChangedFile[] | null,
  base: Ratio | null,
): CoverageReport {
  const { ratio, uncovered } = changed === null ? { ratio: null, uncovered: [] } : ofChanged(files, changed);
  const source = { kind: stored.source, name: stored.name, at: stored.at };
  return { source, lines, branches, changed: ratio, uncovered: uncovered.slice(0, MOST_UNCOVERED), base };
}

function ofChanged(
  files: readonly FileCoverage[],
  changed: readonly ChangedFile[],
): { ratio: Ratio | null; uncovered: { readonly path: string; readonly lines: readonly LineRange[] }[] } {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const paths = new ReportPaths(byPath.keys());
  const uncovered: { readonly path: string; readonly lines: readonly LineRange[] }[] = [];
  let ratio: Ratio = { covered: 0, total: 0 };
  for (const { path, added, status, additions } of changed) {
    if (status === "removed") continue;
    const file = byPath.get(paths.find(path) ?? "");
    if (file === undefined) continue;
    if (added === null) {
      // The report knows the file and nobody knows which of its lines are new.
      if (additions > 0) return { ratio: null, uncovered: [] };
      continue;
    }
    const missed = both(added, file.missed);
    const covered = lengthOf(both(added, file.covered));
    ratio = plus(ratio, { covered, total: covered + lengthOf(missed) });
    if (missed.length > 0) uncovered.push({ path, lines: missed });
  }
  return { ratio, uncovered };
}

/** All coverage reports of a commit together; null without any. */
export function wholeCoverage(reports: readonly StoredReport[]): { lines: Ratio; branches: Ratio | null } | null {
  let lines: Ratio | null = null;
  let branches: Ratio | null = null;
  for (const { summary } of reports) {
    if (summary.kind !== "coverage" || "broken" in summary) continue;
    lines = lines === null ? summary.lines : plus(lines, summary.lines);
    if (summary.branches !== null) branches = branches === null ? summary.branches : plus(branches, summary.branches);
  }
  return lines === null ? null : { lines, branches };
}
