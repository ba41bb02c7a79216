import type pg from "pg";
import { codeOf } from "./errors.ts";
import type { FreshPayloads } from "./fresh-payloads.ts";
import { packed, unpacked } from "./payload.ts";

/** A delivery as it came, before anybody understood it. */
export interface NewDelivery {
  readonly provider: string;
  readonly deliveryId: string;
  readonly event: string;
  /** The JSON document as bytes. */
  readonly payload: Buffer;
  /** The span that took it; absent or null without traces. */
  readonly traceparent?: string | null;
}

/** Told after every commit that stored at least one new delivery. */
export const DELIVERIES_CHANNEL = "tollgate_deliveries";

// One statement for any number of rows, and their payloads packed as one: they repeat each other. One that comes alone has
// its own. The notification is part of the statement, so it is sent exactly when the rows are visible.
const STORE = `
  with pack as (
    insert into payload_packs (packed) select $4::bytea where cardinality($2::text[]) > 1 returning id
  ), stored as (
    insert into deliveries (provider, delivery_id, event, payload, pack_id, pack_start, bytes, traceparent)
    select provider, delivery_id, event, case when cardinality($2::text[]) = 1 then $4::bytea end,
        (select id from pack), start, bytes, traceparent
      from unnest($1::text[], $2::text[], $3::text[], $5::int[], $6::int[], $7::text[])
        as t (provider, delivery_id, event, start, bytes, traceparent)
    on conflict (provider, delivery_id) do nothing
    returning delivery_id
  )
  select array(select delivery_id from stored) as ids,
    (select pg_notify('${DELIVERIES_CHANNEL}', '') from (select 1 from stored limit 1) as any_stored) as told`;

/**
 * Stores deliveries in one statement that commits by itself; ids that are known already are left as they are. When it
 * returns, every one of them is stored for good. When it throws, none of them was, or the outcome is unknown (a broken
 * connection, a time-out): the same call can be repeated.
 * @returns those that were not known before
 * @param timeoutMs when the database does not answer for so long, the connection is given up
 */
