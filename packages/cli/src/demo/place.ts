// Where a demo keeps its files: a folder of its own that goes when the demo ends, and those that killed demos left.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Log } from "@tollgate/server/log";
import { stopAbandoned } from "@tollgate/server/store/embedded";
import { isAlive } from "@tollgate/server/store/embedded-lock";
import { CliFailure, EXIT } from "../failure.ts";

const PREFIX = "tollgate-demo-";
/** Says whose folder it is, and that it is a demo's: nothing without it is ever deleted. */
const OWNER = "demo.json";
/** A folder without an owner is younger than this while its demo is just making it. */
const FRESH_MS = 60_000;

export interface Place {
  readonly directory: string;
  /** For the server; below `directory`. */
  readonly dataDir: string;
  readonly logFile: string;
  /** Given with `--data-dir`, so it stays. */
  readonly kept: boolean;
  /** Deletes a temporary place with all that is in it. May be called twice. */
  remove(): void;
}

/** Makes a place: a temporary one, or the folder that was named, which must be empty or an earlier demo's. */
export async function makePlace(named: string | undefined, log: Log): Promise<Place> {
  const directory = named === undefined ? mkdtempSync(join(tmpdir(), PREFIX)) : await takeNamed(resolve(named), log);
  // The embedded database of root runs as another user, who must be able to pass through.
  chmodSync(directory, process.getuid?.() === 0 ? 0o711 : 0o700);
  writeFileSync(join(directory, OWNER), JSON.stringify({ pid: process.pid }));
  return {
    directory,
    dataDir: join(directory, "data"),
    logFile: join(directory, "tollgate.log"),
    kept: named !== undefined,
    remove: () => {
      if (named === undefined) removeAll(directory);
    },
  };
}

/** Stops what killed demos of this user left running, and deletes their folders. Living demos are left alone. */
export async function clearAway(log: Log): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const directory = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || !mayBeAbandoned(directory)) continue;
    try {
      await stopDatabase(directory, log);
      removeAll(directory);
    } catch (error) {
      log.info({ directory, reason: (error as Error).message }, "the folder of another demo is left alone");
    }
  }
}

/** Where there is a lock, it tells for certain: it knows a process from a later one of the same id. */
function mayBeAbandoned(directory: string): boolean {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  const owner = ownerOf(directory);
  if (owner === undefined) return Date.now() - found.mtimeMs > FRESH_MS;
  return !isAlive(owner) || existsSync(lockOf(directory));
}

function ownerOf(directory: string): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(join(directory, OWNER), "utf8")) as { pid?: unknown };
    return typeof pid === "number" ? pid : undefined;
  } catch {
    return undefined;
  }
}

async function takeNamed(directory: string, log: Log): Promise<string> {
  mkdirSync(directory, { recursive: true });
  if (readdirSync(directory).length === 0) return directory;
  const owner = ownerOf(directory);
  if (owner === undefined) {
    throw new CliFailure(
      EXIT.wrong,
      `${directory} is not empty, and no demo made it.`,
      "Name a new folder with --data-dir, or leave it out: the demo then cleans up after itself.",
    );
  }
  if (isAlive(owner) && existsSync(lockOf(directory))) {
    throw new CliFailure(
      EXIT.outside,
      `A demo runs in ${directory} (process ${owner}).`,
      "Stop it, or name another --data-dir.",
    );
  }
  // Each demo has a new GitHub, whose pull requests have nothing to do with those of the last one.
  await stopDatabase(directory, log);
  removeAll(directory);
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Throws when the demo lives. */
async function stopDatabase(directory: string, log: Log): Promise<void> {
  if (existsSync(lockOf(directory))) await stopAbandoned(join(directory, "data"), log);
}

function lockOf(directory: string): string {
  return join(directory, "data", "tollgate.lock");
}

function removeAll(directory: string): void {
  // Written by root where the database's account could not enter the data directory.
  const pointer = join(directory, "data", "postgres.location");
  if (existsSync(pointer)) rmSync(readFileSync(pointer, "utf8").trim(), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
