import { REVIEW_STATES } from "@tollgate/core/change/review";
import { OUTCOMES } from "@tollgate/core/vocabulary/outcome";
import type { Role } from "@tollgate/core/vocabulary/role";
import { GATE_CONTEXTS, STEPS } from "@tollgate/core/vocabulary/step";
import { RIGOURS, RISKS, TIERS } from "@tollgate/core/vocabulary/tier";
import { z } from "zod";

/** A node of a verdict tree. */
export const verdict = z.object({
  outcome: z.enum(OUTCOMES),
  title: z.string(),
  remedy: z.string().optional(),
  get children() {
    return z.array(verdict).optional();
  },
});

/** A gate as a change shows it. */
export const gate = z.object({
  name: z.string(),
  step: z.enum(STEPS),
  outcome: z.enum(OUTCOMES),
  blocking: z.boolean(),
  title: z.string(),
  summary: z.string().describe("The verdict tree as plain text, with what to do."),
  verdict: verdict,
  context: z.enum(GATE_CONTEXTS).optional().describe("The check that it feeds, where its name does not tell."),
});

/** Why a change is as risky as it is said to be. */
export const riskReason = z.object({
  factor: z.string().describe("area, size, spread, experience, dependencies, unknown"),
  weight: z.number().int().describe("What it adds to the score; what is unknown adds 0 and keeps it from being LOW."),
  text: z.string(),
});

/** A pull request under review. Fields may be added, never renamed. */
export const change = z.object({
  id: z.string().describe("provider:owner/name#number"),
  provider: z.string(),
  repository: z.string(),
  number: z.number().int(),
  url: z.string().nullable(),
  title: z.string(),
  author: z.string(),
  headSha: z.string(),
  baseRef: z.string(),
  lifecycle: z.enum(["open", "draft", "merged", "closed"]),
  state: z.enum(REVIEW_STATES),
  step: z.enum(STEPS),
  risk: z.enum(RISKS).nullable().describe("Null while it was not judged."),
  riskScore: z.number().int().nullable().describe("What the reasons add up to."),
  riskReasons: z.array(riskReason),
  tier: z.enum(TIERS).nullable().describe("How much depends on the repository; null while it was not judged."),
  rigour: z.enum(RIGOURS).nullable().describe("How strictly it is taken, by tier and risk."),
  outcome: z.enum(OUTCOMES),
  gates: z.array(gate),
  waitingFor: z.array(z.string()).describe("What it waits for, each as a sentence; the first is the answer."),
  shadow: z.boolean(),
  updatedAt: z.iso.datetime({ offset: true }),
  version: z.number().int(),
});
export type Change = z.infer<typeof change>;

/** A change as lists show it: where it stands and what it waits for, without the verdict trees. */
export const changeRow = z.object({
  id: z.string().describe("provider:owner/name#number"),
  provider: z.string(),
  repository: z.string(),
  number: z.number().int(),
  title: z.string(),
  author: z.string(),
  baseRef: z.string(),
  lifecycle: z.enum(["open", "draft", "merged", "closed"]),
  state: z.enum(REVIEW_STATES),
  step: z.enum(STEPS),
  outcome: z.enum(OUTCOMES),
  risk: z.enum(RISKS).nullable().describe("Null while it was not judged."),
  steps: z
    .object({ ready: z.enum(OUTCOMES), progress: z.enum(OUTCOMES), done: z.enum(OUTCOMES), final: z.enum(OUTCOMES) })
    .describe("What each step comes to; gates that do not block count as passed."),
  waitingFor: z.string().nullable().describe("The first thing it waits for; null: nothing."),
  shadow: z.boolean(),
  createdAt: z.iso.datetime({ offset: true }).describe("When it was first seen here."),
  updatedAt: z.iso.datetime({ offset: true }),
  version: z.number().int(),
});
export type ChangeRow = z.infer<typeof changeRow>;

/** The orders in which changes can be listed; a hyphen: the largest first. */
export const CHANGE_SORTS = ["-updated", "updated", "-created", "created", "repository"] as const;
export type ChangeSort = (typeof CHANGE_SORTS)[number];

