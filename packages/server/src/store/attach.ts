// How a short command reaches the embedded database of a server that is running: the data directory is the server's,
// so the command comes in as a second client instead of starting a second database.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./embedded-lock.ts";
import { ROLE } from "./embedded-process.ts";

export interface RunningEmbedded {
  /** With the password; never print it. */
  readonly url: string;
  /** The Tollgate process that owns the data directory. */
  readonly owner: number;
}

/**
 * The embedded database of the server that runs on this data directory now; undefined when none runs here.
 * A database whose server was killed does not count: whoever opens the data directory next takes it over.
 */
export function findRunningEmbedded(dataDir: string): RunningEmbedded | undefined {
  const owner = ownerOf(join(dataDir, "tollgate.lock"));
  if (owner === undefined || !isAlive(owner)) return undefined;
  const pointer = join(dataDir, "postgres.location");
  const directory = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(dataDir, "postgres");
  const running = join(directory, "data", "postmaster.pid");
  const password = join(dataDir, "postgres.password");
  if (!existsSync(running) || !existsSync(password)) return undefined;
  // Lines: pid, data directory, start time, port, socket directory, first address.
  // https://www.postgresql.org/docs/18/storage-file-layout.html
  const [pid, , , port = "", socket = ""] = readFileSync(running, "utf8").split("\n");
  if (!isAlive(Number(pid)) || port === "") return undefined;
  const host = socket.trim() === "" ? "127.0.0.1" : socket.trim();
  const secret = readFileSync(password, "utf8").trim();
  return { url: `postgres://${ROLE}:${secret}@${encodeURIComponent(host)}:${port.trim()}/${ROLE}`, owner };
}

function ownerOf(path: string): number | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const { pid } = JSON.parse(readFileSync(path, "utf8")) as { pid?: unknown };
    return typeof pid === "number" ? pid : undefined;
  } catch (error) {
    // Half written by a full disk: nobody can be named. What cannot be read at all is told by whoever opens it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
