import { SCHEMAS } from "@tollgate/client/schemas";
import { includesRole } from "@tollgate/core/vocabulary/role";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { span } from "../tracing/tracing.ts";
import { type Principal, requireOwnOrigin } from "./auth.ts";
import { HttpProblem } from "./problem.ts";
import type { Call, Route, RouteContext } from "./route.ts";
import { ROUTES } from "./routes.ts";

/** Registers every route of the table: who may, what it takes, what it answers. */
export async function registerApi(app: FastifyInstance, context: RouteContext): Promise<void> {
  const { admit, countingFailures } = admission(app, context);
  for (const route of ROUTES) {
    const url = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    // Health and metrics are asked by machines of one's own, and must answer when all else is overloaded.
    const limited = url.startsWith("/api/");
    app.route({
      method: route.method,
      url,
      ...(route.mostBytes === undefined ? {} : { bodyLimit: route.mostBytes }),
      onRequest: async (request) => {
        if (limited) principals.set(request, await countingFailures(request, () => admit(request, route)));
      },
      handler: async (request, reply) => {
        const call = {
          params: parse("path", route.params, request.params),
          query: parse("query", route.query, request.query),
          body: route.body === undefined ? undefined : parse("body", SCHEMAS[route.body], request.body),
          principal: principals.get(request) ?? null,
          request,
          reply,
        };
        parse("header", route.headers, request.headers);
        const answer = await countingFailures(request, () => traced(route, call, () => route.handle(context, call)));
        // A reply can be waited for, so what comes of it is not the reply but nothing, once it has been sent or cut off.
        if (answer === reply || reply.sent || reply.raw.headersSent) return reply;
        reply.code(route.status).header("cache-control", "no-store");
        return reply.type("application/json; charset=utf-8").send(answer);
      },
    });
  }
}

/** What a person or a program of ours asks for belongs to their trace. Reading changes nothing and is not recorded. */
function traced<T>(route: Route, { principal, request }: Call<unknown, unknown, unknown>, handle: () => Promise<T>) {
  if (principal === null || route.method === "GET") return handle();
  const given = request.headers.traceparent;
  const causes = async () => [typeof given === "string" ? given : null];
  return span(`${route.method} ${route.path}`, {}, handle, { kind: "server", causes });
}

const principals = new WeakMap<FastifyRequest, Principal | null>();

/** Lets a request in, or throws why not. */
function admission(app: FastifyInstance, { auth, config, limits }: RouteContext) {
  const perAddress = app.createRateLimit({
    max: limits?.requestsPerAddress ?? 6_000,
    timeWindow: 60_000,
  });
  const perToken = app.createRateLimit({
    max: limits?.requestsPerToken ?? 3_000,
    timeWindow: 60_000,
    keyGenerator: (request) => principals.get(request)?.tokenId ?? request.ip,
  });
  const failures = app.createRateLimit({
    max: limits?.failuresPerAddress ?? 60,
    timeWindow: 60_000,
  });

  const admit = async (request: FastifyRequest, route: Route): Promise<Principal | null> => {
    refuseAbove(await perAddress(request), "this address");
    // Looked at before the token is: who guesses learns nothing any more, right or wrong.
    const guesses = route.role !== null || route.body !== undefined;
    if (guesses)
      refuseAbove(await failures(request, { increment: false }), "this address, with tokens that are not valid");
    if (route.role === null) return null;
    const principal = await auth.authenticate(request);
    if (principal === null) {
      const named = request.headers.authorization !== undefined || request.headers.cookie !== undefined;
      throw new HttpProblem(
        "unauthorized",
        named ? "The token or session is unknown, revoked or ended." : "The request has no token.",
        "Send Authorization: Bearer <token>. An admin makes tokens: tollgate token create, or POST /api/v1/tokens.",
      );
    }
    principals.set(request, principal);
    refuseAbove(await perToken(request), "this token");
    if (principal.via === "session" && route.method !== "GET") requireOwnOrigin(request, config.publicUrl, false);
    if (!includesRole(principal.role, route.role)) {
      throw new HttpProblem(
        "forbidden",
        `This needs the role ${route.role}; yours is ${principal.role}.`,
        `Ask an admin for a token with the role ${route.role}.`,
      );
    }
    return principal;
  };
  const countingFailures = async <Answer>(request: FastifyRequest, work: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof HttpProblem && error.kind === "unauthorized") await failures(request);
      throw error;
    }
  };
  return { admit, countingFailures };
}

type Limit = { isAllowed: true } | { isAllowed: false; isExceeded: boolean; ttl: number };

function refuseAbove(limit: Limit, whose: string): void {
  if (limit.isAllowed || !limit.isExceeded) return;
  throw new HttpProblem("rate-limited", `There are too many requests from ${whose}.`, "Wait, then send fewer.", {
    retryAfter: Math.max(1, Math.ceil(limit.ttl / 1000)),
  });
}

function parse(place: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return {};
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    path: [place, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
  throw new HttpProblem(
    "invalid",
    errors.map(({ path, message }) => `${path}: ${message}`).join("; "),
    "Compare the request with /api/v1/openapi.json.",
    { errors },
  );
}
