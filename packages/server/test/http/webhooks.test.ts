import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payloadsOf } from "../../src/store/deliveries.ts";
import { unpacked } from "../../src/store/payload.ts";
import { type Running, SECRET, signatureOf, startServer, testForge } from "./support/harness.ts";

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.stop());

async function stored(deliveryId: string): Promise<{ event: string; payload: Buffer }[]> {
  const { rows } = await running.database.pool.query(
    "select event, payload from deliveries where provider = 'github' and delivery_id = $1",
    [deliveryId],
  );
  return rows.map((row) => ({ ...row, payload: unpacked(row.payload) }));
}

async function problem(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  return (await response.json()) as Record<string, unknown>;
}

describe("what is taken", () => {
  it("stores the bytes as they came, wakes the worker, and answers 202", async () => {
    const id = randomUUID();
    const body = `{ "action":"opened",  "título": "ñ €" }`;
    const before = running.woken();
    const response = await running.deliver(body, { "x-github-delivery": id, "x-github-event": "issues" });
    expect(response.status).toBe(202);
    expect(await stored(id)).toEqual([{ event: "issues", payload: Buffer.from(body) }]);
    expect(running.woken()).toBeGreaterThan(before);
  });

  it("takes a form, whose signature is over the form as it was sent", async () => {
    const id = randomUUID();
    const json = JSON.stringify({ zen: "Ünïcode & = + %" });
    const form = new URLSearchParams({ payload: json }).toString();
    const headers = { "x-github-delivery": id, "content-type": "application/x-www-form-urlencoded" };
    expect((await running.deliver(form, headers)).status).toBe(202);
    expect((await stored(id))[0]?.payload.toString()).toBe(json);
    const overJson = { ...headers, "x-hub-signature-256": signatureOf(json) };
    expect((await running.deliver(form, overJson)).status).toBe(401);
  });

  it("takes ping", async () => {
    expect((await running.deliver('{"zen":"x","hook_id":1}', { "x-github-event": "ping" })).status).toBe(202);
  });

  it("answers a redelivery like the first, and keeps the first", async () => {
    const id = randomUUID();
    expect((await running.deliver('{"n":1}', { "x-github-delivery": id })).status).toBe(202);
    expect((await running.deliver('{"n":2}', { "x-github-delivery": id })).status).toBe(202);
    expect((await stored(id)).map((row) => row.payload.toString())).toEqual(['{"n":1}']);
  });

  it("takes just under 25 MB", async () => {
    const id = randomUUID();
    const body = Buffer.from(JSON.stringify({ pad: "x".repeat(25 * 1024 * 1024 - 100) }));
    expect((await running.deliver(body, { "x-github-delivery": id })).status).toBe(202);
    expect((await stored(id))[0]?.payload.equals(body)).toBe(true);
  });

  it("takes 200 at once, with some sent twice, in few commits", async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const bodies = new Map(ids.map((id, n) => [id, JSON.stringify({ n, pad: randomBytes(n * 20).toString("hex") })]));
    const before = running.woken();
    // Held by a lock, the first commit lets the others gather behind it, however fast the machine is.
    const lock = await running.database.pool.connect();
    await lock.query("begin");
    await lock.query("lock table deliveries in exclusive mode");
    const posted = Promise.all(
      [...ids, ...ids.slice(0, 50)].map((id) => running.deliver(bodies.get(id) ?? "", { "x-github-delivery": id })),
    );
    await sleep(2_000);
    expect(running.woken() - before).toBe(0);
    await lock.query("commit");
    lock.release();
    const answers = await posted;
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    const { rows } = await running.database.pool.query(
      "select seq, delivery_id from deliveries where delivery_id = any($1)",
      [ids],
    );
    expect(rows.length).toBe(200);
    const seqs = rows.map(({ seq }) => Number(seq));
    const payloads = await payloadsOf(running.database.pool, seqs);
    for (const { seq, delivery_id } of rows) {
      expect(payloads.get(Number(seq))?.toString()).toBe(bodies.get(delivery_id));
    }
    expect(running.woken() - before).toBeLessThan(50);
  });
});

describe("what is refused", () => {
  const cases: [string, number, string | Uint8Array, Record<string, string | null>][] = [
    ["no signature", 401, "{}", { "x-hub-signature-256": null }],
    ["a wrong signature", 401, "{}", { "x-hub-signature-256": signatureOf("{}", "another secret") }],
    ["the signature of another body", 401, "{}", { "x-hub-signature-256": signatureOf('{"a":1}') }],
    ["no signature before a broken body", 401, "{", { "x-hub-signature-256": null }],
    ["no delivery id", 400, "{}", { "x-github-delivery": null }],
    ["no event", 400, "{}", { "x-github-event": null }],
    ["a delivery id longer than any", 400, "{}", { "x-github-delivery": "x".repeat(256) }],
    ["broken JSON", 400, '{"a":', {}],
    ["JSON that is no object", 400, "[1]", {}],
    ["null", 400, "null", {}],
    ["nothing", 400, "", {}],
    ["a form without payload", 400, "a=b", { "content-type": "application/x-www-form-urlencoded" }],
    ["a form with broken JSON", 400, "payload=%7B", { "content-type": "application/x-www-form-urlencoded" }],
    ["26 MB, signed", 413, Buffer.alloc(26 * 1024 * 1024, " "), {}],
    ["26 MB, not signed", 413, Buffer.alloc(26 * 1024 * 1024, " "), { "x-hub-signature-256": null }],
  ];
  it.each(cases)("%s: %i", async (_name, status, body, headers) => {
    const id = randomUUID();
    const response = await running.deliver(body, { "x-github-delivery": id, ...headers });
    expect(response.status).toBe(status);
    const { detail, remedy, ...rest } = await problem(response);
    expect(rest["status"]).toBe(status);
    expect(detail).toBeTruthy();
    expect(remedy).toBeTruthy();
    expect(await stored(id)).toEqual([]);
  });

  it("413 for a body of unknown length that grows too large", async () => {
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const body = ReadableStream.from(
      (function* () {
        for (let n = 0; n < 26; n++) yield chunk;
      })(),
    );
    const response = await fetch(`${running.url}/webhooks/github`, {
      method: "POST",
      headers: { "x-hub-signature-256": "sha256=00", "x-github-delivery": "big", "x-github-event": "push" },
      body,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it("forges that are not configured: 404", async () => {
    for (const path of ["/webhooks/gitlab", "/webhooks/jenkins"]) {
      const response = await fetch(running.url + path, { method: "POST", body: "{}" });
      expect(response.status).toBe(404);
      expect((await problem(response))["type"]).toBe("urn:tollgate:problem:not-configured");
    }
  });

  it("no secret on the server: 503 with the reason", async () => {
    const without = await startServer({
      database: running.database,
      forges: new Map([["github", testForge(null)]]),
    });
    try {
      const response = await without.deliver("{}");
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBeTruthy();
      expect((await problem(response))["remedy"]).toContain("GITHUB_WEBHOOK_SECRET");
    } finally {
      await without.stop();
    }
  });

  it("counts each by its reason, and logs no secret", async () => {
    const text = await running.registry.metrics();
    for (const result of ["accepted", "bad-signature", "malformed", "too-large"]) {
      expect(text).toMatch(new RegExp(`tollgate_deliveries_total{provider="github",result="${result}"} [1-9]`));
    }
    expect(text).toContain('provider="unknown",result="not-configured"');
    expect(running.logged.join("")).not.toContain(SECRET);
    expect(running.logged.join("")).not.toMatch(/sha256=[0-9a-f]{8}/);
  });
});
