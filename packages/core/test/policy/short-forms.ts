import type { FactKey } from "../../src/vocabulary/fact.ts";

const SOURCE = { kind: "artifact", name: "report", at: "2026-01-01T00:00:00Z" };

type Written = Readonly<Record<string, unknown>>;

function finding(one: Written) {
  return { tool: "linter", rule: "a-rule", severity: "high", message: "a message", path: "src/a.ts", line: 1, ...one };
}

function ratio(written: unknown) {
  if (typeof written !== "string") return written ?? null;
  const [covered, total] = written.split("/").map(Number);
  return { covered, total };
}

function testReport(one: Written) {
  const none = { passed: 0, failed: 0, errors: 0, skipped: 0 };
  const counts = { ...none, ...one } as typeof none;
  const total = counts.passed + counts.failed + counts.errors + counts.skipped;
  return { source: SOURCE, total, seconds: 1, failures: [], ...counts };
}

function coverageReport({ lines, changed, base, ...rest }: Written) {
  const ratios = { lines: ratio(lines), changed: ratio(changed === undefined ? "0/0" : changed), base: ratio(base) };
  return { source: SOURCE, branches: null, uncovered: [], ...ratios, ...rest };
}

function lintReport({ added, ...rest }: Written) {
  const findings = list(added).flatMap(many).map(finding);
  return {
    source: SOURCE,
    tool: "linter",
    total: findings.length,
    comparedWith: "base-report",
    ...rest,
    added: findings,
  };
}

function metricHistory({ metric, values }: Written) {
  const each = (value: unknown) =>
    typeof value === "number" ? [value] : many(value as Written).map((one) => one.value);
  return { metric, values: (values as unknown[]).flatMap(each) };
}

/** `times: 30` stands for thirty of the same. */
function many({ times = 1, ...one }: Written): Written[] {
  return Array.from({ length: Number(times) }, () => one);
}

function list(value: unknown): readonly Written[] {
  return (value ?? []) as readonly Written[];
}

const findings = (value: unknown) => list(value).flatMap(many).map(finding);
const benchmark = (one: Written) => ({ source: SOURCE, unit: "ms", better: "lower", base: null, ...one });

/** What cases may leave out of the facts that gates of findings and reports read; `gates/README.md` tells it. */
export const SHORT_FORMS: Readonly<Partial<Record<FactKey, (value: unknown) => unknown>>> = {
  secrets: findings,
  workflows: findings,
  codeScanning: (value) => ({
    enabled: true,
    scanned: true,
    ...(value as Written),
    alerts: findings((value as Written).alerts),
  }),
  tests: (value) => list(value).map(testReport),
  coverage: (value) => list(value).map(coverageReport),
  lint: (value) => list(value).map(lintReport),
  benchmarks: (value) => list(value).flatMap(many).map(benchmark),
  measurements: (value) => list(value).map((one) => ({ source: SOURCE, unit: null, ...one })),
  history: (value) => list(value).map(metricHistory),
};
