// Real server processes for the drills that kill them.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../cli/src/main.ts", import.meta.url));

/** A start on a busy machine, a recovery of the database included. */
const START_MS = 90_000;

/** One `tollgate serve`, as often as it is started. */
export class Replica {
  readonly name: string;
  readonly #directory: string;
  readonly #args: readonly string[];
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  #killed = false;
  #url: string | null = null;
  /** Ends that nobody asked for, with their exit codes. */
  readonly ends: string[] = [];

  constructor(directory: string, name: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#directory = directory;
    this.name = name;
    this.#args = args;
    this.#environment = environment;
  }

  /** Where it takes requests; null while it does not. */
  get url(): string | null {
    return this.#url;
  }

  get alive(): boolean {
    return this.#child !== null;
  }

  get logFile(): string {
    return join(this.#directory, `${this.name}.log`);
  }

  /** Starts the process; `untilReady` tells when it takes requests. */
  spawn(): void {
    if (this.#child !== null) throw new Error(`${this.name} runs already`);
    const ready = this.#readyFile();
    rmSync(ready, { force: true });
    const log = openSync(this.logFile, "a");
    const args = [MAIN, "serve", "--port", "0", "--ready-file", ready, ...this.#args];
    const { PATH = "", TMPDIR = "/tmp", NODE_COMPILE_CACHE } = process.env;
    const child = spawn(process.execPath, args, {
      env: { PATH, TMPDIR, NODE_COMPILE_CACHE, ...this.#environment },
      stdio: ["ignore", log, log],
      // Its own group, so that a Ctrl-C meant for the tests does not stop it gently.
      detached: true,
    });
    closeSync(log);
    writeFileSync(join(this.#directory, `${this.name}.pid`), `${child.pid}\n`);
    this.#child = child;
    this.#killed = false;
    child.once("exit", (code, signal) => {
      this.#child = null;
      this.#url = null;
      if (!this.#killed) this.ends.push(`${this.name} ended by itself: ${signal ?? `exit code ${code}`}`);
    });
  }

  /** True once it takes requests; false when it ended before. */
  async untilReady(): Promise<boolean> {
    const deadline = Date.now() + START_MS;
    const child = this.#child;
    while (child !== null && this.#child === child) {
      const told = this.#readReady();
      if (told !== null && told.pid === child.pid) {
        this.#url = told.url;
        return true;
      }
      if (Date.now() > deadline) throw new Error(`${this.name} is not ready after ${START_MS} ms\n${this.tail()}`);
      await sleep(25);
    }
    return false;
  }

  /** kill -9, and only this process: what it started is left behind. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#killed = true;
    this.#url = null;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  tail(lines = 25): string {
    if (!existsSync(this.logFile)) return "";
    return readFileSync(this.logFile, "utf8").trim().split("\n").slice(-lines).join("\n");
  }

  #readyFile(): string {
    return join(this.#directory, `${this.name}.ready.json`);
  }

  #readReady(): { url: string; pid: number } | null {
    if (!existsSync(this.#readyFile())) return null;
    return JSON.parse(readFileSync(this.#readyFile(), "utf8")) as { url: string; pid: number };
  }
}

/** Process id of the embedded database of a data directory; null while there is none. */
export function postmasterOf(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(clusterOf(dataDir), "data/postmaster.pid"), "utf8").split("\n")[0]);
    if (!(pid > 1)) return null;
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

/** Where the embedded database of a data directory keeps its files. */
export function clusterOf(dataDir: string): string {
  const pointer = join(dataDir, "postgres.location");
  return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(dataDir, "postgres");
}

/** For looking into the embedded database from outside. */
export function embeddedUrl(dataDir: string): string {
  const password = readFileSync(join(dataDir, "postgres.password"), "utf8").trim();
  const socket = encodeURIComponent(join(clusterOf(dataDir), "run"));
  return `postgres://tollgate:${password}@${socket}:5432/tollgate`;
}

/** Kills what a drill has started and deletes its directory. */
export async function clearDrill(directory: string, dataDir: string, replicas: readonly Replica[]): Promise<void> {
  for (const replica of replicas) await replica.kill();
  const postmaster = postmasterOf(dataDir);
  if (postmaster !== null) {
    process.kill(postmaster, "SIGQUIT");
    for (let waited = 0; waited < 10_000 && postmasterOf(dataDir) === postmaster; waited += 50) await sleep(50);
  }
  rmSync(clusterOf(dataDir), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
}

/** The tests may be killed before they clear up: a shell whose input ends with our process then does it instead. */
export function clearAfterUs(directory: string): () => void {
  const script = [
    "cat > /dev/null",
    'kill -KILL $(cat "$0"/*.pid)',
    'kill -QUIT $(head -n 1 "$0"/data/postgres/data/postmaster.pid)',
    "sleep 2",
    'rm -rf "$0"',
  ].join("; ");
  const shell = spawn("sh", ["-c", script, directory], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  shell.unref();
  return () => void shell.kill("SIGKILL");
}
