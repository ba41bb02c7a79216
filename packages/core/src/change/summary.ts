import { combine, type Outcome, opens } from "../vocabulary/outcome.ts";
import { type ContextKey, contextOfGate, STEPS, type Step } from "../vocabulary/step.ts";
import type { Verdict } from "../vocabulary/verdict.ts";
import { NOT_JUDGED } from "./contexts.ts";
import { isOpen } from "./reading.ts";
import { contextTitle } from "./render.ts";
import type { ContextOutcomes, JudgedGate, MissingAction, ReviewState } from "./review.ts";
import { type ChangeState, currentWord } from "./state.ts";

/** Where a change stands, for people and for its contexts. Derived from the state alone. */
export interface ReviewSummary {
  readonly state: ReviewState;
  readonly step: Step;
  readonly outcome: Outcome;
  /** What this change alone would set; null until its head was judged. */
  readonly contexts: ContextOutcomes | null;
  /** What it waits for, each as a sentence; the first is the answer. Empty when nothing is missing. */
  readonly waitingFor: readonly string[];
  readonly missing: readonly MissingAction[];
}

const STATES: Readonly<Record<Exclude<Step, "final">, { pending: ReviewState; failed: ReviewState }>> = {
  ready: { pending: "DOR_PENDING", failed: "DOR_FAILED" },
  progress: { pending: "PROGRESS_PENDING", failed: "PROGRESS_BLOCKED" },
  done: { pending: "DOD_PENDING", failed: "DOD_FAILED" },
};

/** What a gate counts for: one that does not block never stands in the way. */
export function effective(gate: JudgedGate): Outcome {
  return gate.blocking || opens(gate.verdict.outcome) ? gate.verdict.outcome : "pass";
}

/** Folds a state into what people and contexts see. */
export function summarize(state: ChangeState): ReviewSummary {
  if (state.error !== null) return errored(state, state.error);
  if (state.judged === null) {
    const waitingFor = [NOT_JUDGED];
    return { state: "INITIALIZED", step: "ready", outcome: "pending", contexts: null, waitingFor, missing: [] };
  }
  const gates = state.judged.gates;
  const final = finalWord(state);
  const blind = state.judged.blind === null ? [] : [blindness(state.judged.blind)];
  const missing = [
    ...blind,
    ...gates.filter((gate) => !opens(effective(gate))).map((gate) => missingOf(gate, state)),
    ...final.missing,
  ];
  const outcome = combine([...gates.map(effective), final.outcome, ...blind.map(() => "error" as const)]);
  const at = position(gates, final.state);
  return {
    ...at,
    outcome,
    contexts: closeAll(contextsOf(gates, outcome, missing), blind[0]),
    waitingFor: missing.map(sentence),
    missing,
  };
}

/** A context belongs to a commit: without knowing all its pull requests none of them may open it. */
function blindness(reason: string): MissingAction {
  return {
    gate: "tollgate",
    condition: `Which other pull requests share this head is not known: ${stop(reason)}`,
    action: "`tollgate doctor` tells which permission is missing.",
    who: ["Tollgate's operator"],
    why: "A check belongs to the commit, so it is made from all its pull requests.",
  };
}

function closeAll(contexts: ContextOutcomes, blind: MissingAction | undefined): ContextOutcomes {
  if (blind === undefined) return contexts;
  const value = { outcome: "error" as const, title: blind.condition };
  const overall = { ...value, title: contexts.overall.title };
  return { dor: value, security: value, quality: value, dod: value, overall };
}

/** One missing thing as a sentence: `dod/approvals: 0 of 1 approvals. Ask a reviewer.` */
export function sentence(item: MissingAction): string {
  return `${item.gate}: ${item.condition}${item.action === "" ? "" : ` ${stop(item.action)}`}`;
}

function stop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function errored(state: ChangeState, error: { reason: string; remedy: string }): ReviewSummary {
  const title = `Tollgate could not judge this change: ${error.reason}`;
  const value = { outcome: "error" as const, title };
  const action = error.remedy === "" ? "It is tried again by itself." : error.remedy;
  const item = { gate: "tollgate", condition: stop(title), action, who: ["Tollgate's operator"], why: error.reason };
  const missing = [item];
  const overall = { ...value, title: sentence(item) };
  const contexts = { dor: value, security: value, quality: value, dod: value, overall };
  return {
    state: "ERROR",
    step: stepOf(state.judged?.gates ?? []),
    outcome: "error",
    contexts: state.head === null ? null : contexts,
    waitingFor: missing.map(sentence),
    missing,
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

function finalWord(state: ChangeState): { state: ReviewState; outcome: Outcome; missing: readonly MissingAction[] } {
  const judged = state.judged;
  const word = currentWord(state);
  if (state.lifecycle === "draft") {
    const missing = missingFinal("The pull request is a draft.", "Mark it ready for review.", [
      `@${judged?.author ?? "author"}`,
    ]);
    return { state: "FINAL_PENDING", outcome: "pending", missing: [missing] };
  }
  if (word?.decision === "reject") {
    const reason = `Refused by ${word.by}${word.note === "" ? "" : `: ${word.note}`}.`;
    const missing = missingFinal(reason, "Push what was asked for, or ask for the refusal to be taken back.", [
      `@${judged?.author ?? "author"}`,
    ]);
    return { state: "FINAL_REJECTED", outcome: "fail", missing: [missing] };
  }
  if (judged?.final.required === false || word?.decision === "approve") {
    return { state: "COMPLETED", outcome: "pass", missing: [] };
  }
  const role = judged?.final.role ?? "coordinator";
  const missing = missingFinal(
    `Waits for the final word on ${state.head?.slice(0, 12)}.`,
    `Comment \`/tollgate approve-final ${state.head?.slice(0, 12)}\`.`,
    [`somebody with the role ${role} who wrote no part of it`],
  );
  return { state: "FINAL_PENDING", outcome: "pending", missing: [missing] };
}

function missingFinal(condition: string, action: string, who: readonly string[]): MissingAction {
  return { gate: "final", condition, action, who, why: "A person has the last word on every change." };
}

function missingOf(gate: JudgedGate, state: ChangeState): MissingAction {
  const author = `@${state.judged?.author ?? "author"}`;
  const outcome = gate.verdict.outcome;
  const who =
    outcome === "error"
      ? ["Tollgate's operator"]
      : gate.provisional !== undefined
        ? ["Tollgate"]
        : gate.name.startsWith("dod/") && outcome === "pending"
          ? [`a reviewer other than ${author}`]
          : outcome === "pending"
            ? ["CI"]
            : [author];
  return {
    gate: gate.name,
    condition: stop(gate.verdict.title),
    action: remedyOf(gate.verdict) ?? (outcome === "pending" ? "Nothing to do but wait." : ""),
    who,
    why: gate.provisional ?? `The ${gate.step} step needs it.`,
  };
}

/** What to do about a verdict: its own remedy, else the first one among the parts that do not open. */
function remedyOf(verdict: Verdict): string | undefined {
  if (verdict.remedy !== undefined) return verdict.remedy;
  for (const child of verdict.children ?? []) {
    const remedy = opens(child.outcome) ? undefined : remedyOf(child);
    if (remedy !== undefined) return remedy;
  }
  return undefined;
}

function contextsOf(
  gates: readonly JudgedGate[],
  overall: Outcome,
  missing: readonly MissingAction[],
): ContextOutcomes {
  const one = (key: Exclude<ContextKey, "overall">) => {
    const feeding = gates.filter((gate) => contextOfGate(gate.name) === key);
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
