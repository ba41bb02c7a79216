import { randomUUID } from "node:crypto";
import type { AddressInfo, Socket } from "node:net";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { storeDeliveries } from "../store/deliveries.ts";
import { registerApi } from "./api.ts";
import { Authenticator } from "./auth.ts";
import { DeliveryBatcher } from "./batcher.ts";
import { registerDashboard } from "./dashboard.ts";
import { httpMetrics } from "./metrics.ts";
import { HttpProblem, problemOf, sendProblem } from "./problem.ts";
import type { HttpDeps } from "./route.ts";
import { START_PAGE_STYLE } from "./start-page.ts";
import { LogTail } from "./tail.ts";
import { registerWebhooks } from "./webhooks.ts";

export type { Actor } from "./auth.ts";
export type { HttpDeps, HttpLimits } from "./route.ts";

export interface HttpServer {
  /** Where it listens, without a slash at the end; an address of this machine when it listens on all. */
  readonly url: string;
  /** Takes nothing new, ends the event streams, finishes what is under way within a bounded time, and stores what was taken. */
  close(): Promise<void>;
}

/** The largest body of an API request, in bytes. */
const MAX_BODY_BYTES = 1024 * 1024;
/** How long a client may take to send a request, in ms. */
const REQUEST_MS = 60_000;

/**
 * Starts the HTTP server: webhooks, API, event stream, health and metrics. Throws what `listen` throws (`EADDRINUSE`,
 * `EACCES`) when the address cannot be had.
 */
export async function createHttpServer(deps: HttpDeps): Promise<HttpServer> {
  const { config, limits } = deps;
  const log = deps.log.child({}, { redact: { paths: SECRET_PATHS, censor: "[redacted]" } });
  const app = Fastify({
    loggerInstance: log.child({}, { serializers: { req: loggedRequest } }),
    // One line per request is for debugging; the metrics count them.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    // Node looks for late requests only this often.
    http: { connectionsCheckingInterval: 5_000 },
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    genReqId: (request) => {
      const given = request.headers["x-request-id"];
      return typeof given === "string" && /^[\w.-]{1,100}$/.test(given) ? given : randomUUID();
    },
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;

  let stopping = false;
  const tail = new LogTail(deps.pool, log);
  const patienceMs = limits?.deliveryPatienceMs ?? 5_000;
  const batcher = new DeliveryBatcher({
    store: async (deliveries) => {
      const stored = await storeDeliveries(deps.pool, deliveries, patienceMs);
      deps.stored?.(stored);
    },
    committed: () => deps.wakeIngest(),
    patienceMs,
  });
  const metrics = httpMetrics(deps.registry, {
    pool: deps.pool,
    forges: deps.forges,
    intakeWaiting: () => batcher.waiting,
    streams: () => tail.readers,
  });

  app.setErrorHandler((error, request, reply) => sendProblem(reply, problemOf(error, request, log), request.id));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      new HttpProblem("not-found", "There is nothing at this address.", "Look at /api/v1/openapi.json."),
      request.id,
    ),
  );
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  // A connection that is kept alive after its last answer would hold the stop up until it is cut.
  app.addHook("onSend", async (_request, reply) => {
    if (stopping) reply.header("connection", "close");
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    const seconds = reply.elapsedTime / 1000;
    if (!route.endsWith("/events/stream")) metrics.request(request.method, route, reply.statusCode, seconds);
    log.debug(
      { method: request.method, path: pathOf(request.url), status: reply.statusCode, seconds, requestId: request.id },
      "request",
    );
  });
  const overHttps = config.publicUrl?.startsWith("https:") ?? false;
  await app.register(helmet, {
    // Over plain http on another host than loopback a browser would ask for https that is not there.
    contentSecurityPolicy: {
      directives: { ...OWN_FILES_ONLY, ...(overHttps ? {} : { upgradeInsecureRequests: null }) },
    },
    strictTransportSecurity: overHttps,
  });
  await app.register(rateLimit, { global: false });

  await app.register((scope) =>
    registerWebhooks(scope, { forges: deps.forges, batcher, log, counted: metrics.delivery }),
  );
  await app.register((scope) =>
    registerApi(scope, {
      ...deps,
      log,
      auth: new Authenticator(deps.pool, config.adminToken),
      tail,
      startedAt: new Date().toISOString(),
      stopping: () => stopping,
    }),
  );
  await app.register((scope) => registerDashboard(scope, deps.dashboardDir));

  // Browsers open connections that they may never use, and Node waits for the first request on each before it closes.
  const connections = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  await app.listen({
    host: config.host,
    port: config.port,
    listenTextResolver: (address) => `listening on ${address}`,
  });

  let closed: Promise<void> | null = null;
  return {
    url: urlOf(app.server.address(), config.host),
    close: () => {
      closed ??= (async () => {
        stopping = true;
        await tail.stop();
        // After this the connections are cut: whoever is still waiting gets no answer, and no 202 in particular.
        const cut = setTimeout(() => app.server.closeAllConnections(), limits?.closeMs ?? 10_000);
        for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
        try {
          await app.close();
        } finally {
          clearTimeout(cut);
        }
        await batcher.close();
      })();
      return closed;
    },
  };
}

/**
 * Whatever a page of ours shows comes from this server: no inline script and no inline style, not even with a nonce,
 * which would make every page a new document. The dashboard keeps to it: its theme is a file, and what it sets on single
 * elements it sets through the object model, which a policy does not concern. The start page's one style is named by
 * its digest.
 */
const OWN_FILES_ONLY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", START_PAGE_STYLE],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Where secrets stand in what may be logged, in case somebody logs a request whole. */
const SECRET_PATHS = ["", "req.", "request.", "res.", "err."].flatMap((prefix) =>
  ["authorization", "cookie", '["set-cookie"]', '["x-hub-signature"]', '["x-hub-signature-256"]', '["x-gitlab-token"]']
    .map((header) => `${prefix}headers${header.startsWith("[") ? "" : "."}${header}`)
    .concat(`${prefix}token`),
);

function loggedRequest(request: { method: string; url: string; id?: unknown }): Record<string, unknown> {
  return { method: request.method, path: pathOf(request.url), id: request.id };
}

/** Without the query, which may hold anything. */
function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  const anywhere = ["0.0.0.0", "::", ""].includes(host);
  const name = anywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}
