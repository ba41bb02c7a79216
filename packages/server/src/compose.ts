import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Forge, Translation } from "@tollgate/providers/forge";
import { createGitHub } from "@tollgate/providers/github/github";
import type { ClientBase, Pool } from "pg";
import type { Logger } from "pino";
import { Registry } from "prom-client";
import type { ServerConfig } from "./config.ts";
import { DASHBOARD_DIR } from "./http/dashboard.ts";
import { createHttpServer, type HttpServer } from "./http/server.ts";
import { createPool, type Database, isConnectionLoss, openDatabase } from "./store/database.ts";
import { StoreError } from "./store/errors.ts";
import { FreshPayloads } from "./store/fresh-payloads.ts";
import { listen, REPLICA_NAME } from "./store/listen.ts";
import { MIGRATIONS, migrate } from "./store/migrate.ts";
import { createOneTimeCode, type OneTimeVisitor } from "./store/one-time.ts";
import { retention } from "./store/retention.ts";
import { type Claimed, claim } from "./store/sequences.ts";
import { type SubjectRow, wakeDue } from "./store/subjects.ts";
import { type LinkTo, type TargetRow, verifyAfterLag } from "./store/targets.ts";
import { causesOf } from "./store/traces.ts";
import { type Attributes, span, startTracing, tellRequest } from "./tracing/tracing.ts";
import { explainChange } from "./views/explain.ts";
import { submitCommand } from "./worker/commands.ts";
import type { WorkerContext } from "./worker/context.ts";
import { evaluate } from "./worker/evaluate.ts";
import { Foresight } from "./worker/foresight.ts";
import { ingest } from "./worker/ingest.ts";
import { type JobHandlers, Jobs } from "./worker/jobs.ts";
import { type Loop, startLoop } from "./worker/loop.ts";
import { perform } from "./worker/perform.ts";
import { Policies } from "./worker/policies.ts";
import { changeReach } from "./worker/reach.ts";
import { reconcile, reconcileAtStart, reconcileRepository } from "./worker/reconcile.ts";
import { tryPolicy } from "./worker/trial.ts";

/** How late a step may be told to be late, in ms. */
const LOOK_MS = 5_000;

/** A running Tollgate. */
export interface RunningServer {
  /** Where it takes requests; for a pure worker where its health and metrics are. */
  readonly url: string;
  readonly database: string;
  /** A new address of the dashboard that signs this visitor in, once, within ten minutes. */
  signInAddress(visitor: OneTimeVisitor): Promise<string>;
  /** Takes nothing new, finishes or gives back what is under way, stops the embedded database last. */
  close(): Promise<void>;
}

/** How long a stop waits for work under way before it is given back. */
const GRACE_MS = 8_000;
/** How long a start is tried when the database is lost in the middle of it. The embedded one is back within seconds. */
const START_PATIENCE_MS = 60_000;
const START_PAUSE_MS = 500;
/** For intake, API and event stream. With the workers', the jobs' and the listeners' it stays under 30 a process. */
const FRONT_CONNECTIONS = 6;

/**
 * Puts a server together and starts it: the one place where everything meets.
 * @param given the forges, by id; without them those that are configured
 * @throws errors with `kind` ("config", "port", "database") and `remedy`
 */
export async function startServer(
  config: ServerConfig,
  log: Logger,
  given?: ReadonlyMap<string, Forge>,
): Promise<RunningServer> {
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log,
    poolSize: config.concurrency + 4,
    prepare: true,
    onDown: (reason) => log.warn({ reason }, "the database is away; deliveries are refused until it is back"),
    onUp: () => log.info({}, "the database is back"),
  });
  const stopTracing = await startTracing(config.traces, log);
  const closers: (() => Promise<unknown>)[] = [() => database.close()];
  const closeDownTo = async (left: number) => {
    for (const closer of closers.splice(left).reverse()) {
      await closer().catch((error: unknown) => log.warn({ error }, "a part did not stop cleanly"));
    }
  };
  const close = async () => {
    await closeDownTo(0);
    await stopTracing();
  };
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    try {
      await migrate(database.pool, { directory: MIGRATIONS, log });
      const forges = given ?? forgesOf(config);
      for (const forge of forges.values()) closers.push(() => forge.close());
      const { url } = await startParts(config, log, database, forges, closers);
      const signInAddress = async (visitor: OneTimeVisitor) =>
        // Behind the hash: it is never sent, so that no log, proxy or link preview can use it up.
        `${config.publicUrl ?? url}/#one-time=${await createOneTimeCode(database.pool, visitor)}`;
      return { url, database: database.describe(), signInAddress, close };
    } catch (error) {
      if (!isConnectionLoss(error)) {
        await close();
        throw error;
      }
      const reason = error instanceof Error ? error.message : String(error);
      if (Date.now() > deadline) {
        await close();
        throw new StoreError(
          "database",
          `The database was lost while the server started: ${reason}`,
          "Check that it runs and that this machine may connect to it, then start again.",
          { cause: error },
        );
      }
      log.warn({ reason }, "the database was lost while the server started; starting again");
      await closeDownTo(1);
      await sleep(START_PAUSE_MS);
    }
  }
}

