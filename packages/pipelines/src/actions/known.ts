/** Actions whose outputs are named by their inputs or scripts: filters of paths, groups of files. In lower case. */
export const SETS_ANY_OUTPUT: ReadonlySet<string> = new Set([
  "dorny/paths-filter",
  "actions/github-script",
  "tj-actions/changed-files",
  "google-github-actions/get-secretmanager-secrets",
]);

/** Actions that hand on inputs which their metadata does not name. In lower case. */
export const TAKES_ANY_INPUT: ReadonlySet<string> = new Set(["octokit/request-action", "octokit/graphql-action"]);

/** Inputs that all actions of an owner have deprecated, beyond what the table of facts knows. */
export const DEPRECATED_INPUTS: readonly {
  readonly owner: string;
  readonly input: string;
  readonly message: string;
}[] = [{ owner: "reviewdog", input: "fail_on_error", message: "use fail_level instead" }];

/** Actions that nobody maintains any more, each with what has taken its place. Names in lower case. */
export const ARCHIVED: Readonly<Record<string, string>> = {
  "actions-rs/audit-check": "rustsec/audit-check",
  "actions-rs/cargo": "a step that runs cargo",
  "actions-rs/clippy-check": "a step that runs cargo clippy",
  "actions-rs/toolchain": "dtolnay/rust-toolchain",
  "actions/create-release": "softprops/action-gh-release, or gh release create",
  "actions/setup-elixir": "erlef/setup-beam",
  "actions/setup-haskell": "haskell-actions/setup",
  "actions/setup-ruby": "ruby/setup-ruby",
  "actions/upload-release-asset": "softprops/action-gh-release, or gh release upload",
  "google-github-actions/release-please-action": "googleapis/release-please-action",
  "gradle/gradle-build-action": "gradle/actions/setup-gradle",
  "gradle/wrapper-validation-action": "gradle/actions/wrapper-validation",
};

/** Releases that GitHub refuses to run: the services behind them are switched off. */
export interface Refused {
  /** In lower case. */
  readonly repository: string;
  /** The last major version that no longer works at all. */
  readonly lastMajor: number;
  readonly since: string;
  readonly source: string;
}

/**
 * On GitHub.com; an Enterprise Server that is older than its replacement may still need them.
 * Jobs with these fail as they start: "This request has been automatically failed because it uses a deprecated version".
 */
export const REFUSED: readonly Refused[] = [
  {
    repository: "actions/upload-artifact",
    lastMajor: 3,
    since: "2025-01-30",
    source: "https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/",
  },
  {
    repository: "actions/download-artifact",
    lastMajor: 3,
    since: "2025-01-30",
    source: "https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/",
  },
  {
    repository: "actions/cache",
    lastMajor: 2,
    since: "2025-03-01",
    source:
      "https://github.blog/changelog/2024-12-05-notice-of-upcoming-releases-and-breaking-changes-for-github-actions/",
  },
];
