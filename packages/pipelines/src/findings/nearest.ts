import type { Span } from "../source/lines.ts";
import type { Fix } from "./finding.ts";

/** Among more names nobody guesses, and comparing all of them for every mistake of a large file takes seconds. */
const MOST_COMPARED = 300;

/**
 * The name of a list that was most likely meant: the same in another case, or a few typing errors away. Undefined where
 * none is close.
 */
export function nearest(name: string, among: readonly string[]): string | undefined {
  if (among.length > MOST_COMPARED) return undefined;
  const wanted = name.toLowerCase();
  const allowed = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let least = allowed + 1;
  for (const candidate of among) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= least) continue;
    const found = distance(wanted, candidate.toLowerCase());
    if (found < least) [best, least] = [candidate, found];
  }
  return best ?? longer(wanted, among);
}

/** The one name that begins with the word and goes on with another, or ends it otherwise: `timeout`, `open`. */
function longer(wanted: string, among: readonly string[]): string | undefined {
  const found = wanted.length < 4 ? [] : among.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return found.length === 1 ? found[0] : undefined;
}

/** Longer lists help nobody, and a file with thousands of mistakes would have a message of a megabyte for each. */
const MOST_NAMES = 30;

/** The end of a message about an unknown name: what was meant, or what there is. */
export function advice(name: string, among: readonly string[]): string {
  const meant = nearest(name, among);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  if (among.length === 0) return "There are none.";
  // Among very many the first do as well as the least: sorting them for every mistake takes as long as comparing.
  const names = among.length > MOST_COMPARED ? among.slice(0, MOST_NAMES) : [...among].sort().slice(0, MOST_NAMES);
  const more = among.length > MOST_NAMES ? `, and ${among.length - MOST_NAMES} more` : "";
  return `Known are: ${names.join(", ")}${more}.`;
}

/** Puts the name that was most likely meant in the place of a key; a person has to look. Undefined where none is close. */
export function renaming(key: Span, name: string, among: readonly string[]): Fix | undefined {
  const meant = nearest(name, among);
  if (meant === undefined || !/^[A-Za-z_][\w-]*$/.test(meant)) return undefined;
  return { title: `Write "${meant}"`, safe: false, edits: [{ ...key, text: meant }] };
}

/** Letters to insert, remove, replace or swap with their neighbour to get from one word to the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
