import type { Placed } from "./emit.ts";

/** Variables that a CI system sets by itself, by how their names begin. */
const OWN: Readonly<Record<string, RegExp>> = {
  travis: /(?<![\w-])TRAVIS_[A-Z0-9_]+(?![\w-])/g,
  circleci: /(?<![\w-])CIRCLE_[A-Z0-9_]+(?![\w-])/g,
  appveyor: /(?<![\w-])APPVEYOR_[A-Z0-9_]+(?![\w-])/g,
  gitlab: /(?<![\w-])(?:CI_[A-Z0-9_]+|GITLAB_[A-Z0-9_]+)(?![\w-])/g,
  jenkins:
    /(?<![\w-])(?:BUILD_(?:URL|TAG|DISPLAY_NAME)|NODE_NAME|EXECUTOR_NUMBER|CHANGE_[A-Z_]+|JENKINS_[A-Z]+|JOB_(?:BASE_NAME|URL))(?![\w-])/g,
};

/**
 * Commands are not the same where they use what the CI system sets by itself and the workflow does not set: what claims
 * them as equal is weakened.
 * @param output the text of the workflow
 */
export function weakenUnset(dialect: string, claims: readonly Placed[], output: string): Placed[] {
  const own = OWN[dialect];
  if (own === undefined) return [...claims];
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
