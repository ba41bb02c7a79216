import { type Dispatcher, fetch, type Response } from "undici";
import { ForgeError, type RequestReport } from "../forge.ts";
import { brokenError, errorOf } from "./errors.ts";
import { EtagCache } from "./etags.ts";
import { type Budget, Limits } from "./limits.ts";
import { routeOf } from "./route.ts";

/** Whose budget a request uses, and how it proves who we are. */
export interface Credential {
  /** `token`, `app`, `installation 12`: shown in metrics, never secret. */
  readonly key: string;
  /** The value of the Authorization header; may ask GitHub for it. */
  authorization(signal: AbortSignal | undefined): Promise<string>;
  /** Told that GitHub refused the value; true when a new one can be had. */
  renew(): boolean;
}

export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below the API's base, encoded, with its query; or a whole URL (GraphQL's). */
  readonly path: string;
  readonly body?: unknown;
  /** Null for the few requests that need none. */
  readonly credential: Credential | null;
  readonly signal?: AbortSignal | undefined;
  /** Doing it twice does no harm, so that it may be tried again. Default: true for GET alone. */
  readonly safe?: boolean;
  /** Whose limits count; default `core`. */
  readonly resource?: "core" | "graphql";
  /** The permission that is missing when GitHub answers 403 without naming one. */
  readonly needs?: string | undefined;
  /** How often it is tried again at most; default {@link RETRIES}. */
  readonly retries?: number;
  /** All attempts together end within so many milliseconds; default {@link CALL_MS}. */
  readonly withinMs?: number;
  /** How errors name the request where its path is not for everyone's eyes. */
  readonly label?: string;
  /**
   * A file is asked for, of at most so many bytes. Such an answer may come from another host, which is sent no
   * credential.
   */
  readonly mostBytes?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; null when the body is empty. */
  readonly json: unknown;
  /** The file, where one was asked for. */
  readonly bytes?: Uint8Array;
  /** The value of the Link header, kept with conditional answers. */
  readonly link: string | null;
}

export interface TransportOptions {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly dispatcher?: Dispatcher | undefined;
  readonly now: () => number;
  readonly random: () => number;
  /** Milliseconds until one request is given up. */
  readonly deadlineMs: number;
  /** Told of every request that was sent. Must not throw. */
  readonly onRequest?: ((report: RequestReport) => void) | undefined;
}

/** All attempts of one call end within this, so that several calls fit into the lease of the worker that made them. */
const CALL_MS = 14_000;
const RETRIES = 3;
const REDIRECTS = 3;

