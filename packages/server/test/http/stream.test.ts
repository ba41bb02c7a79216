import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Event } from "@tollgate/client/change";
import { ApiError, TollgateClient } from "@tollgate/client/client";
import { readMessages, type StreamMessage } from "@tollgate/client/stream";
import { createToken } from "@tollgate/server/store/tokens";
import { encodePlace } from "@tollgate/server/views/events";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, type Running, startServer } from "./support/harness.ts";

let running: Running;
let client: TollgateClient;
beforeAll(async () => {
  running = await startServer({ deps: { limits: { heartbeatMs: 300 } } });
  client = new TollgateClient({ url: running.url, token: ADMIN_TOKEN });
});
afterAll(() => running.stop());
beforeEach(() => running.database.pool.query("truncate events"));

type Queryable = pg.Pool | pg.ClientBase;

/** Appends one event and tells, as the store does; the number is in its data. */
async function append(db: Queryable, n: number, stream = `s-${randomUUID()}`, type = "judged"): Promise<void> {
  await db.query("insert into events (stream, version, type, at, data) values ($1, $2, $3, now(), $4)", [
    stream,
    n,
    type,
    JSON.stringify({ n }),
  ]);
  await db.query("select pg_notify('tollgate_events', $1)", [stream]);
}

/** Reads a stream in the background. */
function follow(options: Parameters<TollgateClient["events"]>[0] = {}, from = client) {
  const stop = new AbortController();
  const events: Event[] = [];
  const { promise: connected, resolve } = Promise.withResolvers<void>();
  const done = (async () => {
    for await (const event of from.events({ ...options, signal: stop.signal, connected: resolve })) events.push(event);
  })();
  const numbers = () => events.map((event) => event.data["n"]);
  return { events, numbers, stop: () => stop.abort(), done, connected };
}

async function until(condition: () => boolean, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error("it did not come to pass in time");
    await sleep(10);
  }
}

/** Waits until the reader is connected, and the server for notifications: what comes from now on is no start any more. */
async function hears({ connected }: { readonly connected: Promise<void> }): Promise<void> {
  await connected;
  const listening = "select 1 from pg_stat_activity where datname = current_database() and query ilike 'listen %'";
  await expect.poll(async () => (await running.database.pool.query(listening)).rowCount, { timeout: 20_000 }).toBe(1);
}

/** The messages up to the one with the event of this number; null: up to the first. */
async function messagesUntil(
  n: number | null,
  path: string,
  headers: Record<string, string> = {},
): Promise<StreamMessage[]> {
  const stop = AbortSignal.timeout(20_000);
  const response = await fetch(running.url + path, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers },
    signal: stop,
  });
  const messages: StreamMessage[] = [];
  for await (const message of readMessages(response.body as unknown as AsyncIterable<Uint8Array>)) {
    messages.push(message);
    if (n === null || (message.data !== "" && JSON.parse(message.data).data.n === n)) break;
  }
  return messages;
}

