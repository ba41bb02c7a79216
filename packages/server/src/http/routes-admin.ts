import { DEAD_LETTER_KINDS, DELIVERY_STATES } from "@tollgate/client/admin";
import { z } from "zod";
import { listDeadLetters, settleDeadLetter } from "../store/dead-letters.ts";
import { exchangeOneTimeCode } from "../store/one-time.ts";
import { createToken, listTokens, revokeToken } from "../store/tokens.ts";
import { BIGINT, decodeCursor, encodeCursor, pageOf, TIME, UUID } from "../views/cursor.ts";
import { findRepository, listRepositories } from "../views/repositories.ts";
import { countReplicas, listDeliveries, readDatabase, readIntake, readQueues } from "../views/system.ts";
import { requireOwnOrigin, SESSION_SECONDS, sessionCookie } from "./auth.ts";
import { badCursor, cursor, limit, name, text } from "./parameters.ts";
import { HttpProblem } from "./problem.ts";
import { type Call, type Route, type RouteContext, route } from "./route.ts";
import { VERSION } from "./version.ts";

const letter = z.object({ kind: z.enum(DEAD_LETTER_KINDS), id: z.string().regex(BIGINT, "digits only") });

async function settle(
  { pool, log, wakeIngest }: RouteContext,
  { params, principal }: Call<z.infer<typeof letter>, unknown, unknown>,
  action: "replay" | "drop",
) {
  if (!(await settleDeadLetter(pool, params.kind, params.id, action))) {
    throw new HttpProblem(
      "not-found",
      `There is no parked ${params.kind} ${params.id}${action === "replay" ? " that can be replayed" : ""}.`,
      "List the dead letters again: somebody may have been faster, or the payload may be deleted by now.",
    );
  }
  log.info({ ...params, action, subject: principal?.subject }, "a dead letter was settled");
  wakeIngest();
  return { ...params, status: action === "replay" ? ("replayed" as const) : ("dropped" as const) };
}

