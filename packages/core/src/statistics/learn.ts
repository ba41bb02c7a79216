import { quantileOfSorted } from "./quantile.ts";

/** How a threshold follows the values that a project reached. Numbers are in the unit of the values. */
export interface Learning {
  /**
   * `ratchet`: towards the worst of the newest values, so what a project has kept for a while it keeps.
   * `quantile`: towards the level that all but a share of the newest values reach.
   */
  readonly method: "ratchet" | "quantile";
  /** For `quantile`: the share of values that may be worse than the threshold, from 0 to 0.5. */
  readonly share: number;
  /** So many of the newest values are looked at; with fewer there is nothing to learn from. */
  readonly evidence: number;
  /** The threshold moves by no more than this for each value. */
  readonly mostStep: number;
  /** The threshold stays this much more lenient than the values. */
  readonly slack: number;
  readonly floor: number | null;
  readonly ceiling: number | null;
  /** Whether the threshold may also become more lenient, even than the declared one. */
  readonly relaxes: boolean;
}

export interface Learned {
  readonly threshold: number;
  /** Where the newest values draw it; null with too few of them. */
  readonly towards: number | null;
}

/**
 * The threshold that a declared one has become over a history: nothing is kept between judgements, the same history
 * always gives the same number.
 *
 * It starts at the declared threshold and goes through the values once, oldest first, one small step for each; what a
 * step aims at depends on the `evidence` newest values up to there and on nothing before. Each step is a function that
 * never moves two thresholds apart, so where the history is cut short at its old end, the result changes by no more than
 * `mostStep`; and one more value changes it by no more than that again.
 *
 * @param better which values are better, and so which thresholds are stricter
 * @param values oldest first; those that are no finite numbers are left out
 */
export function learn(
  declared: number,
  better: "higher" | "lower",
  learning: Learning,
  values: readonly number[],
): Learned {
  // All is turned so that greater is better and stricter.
  const sign = better === "higher" ? 1 : -1;
  const { method, evidence, mostStep, slack, relaxes } = learning;
  const share = method === "ratchet" ? 0 : learning.share;
  const [loosest, strictest] = bounds(learning, sign);
  const finite = values.filter(Number.isFinite).map((value) => sign * value);
  let threshold = sign * declared;
  let towards: number | null = null;
  // The newest values, sorted, and kept so: to sort them anew for each value would be most of what a judgement costs.
  const newest = finite.slice(0, evidence).sort((a, b) => a - b);
  for (let end = evidence; end <= finite.length; end += 1) {
    if (end > evidence) replace(newest, finite[end - evidence - 1] ?? 0, finite[end - 1] ?? 0);
    const reached = quantileOfSorted(newest, share) - slack;
    towards = Math.min(Math.max(reached, loosest), strictest);
    const risen = Math.min(threshold + mostStep, towards);
    threshold = relaxes ? Math.max(threshold - mostStep, risen) : Math.max(threshold, risen);
  }
  return { threshold: sign * threshold, towards: towards === null ? null : sign * towards };
}

/** Takes one value out of a sorted list and puts another in at its place. */
function replace(sorted: number[], out: number, into: number): void {
  let at = sorted.indexOf(out);
  // Neighbours move towards the gap until the new value fits there.
  for (let next = sorted[at + 1]; next !== undefined && next < into; next = sorted[at + 1]) {
    sorted[at] = next;
    at += 1;
  }
  for (let last = sorted[at - 1]; last !== undefined && last > into; last = sorted[at - 1]) {
    sorted[at] = last;
    at -= 1;
  }
  sorted[at] = into;
}

function bounds({ floor, ceiling }: Learning, sign: number): [loosest: number, strictest: number] {
  const low = floor ?? Number.NEGATIVE_INFINITY;
  const high = ceiling ?? Number.POSITIVE_INFINITY;
  return sign > 0 ? [low, high] : [-high, -low];
}
