import type { Placed } from "./emit.ts";

/**
 * Commands are not the same where they use what the CI system sets by itself and the workflow does not set: what claims
 * them as equal is weakened.
 * @param own finds what the CI system sets by itself
 * @param output the text of the workflow
 */
export function weakenUnset(own: RegExp, claims: readonly Placed[], output: string): Placed[] {
  const set = new Set(
    [...output.matchAll(/(?<![\w$])([A-Z][A-Z0-9_]*)(?=["']?(?::|\+?=))/g)].map((found) => found[1] ?? ""),
  );
  return claims.map((placed) => {
    const { claim } = placed;
    if (claim.verdict !== "equal" || claim.has === undefined || claim.comment === true) return placed;
    const missing = [...new Set(claim.has.match(own) ?? [])].filter((name) => !set.has(name));
    if (missing.length === 0) return placed;
    const names = missing.join(", ");
    const reason = `GitHub does not set ${names}: set ${missing.length === 1 ? "it" : "them"} where it is needed.`;
    return { ...placed, claim: { ...claim, verdict: "weaker", reason } };
  });
}
