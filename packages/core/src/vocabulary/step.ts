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

/** The contexts that single gates feed; `overall` takes every gate besides. */
export const GATE_CONTEXTS = ["dor", "security", "quality", "dod"] as const satisfies readonly ContextKey[];
export type GateContext = (typeof GATE_CONTEXTS)[number];

/** The context that a gate feeds: what it says, else the part of its name before the slash. */
export function contextOfGate({
  name,
  context,
}: {
  readonly name: string;
  readonly context?: GateContext;
}): GateContext {
  return context ?? GATE_CONTEXTS.find((key) => name.startsWith(`${key}/`)) ?? "dor";
}
