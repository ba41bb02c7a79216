import type { Lock } from "../explain/locks.ts";
import type { Outcome } from "../vocabulary/outcome.ts";
import type { Role } from "../vocabulary/role.ts";
import type { ReviewState } from "./review.ts";
import { type ChangeState, currentWord } from "./state.ts";

/** The last step of a review: whether the pull request may be merged at all, and a person's word. */
export interface FinalStep {
  readonly state: ReviewState;
  readonly outcome: Outcome;
  /** What it waits for, in this order. */
  readonly locks: readonly Lock[];
}

/** Where the final step of a change stands. */
export function finalStep(state: ChangeState): FinalStep {
  const word = currentWord(state);
  if (state.lifecycle === "draft") {
    const ready = {
      gate: "final",
      condition: "The pull request is a draft.",
      action: "Mark it ready for review.",
      opening: { count: 1, ways: [{ id: "ready", by: "author", who: [] }] },
    } as const satisfies Lock;
    const then = word?.decision === "approve" ? [] : wordOnHead(state);
    return { state: "FINAL_PENDING", outcome: "pending", locks: [ready, ...then] };
  }
  if (word?.decision === "reject") {
    const back = { id: `final:${word.by}`, by: "person", who: [word.by] } as const;
    // What a new head needs is known only where it was looked into.
    const push = { id: "push", by: "author", who: [], pushes: true } as const;
    const ways = state.judged?.afterPush === undefined ? [back] : [back, push];
    const lock: Lock = {
      gate: "final",
      condition: `Refused by ${word.by}${word.note === "" ? "" : `: ${word.note}`}.`,
      action: "Push what was asked for, or ask for the refusal to be taken back.",
      opening: { count: 1, ways },
    };
    return { state: "FINAL_REJECTED", outcome: "fail", locks: [lock] };
  }
  const locks = word?.decision === "approve" ? [] : wordOnHead(state);
  if (locks.length === 0) return { state: "COMPLETED", outcome: "pass", locks };
  return { state: "FINAL_PENDING", outcome: "pending", locks };
}

/** The word that a policy asks for on the head that is there; empty where it asks for none. */
function wordOnHead(state: ChangeState): readonly Lock[] {
  const commit = state.head?.slice(0, 12) ?? "";
  return word(state, `Waits for the final word on ${commit}.`, `Comment \`/tollgate approve-final ${commit}\`.`);
}

/** The same on one that is still to be pushed. */
export function wordOnNewHead(state: ChangeState): readonly Lock[] {
  const action = "Comment `/tollgate approve-final`, naming the new head.";
  return word(state, "The new head will wait for the final word.", action);
}

function word({ judged }: ChangeState, condition: string, action: string): readonly Lock[] {
  if (judged?.final.required === false) return [];
  const role: Role = judged?.final.role ?? "coordinator";
  const who = [`somebody with the role ${role} who wrote no part of it`];
  return [{ gate: "final", condition, action, opening: { count: 1, ways: [{ id: "final", by: "person", who }] } }];
}
