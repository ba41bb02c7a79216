import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbedded } from "./embedded.ts";
import { codeOf, messageOf, StoreError, type StoreLog } from "./errors.ts";

export interface DatabaseOptions {
  /** An existing PostgreSQL. Without it the embedded one is started in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: StoreLog;
  /** The database was lost; the pool's queries fail until `onUp`. */
  readonly onDown?: (reason: string) => void;
  readonly onUp?: () => void;
  /** Connections at most. Default 10. */
  readonly poolSize?: number;
  /** Only for tests, and only for the embedded database. Default true. */
  readonly fsync?: boolean;
  /** Whether each connection keeps the plans of its statements and sends several together. See {@link createPool}. */
  readonly prepare?: boolean;
}

export interface Database {
  /** Holds the password; for libraries that connect themselves (pg-boss, LISTEN). Never log it. */
  readonly url: string;
  readonly pool: pg.Pool;
  readonly embedded: boolean;
  /** For people: which database this is, never with the password. */
  describe(): string;
  /** Closes the pool, then stops the embedded database. May be called twice. */
  close(): Promise<void>;
}

/** 14 is the oldest that is still maintained; `pg_current_xact_id` and the like came with 13. */
const OLDEST_SERVER = 140_000;
const STATEMENT_TIMEOUT_MS = 120_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** How long `openDatabase` waits for an external database that is just starting too. */
const FIRST_CONNECT_MS = 10_000;
const PROBE_MS = 250;
const END_TIMEOUT_MS = 5_000;

/**
 * Opens the database that the options name: an external one by its URL, else the embedded one.
 * @throws StoreError of kind `config` for a URL that is none, of kind `database` when the database does not answer or
 *   cannot be used
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, log } = options;
  if (databaseUrl !== undefined && databaseUrl !== "") {
    const described = describeUrl(databaseUrl);
    const pool = createPool(databaseUrl, log, options.poolSize, options.prepare);
    const watch = watchPool(pool, options);
    try {
      await untilUsable(pool, described, log);
    } catch (error) {
      watch.stop();
      await pool.end();
      throw error;
    }
    const close = once(async () => {
      watch.stop();
      await endPool(pool, log);
    });
    return { url: databaseUrl, pool, embedded: false, describe: () => described, close };
  }
  let down: (reason: string) => void = () => undefined;
  const server = await startEmbedded({
    dataDir: options.dataDir,
    log,
    fsync: options.fsync ?? true,
    onDown: (reason) => down(reason),
  });
  const pool = createPool(server.url, log, options.poolSize, options.prepare);
  const watch = watchPool(pool, options);
  down = watch.down;
  const close = once(async () => {
    watch.stop();
    await endPool(pool, log);
    await server.stop();
  });
  const describe = () => `embedded PostgreSQL in ${server.directory}, listening on ${server.address}`;
  return { url: server.url, pool, embedded: true, describe, close };
}

/**
 * A pool with our settings. `bigint` comes as a number: ours count events and sequences, far below 2^53; a value that a
 * number cannot hold is an error of the query, never a rounded value.
 * @param prepare each connection parses and plans a statement once and keeps the plan, and sends statements without
 *   waiting for the answers to those before: for statements that are few and repeated all the time, never for those that
 *   are put together from what somebody asks
 */
export function createPool(url: string, log: StoreLog, max = 10, prepare = false): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, parseInt8);
  const pool = new pg.Pool({
    ...(prepare ? { Client: PreparingClient, pipeline: true } : {}),
    connectionString: url,
    max,
    types,
    application_name: "tollgate",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  // Without a listener a dropped idle connection would end the process. Checked-out clients need their own: the pool
  // takes its listener off while somebody has them, and between two queries nobody else would hear the error.
  pool.on("error", (error) => log.warn({ error: error.message }, "An idle database connection was lost"));
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/**
 * A client that names every statement with parameters, which makes PostgreSQL keep it, and that sends all statements of
 * one turn in one piece: each piece wakes PostgreSQL up.
 */
class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    const { connection } = this as unknown as { readonly connection: { readonly stream: Writable } };
    let corked = false;
    this.query = ((...[first, second, ...rest]: unknown[]) => {
      if (!corked) {
        corked = true;
        const { stream } = connection;
        stream.cork();
        process.nextTick(() => {
          corked = false;
          stream.uncork();
        });
      }
      const named = typeof first === "string" && Array.isArray(second) && !EXPANDING.test(first);
      if (!named) return query(first, second, ...rest);
      return query({ name: nameOf(first), text: first, values: second }, ...rest);
    }) as typeof this.query;
  }
}

