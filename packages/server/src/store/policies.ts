import type { Policy } from "@tollgate/core/policy/policy";
import { DEFAULT_CONTEXT_NAMES } from "@tollgate/core/vocabulary/step";
import type { Pool } from "pg";
import { digestOf, toJson } from "./json.ts";

/** Where a policy that is or was in force came from. */
export interface GoodPolicy {
  readonly digest: string;
  readonly commit: string;
  readonly branch: string;
  readonly chosen: string;
}

/** The base branch of a repository. */
export interface Base {
  readonly provider: string;
  readonly repository: string;
  readonly baseRef: string;
}

/** Stores a policy by its content and answers its digest. */
export async function storePolicy(pool: Pool, policy: Policy): Promise<string> {
  const digest = digestOf(policy);
  await pool.query("insert into policies (digest, policy) values ($1, $2) on conflict (digest) do nothing", [
    digest,
    toJson(policy),
  ]);
  return digest;
}

/** The policy with that digest, if it was ever in force. */
export async function policyOf(pool: Pick<Pool, "query">, digest: string): Promise<Policy | null> {
  const { rows } = await pool.query<{ policy: Policy }>("select policy from policies where digest = $1", [digest]);
  return rows[0]?.policy ?? null;
}

/** Keeps a good policy as the last good one of the base and forgets the problems of those before it. */
export async function keepGood(pool: Pool, { provider, repository, baseRef }: Base, good: GoodPolicy): Promise<void> {
  await pool.query(
    // Looked at first: an upsert that changes nothing would still lock the row that all changes of a repository share.
    `insert into repositories as r (provider, name, policies)
     select $1, $2, jsonb_build_object($3::text, $4::jsonb)
     where not exists (select from repositories
       where provider = $1 and name = $2 and policies->$3 = $4::jsonb and not problems ? $3)
     on conflict (provider, name) do update
     set policies = jsonb_set(r.policies, array[$3], $4::jsonb), problems = r.problems - $3
     where r.policies->$3 is distinct from $4::jsonb or r.problems ? $3`,
    [provider, repository, baseRef, toJson(good)],
  );
}

/** Keeps the problems of newer files and answers the last good policy of the base, if there ever was one. */
export async function keepProblems(
  pool: Pool,
  { provider, repository, baseRef }: Base,
  problems: readonly string[],
): Promise<(GoodPolicy & { readonly policy: Policy }) | null> {
  const { rows } = await pool.query<{ good: GoodPolicy | null; policy: Policy | null }>(
    `with seen as (
       insert into repositories as r (provider, name, problems) values ($1, $2, jsonb_build_object($3::text, $4::jsonb))
       on conflict (provider, name) do update set problems = jsonb_set(r.problems, array[$3], $4::jsonb)
       returning policies->$3 as good
     )
     select seen.good, p.policy from seen left join policies p on p.digest = seen.good->>'digest'`,
    [provider, repository, baseRef, toJson(problems)],
  );
  const row = rows[0];
  return row === undefined || row.good === null || row.policy === null ? null : { ...row.good, policy: row.policy };
}

/**
 * Names of contexts that policies in force have configured, by `provider repository`, without the default ones. Each
 * repository's own: what one calls its context may be the name of another's CI.
 */
export async function contextNamesInUse(client: Pick<Pool, "query">): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ key: string; names: string[] }>(
    `select r.provider || ' ' || r.name as key, array_agg(distinct context.value) as names
     from repositories r
     cross join jsonb_each(r.policies) as base
     join policies p on p.digest = base.value->>'digest'
     cross join jsonb_each_text(p.policy->'contexts') as context
     where context.value <> all($1) group by 1`,
    [Object.values(DEFAULT_CONTEXT_NAMES)],
  );
  return new Map(rows.map((row) => [row.key, row.names]));
}
