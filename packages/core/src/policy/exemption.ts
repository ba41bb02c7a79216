import { z } from "zod";
import type { Finding } from "../vocabulary/evidence.ts";
import { globSchema, pathMatcher } from "./glob.ts";
import { stillHolds, untilSchema } from "./until.ts";

/** Findings that a team knows and lets stand. */
export const exemptionSchema = z.strictObject({
  paths: z.array(globSchema).min(1).max(100).describe("The files it holds for."),
  rules: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(100)
    .optional()
    .describe("The tool's names of the rules it holds for, upper and lower case alike; without it, all."),
  reason: z.string().min(3).max(500).describe("Why these findings are no danger."),
  until: untilSchema.optional(),
});
export type Exemption = z.output<typeof exemptionSchema>;

/** What a policy lets stand, for the parameters of a gate. */
export const allowParameter = z.array(exemptionSchema).max(100).default([]).describe("Findings that are let stand.");

/**
 * Tells of each finding why it is let stand, in the words of the policy; null where it is not.
 * @param now ISO 8601, in UTC
 */
export function exemptedBy(exemptions: readonly Exemption[], now: string): (finding: Finding) => string | null {
  // A report may hold thousands of findings: patterns are taken apart once.
  const standing = exemptions
    .filter(({ until }) => stillHolds(until, now))
    .map(({ paths, rules, reason }) => ({
      covers: pathMatcher(paths),
      rules: rules === undefined ? null : new Set(rules.map((rule) => rule.toLowerCase())),
      reason,
    }));
  return ({ path, rule }) => {
    const exemption = standing.find(({ covers, rules }) => rules?.has(rule.toLowerCase()) !== false && covers(path));
    return exemption === undefined ? null : `allowed: ${exemption.reason}`;
  };
}
