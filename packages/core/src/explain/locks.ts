import type { JudgedGate } from "../change/review.ts";
import { gateNamed } from "../policy/gates/index.ts";
import type { FactKey } from "../vocabulary/fact.ts";
import { type Outcome, opens } from "../vocabulary/outcome.ts";
import type { Opening, Verdict, Way } from "../vocabulary/verdict.ts";

/** One thing that keeps a change closed, and who can open it. */
export interface Lock {
  readonly gate: string;
  /** What is not so. */
  readonly condition: string;
  /** What to do about it; empty where nothing is known. */
  readonly action: string;
  readonly opening: Opening;
}

/** Facts that nothing but another commit makes better. */
const COMMITTED: readonly FactKey[] = [
  "size",
  "files",
  "checks",
  "mergeability",
  "secrets",
  "workflows",
  "codeScanning",
  "dependencies",
  "tests",
  "coverage",
  "lint",
  "benchmarks",
  "measurements",
];

const READ_AGAIN: Opening = { count: 1, ways: [{ id: "read-again", by: "wait", who: [] }] };

/**
 * What keeps a gate from opening: the leaves of its verdict that do not open. All of them have to. None where it only
 * waits for its turn: that comes with the others.
 */
export function locksOf({ name, verdict, provisional }: JudgedGate): readonly Lock[] {
  // It was announced, and is read within seconds: nobody has to do anything before that.
  if (provisional !== undefined && !opens(verdict.outcome)) {
    return [{ gate: name, condition: verdict.title, action: verdict.remedy ?? "", opening: READ_AGAIN }];
  }
  return within(name, verdict, undefined).filter(
    ({ opening: { ways } }) => !ways.some((way) => deedOf(way) === "turn"),
  );
}

function within(gate: string, verdict: Verdict, remedyAbove: string | undefined): readonly Lock[] {
  if (opens(verdict.outcome)) return [];
  const remedy = verdict.remedy ?? remedyAbove;
  const parts =
    verdict.opensBy === undefined ? (verdict.children ?? []).flatMap((child) => within(gate, child, remedy)) : [];
  if (parts.length > 0) return parts;
  const opening = verdict.opensBy ?? { count: 1, ways: [usualWay(gate, verdict.outcome)] };
  return [{ gate, condition: verdict.title, action: remedy ?? "", opening }];
}

/** Who is meant where a verdict does not say: see `Verdict.opensBy`. */
function usualWay(gate: string, outcome: Outcome): Way {
  const reads = gateNamed(gate)?.reads ?? COMMITTED;
  if (outcome === "error") return { id: `mend:${gate}`, by: "operator", who: [] };
  if (outcome === "pending") {
    return reads.includes("reviews") ? { id: "approve", by: "person", who: [] } : { id: "ci", by: "wait", who: [] };
  }
  if (reads.some((key) => COMMITTED.includes(key))) return { id: "push", by: "author", who: [], pushes: true };
  // One edit of the description serves all that look at it.
  return { id: reads.includes("body") ? "edit-description" : `edit:${gate}`, by: "author", who: [] };
}

/** The deed of a way, without who does it: `approve` of `approve:ada`. */
export function deedOf(way: Way): string {
  const at = way.id.indexOf(":");
  return at < 0 ? way.id : way.id.slice(0, at);
}

/** Logins are the same however they are written. */
export function idOf(way: Way): string {
  return way.id.toLowerCase();
}

/** Whether so many different people as are needed can do it: nobody is named. */
export function isOpenToAll(way: Way): boolean {
  return (way.by === "person" || way.by === "team") && way.who.length === 0;
}

/**
 * Every way of these locks, once, with the locks it counts for: `approve:ada` does wherever `approve` by anybody is
 * asked for, and where ada has to withdraw what she asked for. In the order of the locks.
 */
export function serving(locks: readonly Lock[]): ReadonlyMap<Way, ReadonlySet<Lock>> {
  const ways = new Map<string, Way>();
  const asked = new Map<string, Lock[]>();
  for (const lock of locks) {
    for (const way of lock.opening.ways) {
      const id = idOf(way);
      if (!ways.has(id)) ways.set(id, way);
      asked.set(id, [...(asked.get(id) ?? []), lock]);
    }
  }
  const place = new Map(locks.map((lock, at) => [lock, at]));
  const found = new Map<Way, ReadonlySet<Lock>>();
  for (const [id, way] of ways) {
    const anybody = ways.get(deedOf(way));
    const also = anybody !== undefined && isOpenToAll(anybody) && anybody.by === way.by ? idOf(anybody) : id;
    const all = [id, also, id.replace(/^approve:/, "withdraw:")].flatMap((one) => asked.get(one) ?? []);
    found.set(way, new Set(all.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))));
  }
  return found;
}

/**
 * Who can do it, for people.
 * @param author the login of the change's author
 */
export function peopleOf(way: Way, author: string): readonly string[] {
  if (way.by === "wait") return way.who.length > 0 ? way.who : [way.id === "read-again" ? "Tollgate" : "CI"];
  if (way.who.length > 0) return way.who.map(mentioned);
  switch (way.by) {
    case "author":
      return [`@${author}`];
    case "operator":
      return [OURS.has(deedOf(way)) ? "Tollgate's operator" : "an admin of the repository"];
    case "team":
      return ["a team with write access"];
    case "person":
      return [deedOf(way) === "approve" ? `a reviewer other than @${author}` : "somebody with write access"];
  }
}

/** Who could change that nobody of the review can open it. */
export function changersOf({ opening }: Lock): readonly string[] {
  const operators = opening.ways.filter(({ by }) => by === "operator").flatMap((way) => peopleOf(way, ""));
  return operators.length > 0 ? [...new Set(operators)] : ["whoever may change the policy or the branch's rules"];
}

/** Deeds of whoever runs Tollgate; the others' rules are the repository's. */
const OURS: ReadonlySet<string> = new Set(["grant", "doctor", "mend"]);

/** A login or a team as people write it; anything else is a description already. */
function mentioned(name: string): string {
  return /^[\w.-]+(?:\[bot\])?(?:\/[\w.-]+)?$/.test(name) ? `@${name}` : name;
}

/** Ends a sentence, where it has no end. */
export function stop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
