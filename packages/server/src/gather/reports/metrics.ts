import { quantile } from "@tollgate/core/statistics/quantile";
import type { Measurement, MetricHistory, Ratio } from "@tollgate/core/vocabulary/evidence";
import type { StoredReport } from "../../store/reports.ts";
import { wholeCoverage } from "./coverage.ts";

/** As the policies of the reference write it. */
const PERCENT = "percentage";
/** Values of a metric that are kept for thresholds that learn. */
const MOST_VALUES = 100;

/** A number that follows from reports of one commit together. */
type Derived = Omit<Measurement, "source">;

/** The built-in metrics: what the reports of one commit say together. */
function derivedFrom(reports: readonly StoredReport[]): readonly Derived[] {
  const derived: Derived[] = [];
  const add = (metric: string, value: number, unit: string | null) => derived.push({ metric, value, unit });
  const coverage = wholeCoverage(reports);
  if (coverage !== null) {
    if (coverage.lines.total > 0) add("test_coverage", percent(coverage.lines), PERCENT);
    if (coverage.branches !== null && coverage.branches.total > 0) {
      add("branch_coverage", percent(coverage.branches), PERCENT);
    }
  }
  const tests = reports.flatMap(({ summary }) => (summary.kind === "tests" && !("broken" in summary) ? [summary] : []));
  if (tests.length > 0) {
    const sum = (of: (report: (typeof tests)[number]) => number) => tests.reduce((all, report) => all + of(report), 0);
    const [total, passed, skipped] = [sum((t) => t.total), sum((t) => t.passed), sum((t) => t.skipped)];
    add("tests_total", total, null);
    add("tests_failed", total - passed - skipped, null);
    add("tests_skipped", skipped, null);
    if (total > skipped) add("test_pass_rate", percent({ covered: passed, total: total - skipped }), PERCENT);
    add(
      "test_duration",
      sum((t) => t.seconds),
      "s",
    );
  }
  for (const { summary } of reports) {
    if (summary.kind !== "benchmarks" || "broken" in summary) continue;
    for (const { name, value, unit } of summary.results) add(name, value, unit);
  }
  return derived;
}

/** One division only, so that 333 of 1000 is 33.3. */
function percent({ covered, total }: Ratio): number {
  return (100 * covered) / total;
}

/**
 * All numbers about a commit: those that were sent, and the built-in ones under names that nobody sent.
 * @param changed share of the changed lines that tests run, where it is known
 */
export function measurementsOf(reports: readonly StoredReport[], changed: Ratio | null): readonly Measurement[] {
  const sent = reports.flatMap(({ summary, source, name, at }) =>
    summary.kind !== "measurements" || "broken" in summary
      ? []
      : [...new Map(summary.values.map((value) => [value.metric, value])).values()].map(
          (value): Measurement => ({ ...value, source: { kind: source, name, at } }),
        ),
  );
  const names = new Set(sent.map(({ metric }) => metric));
  const newest = reports.reduce<StoredReport | null>(
    (last, one) => (last === null || one.at > last.at ? one : last),
    null,
  );
  if (newest === null) return sent;
  const source = { kind: newest.source, name: newest.name, at: newest.at };
  const derived = [
    ...derivedFrom(reports),
    ...(changed === null || changed.total === 0
      ? []
      : [{ metric: "changed_coverage", value: percent(changed), unit: PERCENT }]),
  ];
  return [...sent, ...derived.filter(({ metric }) => !names.has(metric)).map((one) => ({ ...one, source }))];
}

/**
 * The values of metrics on the base branch, oldest first: one for each commit, the median where it has several.
 * @param reports of the base, the newest commit first
 */
export function historyOf(reports: readonly StoredReport[], metrics: ReadonlySet<string>): readonly MetricHistory[] {
  const values = new Map<string, number[]>();
  for (const [, ofCommit] of [...Map.groupBy(reports, ({ commit }) => commit)].reverse()) {
    const measured = Map.groupBy(measurementsOf(ofCommit, null), ({ metric }) => metric);
    for (const [metric, all] of measured) {
      if (!metrics.has(metric)) continue;
      const before = values.get(metric) ?? [];
      before.push(
        quantile(
          all.map(({ value }) => value),
          0.5,
        ),
      );
      values.set(metric, before);
    }
  }
  return [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([metric, all]) => ({ metric, values: all.slice(-MOST_VALUES) }));
}

/** Metrics that are kept in the history whatever a policy reads. */
export const BUILT_IN: readonly string[] = [
  "test_coverage",
  "branch_coverage",
  "tests_total",
  "tests_failed",
  "tests_skipped",
  "test_pass_rate",
  "test_duration",
];
