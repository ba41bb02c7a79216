import { type Lock, stop } from "../explain/locks.ts";
import { blindness, lackingOf } from "../explain/of-change.ts";
import { COSTS } from "../explain/requirement.ts";
import { planReview, type ReviewPlan } from "../explain/review-plan.ts";
import { combine, type Outcome, opens } from "../vocabulary/outcome.ts";
import { type ContextKey, contextOfGate, STEPS, type Step } from "../vocabulary/step.ts";
import { NOT_JUDGED } from "./contexts.ts";
import { finalStep } from "./final.ts";
import { toldOverdue } from "./patience.ts";
import { isOpen } from "./reading.ts";
import { contextTitle } from "./render.ts";
import { type ContextOutcomes, effective, type JudgedGate, type MissingAction, type ReviewState } from "./review.ts";
import type { ChangeState } from "./state.ts";

/** Where a change stands, for people and for its contexts. Derived from the state alone. */
export interface ReviewSummary {
  readonly state: ReviewState;
  readonly step: Step;
  readonly outcome: Outcome;
  /** What this change alone would set; null until its head was judged. */
  readonly contexts: ContextOutcomes | null;
  /** What it waits for, each as a sentence; the first is the answer. Empty when nothing is missing. */
  readonly waitingFor: readonly string[];
  /** In the order of the plan. */
  readonly missing: readonly MissingAction[];
  readonly plan: ReviewPlan;
}

const STATES: Readonly<Record<Exclude<Step, "final">, { pending: ReviewState; failed: ReviewState }>> = {
  ready: { pending: "DOR_PENDING", failed: "DOR_FAILED" },
  progress: { pending: "PROGRESS_PENDING", failed: "PROGRESS_BLOCKED" },
  done: { pending: "DOD_PENDING", failed: "DOD_FAILED" },
};

/** Where a review stands, without what it waits for: that takes a plan. */
export function standingOf(state: ChangeState): Pick<ReviewSummary, "state" | "step" | "outcome"> {
  const gates = state.judged?.gates ?? [];
  if (state.error !== null) return { state: "ERROR", step: stepOf(gates), outcome: "error" };
  if (state.judged === null) return { state: "INITIALIZED", step: "ready", outcome: "pending" };
  const final = finalStep(state);
  const blind = state.judged.blind === null ? [] : (["error"] as const);
  const outcome = combine([...gates.map(effective), final.outcome, ...blind]);
  return { ...position(gates, final.state), outcome };
}

/**
 * Folds a state into what people and contexts see.
 * @param others what keeps it closed besides its own review, as far as the caller knows it
 */
export function summarize(state: ChangeState, others: readonly Lock[] = []): ReviewSummary {
  const standing = standingOf(state);
  if (state.error !== null) return errored(state, state.error, standing);
  if (state.judged === null) {
    return { ...standing, contexts: null, waitingFor: [NOT_JUDGED], missing: [], plan: UNKNOWN_PLAN };
  }
  const { missing: lacking, plan } = lackingOf(state, others);
  const missing = toldOverdue(lacking, state.judged.overdue);
  const contexts = contextsOf(state.judged.gates, standing.outcome, missing);
  const { blind } = state.judged;
  return {
    ...standing,
    contexts: blind === null ? contexts : closeAll(contexts, blindness(blind).condition),
    waitingFor: missing.map(sentence),
    missing,
    plan,
  };
}

/** Before its first judgement nobody knows more than that it comes. */
const UNKNOWN_PLAN: ReviewPlan = {
  steps: [
    {
      ways: [{ id: "read-again", by: "wait", who: [] }],
      times: 1,
      cost: COSTS.wait,
      locks: [{ gate: "tollgate", condition: NOT_JUDGED, action: "", opening: { count: 1, ways: [] } }],
      serves: new Set(),
    },
  ],
  cost: COSTS.wait,
  exact: false,
  deadlock: [],
};

function closeAll(contexts: ContextOutcomes, title: string): ContextOutcomes {
  const value = { outcome: "error" as const, title };
  const overall = { ...value, title: contexts.overall.title };
  return { dor: value, security: value, quality: value, dod: value, overall };
}

/** One missing thing as a sentence: `dod/approvals: 0 of 1 approvals. Ask a reviewer.` */
export function sentence(item: MissingAction): string {
  return `${item.gate}: ${item.condition}${item.action === "" ? "" : ` ${stop(item.action)}`}`;
}

function errored(
  state: ChangeState,
  { reason, remedy }: { readonly reason: string; readonly remedy: string },
  standing: Pick<ReviewSummary, "state" | "step" | "outcome">,
): ReviewSummary {
  const title = `Tollgate could not judge this change: ${reason}`;
  const value = { outcome: "error" as const, title };
  const way =
    remedy === ""
      ? ({ id: "read-again", by: "wait", who: [] } as const)
      : ({ id: "mend", by: "operator", who: [] } as const);
  const lock: Lock = {
    gate: "tollgate",
    condition: stop(title),
    action: remedy === "" ? "It is tried again by itself." : remedy,
    opening: { count: 1, ways: [way] },
  };
  const plan = { ...planReview([lock], null), exact: false };
  const item = {
    gate: lock.gate,
    condition: lock.condition,
    action: lock.action,
    who: ["Tollgate's operator"],
    why: reason,
  };
  const overall = { ...value, title: sentence(item) };
  const contexts = { dor: value, security: value, quality: value, dod: value, overall };
  return {
    ...standing,
    contexts: state.head === null ? null : contexts,
    waitingFor: [sentence(item)],
    missing: [item],
    plan,
  };
}

function stepOf(gates: readonly JudgedGate[]): Step {
  return (
    STEPS.find((step) => step !== "final" && !opens(combine(gates.filter((g) => g.step === step).map(effective)))) ??
    "final"
  );
}

function position(gates: readonly JudgedGate[], final: ReviewState): { state: ReviewState; step: Step } {
  const step = stepOf(gates);
  if (step === "final") return { state: final, step };
  const outcome = combine(gates.filter((gate) => gate.step === step).map(effective));
  return { state: outcome === "pending" ? STATES[step].pending : STATES[step].failed, step };
}

function contextsOf(
  gates: readonly JudgedGate[],
  overall: Outcome,
  missing: readonly MissingAction[],
): ContextOutcomes {
  const one = (key: Exclude<ContextKey, "overall">) => {
    const feeding = gates.filter((gate) => contextOfGate(gate) === key);
    if (feeding.length === 0) return { outcome: "pass" as const, title: "No gate of the policy feeds this check" };
    return { outcome: combine(feeding.map(effective)), title: contextTitle(feeding) };
  };
  const [first] = missing;
  const title = first === undefined ? NOTHING_MISSING : sentence(first);
  return {
    dor: one("dor"),
    security: one("security"),
    quality: one("quality"),
    dod: one("dod"),
    overall: { outcome: overall, title },
  };
}

/** The answer for a change that can be merged. */
export const NOTHING_MISSING = "Nothing is missing: it can be merged.";

/**
 * The answer in one sentence, word for word the same on the page, in the check and in `changes explain`: while the
 * change is open it is the title of its overall context as well.
 */
export function answer(state: ChangeState, summary: ReviewSummary): string {
  if (state.lifecycle === "merged") return "It is merged.";
  if (!isOpen(state.lifecycle)) return "It is closed.";
  return summary.waitingFor[0] ?? NOTHING_MISSING;
}
