import type { Placed } from "./emit.ts";
import { OutMap } from "./output.ts";
import type { Translation } from "./translation.ts";

/**
 * Puts a step that fails at the beginning of each job in which something stands though nobody knows what it comes to on
 * GitHub: the part is kept as near as it gets, and nobody shall take it for translated. What stands outside of jobs fails
 * the first one. Parts whose place a failing step has taken already are left as they are.
 */
export function failWhereUnknown(translation: Translation): void {
  const jobs = translation.jobs.entries.flatMap(([id, job]) =>
    job instanceof OutMap && job.get("uses") === undefined ? [[id, job] as const] : [],
  );
  const told = new Map<OutMap, Placed[]>();
  for (const placed of translation.claims()) {
    const { path, claim } = placed;
    if (claim.verdict !== "unknown" || claim.comment === true) continue;
    const [, job] = (path[0] === "jobs" ? jobs.find(([id]) => id === path[1]) : undefined) ?? jobs[0] ?? [];
    if (job !== undefined) told.set(job, [...(told.get(job) ?? []), placed]);
  }
  for (const [job, found] of told) {
    const steps = job.list("steps");
    steps.items.unshift(...stepsFor(translation, found));
  }
}

/** One for each reason, with the lines that it is about. */
function stepsFor(translation: Translation, found: readonly Placed[]): OutMap[] {
  const byReason = new Map<string, Set<number>>();
  for (const { claim } of found) {
    const lines = byReason.get(claim.reason ?? "") ?? new Set();
    for (const at of claim.at) lines.add(translation.lineAt(at));
    byReason.set(claim.reason ?? "", lines);
  }
  return [...byReason].map(([reason, lines]) =>
    translation.failingStep(
      [...lines].sort((a, b) => a - b),
      reason,
    ),
  );
}
