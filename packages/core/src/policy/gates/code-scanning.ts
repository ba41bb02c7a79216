import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Opening, verdict } from "../../vocabulary/verdict.ts";
import { count } from "../figures.ts";
import { limitParameters, withinLimits } from "../findings.ts";
import { defineGate } from "../gate.ts";
import { closed } from "../openings.ts";

/** An alert goes when its code goes, and when somebody who may dismiss it says why it is none. */
const MENDED: Opening = {
  count: 1,
  ways: [
    { id: "push", by: "author", who: [], pushes: true },
    { id: "dismiss-alerts", by: "person", who: [] },
  ],
};

export const codeScanning = defineGate({
  name: "security/code-scanning",
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "The change brings no more open code scanning alerts than the policy allows.",
  reads: ["codeScanning"],
  params: z.strictObject({
    ...limitParameters("alerts", { critical: 0, high: 0, medium: 5, low: 20 }),
    when_off: z
      .enum(["error", "skip"])
      .default("error")
      .describe("What holds where the repository has no code scanning: nothing can be said, or nothing is asked."),
  }),
  judge({ codeScanning: { enabled, alerts } }, { when_off, ...limits }) {
    if (!enabled) {
      const title = "Code scanning is off in this repository";
      if (when_off === "skip") return verdict("skip", title);
      return closed(
        "error",
        title,
        "An admin turns code scanning on in the repository's settings, or writes `when_off: skip` into the policy.",
        { count: 1, ways: [{ id: "code-scanning-on", by: "operator", who: [] }] },
      );
    }
    if (alerts.length === 0) return verdict("pass", "No open alert");
    const remedy =
      "The author repairs it and pushes; somebody who may dismiss alerts does so where it is none, saying why.";
    const parts = withinLimits(alerts, limits, "alert", { remedy, opensBy: MENDED });
    return group(`${count(alerts.length, "open alert")} that the change brings`, parts);
  },
});
