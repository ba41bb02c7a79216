import type { Sibling } from "@tollgate/core/change/reading";
import type { ReviewThread } from "@tollgate/core/vocabulary/evidence";
import type { Check, Person, Review, WorkItem } from "@tollgate/core/vocabulary/fact";
import type { Version } from "@tollgate/core/vocabulary/hint";
import { checkKey, checkStatus, checkVersion, statusKey, statusVersion } from "./versions.ts";

// What the reader needs of a pull request, in one form whichever API it came from: `query.ts` (GraphQL) and
// `rest.ts` both make these, `facts.ts` puts a reading together from them.

export interface PullPart {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  readonly updatedAt: string;
  /** Null where it is not told. */
  readonly size: { readonly additions: number; readonly deletions: number; readonly files: number } | null;
  readonly author: Person;
  readonly headRef: string;
  readonly headSha: string;
  readonly headRepository: string | null;
  readonly baseRef: string;
  /** The base's tip as the pull request remembers it, which may be old. */
  readonly baseSha: string;
  /** Null while GitHub has not found out. */
  readonly mergeable: boolean | null;
  /** Whether GitHub names this as what blocks it; it names one thing only. */
  readonly behind: boolean;
  /** How the author stands to the repository, in GitHub's words; null where it is not told. */
  readonly association: string | null;
}

/** A conversation together with its place in `seen`. */
export interface ThreadPart extends ReviewThread {
  readonly id: string;
}

/** A review without what must be asked for separately; `owner` when the author owns the repository. */
export interface ReviewPart extends Omit<Review, "canPush"> {
  readonly owner: boolean;
}

export interface CommentPart {
  readonly id: string;
  readonly author: Person;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The logins of one commit's author and committer, where GitHub could map them. */
export interface CommitPart {
  readonly author: string | null;
  readonly committer: string | null;
}

/** A check together with its place in `seen`. */
export interface CheckPart {
  readonly check: Check;
  readonly key: string;
  readonly version: Version;
  /** Newer ones have larger numbers; 0 where GitHub tells none. */
  readonly rank: number;
  /** The check suite that it belongs to; null for statuses and where GitHub tells none. */
  readonly suite: number | null;
}

/** Each part of a pull request that one query brings; undefined where it did not come and must be read by itself. */
export interface ChangeParts {
  readonly pull?: PullPart | undefined;
  readonly reviews?: readonly ReviewPart[] | undefined;
  readonly comments?: readonly CommentPart[] | undefined;
  readonly commits?: readonly CommitPart[] | undefined;
  readonly checks?: readonly CheckPart[] | undefined;
  readonly siblings?: readonly Sibling[] | undefined;
  readonly linkedItems?: readonly WorkItem[] | undefined;
  readonly threads?: readonly ThreadPart[] | undefined;
}

/** GitHub lists at most so many commits of a pull request; of the others it says nothing. */
export const MAX_COMMITS = 250;

/** The account that GitHub shows for deleted ones. */
const GHOST: Person = { login: "ghost", kind: "user" };

/** An account in one spelling: GraphQL names bots without the `[bot]` that REST and people write. */
export function personOf(login: string | null | undefined, type: string | null | undefined): Person {
  if (!login) return GHOST;
  if (type === "Bot" || login.endsWith("[bot]")) {
    return { login: login.endsWith("[bot]") ? login : `${login}[bot]`, kind: "bot" };
  }
  return { login, kind: "user" };
}

const REVIEW_STATES = ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"] as const;

/** The state of a review; one that GitHub adds some day counts as a comment. */
export function reviewState(state: string): Review["state"] {
  const upper = state.toUpperCase();
  return REVIEW_STATES.find((known) => known === upper) ?? "COMMENTED";
}

export function checkRunPart(run: {
  readonly id: number | null;
  readonly name: string;
  readonly appId: number | null;
  readonly suite: number | null;
  readonly status: string;
  readonly conclusion: string | null | undefined;
  readonly url: string | null | undefined;
}): CheckPart {
  const status = checkStatus(run.status);
  const conclusion = status === "completed" ? (run.conclusion?.toLowerCase() ?? null) : null;
  return {
    check: { kind: "check_run", name: run.name, appId: run.appId, status, conclusion, url: run.url ?? null },
    key: checkKey(run.appId, run.name, run.suite),
    version: checkVersion(run.id, status, conclusion),
    rank: run.id ?? 0,
    suite: run.suite,
  };
}

export function statusPart(status: {
  readonly context: string;
  readonly state: string;
  readonly url: string | null | undefined;
  readonly createdAt: string | null | undefined;
}): CheckPart {
  const state = status.state.toLowerCase();
  const done = state === "success" || state === "failure" || state === "error";
  return {
    check: {
      kind: "status",
      name: status.context,
      appId: null,
      status: done ? "completed" : state === "expected" ? "queued" : "in_progress",
      conclusion: done ? state : null,
      url: status.url ?? null,
    },
    key: statusKey(status.context),
    version: statusVersion(state, status.createdAt),
    rank: Date.parse(status.createdAt ?? "") || 0,
    suite: null,
  };
}

/** Only the newest check of each key, in the order of the keys. */
export function newestChecks(
  parts: readonly CheckPart[],
  keyOf: (part: CheckPart) => string = ({ key }) => key,
): readonly CheckPart[] {
  const newest = new Map<string, CheckPart>();
  for (const part of parts) {
    const key = keyOf(part);
    const other = newest.get(key);
    if (other === undefined || part.rank >= other.rank) newest.set(key, part);
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, part]) => part);
}

/** Names of `closing` words as GitHub reads them, with the issue they name. */
const CLOSING =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]{1,100}\/[\w.-]{1,100})?#|https?:\/\/[^/\s]{1,255}\/([\w.-]{1,100}\/[\w.-]{1,100})\/issues\/)([1-9]\d{0,9})\b/gi;

/** The issues that a description closes by GitHub's keywords: the part of its links that needs no query. */
export function closingReferences(body: string, repository: string): WorkItem[] {
  const found = new Map<string, WorkItem>();
  for (const match of body.matchAll(CLOSING)) {
    const reference = itemReference(match[1] ?? match[2] ?? repository, Number(match[3]), repository);
    found.set(reference, { reference });
  }
  return [...found.values()];
}

/** `#12` within the repository, `owner/name#12` elsewhere. */
export function itemReference(itemRepository: string, number: number, repository: string): string {
  return itemRepository.toLowerCase() === repository.toLowerCase() ? `#${number}` : `${itemRepository}#${number}`;
}
