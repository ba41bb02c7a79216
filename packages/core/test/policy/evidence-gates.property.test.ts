import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adaptiveSchema, thresholdNow } from "../../src/policy/adaptive.ts";
import { type Gate, runGate } from "../../src/policy/gate.ts";
import { JUDGES } from "../../src/policy/gates/index.ts";
import { SEVERITIES } from "../../src/vocabulary/evidence.ts";
import { FACT_KEYS, type FactKey, type Facts, known, unknown } from "../../src/vocabulary/fact.ts";
import { combine, opens } from "../../src/vocabulary/outcome.ts";
import type { Verdict } from "../../src/vocabulary/verdict.ts";

const NOW = "2026-01-01T12:00:00Z";
const SOURCE = { kind: "artifact", name: "report", at: NOW };

function judge(name: string, params: unknown, written: Partial<Record<FactKey, unknown>>): Verdict {
  const gate = JUDGES.get(name);
  if (gate === undefined) throw new Error(`no gate ${name}`);
  const facts = Object.fromEntries(
    FACT_KEYS.map((key) => [key, key in written ? known(written[key]) : unknown("not in this case")]),
  ) as unknown as Facts;
  return runGate(gate, facts, gate.params.parse(params), { ownContexts: [], now: NOW });
}

function leaves(verdict: Verdict): Verdict[] {
  return verdict.children === undefined ? [verdict] : verdict.children.flatMap(leaves);
}

function nodes(verdict: Verdict): Verdict[] {
  return [verdict, ...(verdict.children ?? []).flatMap(nodes)];
}

const name = fc.stringMatching(/^[a-z]{1,8}$/);
const finding = fc.record({
  tool: fc.constant("t"),
  rule: fc.constantFrom("a", "b"),
  severity: fc.constantFrom(...SEVERITIES),
  message: name,
  path: fc.constantFrom("src/a.ts", "test/b.ts", ""),
  line: fc.option(fc.integer({ min: 1 })),
});
const findings = fc.array(finding, { maxLength: 60, size: "max" });
const counts = fc.record({
  passed: fc.nat(50),
  failed: fc.nat(3),
  errors: fc.nat(2),
  skipped: fc.nat(20),
});
function testReport(of: { passed: number; failed: number; errors: number; skipped: number }) {
  const total = of.passed + of.failed + of.errors + of.skipped;
  return { ...of, source: SOURCE, total, seconds: 1, failures: [] as { name: string; message: string }[] };
}
const ratio = fc.tuple(fc.nat(200), fc.nat(200)).map(([covered, missed]) => ({ covered, total: covered + missed }));
const coverageReport = fc.record({
  source: fc.constant(SOURCE),
  lines: ratio,
  branches: fc.constant(null),
  changed: fc.option(ratio),
  uncovered: fc.constant([]),
  base: fc.option(ratio),
});
/** Nearly all doubles of fast-check lie next to 0, and hundredths look like what people measure. */
const number = fc.oneof(
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.integer({ min: -10_000, max: 10_000 }).map((hundredths) => hundredths / 100),
);
const anyNumber = fc.oneof(number, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY));
const benchmark = fc.record({
  source: fc.constant(SOURCE),
  name: fc.constantFrom("a", "b"),
  value: anyNumber,
  unit: fc.constant("ms"),
  better: fc.constantFrom("lower" as const, "higher" as const),
  base: fc.option(anyNumber),
});
const history = fc.array(
  fc.record({
    metric: fc.constantFrom("m", "test_coverage", "b"),
    values: fc.array(anyNumber, { maxLength: 100, size: "max" }),
  }),
  { maxLength: 3 },
);
const operator = fc.constantFrom("gte", "gt", "lte", "lt", "eq");
const adaptive = fc
  .record(
    {
      method: fc.constantFrom("ratchet", "quantile"),
      quantile: fc.double({ min: 0, max: 0.5, noNaN: true }),
      least_evidence: fc.integer({ min: 5, max: 50 }),
      most_step: fc.integer({ min: 0, max: 500 }).map((hundredths) => hundredths / 100),
      slack: fc.integer({ min: 0, max: 500 }).map((hundredths) => hundredths / 100),
      override: fc.record({
        value: number,
        by: fc.constant("ada"),
        until: fc.constantFrom("2025-12-31", "2026-01-01", "2026-12-31"),
        reason: fc.constant("a reason"),
      }),
    },
    { requiredKeys: ["method", "most_step"] },
  )
  .chain((one) =>
    fc.boolean().map((allow_relax) => ({ ...one, ...(one.method === "quantile" ? { allow_relax } : {}) })),
  );

