import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patternFaults } from "../../src/rules/syntax/glob.ts";

const at = (pattern: string, kind: "ref" | "path") => patternFaults(pattern, kind).map((fault) => fault.at);

describe("patterns of filters", () => {
  it.each([
    "main",
    "releases/**",
    "v[0-9]+.[0-9]?",
    "!**-alpha",
    "**/x",
    "a\\*b",
    "feature-#1",
    "[a-cx]",
    "日本",
    "$default-branch",
  ])("%s is fine for a branch", (pattern) => {
    expect(at(pattern, "ref")).toEqual([]);
  });

  it.each(["docs/**", "**.js", "!README.md", "a b/c.txt", ".github/**", "a..b", "src/[ab]?.ts", "a^b:c"])(
    "%s is fine for a path",
    (pattern) => {
      expect(at(pattern, "path")).toEqual([]);
    },
  );

  it.each([
    ["", [0]],
    ["!", [0]],
    ["^main", [0]],
    ["v\\d", [1]],
    ["v*+", [2]],
    ["?x", [0]],
    ["a[9-1]", [4]],
    ["a[", [1]],
    ["a[]", [2]],
    ["/a/", [0, 2]],
    ["a//b", [2]],
    ["a~b c", [1, 3]],
    ["v1.", [2]],
  ])("%s is wrong for a branch at %j", (pattern, places) => {
    expect(at(pattern, "ref")).toEqual(places);
  });

  it.each([
    ["./a", [0]],
    ["!./a", [1]],
    ["a/../b", [2]],
    ["a/.", [2]],
    [" a", [0]],
    ["a ", [1]],
    ["..", [0]],
  ])("%s is wrong for a path at %j", (pattern, places) => {
    expect(at(pattern, "path")).toEqual(places);
  });

  it("are judged whatever they hold, with places inside of them", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ab/.*?+[]-!\\^ ~") }),
        fc.constantFrom("ref" as const, "path" as const),
        (pattern, kind) => {
          for (const place of at(pattern, kind)) {
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThanOrEqual(pattern.length);
          }
        },
      ),
    );
  });
});
