import { spawnSync } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { annotate, failed, span, startTracing, tellRequest, traceparent } from "../../src/tracing/tracing.ts";
import { type Collected, startCollector } from "../support/collector.ts";
import { eventually } from "../support/eventually.ts";
import { ADMIN, createWorld, pending, REPOSITORY, SECRET, type World } from "../support/world.ts";

const silent = pino({ level: "silent" });

/** Everything below a span, at any depth. */
function below(top: Collected, all: readonly Collected[]): readonly Collected[] {
  const children = all.filter((one) => one.parentSpanId === top.spanId);
  return [...children, ...children.flatMap((child) => below(child, all))];
}

async function delivered(world: World, event: string): Promise<string> {
  const { rows } = await world.database.pool.query<{ delivery_id: string }>(
    "select delivery_id from deliveries where event = $1 order by seq limit 1",
    [event],
  );
  return rows[0]?.delivery_id ?? "";
}

describe("with a collector", () => {
  it("one trace goes from the webhook by another replica's evaluation to GitHub; what was folded is linked", async () => {
    const collector = await startCollector();
    const world = await createWorld({ start: false });
    // Taken by one replica, and left until another one comes: three webhooks are one evaluation.
    await world.start({ role: "http", traces: collector.config });
    const pull = world.wellKept();
    await eventually(async () => {
      const { rows } = await world.database.pool.query("select distinct event from deliveries");
      expect(rows.map((row) => row.event)).toEqual(
        expect.arrayContaining(["pull_request", "status", "pull_request_review"]),
      );
    });
    await world.start({ role: "worker", traces: collector.config });
    await world.shows(pull.headSha, { dor: "success", dod: "success", overall: pending(world) });
    const first = await delivered(world, "pull_request");
    const review = await delivered(world, "pull_request_review");
    await world.stop();

    const all = collector.spans();
    const webhook = (id: string) => all.find((one) => one.attributes["tollgate.delivery"] === id);
    const origin = webhook(first);
    const folded = webhook(review);
    if (origin === undefined || folded === undefined) throw new Error("a webhook has no span");
    expect(origin).toMatchObject({
      name: "webhook",
      kind: 2,
      parentSpanId: undefined,
      attributes: { "tollgate.event": "pull_request", "tollgate.repository": REPOSITORY },
    });
    const evaluation = all.find((one) => one.name === "evaluate" && one.parentSpanId === origin.spanId);
    if (evaluation === undefined) throw new Error("no evaluation belongs to the first webhook");
    expect(evaluation).toMatchObject({
      kind: 5,
      traceId: origin.traceId,
      attributes: {
        "tollgate.repository": REPOSITORY,
        "tollgate.kind": "change",
        "tollgate.key": String(pull.number),
        "tollgate.read": true,
      },
    });
    expect(Number(evaluation.attributes["tollgate.hints"])).toBeGreaterThanOrEqual(2);
    expect(evaluation.links).toContainEqual(
      expect.objectContaining({ traceId: folded.traceId, spanId: folded.spanId }),
    );
    const inside = below(evaluation, all);
    expect(inside.find((one) => one.name === "POST /graphql")).toMatchObject({
      kind: 3,
      attributes: { "http.response.status_code": 200, "tollgate.attempt": 1, "tollgate.wait_ms": expect.any(Number) },
    });
    const commit = inside.find((one) => one.name === "commit");
    const perform = inside.find((one) => one.name === "perform" && one.attributes["tollgate.kind"] === "contexts");
    expect(perform).toMatchObject({ parentSpanId: commit?.spanId, kind: 5 });
    if (perform === undefined) throw new Error("no write belongs to the evaluation");
    const written = below(perform, all).filter((one) => one.name === "POST /repos/{owner}/{repo}/check-runs");
    expect(written.map((one) => one.attributes["http.response.status_code"])).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(inside.map((one) => one.traceId))).toEqual(new Set([origin.traceId]));

    expect(collector.headers[0]).toMatchObject({ "x-key": "of the collector" });
    const sent = collector.bodies.join("\n");
    expect(sent).toContain('"tollgate"');
    for (const secret of [SECRET, ADMIN, "Bearer", "PRIVATE KEY", "per_page"]) expect(sent).not.toContain(secret);
    expect(sent).not.toMatch(/gh[a-z]_\w{8}/);
    expect(all.filter((one) => /\d/.test(one.name)).map((one) => one.name)).toEqual([]);
  });

  it("a caller of the API is believed about its trace, a sender of webhooks is not", async () => {
    const collector = await startCollector();
    const world = await createWorld({ start: false });
    await world.start({ traces: collector.config });
    const pull = world.wellKept();
    await world.shows(pull.headSha, { dor: "success", dod: "success", overall: pending(world) });
    const [caller, stranger] = ["4bf92f3577b34da6a3ce929d0e0e4736", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"];
    const { status } = await world.api(`/api/v1/changes/github/${REPOSITORY}/${pull.number}/commands`, {
      method: "POST",
      headers: { traceparent: `00-${caller}-00f067aa0ba902b7-01` },
      body: JSON.stringify({ type: "recheck" }),
    });
    expect(status).toBe(202);
    const body = JSON.stringify({ action: "opened", repository: { full_name: REPOSITORY } });
    const taken = await fetch(`${world.url}/webhooks/github`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-github-delivery": randomUUID(),
        "x-github-event": "issues",
        "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
        traceparent: `00-${stranger}-00f067aa0ba902b7-01`,
      },
      body,
    });
    expect(taken.status).toBe(202);
    await world.stop();

    const asked = collector.spans("POST /api/v1/changes/{provider}/{owner}/{name}/{number}/commands");
    expect(asked).toMatchObject([{ traceId: caller, parentSpanId: "00f067aa0ba902b7", kind: 2 }]);
    // The command may have been folded into an evaluation that a webhook had asked for.
    const related = (one: Collected) => [one.parentSpanId, ...one.links.map((link) => link.spanId)];
    const answering = collector.spans("evaluate").filter((one) => related(one).includes(asked[0]?.spanId));
    expect(answering.length).toBeGreaterThan(0);
    expect(collector.spans("webhook").some((one) => one.attributes["tollgate.event"] === "issues")).toBe(true);
    expect(collector.bodies.join("\n")).not.toContain(stranger);
  });
});

