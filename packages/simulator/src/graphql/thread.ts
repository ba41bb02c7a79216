import { may } from "../access.ts";
import type { Thread } from "../evidence.ts";
import { nodeId } from "../present/people.ts";
import { association } from "../present/repository.ts";
import { threadUrl } from "../present/thread.ts";
import type { Pull, Repository } from "../state.ts";
import { forbidden } from "./commit.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { GraphContext } from "./execute.ts";
import { actor } from "./people.ts";

/** The conversations on lines of a pull request, oldest first. */
export function threads(context: GraphContext, repo: Repository, pull: Pull) {
  return (args: PageArguments) => {
    if (!may(context.view, context.caller, repo, "pull_requests:read")) throw forbidden(context);
    const rows = context.view.db.threads.filter((row) => row.repoId === repo.id && row.number === pull.number);
    return connection("reviewThreads", args, rows, (row) => threadNode(context, repo, row));
  };
}

function threadNode(context: GraphContext, repo: Repository, row: Thread): Record<string, unknown> {
  const { view } = context;
  return {
    __typename: "PullRequestReviewThread",
    id: nodeId("PRRT", row.id),
    isResolved: row.resolvedBy !== null,
    isCollapsed: row.resolvedBy !== null,
    isOutdated: row.line === null,
    resolvedBy: () => actor(view, row.resolvedBy),
    path: row.path,
    line: row.line,
    originalLine: row.line,
    startLine: null,
    subjectType: row.line === null ? "FILE" : "LINE",
    diffSide: "RIGHT",
    comments: (args: PageArguments) =>
      connection("comments", args, row.comments, (comment) => ({
        __typename: "PullRequestReviewComment",
        id: nodeId("PRRC", comment.id),
        databaseId: comment.id,
        fullDatabaseId: String(comment.id),
        author: () => actor(view, comment.author),
        authorAssociation: association(view, repo, comment.author),
        body: comment.body,
        path: row.path,
        createdAt: comment.at,
        updatedAt: comment.at,
        url: threadUrl(view, repo, row),
      })),
  };
}
