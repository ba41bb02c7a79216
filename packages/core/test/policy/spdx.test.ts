import fc from "fast-check";
import { expect, test } from "vitest";
import { isAllowed, type License, parseLicense } from "../../src/policy/spdx.ts";

const IDS = ["MIT", "Apache-2.0", "GPL-3.0-only", "LicenseRef-own.1"];
const license: fc.Arbitrary<License> = fc.letrec<{ one: License; plain: License; pair: License }>((tie) => ({
  one: fc.oneof({ maxDepth: 4 }, tie("plain"), tie("pair")),
  plain: fc.record({
    kind: fc.constant("license" as const),
    id: fc.constantFrom(...IDS),
    exception: fc.constantFrom(null, null, "LLVM-exception"),
  }),
  pair: fc.record({ kind: fc.constantFrom("and" as const, "or" as const), left: tie("one"), right: tie("one") }),
})).one;

/** With as few brackets as the order of binding allows, or with all of them. */
function written(
  one: License,
  brackets: boolean,
  within: "or" | "and" | "right of and" | "right of or" = "or",
): string {
  if (one.kind === "license") return one.exception === null ? one.id : `${one.id} WITH ${one.exception}`;
  const { kind, left, right } = one;
  const text = `${written(left, brackets, kind)} ${kind.toUpperCase()} ${written(right, brackets, `right of ${kind}`)}`;
  const bare =
    !brackets &&
    (within === "or" || (within === "and" && kind === "and") || (within === "right of or" && kind === "and"));
  return bare ? text : `(${text})`;
}

test("an expression that is written down is read as it was meant", () => {
  fc.assert(
    fc.property(license, fc.boolean(), (one, brackets) => {
      expect(parseLicense(written(one, brackets))).toEqual(one);
      expect(parseLicense(written(one, brackets).replace(/ (AND|OR|WITH) /g, (word) => word.toLowerCase()))).toEqual(
        one,
      );
    }),
  );
});

test("more allowed never forbids, and more denied never allows", () => {
  fc.assert(
    fc.property(
      license,
      fc.subarray(IDS, { minLength: 1 }),
      fc.subarray(IDS),
      fc.constantFrom(...IDS),
      (one, allow, deny, id) => {
        if (isAllowed(one, allow, deny)) expect(isAllowed(one, [...allow, id], deny)).toBe(true);
        else expect(isAllowed(one, allow, [...deny, id])).toBe(false);
      },
    ),
  );
});

test.each([
  "",
  "MIT OR",
  "OR MIT",
  "MIT Apache-2.0",
  "(MIT",
  "MIT)",
  "()",
  "MIT WITH",
  "(MIT) WITH LLVM-exception",
  "see LICENSE",
  "http://a/b",
  "MIT WITH OR",
  "(".repeat(1_999),
  `${"(".repeat(500)}MIT${")".repeat(500)}`,
  `MIT${" OR MIT".repeat(10_000)}`,
])("%s is no expression", (text) => {
  expect(parseLicense(text)).toBeNull();
});
