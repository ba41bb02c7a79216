import type { SourceDocument } from "../source/document.ts";
import type { Span } from "../source/lines.ts";
import type { YamlEntry, YamlItem, YamlNode } from "../source/tree.ts";

/**
 * The tree of a YAML file as translators read it: aliases and merges (`<<`) are written out, of keys that stand twice
 * the last one counts. Every part knows the offsets of the constructs that it was made from.
 */
export type Value = MapValue | ListValue | TextValue;

interface Common {
  readonly path: string;
  readonly span: Span;
  /** Offsets of the aliases and merge keys through which it is reached. */
  readonly via: readonly number[];
  /** What is written, where that is no YAML: shown to people as it is. */
  readonly raw?: string;
}

export interface MapValue extends Common {
  readonly kind: "map";
  readonly entries: readonly Entry[];
}

export interface ListValue extends Common {
  readonly kind: "list";
  readonly items: readonly Value[];
  /** An explicit tag, such as `!reference`. */
  readonly tag?: string;
}

export interface TextValue extends Common {
  readonly kind: "text";
  /** Offset of the scalar; undefined where nothing is written. */
  readonly at: number | undefined;
  readonly text: string;
  readonly value: string | number | boolean | null;
}

export interface Entry extends Common {
  readonly key: string;
  readonly at: number;
  readonly value: Value;
}

/** The values of a document, and the entries that a later one of the same name overrides. */
export function valuesOf(document: SourceDocument): { root: Value | undefined; overridden: readonly Entry[] } {
  const overridden: Entry[] = [];
  const item = (held: YamlItem, path: string, via: readonly number[]): Value =>
    value(held.value, path, held.alias === undefined ? via : [...via, held.alias.start]);
  const value = (node: YamlNode, path: string, via: readonly number[]): Value => {
    const common = { path, span: node.span, via };
    if (node.kind === "scalar") {
      const at = node.span.end > node.span.start ? node.span.start : undefined;
      return { kind: "text", ...common, at, text: node.value === null ? "" : node.text, value: node.value };
    }
    if (node.kind === "sequence") {
      const items = node.items.map((held, index) => item(held, `${path}[${index}]`, via));
      return { kind: "list", ...common, items, ...(node.tag === undefined ? {} : { tag: node.tag }) };
    }
    const own = new Map<string, Entry>();
    const merged = new Map<string, Entry>();
    for (const held of node.entries) {
      if (held.key.text === "<<" && isMerge(held)) {
        for (const entry of mergedEntries(item(held, path, [...via, held.key.span.start]))) {
          if (!merged.has(entry.key)) merged.set(entry.key, { ...entry, path: `${path}.${entry.key}` });
        }
        continue;
      }
      const key = held.key.text;
      const below = path === "" ? key : `${path}.${key}`;
      const before = own.get(key);
      if (before !== undefined) overridden.push(before);
      own.delete(key);
      own.set(key, {
        key,
        at: held.key.span.start,
        path: below,
        span: { start: held.key.span.start, end: Math.max(held.key.span.end, held.value.span.end) },
        via,
        value: item(held, below, via),
      });
    }
    const entries = [...[...merged.values()].filter(({ key }) => !own.has(key)), ...own.values()];
    return { kind: "map", ...common, entries };
  };
  return { root: document.root === undefined ? undefined : value(document.root, "", []), overridden };
}

function isMerge({ value }: YamlEntry): boolean {
  return value.kind !== "scalar";
}

function mergedEntries(value: Value): readonly Entry[] {
  if (value.kind === "map") return value.entries;
  return value.kind === "list" ? value.items.flatMap(mergedEntries) : [];
}

/** The entry of that key; undefined for what is no mapping. */
export function entry(value: Value | undefined, key: string): Entry | undefined {
  return value?.kind === "map" ? value.entries.find((candidate) => candidate.key === key) : undefined;
}

/** The items of a list, or the one value that may stand for a list of one; nothing for an empty value. */
export function items(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  // A list within a list, as aliases of lists make it, is read as one.
  if (value.kind === "list") return value.items.flatMap((item) => (item.kind === "list" ? items(item) : [item]));
  return value.kind === "text" && value.value === null ? [] : [value];
}

/** The texts among the items. */
export function texts(value: Value | undefined): readonly TextValue[] {
  return items(value).filter((item) => item.kind === "text");
}

/** The text of a scalar that says something. */
export function textAt(value: Value | undefined, key: string): TextValue | undefined {
  const found = entry(value, key)?.value;
  return found?.kind === "text" && found.value !== null ? found : undefined;
}

/** Whether it is written as false, in any of the ways of YAML 1.1, which older systems read. */
export function isFalse(value: Value | undefined): boolean {
  return value?.kind === "text" && /^(false|no|off|never)$/i.test(value.text);
}

export function isTrue(value: Value | undefined): boolean {
  return value?.kind === "text" && /^(true|yes|on|always)$/i.test(value.text);
}

/** Anything that stands for constructs. */
export type Source = Value | Entry | number;

/** The constructs that a part itself is: a scalar, or the key of an entry; with the aliases that lead to it. */
export function own(source: Source | undefined): readonly number[] {
  if (source === undefined) return [];
  if (typeof source === "number") return [source];
  if ("key" in source) return [source.at, ...source.via];
  return source.kind === "text" && source.at !== undefined ? [source.at, ...source.via] : source.via;
}

/** The constructs of a part and of everything below it. */
export function all(source: Source | undefined): readonly number[] {
  if (source === undefined || typeof source === "number") return own(source);
  const found: number[] = [];
  const walk = (part: Value | Entry): void => {
    for (const at of own(part)) found.push(at);
    if ("key" in part) walk(part.value);
    else if (part.kind === "list") part.items.forEach(walk);
    else if (part.kind === "map") part.entries.forEach(walk);
  };
  walk(source);
  return [...new Set(found)];
}

/** What is written, as lines for people: aliases written out, texts as they are. */
export function rendered(source: Value | Entry): string[] {
  if (source.raw !== undefined) return source.raw.split("\n");
  if ("key" in source) {
    const { key, value } = source;
    if (value.kind === "text" && !value.text.includes("\n"))
      return [value.text === "" ? `${key}:` : `${key}: ${value.text}`];
    return [value.kind === "text" ? `${key}: |` : `${key}:`, ...rendered(value).map((line) => `  ${line}`)];
  }
  if (source.kind === "text") return source.text.replace(/\n+$/, "").split("\n");
  if (source.kind === "map") return source.entries.flatMap((part) => rendered(part));
  return source.items.flatMap((item) => rendered(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)));
}