/** Facts and parameters of every kind, for each gate over findings and reports. */
const CASES: Readonly<
  Record<string, fc.Arbitrary<readonly [params: unknown, facts: Partial<Record<FactKey, unknown>>]>>
> = {
  "security/secrets": findings.map((secrets) => [{ allow: [{ paths: ["test/"], reason: "known" }] }, { secrets }]),
  "security/workflows": fc
    .tuple(findings, fc.constantFrom(...SEVERITIES))
    .map(([workflows, from]) => [{ from }, { workflows }]),
  "security/code-scanning": fc
    .tuple(findings, fc.boolean(), fc.boolean())
    .map(([alerts, enabled, scanned]) => [{}, { codeScanning: { enabled, scanned, alerts } }]),
  "quality/coding-standards": fc.array(findings, { maxLength: 3 }).map((lists) => [
    {},
    {
      lint: lists.map((added) => ({
        source: SOURCE,
        tool: "t",
        total: added.length,
        added,
        comparedWith: "base-report",
      })),
    },
  ]),
  "quality/tests": fc
    .tuple(fc.array(counts, { maxLength: 3 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
    .map(([reports, least_pass_rate, most_skipped]) => [
      { least_pass_rate, most_skipped },
      { tests: reports.map(testReport) },
    ]),
  "quality/coverage": fc
    .tuple(fc.array(coverageReport, { maxLength: 3 }), fc.integer({ min: 0, max: 100 }), fc.option(adaptive), history)
    .map(([coverage, lines, learned, past]) => [
      { lines, ...(learned === null ? {} : { adaptive: learned }) },
      { coverage, history: past },
    ]),
  "quality/performance": fc
    .tuple(
      fc.array(benchmark, { maxLength: 30, size: "max" }),
      fc.integer({ min: 1, max: 100 }),
      fc.option(adaptive),
      history,
    )
    .map(([benchmarks, most_regression, learned, past]) => [
      { most_regression, ...(learned === null ? {} : { adaptive: learned }) },
      { benchmarks, history: past },
    ]),
  threshold: fc
    .tuple(operator, number, fc.option(adaptive), fc.array(anyNumber, { maxLength: 3 }), history)
    .map(([how, limit, learned, values, past]) => [
      {
        metric: "m",
        operator: how,
        threshold: limit,
        ...(learned === null || how === "eq" ? {} : { adaptive: learned }),
      },
      {
        measurements: values.map((value) => ({ metric: "m", value, unit: null, source: SOURCE })),
        history: past,
      },
    ]),
};

describe.each(Object.entries(CASES))("%s", (gate, cases) => {
  test("says of every leaf that does not open what to do and who can, and adds its parts up", () => {
    fc.assert(
      fc.property(cases, ([params, facts]) => {
        const verdict = judge(gate, params, facts);
        for (const leaf of leaves(verdict)) {
          if (opens(leaf.outcome)) continue;
          expect(leaf.remedy, leaf.title).toMatch(/\S.{10,}\.$/);
          expect(leaf.opensBy?.ways.length, leaf.title).toBeGreaterThan(0);
        }
        for (const node of nodes(verdict)) {
          expect(node.title).not.toMatch(/undefined|-0\b(?!\.)|\[object/);
          if (node.children !== undefined) expect(node.outcome).toBe(combine(node.children.map((one) => one.outcome)));
        }
        expect(nodes(verdict).length).toBeLessThan(200);
      }),
    );
  });

  test("opens on no fact that is unknown", () => {
    fc.assert(
      fc.property(cases, ([params, facts]) => {
        const { reads, mayLack = [] } = JUDGES.get(gate) as Gate;
        for (const key of reads) {
          if (mayLack.includes(key)) continue;
          const { [key]: _, ...others } = facts;
          expect(judge(gate, params, others).outcome).toBe("error");
        }
      }),
      { numRuns: 20 },
    );
  });
});

function casesOf(gate: string) {
  const cases = CASES[gate];
  if (cases === undefined) throw new Error(`no cases for ${gate}`);
  return cases;
}

test.each(["quality/coverage", "quality/performance", "threshold"])(
  "what %s lets through without its history, it lets through with it, and it gathers it where that decides",
  (gate) => {
    fc.assert(
      fc.property(casesOf(gate), ([params, facts]) => {
        const { history: _, ...others } = facts;
        const without = judge(gate, params, others);
        if (opens(without.outcome)) expect(opens(judge(gate, params, facts).outcome)).toBe(true);
        const { gathers, params: schema } = JUDGES.get(gate) as Gate;
        const parsed = schema.parse(params);
        if (gathers?.(parsed, {} as Facts).includes("history")) return;
        expect(without).toEqual(judge(gate, params, facts));
      }),
    );
  },
);

describe("better evidence never closes a gate", () => {
  const better = (before: Verdict, after: Verdict) => {
    if (opens(before.outcome)) expect(opens(after.outcome)).toBe(true);
  };

  test("a finding less", () => {
    fc.assert(
      fc.property(findings, fc.nat(), (all, at) => {
        const less = all.toSpliced(at % (all.length + 1), 1);
        better(judge("security/secrets", {}, { secrets: all }), judge("security/secrets", {}, { secrets: less }));
        better(
          judge("security/workflows", {}, { workflows: all }),
          judge("security/workflows", {}, { workflows: less }),
        );
        const scan = (alerts: unknown) =>
          judge("security/code-scanning", {}, { codeScanning: { enabled: true, scanned: true, alerts } });
        better(scan(all), scan(less));
        const lint = (added: unknown[]) => {
          const report = { source: SOURCE, tool: "t", total: 99, added, comparedWith: "base-report" };
          return judge("quality/coding-standards", {}, { lint: [report] });
        };
        better(lint(all), lint(less));
      }),
    );
  });

  test("a failed test that passes, a skipped one that runs and passes", () => {
    fc.assert(
      fc.property(counts, fc.nat(100), fc.nat(100), (of, least_pass_rate, most_skipped) => {
        const params = { least_pass_rate, most_skipped };
        const run = (one: typeof of) => judge("quality/tests", params, { tests: [testReport(one)] });
        if (of.failed > 0) better(run(of), run({ ...of, failed: of.failed - 1, passed: of.passed + 1 }));
        if (of.errors > 0) better(run(of), run({ ...of, errors: of.errors - 1, passed: of.passed + 1 }));
        if (of.skipped > 0) better(run(of), run({ ...of, skipped: of.skipped - 1, passed: of.passed + 1 }));
      }),
    );
  });

  test("one more covered line, changed or not", () => {
    fc.assert(
      fc.property(coverageReport, fc.nat(100), fc.nat(100), (report, lines, drop) => {
        const run = (one: typeof report) =>
          judge("quality/coverage", { lines, drop }, { coverage: [one], history: [] });
        const more = (of: { covered: number; total: number }) => ({
          ...of,
          covered: Math.min(of.covered + 1, of.total),
        });
        better(run(report), run({ ...report, lines: more(report.lines) }));
        if (report.changed !== null) better(run(report), run({ ...report, changed: more(report.changed) }));
        if (report.base !== null) better(run({ ...report, base: more(report.base) }), run(report));
      }),
    );
  });

  test("a better result of a benchmark", () => {
    const sound = fc.record({
      value: number,
      base: fc.option(number),
      gain: fc.double({ min: 0, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(
        sound,
        fc.constantFrom("lower", "higher"),
        fc.nat(100),
        ({ value, base, gain }, way, most_regression) => {
          const run = (of: number) => {
            const benchmarks = [{ source: SOURCE, name: "b", value: of, unit: "ms", better: way, base }];
            return judge("quality/performance", { most_regression }, { benchmarks, history: [] });
          };
          better(run(value), run(way === "lower" ? value - gain : value + gain));
        },
      ),
    );
  });

  test("a value farther on the right side of a threshold", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("gte", "gt", "lte", "lt"),
        number,
        number,
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (how, threshold, value, gain) => {
          const run = (of: number) => {
            const measurements = [{ metric: "m", value: of, unit: null, source: SOURCE }];
            return judge("threshold", { metric: "m", operator: how, threshold }, { measurements, history: [] });
          };
          better(run(value), run(how.startsWith("g") ? value + gain : value - gain));
        },
      ),
    );
  });
});

test("nothing that is no finite number is ever let through", () => {
  fc.assert(
    fc.property(
      operator,
      number,
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      (how, threshold, value) => {
        const measurements = [{ metric: "m", value, unit: null, source: SOURCE }];
        expect(
          judge("threshold", { metric: "m", operator: how, threshold }, { measurements, history: [] }).outcome,
        ).toBe("error");
        const benchmarks = [{ source: SOURCE, name: "b", value, unit: "ms", better: "higher", base: 1 }];
        expect(judge("quality/performance", {}, { benchmarks, history: [] }).outcome).toBe("error");
        const lines = { covered: value, total: 100 };
        const coverage = [{ source: SOURCE, lines, branches: null, changed: null, uncovered: [], base: null }];
        expect(judge("quality/coverage", {}, { coverage, history: [] }).outcome).toBe("error");
        const tests = [{ ...testReport({ passed: 1, failed: 0, errors: 0, skipped: 0 }), total: value }];
        expect(judge("quality/tests", {}, { tests }).outcome).toBe("error");
      },
    ),
  );
});

test("at the very limit, decimals and all, a share is enough, and one line less is not", () => {
  const changed = { covered: 0, total: 0 };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 50 }), (tenths, times) => {
      const run = (covered: number) => {
        const lines = { covered, total: 1_000 * times };
        const coverage = [{ source: SOURCE, lines, branches: null, changed, uncovered: [], base: null }];
        return judge(
          "quality/coverage",
          { lines: Number(`${Math.floor(tenths / 10)}.${tenths % 10}`) },
          { coverage, history: [] },
        );
      };
      expect(run(tenths * times).outcome).toBe("pass");
      expect(run(tenths * times - 1).outcome).toBe("fail");
    }),
  );
});

