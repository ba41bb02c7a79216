import { quantile } from "@tollgate/core/statistics/quantile";
import type {
  BenchmarkResult,
  ChangedFile,
  CodeScanning,
  CoverageReport,
  LintReport,
  Measurement,
  MetricHistory,
  TestReport,
} from "@tollgate/core/vocabulary/evidence";
import type { StoredReport } from "../store/reports.ts";
import { observed } from "./lacking.ts";
import { coverageReport } from "./reports/coverage.ts";
import { beyondBase, onChangedLines, plainFinding } from "./reports/lint.ts";
import { BUILT_IN, historyOf, measurementsOf } from "./reports/metrics.ts";
import type { FileCoverage, LintFinding } from "./reports/report.ts";
import type { Sources } from "./sources.ts";

/** Results of the base branch of which a benchmark is compared with the median. */
const BASE_RESULTS = 5;
/** More are not stored with each decision. */
const MOST_MEASUREMENTS = 500;

function sourceOf({ source, name, at }: StoredReport) {
  return { kind: source, name, at };
}

/** A report's summary by its kind; broken ones are sorted out before. */
function summaryOf<K extends StoredReport["kind"]>({ summary }: StoredReport, kind: K) {
  if (summary.kind !== kind || "broken" in summary) throw new Error(`a report of the kind ${kind} is ${summary.kind}`);
  return summary as Exclude<Extract<StoredReport["summary"], { kind: K }>, { broken: string }>;
}

export async function testReports(sources: Sources): Promise<readonly TestReport[]> {
  return (await sources.reports("tests")).map((report) => {
    const { kind: _, ...counts } = summaryOf(report, "tests");
    return { source: sourceOf(report), ...counts };
  });
}

/** The changed files without their texts; null where the forge does not tell them. */
async function changedOrNull(sources: Sources): Promise<readonly ChangedFile[] | null> {
  const files = await observed(() => sources.diffs());
  return files.known ? files.value : null;
}

/** Each report beside the one of that name of the newest commit of the base; where each side has one, names may differ. */
export async function coverageReports(sources: Sources): Promise<readonly CoverageReport[]> {
  const head = await sources.reports("coverage");
  if (head.length === 0) return [];
  const [changed, base, details] = await Promise.all([
    changedOrNull(sources),
    sources.baseReports("coverage"),
    sources.details<FileCoverage>(head),
  ]);
  const newest = base.filter(({ commit }) => commit === base[0]?.commit);
  return head.map((stored) => {
    const { lines, branches } = summaryOf(stored, "coverage");
    const same = newest.filter(({ name }) => name === stored.name);
    const [counterpart] = same.length === 0 && newest.length === 1 && head.length === 1 ? newest : same;
    const files = details.get(stored.id) ?? [];
    const compared = counterpart === undefined ? null : summaryOf(counterpart, "coverage").lines;
    return coverageReport({ stored, lines, branches, files }, changed, compared);
  });
}

interface LintOfHead {
  readonly report: StoredReport;
  readonly findings: readonly LintFinding[];
  readonly added: readonly LintFinding[];
  readonly comparedWith: LintReport["comparedWith"];
}

/** What linters and scanners say of the head, and what of it is new. */
async function lintOf(sources: Sources): Promise<readonly LintOfHead[]> {
  const head = await sources.reports("lint");
  if (head.length === 0) return [];
  const base = await sources.baseReports("lint");
  const counterparts = head.map((report) => counterpartsOf(report, head, base));
  const [changed, details] = await Promise.all([
    sources.diffs(),
    sources.details<LintFinding>([...head, ...counterparts.flat()]),
  ]);
  return head.map((report, index): LintOfHead => {
    const findings = details.get(report.id) ?? [];
    const before = counterparts[index] ?? [];
    if (before.length === 0) {
      return { report, findings, added: onChangedLines(findings, changed), comparedWith: "changed-lines" };
    }
    const known = before.flatMap(({ id }) => details.get(id) ?? []);
    return { report, findings, added: beyondBase(findings, known, changed), comparedWith: "base-report" };
  });
}

/**
 * Reports of the same tool on the newest commit of the base that has any: the one of the same name, or all of them where
 * none is called so.
 */