/** A kept plan breaks when its result gets another form, as `select *` does with the next migration. */
const EXPANDING = /\*(?!\s*\d)/;
const NAMES = new Map<string, string>();

/** The same short name for the same text, for the life of the process. */
function nameOf(text: string): string {
  const name = NAMES.get(text) ?? `s${NAMES.size}`;
  NAMES.set(text, name);
  return name;
}

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  return value;
}

/** A URL as people may see it. @throws StoreError when it is no PostgreSQL URL */
function describeUrl(databaseUrl: string): string {
  let url: URL;
  try {
    // A Unix socket may be named by an empty host and ?host=/path, which URL itself refuses.
    url = new URL(databaseUrl.replace("@/", "@socket/"));
  } catch (error) {
    throw invalidUrl(error);
  }
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:") throw invalidUrl(undefined);
  const host = url.searchParams.get("host") ?? decodeURIComponent(url.hostname);
  return `PostgreSQL at ${host}${url.port === "" ? "" : `:${url.port}`}, database ${url.pathname.slice(1)}`;
}

function invalidUrl(cause: unknown): StoreError {
  // The text itself may hold a password, so it is not repeated.
  return new StoreError(
    "config",
    "DATABASE_URL (--database-url) is not a PostgreSQL URL",
    "Write it as postgres://user:password@host:5432/database, with special characters of the password percent-encoded.",
    { cause },
  );
}

async function untilUsable(pool: pg.Pool, described: string, log: StoreLog): Promise<void> {
  const deadline = Date.now() + FIRST_CONNECT_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      const { rows } = await pool.query<{ version: number; encoding: string; standby: boolean }>(
        `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
                pg_is_in_recovery() AS standby`,
      );
      const found = rows[0];
      if (found === undefined) throw new Error("the database answered nothing");
      requireUsable(found, described);
      return;
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (!isConnectionLoss(error) || Date.now() > deadline) {
        throw new StoreError(
          "database",
          `Cannot use ${described}: ${messageOf(error)}`,
          "Check DATABASE_URL, that the server runs and that this machine may connect to it.",
          { cause: error },
        );
      }
      if (attempt === 0) log.warn({ error: messageOf(error) }, `${described} does not answer yet; trying again`);
      await sleep(PROBE_MS);
    }
  }
}

function requireUsable(found: { version: number; encoding: string; standby: boolean }, described: string): void {
  const refuse = (what: string, remedy: string) => new StoreError("database", `${described} ${what}`, remedy);
  if (found.version < OLDEST_SERVER) {
    const version = Math.floor(found.version / 10_000);
    throw refuse(`is PostgreSQL ${version}, which is too old`, "Use PostgreSQL 14 or newer.");
  }
  if (found.encoding !== "UTF8") {
    throw refuse(`is encoded as ${found.encoding}`, "Create the database with ENCODING 'UTF8'.");
  }
  if (found.standby) throw refuse("is a read-only standby", "Name the primary server in DATABASE_URL.");
}

/** Tells when the database is lost and when it is back: one loss is one `onDown`, and one `onUp` after it. */
function watchPool(pool: pg.Pool, options: Pick<DatabaseOptions, "onDown" | "onUp">) {
  let state: "up" | "down" | "stopped" = "up";
  const down = (reason: string) => {
    if (state !== "up") return;
    state = "down";
    options.onDown?.(reason);
    void probe();
  };
  async function probe(): Promise<void> {
    while (state === "down") {
      // First waited, because the connections of one loss do not all break in the same instant.
      await sleep(PROBE_MS);
      try {
        await pool.query("SELECT 1");
        if (state !== "down") return;
        state = "up";
        options.onUp?.();
      } catch {
        // Still away; asked again.
      }
    }
  }
  // Each client tells of its own end, idle or in use; the pool would tell of idle ones alone.
  pool.on("connect", (client) => {
    client.on("error", (error) => {
      if (isConnectionLoss(error)) down(error.message);
    });
  });
  return {
    down,
    stop: () => {
      state = "stopped";
    },
  };
}

