import type { Change } from "@tollgate/client/change";
import type { Assessment } from "@tollgate/core/risk/rigour";
import type pg from "pg";
import { exactTime } from "../store/time.ts";
import { decodeCursor, encodeCursor, type Page, pageOf, TEXT, TIME } from "./cursor.ts";
import { HELD, type Held, heldSentence } from "./held.ts";

/** Columns as they are shown; the rest of the row is for the machine. */
const COLUMNS = `id, provider, repository, number::int as number, url, title, author, head_sha, base_ref, lifecycle, state,
  step, assessed, outcome, gates, waiting_for, ${HELD}, shadow, version, ${exactTime("changes.updated_at")}`;

interface ChangeRow {
  id: string;
  provider: string;
  repository: string;
  number: number;
  url: string | null;
  title: string;
  author: string;
  head_sha: string;
  base_ref: string;
  lifecycle: Change["lifecycle"];
  state: Change["state"];
  step: Change["step"];
  assessed: Assessment | null;
  outcome: Change["outcome"];
  gates: Change["gates"];
  waiting_for: string[];
  held: Held;
  shadow: boolean;
  version: number;
  updated_at: string;
}

export interface ChangeFilter {
  readonly repository?: string | undefined;
  readonly number?: number | undefined;
  readonly state?: string | undefined;
  readonly lifecycle?: string | undefined;
  readonly author?: string | undefined;
  /** Part of the title, in any case. */
  readonly q?: string | undefined;
}

/**
 * Changes, the last updated first. A change that is updated while somebody pages moves to the front, where the first
 * page shows it; all others appear exactly once.
 * @param cursor a cursor of this list
 * @returns null when the cursor is none of ours
 */
export async function listChanges(
  pool: pg.Pool,
  filter: ChangeFilter,
  page: Page,
): Promise<{ items: Change[]; nextCursor: string | null } | null> {
  let after: string[] | null = null;
  if (page.cursor !== undefined) {
    after = decodeCursor("changes", [TIME, TEXT], page.cursor);
    if (after === null) return null;
  }
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions: string[] = [];
  for (const column of ["repository", "number", "state", "lifecycle", "author"] as const) {
    const value = filter[column];
    if (value !== undefined) conditions.push(`${column} = ${bind(value)}`);
  }
  if (filter.q !== undefined) {
    // What people type is no pattern.
    conditions.push(`title ilike ${bind(`%${filter.q.replace(/[\\%_]/g, "\\$&")}%`)}`);
  }
  if (after !== null) {
    const [at, id] = [bind(after[0]), bind(after[1])];
    // The first condition alone lets the index find the place; the second drops what was shown of that instant.
    conditions.push(`changes.updated_at <= ${at}::timestamptz`);
    conditions.push(`(changes.updated_at < ${at}::timestamptz or changes.id > ${id})`);
  }
  const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
  const { rows } = await pool.query<ChangeRow>(
    `select ${COLUMNS} from changes ${where} order by changes.updated_at desc, changes.id limit ${bind(page.limit + 1)}`,
    values,
  );
  return pageOf(rows, page.limit, toChange, (row) => encodeCursor("changes", [row.updated_at, row.id]));
}

/** One change; null when it is not known. */
export async function findChange(
  pool: pg.Pool,
  provider: string,
  repository: string,
  number: number,
): Promise<Change | null> {
  const { rows } = await pool.query<ChangeRow>(
    `select ${COLUMNS} from changes where provider = $1 and repository = $2 and number = $3`,
    [provider, repository, number],
  );
  return rows[0] === undefined ? null : toChange(rows[0]);
}

function toChange(row: ChangeRow): Change {
  const held = heldSentence(row.held, row.number);
  return {
    id: row.id,
    provider: row.provider,
    repository: row.repository,
    number: row.number,
    url: row.url,
    title: row.title,
    author: row.author,
    headSha: row.head_sha,
    baseRef: row.base_ref,
    lifecycle: row.lifecycle,
    state: row.state,
    step: row.step,
    risk: row.assessed?.risk ?? null,
    riskScore: row.assessed?.score ?? null,
    riskReasons: [...(row.assessed?.reasons ?? [])],
    tier: row.assessed?.tier ?? null,
    rigour: row.assessed?.rigour ?? null,
    outcome: row.outcome,
    gates: row.gates,
    waitingFor: held === null ? row.waiting_for : [held],
    shadow: row.shadow,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
