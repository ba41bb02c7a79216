import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backup, restore } from "../../src/store/backup.ts";
import { migrate } from "../../src/store/migrate.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { silent } from "../support/log.ts";

const SCHEMA = `-- expand
CREATE TYPE mood AS ENUM ('good', 'it''s bad');
CREATE TABLE teams (id int PRIMARY KEY, lead_id bigint);
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "Odd ""name" text, raw bytea, doc jsonb, at timestamptz, mood mood, tags text[],
  team_id int REFERENCES teams (id),
  shout text GENERATED ALWAYS AS (upper("Odd ""name")) STORED
);
ALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES people (id);
CREATE TABLE events (position bigint GENERATED ALWAYS AS IDENTITY, tx xid8 NOT NULL DEFAULT pg_current_xact_id(), data text);
CREATE TABLE parted (day date NOT NULL, n int) PARTITION BY RANGE (day);
CREATE TABLE parted_old PARTITION OF parted FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE parted_new PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse();
INSERT INTO teams VALUES (0, NULL);
`;

let source: TestDatabase;
let target: TestDatabase;
let directory: string;
let migrations: string;
let file: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "backup-"));
  migrations = join(directory, "migrations");
  mkdirSync(migrations);
  writeFileSync(join(migrations, "0001-schema.sql"), SCHEMA);
  file = join(directory, "tollgate.backup");
  source = await createTestDatabase({ empty: true });
  target = await createTestDatabase({ empty: true });
  await migrate(source.pool, { directory: migrations, log: silent });
  await source.pool.query(`INSERT INTO parted VALUES ('2025-05-05', 1), ('2026-05-05', 2)`);
  await source.pool.query(`INSERT INTO events (data) VALUES ('one'), ('two')`);
  await source.pool.query(
    `INSERT INTO people ("Odd ""name", raw, doc, at, mood, tags, team_id) VALUES
       ($1, '\\x00ff0a5c2e', '{"a": ["\\\\u0041", null, 1e400, "\\n"]}', '2026-02-28 23:59:59.123456+05:30', 'it''s bad', '{"a,b",NULL,"\\"\\\\"}', 0),
       ('', '', 'null', 'infinity', NULL, '{}', NULL), (NULL, NULL, NULL, '0044-03-15 BC', 'good', NULL, NULL)`,
    ["tab\t newline\n return\r \\. \\N backslash \\ \u2028 𝔘nicode e\u0301 \u007f"],
  );
  await source.pool.query("UPDATE teams SET lead_id = 1");
});

afterEach(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(directory, { recursive: true });
});

/** Everything as text, so that a lost microsecond or byte shows. `events.tx` has its own test. */
async function content({ pool }: TestDatabase): Promise<unknown> {
  const rows = async (sql: string) => (await pool.query(sql)).rows;
  return {
    people: await rows("SELECT p::text FROM people p ORDER BY id"),
    teams: await rows("SELECT t::text FROM teams t ORDER BY id"),
    parted: await rows("SELECT tableoid::regclass::text AS part, p::text FROM parted p ORDER BY day"),
    events: await rows("SELECT position, data FROM events ORDER BY position"),
    migrations: await rows("SELECT id, name, digest FROM tollgate_migrations"),
  };
}

const restored = (options: { force?: boolean } = {}) =>
  restore(target.pool, file, { log: silent, migrations, ...options });