function forgesOf(config: ServerConfig): ReadonlyMap<string, Forge> {
  const forges = new Map<string, Forge>();
  if (config.github !== null) {
    const onRequest = config.traces === null ? {} : { onRequest: tellRequest };
    forges.set("github", createGitHub({ ...config.github, ...onRequest }));
  }
  return forges;
}

async function startParts(
  config: ServerConfig,
  log: Logger,
  database: Database,
  forges: ReadonlyMap<string, Forge>,
  closers: (() => Promise<unknown>)[],
): Promise<HttpServer> {
  const { pool } = database;
  const state = { stopping: false, url: config.publicUrl ?? "" };
  // Replicas that each linked to their own address would write each other's checks anew for ever.
  const links = config.publicUrl !== undefined || database.embedded;
  const linkTo: LinkTo = (provider, repository, number) =>
    number === 0 || !links || state.url === "" ? null : `${state.url}/changes/${provider}/${repository}/${number}`;
  const works = config.role !== "http";
  const allows = allowing(config);
  const jobs = await Jobs.start(
    database.url,
    log,
    works ? handlersOf(config, log, pool, forges, allows, () => jobs) : null,
  );
  closers.push(() => jobs.stop(GRACE_MS));
  // Deliveries and people never wait for a connection behind the workers' transactions.
  const frontPool = createPool(database.url, log, FRONT_CONNECTIONS);
  closers.push(() => frontPool.end());
  const fresh = new FreshPayloads();
  let wakeIngest = () => {};
  let wakeWork = (_what: string) => {};
  const http = await listening(config, {
    pool: frontPool,
    forges,
    config,
    log,
    registry: new Registry(),
    health: {
      database: () => answers(frontPool),
      ready: () => (state.stopping ? "it is stopping" : true),
    },
    wakeIngest: () => wakeIngest(),
    stored: (deliveries) => {
      if (works) fresh.keep(deliveries);
    },
    submitCommand: async (changeId, command, actor, id) => {
      const result = await submitCommand(frontPool, changeId, command, actor, id);
      if (result === null) throw new Error(`there is no change ${changeId}`);
      return result;
    },
    explain: (changeId) => explainChange(frontPool, changeId),
    tryPolicy: (changeId, files) => tryPolicy(frontPool, config.policyDir, changeId, files),
    dashboardDir: DASHBOARD_DIR,
  });
  state.url = config.publicUrl ?? http.url;
  if (works) {
    const context: WorkerContext = {
      pool,
      log,
      forges,
      policies: new Policies(pool, config.policyDir),
      foresight: new Foresight(),
      owner: randomUUID(),
      linkTo,
      allows,
    };
    const onReach = (client: ClientBase, provider: string, reach: Translation["reach"]) =>
      changeReach(client, provider, reach, jobs);
    const ingesting = startIngest(() => ingest({ ...context, fresh, onReach }), log);
    const evaluating = startLoop<SubjectRow>({
      ...context,
      table: "subjects",
      concurrency: config.concurrency,
      claim: (limit) => claim<SubjectRow>(pool, "subjects", context.owner, limit),
      work: (subject) =>
        span("evaluate", aboutRow(subject), () => evaluate(context, subject), {
          kind: "consumer",
          causes: () => causesOf(pool, subject),
        }),
    });
    const performing = startLoop<TargetRow>({
      ...context,
      table: "targets",
      concurrency: config.concurrency,
      claim: (limit) => claim<TargetRow>(pool, "targets", context.owner, limit),
      work: (target) =>
        span("perform", aboutRow(target), () => perform(context, target), {
          kind: "consumer",
          causes: async () => [target.traceparent],
        }),
    });
    const loops: Loop[] = [evaluating, performing];
    wakeIngest = ingesting.wake;
    wakeWork = (what) => {
      if (what !== "targets") evaluating.wake();
      if (what !== "subjects") performing.wake();
    };
    const reconciling = setInterval(() => {
      jobs.send("reconcile", {}, { key: "all", slotSeconds: config.reconcileSeconds }).catch((error: unknown) => {
        log.warn({ error: String(error) }, "the next reconcile could not be set");
      });
    }, config.reconcileSeconds * 1000);
    const looking = setInterval(() => {
      Promise.all([wakeDue(pool), verifyAfterLag(pool)]).catch((error: unknown) => {
        log.warn({ error: String(error) }, "what is due to be looked at again could not be found");
      });
    }, LOOK_MS);
    closers.push(async () => {
      clearInterval(reconciling);
      clearInterval(looking);
      await ingesting.stop();
      await Promise.all(loops.map((loop) => loop.stop(GRACE_MS)));
    });
    await reconcileAtStart(pool);
    await jobs.send("reconcile", {}, { key: "all" });
  }
  const heard = (channel: string | null, payload: string) => {
    if (channel !== "tollgate_work") wakeIngest();
    if (channel !== "tollgate_deliveries") wakeWork(channel === null ? "" : payload);
  };
  const listener = listen(database.url, ["tollgate_deliveries", "tollgate_work"], heard, () => {}, REPLICA_NAME);
  closers.push(() => listener.close());
  closers.push(async () => {
    state.stopping = true;
    await http.close();
  });
  return http;
}

