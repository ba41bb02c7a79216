import type { Comparison, Entry, Side, Summary } from "./comparison.ts";
import { CONCERNS, VERDICTS, type Verdict } from "./verdict.ts";

// Moves the cursor, changes colours, or turns the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Text of strangers with its lines; what cannot be seen is made visible. */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, (character) => (character === "\n" || character === "\t" ? character : "\ufffd"));
}

/** Text of strangers on one line: white space folded, what cannot be seen made visible, cut where it is long. */
export function oneLine(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim().replaceAll(UNSEEN, "\ufffd");
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}

/** Where something is, in words. */
export function placeInWords({ path }: Entry): string {
  return path.length === 0 ? "the whole pipeline" : path.join(", ");
}

/** The place that an entry is shown at: the new side, unless it is gone there. */
export function sideOf(entry: Entry): Side | undefined {
  return entry.verdict === "lost" ? (entry.old ?? entry.new) : (entry.new ?? entry.old);
}

/** What is worth telling: all that is not the same, and what is the same but has to be followed up. */
export function told({ entries }: Comparison): Entry[] {
  return entries.filter(({ verdict, marked }) => verdict !== "same" || marked === true);
}

/** `1 lost, 2 weaker, 40 the same` */
export function summaryInWords(summary: Summary): string {
  const word = (verdict: Verdict) => (verdict === "same" ? "the same" : verdict);
  const parts = VERDICTS.flatMap((verdict) => (summary[verdict] > 0 ? [`${summary[verdict]} ${word(verdict)}`] : []));
  return parts.length === 0 ? "nothing to compare" : parts.join(", ");
}

/** Whether somebody should look before the new side takes the old one's place. */
export function isConcern({ verdict }: Entry): boolean {
  return CONCERNS.includes(verdict);
}

/** `old.yml -> new.yml`, or the one that is there. */
export function filesInWords({ old, new: now }: Comparison): string {
  if (old === null || now === null) return `${old ?? now}`;
  return old === now ? old : `${old} -> ${now}`;
}

/** What is said of an entry beyond its why. */
export function also({ alsoAt }: Entry): string {
  if (alsoAt === undefined) return "";
  return ` The same lines do this in ${alsoAt} more ${alsoAt === 1 ? "place" : "places"}.`;
}
