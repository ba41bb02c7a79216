import type { LastRead } from "@tollgate/core/change/foresee";
import type { ChangeReading } from "@tollgate/core/change/reading";
import { completed } from "@tollgate/core/vocabulary/fact";
import type { Sight } from "@tollgate/core/vocabulary/hint";
import type { ClientBase, Pool } from "pg";
import { toJson } from "./json.ts";

/** Keeps a read as the last one of its change. */
export async function keepReading(client: ClientBase, subjectId: number, reading: ChangeReading): Promise<void> {
  await client.query(
    `insert into readings (subject_id, reading, read_at) values ($1, $2, clock_timestamp())
     on conflict (subject_id) do update set reading = excluded.reading, read_at = excluded.read_at`,
    [subjectId, toJson(reading)],
  );
}

/** The last read of a change; null for one that was never read. */
export async function lastReading(pool: Pool, subjectId: number): Promise<ChangeReading | null> {
  const { rows } = await pool.query<{ reading: ChangeReading }>("select reading from readings where subject_id = $1", [
    subjectId,
  ]);
  return rows[0]?.reading ?? null;
}

/** What the last read of a change saw; null for one that was never read. */
export async function lastSight(client: Pool | ClientBase, subjectId: number): Promise<Sight | null> {
  const { rows } = await client.query<Sight>(
    `select reading->'seen' as seen, reading->>'startedAt' as "startedAt", reading->>'headSha' as "headSha"
     from readings where subject_id = $1`,
    [subjectId],
  );
  return rows[0] ?? null;
}

/** What the next read of a change would be judged by, if it were made now. */
export interface Standard {
  readonly subjectId: number;
  /** Tells one read of the change from any other. */
  readonly readId: string;
  /** Digest of the policy that judged the last read; null for a change that was never judged. */
  readonly policy: string | null;
  /** Names of ours on the head, whoever's policy they come from. */
  readonly contextNames: readonly string[];
}

/** By what the next reads of these changes would be judged; those that were never read are left out. */
export async function standardsOf(client: Pool | ClientBase, subjectIds: readonly number[]): Promise<Standard[]> {
  const { rows } = await client.query<Standard>(
    `select r.subject_id as "subjectId", r.read_at::text as "readId", st.state#>>'{judged,policy,digest}' as policy,
       array(select x.name from contexts x join targets t on t.id = x.target_id
             where t.provider = s.provider and t.repository = s.repository and t.kind = 'contexts'
               and t.key = st.state->>'head' order by 1) as "contextNames"
     from readings r join subjects s on s.id = r.subject_id
     join streams st on st.id = s.provider || ':' || s.repository || '#' || s.key
     where r.subject_id = any($1::bigint[])`,
    [subjectIds],
  );
  return rows;
}

/** The last reads of these changes, as far as hints are compared with them. */
export async function lastReads(
  client: Pool | ClientBase,
  subjectIds: readonly number[],
): Promise<(LastRead & Pick<Standard, "subjectId" | "readId">)[]> {
  const { rows } = await client.query<LastRead & Pick<Standard, "subjectId" | "readId">>(
    `select subject_id as "subjectId", read_at::text as "readId", reading->'seen' as seen, reading->'facts' as facts,
       reading->>'startedAt' as "startedAt", reading->>'headSha' as "headSha"
     from readings where subject_id = any($1::bigint[])`,
    [subjectIds],
  );
  return rows.map((row) => ({ ...row, facts: completed(row.facts) }));
}
