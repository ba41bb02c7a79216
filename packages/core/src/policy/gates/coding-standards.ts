import { z } from "zod";
import type { LintReport } from "../../vocabulary/evidence.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { allowParameter, exemptedBy } from "../exemption.ts";
import { count } from "../figures.ts";
import { limitParameters, mentions, sortOut, withinLimits } from "../findings.ts";
import { defineGate } from "../gate.ts";
import { BY_PUSH } from "../openings.ts";
import { noReport } from "../reports.ts";

export const codingStandards = defineGate({
  name: "quality/coding-standards",
  step: "progress",
  category: "warning",
  tiers: TIERS,
  purpose:
    "The change adds no more findings of linters than the policy allows; those that were there before do not count.",
  reads: ["lint"],
  params: z.strictObject({
    ...limitParameters("new findings", { critical: 0, high: 0, medium: 5, low: 20 }),
    allow: allowParameter,
  }),
  judge({ lint: reports }, { allow, ...limits }, { now }) {
    if (reports.length === 0) return noReport("report of a linter", "a SARIF or Checkstyle file");
    // All reports share the limits: two linters are no reason to add twice as many findings.
    const { stopping, mentioned } = sortOut(
      reports.flatMap((report) => report.added),
      exemptedBy(allow, now),
    );
    const tools = [...new Set(reports.map((report) => report.tool))].join(", ");
    return group(`${count(stopping.length, "new finding")} (${tools})`, [
      ...(stopping.length === 0
        ? [verdict("pass", "Nothing that was not there before")]
        : withinLimits(stopping, limits, "finding", MENDING)),
      ...mentions(mentioned),
      ...reports.map(compared),
    ]);
  },
});

const MENDING = { remedy: "The author repairs it and pushes.", opensBy: BY_PUSH };

/** What `new` means for each report: somebody who reads the count asks that first. */
function compared({ tool, total, added, comparedWith }: LintReport): Verdict {
  const how = comparedWith === "base-report" ? "not in the base branch's report" : "on changed lines";
  return verdict("skip", `${tool}: ${count(total, "finding")} in all, ${added.length} of them ${how}`);
}
