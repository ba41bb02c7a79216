// What people and CI do in a drill, one small step at a time, and what the contexts must show in the end.
import { setTimeout as sleep } from "node:timers/promises";
import type { GitHub } from "@tollgate/simulator/github";

type Pull = ReturnType<GitHub["openPullRequest"]>;
type PullOptions = Parameters<GitHub["openPullRequest"]>[1];

export type Word = "pass" | "fail" | "pending";

/** The five contexts of a commit: dor-validation, security-scanning, coding-standards, dod-validation, overall. */
export type Five = readonly [dor: Word, security: Word, quality: Word, dod: Word, overall: Word];

const NAMES = [
  "qms/dor-validation",
  "qms/security-scanning",
  "qms/coding-standards",
  "qms/dod-validation",
  "qms/overall",
] as const;

export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
  /** At the head of the pull request that was opened first, as it is in the end. */
  readonly expected: Five;
  /** At the commit that was the head before. */
  readonly left?: Five;
}

export type Step = (play: Play) => void | Promise<void>;

/** How long somebody waits for a check to appear before the drill fails: kills and outages may come between. */
const PATIENCE_MS = 180_000;

/** One scenario being played in one repository. */
export class Play {
  readonly github: GitHub;
  readonly repository: string;
  readonly scenario: Scenario;
  readonly #branch: string;
  #pull: Pull | null = null;
  #twin: Pull | null = null;
  /** The head that the last push or force-push left behind. */
  left: string | null = null;
  readonly reviews: { id: number }[] = [];
  readonly comments: { id: number }[] = [];
  /** The check run that has begun and not ended. */
  running: number | null = null;

  constructor(github: GitHub, repository: string, scenario: Scenario) {
    this.github = github;
    this.repository = repository;
    this.scenario = scenario;
    this.#branch = scenario.name.replaceAll(/[^a-z]+/gi, "-").toLowerCase();
  }

  get label(): string {
    return `${this.repository}: ${this.scenario.name}`;
  }

  get pull(): Pull {
    if (this.#pull === null) throw new Error(`${this.label}: no pull request was opened`);
    return this.github.pull(this.#pull);
  }

  get twin(): Pull {
    if (this.#twin === null) throw new Error(`${this.label}: no second pull request was opened`);
    return this.github.pull(this.#twin);
  }

  open(over: Partial<PullOptions>): void {
    this.#pull = this.github.openPullRequest(this.repository, {
      head: this.#branch,
      author: "ada",
      title: "Retry the upload when the connection breaks",
      body: "The client gave up at the first error.\n\nCloses #12",
      ...over,
    });
  }

  /** A fork of this repository; forks of two repositories are two. */
  openFromFork(over: Partial<PullOptions>): void {
    this.open({ ...over, fork: `eve/${this.repository.split("/")[1]}` });
  }

  openTwin(over: Partial<PullOptions>): void {
    this.#twin = this.github.openPullRequest(this.repository, {
      head: `${this.#branch}-twin`,
      author: "ada",
      headSha: this.pull.headSha,
      ...over,
    });
  }

  shown(sha: string): readonly string[] {
    const all = this.github.contextsOf(this.repository, sha);
    return NAMES.map((name) => wordOf(all[name]));
  }

  /** What is not as the table says; empty when all is right. */
  problems(): readonly string[] {
    const found: string[] = [];
    const compare = (which: string, sha: string | null, expected: Five) => {
      const actual = sha === null ? "no such head" : this.shown(sha).join(" ");
      if (actual !== expected.join(" ")) {
        found.push(
          `${this.label} #${this.pull.number}: ${which} ${sha?.slice(0, 7)} shows ${actual}, expected ${expected.join(" ")}`,
        );
      }
    };
    compare("the head", this.pull.headSha, this.scenario.expected);
    if (this.scenario.left !== undefined) compare("the head before", this.left, this.scenario.left);
    return found;
  }

