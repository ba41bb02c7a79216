// One Tollgate per data directory: two would run two databases on the same files.
import { randomUUID } from "node:crypto";
import {
  existsSync,
  linkSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, fileError, StoreError } from "./errors.ts";

/** The owner touches its lock this often, so that an owner in another container is known to live. */
const HEARTBEAT_MS = 2_000;
/** How long an owner whose pid means nothing here is watched before it is taken for dead. */
const WATCH_MS = 10_000;

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same pid; empty where the system does not say. */
  readonly started: string;
  /** Where the pid is meaningful: host and pid namespace. */
  readonly space: string;
  readonly host: string;
  readonly token: string;
}

export interface Lock {
  release(): void;
}

/**
 * Takes the data directory for this process until it ends.
 * @throws StoreError of kind `database` naming the owner's pid when another living process has it, of kind `config`
 *   when the directory cannot be written to
 */
export async function lockDirectory(dataDir: string): Promise<Lock> {
  const path = join(dataDir, "tollgate.lock");
  const mine: Owner = {
    pid: process.pid,
    started: startOf(process.pid),
    space: pidSpace(),
    host: hostname(),
    token: randomUUID(),
  };
  const text = JSON.stringify(mine);
  for (;;) {
    try {
      // Linked into place whole, so that nobody reads a half-written owner.
      const draft = `${path}.${mine.token}`;
      writeFileSync(draft, text, { mode: 0o600 });
      try {
        linkSync(draft, path);
      } finally {
        rmSync(draft, { force: true });
      }
      break;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw fileError(error, `Cannot write to the data directory ${dataDir}`);
    }
    const found = read(path);
    if (found === undefined) continue;
    if (await lives(path, found)) throw inUse(dataDir, parse(found));
    removeIfStill(path, found, mine.token);
  }
  const heartbeat = setInterval(() => touch(path, text), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      if (read(path) === text) rmSync(path, { force: true });
    },
  };
}

function inUse(dataDir: string, owner: Owner | undefined): StoreError {
  const where = owner !== undefined && owner.host !== hostname() ? ` on host ${owner.host}` : "";
  return new StoreError(
    "database",
    `The data directory ${dataDir} is in use by another Tollgate, process ${owner?.pid ?? "unknown"}${where}`,
    "Stop that process, or give this one another --data-dir. Several servers share one PostgreSQL through DATABASE_URL.",
  );
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw fileError(error, `Cannot read ${path}`);
  }
}

function parse(text: string): Owner | undefined {
  try {
    const owner: Owner = JSON.parse(text);
    return typeof owner.pid === "number" ? owner : undefined;
  } catch {
    // Cut short by a full disk, say. Nobody can be named, and nobody heartbeats it.
    return undefined;
  }
}

async function lives(path: string, text: string): Promise<boolean> {
  const owner = parse(text);
  if (owner !== undefined && owner.space === pidSpace()) {
    // This very process may hold it too: a second database in one program is refused like any other.
    return isAlive(owner.pid) && (owner.started === "" || owner.started === startOf(owner.pid));
  }
  // Another host or container: its pids mean nothing here, its heartbeat does, without comparing clocks.
  const before = modified(path);
  for (let waited = 0; waited < WATCH_MS; waited += 250) {
    await sleep(250);
    const now = modified(path);
    if (now === undefined) return false;
    if (now !== before) return true;
  }
  return false;
}

function modified(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** Removes a dead owner's lock, unless a third process was quicker and the file is already a living one's. */
function removeIfStill(path: string, dead: string, token: string): void {
  const aside = `${path}.${token}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw fileError(error, `Cannot remove the lock ${path} of a dead process`);
  }
  if (read(aside) !== dead && !existsSync(path)) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function touch(path: string, text: string): void {
  try {
    const now = new Date();
    if (read(path) === text) utimesSync(path, now, now);
  } catch {
    // A missed heartbeat is no reason to stop: the next one comes in two seconds.
  }
}

function pidSpace(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${hostname()} ${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

/** Whether a process of this pid runs, whoever owns it. One that only waits for its parent to collect it does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  return statOf(pid)?.[0] !== "Z";
}

/** Start time in clock ticks since boot, or "" where the system does not say. */
function startOf(pid: number): string {
  return statOf(pid)?.[19] ?? "";
}

/** The fields from the third on, state and all: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
