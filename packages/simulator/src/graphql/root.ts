import { actorOf, sees } from "../access.ts";
import { repoById, repoKey } from "../state.ts";
import { isPull } from "../world.ts";
import { commitNode, runNode, statusNode, suiteNode } from "./commit.ts";
import { connection, type PageArguments } from "./connection.ts";
import { type GraphContext, graphError } from "./execute.ts";
import { actor } from "./people.ts";
import { commentNode, issueNode, pullNode, reviewNode } from "./pull.ts";
import { repositoryNode } from "./repository.ts";

/** The fields of `Query`. */
export function root(context: GraphContext): Record<string, unknown> {
  const { view, caller, budget } = context;
  const repository = (name: string) => {
    const repo = view.db.repositories.get(repoKey(name));
    if (repo === undefined || !sees(view, caller, repo)) {
      throw graphError("NOT_FOUND", `Could not resolve to a Repository with the name '${name}'.`);
    }
    return repositoryNode(context, repo);
  };
  const node = (id: string): unknown => {
    const found = nodeOf(context, id);
    if (found === null) throw graphError("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    return found;
  };
  const account = (login: string, kind: "User" | "Organization") => {
    const found = actor(view, login);
    if (found?.__typename === kind) return found;
    throw graphError(
      "NOT_FOUND",
      `Could not resolve to ${kind === "User" ? "a User" : "an Organization"} with the login of '${login}'.`,
    );
  };
  return {
    viewer: () => ({ ...actor(view, actorOf(caller)), __typename: "User", login: actorOf(caller), isViewer: true }),
    rateLimit: () => ({
      __typename: "RateLimit",
      limit: budget.limit,
      cost: 1,
      remaining: Math.max(0, budget.limit - budget.used),
      used: budget.used,
      nodeCount: 1,
      resetAt: new Date(budget.resetAt).toISOString().replace(/\.\d+/, ""),
    }),
    repository: (args: { owner: string; name: string }) => repository(`${args.owner}/${args.name}`),
    repositoryOwner: (args: { login: string }) => actor(view, args.login),
    user: (args: { login: string }) => account(args.login, "User"),
    organization: (args: { login: string }) => account(args.login, "Organization"),
    node: (args: { id: string }) => node(args.id),
    nodes: (args: { ids: string[] }) => args.ids.map((id) => nodeOf(context, id)),
    search: (args: PageArguments & { query: string; type: string }) => search(context, args),
  };
}

/** What a global id names, for the kinds that carry their number. */
function nodeOf(context: GraphContext, id: string): Record<string, unknown> | null {
  const { view } = context;
  const split = id.indexOf("_");
  const kind = id.slice(0, split);
  const value = Buffer.from(id.slice(split + 1), "base64url").toString();
  const number = Number(value);
  const visible = (repoId: number | undefined) => {
    const repo = repoById(view.db, repoId ?? null);
    return repo !== undefined && sees(view, context.caller, repo) ? repo : undefined;
  };
  function within<R extends { repoId: number }>(
    row: R | undefined,
    show: (repo: NonNullable<ReturnType<typeof visible>>, row: R) => Record<string, unknown>,
  ): Record<string, unknown> | null {
    const repo = visible(row?.repoId);
    return row === undefined || repo === undefined ? null : show(repo, row);
  }
  switch (kind) {
    case "R": {
      const repo = visible(number);
      return repo === undefined ? null : repositoryNode(context, repo);
    }
    case "PR":
      return within(
        view.db.pulls.find((row) => row.id === number),
        (repo, row) => pullNode(context, repo, row),
      );
    case "I":
      return within(
        view.db.issues.find((row) => row.id === number),
        (repo, row) => issueNode(context, repo, row),
      );
    case "IC":
      return within(view.db.comments.get(number), (repo, row) => commentNode(context, repo, row));
    case "PRR":
      return within(view.db.reviews.get(number), (repo, row) => reviewNode(context, repo, row));
    case "CR":
      return within(view.db.checkRuns.get(number), (repo, row) => runNode(context, repo, row));
    case "CS":
      return within(view.db.checkSuites.get(number), (repo, row) => suiteNode(context, repo, row));
    case "SC":
      return within(view.db.statuses.get(number), (repo, row) => statusNode(context, repo, row));
    case "C": {
      const [repoId, sha] = value.split(":");
      const repo = visible(Number(repoId));
      const commit = view.git.commit(sha);
      return repo === undefined || commit === undefined ? null : commitNode(context, repo, commit);
    }
    case "U":
    case "BOT":
    case "O":
      return actor(view, view.db.accounts.find((row) => row.id === number)?.login ?? null);
    default:
      return null;
  }
}

/** A small part of GitHub's search: `repo:`, `org:`, `author:`, `is:pr|issue|open|closed|merged`, `head:`, `base:`. */
function search(context: GraphContext, args: PageArguments & { query: string; type: string }) {
  const { view, caller } = context;
  const words = args.query.split(/\s+/).filter((word) => word !== "");
  const all = [...view.db.pulls.all(), ...view.db.issues.all()];
  const rows = all.filter((row) => {
    const repo = repoById(view.db, row.repoId);
    if (repo === undefined || !sees(view, caller, repo)) return false;
    return words.every((word) => {
      const [key, value = ""] = word.split(/:(.*)/s);
      switch (key) {
        case "repo":
          return `${repo.owner}/${repo.name}`.toLowerCase() === value.toLowerCase();
        case "org":
        case "user":
          return repo.owner.toLowerCase() === value.toLowerCase();
        case "author":
          return row.author.toLowerCase() === value.toLowerCase();
        case "head":
          return isPull(row) && row.headRef === value;
        case "base":
          return isPull(row) && row.baseRef === value;
        case "is":
        case "state":
        case "type":
          if (value === "pr") return isPull(row);
          if (value === "issue") return !isPull(row);
          return value === "merged" ? isPull(row) && row.merged : row.state === value;
        default:
          return key !== undefined && row.title.toLowerCase().includes(word.toLowerCase());
      }
    });
  });
  const found = connection(
    "search",
    args,
    args.type === "ISSUE" || args.type === "ISSUE_ADVANCED" ? rows : [],
    (row) => {
      const repo = repoById(view.db, row.repoId);
      if (repo === undefined) return null;
      return isPull(row) ? pullNode(context, repo, row) : issueNode(context, repo, row);
    },
  );
  return { ...found, issueCount: found.totalCount };
}
