import type { ClientBase, Pool } from "pg";

/**
 * The one device behind "no hint is lost" (I2) and "an effect carries no value" (I3): a row with a wanted and a done
 * sequence. Whoever wants work raises `wanted_seq`; whoever works claims the row under a lease, remembers the sequence
 * it started from, and sets `done_seq` to that: what came meanwhile leaves the row dirty, so nothing is lost and
 * nothing is queued twice. Claiming is the sweep: there is no job that could be missing.
 */
export type SequencedTable = "subjects" | "targets";

/** Short enough that a killed worker's rows are taken over well under 30 s; renewed every third of it by the living. */
export const LEASE_MS = 12_000;

export interface Claimed {
  readonly id: number;
  readonly provider: string;
  readonly repository: string;
  readonly kind: string;
  readonly key: string;
  /** The sequence this piece of work started from. */
  readonly wanted_seq: number;
  readonly done_seq: number;
  readonly attempts: number;
  readonly data: Record<string, unknown>;
}

/** Claims up to `limit` due rows for `owner`, oldest due first. Rows held by a living lease are passed over. */
export async function claim<Row extends Claimed>(
  pool: Pool,
  table: SequencedTable,
  owner: string,
  limit: number,
): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(
    `with due as (
       select id from ${table}
       where dirty and due_at <= clock_timestamp()
         and (lease_until is null or lease_until < clock_timestamp())
       order by due_at limit $1 for update skip locked
     )
     update ${table} t
     set lease_owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3)
     from due where t.id = due.id returning t.*`,
    [limit, owner, LEASE_MS / 1000],
  );
  return rows;
}

/** Extends the leases of rows still worked on. A row that lost its lease is not extended. */
export async function renew(pool: Pool, table: SequencedTable, owner: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await pool.query(
    // Rows that a transaction holds are its own worker's, and in one order: two that renew never wait for each other.
    `with mine as (
       select id from ${table} where id = any($1::bigint[]) and lease_owner = $2 order by id for update skip locked
     )
     update ${table} t set lease_until = clock_timestamp() + make_interval(secs => $3) from mine where t.id = mine.id`,
    [ids, owner, LEASE_MS / 1000],
  );
}

/** Whether the row is still ours; takes the row's lock, so that the answer holds until the transaction ends. */
export async function holds(client: ClientBase, table: SequencedTable, owner: string, id: number): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(
    `select coalesce(lease_owner = $2, false) as ours from ${table} where id = $1 for update`,
    [id, owner],
  );
  return rows[0]?.ours ?? false;
}

/**
 * Marks the work up to `seq` as done and gives the row back.
 * @param wait when it is still dirty, it is not due before: `delayMs` after `since` (ISO 8601, by the database's clock);
 *   `freshMs` after it where something came after the sequence `above` while the work went on
 */
export async function finish(
  client: ClientBase,
  table: SequencedTable,
  owner: string,
  id: number,
  seq: number,
  wait: { readonly delayMs?: number; readonly since?: string; readonly above?: number; readonly freshMs?: number } = {},
): Promise<void> {
  await client.query(
    `update ${table}
     set done_seq = greatest(done_seq, $3), attempts = 0, lease_owner = null, lease_until = null,
         due_at = coalesce($7::timestamptz, clock_timestamp())
           + make_interval(secs => case when wanted_seq > $5::bigint then least($4::float8, $6::float8) else $4::float8 end)
     where id = $1 and lease_owner = $2`,
    [id, owner, seq, (wait.delayMs ?? 0) / 1000, wait.above ?? null, (wait.freshMs ?? 0) / 1000, wait.since ?? null],
  );
}

/** Gives the row back undone, due again after the delay. `failed` counts the attempt. */
export async function postpone(
  pool: Pool | ClientBase,
  table: SequencedTable,
  owner: string,
  id: number,
  delayMs: number,
  failed: boolean,
): Promise<void> {
  await pool.query(
    `update ${table}
     set lease_owner = null, lease_until = null, attempts = attempts + $4::int,
         due_at = clock_timestamp() + make_interval(secs => $3)
     where id = $1 and lease_owner = $2`,
    [id, owner, delayMs / 1000, failed ? 1 : 0],
  );
}

/** Parks a row with its reason: it stays dirty and blocks nobody; a new wish or a person takes it out again. */
export async function park(
  pool: Pool,
  table: SequencedTable,
  owner: string,
  id: number,
  reason: string,
): Promise<void> {
  await pool.query(
    `update ${table}
     set lease_owner = null, lease_until = null, parked_at = clock_timestamp(), parked_reason = $3
     where id = $1 and lease_owner = $2`,
    [id, owner, reason.slice(0, 2000)],
  );
}

/** Gives every row of an owner back at once: the graceful stop of a worker. */
export async function giveBack(pool: Pool, table: SequencedTable, owner: string): Promise<void> {
  await pool.query(`update ${table} set lease_owner = null, lease_until = null where lease_owner = $1`, [owner]);
}

/** Milliseconds until attempt `n` (from 1) is made again: doubling from half a second, at most 30 s, with jitter. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(30_000, 500 * 2 ** Math.min(10, Math.max(0, attempt - 1)));
  return Math.round(full * (0.5 + random() / 2));
}
