import type { Queues } from "@tollgate/client/admin";
import type { Forge } from "@tollgate/providers/forge";
import type pg from "pg";
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from "prom-client";
import { readQueues } from "../views/system.ts";
import type { IntakeResult } from "./webhooks.ts";

/** How long a scrape waits for the database, in ms. Without it the scrape still answers. */
const DATABASE_MS = 2_000;

export interface HttpMetrics {
  /** Counts what became of a delivery. */
  delivery(provider: string, result: IntakeResult): void;
  /** Counts a request and how long it took, in seconds. */
  request(method: string, route: string, status: number, seconds: number): void;
}

/** Registers the metrics of the HTTP server. Gauges are read when somebody asks, by one query. */
export function httpMetrics(
  registry: Registry,
  sources: {
    readonly pool: pg.Pool;
    readonly forges: ReadonlyMap<string, Forge>;
    /** Deliveries that wait for their commit in this process. */
    readonly intakeWaiting: () => number;
    readonly streams: () => number;
  },
): HttpMetrics {
  const registers = [registry];
  if (registry.getSingleMetric("process_cpu_user_seconds_total") === undefined) {
    collectDefaultMetrics({ register: registry });
  }
  const deliveries = new Counter({
    name: "tollgate_deliveries_total",
    help: "Webhook deliveries by what became of them; everything but accepted was refused.",
    labelNames: ["provider", "result"],
    registers,
  });
  const duration = new Histogram({
    name: "tollgate_http_request_duration_seconds",
    help: "How long requests took; event streams are left out.",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  // All gauges of a scrape are collected at once, so they share one query.
  let scrape: Promise<Queues | null> | null = null;
  const queues = () => {
    scrape ??= within(readQueues(sources.pool), DATABASE_MS).finally(() => {
      scrape = null;
    });
    return scrape;
  };
  new Gauge({
    name: "tollgate_database_up",
    help: "1 when the database answered this scrape.",
    registers,
    async collect() {
      this.set((await queues()) === null ? 0 : 1);
    },
  });
  new Gauge({
    name: "tollgate_oldest_delivery_seconds",
    help: "Age of the oldest delivery that was not read yet.",
    registers,
    async collect() {
      this.set((await queues())?.oldestDeliverySeconds ?? Number.NaN);
    },
  });
  new Gauge({
    name: "tollgate_queue_depth",
    help: "What waits: deliveries to be read, subjects to be evaluated, targets to be set on the forge.",
    labelNames: ["queue"],
    registers,
    async collect() {
      const read = await queues();
      this.reset();
      if (read !== null) for (const queue of DEPTHS) this.set({ queue }, read[queue]);
    },
  });
  new Gauge({
    name: "tollgate_parked",
    help: "What was given up after its retries and waits for a person.",
    labelNames: ["kind"],
    registers,
    async collect() {
      const read = await queues();
      this.reset();
      if (read !== null) for (const [kind, field] of PARKED) this.set({ kind }, read[field]);
    },
  });
  new Gauge({
    name: "tollgate_intake_waiting",
    help: "Deliveries of this process that wait for their commit.",
    registers,
    collect() {
      this.set(sources.intakeWaiting());
    },
  });
  new Gauge({
    name: "tollgate_event_streams",
    help: "Open event streams of this process.",
    registers,
    collect() {
      this.set(sources.streams());
    },
  });
  new Gauge({
    name: "tollgate_forge_budget_remaining",
    help: "Requests left of a forge's rate limits, as its last answers said.",
    labelNames: ["forge", "resource"],
    registers,
    collect() {
      this.reset();
      for (const forge of sources.forges.values()) {
        for (const { resource, remaining } of forge.budget()) this.set({ forge: forge.id, resource }, remaining);
      }
    },
  });
  return {
    delivery: (provider, result) => deliveries.inc({ provider, result }),
    request: (method, route, status, seconds) => duration.observe({ method, route, status: String(status) }, seconds),
  };
}

const DEPTHS = ["deliveries", "subjects", "targets"] as const satisfies readonly (keyof Queues)[];

const PARKED = [
  ["delivery", "parkedDeliveries"],
  ["subject", "parkedSubjects"],
  ["target", "parkedTargets"],
] as const satisfies readonly (readonly [string, keyof Queues])[];

/** Null when it fails or takes too long. */
async function within<Value>(work: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
