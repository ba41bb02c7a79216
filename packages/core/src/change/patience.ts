import type { Patience } from "../policy/layer.ts";
import { nameOf, type Policy } from "../policy/policy.ts";
import type { Step } from "../vocabulary/step.ts";
import type { JudgedGate, MissingAction, ReviewState } from "./review.ts";

/** Something that is waited for longer than the policy has patience. */
export interface Overdue {
  /** The gate, or `final`. */
  readonly gate: string;
  /** Since when it is late. ISO 8601. */
  readonly since: string;
  /** More people are asked. */
  readonly escalated: boolean;
}

/** The phase that a review is in, and since when, ISO 8601. */
export interface InPhase {
  readonly name: Step;
  readonly since: string;
}

/** The phase of a state; null where it tells none. */
export function phaseOf(state: ReviewState): Step | null {
  if (state.startsWith("DOR")) return "ready";
  if (state.startsWith("PROGRESS")) return "progress";
  if (state.startsWith("DOD")) return "done";
  return state === "ERROR" || state === "INITIALIZED" ? null : "final";
}

interface Waiting {
  readonly gate: string;
  readonly patience: Patience;
}

/** What the phase waits for, as far as the policy says for how long. */
function waitingIn(phase: Step, policy: Pick<Policy, "gates" | "final">, judged: readonly JudgedGate[]): Waiting[] {
  if (phase === "final") {
    return policy.final.patience === undefined ? [] : [{ gate: "final", patience: policy.final.patience }];
  }
  const pending = new Set(judged.filter(({ verdict }) => verdict.outcome === "pending").map(({ name }) => name));
  return policy.gates.flatMap((gate) =>
    gate.patience !== undefined && gate.step === phase && pending.has(nameOf(gate))
      ? [{ gate: nameOf(gate), patience: gate.patience }]
      : [],
  );
}

/**
 * What is late at a moment. The time counts from when the review of the head came to its phase: what was not its turn
 * was not waited for.
 * @param now ISO 8601
 */
export function overdueAt(
  now: string,
  phase: InPhase | null,
  policy: Pick<Policy, "gates" | "final">,
  judged: readonly JudgedGate[],
): readonly Overdue[] {
  if (phase === null) return [];
  return waitingIn(phase.name, policy, judged).flatMap(({ gate, patience: { seconds, escalateAfter } }) => {
    const since = later(phase.since, seconds);
    if (since > Date.parse(now)) return [];
    const escalated = escalateAfter !== undefined && later(phase.since, escalateAfter) <= Date.parse(now);
    return [{ gate, since: new Date(since).toISOString(), escalated }];
  });
}

/** When something will be late next, or be escalated; ISO 8601, null where nothing will. */
export function nextDeadline(
  now: string,
  phase: InPhase | null,
  policy: Pick<Policy, "gates" | "final">,
  judged: readonly JudgedGate[],
): string | null {
  if (phase === null) return null;
  const moments = waitingIn(phase.name, policy, judged)
    .flatMap(({ patience: { seconds, escalateAfter = seconds } }) => [seconds, escalateAfter])
    .map((seconds) => later(phase.since, seconds))
    .filter((moment) => moment > Date.parse(now));
  return moments.length === 0 ? null : new Date(Math.min(...moments)).toISOString();
}

function later(since: string, seconds: number): number {
  return Date.parse(since) + seconds * 1_000;
}

/** Says of what is missing that it is late, and who else is asked. */
export function toldOverdue(
  missing: readonly MissingAction[],
  overdue: readonly Overdue[] = [],
): readonly MissingAction[] {
  if (overdue.length === 0) return missing;
  const late = new Map(overdue.map((one) => [one.gate, one]));
  return missing.map((item) => {
    const found = late.get(item.gate);
    if (found === undefined) return item;
    const condition = `${item.condition} Overdue since ${found.since.slice(0, 16).replace("T", " ")} UTC.`;
    const asked = item.gate === "final" ? "an admin" : "a coordinator";
    return { ...item, condition, who: found.escalated ? [...item.who, asked] : item.who };
  });
}
