import type { Facts, Observed, Person } from "../vocabulary/fact.ts";
import type { SeenVersions } from "../vocabulary/hint.ts";
import type { Role } from "../vocabulary/role.ts";

/** The life of the pull request itself, beside the state of its review. */
export type Lifecycle = "open" | "draft" | "merged" | "closed";

/** Whether a pull request in this state can still be merged. */
export function isOpen(lifecycle: Lifecycle): boolean {
  return lifecycle === "open" || lifecycle === "draft";
}

/** A comment on a change, as far as commands need it. */
export interface ReadComment {
  readonly id: string;
  readonly author: Person;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Whether it is the one that Tollgate itself keeps on the change. */
  readonly ours: boolean;
}

/** Another pull request with the same head, or one of a merge group. */
export interface Sibling {
  readonly number: number;
  readonly headSha: string;
  readonly baseRef: string;
  readonly lifecycle: Lifecycle;
}

/** The commit that a merge queue tests, and the pull requests it would merge. */
export interface MergeGroup {
  readonly headSha: string;
  readonly baseRef: string;
  readonly members: readonly number[];
  /** The commit it was built upon, where that is told: the head of the group before it, or the tip of the base. */
  readonly parent?: string;
}

/** All that one read of a pull request brought home. Plain data; every time is ISO 8601. */
export interface ChangeReading {
  readonly startedAt: string;
  readonly number: number;
  readonly url: string;
  readonly lifecycle: Lifecycle;
  readonly headSha: string;
  /** `owner/name` of the repository of the head; null when it was deleted. */
  readonly headRepository: string | null;
  readonly baseRef: string;
  /** The tip of the base branch. */
  readonly baseSha: string;
  readonly updatedAt: string;
  readonly facts: Facts;
  /** Logins of the authors and committers of the change's commits, where the forge could map them. */
  readonly commitPeople: Observed<readonly string[]>;
  /** What the author may do in the repository. */
  readonly authorRole: Observed<Role>;
  /** All comments, oldest first. */
  readonly comments: Observed<readonly ReadComment[]>;
  /** Open pull requests of this repository with the same head, this one included. */
  readonly siblings: Observed<readonly Sibling[]>;
  readonly mergeGroup: MergeGroup | null;
  readonly seen: SeenVersions;
}
