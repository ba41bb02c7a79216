import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { count } from "../figures.ts";
import { defineGate } from "../gate.ts";
import { BY_PUSH, closed } from "../openings.ts";

export const changeSize = defineGate({
  name: "dor/change-size",
  step: "ready",
  category: "contextual",
  tiers: TIERS,
  purpose: "The change is small enough to be read with care.",
  reads: ["size"],
  params: z.strictObject({
    max_lines: z.int().min(1).default(1_000).describe("Most lines added and deleted together."),
    max_files: z.int().min(1).default(100).describe("Most files changed."),
  }),
  judge({ size }, { max_lines, max_files }) {
    const lines = size.additions + size.deletions;
    const parts = [limit(lines, max_lines, "line"), limit(size.files, max_files, "file")];
    return group(`${count(lines, "line")} in ${count(size.files, "file")}`, parts);
  },
});

function limit(seen: number, most: number, noun: string): Verdict {
  if (seen <= most) return verdict("pass", `${count(seen, noun)}, at most ${most}`);
  return closed(
    "fail",
    `${count(seen, noun)}, which is ${seen - most} over the limit of ${most}`,
    "The author splits it into changes that can each be reviewed and merged alone.",
    BY_PUSH,
  );
}
