import fc from "fast-check";
import { expect, test } from "vitest";
import { pathMatcher } from "../../src/policy/glob.ts";
import { areaFinder } from "../../src/risk/areas.ts";
import { DEFAULT_RISK } from "../../src/risk/settings.ts";

const text = fc.stringMatching(/^[ab.]{1,2}$/);
const texts = fc.oneof(
  text,
  fc.array(text, { minLength: 2, maxLength: 3 }).map((all) => `{${all.join(",")}}`),
);
const pattern = fc
  .tuple(fc.constantFrom("**/X/**", "**/X", "**/*.X", "**/X*", "**/*X*", "X/**", "X", "X/X", "*X", "a/**/X"), texts)
  .map(([form, one]) => form.replaceAll("X", one));
const path = fc
  .array(fc.stringMatching(/^[abA.]{1,3}$/), { minLength: 1, maxLength: 4 })
  .map((names) => names.join("/"));

test("looking patterns up finds what trying them one by one finds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pattern, { weight: 1, arbitrary: pattern.map((one) => `!${one}`) }), { maxLength: 4 }),
      path,
      (patterns, file) => {
        const find = areaFinder({ ...DEFAULT_RISK, areas: { x: { paths: patterns, weight: 1 } } });
        expect(find(file, "code")).toEqual(pathMatcher(patterns)(file.toLowerCase()) ? ["x"] : []);
      },
    ),
    { numRuns: 2_000 },
  );
});