const who = z.array(z.string());

/** Something that the forge itself would refuse a merge for. */
const forgeRefusal = z.object({
  rule: z.string().describe("draft, conflicts, up-to-date, approvals, required-checks, conversations, ..."),
  condition: z.string(),
  action: z.string(),
  who,
  known: z.boolean().describe("False: it may refuse, and what would tell is not known here."),
  gate: z.string().describe("The gate of ours that looks at the same."),
});

/** One step of the plan. */
const plannedAction = z.object({
  step: z.number().int().describe("From 1."),
  action: z.string(),
  who: who.describe("Any of them."),
  by: z.enum(["wait", "author", "person", "team", "operator"]),
  times: z.number().int().describe("How many of them have to."),
  cost: z
    .number()
    .int()
    .describe("Waiting for CI costs less than the author, one other person, and a team, in this order."),
  opens: z.array(z.object({ gate: z.string(), condition: z.string() })).describe("What it opens, or helps to."),
  why: z.string(),
});

/** What is missing to merge. */
export const explanation = z.object({
  mergeable: z.boolean().describe("Whether Tollgate lets it through; `forge` has what the forge itself refuses."),
  sentence: z.string().describe("The answer in one sentence, the same everywhere."),
  missing: z.array(
    z.object({
      gate: z.string(),
      condition: z.string(),
      action: z.string(),
      who,
      why: z.string(),
      cost: z.number().int().optional().describe("Of the first step towards it; absent where nobody can take one."),
      step: z.number().int().optional().describe("Which step of the plan that is."),
    }),
  ),
  forge: z.array(forgeRefusal).describe("What the forge itself would still refuse, as far as it is known."),
  plan: z
    .object({
      actions: z.array(plannedAction).describe("In an order in which they lead to a merge; none can be left out."),
      cost: z.number().int(),
      exact: z.boolean().describe("False where there may be a cheaper way, or where something has to be read first."),
      deadlock: z
        .array(z.object({ gate: z.string(), condition: z.string(), action: z.string(), who }))
        .describe("What nobody of the review can open, and who could change that; the actions are what is left."),
    })
    .describe("The cheapest way to a merge."),
});
export type Explanation = z.infer<typeof explanation>;

/** Commands on a change. Deciding ones name the commit: 40 digits, or a prefix of at least 12. */
export const command = z.discriminatedUnion("type", [
  z.object({ type: z.literal("recheck") }),
  z.object({ type: z.literal("approve-final"), sha: z.string(), note: z.string().max(2000).optional() }),
  z.object({ type: z.literal("reject-final"), sha: z.string(), note: z.string().max(2000).optional() }),
]);
export type ChangeCommand = z.infer<typeof command>;

/** The weakest role that may send a command. What stands on the change itself (its author, its commits) is checked later. */
export const COMMAND_ROLES = {
  recheck: "developer",
  "approve-final": "coordinator",
  "reject-final": "coordinator",
} as const satisfies Record<ChangeCommand["type"], Role>;

/** What became of a command. */
export const commandResult = z.object({
  id: z.string(),
  status: z.enum(["accepted", "refused", "waiting"]),
  message: z.string(),
});
export type CommandResult = z.infer<typeof commandResult>;

/** An event of a change's stream. */
export const event = z.object({
  cursor: z.string().describe("Opaque; pass it back to go on after this event."),
  stream: z.string(),
  version: z.number().int(),
  type: z.string(),
  at: z.string(),
  data: z.record(z.string(), z.unknown()),
  personal: z.record(z.string(), z.unknown()),
});
export type Event = z.infer<typeof event>;

/** What a decision was made from. */
export const eventFacts = z.object({
  version: z.number().int(),
  facts: z.array(
    z.object({
      key: z.string(),
      source: z.string().describe("Where it comes from: a read of the forge."),
      digest: z.string().describe("Equal facts have equal digests and are stored once."),
      known: z.boolean(),
      value: z.unknown().describe("Null when it is not known."),
      reason: z.string().nullable().describe("Why it is not known."),
    }),
  ),
});
export type EventFacts = z.infer<typeof eventFacts>;
