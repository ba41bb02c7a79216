import { setTimeout as sleep } from "node:timers/promises";
import { ForgeError, type RequestReport } from "@tollgate/providers/forge";
import { tokenAuth } from "@tollgate/providers/github/auth";
import { type Call, Transport } from "@tollgate/providers/github/transport";
import { describe, expect, test } from "vitest";
import { closedAddress, errorOf, json, tinyServer } from "./support/tiny-server.ts";

const SECRET = "ghp_secretsecretsecret";
const credential = tokenAuth(SECRET).self;
const get = (path: string, more: Partial<Call> = {}): Call => ({ method: "GET", path, credential, ...more });
const post = (path: string, more: Partial<Call> = {}): Call => ({
  method: "POST",
  path,
  credential,
  body: { a: 1 },
  ...more,
});

function transport(
  apiUrl: string,
  more: { deadlineMs?: number; now?: () => number; onRequest?: (report: RequestReport) => void } = {},
): Transport {
  return new Transport({ apiUrl, now: Date.now, random: () => 0, deadlineMs: 2_000, ...more });
}

async function kindOf(promise: Promise<unknown>): Promise<ForgeError> {
  const error = await errorOf(promise);
  expect(error).toBeInstanceOf(ForgeError);
  const forge = error as ForgeError;
  expect(`${forge.message} ${forge.remedy} ${forge.stack}`).not.toContain(SECRET);
  return forge;
}

describe("what is sent", () => {
  test("headers, the token, a body", async () => {
    const server = await tinyServer((_, response) => json(response, 201, { ok: true }));
    const answer = await transport(`${server.url}/api/v3`).send(post("/x?y=1"));
    expect(answer.json).toEqual({ ok: true });
    const [request] = server.seen;
    expect(request).toMatchObject({ method: "POST", url: "/api/v3/x?y=1", body: '{"a":1}' });
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      "user-agent": "tollgate",
      "x-github-api-version": "2022-11-28",
      accept: "application/vnd.github+json",
    });
  });

  test("a renamed repository is followed on the same server only", async () => {
    const elsewhere = await tinyServer((_, response) => json(response, 200, {}));
    const server = await tinyServer((request, response) => {
      if (request.url === "/old") json(response, 301, {}, { location: "/repositories/1" });
      else if (request.url === "/away") json(response, 302, {}, { location: `${elsewhere.url}/x` });
      else json(response, 200, { path: request.url });
    });
    expect((await transport(server.url).send(get("/old"))).json).toEqual({ path: "/repositories/1" });
    await kindOf(transport(server.url).send(get("/away")));
    expect(elsewhere.seen).toHaveLength(0);
  });
});

test("every request is told with its attempt and status, and with nothing of what it says", async () => {
  const told: RequestReport[] = [];
  let count = 0;
  const server = await tinyServer((request, response) => {
    if (request.url?.startsWith("/app")) return void response.socket?.destroy();
    if (++count === 1) return json(response, 502, {});
    return json(response, 200, {}, { etag: '"1"' });
  });
  const sending = transport(server.url, { onRequest: (report) => void told.push(report) });
  await sending.send(get("/repos/acme/shop/pulls/7?per_page=100"));
  await kindOf(sending.send(get("/app?key=x", { retries: 0 })));
  expect(told.map(({ method, route, attempt, status }) => [method, route, attempt, status])).toEqual([
    ["GET", "/repos/{owner}/{repo}/pulls/{number}", 1, 502],
    ["GET", "/repos/{owner}/{repo}/pulls/{number}", 2, 200],
    ["GET", "/app", 1, null],
  ]);
  expect(told.every(({ waitMs, tookMs }) => waitMs >= 0 && tookMs > 0)).toBe(true);
  expect(JSON.stringify(told)).not.toMatch(/acme|shop|per_page|secret/);
});

