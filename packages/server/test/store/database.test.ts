import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { isConnectionLoss, openDatabase, transaction } from "../../src/store/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { silent } from "../support/log.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  await database.pool.query("CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL)");
  await database.pool.query("INSERT INTO account VALUES (1, 0), (2, 0)");
});

afterEach(() => database.drop());

const balances = async () =>
  (await database.pool.query<{ balance: number }>("SELECT balance FROM account ORDER BY id")).rows.map(
    (r) => r.balance,
  );

describe("transaction", () => {
  test("keeps what it did when the function returns, and nothing when it throws", async () => {
    const result = await transaction(database.pool, async (client) => {
      await client.query("UPDATE account SET balance = 1");
      return "kept";
    });
    expect(result).toBe("kept");
    const failing = transaction(database.pool, async (client) => {
      await client.query("UPDATE account SET balance = 2");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await balances()).toEqual([1, 1]);
  });

  test("fails when an error in it was swallowed, instead of losing the work quietly", async () => {
    const swallowing = transaction(database.pool, async (client) => {
      await client.query("UPDATE account SET balance = 1");
      await client.query("SELECT 1/0").catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow("rolled back");
    expect(await balances()).toEqual([0, 0]);
  });

  test("is repeated after a deadlock and after a serialization failure", async () => {
    const meet = gate(2);
    let runs = 0;
    const both = [
      [1, 2],
      [2, 1],
    ].map((order) => {
      let first = true;
      return transaction(database.pool, async (client) => {
        runs++;
        await client.query("UPDATE account SET balance = balance + 1 WHERE id = $1", [order[0]]);
        if (first) {
          first = false;
          await meet();
        }
        await client.query("UPDATE account SET balance = balance + 1 WHERE id = $1", [order[1]]);
      });
    });
    await Promise.all(both);
    expect(await balances()).toEqual([2, 2]);
    expect(runs).toBe(3);

    const read = gate(2);
    const increments = [0, 1].map(() => {
      let first = true;
      return transaction(
        database.pool,
        async (client) => {
          const { rows } = await client.query<{ balance: number }>("SELECT balance FROM account WHERE id = 1");
          if (first) {
            first = false;
            await read();
          }
          await client.query("UPDATE account SET balance = $1 WHERE id = 1", [(rows[0]?.balance ?? 0) + 1]);
        },
        { isolation: "SERIALIZABLE" },
      );
    });
    await Promise.all(increments);
    expect(await balances()).toEqual([4, 2]);
  });

  test("throws away a client whose connection broke; the next one works", async () => {
    const broken = transaction(database.pool, async (client) => {
      await client.query("SELECT pg_terminate_backend(pg_backend_pid())");
    });
    const error = await broken.catch((thrown: unknown) => thrown);
    expect(isConnectionLoss(error)).toBe(true);
    await transaction(database.pool, (client) => client.query("UPDATE account SET balance = 7"));
    expect(await balances()).toEqual([7, 7]);
  });
});

describe("isConnectionLoss", () => {
  test("tells a lost database from a wrong statement", async () => {
    const thrown = async (sql: string) => database.pool.query(sql).catch((error: unknown) => error);
    expect(isConnectionLoss(await thrown("SELECT 1/0"))).toBe(false);
    expect(isConnectionLoss(await thrown("SELECT nothing"))).toBe(false);
    expect(isConnectionLoss(await thrown("SELECT pg_terminate_backend(pg_backend_pid())"))).toBe(true);
    expect(isConnectionLoss(Object.assign(new Error("no file"), { code: "ENOENT", syscall: "open" }))).toBe(false);
    expect(isConnectionLoss(undefined)).toBe(false);
  });
});

describe("openDatabase with a URL", () => {
  const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataDir: "/nonexistent", log: silent });

  test("gives numbers for bigint, and an error rather than a rounded number", async () => {
    const { pool, close } = await open(database.url);
    expect((await pool.query("SELECT 9007199254740991::bigint AS n")).rows).toEqual([{ n: 9007199254740991 }]);
    await expect(pool.query("SELECT 9007199254740993::bigint AS n")).rejects.toThrow("does not fit");
    await close();
    await close();
  });

  test("describes itself without the password", async () => {
    const opened = await open(database.url);
    const password = new URL(database.url).password;
    expect(password).not.toBe("");
    expect(opened.describe()).not.toContain(password);
    expect(opened.describe()).toContain(new URL(database.url).pathname.slice(1));
    await opened.close();
  });

  test.each(["nonsense", "mysql://u:secret@h/d", "postgres://u:sec ret@[/d"])(
    "refuses %s as configuration",
    async (url) => {
      const error = await open(url).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: "config" });
      expect(String(error)).not.toContain("sec");
    },
  );

  test("says that a database does not exist", async () => {
    const url = new URL(inject("postgresUrl"));
    url.pathname = "/not_there";
    await expect(open(url.href)).rejects.toMatchObject({
      kind: "database",
      message: expect.stringContaining("not_there"),
    });
  });

  test("survives the loss of all its connections, and tells of loss and return once each", async () => {
    const told: string[] = [];
    const returned = Promise.withResolvers<void>();
    const opened = await openDatabase({
      databaseUrl: database.url,
      dataDir: "/nonexistent",
      log: silent,
      onDown: () => told.push("down"),
      onUp: () => {
        told.push("up");
        returned.resolve();
      },
    });
    await Promise.all([1, 2, 3].map(() => opened.pool.query("SELECT pg_sleep(0.05)")));
    const held = await opened.pool.connect();
    await database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await returned.promise;
    held.release(true);
    expect(told).toEqual(["down", "up"]);
    expect((await opened.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await opened.close();
  });
});

/** A function that settles once it was called by `count` callers. */
function gate(count: number): () => Promise<void> {
  const opened = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    if (++arrived === count) opened.resolve();
    return opened.promise;
  };
}
