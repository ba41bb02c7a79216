import { actorOf, may } from "../access.ts";
import { changeOperations } from "../operations/changes.ts";
import { conversationOperations } from "../operations/conversation.ts";
import {
  commentsOf,
  commitsOf,
  filesOf,
  mergeable,
  mergeState,
  missingChecks,
  comment as presentComment,
  issue as presentIssue,
  review as presentReview,
  pullRequest,
  reviewDecision,
  reviewsOf,
} from "../present/change.ts";
import { commit } from "../present/repository.ts";
import { invalid, notFound, Problem } from "../problem.ts";
import { branchSha, fullName, numberKey, type Pull, type ReviewState, repoById } from "../state.ts";
import { issueOrPull } from "../world.ts";
import { changedFiles } from "./git.ts";
import {
  created,
  listed,
  noContent,
  numberParam,
  ok,
  optionalText,
  type RepoCall,
  type Route,
  repoRoute,
  text,
} from "./router.ts";

function pullOf(call: RepoCall, live = false): Pull {
  const db = live ? call.world.db : call.view.db;
  const row = db.pulls.get(numberKey(call.repo.id, numberParam(call, "number")));
  if (row === undefined) throw notFound();
  return row;
}

const nameOf = (call: RepoCall) => ({ repository: fullName(call.repo), number: numberParam(call, "number") });

function pulls(call: RepoCall) {
  const { query } = call;
  const state = query.get("state") ?? "open";
  const [head, base] = [query.get("head"), query.get("base")];
  const rows = call.view.db.pulls
    .filter((row) => row.repoId === call.repo.id)
    .filter((row) => state === "all" || row.state === state)
    .filter((row) => head === null || `${row.headOwner}:${row.headRef}`.toLowerCase() === head.toLowerCase())
    .filter((row) => base === null || row.baseRef === base);
  const sort = query.get("sort") ?? "created";
  const by = (row: Pull) => (sort === "updated" ? row.updatedAt : row.createdAt);
  rows.sort((a, b) => (by(a) === by(b) ? a.number - b.number : by(a) < by(b) ? -1 : 1));
  const direction = query.get("direction") ?? (query.has("sort") && sort !== "created" ? "asc" : "desc");
  if (direction === "desc") rows.reverse();
  return listed(call, rows, (row) => pullRequest(call.view, call.repo, row, true));
}

/** Why GitHub would not merge it now; the words are GitHub's. */
export function refusal(call: RepoCall, pull: Pull): string | null {
  if (pull.state === "closed" || pull.draft || mergeable(call.world, pull) === false) {
    return pull.draft ? "Pull Request is still a draft" : "Pull Request is not mergeable";
  }
  const missing = missingChecks(call.world, pull);
  if (missing.length > 0) {
    const first = missing[0];
    const waits = first?.state === "expected" ? "is expected" : `is ${first?.state.replace("_", " ")}`;
    return missing.length === 1
      ? `Required status check "${first?.context}" ${waits}.`
      : `${missing.length} of ${missing.length} required status checks are expected.`;
  }
  const decision = reviewDecision(call.world, pull);
  if (decision === "CHANGES_REQUESTED") return "Changes were requested by reviewers.";
  if (decision === "REVIEW_REQUIRED") {
    return "At least 1 approving review is required by reviewers with write access.";
  }
  return mergeState(call.world, pull) === "BEHIND"
    ? "Head branch is out of date. Review and try the merge again."
    : null;
}

function merge(call: RepoCall) {
  const pull = pullOf(call, true);
  if (pull.merged) throw new Problem(405, "Pull Request is not mergeable");
  const sha = optionalText(call, "sha");
  if (sha !== undefined && sha !== pull.headSha) {
    throw new Problem(409, "Head branch was modified. Review and try the merge again.");
  }
  const reason = refusal(call, pull);
  if (reason !== null) throw new Problem(405, reason);
  const method = optionalText(call, "merge_method") === "squash" ? "squash" : "merge";
  const merged = changeOperations(call.world).merge(nameOf(call), { by: actorOf(call.caller), method });
  return ok({ sha: merged.sha, merged: true, message: "Pull Request successfully merged" });
}

function commentById(call: RepoCall, live = false) {
  const row = (live ? call.world : call.view).db.comments.get(numberParam(call, "id"));
  if (row === undefined || row.repoId !== call.repo.id) throw notFound();
  return row;
}

