import type { EventFacts } from "@tollgate/client/change";
import type pg from "pg";

interface Row {
  key: string;
  source: string | null;
  digest: string;
  value: { known: true; value: unknown } | { known: false; reason: string } | null;
}

/** What the decision of one event was made from. Null when there is no such event; other events rest on no facts. */
export async function readEventFacts(pool: pg.Pool, stream: string, version: number): Promise<EventFacts | null> {
  const { rows } = await pool.query<{ facts: Row[] | null }>(
    `select (select jsonb_agg(jsonb_build_object('key', f.key, 'source', f.value->>'source', 'digest', f.value->>'digest',
                                'value', facts.value) order by f.key)
               from jsonb_each(coalesce(data->'facts', '{}')) as f left join facts on facts.digest = f.value->>'digest') as facts
       from events where stream = $1 and version = $2`,
    [stream, version],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    version,
    facts: (row.facts ?? []).map(({ key, source, digest, value }) => ({
      key,
      source: source ?? "read",
      digest,
      known: value?.known ?? false,
      value: value?.known === true ? value.value : null,
      // Facts name people, so an installation may have deleted them.
      reason: value === null ? "It is no longer stored." : value.known ? null : value.reason,
    })),
  };
}
