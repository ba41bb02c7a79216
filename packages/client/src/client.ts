import type { z } from "zod";
import type { ChangeCommand, ChangeSort, Event } from "./change.ts";
import { event as eventSchema } from "./change.ts";
import { type Problem, problem } from "./problem.ts";
import { type Document, SCHEMAS, type SchemaName } from "./schemas.ts";
import { readMessages } from "./stream.ts";

/** The server said no. `problem.type` tells why to programs, `problem.remedy` what to do to people. */
export class ApiError extends Error {
  readonly problem: Problem;
  /** Seconds after which trying again makes sense, when the server said so. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The server could not be reached, or what answered is no Tollgate. */
export class UnreachableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "UnreachableError";
  }
}

export interface ChangeAddress {
  readonly provider: string;
  /** owner/name */
  readonly repository: string;
  readonly number: number;
}

export interface ChangeQuery {
  readonly repository?: string | undefined;
  readonly number?: number | undefined;
  readonly state?: string | undefined;
  readonly lifecycle?: string | undefined;
  readonly author?: string | undefined;
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Which rows of the list of changes. Lists of values are separated by commas. */
export interface ChangeRowQuery extends ChangeQuery {
  readonly step?: string | undefined;
  readonly outcome?: string | undefined;
  readonly risk?: string | undefined;
  readonly tier?: string | undefined;
  /** Only changes that this gate holds now. */
  readonly gate?: string | undefined;
  /** Only these changes, by their ids. */
  readonly ids?: string | undefined;
  readonly sort?: ChangeSort | undefined;
}

type Query = object;

/** A typed client of the API. Every answer is checked against its schema; methods throw ApiError or UnreachableError. */
export class TollgateClient {
  readonly #base: string;
  readonly #token: string | undefined;
  readonly #fetch: typeof fetch;
  readonly #timeoutMs: number;

  /**
   * @param options.url where the server is, with or without a slash at the end
   * @param options.timeoutMs how long one request may take; default 30,000
   */
  constructor(options: {
    url: string;
    token?: string | undefined;
    fetch?: typeof fetch | undefined;
    timeoutMs?: number | undefined;
  }) {
    this.#base = options.url.replace(/\/+$/, "");
    this.#token = options.token;
    this.#fetch = options.fetch ?? fetch;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
  }

  /** One page of changes, the last updated first. */
  listChanges(query: ChangeQuery = {}): Promise<Document<"ChangePage">> {
    return this.#get("ChangePage", "/api/v1/changes", query);
  }

