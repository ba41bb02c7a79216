import { createHmac, randomUUID } from "node:crypto";
import { organization, user } from "./present/people.ts";
import { repository as presentRepository } from "./present/repository.ts";
import { seededRandom } from "./random.ts";
import { fullName } from "./state.ts";
import { type Emission, organizationOf, type World } from "./world.ts";

/** An address that hears a repository's events. */
export interface Hook {
  readonly id: number;
  readonly repoId: number;
  readonly url: string;
  readonly secret: string | null;
  readonly events: readonly string[];
  readonly active: boolean;
  readonly createdAt: string;
}

interface Target {
  /** `app:12` or `hook:3`. */
  readonly key: string;
  readonly url: string;
  readonly secret: string | null;
  readonly installationId: number | null;
}

/** One attempt to deliver an event. */
export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly target: string;
  readonly event: string;
  readonly action: string | null;
  readonly repository: string | null;
  readonly repositoryId: number | null;
  readonly installationId: number | null;
  readonly redelivery: boolean;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** ISO 8601 time of the attempt; null while it waits. */
  deliveredAt: string | null;
  /** Seconds. */
  duration: number;
  /** 0 where nobody answered; null while it waits. */
  statusCode: number | null;
  status: string;
  response: { headers: Readonly<Record<string, string>>; body: string };
  dropped: boolean;
}

export interface WebhookMatch {
  readonly event?: string;
  readonly action?: string;
  readonly repository?: string;
}

/** Which deliveries a webhook fault hits; default all, always. */
export interface WebhookFaultOptions {
  readonly match?: WebhookMatch | ((delivery: Delivery) => boolean);
  readonly probability?: number;
  readonly seed?: number;
  readonly times?: number;
}

interface WebhookFault extends WebhookFaultOptions {
  readonly kind: "drop" | "double" | "delay" | "reorder";
  readonly ms: number;
  readonly logged: boolean;
  readonly random: () => number;
  hits: number;
}

const TIME_LIMIT_MS = 10_000;
const KEPT_DELIVERIES = 5_000;
const LARGEST_PAYLOAD = 25 * 1024 * 1024;

/** Sends events to Apps and hooks, as faithfully as asked for. */
export class Webhooks {
  /** Every delivery, oldest first, dropped ones too. */
  readonly deliveries: Delivery[] = [];
  readonly hooks = new Map<number, Hook>();
  /** How many deliveries an address gets at once; above 1 their order is no longer sure. */
  concurrency = 1;
  #world: World;
  #faults: WebhookFault[] = [];
  #held: { delivery: Delivery; target: Target }[] | null = null;
  #queues = new Map<string, Promise<void>>();
  #waiting = new Set<NodeJS.Timeout>();
  #inFlight = new Set<Promise<unknown>>();
  #stopped = new AbortController();

  constructor(world: World) {
    this.#world = world;
  }

  /** Loses deliveries; with `logged` they stand in the delivery log as failed, otherwise nobody knows. */
  drop(options: WebhookFaultOptions & { logged?: boolean } = {}): () => void {
    return this.#add("drop", 0, options);
  }

  /** Sends deliveries twice, with the same id. */
  double(options: WebhookFaultOptions & { afterMs?: number } = {}): () => void {
    return this.#add("double", options.afterMs ?? 0, options);
  }

  delay(ms: number, options: WebhookFaultOptions = {}): () => void {
    return this.#add("delay", ms, options);
  }

  /** Gives each delivery a wait of its own up to `windowMs`, so that later ones overtake. */
  reorder(options: WebhookFaultOptions & { windowMs?: number } = {}): () => void {
    return this.#add("reorder", options.windowMs ?? 200, options);
  }

  /** Keeps all deliveries back until {@link release}. */
  hold(): void {
    this.#held ??= [];
  }

  /** Lets the held ones go, in their order or in the one that `arrange` gives. */
  release(arrange: (held: Delivery[]) => Delivery[] = (held) => held): void {
    const held = this.#held ?? [];
    this.#held = null;
    const byGuid = new Map(held.map((entry) => [entry.delivery.id, entry]));
    for (const delivery of arrange(held.map((entry) => entry.delivery))) {
      const entry = byGuid.get(delivery.id);
      if (entry !== undefined) this.#enqueue(entry.delivery, entry.target);
    }
  }

