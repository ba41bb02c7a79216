// All of Tollgate's data in one file, and back. The embedded PostgreSQL comes without pg_dump, and an external one
// would need a pg_dump of its own version; COPY works with both.
//
// Left out: the schema `pgboss`. Its jobs only say "look at this row now", and every such row has a wanted and a done
// sequence by which the sweeps and the reconciliation find it again; timers are columns of ours. Jobs of a backup would
// name workers and leases that are gone, and their tables, partitions by queue, belong to one version of pg-boss.
import { once } from "node:events";
import { finished } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { damaged, type Frame, frame, readFrames, verifyFile, writeFrames } from "./backup-file.ts";
import { StoreError, type StoreLog } from "./errors.ts";
import { appliedMigrations, MIGRATIONS, migrateWithin, readMigrations } from "./migrate.ts";
import { dropEverything, isEmpty, listSequences, listTables, type Table, withoutForeignKeys } from "./schema.ts";

const FORMAT = 1;

export interface BackupHeader {
  readonly format: number;
  /** ISO 8601, by the database's clock. */
  readonly createdAt: string;
  /** Ids of the migrations the data conforms to. */
  readonly migrations: readonly number[];
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly rows: number }[];
  readonly sequences: readonly { readonly name: string; readonly lastValue: string; readonly isCalled: boolean }[];
}

/**
 * Writes all tables of schema `public` as of one moment; servers may go on working. The file is streamed, and appears
 * under its name only when it is whole. An existing file of that name is replaced.
 * @throws StoreError when the database was never migrated or the file cannot be written
 */
export async function backup(pool: pg.Pool, file: string): Promise<BackupHeader> {
  return inOneTransaction(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", async (client) => {
    const migrations = [...(await appliedMigrations(client)).keys()];
    if (migrations.length === 0) {
      throw new StoreError("config", "The database has no Tollgate data", "Name the database that the server uses.");
    }
    const tables = await listTables(client);
    const header = await describeSnapshot(client, migrations, tables);
    await writeFrames(file, frames(client, header, tables));
    return header;
  });
}

/** Like `transaction`, but without repetition or time limit, and fit for COPY: a failure takes its connection with it. */
async function inOneTransaction<T>(
  pool: pg.Pool,
  begin: string,
  fn: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query(begin);
    await client.query("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
    const result = await fn(client);
    await client.query("COMMIT");
    failed = false;
    return result;
  } finally {
    // A ROLLBACK would wait for ever behind a COPY that nobody reads; a closed connection is rolled back as well.
    client.release(failed);
  }
}

