import type { Lifecycle } from "../change/reading.ts";
import { runGate } from "../policy/gate.ts";
import { requiredCi } from "../policy/gates/required-ci.ts";
import type { BranchRules } from "../vocabulary/evidence.ts";
import type { FactKey, Facts, Observed, Review } from "../vocabulary/fact.ts";
import { changersOf, locksOf, peopleOf, stop } from "./locks.ts";

/** Something that the forge itself would refuse a merge for, by its own rules. */
export interface ForgeRefusal {
  /** `draft`, `conflicts`, `up-to-date`, `approvals`, `required-checks`, `conversations`, ... */
  readonly rule: string;
  readonly condition: string;
  readonly action: string;
  readonly who: readonly string[];
  /** False: it may refuse, and what would tell is not known here. */
  readonly known: boolean;
  /** The gate of ours that looks at the same. */
  readonly gate: string;
}

/** The facts that tell what the forge refuses. */
export const FORGE_FACTS = [
  "author",
  "headSha",
  "reviews",
  "checks",
  "requiredChecks",
  "lastPusher",
  "mergeability",
  "threads",
  "branchRules",
  "codeOwners",
  "knownChecks",
] as const satisfies readonly FactKey[];

/** What is known of a change on the forge besides its facts. */
export interface OnForge {
  readonly lifecycle: Lifecycle;
  readonly baseRef: string;
  /** Names of our own contexts: what Tollgate says is no rule of the forge's. */
  readonly ownContexts: readonly string[];
  /** When the facts were read, ISO 8601. */
  readonly readAt: string;
}

/**
 * What the forge itself would still refuse, as far as it is known, whatever Tollgate says. A rule that cannot be seen is
 * told as such, with the permission that is missing.
 */
export function forgeRefusals(facts: Facts, on: OnForge): readonly ForgeRefusal[] {
  const author = facts.author.known ? facts.author.value.login : "author";
  return [
    ...draft(on, author),
    ...mergeability(facts, author),
    ...requiredChecks(facts, on, author),
    ...branchRules(facts, on, author),
  ];
}

function draft({ lifecycle }: OnForge, author: string): readonly ForgeRefusal[] {
  if (lifecycle !== "draft") return [];
  const condition = "A draft cannot be merged.";
  return [refusal("draft", "final", condition, "Mark it ready for review.", [`@${author}`])];
}

function mergeability({ mergeability: fact, branchRules }: Facts, author: string): readonly ForgeRefusal[] {
  const by = [`@${author}`];
  if (!fact.known) return [hidden("conflicts", "dor/mergeable", "Whether it can be merged", fact)];
  const { state, behind } = fact.value;
  const found: ForgeRefusal[] = [];
  if (state === "conflicting") {
    const action = "Merge the base branch into it, or rebase it, and push.";
    found.push(refusal("conflicts", "dor/mergeable", "It conflicts with its base branch.", action, by));
  } else if (state === "computing") {
    const condition = "The forge has not found out yet whether it can be merged.";
    found.push({
      ...refusal("conflicts", "dor/mergeable", condition, "Nothing to do but wait.", ["the forge"]),
      known: false,
    });
  } else if (state === "untold") {
    const condition = "The forge does not tell whether it conflicts with its base branch.";
    found.push({
      ...refusal("conflicts", "dor/mergeable", condition, "Look at its page on the forge.", by),
      known: false,
    });
  }
  if (branchRules.known && branchRules.value.upToDate && behind !== false) {
    const action = "Merge the base branch into it, or rebase it, and push.";
    const condition =
      behind === true
        ? "It is behind its base branch, and the branch takes only what is up to date."
        : "The branch takes only what is up to date; whether this is, the forge does not tell.";
    found.push({ ...refusal("up-to-date", "dor/mergeable", condition, action, by), known: behind === true });
  }
  return found;
}

/** What the branch requires is judged as our own gate judges it, without what only our policy adds. */
function requiredChecks(facts: Facts, { ownContexts, readAt }: OnForge, author: string): readonly ForgeRefusal[] {
  const params = requiredCi.params.parse({ when_none_required: "nothing" });
  const verdict = runGate(requiredCi, facts, params, { ownContexts, now: readAt });
  return locksOf({ name: requiredCi.name, step: requiredCi.step, blocking: true, verdict }).map((lock) => {
    const ways = lock.opening.ways.filter(({ by }) => by !== "operator");
    const who = ways.length === 0 ? changersOf(lock) : [...new Set(ways.flatMap((way) => peopleOf(way, author)))];
    return {
      ...refusal("required-checks", requiredCi.name, stop(lock.condition), lock.action, who),
      known: verdict.outcome !== "error" || facts.requiredChecks.known,
    };
  });
}

function branchRules(facts: Facts, { baseRef }: OnForge, author: string): readonly ForgeRefusal[] {
  const rules = facts.branchRules;
  if (!rules.known) return [hidden("branch-rules", "dod/approvals", `What the rules of ${baseRef} demand`, rules)];
  const demanded = rules.value;
  const signed: ForgeRefusal = {
    ...refusal("signed-commits", "dod/approvals", "The branch takes only signed commits.", "Sign every commit.", [
      `@${author}`,
    ]),
    condition: "The branch takes only signed commits; whether all of these are is not known here.",
    known: false,
  };
  return [
    ...reviews(facts, demanded, author),
    ...codeOwners(facts, demanded, author),
    ...conversations(facts, demanded, author),
    ...(demanded.signedCommits ? [signed] : []),
  ];
}

