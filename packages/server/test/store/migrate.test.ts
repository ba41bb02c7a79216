import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPool } from "../../src/store/database.ts";
import { MIGRATIONS, migrate, readMigrations } from "../../src/store/migrate.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { recordingLog, silent } from "../support/log.ts";

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  directory = mkdtempSync(join(tmpdir(), "migrations-"));
  write("0001-people.sql", "-- expand\nCREATE TABLE people (id int PRIMARY KEY);\nINSERT INTO people VALUES (1);\n");
  write("0002-names.sql", "-- expand\nALTER TABLE people ADD COLUMN name text;\nSELECT pg_sleep(0.2);\n");
});

afterEach(async () => {
  rmSync(directory, { recursive: true });
  await database.drop();
});

const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql);
const run = () => migrate(database.pool, { directory, log: silent });

async function applied(): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>("SELECT id FROM tollgate_migrations ORDER BY id");
  return rows.map(({ id }) => id);
}

describe("migrations", () => {
  test("are applied in order, once, and later ones are added", async () => {
    expect(await run()).toEqual([1, 2]);
    expect(await run()).toEqual([]);
    write("0003-more.sql", "-- contract: 0.2.0\nALTER TABLE people DROP COLUMN name;\n");
    expect(await run()).toEqual([3]);
    expect(await applied()).toEqual([1, 2, 3]);
  });

  test("are applied once by three replicas that start together", async () => {
    const pools = [0, 1, 2].map(() => createPool(database.url, silent));
    try {
      const done = await Promise.all(pools.map((pool) => migrate(pool, { directory, log: silent })));
      expect(done.flat().sort()).toEqual([1, 2]);
      // The row would be there twice, or its key violated, had two of them run the first file.
      expect((await database.pool.query("SELECT * FROM people")).rows).toEqual([{ id: 1, name: null }]);
    } finally {
      await Promise.all(pools.map((pool) => pool.end()));
    }
  });

  test("of a failing file leave nothing behind, and the error names file, line and column", async () => {
    write("0003-broken.sql", "-- expand\nCREATE TABLE half (id int);\n-- größer\nALTER TABLE people\n  ADD 'x';\n");
    await expect(run()).rejects.toMatchObject({
      kind: "config",
      message: expect.stringMatching(/^Migration 0003-broken\.sql:5:7: syntax error/),
    });
    expect(await applied()).toEqual([1, 2]);
    expect((await database.pool.query("SELECT to_regclass('half') AS half")).rows).toEqual([{ half: null }]);

    write("0003-broken.sql", "-- expand\nCREATE TABLE whole (id int);\n");
    expect(await run()).toEqual([3]);
  });

  test("that fail without a position still name their file", async () => {
    write("0003-twice.sql", "-- expand\nINSERT INTO people VALUES (1);\n");
    await expect(run()).rejects.toThrow(/^Migration 0003-twice\.sql: duplicate key/);
  });

  test("that were changed after they had been applied are refused", async () => {
    await run();
    write("0001-people.sql", "-- expand\nCREATE TABLE people (id bigint PRIMARY KEY);\n");
    await expect(run()).rejects.toMatchObject({
      kind: "config",
      message: expect.stringContaining("0001-people.sql was changed"),
    });
  });

  test("of a newer program are accepted and logged", async () => {
    write("0003-new.sql", "-- expand\nCREATE TABLE newer (id int);\n");
    await run();
    rmSync(join(directory, "0003-new.sql"));
    const log = recordingLog();
    expect(await migrate(database.pool, { directory, log })).toEqual([]);
    expect(log.messages.join()).toContain("newer Tollgate");
  });

  test.each([
    ["3-short.sql", "-- expand\nSELECT 1;", "is not named like"],
    ["0002-same.sql", "-- expand\nSELECT 1;", "has the number of"],
    ["0003-bare.sql", "SELECT 1;", "does not begin with"],
    ["0003-commits.sql", "-- expand\nSELECT 1;\nCOMMIT;\nSELECT 2;", "holds COMMIT"],
  ])("in a file against the rules are refused before anything is applied: %s", async (name, sql, message) => {
    write(name, sql);
    await expect(run()).rejects.toMatchObject({ kind: "config", message: expect.stringContaining(message) });
    expect((await database.pool.query("SELECT to_regclass('people') AS people")).rows).toEqual([{ people: null }]);
  });

  test("wait for a statement of an old replica that is in their way", async () => {
    await run();
    write("0003-wait.sql", "-- expand\nALTER TABLE people ADD COLUMN age int;\n");
    const old = await database.pool.connect();
    await old.query("BEGIN");
    await old.query("SELECT * FROM people");
    const migrated = run();
    await old.query("SELECT pg_sleep(0.5)");
    await old.query("COMMIT");
    old.release();
    expect(await migrated).toEqual([3]);
  });
});

describe("a test database", () => {
  test("has the migrations of this program and is nobody else's", async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    try {
      const { rows } = await one.pool.query<{ name: string }>("SELECT name FROM tollgate_migrations ORDER BY id");
      expect(rows.map(({ name }) => name)).toEqual(readMigrations(MIGRATIONS).map(({ name }) => name));
      await one.pool.query("CREATE TABLE mine (n int)");
      expect((await other.pool.query("SELECT to_regclass('mine') AS mine")).rows).toEqual([{ mine: null }]);
    } finally {
      await Promise.all([one.drop(), other.drop()]);
    }
  });
});
