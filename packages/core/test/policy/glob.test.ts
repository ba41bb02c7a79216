import fc from "fast-check";
import picomatch from "picomatch";
import { expect, test } from "vitest";
import { globSchema, pathMatcher } from "../../src/policy/glob.ts";

function matches(glob: string, path: string): boolean {
  return pathMatcher([glob])(path);
}

test.each([
  ["src/auth/**", "src/auth/a/login.ts", true],
  ["src/auth/**", "src/auth", false],
  ["src/auth/", "src/auth/login.ts", true],
  ["/src/*.ts", "src/a.ts", true],
  ["**/auth/**", "auth/login.ts", true],
  ["**/auth/**", "packages/api/auth/login.ts", true],
  ["**/auth/**", "packages/author/x.ts", false],
  ["*.md", "docs/a.md", false],
  ["**/*.md", "a.md", true],
  ["**/*.md", "docs/.hidden/a.md", true],
  ["**", "a/b/c", true],
  ["a/**/b", "a/b", true],
  ["a/**/b", "a/x/y/b", true],
  ["a/**/b/**/c", "a/b/b/x/c", true],
  ["{src,lib}/*.{ts,tsx}", "lib/a.tsx", true],
  ["{src,lib}/*.{ts,tsx}", "lib/a.js", false],
  ["a{b{c,d},}e", "abde", true],
  ["a{b{c,d},}e", "ae", true],
  ["????.ts", "éß😀x.ts", true],
  ["a*b*c", "axxbxxbc", true],
  ["a*b*c", "axxbxx", false],
  ["app/(group)/[[]id].ts", "app/(group)/[id].ts", true],
  ["v[0-9].[!x]", "v1.y", true],
  ["v[0-9].[!x]", "v1.x", false],
  ["a\\*", "a*", true],
  ["a\\*", "ab", false],
  ["a\\{b", "a{b", true],
])("%s and %s: %s", (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test.each(["{a", "a}", "}{", "{a}", "a[bc", "a\\", "a//b", "../a", "@(a|b)", `${"{a,b}".repeat(7)}`, "", "!"])(
  "%s is refused",
  (pattern) => {
    expect(globSchema.safeParse(pattern).success).toBe(false);
  },
);

test("it agrees with picomatch wherever both know the pattern", () => {
  const name = fc.stringMatching(/^[ab]{1,3}$/);
  const segment = fc.oneof(name, fc.stringMatching(/^[ab*?]{1,4}$/), fc.constant("**"), fc.constant("{a,b*}"));
  const paths = fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), paths, (segments, path) => {
      // `a/**` stands for `a` itself there, and two stars within a name are read in several ways.
      fc.pre(segments.at(-1) !== "**" && segments.every((part) => part === "**" || !/\*\*/.test(part)));
      const pattern = segments.join("/");
      expect(matches(pattern, path)).toBe(picomatch.isMatch(path, pattern, { dot: true }));
    }),
    { numRuns: 500 },
  );
});

test("a hostile pattern on a hostile path takes steps by their lengths, not more", () => {
  const pattern = `**/${"*a".repeat(140)}b`;
  expect(globSchema.safeParse(pattern).success).toBe(true);
  // By going back to every star this would take longer than anybody lives.
  expect(matches(pattern, `${"a".repeat(2_000)}/${"a".repeat(2_000)}`)).toBe(false);
});

test("what begins with ! is taken out of what the others take in, in any order", () => {
  for (const globs of [
    ["src/**", "!**/*.test.ts"],
    ["!**/*.test.ts", "src/**"],
  ]) {
    const fits = pathMatcher(globs);
    expect(["src/a.ts", "src/a.test.ts", "docs/a.md"].map(fits)).toEqual([true, false, false]);
  }
  expect(pathMatcher(["!a"])("b")).toBe(false);
});
