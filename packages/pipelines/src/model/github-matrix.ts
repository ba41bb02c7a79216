import type { Strategy, Matrix as WrittenMatrix } from "../dialects/github/workflow.ts";
import { itemsOf, type YamlNode } from "../source/tree.ts";
import { canonical } from "./canonical.ts";
import type { Values } from "./github-values.ts";
import { expandMatrix, MOST_CELLS } from "./matrix.ts";
import type { Matrix, Origin, Value } from "./pipeline.ts";

/** The matrix of a job with its cells. */
export function matrixOf(strategy: Strategy | undefined, values: Values): Matrix | undefined {
  const written = strategy?.matrix;
  if (written === undefined) return undefined;
  const at = values.at(written.key.span);
  const whole = values.value(written.node);
  const none: Matrix = { at, cells: undefined, places: [], written: whole };
  const include = entriesOf(written.include, values);
  const exclude = entriesOf(written.exclude, values);
  if (written.node.kind !== "mapping" || include === undefined || exclude === undefined) return none;
  const axes = new Map(
    written.axes.map(({ name, value }) => {
      const read = values.value(value);
      return [name, read.kind === "list" ? read.items.map(canonical) : [canonical(read)]];
    }),
  );
  const cells = expandMatrix({
    axes,
    include: include.map(({ cell }) => cell),
    exclude: exclude.map(({ cell }) => cell),
  });
  if (cells === undefined) return none;
  return {
    at,
    cells: cells.map((cell) => cell.values),
    places: cells.map((cell) => (cell.include === undefined ? at : (include[cell.include]?.at ?? at))),
    written: whole,
  };
}

/**
 * Whether a called job with a matrix can be told as one job with the cells of both: `matrix.os` must then not mean two
 * things.
 */
export function canNest(outer: Matrix | undefined, inner: WrittenMatrix | undefined): boolean {
  if (outer === undefined || inner === undefined) return true;
  if (outer.cells === undefined || inner.node.kind !== "mapping") return false;
  const included = itemsOf(inner.include).flatMap((item) => (item.kind === "mapping" ? item.entries : []));
  const names = [...inner.axes.map(({ name }) => name), ...included.map(({ key }) => key.text)];
  return !outer.cells.some((cell) => names.some((name) => cell.has(name)));
}

/** Every cell of the outer matrix with every cell of the inner one. */
export function nest(outer: Matrix | undefined, inner: Matrix | undefined): Matrix | undefined {
  if (outer === undefined || inner === undefined) return inner ?? outer;
  const entries = [outer.written, inner.written].map((value, index) => ({
    name: index === 0 ? "caller" : "called",
    value,
    at: value.at,
  }));
  const written: Value = { kind: "map", entries, at: inner.at };
  const { cells: outerCells, places: outerPlaces } = outer;
  const { cells: innerCells } = inner;
  if (outerCells === undefined || innerCells === undefined || outerCells.length * innerCells.length > MOST_CELLS) {
    return { at: inner.at, cells: undefined, places: [], written };
  }
  return {
    at: inner.at,
    cells: outerCells.flatMap((cell) => innerCells.map((more) => new Map([...cell, ...more]))),
    places: outerPlaces.flatMap((place) => innerCells.map(() => place)),
    written,
  };
}

function entriesOf(
  node: YamlNode | undefined,
  values: Values,
): readonly { readonly cell: ReadonlyMap<string, string>; readonly at: Origin }[] | undefined {
  if (node === undefined) return [];
  if (node.kind === "scalar" && node.value === null) return [];
  const read: Value = values.value(node);
  if (read.kind !== "list" || read.items.some((item) => item.kind !== "map")) return undefined;
  return read.items.flatMap((item) =>
    item.kind === "map"
      ? [{ at: item.at, cell: new Map(item.entries.map(({ name, value }) => [name, canonical(value)])) }]
      : [],
  );
}
