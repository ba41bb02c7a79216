import type { Span } from "./lines.ts";

/**
 * The tree of a YAML document with the place of everything. Aliases are followed: the same node then stands at several
 * places, with the entry that refers to it telling where. Never cyclic.
 */
export type YamlNode = YamlMapping | YamlSequence | YamlScalar;

/** Nodes that aliases may make of a file: a few lines of them can stand for billions (a "YAML bomb"). */
export const MAX_NODES = 200_000;
/** Deeper trees are refused, as GitHub does, so that no walk over them can run out of stack. */
export const MAX_DEPTH = 50;

interface Base {
  /** The node itself, without its key. An empty value has an empty span where it would stand. */
  readonly span: Span;
  /** The anchor (`&name`) it was given. */
  readonly anchor?: string;
  /** An explicit tag (`!reference`), as it is written. */
  readonly tag?: string;
}

export interface YamlMapping extends Base {
  readonly kind: "mapping";
  /** In the order of the text. Keys that are written twice stand here twice; merges (`<<`) are entries like others. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** Where the value is an alias: the alias itself, while `value.span` is where its anchor stands. */
  readonly alias?: Span;
}

export interface YamlSequence extends Base {
  readonly kind: "sequence";
  readonly items: readonly YamlItem[];
}

export interface YamlItem {
  readonly value: YamlNode;
  readonly alias?: Span;
}

export interface YamlScalar extends Base {
  readonly kind: "scalar";
  /** What it means by YAML 1.2's core schema; `null` where nothing is written. */
  readonly value: string | number | boolean | null;
  /** The characters that it stands for: unquoted, unfolded, unescaped, and as written for numbers and booleans. */
  readonly text: string;
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
}

/** The first entry of that name; GitHub compares keys exactly. Undefined for what is no mapping. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.kind !== "mapping") return undefined;
  for (const entry of node.entries) if (entry.key.text === key) return entry;
  return undefined;
}

/** The value below a path of keys. */
export function valueAt(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let found = node;
  for (const key of path) found = entryOf(found, key)?.value;
  return found;
}

/** The text of a scalar; undefined for collections and for empty values. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && node.value !== null ? node.text : undefined;
}

/** The items of a sequence, or the one scalar that may stand for a sequence of one; empty values give none. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined || node.kind === "mapping") return [];
  if (node.kind === "sequence") return node.items.map((item) => item.value);
  return node.value === null ? [] : [node];
}

/** Where an item or entry is written in its own place: the alias, where it is one. */
export function written(item: YamlItem): Span {
  return item.alias ?? item.value.span;
}
