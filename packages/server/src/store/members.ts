import type { Member } from "@tollgate/core/change/contexts";
import type { ContextOutcomes } from "@tollgate/core/change/review";

/** The columns of `changes` from which a commit's contexts are made. */
export interface MemberColumns {
  readonly number: number;
  readonly base_ref: string;
  readonly head_sha: string;
  readonly author_can_write: boolean | null;
  readonly contexts: ContextOutcomes | null;
}

/** A row of `changes` as the conjunction over a commit's changes takes it. */
export function memberOf(row: MemberColumns): Member {
  return {
    number: row.number,
    baseRef: row.base_ref,
    headSha: row.head_sha,
    authorCanWrite: row.author_can_write,
    contexts: row.contexts,
  };
}
