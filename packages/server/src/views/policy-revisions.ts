import type { PolicyRevision } from "@tollgate/client/policy";
import type pg from "pg";
import { exactTime } from "../store/time.ts";
import { BIGINT, decodeCursor, encodeCursor, type Page, pageOf } from "./cursor.ts";

/**
 * The revisions of a repository's policies, the last one first.
 * @param base only those of this base branch
 * @returns null when the cursor is none of this list
 */
export async function listPolicyRevisions(
  pool: pg.Pool,
  at: { readonly provider: string; readonly repository: string; readonly base?: string | undefined },
  page: Page,
): Promise<{ items: PolicyRevision[]; nextCursor: string | null } | null> {
  let after: string | null = null;
  if (page.cursor !== undefined) {
    after = decodeCursor("policy-revisions", [BIGINT], page.cursor)?.[0] ?? null;
    if (after === null) return null;
  }
  const { rows } = await pool.query<PolicyRevision>(
    `select v.id, v.base_ref as base, v.digest, v.commit_sha as commit, v.branch, ${exactTime("v.since")},
       v.by_subject as by, v.reason, v.restores, jsonb_array_length(p.policy->'gates') as gates,
       array(select file->>'path' from jsonb_array_elements(f.files) as file order by 1) as files,
       coalesce((r.policies->v.base_ref->>'revision')::bigint = v.id, false) as "inForce",
       coalesce((r.policies->v.base_ref->>'revision')::bigint = v.id, false) and r.rollbacks ? v.base_ref as held
     from policy_revisions v
     join policies p on p.digest = v.digest
     join policy_files f on f.digest = v.files_digest
     join repositories r on r.provider = v.provider and r.name = v.repository
     where v.provider = $1 and v.repository = $2 and ($3::text is null or v.base_ref = $3)
       and ($4::bigint is null or v.id < $4) order by v.id desc limit $5`,
    [at.provider, at.repository, at.base ?? null, after, page.limit + 1],
  );
  return pageOf(
    rows,
    page.limit,
    (row) => row,
    (row) => encodeCursor("policy-revisions", [String(row.id)]),
  );
}
