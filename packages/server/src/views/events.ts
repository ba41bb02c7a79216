import type { Event } from "@tollgate/client/change";
import type pg from "pg";
import { exactTime } from "../store/time.ts";
import { BIGINT, decodeCursor, encodeCursor, type Page, pageOf } from "./cursor.ts";

/** Told after every commit that appended events. */
export const EVENTS_CHANNEL = "tollgate_events";

/** A place in the log of all events. Both numbers as text: they may be larger than JavaScript's numbers. */
export interface Place {
  readonly tx: string;
  readonly position: string;
}

/** Before the first event. */
export const START: Place = { tx: "0", position: "0" };

const XID8 = /^\d{1,20}$/;

export function encodePlace(place: Place): string {
  return encodeCursor("log", [place.tx, place.position]);
}

/** The place that a cursor names; null when it is none of the log. */
export function decodePlace(cursor: string): Place | null {
  const [tx, position] = decodeCursor("log", [XID8, BIGINT], cursor) ?? [];
  if (tx === undefined || position === undefined || BigInt(tx) >= 2n ** 64n) return null;
  return { tx, position };
}

/** Negative when a comes before b. */
export function comparePlaces(a: Place, b: Place): number {
  const difference = BigInt(a.tx) - BigInt(b.tx) || BigInt(a.position) - BigInt(b.position);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

interface EventRow {
  tx: string;
  position: string;
  stream: string;
  version: number;
  type: string;
  at: string;
  data: Record<string, unknown>;
  personal: Record<string, unknown>;
}

const COLUMNS = `tx::text as tx, position::text as position, stream, version, type, ${exactTime("events.at")}, data, personal`;

/**
 * The last place that is settled: no event at or before it can still appear. A position is drawn before its commit, and
 * a transaction that drew a lower one may commit later; so nothing counts that is not below every transaction still
 * running. A transaction that stays open holds readers back: that costs time, while passing an event would lose it.
 */
export async function settledPlace(pool: pg.Pool): Promise<Place> {
  const { rows } = await pool.query<Place>(
    `select tx::text as tx, position::text as position from events
      where tx < pg_snapshot_xmin(pg_current_snapshot())
      order by events.tx desc, events.position desc limit 1`,
  );
  return rows[0] ?? START;
}

/**
 * Events after one place and up to another that is settled, in the order of commit.
 * @param upTo from {@link settledPlace}; that keeps the promise, so this query needs no condition of its own
 */
export async function readLog(
  pool: pg.Pool,
  range: { readonly after: Place; readonly upTo: Place; readonly limit: number },
  filter: { readonly stream?: string | undefined; readonly types?: readonly string[] | undefined },
): Promise<{ event: Event; place: Place }[]> {
  const { rows } = await pool.query<EventRow>(
    `select ${COLUMNS} from events
      where (events.tx, events.position) > ($1::xid8, $2::bigint) and (events.tx, events.position) <= ($3::xid8, $4::bigint)
        and ($5::text is null or stream = $5) and ($6::text[] is null or type = any($6))
      order by events.tx, events.position limit $7`,
    [
      range.after.tx,
      range.after.position,
      range.upTo.tx,
      range.upTo.position,
      filter.stream ?? null,
      filter.types ?? null,
      range.limit,
    ],
  );
  return rows.map((row) => ({ event: toEvent(row), place: { tx: row.tx, position: row.position } }));
}

/**
 * The events of one stream, the first version first.
 * @param newestFirst the other way round
 * @returns null when the cursor is none of this list
 */
export async function listEvents(
  pool: pg.Pool,
  stream: string,
  page: Page,
  newestFirst = false,
): Promise<{ items: Event[]; nextCursor: string | null } | null> {
  const kind = newestFirst ? "events-newest" : "events";
  let after: string | null = null;
  if (page.cursor !== undefined) {
    after = decodeCursor(kind, [/^\d{1,9}$/], page.cursor)?.[0] ?? null;
    if (after === null) return null;
  }
  const [beyond, direction] = newestFirst ? ["<", "desc"] : [">", "asc"];
  const { rows } = await pool.query<EventRow>(
    `select ${COLUMNS} from events where stream = $1 and ($2::int is null or version ${beyond} $2)
      order by version ${direction} limit $3`,
    [stream, after, page.limit + 1],
  );
  return pageOf(rows, page.limit, toEvent, (row) => encodeCursor(kind, [String(row.version)]));
}

function toEvent(row: EventRow): Event {
  return {
    cursor: encodePlace(row),
    stream: row.stream,
    version: row.version,
    type: row.type,
    at: row.at,
    data: row.data,
    personal: row.personal,
  };
}
