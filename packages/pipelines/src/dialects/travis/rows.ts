import { all, type Entry, entry, items, own, type Source, type Value } from "../../migrate/values.ts";
import { type EnvRow, envRow } from "./environment.ts";
import { VERSION_KEYS } from "./languages.ts";

/** Keys of which a list makes several jobs. */
const EXPANDED = new Set([...VERSION_KEYS, "os", "arch", "dist", "compiler", "osx_image", "xcode_scheme", "gemfile"]);

/** One job as Travis would make it. */
export interface Row {
  /** What this job has of each expanded key: the value, and the key that says so. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly env: EnvRow;
  /** The entry that `env` comes from. */
  readonly envSources: readonly Source[];
  /** Keys of its own, from `jobs.include`. */
  readonly own: ReadonlyMap<string, Entry>;
  /** Its item in `jobs.include`; undefined for those that come from expansion. */
  readonly include: Value | undefined;
  /** Entries of `allow_failures` that fit it. */
  allowed: Value[];
}

export interface Cell {
  readonly value: Value;
  readonly entry: Entry;
}

export interface Matrix {
  readonly rows: readonly Row[];
  /** Keys with more than one value, in the order of the file. */
  readonly axes: readonly string[];
  readonly section: Entry | undefined;
  readonly exclude: Entry | undefined;
  readonly include: Entry | undefined;
  readonly allowFailures: Entry | undefined;
  readonly fastFinish: Entry | undefined;
  /** Entries of `exclude` or `allow_failures` that fit no job. */
  readonly unfit: readonly Value[];
  /** Further keys of `jobs`. */
  readonly unread: readonly Entry[];
}

/** Works out the jobs: the product of all lists, without what is excluded, with what is included. */
export function matrixOf(root: Value | undefined): Matrix {
  const section = entry(root, "jobs") ?? entry(root, "matrix");
  const named = new Map((section?.value.kind === "map" ? section.value.entries : []).map((held) => [held.key, held]));
  const base = new Map<string, Cell>();
  const lists: { key: string; held: Entry; values: readonly Value[] }[] = [];
  for (const held of root?.kind === "map" ? root.entries : []) {
    if (!EXPANDED.has(held.key)) continue;
    const values = items(held.value);
    const [first] = values;
    if (first === undefined) continue;
    base.set(held.key, { value: first, entry: held });
    if (values.length > 1) lists.push({ key: held.key, held, values });
  }
  const rowsOfEnv = envRows(entry(root, "env"));
  let combinations: { cells: Map<string, Cell>; env: (typeof rowsOfEnv)[number] | undefined }[] = [
    { cells: new Map(base), env: rowsOfEnv[0] },
  ];
  for (const { key, held, values } of lists) {
    combinations = combinations.flatMap(({ cells, env }) =>
      values.map((value) => ({ cells: new Map([...cells, [key, { value, entry: held }]]), env })),
    );
    if (combinations.length > 2000) break;
  }
  if (rowsOfEnv.length > 1)
    combinations = combinations.flatMap(({ cells }) => rowsOfEnv.map((env) => ({ cells, env })));
  const unfit: Value[] = [];
  const excludes = items(named.get("exclude")?.value);
  const made = combinations.map(({ cells, env }): Row => {
    return {
      cells,
      env: env?.row ?? envRow(undefined),
      envSources: env?.sources ?? [],
      own: new Map(),
      include: undefined,
      allowed: [],
    };
  });
  for (const pattern of excludes) if (!made.some((row) => fits(row, pattern))) unfit.push(pattern);
  const kept = made.filter((row) => !excludes.some((pattern) => fits(row, pattern)));
  const included = items(named.get("include")?.value).map((item): Row => includedRow(item, base, rowsOfEnv[0]));
  // A single implied job gives way to those that are listed.
  const rows = combinations.length === 1 && included.length > 0 ? included : [...kept, ...included];
  for (const pattern of items(named.get("allow_failures")?.value)) {
    const found = rows.filter((row) => fits(row, pattern));
    for (const row of found) row.allowed.push(pattern);
    if (found.length === 0) unfit.push(pattern);
  }
  return {
    rows,
    axes: [...lists.map(({ key }) => key), ...(rowsOfEnv.length > 1 ? ["env"] : [])],
    section,
    exclude: named.get("exclude"),
    include: named.get("include"),
    allowFailures: named.get("allow_failures"),
    fastFinish: named.get("fast_finish"),
    unfit,
    unread: [...named.values()].filter(({ key }) => !/^(include|exclude|allow_failures|fast_finish)$/.test(key)),
  };
}

/** The rows of `env`: those of `matrix` or `jobs`, or the list itself. */
function envRows(held: Entry | undefined): { row: EnvRow; sources: readonly Source[] }[] {
  if (held === undefined) return [];
  const inner = entry(held.value, "matrix") ?? entry(held.value, "jobs");
  if (inner !== undefined) return items(inner.value).map((item) => ({ row: envRow(item), sources: [held, inner] }));
  if (entry(held.value, "global") !== undefined) return [];
  if (held.value.kind !== "list") return [{ row: envRow(held.value), sources: [held] }];
  // Encrypted variables of a plain list are given to every job.
  const plain = items(held.value).filter((item) => entry(item, "secure") === undefined);
  return plain.map((item) => ({ row: envRow(item), sources: [held] }));
}

function includedRow(
  item: Value,
  base: ReadonlyMap<string, Cell>,
  env: { row: EnvRow; sources: readonly Source[] } | undefined,
): Row {
  const cells = new Map(base);
  const others = new Map<string, Entry>();
  for (const held of item.kind === "map" ? item.entries : []) {
    const [first] = items(held.value);
    if (EXPANDED.has(held.key)) {
      if (first !== undefined) cells.set(held.key, { value: first, entry: held });
    } else if (held.key !== "env") others.set(held.key, held);
  }
  const ownEnv = entry(item, "env");
  return {
    cells,
    env: ownEnv === undefined ? (env?.row ?? envRow(undefined)) : envRow(ownEnv.value),
    envSources: ownEnv === undefined ? (env?.sources ?? []) : [ownEnv],
    own: others,
    include: item,
    allowed: [],
  };
}

/** Whether a row has everything that an entry of `exclude` or `allow_failures` says. */
function fits(row: Row, pattern: Value): boolean {
  if (pattern.kind !== "map" || pattern.entries.length === 0) return false;
  return pattern.entries.every((held) => {
    if (held.key === "env") {
      const wanted = envRow(held.value).variables;
      return wanted.every(({ name, value }) =>
        row.env.variables.some((has) => has.name === name && has.value === value),
      );
    }
    const [value] = items(held.value);
    if (value?.kind !== "text") return false;
    const cell = row.cells.get(held.key);
    if (cell !== undefined) return cell.value.kind === "text" && cell.value.text === value.text;
    const other = row.own.get(held.key)?.value;
    if (other?.kind === "text") return other.text === value.text;
    return held.key === "os" && value.text === "linux";
  });
}

/** Every construct of a matrix entry such as one of `exclude`. */
export function patternSources(pattern: Value): readonly Source[] {
  return [...new Set([...all(pattern), ...own(pattern)])];
}