describe("the order of commit (I9)", () => {
  it("waits for a lower position that is not committed yet, and then gives both in order", async () => {
    const reader = follow({ from: "start" });
    const slow = await running.database.pool.connect();
    try {
      await slow.query("begin");
      await append(slow, 1);
      await append(running.database.pool, 2);
      await append(running.database.pool, 3);
      await sleep(1_500);
      expect(reader.numbers()).toEqual([]);
      await slow.query("commit");
      await until(() => reader.events.length === 3);
      expect(reader.numbers()).toEqual([1, 2, 3]);
    } finally {
      slow.release();
      reader.stop();
      await reader.done;
    }
  });

  it("a transaction that is rolled back holds nobody up for good", async () => {
    const reader = follow({ from: "start" });
    const slow = await running.database.pool.connect();
    await slow.query("begin");
    await append(slow, 1);
    await append(running.database.pool, 2);
    await slow.query("rollback");
    slow.release();
    await until(() => reader.events.length === 1);
    expect(reader.numbers()).toEqual([2]);
    reader.stop();
    await reader.done;
  });

  it("readers cut off again and again while writers commit out of order: each event once, all in one order", async () => {
    const { pool } = running.database;
    const WRITERS = 4;
    const EACH = 60;
    const everything = follow({ from: "start" });
    // A reader of its own, whose connections last only a moment.
    const seen: Event[] = [];
    let cursor: string | undefined;
    let writing = true;
    const restless = (async () => {
      while (writing || seen.length < WRITERS * EACH) {
        const stop = new AbortController();
        const options = cursor === undefined ? { from: "start" as const } : { cursor };
        setTimeout(() => stop.abort(), 20 + Math.random() * 60);
        for await (const event of client.events({ ...options, signal: stop.signal })) {
          seen.push(event);
          cursor = event.cursor;
        }
      }
    })();
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let n = 0; n < EACH; n++) {
          const db = await pool.connect();
          try {
            await db.query("begin");
            await append(db, writer * EACH + n);
            await sleep(Math.random() * 15);
            await db.query("commit");
          } finally {
            db.release();
          }
        }
      }),
    );
    writing = false;
    await Promise.all([restless, until(() => everything.events.length === WRITERS * EACH)]);
    everything.stop();
    await everything.done;
    const cursors = everything.events.map((event) => event.cursor);
    expect(seen.map((event) => event.cursor)).toEqual(cursors);
    expect(new Set(cursors).size).toBe(WRITERS * EACH);
  }, 60_000);
});

describe("where it begins", () => {
  it("without a place: with what comes next; the first message has a place to come back to", async () => {
    await append(running.database.pool, 1);
    // Until every transaction before it is over, one in another test's database as well, it counts as still to come.
    await messagesUntil(1, "/api/v1/events/stream?from=start");
    const [first] = await messagesUntil(null, "/api/v1/events/stream");
    expect(first?.data).toBe("");
    for (const n of [2, 3]) await append(running.database.pool, n);
    const messages = await messagesUntil(3, "/api/v1/events/stream", { "last-event-id": first?.id ?? "" });
    expect(messages.filter((m) => m.data !== "").map((m) => JSON.parse(m.data).data.n)).toEqual([2, 3]);
  });

  it("Last-Event-ID goes before the cursor of the address", async () => {
    for (const n of [1, 2, 3, 4]) await append(running.database.pool, n);
    const all = (await messagesUntil(4, "/api/v1/events/stream?from=start")).filter((m) => m.data !== "");
    expect(all.map((m) => m.event)).toEqual(["judged", "judged", "judged", "judged"]);
    const path = `/api/v1/events/stream?cursor=${all[0]?.id}`;
    const rest = (await messagesUntil(4, path, { "last-event-id": all[1]?.id ?? "" })).filter((m) => m.data !== "");
    expect(rest.map((m) => m.id)).toEqual([all[2]?.id, all[3]?.id]);
  });

  it("a place ahead of the log is refused, with what to do", async () => {
    const cursor = encodePlace({ tx: "99999999999", position: "1" });
    await expect(follow({ cursor }).done).rejects.toThrow(ApiError);
  });
});