  /** All changes that fit, page by page. */
  async *allChanges(query: Omit<ChangeQuery, "cursor"> = {}): AsyncGenerator<Document<"Change">> {
    let cursor: string | undefined;
    do {
      const page = await this.listChanges({ ...query, cursor });
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** One page of changes as lists show them. */
  listChangeRows(query: ChangeRowQuery = {}): Promise<Document<"ChangeRowPage">> {
    return this.#get("ChangeRowPage", "/api/v1/change-rows", query);
  }

  change(address: ChangeAddress): Promise<Document<"Change">> {
    return this.#get("Change", pathOf(address));
  }

  explain(address: ChangeAddress): Promise<Document<"Explanation">> {
    return this.#get("Explanation", `${pathOf(address)}/explain`);
  }

  /** What it would be under other policy files. */
  tryPolicy(address: ChangeAddress, trial: Document<"PolicyTrial">): Promise<Document<"TrialExplanation">> {
    return this.#send("TrialExplanation", "POST", `${pathOf(address)}/explain`, trial);
  }

  listEvents(
    address: ChangeAddress,
    query: { limit?: number | undefined; cursor?: string | undefined; order?: "asc" | "desc" | undefined } = {},
  ): Promise<Document<"EventPage">> {
    return this.#get("EventPage", `${pathOf(address)}/events`, query);
  }

  /** What the decision of an event was made from. */
  eventFacts(address: ChangeAddress, version: number): Promise<Document<"EventFacts">> {
    return this.#get("EventFacts", `${pathOf(address)}/events/${version}/facts`);
  }

  /** @param id a UUID: sent again with the same one, the command is carried out once */
  command(address: ChangeAddress, command: ChangeCommand, id?: string): Promise<Document<"CommandResult">> {
    const headers = id === undefined ? {} : { "idempotency-key": id };
    return this.#send("CommandResult", "POST", `${pathOf(address)}/commands`, command, headers);
  }

  /** Hands over what CI measured of a commit of the change. Sent again it changes nothing. */
  measure(address: ChangeAddress, measurements: Document<"NewMeasurements">): Promise<Document<"MeasurementsResult">> {
    return this.#send("MeasurementsResult", "POST", `${pathOf(address)}/measurements`, measurements);
  }

  /** How each gate did in the last days. @param query.repository owner/name; left out: all */
  gates(query: { repository?: string | undefined } = {}): Promise<Document<"GateRecords">> {
    return this.#get("GateRecords", "/api/v1/gates", query);
  }

  listRepositories(
    query: { q?: string | undefined; limit?: number | undefined; cursor?: string | undefined } = {},
  ): Promise<Document<"RepositoryPage">> {
    return this.#get("RepositoryPage", "/api/v1/repositories", query);
  }

  /** @param repository owner/name */
  repository(provider: string, repository: string): Promise<Document<"RepositoryDetail">> {
    return this.#get("RepositoryDetail", repositoryPath(provider, repository));
  }

  /** The policies that came in force, the last one first. */
  listPolicyRevisions(
    provider: string,
    repository: string,
    query: { base?: string | undefined; limit?: number | undefined; cursor?: string | undefined } = {},
  ): Promise<Document<"PolicyRevisionPage">> {
    return this.#get("PolicyRevisionPage", `${repositoryPath(provider, repository)}/policy/revisions`, query);
  }

  /** Puts an earlier revision in force again, until it is lifted or the policy's files change. */
  rollBackPolicy(
    provider: string,
    repository: string,
    rollback: Document<"NewRollback">,
  ): Promise<Document<"RollbackResult">> {
    return this.#send("RollbackResult", "POST", `${repositoryPath(provider, repository)}/policy/rollback`, rollback);
  }

  liftPolicyRollback(
    provider: string,
    repository: string,
    query: { base: string; reason?: string | undefined },
  ): Promise<Document<"RollbackResult">> {
    const path = `${repositoryPath(provider, repository)}/policy/rollback`;
    return this.#send("RollbackResult", "DELETE", urlWith(path, query));
  }

  listDeadLetters(
    query: { limit?: number | undefined; cursor?: string | undefined } = {},
  ): Promise<Document<"DeadLetterPage">> {
    return this.#get("DeadLetterPage", "/api/v1/dead-letters", query);
  }

  /** Tries parked work again, or gives it up for good. */
  settleDeadLetter(
    letter: { kind: string; id: string },
    action: "replay" | "drop",
  ): Promise<Document<"DeadLetterResult">> {
    const path = `/api/v1/dead-letters/${encodeURIComponent(letter.kind)}/${encodeURIComponent(letter.id)}/${action}`;
    return this.#send("DeadLetterResult", "POST", path);
  }

  listDeliveries(
    query: { event?: string; state?: string; limit?: number; cursor?: string } = {},
  ): Promise<Document<"DeliveryPage">> {
    return this.#get("DeliveryPage", "/api/v1/deliveries", query);
  }

  listTokens(query: { limit?: number; cursor?: string } = {}): Promise<Document<"TokenPage">> {
    return this.#get("TokenPage", "/api/v1/tokens", query);
  }

  createToken(token: Document<"NewToken">): Promise<Document<"CreatedToken">> {
    return this.#send("CreatedToken", "POST", "/api/v1/tokens", token);
  }

  revokeToken(id: string): Promise<Document<"Token">> {
    return this.#send("Token", "DELETE", `/api/v1/tokens/${encodeURIComponent(id)}`);
  }

  /** Who the token belongs to. */
  session(): Promise<Document<"Session">> {
    return this.#get("Session", "/api/v1/session");
  }

  /** Signs in, for browsers: the answer sets a cookie. */
  signIn(by: Document<"NewSession">): Promise<Document<"Session">> {
    return this.#send("Session", "POST", "/api/v1/session", by);
  }

  /** Takes the cookie back. */
  signOut(): Promise<Document<"Session">> {
    return this.#send("Session", "DELETE", "/api/v1/session");
  }

  system(): Promise<Document<"System">> {
    return this.#get("System", "/api/v1/system");
  }

  /**
   * Events as they happen, without end: a broken connection is made anew after the last event seen, so that none is
   * missed and none comes twice. Ends when the signal is aborted; throws ApiError when the server refuses.
   * @param options.connected told each time the stream is there
   * @param options.reconnecting told why before each new attempt
   */
  async *events(
    options: {
      stream?: string | undefined;
      types?: readonly string[] | undefined;
      cursor?: string | undefined;
      from?: "start" | "now" | undefined;
      signal?: AbortSignal | undefined;
      connected?: (() => void) | undefined;
      reconnecting?: ((error: unknown) => void) | undefined;
    } = {},
  ): AsyncGenerator<Event> {
    const { signal } = options;
    const stopped = () => signal?.aborted ?? false;
    let last = options.cursor;
    let pause = 1_000;
    const query = { stream: options.stream, types: options.types?.join(","), from: options.from };
    while (!stopped()) {
      try {
        const headers: Record<string, string> = { accept: "text/event-stream" };
        if (last !== undefined) headers["last-event-id"] = last;
        // No time-out over the whole: a stream is meant to stay. The server sends something every 15 seconds.
        const connection = new AbortController();
        const response = await this.#request("GET", urlWith("/api/v1/events/stream", query), {
          headers,
          signal: signal === undefined ? connection.signal : AbortSignal.any([signal, connection.signal]),
        });
        if (response.body === null) throw new UnreachableError("the event stream has no body");
        options.connected?.();
        const alive = watched(response.body, 45_000, () => connection.abort(new Error("the event stream is silent")));
        for await (const message of readMessages(alive, (ms) => (pause = ms))) {
          if (message.id !== "") last = message.id;
          if (message.data !== "") yield eventSchema.parse(JSON.parse(message.data));
        }
        options.reconnecting?.(null);
      } catch (error) {
        if (stopped()) return;
        if (error instanceof ApiError && error.problem.status < 500 && error.problem.status !== 429) throw error;
        options.reconnecting?.(error);
      }
      await delay(pause, signal);
    }
  }

