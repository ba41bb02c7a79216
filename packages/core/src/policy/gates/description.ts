import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { verdict } from "../../vocabulary/verdict.ts";
import { defineGate } from "../gate.ts";
import { ownWords } from "../markdown.ts";
import { BY_DESCRIPTION, closed } from "../openings.ts";

export const description = defineGate({
  name: "dor/description",
  step: "ready",
  category: "warning",
  tiers: TIERS,
  purpose: "The pull request says in its description what it changes and why.",
  reads: ["body"],
  params: z.strictObject({
    // Eight characters let "Fixes #7" through, which points at a description, and stop an empty or template-only one.
    min_length: z
      .int()
      .min(1)
      .max(10_000)
      .default(8)
      .describe("Least number of characters, not counting comments, headings, and boxes that nobody ticked."),
  }),
  judge({ body }, { min_length }) {
    const length = [...ownWords(body)].length;
    if (length >= min_length) return verdict("pass", `The description has ${length} characters`);
    const remedy = `The author writes at least ${min_length} characters on what this changes and why.`;
    if (body.trim() === "") return closed("fail", "The description is empty", remedy, BY_DESCRIPTION);
    if (length === 0) return closed("fail", "The description holds nothing but its template", remedy, BY_DESCRIPTION);
    return closed("fail", `The description has ${length} of at least ${min_length} characters`, remedy, BY_DESCRIPTION);
  },
});
