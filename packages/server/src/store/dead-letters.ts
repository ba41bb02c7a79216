import type { DeadLetter, DeadLetterKind } from "@tollgate/client/admin";
import type pg from "pg";
import { BIGINT, decodeCursor, encodeCursor, type Page, pageOf, TIME } from "../views/cursor.ts";
import { DELIVERIES_CHANNEL } from "./deliveries.ts";
import { exactTime } from "./time.ts";

interface DeadLetterRow {
  kind: DeadLetterKind;
  id: string;
  provider: string;
  repository: string | null;
  what: string;
  reason: string;
  attempts: number;
  parked_at: string;
}

/** Everything that is parked, the newest first. Null when the cursor is none of this list. */
export async function listDeadLetters(
  pool: pg.Pool,
  page: Page,
): Promise<{ items: DeadLetter[]; nextCursor: string | null } | null> {
  let before: string[] | null = null;
  if (page.cursor !== undefined) {
    before = decodeCursor("dead-letters", [TIME, /^(delivery|subject|target)$/, BIGINT], page.cursor);
    if (before === null) return null;
  }
  const { rows } = await pool.query<DeadLetterRow>(
    `select kind, id::text as id, provider, repository, what, coalesce(reason, '') as reason, attempts,
            ${exactTime("parked.parked_at")}
       from (
         select 'delivery' as kind, seq as id, provider, null as repository, event || ' ' || delivery_id as what,
                parked_reason as reason, attempts, parked_at from deliveries where parked_at is not null
         union all
         select 'subject', id, provider, repository, kind || ' ' || key, parked_reason, attempts, parked_at
           from subjects where parked_at is not null
         union all
         select 'target', id, provider, repository, kind || ' ' || key, parked_reason, attempts, parked_at
           from targets where parked_at is not null
       ) as parked
      where $1::timestamptz is null or (parked.parked_at, parked.kind, parked.id) < ($1::timestamptz, $2, $3::bigint)
      order by parked.parked_at desc, parked.kind desc, parked.id desc limit $4`,
    [before?.[0] ?? null, before?.[1] ?? null, before?.[2] ?? null, page.limit + 1],
  );
  return pageOf(
    rows,
    page.limit,
    (row) => ({
      kind: row.kind,
      id: row.id,
      provider: row.provider,
      repository: row.repository,
      what: row.what,
      reason: row.reason,
      attempts: row.attempts,
      parkedAt: row.parked_at,
    }),
    (row) => encodeCursor("dead-letters", [row.parked_at, row.kind, row.id]),
  );
}

const UNPARK = "parked_at = null, parked_reason = null, attempts = 0, due_at = clock_timestamp()";

// Each is one statement on one parked row, so that two people who press the button at once do it once.
// Dropping a subject or target calls it done as far as it was wanted; the next hint or reconcile makes it work again.
const STATEMENTS: Record<DeadLetterKind, { replay: string; drop: string }> = {
  delivery: {
    replay: `update deliveries set ${UNPARK} where seq = $1 and parked_at is not null
       and (payload is not null or exists (select from payload_packs p where p.id = pack_id))`,
    drop: `update deliveries set parked_at = null, parked_reason = 'dropped: ' || coalesce(parked_reason, ''),
             processed_at = clock_timestamp() where seq = $1 and parked_at is not null`,
  },
  subject: {
    replay: `update subjects set ${UNPARK}, wanted_seq = greatest(wanted_seq, done_seq + 1)
              where id = $1 and parked_at is not null`,
    drop: `update subjects set parked_at = null, parked_reason = null, attempts = 0, done_seq = wanted_seq
            where id = $1 and parked_at is not null`,
  },
  target: {
    replay: `update targets set ${UNPARK}, wanted_seq = greatest(wanted_seq, done_seq + 1), verify = true
              where id = $1 and parked_at is not null`,
    drop: `update targets set parked_at = null, parked_reason = null, attempts = 0, done_seq = wanted_seq
            where id = $1 and parked_at is not null`,
  },
};

/** The channel and what is said on it, so that a worker takes the work at once. */
const WOKEN: Record<DeadLetterKind, readonly [channel: string, payload: string]> = {
  delivery: [DELIVERIES_CHANNEL, ""],
  subject: ["tollgate_work", "subjects"],
  target: ["tollgate_work", "targets"],
};

/**
 * Puts parked work back in line, or gives it up for good.
 * @returns whether there was such parked work (a delivery whose payload was deleted cannot be replayed)
 */
export async function settleDeadLetter(
  pool: pg.Pool,
  kind: DeadLetterKind,
  id: string,
  action: "replay" | "drop",
): Promise<boolean> {
  const { rows } = await pool.query<{ settled: boolean }>(
    `with settled as (${STATEMENTS[kind][action]} returning 1)
     select exists (select 1 from settled) as settled, pg_notify($2, $3)`,
    [id, ...WOKEN[kind]],
  );
  return rows[0]?.settled === true;
}
