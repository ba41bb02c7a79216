import type { YamlEntry, YamlMapping, YamlNode } from "../../source/tree.ts";
import { type Hole, type Kind, type Reach, Unlike, type Use } from "./holes.ts";
import { unifyScalars } from "./scalars.ts";

/** Keys of a tree from its root; places in sequences by number. */
export type Path = readonly (string | number)[];

/** What may stand at a place, by its path. */
export type KindOf = (path: Path) => Kind;

/**
 * What several trees have in common. They must have the same keys in any order, and as many items in the same order;
 * scalars may differ where an input can stand for them.
 * @throws Unlike where they cannot become one
 */
export function unify(nodes: readonly YamlNode[], kindOf: KindOf, reach: Reach): readonly Use[] {
  const uses: Use[] = [];
  visit(nodes, [], kindOf, reach, uses);
  return merged(uses);
}

function visit(nodes: readonly YamlNode[], path: Path, kindOf: KindOf, reach: Reach, uses: Use[]): void {
  const [first] = nodes;
  if (first === undefined) return;
  const hint = hintOf(path);
  if (first.kind === "mapping") {
    const mappings = nodes.filter((node) => node.kind === "mapping");
    if (mappings.length !== nodes.length) throw new Unlike(`\`${hint}\` has another shape`);
    for (const { key } of first.entries) {
      const values = mappings.map((mapping) => only(mapping, key.text));
      visit(values, [...path, key.text], kindOf, reach, uses);
    }
    const more = mappings.find((mapping) => mapping.entries.length !== first.entries.length);
    if (more !== undefined) throw new Unlike(`\`${hint}\` has other keys`);
  } else if (first.kind === "sequence") {
    const lists = nodes.filter((node) => node.kind === "sequence");
    if (lists.some(({ items }) => items.length !== first.items.length) || lists.length !== nodes.length) {
      throw new Unlike(`\`${hint}\` has another number of items`);
    }
    for (const index of first.items.keys()) {
      const values = lists.flatMap(({ items }) => items[index]?.value ?? []);
      visit(values, [...path, index], kindOf, reach, uses);
    }
  } else {
    const scalars = nodes.filter((node) => node.kind === "scalar");
    if (scalars.length !== nodes.length) throw new Unlike(`\`${hint}\` has another shape`);
    uses.push(...unifyScalars(scalars, kindOf(path), hint, reach));
  }
}

function only(mapping: YamlMapping, key: string): YamlNode {
  const found = mapping.entries.filter((entry) => entry.key.text === key);
  const [entry] = found;
  if (entry === undefined || found.length > 1) throw new Unlike(`\`${key}\` is not in all of them once`);
  return entry.value;
}

function hintOf(path: Path): string {
  return String(path.findLast((part) => typeof part === "string") ?? "");
}

/** Holes with the same values in every copy are one. */
function merged(uses: readonly Use[]): Use[] {
  const known = new Map<string, Hole>();
  return uses.map((use) => {
    const { as, type, values } = use.hole;
    const key = JSON.stringify([as, type, values]);
    const hole = known.get(key) ?? use.hole;
    known.set(key, hole);
    return { ...use, hole };
  });
}

/**
 * A text that is the same for trees that could be one: keys in their order by name, and what may not differ. Trees with
 * different shapes need not be compared.
 */
export function shapeOf(node: YamlNode, kindOf: KindOf, path: Path = []): string {
  if (node.kind === "mapping") {
    const entries = node.entries.map(
      ({ key, value }) => `${JSON.stringify(key.text)}:${shapeOf(value, kindOf, [...path, key.text])}`,
    );
    return `{${entries.sort().join()}}`;
  }
  if (node.kind === "sequence") {
    return `[${node.items.map(({ value }, index) => shapeOf(value, kindOf, [...path, index])).join()}]`;
  }
  const kind = kindOf(path);
  if (kind === "script") return scriptShape(node.text);
  return kind === "fixed" ? JSON.stringify(node.text) : "";
}

/** Commands can only become one with as many lines and the same first word; see scalars.ts. */
function scriptShape(text: string): string {
  const lines = text.trimEnd().split("\n");
  const [word = ""] = text.trimStart().split(/\s/, 1);
  return JSON.stringify([lines.length, /[$"'`]/.test(word) ? "" : word]);
}

/** The same for trees that are one without any holes, whatever the order of their keys. */
export function exactOf(node: YamlNode): string {
  if (node.kind === "mapping") {
    const entries = node.entries.map(({ key, value }) => `${JSON.stringify(key.text)}:${exactOf(value)}`);
    return `{${entries.sort().join()}}`;
  }
  if (node.kind === "sequence") return `[${node.items.map(({ value }) => exactOf(value)).join()}]`;
  return JSON.stringify(typeof node.value === "string" ? node.text : node.value);
}

/** A mapping that stands nowhere, of parts that do. */
export function mappingOf(parts: readonly (readonly [name: string, node: YamlNode | undefined])[]): YamlMapping {
  const entries = parts.flatMap(([name, value]): YamlEntry[] =>
    value === undefined
      ? []
      : [{ key: { kind: "scalar", span: value.span, value: name, text: name, style: "plain" }, value }],
  );
  return { kind: "mapping", span: { start: 0, end: 0 }, entries };
}
