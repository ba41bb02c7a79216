// The schema as numbered SQL files. Old and new replicas run side by side during an upgrade, so a change comes in two
// releases: an `expand` that the old program can live with, later a `contract` that removes what no program uses.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { transaction } from "./database.ts";
import { codeOf, messageOf, StoreError, type StoreLog } from "./errors.ts";

export interface Migration {
  readonly id: number;
  /** File name, `0001-name.sql`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly digest: string;
}

export interface MigrateOptions {
  /** Default: this package's `migrations` folder. */
  readonly directory?: string;
  readonly log: StoreLog;
}

export const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Any number, as long as it stays the same: all replicas must wait for the same lock. */
const LOCK = 7_070_420_001;
/** A schema change waits this long for running statements; queries queue up behind it meanwhile. */
const LOCK_TIMEOUT = "5s";
const LOCK_ATTEMPTS = 12;

/**
 * Brings the database to the schema of this program. Any number of processes may call it at once: each file is applied
 * by one of them, in one transaction, and all return when all is done. Migrations that the database has and this
 * program does not know were made by a newer program; they are left and logged.
 * @returns the ids that this call applied
 * @throws StoreError of kind `config` for a bad file (with file, line and column where PostgreSQL names a position) and
 *   for an applied file that was changed later
 */
export async function migrate(pool: pg.Pool, options: MigrateOptions): Promise<number[]> {
  const files = readMigrations(options.directory ?? MIGRATIONS);
  const applied: number[] = [];
  let waits = 0;
  for (;;) {
    try {
      const id = await transaction(pool, (client) => applyNext(client, files));
      if (id === undefined) break;
      options.log.info({ migration: id }, `Migration ${id} is applied`);
      applied.push(id);
    } catch (error) {
      if (codeOf(error) !== "55P03" || ++waits >= LOCK_ATTEMPTS) throw error;
      options.log.warn({}, "A migration waits for running work of other servers");
      await sleep(500 + Math.random() * 500);
    }
  }
  const unknown = [...(await appliedMigrations(pool)).keys()].filter((id) => !files.some((file) => file.id === id));
  if (unknown.length > 0) {
    options.log.warn(
      { migrations: unknown },
      "The database has migrations of a newer Tollgate; this one goes on beside it",
    );
  }
  return applied;
}

/** Applies the first file that is missing; undefined when none is. The client must be in a transaction. */
async function applyNext(client: pg.ClientBase, files: readonly Migration[]): Promise<number | undefined> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
  await client.query(
    `CREATE TABLE IF NOT EXISTS public.tollgate_migrations (
       id int PRIMARY KEY, name text NOT NULL, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const known = await appliedMigrations(client);
  for (const file of files) {
    const digest = known.get(file.id);
    if (digest !== undefined && digest !== file.digest) {
      throw new StoreError(
        "config",
        `Migration ${file.name} was changed after it had been applied`,
        "Restore the file as it was released, and put the change into a new migration.",
      );
    }
  }
  const next = files.find((file) => !known.has(file.id));
  if (next === undefined) return undefined;
  await applyMigration(client, next);
  return next.id;
}

/** Applies all of `files` that are missing, inside the client's own transaction. */
export async function migrateWithin(client: pg.ClientBase, files: readonly Migration[]): Promise<void> {
  while ((await applyNext(client, files)) !== undefined);
}

async function applyMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; SET LOCAL statement_timeout = 0`);
    await client.query(migration.sql);
    await client.query("RESET lock_timeout; RESET statement_timeout");
  } catch (error) {
    // Not the file's fault: `migrate` waits or repeats.
    if (["55P03", "40001", "40P01"].includes(codeOf(error) ?? "")) throw error;
    throw new StoreError(
      "config",
      `Migration ${place(migration, error)}: ${messageOf(error)}`,
      "Nothing of it was kept. If the file is as it was released, please report this.",
      { cause: error },
    );
  }
  await client.query("INSERT INTO public.tollgate_migrations (id, name, digest) VALUES ($1, $2, $3)", [
    migration.id,
    migration.name,
    migration.digest,
  ]);
}

/** `file:line:column` where PostgreSQL gives a position (in characters, from 1), else the file. */
function place(migration: Migration, error: unknown): string {
  const position =
    typeof error === "object" && error !== null && "position" in error ? Number(error.position) : Number.NaN;
  if (!Number.isInteger(position)) return migration.name;
  const before = [...migration.sql]
    .slice(0, position - 1)
    .join("")
    .split("\n");
  return `${migration.name}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Ids and digests of what a database has; empty when it never was migrated. */
export async function appliedMigrations(client: pg.ClientBase | pg.Pool): Promise<Map<number, string>> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('public.tollgate_migrations') IS NOT NULL AS there",
  );
  if (tables[0]?.there !== true) return new Map();
  const { rows } = await client.query<{ id: number; digest: string }>(
    "SELECT id, digest FROM public.tollgate_migrations ORDER BY id",
  );
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}

/**
 * Reads `NNNN-name.sql` files in order of their numbers. Each begins with a comment that says how it goes with older
 * programs: `-- expand`, or `-- contract: <first version that does without>`.
 * @throws StoreError for a folder or file that breaks these rules
 */
export function readMigrations(directory: string): Migration[] {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => readMigration(directory, name));
  for (const [index, file] of files.entries()) {
    if (files[index - 1]?.id === file.id) throw broken(file.name, `has the number of ${files[index - 1]?.name}`);
  }
  return files;
}

function readMigration(directory: string, name: string): Migration {
  const id = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
  if (!(id > 0)) throw broken(name, "is not named like 0001-name.sql");
  const sql = readFileSync(join(directory, name), "utf8").replaceAll("\r\n", "\n");
  if (!/^-- (expand\b|contract: \S+)/.test(sql)) {
    throw broken(name, "does not begin with a line `-- expand` or `-- contract: <since version>`");
  }
  // Its transaction is ours: one that ended it would leave half of a failing file behind.
  const control = /^[ \t]*(BEGIN|COMMIT|ROLLBACK|START TRANSACTION)\b[^;\n]*;/im.exec(
    sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, ""),
  );
  if (control !== null) throw broken(name, `holds ${control[1]}; each file already is one transaction`);
  return { id, name, sql, digest: createHash("sha256").update(sql).digest("hex") };
}

function broken(name: string, what: string): StoreError {
  return new StoreError("config", `Migration ${name} ${what}`, "See the conventions at the head of migrate.ts.");
}
