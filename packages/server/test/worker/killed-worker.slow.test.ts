import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { Jobs } from "../../src/worker/jobs.ts";
import { createTestDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";

const log = pino({ level: "silent" });
const BACK_WITHIN_MS = 30_000;
const PROGRAM = fileURLToPath(new URL("../support/job-process.ts", import.meta.url));

test("the job of a killed worker is back in under 30 s", { timeout: 120_000 }, async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const child = spawn(process.execPath, [PROGRAM, database.url], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const sender = await Jobs.start(database.url, log, null);
  onTestFinished(() => sender.stop(1_000));
  let took = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    took += text;
  });
  const job = { provider: "github", repository: "acme/shop", budget: 1 };
  await sender.send("reconcile-repository", job, { key: "acme/shop" });
  await eventually(() => expect(took).toBe("acme/shop\n"), 30_000);

  // Another replica, there before the kill: it waits for work, as the others of an installation do.
  const got: number[] = [];
  const other = await Jobs.start(database.url, log, {
    reconcile: async () => {},
    retention: async () => {},
    "reconcile-repository": async (data) => {
      expect(data).toEqual(job);
      got.push(Date.now());
    },
  });
  onTestFinished(() => other.stop(1_000));
  const killedAt = Date.now();
  child.kill("SIGKILL");
  await once(child, "exit");
  await eventually(() => expect(got).toHaveLength(1), BACK_WITHIN_MS);
  process.stdout.write(`killed worker: its job was back after ${(((got[0] ?? 0) - killedAt) / 1000).toFixed(1)} s\n`);
  // Done once, it does not come a second time.
  await eventually(async () => {
    const { rows } = await database.pool.query<{ state: string }>(
      "select state from pgboss.job where name = 'reconcile-repository'",
    );
    expect(rows).toEqual([{ state: "completed" }]);
  });
  expect(got).toHaveLength(1);
});
