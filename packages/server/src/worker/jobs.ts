import type { ClientBase } from "pg";
import { type Job, PgBoss, type Queue } from "pg-boss";
import type { Logger } from "pino";

/**
 * The jobs that are not on the hot path: timers, schedules, slow work per repository, and what becomes of those that
 * keep failing. (Evaluations and writes need no queue: their rows are their own, see `store/sequences.ts`.)
 */
export interface JobData {
  /** One round over all repositories in reach. */
  reconcile: Record<string, never>;
  /** Re-reads the open changes of one repository. */
  "reconcile-repository": { readonly provider: string; readonly repository: string; readonly budget: number };
  /** Deletes what need not be kept. */
  retention: Record<string, never>;
}
export type JobName = keyof JobData;

/** Jobs that failed for good are copied here with their reason, and block nobody. */
export const DEAD_LETTERS = "dead-letters";

const COMMON = {
  // Measured: the job of a killed worker is back after 10 to 12 s with these, after about a minute without.
  heartbeatSeconds: 10,
  retryLimit: 3,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 600,
  deleteAfterSeconds: 3600,
  deadLetter: DEAD_LETTERS,
  notify: true,
} satisfies Omit<Queue, "name">;

/** `short`: of one key at most one waits; a job that is sent again meanwhile is that same job. */
const QUEUES: readonly Queue[] = [
  { name: DEAD_LETTERS, retentionSeconds: 30 * 24 * 3600 },
  { name: "reconcile", policy: "short", ...COMMON },
  { name: "reconcile-repository", policy: "short", ...COMMON },
  { name: "retention", policy: "short", ...COMMON },
];

export type JobHandlers = { readonly [N in JobName]: (data: JobData[N], signal: AbortSignal) => Promise<void> };

export class Jobs {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** Starts pg-boss on the database: its schema, the queues, and with handlers the workers. */
  static async start(url: string, log: Logger, handlers: JobHandlers | null): Promise<Jobs> {
    const boss = new PgBoss({
      connectionString: url,
      application_name: "tollgate-jobs",
      max: 4,
      superviseIntervalSeconds: 2,
      // Lapsed heartbeats are looked for only this often, however often it supervises; by itself once a minute.
      monitorIntervalSeconds: 4,
      useListenNotify: true,
      supervise: handlers !== null,
      schedule: handlers !== null,
      persistWarnings: false,
    });
    // Without a listener an error of its own timers would end the process; it tries again by itself.
    boss.on("error", (error) => log.warn({ error: error.message }, "the job queue had an error"));
    boss.on("warning", (warning) => log.debug({ warning }, "the job queue warns"));
    try {
      await boss.start();
      const jobs = new Jobs(boss);
      for (const { name, ...options } of QUEUES) {
        const existing = await boss.getQueue(name);
        if (existing === null) await boss.createQueue(name, options);
        else {
          const { policy: _, ...changeable } = options;
          await boss.updateQueue(name, changeable);
        }
      }
      if (handlers !== null) await jobs.#work(handlers);
      return jobs;
    } catch (error) {
      // Half started, its timers would keep a process alive that has nothing left to do.
      await boss.stop({ graceful: false, close: true }).catch(() => undefined);
      throw error;
    }
  }

  async #work(handlers: JobHandlers): Promise<void> {
    // Nobody is notified of a job that becomes due again by time, as after a failure: with the default of 30 s it waits.
    const options = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2, batchSize: 1 };
    const handle =
      <N extends JobName>(name: N) =>
      async (batch: Job<JobData[N]>[]) => {
        // One that fails keeps none of the others from being done; they are harmless to repeat with it.
        const done = await Promise.allSettled(batch.map((job) => handlers[name](job.data, job.signal)));
        const failed = done.find(({ status }) => status === "rejected");
        if (failed?.status === "rejected") throw failed.reason;
      };
    await this.#boss.work<JobData["reconcile"]>("reconcile", options, handle("reconcile"));
    await this.#boss.work<JobData["reconcile-repository"]>(
      "reconcile-repository",
      // As long as more wait they are taken at once: one every two seconds, a thousand repositories took half an hour.
      { ...options, batchSize: 4, burstWhenBatchFull: true },
      handle("reconcile-repository"),
    );
    await this.#boss.work<JobData["retention"]>("retention", options, handle("retention"));
    await this.#boss.schedule("retention", "17 * * * *");
  }

  /**
   * Sends a job; in the caller's transaction where a client is given, so that it exists exactly when that commits.
   * @param key of equal keys at most one job waits
   * @param slotSeconds at most one job per key is made in this time, over all replicas
   */
  async send<N extends JobName>(
    name: N,
    data: JobData[N],
    { key, slotSeconds, client }: { key?: string; slotSeconds?: number; client?: ClientBase } = {},
  ): Promise<void> {
    await this.#boss.send(name, data, {
      ...(key === undefined ? {} : { singletonKey: key }),
      ...(slotSeconds === undefined ? {} : { singletonSeconds: slotSeconds }),
      ...(client === undefined
        ? {}
        : { db: { executeSql: (text: string, values?: unknown[]) => client.query(text, values) } }),
    });
  }

  /** For tests and the dead-letter list. */
  get boss(): PgBoss {
    return this.#boss;
  }

  /** Waits for running jobs up to `graceMs`; those that do not end go back to the queue. */
  async stop(graceMs: number): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: true });
  }
}
