import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { defineGate } from "../gate.ts";
import { BY_TITLE, closed } from "../openings.ts";
import { findPattern, patternSchema } from "../pattern.ts";

/** Words that say "not meant to be merged": `WIP: x`, `[wip] x`, `fixup! x`; but not `Wipe the cache`. */
const UNFINISHED = /^(?:\[wip\]|\(wip\)|wip\b|fixup!|squash!|amend!)/i;

export const title = defineGate({
  name: "dor/title",
  step: "ready",
  category: "warning",
  tiers: TIERS,
  purpose: "The title says what the change is, and not that it is unfinished.",
  reads: ["title"],
  params: z.strictObject({
    min_length: z.int().min(1).max(250).default(5).describe("Least number of characters."),
    pattern: patternSchema.optional().describe("A regular expression (RE2) that has to be found in the title."),
  }),
  judge({ title }, { min_length, pattern }) {
    const text = title.trim();
    const length = [...text].length;
    const parts: Verdict[] = [
      length >= min_length
        ? verdict("pass", `The title has ${length} characters`)
        : closed(
            "fail",
            `The title has ${length} of at least ${min_length} characters`,
            "The author gives it a title that says what it changes.",
            BY_TITLE,
          ),
    ];
    const unfinished = UNFINISHED.exec(text)?.[0];
    if (unfinished !== undefined) {
      parts.push(
        closed(
          "fail",
          `The title begins with "${unfinished}"`,
          `The author takes "${unfinished}" out of the title once the change is finished.`,
          BY_TITLE,
        ),
      );
    }
    if (pattern !== undefined) {
      parts.push(
        findPattern(pattern, text) === null
          ? closed(
              "fail",
              `The title does not match \`${pattern}\``,
              `The author writes a title that matches \`${pattern}\`.`,
              BY_TITLE,
            )
          : verdict("pass", `The title matches \`${pattern}\``),
      );
    }
    const failed = parts.find((part) => part.outcome === "fail");
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : group(failed?.title ?? "The title is fine", parts);
  },
});
