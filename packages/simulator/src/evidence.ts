// Rows of what GitHub knows of a change besides its commits and what people say below it.

/** A conversation on a line of a pull request. */
export interface Thread {
  readonly id: number;
  readonly repoId: number;
  readonly number: number;
  readonly path: string;
  /** Null once the line is gone, or for the whole file. */
  readonly line: number | null;
  readonly resolvedBy: string | null;
  /** Oldest first; never empty. */
  readonly comments: readonly {
    readonly id: number;
    readonly author: string;
    readonly body: string;
    readonly at: string;
  }[];
}

/** Something that code scanning found; the same finding has one number wherever it stands. */
export interface Alert {
  readonly repoId: number;
  readonly number: number;
  readonly tool: string;
  readonly rule: string;
  readonly description: string;
  readonly severity: "none" | "note" | "warning" | "error";
  readonly securitySeverity: "low" | "medium" | "high" | "critical" | null;
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly createdAt: string;
  /** Set by somebody who waves it through, everywhere. */
  readonly dismissedBy: string | null;
  /** Where it was seen: full ref -> whether it is there still. */
  readonly refs: Readonly<Record<string, "open" | "fixed">>;
}

/** One scan of one commit. */
export interface Analysis {
  readonly id: number;
  readonly repoId: number;
  /** Full. */
  readonly ref: string;
  readonly sha: string;
  readonly tool: string;
  readonly at: string;
}

export interface Dependency {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly manifest: string;
  readonly license?: string | null;
  readonly scope?: "runtime" | "development" | "unknown";
  readonly vulnerabilities?: readonly {
    readonly id: string;
    readonly severity: "low" | "moderate" | "high" | "critical";
    readonly summary: string;
  }[];
}

/** What a commit depends on, and those after it until another says so. */
export interface DependencyList {
  readonly repoId: number;
  readonly sha: string;
  readonly dependencies: readonly Dependency[];
}

/** One run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly repoId: number;
  readonly headRepoId: number;
  readonly name: string;
  readonly event: string;
  readonly sha: string;
  readonly branch: string | null;
  readonly actor: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: string | null;
  readonly attempt: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a run uploaded, packed. */
export interface Artifact {
  readonly id: number;
  readonly repoId: number;
  readonly runId: number;
  readonly name: string;
  readonly zip: Uint8Array;
  readonly expired: boolean;
  readonly createdAt: string;
}
