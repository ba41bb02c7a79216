import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STRATEGIES } from "../../../src/migrate/share/strategy.ts";
import { shareAndCheck } from "./check.ts";
import { family } from "./generated.ts";

describe.each(STRATEGIES)("generated families of workflows, %s", (strategy) => {
  test("mean the same after what repeats was taken out", async () => {
    let shared = 0;
    await fc.assert(
      fc.asyncProperty(family, async (files) => {
        if ((await shareAndCheck(strategy, files)).shared.length > 0) shared++;
      }),
      { numRuns: 40 },
    );
    // Otherwise the property would hold of doing nothing.
    expect(shared).toBeGreaterThan(strategy === "actions" ? 1 : 8);
  }, 120_000);
});