function counterpartsOf(
  report: StoredReport,
  head: readonly StoredReport[],
  base: readonly StoredReport[],
): readonly StoredReport[] {
  const { tool } = summaryOf(report, "lint");
  const ofTool = base.filter((other) => summaryOf(other, "lint").tool === tool);
  const newest = ofTool.filter(({ commit }) => commit === ofTool[0]?.commit);
  const same = newest.filter(({ name }) => name === report.name);
  const alone = head.filter((other) => summaryOf(other, "lint").tool === tool).length === 1;
  return same.length > 0 || !alone ? same : newest;
}

/** Findings that a tool ranks by security belong to code scanning, all others here. */
export async function lintReports(sources: Sources): Promise<readonly LintReport[]> {
  return (await lintOf(sources)).flatMap(({ report, findings, added, comparedWith }) => {
    const { tool, total, security } = summaryOf(report, "lint");
    const ranked = findings.filter((finding) => finding.security === true).length;
    // A scanner that has nothing to say about style is no linter.
    if (security && ranked === findings.length) return [];
    const plain = added.filter((finding) => finding.security !== true).map(plainFinding);
    return [{ source: sourceOf(report), tool, total: total - ranked, added: plain, comparedWith }];
  });
}

/** The forge's own alerts, and what scanners say in SARIF that CI uploaded. */
export async function codeScanning(sources: Sources): Promise<CodeScanning> {
  const [own, lint] = await Promise.all([sources.forge.evidence.codeScanning(sources.at), lintOf(sources)]);
  const scanners = lint.filter(({ report }) => summaryOf(report, "lint").security);
  const told = new Set(own.alerts.map(({ rule, path, line }) => `${rule}\n${path}\n${line}`));
  const more = scanners
    .flatMap(({ added }) => added.filter((finding) => finding.security === true).map(plainFinding))
    .filter(({ rule, path, line }) => !told.has(`${rule}\n${path}\n${line}`));
  const uploaded = scanners.length > 0;
  // Where the forge scans, its own scan is waited for: a file that anybody's workflow uploads is not in its place.
  const scanned = own.enabled ? own.scanned : uploaded;
  return { enabled: own.enabled || uploaded, scanned, alerts: [...own.alerts, ...more] };
}

/** Each benchmark of the head beside the median of the newest results of the base that have its name and unit. */
export async function benchmarkResults(sources: Sources): Promise<readonly BenchmarkResult[]> {
  const head = await sources.reports("benchmarks");
  if (head.length === 0) return [];
  const before = new Map<string, number[]>();
  for (const report of await sources.baseReports("benchmarks")) {
    for (const { name, unit, value } of summaryOf(report, "benchmarks").results) {
      const key = `${name}\n${unit}`;
      const values = before.get(key) ?? [];
      before.set(key, values);
      if (values.length < BASE_RESULTS) values.push(value);
    }
  }
  return head.flatMap((report) =>
    summaryOf(report, "benchmarks").results.map((result): BenchmarkResult => {
      const values = before.get(`${result.name}\n${result.unit}`);
      return { source: sourceOf(report), ...result, base: values === undefined ? null : quantile(values, 0.5) };
    }),
  );
}

/** What was sent or uploaded as numbers, and what follows from the other reports. */
export async function measurements(sources: Sources): Promise<readonly Measurement[]> {
  const reports = await sources.reports("measurements", "coverage", "tests", "benchmarks");
  const coverage = reports.some(({ kind }) => kind === "coverage") ? await coverageReports(sources) : [];
  const shares = coverage.map(({ changed }) => changed);
  const changed = shares.every((share) => share !== null)
    ? shares.reduce((all, one) => ({ covered: all.covered + one.covered, total: all.total + one.total }), {
        covered: 0,
        total: 0,
      })
    : null;
  return measurementsOf(reports, changed).slice(0, MOST_MEASUREMENTS);
}

/** The base branch's values of the built-in metrics, of those that the policy names, and of the head's benchmarks. */
export async function history(sources: Sources): Promise<readonly MetricHistory[]> {
  const named = sources.policy.gates.flatMap(({ params }) =>
    typeof params === "object" && params !== null && "metric" in params ? [String(params.metric)] : [],
  );
  const benchmarks = await observed(() => sources.reports("benchmarks"));
  const running = benchmarks.known
    ? benchmarks.value.flatMap((report) => summaryOf(report, "benchmarks").results.map(({ name }) => name))
    : [];
  const wanted = new Set([...BUILT_IN, ...named, ...running.slice(0, MOST_MEASUREMENTS)]);
  return historyOf(await sources.baseReports("measurements", "coverage", "tests", "benchmarks"), wanted);
}
