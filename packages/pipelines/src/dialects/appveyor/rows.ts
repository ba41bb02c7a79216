import { type Entry, entry, items, texts, type Value } from "../../migrate/values.ts";

/** One job as AppVeyor would make it: a value of each axis, and a row of variables. */
export interface Row {
  readonly cells: ReadonlyMap<string, Value>;
  /** Its mapping in `environment.matrix`. */
  readonly env: Value | undefined;
  readonly allowed: readonly Value[];
}

/** Keys of which a list makes several jobs. */
export const AXES = ["image", "os", "platform", "configuration"] as const;

/** Works out the jobs of a file. */
export function rowsOf(root: Value | undefined): { rows: readonly Row[]; unfit: readonly Value[] } {
  const rowsOfEnv = items(entry(entry(root, "environment")?.value, "matrix")?.value).filter(
    (row) => row.kind === "map",
  );
  let rows: Row[] = [{ cells: new Map(), env: undefined, allowed: [] }];
  for (const key of AXES) {
    const values = texts(entry(root, key)?.value);
    if (values.length > 0)
      rows = rows.flatMap((row) =>
        values.map((value) => ({ ...row, cells: new Map([...row.cells, [key, value as Value]]) })),
      );
  }
  if (rowsOfEnv.length > 0) rows = rows.flatMap((row) => rowsOfEnv.map((env) => ({ ...row, env })));
  const unfit: Value[] = [];
  const matrix = entry(root, "matrix")?.value;
  const excluded = items(entry(matrix, "exclude")?.value);
  for (const pattern of excluded) if (!rows.some((row) => fits(row, pattern))) unfit.push(pattern);
  rows = rows.filter((row) => !excluded.some((pattern) => fits(row, pattern)));
  const allowed = items(entry(matrix, "allow_failures")?.value);
  for (const pattern of allowed) if (!rows.some((row) => fits(row, pattern))) unfit.push(pattern);
  rows = rows.map((row) => ({ ...row, allowed: allowed.filter((pattern) => fits(row, pattern)) }));
  return { rows: rows.slice(0, 256), unfit };
}

function fits(row: Row, pattern: Value): boolean {
  if (pattern.kind !== "map") return false;
  return (
    pattern.entries.length > 0 &&
    pattern.entries.every(({ key, value }) => textIn(row, key) === (value.kind === "text" ? value.text : undefined))
  );
}

function textIn(row: Row, key: string): string | undefined {
  const found = row.cells.get(key) ?? entry(row.env, key)?.value;
  return found?.kind === "text" ? found.text : undefined;
}

/** The variables of a row. */
export function variablesOf(row: Row): readonly Entry[] {
  return row.env?.kind === "map" ? row.env.entries : [];
}
