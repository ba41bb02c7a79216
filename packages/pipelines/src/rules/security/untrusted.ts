import type { ContextAccess } from "../../expressions/tree.ts";

/** A value that strangers write. */
export interface UntrustedValue {
  /** Its path, with `*` for items of lists. */
  readonly path: string;
  /** Events by which strangers set off a run with the repository's rights that holds the value. */
  readonly privilegedBy: readonly string[];
  /** Whether it can hold spaces and line breaks; names of branches and addresses cannot. */
  readonly prose: boolean;
}

const ISSUE = ["issues", "issue_comment"];
const PULL_REQUEST = ["pull_request_target"];
const DISCUSSION = ["discussion", "discussion_comment"];
const RUN = ["workflow_run"];

/**
 * Values of events that whoever opens an issue, a pull request or a discussion, comments, or pushes to a fork can set.
 * Source: https://docs.github.com/en/actions/concepts/security/script-injections and
 * https://securitylab.github.com/resources/github-actions-untrusted-input/
 */
const VALUES: readonly UntrustedValue[] = [
  ...values(ISSUE, true, "issue.title", "issue.body"),
  ...values(DISCUSSION, true, "discussion.title", "discussion.body"),
  ...values(["issue_comment", "discussion_comment"], true, "comment.body"),
  ...values([], true, "review.body", "review_comment.body", "pages.*.page_name"),
  ...values([], true, "commits.*.message", "head_commit.message"),
  ...values([], true, "commits.*.author.name", "head_commit.author.name"),
  ...values([], true, "commits.*.committer.name", "head_commit.committer.name"),
  ...values([], false, "commits.*.author.email", "head_commit.author.email"),
  ...values([], false, "commits.*.committer.email", "head_commit.committer.email"),
  ...values(PULL_REQUEST, true, "pull_request.title", "pull_request.body"),
  ...values(PULL_REQUEST, false, "pull_request.head.ref", "pull_request.head.label"),
  ...values(PULL_REQUEST, false, "pull_request.head.repo.default_branch"),
  ...values(PULL_REQUEST, true, "pull_request.head.repo.description", "pull_request.head.repo.homepage"),
  ...values(RUN, true, "workflow_run.display_title", "workflow_run.head_commit.message"),
  ...values(RUN, true, "workflow_run.head_commit.author.name", "workflow_run.head_repository.description"),
  ...values(RUN, false, "workflow_run.head_branch", "workflow_run.head_commit.author.email"),
  ...values(RUN, false, "workflow_run.pull_requests.*.head.ref"),
  ...values(["issues", "issue_comment", ...PULL_REQUEST], true, "changes.title.from", "changes.body.from"),
  { path: "github.head_ref", privilegedBy: PULL_REQUEST, prose: false },
];

const TABLE = VALUES.map((value) => ({ value, wanted: value.path.split(".") }));

function values(privilegedBy: readonly string[], prose: boolean, ...paths: readonly string[]): UntrustedValue[] {
  return paths.map((path) => ({ path: `github.event.${path}`, privilegedBy, prose }));
}

/**
 * The untrusted values that an access gives: one, several for a filter (`github.event.*.body`), or for an object that
 * is written out as a whole (`toJSON(github.event)`); none for what is trusted.
 */
export function untrustedValues(access: ContextAccess): readonly UntrustedValue[] {
  if (access.context !== "github") return [];
  const path = ["github", ...access.steps.map((step) => (step.kind === "name" ? step.name.toLowerCase() : "*"))];
  const writtenOut = access.within.includes("tojson");
  return TABLE.filter(({ wanted }) => {
    if (path.length > wanted.length || (path.length < wanted.length && !writtenOut)) return false;
    // Items of lists are taken by a filter or by number, never by name.
    return path.every((part, i) => part === wanted[i] || part === "*");
  }).map(({ value }) => value);
}

/** Values that whoever may push, call or dispatch chooses: no strangers, but no constants either. */
export function isChosenByCaller(access: ContextAccess): boolean {
  const { path } = access;
  return (
    /^inputs\.[\w-]+$/.test(path) ||
    /^github\.event\.(?:inputs\.[\w-]+|client_payload(?:\.[\w-]+)+)$/.test(path) ||
    /^github\.(?:ref_name|ref)$/.test(path)
  );
}
