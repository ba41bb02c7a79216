import { METRIC_NAME, REPORT_FORMATS } from "@tollgate/core/vocabulary/reports";
import { z } from "zod";

const metricName = z.string().regex(METRIC_NAME, "begins with a letter; letters, digits, spaces and _ . : / - follow");

const about = {
  commit: z
    .string()
    .regex(/^[0-9a-fA-F]{40}$/, "all 40 digits of the commit that was measured")
    .describe("What was measured. It counts for changes whose head it is; all 40 digits."),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a name, and PostgreSQL cannot store NUL.
    .regex(/^[^\u0000-\u001f\u007f]*$/, "has no control characters")
    .optional()
    .describe("Tells several reports of one kind apart, e.g. `unit` and `integration`. The same name again replaces."),
};

/** What CI tells of a commit: a report in one of the known formats, or plain numbers. */
export const newMeasurements = z.union([
  z.strictObject({
    ...about,
    measurements: z
      .array(z.strictObject({ metric: metricName, value: z.number(), unit: z.string().max(40).optional() }))
      .min(1)
      .max(1_000),
  }),
  z.strictObject({
    ...about,
    format: z.enum(REPORT_FORMATS),
    content: z.string().min(1).describe("The report's text as the tool wrote it. At most 16 MiB as JSON."),
  }),
]);
export type NewMeasurements = z.infer<typeof newMeasurements>;

/** What became of it. */
export const measurementsResult = z.object({
  commit: z.string(),
  name: z.string(),
  status: z.enum(["stored", "known"]).describe("`known`: the same was sent before; nothing changed."),
  isHead: z
    .boolean()
    .describe(
      "Whether it is the head of the change as far as is known here; of another commit it counts for nothing yet.",
    ),
  reports: z.array(
    z.object({
      kind: z.enum(["tests", "coverage", "lint", "benchmarks", "measurements"]),
      says: z.string().describe("What was understood, for people: `412 tests, 2 failed`."),
    }),
  ),
});
export type MeasurementsResult = z.infer<typeof measurementsResult>;
