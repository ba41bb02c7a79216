import type { ClientBase, Pool } from "pg";

/** Puts a repository into or out of reach. */
export async function setReach(
  client: ClientBase,
  provider: string,
  name: string,
  state: "active" | "removed",
): Promise<void> {
  await client.query(
    `insert into repositories (provider, name, state) values ($1, $2, $3)
     on conflict (provider, name) do update set state = excluded.state`,
    [provider, name, state],
  );
}

/** Repositories that are in reach or have open changes, and were not taken out of reach. */
export async function knownRepositories(pool: Pool, provider: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select name from repositories where provider = $1 and state = 'active'
     union select distinct repository from changes where provider = $1 and lifecycle in ('open', 'draft')
       and not exists (select 1 from repositories r where r.provider = $1 and r.name = repository and r.state = 'removed')`,
    [provider],
  );
  return rows.map((row) => row.name);
}

/** Notes that the open changes of a repository were just looked through. */
export async function markReconciled(client: ClientBase, provider: string, repository: string): Promise<void> {
  await client.query(
    `insert into repositories (provider, name, reconciled_at) values ($1, $2, clock_timestamp())
     on conflict (provider, name) do update set reconciled_at = excluded.reconciled_at`,
    [provider, repository],
  );
}

/** When the forge was last asked to send failed deliveries again; null: never. */
export async function lastRedelivery(pool: Pool, provider: string): Promise<Date | null> {
  const { rows } = await pool.query<{ at: string }>("select value->>'at' as at from settings where key = $1", [
    `redelivered:${provider}`,
  ]);
  const at = rows[0] === undefined ? Number.NaN : Date.parse(rows[0].at);
  return Number.isNaN(at) ? null : new Date(at);
}

export async function setLastRedelivery(pool: Pool, provider: string, at: Date): Promise<void> {
  await pool.query(
    `insert into settings (key, value) values ($1, jsonb_build_object('at', $2::text))
     on conflict (key) do update set value = excluded.value`,
    [`redelivered:${provider}`, at.toISOString()],
  );
}
