/** The name that somebody probably meant, or null when none is close enough to be a help. */
export function nearest(written: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  // A third of the letters may be wrong, and never all of them: more, and the guess is a guess.
  let least = Math.min(Math.max(2, Math.floor(written.length / 3)) + 1, written.length);
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= least) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** `; did you mean "title"?`, or the whole list where nothing is near. */
export function suggestion(written: string, names: readonly string[]): string {
  const near = nearest(written, names);
  if (near !== null) return `; write "${near}"`;
  return names.length === 0 ? "; nothing may stand here" : `; write one of ${names.join(", ")}`;
}

/** How many letters have to be inserted, deleted, replaced or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length] ?? 0;
}
