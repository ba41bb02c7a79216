import type { ChangeRow, ChangeSort } from "@tollgate/client/change";
import { combine, type Outcome, opens } from "@tollgate/core/vocabulary/outcome";
import type { Step } from "@tollgate/core/vocabulary/step";
import type pg from "pg";
import { exactTime } from "../store/time.ts";
import { decodeCursor, encodeCursor, type Page, pageOf, TEXT, TIME } from "./cursor.ts";
import { HELD, type Held, heldSentence } from "./held.ts";

/** Of each gate only what a row shows: whole verdict trees would be most of a page's bytes. */
const COLUMNS = `id, provider, repository, number::int as number, title, author, base_ref, lifecycle, state, step, outcome,
  case when assessed is not null then risk end as risk,
  shadow, version, waiting_for->>0 as waiting_for, ${HELD}, ${exactTime("changes.created_at")}, ${exactTime("changes.updated_at")},
  coalesce((select jsonb_agg(jsonb_build_array(gate->'step', gate->'outcome', gate->'blocking'))
              from jsonb_array_elements(gates) as gate), '[]') as gates`;

interface Row {
  id: string;
  provider: string;
  repository: string;
  number: number;
  title: string;
  author: string;
  base_ref: string;
  lifecycle: ChangeRow["lifecycle"];
  state: ChangeRow["state"];
  step: Step;
  outcome: Outcome;
  risk: ChangeRow["risk"];
  shadow: boolean;
  version: number;
  waiting_for: string | null;
  held: Held;
  created_at: string;
  updated_at: string;
  gates: [Step, Outcome, boolean][];
}

/** Lists of values: any of them fits. */
export interface ChangeRowFilter {
  readonly ids?: readonly string[] | undefined;
  readonly state?: readonly string[] | undefined;
  readonly step?: readonly string[] | undefined;
  readonly outcome?: readonly string[] | undefined;
  readonly lifecycle?: readonly string[] | undefined;
  readonly risk?: readonly string[] | undefined;
  readonly tier?: readonly string[] | undefined;
  /** Only changes that this gate holds now. */
  readonly gate?: string | undefined;
  readonly repository?: string | undefined;
  readonly author?: string | undefined;
  readonly number?: number | undefined;
  /** Words that all stand in the repository, number, title or author, in any case. */
  readonly q?: string | undefined;
}

/** The most that are counted: beyond it, counting would cost more than knowing is worth. */
const MOST_COUNTED = 10_001;

interface Order {
  readonly column: string;
  readonly descending: boolean;
  readonly pattern: RegExp;
  readonly cast: string;
  readonly of: (row: Row) => string;
}

const ORDERS: Readonly<Record<ChangeSort, Order>> = {
  "-updated": time("updated_at", true),
  updated: time("updated_at", false),
  "-created": time("created_at", true),
  created: time("created_at", false),
  repository: { column: "repository", descending: false, pattern: TEXT, cast: "text", of: (row) => row.repository },
};

function time(column: "created_at" | "updated_at", descending: boolean): Order {
  return { column: `changes.${column}`, descending, pattern: TIME, cast: "timestamptz", of: (row) => row[column] };
}

/**
 * One page of changes as lists show them, in the order asked for; each appears exactly once, but for one that is updated
 * meanwhile in an order by update.
 * @returns null when the cursor is none of this list in this order
 */
export async function listChangeRows(
  pool: pg.Pool,
  filter: ChangeRowFilter,
  sort: ChangeSort,
  page: Page,
): Promise<{ items: ChangeRow[]; nextCursor: string | null; total: number | null } | null> {
  const order = ORDERS[sort];
  const kind = `rows:${sort}`;
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = conditionsOf(filter, bind);
  const counted = values.length;
  const total = page.cursor === undefined ? count(pool, conditions, values.slice(0, counted)) : null;
  if (page.cursor !== undefined) {
    const after = decodeCursor(kind, [order.pattern, TEXT], page.cursor);
    if (after === null) return null;
    const [value, id] = [`${bind(after[0])}::${order.cast}`, bind(after[1])];
    // The first condition alone lets an index find the place; the second drops what was shown of that value.
    conditions.push(`${order.column} ${order.descending ? "<=" : ">="} ${value}`);
    conditions.push(`(${order.column} ${order.descending ? "<" : ">"} ${value} or changes.id > ${id})`);
  }
  const rows = pool.query<Row>(
    `select ${COLUMNS} from changes ${where(conditions)}
      order by ${order.column} ${order.descending ? "desc" : "asc"}, changes.id limit ${bind(page.limit + 1)}`,
    values,
  );
  const [read, known] = await Promise.all([rows, total]);
  const { items, nextCursor } = pageOf(read.rows, page.limit, toItem, (row) =>
    encodeCursor(kind, [order.of(row), row.id]),
  );
  return { items, nextCursor, total: known };
}

async function count(pool: pg.Pool, conditions: readonly string[], values: readonly unknown[]): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(
    `select count(*)::int as total from (select 1 from changes ${where(conditions)} limit ${MOST_COUNTED}) as counted`,
    [...values],
  );
  return rows[0]?.total ?? 0;
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
}

function conditionsOf(filter: ChangeRowFilter, bind: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  if (filter.ids !== undefined) conditions.push(`changes.id = any(${bind(filter.ids)}::text[])`);
  for (const column of ["state", "step", "outcome", "lifecycle"] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) conditions.push(`${column} = any(${bind(wanted)}::text[])`);
  }
  for (const column of ["risk", "tier"] as const) {
    const wanted = filter[column];
    // What was not judged has placeholders there.
    if (wanted !== undefined) conditions.push(`assessed is not null and ${column} = any(${bind(wanted)}::text[])`);
  }
  if (filter.gate !== undefined) {
    conditions.push(`changes.id in (select change_id from gate_standings where holds and gate = ${bind(filter.gate)})`);
  }
  for (const column of ["repository", "author", "number"] as const) {
    const wanted = filter[column];
    if (wanted !== undefined) conditions.push(`${column} = ${bind(wanted)}`);
  }
  for (const word of filter.q?.split(/\s+/).filter((part) => part !== "") ?? []) {
    // What people type is no pattern.
    const pattern = bind(`%${word.replace(/[\\%_]/g, "\\$&")}%`);
    conditions.push(`(title || ' ' || repository || '#' || number::text || ' ' || author) ilike ${pattern}`);
  }
  return conditions;
}

function toItem(row: Row): ChangeRow {
  return {
    id: row.id,
    provider: row.provider,
    repository: row.repository,
    number: row.number,
    title: row.title,
    author: row.author,
    baseRef: row.base_ref,
    lifecycle: row.lifecycle,
    state: row.state,
    step: row.step,
    outcome: row.outcome,
    risk: row.risk,
    steps: stepsOf(row),
    waitingFor: row.waiting_for ?? heldSentence(row.held, row.number),
    shadow: row.shadow,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

function stepsOf({ gates, state, step }: Row): ChangeRow["steps"] {
  const unknown = state === "INITIALIZED" ? "pending" : state === "ERROR" ? "error" : null;
  const one = (name: Step): Outcome => {
    if (unknown !== null && (gates.length === 0 || name === step)) return unknown;
    return combine(
      gates
        .filter((gate) => gate[0] === name)
        .map(([, outcome, blocking]) => (blocking || opens(outcome) ? outcome : "pass")),
    );
  };
  const final = state === "COMPLETED" ? "pass" : state === "FINAL_REJECTED" ? "fail" : (unknown ?? "pending");
  return { ready: one("ready"), progress: one("progress"), done: one("done"), final };
}
