import type { ChangeEvent, ChangeState } from "@tollgate/core/change/state";
import { INITIAL_STATE } from "@tollgate/core/change/state";
import type { Observed } from "@tollgate/core/vocabulary/fact";
import type { ClientBase, Pool } from "pg";
import { digestOf, toJson } from "./json.ts";

/** Version of the shape of `events.data`; raised when old events need reading in another way. */
export const EVENT_SCHEMA = 1;

/** Somebody else appended first: read the stream again and decide anew. */
export class VersionConflict extends Error {
  constructor(stream: string) {
    super(`${stream} has moved on`);
    this.name = "VersionConflict";
  }
}

export interface Stream {
  readonly version: number;
  readonly state: ChangeState;
}

/** The stream of a change: `github:owner/name#7`. */
export function changeId(provider: string, repository: string, number: number | string): string {
  return `${provider}:${repository}#${number}`;
}

/** A stream's version and folded state; version 0 and the initial state for one that does not exist. */
export async function loadStream(pool: Pool | ClientBase, id: string): Promise<Stream> {
  const { rows } = await pool.query<{ version: number; state: ChangeState }>(
    "select version, state from streams where id = $1",
    [id],
  );
  const row = rows[0];
  return row === undefined
    ? { version: 0, state: INITIAL_STATE }
    : { version: row.version, state: { ...INITIAL_STATE, ...row.state } };
}

/**
 * Appends events and the state they fold to, in the caller's transaction.
 * Facts inside an event are stored apart by content (equal facts once) and replaced by their digests; people's names
 * go to the `personal` column. Throws {@link VersionConflict} when the stream is not at `expected`.
 */
export async function appendEvents(
  client: ClientBase,
  stream: { readonly id: string; readonly kind: "change"; readonly expected: number },
  events: readonly ChangeEvent[],
  state: ChangeState,
  now: string,
): Promise<number> {
  const version = stream.expected + events.length;
  const moved =
    stream.expected === 0
      ? client.query(
          "insert into streams (id, kind, version, state) values ($1, $2, $3, $4) on conflict (id) do nothing",
          [stream.id, stream.kind, version, toJson(state)],
        )
      : client.query("update streams set version = $2, state = $3 where id = $1 and version = $4", [
          stream.id,
          version,
          toJson(state),
          stream.expected,
        ]);
  const rows = events.map(split);
  const written = Promise.all([
    storeFacts(
      client,
      rows.flatMap((row) => row.facts),
    ),
    storeEvents(client, stream, events, rows, now),
    client.query("select pg_notify('tollgate_events', $1)", [stream.id]),
  ]);
  // Where the stream has moved on they fail as well; that it has is what the caller must know.
  written.catch(() => undefined);
  if ((await moved).rowCount !== 1) throw new VersionConflict(stream.id);
  await written;
  return version;
}

async function storeEvents(
  client: ClientBase,
  stream: { readonly id: string; readonly expected: number },
  events: readonly ChangeEvent[],
  rows: readonly ReturnType<typeof split>[],
  now: string,
): Promise<void> {
  await client.query(
    `insert into events (stream, version, type, at, data, personal)
     select $1, version, type, $2, data, personal
     from unnest($3::int[], $4::text[], $5::jsonb[], $6::jsonb[]) as e (version, type, data, personal) order by version`,
    [
      stream.id,
      now,
      rows.map((_, index) => stream.expected + 1 + index),
      events.map((event) => event.type),
      rows.map((row) => toJson(row.data)),
      rows.map((row) => toJson(row.personal)),
    ],
  );
}

interface StoredFact {
  readonly digest: string;
  readonly key: string;
  readonly value: unknown;
}

/** Parts of an event that name people. Judged facts name them too, and stand apart as facts. */
const PERSONAL = new Set(["by", "author"]);

function split(event: ChangeEvent): {
  data: Record<string, unknown>;
  personal: Record<string, unknown>;
  facts: StoredFact[];
} {
  const data: Record<string, unknown> = { schema: EVENT_SCHEMA };
  const personal: Record<string, unknown> = {};
  const facts: StoredFact[] = [];
  for (const [key, value] of Object.entries(event)) {
    if (key === "type") continue;
    if (key === "facts" && event.type === "change.judged") {
      data.facts = Object.fromEntries(
        Object.entries(event.facts).map(([name, fact]) => {
          const observed = fact as Observed<unknown>;
          const digest = digestOf(observed);
          facts.push({ digest, key: name, value: observed });
          return [name, { digest, source: "read", at: event.readAt }];
        }),
      );
    } else if (PERSONAL.has(key)) personal[key] = value;
    else data[key] = value;
  }
  return { data, personal, facts };
}

async function storeFacts(client: ClientBase, facts: readonly StoredFact[]): Promise<void> {
  if (facts.length === 0) return;
  const unique = [...new Map(facts.map((fact) => [fact.digest, fact])).values()].sort((a, b) =>
    a.digest < b.digest ? -1 : 1,
  );
  await client.query(
    `insert into facts (digest, key, value)
     select digest, key, value from unnest($1::text[], $2::text[], $3::jsonb[]) as f (digest, key, value)
     on conflict (digest) do nothing`,
    [unique.map((f) => f.digest), unique.map((f) => f.key), unique.map((f) => toJson(f.value))],
  );
}
