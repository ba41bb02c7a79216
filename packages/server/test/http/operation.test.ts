import { once } from "node:events";
import { connect } from "node:net";
import { SCHEMAS } from "@tollgate/client/schemas";
import { openApiDocument } from "@tollgate/server/http/openapi";
import { ROUTES } from "@tollgate/server/http/routes";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addChange, type Running, startServer } from "./support/harness.ts";

let running: Running;
let ready: boolean | string = true;
beforeAll(async () => {
  running = await startServer({ ready: () => ready });
  await addChange(running.database, 7);
});
afterAll(() => running.stop());

describe("the OpenAPI document", () => {
  it("is what the server serves, to everybody", async () => {
    const served = await (await running.ask("GET", "/api/v1/openapi.json", null)).json();
    expect(served).toEqual(JSON.parse(JSON.stringify(openApiDocument(ROUTES))));
  });

  it("refers to nothing that it does not hold, and names each operation once", () => {
    const document = JSON.stringify(openApiDocument(ROUTES));
    const schemas = (openApiDocument(ROUTES)["components"] as { schemas: object }).schemas;
    for (const [, name] of document.matchAll(/#\/components\/schemas\/(\w+)/g))
      expect(schemas).toHaveProperty(name ?? "");
    expect(new Set(ROUTES.map((route) => route.id)).size).toBe(ROUTES.length);
  });

  it("describes the answers: real ones fit the published schemas, and wrong ones do not", async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(openApiDocument(ROUTES), "openapi");
    for (const [path, name] of [
      ["/api/v1/changes", "ChangePage"],
      ["/api/v1/changes/github/acme/web/7", "Change"],
      ["/api/v1/changes/github/acme/web/7/explain", "Explanation"],
      ["/api/v1/system", "System"],
      ["/readyz", "Readiness"],
      ["/api/v1/changes?cursor=x", "Problem"],
    ] as const) {
      const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
      const body = (await (await running.ask("GET", path)).json()) as Record<string, unknown>;
      expect(validate(body), `${path}: ${ajv.errorsText(validate.errors)}`).toBe(true);
      expect(validate({ ...body, addedLater: 1 })).toBe(true);
      delete body[Object.keys(body)[0] ?? ""];
      expect(validate(body)).toBe(false);
    }
  });
});

describe("health", () => {
  it("is alive and ready", async () => {
    expect((await running.ask("GET", "/healthz", null)).status).toBe(200);
    const answer = await running.ask("GET", "/readyz", null);
    expect(answer.status).toBe(200);
    expect(SCHEMAS.Readiness.parse(await answer.json()).ready).toBe(true);
  });

  it("says why it is not ready", async () => {
    ready = "migrations are under way";
    const answer = await running.ask("GET", "/readyz", null);
    ready = true;
    expect(answer.status).toBe(503);
    const { checks } = SCHEMAS.Readiness.parse(await answer.json());
    expect(checks).toContainEqual({ name: "server", ok: false, reason: "migrations are under way" });
  });

  it("is alive but not ready without its database, and the metrics still answer", async () => {
    const broken = await startServer();
    await broken.database.drop();
    expect((await broken.ask("GET", "/healthz", null)).status).toBe(200);
    const answer = await broken.ask("GET", "/readyz", null);
    expect(answer.status).toBe(503);
    expect(SCHEMAS.Readiness.parse(await answer.json()).checks[0]).toMatchObject({ name: "database", ok: false });
    expect(await (await broken.ask("GET", "/metrics", null)).text()).toMatch(/^tollgate_database_up 0$/m);
    await broken.server.close();
  });
});

describe("metrics", () => {
  it("show queues, parked work, requests and the forge's budget", async () => {
    const { pool } = running.database;
    await pool.query(
      `insert into subjects (provider, repository, kind, key, wanted_seq) values ('github', 'a/b', 'change', '1', 2)`,
    );
    await pool.query(
      `insert into targets (provider, repository, kind, key, wanted_seq, parked_at) values ('github', 'a/b', 'comment', '1', 2, now())`,
    );
    await running.deliver("{}");
    await running.ask("GET", "/api/v1/changes/github/acme/web/7");
    const text = await (await running.ask("GET", "/metrics", null)).text();
    for (const line of [
      'tollgate_queue_depth{queue="deliveries"} 1',
      'tollgate_queue_depth{queue="subjects"} 1',
      'tollgate_queue_depth{queue="targets"} 0',
      'tollgate_parked{kind="target"} 1',
      "tollgate_database_up 1",
      'tollgate_forge_budget_remaining{forge="github",resource="core"} 4321',
      'tollgate_deliveries_total{provider="github",result="accepted"} 1',
      "nodejs_version_info",
    ])
      expect(text).toContain(line);
    // The route's pattern, not the address: one series per route.
    expect(text).toMatch(/http_request_duration_seconds_count{method="GET",route="[^"]*:number",status="200"}/);
  });
});

describe("the start page", () => {
  it("says what this is, with strict headers", async () => {
    const response = await running.ask("GET", "/", null);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("/api/v1/openapi.json");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(response.headers.get("content-security-policy")).not.toContain("upgrade-insecure-requests");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("stopping", () => {
  it("finishes what is under way, and says that it is not ready meanwhile", async () => {
    let release = () => {};
    const server = await startServer({
      database: running.database,
      deps: {
        explain: async () => {
          await new Promise<void>((resolve) => (release = resolve));
          const plan = { actions: [], cost: 0, exact: true, deadlock: [] };
          return { mergeable: true, sentence: "Yes.", missing: [], forge: [], plan };
        },
      },
    });
    const slow = server.ask("GET", "/api/v1/changes/github/acme/web/7/explain");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closing = server.server.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = Date.now();
    release();
    expect((await slow).status).toBe(200);
    await closing;
    expect(Date.now() - started).toBeLessThan(2_000);
    await expect(server.ask("GET", "/healthz", null)).rejects.toThrow();
  });

  it("does not wait for connections on which nothing was ever asked", async () => {
    const server = await startServer({ database: running.database, deps: { limits: { closeMs: 60_000 } } });
    const silent = connect(Number(new URL(server.url).port), "127.0.0.1");
    const ended = once(silent, "close");
    await once(silent, "connect");
    await server.ask("GET", "/healthz", null);
    await server.server.close();
    await ended;
  });

  it("cuts what takes too long", async () => {
    const server = await startServer({
      database: running.database,
      deps: { explain: () => new Promise(() => {}), limits: { closeMs: 200 } },
    });
    const stuck = server.ask("GET", "/api/v1/changes/github/acme/web/7/explain").then(
      () => "answered",
      () => "cut",
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = Date.now();
    await server.server.close();
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(await stuck).toBe("cut");
  });
});