describe("what it lets through", () => {
  it("one stream, some types, and long histories page by page", async () => {
    const { pool } = running.database;
    await pool.query(
      `insert into events (stream, version, type, at, data)
       select 'change-' || n % 2, n, 'type-' || n % 3, now(), jsonb_build_object('n', n) from generate_series(1, 1000) n`,
    );
    const one = follow({ from: "start", stream: "change-1", types: ["type-0", "type-1"] });
    const all = follow({ from: "start" });
    const wanted = Array.from({ length: 1_000 }, (_, i) => i + 1).filter((n) => n % 2 === 1 && n % 3 !== 2);
    await until(() => one.events.length === wanted.length && all.events.length === 1_000);
    expect(one.numbers()).toEqual(wanted);
    await append(pool, 1_002, "change-0", "type-0");
    await append(pool, 1_003, "change-1", "type-1");
    await until(() => one.events.length > wanted.length);
    expect(one.numbers().at(-1)).toBe(1_003);
    one.stop();
    all.stop();
    await Promise.all([one.done, all.done]);
  });

  it("is quick when told", async () => {
    const reader = follow();
    await hears(reader);
    // Without being told it looks once a second: five in a row would take about five.
    const started = Date.now();
    for (let n = 1; n <= 5; n++) {
      await append(running.database.pool, n);
      await until(() => reader.events.length === n);
    }
    expect(Date.now() - started).toBeLessThan(3_000);
    reader.stop();
    await reader.done;
  });

  it("finds events that nobody told of", async () => {
    const reader = follow();
    await hears(reader);
    await running.database.pool.query(
      "insert into events (stream, version, type, at, data) values ('x', 1, 't', now(), '{}')",
    );
    await until(() => reader.events.length === 1, 3_000);
    reader.stop();
    await reader.done;
  });
});

describe("connections", () => {
  it("sends comments while silent, and ends when its token is revoked", async () => {
    const { id, token } = await createToken(running.database.pool, { subject: "x", role: "viewer" });
    const response = await fetch(`${running.url}/api/v1/events/stream`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-store");
    let text = "";
    let revoking: Promise<unknown> | null = null;
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      if ((text.match(/^: /gm)?.length ?? 0) >= 2) revoking ??= running.ask("DELETE", `/api/v1/tokens/${id}`);
    }
    expect(revoking).not.toBeNull();
    await revoking;
    expect(text).toMatch(/^retry: \d+\nid: /);
  });

  it("survives the loss of its database connections without a gap", async () => {
    const reader = follow({ from: "start" });
    await append(running.database.pool, 1);
    await until(() => reader.events.length === 1);
    await running.database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await sleep(50);
    for (let n = 2; n <= 5; n++) await append(running.database.pool, n).catch(() => append(running.database.pool, n));
    await until(() => reader.events.length >= 5, 10_000);
    expect(reader.numbers()).toEqual([1, 2, 3, 4, 5]);
    reader.stop();
    await reader.done;
  });

  it("does not pile up for a client that does not read", async () => {
    await running.database.pool.query(
      `insert into events (stream, version, type, at, data)
       select 'big', n, 't', now(), jsonb_build_object('pad', repeat(md5(n::text), 1000)) from generate_series(1, 3000) n`,
    );
    const { hostname, port } = new URL(running.url);
    global.gc?.();
    const before = process.memoryUsage();
    const socket = connect(Number(port), hostname);
    socket.pause();
    socket.write(
      `GET /api/v1/events/stream?from=start HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ADMIN_TOKEN}\r\n\r\n`,
    );
    await sleep(2_500);
    const after = process.memoryUsage();
    socket.destroy();
    // The events are 96 MB; a page of them and the socket's buffers may be held.
    const grown = after.heapUsed + after.external - before.heapUsed - before.external;
    expect(grown).toBeLessThan(60 * 1024 * 1024);
    await expect
      .poll(async () => await running.registry.getSingleMetricAsString("tollgate_event_streams"), { timeout: 5_000 })
      .toMatch(/ 0$/m);
  });

  it("ends on a graceful stop, and the client goes on at another server where it was", async () => {
    const { database } = running;
    const first = await startServer({ database });
    let url = first.url;
    const moving = new TollgateClient({
      url: "http://moving.example",
      token: ADMIN_TOKEN,
      fetch: (input, init) => fetch(String(input).replace("http://moving.example", url), init),
    });
    const reader = follow({ from: "start" }, moving);
    await append(database.pool, 1);
    await until(() => reader.events.length === 1);
    url = running.url;
    const started = Date.now();
    await first.stop();
    expect(Date.now() - started).toBeLessThan(2_000);
    await append(database.pool, 2);
    await until(() => reader.events.length === 2, 8_000);
    expect(reader.numbers()).toEqual([1, 2]);
    reader.stop();
    await reader.done;
  });
});
