import type { Readiness } from "@tollgate/client/admin";
import { openApiDocument } from "./openapi.ts";
import { type Route, type RouteContext, route } from "./route.ts";

/** How long the database may take to show that it is there, in ms. */
const DATABASE_MS = 2_000;

/** What machines ask: is it alive, should it get requests, how is it doing, what can it do. */
export const OPERATION_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/healthz",
    id: "getHealth",
    summary: "Whether the process is alive",
    role: null,
    answer: { media: "text/plain" },
    handle: async (_context, { reply }) => reply.type("text/plain; charset=utf-8").send("ok\n"),
  }),
  route({
    method: "GET",
    path: "/readyz",
    id: "getReadiness",
    summary: "Whether requests should come to this process",
    role: null,
    answer: { schema: "Readiness" },
    also: { 503: "It is not ready; the same document says why." },
    handle: async (context, { reply }) => {
      const readiness = await readinessOf(context);
      return reply
        .code(readiness.ready ? 200 : 503)
        .header("cache-control", "no-store")
        .type("application/json; charset=utf-8")
        .send(readiness);
    },
  }),
  route({
    method: "GET",
    path: "/metrics",
    id: "getMetrics",
    summary: "Metrics in the format of Prometheus",
    role: null,
    answer: { media: "text/plain" },
    handle: async ({ registry }, { reply }) => reply.type(registry.contentType).send(await registry.metrics()),
  }),
  route({
    method: "GET",
    path: "/api/v1/openapi.json",
    id: "getOpenApi",
    summary: "This description",
    role: null,
    answer: { media: "application/json" },
    handle: async (_context, { reply }) => reply.type("application/json; charset=utf-8").send(await describedHere()),
  }),
];

// The document describes the table that this file is part of, so it is made at the first request.
let document: Promise<string> | null = null;
function describedHere(): Promise<string> {
  document ??= import("./routes.ts").then(({ ROUTES }) => JSON.stringify(openApiDocument(ROUTES)));
  return document;
}

async function readinessOf({ health, stopping }: RouteContext): Promise<Readiness> {
  const ready = health.ready();
  let timer: NodeJS.Timeout | undefined;
  const database = await Promise.race([
    health.database().catch(() => false),
    new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), DATABASE_MS);
    }),
  ]);
  clearTimeout(timer);
  const checks = [
    { name: "database", ok: database, reason: database ? null : "the database does not answer" },
    { name: "server", ok: ready === true, reason: ready === true ? null : ready === false ? "not ready yet" : ready },
    { name: "running", ok: !stopping(), reason: stopping() ? "the server is stopping" : null },
  ];
  return { ready: checks.every(({ ok }) => ok), checks };
}
