import { z } from "zod";
import type { ChangedFile } from "../../vocabulary/evidence.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { count } from "../figures.ts";
import { defineGate } from "../gate.ts";
import { globSchema, pathMatcher } from "../glob.ts";
import { BY_PUSH, closed } from "../openings.ts";

const globs = z.array(globSchema).min(1).max(50);
const ruleSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).describe("What it is about, for people: `changelog`, `tests of the API`."),
  when: globs.describe("A change of such a file demands something; patterns with `!` in front leave files out."),
  require: globs.describe("One such file has to change as well."),
  hint: z.string().trim().min(3).max(500).optional().describe("What the author is told to do."),
});
type Rule = z.output<typeof ruleSchema>;

export const documentation = defineGate({
  name: "dod/documentation",
  step: "done",
  category: "warning",
  tiers: TIERS,
  purpose: "What changes is documented: files that demand documentation, tests or a changelog do not change alone.",
  reads: ["files"],
  params: z.strictObject({
    rules: z.array(ruleSchema).max(50).default([]).describe("Which files demand that which others change too."),
  }),
  judge({ files }, { rules }) {
    if (rules.length === 0) return verdict("skip", "The policy's `rules` are empty: nothing demands documentation");
    const parts = rules.map((rule) => judgeRule(rule, files));
    const asked = parts.filter(({ outcome }) => outcome !== "skip");
    if (asked.length === 0) return verdict("skip", `No rule is about the ${count(files.length, "changed file")}`);
    const met = asked.filter(({ outcome }) => outcome === "pass").length;
    return group(`${met} of ${count(asked.length, "rule")} met`, asked);
  },
});

function judgeRule({ name, when, require, hint }: Rule, files: readonly ChangedFile[]): Verdict {
  const demands = pathMatcher(when);
  const meets = pathMatcher(require);
  const demanding = files.filter((file) => pathsTouched(file).some(demands));
  const [first] = demanding;
  if (first === undefined) return verdict("skip", `${name}: no such file changes`);
  const meeting = files.find((file) => saysSomething(file) && meets(file.path));
  if (meeting !== undefined) return verdict("pass", `${name}: ${meeting.path} changes too`);
  const more = demanding.length === 1 ? "" : ` and ${count(demanding.length - 1, "more file")}`;
  const wanted = require.map((glob) => `\`${glob}\``).join(", ");
  return closed(
    "fail",
    `${name}: ${first.path}${more} changed, but nothing that matches ${wanted}`,
    hint === undefined ? "The author changes such a file as well, and pushes." : stop(hint),
    BY_PUSH,
  );
}

/** A file that moves is touched where it was and where it is; one that is copied stays as it was. */
function pathsTouched({ path, previousPath, status }: ChangedFile): readonly string[] {
  return status === "renamed" && previousPath !== undefined ? [path, previousPath] : [path];
}

/** Whether a file can be the documentation of a change: not one that is gone, or only lies elsewhere. */
function saysSomething({ status, additions, deletions }: ChangedFile): boolean {
  if (status === "removed") return false;
  return (status !== "renamed" && status !== "copied") || additions + deletions > 0;
}

function stop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
