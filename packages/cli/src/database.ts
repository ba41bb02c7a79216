import type { Log } from "@tollgate/server/log";
import type { Database } from "@tollgate/server/store/database";
import { wantsColour } from "./output/terminal.ts";

export interface StorageFlags {
  readonly dataDir?: string;
  readonly databaseUrl?: string;
}

export interface OpenStorage {
  readonly database: Database;
  /** Whether a server is at work on this data directory; the database is then its. */
  readonly serverRuns: boolean;
  readonly log: Log;
}

/**
 * Opens the database for one short command and closes it afterwards: the external one, the embedded one of a running
 * server, or the embedded one started for this command. `asItIs` leaves the schema alone: a restore makes its own.
 */
export async function withDatabase<T>(
  flags: StorageFlags,
  work: (storage: OpenStorage) => Promise<T>,
  schema: "current" | "asItIs" = "current",
): Promise<T> {
  // Loaded here: `--help` and the commands without a database answer at once.
  const { storageFrom } = await import("@tollgate/server/environment");
  const { openDatabase } = await import("@tollgate/server/store/database");
  const { findRunningEmbedded } = await import("@tollgate/server/store/attach");
  const { migrate } = await import("@tollgate/server/store/migrate");
  const { createLog } = await import("@tollgate/server/log");
  const { dataDir, databaseUrl } = storageFrom(process.env, flags);
  const colour = wantsColour(process.stderr.isTTY === true);
  const log = createLog({ level: "error", people: true, colour });
  const running = databaseUrl === undefined ? findRunningEmbedded(dataDir) : undefined;
  const database = await openDatabase({ dataDir, databaseUrl: databaseUrl ?? running?.url, log, poolSize: 2 });
  try {
    // A running server has done so; its schema may even be newer than this command.
    if (running === undefined && schema === "current") await migrate(database.pool, { log });
    return await work({ database, serverRuns: running !== undefined, log });
  } finally {
    await database.close();
  }
}
