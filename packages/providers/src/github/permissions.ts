/** One permission of the App, by GitHub's key, with the reason for which it is asked. */
export interface NeededPermission {
  readonly key: string;
  readonly level: "read" | "write";
  /** What stops working without it, for people. */
  readonly reason: string;
  /** Without an optional one a fact is `unknown`; without another one Tollgate cannot do its work. */
  readonly optional: boolean;
}

/** Exactly what Tollgate asks of an installation: the manifest, `doctor` and the docs all print this one list. */
export const NEEDED_PERMISSIONS: readonly NeededPermission[] = [
  { key: "metadata", level: "read", reason: "see repositories, branch rules and people's roles", optional: false },
  { key: "checks", level: "write", reason: "set its five checks, and read those of the CI", optional: false },
  { key: "contents", level: "read", reason: "read the policy in .qms/, commits and pushes", optional: false },
  {
    key: "pull_requests",
    level: "write",
    reason: "read pull requests and reviews, keep one comment on each",
    optional: false,
  },
  { key: "statuses", level: "read", reason: "read the commit statuses of other systems", optional: false },
  { key: "issues", level: "read", reason: "read comments and the issues a change is linked to", optional: false },
  {
    key: "administration",
    level: "read",
    reason: "read classic branch protection where the branch itself does not show it",
    optional: true,
  },
  { key: "merge_queues", level: "read", reason: "answer for the heads that a merge queue builds", optional: true },
  { key: "actions", level: "read", reason: "read the reports that CI uploads as artifacts", optional: true },
  { key: "security_events", level: "read", reason: "read the alerts of code scanning", optional: true },
  { key: "members", level: "read", reason: "know who is in a team that owns code", optional: true },
];

/** One event of the webhook. Installation events come without being asked for. */
export interface NeededEvent {
  readonly name: string;
  readonly reason: string;
  /** Losing it costs latency or one feature only. */
  readonly optional: boolean;
}

export const NEEDED_EVENTS: readonly NeededEvent[] = [
  { name: "pull_request", reason: "changes that open, move, or end", optional: false },
  { name: "pull_request_review", reason: "approvals given and taken back", optional: false },
  { name: "issue_comment", reason: "/tollgate commands", optional: false },
  { name: "check_run", reason: "results of the CI, and the re-run button", optional: false },
  { name: "check_suite", reason: "the re-run-all button", optional: false },
  { name: "status", reason: "results of systems that set commit statuses", optional: false },
  { name: "push", reason: "a new policy on a base branch", optional: false },
  { name: "repository", reason: "renames, transfers, archiving", optional: false },
  { name: "branch_protection_rule", reason: "changed demands of a base branch", optional: true },
  { name: "repository_ruleset", reason: "changed demands of a base branch", optional: true },
  { name: "merge_group", reason: "heads that a merge queue builds", optional: true },
  { name: "pull_request_review_thread", reason: "conversations resolved and opened again", optional: true },
  { name: "code_scanning_alert", reason: "alerts of code scanning", optional: true },
];

const NAMES: Readonly<Record<string, string>> = {
  statuses: "Commit statuses",
  pull_requests: "Pull requests",
  merge_queues: "Merge queues",
  security_events: "Code scanning alerts",
};

/** GitHub's settings page's name of a permission: `pull_requests`, `write` -> `Pull requests: write`. */
export function permissionName(key: string, level: string): string {
  const plain = key.replaceAll("_", " ");
  return `${NAMES[key] ?? plain.charAt(0).toUpperCase() + plain.slice(1)}: ${level}`;
}

/**
 * What the header `X-Accepted-GitHub-Permissions` asks for, in people's words. In it `;` parts alternatives and `,`
 * parts what is needed together: `issues=write; pull_requests=write`.
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
export function acceptedPermissions(header: string | null): string | undefined {
  const alternatives = (header ?? "").split(";").map((alternative) =>
    alternative
      .split(",")
      .map((part) => part.trim().split("="))
      .flatMap(([key, level]) => (key && level ? [permissionName(key, level)] : []))
      .join(" and "),
  );
  return alternatives.filter((text) => text !== "").join(" or ") || undefined;
}

/** Whether a granted level includes the needed one. */
export function grants(granted: string | undefined, needed: "read" | "write"): boolean {
  return granted === "write" || granted === "admin" || granted === needed;
}
