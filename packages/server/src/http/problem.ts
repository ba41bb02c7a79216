import type { Problem } from "@tollgate/client/problem";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { isConnectionLoss } from "../store/database.ts";

/** The kinds of problems, with their status and title. The kind is the last part of the problem's `type`. */
export const PROBLEMS = {
  "bad-request": { status: 400, title: "The request cannot be understood" },
  unauthorized: { status: 401, title: "Authentication is needed" },
  "bad-signature": { status: 401, title: "The signature is missing or wrong" },
  forbidden: { status: 403, title: "Your role does not allow this" },
  "foreign-origin": { status: 403, title: "The request comes from another site" },
  "not-found": { status: 404, title: "There is no such thing" },
  "not-configured": { status: 404, title: "This is not configured" },
  conflict: { status: 409, title: "It is not in a state that allows this" },
  "too-large": { status: 413, title: "The request is too large" },
  invalid: { status: 422, title: "The request is not valid" },
  "rate-limited": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong here" },
  unavailable: { status: 503, title: "Not available at the moment" },
  "no-webhook-secret": { status: 503, title: "Webhooks cannot be checked" },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemKind = keyof typeof PROBLEMS;

/** An answer that is not the one asked for, as RFC 9457 puts it. Its texts never carry a secret. */
export class HttpProblem extends Error {
  readonly kind: ProblemKind;
  /** What to do about it, and who can. */
  readonly remedy: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  /** Single findings about the request, each with where it is. */
  readonly errors: readonly { path: string; message: string }[] | undefined;

  constructor(
    kind: ProblemKind,
    detail: string,
    remedy: string,
    more: { retryAfter?: number; errors?: readonly { path: string; message: string }[] } = {},
  ) {
    super(detail);
    this.name = "HttpProblem";
    this.kind = kind;
    this.remedy = remedy;
    this.retryAfter = more.retryAfter;
    this.errors = more.errors;
  }

  get status(): number {
    return PROBLEMS[this.kind].status;
  }
}

/** The document of a problem. */
export function problemBody(problem: HttpProblem, requestId: string): Problem {
  return {
    type: `urn:tollgate:problem:${problem.kind}`,
    title: PROBLEMS[problem.kind].title,
    status: problem.status,
    detail: problem.message,
    remedy: problem.remedy,
    requestId,
    ...(problem.errors === undefined ? {} : { errors: [...problem.errors] }),
  };
}

/** Sends a problem. */
export function sendProblem(reply: FastifyReply, problem: HttpProblem, requestId: string): FastifyReply {
  if (problem.retryAfter !== undefined) reply.header("retry-after", String(problem.retryAfter));
  if (problem.status === 401) reply.header("www-authenticate", 'Bearer realm="tollgate"');
  return reply
    .code(problem.status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .header("cache-control", "no-store")
    .send(JSON.stringify(problemBody(problem, requestId)));
}

/**
 * Turns whatever was thrown into a problem. What is not ours is logged in full and answered in general words: the text
 * of a foreign error may carry values that the caller must not see.
 */
export function problemOf(error: unknown, request: FastifyRequest, log: Logger): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status === 413) {
    return new HttpProblem("too-large", "The body is larger than this address takes.", "Send less at once.");
  }
  if (status === 415 || (status === 400 && code.startsWith("FST_ERR_CTP"))) {
    return new HttpProblem("bad-request", "The body is no JSON document.", "Send JSON as application/json.");
  }
  if (status >= 400 && status < 500) {
    return new HttpProblem("bad-request", "The request cannot be understood.", "Compare it with /api/v1/openapi.json.");
  }
  if (isConnectionLoss(error) || (error instanceof Error && error.message === "Query read timeout")) {
    log.warn({ err: error, requestId: request.id }, "the database did not answer a request");
    return new HttpProblem("unavailable", "The database does not answer.", "Try again shortly.", { retryAfter: 5 });
  }
  log.error({ err: error, requestId: request.id }, "a request failed");
  return new HttpProblem(
    "internal",
    "An unexpected error; the server's log has it under this request id.",
    "Try again; tell whoever runs this server when it stays.",
  );
}
