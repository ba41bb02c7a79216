import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerConfig } from "@tollgate/server/config";
import type { createPool, Database } from "@tollgate/server/store/database";
import { type Found, fail, type Look, ok, warn } from "./look.ts";

const silent = { info() {}, warn() {}, error() {} };
/** Times from two clocks are compared in places; beyond this people would see it too. */
const SKEW_MS = 5_000;

export function databaseLook(config: ServerConfig): Look {
  return { name: "database", look: () => look(config) };
}

async function look({ dataDir, databaseUrl }: ServerConfig): Promise<readonly Found[]> {
  const { createPool, openDatabase } = await import("@tollgate/server/store/database");
  const { findRunningEmbedded } = await import("@tollgate/server/store/attach");
  const running = databaseUrl === undefined ? findRunningEmbedded(dataDir) : undefined;
  const url = databaseUrl ?? running?.url;
  const isNew =
    url === undefined && !existsSync(join(dataDir, "postgres")) && !existsSync(join(dataDir, "postgres.location"));
  // Where nothing is yet, nothing is left behind: the programs are tried in a folder of their own.
  const trial = isNew ? mkdtempSync(join(tmpdir(), "tollgate-doctor-")) : undefined;
  let database: Database | undefined;
  if (databaseUrl !== undefined) {
    const away = await askOnce(createPool(databaseUrl, silent, 1));
    if (away !== null) return [away];
  }
  try {
    database = await openDatabase({ dataDir: trial ?? dataDir, databaseUrl: url, log: silent, poolSize: 1 });
    if (trial !== undefined) {
      return [ok("database", "embedded PostgreSQL starts here; it is made at the first start of the server")];
    }
    return await inspect(database, running === undefined ? "" : `, run by process ${running.owner}`);
  } finally {
    await database?.close();
    if (trial !== undefined) rmSync(trial, { recursive: true, force: true });
  }
}

/** A server waits for a database that is just starting too; somebody who looks wants to know now. */
async function askOnce(pool: ReturnType<typeof createPool>): Promise<Found | null> {
  try {
    (await pool.connect()).release();
    return null;
  } catch (error) {
    const remedy = "Check DATABASE_URL, that the server runs and that this machine may connect to it.";
    return fail("database", "outside", `it cannot be reached: ${(error as Error).message}`, remedy);
  } finally {
    await pool.end();
  }
}

async function inspect(database: Database, where: string): Promise<readonly Found[]> {
  const { inspectDatabase } = await import("@tollgate/server/store/inspect");
  const state = await inspectDatabase(database.pool);
  const kind = database.embedded || where !== "" ? "embedded PostgreSQL" : database.describe();
  const skew = `${Math.abs(state.skewMs)} ms ${state.skewMs < 0 ? "behind" : "ahead of"} this machine`;
  return [
    ok("database", `${kind}, version ${state.version}${where}`),
    state.newer > 0
      ? warn("schema", `${state.newer} migrations of a newer version`, "Bring this machine to that version as well.")
      : ok("schema", state.waiting === 0 ? "up to date" : `${state.waiting} migrations are applied at the next start`),
    Math.abs(state.skewMs) < SKEW_MS
      ? ok("database clock", skew)
      : warn("database clock", skew, "Keep both machines' clocks right with NTP."),
  ];
}
