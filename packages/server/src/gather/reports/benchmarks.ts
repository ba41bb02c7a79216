import { METRIC_NAME } from "@tollgate/core/vocabulary/reports";
import { z } from "zod";
import { readJson } from "./json.ts";
import { type Benchmarks, type Measured, MOST_ITEMS, oneLine } from "./report.ts";

const name = z.string().trim().min(1, "needs a name");
/** What github-action-benchmark's `customSmallerIsBetter` and `customBiggerIsBetter` take. */
const CUSTOM_BENCHMARKS = z
  .array(z.looseObject({ name, unit: z.string(), value: z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]) }))
  .max(MOST_ITEMS);

/** Units of which more is better: something for each second. */
const RATE = /(?:\/|per\s*)\s*s(?:ec(?:ond)?s?)?\b|^(?:ops|rps|qps|fps|hz|[kmg]?bps)\b/i;

/**
 * A list of `{ name, unit, value }`, the format of github-action-benchmark.
 * @param better which way is good; where the caller does not know, units that are rates are better when higher, and all
 *   others when lower, since the format itself does not say
 * @throws ReportError with the place
 */
export function readCustomBenchmarks(text: string, better?: "lower" | "higher"): Benchmarks {
  return {
    kind: "benchmarks",
    results: readJson(text, CUSTOM_BENCHMARKS).map((item) => ({
      name: oneLine(item.name),
      value: Number(item.value),
      unit: oneLine(item.unit),
      better: better ?? (RATE.test(oneLine(item.unit)) ? "higher" : "lower"),
    })),
  };
}

/** What `hyperfine --export-json` writes. */
const HYPERFINE = z.looseObject({
  results: z.array(z.looseObject({ command: name, median: z.number().optional(), mean: z.number() })).max(MOST_ITEMS),
});

/** Results of hyperfine: the median of each command, in seconds. @throws ReportError with the place */
export function readHyperfine(text: string): Benchmarks {
  return {
    kind: "benchmarks",
    results: readJson(text, HYPERFINE).results.map(({ command, median, mean }) => ({
      name: oneLine(command),
      value: median ?? mean,
      unit: "s",
      better: "lower" as const,
    })),
  };
}

/** `{ "metric": 1.5, "other": { "value": 3, "unit": "ms" } }` */
const METRIC_MAP = z
  .record(
    z.string().regex(METRIC_NAME),
    z.union([z.number(), z.strictObject({ value: z.number(), unit: z.string().max(40).optional() })]),
  )
  .refine((map) => Object.keys(map).length <= 1_000, "there are more than 1,000 metrics");

/** A map of measurements. @throws ReportError with the place */
export function readMetricMap(text: string): Measured {
  const values = Object.entries(readJson(text, METRIC_MAP)).map(([metric, item]) =>
    typeof item === "number"
      ? { metric, value: item, unit: null }
      : { metric, value: item.value, unit: item.unit ?? null },
  );
  return { kind: "measurements", values };
}
