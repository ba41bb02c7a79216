import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EmbeddedPostgres, startEmbedded } from "@tollgate/server/store/embedded";
import pg from "pg";

/** What the process is told at its start. */
export interface ServerOrders {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly adminToken: string;
  /** How many changes the forge has. */
  readonly changes: number;
  readonly role: "all" | "http";
  readonly environment: Readonly<Record<string, string>>;
}

export const ADMIN = "an-admin-token-of-the-benchmarks-0123456789";

/** A PostgreSQL as `tollgate serve` brings it, commits waiting for the disk, in a folder that goes at the end. */
export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly pid: number;
  readonly directory: string;
  close(): Promise<void>;
}

/** What must not outlive us: ended when the benchmark is interrupted. */
const open = new Set<() => Promise<unknown>>();

/** Ends every server and database of the benchmarks. For a run that is interrupted. */
export async function closeAll(): Promise<void> {
  for (const close of [...open].reverse()) await close();
}

function kept(close: () => Promise<unknown>): () => Promise<void> {
  const once = async () => {
    if (open.delete(once)) await close();
  };
  open.add(once);
  return once;
}

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

export async function openDatabase(): Promise<Database> {
  const directory = mkdtempSync(join(tmpdir(), "tollgate-bench-"));
  const server: EmbeddedPostgres = await startEmbedded({ dataDir: directory, log: SILENT });
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  pool.on("error", () => undefined);
  return {
    url: server.url,
    pool,
    pid: server.pid() ?? 0,
    directory,
    close: kept(async () => {
      await pool.end();
      await server.stop();
      for (const folder of [server.directory, directory]) rmSync(folder, { recursive: true, force: true });
    }),
  };
}

export interface Server {
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts Tollgate in a process of its own and waits until it takes requests. */
export async function startServerProcess(
  database: Database,
  options: {
    changes: number;
    role?: ServerOrders["role"];
    environment?: Readonly<Record<string, string>>;
  },
): Promise<Server> {
  const orders: ServerOrders = {
    databaseUrl: database.url,
    dataDir: join(database.directory, "server"),
    adminToken: ADMIN,
    changes: options.changes,
    role: options.role ?? "all",
    environment: options.environment ?? {},
  };
  const profile = process.env.BENCH_PROFILE;
  const child: ChildProcess = fork(fileURLToPath(new URL("server.ts", import.meta.url)), [JSON.stringify(orders)], {
    execArgv: profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`],
  });
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  const url = await Promise.race([
    new Promise<string>((resolve) => child.once("message", (message) => resolve((message as { url: string }).url))),
    ended.then((code) => {
      throw new Error(`the server ended with ${code} before it took requests`);
    }),
  ]);
  return {
    url,
    pid: child.pid ?? 0,
    close: kept(async () => {
      if (child.connected) child.send("stop");
      await ended;
    }),
  };
}