describe("a collector that is away", () => {
  it("stops neither the work nor the end", async () => {
    const collector = await startCollector(null);
    const world = await createWorld({ start: false });
    await world.start({ traces: collector.config });
    const pull = world.wellKept();
    await world.shows(pull.headSha, { dor: "success", dod: "success", overall: pending(world) });
    await world.stop();
    // Had the end waited for an answer, the sender would have given the request up before it.
    expect(collector.open).toBeGreaterThan(0);
  });

  it("is told once, however often it refuses", async () => {
    const collector = await startCollector(400);
    const warnings: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void warnings.push(line) });
    const stop = await startTracing({ ...collector.config, url: withPassword(collector.config.url) }, log);
    for (let n = 0; n < 2_000; n++) await span("work", { n }, async () => {});
    await stop();
    expect(collector.bodies.length).toBeGreaterThan(1);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("OTEL_EXPORTER_OTLP_ENDPOINT");
    expect(warnings[0]).not.toContain("geheim");
  });
});

function withPassword(url: string): string {
  return url.replace("://", "://somebody:geheim@");
}

describe("spans", () => {
  it("tell the kind of an error and not its text, and let it pass", async () => {
    const collector = await startCollector();
    const stop = await startTracing(collector.config, silent);
    const broken = Object.assign(new Error("the token is hunter2"), { code: "ECONNRESET" });
    await expect(span("thrown", {}, () => Promise.reject(broken))).rejects.toBe(broken);
    await span("handled", {}, async () => failed(new RangeError("hunter2")));
    await stop();
    expect(collector.spans("thrown")).toMatchObject([{ failed: true, attributes: { "error.type": "ECONNRESET" } }]);
    expect(collector.spans("handled")).toMatchObject([{ failed: true, attributes: { "error.type": "RangeError" } }]);
    expect(collector.bodies.join()).not.toContain("hunter2");
  });

  it("are no reason for the work not to be done", async () => {
    const collector = await startCollector();
    const stop = await startTracing(collector.config, silent);
    const bad = (): never => {
      throw new Error("no description");
    };
    const causes = () => Promise.reject(new Error("no database"));
    expect(await span("described", bad, async () => 7)).toBe(7);
    expect(await span("caused", { a: null, b: true }, async () => 8, { causes })).toBe(8);
    expect(await span("garbled", {}, async () => 9, { causes: async () => [null, "", "00-0-0-0", "x"] })).toBe(9);
    await stop();
    expect(collector.spans("caused")).toMatchObject([{ attributes: { b: true }, parentSpanId: undefined }]);
    expect(collector.spans()).toHaveLength(3);
  });

  it("that are not sampled keep what follows from them out as well", async () => {
    const collector = await startCollector();
    const stop = await startTracing({ ...collector.config, sampler: "parentbased_traceidratio", ratio: 0 }, silent);
    const given = await span("webhook", {}, async () => traceparent());
    expect(given).toMatch(/-00$/);
    await span("evaluate", {}, async () => annotate({ a: 1 }), { causes: async () => [given] });
    await stop();
    expect(collector.bodies).toEqual([]);
  });
});

describe("off", () => {
  it("everything is done and nothing is kept", async () => {
    const stop = await startTracing(null, silent);
    const causes = () => Promise.reject(new Error("asked for its causes"));
    expect(
      await span(
        "work",
        () => ({ a: 1 }),
        async () => traceparent(),
        { causes },
      ),
    ).toBeNull();
    annotate({ a: 1 });
    failed(new Error());
    tellRequest({ method: "GET", route: "/", attempt: 1, status: 200, waitMs: 0, tookMs: 1 });
    await stop();
    const world = await createWorld();
    const pull = world.wellKept();
    await world.shows(pull.headSha, { dor: "success", dod: "success" });
    const { rows } = await world.database.pool.query(
      "select traceparent from deliveries union select traceparent from targets",
    );
    expect(rows).toEqual([{ traceparent: null }]);
  });

  it("OpenTelemetry is not loaded; on, it is", () => {
    // Only its interface is there in any case: prom-client brings it.
    const path = (file: string) => JSON.stringify(fileURLToPath(new URL(`../../src/${file}`, import.meta.url)));
    const loaded = (config: string) => {
      const source = `
        import { registerHooks } from "node:module";
        const seen = new Set();
        registerHooks({ resolve: (name, context, next) => (seen.add(name), next(name, context)) });
        await import(${path("compose.ts")});
        const { startTracing } = await import(${path("tracing/tracing.ts")});
        await (await startTracing(${config}, null))();
        console.log(JSON.stringify([...seen].filter((name) => /^@opentelemetry.(?!api$)/.test(name)).sort()));`;
      const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", source], {
        encoding: "utf8",
        cwd: fileURLToPath(new URL("../..", import.meta.url)),
      });
      if (stdout === "") throw new Error(stderr);
      return JSON.parse(stdout) as string[];
    };
    expect(loaded("null")).toEqual([]);
    const on = loaded('{ url: "http://127.0.0.1:9/v1/traces", headers: {}, sampler: "always_on", ratio: 1 }');
    expect(on).toContain("@opentelemetry/sdk-trace");
  });
});