  async until(what: string, check: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!check()) {
      if (Date.now() > deadline) {
        throw new Error(`${this.label}: ${what} never came; shown is ${this.shown(this.pull.headSha).join(" ")}`);
      }
      await sleep(100);
    }
  }
}

/** Check runs and commit statuses in the words of the table. */
function wordOf(state: string | undefined): string {
  switch (state) {
    case "success":
    case "neutral":
      return "pass";
    case "failure":
      return "fail";
    case "in_progress":
    case "pending":
      return "pending";
    default:
      return state ?? "none";
  }
}

// --- the steps ---

export const open =
  (over: Partial<PullOptions> = {}): Step =>
  (play) =>
    play.open(over);

export const openFromFork =
  (over: Partial<PullOptions> = {}): Step =>
  (play) =>
    play.openFromFork(over);

/** A second pull request with the very same head, to another base. */
export const openTwin =
  (over: Partial<PullOptions>): Step =>
  (play) =>
    play.openTwin(over);

/** The required check reports as a commit status. */
export const build =
  (state: "success" | "failure" | "pending"): Step =>
  ({ github, repository, pull }) =>
    void github.setStatus(repository, pull.headSha, { context: "build", state, by: "ci" });

/** The required check reports as a check run (those of a fork name no pull request); null: it begins. */
export const buildRun =
  (conclusion: "success" | "failure" | null): Step =>
  (play) => {
    const { github, repository, pull, running } = play;
    if (running !== null) github.updateCheckRun(running, { status: "completed", conclusion });
    const begun =
      running ??
      github.createCheckRun(repository, pull.headSha, { name: "build", status: "in_progress", conclusion }).id;
    play.running = conclusion === null ? begun : null;
  };

export const approve =
  (by = "rita"): Step =>
  ({ github, pull, reviews }) =>
    void reviews.push(github.review(pull, { by, state: "APPROVED" }));

export const requestChanges =
  (by = "rita"): Step =>
  ({ github, pull, reviews }) =>
    void reviews.push(github.review(pull, { by, state: "CHANGES_REQUESTED" }));

/** The last review is dismissed. */
export const dismiss: Step = ({ github, reviews }) => github.dismissReview(reviews.at(-1)?.id ?? 0, { by: "otto" });

export const push: Step = (play) => {
  play.left = play.github.push(play.pull, { by: "ada" }).before;
};

/** Back to the head before the last push. */
export const forceBack: Step = (play) => {
  const { before } = play.github.forcePush(play.pull, play.left ?? "", { by: "ada" });
  play.left = before;
};

export const finalWord =
  (decision: "approve" | "reject", by = "cora"): Step =>
  ({ github, pull, comments }) =>
    void comments.push(github.comment(pull, { by, body: `/tollgate ${decision}-final ${pull.headSha}` }));

export const deleteComment: Step = ({ github, comments }) => github.deleteComment(comments.at(-1)?.id ?? 0);

export const edit =
  (change: Parameters<GitHub["editPullRequest"]>[1]): Step =>
  ({ github, pull }) =>
    void github.editPullRequest(pull, change);

export const close: Step = ({ github, pull }) => github.closePullRequest(pull);
export const closeTwin: Step = ({ github, twin }) => github.closePullRequest(twin);
export const reopen: Step = ({ github, pull }) => github.reopen(pull);

// People look before they act: what nobody saw is a head that Tollgate may never have met.

/** Somebody waits until the checks stand at the head, whatever they say. */
export const looksAt: Step = (play) =>
  play.until("any check at the head", () => !play.shown(play.pull.headSha).includes("none"));

/** Somebody waits until the head shows this. */
export const sees =
  (...expected: Five): Step =>
  (play) =>
    play.until(expected.join(" "), () => play.shown(play.pull.headSha).join(" ") === expected.join(" "));

/** Every gate is open: only the final word is missing. */
export const seesReady = sees("pass", "pass", "pass", "pass", "pending");
