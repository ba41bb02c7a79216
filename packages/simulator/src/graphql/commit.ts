import { may } from "../access.ts";
import type { Commit, Signature } from "../git.ts";
import { protectionsOf, pullsWith } from "../present/change.ts";
import { combinedState, latestCheckRuns, latestStatuses, suiteState } from "../present/checks.ts";
import { nodeId } from "../present/people.ts";
import type { CheckRun, CheckSuite, Repository, Status } from "../state.ts";
import { fullName } from "../state.ts";
import { connection, ordered, type PageArguments } from "./connection.ts";
import { type GraphContext, graphError } from "./execute.ts";
import { actor, graphApp, person } from "./people.ts";
import { pullNode } from "./pull.ts";
import { repositoryNode } from "./repository.ts";

function gitActor(context: GraphContext, who: Signature) {
  return {
    __typename: "GitActor",
    name: who.name,
    email: who.email,
    date: who.date,
    avatarUrl: "",
    user: () => person(context.view, who.login),
  };
}

export function commitNode(context: GraphContext, repo: Repository, row: Commit) {
  const { view, caller } = context;
  const url = `${view.url}/${fullName(repo)}/commit/${row.sha}`;
  const [headline = "", ...rest] = row.message.split("\n");
  const rollup = () => rollupNode(context, repo, row.sha);
  return {
    __typename: "Commit",
    id: nodeId("C", `${repo.id}:${row.sha}`),
    oid: row.sha,
    abbreviatedOid: row.sha.slice(0, 7),
    message: row.message,
    messageHeadline: headline,
    messageBody: rest.join("\n").trim(),
    committedDate: row.committer.date,
    authoredDate: row.author.date,
    pushedDate: null,
    url,
    commitUrl: url,
    resourcePath: `/${fullName(repo)}/commit/${row.sha}`,
    author: () => gitActor(context, row.author),
    committer: () => gitActor(context, row.committer),
    authoredByCommitter: row.author.login === row.committer.login,
    committedViaWeb: row.committer.login === "web-flow",
    signature: null,
    repository: () => repositoryNode(context, repo),
    tree: () => treeNode(context, repo, row.tree),
    authors: (args: PageArguments) =>
      connection("authors", args, [row.author, ...row.coAuthors], (who) => gitActor(context, who)),
    parents: (args: PageArguments) => {
      const parents = row.parents.flatMap((sha) => view.git.commit(sha) ?? []);
      return connection("parents", args, parents, (parent) => commitNode(context, repo, parent));
    },
    history: (args: PageArguments) =>
      connection("history", args, view.git.history(row.sha), (commit) => commitNode(context, repo, commit)),
    statusCheckRollup: rollup,
    status: () => {
      if (!may(view, caller, repo, "statuses:read")) throw forbidden(context);
      const statuses = latestStatuses(view, repo.id, row.sha);
      if (statuses.length === 0) return null;
      return {
        __typename: "Status",
        id: nodeId("S", `${repo.id}:${row.sha}`),
        state: combinedState(statuses).toUpperCase(),
        commit: () => commitNode(context, repo, row),
        contexts: () => statuses.map((status) => statusNode(context, repo, status)),
        context: (args: { name: string }) => {
          const found = statuses.find((status) => status.context === args.name);
          return found === undefined ? null : statusNode(context, repo, found);
        },
      };
    },
    associatedPullRequests: (args: PageArguments & { orderBy?: { field: string; direction: "ASC" | "DESC" } }) => {
      const rows = ordered(pullsWith(view, repo.id, row.sha), args.orderBy, {
        CREATED_AT: (pull) => pull.number,
        UPDATED_AT: (pull) => pull.updatedAt,
      });
      return connection("associatedPullRequests", args, rows, (pull) => pullNode(context, repo, pull));
    },
    checkSuites: (args: PageArguments & { filterBy?: { appId?: number; checkName?: string } }) => {
      if (!may(view, caller, repo, "checks:read")) throw forbidden(context);
      const rows = view.db.checkSuites
        .filter((suite) => suite.repoId === repo.id && suite.sha === row.sha)
        .filter((suite) => args.filterBy?.appId == null || suite.appId === args.filterBy.appId);
      return connection("checkSuites", args, rows, (suite) => suiteNode(context, repo, suite));
    },
  };
}

