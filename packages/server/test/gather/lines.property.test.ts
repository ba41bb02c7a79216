import fc from "fast-check";
import { expect, it } from "vitest";
import { both, LineHits, lengthOf, mergeCoverage, rangesOf } from "../../src/gather/reports/lines.ts";
import { ReportPaths } from "../../src/gather/reports/paths.ts";

const lines = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((all) => all.sort((a, b) => a - b));

function numbersOf(ranges: readonly (readonly [number, number])[]): number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
}

it("ranges hold exactly their lines", () => {
  fc.assert(fc.property(lines, (all) => void expect(numbersOf(rangesOf(all))).toEqual(all)));
});

it("what stands in both is what both have", () => {
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const shared = both(rangesOf(a), rangesOf(b));
      expect(numbersOf(shared)).toEqual(a.filter((line) => b.includes(line)));
      expect(lengthOf(shared)).toBe(numbersOf(shared).length);
    }),
  );
});

const report = fc
  .array(fc.tuple(fc.constantFrom("a.ts", "b.ts"), fc.integer({ min: 1, max: 20 }), fc.boolean()))
  .map((hits) => {
    const all = new LineHits();
    for (const [path, line, hit] of hits) all.add(path, line, hit);
    return all.report(null);
  });

it("reports of one run in two formats are one, and no order of them says anything else", () => {
  fc.assert(
    fc.property(report, report, (one, other) => {
      expect(mergeCoverage([one, one]).lines).toEqual(one.lines);
      const merged = mergeCoverage([one, other]);
      expect(mergeCoverage([other, one]).lines).toEqual(merged.lines);
      expect(merged.lines.covered).toBeGreaterThanOrEqual(Math.max(one.lines.covered, other.lines.covered));
      expect(merged.lines.covered).toBeLessThanOrEqual(merged.lines.total);
    }),
  );
});

it.each([
  ["src/a.ts", ["src/a.ts", "b/src/a.ts"], "src/a.ts"],
  ["app/src/main/java/org/example/A.java", ["org/example/A.java"], "org/example/A.java"],
  ["src/a.ts", ["/builds/team/shop/src/a.ts"], "/builds/team/shop/src/a.ts"],
  ["src/a.ts", ["/one/src/a.ts", "/two/src/a.ts"], null],
  ["packages/x/src/a.ts", ["src/a.ts", "x/src/a.ts"], "x/src/a.ts"],
  ["src/index.ts", ["index.ts"], null],
  ["src/xa.ts", ["a.ts", "src/a.ts"], null],
])("%s among %j is %s", (path, paths, found) => {
  expect(new ReportPaths(paths).find(path)).toBe(found);
});
