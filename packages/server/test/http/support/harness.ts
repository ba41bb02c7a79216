import { createHmac, randomUUID } from "node:crypto";
import type { Forge, WebhookIntake } from "@tollgate/providers/forge";
import type { ServerConfig } from "@tollgate/server/config";
import { createHttpServer, type HttpDeps, type HttpServer } from "@tollgate/server/http/server";
import { pino } from "pino";
import { Registry } from "prom-client";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";

export const ADMIN_TOKEN = "the-admin-token-of-these-tests";
export const SECRET = "the-webhook-secret-of-these-tests";

/** An intake that checks signatures as GitHub makes them. Written apart from the provider's: the port is what counts. */
export function testIntake(secret: string | null): WebhookIntake {
  return {
    configured: secret !== null,
    verify: (headers, body) => secret !== null && headers["x-hub-signature-256"] === signatureOf(body, secret),
    identify: (headers) => {
      const deliveryId = headers["x-github-delivery"];
      const event = headers["x-github-event"];
      return typeof deliveryId === "string" && typeof event === "string" ? { deliveryId, event } : null;
    },
    translate: () => {
      throw new Error("the intake translates nothing");
    },
  };
}

/** A forge of which these tests use the webhooks and the budget alone; everything else throws. */
export function testForge(secret: string | null = SECRET): Forge {
  const known: Partial<Forge> = {
    id: "github",
    webhooks: testIntake(secret),
    budget: () => [{ resource: "core", remaining: 4_321, resetAt: Date.UTC(2030, 0, 1) }],
  };
  return new Proxy(known as Forge, {
    get: (target, key) => {
      if (key in target) return target[key as keyof Forge];
      throw new Error(`the HTTP server has no business with Forge.${String(key)}`);
    },
  });
}

export function signatureOf(body: Uint8Array | string, secret = SECRET): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

export interface Running {
  readonly server: HttpServer;
  readonly url: string;
  readonly database: TestDatabase;
  readonly registry: Registry;
  /** Everything that was logged, as JSON lines. */
  readonly logged: string[];
  readonly commands: { changeId: string; type: string; subject: string; id: string }[];
  /** How often the worker was woken. */
  readonly woken: () => number;
  /** Sends a request with the token (null: none). */
  ask(
    method: string,
    path: string,
    token?: string | null,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Posts a delivery, signed unless told otherwise. */
  deliver(body: Uint8Array | string, headers?: Record<string, string | null>): Promise<Response>;
  stop(): Promise<void>;
}

/** A server on a free port, with a database of its own unless one is given. */
export async function startServer(
  options: {
    database?: TestDatabase;
    config?: Partial<ServerConfig>;
    forges?: ReadonlyMap<string, Forge>;
    ready?: () => boolean | string;
    deps?: Partial<HttpDeps>;
  } = {},
): Promise<Running> {
  const database = options.database ?? (await createTestDatabase());
  const logged: string[] = [];
  const commands: Running["commands"] = [];
  const registry = new Registry();
  let woken = 0;
  const server = await createHttpServer({
    pool: database.pool,
    forges: options.forges ?? new Map([["github", testForge()]]),
    config: {
      host: "127.0.0.1",
      port: 0,
      role: "all",
      dataDir: "unused",
      databaseUrl: database.url,
      policyDir: undefined,
      readyFile: undefined,
      publicUrl: undefined,
      adminToken: ADMIN_TOKEN,
      trustedProxies: [],
      reconcileSeconds: 300,
      payloadRetentionHours: 72,
      deliveryRetentionDays: 7,
      concurrency: 4,
      logLevel: "trace",
      traces: null,
      github: null,
      ...options.config,
    },
    log: pino({ level: "trace" }, { write: (line: string) => void logged.push(line) }),
    registry,
    health: {
      database: async () => (await database.pool.query("select 1")).rowCount === 1,
      ready: options.ready ?? (() => true),
    },
    wakeIngest: () => woken++,
    submitCommand: async (changeId, command, actor, id) => {
      commands.push({ changeId, type: command.type, subject: actor.subject, id });
      return { id, status: "accepted", message: `${command.type} noted` };
    },
    explain: async (changeId) => {
      const { rows } = await database.pool.query("select missing from changes where id = $1", [changeId]);
      if (rows.length === 0) return null;
      const plan = { actions: [], cost: 0, exact: true, deadlock: [] };
      return { mergeable: false, sentence: "One thing is missing.", missing: rows[0].missing, forge: [], plan };
    },
    tryPolicy: async () => {
      const plan = { actions: [], cost: 0, exact: true, deadlock: [] };
      const explanation = { mergeable: true, sentence: "Nothing is missing.", missing: [], forge: [], plan };
      return { kind: "judged", explanation, readAt: "2026-01-01T00:00:00.000Z", lacking: ["coverage"], warnings: [] };
    },
    ...options.deps,
  });
  const { url } = server;
  return {
    server,
    url,
    database,
    registry,
    logged,
    commands,
    woken: () => woken,
    ask: (method, path, token = ADMIN_TOKEN, body = undefined, headers = {}) =>
      fetch(url + path, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    deliver: (body, changed = {}) => {
      const headers: Record<string, string | null> = {
        "content-type": "application/json",
        "x-github-delivery": randomUUID(),
        "x-github-event": "pull_request",
        "x-hub-signature-256": signatureOf(body),
        ...changed,
      };
      const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
      return fetch(`${url}/webhooks/github`, { method: "POST", headers: sent, body: body as string });
    },
    stop: async () => {
      await server.close();
      if (options.database === undefined) await database.drop();
    },
  };
}

/** Puts a change into the read model as an evaluation would. */
export async function addChange(
  { pool }: TestDatabase,
  number: number,
  values: Partial<Record<"repository" | "title" | "author" | "state" | "lifecycle" | "updatedAt", string>> = {},
): Promise<string> {
  const repository = values.repository ?? "acme/web";
  const id = `github:${repository}#${number}`;
  const verdict = {
    outcome: "fail",
    title: "No description",
    remedy: "Write one",
    children: [{ outcome: "fail", title: "0 of 20 characters" }],
  };
  const gates = [
    {
      name: "dor/description",
      step: "ready",
      outcome: "fail",
      blocking: true,
      title: "No description",
      summary: "fail No description",
      verdict,
    },
  ];
  await pool.query(
    `insert into changes (id, provider, repository, number, url, title, author, head_sha, base_ref, lifecycle, state, step,
       outcome, gates, waiting_for, missing, version, updated_at)
     values ($1, 'github', $2, $3, 'https://github.example/x', $4, $5, $6, 'main', $7, $8, 'ready', 'fail', $9,
       '["Waits for a description."]', '[{"gate":"dor/description","condition":"c","action":"a","who":["ada"],"why":"w"}]',
       1, coalesce($10::timestamptz, clock_timestamp()))`,
    [
      id,
      repository,
      number,
      values.title ?? `Change ${number}`,
      values.author ?? "ada",
      "a".repeat(40),
      values.lifecycle ?? "open",
      values.state ?? "DOR_FAILED",
      JSON.stringify(gates),
      values.updatedAt ?? null,
    ],
  );
  return id;
}