describe("errors by kind", () => {
  const cases: [number, Record<string, string>, unknown, Partial<ForgeError>][] = [
    [401, {}, { message: "Bad credentials" }, { kind: "unauthorized" }],
    [404, {}, { message: "Not Found" }, { kind: "not-found" }],
    [410, {}, { message: "Gone" }, { kind: "not-found" }],
    [422, {}, { message: "Validation Failed", errors: [{ message: "sha" }] }, { kind: "invalid" }],
    [501, {}, {}, { kind: "invalid" }],
    [
      403,
      { "x-accepted-github-permissions": "checks=write" },
      { message: "Resource not accessible by integration" },
      { kind: "forbidden", permission: "Checks: write" },
    ],
    [
      403,
      { "x-accepted-github-permissions": "issues=write; pull_requests=write" },
      {},
      { kind: "forbidden", permission: "Issues: write or Pull requests: write" },
    ],
    [403, {}, { message: "no" }, { kind: "forbidden", permission: "Contents: read" }],
    [403, {}, { message: "This installation has been suspended" }, { kind: "unauthorized" }],
  ];
  test.each(cases)("%i %o", async (status, headers, body, expected) => {
    const server = await tinyServer((_, response) => json(response, status, body, headers));
    const error = await kindOf(transport(server.url).send(get("/x", { needs: "Contents: read" })));
    expect(error).toMatchObject({ ...expected, status });
    expect(server.seen).toHaveLength(1);
  });

  test("an answer that is no JSON", async () => {
    const server = await tinyServer((_, response) => response.end("<html>"));
    expect(await kindOf(transport(server.url).send(get("/x")))).toMatchObject({ kind: "protocol" });
  });

  test("nobody listens: transient for reads and writes alike", async () => {
    const gone = transport(await closedAddress());
    expect(await kindOf(gone.send(get("/x")))).toMatchObject({ kind: "transient" });
    expect(await kindOf(gone.send(post("/x")))).toMatchObject({ kind: "transient" });
  });
});

describe("retries", () => {
  test("a read is tried again after 5xx and broken connections", async () => {
    const server = await tinyServer((_, response, count) => {
      if (count === 1) json(response, 502, {});
      else if (count === 2) response.destroy();
      else if (count === 3) {
        // Broken in the middle of the body.
        response.writeHead(200, { "content-length": "100" });
        response.write("{");
        setTimeout(() => response.destroy(), 10);
      } else json(response, 200, { count });
    });
    expect((await transport(server.url).send(get("/x"))).json).toEqual({ count: 4 });
  });

  test("and given up after three more", async () => {
    const server = await tinyServer((_, response) => json(response, 503, {}));
    expect(await kindOf(transport(server.url).send(get("/x")))).toMatchObject({ kind: "transient", status: 503 });
    expect(server.seen).toHaveLength(4);
  });

  test.each([
    ["5xx", (response: import("node:http").ServerResponse) => json(response, 500, {})],
    ["a broken connection", (response: import("node:http").ServerResponse) => void response.destroy()],
    ["no answer", () => {}],
  ])("a write is sent once: %s leaves its outcome unknown", async (_, answer) => {
    const server = await tinyServer((_request, response) => answer(response));
    const error = await kindOf(transport(server.url, { deadlineMs: 300 }).send(post("/x")));
    expect(error.kind).toBe("unknown-outcome");
    expect(server.seen).toHaveLength(1);
  });

  test("all attempts together end within the time of the call", async () => {
    const server = await tinyServer(() => {});
    const began = performance.now();
    const hanging = transport(server.url, { deadlineMs: 10_000 }).send(get("/x", { withinMs: 1_500 }));
    expect(await kindOf(hanging)).toMatchObject({ kind: "transient" });
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(server.seen).toHaveLength(1);
  });

  test("a refused credential is renewed once", async () => {
    let current = "old";
    const renewable = {
      key: "installation 1",
      authorization: async () => `Bearer ${current}`,
      renew: () => {
        current = "new";
        return true;
      },
    };
    const server = await tinyServer((request, response) =>
      json(response, request.headers.authorization === "Bearer new" ? 200 : 401, {}),
    );
    await transport(server.url).send(post("/x", { credential: renewable }));
    expect(server.seen).toHaveLength(2);
    current = "old";
    server.handle = (_, response) => json(response, 401, {});
    expect(await kindOf(transport(server.url).send(post("/x", { credential: renewable })))).toMatchObject({
      kind: "unauthorized",
    });
    expect(server.seen).toHaveLength(4);
  });

  test("a signal ends the wait: nothing sent is transient, a sent write is unknown", async () => {
    const controller = new AbortController();
    const server = await tinyServer(() => controller.abort());
    const early = AbortSignal.abort();
    expect(await kindOf(transport(server.url).send(post("/x", { signal: early })))).toMatchObject({
      kind: "transient",
    });
    expect(server.seen).toHaveLength(0);
    const sent = transport(server.url).send(post("/x", { signal: controller.signal }));
    expect(await kindOf(sent)).toMatchObject({ kind: "unknown-outcome" });
    expect(server.seen).toHaveLength(1);
  });
});

