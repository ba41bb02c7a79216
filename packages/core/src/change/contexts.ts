import type { Lock } from "../explain/locks.ts";
import { combine, type Outcome } from "../vocabulary/outcome.ts";
import type { ContextKey } from "../vocabulary/step.ts";
import type { ContextOutcomes } from "./review.ts";

/** The answer for a change whose head was not judged yet. */
export const NOT_JUDGED = "Waits for its first evaluation.";

/** One open change of a commit, as the values of that commit need it. */
export interface Member {
  readonly number: number;
  readonly baseRef: string;
  /** The change's own head: in a merge group every member has another. */
  readonly headSha: string;
  /** Whether the author may push; null when that is not known, which counts as yes: it can only close. */
  readonly authorCanWrite: boolean | null;
  /** What it alone would set; null while its head was not judged. */
  readonly contexts: ContextOutcomes | null;
}

export interface CombinedContext {
  readonly outcome: Outcome;
  readonly title: string;
  /** The changes that the value was made from. */
  readonly members: readonly number[];
}

/**
 * The members that count: with the same base and head, a change by somebody without write access never lowers
 * another's, else anybody could close a gate by opening a bad twin. Among only such changes the oldest counts.
 */
export function counting(members: readonly Member[]): readonly Member[] {
  return members.filter((member) => {
    const twins = members.filter((other) => other.baseRef === member.baseRef && other.headSha === member.headSha);
    const trusted = twins.filter((other) => other.authorCanWrite !== false);
    if (trusted.length > 0) return member.authorCanWrite !== false;
    return member.number === Math.min(...twins.map((other) => other.number));
  });
}

/** The value of one context of a commit: the conjunction over its changes (I1). No change at all is pending. */
export function combineContext(key: ContextKey, all: readonly Member[]): CombinedContext {
  const members = counting(all);
  const numbers = members.map((member) => member.number);
  if (members.length === 0) {
    return { outcome: "pending", title: "No open pull request has this head", members: numbers };
  }
  const values = members.map((member) => ({
    number: member.number,
    ...(member.contexts?.[key] ?? { outcome: "pending" as const, title: NOT_JUDGED }),
  }));
  const outcome = combine(values.map((value) => value.outcome));
  const telling = values.find((value) => value.outcome === outcome) ?? values[0];
  const title = telling?.title ?? "";
  return { outcome, title: members.length > 1 ? `#${telling?.number}: ${title}` : title, members: numbers };
}

/**
 * What keeps a change closed whose own gates are open: another pull request of its head. The condition is the answer.
 * @param waitsFor the answer for that other one
 */
export function siblingMissing(number: number, waitsFor: string): Lock {
  return {
    gate: "siblings",
    condition: `Pull request #${number} has the same head and does not pass: ${waitsFor}`,
    action: `Get #${number} through as well, or close it.`,
    opening: { count: 1, ways: [{ id: `sibling:${number}`, by: "author", who: ["the authors of both"] }] },
  };
}
