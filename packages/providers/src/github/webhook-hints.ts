import type { FactKey } from "@tollgate/core/vocabulary/fact";
import type { Hint } from "@tollgate/core/vocabulary/hint";

/** Facts that another head puts in doubt. What people typed stands. */
export const HEAD_FACTS: readonly FactKey[] = [
  "headSha",
  "size",
  "reviews",
  "checks",
  "lastPusher",
  "linkedItems",
  "mergeability",
  "threads",
  "files",
  "codeOwners",
  "secrets",
  "workflows",
  "codeScanning",
  "dependencies",
  "tests",
  "coverage",
  "lint",
  "benchmarks",
  "measurements",
];

/** A hint whose object has no version that a read could show. */
export function blind(object: string, closing: Hint["closing"], facts: readonly FactKey[], says: string): Hint {
  return { object, version: {}, closing, facts, says };
}

/** Somebody pressed a re-run button of ours. */
export function recheck(says: string): Hint {
  return { object: "recheck", version: { anyRead: true }, closing: "no", facts: [], says };
}
