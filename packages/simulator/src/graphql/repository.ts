import { may } from "../access.ts";
import { queueOf } from "../operations/queue.ts";
import { protectionsOf, pullsWith } from "../present/change.ts";
import { nodeId } from "../present/people.ts";
import { permissionOf, reaches, resolveCommit } from "../present/repository.ts";
import type { Protection, Pull, Repository } from "../state.ts";
import { fullName, numberKey, refKey, repoById } from "../state.ts";
import { isPull, issueOrPull } from "../world.ts";
import { blobNode, commitNode, forbidden, treeNode } from "./commit.ts";
import { connection, ordered, type PageArguments } from "./connection.ts";
import { type GraphContext, graphError } from "./execute.ts";
import { actor, graphApp } from "./people.ts";
import { entryNode, issueNode, pullNode } from "./pull.ts";

type OrderBy = { orderBy?: { field: string; direction: "ASC" | "DESC" } };

const PULL_ORDER = { CREATED_AT: (row: Pull) => row.number, UPDATED_AT: (row: Pull) => row.updatedAt };

export function repositoryNode(context: GraphContext, repo: Repository): Record<string, unknown> {
  const { view, caller } = context;
  const name = fullName(repo);
  const role = caller.kind === "user" ? permissionOf(view, repo, caller.login) : null;
  const contents = () => {
    if (!may(view, caller, repo, "contents:read")) throw forbidden(context);
  };
  const pullsAllowed = () => {
    if (!may(view, caller, repo, "pull_requests:read")) throw forbidden(context);
  };
  return {
    __typename: "Repository",
    id: nodeId("R", repo.id),
    databaseId: repo.id,
    name: repo.name,
    nameWithOwner: name,
    owner: () => actor(view, repo.owner),
    url: `${view.url}/${name}`,
    resourcePath: `/${name}`,
    description: null,
    isPrivate: repo.private,
    visibility: repo.private ? "PRIVATE" : "PUBLIC",
    isFork: repo.parentId !== null,
    isArchived: repo.archived,
    archivedAt: repo.archived ? repo.updatedAt : null,
    isDisabled: false,
    isEmpty: false,
    isInOrganization: () => view.db.accounts.get(repo.owner.toLowerCase())?.type === "Organization",
    hasIssuesEnabled: true,
    createdAt: repo.createdAt,
    updatedAt: repo.updatedAt,
    pushedAt: repo.pushedAt,
    mergeCommitAllowed: true,
    squashMergeAllowed: true,
    rebaseMergeAllowed: true,
    viewerPermission: role?.toUpperCase() ?? null,
    viewerCanAdminister: role === "admin",
    parent: () => {
      const parent = repoById(view.db, repo.parentId);
      return parent === undefined ? null : repositoryNode(context, parent);
    },
    defaultBranchRef: () => {
      contents();
      return refNode(context, repo, `refs/heads/${repo.defaultBranch}`);
    },
    ref: (args: { qualifiedName: string }) => {
      contents();
      const asked = args.qualifiedName;
      return refNode(context, repo, asked.startsWith("refs/") ? asked : `refs/heads/${asked}`);
    },
    refs: (args: PageArguments & { refPrefix: string; query?: string }) => {
      contents();
      const rows = view.db.refs.filter(
        (ref) => ref.repoId === repo.id && ref.name.startsWith(args.refPrefix) && ref.name.includes(args.query ?? ""),
      );
      return connection("refs", args, rows, (ref) => refNode(context, repo, ref.name));
    },
    object: (args: { expression?: string; oid?: string }) => {
      contents();
      return objectNode(context, repo, args);
    },
    pullRequest: (args: { number: number }) => {
      pullsAllowed();
      const pull = view.db.pulls.get(numberKey(repo.id, args.number));
      if (pull !== undefined) return pullNode(context, repo, pull);
      throw graphError("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${args.number}.`);
    },
    pullRequests: (
      args: PageArguments &
        OrderBy & { states?: string[]; headRefName?: string; baseRefName?: string; labels?: string[] },
    ) => {
      pullsAllowed();
      const rows = view.db.pulls
        .filter((row) => row.repoId === repo.id)
        .filter((row) => args.states == null || args.states.includes(row.merged ? "MERGED" : row.state.toUpperCase()))
        .filter((row) => args.headRefName == null || row.headRef === args.headRefName)
        .filter((row) => args.baseRefName == null || row.baseRef === args.baseRefName)
        .filter((row) => args.labels == null || args.labels.some((label) => row.labels.includes(label)));
      return connection("pullRequests", args, ordered(rows, args.orderBy, PULL_ORDER), (row) =>
        pullNode(context, repo, row),
      );
    },
    issue: (args: { number: number }) => {
      if (!may(view, caller, repo, "issues:read")) throw forbidden(context);
      const row = view.db.issues.get(numberKey(repo.id, args.number));
      if (row !== undefined) return issueNode(context, repo, row);
      throw graphError("NOT_FOUND", `Could not resolve to an Issue with the number of ${args.number}.`);
    },
    issueOrPullRequest: (args: { number: number }) => {
      const row = issueOrPull(view, repo.id, args.number);
      if (row === undefined) {
        const message = `Could not resolve to an issue or pull request with the number of ${args.number}.`;
        throw graphError("NOT_FOUND", message);
      }
      return isPull(row) ? pullNode(context, repo, row) : issueNode(context, repo, row);
    },
    issues: (args: PageArguments & { states?: string[] }) => {
      const rows = view.db.issues.filter(
        (row) => row.repoId === repo.id && (args.states == null || args.states.includes(row.state.toUpperCase())),
      );
      return connection("issues", args, rows, (row) => issueNode(context, repo, row));
    },
    branchProtectionRules: (args: PageArguments) => {
      if (!may(view, caller, repo, "administration:read")) {
        if (caller.kind === "installation") throw forbidden(context);
        return connection("branchProtectionRules", args, [], () => null);
      }
      const rows = view.db.protections.filter((row) => row.repoId === repo.id && row.kind === "classic");
      return connection("branchProtectionRules", args, rows, (row) => classicNode(context, repo, row));
    },
    mergeQueue: (args: { branch?: string }) => queueNode(context, repo, args.branch ?? repo.defaultBranch),
    collaborators: (args: PageArguments & { query?: string; login?: string }) => {
      const rows = Object.entries(repo.permissions).filter(([login]) => login.includes(args.query ?? args.login ?? ""));
      const found = connection("collaborators", args, rows, ([login]) => actor(view, login));
      const edges = found.edges.map((edge, index) => ({
        ...edge,
        permission: (rows[index]?.[1] ?? "read").toUpperCase(),
      }));
      return { ...found, edges };
    },
  };
}

/** What an expression such as `main:.qms/review.yml`, a branch, or a sha names. */
function objectNode(context: GraphContext, repo: Repository, args: { expression?: string; oid?: string }) {
  const { view } = context;
  const expression = args.oid ?? args.expression ?? "HEAD";
  const colon = expression.indexOf(":");
  const commit = resolveCommit(view, repo, colon < 0 ? expression : expression.slice(0, colon));
  if (colon >= 0) {
    const entry = commit && view.git.entryAt(commit, expression.slice(colon + 1));
    if (entry === undefined) return null;
    return entry.type === "blob" ? blobNode(context, repo, entry.sha) : treeNode(context, repo, entry.sha);
  }
  if (commit !== undefined) return commitNode(context, repo, commit);
  if (view.git.tree(expression) !== undefined) return treeNode(context, repo, expression);
  return blobNode(context, repo, expression);
}

export function refNode(context: GraphContext, repo: Repository, name: string): Record<string, unknown> | null {
  const { view, caller } = context;
  const ref = view.db.refs.get(refKey(repo.id, name));
  if (ref === undefined) return null;
  const prefix = /^refs\/[^/]+\//.exec(name)?.[0] ?? "refs/";
  const branch = name.slice(prefix.length);
  const rows = () => protectionsOf(view, repo.id, branch);
  return {
    __typename: "Ref",
    id: nodeId("REF", `${repo.id}:${name}`),
    name: branch,
    prefix,
    repository: () => repositoryNode(context, repo),
    target: () => {
      const commit = view.git.commit(ref.sha);
      return commit === undefined ? null : commitNode(context, repo, commit);
    },
    associatedPullRequests: (args: PageArguments & { states?: string[] }) => {
      const found = pullsWith(view, repo.id, ref.sha).filter(
        (row) => args.states == null || args.states.includes(row.merged ? "MERGED" : row.state.toUpperCase()),
      );
      return connection("associatedPullRequests", args, found, (row) => pullNode(context, repo, row));
    },
    branchProtectionRule: () => {
      if (!may(view, caller, repo, "administration:read")) {
        // People without the right see nothing; Apps are told.
        if (caller.kind === "installation") throw forbidden(context);
        return null;
      }
      const classic = rows().find((row) => row.kind === "classic");
      return classic === undefined ? null : classicNode(context, repo, classic);
    },
    refUpdateRule: () => {
      const classic = rows().find((row) => row.kind === "classic");
      if (classic === undefined) return null;
      return {
        __typename: "RefUpdateRule",
        pattern: classic.branch,
        requiredStatusCheckContexts: classic.requiredChecks?.map((check) => check.context) ?? [],
        requiredApprovingReviewCount: classic.approvals,
        requiresCodeOwnerReviews: classic.codeOwners,
        allowsDeletions: false,
        allowsForcePushes: false,
        blocksCreations: false,
        requiresConversationResolution: classic.resolvedThreads,
        requiresLinearHistory: classic.linearHistory,
        requiresSignatures: classic.signedCommits,
        viewerAllowedToDismissReviews: true,
        viewerCanPush: caller.kind === "user" && reaches(permissionOf(view, repo, caller.login), "write"),
      };
    },
    rules: (args: PageArguments) => {
      const found = rows().filter((row) => row.kind === "ruleset");
      const list = found.flatMap((row) => ruleNodes(row));
      return connection("rules", args, list, (rule) => rule);
    },
  };
}

function ruleNodes(row: Protection) {
  const list: Record<string, unknown>[] = [];
  const rule = (type: string, parameters: Record<string, unknown> | null) =>
    list.push({ __typename: "RepositoryRule", id: nodeId("RU", `${row.id}:${type}`), type, parameters });
  if (row.requiredChecks !== null) {
    rule("REQUIRED_STATUS_CHECKS", {
      __typename: "RequiredStatusChecksParameters",
      doNotEnforceOnCreate: false,
      strictRequiredStatusChecksPolicy: row.strict,
      requiredStatusChecks: row.requiredChecks.map((c) => ({ context: c.context, integrationId: c.appId ?? null })),
    });
  }
  if (row.approvals !== null) {
    rule("PULL_REQUEST", {
      __typename: "PullRequestParameters",
      requiredApprovingReviewCount: row.approvals,
      dismissStaleReviewsOnPush: row.dismissStale,
      requireCodeOwnerReview: row.codeOwners,
      requireLastPushApproval: row.lastPushApproval,
      requiredReviewThreadResolution: row.resolvedThreads,
    });
  }
  if (row.mergeQueue) rule("MERGE_QUEUE", null);
  return list;
}

function classicNode(context: GraphContext, repo: Repository, row: Protection) {
  return {
    __typename: "BranchProtectionRule",
    id: nodeId("BPR", row.id),
    databaseId: row.id,
    pattern: row.branch,
    requiresStatusChecks: row.requiredChecks !== null,
    requiresStrictStatusChecks: row.strict,
    requiredStatusCheckContexts: row.requiredChecks?.map((check) => check.context) ?? [],
    requiredStatusChecks: () =>
      row.requiredChecks?.map((check) => ({
        context: check.context,
        app: () => graphApp(context.view, context.view.apps.apps.get(check.appId ?? -1)),
      })) ?? [],
    requiresApprovingReviews: row.approvals !== null,
    requiredApprovingReviewCount: row.approvals,
    requiresCodeOwnerReviews: row.codeOwners,
    requireLastPushApproval: row.lastPushApproval,
    dismissesStaleReviews: row.dismissStale,
    isAdminEnforced: row.enforceAdmins,
    allowsDeletions: false,
    allowsForcePushes: false,
    repository: () => repositoryNode(context, repo),
    creator: () => actor(context.view, repo.owner),
  };
}

export function queueNode(context: GraphContext, repo: Repository, branch: string): Record<string, unknown> | null {
  const { view, caller } = context;
  if (!may(view, caller, repo, "merge_queues:read")) throw forbidden(context);
  const entries = queueOf(view, repo.id, branch);
  if (entries.length === 0 && !protectionsOf(view, repo.id, branch).some((row) => row.mergeQueue)) return null;
  return {
    __typename: "MergeQueue",
    id: nodeId("MQ", `${repo.id}:${branch}`),
    url: `${view.url}/${fullName(repo)}/queue/${branch}`,
    resourcePath: `/${fullName(repo)}/queue/${branch}`,
    repository: () => repositoryNode(context, repo),
    entries: (args: PageArguments) => connection("entries", args, entries, (entry) => entryNode(context, repo, entry)),
  };
}
