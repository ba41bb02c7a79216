import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { afterEach, expect, it } from "vitest";
import { transaction } from "../../src/store/database.ts";
import { DEAD_LETTERS, type JobHandlers, Jobs } from "../../src/worker/jobs.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";

const log = pino({ level: "silent" });
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function started(handlers: Partial<JobHandlers>): Promise<{ jobs: Jobs; database: TestDatabase }> {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const all: JobHandlers = {
    reconcile: async () => {},
    "reconcile-repository": async () => {},
    retention: async () => {},
    ...handlers,
  };
  const jobs = await Jobs.start(database.url, log, all);
  cleanups.push(() => jobs.stop(1_000));
  return { jobs, database };
}

it("a job sent in a rolled-back transaction never runs; one in a committed transaction does", async () => {
  const ran: string[] = [];
  const { jobs, database } = await started({
    "reconcile-repository": async ({ repository }) => {
      ran.push(repository);
    },
  });
  const send = (repository: string, client: Parameters<Parameters<typeof transaction>[1]>[0]) =>
    jobs.send("reconcile-repository", { provider: "github", repository, budget: 1 }, { key: repository, client });
  await expect(
    transaction(database.pool, async (client) => {
      await send("acme/undone", client);
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  await transaction(database.pool, (client) => send("acme/done", client));
  await eventually(() => expect(ran).toEqual(["acme/done"]));
  await sleep(500);
  expect(ran).toEqual(["acme/done"]);
});

it("a job that keeps failing becomes a dead letter and blocks no other", async () => {
  const ran: string[] = [];
  const { jobs } = await started({
    "reconcile-repository": async ({ repository }) => {
      if (repository === "acme/bad") throw new Error("it cannot be");
      ran.push(repository);
    },
  });
  await jobs.boss.updateQueue("reconcile-repository", { retryLimit: 0 });
  await jobs.send("reconcile-repository", { provider: "github", repository: "acme/bad", budget: 1 }, { key: "bad" });
  await jobs.send("reconcile-repository", { provider: "github", repository: "acme/good", budget: 1 }, { key: "good" });
  await eventually(() => expect(ran).toEqual(["acme/good"]));
  await eventually(async () => {
    const [letter] = await jobs.boss.fetch<{ repository: string }>(DEAD_LETTERS);
    expect(letter?.data.repository).toBe("acme/bad");
  });
});

it("of one key at most one job waits, and a slot holds one over all replicas", async () => {
  const { jobs, database } = await started({ reconcile: async () => {} });
  await jobs.boss.offWork("reconcile");
  await Promise.all(Array.from({ length: 10 }, () => jobs.send("reconcile", {}, { key: "all", slotSeconds: 300 })));
  const { rows } = await database.pool.query("select count(*)::int as n from pgboss.job where name = 'reconcile'");
  expect(rows[0].n).toBe(1);
});
