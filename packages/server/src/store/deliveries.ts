import type pg from "pg";
import { codeOf } from "./errors.ts";

/** A delivery as it came, before anybody understood it. */
export interface NewDelivery {
  readonly provider: string;
  readonly deliveryId: string;
  readonly event: string;
  /** The JSON document as bytes. */
  readonly payload: Buffer;
}

/** Told after every commit that stored at least one new delivery. */
export const DELIVERIES_CHANNEL = "tollgate_deliveries";

// One statement for any number of rows: the payloads travel as one binary parameter that is cut apart here. An array of
// bytea would travel as hexadecimal text, twice as long and built as one JavaScript string. The notification is part of
// the statement, so it is sent exactly when the rows are visible.
const STORE = `
  with stored as (
    insert into deliveries (provider, delivery_id, event, payload)
    select provider, delivery_id, event, substr($6::bytea, start, length)
      from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[]) as t (provider, delivery_id, event, start, length)
    on conflict (provider, delivery_id) do nothing
    returning 1
  )
  select pg_notify('${DELIVERIES_CHANNEL}', '') from (select 1 from stored limit 1) as any_stored`;

/**
 * Stores deliveries in one statement that commits by itself; ids that are known already are left as they are. When it
 * returns, every one of them is stored for good. When it throws, none of them was, or the outcome is unknown (a broken
 * connection, a time-out): the same call can be repeated.
 * @param timeoutMs when the database does not answer for so long, the connection is given up
 */
export async function storeDeliveries(
  pool: pg.Pool,
  deliveries: readonly NewDelivery[],
  timeoutMs: number,
): Promise<void> {
  if (deliveries.length === 0) return;
  const starts: number[] = [];
  const lengths: number[] = [];
  let start = 1; // substr counts from 1
  for (const { payload } of deliveries) {
    starts.push(start);
    lengths.push(payload.length);
    start += payload.length;
  }
  const first = deliveries[0];
  const all =
    deliveries.length === 1 && first !== undefined ? first.payload : Buffer.concat(deliveries.map((d) => d.payload));
  const client = await connectWithin(pool, timeoutMs);
  let broken: Error | boolean = true;
  try {
    const query: pg.QueryConfig & { query_timeout: number } = {
      text: STORE,
      values: [
        deliveries.map((d) => d.provider),
        deliveries.map((d) => d.deliveryId),
        deliveries.map((d) => d.event),
        starts,
        lengths,
        all,
      ],
      query_timeout: timeoutMs,
    };
    await client.query(query);
    broken = false;
  } catch (error) {
    // An error that the database itself reported leaves the connection good.
    broken = sqlState(error) === null;
    throw error;
  } finally {
    client.release(broken);
  }
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
