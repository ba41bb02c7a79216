import { canonical } from "../model/canonical.ts";
import type { Cell, Matrix } from "../model/pipeline.ts";
import { type Context, type Ruling, ruling, seenAt, seenValue } from "./context.ts";

/** Says what became of the combinations that a job runs in. */
export function compareMatrices(old: Matrix | undefined, now: Matrix | undefined, context: Context): void {
  if (old === undefined || now === undefined) {
    const seen = (matrix: Matrix | undefined) => matrix && seenAt(matrix.at, canonical(matrix.written));
    const count = (matrix: Matrix | undefined) =>
      matrix?.cells === undefined ? "each cell" : `${matrix.cells.length} cells`;
    context.seen("cell", "(the whole matrix)", seen(old), seen(now), {
      gained: ruling("gained", `It now runs once for ${count(now)} of a matrix.`),
      lost: ruling("lost", `It ran once for ${count(old)} of a matrix and now runs once.`),
      changed: ruling("unknown", "The matrix is another."),
    });
    return;
  }
  if (old.cells === undefined || now.cells === undefined) {
    const statement = {
      construct: "cell",
      name: "(the whole matrix)",
      old: seenValue(old.written),
      new: seenValue(now.written),
    } as const;
    const same = context.areSame(canonical(old.written), canonical(now.written));
    const changed = ruling("unknown", "An expression makes the matrix, so its cells are not known before it runs.");
    context.say({ ...statement, ...(same ? ruling("same", "It is as it was.") : changed) });
    return;
  }
  compareCells(old, old.cells, now, now.cells, context);
}

function compareCells(
  old: Matrix,
  oldCells: readonly Cell[],
  now: Matrix,
  newCells: readonly Cell[],
  context: Context,
): void {
  const key = (cell: Cell, rename: (text: string) => string) =>
    [...cell]
      .map(([name, value]) => `${name}: ${rename(value)}`)
      .sort()
      .join(", ");
  const waiting = newCells.map((cell, index) => ({ cell, index, key: key(cell, (text) => context.renamed(text)) }));
  const take = (fits: (candidate: (typeof waiting)[number]) => boolean) => {
    const index = waiting.findIndex(fits);
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };
  const place = (matrix: Matrix, index: number) => matrix.places[index] ?? matrix.at;
  const say = (
    before: { cell: Cell; index: number } | undefined,
    after: { cell: Cell; index: number } | undefined,
    words: Ruling,
  ) => {
    const cell = before?.cell ?? after?.cell ?? new Map();
    context.say({
      construct: "cell",
      name: `(${[...cell.values()].join(", ")})`,
      old: before && seenAt(place(old, before.index), key(before.cell, String)),
      new: after && seenAt(place(now, after.index), key(after.cell, String)),
      ...words,
    });
  };
  const unmatched = oldCells
    .map((cell, index) => ({ cell, index, key: key(cell, String) }))
    .filter((before) => {
      const after = take((candidate) => candidate.key === before.key);
      if (after !== undefined) say(before, after, ruling("same", "It runs as before."));
      return after === undefined;
    });
  for (const before of unmatched) {
    // The same combination with more values: what it does with them is in its steps.
    const after = take(({ cell }) => [...before.cell].every(([name, value]) => cell.get(name) === value));
    if (after !== undefined) say(before, after, ruling("unknown", "It runs with further values."));
    else say(before, undefined, ruling("lost", "This combination no longer runs."));
  }
  for (const after of waiting) say(undefined, after, ruling("gained", "This combination runs too."));
}
