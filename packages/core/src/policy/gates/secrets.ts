import { z } from "zod";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, verdict } from "../../vocabulary/verdict.ts";
import { allowParameter, exemptedBy } from "../exemption.ts";
import { count } from "../figures.ts";
import { failures, mentions, sortOut } from "../findings.ts";
import { defineGate } from "../gate.ts";
import { BY_PUSH } from "../openings.ts";

export const secrets = defineGate({
  name: "security/secrets",
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "No line that the change adds holds a password, token or key.",
  reads: ["secrets"],
  params: z.strictObject({ allow: allowParameter }),
  judge({ secrets }, { allow }, { now }) {
    const { stopping, mentioned } = sortOut(secrets, exemptedBy(allow, now));
    const known = mentions(mentioned);
    if (stopping.length === 0) {
      const title = "No credential on an added line";
      if (known.length === 0) return verdict("pass", title);
      return group(`${title}, but for those allowed`, [verdict("pass", "Nothing else was found"), ...known]);
    }
    const stopped = failures(stopping, {
      // In this order: whatever was pushed can have been read by then, and taking it out makes it no secret again.
      remedy:
        "The author revokes the credential where it was issued, then takes it out of every commit of the branch (`git rebase -i`) and force-pushes; from now on it comes from a secret store.",
      opensBy: BY_PUSH,
    });
    return group(`${count(stopping.length, "credential")} on added lines`, [...stopped, ...known]);
  },
});
