import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/store/embedded.ts";
import { silent } from "./log.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A superuser's URL of the PostgreSQL that all tests of a run share. */
    postgresUrl: string;
  }
}

/** One PostgreSQL for the whole run; tests clone their own databases from it with `createTestDatabase`. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "tollgate-test-"));
  const server = await startEmbedded({ dataDir, log: silent, fsync: false });
  const guard = endAfterUs(server.pid(), [dataDir, server.directory]);
  provide("postgresUrl", server.url);
  return async () => {
    guard?.kill();
    await server.stop();
    for (const directory of [server.directory, dataDir]) rmSync(directory, { recursive: true, force: true });
  };
}

/** Vitest may be killed before it tears down: a shell whose input ends with our process then does it instead. */
function endAfterUs(pid: number | null, directories: readonly string[]): ChildProcess | undefined {
  if (process.platform === "win32" || pid === null) return undefined;
  const script = 'cat > /dev/null; kill -QUIT "$0"; sleep 2; rm -rf "$@"';
  const shell = spawn("sh", ["-c", script, String(pid), ...directories], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.unref();
  return shell;
}
