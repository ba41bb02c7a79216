import { SCHEMAS } from "@tollgate/client/schemas";
import { createToken } from "@tollgate/server/store/tokens";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, addChange, type Running, startServer } from "./support/harness.ts";

let running: Running;
beforeAll(async () => {
  running = await startServer();
  await addChange(running.database, 7);
});
afterAll(() => running.stop());

const COMMANDS = "/api/v1/changes/github/acme/web/7/commands";

describe("tokens", () => {
  it("are shown once, stored as a digest, and end when revoked", async () => {
    const answer = await running.ask("POST", "/api/v1/tokens", ADMIN_TOKEN, {
      subject: "ci",
      role: "developer",
      login: "octo-bot",
    });
    const made = SCHEMAS.CreatedToken.parse(await answer.json());
    expect(made.token).toMatch(/^tgt_[A-Za-z0-9_-]{43}$/);
    const { rows } = await running.database.pool.query("select to_jsonb(t)::text as row from tokens t where id = $1", [
      made.id,
    ]);
    expect(rows[0].row).not.toContain(made.token.slice(4));
    const session = await (await running.ask("GET", "/api/v1/session", made.token)).json();
    expect(session).toEqual({ subject: "ci", role: "developer", login: "octo-bot", expiresAt: null });
    const list = await (await running.ask("GET", "/api/v1/tokens")).text();
    expect(list).toContain(made.id);
    expect(list).not.toContain(made.token);
    expect((await running.ask("DELETE", `/api/v1/tokens/${made.id}`)).status).toBe(200);
    expect((await running.ask("GET", "/api/v1/session", made.token)).status).toBe(401);
    expect((await running.ask("DELETE", `/api/v1/tokens/${made.id}`)).status).toBe(200);
    expect((await running.ask("DELETE", "/api/v1/tokens/00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });

  it("end at their time", async () => {
    const { token } = await createToken(running.database.pool, {
      subject: "x",
      role: "admin",
      expiresAt: new Date(Date.now() - 1),
    });
    expect((await running.ask("GET", "/api/v1/session", token)).status).toBe(401);
  });

  it("note their use at most once a minute", async () => {
    const { id, token } = await createToken(running.database.pool, { subject: "x", role: "viewer" });
    const used = async () => {
      await running.ask("GET", "/api/v1/session", token);
      return (await running.database.pool.query("select last_used_at::text as at from tokens where id = $1", [id]))
        .rows[0].at;
    };
    const first = await used();
    expect(first).not.toBeNull();
    expect(await used()).toBe(first);
    await running.database.pool.query("update tokens set last_used_at = now() - interval '61 seconds' where id = $1", [
      id,
    ]);
    expect(new Date(await used()).getTime()).toBeGreaterThan(Date.now() - 30_000);
  });

  it.each([
    ["Basic YWRtaW46eA=="],
    ["Bearer"],
    [`Bearer ${ADMIN_TOKEN}x`],
    [`Bearer ${ADMIN_TOKEN.slice(1)}`],
    ["Bearer a b"],
  ])("%s is nobody", async (authorization) => {
    const response = await running.ask("GET", "/api/v1/session", null, undefined, { authorization });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("with no admin token configured, an empty one is nobody", async () => {
    const without = await startServer({ database: running.database, config: { adminToken: undefined } });
    try {
      expect((await without.ask("GET", "/api/v1/session", ADMIN_TOKEN)).status).toBe(401);
      expect((await without.ask("GET", "/api/v1/session", null, undefined, { authorization: "Bearer " })).status).toBe(
        401,
      );
    } finally {
      await without.stop();
    }
  });

  it("may not have a role or a field that is none", async () => {
    for (const body of [
      { subject: "x", role: "none" },
      { subject: "x", role: "root" },
      { subject: "", role: "viewer" },
      { subject: "x", role: "viewer", colour: 1 },
    ]) {
      expect((await running.ask("POST", "/api/v1/tokens", ADMIN_TOKEN, body)).status).toBe(422);
    }
  });
});

describe("sessions", () => {
  async function signIn(token: string, headers: Record<string, string> = {}): Promise<Response> {
    return running.ask("POST", "/api/v1/session", null, { token }, headers);
  }
  function cookieOf(response: Response): string {
    return response.headers.get("set-cookie")?.split(";")[0] ?? "";
  }

  it("set a cookie that scripts cannot read and other sites cannot send, and that holds no token", async () => {
    const response = await signIn(ADMIN_TOKEN);
    expect(response.status).toBe(201);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(Buffer.from(cookie.split(/[=.]/)[1] ?? "", "base64url").toString()).not.toContain(ADMIN_TOKEN);
    expect(await response.text()).not.toContain(ADMIN_TOKEN);
    const who = await running.ask("GET", "/api/v1/session", null, undefined, { cookie: cookieOf(response) });
    expect(await who.json()).toMatchObject({ subject: "admin", role: "admin" });
  });

  it("refuse a wrong token, and signing in from another site", async () => {
    expect((await signIn("wrong")).status).toBe(401);
    expect((await signIn(ADMIN_TOKEN, { origin: "https://evil.example" })).status).toBe(403);
    expect((await signIn(ADMIN_TOKEN, { origin: running.url })).status).toBe(201);
  });

  it("change something only from our own pages", async () => {
    const cookie = cookieOf(await signIn(ADMIN_TOKEN));
    const send = async (headers: Record<string, string>) =>
      (await running.ask("POST", COMMANDS, null, { type: "recheck" }, { cookie, ...headers })).status;
    expect(await send({})).toBe(403);
    expect(await send({ origin: "null" })).toBe(403);
    expect(await send({ origin: "https://evil.example" })).toBe(403);
    expect(await send({ origin: `${running.url}.evil.example` })).toBe(403);
    expect(await send({ origin: running.url })).toBe(202);
    // A bearer token is never sent by a browser on its own.
    expect(
      (await running.ask("POST", COMMANDS, ADMIN_TOKEN, { type: "recheck" }, { origin: "https://evil.example" }))
        .status,
    ).toBe(202);
  });

  it("end with the token they stand on, and cannot be made up", async () => {
    const { id, token } = await createToken(running.database.pool, { subject: "x", role: "viewer" });
    const cookie = cookieOf(await signIn(token));
    const who = async (value: string) =>
      (await running.ask("GET", "/api/v1/session", null, undefined, { cookie: value })).status;
    expect(await who(cookie)).toBe(200);
    const [name, value = ""] = cookie.split("=");
    const [, signature = ""] = value.split(".");
    const forged = Buffer.from(JSON.stringify(["admin", 9_999_999_999, ""])).toString("base64url");
    expect(await who(`${name}=${forged}.${signature}`)).toBe(401);
    expect(await who(`${name}=${value}x`)).toBe(401);
    expect(await who(`${name}=`)).toBe(401);
    await running.ask("DELETE", `/api/v1/tokens/${id}`);
    expect(await who(cookie)).toBe(401);
  });

  it("hold across replicas, and end when the admin token changes", async () => {
    const cookie = cookieOf(await signIn(ADMIN_TOKEN));
    const replica = await startServer({ database: running.database });
    const changed = await startServer({ database: running.database, config: { adminToken: "another-admin-token" } });
    try {
      expect((await replica.ask("GET", "/api/v1/session", null, undefined, { cookie })).status).toBe(200);
      expect((await changed.ask("GET", "/api/v1/session", null, undefined, { cookie })).status).toBe(401);
    } finally {
      await replica.stop();
      await changed.stop();
    }
  });

  it("sign out takes the cookie back", async () => {
    const cookie = cookieOf(await signIn(ADMIN_TOKEN));
    const out = await running.ask("DELETE", "/api/v1/session", null, undefined, { cookie, origin: running.url });
    expect(out.status).toBe(200);
    expect(out.headers.get("set-cookie")).toMatch(/^tollgate_session=; .*Max-Age=0/);
  });

  it("behind a trusted proxy, https and the public origin count; from strangers, forwarded headers do not", async () => {
    const forwarded = {
      "x-forwarded-proto": "https",
      "x-forwarded-host": "gate.example",
      origin: "https://gate.example",
    };
    const trusting = await startServer({ database: running.database, config: { trustedProxies: ["127.0.0.1"] } });
    try {
      const response = await trusting.ask("POST", "/api/v1/session", null, { token: ADMIN_TOKEN }, forwarded);
      expect(response.status).toBe(201);
      expect(response.headers.get("set-cookie")).toContain("; Secure");
    } finally {
      await trusting.stop();
    }
    expect((await signIn(ADMIN_TOKEN, forwarded)).status).toBe(403);
  });
});

describe("limits", () => {
  it("slow down one token, one address, and guessing; health and webhooks stay open", async () => {
    const limited = await startServer({
      database: running.database,
      deps: { limits: { requestsPerAddress: 40, requestsPerToken: 5, failuresPerAddress: 10 } },
    });
    try {
      const statuses: number[] = [];
      for (let n = 0; n < 7; n++) statuses.push((await limited.ask("GET", "/api/v1/session")).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
      const refused = await limited.ask("GET", "/api/v1/session");
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(SCHEMAS.Problem.parse(await refused.json()).type).toBe("urn:tollgate:problem:rate-limited");

      const { token } = await createToken(running.database.pool, { subject: "x", role: "viewer" });
      const guesses: number[] = [];
      for (let n = 0; n < 8; n++) guesses.push((await limited.ask("GET", "/api/v1/session", `tgt_${n}`)).status);
      for (let n = 0; n < 6; n++)
        guesses.push((await limited.ask("POST", "/api/v1/session", null, { token: `tgt_${n}` })).status);
      expect(guesses).toEqual([...Array(11).fill(401), 429, 429, 429]);
      // Right or wrong: who guesses learns nothing any more.
      expect((await limited.ask("GET", "/api/v1/session", token)).status).toBe(429);

      for (let n = 0; n < 40; n++) await limited.ask("GET", "/api/v1/openapi.json", null);
      expect((await limited.ask("GET", "/api/v1/openapi.json", null)).status).toBe(429);
      expect((await limited.ask("GET", "/healthz", null)).status).toBe(200);
      expect((await limited.deliver("{}")).status).toBe(202);
    } finally {
      await limited.stop();
    }
  });
});

describe("what is logged and told", () => {
  it("never has a secret, even when the database is gone", async () => {
    const broken = await startServer();
    const { token } = await createToken(broken.database.pool, { subject: "x", role: "viewer" });
    const cookie = (await broken.ask("POST", "/api/v1/session", null, { token })).headers.get("set-cookie") ?? "";
    await broken.database.drop();
    const answers = [
      await broken.ask("GET", `/api/v1/changes?q=${ADMIN_TOKEN}`, token),
      await broken.ask("GET", "/api/v1/system"),
      await broken.ask("GET", "/api/v1/session", null, undefined, { cookie }),
      await broken.ask("POST", "/api/v1/tokens", ADMIN_TOKEN, { subject: "y", role: "viewer" }),
      await broken.ask("GET", "/readyz", null),
    ];
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(500);
      const text = await answer.text();
      for (const secret of [token, ADMIN_TOKEN, "postgres"]) expect(text).not.toContain(secret);
    }
    await broken.server.close();
    const log = broken.logged.join("");
    expect(log).not.toBe("");
    const session = cookie.split(/[=;]/)[1] ?? "no cookie";
    for (const secret of [token, ADMIN_TOKEN, session]) expect(log).not.toContain(secret);
  });

  it("a request id comes back, and a strange one is replaced", async () => {
    const own = await running.ask("GET", "/healthz", null, undefined, { "x-request-id": "abc-1" });
    expect(own.headers.get("x-request-id")).toBe("abc-1");
    const strange = await running.ask("GET", "/healthz", null, undefined, { "x-request-id": 'a b"' });
    expect(strange.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});
