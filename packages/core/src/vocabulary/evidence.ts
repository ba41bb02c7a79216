/**
 * What is known of a change beyond the pull request itself. Never the texts of its files: facts are stored with the
 * decisions made on them, and a diff may hold a secret.
 */

/** Line numbers from the first to the last, both inside; 1-based. */
export type LineRange = readonly [from: number, to: number];

/** A file that a change touches, as the forge's diff against the merge base has it. */
export interface ChangedFile {
  readonly path: string;
  /** Where it was before; only where it was renamed or copied. */
  readonly previousPath?: string;
  readonly status: "added" | "modified" | "removed" | "renamed" | "copied";
  readonly additions: number;
  readonly deletions: number;
  /** The lines of the new file that were added or changed; null where the forge shows no diff (binary, too large). */
  readonly added: readonly LineRange[] | null;
}

/** Whether the head can be merged into its base. */
export interface Mergeability {
  /**
   * `computing`: the forge has not found out yet, and is to be asked again. `untold`: it was asked for a while in vain;
   * it refuses a conflict by itself, so nothing is let through.
   */
  readonly state: "clean" | "conflicting" | "computing" | "untold";
  /** Whether the base has commits that the head lacks; null where that is not told. */
  readonly behind: boolean | null;
}

/** A conversation on lines of the change. */
export interface ReviewThread {
  readonly path: string;
  /** Null where the lines are gone. */
  readonly line: number | null;
  readonly author: string;
  readonly resolved: boolean;
  readonly url: string | null;
}

/** Who owns some of the changed files, by one line of the code owners' file. */
export interface OwnedFiles {
  /** The pattern of that line, as written. */
  readonly pattern: string;
  /** 1-based, in {@link CodeOwners.file}. */
  readonly line: number;
  readonly files: readonly string[];
  /** One of them has to approve. Empty: the line takes the files out of ownership. */
  readonly owners: readonly CodeOwner[];
}

export interface CodeOwner {
  /** As written: `@ada`, `@acme/core`, an e-mail address. */
  readonly name: string;
  /** The logins that it stands for; null where they cannot be read. */
  readonly people: readonly string[] | null;
}

export interface CodeOwners {
  /** The file that holds, on the base branch; null where there is none. */
  readonly file: string | null;
  /** Only lines that own changed files. */
  readonly owned: readonly OwnedFiles[];
}

/** What the rules of the base branch demand, as far as the forge shows them. */
export interface BranchRules {
  readonly approvals: number;
  readonly codeOwners: boolean;
  /** Somebody other than the last pusher has to approve. */
  readonly lastPushApproval: boolean;
  /** A push dismisses approvals. */
  readonly dismissStale: boolean;
  readonly resolvedThreads: boolean;
  /** The head must contain the tip of the base. */
  readonly upToDate: boolean;
  readonly linearHistory: boolean;
  readonly signedCommits: boolean;
  readonly mergeQueue: boolean;
}

export type Severity = "critical" | "high" | "medium" | "low";
export const SEVERITIES = ["critical", "high", "medium", "low"] as const satisfies readonly Severity[];

/** Something a scanner or a linter found in the changed code. */
export interface Finding {
  /** Who found it: `CodeQL`, `eslint`, `tollgate`. */
  readonly tool: string;
  /** The tool's own name of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** One line; never holds what a secret scanner matched. */
  readonly message: string;
  readonly path: string;
  /** Null where it is about the whole file. */
  readonly line: number | null;
  readonly url?: string;
}

/** The open alerts that a change brings. */
export interface CodeScanning {
  /** False where the forge says that code scanning is off. */
  readonly enabled: boolean;
  /** Whether a scan of this very commit has come in: before that, no alert says nothing. */
  readonly scanned: boolean;
  readonly alerts: readonly Finding[];
}

/** A dependency that a change adds or takes away. An update is both. */
export interface DependencyChange {
  readonly change: "added" | "removed";
  /** `npm`, `pip`, `actions`, ... */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  /** The file that says so. */
  readonly manifest: string;
  /** An SPDX expression; null where nobody knows it. */
  readonly license: string | null;
  /** `development` where it never ships. */
  readonly scope: "runtime" | "development" | "unknown";
  readonly vulnerabilities: readonly {
    readonly id: string;
    readonly severity: Severity;
    readonly summary: string;
    readonly url: string | null;
  }[];
}

/** A name under which something reports, and who did. */
export interface ReportedCheck {
  readonly name: string;
  readonly appId: number | null;
}

/** The checks that reported in this repository lately: one that is required and not among them may never come. */
export interface KnownChecks {
  readonly checks: readonly ReportedCheck[];
  /** How many commits they come from. With none, nothing can be said. */
  readonly commits: number;
}

/** Where a report came from. Reports are of the head's commit only, unless they say `base`. */
export interface ReportSource {
  /** `artifact`: found in what CI uploaded; `api`: sent to Tollgate. */
  readonly kind: "artifact" | "api";
  /** The artifact's name and file, or who sent it. */
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface TestReport {
  readonly source: ReportSource;
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  /** Tests that broke before they could pass or fail. */
  readonly errors: number;
  readonly skipped: number;
  /** Seconds, as the report adds them up. */
  readonly seconds: number;
  /** The first ones. */
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

export interface Ratio {
  readonly covered: number;
  readonly total: number;
}

export interface CoverageReport {
  readonly source: ReportSource;
  readonly lines: Ratio;
  /** Null where the report does not tell. */
  readonly branches: Ratio | null;
  /** Of the changed lines that the report knows; null where the diff is not known. */
  readonly changed: Ratio | null;
  /** Changed lines that no test runs, by file; the first ones. */
  readonly uncovered: readonly { readonly path: string; readonly lines: readonly LineRange[] }[];
  /** The newest report of the base branch; null where there is none. */
  readonly base: Ratio | null;
}

export interface LintReport {
  readonly source: ReportSource;
  readonly tool: string;
  /** All in the report. */
  readonly total: number;
  /** Those that the base does not have: not in its newest report, or, where it has none, on changed lines. */
  readonly added: readonly Finding[];
  readonly comparedWith: "base-report" | "changed-lines";
}

/** One benchmark of the head, beside the same of the base. */
export interface BenchmarkResult {
  readonly source: ReportSource;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: "lower" | "higher";
  /** The median of the base's newest results; null where it has none. */
  readonly base: number | null;
}

/** A number about this head, by the name that policies use for it: `test_coverage`, `bundle_size`, ... */
export interface Measurement {
  readonly metric: string;
  readonly value: number;
  readonly unit: string | null;
  readonly source: ReportSource;
}

/** The values of one metric on the base branch, oldest first; at most the newest hundred. */
export interface MetricHistory {
  readonly metric: string;
  readonly values: readonly number[];
}

/** How much the project knows of somebody. */
export interface AuthorHistory {
  /** The forge's word, lower case: `owner`, `member`, `collaborator`, `contributor`, `first_time_contributor`, `none`. */
  readonly association: string;
  /** Changes of theirs that were merged here since Tollgate looks; null where that is not known. */
  readonly merged: number | null;
}
