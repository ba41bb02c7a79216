import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Opening, verdict } from "../../vocabulary/verdict.ts";
import { count } from "../figures.ts";
import { limitParameters, withinLimits } from "../findings.ts";
import { defineGate } from "../gate.ts";
import { BY_CI, closed } from "../openings.ts";

/** An alert goes when its code goes, and when somebody who may dismiss it says why it is none. */
const MENDED: Opening = {
  count: 1,
  ways: [
    { id: "push", by: "author", who: [], pushes: true },
    { id: "dismiss-alerts", by: "person", who: [] },
  ],
};

/** The forge lists alerts of a change from older scans as well, and before the first one it lists none. */
const NOT_SCANNED = closed(
  "pending",
  "No scan of this commit has come in yet",
  "The scanner brings it by itself. Where it does not look at every commit of a change, an admin lets it (without filters on paths or branches), or writes `when_not_scanned: tell` into the policy.",
  BY_CI,
);

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
    when_not_scanned: z
      .enum(["wait", "tell"])
      .default("wait")
      .describe("What holds until a scan of this very commit has come in: the gate waits for it, or tells it only."),
  }),
  judge({ codeScanning: { enabled, scanned, alerts } }, { when_off, when_not_scanned, ...limits }) {
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
    const scan = scanned ? [] : [when_not_scanned === "wait" ? NOT_SCANNED : verdict("skip", NOT_SCANNED.title)];
    if (alerts.length === 0) {
      const [missing] = scan;
      if (missing === undefined) return verdict("pass", "No open alert");
      return missing.outcome === "skip" ? group("No open alert is known", [missing]) : missing;
    }
    const remedy =
      "The author repairs it and pushes; somebody who may dismiss alerts does so where it is none, saying why.";
    const parts = withinLimits(alerts, limits, "alert", { remedy, opensBy: MENDED });
    return group(`${count(alerts.length, "open alert")} that the change brings`, [...parts, ...scan]);
  },
});
