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