/**
 * Sends requests to one GitHub: limits and concurrency per credential, conditional requests, retries of what is safe
 * to retry, and errors by kind. It knows nothing of what the requests mean.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #limits = new Map<string, Limits>();
  readonly #etags = new EtagCache();

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Sends a call. Every status from 200 to 299 is an answer; all else is thrown as a {@link ForgeError}. */
  async send(call: Call): Promise<Answer> {
    const started = performance.now();
    const label = call.label ?? `${call.method} ${call.path.split("?")[0]}`;
    const within = call.withinMs ?? CALL_MS;
    let renewed = false;
    for (let attempt = 0; ; attempt++) {
      const left = within - (performance.now() - started);
      try {
        const deadline = call.mostBytes === undefined ? this.#options.deadlineMs : CALL_MS;
        return await this.#once(call, label, Math.min(deadline, Math.max(1_000, left)), attempt + 1);
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error;
        if (error.kind === "unauthorized" && error.status === 401 && !renewed && call.credential?.renew() === true) {
          renewed = true;
          continue;
        }
        // `transient` means for a write that nothing was sent, so this never does anything twice.
        if (error.kind !== "transient" || attempt >= (call.retries ?? RETRIES) || call.signal?.aborted === true)
          throw error;
        const pause = 150 * 2 ** attempt * (0.5 + this.#options.random());
        if (performance.now() - started + pause > within - 1_000) throw error;
        await sleep(pause, call.signal);
      }
    }
  }

  limitsOf(credential: Credential | null): Limits {
    const key = credential?.key ?? "anonymous";
    let limits = this.#limits.get(key);
    if (limits === undefined) {
      limits = new Limits(key, this.#options.now);
      this.#limits.set(key, limits);
    }
    return limits;
  }

  budgets(): Budget[] {
    return [...this.#limits.values()].flatMap((limits) => limits.budgets());
  }

  async #once(call: Call, label: string, deadlineMs: number, attempt: number): Promise<Answer> {
    const asked = performance.now();
    const resource = call.resource ?? "core";
    const safe = call.safe ?? call.method === "GET";
    const limits = this.limitsOf(call.credential);
    limits.check(resource);
    const authorization = await call.credential?.authorization(call.signal);
    const release = await limits.acquire(!safe, call.signal);
    let status: number | null = null;
    let sent: number | null = null;
    try {
      // The limit may have been met while this request waited for its place.
      limits.check(resource);
      sent = performance.now();
      return await this.#exchange(call, label, safe, authorization, limits, deadlineMs, (answered) => {
        status = answered;
      });
    } finally {
      release();
      if (sent !== null) {
        this.#options.onRequest?.({
          method: call.method,
          route: routeOf(call.path),
          attempt,
          status,
          waitMs: sent - asked,
          tookMs: performance.now() - sent,
        });
      }
    }
  }

  async #exchange(
    call: Call,
    label: string,
    safe: boolean,
    authorization: string | undefined,
    limits: Limits,
    deadlineMs: number,
    answered: (status: number) => void,
  ): Promise<Answer> {
    const conditional =
      call.method === "GET" && call.mostBytes === undefined ? `${call.credential?.key ?? ""} ${call.path}` : null;
    const kept = conditional === null ? undefined : this.#etags.get(conditional);
    const received = await this.#fetch(call, label, safe, authorization, kept?.etag, deadlineMs);
    const { status, headers } = received;
    answered(status);
    const text = status === 304 && kept !== undefined ? kept.text : received.text;
    const message = status >= 400 ? messageOf(text) : "";
    const limited = limits.observe({ status, headers, message, resource: call.resource ?? "core" });
    if (limited !== null) throw limited;
    if (status === 304 && kept !== undefined) {
      return { status: 200, headers, json: parse(text, label), link: kept.link };
    }
    if (status < 200 || status > 299) {
      throw errorOf({ label, status, headers, message, safe, needs: call.needs });
    }
    if (received.bytes !== undefined) return { status, headers, json: null, link: null, bytes: received.bytes };
    const json = parse(text, label);
    const link = headers.get("link");
    const etag = headers.get("etag");
    if (conditional !== null && etag !== null) this.#etags.set(conditional, { etag, text, link });
    return { status, headers, json, link };
  }

  async #fetch(
    call: Call,
    label: string,
    safe: boolean,
    authorization: string | undefined,
    etag: string | undefined,
    deadlineMs: number,
  ): Promise<{ status: number; headers: Headers; text: string; bytes?: Uint8Array }> {
    if (call.signal?.aborted === true) throw new ForgeError("transient", `${label}: given up before it was sent`);
    const deadline = AbortSignal.timeout(Math.ceil(deadlineMs));
    const signal = call.signal === undefined ? deadline : AbortSignal.any([deadline, call.signal]);
    const home = call.path.startsWith("/") ? this.#options.apiUrl + call.path : call.path;
    let url = home;
    try {
      for (let hop = 0; ; hop++) {
        const abroad = new URL(url).origin !== new URL(home).origin;
        const response = await fetch(url, {
          method: call.method,
          headers: {
            "user-agent": "tollgate",
            ...(abroad ? {} : { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" }),
            ...(authorization === undefined || abroad ? {} : { authorization }),
            ...(etag === undefined ? {} : { "if-none-match": etag }),
            ...(call.body === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
          redirect: "manual",
          signal,
          ...(this.#options.dispatcher === undefined ? {} : { dispatcher: this.#options.dispatcher }),
        });
        const next = redirect(response.status, response.headers.get("location"), call, url);
        if (next === null || hop >= REDIRECTS) {
          const { status } = response;
          const headers = response.headers as unknown as Headers;
          if (call.mostBytes !== undefined && response.ok) {
            return { status, headers, text: "", bytes: await bytesOf(response, call.mostBytes, label) };
          }
          // The refusals of another host say nothing of GitHub's permissions or limits, and its texts are not GitHub's.
          if (abroad) throw storageError(label, status);
          return { status, headers, text: await response.text() };
        }
        await response.body?.cancel();
        url = next;
      }
    } catch (error) {
      if (error instanceof ForgeError) throw error;
      throw brokenError(label, error, safe, deadline.aborted);
    }
  }
}

/**
 * A renamed repository answers with its new place; credentials follow only to the same server. Only a file may be
 * fetched from another one, and never over a connection that is open to others where GitHub's own is not.
 */
function redirect(status: number, location: string | null, call: Call, from: string): string | null {
  const follows = call.method === "GET" ? [301, 302, 307, 308].includes(status) : status === 307 || status === 308;
  if (!follows || location === null || !URL.canParse(location, from)) return null;
  const next = new URL(location, from);
  const here = new URL(from);
  if (next.origin === here.origin) return next.href;
  const safe = next.protocol === "https:" || (next.protocol === "http:" && here.protocol === "http:");
  return call.mostBytes !== undefined && safe ? next.href : null;
}

/** Reads at most so many bytes, and no more than that even where the length was not told or is wrong. */
async function bytesOf(response: Response, most: number, label: string): Promise<Uint8Array> {
  const tooLarge = () =>
    new ForgeError("invalid", `${label}: the file has more than ${most} bytes`, { remedy: "Upload a smaller one." });
  if (Number(response.headers.get("content-length") ?? 0) > most) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Addresses of files are good for a short time only: a refused one may be had anew. */
function storageError(label: string, status: number): ForgeError {
  const kind = status === 404 || status === 410 ? "not-found" : "transient";
  return new ForgeError(kind, `${label}: the host that keeps the file answers ${status}`, { status });
}

function parse(text: string, label: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new ForgeError("protocol", `${label}: the answer is no JSON`, {
      remedy: "Check that the API's address is right and that no proxy answers in GitHub's place.",
    });
  }
}

/** GitHub's own words for what is wrong, at most 300 characters. */
function messageOf(text: string): string {
  try {
    const body = JSON.parse(text) as { message?: unknown; errors?: unknown } | null;
    const message = typeof body?.message === "string" ? body.message : "";
    const details = Array.isArray(body?.errors)
      ? body.errors.map((error: unknown) =>
          typeof error === "string" ? error : (error as { message?: unknown } | null)?.message,
        )
      : [];
    return [message, ...details.filter((detail) => typeof detail === "string")].join("; ").slice(0, 300);
  } catch {
    return "";
  }
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
  });
}
