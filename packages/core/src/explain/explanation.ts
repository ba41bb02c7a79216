import { siblingMissing } from "../change/contexts.ts";
import { isOpen } from "../change/reading.ts";
import type { MissingAction } from "../change/review.ts";
import { type ChangeState, contextNamesOf } from "../change/state.ts";
import { answer, type ReviewSummary, summarize } from "../change/summary.ts";
import type { Facts } from "../vocabulary/fact.ts";
import type { Way } from "../vocabulary/verdict.ts";
import { type ForgeRefusal, forgeRefusals } from "./forge.ts";
import { changersOf, type Lock, peopleOf } from "./locks.ts";
import type { PlannedStep } from "./review-plan.ts";

/** What is missing for a change to merge: who has to do what, in which order, and what the forge would say. */
export interface Explanation {
  /** Whether Tollgate lets it through; what the forge itself refuses stands in `forge`. */
  readonly mergeable: boolean;
  /** The answer in one sentence. */
  readonly sentence: string;
  readonly missing: readonly MissingAction[];
  readonly forge: readonly ForgeRefusal[];
  readonly plan: ExplainedPlan;
}

export interface ExplainedPlan {
  /** The cheapest ones that lead to a merge, in an order in which they do; none can be left out. */
  readonly actions: readonly ExplainedAction[];
  readonly cost: number;
  /** False where there may be a cheaper way, or where something has to be read first that may ask for more. */
  readonly exact: boolean;
  /** What nobody of the review can open; the actions are what is left besides. */
  readonly deadlock: readonly Deadlock[];
}

export interface ExplainedAction {
  /** From 1. */
  readonly step: number;
  readonly action: string;
  /** Any of them. */
  readonly who: readonly string[];
  readonly by: Way["by"];
  /** How many of them have to. */
  readonly times: number;
  readonly cost: number;
  /** What it opens, or helps to. */
  readonly opens: readonly { readonly gate: string; readonly condition: string }[];
  /** Why it has to be done although nothing of it is missing now; else empty. */
  readonly why: string;
}

export interface Deadlock {
  readonly gate: string;
  readonly condition: string;
  readonly action: string;
  /** Who could change it. */
  readonly who: readonly string[];
}

/** What is known of a change besides the state of its review. */
export interface Surroundings {
  /** Other open pull requests of the same head that do not pass, with the answer for each. */
  readonly siblings: readonly { readonly number: number; readonly waitsFor: string }[];
  /** The facts of the last read, and when that was; null where there is none. */
  readonly read: { readonly facts: Facts; readonly at: string } | null;
}

/** Explains what is missing to merge a change. Pure. */
export function explain(state: ChangeState, { siblings, read }: Surroundings): Explanation {
  const open = isOpen(state.lifecycle);
  const others = open ? siblings.map(({ number, waitsFor }) => siblingMissing(number, waitsFor)) : [];
  const alone = summarize(state);
  const summary = others.length === 0 ? alone : summarize(state, others);
  const missing = open ? summary.missing : [];
  const mergeable = state.lifecycle === "open" && summary.state === "COMPLETED" && missing.length === 0;
  const held = alone.waitingFor.length === 0 ? missing[0] : undefined;
  return {
    mergeable,
    sentence: held === undefined ? answer(state, alone) : held.condition,
    missing,
    forge: open && read !== null ? forgeRefusals(read.facts, onForge(state, read.at)) : [],
    plan: open ? planOf(state, summary) : { actions: [], cost: 0, exact: true, deadlock: [] },
  };
}

function onForge(state: ChangeState, readAt: string) {
  const ownContexts = [...Object.values(contextNamesOf(state)), ...(state.judged?.otherContexts ?? [])];
  return { lifecycle: state.lifecycle, baseRef: state.baseRef, ownContexts, readAt };
}

function planOf(state: ChangeState, { plan, missing }: ReviewSummary): ExplainedPlan {
  const author = state.judged?.author ?? "author";
  const now = new Set(missing.map(({ gate }) => gate));
  const { steps, cost, exact, deadlock } = plan;
  const actions = steps.map((one, index): ExplainedAction => {
    const gates = [...new Set(one.locks.map(({ gate }) => gate))];
    const again = gates.length > 0 && !gates.some((gate) => now.has(gate));
    return {
      step: index + 1,
      action: textOf(one),
      who: [...new Set(one.ways.flatMap((way) => peopleOf(way, author)))],
      by: one.ways[0]?.by ?? "person",
      times: one.times,
      cost: one.cost,
      opens: one.locks.map(({ gate, condition }) => ({ gate, condition })),
      why: again ? "The push makes a new head: what was given to the one before does not count." : "",
    };
  });
  return { actions, cost, exact, deadlock: deadlock.map(deadlocked) };
}

function deadlocked(lock: Lock): Deadlock {
  return { gate: lock.gate, condition: lock.condition, action: lock.action, who: changersOf(lock) };
}

/**
 * More that is to be done in one step is not written out: each gate says it as well. A description may lack each section
 * that a framework asks for, and whoever reads this is to write them all at once.
 */
const MOST_TEXTS = 10;

function textOf({ locks, ways }: PlannedStep): string {
  const texts = [...new Set(locks.map(({ action }) => action).filter((action) => action !== ""))];
  if (texts.length > MOST_TEXTS) {
    return [...texts.slice(0, MOST_TEXTS), `And ${texts.length - MOST_TEXTS} more, as the gates say.`].join(" ");
  }
  if (texts.length > 0) return texts.join(" ");
  return ways[0]?.by === "wait" ? "Nothing to do but wait." : (locks[0]?.condition ?? "");
}
