import { isSameData } from "../vocabulary/canonical.ts";
import { type Check, type FactKey, type Facts, known, type Observed, unknown } from "../vocabulary/fact.ts";
import { type Announced, compare, isSameLater, type ReceivedHint, unsettledBy } from "../vocabulary/hint.ts";
import type { ChangeReading } from "./reading.ts";

/** What must be known of the last read of a change. */
export type LastRead = Pick<ChangeReading, "seen" | "startedAt" | "headSha" | "facts">;

/**
 * Whether a read that shows what the hints announce would be judged exactly as the last one was. Then nothing has to be
 * read for them: no verdict, title or remedy could be another. Whatever a hint does not tell in full, or whose order
 * nobody can tell, makes the answer no.
 * @param hints every hint of the change that no read has shown, those found to change nothing before included: two that
 *   change nothing by themselves may do so together
 * @param judged all that the policy by which the next read would be judged makes of facts, as plain data
 * @param reports whether that policy reads what CI uploads: then a check that completed may have brought anything
 */
export function changesNothing(
  last: LastRead,
  hints: readonly ReceivedHint[],
  judged: (facts: Facts) => unknown,
  reports = false,
): boolean {
  // What the forge was still finding out, the next read tells: no hint ever does. A read that an older version kept
  // does not have this fact at all.
  const { mergeability }: Partial<Facts> = last.facts;
  if (mergeability?.known && mergeability.value.state === "computing") return false;
  const unseen = unsettledBy(last, hints);
  if (unseen.length === 0) return true;
  const newest = newestOfEach(last, unseen);
  if (newest === null) return false;
  let facts: Facts = last.facts;
  const untold: Partial<Record<FactKey, Observed<never>>> = {};
  for (const { object, version, shows } of newest) {
    // A run that ended as the one before it may have uploaded something else.
    if (reports && shows?.fact === "checks" && shows.value.status === "completed") return false;
    const seen = last.seen[object];
    if (seen !== undefined && isSameLater(version, seen)) continue;
    if (shows?.fact === "checks" && !isTold(facts, shows.value, object in last.seen)) return false;
    const next = shows === undefined ? null : withAnnounced(facts, shows);
    if (next === null || shows === undefined) return false;
    if (shows.fact === "reviews") for (const key of shows.besides ?? []) untold[key] = UNTOLD;
    facts = next;
  }
  if (!isSameData(judged(facts), judged(last.facts))) return false;
  // What nobody told must not matter: then it is judged the same where it is not known at all.
  return Object.keys(untold).length === 0 || isSameData(judged({ ...facts, ...untold }), judged(last.facts));
}

const UNTOLD = unknown("it may have changed, and is not read again yet");

/** The newest hint of each object; null where that cannot be told, or where one is about another commit. */
function newestOfEach(last: LastRead, hints: readonly ReceivedHint[]): readonly ReceivedHint[] | null {
  const newest = new Map<string, ReceivedHint>();
  for (const hint of hints) {
    if (hint.commit !== undefined && hint.commit !== last.headSha) return null;
    if (compare(last.seen[hint.object], hint.version) !== "older") return null;
    const other = newest.get(hint.object);
    const order = other === undefined ? "older" : compare(other.version, hint.version);
    if (order === "incomparable") return null;
    if (order === "older") newest.set(hint.object, hint);
  }
  return [...newest.values()];
}

function withAnnounced(facts: Facts, { fact, value }: Announced): Facts | null {
  if (fact === "checks") {
    if (!facts.checks.known) return null;
    return { ...facts, checks: known(replaced(facts.checks.value, value, isSameCheck)) };
  }
  if (!facts.reviews.known) return null;
  return { ...facts, reviews: known(replaced(facts.reviews.value, value, (a, b) => a.id === b.id)) };
}

/**
 * Whether a check that is announced has one place among those that were read. Several reporters may use one name, and a
 * new run may replace one of them or stand beside it: the read tells.
 */
function isTold({ checks }: Facts, announced: Check, seen: boolean): boolean {
  if (!checks.known) return false;
  const same = checks.value.filter((other) => isSameCheck(other, announced)).length;
  return same === 0 || (same === 1 && seen);
}

function isSameCheck(a: Check, b: Check): boolean {
  return a.kind === b.kind && a.name === b.name && a.appId === b.appId;
}

function replaced<T>(items: readonly T[], item: T, isSame: (a: T, b: T) => boolean): readonly T[] {
  const place = items.findIndex((other) => isSame(other, item));
  return place < 0 ? [...items, item] : items.with(place, item);
}
