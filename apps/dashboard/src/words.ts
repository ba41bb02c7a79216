import type { Change, ChangeRow } from "@tollgate/client/change";
import type { ReviewState } from "@tollgate/core/change/review";
import type { Outcome } from "@tollgate/core/vocabulary/outcome";
import type { Step } from "@tollgate/core/vocabulary/step";

/** The one colour language: every tone has a colour, a shape and a word. `person` is a pending thing that waits for people. */
export type Tone = "pass" | "fail" | "pending" | "person" | "skip" | "error";

export const TONE_WORD: Readonly<Record<Tone, string>> = {
  pass: "pass",
  fail: "fail",
  pending: "pending",
  person: "waits for a person",
  skip: "skipped",
  error: "error",
};

export const STEP_NAME: Readonly<Record<Step, string>> = {
  ready: "Ready",
  progress: "Progress",
  done: "Done",
  final: "Final word",
};

const STATE: Readonly<Record<ReviewState, readonly [Tone, string]>> = {
  INITIALIZED: ["pending", "Not judged yet"],
  DOR_PENDING: ["pending", "Ready: waits"],
  DOR_FAILED: ["fail", "Ready: fails"],
  PROGRESS_PENDING: ["pending", "Progress: waits"],
  PROGRESS_BLOCKED: ["fail", "Progress: fails"],
  DOD_PENDING: ["person", "Done: needs people"],
  DOD_FAILED: ["fail", "Done: fails"],
  FINAL_PENDING: ["person", "Needs final word"],
  FINAL_REJECTED: ["fail", "Refused"],
  COMPLETED: ["pass", "Passes"],
  ERROR: ["error", "Error"],
};

/** How a state is called and coloured, without the life of the pull request. */
export function toneOfState(state: ReviewState): readonly [Tone, string] {
  return STATE[state];
}

/** The one word for where a change stands, with its tone. */
export function standing(change: Pick<ChangeRow | Change, "lifecycle" | "state">): readonly [Tone, string] {
  if (change.lifecycle === "merged") return ["skip", "Merged"];
  if (change.lifecycle === "closed") return ["skip", "Closed"];
  if (change.lifecycle === "draft") return ["pending", "Draft"];
  return STATE[change.state];
}

/** The tone of a step: people are what its last two wait for. */
export function toneOfStep(step: Step, outcome: Outcome, reached: boolean): Tone {
  if (outcome !== "pending") return outcome;
  if (step === "done") return "person";
  return step === "final" && reached ? "person" : "pending";
}

/** What a gate counts for: one that does not block never stands in the way. */
export function counts(gate: { readonly outcome: Outcome; readonly blocking: boolean }): Outcome {
  return gate.blocking || gate.outcome === "pass" || gate.outcome === "skip" ? gate.outcome : "pass";
}

/** `github` as people write it. */
export function forgeName(provider: string): string {
  return { github: "GitHub", gitlab: "GitLab" }[provider] ?? provider;
}

/** `1 gate`, `4 gates`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}

export const NUMBER = new Intl.NumberFormat("en");

/** Bytes in the largest unit that leaves a number above one. */
export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  const value = count / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
