import type { Alert, Analysis, Artifact, DependencyList, Thread, WorkflowRun } from "./evidence.ts";

/** What somebody may do in a repository, in GitHub's own words. */
export type Permission = "admin" | "maintain" | "write" | "triage" | "read";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Organization" | "Bot";
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  /** The repository this one was forked from. */
  readonly parentId: number | null;
  /** Repositories of one network share their commits, as on GitHub. */
  readonly networkId: number;
  readonly defaultBranch: string;
  readonly permissions: Readonly<Record<string, Permission>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly pushedAt: string;
  /** The last number given to an issue or pull request: both count together. */
  readonly lastNumber: number;
  /** Whether code scanning looks at it, and whether GitHub keeps its dependencies. */
  readonly codeScanning: boolean;
  readonly dependencyGraph: boolean;
}

export interface Ref {
  readonly repoId: number;
  /** `refs/heads/main` */
  readonly name: string;
  readonly sha: string;
}

export interface Issue {
  readonly id: number;
  readonly repoId: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: string;
  readonly state: "open" | "closed";
  readonly labels: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
}

export interface Pull extends Issue {
  readonly draft: boolean;
  readonly headRepoId: number | null;
  /** Kept apart from the repository: its owner is still shown once a fork is gone. */
  readonly headOwner: string;
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly merged: boolean;
  readonly mergedAt: string | null;
  readonly mergedBy: string | null;
  readonly mergeCommitSha: string | null;
  /** Issues linked by hand; those named by a closing keyword are found in the body. */
  readonly linkedIssues: readonly number[];
  readonly requestedReviewers: readonly string[];
  readonly lastEditedAt: string | null;
  /** Sizes said outright, where a test wants a size without writing the files. */
  readonly size: { readonly additions?: number; readonly deletions?: number; readonly changedFiles?: number };
  /** Said outright; null leaves it to the files. */
  readonly mergeable: boolean | "unknown" | null;
}

export interface Comment {
  readonly id: number;
  readonly repoId: number;
  readonly number: number;
  readonly author: string;
  readonly appId: number | null;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

export interface Review {
  readonly id: number;
  readonly repoId: number;
  readonly number: number;
  readonly author: string;
  readonly state: ReviewState;
  readonly body: string;
  readonly commit: string;
  readonly submittedAt: string;
  readonly updatedAt: string;
}

export interface Status {
  readonly id: number;
  readonly repoId: number;
  readonly sha: string;
  readonly context: string;
  readonly state: "success" | "failure" | "error" | "pending";
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: string;
}

export interface CheckSuite {
  readonly id: number;
  readonly repoId: number;
  readonly sha: string;
  readonly appId: number;
  readonly headBranch: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface CheckOutput {
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: readonly unknown[];
}

export interface CheckRun {
  readonly id: number;
  readonly repoId: number;
  readonly sha: string;
  readonly suiteId: number;
  readonly appId: number;
  readonly name: string;
  readonly status: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  readonly conclusion: string | null;
  readonly externalId: string;
  readonly detailsUrl: string | null;
  readonly output: CheckOutput;
  readonly actions: readonly unknown[];
  readonly startedAt: string;
  readonly completedAt: string | null;
}

export interface RequiredCheck {
  readonly context: string;
  /** The App that must report it; absent when anybody may. */
  readonly appId?: number | null;
}

/** What a branch demands; classic protection and rulesets have the same content here and other ways to be read. */
export interface Protection {
  readonly id: number;
  readonly repoId: number;
  readonly branch: string;
  readonly kind: "classic" | "ruleset";
  readonly requiredChecks: readonly RequiredCheck[] | null;
  readonly strict: boolean;
  readonly approvals: number | null;
  readonly dismissStale: boolean;
  readonly codeOwners: boolean;
  readonly lastPushApproval: boolean;
  readonly enforceAdmins: boolean;
  readonly mergeQueue: boolean;
  readonly resolvedThreads: boolean;
  readonly linearHistory: boolean;
  readonly signedCommits: boolean;
}

export interface QueueEntry {
  readonly id: number;
  readonly repoId: number;
  readonly number: number;
  readonly enqueuer: string;
  readonly enqueuedAt: string;
  /** The branch that the queue merges into. */
  readonly base: string;
  readonly baseSha: string;
  readonly headSha: string;
  readonly headRef: string;
}

export interface Activity {
  readonly id: number;
  readonly repoId: number;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly actor: string;
  readonly kind: "push" | "force_push" | "branch_creation" | "branch_deletion" | "pr_merge" | "merge_queue_merge";
  readonly at: string;
}

export interface Team {
  readonly id: number;
  readonly organization: string;
  readonly slug: string;
  readonly name: string;
  readonly members: readonly string[];
}

type Key = string | number;

/**
 * Rows by key. Rows are frozen and replaced as a whole, so a snapshot costs nothing until the next write: that is what
 * makes stale answers exact.
 */
export class Table<Row extends object> {
  #rows: Map<Key, Row>;
  #shared = false;
  #beforeWrite: () => void;

