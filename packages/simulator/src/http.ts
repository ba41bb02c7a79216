import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Caller, callerOf } from "./apps.ts";
import type { Control } from "./control.ts";
import type { Fault, Faults } from "./faults.ts";
import { answerGraph, type GraphRequest, isMutation } from "./graphql/execute.ts";
import { payer } from "./limits.ts";
import type { Oracle } from "./oracle.ts";
import { answerPage } from "./pages.ts";
import { Problem } from "./problem.ts";
import { answerRest } from "./rest/index.ts";
import type { Answer, Services } from "./rest/router.ts";
import { answerWebPage } from "./web-pages.ts";
import { SimulatorError, type View } from "./world.ts";

/** One request as it was taken and answered. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Milliseconds by the simulator's clock. */
  readonly at: number;
  readonly caller: Caller["kind"] | "unknown";
  /** `installation:12`, `user:ada`, ... */
  readonly by: string;
  readonly body: string;
  /** Null where the connection was broken or left hanging. */
  status: number | null;
  durationMs: number;
  readonly faults: readonly Fault["kind"][];
}

export interface HttpOptions {
  readonly services: Services;
  readonly faults: Faults;
  readonly control: Control;
  readonly latencyMs: () => number;
  readonly oracle: Oracle | null;
  readonly violations: string[];
  readonly unresolved: Set<string>;
  readonly requests: RecordedRequest[];
}

const KEPT_REQUESTS = 10_000;
const KEPT_BODY = 20_000;
const CONTENT = /\/(comments|check-runs|statuses\/[^/]+|reviews|issues|pulls)$/;

const COMMON = {
  "access-control-allow-origin": "*",
  "x-github-media-type": "github.v3; format=json",
  "x-github-api-version-selected": "2022-11-28",
  server: "github.com",
};

interface Reply extends Answer {
  readonly headers: Record<string, string>;
}

/** The web server in front of it all. */
export class Front {
  readonly server: Server;
  #options: HttpOptions;
  #hanging = new Set<ServerResponse>();

