import type { Comment, Issue, Protection, Pull, Repository, Review } from "../state.ts";
import { branchSha, fullName, numberKey, repoById } from "../state.ts";
import type { View } from "../world.ts";
import { isPull } from "../world.ts";
import { standings } from "./checks.ts";
import { api, app, nodeId, user } from "./people.ts";
import { association, permissionOf, reaches, repository } from "./repository.ts";

export function label(view: View, repo: Repository, name: string) {
  const id = [...name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_000_007, repo.id);
  return {
    id,
    node_id: nodeId("LA", id),
    url: api(view, `/repos/${fullName(repo)}/labels/${encodeURIComponent(name)}`),
    name,
    color: "ededed",
    default: false,
    description: null,
  };
}

/** What the change adds, takes away and touches. */
export function sizeOf(view: View, pull: Pull): { additions: number; deletions: number; changedFiles: number } {
  const changes = filesOf(view, pull);
  return {
    additions: pull.size.additions ?? changes.reduce((sum, c) => sum + c.additions, 0),
    deletions: pull.size.deletions ?? changes.reduce((sum, c) => sum + c.deletions, 0),
    changedFiles: pull.size.changedFiles ?? changes.length,
  };
}

export function filesOf(view: View, pull: Pull) {
  const head = view.git.commit(pull.headSha);
  const base = view.git.mergeBase(pull.baseSha, pull.headSha) ?? view.git.commit(pull.baseSha);
  return head === undefined || base === undefined ? [] : view.git.diff(base.tree, head.tree);
}

export function commitsOf(view: View, pull: Pull) {
  return view.git.between(pull.baseSha, pull.headSha);
}

/** Whether it can be merged as far as git goes; null while GitHub has not looked. */
export function mergeable(view: View, pull: Pull): boolean | null {
  if (pull.state === "closed" || pull.mergeable === "unknown") return null;
  if (pull.mergeable !== null) return pull.mergeable;
  const tip = branchSha(view.db, pull.repoId, pull.baseRef);
  return tip === undefined ? false : view.git.conflicts(tip, pull.headSha).length === 0;
}

export function protectionsOf(view: View, repoId: number, branch: string): Protection[] {
  const matches = (pattern: string) =>
    pattern === branch || (pattern.endsWith("*") && branch.startsWith(pattern.slice(0, -1)));
  return view.db.protections.filter((row) => row.repoId === repoId && matches(row.branch));
}

/** The newest review of each reviewer, oldest first. */
export function latestReviews(view: View, pull: Pull, opinionsOnly: boolean): Review[] {
  const latest = new Map<string, Review>();
  for (const review of reviewsOf(view, pull)) {
    if (review.state === "PENDING" || (opinionsOnly && review.state === "COMMENTED")) continue;
    latest.delete(review.author);
    latest.set(review.author, review);
  }
  return [...latest.values()];
}

export function reviewsOf(view: View, pull: Pull): Review[] {
  return view.db.reviews.filter((row) => row.repoId === pull.repoId && row.number === pull.number);
}

export function reviewDecision(view: View, pull: Pull): "APPROVED" | "CHANGES_REQUESTED" | "REVIEW_REQUIRED" | null {
  const needed = Math.max(0, ...protectionsOf(view, pull.repoId, pull.baseRef).map((row) => row.approvals ?? 0));
  const repo = repoById(view.db, pull.repoId);
  if (needed === 0 || repo === undefined) return null;
  const counting = latestReviews(view, pull, true).filter((r) => reaches(permissionOf(view, repo, r.author), "write"));
  if (counting.some((review) => review.state === "CHANGES_REQUESTED")) return "CHANGES_REQUESTED";
  return counting.filter((review) => review.state === "APPROVED").length >= needed ? "APPROVED" : "REVIEW_REQUIRED";
}

