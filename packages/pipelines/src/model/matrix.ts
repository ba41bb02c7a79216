/**
 * A matrix as it is written, with plain values: the axes in their order, then what is taken out and what is added.
 * A value is its text; a list or mapping as a value is its canonical text.
 */
export interface MatrixSpec {
  readonly axes: ReadonlyMap<string, readonly string[]>;
  readonly exclude: readonly ReadonlyMap<string, string>[];
  readonly include: readonly ReadonlyMap<string, string>[];
}

/** One combination, and the include entry (by its number) that made it a cell of its own. */
export interface ExpandedCell {
  readonly values: ReadonlyMap<string, string>;
  readonly include: number | undefined;
}

/** GitHub refuses a matrix of more jobs. */
export const MOST_CELLS = 256;
/** Combinations times entries that are looked at. */
const MOST_STEPS = 200_000;

/**
 * The combinations that run, as GitHub makes them: all of the axes; without those that an exclude fits (it need not
 * name every axis); then each include is added to every combination in which it overwrites no value of an axis, and is
 * a cell of its own where there is none such. Undefined for more cells than GitHub would ever run.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrixinclude
 */
export function expandMatrix({ axes, exclude, include }: MatrixSpec): ExpandedCell[] | undefined {
  const sizes = [...axes.values()].map((values) => values.length);
  const product = sizes.reduce((sum, size) => sum * size, 1);
  // An excluded combination costs time too, and so does every include for each of them.
  if (product > MOST_CELLS * 16 || product * (include.length + exclude.length) > MOST_STEPS) return undefined;
  const original = (axes.size === 0 ? [] : combinations([...axes])).filter(
    (cell) => !exclude.some((entry) => fits(entry, cell)),
  );
  const cells = original.map((values) => ({ original: values, values: new Map(values) }));
  const added: ExpandedCell[] = [];
  for (const [number, entry] of include.entries()) {
    const extended = cells.filter((cell) => [...entry].every(([key, value]) => keeps(cell.original, key, value)));
    for (const { values } of extended) for (const [key, value] of entry) values.set(key, value);
    if (extended.length === 0) added.push({ values: new Map(entry), include: number });
  }
  const all = [...cells.map(({ values }) => ({ values, include: undefined })), ...added];
  return all.length > MOST_CELLS ? undefined : all;
}

function keeps(original: ReadonlyMap<string, string>, key: string, value: string): boolean {
  return !original.has(key) || original.get(key) === value;
}

function fits(entry: ReadonlyMap<string, string>, cell: ReadonlyMap<string, string>): boolean {
  return entry.size > 0 && [...entry].every(([key, value]) => cell.get(key) === value);
}

/** The last axis changes fastest. */
function combinations(axes: readonly (readonly [string, readonly string[]])[]): Map<string, string>[] {
  return axes.reduce<Map<string, string>[]>(
    (cells, [name, values]) => cells.flatMap((cell) => values.map((value) => new Map([...cell, [name, value]]))),
    [new Map()],
  );
}
