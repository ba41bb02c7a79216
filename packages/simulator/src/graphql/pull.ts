import { actorOf, may } from "../access.ts";
import { queueOf } from "../operations/queue.ts";
import {
  closingIssues,
  commentsOf,
  commitsOf,
  filesOf,
  latestReviews,
  mergeable,
  mergeState,
  label as presentLabel,
  protectionsOf,
  reviewDecision,
  reviewsOf,
  sizeOf,
} from "../present/change.ts";
import { nodeId } from "../present/people.ts";
import { association, permissionOf, reaches } from "../present/repository.ts";
import type { Comment, Issue, Pull, QueueEntry, Repository, Review } from "../state.ts";
import { fullName, numberKey, repoById } from "../state.ts";
import { isPull, issueOrPull } from "../world.ts";
import { commitNode, forbidden, rollupNode } from "./commit.ts";
import { connection, ordered, type PageArguments } from "./connection.ts";
import type { GraphContext } from "./execute.ts";
import { actor } from "./people.ts";
import { queueNode, refNode, repositoryNode } from "./repository.ts";
import { threads } from "./thread.ts";

type OrderBy = { orderBy?: { field: string; direction: "ASC" | "DESC" } };

function commitOrNull(context: GraphContext, repo: Repository, sha: string | null) {
  const row = context.view.git.commit(sha);
  return row === undefined ? null : commitNode(context, repo, row);
}

function labels(context: GraphContext, repo: Repository, names: readonly string[]) {
  return (args: PageArguments) =>
    connection("labels", args, names, (name) => {
      const { id, node_id } = presentLabel(context.view, repo, name);
      return { __typename: "Label", id: node_id, databaseId: id, name, color: "ededed", description: null };
    });
}

function comments(context: GraphContext, repo: Repository, on: Issue) {
  return (args: PageArguments & OrderBy) => {
    const rows = ordered(commentsOf(context.view, on), args.orderBy, { UPDATED_AT: (row) => row.updatedAt });
    return connection("comments", args, rows, (row) => commentNode(context, repo, row));
  };
}

