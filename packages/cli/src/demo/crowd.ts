import type { TollgateClient } from "@tollgate/client/client";
import type { GitHub } from "@tollgate/simulator/github";
import { REQUIRED_CHECKS, repositoryOf } from "./organisation.ts";
import type { Play, PlayedPull, Told } from "./play.ts";

export interface CrowdOptions {
  readonly github: GitHub;
  readonly client: TollgateClient;
  readonly play: Play;
  readonly tell: (told: Told) => void;
  /** They do not take their time. */
  readonly fast: boolean;
}

const LOOK_MS = 1_000;
/** People take their time, so that what they answer can be read before. */
const REVIEW_MS = 20_000;
const MERGE_MS = 12_000;
const REPAIR_MS = 12_000;
const FAST_MS = 1_500;

/**
 * The people of the organisation once the story leaves a pull request alone: they answer what the visitor does. Whoever
 * approved before looks at new commits, an author repairs what was refused, and merges what is green.
 */
export class Crowd {
  readonly #options: CrowdOptions;
  /** What somebody has begun to do, once per commit. */
  readonly #begun = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #looking: Promise<void> = Promise.resolve();

  constructor(options: CrowdOptions) {
    this.#options = options;
    const look = setInterval(() => {
      // A server that does not answer just now is asked again.
      this.#looking = this.#looking.then(() => this.#look()).catch(() => {});
    }, LOOK_MS);
    this.#timers.add(look);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #look(): Promise<void> {
    const { play, github, client } = this.#options;
    const free = [...play.pulls.values()].filter((pull) => play.isFree(pull.key));
    const open = free.filter((pull) => github.pull(pull).state === "open");
    for (const pull of open) {
      this.#review(pull);
      this.#merge(pull);
    }
    const { items } = await client.listChanges({ state: "FINAL_REJECTED" });
    for (const pull of open) {
      const refused = items.some((item) => item.repository === pull.repository && item.number === pull.number);
      if (refused) this.#repair(pull);
    }
  }

  /** New commits that the story did not push are looked at by those who had approved. */
  #review(pull: PlayedPull): void {
    const { play, github } = this.#options;
    const { headSha } = github.pull(pull);
    if (play.heads.has(headSha)) return;
    for (const by of play.approvers.get(pull.key) ?? []) {
      this.#later(`review ${by}`, pull, headSha, REVIEW_MS, () => {
        github.review(pull, { by, state: "APPROVED" });
        return `${by} looks at the new commits and approves`;
      });
    }
  }

  #merge(pull: PlayedPull): void {
    const { github } = this.#options;
    const { headSha } = github.pull(pull);
    const green = () => {
      const contexts = github.contextsOf(pull.repository, headSha);
      return REQUIRED_CHECKS.every((name) => contexts[name] === "success");
    };
    // In shadow mode green says nothing, and nobody merges unfinished work.
    if (repositoryOf(pull.repository).tier === "experimental" || !green()) return;
    this.#later("merge", pull, headSha, MERGE_MS, () => {
      if (!green()) return null;
      github.merge(pull);
      return `${pull.author} merges it: every required check is green`;
    });
  }

  #repair(pull: PlayedPull): void {
    const { github } = this.#options;
    const { headSha } = github.pull(pull);
    this.#later("repair", pull, headSha, REPAIR_MS, () => {
      const files = { "notes/review.md": `What was asked for about ${headSha.slice(0, 12)} is done.\n` };
      github.push(pull, { by: pull.author, message: "Do what the review asked for", files });
      return `${pull.author} pushes what was asked for; it begins again with this commit`;
    });
  }

  /** Does something after a while, unless the head has moved or the pull request was closed meanwhile. */
  #later(what: string, pull: PlayedPull, headSha: string, ms: number, act: () => string | null): void {
    const { github, play, tell, fast } = this.#options;
    const key = `${what} ${pull.key} ${headSha}`;
    if (this.#begun.has(key)) return;
    this.#begun.add(key);
    const answer = () => {
      this.#timers.delete(timer);
      const now = github.pull(pull);
      if (now.state !== "open" || now.headSha !== headSha) return;
      const text = act();
      if (text === null) this.#begun.delete(key);
      else tell({ at: play.at, pull, text, first: false });
    };
    const timer = setTimeout(answer, fast ? FAST_MS : ms);
    this.#timers.add(timer);
  }
}
