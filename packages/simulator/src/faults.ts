import { seededRandom } from "./random.ts";

/** Which requests a fault hits; what is left out fits all. */
export interface FaultMatch {
  readonly method?: string;
  /** A regular expression over the path (without `/api/v3`, without the query string). */
  readonly path?: RegExp | string;
  /** Only GraphQL (true) or only REST (false). */
  readonly graphql?: boolean;
  /** A regular expression over the GraphQL query's text. */
  readonly query?: RegExp | string;
  /** Only requests that read (REST GET, GraphQL queries), or only those that change something. */
  readonly writes?: boolean;
}

interface Common {
  readonly match?: FaultMatch;
  /** How often it strikes; default always. */
  readonly times?: number;
  /** Milliseconds by the simulator's clock, or a date. */
  readonly until?: Date | number;
  /** Default 1. */
  readonly probability?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** The way in which an answer fails. */
export type FaultKind =
  /** Answers so without doing anything. */
  | { kind: "status"; status: number; body?: unknown; headers?: Readonly<Record<string, string>> }
  /** Never answers, does nothing. */
  | { kind: "hang" }
  /** Breaks the connection, does nothing. */
  | { kind: "reset" }
  /** Does it, then answers with an error, breaks the connection, or never answers. */
  | { kind: "after"; answer?: "status" | "reset" | "hang"; status?: number }
  /** The hour's budget is used up; it is back after so many seconds. GraphQL tells so with status 200. */
  | { kind: "rate-limit-primary"; seconds: number; status?: 403 | 429 }
  /** Too much at once; come back after so many seconds. */
  | { kind: "rate-limit-secondary"; seconds: number; status?: 403 | 429; retryAfter?: boolean }
  /** Reads show the state as it was so many seconds ago. */
  | { kind: "stale"; seconds: number }
  | { kind: "slow"; ms: number }
  /** Sends the first half of the body, then breaks the connection. */
  | { kind: "cut" };

export type Fault = Common & FaultKind;

export interface FaultHandle {
  readonly id: number;
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly graphql: boolean;
  readonly query: string | null;
  readonly writes: boolean;
}

function fits(match: FaultMatch | undefined, target: FaultTarget): boolean {
  if (match === undefined) return true;
  const pattern = (value: RegExp | string | undefined, text: string) =>
    value === undefined || new RegExp(value).test(text);
  return (
    (match.method === undefined || match.method.toUpperCase() === target.method) &&
    pattern(match.path, target.path) &&
    (match.graphql === undefined || match.graphql === target.graphql) &&
    (match.query === undefined || (target.query !== null && pattern(match.query, target.query))) &&
    (match.writes === undefined || match.writes === target.writes)
  );
}

interface Standing {
  readonly id: number;
  readonly fault: Fault;
  readonly random: () => number;
  hits: number;
}

/** The faults that stand; each request asks which of them strike. */
export class Faults {
  #standing: Standing[] = [];
  #count = 0;
  #now: () => number;
  #onAdd: (fault: Fault) => void;
  #onClear: () => void;

  constructor(now: () => number, onAdd: (fault: Fault) => void, onClear: () => void) {
    this.#now = now;
    this.#onAdd = onAdd;
    this.#onClear = onClear;
  }

  /** Lets answers fail from now on. */
  add(fault: Fault): FaultHandle {
    this.#count += 1;
    const standing: Standing = { id: this.#count, fault, random: seededRandom(fault.seed ?? 1), hits: 0 };
    this.#standing.push(standing);
    this.#onAdd(fault);
    return {
      id: standing.id,
      get hits() {
        return standing.hits;
      },
      remove: () => this.remove(standing.id),
    };
  }

  remove(id: number): void {
    this.#standing = this.#standing.filter((standing) => standing.id !== id);
  }

  /** Ends all faults and gives all budgets back; requests that hang are let go with a broken connection. */
  clear(): void {
    this.#standing = [];
    this.#onClear();
  }

  /** The faults that strike this request, in the order in which they were added. */
  strike(target: FaultTarget): Fault[] {
    const now = this.#now();
    const struck: Fault[] = [];
    for (const standing of this.#standing) {
      const { fault } = standing;
      if (fault.until !== undefined && now >= Number(fault.until)) continue;
      if (fault.times !== undefined && standing.hits >= fault.times) continue;
      if (fault.kind === "stale" && target.writes) continue;
      if (!fits(fault.match, target)) continue;
      if (fault.probability !== undefined && standing.random() >= fault.probability) continue;
      standing.hits += 1;
      struck.push(fault);
    }
    return struck;
  }
}
