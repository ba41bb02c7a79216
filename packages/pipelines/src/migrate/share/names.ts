import type { Hole } from "./holes.ts";

/** Names of inputs that say more than the key they were found at. */
const BETTER: Readonly<Record<string, string>> = { run: "argument", "runs-on": "runner", if: "expected" };

/** A name for every hole: unique, and one that GitHub takes. */
export function namesOf(holes: readonly Hole[]): ReadonlyMap<Hole, string> {
  const taken = new Set<string>();
  return new Map(
    [...new Set(holes)].map((hole) => {
      const best = hole.known ?? BETTER[hole.hint] ?? hole.hint;
      const name = unique(identifier(best) || "value", taken);
      taken.add(name.toLowerCase());
      return [hole, name];
    }),
  );
}

/** A name that is free, with a number behind it where it must be. Names are compared without case. */
export function unique(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted.toLowerCase())) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`.toLowerCase())) number++;
  return `${wanted}-${number}`;
}

/** What GitHub takes as an id: letters, digits, `-` and `_`, not beginning with a digit; empty where nothing is left. */
export function identifier(text: string): string {
  return text
    .replaceAll(/[^\w-]+/g, "-")
    .replaceAll(/-{2,}/g, "-")
    .replaceAll(/^[-\d]+|-+$/g, "")
    .slice(0, 50);
}
