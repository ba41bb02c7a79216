import type { PolicyText } from "@tollgate/core/policy/parse";
import type { Policy } from "@tollgate/core/policy/policy";
import { DEFAULT_CONTEXT_NAMES } from "@tollgate/core/vocabulary/step";
import type { ClientBase, Pool } from "pg";
import { transaction } from "./database.ts";
import { digestOf, toJson } from "./json.ts";

/** Where a policy that is or was in force came from. */
export interface GoodPolicy {
  readonly digest: string;
  readonly commit: string;
  readonly branch: string;
  readonly chosen: string;
  /** Digest of the files at the tip then; earlier versions did not keep it. */
  readonly files?: string;
  /** The revision that it is; likewise. */
  readonly revision?: number;
}

/** The base branch of a repository. */
export interface Base {
  readonly provider: string;
  readonly repository: string;
  readonly baseRef: string;
}

/** An earlier revision that holds instead of the files at the tip. */
export interface Rollback {
  /** The revision whose files hold. */
  readonly revision: number;
  /** Digest of the files at the tip that it holds instead of; null where that was not kept. */
  readonly instead: string | null;
  readonly by: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What is kept of a base: the last good policy, whether newer files have problems, and a rollback. */
export interface Standing {
  readonly good: GoodPolicy | null;
  readonly troubled: boolean;
  readonly rollback: (Rollback & Origin) | null;
}

/** Files that a policy is made of, and where they were read. */
export interface Origin {
  readonly commit: string;
  readonly branch: string;
  readonly chosen: string;
  readonly files: readonly PolicyText[];
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

/** What is kept of a base branch. */
export async function standingOf(pool: Pool, { provider, repository, baseRef }: Base): Promise<Standing> {
  const { rows } = await pool.query<{
    good: GoodPolicy | null;
    troubled: boolean;
    rollback: Rollback | null;
    origin: Origin | null;
  }>(
    `select r.policies->$3 as good, r.problems ? $3 as troubled, r.rollbacks->$3 as rollback,
       case when v.id is not null then jsonb_build_object('commit', v.commit_sha, 'branch', v.branch,
         'chosen', v.chosen, 'files', f.files) end as origin
     from repositories r
     left join policy_revisions v on v.id = (r.rollbacks->$3->>'revision')::bigint
     left join policy_files f on f.digest = v.files_digest
     where r.provider = $1 and r.name = $2`,
    [provider, repository, baseRef],
  );
  const row = rows[0];
  if (row === undefined) return { good: null, troubled: false, rollback: null };
  const { good, troubled, rollback, origin } = row;
  return { good, troubled, rollback: rollback === null || origin === null ? null : { ...rollback, ...origin } };
}

/** A policy that is in force from now on. */
export interface Kept {
  readonly digest: string;
  readonly origin: Origin;
  /** Digest of the files at the tip, which a rollback may hold instead of. */
  readonly tip: string;
  /** The rollback that put it in force. */
  readonly rollback: Rollback | null;
  /** The files at the tip are good. */
  readonly forgetProblems: boolean;
}

/** Keeps a good policy as the last good one of the base. Another one than the last is a new revision. */
export async function keepGood(
  pool: Pool,
  base: Base,
  { digest, origin, tip, rollback, forgetProblems }: Kept,
): Promise<void> {
  const { provider, repository, baseRef } = base;
  const { commit, branch, chosen } = origin;
  await transaction(pool, async (client) => {
    const before = await lockBase(client, base);
    // A rollback came or ended meanwhile: what was found out before says nothing about now.
    if (before.rollback?.at !== rollback?.at) return;
    const known = before.good?.digest === digest ? before.good.revision : undefined;
    const revision = known ?? (await addRevision(client, base, digest, origin, rollback));
    await client.query(
      `update repositories r set policies = jsonb_set(r.policies, array[$3], $4::jsonb),
         problems = case when $5 then r.problems - $3 else r.problems end
       where provider = $1 and name = $2`,
      [provider, repository, baseRef, toJson({ digest, commit, branch, chosen, files: tip, revision }), forgetProblems],
    );
  });
}

/** Takes the lock of a repository's row, made where there was none, and answers what it keeps of the base. */
export async function lockBase(
  client: ClientBase,
  { provider, repository, baseRef }: Base,
): Promise<{ readonly good: GoodPolicy | null; readonly rollback: Rollback | null }> {
  const { rows } = await client.query<{ good: GoodPolicy | null; rollback: Rollback | null }>(
    `insert into repositories as r (provider, name) values ($1, $2)
     on conflict (provider, name) do update set name = excluded.name
     returning policies->$3 as good, rollbacks->$3 as rollback`,
    [provider, repository, baseRef],
  );
  return rows[0] ?? { good: null, rollback: null };
}

async function addRevision(
  client: ClientBase,
  { provider, repository, baseRef }: Base,
  digest: string,
  { commit, branch, chosen, files }: Origin,
  rollback: Rollback | null,
): Promise<number> {
  const filesDigest = digestOf(files);
  await client.query("insert into policy_files (digest, files) values ($1, $2) on conflict (digest) do nothing", [
    filesDigest,
    toJson(files),
  ]);
  const { rows } = await client.query<{ id: number }>(
    `insert into policy_revisions
       (provider, repository, base_ref, digest, files_digest, commit_sha, branch, chosen, by_subject, reason, restores)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      provider,
      repository,
      baseRef,
      digest,
      filesDigest,
      commit,
      branch,
      chosen,
      rollback?.by ?? null,
      rollback?.reason ?? null,
      rollback?.revision ?? null,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("an insert answered no row");
  return row.id;
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
