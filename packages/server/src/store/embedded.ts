// The PostgreSQL that Tollgate brings along: started, watched and stopped with the server it belongs to.
import { randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { chownTo, findBinaries, type Location, locate } from "./embedded-files.ts";
import { lockDirectory } from "./embedded-lock.ts";
import {
  ask,
  type Cluster,
  clearOut,
  connection,
  explain,
  explainSpawn,
  initialize,
  launch,
  ROLE,
  type RunningServer,
  resetPassword,
  signal,
  stopServer,
  TRANSIENT,
} from "./embedded-process.ts";
import { fileError, messageOf, StoreError, type StoreLog } from "./errors.ts";

export interface EmbeddedOptions {
  /** Made when missing. Belongs to one Tollgate process at a time. */
  readonly dataDir: string;
  readonly log: StoreLog;
  /** Whether a commit waits for the disk. Default true; only tests may do without. */
  readonly fsync?: boolean;
  /** The server ended although nobody stopped it. It is being started again. */
  readonly onDown?: (reason: string) => void;
  /** It answers again after `onDown`. */
  readonly onUp?: () => void;
}

export interface EmbeddedPostgres {
  /** With the password; never log it. */
  readonly url: string;
  /** Where it listens, without the password. */
  readonly address: string;
  /** The files of the cluster. */
  readonly directory: string;
  /** Process id of the server, or null while it is down. */
  pid(): number | null;
  /** Shuts it down, gives the data directory free, and settles when the process has ended. May be called twice. */
  stop(): Promise<void>;
}

/** How long a start may take, retries included, while the server says nothing. */
const START_DEADLINE_MS = 60_000;
/** A server that says it is replaying its log is given longer: ended, it would have to begin again. */
const RECOVERY_DEADLINE_MS = 600_000;
/** Starts that fail for a reason we do not know. */
const BLIND_ATTEMPTS = 3;
const RESTART_DELAYS_MS = [0, 200, 500, 1_000, 2_000, 5_000];
/** 107 bytes on Linux, 103 on macOS, for the socket's whole path: https://man7.org/linux/man-pages/man7/unix.7.html */
const SOCKET_PATH_LIMIT = 103;
const SOCKET_PORT = 5432;

/**
 * Starts the embedded PostgreSQL of a data directory and keeps it running until `stop`.
 *
 * It listens on a Unix socket that only its own account and root may use, or, where the path is too long for one, on
 * a loopback port; in both cases with a random password. A server that a killed Tollgate left behind is shut down
 * first: one that is not our child could not be supervised.
 * @throws StoreError with a remedy when it cannot run here
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = prepareDirectory(options.dataDir);
  const lock = await lockDirectory(dataDir);
  try {
    return await startLocked(dataDir, options, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Leaves no process on the files of a data directory whose Tollgate was killed, without starting anything.
 * @throws StoreError when a living process has the directory
 */
export async function stopAbandoned(dataDir: string, log: StoreLog): Promise<void> {
  const lock = await lockDirectory(dataDir);
  try {
    const location = locate(dataDir, log);
    await clearOut({
      location,
      binaries: findBinaries(location),
      password: "",
      fsync: false,
      log,
      socketDirectory: null,
      port: 0,
    });
  } finally {
    lock.release();
  }
}

async function startLocked(dataDir: string, options: EmbeddedOptions, release: () => void): Promise<EmbeddedPostgres> {
  const { log } = options;
  const location = locate(dataDir, log);
  let cluster: Cluster = {
    location,
    binaries: findBinaries(location),
    password: password(dataDir),
    fsync: options.fsync ?? true,
    log,
    ...(await endpoint(location)),
  };
  await initialize(cluster);

  const abort = new AbortController();
  let running: RunningServer | null = null;
  let restarting: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;

  running = await startServer(cluster, abort.signal, async () => {
    // Nobody knows our port yet, so another one will do as well.
    cluster = { ...cluster, ...(await endpoint(location)) };
    return cluster;
  });
  watch(running);
  const endWithUs = () => {
    if (running !== null) signal(cluster, running.pid, "SIGINT");
  };
  process.once("exit", endWithUs);

  function watch(server: RunningServer): void {
    void server.exited.then((how) => {
      if (abort.signal.aborted) return;
      running = null;
      log.error({ pid: server.pid, how }, "The embedded database has ended unexpectedly; starting it again");
      options.onDown?.(`the embedded database ended: ${how}`);
      restarting = restart();
    });
  }

  async function restart(): Promise<void> {
    for (let attempt = 0; !abort.signal.aborted; attempt++) {
      await sleep(RESTART_DELAYS_MS[Math.min(attempt, RESTART_DELAYS_MS.length - 1)]);
      if (abort.signal.aborted) return;
      try {
        // Clients hold the address, so it stays.
        const server = await startServer(cluster, abort.signal, async () => cluster);
        running = server;
        watch(server);
        log.info({ pid: server.pid }, "The embedded database is up again");
        options.onUp?.();
        return;
      } catch (error) {
        if (abort.signal.aborted) return;
        const remedy = error instanceof StoreError ? error.remedy : undefined;
        log.error({ error: messageOf(error), remedy, attempt }, "The embedded database could not be started again");
      }
    }
  }

  async function stop(): Promise<void> {
    abort.abort();
    await restarting;
    process.removeListener("exit", endWithUs);
    if (running !== null) {
      await stopServer(cluster, running.pid);
      // The child is unreferenced: when its end is told a moment later than it is seen, and nothing else is left to wait
      // for, Node would end the whole process here, with code 13.
      const awake = setInterval(() => {}, 1_000);
      await running.exited;
      clearInterval(awake);
      running = null;
    }
    release();
  }

  try {
    await createDatabase(cluster);
  } catch (error) {
    await stop();
    throw error;
  }
  const host = cluster.socketDirectory;
  log.info({ directory: location.directory, pid: running.pid }, "The embedded database is running");
  return {
    url: `postgres://${ROLE}:${cluster.password}@${encodeURIComponent(host ?? "127.0.0.1")}:${cluster.port}/${ROLE}`,
    address: host ?? `127.0.0.1:${cluster.port}`,
    directory: location.directory,
    pid: () => running?.pid ?? null,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Starts the server and waits until it answers with our password. `relocate` is asked when its port is taken. */
async function startServer(
  first: Cluster,
  aborted: AbortSignal,
  relocate: () => Promise<Cluster>,
): Promise<RunningServer> {
  let cluster = first;
  const deadline = Date.now() + START_DEADLINE_MS;
  let blind = 0;
  let passwordSet = false;
  for (let attempt = 0; ; attempt++) {
    await clearOut(cluster);
    const { child, server, logged } = launch(cluster);
    if (child.pid === undefined) {
      const error = await new Promise((resolve) => child.once("error", resolve));
      throw explainSpawn(error, cluster.binaries.postgres);
    }
    const result = await untilAnswering(cluster, server, deadline, aborted);
    if (result === "ready") return server;
    if (result !== "ended") await stopServer(cluster, server.pid);
    if (aborted.aborted) throw new StoreError("database", "The start was given up because Tollgate stops", "");
    const output = logged();
    if (result === "password" && !passwordSet) {
      passwordSet = true;
      await resetPassword(cluster);
      continue;
    }
    const known = explain(output);
    if (known !== undefined) throw known;
    if (!TRANSIENT.test(output)) blind++;
    if (Date.now() > deadline || blind >= BLIND_ATTEMPTS || result === "password") {
      throw new StoreError(
        "database",
        `The embedded database does not start: ${lastLines(output)}`,
        `Its whole log is ${join(cluster.location.directory, "server.log")}.`,
      );
    }
    if (/could not bind|Address already in use/.test(output)) cluster = await relocate();
    await sleep(Math.min(2_000, 100 * 2 ** attempt));
  }
}

async function untilAnswering(cluster: Cluster, server: RunningServer, deadline: number, aborted: AbortSignal) {
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  const began = Date.now();
  let told = began;
  for (;;) {
    if (ended) return "ended";
    if (aborted.aborted) return "aborted";
    const answer = await ask(cluster);
    // A foreign server on the same port does not make ours ready.
    if (answer === "ready" && !ended) return "ready";
    if (answer === "password") return "password";
    const now = Date.now();
    if (now > (answer === "recovering" ? began + RECOVERY_DEADLINE_MS : deadline)) return "timeout";
    if (answer === "recovering" && now - told > 10_000) {
      told = now;
      cluster.log.info({ seconds: Math.round((now - began) / 1000) }, "The embedded database is recovering");
    }
    // Each refused question is a line in the server's log, so a long recovery is asked about less often.
    await sleep(Math.min(500, 25 + (now - began) / 10));
  }
}

const lastLines = (output: string) => output.trim().split("\n").slice(-5).join("\n") || "it said nothing";

function prepareDirectory(dataDir: string): string {
  try {
    // Others may pass through, because the database's account must; what is secret in it has its own mode.
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return realpathSync(dataDir);
  } catch (error) {
    throw fileError(error, `Cannot use the data directory ${dataDir}`);
  }
}

function password(dataDir: string): string {
  const file = join(dataDir, "postgres.password");
  try {
    if (existsSync(file)) {
      const known = readFileSync(file, "utf8").trim();
      if (/^[0-9a-f]{48}$/.test(known)) return known;
    }
    const made = randomBytes(24).toString("hex");
    writeFileSync(file, `${made}\n`, { mode: 0o600 });
    return made;
  } catch (error) {
    throw fileError(error, `Cannot keep the database's password in ${file}`);
  }
}

async function endpoint(location: Location): Promise<Pick<Cluster, "socketDirectory" | "port">> {
  const directory = join(location.directory, "run");
  const path = join(directory, `.s.PGSQL.${SOCKET_PORT}`);
  if (process.platform === "win32" || Buffer.byteLength(path) > SOCKET_PATH_LIMIT) {
    return { socketDirectory: null, port: await freePort() };
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chownTo(directory, location.account);
  return { socketDirectory: directory, port: SOCKET_PORT };
}

/** Below the range that outgoing connections use, so that the port is still free when the server is started again. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client(connection(cluster, "postgres"));
  client.on("error", () => undefined);
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [ROLE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${ROLE}`);
  } finally {
    await client.end();
  }
}
