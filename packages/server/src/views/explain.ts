import type { Explanation } from "@tollgate/client/change";
import { counting, NOT_JUDGED, siblingMissing } from "@tollgate/core/change/contexts";
import { isOpen } from "@tollgate/core/change/reading";
import { answer, summarize } from "@tollgate/core/change/summary";
import { opens } from "@tollgate/core/vocabulary/outcome";
import type { Pool } from "pg";
import { loadStream } from "../store/append.ts";
import { type MemberColumns, memberOf } from "../store/members.ts";

/** What is missing for a change to merge, other pull requests of its head included. Null for an unknown change. */
export async function explainChange(pool: Pool, id: string): Promise<Explanation | null> {
  const stream = await loadStream(pool, id);
  if (stream.version === 0) return (await isStub(pool, id)) ? NOT_YET : null;
  const { state } = stream;
  const summary = summarize(state);
  const missing = isOpen(state.lifecycle) ? [...summary.missing, ...(await siblings(pool, id))] : [];
  const mergeable = state.lifecycle === "open" && summary.state === "COMPLETED" && missing.length === 0;
  const sentence =
    missing.length > summary.missing.length && summary.missing.length === 0
      ? (missing[0]?.condition ?? "")
      : answer(state, summary);
  return {
    mergeable,
    sentence,
    missing: missing.map((item) => ({ ...item, who: [...item.who] })),
    forge: state.lifecycle === "draft" ? ["A draft cannot be merged."] : [],
  };
}

const NOT_YET: Explanation = {
  mergeable: false,
  sentence: NOT_JUDGED,
  missing: [],
  forge: [],
};

async function isStub(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query("select 1 from changes where id = $1", [id]);
  return (rowCount ?? 0) > 0;
}

/** Other open changes of the head that keep its contexts closed: a check belongs to the commit, not to one of them. */
async function siblings(pool: Pool, id: string): Promise<Explanation["missing"]> {
  const { rows } = await pool.query<MemberColumns & { readonly own: boolean; readonly waiting_for: readonly string[] }>(
    `select c.number, c.base_ref, c.head_sha, c.author_can_write, c.contexts, c.id = $1 as own, c.waiting_for
     from changes me join changes c on c.provider = me.provider and c.repository = me.repository and c.head_sha = me.head_sha
     where me.id = $1 and c.lifecycle in ('open', 'draft') order by c.number`,
    [id],
  );
  const members = rows.map(memberOf);
  const counted = new Set(counting(members).map((member) => member.number));
  return rows
    .filter((row) => !row.own && counted.has(row.number) && !opens(row.contexts?.overall.outcome ?? "pending"))
    .map((row) => siblingMissing(row.number, row.waiting_for[0] ?? NOT_JUDGED))
    .map((item) => ({ ...item, who: [...item.who] }));
}
