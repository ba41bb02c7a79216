import { type Outcome, opens } from "../vocabulary/outcome.ts";
import type { ContextKey, GateContext, Step } from "../vocabulary/step.ts";
import type { Verdict } from "../vocabulary/verdict.ts";

/** Where a review stands. Kept per head; the life of the pull request stands beside it. */
export const REVIEW_STATES = [
  "INITIALIZED",
  "DOR_PENDING",
  "DOR_FAILED",
  "PROGRESS_PENDING",
  "PROGRESS_BLOCKED",
  "DOD_PENDING",
  "DOD_FAILED",
  "FINAL_PENDING",
  "FINAL_REJECTED",
  "COMPLETED",
  "ERROR",
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** One gate as it was judged. */
export interface JudgedGate {
  readonly name: string;
  readonly step: Step;
  readonly blocking: boolean;
  readonly verdict: Verdict;
  /** The context it feeds, where its name does not tell. */
  readonly context?: GateContext;
  /** Announced by the forge, not read yet: what keeps the gate from passing until a read shows it. */
  readonly provisional?: string;
}

/** What a gate counts for: one that does not block never stands in the way. */
export function effective(gate: Pick<JudgedGate, "blocking" | "verdict">): Outcome {
  return gate.blocking || opens(gate.verdict.outcome) ? gate.verdict.outcome : "pass";
}

/** What a person (or a team, or CI) can do so that a change gets on. */
export interface MissingAction {
  readonly gate: string;
  /** What is not so yet. */
  readonly condition: string;
  /** What to do. */
  readonly action: string;
  readonly who: readonly string[];
  readonly why: string;
  /** What the first step towards it asks of people (see `explain/requirement.ts`); absent where nobody can take it. */
  readonly cost?: number;
  /** Which step of the plan that is, from 1. */
  readonly step?: number;
}

/** What one change alone would set on its head, per context. */
export type ContextOutcomes = Readonly<Record<ContextKey, { readonly outcome: Outcome; readonly title: string }>>;
