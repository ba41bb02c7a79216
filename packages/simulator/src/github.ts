import { Apps, appOperations, type Caller, callerOf } from "./apps.ts";
import { Control } from "./control.ts";
import { Faults } from "./faults.ts";
import { Git } from "./git.ts";
import { Front, type RecordedRequest } from "./http.ts";
import { type LimitOptions, Limits } from "./limits.ts";
import { changeOperations } from "./operations/changes.ts";
import { checkOperations } from "./operations/checks.ts";
import { conversationOperations } from "./operations/conversation.ts";
import { evidenceOperations } from "./operations/evidence.ts";
import { queueOperations } from "./operations/queue.ts";
import { repositoryOperations } from "./operations/repositories.ts";
import { threadOperations } from "./operations/threads.ts";
import { workflowOperations } from "./operations/workflows.ts";
import { Oracle } from "./oracle.ts";
import { installation } from "./present/people.ts";
import type { Services } from "./rest/router.ts";
import { History } from "./state.ts";
import { Storage, type StoredRequest } from "./storage.ts";
import { type Hook, Webhooks } from "./webhooks.ts";
import { iso, needRepo, type RepositoryName, type World } from "./world.ts";

export interface GitHubOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Every answer waits so long. */
  readonly latencyMs?: number;
  /** Milliseconds; default the system's. */
  readonly clock?: () => number;
  /** Holds every REST request against GitHub's OpenAPI document; what is wrong stands in `violations`. */
  readonly oracle?: boolean;
  /** How long an installation token lives; default an hour. */
  readonly installationTokenLifeMs?: number;
  readonly limits?: LimitOptions;
}

/** A GitHub on loopback, its state in memory, until `close()`. */
export type GitHub = Awaited<ReturnType<typeof startGitHub>>;

/**
 * Starts a GitHub on this machine: REST at `/` and `/api/v3`, GraphQL at `/graphql` and `/api/graphql`, webhooks out.
 * The operations are what people and CI do on the real one; they act at once, whatever faults stand.
 */
export async function startGitHub(options: GitHubOptions = {}) {
  const now = options.clock ?? Date.now;
  const history = new History(now);
  const oracle = options.oracle === true ? await Oracle.load() : null;
  let lastId = 1_000_000;
  let url = "";
  let latencyMs = options.latencyMs ?? 0;
  let tokenLifeMs = options.installationTokenLifeMs ?? 3_600_000;

  const world: World = {
    history,
    db: history.db,
    git: new Git(),
    apps: new Apps(),
    get url() {
      return url;
    },
    now,
    iso: () => iso(now()),
    id: () => {
      lastId += 1;
      return lastId;
    },
    emit: (emission) => webhooks.emit(emission),
  };
  const webhooks = new Webhooks(world);
  const limits = new Limits(now, options.limits ?? {});
  const storage = new Storage(world);
  const services: Services = {
    world,
    webhooks,
    limits,
    installationTokenLifeMs: () => tokenLifeMs,
    storageUrl: (artifactId) => storage.addressOf(artifactId),
  };
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const unresolved = new Set<string>();
  const faults = new Faults(
    now,
    (fault) => {
      if (fault.kind === "stale") history.record();
    },
    () => {
      front.release();
      limits.reset();
    },
  );
  const control = new Control();
  const front = new Front({
    services,
    faults,
    control,
    latencyMs: () => latencyMs,
    oracle,
    violations,
    unresolved,
    requests,
  });

  const operations = {
    ...repositoryOperations(world),
    ...changeOperations(world),
    ...conversationOperations(world),
    ...checkOperations(world),
    ...queueOperations(world),
    ...threadOperations(world),
    ...evidenceOperations(world),
    ...workflowOperations(world),
    ...appOperations(world, { installation: (row) => installation(world, row) }),
    /** Registers an address for a repository's events; `*` is all of them. */
    addWebhook(
      name: RepositoryName,
      address: string,
      secret: string | null = null,
      events: readonly string[] = ["*"],
    ): { id: number } {
      const repoId = needRepo(world, name).id;
      const hook: Hook = { id: world.id(), repoId, url: address, secret, events, active: true, createdAt: world.iso() };
      webhooks.hooks.set(hook.id, hook);
      return { id: hook.id };
    },
    removeWebhook(id: number): void {
      webhooks.hooks.delete(id);
    },
    /** How long each answer waits from now on. */
    setLatency(ms: number): void {
      latencyMs = ms;
    },
    /** How long installation tokens issued from now on live. */
    setInstallationTokenLife(ms: number): void {
      tokenLifeMs = ms;
    },
    /** Leaves so much of the hour's budget to whoever holds the token. */
    setRateLimitRemaining(token: string, remaining: number, resource: "core" | "graphql" = "core"): void {
      const caller: Caller | null = callerOf(world, `Bearer ${token}`);
      if (caller !== null) limits.setRemaining(caller, resource, remaining);
    },
    /** Keeps the past from now on, so that stale answers reach behind the fault's own beginning. */
    recordHistory(): void {
      history.record();
    },
  };

  const github = {
    ...operations,
    faults,
    webhooks,
    /** The most recent requests, oldest first. */
    requests: requests as readonly RecordedRequest[],
    /** What was wrong with requests by GitHub's own documents; tests demand that it is empty. */
    violations,
    /** GraphQL fields that were asked for and that the simulator only fills in, as `Type.field`. */
    unresolved: unresolved as ReadonlySet<string>,
    /** Every webhook delivery, oldest first. */
    get deliveries() {
      return webhooks.deliveries;
    },
    limits,
    /** Every request to the host that keeps artifacts, oldest first. */
    storageRequests: storage.requests as readonly StoredRequest[],
    /** The base address, for `GITHUB_API_URL`. */
    get url() {
      return url;
    },
    async close(): Promise<void> {
      await webhooks.close();
      await front.close();
      await storage.close();
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await github.close();
    },
  };

  control.offer(operations);
  control.offer(
    {
      add: (fault: Parameters<Faults["add"]>[0]) => ({ id: faults.add(fault).id }),
      remove: (id: number) => faults.remove(id),
      clear: () => faults.clear(),
    },
    "faults.",
  );
  control.offer(
    {
      drop: (o?: object) => void webhooks.drop(o),
      double: (o?: object) => void webhooks.double(o),
      delay: (ms: number, o?: object) => void webhooks.delay(ms, o),
      reorder: (o?: object) => void webhooks.reorder(o),
      hold: () => webhooks.hold(),
      release: () => webhooks.release(),
      clear: () => webhooks.clear(),
      sendToApp: (appId: number, event: string, payload: unknown) => webhooks.sendToApp(appId, event, payload).guid,
      settled: () => webhooks.settled(),
      redeliver: (id: number) => void webhooks.redeliver(id),
    },
    "webhooks.",
  );
  control.show({
    requests: () => requests,
    violations: () => violations,
    unresolved: () => [...unresolved],
    deliveries: () => webhooks.deliveries,
  });

  const port = await front.listen(options.port ?? 0);
  await storage.listen();
  url = `http://127.0.0.1:${port}`;
  return github;
}
