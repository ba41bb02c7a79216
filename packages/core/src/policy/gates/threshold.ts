import { z } from "zod";
import type { Measurement } from "../../vocabulary/evidence.ts";
import { METRIC_NAME } from "../../vocabulary/reports.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import {
  adaptiveSchema,
  faultsOfAdaptive,
  type Threshold,
  thresholdNow,
  thresholdNumber,
  valuesOf,
} from "../adaptive.ts";
import { figures } from "../figures.ts";
import { defineGate, lacking } from "../gate.ts";
import { BY_CI, BY_PUSH, closed } from "../openings.ts";
import { MEASURE } from "../reports.ts";
import { stillHolds } from "../until.ts";

/** The gate that QualityGate documents of type threshold are judged by, each under its own name. */
export const THRESHOLD = "threshold";

const OPERATORS = {
  gte: { said: "at least", holds: (value: number, limit: number) => value >= limit, better: "higher" },
  gt: { said: "more than", holds: (value: number, limit: number) => value > limit, better: "higher" },
  lte: { said: "at most", holds: (value: number, limit: number) => value <= limit, better: "lower" },
  lt: { said: "less than", holds: (value: number, limit: number) => value < limit, better: "lower" },
  eq: { said: "exactly", holds: (value: number, limit: number) => value === limit, better: null },
} as const;
type Operator = keyof typeof OPERATORS;

/** What such a document says in its spec, besides what every gate document may say. */
export const thresholdShape = {
  metric: z
    .string()
    .regex(METRIC_NAME, "a metric begins with a letter; letters, digits, spaces and _ . : / - follow")
    .describe("The name under which its value is sent, e.g. test_coverage."),
  operator: z
    .enum(Object.keys(OPERATORS) as [Operator, ...Operator[]])
    .describe("How the value has to stand to the threshold: gte, gt, lte, lt or eq."),
  threshold: thresholdNumber.describe("The number that the value is compared with."),
  unit: z.string().min(1).max(50).optional().describe("The unit of both; a value in another one is an error."),
  adaptive: adaptiveSchema.optional(),
  guards_security: z
    .boolean()
    .default(false)
    .describe("It guards security: no history and no override makes it more lenient than the declared threshold."),
};

const params = z
  .strictObject(thresholdShape)
  .superRefine(({ operator, threshold, adaptive, guards_security }, context) => {
    if (adaptive === undefined) return;
    const fault = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: ["adaptive", key], message });
    const { better, holds } = OPERATORS[operator];
    if (better === null) fault("method", "an exact value has no direction to learn in; write gte or lte");
    for (const { key, message } of faultsOfAdaptive(threshold, adaptive)) fault(key, message);
    if (!guards_security) return;
    if (adaptive.allow_relax) fault("allow_relax", "a threshold that guards security never relaxes; take it out");
    const value = adaptive.override?.value;
    if (value !== undefined && value !== threshold && !holds(value, threshold)) {
      fault("override", `a threshold that guards security is never set more lenient than its ${threshold}`);
    }
  });

/** Not among `GATES`: a policy uses it under names of its own, as often as it likes, and never under this one. */
export const threshold = defineGate({
  name: THRESHOLD,
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "A value that was measured for this commit stands as it should to a threshold.",
  reads: ["measurements", "history"],
  mayLack: ["history"],
  gathers: ({ adaptive }) => (adaptive === undefined ? ["measurements"] : ["measurements", "history"]),
  params,
  judge({ measurements, history }, { metric, operator, threshold, unit, adaptive, guards_security }, { now }): Verdict {
    const values = measurements.filter((one) => one.metric === metric);
    if (values.length === 0) return missing(metric, unit, measurements);
    const { better } = OPERATORS[operator];
    let limit: Threshold = { value: threshold, origin: null };
    if (adaptive !== undefined && better !== null) {
      const overridden = adaptive.override !== undefined && stillHolds(adaptive.override.until, now);
      // An unknown history could have made it stricter.
      if (!history.known && !overridden) return lacking("history", history);
      const past = history.known ? valuesOf(metric, history.value) : [];
      limit = thresholdNow(threshold, better, adaptive, past, now, guards_security);
    }
    const parts = values.map((one) => compare(one, operator, limit, unit));
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return only;
    return group(`${metric}: ${values.length} values, each has to be ${OPERATORS[operator].said} the threshold`, parts);
  },
});

function compare(measured: Measurement, operator: Operator, limit: Threshold, unit: string | undefined): Verdict {
  const { metric, value, source } = measured;
  if (!Number.isFinite(value)) {
    const remedy = "The author mends the step of CI that measures it, so that it sends a finite number, and pushes.";
    return closed("error", `${metric} is ${value}, which is no number (${source.name})`, remedy, BY_PUSH);
  }
  if (unit !== undefined && measured.unit !== null && unitOf(unit) !== unitOf(measured.unit)) {
    return closed(
      "error",
      `${metric} was sent in ${measured.unit}, and the policy compares in ${unit} (${source.name})`,
      `The author lets CI send it in ${unit} and pushes, or an admin changes the unit in the policy.`,
      BY_PUSH,
    );
  }
  const { said, holds } = OPERATORS[operator];
  const [is, needed] = figures(value, limit.value).map((text) => withUnit(text, unit ?? measured.unit));
  const origin = limit.origin === null ? "" : ` (${limit.origin})`;
  if (holds(value, limit.value)) return verdict("pass", `${metric} is ${is}, ${said} ${needed}${origin}`);
  return closed(
    "fail",
    `${metric} is ${is}, and has to be ${said} ${needed}${origin}`,
    `The author brings ${metric} to ${said} ${needed} and pushes.`,
    BY_PUSH,
  );
}

function missing(metric: string, unit: string | undefined, others: readonly Measurement[]): Verdict {
  const names = [...new Set(others.map((one) => one.metric))].sort();
  const there =
    names.length === 0
      ? ""
      : `; there are ${names.slice(0, MOST_NAMES).join(", ")}${names.length > MOST_NAMES ? ", ..." : ""}`;
  const option = `--metric ${metric}=NUMBER${unit === undefined ? "" : `:${unit}`}`;
  return closed(
    "pending",
    `No value of ${metric} for this commit yet${there}`,
    `CI sends it with \`${MEASURE} ${option}\`, or uploads a report that it follows from.`,
    BY_CI,
  );
}

const MOST_NAMES = 5;

const PERCENT = new Set(["%", "percent", "percentage", "pct"]);

/** One text for each unit, however it is written. */
function unitOf(unit: string): string {
  const text = unit.trim().toLowerCase();
  return PERCENT.has(text) ? "%" : text;
}

function withUnit(text: string, unit: string | null): string {
  if (unit === null) return text;
  return unitOf(unit) === "%" ? `${text}%` : `${text} ${unit.trim()}`;
}
