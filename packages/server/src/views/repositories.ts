import type { Repository, RepositoryDetail } from "@tollgate/client/admin";
import { showCondition } from "@tollgate/core/policy/condition";
import { JUDGES } from "@tollgate/core/policy/gates/index";
import { nameOf, type Policy } from "@tollgate/core/policy/policy";
import { blocks, RIGOUR_OF_TIER, rigourOf } from "@tollgate/core/risk/rigour";
import type { Risk } from "@tollgate/core/vocabulary/tier";
import type pg from "pg";
import type { Rollback } from "../store/policies.ts";
import { exactTime } from "../store/time.ts";
import { decodeCursor, encodeCursor, type Page, pageOf, TEXT } from "./cursor.ts";

interface Row {
  provider: string;
  name: string;
  state: Repository["state"];
  policies: Record<string, { digest?: string; commit?: string; branch?: string }>;
  problems: Record<string, unknown>;
  rollbacks: Record<string, Rollback>;
  /** By digest; of policies in force only. */
  bodies: Record<string, Policy> | null;
  open_changes: number;
  reconciled_at: string | null;
  seen_at: string;
}

const COLUMNS = `provider, name, state, policies, problems, rollbacks, ${exactTime("reconciled_at")}, ${exactTime("seen_at")},
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
    return [inForce(base, policy)];
  });
  return { ...toRepository(row), policiesInForce };
}

function inForce(base: string, policy: Policy): RepositoryDetail["policiesInForce"][number] {
  const tier = policy.tier ?? "standard";
  const rigour = policy.rigour ?? RIGOUR_OF_TIER[tier];
  const { required, role } = policy.final;
  const gates = policy.gates.map((gate) => {
    const category = JUDGES.get(gate.gate)?.category ?? null;
    const blocking = (risk: Risk) => blocks(gate.blocking, category ?? "critical", rigourOf(rigour, risk));
    return {
      gate: nameOf(gate),
      judge: gate.gate,
      step: gate.step,
      within: gate.within ?? null,
      category,
      blocking: blocking("LOW"),
      blockingAtHighRisk: blocking("HIGH"),
      params: (gate.params ?? {}) as Record<string, unknown>,
      byRigour: { ...gate.byRigour } as Record<string, Record<string, unknown>>,
    };
  });
  const contexts = { ...policy.contexts };
  return { base, tier, rigour, gates, template: templateOf(policy), final: { required, role }, contexts };
}

function templateOf({ template, gates }: Policy): RepositoryDetail["policiesInForce"][number]["template"] {
  if (template === undefined) return null;
  const steps = template.steps.map(({ name, phase, sequential, condition, patience }) => ({
    name,
    phase,
    sequential: sequential === true,
    condition: condition === undefined ? null : showCondition(condition),
    timeoutSeconds: patience?.seconds ?? null,
    gates: gates.filter(({ within }) => within === name).map(nameOf),
  }));
  return { name: template.name, version: template.version ?? null, steps };
}

function rollbackOf(rollback: Rollback | undefined): Repository["branches"][number]["rollback"] {
  if (rollback === undefined) return null;
  const { revision, by, reason, at } = rollback;
  return { revision, by, reason, at };
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
        rollback: rollbackOf(row.rollbacks[base]),
      };
    }),
    openChanges: row.open_changes,
    reconciledAt: row.reconciled_at,
    seenAt: row.seen_at,
  };
}