/** Required checks that do not let the change through, with the state each is in. */
export function missingChecks(view: View, pull: Pull): { context: string; state: string }[] {
  const found = standings(view, pull.repoId, pull.headSha);
  return protectionsOf(view, pull.repoId, pull.baseRef)
    .flatMap((row) => row.requiredChecks ?? [])
    .map((required) => {
      const fitting = found.filter(
        (s) => s.name === required.context && (required.appId == null || s.appId === required.appId),
      );
      const open = fitting.find((s) => !["success", "neutral", "skipped"].includes(s.state));
      return { context: required.context, state: fitting.length === 0 ? "expected" : (open?.state ?? "success") };
    })
    .filter((check) => check.state !== "success");
}

export type MergeState = "DRAFT" | "DIRTY" | "BLOCKED" | "BEHIND" | "UNSTABLE" | "CLEAN" | "UNKNOWN";

export function mergeState(view: View, pull: Pull): MergeState {
  if (pull.state === "closed") return "UNKNOWN";
  const fits = mergeable(view, pull);
  if (fits === null) return "UNKNOWN";
  if (!fits) return "DIRTY";
  if (pull.draft) return "DRAFT";
  const decision = reviewDecision(view, pull);
  if (missingChecks(view, pull).length > 0 || (decision !== null && decision !== "APPROVED")) return "BLOCKED";
  const tip = branchSha(view.db, pull.repoId, pull.baseRef);
  const strict = protectionsOf(view, pull.repoId, pull.baseRef).some((row) => row.strict);
  if (strict && tip !== undefined && !view.git.isAncestor(tip, pull.headSha)) return "BEHIND";
  const open = standings(view, pull.repoId, pull.headSha).some(
    (s) => !["success", "neutral", "skipped"].includes(s.state),
  );
  return open ? "UNSTABLE" : "CLEAN";
}

/** Issues that merging will close: linked by hand, or named in the body when the base is the default branch. */
export function closingIssues(view: View, pull: Pull): Issue[] {
  const repo = repoById(view.db, pull.repoId);
  const numbers = new Set(pull.linkedIssues);
  if (repo?.defaultBranch === pull.baseRef) {
    const words = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi;
    for (const match of (pull.body ?? "").matchAll(words)) numbers.add(Number(match[1]));
  }
  return [...numbers].flatMap((number) => view.db.issues.get(numberKey(pull.repoId, number)) ?? []);
}