  /** Ends all webhook faults; what is held goes out. */
  clear(): void {
    this.#faults = [];
    if (this.#held !== null) this.release();
  }

  /** Resolves when nothing waits to be sent and every sent delivery is answered. */
  async settled(): Promise<void> {
    while (this.#inFlight.size > 0 || this.#waiting.size > 0) {
      await Promise.allSettled([...this.#inFlight, new Promise((resolve) => setTimeout(resolve, 5))]);
    }
  }

  /** Sends a delivery again, with its id and body: what the redelivery button does. */
  redeliver(id: number): Delivery | undefined {
    const old = this.deliveries.find((delivery) => delivery.id === id);
    const target = old && this.#targetOf(old.target, old.installationId);
    if (old === undefined || target === undefined) return undefined;
    const again = this.#record({ ...old, redelivery: true, url: target.url }, target);
    this.#enqueue(again, target);
    return again;
  }

  /** Sends a payload of the caller's making to an App, signed as GitHub signs: for the official examples. */
  sendToApp(appId: number, event: string, payload: unknown, options: { guid?: string } = {}): Delivery {
    const target = this.#targetOf(`app:${appId}`, null);
    if (target === undefined) throw new Error(`App ${appId} has no webhook address`);
    const action = (payload as { action?: string }).action ?? null;
    const delivery = this.#make(target, event, action, null, null, JSON.stringify(payload), options.guid);
    this.#enqueue(delivery, target);
    return delivery;
  }

  /** Tells everybody who listens. */
  emit(emission: Emission): void {
    for (const target of this.#targets(emission)) {
      const { repo, payload, event } = emission;
      const org = repo === null ? undefined : organizationOf(this.#world, repo);
      const full = {
        ...payload,
        ...(repo === null ? {} : { repository: presentRepository(this.#world, repo) }),
        ...(org === undefined ? {} : { organization: organization(this.#world, org.login) }),
        sender: user(this.#world, emission.sender),
        ...(target.installationId === null || payload.installation !== undefined
          ? {}
          : { installation: { id: target.installationId, node_id: `MDIz${target.installationId}` } }),
      };
      const action = typeof payload.action === "string" ? payload.action : null;
      const name = repo === null ? null : fullName(repo);
      const body = JSON.stringify(full);
      // GitHub does not send what is larger, and does not say so.
      if (body.length > LARGEST_PAYLOAD) continue;
      const delivery = this.#make(target, event, action, name, repo?.id ?? null, body);
      if (this.#held !== null) this.#held.push({ delivery, target });
      else this.#enqueue(delivery, target);
    }
  }

  async close(): Promise<void> {
    this.#held = null;
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
    this.#stopped.abort();
    await Promise.allSettled([...this.#inFlight]);
  }

  #add(kind: WebhookFault["kind"], ms: number, options: WebhookFaultOptions & { logged?: boolean }): () => void {
    const random = seededRandom(options.seed ?? 1);
    const fault: WebhookFault = { ...options, kind, ms, logged: options.logged ?? false, random, hits: 0 };
    this.#faults.push(fault);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== fault);
    };
  }

  #targets(emission: Emission): Target[] {
    const { repo, event, onlyApp } = emission;
    const targets: Target[] = [];
    for (const app of this.#world.apps.apps.values()) {
      if (app.webhookUrl === null || (onlyApp !== undefined && app.id !== onlyApp)) continue;
      const base = { key: `app:${app.id}`, url: app.webhookUrl, secret: app.webhookSecret };
      if (repo === null) {
        if (onlyApp === app.id) targets.push({ ...base, installationId: null });
        continue;
      }
      const installation = this.#world.apps
        .ofRepository(repo)
        .find((row) => row.appId === app.id && row.suspendedAt === null);
      if (installation === undefined) continue;
      // Apps that may write checks hear of them without asking.
      const checks = installation.permissions.checks === "write" && ["check_run", "check_suite"].includes(event);
      if (checks || app.events.includes(event)) targets.push({ ...base, installationId: installation.id });
    }
    if (repo === null || onlyApp !== undefined) return targets;
    for (const hook of this.hooks.values()) {
      if (hook.repoId !== repo.id || !hook.active) continue;
      if (!hook.events.includes("*") && !hook.events.includes(event)) continue;
      targets.push({ key: `hook:${hook.id}`, url: hook.url, secret: hook.secret, installationId: null });
    }
    return targets;
  }

  #targetOf(key: string, installationId: number | null): Target | undefined {
    const id = Number(key.slice(key.indexOf(":") + 1));
    if (key.startsWith("hook:")) {
      const hook = this.hooks.get(id);
      return hook && { key, url: hook.url, secret: hook.secret, installationId };
    }
    const app = this.#world.apps.apps.get(id);
    if (app === undefined || app.webhookUrl === null) return undefined;
    return { key, url: app.webhookUrl, secret: app.webhookSecret, installationId };
  }

  #make(
    target: Target,
    event: string,
    action: string | null,
    repository: string | null,
    repositoryId: number | null,
    body: string,
    guid: string = randomUUID(),
  ): Delivery {
    const { url, installationId } = target;
    const first = { guid, event, action, repository, repositoryId, installationId, redelivery: false, url, body };
    return this.#record({ ...first, target: target.key, headers: {} }, target);
  }

  #record(
    first: Omit<Delivery, "id" | "deliveredAt" | "duration" | "statusCode" | "status" | "response" | "dropped">,
    target: Target,
  ): Delivery {
    const [kind, id = ""] = target.key.split(":");
    const signed = (algorithm: string) =>
      `${algorithm}=${createHmac(algorithm, target.secret ?? "")
        .update(first.body)
        .digest("hex")}`;
    const headers = {
      accept: "*/*",
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/simulator",
      "x-github-delivery": first.guid,
      "x-github-event": first.event,
      "x-github-hook-id": id,
      "x-github-hook-installation-target-id": kind === "app" ? id : String(first.repositoryId ?? ""),
      "x-github-hook-installation-target-type": kind === "app" ? "integration" : "repository",
      ...(target.secret === null ? {} : { "x-hub-signature": signed("sha1"), "x-hub-signature-256": signed("sha256") }),
    };
    const delivery: Delivery = {
      ...first,
      id: this.#world.id(),
      headers,
      deliveredAt: null,
      duration: 0,
      statusCode: null,
      status: "waiting",
      response: { headers: {}, body: "" },
      dropped: false,
    };
    this.deliveries.push(delivery);
    if (this.deliveries.length > KEPT_DELIVERIES) this.deliveries.shift();
    return delivery;
  }

  #struck(delivery: Delivery): WebhookFault[] {
    return this.#faults.filter((fault) => {
      const { match } = fault;
      const fits =
        typeof match === "function"
          ? match(delivery)
          : (match?.event ?? delivery.event) === delivery.event &&
            (match?.action ?? delivery.action) === delivery.action &&
            (match?.repository ?? delivery.repository) === delivery.repository;
      if (!fits || (fault.times !== undefined && fault.hits >= fault.times)) return false;
      if (fault.probability !== undefined && fault.random() >= fault.probability) return false;
      fault.hits += 1;
      return true;
    });
  }

  #enqueue(delivery: Delivery, target: Target): void {
    if (this.#stopped.signal.aborted) return;
    const struck = this.#struck(delivery);
    const drop = struck.find((fault) => fault.kind === "drop");
    if (drop !== undefined) {
      delivery.dropped = true;
      this.#finish(delivery, drop.logged ? 0 : null, drop.logged ? "failed to connect to host" : "dropped", 0);
      return;
    }
    const late = struck.reduce((sum, fault) => {
      if (fault.kind === "delay") return sum + fault.ms;
      return fault.kind === "reorder" ? sum + Math.floor(fault.random() * fault.ms) : sum;
    }, 0);
    if (late === 0) this.#inTurn(delivery, target);
    else this.#later(late, () => this.#send(delivery, target));
    const double = struck.find((fault) => fault.kind === "double");
    if (double !== undefined) this.#later(late + double.ms, () => this.#send(delivery, target));
  }

  #later(ms: number, send: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#track(send());
    }, ms);
    this.#waiting.add(timer);
  }

  /** One after the other per address, so that the order holds; a slow receiver holds up the next for 1 s only. */
  #inTurn(delivery: Delivery, target: Target): void {
    const key = `${target.key}/${delivery.id % this.concurrency}`;
    const before = this.#queues.get(key) ?? Promise.resolve();
    const turn = before.then(async () => {
      const sent = this.#track(this.#send(delivery, target));
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
    });
    this.#queues.set(key, turn);
    this.#track(turn);
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#inFlight.add(work);
    const done = () => void this.#inFlight.delete(work);
    work.then(done, done);
    return work;
  }

  async #send(delivery: Delivery, target: Target): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    const started = performance.now();
    const seconds = () => Math.round(performance.now() - started) / 1000;
    try {
      const answer = await fetch(target.url, {
        method: "POST",
        headers: delivery.headers,
        body: delivery.body,
        redirect: "manual",
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
      });
      const body = (await answer.text()).slice(0, 10_000);
      delivery.response = { headers: Object.fromEntries(answer.headers), body };
      this.#finish(delivery, answer.status, answer.ok ? "OK" : `Invalid HTTP Response: ${answer.status}`, seconds());
    } catch (error) {
      const late = error instanceof DOMException && error.name === "TimeoutError";
      this.#finish(delivery, 0, late ? "timed out" : "failed to connect to host", seconds());
    }
  }

  #finish(delivery: Delivery, statusCode: number | null, status: string, duration: number): void {
    delivery.deliveredAt = new Date(this.#world.now()).toISOString();
    delivery.duration = duration;
    delivery.statusCode = statusCode;
    delivery.status = status;
  }
}
