import type { Delivery, Intake, Queues } from "@tollgate/client/admin";
import type pg from "pg";
import { REPLICA_NAME } from "../store/listen.ts";
import { exactTime } from "../store/time.ts";
import { BIGINT, decodeCursor, encodeCursor, type Page, pageOf } from "./cursor.ts";

/** How much waits and how much is parked, each by a partial index. */
export async function readQueues(pool: pg.Pool): Promise<Queues> {
  const { rows } = await pool.query<Queues>(
    `select
       (select count(*)::int from deliveries where processed_at is null and parked_at is null) as "deliveries",
       (select count(*)::int from subjects where dirty) as "subjects",
       (select count(*)::int from targets where dirty) as "targets",
       (select count(*)::int from deliveries where parked_at is not null) as "parkedDeliveries",
       (select count(*)::int from subjects where parked_at is not null) as "parkedSubjects",
       (select count(*)::int from targets where parked_at is not null) as "parkedTargets",
       coalesce((select extract(epoch from clock_timestamp() - received_at)::float8 from deliveries
                  where processed_at is null and parked_at is null order by seq limit 1), 0) as "oldestDeliverySeconds"`,
  );
  if (rows[0] === undefined) throw new Error("the database returned no row for the queues");
  return rows[0];
}

/** The version of the database server and the size of our database in bytes. */
export async function readDatabase(pool: pg.Pool): Promise<{ version: string; bytes: number }> {
  const { rows } = await pool.query<{ version: string; bytes: number }>(
    `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes`,
  );
  if (rows[0] === undefined) throw new Error("the database returned no row about itself");
  return rows[0];
}

/** Minutes that the rate of intake is told for. */
const INTAKE_MINUTES = 30;

/**
 * How many deliveries came in per minute. Sequences grow with every delivery, so the difference between the first of two
 * minutes is their number: two looks into an index instead of counting a million rows. Doubled deliveries draw a
 * sequence as well and count.
 */
export async function readIntake(pool: pg.Pool): Promise<Intake> {
  const { rows } = await pool.query<{ first: string | null; last: string | null; recent: string | null }>(
    `select (select seq::text from deliveries where received_at >= minute order by received_at limit 1) as first,
            (select max(seq)::text from deliveries) as last,
            (select seq::text from deliveries where received_at >= clock_timestamp() - interval '1 minute'
              order by received_at limit 1) as recent
       from generate_series(date_trunc('minute', clock_timestamp()) - make_interval(mins => $1 - 1),
                            clock_timestamp(), interval '1 minute') as minute order by minute`,
    [INTAKE_MINUTES],
  );
  const end = Number(rows[0]?.last ?? 0) + 1;
  // A minute without deliveries begins where the next one does.
  const starts = rows.map(({ first }) => (first === null ? end : Number(first)));
  const perMinute = starts.map((start, index) => Math.max(0, (starts[index + 1] ?? end) - start));
  const recent = rows[0]?.recent ?? null;
  return { lastMinute: recent === null ? 0 : Math.max(0, end - Number(recent)), perMinute };
}

/** How many processes share the database: each holds one connection of this name open. */
export async function countReplicas(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ replicas: number }>(
    `select count(*)::int as replicas from pg_stat_activity
      where datname = current_database() and application_name = $1`,
    [REPLICA_NAME],
  );
  // Behind a pooler of connections names may be lost.
  return rows[0]?.replicas || null;
}

interface DeliveryRow {
  seq: string;
  provider: string;
  delivery_id: string;
  event: string;
  state: Delivery["state"];
  bytes: number | null;
  attempts: number;
  received_at: string;
  processed_at: string | null;
}

const DELIVERY_STATE = {
  waiting: "processed_at is null and parked_at is null",
  processed: "processed_at is not null",
  parked: "parked_at is not null",
} as const satisfies Record<Delivery["state"], string>;

/** Deliveries, the newest first, without their payloads. Null when the cursor is none of this list. */
export async function listDeliveries(
  pool: pg.Pool,
  filter: { readonly event?: string | undefined; readonly state?: Delivery["state"] | undefined },
  page: Page,
): Promise<{ items: Delivery[]; nextCursor: string | null } | null> {
  let before: string | null = null;
  if (page.cursor !== undefined) {
    before = decodeCursor("deliveries", [BIGINT], page.cursor)?.[0] ?? null;
    if (before === null) return null;
  }
  const { rows } = await pool.query<DeliveryRow>(
    `select seq::text as seq, provider, delivery_id, event, case when payload is not null or exists (select from payload_packs p where p.id = pack_id) then coalesce(bytes, octet_length(payload)) end as bytes, attempts,
            case when parked_at is not null then 'parked' when processed_at is null then 'waiting' else 'processed' end
              as state,
            ${exactTime("received_at")}, ${exactTime("processed_at")}
       from deliveries
      where ($1::bigint is null or deliveries.seq < $1) and ($2::text is null or event = $2)
        and (${filter.state === undefined ? "true" : DELIVERY_STATE[filter.state]})
      order by deliveries.seq desc limit $3`,
    [before, filter.event ?? null, page.limit + 1],
  );
  return pageOf(
    rows,
    page.limit,
    (row) => ({
      seq: row.seq,
      provider: row.provider,
      deliveryId: row.delivery_id,
      event: row.event,
      state: row.state,
      bytes: row.bytes,
      attempts: row.attempts,
      receivedAt: row.received_at,
      processedAt: row.processed_at,
    }),
    (row) => encodeCursor("deliveries", [row.seq]),
  );
}
