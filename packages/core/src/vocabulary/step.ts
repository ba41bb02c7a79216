/** The four steps of the review, in order. */
export const STEPS = ["ready", "progress", "done", "final"] as const;
export type Step = (typeof STEPS)[number];

/** The five values that Tollgate sets on a commit. Their names on the forge are configurable; these keys are not. */
export const CONTEXTS = ["dor", "security", "quality", "dod", "overall"] as const;
export type ContextKey = (typeof CONTEXTS)[number];

/** The names on the forge when a policy names none. */
export const DEFAULT_CONTEXT_NAMES: Readonly<Record<ContextKey, string>> = {
  dor: "qms/dor-validation",
  security: "qms/security-scanning",
  quality: "qms/coding-standards",
  dod: "qms/dod-validation",
  overall: "qms/overall",
};

/** The context that a gate feeds: the part of its name before the slash. `overall` takes every gate besides. */
export function contextOfGate(gate: string): Exclude<ContextKey, "overall"> {
  const prefix = gate.slice(0, Math.max(0, gate.indexOf("/")));
  return prefix === "security" || prefix === "quality" || prefix === "dod" ? prefix : "dor";
}