function reviews(facts: Facts, rules: BranchRules, author: string): readonly ForgeRefusal[] {
  if (rules.approvals === 0 && !rules.lastPushApproval) return [];
  if (!facts.reviews.known) return [hidden("approvals", "dod/approvals", "Who has approved it", facts.reviews)];
  const reviewer = [`a reviewer other than @${author}`];
  const opinions = opinionsOf(facts.reviews.value);
  const approved = opinions.filter(({ state }) => state === "APPROVED");
  const against = opinions.filter(({ state }) => state === "CHANGES_REQUESTED").map((one) => `@${one.author.login}`);
  const found: ForgeRefusal[] = [];
  if (against.length > 0) {
    const condition = `${against.join(", ")} asked for changes.`;
    const action = "They review again, or somebody who may dismisses the review.";
    found.push(refusal("changes-requested", "dod/approvals", condition, action, against));
  }
  const missing = rules.approvals - approved.length;
  if (missing > 0) {
    const condition = `${approved.length} of ${rules.approvals} ${rules.approvals === 1 ? "approval" : "approvals"}.`;
    const action = `${missing === 1 ? "Somebody" : `${missing} people`} with write access ${missing === 1 ? "approves" : "approve"} it.`;
    found.push(refusal("approvals", "dod/approvals", condition, action, reviewer));
  }
  if (rules.lastPushApproval) found.push(...lastPush(facts, approved, reviewer));
  return found;
}

function lastPush(facts: Facts, approved: readonly Review[], who: readonly string[]): readonly ForgeRefusal[] {
  const pusher = facts.lastPusher;
  if (!pusher.known) {
    return [hidden("last-push-approval", "dod/approvals", "Who pushed last, whose approval does not count,", pusher)];
  }
  const head = facts.headSha.known ? facts.headSha.value : null;
  const counts = (review: Review) =>
    review.commit === head && review.author.login.toLowerCase() !== pusher.value.toLowerCase();
  if (approved.some(counts)) return [];
  const condition = `Nobody other than @${pusher.value}, who pushed last, has approved the head.`;
  return [refusal("last-push-approval", "dod/approvals", condition, "Somebody else approves it.", who)];
}

/** The last opinion of each person who may push; a comment is none. The forge counts those of others not at all. */
function opinionsOf(all: readonly Review[]): readonly Review[] {
  const latest = new Map<string, Review>();
  const said = all.filter(({ state, canPush }) => state !== "COMMENTED" && state !== "PENDING" && canPush !== false);
  const inOrder = said.toSorted((a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt));
  for (const review of inOrder) latest.set(review.author.login.toLowerCase(), review);
  return [...latest.values()];
}

function codeOwners(facts: Facts, { codeOwners: demanded }: BranchRules, author: string): readonly ForgeRefusal[] {
  if (!demanded) return [];
  if (!facts.codeOwners.known || !facts.reviews.known) {
    const fact = facts.codeOwners.known ? facts.reviews : facts.codeOwners;
    return fact.known
      ? []
      : [hidden("code-owners", "dod/approvals", "Which owners of the files have to approve", fact)];
  }
  const approved = opinionsOf(facts.reviews.value).filter(({ state }) => state === "APPROVED");
  const logins = new Set(approved.map((review) => review.author.login.toLowerCase()));
  return facts.codeOwners.value.owned.flatMap(({ pattern, owners }): readonly ForgeRefusal[] => {
    const people = owners.flatMap((owner) => owner.people ?? []);
    if (owners.length === 0 || people.some((login) => logins.has(login.toLowerCase()))) return [];
    const others = people.filter((login) => login.toLowerCase() !== author.toLowerCase());
    const unknown = owners.some((owner) => owner.people === null);
    const names = owners.map(({ name }) => name);
    const condition = `No owner of ${pattern} has approved it${unknown ? ", as far as the members of its teams are known" : ""}.`;
    if (others.length === 0 && !unknown) {
      const nobody = `${condition} Nobody but the author owns it.`;
      const action = "An admin adds an owner to the code owners' file, or merges past the rule.";
      return [refusal("code-owners", "dod/approvals", nobody, action, ["an admin of the repository"])];
    }
    const one = refusal("code-owners", "dod/approvals", condition, "One of its owners approves it.", names);
    return [{ ...one, known: !unknown }];
  });
}

function conversations({ threads }: Facts, rules: BranchRules, author: string): readonly ForgeRefusal[] {
  if (!rules.resolvedThreads) return [];
  if (!threads.known)
    return [hidden("conversations", "dod/approvals", "Whether all conversations are resolved", threads)];
  const open = threads.value.filter(({ resolved }) => !resolved);
  if (open.length === 0) return [];
  const condition = `${open.length} ${open.length === 1 ? "conversation is" : "conversations are"} not resolved.`;
  const who = [...new Set([`@${author}`, ...open.map((thread) => `@${thread.author}`)])];
  return [refusal("conversations", "dod/approvals", condition, "Settle what they are about, and resolve them.", who)];
}

function refusal(rule: string, gate: string, condition: string, action: string, who: readonly string[]): ForgeRefusal {
  return { rule, condition, action, who, known: true, gate };
}

function hidden(
  rule: string,
  gate: string,
  what: string,
  { reason, permission }: Extract<Observed<unknown>, { known: false }>,
): ForgeRefusal {
  const action =
    permission === undefined ? "It is read again by itself." : `Grant Tollgate the permission "${permission}".`;
  const who = [permission === undefined ? "Tollgate" : "Tollgate's operator"];
  return { rule, condition: `${what} is not known: ${stop(reason)}`, action, who, known: false, gate };
}
