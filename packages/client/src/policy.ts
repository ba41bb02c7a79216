import { z } from "zod";
import { explanation } from "./change.ts";

const time = z.iso.datetime({ offset: true });

/** A policy as it came in force on a base branch. */
export const policyRevision = z.object({
  id: z.number().int().describe("Grows in the order in which revisions came in force."),
  base: z.string().describe("The branch that changes go to."),
  digest: z.string(),
  commit: z.string().describe("The commit whose files it was first made of."),
  branch: z.string().describe("The branch that the files were read from."),
  since: time,
  by: z.string().nullable().describe("Who brought it in force by hand; null where a push did."),
  reason: z.string().nullable().describe("Why they did."),
  restores: z.number().int().nullable().describe("The earlier revision whose files these are."),
  gates: z.number().int(),
  files: z.array(z.string()).describe("The paths of its files; none: the built-in policy."),
  inForce: z.boolean(),
  held: z.boolean().describe("A rollback holds it in force, whatever the files at the tip say."),
});
export type PolicyRevision = z.infer<typeof policyRevision>;

export const newRollback = z.strictObject({
  base: z.string().min(1).max(500).describe("The branch that changes go to."),
  revision: z.number().int().min(1),
  reason: z.string().trim().min(1).max(500).describe("Stands in the record and on the checks."),
});
export type NewRollback = z.infer<typeof newRollback>;

/** What became of a rollback, or of lifting one. */
export const rollbackResult = z.object({
  base: z.string(),
  revision: z.number().int().describe("The new revision; of a lifted rollback the one that it held."),
  changes: z.number().int().describe("Open pull requests that are judged again."),
});
export type RollbackResult = z.infer<typeof rollbackResult>;

/** Policy files that are not in force, to judge a change by. */
export const policyTrial = z.strictObject({
  files: z
    .array(z.strictObject({ path: z.string().min(1).max(500), text: z.string().max(256 * 1024) }))
    .max(200)
    .describe("As they would stand in the repository's .qms/; together at most 512 KiB."),
});
export type PolicyTrial = z.infer<typeof policyTrial>;

/** What would be missing to merge under another policy. */
export const trialExplanation = explanation.extend({
  readAt: time.describe("When the facts were read that were judged."),
  lacking: z
    .array(z.string())
    .describe("Facts that this policy reads and that are not gathered for the one in force; gates over them err."),
  warnings: z.array(z.string()).describe("What the files say and Tollgate does not use, each with its place."),
});
export type TrialExplanation = z.infer<typeof trialExplanation>;