/** Waits for work that still holds a client, but not for a client that somebody forgot to give back. */
async function endPool(pool: pg.Pool, log: StoreLog): Promise<void> {
  const patience = new AbortController();
  const late = sleep(END_TIMEOUT_MS, "late", { signal: patience.signal }).catch(() => undefined);
  if ((await Promise.race([pool.end(), late])) === "late") {
    log.warn({ clients: pool.totalCount }, "Database connections were still in use at the end");
  }
  patience.abort();
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= action();
    return running;
  };
}

export interface TransactionOptions {
  /** Default: the server's, READ COMMITTED. */
  readonly isolation?: "READ COMMITTED" | "REPEATABLE READ" | "SERIALIZABLE";
  readonly readOnly?: boolean;
  /** How often at most `fn` runs when the database asks for a repetition. Default 5. */
  readonly attempts?: number;
}

/** Serialization failure and deadlock: the same work may well succeed at once. */
const REPEATABLE = new Set(["40001", "40P01"]);

/**
 * Runs `fn` in one transaction: committed when it returns, rolled back when it throws. It runs again, in a new
 * transaction, when the database ended this one for the sake of another (40001, 40P01), so it must have no effects
 * outside. An error for which `isConnectionLoss` holds leaves open whether a commit took place.
 */
export async function transaction<T>(
  pool: pg.Pool,
  fn: (client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const attempts = options.attempts ?? 5;
  const isolation = options.isolation === undefined ? "" : ` ISOLATION LEVEL ${options.isolation}`;
  const begin = `BEGIN${isolation}${options.readOnly === true ? " READ ONLY" : ""}`;
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken = false;
    try {
      const begun = client.query(begin);
      // Where statements may be sent together, the first one of `fn` goes with this.
      if (!isPipelined(client)) await begun;
      const result = (await Promise.all([fn(client), begun]))[0];
      const ended = await client.query("COMMIT");
      // PostgreSQL answers COMMIT of a failed transaction with a quiet rollback: `fn` has swallowed an error.
      if (ended.command !== "COMMIT") throw new Error("the transaction was rolled back after an error in it");
      return result;
    } catch (error) {
      broken = !(await rolledBack(client));
      if (attempt >= attempts || !REPEATABLE.has(codeOf(error) ?? "")) throw error;
    } finally {
      client.release(broken);
    }
    await sleep(Math.random() * 20 * 2 ** attempt);
  }
}

/**
 * Runs statements that do not need each other's results on one connection: with a pool that prepares they are sent and
 * answered together.
 */
export async function together<T extends readonly unknown[]>(
  pool: pg.Pool,
  fn: (client: pg.PoolClient) => { readonly [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  const client = await pool.connect();
  try {
    return (await Promise.all(fn(client))) as unknown as T;
  } finally {
    client.release();
  }
}

/**
 * The database's clock. What it stamps, such as hints, is compared with this alone: no two clocks are ever compared.
 */
export async function databaseNow(client: pg.Pool | pg.ClientBase): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>("select clock_timestamp() as now");
  return rows[0]?.now ?? new Date();
}

/** The types do not know it yet. */
function isPipelined(client: pg.ClientBase): boolean {
  return (client as { readonly pipeline?: boolean }).pipeline === true;
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query("ROLLBACK");
    return true;
  } catch {
    // The client is thrown away, and its transaction ends with its connection.
    return false;
  }
}

const LOST_CODES = new Set([
  "57P01",
  "57P02",
  "57P03",
  "57P05",
  "25P03",
  "53300",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** Errors that pg and pg-pool make themselves have no code. */
const LOST_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed and is not queryable|connection is closed)/i;

/**
 * Whether an error says that the database could not be reached or went away, rather than that a statement was wrong.
 * Such work may be tried again later as it is, once the caller knows that doing it twice is harmless.
 */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  // ENOENT is a Unix socket that is not there; of a file it would be something else.
  if (code === "ENOENT") return error instanceof Error && "syscall" in error && error.syscall === "connect";
  if (code !== undefined && (LOST_CODES.has(code) || code.startsWith("08"))) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnectionLoss);
  return code === undefined && error instanceof Error && LOST_MESSAGES.test(error.message);
}
