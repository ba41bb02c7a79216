import { ForgeError } from "../forge.ts";

/** What is left of one budget of one credential. */
export interface Budget {
  readonly resource: string;
  readonly remaining: number;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly resetAt: number;
}

/** GitHub asks for at least a minute's rest where a secondary limit names no time. */
const SECONDARY_MS = 60_000;
const SECONDARY_MAX_MS = 15 * 60_000;
/** GitHub allows 100 requests at once over all of an App or user; several replicas share that. */
const CONCURRENT = 20;
const CONCURRENT_WRITES = 5;

/**
 * The limits of one credential: how many requests may run at once, and until when none may be sent. While a limit
 * holds, requests fail at once with `rate-limited` and its end: it is the worker that waits, never a hidden sleep.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export class Limits {
  readonly #key: string;
  readonly #now: () => number;
  readonly #blocked = new Map<string, number>();
  readonly #budgets = new Map<string, Budget>();
  readonly #waiting: { write: boolean; go: () => void }[] = [];
  #blockedAll = 0;
  #secondaryHits = 0;
  #running = 0;
  #writing = 0;

  constructor(key: string, now: () => number) {
    this.#key = key;
    this.#now = now;
  }

  /** Throws `rate-limited` while the resource may not be used. */
  check(resource: string): void {
    const until = Math.max(this.#blockedAll, this.#blocked.get(resource) ?? 0);
    if (until > this.#now()) throw this.#limited(until, `the ${resource} budget of ${this.#key} is used up`);
  }

  /** Waits for a place; the returned function gives it back. */
  async acquire(write: boolean, signal: AbortSignal | undefined): Promise<() => void> {
    if (!this.#fits(write)) {
      await new Promise<void>((resolve, reject) => {
        const entry = { write, go: resolve };
        this.#waiting.push(entry);
        signal?.addEventListener(
          "abort",
          () => {
            const index = this.#waiting.indexOf(entry);
            if (index < 0) return;
            this.#waiting.splice(index, 1);
            reject(new ForgeError("transient", "given up before the request was sent"));
          },
          { once: true },
        );
      });
    } else this.#take(write);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#running--;
      if (write) this.#writing--;
      this.#wake();
    };
  }

  /**
   * Learns from an answer, and returns the error where it says that a limit was met.
   * @param message GitHub's text in the body, empty where there is none
   */
  observe(answer: { status: number; headers: Headers; message: string; resource: string }): ForgeError | null {
    const { headers, status } = answer;
    const resource = headers.get("x-ratelimit-resource") ?? answer.resource;
    const remaining = numberOf(headers.get("x-ratelimit-remaining"));
    const resetAt = this.#localTime(numberOf(headers.get("x-ratelimit-reset")), headers.get("date"));
    if (remaining !== null && resetAt !== null) {
      this.#budgets.set(resource, { resource: `${this.#key}/${resource}`, remaining, resetAt });
      if (remaining === 0 && resetAt > this.#now()) {
        this.#blocked.set(resource, resetAt);
        // A resource that GitHub names otherwise than we do is blocked under our name as well.
        this.#blocked.set(answer.resource, resetAt);
      }
    }
    if (status !== 403 && status !== 429) {
      if (status < 400) this.#secondaryHits = 0;
      return null;
    }
    const retryAfter = this.#retryAfter(headers.get("retry-after"));
    if (retryAfter !== null) {
      this.#blockedAll = Math.max(this.#blockedAll, retryAfter);
      return this.#limited(retryAfter, answer.message || "GitHub asks for a pause");
    }
    if (remaining === 0 && resetAt !== null) {
      return this.#limited(resetAt, answer.message || `the ${resource} budget of ${this.#key} is used up`);
    }
    if (status === 429 || /secondary rate limit|abuse detection/i.test(answer.message)) {
      const until = this.#now() + Math.min(SECONDARY_MAX_MS, SECONDARY_MS * 2 ** this.#secondaryHits++);
      this.#blockedAll = Math.max(this.#blockedAll, until);
      return this.#limited(until, answer.message || "secondary rate limit");
    }
    return null;
  }

  /** GraphQL tells of a used-up budget in a 200. */
  graphqlLimited(message: string): ForgeError {
    const secondary = /secondary/i.test(message);
    const until = secondary
      ? this.#now() + Math.min(SECONDARY_MAX_MS, SECONDARY_MS * 2 ** this.#secondaryHits++)
      : Math.max(this.#budgets.get("graphql")?.resetAt ?? 0, this.#now() + SECONDARY_MS);
    if (secondary) this.#blockedAll = Math.max(this.#blockedAll, until);
    else this.#blocked.set("graphql", until);
    return this.#limited(until, message);
  }

  /** Whether all requests must rest, not those of one resource alone. */
  get resting(): boolean {
    return this.#blockedAll > this.#now();
  }

  budgets(): Budget[] {
    return [...this.#budgets.values()];
  }

  #limited(retryAt: number, why: string): ForgeError {
    return new ForgeError("rate-limited", why, {
      retryAt,
      remedy: "It goes on by itself then; fewer repositories per installation or a longer reconcile interval spare it.",
    });
  }

  #fits(write: boolean): boolean {
    return this.#running < CONCURRENT && (!write || this.#writing < CONCURRENT_WRITES);
  }

  #take(write: boolean): void {
    this.#running++;
    if (write) this.#writing++;
  }

  #wake(): void {
    for (let i = 0; i < this.#waiting.length; ) {
      const entry = this.#waiting[i];
      if (entry === undefined || !this.#fits(entry.write)) {
        i++;
        continue;
      }
      this.#waiting.splice(i, 1);
      this.#take(entry.write);
      entry.go();
    }
  }

  /** The server's time in this machine's: the two clocks may differ by minutes, and a limit is obeyed exactly. */
  #localTime(epochSeconds: number | null, date: string | null): number | null {
    if (epochSeconds === null) return null;
    const serverNow = date === null ? Number.NaN : Date.parse(date);
    const skew = Number.isNaN(serverNow) ? 0 : this.#now() - serverNow;
    // Date has whole seconds, cut off: the skew comes out up to a second too large, so never a moment too early.
    return epochSeconds * 1000 + skew;
  }

  #retryAfter(header: string | null): number | null {
    if (header === null || header.trim() === "") return null;
    const seconds = Number(header);
    if (Number.isFinite(seconds)) return this.#now() + Math.max(0, seconds) * 1000;
    const date = Date.parse(header);
    return Number.isNaN(date) ? null : date;
  }
}

function numberOf(header: string | null): number | null {
  if (header === null || header.trim() === "") return null;
  const value = Number(header);
  return Number.isFinite(value) ? value : null;
}
