import { z } from "zod";

/** How a gate did lately. */
export const gateRecord = z.object({
  gate: z.string(),
  purpose: z.string().nullable().describe("What it makes sure of; null for a gate that a policy declared."),
  category: z.enum(["critical", "warning", "contextual"]).nullable(),
  changes: z.number().int().describe("Changes that it was judged on."),
  answers: z.number().int().describe("Heads of which it came to an answer; waiting and skipping are none."),
  passes: z.number().int().describe("Those that it let pass."),
  passRate: z.number().nullable().describe("Passes of answers, from 0 to 1; null where there was no answer."),
  medianSecondsToGreen: z
    .number()
    .nullable()
    .describe("From when it first did not open until it did, over the changes where it did not open at once."),
  holds: z.number().int().describe("Open changes that it keeps from merging now."),
});
export type GateRecord = z.infer<typeof gateRecord>;

/** How all gates did in the last days. */
export const gateRecords = z.object({
  days: z.number().int(),
  items: z.array(gateRecord),
});
export type GateRecords = z.infer<typeof gateRecords>;
