// Sees in the database when a delivery is decided, without the server's help: triggers tell what a transaction did, and
// PostgreSQL passes that on exactly when it has committed.
import pg from "pg";
import { changeOf, stepIn } from "./script.ts";
import type { Database } from "./server-process.ts";

const CHANNEL = "bench";
/** Delivery ids in one notification: it holds fewer than 8,000 bytes. */
const IDS_TOLD = 200;

/** Statement triggers: what each tells, on which table, of which rows. */
const TOLD = [
  { tells: "processed", when: "update on deliveries", condition: "true", each: "delivery_id" },
  {
    tells: "waiting",
    when: "insert on hints",
    condition: "not judged",
    each: "delivery_id || '/' || subject_id || '/' || seq",
  },
] as const;

function installation(): string {
  const functions = TOLD.map(
    ({ tells, when, condition, each }) => `
    create function bench_${tells}() returns trigger language plpgsql as $$
    declare ids text;
    begin
      for ids in select string_agg(id, ',') from (
        select ${each} as id, (row_number() over ()) / ${IDS_TOLD} as part from told where ${condition}
      ) as parts group by part loop
        perform pg_notify('${CHANNEL}', '${tells} ' || pg_current_xact_id()::text || ' ' || ids);
      end loop;
      return null;
    end $$;
    create trigger bench_${tells} after ${when} referencing new table as told
      for each statement execute function bench_${tells}();`,
  );
  const rows = [
    {
      tells: "read",
      when: "insert or update on readings for each row",
      each: "(new.reading->>'number') || '/' || (new.reading->>'baseSha')",
    },
    {
      tells: "done",
      when: "update of done_seq on subjects for each row when (old.lease_owner is not null and new.done_seq > old.done_seq)",
      each: "new.id || '/' || new.done_seq",
    },
  ].map(
    ({ tells, when, each }) => `
    create function bench_${tells}() returns trigger language plpgsql as $$
    begin
      perform pg_notify('${CHANNEL}', '${tells} ' || pg_current_xact_id()::text || ' ' || ${each});
      return null;
    end $$;
    create trigger bench_${tells} after ${when} execute function bench_${tells}();`,
  );
  return [...functions, ...rows].join("\n");
}

/** What was committed, in that order: a read of a change as it was after a step, or the decision on a delivery. */
export type Committed =
  | { readonly type: "read"; readonly change: number; readonly step: number }
  | { readonly type: "decided"; readonly deliveryId: string; readonly transaction: string };

/** When a delivery was decided, and how. */
export interface Decided {
  /** `performance.now()` at which the commit was told. */
  readonly at: number;
  /** Whether the transaction that decided it held a new read of its change. */
  readonly read: boolean;
}

/**
 * A delivery is decided when the transaction has committed that took it in and found that it changes nothing, or else
 * its evaluation, which takes its subject's done sequence as far as the hint.
 */
export class Watch {
  readonly #client: pg.Client;
  readonly #waiting = new Set<string>();
  /** By subject, the deliveries whose hints wait under each sequence. */
  readonly #hints = new Map<string, Map<number, string>>();
  /** Transactions that held a read. */
  readonly #reads = new Set<string>();
  readonly #decided = new Map<string, { at: number; transaction: string | null }>();
  readonly log: Committed[] = [];

  private constructor(client: pg.Client) {
    this.#client = client;
    client.on("notification", ({ payload }) => this.#hear(payload ?? ""));
  }

  static async open(database: Database): Promise<Watch> {
    await database.pool.query(installation());
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    return new Watch(client);
  }

  get count(): number {
    return this.#decided.size;
  }

  get(deliveryId: string): Decided | null {
    const found = this.#decided.get(deliveryId);
    if (found === undefined) return null;
    return { at: found.at, read: found.transaction !== null && this.#reads.has(found.transaction) };
  }

  async close(): Promise<void> {
    await this.#client.end();
  }

  #hear(payload: string): void {
    const [what, transaction = "", told = ""] = payload.split(" ");
    for (const one of told.split(",")) {
      const [first = "", second = "", third] = one.split("/");
      switch (what) {
        case "read":
          this.#reads.add(transaction);
          this.log.push({ type: "read", change: changeOf(Number(first)), step: stepIn(second) });
          break;
        case "waiting":
          this.#waiting.add(first);
          this.#hintsOf(second).set(Number(third), first);
          break;
        case "done":
          for (const [seq, id] of this.#hintsOf(first)) {
            if (seq > Number(second)) continue;
            this.#hintsOf(first).delete(seq);
            if (this.#waiting.delete(id)) this.#decide(id, transaction, true);
          }
          break;
        case "processed":
          if (!this.#waiting.has(first) && !this.#decided.has(first)) this.#decide(first, transaction, false);
      }
    }
  }

  #hintsOf(subject: string): Map<number, string> {
    const hints = this.#hints.get(subject) ?? new Map<number, string>();
    this.#hints.set(subject, hints);
    return hints;
  }

  /** @param mayRead whether the transaction may hold a read: one that takes deliveries in never does */
  #decide(deliveryId: string, transaction: string, mayRead: boolean): void {
    this.#decided.set(deliveryId, { at: performance.now(), transaction: mayRead ? transaction : null });
    this.log.push({ type: "decided", deliveryId, transaction });
  }
}
