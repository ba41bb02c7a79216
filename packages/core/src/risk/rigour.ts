import type { GateCategory } from "../policy/gate.ts";
import type { ConfiguredGate, Policy } from "../policy/policy.ts";
import type { Facts } from "../vocabulary/fact.ts";
import { RIGOURS, type Rigour, type Risk, type Tier } from "../vocabulary/tier.ts";
import { type Classification, classify } from "./classify.ts";
import { DEFAULT_RISK } from "./settings.ts";

/** How strictly a change is taken, and what that follows from. */
export interface Assessment extends Classification {
  readonly tier: Tier;
  readonly rigour: Rigour;
}

/** How strictly a repository's changes are taken, where its policy does not say. */
export const RIGOUR_OF_TIER: Readonly<Record<Tier, Rigour>> = {
  mission_critical: "strict",
  business_critical: "balanced",
  standard: "balanced",
  experimental: "flexible",
};

/** The rigour of one change: what holds for its repository, one notch stricter where the risk is high. */
export function rigourOf(base: Rigour, risk: Risk): Rigour {
  return risk === "HIGH" ? (RIGOURS[RIGOURS.indexOf(base) - 1] ?? base) : base;
}

/** Classifies a change and tells how strictly its policy takes it. Policies of earlier versions say nothing of it. */
export function assess(policy: Policy, facts: Facts): Assessment {
  const classified = classify(facts, policy.risk ?? DEFAULT_RISK);
  const tier = policy.tier ?? "standard";
  return { ...classified, tier, rigour: rigourOf(policy.rigour ?? RIGOUR_OF_TIER[tier], classified.risk) };
}

/** Whether a gate that does not open stops the change: as the policy says, else by its category. */
export function blocks(written: boolean | undefined, category: GateCategory, rigour: Rigour): boolean {
  if (written !== undefined) return written;
  return category === "critical" || (category === "warning" ? rigour !== "flexible" : rigour === "strict");
}

/** The parameters of a gate at one rigour. */
export function paramsAt({ params, byRigour }: ConfiguredGate, rigour: Rigour): unknown {
  return byRigour?.[rigour] ?? params;
}

const TIER_WORDS: Readonly<Record<Tier, string>> = {
  mission_critical: "a mission-critical repository",
  business_critical: "a business-critical repository",
  standard: "a standard repository",
  experimental: "an experimental repository",
};

const RIGOUR_WORDS: Readonly<Record<Rigour, string>> = {
  strict: "gates of every category block",
  balanced: "contextual gates only advise",
  flexible: "only critical gates block",
};

/** `High risk in a standard repository: strict, gates of every category block`: the same everywhere. */
export function sayAssessment({ risk, tier, rigour }: Pick<Assessment, "risk" | "tier" | "rigour">): string {
  return `${risk[0]}${risk.slice(1).toLowerCase()} risk in ${sayTier({ tier, rigour })}`;
}

/** `a standard repository: balanced, contextual gates only advise`. */
export function sayTier({ tier, rigour }: Pick<Assessment, "tier" | "rigour">): string {
  return `${TIER_WORDS[tier]}: ${rigour}, ${RIGOUR_WORDS[rigour]}`;
}