/** GitHub's refusal of a field, in the words it has for the caller's kind. */
export function forbidden(context: GraphContext) {
  const who = context.caller.kind === "installation" ? "integration" : "personal access token";
  return graphError("FORBIDDEN", `Resource not accessible by ${who}`);
}

function stateOf(entry: CheckRun | Status): "SUCCESS" | "FAILURE" | "ERROR" | "PENDING" {
  if ("context" in entry) return entry.state.toUpperCase() as "SUCCESS" | "FAILURE" | "ERROR" | "PENDING";
  if (entry.status !== "completed") return "PENDING";
  return ["success", "neutral", "skipped"].includes(entry.conclusion ?? "") ? "SUCCESS" : "FAILURE";
}

/** All checks and statuses of a commit under one state; null where nobody reported. */
export function rollupNode(context: GraphContext, repo: Repository, sha: string) {
  const { view, caller } = context;
  if (!may(view, caller, repo, "checks:read") || !may(view, caller, repo, "statuses:read")) throw forbidden(context);
  const entries = [...latestCheckRuns(view, repo.id, sha), ...latestStatuses(view, repo.id, sha)];
  if (entries.length === 0) return null;
  const states = entries.map(stateOf);
  const worst = (["FAILURE", "ERROR", "PENDING"] as const).find((state) => states.includes(state)) ?? "SUCCESS";
  return {
    __typename: "StatusCheckRollup",
    id: nodeId("SCR", `${repo.id}:${sha}`),
    state: worst,
    commit: () => {
      const commit = view.git.commit(sha);
      return commit === undefined ? null : commitNode(context, repo, commit);
    },
    contexts: (args: PageArguments) => {
      const nodes = connection("contexts", args, entries, (entry) =>
        "context" in entry ? statusNode(context, repo, entry) : runNode(context, repo, entry),
      );
      const runs = entries.filter((entry) => !("context" in entry)).length;
      return { ...nodes, checkRunCount: runs, statusContextCount: entries.length - runs };
    },
  };
}

function isRequired(context: GraphContext, repo: Repository, name: string, appId: number | null) {
  return (args: { pullRequestNumber?: number | null; pullRequestId?: string | null }): boolean => {
    const pull = context.view.db.pulls.find(
      (row) =>
        row.repoId === repo.id &&
        (row.number === args.pullRequestNumber || nodeId("PR", row.id) === args.pullRequestId),
    );
    if (pull === undefined) throw graphError("NOT_FOUND", "Could not resolve to a PullRequest.");
    return protectionsOf(context.view, repo.id, pull.baseRef).some((row) =>
      row.requiredChecks?.some((c) => c.context === name && (c.appId == null || c.appId === appId)),
    );
  };
}

export function runNode(context: GraphContext, repo: Repository, row: CheckRun) {
  const { view } = context;
  const url = `${view.url}/${fullName(repo)}/runs/${row.id}`;
  return {
    __typename: "CheckRun",
    id: nodeId("CR", row.id),
    databaseId: row.id,
    name: row.name,
    status: row.status.toUpperCase(),
    conclusion: row.conclusion?.toUpperCase() ?? null,
    externalId: row.externalId,
    detailsUrl: row.detailsUrl ?? view.apps.apps.get(row.appId)?.url ?? null,
    startedAt: row.startedAt,
    completedAt: row.completedAt,
    title: row.output.title,
    summary: row.output.summary,
    text: row.output.text,
    url,
    permalink: url,
    resourcePath: `/${fullName(repo)}/runs/${row.id}`,
    repository: () => repositoryNode(context, repo),
    isRequired: isRequired(context, repo, row.name, row.appId),
    checkSuite: () => {
      const suite = view.db.checkSuites.get(row.suiteId);
      return suite === undefined ? null : suiteNode(context, repo, suite);
    },
  };
}