export async function storeDeliveries(
  pool: pg.Pool,
  deliveries: readonly NewDelivery[],
  timeoutMs: number,
): Promise<readonly NewDelivery[]> {
  if (deliveries.length === 0) return [];
  const starts: number[] = [];
  let start = 0;
  for (const { payload } of deliveries) {
    starts.push(start);
    start += payload.length;
  }
  const content = packed(Buffer.concat(deliveries.map(({ payload }) => payload)));
  const client = await connectWithin(pool, timeoutMs);
  let broken: Error | boolean = true;
  try {
    const query: pg.QueryConfig & { query_timeout: number } = {
      name: "store-deliveries",
      text: STORE,
      values: [
        deliveries.map((d) => d.provider),
        deliveries.map((d) => d.deliveryId),
        deliveries.map((d) => d.event),
        content,
        starts,
        deliveries.map((d) => d.payload.length),
        deliveries.map((d) => d.traceparent ?? null),
      ],
      query_timeout: timeoutMs,
    };
    const { rows } = await client.query<{ ids: string[] }>(query);
    broken = false;
    const stored = new Set(rows[0]?.ids);
    return deliveries.filter(({ deliveryId }) => stored.has(deliveryId));
  } catch (error) {
    // An error that the database itself reported leaves the connection good.
    broken = sqlState(error) === null;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A delivery that nobody has understood yet. */
export interface DueDelivery {
  readonly seq: number;
  readonly provider: string;
  readonly deliveryId: string;
  readonly event: string;
  /** Null where it was deleted. */
  readonly payload: Buffer | null;
}

/** The oldest deliveries that are due, held until the caller's transaction ends; those that others hold are left out. */
export async function dueDeliveries(
  client: pg.ClientBase,
  limit: number,
  fresh: FreshPayloads,
): Promise<readonly DueDelivery[]> {
  const { rows } = await client.query<Omit<DueDelivery, "payload">>(
    `select seq, provider, delivery_id as "deliveryId", event from deliveries
     where processed_at is null and parked_at is null and due_at <= clock_timestamp()
     order by seq limit $1 for update skip locked`,
    [limit],
  );
  const payloads = new Map<number, Buffer>();
  for (const row of rows) {
    const payload = fresh.take(row);
    if (payload !== null) payloads.set(row.seq, payload);
  }
  const missing = rows.map(({ seq }) => seq).filter((seq) => !payloads.has(seq));
  if (missing.length > 0) {
    for (const [seq, payload] of await payloadsOf(client, missing)) payloads.set(seq, payload);
  }
  return rows.map((row) => ({ ...row, payload: payloads.get(row.seq) ?? null }));
}

/** The payloads of deliveries that have theirs still. */
export async function payloadsOf(
  client: pg.ClientBase | pg.Pool,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Buffer>> {
  const { rows } = await client.query<{
    seq: number;
    payload: Buffer | null;
    packId: number | null;
    start: number;
    bytes: number;
  }>(
    `select seq, payload, pack_id as "packId", pack_start as start, bytes from deliveries where seq = any($1::bigint[])`,
    [seqs],
  );
  const { rows: packs } = await client.query<{ id: number; packed: Buffer }>(
    "select id, packed from payload_packs where id = any($1::bigint[])",
    [[...new Set(rows.flatMap(({ packId }) => (packId === null ? [] : [packId])))]],
  );
  const contents = new Map(packs.map(({ id, packed }) => [id, unpacked(packed)]));
  const payloads = new Map<number, Buffer>();
  for (const { seq, payload, packId, start, bytes } of rows) {
    const content = packId === null ? undefined : contents.get(packId);
    if (payload !== null) payloads.set(seq, unpacked(payload));
    else if (content !== undefined) payloads.set(seq, content.subarray(start, start + bytes));
  }
  return payloads;
}

/** Marks deliveries as understood. */
export async function markProcessed(client: pg.ClientBase, seqs: readonly number[]): Promise<void> {
  await client.query("update deliveries set processed_at = clock_timestamp() where seq = any($1::bigint[])", [seqs]);
}

/** Sets a delivery aside that nobody can understand, for a person to look at. */
export async function parkDelivery(client: pg.ClientBase, seq: number, reason: string): Promise<void> {
  await client.query("update deliveries set parked_at = clock_timestamp(), parked_reason = $2 where seq = $1", [
    seq,
    reason.slice(0, 2000),
  ]);
}

/**
 * Counts a failed attempt against the oldest delivery that is due; parks it at the last one.
 * @returns its id when it is parked now
 */
export async function blameOldest(pool: pg.Pool, reason: string, attempts: number): Promise<string | null> {
  const { rows } = await pool.query<{ delivery_id: string; parked_at: Date | null }>(
    `update deliveries set attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => 1),
       parked_at = case when attempts + 1 >= $1 then clock_timestamp() end,
       parked_reason = case when attempts + 1 >= $1 then $2 end
     where seq = (select seq from deliveries where processed_at is null and parked_at is null and due_at <= clock_timestamp()
                  order by seq limit 1)
     returning delivery_id, parked_at`,
    [attempts, reason.slice(0, 2000)],
  );
  const row = rows[0];
  return row?.parked_at ? row.delivery_id : null;
}

/** The SQLSTATE of an error that the database reported; null for broken connections and time-outs. */
function sqlState(error: unknown): string | null {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/**
 * Whether the rows themselves are to blame, so that the same statement would fail again: bad data (class 22), a broken
 * constraint (23), a limit exceeded (54), or what a trigger raised (P0). Everything else is the database's own trouble.
 */
export function isRowError(error: unknown): boolean {
  return /^(22|23|54|P0)/.test(sqlState(error) ?? "");
}

async function connectWithin(pool: pg.Pool, timeoutMs: number): Promise<pg.PoolClient> {
  let timer: NodeJS.Timeout | undefined;
  let late = false;
  const connecting = pool.connect();
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true;
      reject(new Error(`no database connection within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  // A connection that comes after all goes back to the pool.
  connecting.then(
    (client) => late && client.release(),
    () => {},
  );
  try {
    return await Promise.race([connecting, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