export function pullNode(context: GraphContext, repo: Repository, pull: Pull): Record<string, unknown> {
  const { view, caller } = context;
  const url = `${view.url}/${fullName(repo)}/pull/${pull.number}`;
  const headRepo = () => repoById(view.db, pull.headRepoId);
  const size = () => sizeOf(view, pull);
  const reviewList = (name: string, rows: readonly Review[]) => (args: PageArguments) =>
    connection(name, args, rows, (row) => reviewNode(context, repo, row));
  return {
    __typename: "PullRequest",
    id: nodeId("PR", pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    titleHTML: pull.title,
    body: pull.body ?? "",
    bodyText: pull.body ?? "",
    bodyHTML: pull.body ?? "",
    state: pull.merged ? "MERGED" : pull.state.toUpperCase(),
    closed: pull.state === "closed",
    closedAt: pull.closedAt,
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    publishedAt: pull.createdAt,
    lastEditedAt: pull.lastEditedAt,
    isDraft: pull.draft,
    merged: pull.merged,
    mergedAt: pull.mergedAt,
    mergedBy: () => actor(view, pull.mergedBy),
    mergeCommit: () => commitOrNull(context, repo, pull.mergeCommitSha),
    mergeable: () => ({ true: "MERGEABLE", false: "CONFLICTING", null: "UNKNOWN" })[`${mergeable(view, pull)}`],
    mergeStateStatus: () => mergeState(view, pull),
    canBeRebased: () => mergeable(view, pull) === true,
    url,
    permalink: url,
    resourcePath: `/${fullName(repo)}/pull/${pull.number}`,
    checksUrl: `${url}/checks`,
    author: () => actor(view, pull.author),
    authorAssociation: association(view, repo, pull.author),
    editor: null,
    repository: () => repositoryNode(context, repo),
    baseRepository: () => repositoryNode(context, repo),
    headRepository: () => {
      const head = headRepo();
      return head === undefined ? null : repositoryNode(context, head);
    },
    headRepositoryOwner: () => actor(view, pull.headOwner),
    isCrossRepository: pull.headRepoId !== repo.id,
    maintainerCanModify: pull.headRepoId !== repo.id,
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    headRef: () => {
      const head = headRepo();
      return head === undefined ? null : refNode(context, head, `refs/heads/${pull.headRef}`);
    },
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    baseRef: () => refNode(context, repo, `refs/heads/${pull.baseRef}`),
    additions: () => size().additions,
    deletions: () => size().deletions,
    changedFiles: () => size().changedFiles,
    files: (args: PageArguments) =>
      connection("files", args, filesOf(view, pull), (file) => ({
        __typename: "PullRequestChangedFile",
        path: file.path,
        additions: file.additions,
        deletions: file.deletions,
        changeType: { added: "ADDED", removed: "DELETED", modified: "MODIFIED" }[file.status],
        viewerViewedState: "UNVIEWED",
      })),
    labels: labels(context, repo, pull.labels),
    locked: false,
    assignees: (args: PageArguments) => connection("assignees", args, [], () => null),
    reviewRequests: (args: PageArguments) =>
      connection("reviewRequests", args, pull.requestedReviewers, (login) => ({
        __typename: "ReviewRequest",
        id: nodeId("RR", `${pull.id}:${login}`),
        requestedReviewer: () => actor(view, login),
        asCodeOwner: false,
      })),
    closingIssuesReferences: (args: PageArguments) => {
      if (!may(view, caller, repo, "issues:read")) throw forbidden(context);
      return connection("closingIssuesReferences", args, closingIssues(view, pull), (row) =>
        issueNode(context, repo, row),
      );
    },
    reviews: (args: PageArguments & { states?: string[]; author?: string }) => {
      const rows = reviewsOf(view, pull)
        .filter((row) => args.states == null || args.states.includes(row.state))
        .filter((row) => args.author == null || row.author === args.author);
      return reviewList("reviews", rows)(args);
    },
    latestReviews: (args: PageArguments) => reviewList("latestReviews", latestReviews(view, pull, false))(args),
    latestOpinionatedReviews: (args: PageArguments & { writersOnly?: boolean }) => {
      const rows = latestReviews(view, pull, true).filter(
        (row) => args.writersOnly !== true || reaches(permissionOf(view, repo, row.author), "write"),
      );
      return reviewList("latestOpinionatedReviews", rows)(args);
    },
    reviewDecision: () => reviewDecision(view, pull),
    reviewThreads: threads(context, repo, pull),
    comments: comments(context, repo, pull),
    totalCommentsCount: () => commentsOf(view, pull).length,
    commits: (args: PageArguments) =>
      connection("commits", args, commitsOf(view, pull), (row) => ({
        __typename: "PullRequestCommit",
        id: nodeId("PRC", `${pull.id}:${row.sha}`),
        commit: () => commitNode(context, repo, row),
        pullRequest: () => pullNode(context, repo, pull),
        url: `${url}/commits/${row.sha}`,
        resourcePath: `/${fullName(repo)}/pull/${pull.number}/commits/${row.sha}`,
      })),
    statusCheckRollup: () => rollupNode(context, repo, pull.headSha),
    isInMergeQueue: () => view.db.queue.get(numberKey(repo.id, pull.number)) !== undefined,
    isMergeQueueEnabled: () => protectionsOf(view, repo.id, pull.baseRef).some((row) => row.mergeQueue),
    mergeQueue: () => queueNode(context, repo, pull.baseRef),
    mergeQueueEntry: () => {
      if (!may(view, caller, repo, "merge_queues:read")) throw forbidden(context);
      const entry = view.db.queue.get(numberKey(repo.id, pull.number));
      return entry === undefined ? null : entryNode(context, repo, entry);
    },
    autoMergeRequest: null,
    viewerDidAuthor: actorOf(caller) === pull.author,
    viewerCanUpdate: may(view, caller, repo, "pull_requests:write"),
  };
}

export function entryNode(context: GraphContext, repo: Repository, entry: QueueEntry): Record<string, unknown> {
  const { view } = context;
  return {
    __typename: "MergeQueueEntry",
    id: nodeId("MQE", entry.id),
    position: queueOf(view, repo.id, entry.base).findIndex((row) => row.id === entry.id) + 1,
    state: "AWAITING_CHECKS",
    enqueuedAt: entry.enqueuedAt,
    enqueuer: () => actor(view, entry.enqueuer),
    estimatedTimeToMerge: null,
    jump: false,
    solo: false,
    baseCommit: () => commitOrNull(context, repo, entry.baseSha),
    headCommit: () => commitOrNull(context, repo, entry.headSha),
    mergeQueue: () => queueNode(context, repo, entry.base),
    pullRequest: () => {
      const pull = view.db.pulls.get(numberKey(repo.id, entry.number));
      return pull === undefined ? null : pullNode(context, repo, pull);
    },
  };
}

export function reviewNode(context: GraphContext, repo: Repository, row: Review): Record<string, unknown> {
  const { view } = context;
  const url = `${view.url}/${fullName(repo)}/pull/${row.number}#pullrequestreview-${row.id}`;
  return {
    __typename: "PullRequestReview",
    id: nodeId("PRR", row.id),
    databaseId: row.id,
    fullDatabaseId: String(row.id),
    author: () => actor(view, row.author),
    authorAssociation: association(view, repo, row.author),
    authorCanPushToRepository: () => reaches(permissionOf(view, repo, row.author), "write"),
    state: row.state,
    body: row.body,
    bodyText: row.body,
    bodyHTML: row.body,
    submittedAt: row.state === "PENDING" ? null : row.submittedAt,
    createdAt: row.submittedAt,
    updatedAt: row.updatedAt,
    publishedAt: row.submittedAt,
    url,
    commit: () => commitOrNull(context, repo, row.commit),
    repository: () => repositoryNode(context, repo),
    pullRequest: () => {
      const pull = view.db.pulls.get(numberKey(repo.id, row.number));
      return pull === undefined ? null : pullNode(context, repo, pull);
    },
  };
}

export function commentNode(context: GraphContext, repo: Repository, row: Comment): Record<string, unknown> {
  const { view, caller } = context;
  const on = issueOrPull(view, repo.id, row.number);
  const kind = on !== undefined && isPull(on) ? "pull" : "issues";
  return {
    __typename: "IssueComment",
    id: nodeId("IC", row.id),
    databaseId: row.id,
    fullDatabaseId: String(row.id),
    author: () => actor(view, row.author),
    authorAssociation: association(view, repo, row.author),
    body: row.body,
    bodyText: row.body,
    bodyHTML: row.body,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    publishedAt: row.createdAt,
    lastEditedAt: row.updatedAt === row.createdAt ? null : row.updatedAt,
    includesCreatedEdit: row.updatedAt !== row.createdAt,
    editor: null,
    isMinimized: false,
    minimizedReason: null,
    viewerDidAuthor: actorOf(caller) === row.author,
    url: `${view.url}/${fullName(repo)}/${kind}/${row.number}#issuecomment-${row.id}`,
    repository: () => repositoryNode(context, repo),
    issue: () => (on === undefined || isPull(on) ? {} : issueNode(context, repo, on)),
    pullRequest: () => (on === undefined || !isPull(on) ? null : pullNode(context, repo, on)),
  };
}

export function issueNode(context: GraphContext, repo: Repository, row: Issue): Record<string, unknown> {
  const { view } = context;
  const url = `${view.url}/${fullName(repo)}/issues/${row.number}`;
  return {
    __typename: "Issue",
    id: nodeId("I", row.id),
    databaseId: row.id,
    fullDatabaseId: String(row.id),
    number: row.number,
    title: row.title,
    titleHTML: row.title,
    body: row.body ?? "",
    bodyText: row.body ?? "",
    state: row.state.toUpperCase(),
    stateReason: row.state === "closed" ? "COMPLETED" : null,
    closed: row.state === "closed",
    closedAt: row.closedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    url,
    resourcePath: `/${fullName(repo)}/issues/${row.number}`,
    author: () => actor(view, row.author),
    authorAssociation: association(view, repo, row.author),
    repository: () => repositoryNode(context, repo),
    labels: labels(context, repo, row.labels),
    comments: comments(context, repo, row),
  };
}
