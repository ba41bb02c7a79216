import pino from "pino";
import { expect, it } from "vitest";
import { retention } from "../../src/store/retention.ts";
import { createTestDatabase } from "../support/database.ts";

it("payloads go after their hours, deliveries after their days; what is parked or waits keeps everything", async () => {
  const database = await createTestDatabase();
  const { pool } = database;
  const deliver = (id: string, age: string, state: "processed" | "waiting" | "parked") =>
    pool.query(
      `insert into deliveries (provider, delivery_id, event, payload, received_at, processed_at, parked_at)
       values ('github', $1, 'push', '{}', clock_timestamp() - $2::interval,
               case when $3 = 'processed' then clock_timestamp() end, case when $3 = 'parked' then clock_timestamp() end)`,
      [id, age, state],
    );
  await deliver("new", "1 hour", "processed");
  await deliver("days old", "5 days", "processed");
  await deliver("weeks old", "40 days", "processed");
  await deliver("never processed", "40 days", "waiting");
  await deliver("parked", "40 days", "parked");
  // More than one step takes.
  await pool.query(
    `insert into deliveries (provider, delivery_id, event, payload, received_at, processed_at)
     select 'github', 'old-' || n, 'push', '{}', clock_timestamp() - interval '40 days', clock_timestamp() from generate_series(1, 2500) n`,
  );
  const log = pino({ level: "silent" });
  await retention(pool, log, { payloadHours: 72, deliveryDays: 30 });
  const { rows } = await pool.query(
    "select delivery_id as id, payload is not null as payload from deliveries order by seq",
  );
  expect(rows).toEqual([
    { id: "new", payload: true },
    { id: "days old", payload: false },
    { id: "never processed", payload: true },
    { id: "parked", payload: true },
  ]);
  await database.drop();
});

it("the last read of a closed change goes, that of an open one stays", async () => {
  const database = await createTestDatabase();
  const { pool } = database;
  for (const [number, lifecycle] of [
    [1, "open"],
    [2, "closed"],
  ] as const) {
    await pool.query(
      `insert into changes (id, provider, repository, number, head_sha, base_ref, lifecycle, state, step, outcome, version)
       values ($1, 'github', 'acme/shop', $2, 'x', 'main', $3, 'INITIALIZED', 'ready', 'pending', 0)`,
      [`github:acme/shop#${number}`, number, lifecycle],
    );
    await pool.query(
      `with s as (insert into subjects (provider, repository, kind, key) values ('github', 'acme/shop', 'change', $1) returning id)
       insert into readings (subject_id, reading, read_at) select id, '{}', clock_timestamp() - interval '2 days' from s`,
      [String(number)],
    );
  }
  await retention(pool, pino({ level: "silent" }), { payloadHours: 72, deliveryDays: 30 });
  const { rows } = await pool.query("select s.key from readings r join subjects s on s.id = r.subject_id");
  expect(rows).toEqual([{ key: "1" }]);
  await database.drop();
});

it("reports of open heads and of base branches are kept, those of other commits go", async () => {
  const database = await createTestDatabase();
  const { pool } = database;
  const report = async (commit: string, days: number) => {
    await pool.query(
      `insert into reports (provider, repository, commit, source, name, kind, summary, digest, at)
       values ('github', 'acme/shop', $1, 'api', 'x', 'tests', '{}', 'd', clock_timestamp() - make_interval(days => $2))`,
      [commit, days],
    );
    await pool.query(
      `insert into evidence_commits (provider, repository, commit, seen_at, base_refs)
       values ('github', 'acme/shop', $1, clock_timestamp() - make_interval(days => $2), $3)`,
      [commit, days, commit.startsWith("base") ? ["main"] : []],
    );
  };
  const change = (number: number, head: string, lifecycle: string) =>
    pool.query(
      `insert into changes (id, provider, repository, number, head_sha, base_ref, lifecycle, state, step, outcome, version)
       values ($1, 'github', 'acme/shop', $2, $3, 'main', $4, 'INITIALIZED', 'ready', 'pending', 0)`,
      [`github:acme/shop#${number}`, number, head, lifecycle],
    );
  await change(1, "open head", "open");
  await change(2, "merged head", "merged");
  await change(3, "closed head", "closed");
  for (const commit of ["open head", "merged head", "closed head", "base tip"]) await report(commit, 100);
  await report("base of old", 500);
  await report("closed of late", 10);
  await retention(pool, pino({ level: "silent" }), { payloadHours: 72, deliveryDays: 30 });
  for (const table of ["reports", "evidence_commits"]) {
    const { rows } = await pool.query(`select commit from ${table} order by commit`);
    expect(rows.map(({ commit }) => commit)).toEqual(["base tip", "closed of late", "merged head", "open head"]);
  }
  await database.drop();
});

it("how gates did on a change is kept for longer than a year, and as long as one holds it", async () => {
  const database = await createTestDatabase();
  const { pool } = database;
  for (const [change, days, holds] of [
    ["of old", 500, false],
    ["of old, and held", 500, true],
    ["of last year", 300, false],
  ] as const) {
    await pool.query(
      `insert into gate_standings (change_id, gate, repository, head, outcome, answers, passes, holds, judged_on)
       values ($1, 'dor/title', 'acme/shop', 'x', 'pass', 1, 1, $2, current_date - $3::int)`,
      [change, holds, days],
    );
  }
  await retention(pool, pino({ level: "silent" }), { payloadHours: 72, deliveryDays: 30 });
  const { rows } = await pool.query("select change_id from gate_standings order by 1");
  expect(rows.map(({ change_id }) => change_id)).toEqual(["of last year", "of old, and held"]);
  await database.drop();
});