/** What a span tells of a row that is worked on. */
function aboutRow({ provider, repository, kind, key }: Claimed): Attributes {
  return {
    "tollgate.provider": provider,
    "tollgate.repository": repository,
    "tollgate.kind": kind,
    "tollgate.key": key,
  };
}

/** What the configuration allows; with no list, whatever the forge lets us reach or sends. */
function allowing(config: ServerConfig): (repository: string) => boolean {
  const patterns = (config.github?.repositories ?? []).map((pattern) => pattern.toLowerCase());
  if (patterns.length === 0) return () => true;
  const owners = new Set(patterns.filter((p) => p.endsWith("/*")).map((p) => p.slice(0, -2)));
  const names = new Set(patterns);
  return (repository) => {
    const name = repository.toLowerCase();
    return names.has(name) || owners.has(name.slice(0, name.indexOf("/")));
  };
}

function handlersOf(
  config: ServerConfig,
  log: Logger,
  pool: Pool,
  forges: ReadonlyMap<string, Forge>,
  allows: (repository: string) => boolean,
  jobs: () => Jobs,
): JobHandlers {
  const options = { pool, forges, log, seconds: config.reconcileSeconds, allows };
  return {
    reconcile: () => reconcile(options, jobs()),
    "reconcile-repository": (data) => reconcileRepository(options, data),
    retention: () =>
      retention(pool, log, { payloadHours: config.payloadRetentionHours, deliveryDays: config.deliveryRetentionDays }),
  };
}

async function answers(pool: Pool): Promise<boolean> {
  try {
    await pool.query("select 1");
    return true;
  } catch {
    return false;
  }
}

async function listening(config: ServerConfig, deps: Parameters<typeof createHttpServer>[0]): Promise<HttpServer> {
  try {
    return await createHttpServer(deps);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const where = `${config.host}:${config.port}`;
    if (code === "EADDRINUSE") {
      throw new StoreError(
        "port",
        `Port ${config.port} on ${config.host} is in use.`,
        "Stop what uses it, or choose another with --port; --port 0 takes a free one.",
      );
    }
    if (code === "EACCES") {
      throw new StoreError(
        "port",
        `${where} may not be used by this account.`,
        "Choose a port above 1023 with --port.",
      );
    }
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new StoreError(
        "port",
        `${config.host} is no address of this machine.`,
        "Choose another with --host; 127.0.0.1 is always there.",
      );
    }
    throw error;
  }
}

/** Ingest has no rows to lease: one runner per process takes batches until nothing is left, woken by each commit. */
function startIngest(take: () => Promise<number>, log: Logger): { wake(): void; stop(): Promise<void> } {
  const POLL_MS = 250;
  let stopping = false;
  let woken = false;
  let resolveWait = () => {};
  const run = async () => {
    while (!stopping) {
      woken = false;
      let taken = 0;
      try {
        taken = await take();
      } catch (error) {
        log.warn(
          { error: error instanceof Error ? error.message : String(error) },
          "deliveries could not be taken; trying again",
        );
      }
      if (taken > 0 || woken || stopping) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        resolveWait = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = run();
  return {
    wake() {
      woken = true;
      resolveWait();
    },
    async stop() {
      stopping = true;
      resolveWait();
      await running;
    },
  };
}
