import { setTimeout as sleep } from "node:timers/promises";
import { isRowError, type NewDelivery } from "../store/deliveries.ts";

export interface BatcherOptions {
  /** Stores all of them and commits, or throws; repeating it with the same deliveries must be harmless. */
  readonly store: (deliveries: readonly NewDelivery[]) => Promise<void>;
  /** Called after each commit. */
  readonly committed: () => void;
  /** Most deliveries that wait at once. Default 10,000. */
  readonly maxCount?: number;
  /** Most bytes of payload that wait at once. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Most deliveries in one statement. Default 500. */
  readonly batchCount?: number;
  /** Most bytes in one statement; a single larger delivery goes alone. Default 4 MiB, which take some ms to pack. */
  readonly batchBytes?: number;
  /** How long a delivery may wait while the database is away, in ms. GitHub gives up after 10 s. Default 5,000. */
  readonly patienceMs?: number;
}

export type RefusalReason = "queue-full" | "database" | "row" | "stopping";

/** The delivery was not stored, as far as we know: never acknowledge it. */
export class NotStored extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, cause?: unknown) {
    super(`delivery not stored: ${reason}`, { cause });
    this.name = "NotStored";
    this.reason = reason;
  }
}

interface Waiting {
  readonly delivery: NewDelivery;
  readonly resolve: () => void;
  readonly reject: (error: NotStored) => void;
  /** ms since the epoch after which it is not waited for any longer. */
  readonly deadline: number;
  readonly timer: NodeJS.Timeout;
  settled: boolean;
}

/**
 * Group commit: while one statement is under way, everything that comes in is collected for the next, so a lone delivery
 * waits for nobody and a burst costs few commits.
 */
export class DeliveryBatcher {
  readonly #options: Required<BatcherOptions>;
  #queue: Waiting[] = [];
  #count = 0;
  #bytes = 0;
  #running: Promise<void> | null = null;
  #stopping = false;

  constructor(options: BatcherOptions) {
    this.#options = {
      maxCount: 10_000,
      maxBytes: 256 * 1024 * 1024,
      batchCount: 500,
      batchBytes: 4 * 1024 * 1024,
      patienceMs: 5_000,
      ...options,
    };
  }

  /** How many wait or are being stored. */
  get waiting(): number {
    return this.#count;
  }

  /** Resolves once the delivery is committed. Throws {@link NotStored} when it is not, or not in time. */
  add(delivery: NewDelivery): Promise<void> {
    const { maxCount, maxBytes, patienceMs } = this.#options;
    if (this.#stopping) return Promise.reject(new NotStored("stopping"));
    const full = this.#count >= maxCount || (this.#count > 0 && this.#bytes + delivery.payload.length > maxBytes);
    if (full) return Promise.reject(new NotStored("queue-full"));
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        delivery,
        resolve,
        reject,
        deadline: Date.now() + patienceMs,
        timer: setTimeout(() => this.#refuse(waiting, new NotStored("database")), patienceMs),
        settled: false,
      };
      this.#count++;
      this.#bytes += delivery.payload.length;
      this.#queue.push(waiting);
      this.#running ??= this.#run();
    });
  }

  /** Takes nothing new, and returns when all that waited is stored or refused; at most the patience of one delivery. */
  async close(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    let pause = 50;
    for (;;) {
      // Two requests of one burst are often parsed in the same turn: let them share the statement.
      await new Promise((resolve) => setImmediate(resolve));
      this.#queue = this.#queue.filter((waiting) => !waiting.settled);
      if (this.#queue.length === 0) {
        // In the same turn as the look at the queue: a delivery added between the two would wait for a run that is over.
        this.#running = null;
        return;
      }
      const batch = this.#take();
      try {
        await this.#store(batch);
        pause = 50;
      } catch (error) {
        if (isRowError(error)) {
          await this.#storeSingly(batch);
        } else {
          // Not stored, or not known: the statement is harmless to repeat, so those still waited for go first again.
          this.#queue.unshift(...batch);
          await sleep(pause);
          pause = Math.min(1_000, pause * 2);
        }
      }
    }
  }

  /** One bad row must not fail its neighbours. */
  async #storeSingly(batch: readonly Waiting[]): Promise<void> {
    for (const [index, waiting] of batch.entries()) {
      if (waiting.settled) continue;
      try {
        await this.#store([waiting]);
      } catch (error) {
        if (!isRowError(error)) {
          this.#queue.unshift(...batch.slice(index));
          return;
        }
        this.#refuse(waiting, new NotStored("row", error));
      }
    }
  }

  #take(): Waiting[] {
    const { batchCount, batchBytes } = this.#options;
    let bytes = 0;
    let count = 0;
    for (const { delivery } of this.#queue) {
      if (count === batchCount || (count > 0 && bytes + delivery.payload.length > batchBytes)) break;
      bytes += delivery.payload.length;
      count++;
    }
    return this.#queue.splice(0, count);
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    await this.#options.store(batch.map((waiting) => waiting.delivery));
    for (const waiting of batch) {
      if (this.#settle(waiting)) waiting.resolve();
    }
    this.#options.committed();
  }

  #refuse(waiting: Waiting, error: NotStored): void {
    if (this.#settle(waiting)) waiting.reject(error);
  }

  #settle(waiting: Waiting): boolean {
    if (waiting.settled) return false;
    waiting.settled = true;
    clearTimeout(waiting.timer);
    this.#count--;
    this.#bytes -= waiting.delivery.payload.length;
    return true;
  }
}
