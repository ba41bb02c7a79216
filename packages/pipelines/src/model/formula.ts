/**
 * When something runs, as a formula over what can be so at the time. Its atoms are opaque, but where one asks about a
 * subject (`github.ref equals refs/heads/main`) that is told, so that two questions about one subject are not taken
 * for independent.
 */
export type Formula =
  | { readonly kind: "constant"; readonly value: boolean }
  | Atom
  | { readonly kind: "not"; readonly of: Formula }
  | { readonly kind: "all" | "any"; readonly of: readonly Formula[] };

export interface Atom {
  readonly kind: "atom";
  /** In normal form, for people and to tell two atoms apart. */
  readonly text: string;
  readonly test: Test | undefined;
}

/** A question about one subject. `present`: whether it is anything but empty, zero or false. */
export interface Test {
  readonly subject: string;
  readonly by: "equals" | "starts" | "ends" | "contains" | "present";
  readonly value: string | number | boolean | null;
}

/** The subject that says how what came before has ended: `success`, `failure` or `cancelled`. */
export const STATUS = "status";

export const always: Formula = { kind: "constant", value: true };

export const statusIs = (value: "success" | "failure" | "cancelled"): Atom => ({
  kind: "atom",
  text: `${value}()`,
  test: { subject: STATUS, by: "equals", value },
});

/** `all` of them, with what is constant taken out. */
export function allOf(formulas: readonly Formula[]): Formula {
  const of = formulas.filter((formula) => formula.kind !== "constant" || !formula.value);
  const [only] = of;
  if (only === undefined) return always;
  return of.length === 1 ? only : { kind: "all", of };
}

/** How a second formula stands to a first: whether what it holds for is a part of that, or the other way round. */
export type Relation = "same" | "narrower" | "wider" | "different" | "undecided";

/** More valuations are not tried for one condition: the answer is then `undecided`. */
const MOST_VALUATIONS = 1 << 12;
const MOST_ATOMS = 24;
/** Valuations that all conditions of one comparison may cost together. */
export const VALUATIONS_IN_ALL = 1 << 18;

/**
 * Compares two formulas by trying every valuation of their atoms. `different` means that neither is a part of the other
 * as far as can be told here: atoms about different subjects count as independent.
 * @param closed subjects whose values are all known, so that one of them must hold
 * @param room how many valuations may still be tried; what is tried is taken off
 */
export function relate(
  first: Formula,
  second: Formula,
  closed: Readonly<Record<string, readonly string[]>>,
  room = { left: VALUATIONS_IN_ALL },
): Relation {
  const atoms = new Map<string, Atom>();
  collect(first, atoms);
  collect(second, atoms);
  if (atoms.size > MOST_ATOMS) return "undecided";
  const most = Math.min(MOST_VALUATIONS, room.left);
  const worlds = worldsOf([...atoms.values()], closed, most);
  const count = worlds.reduce((product, options) => product * options.length, 1);
  if (count > most) return "undecided";
  room.left -= count;
  let onlyFirst = false;
  let onlySecond = false;
  for (const valuation of valuations(worlds)) {
    const a = holds(first, valuation);
    const b = holds(second, valuation);
    if (a && !b) onlyFirst = true;
    if (b && !a) onlySecond = true;
    if (onlyFirst && onlySecond) return "different";
  }
  if (onlyFirst) return "narrower";
  return onlySecond ? "wider" : "same";
}

type Valuation = ReadonlyMap<string, boolean>;

function collect(formula: Formula, into: Map<string, Atom>): void {
  if (formula.kind === "atom") into.set(keyOf(formula), formula);
  else if (formula.kind === "not") collect(formula.of, into);
  else if (formula.kind !== "constant") for (const part of formula.of) collect(part, into);
}

/** Of each atom once: a key is asked for in every valuation. */
const keys = new WeakMap<Atom, string>();

function keyOf(atom: Atom): string {
  const known = keys.get(atom);
  if (known !== undefined) return known;
  const { text, test } = atom;
  const key =
    test === undefined
      ? fold(text)
      : `${test.by} ${typeof test.value} ${fold(String(test.value))} ${fold(test.subject)}`;
  keys.set(atom, key);
  return key;
}

function fold(text: string): string {
  return text.toLowerCase();
}

/** For each subject, and each atom without one, the ways its atoms can be true and false together. */
function worldsOf(
  atoms: readonly Atom[],
  closed: Readonly<Record<string, readonly string[]>>,
  most: number,
): Valuation[][] {
  const bySubject = new Map<string, { atom: Atom; test: Test }[]>();
  const worlds: Valuation[][] = [];
  for (const atom of atoms) {
    const { test } = atom;
    if (test === undefined) worlds.push([new Map([[keyOf(atom), true]]), new Map([[keyOf(atom), false]])]);
    else bySubject.set(fold(test.subject), [...(bySubject.get(fold(test.subject)) ?? []), { atom, test }]);
  }
  for (const [subject, asked] of bySubject) {
    const all = closed[subject];
    const values = all ?? asked.flatMap(({ test }) => (test.by === "equals" ? [test.value] : []));
    const distinct = [...new Map(values.map((value) => [`${typeof value} ${fold(String(value))}`, value])).values()];
    const options = distinct.map((value) => new Map(asked.map(({ atom, test }) => [keyOf(atom), answer(test, value)])));
    worlds.push(all === undefined ? [...options, ...otherwise(asked, most)] : options);
  }
  return worlds;
}

/**
 * The subject has none of the values that anybody asks about: every other question may have any answer. Where those are
 * too many, more than `most` of anything, which is then not tried.
 */
function otherwise(asked: readonly { readonly atom: Atom; readonly test: Test }[], most: number): Valuation[] {
  const free = asked.filter(({ test }) => test.by !== "equals");
  if (2 ** free.length > most) return Array<Valuation>(most + 1).fill(new Map());
  return Array.from(
    { length: 2 ** free.length },
    (_, bits) =>
      new Map([
        ...asked.flatMap(({ atom, test }): [string, boolean][] => (test.by === "equals" ? [[keyOf(atom), false]] : [])),
        ...free.map(({ atom }, index): [string, boolean] => [keyOf(atom), (bits & (1 << index)) !== 0]),
      ]),
  );
}

function answer({ by, value }: Test, actual: Test["value"]): boolean {
  if (by === "present") return actual !== "" && actual !== 0 && actual !== false && actual !== null;
  const asked = fold(String(value));
  const text = fold(actual === null ? "" : String(actual));
  if (by === "equals") return typeof value === typeof actual && asked === text;
  if (by === "starts") return text.startsWith(asked);
  return by === "ends" ? text.endsWith(asked) : text.includes(asked);
}

/** Every way in which the worlds can be put together, each told in the same map. */
function* valuations(
  worlds: readonly (readonly Valuation[])[],
  into = new Map<string, boolean>(),
): Generator<Valuation> {
  const [first, ...rest] = worlds;
  if (first === undefined) {
    yield into;
    return;
  }
  for (const option of first) {
    for (const [key, value] of option) into.set(key, value);
    yield* valuations(rest, into);
  }
}

/** Whether a formula holds where each atom has this value. */
function holds(formula: Formula, valuation: Valuation): boolean {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "atom":
      return valuation.get(keyOf(formula)) ?? false;
    case "not":
      return !holds(formula.of, valuation);
    case "all":
      return formula.of.every((part) => holds(part, valuation));
    case "any":
      return formula.of.some((part) => holds(part, valuation));
  }
}
