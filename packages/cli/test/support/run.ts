import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
export const BIN = fileURLToPath(new URL("../../bin/tollgate.js", import.meta.url));
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
}

/** Nothing of the developer's own environment reaches the command: no token, no colour setting, no home. */
function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE, HOME: "/nonexistent", ...more };
}

/** A folder that others may enter: the embedded database of root runs as another user. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "tollgate-cli-"));
}

/** Runs the command as its own process to its end. */
export async function tollgate(args: readonly string[], options: Options = {}): Promise<Result> {
  return finished(start(args, options), options.input);
}

export function start(args: readonly string[], options: Options = {}): ChildProcess {
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, ...args], {
    cwd: options.cwd ?? ROOT,
    env: environment(options.env),
    stdio: "pipe",
  });
}

export function finished(child: ChildProcess, input = ""): Promise<Result> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (part) => (stdout += part));
  child.stderr?.on("data", (part) => (stderr += part));
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Waits until something is so, or says what was waited for. */
export async function until<T>(what: string, look: () => T | undefined | false | null, ms = 30_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`not so within ${ms} ms: ${what}`);
    await sleep(50);
  }
}

export function readReady(file: string): { url: string; pid: number } | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** Whether a process of that id runs. One that only waits for its parent to collect it does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
