import { setTimeout as sleep } from "node:timers/promises";
import type { Change } from "@tollgate/client/change";
import type { TollgateClient } from "@tollgate/client/client";
import type { GitHub } from "@tollgate/simulator/github";
import type { Ci } from "./ci.ts";
import { type Act, PULLS, STORY, type Standing, type StoryStep } from "./story.ts";

/** A pull request of the story once it is open. */
export interface PlayedPull {
  readonly key: string;
  readonly repository: string;
  readonly number: number;
  readonly author: string;
}

export interface Told {
  /** Seconds since the story began. */
  readonly at: number;
  /** The change it is about; null for what concerns all. */
  readonly pull: PlayedPull | null;
  readonly text: string;
  /** It is said of this change for the first time. */
  readonly first: boolean;
}

export interface PlayOptions {
  readonly github: GitHub;
  readonly client: TollgateClient;
  readonly ci: Ci;
  /** No step waits for its time, only for what the steps before it on the same pull request have led to. */
  readonly fast: boolean;
  readonly tell: (told: Told) => void;
  /** Ends the play. */
  readonly signal: AbortSignal;
}

/** How long a step waits for what the last one on its pull request should have led to, before it goes on anyway. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 150;
const FAST_OUTAGE_MS = 1_500;

/** Carries out the story, step by step. */
export class Play {
  readonly pulls = new Map<string, PlayedPull>();
  /** Every head that the story itself has made. */
  readonly heads = new Set<string>();
  /** Who has approved, by the key of the pull request. */
  readonly approvers = new Map<string, Set<string>>();
  readonly #options: PlayOptions;
  readonly #awaited = new Map<string, Standing>();
  #outage: Promise<void> = Promise.resolve();
  #policySeen: Promise<void> = Promise.resolve();
  #began = 0;
  #told = -1;

  constructor(options: PlayOptions) {
    this.#options = options;
  }

  /** Seconds since the story began. */
  get at(): number {
    return this.#began === 0 ? 0 : Math.round((Date.now() - this.#began) / 1000);
  }

