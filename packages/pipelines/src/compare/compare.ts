import type { Pipeline } from "../model/pipeline.ts";
import { type Comparison, comparisonOf, Notes } from "./comparison.ts";
import { type CommitOf, Context, ruling, seenAt } from "./context.ts";
import { compareConcurrency, compareJobs } from "./jobs.ts";
import { SETTING } from "./steps.ts";
import { compareTriggers } from "./triggers.ts";

/** What a comparison may know beyond the two sides. */
export interface Knowledge {
  /** Two versions of an action are the same when they are known to be the same commit. */
  readonly commitOf?: CommitOf;
}

/**
 * The difference in meaning of two pipelines, construct by construct over their expanded models: not of their texts.
 * A side that is undefined is a file that is not there.
 */
export function compare(old: Pipeline | undefined, now: Pipeline | undefined, knowledge: Knowledge = {}): Comparison {
  const notes = new Notes();
  const context = new Context(notes, knowledge.commitOf ?? (() => undefined));
  if (old !== undefined && now !== undefined) comparePipelines(old, now, context);
  else comparePresence(old, now, context);
  return comparisonOf(old, now, notes);
}

function comparePresence(old: Pipeline | undefined, now: Pipeline | undefined, context: Context): void {
  const seen = (pipeline: Pipeline | undefined) =>
    pipeline &&
    seenAt({ source: pipeline.source, span: { start: 0, end: 0 } }, pipeline.name?.text ?? pipeline.source.path);
  const jobs = (pipeline: Pipeline | undefined) => pipeline?.jobs.map(({ id }) => id).join(", ") ?? "";
  context.seen("pipeline", undefined, seen(old), seen(now), {
    gained: ruling("gained", `The file is new, with the jobs ${jobs(now)}.`),
    lost: ruling("lost", `The file is gone, with the jobs ${jobs(old)}.`),
    changed: ruling("unknown", "It is another."),
  });
  if (now === undefined) return;
  // What is new hands out what it hands out: that must not be hidden behind one word.
  compareTriggers([], now.triggers, context);
  compareJobs([], now.jobs, context);
}

function comparePipelines(old: Pipeline, now: Pipeline, context: Context): void {
  const shown = (what: string) =>
    ruling("same", `Only ${what} is another. Whoever refers to it by name must follow.`, true);
  const name = shown("the name");
  context.text("pipeline", old.name, now.name, { name: "name", gained: name, lost: name, changed: name });
  const run = shown("what a run is called");
  context.text("pipeline", old.runName, now.runName, { name: "run-name", gained: run, lost: run, changed: run });
  compareTriggers(old.triggers, now.triggers, context);
  compareConcurrency(old.concurrency, now.concurrency, context);
  compareJobs(old.jobs, now.jobs, context);
  context.variables("setting", old.others, now.others, SETTING);
}
