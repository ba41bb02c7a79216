// The stranger's GraphQL: GitHub's own schema, answered by what a first afternoon's work would put behind it.
import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema, graphql } from "graphql";

type Json = Record<string, unknown>;

/**
 * `absent` and `501`: no GraphQL. `errors`: every query is refused. `null`: it knows no repository and says so by null.
 * `scalars`: the pull request without its lists. `lists`: the pull request, its reviews, comments and commits.
 */
export type StrangeGraph = "absent" | "501" | "errors" | "null" | "scalars" | "lists";

export interface GraphState {
  readonly pulls: readonly Json[];
  readonly reviews: readonly Json[];
  readonly comments: readonly Json[];
  readonly statuses: readonly Json[];
  readonly tip: string;
}

let schema: GraphQLSchema | null = null;

function officialSchema(): GraphQLSchema {
  const file = new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema"));
  schema ??= buildSchema(readFileSync(file, "utf8"), { assumeValidSDL: true });
  return schema;
}

export async function answerGraph(
  kind: StrangeGraph,
  { query, variables }: { query: string; variables: Json },
  state: GraphState,
): Promise<{ status: number; body: unknown }> {
  if (kind === "absent") return { status: 404, body: { message: "Not Found" } };
  if (kind === "501") return { status: 501, body: { message: "Not Implemented" } };
  if (kind === "errors") return { status: 200, body: { errors: [{ message: "GraphQL is not available here" }] } };
  const rootValue = {
    repository: () =>
      kind === "null" ? null : { pullRequest: ({ number }: { number: number }) => pull(kind, number, state) },
  };
  // What no resolver gives is null; where the schema allows none, graphql-js makes an error of it.
  const body = await graphql({ schema: officialSchema(), source: query, variableValues: variables, rootValue });
  return { status: 200, body };
}

function pull(kind: "scalars" | "lists", number: number, state: GraphState): Json | null {
  const found = state.pulls.find((one) => one.number === number) as
    | (Json & { head: { ref: string; sha: string }; user: { login: string } | null })
    | undefined;
  if (found === undefined) return null;
  const actor = (login: unknown) => ({ __typename: "User", login });
  const scalars = {
    number,
    title: found.title,
    body: found.body,
    url: found.html_url,
    state: "OPEN",
    isDraft: false,
    updatedAt: found.updated_at,
    additions: 10,
    deletions: 2,
    changedFiles: 1,
    author: actor("ada"),
    headRefName: found.head.ref,
    headRefOid: found.head.sha,
    headRepository: { nameWithOwner: "acme/shop" },
    baseRefName: "main",
    baseRefOid: state.tip,
  };
  if (kind === "scalars") return scalars;
  const list = (nodes: unknown[]) => ({ totalCount: nodes.length, pageInfo: { hasNextPage: false }, nodes });
  const of = (rows: readonly Json[], key: string) => rows.filter((row) => row[key] === number);
  return {
    ...scalars,
    reviews: list(
      of(state.reviews, "pull").map((review) => ({
        databaseId: review.id,
        state: review.state,
        url: "https://stranger.example/review",
        submittedAt: review.submitted_at,
        authorAssociation: "MEMBER",
        author: actor((review.user as Json).login),
        commit: { oid: review.commit_id },
      })),
    ),
    comments: list(
      of(state.comments, "issue").map((comment) => ({
        databaseId: comment.id,
        url: "https://stranger.example/comment",
        body: comment.body,
        createdAt: comment.created_at,
        updatedAt: comment.updated_at,
        author: actor((comment.user as Json).login),
      })),
    ),
    commits: list([{ commit: { oid: found.head.sha } }]),
  };
}
