import { EMPTY_LAYER, type Place, type PolicyLayer } from "./layer.ts";
import type { PolicyProblem } from "./policy.ts";

/** What one document says, or why it cannot be taken. With an error among the problems the layer is not to be used. */
export interface ReadDocument {
  readonly layer: PolicyLayer;
  readonly problems: readonly PolicyProblem[];
}

/** A document of which nothing is taken. */
export function refused(problems: readonly PolicyProblem[]): ReadDocument {
  return { layer: EMPTY_LAYER, problems };
}

export function problem(place: Place, code: string, message: string): PolicyProblem {
  return { ...place, code, severity: "error", message };
}

/** Read and understood, and not used: the policy is good all the same. */
export function notYet(place: Place, message: string): PolicyProblem {
  return { ...place, code: "policy/not-yet", severity: "warning", message };
}
