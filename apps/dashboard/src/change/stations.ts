import type { Change } from "@tollgate/client/change";
import { combine, opens } from "@tollgate/core/vocabulary/outcome";
import { STEPS, type Step } from "@tollgate/core/vocabulary/step";
import { counts, TONE_WORD, type Tone, toneOfStep } from "../words.ts";

/** One of the four gates on the road, as it is drawn. */
export interface Station {
  readonly step: Step;
  readonly tone: Tone;
  readonly open: boolean;
  readonly word: string;
  readonly detail: string;
  /** The gate of the policy that stands in the way most, else the first. */
  readonly gate: string | null;
}

/** The four gates of a change, and how many of them it has passed. */
export function stationsOf(change: Change): { readonly stations: readonly Station[]; readonly passed: number } {
  const stations = STEPS.map((step) => (step === "final" ? final(change) : judged(change, step)));
  const closed = stations.findIndex(({ open }) => !open);
  return { stations, passed: change.lifecycle === "merged" || closed < 0 ? STEPS.length : closed };
}

function judged(change: Change, step: Step): Station {
  const gates = change.gates.filter((gate) => gate.step === step);
  const unknown = change.state === "INITIALIZED" ? "pending" : change.state === "ERROR" ? "error" : null;
  const broken = unknown !== null && (gates.length === 0 || change.step === step);
  const outcome = broken ? unknown : combine(gates.map(counts));
  const through = gates.filter((gate) => opens(counts(gate))).length;
  const tone = toneOfStep(step, outcome, true);
  const gate = gates.find((one) => !opens(counts(one))) ?? gates[0];
  return {
    step,
    tone,
    open: opens(outcome),
    word: gates.length === 0 && !broken ? "no gate" : TONE_WORD[tone],
    detail: gates.length === 0 ? "" : `${through} of ${gates.length} open`,
    gate: gate?.name ?? null,
  };
}

function final(change: Change): Station {
  const station = (tone: Tone, word: string, detail: string): Station => ({
    step: "final",
    tone,
    open: tone === "pass",
    word,
    detail,
    gate: null,
  });
  switch (change.state) {
    case "COMPLETED":
      return station("pass", "given", "");
    case "FINAL_REJECTED":
      return station("fail", "refused", "");
    case "FINAL_PENDING":
      return station("person", TONE_WORD.person, "");
    default:
      return station("skip", "later", "");
  }
}
