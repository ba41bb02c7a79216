import { z } from "zod";
import type { BranchRules } from "../vocabulary/evidence.ts";
import { known, type Observed } from "../vocabulary/fact.ts";
import { opens } from "../vocabulary/outcome.ts";
import type { Verdict } from "../vocabulary/verdict.ts";
import { lacking } from "./gate.ts";

/** Whether a policy demands something itself, or leaves it to the rules of the base branch. */
export const demandSchema = z.enum(["as-the-branch", "always", "never"]);
export type Demand = z.output<typeof demandSchema>;

/** The rules of a branch that are on or off. */
type Switch = { [K in keyof BranchRules]: BranchRules[K] extends boolean ? K : never }[keyof BranchRules];

/** Whether it is demanded here; unknown only where that is left to rules that are unknown. */
export function isDemanded(demand: Demand, rules: Observed<BranchRules>, rule: Switch): Observed<boolean> {
  if (demand !== "as-the-branch") return known(demand === "always");
  return rules.known ? known(rules.value[rule]) : rules;
}

/**
 * What a demand comes to: nothing where it is not made. Where nobody knows whether it is, that matters only if it is
 * not met.
 * @param what what the branch may demand, at the beginning of a sentence: "Whether the branch's rules ... "
 */
export function whereDemanded(demanded: Observed<boolean>, what: string, met: () => Verdict): readonly Verdict[] {
  if (demanded.known && !demanded.value) return [];
  const verdict = met();
  return [demanded.known || opens(verdict.outcome) ? verdict : lacking(what, demanded)];
}
