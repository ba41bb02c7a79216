import { SCHEMAS } from "@tollgate/client/schemas";
import { createOneTimeCode } from "@tollgate/server/store/one-time";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, startServer } from "./support/harness.ts";

let running: Running;
beforeAll(async () => {
  running = await startServer();
});
afterAll(() => running.stop());

const exchange = (oneTimeCode: unknown, headers: Record<string, string> = {}) =>
  running.ask("POST", "/api/v1/session", null, { oneTimeCode }, headers);

describe("a one-time code", () => {
  it("signs in once, as whom it was made for, with a session that ends by itself and can be revoked", async () => {
    const { pool } = running.database;
    const code = await createOneTimeCode(pool, { subject: "visitor", role: "coordinator", login: "cora" });
    const response = await exchange(code);
    expect(response.status).toBe(201);
    const session = SCHEMAS.Session.parse(await response.json());
    expect(session).toMatchObject({ subject: "visitor", role: "coordinator", login: "cora" });
    expect(Date.parse(session.expiresAt ?? "")).toBeLessThanOrEqual(Date.now() + 12 * 3_600_000);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict/);
    expect((await exchange(code)).status).toBe(401);

    const who = () =>
      running
        .ask("GET", "/api/v1/session", null, undefined, { cookie: cookie.split(";")[0] ?? "" })
        .then((r) => r.status);
    expect(await who()).toBe(200);
    const { rows } = await pool.query("select id from tokens where subject = 'visitor'");
    await running.ask("DELETE", `/api/v1/tokens/${rows[0].id}`);
    expect(await who()).toBe(401);
  });

  it("of many who come at once lets one in", async () => {
    const code = await createOneTimeCode(running.database.pool, { subject: "x", role: "viewer" });
    const statuses = await Promise.all(Array.from({ length: 8 }, () => exchange(code).then(({ status }) => status)));
    expect(statuses.sort()).toEqual([201, 401, 401, 401, 401, 401, 401, 401]);
  });

  it("ends after ten minutes, and is stored as a digest alone", async () => {
    const { pool } = running.database;
    const code = await createOneTimeCode(pool, { subject: "late", role: "viewer" });
    const { rows } = await pool.query(
      `update settings set value = value || jsonb_build_object('until', clock_timestamp() - interval '1 second')
        where key like 'one-time:%' and value->>'subject' = 'late' returning key, value::text as value`,
    );
    expect(rows).toHaveLength(1);
    expect(`${rows[0].key} ${rows[0].value}`).not.toContain(code);
    expect((await exchange(code)).status).toBe(401);
    await createOneTimeCode(pool, { subject: "next", role: "viewer" });
    const { rows: left } = await pool.query("select 1 from settings where value->>'subject' = 'late'");
    expect(left).toEqual([]);
  });

  it("cannot be guessed, and not used from another site", async () => {
    expect((await exchange("A".repeat(43))).status).toBe(401);
    for (const wrong of ["", "short", "A".repeat(44), 7, null]) expect((await exchange(wrong)).status).toBe(422);
    const code = await createOneTimeCode(running.database.pool, { subject: "x", role: "viewer" });
    expect((await exchange(code, { origin: "https://evil.example" })).status).toBe(403);
    expect((await exchange(code)).status).toBe(201);
  });
});
