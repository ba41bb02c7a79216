// A server inside the test process, for the drills that kill nobody.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { type RunningServer, startServer } from "../../src/compose.ts";
import { serverConfigFrom } from "../../src/environment.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { type DrillAs, type DrillGitHub, startDrillGitHub } from "./drill-github.ts";

/** A GitHub, a database and a server that hears of everything that happens there. */
export interface Theatre extends DrillGitHub {
  readonly database: TestDatabase;
  close(): Promise<void>;
}

export async function openTheatre(as: DrillAs, environment: Readonly<Record<string, string>>): Promise<Theatre> {
  const dataDir = mkdtempSync(join(tmpdir(), "tollgate-drill-"));
  const database = await createTestDatabase();
  const drill = await startDrillGitHub(as);
  let server: RunningServer | null = null;
  const close = async () => {
    await server?.close();
    await drill.github.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const config = serverConfigFrom(
      // Many theatres share one PostgreSQL and two processors.
      { ...drill.environment, DATABASE_URL: database.url, TOLLGATE_CONCURRENCY: "3", ...environment },
      { port: "0", dataDir },
    );
    server = await startServer(config, pino({ level: process.env.TOLLGATE_TEST_LOG ?? "silent" }));
    drill.listen(`${server.url}/webhooks/github`);
    return { ...drill, database, close };
  } catch (error) {
    await close();
    throw error;
  }
}