  constructor(options: HttpOptions) {
    this.#options = options;
    this.server = createServer((request, response) => {
      this.#take(request, response).catch((error: unknown) => {
        if (response.headersSent || response.destroyed) return;
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        response.writeHead(500, { "content-type": "application/json" }).end(JSON.stringify({ message }));
      });
    });
    this.server.keepAliveTimeout = 30_000;
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Lets go of the requests that a fault keeps hanging, by breaking their connections. */
  release(): void {
    for (const response of this.#hanging) response.destroy();
    this.#hanging.clear();
  }

  async close(): Promise<void> {
    this.release();
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const method = request.method ?? "GET";
    const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "").replace(/^\/api\/graphql$/, "/graphql") || "/";

    if (path.startsWith("/_simulator/")) {
      const answer = await this.#options.control.answer(method, path, request.headers["content-type"], body);
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    const { world } = this.#options.services;
    const page =
      answerPage(world, method, path, url.searchParams, body) ??
      answerWebPage(world, method, path, body, request.headers);
    if (page !== null) {
      response.writeHead(page.status, page.headers).end(page.body);
      return;
    }

    const graph = path === "/graphql";
    const query = graph ? queryOf(body) : null;
    const writes = graph ? query !== null && isMutation(query) : method !== "GET" && method !== "HEAD";
    const struck = this.#options.faults.strike({ method, path, graphql: graph, query, writes });
    const caller = callerOf(this.#options.services.world, request.headers.authorization);
    const record = this.#record(method, path, url.search, body, caller, struck);
    const finish = (status: number | null) => {
      record.status = status;
      record.durationMs = performance.now() - started;
    };

    this.#options.services.limits.enter();
    response.once("close", () => this.#options.services.limits.leave());
    const latency = this.#options.latencyMs() + struck.reduce((sum, f) => sum + (f.kind === "slow" ? f.ms : 0), 0);
    if (latency > 0) await sleep(latency);
    const fatal = struck.find((fault) => !["slow", "stale", "after", "cut"].includes(fault.kind));
    if (fatal !== undefined) {
      finish(this.#fail(response, fatal, caller, graph));
      return;
    }

    const stale = Math.max(0, ...struck.map((fault) => (fault.kind === "stale" ? fault.seconds : 0)));
    const reply = await this.#answer(request, { method, path, url, body, graph, writes, caller, stale });
    const after = struck.find((fault) => fault.kind === "after");
    if (after !== undefined) {
      const answer = after.answer ?? "status";
      const substitute: Fault =
        answer === "status" ? { kind: "status", status: after.status ?? 500 } : { kind: answer };
      finish(this.#fail(response, substitute, caller, graph));
      return;
    }
    finish(reply.status);
    this.#send(
      request,
      response,
      reply,
      struck.some((fault) => fault.kind === "cut"),
    );
  }

  #record(
    method: string,
    path: string,
    query: string,
    body: string,
    caller: Caller | null,
    struck: readonly Fault[],
  ): RecordedRequest {
    const { requests, services } = this.#options;
    const record: RecordedRequest = {
      method,
      path,
      query,
      at: services.world.now(),
      caller: caller?.kind ?? "unknown",
      by: caller === null ? "unknown" : payer(caller),
      body: body.slice(0, KEPT_BODY),
      status: null,
      durationMs: 0,
      faults: struck.map((fault) => fault.kind),
    };
    requests.push(record);
    if (requests.length > KEPT_REQUESTS) requests.splice(0, requests.length - KEPT_REQUESTS);
    return record;
  }

  /** Fails as the fault says; gives the status that was sent, if any. */
  #fail(response: ServerResponse, fault: Fault, caller: Caller | null, graph: boolean): number | null {
    const send = (status: number, body: unknown, headers: Readonly<Record<string, string>>) => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const type = text.startsWith("{") ? "application/json; charset=utf-8" : "text/html";
      response.writeHead(status, { ...COMMON, "content-type": type, ...headers }).end(text);
      return status;
    };
    const { limits, world } = this.#options.services;
    const budget = limits.budget(caller ?? { kind: "anonymous" }, graph ? "graphql" : "core");
    switch (fault.kind) {
      case "status": {
        const busy = "<html><body><h1>Unicorn! &middot; GitHub</h1></body></html>";
        const body = fault.body ?? (fault.status >= 500 ? busy : { message: "Server Error" });
        return send(fault.status, body, fault.headers ?? {});
      }
      case "rate-limit-primary": {
        budget.used = budget.limit;
        budget.resetAt = world.now() + fault.seconds * 1000;
        const message = `API rate limit exceeded for ${payer(caller ?? { kind: "anonymous" })}.`;
        const body = { message, documentation_url: "https://docs.github.com/rest/rate-limit" };
        if (graph && fault.status === undefined) return send(200, usedUp(message), limits.headers(budget));
        return send(fault.status ?? 403, body, limits.headers(budget));
      }
      case "rate-limit-secondary": {
        const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
        const body = {
          message,
          documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
        };
        const retry: Record<string, string> =
          fault.retryAfter === false ? {} : { "retry-after": String(Math.ceil(fault.seconds)) };
        return send(fault.status ?? 403, body, { ...limits.headers(budget), ...retry });
      }
      case "hang":
        this.#hanging.add(response);
        response.once("close", () => this.#hanging.delete(response));
        return null;
      default:
        response.socket?.resetAndDestroy();
        return null;
    }
  }

  async #answer(
    request: IncomingMessage,
    asked: {
      method: string;
      path: string;
      url: URL;
      body: string;
      graph: boolean;
      writes: boolean;
      caller: Caller | null;
      stale: number;
    },
  ): Promise<Reply> {
    const { services, violations } = this.#options;
    const { world, limits } = services;
    const { method, path, url, graph, writes } = asked;
    try {
      if (!graph) this.#consult(method, path, url, asked.body);
      const caller = asked.caller;
      if (caller === null) throw new Problem(401, "Bad credentials");
      const resource = graph ? "graphql" : path.startsWith("/search/") ? "search" : "core";
      const budget = limits.budget(caller, resource);
      const free = path === "/rate_limit" || path === "/meta";
      if (!free && budget.used >= budget.limit) {
        const message = `API rate limit exceeded for ${payer(caller).replace(":", " ID ")}.`;
        if (graph) return { status: 200, body: usedUp(message), headers: limits.headers(budget) };
        throw new Problem(403, message, {}, limits.headers(budget));
      }
      const points = writes ? 5 : 1;
      if (!free && limits.tooFast(caller, points, graph, writes && !graph && CONTENT.test(path))) {
        const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
        throw new Problem(403, message, {}, { "retry-after": "60", ...limits.headers(budget) });
      }
      if (!free) budget.used += 1;
      const db = asked.stale > 0 ? world.history.at(world.now() - asked.stale * 1000) : world.db;
      const view: View = { db, git: world.git, apps: world.apps, url: world.url };
      if (graph) {
        const asGraph = readGraph(asked.body, caller);
        const context = { view, world, caller, budget, unresolved: this.#options.unresolved };
        const { body, invalid } = await answerGraph(asGraph, context);
        violations.push(...invalid.map((message) => `GraphQL: ${message}`));
        return { status: 200, body, headers: limits.headers(budget) };
      }
      const scopes: Record<string, string> =
        caller.kind === "user" && caller.scopes !== null ? { "x-oauth-scopes": caller.scopes.join(", ") } : {};
      const base = { ...services, view, caller, query: url.searchParams, href: path + url.search };
      const answer = answerRest(method, path, { ...base, body: readJson(asked.body) });
      const headers = { ...limits.headers(budget), ...scopes };
      return this.#conditional(request, method, answer, headers, () => {
        if (!free) budget.used -= 1;
        return limits.headers(budget);
      });
    } catch (error) {
      return this.#problem(error, asked.caller, graph);
    }
  }

  #problem(error: unknown, caller: Caller | null, graph: boolean): Reply {
    const { limits } = this.#options.services;
    if (error instanceof Problem) {
      const budget = limits.headers(limits.budget(caller ?? { kind: "anonymous" }, graph ? "graphql" : "core"));
      return { status: error.status, body: error.body, headers: { ...budget, ...error.headers } };
    }
    if (error instanceof SimulatorError) {
      return { status: 422, body: { message: error.message, documentation_url: "", status: "422" }, headers: {} };
    }
    throw error;
  }

  /** Gives an answer its ETag; one that the client has already is 304 and costs nothing. */
  #conditional(
    request: IncomingMessage,
    method: string,
    answer: Answer,
    limitHeaders: Record<string, string>,
    refund: () => Record<string, string>,
  ): Reply {
    const headers: Record<string, string> = { ...limitHeaders, ...answer.headers };
    if ((method !== "GET" && method !== "HEAD") || answer.status !== 200) return { ...answer, headers };
    const text = JSON.stringify(answer.body);
    const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
    headers.etag = etag;
    headers["cache-control"] = "private, max-age=60, s-maxage=60";
    const has = request.headers["if-none-match"]?.split(",").map((entry) => entry.trim());
    if (has?.some((entry) => entry === etag || `W/${entry}` === etag)) {
      return { status: 304, headers: { ...refund(), etag } };
    }
    return { ...answer, headers };
  }

  #consult(method: string, path: string, url: URL, body: string): void {
    const { oracle, violations } = this.#options;
    if (oracle === null) return;
    violations.push(...oracle.request({ method, path, query: url.searchParams, body }));
  }

  #send(request: IncomingMessage, response: ServerResponse, reply: Reply, cut: boolean): void {
    const text =
      reply.body === undefined ? "" : typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
    const bytes = Buffer.from(text);
    const headers: Record<string, string | number> = { ...COMMON, ...reply.headers, date: new Date().toUTCString() };
    if (bytes.length > 0) headers["content-type"] ??= "application/json; charset=utf-8";
    headers["x-github-request-id"] = `${Date.now().toString(16).toUpperCase()}:${Math.floor(performance.now())}`;
    if (reply.status !== 204 && reply.status !== 304) headers["content-length"] = bytes.length;
    response.writeHead(reply.status, headers);
    if (request.method === "HEAD" || bytes.length === 0) {
      response.end();
    } else if (cut) {
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.resetAndDestroy());
    } else {
      response.end(bytes);
    }
  }
}