  constructor(beforeWrite: () => void, rows = new Map<Key, Row>()) {
    this.#beforeWrite = beforeWrite;
    this.#rows = rows;
  }

  get(key: Key): Row | undefined {
    return this.#rows.get(key);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  find(test: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (test(row)) return row;
    return undefined;
  }

  filter(test: (row: Row) => boolean): Row[] {
    const found: Row[] = [];
    for (const row of this.#rows.values()) if (test(row)) found.push(row);
    return found;
  }

  put<R extends Row>(key: Key, row: R): R {
    this.#write().set(key, Object.freeze(row));
    return row;
  }

  patch(key: Key, change: Partial<Row>): Row {
    const row = this.#rows.get(key);
    if (row === undefined) throw new Error(`no row ${key}`);
    return this.put(key, { ...row, ...change });
  }

  delete(key: Key): void {
    this.#write().delete(key);
  }

  /** This table as it stands now; later writes do not show in it. */
  snapshot(): Table<Row> {
    this.#shared = true;
    return new Table(() => {
      throw new Error("a snapshot is never written");
    }, this.#rows);
  }

  #write(): Map<Key, Row> {
    this.#beforeWrite();
    if (this.#shared) {
      this.#rows = new Map(this.#rows);
      this.#shared = false;
    }
    return this.#rows;
  }
}

function tables(beforeWrite: () => void) {
  return {
    accounts: new Table<Account>(beforeWrite),
    repositories: new Table<Repository>(beforeWrite),
    refs: new Table<Ref>(beforeWrite),
    issues: new Table<Issue>(beforeWrite),
    pulls: new Table<Pull>(beforeWrite),
    comments: new Table<Comment>(beforeWrite),
    reviews: new Table<Review>(beforeWrite),
    statuses: new Table<Status>(beforeWrite),
    checkSuites: new Table<CheckSuite>(beforeWrite),
    checkRuns: new Table<CheckRun>(beforeWrite),
    protections: new Table<Protection>(beforeWrite),
    queue: new Table<QueueEntry>(beforeWrite),
    activities: new Table<Activity>(beforeWrite),
    teams: new Table<Team>(beforeWrite),
    threads: new Table<Thread>(beforeWrite),
    alerts: new Table<Alert>(beforeWrite),
    analyses: new Table<Analysis>(beforeWrite),
    dependencies: new Table<DependencyList>(beforeWrite),
    workflowRuns: new Table<WorkflowRun>(beforeWrite),
    artifacts: new Table<Artifact>(beforeWrite),
  };
}

/** All that a stale answer shows as it was; identities, tokens and hooks are never stale. */
export type Database = ReturnType<typeof tables>;

const KEPT_SNAPSHOTS = 2_000;
const REACH_MS = 120_000;

/** The database, with its past (two minutes at most) from the moment that {@link History.record} is called. */
export class History {
  readonly db: Database;
  #now: () => number;
  #past: { until: number; db: Database }[] = [];
  #recording = false;
  #inOperation = false;

  constructor(now: () => number) {
    this.#now = now;
    this.db = tables(() => this.#beforeWrite());
  }

  /** Keeps the past from now on. */
  record(): void {
    this.#recording = true;
  }

  /** The state as it was then; the oldest one kept when the past does not reach so far. */
  at(time: number): Database {
    return this.#past.find((entry) => entry.until > time)?.db ?? this.db;
  }

  #beforeWrite(): void {
    if (!this.#recording || this.#inOperation) return;
    // One operation writes many rows in one go; readers must never see half of it.
    this.#inOperation = true;
    queueMicrotask(() => {
      this.#inOperation = false;
    });
    const db = Object.fromEntries(Object.entries(this.db).map(([name, table]) => [name, table.snapshot()]));
    this.#past.push({ until: this.#now(), db: db as unknown as Database });
    const oldest = this.#now() - REACH_MS;
    while (this.#past.length > KEPT_SNAPSHOTS || (this.#past[0]?.until ?? oldest) < oldest) this.#past.shift();
  }
}

export const repoKey = (fullName: string): string => fullName.toLowerCase();
export const numberKey = (repoId: number, number: number): string => `${repoId}#${number}`;
export const refKey = (repoId: number, ref: string): string => `${repoId}:${ref}`;
export const fullName = (repo: Repository): string => `${repo.owner}/${repo.name}`;

export function repoById(db: Database, id: number | null): Repository | undefined {
  return id === null ? undefined : db.repositories.find((repo) => repo.id === id);
}

export function branchSha(db: Database, repoId: number, branch: string): string | undefined {
  return db.refs.get(refKey(repoId, `refs/heads/${branch}`))?.sha;
}