describe("backup and restore", () => {
  test("bring back every value, in a file for the owner alone", async () => {
    await source.pool.query(
      "INSERT INTO people (doc) SELECT to_jsonb(repeat(n::text, 1000)) FROM generate_series(1, 3000) n",
    );
    const header = await backup(source.pool, file);
    expect(header.tables.find(({ name }) => name === "public.people")?.rows).toBe(3003);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).sort()).toEqual(["migrations", "tollgate.backup"]);

    await restored();
    expect(await content(target)).toEqual(await content(source));
  });

  test("go on counting where they were, and keep checks and triggers in force", async () => {
    await source.pool.query("DELETE FROM people WHERE id = 3");
    await backup(source.pool, file);
    await restored();
    // Number 3 was given away once, though its row is gone.
    expect((await target.pool.query("INSERT INTO people (team_id) VALUES (0) RETURNING id")).rows).toEqual([{ id: 4 }]);
    await expect(target.pool.query("INSERT INTO people (team_id) VALUES (77)")).rejects.toThrow("foreign key");
    await expect(target.pool.query("UPDATE events SET data = ''")).rejects.toThrow("append only");
  });

  test("reset transaction ids, which mean nothing in another cluster", async () => {
    await backup(source.pool, file);
    await restored();
    expect((await target.pool.query("SELECT tx::text FROM events")).rows).toEqual([{ tx: "0" }, { tx: "0" }]);
  });

  test("hold one moment, whatever is written meanwhile", async () => {
    let busy = true;
    const writing = (async () => {
      while (busy) {
        await source.pool.query(
          "WITH e AS (INSERT INTO events (data) VALUES ('more')) INSERT INTO parted VALUES ('2026-06-06', 0)",
        );
      }
    })();
    await backup(source.pool, file);
    busy = false;
    await writing;
    await restored();
    const { rows } = await target.pool.query(
      "SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM parted) AS parted",
    );
    expect(rows[0].events).toBe(rows[0].parted);
  });

  test("migrate an older backup to the schema of the program", async () => {
    await backup(source.pool, file);
    writeFileSync(
      join(migrations, "0002-later.sql"),
      "-- expand\nALTER TABLE parted ADD COLUMN twice int;\nUPDATE parted SET twice = 2 * n;\n",
    );
    // A server that was started once has the newest schema, and no data yet.
    await migrate(target.pool, { directory: migrations, log: silent });
    await target.pool.query("DELETE FROM teams");
    await restored();
    expect((await target.pool.query("SELECT twice FROM parted ORDER BY n")).rows).toEqual([{ twice: 2 }, { twice: 4 }]);
  });

  test("refuse a backup of a newer program", async () => {
    await backup(source.pool, file);
    rmSync(join(migrations, "0001-schema.sql"));
    writeFileSync(join(migrations, "0007-other.sql"), "-- expand\nSELECT 1;\n");
    await expect(restored()).rejects.toMatchObject({ kind: "config", message: expect.stringContaining("newer") });
  });

  test("refuse a database that has data, unless forced", async () => {
    await backup(source.pool, file);
    await migrate(target.pool, { directory: migrations, log: silent });
    await target.pool.query("INSERT INTO events (data) VALUES ('precious')");
    const before = await content(target);
    await expect(restored()).rejects.toMatchObject({ kind: "config", message: expect.stringContaining("has data") });
    expect(await content(target)).toEqual(before);
    await restored({ force: true });
    expect(await content(target)).toEqual(await content(source));
  });

  test("leave a database as it was when a restore fails half-way", async () => {
    await backup(source.pool, file);
    await migrate(target.pool, { directory: migrations, log: silent });
    await target.pool.query("INSERT INTO events (data) VALUES ('precious')");
    const before = await content(target);
    writeFileSync(join(migrations, "0002-fails.sql"), "-- expand\nSELECT 1 / (count(*) - 3) FROM people;\n");
    await expect(restored({ force: true })).rejects.toThrow("division by zero");
    expect(await content(target)).toEqual(before);
  });

  test("refuse a file that is cut short anywhere or has one flipped bit", async () => {
    await backup(source.pool, file);
    const whole = readFileSync(file);
    const refused = async (bytes: Buffer) => {
      writeFileSync(file, bytes);
      await expect(restored({ force: true })).rejects.toMatchObject({
        name: "StoreError",
        message: expect.stringContaining("cannot be restored"),
      });
    };
    for (const length of [0, 1, 50, whole.length >> 1, whole.length - 30, whole.length - 1]) {
      await refused(whole.subarray(0, length));
    }
    for (const at of [0, 4, 9, whole.length >> 1, whole.length - 100, whole.length - 10]) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await refused(flipped);
    }
    await refused(
      Buffer.from("no backup at all, but long enough to hold a trailer and a little more than that ".repeat(3)),
    );
  });

  test("replace an older file only by a whole new one, and say why they cannot write", async () => {
    await expect(backup(source.pool, join(directory, "nowhere", "file"))).rejects.toMatchObject({ kind: "config" });
    writeFileSync(file, "the older backup");
    await source.pool.query(
      "INSERT INTO people (doc) SELECT to_jsonb(repeat(n::text, 1000)) FROM generate_series(1, 9000) n",
    );
    const copying = backup(source.pool, file);
    copying.catch(() => undefined);
    while (!readdirSync(directory).some((name) => name.endsWith(".part"))) await sleep(1);
    await source.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await expect(copying).rejects.toThrow();
    expect(readFileSync(file, "utf8")).toBe("the older backup");
    expect(readdirSync(directory).sort()).toEqual(["migrations", "tollgate.backup"]);
  });

  test("know the schema of this program", async () => {
    const [own, empty] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    try {
      await own.pool.query(
        "INSERT INTO deliveries (provider, delivery_id, event, payload) VALUES ('github', 'a', 'push', '\\x00')",
      );
      await own.pool.query(
        "INSERT INTO subjects (provider, repository, kind, key) VALUES ('github', 'o/n', 'change', '7')",
      );
      await own.pool.query("INSERT INTO hints (subject_id, seq, hint, closing) SELECT id, 1, '{}', 'no' FROM subjects");
      await own.pool.query(
        "INSERT INTO events (stream, version, type, at, data) VALUES ('change:github/o/n/7', 1, 'opened', now(), '{}')",
      );
      await backup(own.pool, file);
      await restore(empty.pool, file, { log: silent });
      for (const table of ["deliveries", "subjects", "hints"]) {
        const rows = async (pool: TestDatabase["pool"]) => (await pool.query(`SELECT t::text FROM ${table} t`)).rows;
        expect(await rows(empty.pool)).toEqual(await rows(own.pool));
      }
      expect((await empty.pool.query("SELECT position, tx::text FROM events")).rows).toEqual([
        { position: 1, tx: "0" },
      ]);
    } finally {
      await Promise.all([own.drop(), empty.drop()]);
    }
  });
});
