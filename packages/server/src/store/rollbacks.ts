import type { ClientBase, Pool } from "pg";
import { EVENT_SCHEMA } from "./append.ts";
import { transaction } from "./database.ts";
import { toJson } from "./json.ts";
import { openOnBase } from "./open-changes.ts";
import { type Base, type GoodPolicy, lockBase, type Rollback } from "./policies.ts";
import { bump } from "./subjects.ts";

/** What a rollback, or its end, came to. */
export type Rolled =
  | { readonly kind: "done"; readonly revision: number; readonly changes: number }
  /** The base has no such revision. */
  | { readonly kind: "unknown" }
  /** It is in force already. */
  | { readonly kind: "same" }
  /** There is no rollback to be lifted. */
  | { readonly kind: "none" };

/** Who asks for it, and why. */
export interface Asked {
  readonly by: string;
  readonly reason: string;
}

/**
 * Puts an earlier revision in force, in one transaction: it holds until it is lifted, or until the files at the tip are
 * other ones and good. Open changes of the base are judged again.
 */
export async function rollBack(pool: Pool, base: Base, revision: number, { by, reason }: Asked): Promise<Rolled> {
  const { provider, repository, baseRef } = base;
  return await transaction(pool, async (client): Promise<Rolled> => {
    const before = await lockBase(client, base);
    const { rows } = await client.query<{ digest: string; commit: string; branch: string; chosen: string }>(
      `select digest, commit_sha as commit, branch, chosen from policy_revisions
       where id = $1 and provider = $2 and repository = $3 and base_ref = $4`,
      [revision, provider, repository, baseRef],
    );
    const [target] = rows;
    if (target === undefined) return { kind: "unknown" };
    if (before.good?.revision === revision || before.rollback?.revision === revision) return { kind: "same" };
    const now = await client.query<{ at: Date; id: number }>(
      `insert into policy_revisions
         (provider, repository, base_ref, digest, files_digest, commit_sha, branch, chosen, by_subject, reason, restores)
       select provider, repository, base_ref, digest, files_digest, commit_sha, branch, chosen, $2, $3, id
       from policy_revisions where id = $1 returning id, since as at`,
      [revision, by, reason],
    );
    const [made] = now.rows;
    if (made === undefined) throw new Error("an insert answered no row");
    const at = made.at.toISOString();
    // A second rollback holds instead of the same files as the first.
    const instead = before.rollback === null ? (before.good?.files ?? null) : before.rollback.instead;
    const rollback: Rollback = { revision, instead, by, reason, at };
    const good: GoodPolicy = {
      ...target,
      revision: made.id,
      ...(before.good?.files === undefined ? {} : { files: before.good.files }),
    };
    await client.query(
      `update repositories set rollbacks = jsonb_set(rollbacks, array[$3], $4::jsonb),
         policies = jsonb_set(policies, array[$3], $5::jsonb) where provider = $1 and name = $2`,
      [provider, repository, baseRef, toJson(rollback), toJson(good)],
    );
    const from = before.good?.revision ?? null;
    await record(client, base, "policy.rolled-back", { base: baseRef, from, to: revision, reason }, by, at);
    return { kind: "done", revision: made.id, changes: await judgeAgain(client, base) };
  });
}

/** Lifts a rollback: the files at the tip hold again from the next evaluation on. */
export async function liftRollback(pool: Pool, base: Base, { by, reason }: Asked): Promise<Rolled> {
  return await transaction(pool, async (client): Promise<Rolled> => {
    const { rollback } = await lockBase(client, base);
    if (rollback === null) return { kind: "none" };
    await end(client, base, rollback, reason, by);
    return { kind: "done", revision: rollback.revision, changes: await judgeAgain(client, base) };
  });
}

/** Ends a rollback whose time is over by itself; one that was made meanwhile stays. */
export async function endRollback(pool: Pool, base: Base, over: Rollback, reason: string): Promise<void> {
  await transaction(pool, async (client) => {
    const { rollback } = await lockBase(client, base);
    if (rollback?.at !== over.at || rollback.revision !== over.revision) return;
    await end(client, base, rollback, reason, null);
  });
}

async function end(client: ClientBase, base: Base, rollback: Rollback, reason: string, by: string | null) {
  const { provider, repository, baseRef } = base;
  const { rows } = await client.query<{ at: Date }>(
    `update repositories set rollbacks = rollbacks - $3 where provider = $1 and name = $2
     returning clock_timestamp() as at`,
    [provider, repository, baseRef],
  );
  const at = (rows[0]?.at ?? new Date(0)).toISOString();
  const data = { base: baseRef, revision: rollback.revision, reason };
  await record(client, base, "policy.rollback-lifted", data, by, at);
}

async function judgeAgain(client: ClientBase, { provider, repository, baseRef }: Base): Promise<number> {
  const numbers = await openOnBase(client, provider, repository, baseRef);
  await bump(
    client,
    numbers.map((number) => ({
      provider,
      repository,
      kind: "change" as const,
      key: String(number),
      hints: [],
      read: true,
    })),
  );
  return numbers.length;
}

/** Appends to the stream of the repository, `github:owner/name`. In the transaction that holds the repository's row. */
async function record(
  client: ClientBase,
  { provider, repository }: Base,
  type: string,
  data: Readonly<Record<string, unknown>>,
  by: string | null,
  at: string,
): Promise<void> {
  const stream = `${provider}:${repository}`;
  const { rows } = await client.query<{ version: number }>(
    `insert into streams as s (id, kind, version, state) values ($1, 'repository', 1, '{}')
     on conflict (id) do update set version = s.version + 1 returning version`,
    [stream],
  );
  await client.query("insert into events (stream, version, type, at, data, personal) values ($1, $2, $3, $4, $5, $6)", [
    stream,
    rows[0]?.version,
    type,
    at,
    toJson({ schema: EVENT_SCHEMA, ...data }),
    toJson(by === null ? {} : { by }),
  ]);
  await client.query("select pg_notify('tollgate_events', $1)", [stream]);
}