  /** Whether the story has nothing more to do with a pull request, so that others may. */
  isFree(key: string): boolean {
    return !STORY.slice(this.#told + 1).some((step) => step.pull === key);
  }

  /** Settles when the story is told; rejects with an AbortError when it is ended before. */
  async run(): Promise<void> {
    const { fast, signal } = this.#options;
    this.#began = Date.now();
    for (const [index, step] of STORY.entries()) {
      if (!fast) await sleep(Math.max(0, this.#began + step.at * 1000 - Date.now()), undefined, { signal });
      if (step.pull !== undefined) await this.#settled(step.pull);
      signal.throwIfAborted();
      const first = step.act.do === "open";
      const instead = await this.#act(step);
      this.#told = index;
      const pull = step.pull === undefined ? null : (this.pulls.get(step.pull) ?? null);
      this.#options.tell({ at: this.at, pull, text: instead ?? step.say, first });
      if (step.pull !== undefined && step.leadsTo !== undefined) this.#awaited.set(step.pull, step.leadsTo);
    }
    for (const key of this.#awaited.keys()) await this.#settled(key);
    await this.#policySeen;
  }

  /** Waits until Tollgate has seen what the last step on a pull request led to. */
  async #settled(key: string): Promise<void> {
    const standing = this.#awaited.get(key);
    const pull = this.pulls.get(key);
    if (standing === undefined || pull === undefined) return;
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      // A server that does not answer just now is asked again.
      if (await this.#stands(pull, standing).catch(() => false)) break;
      await sleep(LOOK_MS, undefined, { signal: this.#options.signal });
    }
    this.#awaited.delete(key);
  }

  /** Whether Tollgate sees a change stand there, on the head that GitHub has. */
  async #stands(pull: PlayedPull, { state, lifecycle }: Standing): Promise<boolean> {
    const change = await this.#change(pull);
    const { headSha } = this.#options.github.pull(pull);
    if (change === null || change.headSha !== headSha || change.state !== state) return false;
    return lifecycle === undefined || change.lifecycle === lifecycle;
  }

  /** Waits until Tollgate has read a policy that was written, as far as its errors tell. */
  async #untilPolicy(repository: string, broken: boolean): Promise<void> {
    const { client, signal } = this.#options;
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline && !signal.aborted) {
      const page = await client.listRepositories({ limit: 100 }).catch(() => null);
      const found = page?.items.find((item) => item.name === repository);
      if (found !== undefined && Object.keys(found.problems).length > 0 === broken) return;
      await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** The change as Tollgate knows it; null where it does not yet. */
  async #change({ repository, number }: PlayedPull): Promise<Change | null> {
    try {
      return await this.#options.client.change({ provider: "github", repository, number });
    } catch (error) {
      if ((error as { problem?: { status?: number } }).problem?.status === 404) return null;
      throw error;
    }
  }

  /** @returns what is said instead, where somebody else has changed the course of things */
  async #act({ pull: key, act }: StoryStep): Promise<string | null> {
    if (act.do === "outage") this.#outage = this.#breakDown(act.seconds);
    else if (act.do === "write") {
      const { repository, files, by, message, breaks } = act;
      await this.#policySeen;
      this.#options.github.writeFiles(repository, "main", files, { by, message });
      this.#policySeen = this.#untilPolicy(repository, breaks);
    } else if (key === undefined) return null;
    else if (act.do === "open") this.#open(key, act);
    else if (act.do === "wait") await this.#outage;
    else {
      const pull = this.pulls.get(key);
      if (pull === undefined) throw new Error(`the story acts on ${key} before it is open`);
      return await this.#actOn(pull, act);
    }
    return null;
  }

  async #actOn(pull: PlayedPull, act: Act): Promise<string | null> {
    const { github } = this.#options;
    switch (act.do) {
      case "push":
        this.heads.add(github.push(pull, { by: pull.author, message: act.message, files: act.files }).after);
        return null;
      case "approve": {
        github.review(pull, { by: act.by, state: "APPROVED", body: act.body ?? "" });
        const known = this.approvers.get(pull.key) ?? new Set();
        this.approvers.set(pull.key, known.add(act.by));
        return null;
      }
      case "describe":
        github.editPullRequest(pull, { body: act.body });
        return null;
      case "final": {
        const sha = github.pull(pull).headSha.slice(0, 12);
        github.comment(pull, { by: act.by, body: `Seen on preview.\n\n/tollgate approve-final ${sha}` });
        return null;
      }
      case "merge":
        if (github.pull(pull).state !== "open") return `${pull.author} finds it merged already`;
        if (!(await this.#mergeable(pull))) return `${pull.author} cannot merge it: qms/overall is not green any more`;
        github.merge(pull);
        return null;
      default:
        return null;
    }
  }

  #open(key: string, { ci }: Extract<Act, { do: "open" }>): void {
    const { github } = this.#options;
    const plan = PULLS[key];
    if (plan === undefined) throw new Error(`the story has no pull request ${key}`);
    const { repository, author, title, body, head, base, fork, files, sharesHeadWith } = plan;
    const other = sharesHeadWith === undefined ? undefined : this.pulls.get(sharesHeadWith);
    const opened = github.openPullRequest(repository, {
      head,
      author,
      title,
      body,
      ...(base === undefined ? {} : { base }),
      ...(fork === undefined ? {} : { fork }),
      ...(other === undefined ? { commits: [{ message: title, files }] } : { headSha: github.pull(other).headSha }),
    });
    if (ci === "red") this.#options.ci.failOn(opened.headSha);
    this.heads.add(opened.headSha);
    this.pulls.set(key, { key, repository, number: opened.number, author });
  }

  /** GitHub lets a change in once the checks are written, a moment after Tollgate has decided. */
  async #mergeable(pull: PlayedPull): Promise<boolean> {
    const { github, signal } = this.#options;
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      if (github.contextsOf(pull.repository, github.pull(pull).headSha)["qms/overall"] === "success") return true;
      await sleep(LOOK_MS, undefined, { signal });
    }
    return false;
  }

  async #breakDown(seconds: number): Promise<void> {
    const { github, fast, signal } = this.#options;
    const fault = github.faults.add({ kind: "status", status: 502 });
    const heal = github.webhooks.drop();
    await sleep(fast ? FAST_OUTAGE_MS : seconds * 1000, undefined, { signal }).catch(() => {});
    fault.remove();
    heal();
  }
}
