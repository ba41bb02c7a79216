import { NOT_JUDGED, siblingMissing } from "@tollgate/core/change/contexts";

/** Number and first sentence of the pull request that holds a change which by itself waits for nothing. */
export type Held = readonly [number, string | null] | null;

/**
 * A column for queries over `changes`: the first other open pull request of the same head that does not pass. Told for
 * changes that wait for nothing themselves, since a check belongs to the commit. A twin towards the same base by
 * somebody who may not write holds nobody (see `counting` in core).
 */
export const HELD = `(select jsonb_build_array(other.number, other.waiting_for->>0) from changes other
  where changes.lifecycle in ('open', 'draft') and changes.waiting_for = '[]'
    and other.provider = changes.provider and other.repository = changes.repository
    and other.head_sha = changes.head_sha and other.id <> changes.id and other.lifecycle in ('open', 'draft')
    and coalesce(other.contexts->'overall'->>'outcome', 'pending') not in ('pass', 'skip')
    and not (other.author_can_write is false and other.base_ref = changes.base_ref)
  order by other.number limit 1) as held`;

/** What `explain` says about it, word for word. */
export function heldSentence(held: Held): string | null {
  return held === null ? null : siblingMissing(held[0], held[1] ?? NOT_JUDGED).condition;
}
