// What must hold in the database when a drill is over.
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";

/** A hint that no read ever shows is waited for two minutes by design; whatever is dirty for longer is stuck. */
const STUCK_MS = 150_000;

/** Accepted deliveries that are not in the database, or that nobody has processed; empty when all is right. */
export async function missingDeliveries(pool: Pool, accepted: ReadonlySet<string>): Promise<readonly string[]> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { rows } = await pool.query<{ id: string; stored: boolean }>(
      `select a.id, d.delivery_id is not null as stored
       from unnest($1::text[]) as a (id) left join deliveries d on d.provider = 'github' and d.delivery_id = a.id
       where d.processed_at is null`,
      [[...accepted]],
    );
    if (rows.length === 0) return [];
    if (Date.now() > deadline)
      return rows.map((row) => `delivery ${row.id} is ${row.stored ? "not processed" : "missing"}`);
    await sleep(200);
  }
}

/**
 * Rows that are parked, and rows whose sequence of this moment is not done in time. New wishes come all the while (it is
 * reconciled every few seconds), so not every row is clean in one instant; but each must get there.
 */
export async function stuckRows(pool: Pool): Promise<readonly string[]> {
  const { rows: wished } = await pool.query<{ kind: string; id: number; wanted: number; what: string }>(
    `select 'subjects' as kind, id, wanted_seq as wanted, repository || ' ' || kind || ' ' || key as what from subjects
     union all select 'targets', id, wanted_seq, repository || ' ' || kind || ' ' || key from targets`,
  );
  const deadline = Date.now() + STUCK_MS;
  for (;;) {
    const { rows: now } = await pool.query<{
      kind: string;
      id: number;
      done: number;
      parked: string | null;
      attempts: number;
    }>(
      `select 'subjects' as kind, id, done_seq as done, parked_reason as parked, attempts from subjects
       union all select 'targets', id, done_seq, parked_reason, attempts from targets`,
    );
    const current = new Map(now.map((row) => [`${row.kind} ${row.id}`, row]));
    const open = wished.flatMap(({ kind, id, wanted, what }) => {
      const row = current.get(`${kind} ${id}`);
      if (row === undefined) return [];
      if (row.parked !== null) return [`${kind}: ${what} is parked: ${row.parked}`];
      return row.done < wanted ? [`${kind}: ${what} is not done, ${row.attempts} failed attempts`] : [];
    });
    const { rows: parked } = await pool.query<{ what: string }>(
      "select 'delivery ' || delivery_id || ' is parked: ' || parked_reason as what from deliveries where parked_at is not null",
    );
    const problems = [...open, ...parked.map((row) => row.what)];
    if (problems.length === 0 || Date.now() > deadline) return problems;
    await sleep(250);
  }
}

/** What Tollgate itself says of the heads that problems name (`the head a6e0833 ...`): one line for each change. */
export async function toldOf(pool: Pool, problems: readonly string[]): Promise<readonly string[]> {
  const heads = problems.flatMap((problem) => /the head ([0-9a-f]{7})/.exec(problem)?.slice(1) ?? []);
  const { rows } = await pool.query<{ told: string }>(
    `select c.id || ' ' || c.lifecycle || ' ' || c.head_sha || ' to ' || c.base_ref || ', read ' || coalesce(s.last_read_at::text, 'never')
       || ', sequences ' || s.wanted_seq || '/' || s.done_seq || ', looked at again ' || coalesce(s.look_at::text, 'never')
       || ', hints ' || (select coalesce(jsonb_agg(h.hint), '[]')::text from hints h where h.subject_id = s.id)
       || ', gates ' || (select coalesce(jsonb_agg(g - 'verdict' || jsonb_build_object('says', g#>>'{verdict,title}')), '[]')::text
                         from jsonb_array_elements(c.gates) g where g->>'outcome' not in ('pass', 'skip'))
       || ', shown ' || coalesce(c.contexts::text, 'nothing')
       || ', open with it ' || coalesce(r.reading->>'siblings', 'unknown') as told
     from changes c
     left join subjects s on s.provider = c.provider and s.repository = c.repository and s.kind = 'change' and s.key = c.number::text
     left join readings r on r.subject_id = s.id
     where left(c.head_sha, 7) = any($1::text[]) order by c.number`,
    [heads],
  );
  return rows.map(({ told }) => told);
}
