import type { GateRecord } from "@tollgate/client/gates";
import { GATES } from "@tollgate/core/policy/gates/index";
import { byCodeUnit } from "@tollgate/core/vocabulary/canonical";
import type pg from "pg";

/** Days that the record of gates is told for. */
export const RECORD_DAYS = 30;

interface Judged {
  readonly gate: string;
  readonly changes: number;
  readonly answers: number;
  readonly passes: number;
  readonly median: number | null;
}

/**
 * What the last days come to is a sum over every change: 0.6 s for 100,000 changes with ten gates, some milliseconds
 * for one repository. A sum over more rows than this is given again for a minute, so that a page that asks all the time
 * costs next to nothing; a smaller one is always of now.
 */
const MANY_ROWS = 100_000;
const KEPT_MS = 60_000;

interface Kept {
  readonly until: number;
  readonly judged: readonly Judged[];
}
/** By repository; empty for all of them. */
const kept = new WeakMap<pg.Pool, Map<string, Kept>>();

/**
 * How each gate did in the last days, over the changes that it was judged on; those that judged or hold none are left
 * out. By the order of the built-in list, then those that policies declared.
 * @param repository `owner/name`; undefined: all
 */
export async function readGateRecords(pool: pg.Pool, repository: string | undefined): Promise<GateRecord[]> {
  const [judged, holding] = await Promise.all([readJudged(pool, repository), readHolding(pool, repository)]);
  const byGate = new Map(judged.map((row) => [row.gate, row]));
  const order = new Map(GATES.map(({ name }, index) => [name, index]));
  const at = (gate: string) => order.get(gate) ?? order.size;
  return [...new Set([...byGate.keys(), ...holding.keys()])]
    .sort((a, b) => at(a) - at(b) || byCodeUnit(a, b))
    .map((gate) => toRecord(gate, byGate.get(gate), holding.get(gate) ?? 0));
}

const OF = "($1::text is null or repository = $1)";

async function readHolding(pool: pg.Pool, repository: string | undefined): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ gate: string; holds: number }>(
    `select gate, count(*)::int as holds from gate_standings where holds and ${OF} group by gate`,
    [repository ?? null],
  );
  return new Map(rows.map(({ gate, holds }) => [gate, holds]));
}

async function readJudged(pool: pg.Pool, repository: string | undefined): Promise<readonly Judged[]> {
  const answers = kept.get(pool) ?? new Map<string, Kept>();
  kept.set(pool, answers);
  const known = answers.get(repository ?? "");
  if (known !== undefined && known.until > Date.now()) return known.judged;
  const { rows } = await pool.query<Judged>(
    `with recent as not materialized (
       select * from gate_standings where judged_on > current_date - $2::int and ${OF}
     ), judged as (
       select gate, count(*)::int as changes, sum(answers)::int as answers, sum(passes)::int as passes
       from recent group by gate
     ), waited as (
       select gate, percentile_cont(0.5) within group (order by seconds_to_green) as median
       from recent where seconds_to_green is not null group by gate
     )
     select * from judged left join waited using (gate)`,
    [repository ?? null, RECORD_DAYS],
  );
  const summed = rows.reduce((sum, { changes }) => sum + changes, 0);
  if (summed > MANY_ROWS) answers.set(repository ?? "", { until: Date.now() + KEPT_MS, judged: rows });
  return rows;
}

function toRecord(gate: string, judged: Judged | undefined, holds: number): GateRecord {
  const known = GATES.find(({ name }) => name === gate);
  const { changes = 0, answers = 0, passes = 0, median = null } = judged ?? {};
  return {
    gate,
    purpose: known?.purpose ?? null,
    category: known?.category ?? null,
    changes,
    answers,
    passes,
    passRate: answers === 0 ? null : passes / answers,
    medianSecondsToGreen: median,
    holds,
  };
}
