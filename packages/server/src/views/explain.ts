import type { Explanation } from "@tollgate/client/change";
import type * as core from "@tollgate/core/explain/explanation";
import { explain, type Surroundings } from "@tollgate/core/explain/explanation";
import { FORGE_FACTS } from "@tollgate/core/explain/forge";
import { completed, type Facts } from "@tollgate/core/vocabulary/fact";
import type { Pool } from "pg";
import { loadStream } from "../store/append.ts";
import { holding, type OfHead, ofHead } from "./held.ts";

/** What is missing for a change to merge, other pull requests of its head included. Null for an unknown change. */
export async function explainChange(pool: Pool, id: string): Promise<Explanation | null> {
  const [{ state, version }, surroundings] = await Promise.all([loadStream(pool, id), surroundingsOf(pool, id)]);
  if (version === 0 && !(await isStub(pool, id))) return null;
  return sendable(explain(state, surroundings));
}

/** The explanation in the types of the wire, which have nothing that is read-only. */
export function sendable(explanation: core.Explanation): Explanation {
  return structuredClone(explanation) as Writable<core.Explanation>;
}

type Writable<T> = { -readonly [K in keyof T]: Writable<T[K]> };

/** What is known of a change besides the state of its review, as far as an explanation needs it. */
export async function surroundingsOf(pool: Pool, id: string): Promise<Surroundings> {
  const [siblings, read] = await Promise.all([siblingsOf(pool, id), lastRead(pool, id)]);
  return { siblings, read };
}

async function isStub(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query("select 1 from changes where id = $1", [id]);
  return (rowCount ?? 0) > 0;
}

async function siblingsOf(pool: Pool, id: string): Promise<Surroundings["siblings"]> {
  const { rows } = await pool.query<{ readonly own: boolean; readonly member: OfHead }>(
    `select c.id = $1 as own, ${ofHead("c")} as member
     from changes me join changes c on c.provider = me.provider and c.repository = me.repository and c.head_sha = me.head_sha
     where me.id = $1 and c.lifecycle in ('open', 'draft') order by c.number`,
    [id],
  );
  const number = rows.find(({ own }) => own)?.member.number;
  const members = rows.map(({ member }) => member);
  return number === undefined ? [] : holding(members, number);
}

/** What the last read found that tells what the forge refuses. A read is large; only that is loaded. */
async function lastRead(pool: Pool, id: string): Promise<Surroundings["read"]> {
  const { rows } = await pool.query<{ readonly at: string; readonly facts: Partial<Facts> | null }>(
    `select r.reading->>'startedAt' as at,
       (select jsonb_object_agg(f.key, f.value) from jsonb_each(r.reading->'facts') f where f.key = any($2)) as facts
     from changes c join subjects s on s.provider = c.provider and s.repository = c.repository and s.kind = 'change'
       and s.key = c.number::text
     join readings r on r.subject_id = s.id where c.id = $1`,
    [id, FORGE_FACTS],
  );
  const row = rows[0];
  return row === undefined ? null : { at: row.at, facts: completed(row.facts ?? {}) };
}
