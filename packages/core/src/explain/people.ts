/** More names than these are not written out. */
const MOST_NAMES = 4;

/**
 * Who has to act, for people: `@ada`, `one of @bo, @cy`, `2 of @bo, @cy, @di`, `2 × a reviewer other than @ada`.
 * @param times how many of them have to
 */
export function peopleText(who: readonly string[], times: number): string {
  const [only] = who;
  if (only === undefined) return "nobody";
  if (who.length === 1) return times === 1 ? only : `${times} × ${only}`;
  const more = who.length > MOST_NAMES ? ` and ${who.length - MOST_NAMES} more` : "";
  return `${times === 1 ? "one" : times} of ${who.slice(0, MOST_NAMES).join(", ")}${more}`;
}