/** One's own comment, or any where the caller may push. */
function demandAuthor(call: RepoCall, author: string): void {
  if (
    actorOf(call.caller) === author ||
    (call.caller.kind === "user" && may(call.view, call.caller, call.repo, "contents:write"))
  )
    return;
  throw new Problem(
    403,
    call.caller.kind === "user" ? "Must have admin rights to Repository." : "Resource not accessible by integration",
  );
}

const READ = ["issues:read", "pull_requests:read"] as const;
const WRITE = ["issues:write", "pull_requests:write"] as const;

export const changeRoutes: readonly Route[] = [
  repoRoute("GET", "/pulls", ["pull_requests:read"], pulls),
  repoRoute("POST", "/pulls", ["pull_requests:write"], (call) => {
    const [head, base, title] = [text(call, "head"), text(call, "base"), text(call, "title")];
    const [owner, branch] = head.includes(":") ? head.split(":", 2) : [call.repo.owner, head];
    const from = call.world.db.repositories.find(
      (repo) => repo.networkId === call.repo.networkId && repo.owner.toLowerCase() === owner?.toLowerCase(),
    );
    if (from === undefined || branch === undefined || branchSha(call.world.db, from.id, branch) === undefined) {
      throw invalid("PullRequest", "head", "invalid");
    }
    if (branchSha(call.world.db, call.repo.id, base) === undefined) throw invalid("PullRequest", "base", "invalid");
    const body = optionalText(call, "body") ?? null;
    const opened = changeOperations(call.world).openPullRequest(fullName(call.repo), {
      head: branch,
      base,
      title,
      body,
      author: actorOf(call.caller),
      draft: call.body.draft === true,
      ...(from.id === call.repo.id ? {} : { fork: fullName(from) }),
    });
    const row = call.world.db.pulls.get(numberKey(call.repo.id, opened.number));
    if (row === undefined) throw notFound();
    return created(pullRequest(call.world, call.repo, row));
  }),
  repoRoute("GET", "/pulls/{number}", ["pull_requests:read"], (call) =>
    ok(pullRequest(call.view, call.repo, pullOf(call))),
  ),
  repoRoute("PATCH", "/pulls/{number}", ["pull_requests:write"], (call) => {
    const operations = changeOperations(call.world);
    pullOf(call, true);
    const [title, body, base] = [optionalText(call, "title"), optionalText(call, "body"), optionalText(call, "base")];
    operations.editPullRequest(nameOf(call), {
      by: actorOf(call.caller),
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { body }),
      ...(base === undefined ? {} : { base }),
    });
    if (call.body.state === "closed") operations.closePullRequest(nameOf(call), { by: actorOf(call.caller) });
    if (call.body.state === "open") operations.reopen(nameOf(call), { by: actorOf(call.caller) });
    return ok(pullRequest(call.world, call.repo, pullOf(call, true)));
  }),
  repoRoute("GET", "/pulls/{number}/files", ["pull_requests:read"], (call) => {
    const pull = pullOf(call);
    if (filesOf(call.view, pull).length === 0) return ok([]);
    return listed(call, changedFiles(call, pull.baseSha, pull.headSha), (file) => file);
  }),
  repoRoute("GET", "/pulls/{number}/commits", ["pull_requests:read"], (call) =>
    listed(call, commitsOf(call.view, pullOf(call)), (row) =>
      commit(call.view, repoById(call.view.db, pullOf(call).headRepoId) ?? call.repo, row),
    ),
  ),
  repoRoute("GET", "/pulls/{number}/reviews", ["pull_requests:read"], (call) =>
    listed(call, reviewsOf(call.view, pullOf(call)), (row) => presentReview(call.view, call.repo, row)),
  ),
  repoRoute("POST", "/pulls/{number}/reviews", ["pull_requests:write"], (call) => {
    const states: Record<string, Exclude<ReviewState, "DISMISSED">> = {
      APPROVE: "APPROVED",
      REQUEST_CHANGES: "CHANGES_REQUESTED",
      COMMENT: "COMMENTED",
    };
    const pull = pullOf(call, true);
    const by = actorOf(call.caller);
    const state = states[optionalText(call, "event") ?? ""] ?? "PENDING";
    if (by === pull.author && state !== "COMMENTED") {
      throw new Problem(422, "Unprocessable Entity", { errors: ["Review Can not approve your own pull request"] });
    }
    const at = optionalText(call, "commit_id");
    const { id } = conversationOperations(call.world).review(nameOf(call), {
      by,
      state,
      body: optionalText(call, "body") ?? "",
      ...(at === undefined ? {} : { commit: at }),
    });
    const row = call.world.db.reviews.get(id);
    if (row === undefined) throw notFound();
    return ok(presentReview(call.world, call.repo, row));
  }),
  repoRoute("GET", "/pulls/{number}/reviews/{id}", ["pull_requests:read"], (call) => {
    const row = call.view.db.reviews.get(numberParam(call, "id"));
    if (row === undefined || row.number !== pullOf(call).number) throw notFound();
    return ok(presentReview(call.view, call.repo, row));
  }),
  repoRoute("PUT", "/pulls/{number}/reviews/{id}/dismissals", ["pull_requests:write"], (call) => {
    const row = call.world.db.reviews.get(numberParam(call, "id"));
    if (row === undefined || row.number !== pullOf(call, true).number) throw notFound();
    const options = { by: actorOf(call.caller), message: text(call, "message") };
    conversationOperations(call.world).dismissReview(row.id, options);
    return ok(presentReview(call.world, call.repo, call.world.db.reviews.get(row.id) ?? row));
  }),
  repoRoute("GET", "/pulls/{number}/merge", ["pull_requests:read"], (call) => {
    if (!pullOf(call).merged) throw notFound();
    return noContent;
  }),
  repoRoute("PUT", "/pulls/{number}/merge", ["contents:write"], merge),
  repoRoute("GET", "/issues", READ, (call) => {
    const state = call.query.get("state") ?? "open";
    const rows = [...call.view.db.issues.all(), ...call.view.db.pulls.all()]
      .filter((row) => row.repoId === call.repo.id && (state === "all" || row.state === state))
      .sort((a, b) => b.number - a.number);
    return listed(call, rows, (row) => presentIssue(call.view, call.repo, row));
  }),
  repoRoute("GET", "/issues/comments", READ, (call) => {
    const since = call.query.get("since");
    const sort = call.query.get("sort") === "updated" ? ("updatedAt" as const) : ("createdAt" as const);
    const rows = call.view.db.comments
      .filter((row) => row.repoId === call.repo.id && (since === null || row.updatedAt >= since))
      .sort((a, b) => (a[sort] === b[sort] ? a.id - b.id : a[sort] < b[sort] ? -1 : 1));
    if (call.query.get("direction") === "desc") rows.reverse();
    return listed(call, rows, (row) => presentComment(call.view, call.repo, row));
  }),
  repoRoute("GET", "/issues/comments/{id}", READ, (call) =>
    ok(presentComment(call.view, call.repo, commentById(call))),
  ),
  repoRoute("PATCH", "/issues/comments/{id}", WRITE, (call) => {
    const before = commentById(call, true);
    demandAuthor(call, before.author);
    const options = { body: text(call, "body"), by: actorOf(call.caller) };
    conversationOperations(call.world).editComment(before.id, options);
    return ok(presentComment(call.world, call.repo, commentById(call, true)));
  }),
  repoRoute("DELETE", "/issues/comments/{id}", WRITE, (call) => {
    const row = commentById(call, true);
    demandAuthor(call, row.author);
    conversationOperations(call.world).deleteComment(row.id, { by: actorOf(call.caller) });
    return noContent;
  }),
  repoRoute("GET", "/issues/{number}", READ, (call) => {
    const row = issueOrPull(call.view, call.repo.id, numberParam(call, "number"));
    if (row === undefined) throw notFound();
    return ok(presentIssue(call.view, call.repo, row));
  }),
  repoRoute("GET", "/issues/{number}/comments", READ, (call) => {
    const row = issueOrPull(call.view, call.repo.id, numberParam(call, "number"));
    if (row === undefined) throw notFound();
    const since = call.query.get("since");
    const rows = commentsOf(call.view, row).filter((c) => since === null || c.updatedAt >= since);
    return listed(call, rows, (c) => presentComment(call.view, call.repo, c));
  }),
  repoRoute("POST", "/issues/{number}/comments", WRITE, (call) => {
    const row = issueOrPull(call.world, call.repo.id, numberParam(call, "number"));
    if (row === undefined) throw notFound();
    const body = text(call, "body");
    if ([...body].length > 65_536)
      throw invalid("IssueComment", "body", "custom", "body is too long (maximum is 65536 characters)");
    const appId = call.caller.kind === "installation" ? { appId: call.caller.app.id } : {};
    const { id } = conversationOperations(call.world).comment(nameOf(call), {
      by: actorOf(call.caller),
      body,
      ...appId,
    });
    const comment = call.world.db.comments.get(id);
    if (comment === undefined) throw notFound();
    return created(presentComment(call.world, call.repo, comment));
  }),
];