/** GitHub's `pull-request`; with `brief` the `pull-request-simple` of lists. */
export function pullRequest(view: View, repo: Repository, pull: Pull, brief = false) {
  const url = api(view, `/repos/${fullName(repo)}/pulls/${pull.number}`);
  const issueUrl = api(view, `/repos/${fullName(repo)}/issues/${pull.number}`);
  const statuses = api(view, `/repos/${fullName(repo)}/statuses/${pull.headSha}`);
  const html = `${view.url}/${fullName(repo)}/pull/${pull.number}`;
  const headRepo = repoById(view.db, pull.headRepoId);
  const side = (owner: string, ref: string, sha: string, of: Repository | undefined) => ({
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: user(view, owner),
    repo: of === undefined ? null : repository(view, of),
  });
  const simple = {
    url,
    id: pull.id,
    node_id: nodeId("PR", pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: user(view, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedReviewers.map((login) => user(view, login)),
    requested_teams: [],
    labels: pull.labels.map((name) => label(view, repo, name)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: api(view, `/repos/${fullName(repo)}/pulls/comments{/number}`),
    comments_url: `${issueUrl}/comments`,
    statuses_url: statuses,
    head: side(pull.headOwner, pull.headRef, pull.headSha, headRepo),
    base: side(repo.owner, pull.baseRef, pull.baseSha, repo),
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: api(view, `/repos/${fullName(repo)}/pulls/comments{/number}`) },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: association(view, repo, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
  if (brief) return simple;
  const size = sizeOf(view, pull);
  return {
    ...simple,
    merged: pull.merged,
    mergeable: mergeable(view, pull),
    rebaseable: mergeable(view, pull),
    mergeable_state: mergeState(view, pull).toLowerCase(),
    merged_by: pull.mergedBy === null ? null : user(view, pull.mergedBy),
    comments: commentsOf(view, pull).length,
    review_comments: 0,
    maintainer_can_modify: pull.headRepoId !== repo.id,
    commits: commitsOf(view, pull).length,
    additions: size.additions,
    deletions: size.deletions,
    changed_files: size.changedFiles,
  };
}

export function commentsOf(view: View, on: { repoId: number; number: number }): Comment[] {
  return view.db.comments.filter((row) => row.repoId === on.repoId && row.number === on.number);
}

/** GitHub's `issue`; pull requests are issues too, marked by `pull_request`. */
export function issue(view: View, repo: Repository, row: Issue | Pull) {
  const url = api(view, `/repos/${fullName(repo)}/issues/${row.number}`);
  const pulls = api(view, `/repos/${fullName(repo)}/pulls/${row.number}`);
  const html = `${view.url}/${fullName(repo)}/${isPull(row) ? "pull" : "issues"}/${row.number}`;
  return {
    id: row.id,
    node_id: nodeId(isPull(row) ? "PR" : "I", row.id),
    url,
    repository_url: api(view, `/repos/${fullName(repo)}`),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    number: row.number,
    state: row.state,
    state_reason: row.state === "closed" ? "completed" : null,
    title: row.title,
    body: row.body,
    user: user(view, row.author),
    labels: row.labels.map((name) => label(view, repo, name)),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: commentsOf(view, row).length,
    closed_at: row.closedAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    author_association: association(view, repo, row.author),
    reactions: reactions(`${url}/reactions`),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    ...(isPull(row)
      ? {
          draft: row.draft,
          pull_request: {
            url: pulls,
            html_url: html,
            diff_url: `${html}.diff`,
            patch_url: `${html}.patch`,
            merged_at: row.mergedAt,
          },
        }
      : {}),
  };
}

function reactions(url: string) {
  const none = { "+1": 0, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return { url, total_count: 0, ...none };
}

export function comment(view: View, repo: Repository, row: Comment) {
  const url = api(view, `/repos/${fullName(repo)}/issues/comments/${row.id}`);
  const kind = view.db.pulls.get(numberKey(repo.id, row.number)) === undefined ? "issues" : "pull";
  const by = row.appId === null ? undefined : view.apps.apps.get(row.appId);
  return {
    url,
    html_url: `${view.url}/${fullName(repo)}/${kind}/${row.number}#issuecomment-${row.id}`,
    issue_url: api(view, `/repos/${fullName(repo)}/issues/${row.number}`),
    id: row.id,
    node_id: nodeId("IC", row.id),
    user: user(view, row.author),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    body: row.body,
    author_association: association(view, repo, row.author),
    reactions: reactions(`${url}/reactions`),
    performed_via_github_app: by === undefined ? null : app(view, by),
  };
}

/** GitHub's `pull-request-review`; webhooks write the state in small letters. */
export function review(view: View, repo: Repository, row: Review, inWebhook = false) {
  const pull = api(view, `/repos/${fullName(repo)}/pulls/${row.number}`);
  const html = `${view.url}/${fullName(repo)}/pull/${row.number}#pullrequestreview-${row.id}`;
  return {
    id: row.id,
    node_id: nodeId("PRR", row.id),
    user: user(view, row.author),
    body: inWebhook && row.body === "" ? null : row.body,
    state: inWebhook ? row.state.toLowerCase() : row.state,
    html_url: html,
    pull_request_url: pull,
    author_association: association(view, repo, row.author),
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: row.submittedAt,
    ...(inWebhook ? { updated_at: row.updatedAt } : {}),
    commit_id: row.commit,
  };
}

/**
 * Pull requests of the repository that a commit belongs to; open ones only for a commit that is not on the default
 * branch, as the schema says of `Commit.associatedPullRequests`.
 */
export function pullsWith(view: View, repoId: number, sha: string): Pull[] {
  const tip = branchSha(view.db, repoId, repoById(view.db, repoId)?.defaultBranch ?? "");
  const landed = tip !== undefined && view.git.isAncestor(sha, tip);
  return view.db.pulls.filter(
    (row) =>
      row.repoId === repoId &&
      (!landed || row.state !== "open") &&
      (row.headSha === sha || row.mergeCommitSha === sha || commitsOf(view, row).some((commit) => commit.sha === sha)),
  );
}
