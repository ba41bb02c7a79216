import { z } from "zod";
import { type Learning, learn } from "../statistics/learn.ts";
import type { MetricHistory } from "../vocabulary/evidence.ts";
import { figure, figures } from "./figures.ts";
import { stillHolds, untilSchema } from "./until.ts";

/** Beyond, sums of a few numbers could lose what tells them apart. */
const GREATEST = 1e15;

/** A number that a policy compares with. */
export const thresholdNumber = z.number().min(-GREATEST).max(GREATEST);
const positive = z.number().min(0).max(GREATEST);

/** How a threshold is learned from a project's own history: see `statistics/learn.ts`. */
export const adaptiveSchema = z
  .strictObject({
    method: z
      .enum(["ratchet", "quantile"])
      .describe(
        "ratchet: towards the worst of the newest values, only ever stricter. quantile: towards the level that all but a share of them reach.",
      ),
    quantile: z
      .number()
      .min(0)
      .max(0.5)
      .default(0.1)
      .describe(
        "For the method quantile: the share of values that may be worse than the threshold; 0.5 is the median.",
      ),
    least_evidence: z
      .int()
      .min(5)
      .max(50)
      .default(20)
      .describe("So many of the newest values are looked at; while there are fewer, the declared threshold holds."),
    most_step: positive
      .optional()
      .describe("Most that the threshold moves for one value; by default a hundredth of the declared threshold."),
    slack: positive
      .optional()
      .describe(
        "How much more lenient than the values it stays; by default half a hundredth of the declared threshold.",
      ),
    floor: thresholdNumber.optional().describe("The threshold is never less."),
    ceiling: thresholdNumber.optional().describe("The threshold is never more."),
    allow_relax: z
      .boolean()
      .default(false)
      .describe("For the method quantile: whether it may become more lenient, even than the declared threshold."),
    override: z
      .strictObject({
        value: thresholdNumber.describe("The threshold that holds instead."),
        by: z.string().min(1).max(100).describe("Who decided it."),
        until: untilSchema,
        reason: z.string().min(3).max(500).describe("Why."),
      })
      .optional()
      .describe("An owner's word on the threshold, for a time."),
  })
  .superRefine(({ method, allow_relax, floor, ceiling }, context) => {
    if (allow_relax && method === "ratchet") {
      const message = "a ratchet never relaxes; take allow_relax out, or write method: quantile";
      context.addIssue({ code: "custom", path: ["allow_relax"], message });
    }
    if (floor !== undefined && ceiling !== undefined && floor > ceiling) {
      context.addIssue({ code: "custom", path: ["floor"], message: "the floor lies above the ceiling; swap them" });
    }
  })
  .describe("Learns the threshold from the values of the base branch.");
export type Adaptive = z.output<typeof adaptiveSchema>;

/** What is wrong between a declared threshold and how it is to be learned, with the key it stands under. */
export function faultsOfAdaptive(declared: number, adaptive: Adaptive): { key: keyof Adaptive; message: string }[] {
  const faults: { key: keyof Adaptive; message: string }[] = [];
  const { floor, ceiling, most_step } = adaptive;
  if (floor !== undefined && floor > declared) {
    faults.push({ key: "floor", message: `the floor lies above the declared threshold of ${declared}` });
  }
  if (ceiling !== undefined && ceiling < declared) {
    faults.push({ key: "ceiling", message: `the ceiling lies below the declared threshold of ${declared}` });
  }
  if (declared === 0 && most_step === undefined) {
    faults.push({ key: "most_step", message: "a hundredth of 0 is no step; write most_step, and slack" });
  }
  return faults;
}

/** The threshold that holds, and where it comes from. */
export interface Threshold {
  readonly value: number;
  /** For people, behind the number: `from the policy`. Null where the policy's number simply holds. */
  readonly origin: string | null;
}

/**
 * The threshold that holds now.
 * @param better which values are better
 * @param values of the base branch, oldest first
 * @param now ISO 8601, in UTC
 * @param guards true: it guards security, and neither history nor an override makes it more lenient than declared
 */
export function thresholdNow(
  declared: number,
  better: "higher" | "lower",
  adaptive: Adaptive | undefined,
  values: readonly number[],
  now: string,
  guards = false,
): Threshold {
  if (adaptive === undefined) return { value: declared, origin: null };
  const { override } = adaptive;
  const fromPolicy = `${figure(declared)} in the policy`;
  if (override !== undefined && stillHolds(override.until, now)) {
    const value = guards ? stricter(better, declared, override.value) : override.value;
    if (value === override.value) {
      return { value, origin: `set by ${override.by} until ${override.until}: ${override.reason}; ${fromPolicy}` };
    }
  }
  const learning = learningOf(declared, adaptive, guards);
  const { threshold, towards } = learn(declared, better, learning, values);
  const past = override === undefined || stillHolds(override.until, now) ? "" : `; what ${override.by} set has ended`;
  const origin =
    towards === null
      ? `from the policy; ${values.filter(Number.isFinite).length} of the ${learning.evidence} values to learn from are there`
      : said(declared, threshold, towards, learning, better);
  return { value: threshold, origin: `${origin}${past}` };
}

function learningOf(declared: number, adaptive: Adaptive, guards: boolean): Learning {
  const hundredth = Math.abs(declared) / 100;
  return {
    method: adaptive.method,
    share: adaptive.quantile,
    evidence: adaptive.least_evidence,
    mostStep: adaptive.most_step ?? hundredth,
    slack: adaptive.slack ?? hundredth / 2,
    floor: adaptive.floor ?? null,
    ceiling: adaptive.ceiling ?? null,
    relaxes: adaptive.allow_relax && adaptive.method === "quantile" && !guards,
  };
}

function stricter(better: "higher" | "lower", one: number, other: number): number {
  return better === "higher" ? Math.max(one, other) : Math.min(one, other);
}

/** Where a learned number comes from, in words. */
function said(
  declared: number,
  threshold: number,
  towards: number,
  { method, share, evidence, mostStep, slack, relaxes }: Learning,
  better: "higher" | "lower",
): string {
  const percentile = figure(100 * (better === "higher" ? share : 1 - share));
  const level = method === "ratchet" ? "the worst" : `the ${ordinal(percentile)} percentile`;
  const source = `${level} of the newest ${evidence} values of the base branch${slack === 0 ? "" : ` with ${figure(slack)} of slack`}`;
  const [aim, policy] = figures(towards, declared, threshold);
  const start = `${policy} in the policy`;
  if (threshold === towards) return `${source}; ${start}`;
  if (relaxes || stricter(better, threshold, towards) === towards) {
    return `on its way to ${aim}, ${source}, at most ${figure(mostStep)} a value; ${start}`;
  }
  if (threshold === declared) return `from the policy; ${source} would be less strict: ${aim}`;
  return `reached before and kept, though ${source} is ${aim} now; ${start}`;
}

function ordinal(number: string): string {
  const last = number.at(-1);
  if (number.includes(".") || /1[123]$/.test(number)) return `${number}th`;
  return `${number}${last === "1" ? "st" : last === "2" ? "nd" : last === "3" ? "rd" : "th"}`;
}

/** The values of a metric on the base branch, oldest first; none where there are none. */
export function valuesOf(metric: string, history: readonly MetricHistory[]): readonly number[] {
  return history.find((one) => one.metric === metric)?.values ?? [];
}
