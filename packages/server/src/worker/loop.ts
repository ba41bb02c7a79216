import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { isConnectionLoss } from "../store/database.ts";
import { type Claimed, giveBack, LEASE_MS, renew, type SequencedTable } from "../store/sequences.ts";

export interface Loop {
  /** Something may be due: look now instead of at the next poll. */
  wake(): void;
  /** Takes nothing new, waits for what runs (at most `graceMs`), and gives the rest back. */
  stop(graceMs: number): Promise<void>;
}

export interface LoopOptions<Row extends Claimed> {
  readonly pool: Pool;
  readonly log: Logger;
  readonly table: SequencedTable;
  readonly owner: string;
  readonly concurrency: number;
  claim(limit: number): Promise<readonly Row[]>;
  /** Does the work and settles the row (finish, postpone or park). An error here is a bug or a lost database. */
  work(row: Row): Promise<void>;
}

/** Rows come due by time as well as by notice; a look at the partial index costs well under a millisecond. */
const POLL_MS = 250;
/** While work goes on, hands that become free within this time ask for more together: to look costs the same for all. */
const GATHER_MS = 5;

/** Claims due rows as long as there are free hands, and keeps the leases of those in work alive. */
export function startLoop<Row extends Claimed>(options: LoopOptions<Row>): Loop {
  const { pool, log, table, owner, concurrency } = options;
  const active = new Map<number, Promise<void>>();
  let stopping = false;
  let wake: () => void = () => undefined;
  let woken = false;

  let lookedAt = 0;

  const run = async () => {
    while (!stopping) {
      const early = active.size === 0 ? 0 : GATHER_MS - (performance.now() - lookedAt);
      if (early > 0) await sleep(early);
      lookedAt = performance.now();
      woken = false;
      let took = 0;
      const free = concurrency - active.size;
      if (free > 0) {
        try {
          const rows = await options.claim(free);
          took = rows.length;
          // One of ours whose lease ran out while the database was away is still worked on: that has its lease again.
          for (const row of rows) if (!active.has(row.id)) active.set(row.id, start(row));
        } catch (error) {
          if (!isConnectionLoss(error)) log.error({ error, table }, "claiming work failed");
          await sleep(POLL_MS);
        }
      }
      if ((took > 0 && active.size < concurrency) || woken || stopping) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  const start = async (row: Row) => {
    try {
      await options.work(row);
    } catch (error) {
      // The row stays under its lease and comes back when that ends.
      if (isConnectionLoss(error)) log.warn({ table, row: row.id }, "the database was lost in the middle of work");
      else log.error({ error, table, row: row.id }, "work failed outside its own error handling");
    } finally {
      active.delete(row.id);
      wake();
    }
  };

  const renewing = setInterval(() => {
    renew(pool, table, owner, [...active.keys()]).catch((error: unknown) => {
      log.warn({ table, error: error instanceof Error ? error.message : String(error) }, "leases could not be renewed");
    });
  }, LEASE_MS / 3);

  const running = run();
  return {
    wake() {
      woken = true;
      wake();
    },
    async stop(graceMs) {
      stopping = true;
      wake();
      await running;
      await Promise.race([Promise.allSettled(active.values()), sleep(graceMs)]);
      clearInterval(renewing);
      await giveBack(pool, table, owner).catch(() => undefined);
    },
  };
}
