import { expect, it } from "vitest";
import { historyOf, measurementsOf } from "../../src/gather/reports/metrics.ts";
import type { StoredReport, Summary } from "../../src/store/reports.ts";

let id = 0;

function stored(summary: Summary, over: Partial<StoredReport> = {}): StoredReport {
  const at = "2026-01-01T00:00:00.000Z";
  return {
    id: ++id,
    commit: "a".repeat(40),
    source: "artifact",
    name: "report",
    kind: summary.kind,
    summary,
    at,
    ...over,
  };
}

function tests(total: number, failed: number, skipped: number): Summary {
  const passed = total - failed - skipped;
  return { kind: "tests", total, passed, failed, errors: 0, skipped, seconds: 1.5, failures: [] };
}

function coverage(covered: number, total: number): Summary {
  return { kind: "coverage", lines: { covered, total }, branches: null };
}

function sent(metric: string, value: number): Summary {
  return { kind: "measurements", values: [{ metric, value, unit: null }] };
}

function valuesOf(reports: readonly StoredReport[], changed: Parameters<typeof measurementsOf>[1] = null) {
  return Object.fromEntries(measurementsOf(reports, changed).map(({ metric, value }) => [metric, value]));
}

it("reports of one commit together make the built-in metrics", () => {
  const reports = [stored(tests(10, 1, 2)), stored(tests(4, 0, 0)), stored(coverage(30, 40)), stored(coverage(3, 20))];
  expect(valuesOf(reports, { covered: 333, total: 1000 })).toEqual({
    test_coverage: 55,
    changed_coverage: 33.3,
    tests_total: 14,
    tests_failed: 1,
    tests_skipped: 2,
    test_pass_rate: (100 * 11) / 12,
    test_duration: 3,
  });
});

it("nothing is made of nothing: no line, no test, no report", () => {
  expect(measurementsOf([], null)).toEqual([]);
  expect(valuesOf([stored(coverage(0, 0))])).toEqual({});
  expect(valuesOf([stored(tests(2, 0, 2))])).not.toHaveProperty("test_pass_rate");
});

it("what was sent stands before what follows from reports, under each name that it was sent", () => {
  const reports = [stored(coverage(30, 40)), stored(sent("test_coverage", 70)), stored(sent("bundle_size", 3))];
  expect(valuesOf(reports)).toEqual({ test_coverage: 70, bundle_size: 3 });
  const twice = [stored(sent("size", 1), { name: "linux" }), stored(sent("size", 2), { name: "mac" })];
  expect(measurementsOf(twice, null).map(({ value }) => value)).toEqual([1, 2]);
});

it("the history is of the base's commits, oldest first, one value for each", () => {
  const of = (commit: string, ...summaries: Summary[]) => summaries.map((one) => stored(one, { commit }));
  const newestFirst = [
    ...of("c", sent("size", 9), sent("size", 7)),
    ...of("b", coverage(1, 4)),
    ...of("a", sent("size", 5)),
  ];
  expect(historyOf(newestFirst, new Set(["size", "test_coverage"]))).toEqual([
    { metric: "size", values: [5, 8] },
    { metric: "test_coverage", values: [25] },
  ]);
  expect(historyOf(newestFirst, new Set())).toEqual([]);
});
