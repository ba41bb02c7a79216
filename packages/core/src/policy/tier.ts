import { TIERS, type Tier } from "../vocabulary/tier.ts";
import { pathMatcher } from "./glob.ts";
import type { PolicyLayer } from "./layer.ts";

/**
 * What a layer says of a repository's tier: by a pattern over its name, else for all. Where patterns of several tiers
 * fit, the one on which most depends holds.
 * @param repository `owner/name`; null where it is not known: then no pattern fits
 */
export function tierIn({ tier, tiers }: PolicyLayer, repository: string | null): Tier | undefined {
  const name = repository?.toLowerCase();
  const mapped = TIERS.find((candidate) => {
    const patterns = (tiers?.[candidate] ?? []).map((pattern) => pattern.toLowerCase());
    return name !== undefined && patterns.length > 0 && pathMatcher(patterns)(name);
  });
  return mapped ?? tier;
}
