import type { IncomingMessage } from "node:http";
import type { Forge } from "@tollgate/providers/forge";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { type Attributes, span, traceparent } from "../tracing/tracing.ts";
import type { DeliveryBatcher } from "./batcher.ts";
import { NotStored } from "./batcher.ts";
import { HttpProblem } from "./problem.ts";

/** The largest delivery taken, in bytes. GitHub sends none above 25 MB. */
export const MAX_DELIVERY_BYTES = 25 * 1024 * 1024;
/** How much of a body that is too large is taken in before the connection is cut, and for how long, in ms. */
const MAX_DRAIN_BYTES = 128 * 1024 * 1024;
const MAX_DRAIN_MS = 10_000;
/** Longest delivery id and event name taken. GitHub's are 36 and about 40 characters. */
const MAX_NAME = 255;

/** What became of a delivery, for the metrics. */
export type IntakeResult =
  | "accepted"
  | "aborted"
  | "bad-signature"
  | "malformed"
  | "no-secret"
  | "not-configured"
  | "overloaded"
  | "database"
  | "rejected-row"
  | "stopping"
  | "too-large"
  | "failed";

export interface WebhookDeps {
  readonly forges: ReadonlyMap<string, Forge>;
  readonly batcher: DeliveryBatcher;
  readonly log: Logger;
  /** Counts what became of each delivery. */
  readonly counted: (provider: string, result: IntakeResult) => void;
  /** Most bytes of bodies that are held at once, being read or waiting for their commit. Default 256 MiB. */
  readonly maxHeldBytes?: number;
}

/**
 * The intake of deliveries: `POST /webhooks/{provider}`. 202 is answered after the commit that stores the delivery and
 * never before; whatever else happens is a refusal that the forge shows and can redeliver.
 */
export async function registerWebhooks(app: FastifyInstance, deps: WebhookDeps): Promise<void> {
  const maxHeldBytes = deps.maxHeldBytes ?? 256 * 1024 * 1024;
  const results = new WeakMap<FastifyRequest, IntakeResult>();
  let heldBytes = 0;

  const refuse = (request: FastifyRequest, result: IntakeResult, problem: HttpProblem): never => {
    results.set(request, result);
    throw problem;
  };

  // The signature is over the bytes as they came, so no parser may touch them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (_request: FastifyRequest, body: IncomingMessage) => readBody(body));

  app.addHook("onRequest", async (request, reply) => {
    const { provider } = request.params as { provider: string };
    const known = deps.forges.has(provider);
    // The body must be read before its signature can be checked, so what strangers can make us hold is bounded.
    const length = Number(request.headers["content-length"] ?? MAX_DELIVERY_BYTES);
    const held = length > MAX_DELIVERY_BYTES ? 0 : length;
    heldBytes += held;
    reply.raw.once("close", () => {
      heldBytes -= held;
      const fallback: IntakeResult = reply.raw.writableFinished ? resultOfStatus(reply.statusCode) : "aborted";
      deps.counted(known ? provider : "unknown", results.get(request) ?? fallback);
    });
    if (!known) {
      refuse(
        request,
        "not-configured",
        new HttpProblem(
          "not-configured",
          "No forge of this name is configured on this server.",
          `Configure it, or send to one of: ${[...deps.forges.keys()].map((id) => `/webhooks/${id}`).join(", ") || "none"}.`,
        ),
      );
    }
    if (heldBytes > maxHeldBytes) refuse(request, "overloaded", busy("Too many deliveries are being read at once."));
  });

  // Forges show no pages: the headers that tell a browser what it may do would only cost time.
  app.post("/webhooks/:provider", { helmet: false }, async (request, reply) => {
    const { provider } = request.params as { provider: string };
    const intake = deps.forges.get(provider)?.webhooks;
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!intake?.configured) {
      return refuse(
        request,
        "no-secret",
        new HttpProblem(
          "no-webhook-secret",
          "This server has no webhook secret, so it cannot tell real deliveries from forged ones.",
          `Set the webhook secret of ${provider} (${provider.toUpperCase()}_WEBHOOK_SECRET) and the same one at the forge.`,
          { retryAfter: 300 },
        ),
      );
    }
    if (!intake.verify(request.headers, body)) {
      return refuse(
        request,
        "bad-signature",
        new HttpProblem(
          "bad-signature",
          "The delivery is not signed, or not with this server's webhook secret.",
          "Set the same secret at the forge and on this server.",
        ),
      );
    }
    const identity = intake.identify(request.headers);
    if (identity === null || tooLong(identity.deliveryId) || tooLong(identity.event)) {
      return refuse(
        request,
        "malformed",
        new HttpProblem(
          "bad-request",
          "The headers that name the delivery and its event are missing or too long.",
          "Send the delivery as the forge does, with its own headers.",
        ),
      );
    }
    const payload = jsonOf(request.headers["content-type"], body);
    if (payload === null) {
      return refuse(
        request,
        "malformed",
        new HttpProblem(
          "bad-request",
          "The body is no JSON object.",
          "Set the webhook's content type to application/json.",
        ),
      );
    }
    try {
      // Begun only now: strangers get no span, and what they call their trace is not believed.
      const about = (): Attributes => ({
        "tollgate.provider": provider,
        "tollgate.delivery": identity.deliveryId,
        "tollgate.event": identity.event,
        "tollgate.repository": intake.translate(identity.event, payload).repository,
      });
      const store = () => deps.batcher.add({ provider, ...identity, payload, traceparent: traceparent() });
      await span("webhook", about, store, { kind: "server" });
    } catch (error) {
      if (!(error instanceof NotStored)) throw error;
      if (error.reason === "row") deps.log.error({ err: error.cause, ...identity }, "a delivery cannot be stored");
      const [result, text] = NOT_STORED[error.reason];
      return refuse(request, result, busy(text));
    }
    results.set(request, "accepted");
    return reply.code(202).send({ status: "accepted", deliveryId: identity.deliveryId });
  });
}

