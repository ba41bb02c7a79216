import { z } from "zod";
import type { BenchmarkResult } from "../../vocabulary/evidence.ts";
import type { Outcome } from "../../vocabulary/outcome.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { adaptiveSchema, faultsOfAdaptive, type Threshold, thresholdNow, valuesOf } from "../adaptive.ts";
import { computed, count, figure, figures } from "../figures.ts";
import { defineGate, lacking } from "../gate.ts";
import { BY_PUSH, closed } from "../openings.ts";
import { noReport } from "../reports.ts";

/** With more than these, results of one kind are told in one line, or cut. */
const MOST_LISTED = 10;

const params = z
  .strictObject({
    most_regression: z
      .number()
      .min(0)
      .max(10_000)
      .default(20)
      .describe("How much worse than on the base branch a benchmark may be, in percent."),
    adaptive: adaptiveSchema
      .optional()
      .describe(
        "Learns `most_regression` for each benchmark from how much its results on the base branch vary, in percent.",
      ),
  })
  .superRefine(({ most_regression, adaptive }, context) => {
    if (adaptive === undefined) return;
    for (const { key, message } of faultsOfAdaptive(most_regression, adaptive)) {
      context.addIssue({ code: "custom", path: ["adaptive", key], message });
    }
  });

export const performance = defineGate({
  name: "quality/performance",
  step: "progress",
  category: "contextual",
  tiers: TIERS,
  purpose: "No benchmark is worse than on the base branch by more than its results vary.",
  reads: ["benchmarks", "history"],
  mayLack: ["history"],
  gathers: ({ adaptive }) => (adaptive === undefined ? ["benchmarks"] : ["benchmarks", "history"]),
  params,
  judge({ benchmarks, history }, { most_regression, adaptive }, { now }) {
    if (benchmarks.length === 0) return noReport("result of a benchmark", "a benchmark's JSON file");
    // An unknown history could have made it stricter.
    if (adaptive !== undefined && !history.known) return lacking("history", history);
    const parts = benchmarks.map((one) => {
      const before = history.known ? valuesOf(one.name, history.value) : [];
      return compare(one, thresholdNow(most_regression, "lower", adaptive, changes(before, one), now));
    });
    return group(
      `${count(parts.length, "benchmark")}: ${summary(parts)}`,
      SHOWN.flatMap((kind) => shown(kind, parts)),
    );
  },
});

/** How much worse than the base each value was, in percent; below 0 where it was better. */
function changes(values: readonly number[], { base, better }: BenchmarkResult): readonly number[] {
  return base === null || base === 0 ? [] : values.map((value) => change(value, base, better));
}

function change(value: number, base: number, better: "lower" | "higher"): number {
  return computed((100 * (better === "lower" ? value - base : base - value)) / Math.abs(base));
}

function compare(result: BenchmarkResult, most: Threshold): Verdict {
  const { name, value, unit, base, better } = result;
  if (!Number.isFinite(value) || (base !== null && !Number.isFinite(base))) {
    const remedy = "The author mends the step of CI that measures it, and pushes.";
    return closed("error", `${name}: ${value} beside ${base}, which are no numbers`, remedy, BY_PUSH);
  }
  if (base === null) {
    return verdict("skip", `${name}: ${figure(value)} ${unit}; the base branch has no result to compare with`);
  }
  const [is, was] = figures(value, base);
  const seen = `${name}: ${is} ${unit}, ${was} ${unit} on the base branch`;
  const remedy = "The author makes it as good as it was, and pushes.";
  if (base === 0) {
    // Nothing is a percentage of 0, so whatever is worse than that is too much.
    const worse = better === "lower" ? value > 0 : value < 0;
    return worse
      ? closed("fail", `${seen}, and any change for the worse is too much`, remedy, BY_PUSH)
      : verdict("pass", seen);
  }
  const worse = change(value, base, better);
  const [by, allowed] = figures(worse, most.value);
  const limit = `at most ${allowed}%${most.origin === null ? "" : ` (${most.origin})`}`;
  if (worse <= 0) return verdict("pass", worse === 0 ? `${seen}: the same` : `${seen}: ${figure(-worse)}% better`);
  const title = `${seen}: ${by}% worse, ${limit}`;
  return worse <= most.value ? verdict("pass", title) : closed("fail", title, remedy, BY_PUSH);
}

/** In the order in which they are shown, each with what is said of many. */
const SHOWN = ["fail", "error", "pass", "skip"] as const satisfies readonly Outcome[];
const SAID: Readonly<Record<(typeof SHOWN)[number], string>> = {
  fail: "worse than allowed",
  error: "cannot be judged",
  pass: "as good as allowed",
  skip: "with nothing to compare with",
};

function summary(parts: readonly Verdict[]): string {
  return SHOWN.flatMap((kind) => {
    const number = parts.filter((part) => part.outcome === kind).length;
    return number === 0 ? [] : [`${number} ${SAID[kind]}`];
  }).join(", ");
}

/** Those that stop the change are listed, the first ones; many others are told in one line. */
function shown(kind: (typeof SHOWN)[number], parts: readonly Verdict[]): Verdict[] {
  const of = parts.filter((part) => part.outcome === kind);
  if (of.length <= MOST_LISTED) return of;
  if (kind === "pass" || kind === "skip") return [verdict(kind, `${of.length} benchmarks ${SAID[kind]}`)];
  const rest = `${of.length - MOST_LISTED} more ${SAID[kind]}`;
  return [...of.slice(0, MOST_LISTED), closed(kind, rest, "Their remedy is that of those above.", BY_PUSH)];
}