/** Repositories, deliveries, dead letters, tokens and the installation itself. */
export const ADMIN_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/v1/repositories",
    id: "listRepositories",
    summary: "List repositories with their policy and what is wrong with it",
    role: "viewer",
    query: z.object({ q: text.optional().describe("Part of the name, in any case."), limit, cursor }),
    answer: { schema: "RepositoryPage" },
    handle: async ({ pool }, { query }) => (await listRepositories(pool, query)) ?? badCursor(),
  }),
  route({
    method: "GET",
    path: "/api/v1/repositories/{provider}/{owner}/{name}",
    id: "getRepository",
    summary: "One repository with its policies in force, whole",
    role: "viewer",
    params: z.object({ provider: name, owner: name, name }),
    answer: { schema: "RepositoryDetail" },
    handle: async ({ pool }, { params: { provider, owner, name } }) => {
      const found = await findRepository(pool, provider, `${owner}/${name}`);
      if (found !== null) return found;
      throw new HttpProblem(
        "not-found",
        `No repository ${provider}:${owner}/${name} is known here.`,
        "A repository is known from its first webhook or the next reconcile on.",
      );
    },
  }),
  route({
    method: "GET",
    path: "/api/v1/deliveries",
    id: "listDeliveries",
    summary: "List webhook deliveries, the newest first, without their payloads",
    role: "admin",
    query: z.object({ event: text.optional(), state: z.enum(DELIVERY_STATES).optional(), limit, cursor }),
    answer: { schema: "DeliveryPage" },
    handle: async ({ pool }, { query: { limit, cursor, ...filter } }) =>
      (await listDeliveries(pool, filter, { limit, cursor })) ?? badCursor(),
  }),
  route({
    method: "GET",
    path: "/api/v1/dead-letters",
    id: "listDeadLetters",
    summary: "List work that was given up, with the reason",
    role: "viewer",
    query: z.object({ limit, cursor }),
    answer: { schema: "DeadLetterPage" },
    handle: async ({ pool }, { query }) => (await listDeadLetters(pool, query)) ?? badCursor(),
  }),
  route({
    method: "POST",
    path: "/api/v1/dead-letters/{kind}/{id}/replay",
    id: "replayDeadLetter",
    summary: "Try parked work again",
    role: "admin",
    params: letter,
    answer: { schema: "DeadLetterResult" },
    handle: (context, call) => settle(context, call, "replay"),
  }),
  route({
    method: "POST",
    path: "/api/v1/dead-letters/{kind}/{id}/drop",
    id: "dropDeadLetter",
    summary: "Give parked work up for good",
    description: "A subject or target becomes work again with the next hint or reconcile.",
    role: "admin",
    params: letter,
    answer: { schema: "DeadLetterResult" },
    handle: (context, call) => settle(context, call, "drop"),
  }),
  route({
    method: "GET",
    path: "/api/v1/tokens",
    id: "listTokens",
    summary: "List API tokens, the newest first",
    role: "admin",
    query: z.object({ limit, cursor }),
    answer: { schema: "TokenPage" },
    handle: async ({ pool }, { query: { limit, cursor } }) => {
      const [createdAt, id] = cursor === undefined ? [] : (decodeCursor("tokens", [TIME, UUID], cursor) ?? badCursor());
      const after = createdAt === undefined || id === undefined ? null : { createdAt, id };
      const rows = await listTokens(pool, { limit: limit + 1, after });
      return pageOf(
        rows,
        limit,
        (token) => token,
        (token) => encodeCursor("tokens", [token.createdAt, token.id]),
      );
    },
  }),
  route({
    method: "POST",
    path: "/api/v1/tokens",
    id: "createToken",
    summary: "Make an API token; it is shown this once",
    role: "admin",
    body: "NewToken",
    status: 201,
    answer: { schema: "CreatedToken" },
    handle: async ({ pool, log }, { body, principal }) => {
      const created = await createToken(pool, body);
      const { id, subject, role } = created;
      log.info({ tokenId: id, tokenSubject: subject, role, subject: principal?.subject }, "a token was made");
      return created;
    },
  }),
  route({
    method: "DELETE",
    path: "/api/v1/tokens/{id}",
    id: "revokeToken",
    summary: "Revoke an API token; its sessions and streams end too",
    role: "admin",
    params: z.object({ id: z.string().regex(UUID, "must be a UUID") }),
    answer: { schema: "Token" },
    handle: async ({ pool, log }, { params, principal }) => {
      const revoked = await revokeToken(pool, params.id);
      if (revoked === null) throw new HttpProblem("not-found", "There is no such token.", "List the tokens again.");
      log.info({ tokenId: params.id, subject: principal?.subject }, "a token was revoked");
      return revoked;
    },
  }),
  route({
    method: "GET",
    path: "/api/v1/session",
    id: "getSession",
    summary: "Who you are",
    role: "viewer",
    answer: { schema: "Session" },
    handle: async (_context, { principal }) => sessionOf(principal),
  }),
  route({
    method: "POST",
    path: "/api/v1/session",
    id: "createSession",
    summary: "Sign in with a token or a one-time code; the answer sets a cookie for browsers",
    role: null,
    body: "NewSession",
    status: 201,
    answer: { schema: "Session" },
    also: { 401: "The token or code is unknown, used, revoked or ended.", 403: "The request comes from another site." },
    handle: async ({ auth, config, pool }, { body, request, reply }) => {
      // Signing somebody in from a foreign page is an attack as well.
      requireOwnOrigin(request, config.publicUrl, true);
      const token =
        "token" in body ? body.token : await exchangeOneTimeCode(pool, body.oneTimeCode, SESSION_SECONDS / 3_600);
      if (token === null) {
        throw new HttpProblem(
          "unauthorized",
          "This address was used already, or its ten minutes are over.",
          "Ask for a new one where it was printed, or sign in with a token.",
        );
      }
      const owner = await auth.byToken(token);
      if (owner === null)
        throw new HttpProblem("unauthorized", "This token is not valid.", "Ask an admin for a token.");
      const { value, principal, seconds } = await auth.sessionFor(owner);
      reply.header("set-cookie", sessionCookie(value, seconds, request.protocol === "https"));
      return sessionOf(principal);
    },
  }),
  route({
    method: "DELETE",
    path: "/api/v1/session",
    id: "deleteSession",
    summary: "Sign out: the cookie is taken back",
    role: "viewer",
    answer: { schema: "Session" },
    handle: async (_context, { principal, request, reply }) => {
      reply.header("set-cookie", sessionCookie("", 0, request.protocol === "https"));
      return sessionOf(principal);
    },
  }),
  route({
    method: "GET",
    path: "/api/v1/system",
    id: "getSystem",
    summary: "How this installation is",
    role: "viewer",
    answer: { schema: "System" },
    handle: async ({ pool, forges, health, stopping, startedAt }) => {
      const ready = stopping() ? "the server is stopping" : health.ready();
      const [database, queues, intake, replicas] = await Promise.all([
        readDatabase(pool),
        readQueues(pool),
        readIntake(pool),
        countReplicas(pool),
      ]);
      return {
        version: VERSION,
        ready: ready === true,
        reason: ready === true ? null : ready === false ? "not ready yet" : ready,
        startedAt,
        database,
        replicas,
        queues,
        intake,
        forges: [...forges.values()].map((forge) => ({
          id: forge.id,
          webhooks: forge.webhooks.configured,
          budget: forge.budget().map(({ resource, remaining, resetAt }) => ({
            resource,
            remaining,
            resetAt: Number.isFinite(resetAt) && resetAt > 0 ? new Date(resetAt).toISOString() : null,
          })),
        })),
      };
    },
  }),
];

function sessionOf(principal: Call<unknown, unknown, unknown>["principal"]) {
  if (principal === null) throw new Error("the route needs a role");
  const { subject, role, login, expiresAt } = principal;
  return { subject, role, login, expiresAt };
}
