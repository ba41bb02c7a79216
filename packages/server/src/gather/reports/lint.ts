import type { ChangedFile, Finding } from "@tollgate/core/vocabulary/evidence";
import { ReportPaths } from "./paths.ts";
import type { LintFinding } from "./report.ts";

/** More new findings are not stored; no limit of a policy is so high. */
const MOST_ADDED = 500;

/**
 * Findings that the base's report does not have: by rule, file and message, as often as it has them. Lines move, so they
 * are not compared; a file that the change renamed is looked for under its old name as well.
 */
export function beyondBase(
  head: readonly LintFinding[],
  base: readonly LintFinding[],
  changed: readonly ChangedFile[],
): readonly LintFinding[] {
  const renamed = new Map(
    changed.flatMap(({ path, previousPath }) => (previousPath === undefined ? [] : [[previousPath, path]])),
  );
  const left = new Map<string, number>();
  for (const finding of base) {
    const key = keyOf(finding, renamed.get(finding.path) ?? finding.path);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const added = head.filter((finding) => {
    const key = keyOf(finding, finding.path);
    const known = left.get(key) ?? 0;
    if (known > 0) left.set(key, known - 1);
    return known === 0;
  });
  return added.slice(0, MOST_ADDED);
}

function keyOf({ rule, message }: Finding, path: string): string {
  return `${path}\n${rule}\n${message}`;
}

/**
 * Findings on lines that the change adds, and those about a whole file that it adds. Of one that names no file nobody can
 * tell whether it is new: a scanner's is taken to be, until the base has a report to compare with.
 */
export function onChangedLines(head: readonly LintFinding[], changed: readonly ChangedFile[]): readonly LintFinding[] {
  const paths = new ReportPaths(new Set(head.map(({ path }) => path)));
  const files = new Map(changed.map((file) => [paths.find(file.path), file]));
  const added = head.filter(({ path, line, security }) => {
    if (path === "") return security === true;
    const file = files.get(path);
    if (file === undefined || file.status === "removed") return false;
    if (line === null) return file.status === "added";
    // Without a diff any line may be new.
    return file.added === null || file.added.some(([from, to]) => from <= line && line <= to);
  });
  return added.slice(0, MOST_ADDED);
}

/** A finding as facts have it. */
export function plainFinding({ security: _, ...finding }: LintFinding): Finding {
  return finding;
}
