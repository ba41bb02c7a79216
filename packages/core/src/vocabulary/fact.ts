import type {
  AuthorHistory,
  BenchmarkResult,
  BranchRules,
  ChangedFile,
  CodeOwners,
  CodeScanning,
  CoverageReport,
  DependencyChange,
  Finding,
  KnownChecks,
  LintReport,
  Measurement,
  Mergeability,
  MetricHistory,
  ReviewThread,
  TestReport,
} from "./evidence.ts";

/**
 * A value observed on the forge, or the reason why it could not be.
 * `unknown` is never treated as a good value: a gate over it is an `error` verdict that names the remedy.
 */
export type Observed<T> =
  | { readonly known: true; readonly value: T }
  /** `permission` is the forge's name of what is missing, e.g. "Checks: read", when that is why. */
  | { readonly known: false; readonly reason: string; readonly permission?: string };

export function known<T>(value: T): Observed<T> {
  return { known: true, value };
}

export function unknown(reason: string, permission?: string): Observed<never> {
  return { known: false, reason, ...(permission === undefined ? {} : { permission }) };
}

export interface Person {
  readonly login: string;
  readonly kind: "user" | "bot";
}

/** An issue or ticket that a change says it belongs to. */
export interface WorkItem {
  /** As people write it: `#12`, `owner/name#12`, `ABC-12`. */
  readonly reference: string;
  readonly url?: string;
}

export interface Review {
  readonly id: string;
  readonly author: Person;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  /** The commit that was looked at; null where the forge has forgotten it. */
  readonly commit: string | null;
  /** ISO 8601. */
  readonly submittedAt: string;
  /** Whether the reviewer may push to the repository; null where that is not known. */
  readonly canPush: boolean | null;
}

/**
 * One reported check of a commit: a check run or a commit status, the newest per name and reporter only. Where several
 * workflows report under one name each is a reporter.
 */
export interface Check {
  readonly kind: "check_run" | "status";
  readonly name: string;
  /** The reporting App's id; null for statuses and where it is not told. */
  readonly appId: number | null;
  readonly status: "queued" | "in_progress" | "completed";
  /** Lower case, in GitHub's words; for statuses success, failure or error. Null until completed. */
  readonly conclusion: string | null;
  readonly url: string | null;
}

/** A check that the rules of the base branch demand. */
export interface RequiredCheck {
  readonly name: string;
  /** The App that must report it; null when anybody may. */
  readonly appId: number | null;
}

/**
 * Everything that a gate may read about a change. A gate declares the keys it reads and sees no others.
 * Adding a key: here, and in the provider's reader (`providers/src/github/facts.ts`).
 */
export interface FactTypes {
  title: string;
  /** The description as typed; empty where there is none. */
  body: string;
  author: Person;
  draft: boolean;
  size: { readonly additions: number; readonly deletions: number; readonly files: number };
  /** The head branch's name: some teams write the ticket there. */
  headRef: string;
  headSha: string;
  /** Issues that the forge itself links to the change. Those named in title or body are the gate's to find. */
  linkedItems: readonly WorkItem[];
  reviews: readonly Review[];
  /** Our own contexts are among them where they exist; the gate leaves them out (I8). */
  checks: readonly Check[];
  requiredChecks: readonly RequiredCheck[];
  /** The login that last pushed to the head branch. */
  lastPusher: string;
  mergeability: Mergeability;
  /** Conversations on lines, resolved or not. */
  threads: readonly ReviewThread[];
  branchRules: BranchRules;

  // Gathered only where the policy reads them (server/src/gather/).
  files: readonly ChangedFile[];
  codeOwners: CodeOwners;
  authorHistory: AuthorHistory;
  knownChecks: KnownChecks;
  /** What looks like a credential on an added line. Its text is never here. */
  secrets: readonly Finding[];
  /** What is wrong in workflow files that the change touches, as far as the change brings it. */
  workflows: readonly Finding[];
  codeScanning: CodeScanning;
  dependencies: readonly DependencyChange[];
  /** Reports of this head; none: nobody has sent any. */
  tests: readonly TestReport[];
  coverage: readonly CoverageReport[];
  lint: readonly LintReport[];
  benchmarks: readonly BenchmarkResult[];
  measurements: readonly Measurement[];
  /** What the base branch measured before, for thresholds that learn. */
  history: readonly MetricHistory[];
}

export type FactKey = keyof FactTypes;
export type Facts = { readonly [K in FactKey]: Observed<FactTypes[K]> };

/** Facts that one read of the pull request brings, whatever the policy. */
export const READ_KEYS = [
  "title",
  "body",
  "author",
  "draft",
  "size",
  "headRef",
  "headSha",
  "linkedItems",
  "reviews",
  "checks",
  "requiredChecks",
  "lastPusher",
  "mergeability",
  "threads",
  "branchRules",
] as const satisfies readonly FactKey[];
export type ReadKey = (typeof READ_KEYS)[number];

/** Facts that cost requests or work of their own, and are gathered only where the policy reads them. */
export const GATHERED_KEYS = [
  "files",
  "codeOwners",
  "authorHistory",
  "knownChecks",
  "secrets",
  "workflows",
  "codeScanning",
  "dependencies",
  "tests",
  "coverage",
  "lint",
  "benchmarks",
  "measurements",
  "history",
] as const satisfies readonly FactKey[];
export type GatheredKey = (typeof GATHERED_KEYS)[number];

/** Every key, for code that walks all facts. */
export const FACT_KEYS = [...READ_KEYS, ...GATHERED_KEYS] as const;

/** What stands in for facts that no gate asked for. */
export const NOT_GATHERED = Object.fromEntries(
  GATHERED_KEYS.map((key) => [key, unknown("it was not gathered, since no gate of the policy reads it")]),
) as unknown as { readonly [K in GatheredKey]: Observed<never> };

/** What stands in for facts that an earlier version did not read. */
export const NOT_READ = Object.fromEntries(
  FACT_KEYS.map((key) => [key, unknown("the last read did not bring it")]),
) as unknown as Facts;

/** Facts as an earlier version stored them: what it did not read is unknown. */
export function completed(facts: Partial<Facts>): Facts {
  return { ...NOT_READ, ...facts };
}