const NOT_STORED: Record<NotStored["reason"], [IntakeResult, string]> = {
  "queue-full": ["overloaded", "Too many deliveries wait to be stored."],
  database: ["database", "The database did not confirm the delivery in time."],
  row: ["rejected-row", "The database does not take this delivery."],
  stopping: ["stopping", "The server is stopping."],
};

function busy(detail: string): HttpProblem {
  return new HttpProblem("unavailable", detail, "The delivery was not taken: send it again.", { retryAfter: 5 });
}

function tooLong(name: string): boolean {
  return name.length === 0 || name.length > MAX_NAME;
}

function resultOfStatus(status: number): IntakeResult {
  return status === 413 ? "too-large" : "failed";
}

/**
 * The bytes of a body. One that is too large is still taken in to its end, and thrown away: a client that is cut off while
 * it sends sees a broken connection and never the answer.
 * @throws HttpProblem of kind `too-large`
 */
function readBody(body: IncomingMessage): Promise<Buffer> {
  // Events and not `for await`: that costs more than all else here.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let enough = 0;
    const end = () => {
      body.off("data", take);
      if (length <= MAX_DELIVERY_BYTES) {
        const [only] = chunks;
        return resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length));
      }
      reject(
        new HttpProblem(
          "too-large",
          `The delivery is larger than ${MAX_DELIVERY_BYTES} bytes.`,
          "Forges send no such delivery: look at who sent it.",
        ),
      );
    };
    const broken = () => {
      reject(new HttpProblem("bad-request", "The connection ended before the body did.", "Send the delivery again."));
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_DELIVERY_BYTES) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      if (enough === 0) enough = Date.now() + MAX_DRAIN_MS;
      if (length > MAX_DRAIN_BYTES || Date.now() > enough) end();
    };
    body.on("data", take);
    body.once("end", end);
    body.once("error", broken);
    body.once("close", broken);
  });
}

/** The JSON document of a delivery, out of its form if it came in one; null when there is no JSON object. */
function jsonOf(contentType: string | undefined, body: Buffer): Buffer | null {
  let payload = body;
  if (contentType?.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    const field = new URLSearchParams(body.toString("utf8")).get("payload");
    if (field === null) return null;
    payload = Buffer.from(field, "utf8");
  }
  try {
    const value: unknown = JSON.parse(payload.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? payload : null;
  } catch {
    return null;
  }
}
