/** How much depends on a repository, the most first. */
export const TIERS = ["mission_critical", "business_critical", "standard", "experimental"] as const;
export type Tier = (typeof TIERS)[number];

/** How much can go wrong with a change. */
export const RISKS = ["LOW", "MEDIUM", "HIGH"] as const;
export type Risk = (typeof RISKS)[number];

/** How strictly gates are taken, the strictest first. */
export const RIGOURS = ["strict", "balanced", "flexible"] as const;
export type Rigour = (typeof RIGOURS)[number];
