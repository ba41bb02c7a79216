import { z } from "zod";
import { opens } from "../../vocabulary/outcome.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { demandSchema, isDemanded, whereDemanded } from "../demand.ts";
import { defineGate } from "../gate.ts";
import { BY_POLICY, BY_PUSH, closed } from "../openings.ts";

export const mergeable = defineGate({
  name: "dor/mergeable",
  step: "ready",
  category: "critical",
  tiers: TIERS,
  purpose: "The change merges into its base without conflicts, and contains the newest base where that is demanded.",
  reads: ["mergeability", "branchRules"],
  mayLack: ["branchRules"],
  params: z.strictObject({
    up_to_date: demandSchema
      .default("as-the-branch")
      .describe("Whether the head has to contain the newest commit of its base."),
  }),
  judge({ mergeability: { state, behind }, branchRules }, { up_to_date }) {
    // While the forge is finding out, after each push to the base, nothing is closed that was open: it refuses to merge a
    // conflict itself, and what it finds is read within seconds. The words are the same, so that nothing is told twice.
    const merges =
      state === "clean" || state === "computing"
        ? verdict("pass", "No conflict with its base is known")
        : state === "untold"
          ? verdict("skip", "The forge does not tell whether it conflicts with its base, and refuses to merge it if so")
          : closed(
              "fail",
              "It conflicts with its base",
              "The author merges the base into the branch, or rebases it, resolves the conflicts, and pushes.",
              BY_PUSH,
            );
    const rest = whereDemanded(
      isDemanded(up_to_date, branchRules, "upToDate"),
      "Whether the branch's rules demand the newest base",
      () => (state === "computing" && behind === null ? FINDING_OUT : upToDate(behind)),
    );
    // Not demanded, but a reviewer wants to know.
    const told = rest.length === 0 && behind === true ? [verdict("skip", "The base has commits that it lacks")] : [];
    const parts = [merges, ...rest, ...told];
    const shut = parts.find(({ outcome }) => !opens(outcome));
    return parts.length === 1 ? merges : group((shut ?? merges).title, parts);
  },
});

const FINDING_OUT = closed(
  "pending",
  "The forge is still finding out whether the base has commits that it lacks",
  "Wait: it is looked at again by itself.",
  { count: 1, ways: [{ id: "read-again", by: "wait", who: [] }] },
);

function upToDate(behind: boolean | null): Verdict {
  if (behind === false) return verdict("pass", "It contains the newest commit of its base");
  if (behind === true) {
    return closed(
      "fail",
      "The base has commits that it lacks, and has to be up to date",
      'The author brings the branch up to date (the button "Update branch", or a merge or rebase) and pushes.',
      BY_PUSH,
    );
  }
  return closed(
    "error",
    "Whether the base has commits that it lacks is not told",
    "Leave it to the forge, which looks at this when it merges: write `up_to_date: never` into the policy.",
    BY_POLICY,
  );
}
