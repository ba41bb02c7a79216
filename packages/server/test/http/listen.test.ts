import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "@tollgate/server/store/listen";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const backends = `select pid from pg_stat_activity where datname = current_database() and application_name = 'tollgate-listen'`;

it.each(["url", "pool"] as const)(
  "hears by %s, comes back after its connection was killed, and says so",
  async (by) => {
    const heard: (string | null)[] = [];
    const troubles: unknown[] = [];
    const listener = listen(
      by === "url" ? database.url : database.pool,
      ["one", 'odd "name"'],
      (channel, payload) => heard.push(channel === null ? null : `${channel}:${payload}`),
      (error) => troubles.push(error),
    );
    await listener.connected;
    expect(heard).toEqual([null]);
    await database.pool.query(`select pg_notify('one', 'a'), pg_notify('odd "name"', 'b'), pg_notify('other', 'c')`);
    await expect.poll(() => heard).toEqual([null, "one:a", 'odd "name":b']);
    await database.pool.query(`select pg_terminate_backend(pid) from (${backends}) as b`);
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(4);
    expect(heard[3]).toBeNull();
    expect(troubles.length).toBeGreaterThan(0);
    await database.pool.query("select pg_notify('one', 'd')");
    await expect.poll(() => heard.at(-1)).toBe("one:d");
    await listener.close();
    await sleep(100);
    expect((await database.pool.query(backends)).rowCount).toBe(0);
  },
);

it("waits for a database that is away, and closes at once meanwhile", async () => {
  const away = new URL(database.url);
  away.pathname = "/there_is_no_such_database";
  const troubles: unknown[] = [];
  const listener = listen(
    away.href,
    ["one"],
    () => {},
    (error) => troubles.push(error),
  );
  await expect.poll(() => troubles.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(2);
  const started = Date.now();
  await listener.close();
  expect(Date.now() - started).toBeLessThan(2_000);
  const seen = troubles.length;
  await sleep(300);
  expect(troubles.length).toBe(seen);
});
