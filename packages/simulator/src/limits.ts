import type { Caller } from "./apps.ts";

/** One hour's budget of one caller. */
export interface Budget {
  readonly resource: "core" | "graphql" | "search";
  readonly limit: number;
  used: number;
  /** Milliseconds. */
  resetAt: number;
}

export interface LimitOptions {
  /** Requests an hour; default GitHub's 5,000 (60 without a token). */
  readonly hourly?: number;
  /** Whether 900 points a minute (2,000 for GraphQL) and 80 new contents a minute are enforced. Default false. */
  readonly secondary?: boolean;
}

const HOUR = 3_600_000;

/** Who pays: budgets belong to the installation or the person, not to the token. */
export function payer(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
      return "ip:127.0.0.1";
    case "app":
      return `app:${caller.app.id}`;
    case "installation":
      return `installation:${caller.installation.id}`;
    case "user":
      return `user:${caller.login}`;
  }
}

/** Counts requests as GitHub does, and says when it is too much. */
export class Limits {
  #budgets = new Map<string, Budget>();
  #minutes = new Map<string, { at: number; points: number; content: boolean }[]>();
  #now: () => number;
  #options: LimitOptions;

  constructor(now: () => number, options: LimitOptions) {
    this.#now = now;
    this.#options = options;
  }

  budget(caller: Caller, resource: Budget["resource"]): Budget {
    const key = `${payer(caller)}/${resource}`;
    const known = this.#budgets.get(key);
    if (known !== undefined && known.resetAt > this.#now()) return known;
    const limit = this.#options.hourly ?? (caller.kind === "anonymous" ? 60 : 5_000);
    const fresh: Budget = { resource, limit, used: 0, resetAt: this.#now() + HOUR };
    this.#budgets.set(key, fresh);
    return fresh;
  }

  /** What is left of an hour is set so: a test need not send 5,000 requests. */
  setRemaining(caller: Caller, resource: Budget["resource"], remaining: number): void {
    const budget = this.budget(caller, resource);
    budget.used = budget.limit - remaining;
  }

  /** Points of the last minute. GET 1, changes 5, as GitHub counts. */
  points(caller: Caller): number {
    return this.#recent(payer(caller)).reduce((sum, entry) => sum + entry.points, 0);
  }

  /** The most points that any caller had in a minute, ever. */
  peak = 0;

  /** Requests that wait for their answer now, and the most that ever did. */
  atOnce = 0;
  peakAtOnce = 0;

  enter(): void {
    this.atOnce += 1;
    this.peakAtOnce = Math.max(this.peakAtOnce, this.atOnce);
  }

  leave(): void {
    this.atOnce -= 1;
  }

  /** Whether it is too much within a minute; counts the request. */
  tooFast(caller: Caller, points: number, graphql: boolean, content: boolean): boolean {
    const recent = this.#recent(payer(caller));
    const sum = recent.reduce((total, entry) => total + entry.points, 0) + points;
    const contents = recent.filter((entry) => entry.content).length + (content ? 1 : 0);
    this.peak = Math.max(this.peak, sum);
    if (this.#options.secondary === true && (sum > (graphql ? 2_000 : 900) || contents > 80)) return true;
    recent.push({ at: this.#now(), points, content });
    return false;
  }

  /** Gives everybody a full hour again. */
  reset(): void {
    this.#budgets.clear();
    this.#minutes.clear();
  }

  headers(budget: Budget): Record<string, string> {
    return {
      "x-ratelimit-limit": String(budget.limit),
      "x-ratelimit-remaining": String(Math.max(0, budget.limit - budget.used)),
      "x-ratelimit-used": String(budget.used),
      "x-ratelimit-reset": String(Math.ceil(budget.resetAt / 1000)),
      "x-ratelimit-resource": budget.resource,
    };
  }

  #recent(key: string) {
    const since = this.#now() - 60_000;
    const recent = (this.#minutes.get(key) ?? []).filter((entry) => entry.at > since);
    this.#minutes.set(key, recent);
    return recent;
  }
}
