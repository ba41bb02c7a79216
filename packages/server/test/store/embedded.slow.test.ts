import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { silent } from "../support/log.ts";

const ROUNDS = 25;
let base: string;
let dataDir: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "embedded-slow-"));
  chmodSync(base, 0o711);
  dataDir = join(base, "data");
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

test("25 kills of Tollgate or its database, at any moment, lose no commit", async () => {
  const seed = Number(process.env.TOLLGATE_TEST_SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`seed: TOLLGATE_TEST_SEED=${seed}\n`);
  const random = generator(seed);
  const committed: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const program = fileURLToPath(new URL("../support/counting-process.ts", import.meta.url));
    const child = spawn(process.execPath, [program, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
    const closed = once(child, "close");
    let tail = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (tail + text).split("\n");
      tail = lines.pop() ?? "";
      committed.push(...lines.map(Number));
    });
    // Sometimes in the middle of a start, sometimes at work.
    await sleep(200 + random() * 1_800);
    if (random() < 0.5) killPostmaster();
    if (random() < 0.3) await sleep(random() * 300);
    if (random() < 0.3) killPostmaster();
    // One that has ended by itself has failed, however often it is started again.
    expect(child.exitCode).toBe(null);
    child.kill("SIGKILL");
    await closed;
  }
  const database = await openDatabase({ dataDir, log: silent, fsync: false });
  try {
    const { rows } = await database.pool.query<{ n: number }>("SELECT n FROM counted");
    const kept = new Set(rows.map(({ n }) => n));
    expect(committed.length).toBeGreaterThan(100);
    expect(committed.filter((n) => !kept.has(n))).toEqual([]);
  } finally {
    await database.close();
  }
});

test("a first start works right after others were killed in the middle of theirs", async () => {
  const program = fileURLToPath(new URL("../support/counting-process.ts", import.meta.url));
  const files = () => (existsSync(join(dataDir, "postgres")) ? readdirSync(join(dataDir, "postgres")) : []);
  for (let round = 0; round < 3; round++) {
    const before = files();
    const child = spawn(process.execPath, [program, dataDir], { stdio: "ignore" });
    const closed = once(child, "close");
    while (!files().some((name) => name.startsWith("data.new.") && !before.includes(name))) await sleep(1);
    await sleep(20 * round);
    child.kill("SIGKILL");
    await closed;
  }
  const server = await startEmbedded({ dataDir, log: silent, fsync: false });
  await server.stop();
});

test("an owner in another container is known by its heartbeat", async () => {
  mkdirSync(dataDir, { mode: 0o711 });
  const lock = join(dataDir, "tollgate.lock");
  writeFileSync(lock, JSON.stringify({ pid: 1, started: "1", space: "elsewhere", host: "elsewhere", token: "t" }));
  const heartbeat = setInterval(() => utimesSync(lock, new Date(), new Date()), 500);
  const second = startEmbedded({ dataDir, log: silent, fsync: false });
  await expect(second).rejects.toMatchObject({ message: expect.stringContaining("process 1 on host elsewhere") });
  clearInterval(heartbeat);
  const server = await startEmbedded({ dataDir, log: silent, fsync: false });
  await server.stop();
  expect(existsSync(lock)).toBe(false);
});

test("a client that was never given back does not keep the database from closing", async () => {
  const database = await openDatabase({ dataDir, log: silent, fsync: false });
  await database.pool.connect();
  await database.close();
  expect(existsSync(join(dataDir, "postgres/data/postmaster.pid"))).toBe(false);
});

function killPostmaster(): void {
  try {
    const pid = Number(readFileSync(join(dataDir, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);
    if (pid > 1) process.kill(pid, "SIGKILL");
  } catch {
    // Not there, or dead already: this round has one kill less.
  }
}

/** mulberry32: small, seeded, good enough to choose moments. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
