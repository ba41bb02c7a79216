import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import { comparePlaces, decodePlace, encodePlace, type Place, readLog, START } from "../views/events.ts";
import type { Authenticator, Principal } from "./auth.ts";
import { HttpProblem } from "./problem.ts";
import type { LogTail } from "./tail.ts";

/** A comment is sent this often, in ms, so that proxies keep the connection and a dead one is noticed. */
const HEARTBEAT_MS = 15_000;
/** A client that takes nothing for so long, in ms, is disconnected; it may come back with its last id. */
const STALL_MS = 60_000;
/** What a client waits before it connects again, in ms. */
const RETRY_MS = 2_000;
const PAGE = 200;
/** How many streams one process serves at once. */
const MAX_STREAMS = 1_000;

export interface StreamDeps {
  readonly pool: pg.Pool;
  readonly tail: LogTail;
  readonly auth: Authenticator;
  readonly heartbeatMs?: number | undefined;
}

export interface StreamQuery {
  readonly stream?: string | undefined;
  /** Separated by commas. */
  readonly types?: string | undefined;
  readonly cursor?: string | undefined;
  readonly from?: "start" | "now" | undefined;
}

/**
 * Answers with server-sent events, in the order of commit, after the place that the client names: none is left out and
 * none comes twice, whatever commits meanwhile. Without a place it begins with what comes next. The first message has
 * an id and no data, so that a client that is cut off before the first event resumes from there as well.
 */
export async function streamEvents(
  deps: StreamDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal,
  query: StreamQuery,
): Promise<FastifyReply> {
  const { tail } = deps;
  if (tail.stopped || tail.readers >= MAX_STREAMS) {
    throw new HttpProblem(
      "unavailable",
      tail.stopped ? "The server is stopping." : "Too many event streams are open.",
      "Connect again shortly.",
      { retryAfter: 5 },
    );
  }
  const end = await tail.end();
  const after = placeOf(request, query, end);
  const gone = new AbortController();
  const leave = tail.join();
  reply.raw.once("close", () => {
    gone.abort();
    leave();
  });
  // Whoever went while the end was looked up has been closed before, and is not heard of again.
  if (reply.raw.destroyed) {
    gone.abort();
    leave();
  }

  let stalled: NodeJS.Timeout | undefined;
  const heartbeat = deps.heartbeatMs ?? HEARTBEAT_MS;
  async function* messages(): AsyncGenerator<string> {
    let place = after;
    yield `retry: ${RETRY_MS}\nid: ${encodePlace(place)}\n\n`;
    let quietSince = Date.now();
    while (!tail.stopped && !gone.signal.aborted) {
      const upTo = tail.settled ?? place;
      if (comparePlaces(place, upTo) < 0) {
        const types = query.types?.split(",").filter((type) => type !== "");
        const read = await readLog(deps.pool, { after: place, upTo, limit: PAGE }, { stream: query.stream, types });
        // A short page means that nothing else up to the end fits: what was left out by the filter need not be read again.
        place = read.length === PAGE ? (read.at(-1)?.place ?? upTo) : upTo;
        if (read.length > 0) {
          quietSince = Date.now();
          yield read.map(({ event }) => messageOf(event)).join("");
        }
        continue;
      }
      const pause = quietSince + heartbeat - Date.now();
      if (pause > 0) {
        await tail.moved(place, pause, gone.signal);
        continue;
      }
      quietSince = Date.now();
      // Revoking a token ends its streams as well.
      if (!(await deps.auth.stillValid(principal))) return;
      yield ": still here\n\n";
    }
  }
  async function* watched(): AsyncGenerator<string> {
    try {
      for await (const message of messages()) {
        // Readable.from asks for the next message only when there is room: a slow client is not buffered for.
        stalled = setTimeout(() => reply.raw.destroy(), STALL_MS);
        yield message;
        clearTimeout(stalled);
      }
    } finally {
      clearTimeout(stalled);
      leave();
    }
  }
  return reply
    .header("content-type", "text/event-stream; charset=utf-8")
    .header("cache-control", "no-store")
    .header("x-accel-buffering", "no")
    .send(Readable.from(watched(), { objectMode: false, highWaterMark: 64 * 1024 }));
}

function messageOf(event: { cursor: string; type: string }): string {
  // JSON has no line breaks, so one data line holds it.
  return `id: ${event.cursor}\nevent: ${event.type.replaceAll(/[\r\n]/g, " ")}\ndata: ${JSON.stringify(event)}\n\n`;
}

function placeOf(request: FastifyRequest, query: StreamQuery, end: Place): Place {
  const lastId = request.headers["last-event-id"];
  // A browser that reconnects repeats the address it began with; how far it got is in the header.
  const cursor = typeof lastId === "string" && lastId !== "" ? lastId : query.cursor;
  if (cursor === undefined) return query.from === "start" ? START : end;
  const place = decodePlace(cursor);
  if (place !== null && comparePlaces(place, end) <= 0) return place;
  throw new HttpProblem(
    "invalid",
    place === null
      ? "The cursor is none of this stream."
      : "The cursor is ahead of the log: the database was replaced, by a backup for example.",
    "Connect without a cursor, or with from=start, and read the changes anew.",
  );
}
