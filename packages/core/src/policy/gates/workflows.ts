import { z } from "zod";
import { SEVERITIES } from "../../vocabulary/evidence.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, verdict } from "../../vocabulary/verdict.ts";
import { allowParameter, exemptedBy } from "../exemption.ts";
import { count } from "../figures.ts";
import { failures, mentions, sortOut } from "../findings.ts";
import { defineGate } from "../gate.ts";
import { BY_PUSH } from "../openings.ts";

export const workflows = defineGate({
  name: "security/workflows",
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "Workflow files that the change touches let no stranger in and do what they say.",
  reads: ["workflows"],
  params: z.strictObject({
    from: z
      .enum(SEVERITIES)
      .default("high")
      .describe("The least severity that stops the change; findings below it are told."),
    allow: allowParameter,
  }),
  judge({ workflows: findings }, { from, allow }, { now }) {
    if (findings.length === 0) return verdict("pass", "Nothing wrong in the workflow files that it touches");
    const exempted = exemptedBy(allow, now);
    const { stopping, mentioned } = sortOut(findings, (finding) => {
      const severe = SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(from);
      return exempted(finding) ?? (severe ? null : `${finding.severity}, told only`);
    });
    const known = mentions(mentioned);
    if (stopping.length === 0) {
      const parts = [verdict("pass", `Nothing of severity ${from} or above that is not allowed`), ...known];
      return group("Nothing that stops it in the workflow files that it touches", parts);
    }
    const stopped = failures(stopping, {
      remedy: "The author repairs the workflow and pushes; `tollgate validate` finds the same before a push.",
      opensBy: BY_PUSH,
    });
    return group(`${count(stopping.length, "finding")} in workflow files that it touches`, [...stopped, ...known]);
  },
});
