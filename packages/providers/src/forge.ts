import type { ChangeReading, MergeGroup, Sibling } from "@tollgate/core/change/reading";
import type {
  ChangedFile,
  CodeOwners,
  CodeScanning,
  DependencyChange,
  KnownChecks,
} from "@tollgate/core/vocabulary/evidence";
import type { Hint } from "@tollgate/core/vocabulary/hint";
import type { Outcome } from "@tollgate/core/vocabulary/outcome";
import type { Role } from "@tollgate/core/vocabulary/role";

/** `owner/name` as the forge spells it. */
export type RepositoryName = string;

export interface ChangeRef {
  readonly repository: RepositoryName;
  readonly number: number;
}

/**
 * What a delivery means, by pure translation: nothing was read. A delivery of an unknown event, or of one that
 * changes nothing for us, has empty lists.
 */
export interface Translation {
  /** `owner/name`, or null for deliveries that belong to no single repository. */
  readonly repository: RepositoryName | null;
  /** `ifOpen`: the number may be that of an issue as well, so only a change that is known and open is meant. */
  readonly changes: readonly { readonly number: number; readonly hint: Hint; readonly ifOpen?: true }[];
  /**
   * Hints about a commit whose changes the payload does not name: the server maps them to changes.
   * `onDefaultBranch` commits need no look-up when no change is known for them.
   */
  readonly commits: readonly { readonly sha: string; readonly hint: Hint; readonly onDefaultBranch: boolean }[];
  /** Heads that a merge queue built or gave up. */
  readonly groups: readonly { readonly group: MergeGroup; readonly hint: Hint }[];
  /** Hints for all open changes of the repository, or of those on one base branch. */
  readonly repositories: readonly { readonly baseRef: string | null; readonly hint: Hint }[];
  /** Somebody wrote one of our contexts' names, perhaps we ourselves: the row is to be compared with the forge. */
  readonly contexts: readonly { readonly sha: string; readonly name: string; readonly value: ObservedContext | null }[];
  /** Repositories that came into or went out of reach (installation events, renames, archiving, deletion). */
  readonly reach: readonly (
    | { readonly kind: "added" | "removed"; readonly repository: RepositoryName }
    | { readonly kind: "renamed"; readonly repository: RepositoryName; readonly from: RepositoryName }
    | { readonly kind: "installation"; readonly id: string; readonly state: "active" | "suspended" | "removed" }
  )[];
}

/** One value to set on a commit. */
export interface ContextValue {
  readonly name: string;
  readonly outcome: Outcome;
  /** One line, at most 140 characters. */
  readonly title: string;
  /** Markdown: the verdict tree, what is missing. At most 65,535 characters. */
  readonly summary: string;
  readonly detailsUrl: string | null;
  /** In shadow mode check runs are neutral and commit statuses are not written. */
  readonly shadow: boolean;
}

/** One value as the forge shows it. */
export interface ObservedContext {
  readonly name: string;
  /** The forge's own id of the check run or status. */
  readonly id: string;
  /** `ours`: our App wrote it. `foreign`: somebody else did. `unknown`: written with the account we use as well. */
  readonly writer: "ours" | "foreign" | "unknown";
  readonly writerLogin: string | null;
  /** The forge's words for the state, as {@link Forge.stateOf} gives them: `success`, `failure`, `pending`, ... */
  readonly state: string;
  readonly title: string;
  /** Set on check runs: the `external_id` they were created with. */
  readonly externalId: string | null;
  readonly at: string;
}

export interface PolicyFile {
  /** Path inside the repository, e.g. `.qms/review.yml`. */
  readonly path: string;
  readonly text: string;
  /** Why it could not be read, and what to do: then its text says nothing. */
  readonly unreadable?: string;
}

/** The policy files at the tip of a branch. */
export interface PolicyFiles {
  readonly branch: string;
  /** The commit they were read at. */
  readonly commit: string;
  /** Why this branch: the base is protected, or it is not and the default branch stands in. */
  readonly chosen: "protected-base" | "default-branch";
  readonly files: readonly PolicyFile[];
}