export function suiteNode(context: GraphContext, repo: Repository, suite: CheckSuite): Record<string, unknown> {
  const { view } = context;
  const state = suiteState(view, suite);
  return {
    __typename: "CheckSuite",
    id: nodeId("CS", suite.id),
    databaseId: suite.id,
    status: state.status.toUpperCase(),
    conclusion: state.conclusion?.toUpperCase() ?? null,
    createdAt: suite.createdAt,
    updatedAt: suite.updatedAt,
    url: `${view.url}/${fullName(repo)}/commit/${suite.sha}/checks?check_suite_id=${suite.id}`,
    resourcePath: `/${fullName(repo)}/commit/${suite.sha}/checks`,
    app: () => graphApp(view, view.apps.apps.get(suite.appId)),
    branch: null,
    creator: null,
    push: null,
    workflowRun: null,
    repository: () => repositoryNode(context, repo),
    commit: () => {
      const commit = view.git.commit(suite.sha);
      return commit === undefined ? null : commitNode(context, repo, commit);
    },
    checkRuns: (args: PageArguments & { filterBy?: { checkName?: string; checkType?: "ALL" | "LATEST" } }) => {
      const all = view.db.checkRuns.filter((run) => run.suiteId === suite.id);
      const latest = new Set(latestCheckRuns(view, repo.id, suite.sha).map((run) => run.id));
      const rows = all
        .filter((run) => args.filterBy?.checkType === "ALL" || latest.has(run.id))
        .filter((run) => args.filterBy?.checkName == null || run.name === args.filterBy.checkName);
      return connection("checkRuns", args, rows, (run) => runNode(context, repo, run));
    },
    matchingPullRequests: (args: PageArguments) => {
      const rows = view.db.pulls.filter((row) => row.repoId === repo.id && row.headSha === suite.sha);
      return connection("matchingPullRequests", args, rows, (pull) => pullNode(context, repo, pull));
    },
  };
}

export function statusNode(context: GraphContext, repo: Repository, row: Status) {
  return {
    __typename: "StatusContext",
    id: nodeId("SC", row.id),
    context: row.context,
    state: row.state.toUpperCase(),
    description: row.description,
    targetUrl: row.targetUrl,
    createdAt: row.createdAt,
    avatarUrl: "",
    creator: () => actor(context.view, row.creator),
    isRequired: isRequired(context, repo, row.context, null),
    commit: () => {
      const commit = context.view.git.commit(row.sha);
      return commit === undefined ? null : commitNode(context, repo, commit);
    },
  };
}

export function blobNode(context: GraphContext, repo: Repository, sha: string) {
  const content = context.view.git.blob(sha);
  if (content === undefined) return null;
  const binary = content.includes(0);
  return {
    __typename: "Blob",
    id: nodeId("B", `${repo.id}:${sha}`),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    byteSize: content.length,
    isBinary: binary,
    isTruncated: content.length > 512_000,
    text: binary ? null : content.subarray(0, 512_000).toString(),
    repository: () => repositoryNode(context, repo),
    commitUrl: `${context.view.url}/${fullName(repo)}`,
    commitResourcePath: `/${fullName(repo)}`,
  };
}

export function treeNode(context: GraphContext, repo: Repository, sha: string): Record<string, unknown> {
  return {
    __typename: "Tree",
    id: nodeId("T", `${repo.id}:${sha}`),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    repository: () => repositoryNode(context, repo),
    commitUrl: `${context.view.url}/${fullName(repo)}`,
    commitResourcePath: `/${fullName(repo)}`,
    entries: () =>
      (context.view.git.tree(sha) ?? []).map((entry) => ({
        __typename: "TreeEntry",
        name: entry.path,
        path: entry.path,
        oid: entry.sha,
        mode: Number.parseInt(entry.mode, 8),
        type: entry.type,
        size: entry.size ?? 0,
        extension: entry.path.includes(".") ? `.${entry.path.split(".").at(-1)}` : "",
        object: () => (entry.type === "blob" ? blobNode(context, repo, entry.sha) : treeNode(context, repo, entry.sha)),
      })),
  };
}
