import { z } from "zod";
import type { BranchRules } from "../../vocabulary/evidence.ts";
import type { Observed } from "../../vocabulary/fact.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { APPROVE, type LastPusher, loginsOf, opinionsOf, short, tellOpinion } from "../approval/opinions.ts";
import { type Approvers, judgeOwners } from "../approval/owners.ts";
import { judgeThreads } from "../approval/threads.ts";
import { type Demand, demandSchema, isDemanded, whereDemanded } from "../demand.ts";
import { count as counted } from "../figures.ts";
import { defineGate, lacking } from "../gate.ts";
import { closed } from "../openings.ts";

export const approvals = defineGate({
  name: "dod/approvals",
  step: "done",
  category: "critical",
  tiers: TIERS,
  purpose:
    "Enough people other than the author approved this very commit, code owners among them, and nothing is left open.",
  reads: ["reviews", "author", "headSha", "lastPusher", "branchRules", "threads", "codeOwners"],
  mayLack: ["lastPusher", "branchRules", "threads", "codeOwners"],
  params: z.strictObject({
    count: z.int().min(0).max(20).default(1).describe("How many people have to approve."),
    // Off, since a policy that says 1 means 1; where GitHub wants more, that is told.
    count_of_branch: z
      .boolean()
      .default(false)
      .describe("Whether more are needed where the branch's rules demand more than `count`."),
    count_stale: z
      .boolean()
      .default(false)
      .describe("Whether an approval of an older commit counts as well. Then nobody may have seen what is merged."),
    code_owners: demandSchema
      .default("as-the-branch")
      .describe("Whether an owner has to approve for each line of CODEOWNERS that owns changed files."),
    threads: demandSchema.default("as-the-branch").describe("Whether every conversation on lines has to be resolved."),
    exclude_last_pusher: demandSchema
      .default("as-the-branch")
      .describe("Whether the approval of whoever pushed last does not count."),
  }),
  gathers({ code_owners }, { branchRules }) {
    const demanded = isDemanded(code_owners, branchRules, "codeOwners");
    return demanded.known && !demanded.value ? [] : ["codeOwners"];
  },
  judge({ reviews, author, headSha, lastPusher, branchRules, threads, codeOwners }, params) {
    const pusher = pusherOf(params.exclude_last_pusher, branchRules, lastPusher);
    const opinions = opinionsOf(reviews, {
      author: author.login,
      headSha,
      countStale: params.count_stale,
      pusher,
    });
    const sure = loginsOf(opinions, "counts");
    const unsure = loginsOf(opinions, "unsure");
    const wanted = countWanted(params, branchRules);
    // Whoever pushed last is at most one of those who approve: one more than wanted is certain to be enough.
    const doubt = pusher.kind === "unknown" && wanted.count > 0 ? pusher.why : null;
    const missing = wanted.count + (doubt === null ? 0 : 1) - sure.size;
    // What cannot be told of an approval matters only where it would decide.
    const decisive = missing > 0 && sure.size + unsure.size >= wanted.count;
    const parts = opinions.map((opinion) => tellOpinion(opinion, decisive ? missing : 0));
    if (doubt !== null) parts.push(tellDoubt(doubt, decisive ? missing : 0));
    if (missing > 0 && !decisive) parts.push(tellMissing(missing, author.login, headSha));
    parts.push(...wanted.notes(sure.size));

    const approvers: Approvers = {
      sure,
      unsure,
      barred: new Set([
        author.login.toLowerCase(),
        ...(pusher.kind === "excluded" || pusher.kind === "unsure" ? [pusher.login.toLowerCase()] : []),
        ...reviews.filter(({ canPush }) => canPush === false).map((review) => review.author.login.toLowerCase()),
      ]),
      doubtful: pusher.kind === "unknown",
      author: author.login,
    };
    parts.push(
      ...whereDemanded(
        isDemanded(params.code_owners, branchRules, "codeOwners"),
        "Whether the branch's rules demand code owners",
        () =>
          codeOwners.known
            ? judgeOwners(codeOwners.value, approvers)
            : lacking("Who owns the changed files", codeOwners),
      ),
      ...whereDemanded(
        isDemanded(params.threads, branchRules, "resolvedThreads"),
        "Whether the branch's rules demand that conversations are resolved",
        () => (threads.known ? judgeThreads(threads.value) : lacking("Which conversations are open", threads)),
      ),
    );
    if (wanted.count === 0 && parts.length === 0) return verdict("skip", "No approval is required");
    const blockers = opinions
      .filter(({ standing }) => standing.kind === "blocks")
      .map((one) => one.review.author.login);
    const asked = blockers.length === 0 ? "" : `; ${blockers.join(", ")} asked for changes`;
    return group(`${sure.size} of ${counted(wanted.count, "approval")}${asked}`, parts);
  },
});

/** Whose approval does not count since they pushed last, as far as that is known. */
function pusherOf(demand: Demand, rules: Observed<BranchRules>, lastPusher: Observed<string>): LastPusher {
  const demanded = isDemanded(demand, rules, "lastPushApproval");
  if (demanded.known && !demanded.value) return { kind: "any" };
  if (!lastPusher.known) return { kind: "unknown", why: lastPusher };
  const login = lastPusher.value;
  return demanded.known ? { kind: "excluded", login } : { kind: "unsure", login, why: demanded.reason };
}

interface Wanted {
  readonly count: number;
  /** What is to be said of what the branch's rules want. */
  notes(have: number): readonly Verdict[];
}

function countWanted(
  { count, count_of_branch }: { readonly count: number; readonly count_of_branch: boolean },
  rules: Observed<BranchRules>,
): Wanted {
  if (!rules.known) {
    const notes = () => (count_of_branch ? [lacking("How many approvals the branch's rules want", rules)] : []);
    return { count, notes };
  }
  const { approvals } = rules.value;
  if (count_of_branch) return { count: Math.max(count, approvals), notes: () => [] };
  const notes = (have: number) =>
    approvals > count && approvals > have
      ? [verdict("skip", `The branch's rules want ${counted(approvals, "approval")}: the forge itself waits for them`)]
      : [];
  return { count, notes };
}

function tellMissing(missing: number, author: string, headSha: string): Verdict {
  const one = missing === 1;
  return closed(
    "pending",
    `${missing} more ${one ? "approval" : "approvals"} of ${short(headSha)}`,
    `${one ? "Somebody" : `${missing} people`} with write access, other than ${author}, ${
      one ? "reviews and approves" : "review and approve"
    } ${short(headSha)}.`,
    { count: missing, ways: [APPROVE] },
  );
}

function tellDoubt(why: Parameters<typeof lacking>[1], missing: number): Verdict {
  const title = `Who pushed last is not known (${why.reason}): one of the approvals may be theirs`;
  if (missing === 0) return verdict("skip", title);
  const grant = why.permission === undefined ? "" : `, or grant Tollgate the permission "${why.permission}"`;
  return closed(
    "error",
    title,
    `${missing === 1 ? "One more person approves" : `${missing} more people approve`}${grant}.`,
    {
      count: missing,
      ways: [APPROVE],
    },
  );
}
