import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern } from "../../src/compare/glob.ts";

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
test.each([
  ["feature/*", ["feature/my-branch"], ["feature/a/b", "feature"]],
  ["feature/**", ["feature/beta-a/my-branch", "feature/a"], ["feature"]],
  ["*", ["main"], ["all/the/branches"]],
  ["**", ["all/the/branches", ""], []],
  ["*feature", ["mona-feature", "feature", "ver-10-feature"], ["a/feature"]],
  ["v2*", ["v2", "v2.0", "v2.9"], ["v3", "v2/a"]],
  ["v[12].[0-9]+.[0-9]+", ["v1.10.1", "v2.0.0"], ["v3.0.0", "v1..1", "v1.1"]],
  ["*.jsx?", ["page.js", "page.jsx"], ["page.jsxx", "a/page.js"]],
  ["**/README.md", ["README.md", "js/README.md", "a/b/README.md"], ["xREADME.md", "a/xREADME.md"]],
  ["**/docs/**", ["docs/hello.md", "dir/docs/my-file.txt"], ["docs", "mydocs/x"]],
  ["**/*src/**", ["a/src/app.js", "my-src/code/js/app.js"], ["a/srcs/x"]],
  ["**/migrate-*.sql", ["migrate-10909.sql", "db/migrate-v1.0.sql"], ["db/migrate/x.sql"]],
  ["a\\*b", ["a*b"], ["axb"]],
])("%s", (pattern, matching, others) => {
  expect(matching.filter((text) => !matchesPattern(pattern, text))).toEqual([]);
  expect(others.filter((text) => matchesPattern(pattern, text))).toEqual([]);
});

test("as a regular expression does, whatever the pattern", () => {
  const part = fc.constantFrom("a", "b", "/", "*", "**", "a+", "b?", "[ab]", "[a-b]+");
  const source = (pattern: string[]) =>
    pattern.join("").replaceAll(/\*\*\/|\*\*+|\*|[^*]/g, (piece) => {
      if (piece === "**/") return "(?:.*/)?";
      return piece === "*" ? "[^/]*" : piece.startsWith("**") ? ".*" : piece;
    });
  const patterns = fc.array(part, { maxLength: 6 }).filter((all) => !/\*\*\*|\*[+?]/.test(all.join("")));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "c"), maxLength: 8 });
  fc.assert(
    fc.property(patterns, text, (pattern, of) => {
      expect(matchesPattern(pattern.join(""), of)).toBe(new RegExp(`^${source(pattern)}$`).test(of));
    }),
    { numRuns: 3000 },
  );
});

test("no pattern takes for ever", () => {
  expect(matchesPattern("**a".repeat(60), `${"a".repeat(180)}b`)).toBe(false);
});
