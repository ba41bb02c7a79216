import type { Pool } from "pg";
import { changeId } from "./append.ts";
import type { SubjectRow } from "./subjects.ts";

/** More causes than these say nothing more. */
const MOST = 100;

/** The `traceparent`s of the deliveries and commands that a subject is to be evaluated for, oldest first. */
export async function causesOf(pool: Pool, subject: SubjectRow): Promise<readonly string[]> {
  const { rows } = await pool.query<{ traceparent: string }>(
    `select traceparent from (
       select d.traceparent, d.received_at as at
       from hints h join deliveries d on d.provider = $2 and d.delivery_id = h.delivery_id
       where h.subject_id = $1 and h.seq > $6 and h.seq <= $3 and d.traceparent is not null
       union all
       select traceparent, created_at from commands
       where change_id = $4 and done_at is null and traceparent is not null
     ) as causes group by traceparent order by min(at) limit $5`,
    [
      subject.id,
      subject.provider,
      subject.wanted_seq,
      changeId(subject.provider, subject.repository, subject.key),
      MOST,
      // Older ones may wait for a read that shows them; they asked for an evaluation before this one.
      subject.done_seq,
    ],
  );
  return rows.map((row) => row.traceparent);
}
