import type { GitHub } from "@tollgate/simulator/github";
import { CI_CHECKS, fullName, REPOSITORIES } from "./organisation.ts";

export interface CiPace {
  /** How often it looks for new commits. */
  readonly lookMs: number;
  /** How long each of its checks runs. */
  readonly runMs: number;
}

/** The CI of the organisation: checks every head of an open pull request, whoever pushed it. */
export class Ci {
  readonly #github: GitHub;
  readonly #pace: CiPace;
  readonly #seen = new Set<string>();
  readonly #red = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(github: GitHub, pace: CiPace) {
    this.#github = github;
    this.#pace = pace;
    this.#timers.add(setInterval(() => this.#look(), pace.lookMs));
  }

  /** The tests of this commit will fail. */
  failOn(sha: string): void {
    this.#red.add(sha);
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #look(): void {
    for (const { name } of REPOSITORIES) {
      for (const pull of this.#github.pullsOf(fullName(name))) {
        const commit = `${pull.repository}@${pull.headSha}`;
        if (pull.state !== "open" || this.#seen.has(commit)) continue;
        this.#seen.add(commit);
        this.#run(pull.repository, pull.headSha);
      }
    }
  }

  #run(repository: string, sha: string): void {
    for (const [index, name] of CI_CHECKS.entries()) {
      const { id } = this.#github.createCheckRun(repository, sha, { name, status: "in_progress" });
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer);
          // Code that builds can still be wrong: the last of the checks is the one that fails.
          const failed = this.#red.has(sha) && index === CI_CHECKS.length - 1;
          this.#github.updateCheckRun(id, { conclusion: failed ? "failure" : "success" });
        },
        this.#pace.runMs * (index + 1),
      );
      this.#timers.add(timer);
    }
  }
}