  async #get<Name extends SchemaName>(name: Name, path: string, query: Query = {}): Promise<Document<Name>> {
    return this.#send(name, "GET", urlWith(path, query));
  }

  async #send<Name extends SchemaName>(
    name: Name,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Document<Name>> {
    const response = await this.#request(method, path, {
      headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    const schema: z.ZodType = SCHEMAS[name];
    const parsed = schema.safeParse(await jsonOf(response));
    if (parsed.success) return parsed.data as Document<Name>;
    throw new UnreachableError(`what answers at ${this.#base} does not speak this version of the API`, parsed.error);
  }

  async #request(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#token !== undefined) headers.set("authorization", `Bearer ${this.#token}`);
    let response: Response;
    try {
      response = await this.#fetch(this.#base + path, { ...init, method, headers });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new UnreachableError(`no answer from ${this.#base}: ${cause}`, error);
    }
    if (response.ok) return response;
    const parsed = problem.safeParse(await jsonOf(response));
    if (!parsed.success) throw new UnreachableError(`${this.#base} answered ${response.status} and is no Tollgate`);
    const seconds = Number(response.headers.get("retry-after"));
    throw new ApiError(parsed.data, seconds > 0 ? seconds : null);
  }
}

function pathOf({ provider, repository, number }: ChangeAddress): string {
  const parts = [provider, ...repository.split("/"), String(number)].map(encodeURIComponent);
  return `/api/v1/changes/${parts.join("/")}`;
}

/** @param repository owner/name */
function repositoryPath(provider: string, repository: string): string {
  return `/api/v1/repositories/${[provider, ...repository.split("/")].map(encodeURIComponent).join("/")}`;
}

function urlWith(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** Passes bytes on, and calls `silent` when none came for so long (ms). */
async function* watched(body: ReadableStream<Uint8Array>, ms: number, silent: () => void): AsyncGenerator<Uint8Array> {
  let timer = setTimeout(silent, ms);
  // Not `for await` over the stream: not every browser can.
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      clearTimeout(timer);
      if (done) return;
      yield value;
      timer = setTimeout(silent, ms);
    }
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => {});
  }
}

function delay(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
  });
}