test("a verdict never shows unequal numbers as equal ones", () => {
  fc.assert(
    fc.property(number, fc.double({ min: 1e-9, max: 1, noNaN: true }), (threshold, less) => {
      const value = threshold - less;
      fc.pre(value < threshold);
      const measurements = [{ metric: "m", value, unit: null, source: SOURCE }];
      const { title } = judge("threshold", { metric: "m", operator: "gte", threshold }, { measurements, history: [] });
      const [, is, needed] = /^m is (\S+), and has to be at least (\S+)$/.exec(title) ?? [];
      expect(Number(is)).toBeLessThan(Number(needed));
    }),
  );
});

test("what guards security never becomes more lenient than the policy declares", () => {
  fc.assert(
    fc.property(
      adaptive,
      fc.constantFrom("higher" as const, "lower" as const),
      number,
      fc.array(number, { maxLength: 100, size: "max" }),
      (written, way, declared, past) => {
        const learned = adaptiveSchema.parse(written);
        const { value } = thresholdNow(declared, way, learned, past, NOW, true);
        if (way === "higher") expect(value).toBeGreaterThanOrEqual(declared);
        else expect(value).toBeLessThanOrEqual(declared);
      },
    ),
  );
});

test("a quality threshold relaxes only where its policy says so, or an owner does for a time", () => {
  fc.assert(
    fc.property(
      adaptive,
      fc.constantFrom("higher" as const, "lower" as const),
      number,
      fc.array(number, { maxLength: 100, size: "max" }),
      (written, way, declared, past) => {
        const { override: _, ...learned } = adaptiveSchema.parse(written);
        const { value } = thresholdNow(declared, way, learned, past, NOW);
        const laxer = way === "higher" ? value < declared : value > declared;
        if (laxer) expect(learned).toMatchObject({ method: "quantile", allow_relax: true });
      },
    ),
  );
});
