import type { Relation } from "../model/formula.ts";
import type { Filter } from "../model/pipeline.ts";
import { isLiteral, matchesPattern } from "./glob.ts";

/** What passes: something of `some`, and nothing of `none`. */
interface Passing {
  readonly some: readonly string[];
  readonly none: readonly string[];
}

const ALL = "**";

/** How what passes the second filter stands to what passes the first. An absent one lets everything pass. */
export function relateFilters(first: Filter | undefined, second: Filter | undefined): Relation {
  const texts = (filter: Filter | undefined) => filter?.patterns.map(({ text }) => text).join("\n");
  if (first?.mode === second?.mode && texts(first) === texts(second)) return "same";
  const old = passing(first);
  const now = passing(second);
  if (old === undefined || now === undefined) return "undecided";
  const wider = covers(now, old);
  const narrower = covers(old, now);
  if (wider && narrower) return "same";
  return wider ? "wider" : narrower ? "narrower" : "different";
}

function passing(filter: Filter | undefined): Passing | undefined {
  if (filter === undefined) return { some: [ALL], none: [] };
  const patterns = filter.patterns.map(({ text }) => text);
  if (filter.mode === "except") return { some: [ALL], none: patterns };
  const first = patterns.findIndex((pattern) => pattern.startsWith("!"));
  const some = first < 0 ? patterns : patterns.slice(0, first);
  const none = first < 0 ? [] : patterns.slice(first);
  // A pattern behind an exception lets some of it pass again.
  if (none.some((pattern) => !pattern.startsWith("!"))) return undefined;
  return { some, none: none.map((pattern) => pattern.slice(1)) };
}

/** Of more and longer patterns only those that are written alike count as alike: the rest is not worth the time. */
const MOST_PATTERNS = 100;
const LONGEST_PATTERN = 200;

/** Whether surely everything that passes the second passes the first too. */
function covers(wide: Passing, narrow: Passing): boolean {
  const all = [...wide.some, ...wide.none, ...narrow.some, ...narrow.none];
  if (all.length > MOST_PATTERNS || all.some((pattern) => pattern.length > LONGEST_PATTERN)) {
    const [some, none] = [new Set(wide.some), new Set(narrow.none)];
    return narrow.some.every((pattern) => some.has(pattern)) && wide.none.every((pattern) => none.has(pattern));
  }
  return (
    narrow.some.every((pattern) => wide.some.some((other) => includes(other, pattern))) &&
    wide.none.every(
      (pattern) =>
        narrow.none.some((other) => includes(other, pattern)) || narrow.some.every((other) => areApart(other, pattern)),
    )
  );
}

/** Whether surely no text matches both. */
function areApart(left: string, right: string): boolean {
  if (isLiteral(left)) return !matchesPattern(right, left);
  return isLiteral(right) && !matchesPattern(left, right);
}

/** Whether surely every text that matches the second pattern matches the first. */
function includes(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === ALL) return true;
  if (isLiteral(narrow)) return matchesPattern(wide, narrow);
  // `releases/**` has in it all that begins with `releases/`.
  const folder = /^([^*?+[\]!\\]+\/)\*\*$/.exec(wide)?.[1];
  return folder !== undefined && narrow.startsWith(folder);
}
