import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { transaction } from "../../src/store/database.ts";
import {
  dueDeliveries,
  markProcessed,
  type NewDelivery,
  parkDelivery,
  storeDeliveries,
} from "../../src/store/deliveries.ts";
import { FreshPayloads } from "../../src/store/fresh-payloads.ts";
import { retention } from "../../src/store/retention.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function delivery(deliveryId: string, text: string): NewDelivery {
  return { provider: "github", deliveryId, event: "push", payload: Buffer.from(text) };
}

/** What a process finds that has stored none of them itself. */
async function due(): Promise<Record<string, string | null>> {
  const found = await transaction(database.pool, (client) => dueDeliveries(client, 100, new FreshPayloads()));
  return Object.fromEntries(found.map(({ deliveryId, payload }) => [deliveryId, payload?.toString() ?? null]));
}

const long = JSON.stringify({ text: "what is said again and again ".repeat(100), also: "größer, 更大" });

it("gives each delivery the bytes that came, whether it was stored alone, with others, or a second time", async () => {
  const { pool } = database;
  await storeDeliveries(pool, [delivery("alone", '{"n":1}')], 5_000);
  await storeDeliveries(pool, [delivery("a", long), delivery("b", "{}"), delivery("c", `${long} `)], 5_000);
  const again = await storeDeliveries(pool, [delivery("b", '{"other":1}'), delivery("d", '{"d":"ü"}')], 5_000);
  expect(again.map(({ deliveryId }) => deliveryId)).toEqual(["d"]);
  expect(await due()).toEqual({ alone: '{"n":1}', a: long, b: "{}", c: `${long} `, d: '{"d":"ü"}' });
});

it("keeps a pack as long as one delivery of it is to be understood", async () => {
  const { pool } = database;
  const old = () =>
    pool.query(
      `update deliveries set received_at = received_at - interval '5 days';
       update payload_packs set created_at = created_at - interval '5 days'`,
    );
  const clean = () => retention(pool, pino({ level: "silent" }), { payloadHours: 72, deliveryDays: 30 });
  const seqs = async (...ids: string[]) =>
    (await pool.query<{ seq: number }>("select seq from deliveries where delivery_id = any($1)", [ids])).rows.map(
      ({ seq }) => seq,
    );
  await transaction(pool, async (client) => markProcessed(client, await seqs("alone", "a", "b", "d")));
  await transaction(pool, async (client) => parkDelivery(client, (await seqs("c"))[0] ?? 0, "for a test"));
  await old();
  await clean();
  await pool.query("update deliveries set parked_at = null where delivery_id = 'c'");
  expect(await due()).toEqual({ c: `${long} ` });
  await transaction(pool, async (client) => markProcessed(client, await seqs("c")));
  await clean();
  const { rows } = await pool.query("select count(*)::int as packs from payload_packs");
  expect(rows).toEqual([{ packs: 0 }]);
});
