import type { KnownChecks, ReportedCheck } from "@tollgate/core/vocabulary/evidence";
import { z } from "zod";
import { type ChangeAt, ForgeError } from "../../forge.ts";
import { type Client, ownerAndName } from "../client.ts";
import { isMissing } from "../errors.ts";
import { contextsSchema, nullable } from "../query-schema.ts";
import { restChecks } from "../rest.ts";
import { Kept } from "./kept.ts";
import { commitSchema } from "./wire.ts";

/** A check that nobody reported for so long is noticed a little later. */
const KEPT_MS = 10 * 60_000;
/** How many commits of the branch are looked at by REST, of which each costs two requests. */
const MOST_BY_REST = 3;

const ROLLUP = `statusCheckRollup { contexts(first: 100) { pageInfo { hasNextPage } nodes { __typename
  ... on CheckRun { name status checkSuite { app { databaseId } } }
  ... on StatusContext { context state createdAt } } } }`;

/**
 * The newest commits of a branch, and the heads of the changes that were merged into it last: where checks run on pull
 * requests only, nothing reports on the branch itself.
 */
export const KNOWN_CHECKS_QUERY = `query TollgateKnownChecks($owner: String!, $name: String!, $branch: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { history(first: 5) { nodes { oid ${ROLLUP} } } } }
    pullRequests(baseRefName: $branch, states: [MERGED], first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { commits(last: 1) { nodes { commit { oid ${ROLLUP} } } } }
    }
  }
}`;

const commit = z.object({ oid: z.string(), statusCheckRollup: z.object({ contexts: z.unknown() }).nullish() });
const answerSchema = z.object({
  repository: z.object({
    object: z.object({ history: z.object({ nodes: nullable(commit) }) }).nullish(),
    pullRequests: z.object({
      nodes: nullable(z.object({ commits: z.object({ nodes: nullable(z.object({ commit })) }) })),
    }),
  }),
});

/** Which checks report on what goes into a branch. */
export class ReportedChecks {
  readonly #client: Client;
  readonly #kept: Kept<KnownChecks>;

  constructor(client: Client, now: () => number) {
    this.#client = client;
    this.#kept = new Kept({ most: 500, forMs: KEPT_MS, now });
  }

  read({ repository, baseRef, baseSha }: ChangeAt): Promise<KnownChecks> {
    const ask = async () =>
      (await this.#byGraphql(repository, baseRef, baseSha)) ?? (await this.#byRest(repository, baseSha));
    return this.#kept.get(`${repository} ${baseRef}`, ask);
  }

  /** Null where this server's GraphQL does not tell. */
  async #byGraphql(repository: string, branch: string, oid: string): Promise<KnownChecks | null> {
    try {
      const variables = { ...ownerAndName(repository), branch, oid };
      const answer = await this.#client.graphql(repository, KNOWN_CHECKS_QUERY, variables);
      const parsed = answerSchema.safeParse(answer.data);
      if (!parsed.success || answer.errors.length > 0) return null;
      const { object, pullRequests } = parsed.data.repository;
      const onBranch = object?.history.nodes ?? [];
      const merged = (pullRequests.nodes ?? []).flatMap((pull) => pull?.commits.nodes ?? []);
      const commits = [...onBranch, ...merged.map((node) => node?.commit ?? null)].filter((one) => one !== null);
      const byOid = new Map(commits.map((one) => [one.oid, reportedOn(one)]));
      return together([...byOid.values()]);
    } catch (error) {
      if (error instanceof ForgeError && (isMissing(error) || error.kind === "invalid" || error.kind === "protocol")) {
        return null;
      }
      throw error;
    }
  }

  async #byRest(repository: string, baseSha: string): Promise<KnownChecks> {
    const path = `/commits?sha=${baseSha}&per_page=${MOST_BY_REST}`;
    const commits = await this.#client.get(repository, path, z.array(commitSchema), { needs: "Contents: read" });
    const lists = commits.map(async ({ sha }) => {
      const parts = await restChecks(this.#client, repository, sha, true);
      return parts.map(({ check }) => ({ name: check.name, appId: check.appId }));
    });
    return together(await Promise.all(lists));
  }
}

function reportedOn({ statusCheckRollup }: z.infer<typeof commit>): readonly ReportedCheck[] {
  const nodes = contextsSchema.safeParse(statusCheckRollup?.contexts).data?.nodes ?? [];
  return nodes.flatMap((node) => {
    if (node === null) return [];
    if (node.__typename === "StatusContext") return [{ name: node.context, appId: null }];
    return [{ name: node.name, appId: node.checkSuite?.app?.databaseId ?? null }];
  });
}

function together(lists: readonly (readonly ReportedCheck[])[]): KnownChecks {
  const checks = new Map(lists.flat().map((check) => [`${check.appId ?? ""}/${check.name}`, check]));
  return {
    checks: [...checks.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    // A commit on which nobody reported says nothing: perhaps nobody was asked to.
    commits: lists.filter((list) => list.length > 0).length,
  };
}
