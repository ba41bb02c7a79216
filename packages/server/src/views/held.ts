import { counting, type Member, NOT_JUDGED, siblingMissing } from "@tollgate/core/change/contexts";
import { opens } from "@tollgate/core/vocabulary/outcome";

/** An open change of a head, as far as it tells whether it keeps others of that head closed. */
export interface OfHead extends Member {
  /** The first thing it waits for. */
  readonly waitsFor: string | null;
}

/** Columns of `changes` as one {@link OfHead}. @param row the table's name in the query */
export function ofHead(row: string): string {
  return `jsonb_build_object('number', ${row}.number, 'baseRef', ${row}.base_ref, 'headSha', ${row}.head_sha,
    'authorCanWrite', ${row}.author_can_write, 'contexts', ${row}.contexts, 'waitsFor', ${row}.waiting_for->>0)`;
}

/** The open changes of a head, for a change that by itself waits for nothing; null for any other. */
export type Held = readonly OfHead[] | null;

/** A column for queries over `changes`: see {@link Held}. */
export const HELD = `case when changes.lifecycle in ('open', 'draft') and changes.waiting_for = '[]' then (
    select jsonb_agg(${ofHead("other")} order by other.number) from changes other
    where other.provider = changes.provider and other.repository = changes.repository
      and other.head_sha = changes.head_sha and other.lifecycle in ('open', 'draft')) end as held`;

/** Other changes of the head that keep this one closed: a check belongs to the commit, not to one of them. */
export function holding(
  members: readonly OfHead[],
  number: number,
): readonly { readonly number: number; readonly waitsFor: string }[] {
  const counted = new Set(counting(members).map((member) => member.number));
  return members
    .filter((member) => member.number !== number && counted.has(member.number))
    .filter(({ contexts }) => !opens(contexts?.overall.outcome ?? "pending"))
    .map((member) => ({ number: member.number, waitsFor: member.waitsFor ?? NOT_JUDGED }));
}

/** What `explain` says about what holds a change that waits for nothing itself, word for word; null: nothing does. */
export function heldSentence(held: Held, number: number): string | null {
  const [first] = holding(held ?? [], number);
  return first === undefined ? null : siblingMissing(first.number, first.waitsFor).condition;
}
