import type { Delivery, Queues, Repository } from "@tollgate/client/admin";
import type pg from "pg";
import { exactTime } from "../store/time.ts";
import { BIGINT, decodeCursor, encodeCursor, type Page, pageOf, TEXT } from "./cursor.ts";

/** How much waits and how much is parked, each by a partial index. */
export async function readQueues(pool: pg.Pool): Promise<Queues> {
  const { rows } = await pool.query<Queues>(
    `select
       (select count(*)::int from deliveries where processed_at is null and parked_at is null) as "deliveries",
       (select count(*)::int from subjects where wanted_seq > done_seq and parked_at is null) as "subjects",
       (select count(*)::int from targets where wanted_seq > done_seq and parked_at is null) as "targets",
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

interface RepositoryRow {
  provider: string;
  name: string;
  state: Repository["state"];
  policies: Record<string, unknown>;
  problems: Record<string, unknown>;
  open_changes: number;
  reconciled_at: string | null;
  seen_at: string;
}

/** Repositories by name. Null when the cursor is none of this list. */
export async function listRepositories(
  pool: pg.Pool,
  page: Page,
): Promise<{ items: Repository[]; nextCursor: string | null } | null> {
  let after: string[] | null = null;
  if (page.cursor !== undefined) {
    after = decodeCursor("repositories", [TEXT, TEXT], page.cursor);
    if (after === null) return null;
  }
  const { rows } = await pool.query<RepositoryRow>(
    `select provider, name, state, policies, problems, ${exactTime("reconciled_at")}, ${exactTime("seen_at")},
            (select count(*)::int from changes where changes.provider = repositories.provider
                and changes.repository = repositories.name and changes.lifecycle in ('open', 'draft')) as open_changes
       from repositories
      where $1::text is null or (provider, name) > ($1, $2)
      order by provider, name limit $3`,
    [after?.[0] ?? null, after?.[1] ?? null, page.limit + 1],
  );
  return pageOf(
    rows,
    page.limit,
    (row) => ({
      provider: row.provider,
      name: row.name,
      state: row.state,
      policies: row.policies,
      problems: row.problems,
      openChanges: row.open_changes,
      reconciledAt: row.reconciled_at,
      seenAt: row.seen_at,
    }),
    (row) => encodeCursor("repositories", [row.provider, row.name]),
  );
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
    `select seq::text as seq, provider, delivery_id, event, octet_length(payload) as bytes, attempts,
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
