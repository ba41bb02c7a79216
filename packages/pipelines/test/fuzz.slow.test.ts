import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONE_FILE } from "../src/project/project.ts";
import { FILE_KINDS, validateFile } from "../src/validate/validate.ts";
import { cleanFiles, hasData } from "./support/data.ts";
import { mutated } from "./support/fuzz.ts";

/** Milliseconds; the promise for a file, whatever stands in it. */
const LONGEST = 1_000;

describe.skipIf(!hasData("workflows"))(
  "real files with bytes changed (skipped where the shared data is absent)",
  () => {
    it("are judged without an exception, each within a second", () => {
      for (const { text } of cleanFiles()) {
        fc.assert(
          fc.property(mutated(text), fc.constantFrom(...FILE_KINDS), (mutant, kind) => {
            const start = performance.now();
            validateFile(kind, "file.yml", mutant, LONE_FILE);
            expect(performance.now() - start).toBeLessThan(LONGEST);
          }),
          { numRuns: 40 },
        );
      }
    });
  },
);