async function describeSnapshot(
  client: pg.ClientBase,
  migrations: readonly number[],
  tables: readonly Table[],
): Promise<BackupHeader> {
  const counted: BackupHeader["tables"][number][] = [];
  for (const { name, columns } of tables) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::float8 AS count FROM ${name}`);
    counted.push({ name, columns, rows: rows[0]?.count ?? 0 });
  }
  // Sequences know no snapshot: read after it was taken, they are never below what its rows use.
  const sequences = await listSequences(client);
  const { rows } = await client.query<{ now: Date }>("SELECT now() AS now");
  const createdAt = (rows[0]?.now ?? new Date(0)).toISOString();
  return { format: FORMAT, createdAt, migrations, tables: counted, sequences };
}

async function* frames(
  client: pg.ClientBase,
  header: BackupHeader,
  tables: readonly Table[],
): AsyncGenerator<Buffer, void, void> {
  yield* frame("H", header);
  for (const { name, columns } of tables) {
    yield* frame("T", { name });
    // A partitioned table itself cannot be copied, a query over it can; so every row comes once, whatever holds it.
    const source = client.query(copyTo(`COPY (SELECT ${columns.map(quote).join(", ")} FROM ${name}) TO STDOUT`));
    for await (const piece of source) yield* frame("D", piece as Buffer);
    yield* frame("E", { rows: source.rowCount });
  }
  yield* frame("Z", "");
}

const quote = (name: string) => pg.escapeIdentifier(name);

export interface RestoreOptions {
  readonly log: StoreLog;
  /** Replaces a database that has data: everything in the schemas `public` and `pgboss` is dropped. Default false. */
  readonly force?: boolean;
  /** Default: this package's `migrations` folder. */
  readonly migrations?: string;
}

/**
 * Fills a database from a backup, in one transaction: afterwards it has all of it, or what it had before. The schema is
 * made as it was at the time of the backup, filled, and then migrated to that of this program. No server may use the
 * database meanwhile. Queued jobs are not part of a backup; the sweeps of the next server find the work again.
 * @throws StoreError when the file is damaged or of a newer program, and when the database has data and `force` is off
 */
export async function restore(pool: pg.Pool, file: string, options: RestoreOptions): Promise<BackupHeader> {
  const length = await verifyFile(file);
  const known = readMigrations(options.migrations ?? MIGRATIONS);
  const header = await readHeader(file, length);
  const newer = header.migrations.filter((id) => !known.some((migration) => migration.id === id));
  if (newer.length > 0) {
    throw new StoreError(
      "config",
      `${file} was made by a newer Tollgate (it has migration ${newer.join(", ")})`,
      "Restore it with that version or a later one.",
    );
  }
  await inOneTransaction(pool, "BEGIN", async (client) => {
    if (options.force !== true && !(await isEmpty(client))) {
      throw new StoreError(
        "config",
        "The database already has data",
        "Restore into a new, empty database, or use --force to replace all that is there.",
      );
    }
    await dropEverything(client);
    await migrateWithin(
      client,
      known.filter(({ id }) => header.migrations.includes(id)),
    );
    await fill(client, file, length, header, options.log);
    await migrateWithin(client, known);
  });
  return header;
}

async function readHeader(file: string, length: number): Promise<BackupHeader> {
  for await (const { type, payload } of readFrames(file, length)) {
    if (type !== "H") break;
    const header: BackupHeader = JSON.parse(payload.toString("utf8"));
    if (header.format === FORMAT) return header;
    throw damaged(file, `its format ${header.format} is not known to this Tollgate`);
  }
  throw damaged(file, "it is no backup of Tollgate");
}

async function fill(
  client: pg.ClientBase,
  file: string,
  length: number,
  header: BackupHeader,
  log: StoreLog,
): Promise<void> {
  const tables = await listTables(client);
  requireSameTables(file, header, tables);
  const names = tables.map(({ name }) => name);
  // Rows that the migrations put there are in the backup too.
  if (names.length > 0) await client.query(`TRUNCATE ${names.join(", ")}`);
  // Triggers have done their work when the rows were written first.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const putForeignKeysBack = await withoutForeignKeys(client);
  await load(client, file, length, header, log);
  if (tables.some(({ name, columns }) => name === "public.events" && columns.includes("tx"))) {
    // Transaction ids mean nothing in another cluster: its own begin low, and old ones would lie in its future, where
    // readers that stay below the oldest running transaction would wait for them.
    await client.query("UPDATE public.events SET tx = '0'");
  }
  for (const { name, lastValue, isCalled } of header.sequences) {
    await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [name, lastValue, isCalled]);
  }
  await putForeignKeysBack();
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
}

function requireSameTables(file: string, header: BackupHeader, tables: readonly Table[]): void {
  const shape = ({ name, columns }: { name: string; columns: readonly string[] }) =>
    `${name}(${[...columns].sort().join(", ")})`;
  const here = new Set(tables.map(shape));
  const missing = header.tables.filter((table) => !here.has(shape(table)));
  if (missing.length > 0 || here.size !== header.tables.length) {
    const names = missing.map(({ name }) => name).join(", ") || "their number";
    throw damaged(file, `its tables are not those that its migrations make (${names})`);
  }
}

async function load(
  client: pg.ClientBase,
  file: string,
  length: number,
  header: BackupHeader,
  log: StoreLog,
): Promise<void> {
  const waiting = new Map(header.tables.map((table) => [table.name, table]));
  let current: { name: string; rows: number; target: ReturnType<typeof copyFrom>; done: Promise<void> } | undefined;
  let ended = false;
  for await (const part of readFrames(file, length)) {
    if (part.type === "T") {
      const table = waiting.get(nameIn(part));
      if (table === undefined || current !== undefined) throw damaged(file, "its tables are out of order");
      waiting.delete(table.name);
      const target = client.query(copyFrom(`COPY ${table.name} (${table.columns.map(quote).join(", ")}) FROM STDIN`));
      const done = finished(target);
      // Awaited at the end of the table; a failure before that must not count as unhandled.
      done.catch(() => undefined);
      current = { name: table.name, rows: table.rows, target, done };
    } else if (part.type === "D" && current !== undefined) {
      if (!current.target.write(part.payload)) await Promise.race([once(current.target, "drain"), current.done]);
    } else if (part.type === "E" && current !== undefined) {
      const { name, rows, target, done } = current;
      current = undefined;
      target.end();
      await done;
      if (target.rowCount !== rows) throw damaged(file, `${name} has ${target.rowCount} rows instead of ${rows}`);
      log.info({ table: name, rows }, `Restored ${name}`);
    } else if (part.type === "Z") ended = true;
  }
  if (!ended || waiting.size > 0) throw damaged(file, "parts of it are missing");
}

function nameIn(part: Frame): string {
  const value: { name?: unknown } = JSON.parse(part.payload.toString("utf8"));
  return String(value.name);
}
