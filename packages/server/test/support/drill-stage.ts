// Plays all scenarios at once, their steps spread over the rounds of a drill.
import { setTimeout as sleep } from "node:timers/promises";
import { sourceOf } from "./drill-seed.ts";
import type { Play, Step } from "./drill-steps.ts";

/**
 * Counts rounds. A step is set for a moment within a round, not for a time of day: so the same seed gives the same
 * order of kills and steps, however slow the machine is.
 */
export class Rounds {
  readonly #roundMs: number;
  #round = 0;
  #began = Date.now();
  #waiting: { round: number; go: () => void }[] = [];

  constructor(roundMs: number) {
    this.#roundMs = roundMs;
  }

  next(): void {
    this.#begin(this.#round + 1);
  }

  /** No more rounds come: nobody waits any longer. */
  end(): void {
    this.#begin(Number.POSITIVE_INFINITY);
  }

  /** Waits for 3.25: the third round, a quarter of its usual length after its beginning. */
  async reach(moment: number): Promise<void> {
    const round = Math.floor(moment);
    if (round > this.#round) await new Promise<void>((go) => this.#waiting.push({ round, go }));
    if (round < this.#round) return;
    await sleep(Math.max(0, this.#began + (moment - round) * this.#roundMs - Date.now()));
  }

  #begin(round: number): void {
    this.#round = round;
    this.#began = Date.now();
    const due = this.#waiting.filter((entry) => entry.round <= round);
    this.#waiting = this.#waiting.filter((entry) => entry.round > round);
    for (const { go } of due) go();
  }
}

/**
 * Plays every scenario to its end. The steps of one are at random moments of the rounds from 0 to `last`.
 * @returns what went wrong in the playing itself
 */
export async function playAll(
  plays: readonly Play[],
  rounds: Rounds,
  options: { readonly seed: number; readonly last: number },
  stepsOf: (play: Play) => readonly Step[] = (play) => play.scenario.steps,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const playOne = async (play: Play, index: number) => {
    const random = sourceOf(options.seed, 100 + index);
    const steps = stepsOf(play);
    const moments = steps.map(() => random() * options.last).sort((a, b) => a - b);
    for (const [at, step] of steps.entries()) {
      await rounds.reach(moments[at] ?? 0);
      await step(play);
    }
  };
  await Promise.all(
    plays.map((play, index) =>
      playOne(play, index).catch((error: unknown) => {
        problems.push(error instanceof Error ? error.message : String(error));
      }),
    ),
  );
  return problems;
}

/** As {@link playAll}, the steps at random moments within so many milliseconds. */
export function playWithin(
  plays: readonly Play[],
  seed: number,
  ms: number,
  stepsOf?: (play: Play) => readonly Step[],
): Promise<readonly string[]> {
  return playAll(plays, new Rounds(ms), { seed, last: 1 }, stepsOf);
}

/** Milliseconds until nothing is wrong any more, and what still is when that takes too long. */
export async function untilRight(
  plays: readonly Play[],
  withinMs: number,
  since: number,
): Promise<{ readonly ms: number; readonly problems: readonly string[] }> {
  for (;;) {
    const problems = plays.flatMap((play) => play.problems());
    const ms = Date.now() - since;
    if (problems.length === 0 || ms > withinMs) return { ms, problems };
    await sleep(50);
  }
}
