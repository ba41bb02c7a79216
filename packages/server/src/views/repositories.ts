import type { Repository, RepositoryDetail } from "@tollgate/client/admin";
import type { Policy } from "@tollgate/core/policy/policy";
import type pg from "pg";
import { exactTime } from "../store/time.ts";
import { decodeCursor, encodeCursor, type Page, pageOf, TEXT } from "./cursor.ts";

interface Row {
  provider: string;
  name: string;
  state: Repository["state"];
  policies: Record<string, { digest?: string; commit?: string; branch?: string }>;
  problems: Record<string, unknown>;
  /** By digest; of policies in force only. */
  bodies: Record<string, Policy> | null;
  open_changes: number;
  reconciled_at: string | null;
  seen_at: string;
}

const COLUMNS = `provider, name, state, policies, problems, ${exactTime("reconciled_at")}, ${exactTime("seen_at")},
  (select count(*)::int from changes where changes.provider = repositories.provider
      and changes.repository = repositories.name and changes.lifecycle in ('open', 'draft')) as open_changes,
  (select jsonb_object_agg(p.digest, p.policy) from policies p
    where p.digest in (select e.value->>'digest' from jsonb_each(repositories.policies) as e)) as bodies`;

/**
 * Repositories by name.
 * @param q part of the name, in any case
 * @returns null when the cursor is none of this list
 */
export async function listRepositories(
  pool: pg.Pool,
  page: Page & { readonly q?: string | undefined },
): Promise<{ items: Repository[]; nextCursor: string | null } | null> {
  let after: string[] | null = null;
  if (page.cursor !== undefined) {
    after = decodeCursor("repositories", [TEXT, TEXT], page.cursor);
    if (after === null) return null;
  }
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from repositories
      where ($1::text is null or (provider, name) > ($1, $2)) and ($4::text is null or strpos(lower(name), lower($4)) > 0)
      order by provider, name limit $3`,
    [after?.[0] ?? null, after?.[1] ?? null, page.limit + 1, page.q ?? null],
  );
  return pageOf(rows, page.limit, toRepository, (row) => encodeCursor("repositories", [row.provider, row.name]));
}

/** One repository with its policies whole; null when it is not known. */
export async function findRepository(pool: pg.Pool, provider: string, name: string): Promise<RepositoryDetail | null> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from repositories where provider = $1 and name = $2`, [
    provider,
    name,
  ]);
  const row = rows[0];
  if (row === undefined) return null;
  const policiesInForce = Object.entries(row.policies).flatMap(([base, { digest = "" }]) => {
    const policy = row.bodies?.[digest];
    if (policy === undefined) return [];
    const gates = policy.gates.map(({ gate, step, blocking, params }) => ({
      gate,
      step,
      blocking,
      params: (params ?? {}) as Record<string, unknown>,
    }));
    return [{ base, gates, final: { ...policy.final }, contexts: { ...policy.contexts } }];
  });
  return { ...toRepository(row), policiesInForce };
}

function toRepository(row: Row): Repository {
  const bases = [...new Set([...Object.keys(row.policies), ...Object.keys(row.problems)])].sort();
  return {
    provider: row.provider,
    name: row.name,
    state: row.state,
    policies: row.policies,
    problems: row.problems,
    branches: bases.map((base) => {
      const policy = row.policies[base];
      const body = row.bodies?.[policy?.digest ?? ""];
      const problems = row.problems[base];
      return {
        base,
        digest: policy?.digest ?? null,
        commit: policy?.commit ?? null,
        source: policy?.branch ?? null,
        gates: body?.gates.length ?? 0,
        shadow: body?.shadow ?? false,
        problems: Array.isArray(problems) ? problems.map(String) : [],
      };
    }),
    openChanges: row.open_changes,
    reconciledAt: row.reconciled_at,
    seenAt: row.seen_at,
  };
}