export type ForgeErrorKind =
  /** Try again: 5xx, a broken connection, a time-out whose effect is known to be none. */
  | "transient"
  /** The request may have been carried out: read back before trying again. */
  | "unknown-outcome"
  /** Wait until `retryAt`. */
  | "rate-limited"
  | "not-found"
  /** `permission` names what is missing. */
  | "forbidden"
  /** Bad credentials, or the installation is suspended or gone. */
  | "unauthorized"
  /** The forge refuses the request as such; trying again cannot help. */
  | "invalid"
  /** An answer that cannot be understood. */
  | "protocol";

/** The one error of every provider. Compare `kind`, never the message. Its texts never carry a secret. */
export class ForgeError extends Error {
  readonly kind: ForgeErrorKind;
  readonly remedy: string;
  readonly permission: string | undefined;
  /** Milliseconds since the epoch; set when `kind` is `rate-limited`. */
  readonly retryAt: number | undefined;
  readonly status: number | undefined;

  constructor(
    kind: ForgeErrorKind,
    message: string,
    more: {
      remedy?: string;
      permission?: string | undefined;
      retryAt?: number | undefined;
      status?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "ForgeError";
    this.kind = kind;
    this.remedy = more.remedy ?? "";
    this.permission = more.permission;
    this.retryAt = more.retryAt;
    this.status = more.status;
  }
}

/** One finding of {@link Forge.inspect}. */
export interface Inspection {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly remedy?: string;
}

/** One request to a forge as it went, for traces. Never holds a name, a secret or a value of the query. */
export interface RequestReport {
  readonly method: string;
  /** The template of its path, as `/repos/{owner}/{repo}/pulls/{number}`. */
  readonly route: string;
  /** From 1; more where it was tried again. */
  readonly attempt: number;
  /** Null where no answer came. */
  readonly status: number | null;
  /** How long it waited for its credential and its place before it was sent, in ms. */
  readonly waitMs: number;
  /** From its sending to the end of its answer, in ms. */
  readonly tookMs: number;
}

/** Which state of a change is meant. */
export interface ChangeAt extends ChangeRef {
  readonly headSha: string;
  readonly baseRef: string;
  /** The tip of the base branch. */
  readonly baseSha: string;
}

/** A changed file with the texts of its added lines. Never stored: a line may hold a secret. */
export interface FileDiff extends ChangedFile {
  /** Null where the forge shows no diff. */
  readonly addedLines: readonly { readonly line: number; readonly text: string }[] | null;
}

/** Something CI uploaded for a commit. Its content never changes. */
export interface Artifact {
  readonly id: string;
  /** The workflow run that made it, all its attempts: of one name in one run the newest artifact counts. */
  readonly run: string;
  readonly name: string;
  /** Bytes, packed. */
  readonly size: number;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The commit that its run was for. */
  readonly headSha: string;
}

/**
 * What a policy may ask to know of a change besides one read of it. Each method reads the forge now, or gives what it
 * knows cannot have changed since; what it lacks a permission for it throws, as {@link ForgeError} of kind `forbidden`.
 */
export interface EvidenceReader {
  /** The changed files against the merge base. At most 3,000, as GitHub lists them; more: `ForgeError` `invalid`. */
  files(at: ChangeAt): Promise<readonly FileDiff[]>;
  /** A text file at a commit, kept since it never changes; null where there is none, it is binary, or above 1 MiB. */
  text(repository: RepositoryName, commit: string, path: string): Promise<string | null>;
  /** Who owns those of these files, by the base branch. */
  codeOwners(at: ChangeAt, files: readonly string[]): Promise<CodeOwners>;
  /** Open code scanning alerts of the change that its base does not have. */
  codeScanning(at: ChangeAt): Promise<CodeScanning>;
  /** Dependencies that the change adds and takes away, by the forge's dependency graph. */
  dependencies(at: ChangeAt): Promise<readonly DependencyChange[]>;
  /** Checks that reported lately on the base branch and on what was merged into it. Those of the head are a fact. */
  knownChecks(at: ChangeAt): Promise<KnownChecks>;
  /** What CI uploaded for this commit, newest first; at most 200. */
  artifacts(repository: RepositoryName, sha: string): Promise<readonly Artifact[]>;
  /** A zip file. @param mostBytes above it: `ForgeError` `invalid` */
  download(repository: RepositoryName, artifactId: string, mostBytes: number): Promise<Uint8Array>;
  /** The forge's word for how the author stands to the repository, lower case. */
  association(at: ChangeAt): Promise<string>;
}

/** What the intake needs before anything is stored. */
export interface WebhookIntake {
  /** Whether there is a secret to check against. */
  readonly configured: boolean;
  /** Checks the signature over the raw bytes in constant time, against every valid secret. */
  verify(headers: Readonly<Record<string, string | string[] | undefined>>, body: Uint8Array): boolean;
  /** The id and event of the delivery; null when the headers lack them. */
  identify(
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): { readonly deliveryId: string; readonly event: string } | null;
  /**
   * Pure. Throws `ForgeError` of kind `protocol` only when the body is no JSON object.
   * @param known names of our contexts that are configured besides the default ones: theirs are echoes, not results
   */
  translate(event: string, body: Uint8Array, known?: { readonly contextNames?: readonly string[] }): Translation;
}

/** What the forge answered when a context was written. */
export type LastWritten = Pick<ObservedContext, "id" | "state">;

/**
 * A place where pull requests live. Every method reads or writes the forge now and may throw {@link ForgeError}.
 * Adapters pass `providers/test/conformance`.
 */
export interface Forge {
  readonly id: string;
  readonly webhooks: WebhookIntake;
  readonly evidence: EvidenceReader;

