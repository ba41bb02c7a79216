import { z } from "zod";
import type { Review } from "../../vocabulary/fact.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { defineGate } from "../gate.ts";

export const approvals = defineGate({
  name: "dod/approvals",
  step: "done",
  purpose: "Enough people other than the author approved this very commit, and nobody asks for changes.",
  reads: ["reviews", "author", "headSha"],
  params: z.strictObject({
    count: z.int().min(0).max(20).default(1).describe("How many people have to approve."),
    count_stale: z
      .boolean()
      .default(false)
      .describe("Whether an approval of an older commit counts as well. Then nobody may have seen what is merged."),
  }),
  judge({ reviews, author, headSha }, { count, count_stale }) {
    const people = latestOpinions(reviews).map((review) => ({
      review,
      standing: standing(review, author.login, headSha, count_stale),
    }));
    const sure = people.filter(({ standing }) => standing.kind === "counts").length;
    const perhaps = people.filter(({ standing }) => standing.kind === "unsure").length;
    // Whether somebody may push matters only where the answer would decide.
    const decisive = sure < count && sure + perhaps >= count;
    const parts = people.map(({ review, standing }) => tell(review, standing, decisive));
    const missing = count - sure;
    if (missing > 0 && !decisive) {
      parts.push(
        verdict(
          "pending",
          `${missing} more ${missing === 1 ? "approval" : "approvals"} of ${short(headSha)}`,
          `${missing === 1 ? "Somebody" : `${missing} people`} with write access, other than ${author.login}, ${
            missing === 1 ? "reviews and approves" : "review and approve"
          } ${short(headSha)}.`,
        ),
      );
    }
    if (count === 0 && parts.length === 0) return verdict("skip", "No approval is required");
    const blockers = people
      .filter(({ standing }) => standing.kind === "blocks")
      .map(({ review }) => review.author.login);
    const asked = blockers.length === 0 ? "" : `; ${blockers.join(", ")} asked for changes`;
    return group(`${sure} of ${count} ${count === 1 ? "approval" : "approvals"}${asked}`, parts);
  },
});

/**
 * The last opinion of each person. A comment is no opinion and replaces none. A dismissal voids the person's opinion
 * and brings no older one back: what was dismissed was said after it.
 */
function latestOpinions(reviews: readonly Review[]): Review[] {
  const latest = new Map<string, Review>();
  for (const review of reviews) {
    if (review.state === "COMMENTED" || review.state === "PENDING") continue;
    const key = review.author.login.toLowerCase();
    const other = latest.get(key);
    // Within one second the later one in the forge's own order stands.
    if (other === undefined || Date.parse(review.submittedAt) >= Date.parse(other.submittedAt)) latest.set(key, review);
  }
  return [...latest.values()];
}

type Standing =
  | { readonly kind: "counts" | "blocks" | "unsure" }
  | { readonly kind: "void"; readonly why: string; readonly remedy?: string };

function standing(review: Review, author: string, headSha: string, countStale: boolean): Standing {
  const { login, kind } = review.author;
  if (review.state === "DISMISSED") return { kind: "void", why: "the review was dismissed" };
  if (review.canPush === false) return { kind: "void", why: "without write access to the repository" };
  // A bot's request for changes stands, as it does on GitHub; somebody can dismiss it. Its approval is no person's.
  if (review.state === "CHANGES_REQUESTED") return { kind: "blocks" };
  if (kind === "bot") return { kind: "void", why: "a bot's approval does not count" };
  if (login.toLowerCase() === author.toLowerCase()) return { kind: "void", why: "the author's own approval" };
  if (review.commit !== headSha && !countStale) {
    const seen = review.commit === null ? "an unknown commit" : short(review.commit);
    return {
      kind: "void",
      why: `it was given to ${seen}, the head is ${short(headSha)}`,
      remedy: `${login} looks at the new commits and approves again.`,
    };
  }
  return { kind: review.canPush === null ? "unsure" : "counts" };
}

function tell(review: Review, standing: Standing, decisive: boolean): Verdict {
  const login = review.author.login;
  switch (standing.kind) {
    case "counts":
      return verdict("pass", `${login} approved${review.commit === null ? "" : ` ${short(review.commit)}`}`);
    case "blocks":
      return verdict(
        "fail",
        `${login} asked for changes`,
        `The author makes them and ${login} reviews again, or somebody with write access dismisses the review.`,
      );
    case "unsure":
      return verdict(
        decisive ? "error" : "skip",
        `${login} approved, but whether ${login} may push is not known`,
        decisive
          ? 'Grant Tollgate the permission "Metadata: read", or somebody whose write access is known approves.'
          : undefined,
      );
    case "void": {
      const verb =
        review.state === "APPROVED" ? "approved" : review.state === "DISMISSED" ? "reviewed" : "asked for changes";
      return verdict("skip", `${login} ${verb}; not counted: ${standing.why}`, standing.remedy);
    }
  }
}

function short(sha: string): string {
  return sha.slice(0, 7);
}