/** GraphQL tells of a used-up hour with status 200. */
function usedUp(message: string) {
  return { errors: [{ type: "RATE_LIMITED", message }] };
}

function queryOf(body: string): string | null {
  try {
    const { query } = JSON.parse(body) as { query?: unknown };
    return typeof query === "string" ? query : null;
  } catch {
    return null;
  }
}

function readGraph(body: string, caller: Caller): GraphRequest {
  if (caller.kind === "anonymous") throw new Problem(401, "This endpoint requires you to be authenticated.");
  if (caller.kind === "app") throw new Problem(401, "Bad credentials");
  if (caller.kind === "installation" && caller.installation.suspendedAt !== null) {
    throw new Problem(403, "This installation has been suspended");
  }
  const parsed = readJson(body) as { query?: unknown; variables?: unknown; operationName?: unknown };
  if (typeof parsed.query !== "string")
    throw new Problem(400, "A query attribute must be specified and must be a string.");
  return {
    query: parsed.query,
    variables: (parsed.variables ?? {}) as Record<string, unknown>,
    operationName: typeof parsed.operationName === "string" ? parsed.operationName : undefined,
  };
}

function readJson(body: string): Record<string, unknown> {
  if (body === "") return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Problem(400, "Problems parsing JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new Problem(400, "Body should be a JSON object");
  }
  return parsed as Record<string, unknown>;
}
