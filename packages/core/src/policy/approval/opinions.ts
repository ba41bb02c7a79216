import type { Observed, Review } from "../../vocabulary/fact.ts";
import type { Verdict, Way } from "../../vocabulary/verdict.ts";
import { verdict } from "../../vocabulary/verdict.ts";
import { closed } from "../openings.ts";

/** Somebody whose approval may be excluded because they pushed last. */
export type LastPusher =
  /** It does not matter who pushed. */
  | { readonly kind: "any" }
  | { readonly kind: "excluded"; readonly login: string }
  /** Whether it matters is not known. */
  | { readonly kind: "unsure"; readonly login: string; readonly why: string }
  /** It matters, or may matter, and nobody knows who it was: one approval of all may be theirs. */
  | { readonly kind: "unknown"; readonly why: Extract<Observed<unknown>, { known: false }> };

/** What an approval is measured by. */
export interface Measure {
  readonly author: string;
  readonly headSha: string;
  readonly countStale: boolean;
  readonly pusher: LastPusher;
}

/** What somebody's last opinion is worth. */
export type Standing =
  | { readonly kind: "counts" | "blocks" }
  /** It counts, or does not: that cannot be told. */
  | { readonly kind: "unsure"; readonly why: string; readonly remedy: string }
  | { readonly kind: "void"; readonly why: string; readonly remedy?: string };

export interface Opinion {
  readonly review: Review;
  readonly standing: Standing;
}

/**
 * The last opinion of each person. A comment is no opinion and replaces none. A dismissal voids the person's opinion
 * and brings no older one back: what was dismissed was said after it.
 */
export function opinionsOf(reviews: readonly Review[], measure: Measure): readonly Opinion[] {
  const latest = new Map<string, Review>();
  for (const review of reviews) {
    if (review.state === "COMMENTED" || review.state === "PENDING") continue;
    const key = review.author.login.toLowerCase();
    const other = latest.get(key);
    // Within one second the later one in the forge's own order stands.
    if (other === undefined || Date.parse(review.submittedAt) >= Date.parse(other.submittedAt)) latest.set(key, review);
  }
  return [...latest.values()].map((review) => ({ review, standing: standingOf(review, measure) }));
}

/** The logins, in lower case, of those whose opinion stands so. */
export function loginsOf(opinions: readonly Opinion[], kind: Standing["kind"]): ReadonlySet<string> {
  return new Set(
    opinions.filter(({ standing }) => standing.kind === kind).map(({ review }) => review.author.login.toLowerCase()),
  );
}

function standingOf(review: Review, { author, headSha, countStale, pusher }: Measure): Standing {
  const { login, kind } = review.author;
  if (review.state === "DISMISSED") return { kind: "void", why: "the review was dismissed" };
  if (review.canPush === false) return { kind: "void", why: "without write access to the repository" };
  // A bot's request for changes stands, as it does on GitHub; somebody can dismiss it. Its approval is no person's.
  if (review.state === "CHANGES_REQUESTED") return { kind: "blocks" };
  if (kind === "bot") return { kind: "void", why: "a bot's approval does not count" };
  if (isSame(login, author)) return { kind: "void", why: "the author's own approval" };
  if (pusher.kind === "excluded" && isSame(login, pusher.login)) {
    return { kind: "void", why: "they pushed last, and nobody approves what they pushed themselves" };
  }
  if (review.commit !== headSha && !countStale) {
    const seen = review.commit === null ? "an unknown commit" : short(review.commit);
    return {
      kind: "void",
      why: `it was given to ${seen}, the head is ${short(headSha)}`,
      remedy: `${login} looks at the new commits and approves again.`,
    };
  }
  if (review.canPush === null) {
    return {
      kind: "unsure",
      why: `whether ${login} may push is not known`,
      remedy: 'Grant Tollgate the permission "Metadata: read", or somebody whose write access is known approves.',
    };
  }
  if (pusher.kind === "unsure" && isSame(login, pusher.login)) {
    const why = `${login} pushed last, and whether such an approval counts here is not known: ${pusher.why}`;
    return { kind: "unsure", why, remedy: "Somebody who has not pushed approves as well." };
  }
  return { kind: "counts" };
}

/**
 * An opinion as a part of a verdict.
 * @param missing how many more approvals are needed where one that cannot be told decides; 0 where none does
 */
export function tellOpinion({ review, standing }: Opinion, missing: number): Verdict {
  const login = review.author.login;
  switch (standing.kind) {
    case "counts":
      return verdict("pass", `${login} approved${review.commit === null ? "" : ` ${short(review.commit)}`}`);
    case "blocks":
      return closed(
        "fail",
        `${login} asked for changes`,
        `The author makes them and ${login} reviews again, or somebody with write access dismisses the review.`,
        { count: 1, ways: waysToSettle(review) },
      );
    case "unsure": {
      const title = `${login} approved, but ${standing.why}`;
      return missing === 0
        ? verdict("skip", title)
        : closed("error", title, standing.remedy, { count: missing, ways: [APPROVE] });
    }
    case "void": {
      const verb =
        review.state === "APPROVED" ? "approved" : review.state === "DISMISSED" ? "reviewed" : "asked for changes";
      return verdict("skip", `${login} ${verb}; not counted: ${standing.why}`, standing.remedy);
    }
  }
}

/** Anybody who may approves. */
export const APPROVE: Way = { id: "approve", by: "person", who: [] };

function waysToSettle({ author: { login, kind }, canPush }: Review): readonly Way[] {
  const dismiss: Way = { id: `dismiss:${login}`, by: "person", who: [] };
  if (kind === "bot") return [dismiss];
  // An approval by somebody whose write access is unknown settles their own request, but is none that counts.
  return [{ id: `${canPush === true ? "approve" : "withdraw"}:${login}`, by: "person", who: [login] }, dismiss];
}

export function isSame(login: string, other: string): boolean {
  return login.toLowerCase() === other.toLowerCase();
}

/** A commit as people write it. */
export function short(sha: string): string {
  return sha.slice(0, 7);
}