describe("limits", () => {
  test("a used-up budget stops its resource until the reset, by the server's clock", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    // The server's clock is ten minutes ahead of ours.
    const serverNow = () => now + 600_000;
    const server = await tinyServer((_, response) =>
      json(
        response,
        200,
        {},
        {
          date: new Date(serverNow()).toUTCString(),
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": String((serverNow() + 60_000) / 1000),
          "x-ratelimit-resource": "core",
        },
      ),
    );
    const sender = transport(server.url, { now: () => now });
    await sender.send(get("/x"));
    const error = await kindOf(sender.send(get("/x")));
    expect(error).toMatchObject({ kind: "rate-limited", retryAt: now + 60_000 });
    expect(server.seen).toHaveLength(1);
    await sender.send(get("/graphql", { resource: "graphql" }));
    expect(server.seen).toHaveLength(2);
    expect(sender.budgets()).toContainEqual({ resource: "token/core", remaining: 0, resetAt: now + 60_000 });
    now += 60_001;
    await sender.send(get("/x"));
    expect(server.seen).toHaveLength(3);
  });

  test("a primary limit that was met", async () => {
    const reset = Math.floor(Date.now() / 1000) + 100;
    const server = await tinyServer((_, response) =>
      json(
        response,
        403,
        { message: "API rate limit exceeded" },
        { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) },
      ),
    );
    const error = await kindOf(transport(server.url).send(post("/x")));
    expect(error.kind).toBe("rate-limited");
    expect(Math.abs((error.retryAt ?? 0) - reset * 1000)).toBeLessThan(1_500);
  });

  test.each([
    [403, { "retry-after": "17" }, "You have exceeded a secondary rate limit", 17_000],
    [429, { "retry-after": "17" }, "", 17_000],
    [403, {}, "You have exceeded a secondary rate limit", 60_000],
    [429, {}, "", 60_000],
  ])("a secondary limit stops everything: %i %o", async (status, headers, message, wait) => {
    const now = 1_700_000_000_000;
    const server = await tinyServer((_, response) =>
      json(response, status, { message }, { ...headers, "x-ratelimit-remaining": "4000" } as Record<string, string>),
    );
    const sender = transport(server.url, { now: () => now });
    expect(await kindOf(sender.send(get("/x")))).toMatchObject({ kind: "rate-limited", retryAt: now + wait });
    expect(await kindOf(sender.send(get("/y", { resource: "graphql" })))).toMatchObject({
      kind: "rate-limited",
      retryAt: now + wait,
    });
    expect(server.seen).toHaveLength(1);
    // Another credential has limits of its own.
    server.handle = (_, response) => json(response, 200, {});
    await sender.send(get("/x", { credential: { ...credential, key: "installation 2" } }));
  });

  test("at most 20 at once, and 5 writes", async () => {
    let running = 0;
    let most = 0;
    const server = await tinyServer(async (_, response) => {
      most = Math.max(most, ++running);
      await sleep(30);
      running--;
      json(response, 200, {});
    });
    const sender = transport(server.url);
    await Promise.all(Array.from({ length: 60 }, (_, i) => sender.send(get(`/${i}`))));
    expect(most).toBe(20);
    most = 0;
    await Promise.all(Array.from({ length: 20 }, (_, i) => sender.send(post(`/${i}`))));
    expect(most).toBe(5);
  });

  test("a request that waits for its place leaves when its signal says so", async () => {
    const server = await tinyServer((_, response) => void setTimeout(() => json(response, 200, {}), 300));
    const sender = transport(server.url);
    const running = Array.from({ length: 5 }, (_, i) => sender.send(post(`/${i}`)));
    const controller = new AbortController();
    const waiting = sender.send(post("/late", { signal: controller.signal }));
    setTimeout(() => controller.abort(), 50);
    expect(await kindOf(waiting)).toMatchObject({ kind: "transient" });
    await Promise.all(running);
    expect(server.seen.map((request) => request.url)).not.toContain("/late");
  });
});

test("a conditional request is answered from memory", async () => {
  let version = 1;
  const server = await tinyServer((request, response) => {
    const etag = `"${version}"`;
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, { etag });
      response.end();
    } else json(response, 200, { version }, { etag, link: `<${request.url}?page=2>; rel="next"` });
  });
  const sender = transport(server.url);
  const first = await sender.send(get("/x"));
  const second = await sender.send(get("/x"));
  expect(second.json).toEqual({ version: 1 });
  expect(second.link).toBe(first.link);
  version = 2;
  expect((await sender.send(get("/x"))).json).toEqual({ version: 2 });
  expect(server.seen.map((request) => request.headers["if-none-match"])).toEqual([undefined, '"1"', '"1"']);
});