  /** The names of our contexts may be configured per repository; adapters must know them to tell echoes. */
  readChange(ref: ChangeRef, options: { readonly contextNames: readonly string[] }): Promise<ChangeReading>;
  /** Open pull requests of a repository, least recently updated last. */
  listOpenChanges(repository: RepositoryName): Promise<readonly Sibling[]>;
  /** Open pull requests of the repository with this head. */
  changesOfCommit(repository: RepositoryName, sha: string): Promise<readonly Sibling[]>;
  /** The files below `.qms/` at the tip of the base when it is protected, else of the default branch. */
  readPolicy(repository: RepositoryName, baseRef: string): Promise<PolicyFiles>;
  /** What somebody may do in the repository. */
  roleOf(repository: RepositoryName, login: string): Promise<Role>;

  /** Our contexts of a commit as the forge shows them now; names that are not there are left out. */
  readContexts(repository: RepositoryName, sha: string, names: readonly string[]): Promise<readonly ObservedContext[]>;
  /** The state that a value has on the forge once written; null where it is not written at all (shadow statuses). */
  stateOf(value: ContextValue): string | null;
  /**
   * Makes the context of the commit have this value: finds it, creates or updates it.
   * @param last what we wrote there so lately that a copy of the forge may not show it yet: what is found is no reason
   *   then to write nothing
   */
  ensureContext(
    repository: RepositoryName,
    sha: string,
    value: ContextValue,
    signal: AbortSignal,
    last?: LastWritten | null,
  ): Promise<ObservedContext | null>;
  /**
   * Makes our one comment on the change have this body; a null body without a comment does nothing.
   * @param last the id that it gave lately, as in `ensureContext`
   * @returns the comment's id; null where there is none
   */
  ensureComment(ref: ChangeRef, body: string, signal: AbortSignal, last?: string | null): Promise<string | null>;

  /** Repositories in reach: of all installations, or as configured. */
  repositories(): Promise<readonly RepositoryName[]>;
  /** Asks for another try of deliveries that failed since then; null where the forge keeps no log for us. */
  redeliverFailed(since: Date): Promise<number | null>;
  /** Looks at identity, permissions and reach, for `doctor`. Never throws. */
  inspect(): Promise<readonly Inspection[]>;
  /** What is left of the request budgets, for metrics. */
  budget(): readonly { readonly resource: string; readonly remaining: number; readonly resetAt: number }[];
  close(): Promise<void>;
}
