export const STRATEGIES = ["reusable", "actions", "hybrid"] as const;
/** What repeats becomes reusable workflows, composite actions, or both. */
export type Strategy = (typeof STRATEGIES)[number];
