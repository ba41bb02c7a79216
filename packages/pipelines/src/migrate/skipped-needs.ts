import { expression, OutMap, type OutNode } from "./output.ts";

/**
 * Lets a job run although one that it needs was left out by its condition. GitHub skips a job with any of those before
 * it; elsewhere a stage waits for the one before, and goes on where that has nothing to do.
 * @see https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/use-jobs#defining-prerequisite-jobs
 */
export function runDespiteSkippedNeeds(jobs: OutMap): void {
  const known = new Map<string, boolean>();
  const mayBeSkipped = (id: string): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const job = jobs.get(id);
    // Until it is worked out, so that needs in a circle come to an end.
    known.set(id, false);
    const skipped = job instanceof OutMap && (job.get("if") !== undefined || neededBy(job).some(mayBeSkipped));
    known.set(id, skipped);
    return skipped;
  };
  for (const [, job] of jobs.entries) {
    if (!(job instanceof OutMap) || !neededBy(job).some(mayBeSkipped)) continue;
    const condition = job.get("if");
    const text = condition?.kind === "scalar" ? String(condition.value) : undefined;
    if (text !== undefined && /\b(?:always|failure|cancelled)\(\)/.test(text)) continue;
    const own = text === undefined ? "" : ` && ${/^[^&|]+$/.test(text) ? text : `(${text})`}`;
    const made = expression(`!failure() && !cancelled()${own}`);
    job.set("if", condition === undefined ? made : made.carries(...condition.claims).commented(...condition.comment));
  }
}

function neededBy(job: OutMap): string[] {
  const needs: OutNode | undefined = job.get("needs");
  const items = needs?.kind === "list" ? needs.items : needs === undefined ? [] : [needs];
  return items.flatMap((item) => (item.kind === "scalar" && typeof item.value === "string" ? [item.value] : []));
}
