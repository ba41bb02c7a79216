import { CST, isScalar, Schema } from "yaml";
import type { Span } from "./lines.ts";
import { empty, scalarOf } from "./scalars.ts";
import {
  MAX_DEPTH,
  MAX_NODES,
  type YamlEntry,
  type YamlItem,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from "./tree.ts";

/**
 * The tree of a document in which nothing is unusual, made of the library's tokens without its own tree between: that
 * takes less than half of the time. Undefined where something is met that may be a fault, or is rare (anchors, aliases,
 * tags, keys of several lines, tabs, directives, a second document): then the library's composer is asked.
 */
export function plainTree(tokens: readonly CST.Token[], text: string): YamlNode | undefined {
  let document: CST.Document | undefined;
  for (const token of tokens) {
    if (token.type === "document") {
      if (document !== undefined) return undefined;
      document = token;
    } else if (!AROUND.has(token.type)) return undefined;
  }
  if (document === undefined) return undefined;
  try {
    return new Reader(text).document(document);
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

/** What may stand before and behind a document. */
const AROUND: ReadonlySet<string> = new Set(["byte-order-mark", "comment", "newline", "space"]);

class Unusual extends Error {}

/** Made once: the place where it was thrown is of no interest, and costs more than a small file. */
const UNUSUAL = new Unusual();

function onlyIf(condition: boolean): asserts condition {
  if (!condition) throw UNUSUAL;
}

/** Implicit keys that are longer are refused; somewhat shorter ones are left to the library too. */
const LONG_KEY = 1000;

class Reader {
  readonly #text: string;
  #nodes = 0;
  /** Behind the last node and the white space and comments that belong to it. */
  #end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document({ start, value, end }: CST.Document): YamlNode {
    const before = props(start, "doc-start");
    onlyIf(value !== undefined && isCollection(value));
    onlyIf(!before.found || before.hasNewline || value.type === "flow-collection");
    if (end !== undefined) lengthOf(end);
    return this.#node(value, 0);
  }

  #node(token: CST.Token, depth: number): YamlNode {
    switch (token.type) {
      case "block-map":
        return this.#mapping(token, depth);
      case "block-seq":
        return this.#sequence(token, depth);
      case "flow-collection":
        return token.start.source === "{" ? this.#flowMapping(token, depth) : this.#flowSequence(token, depth);
      default:
        return this.#scalar(token, depth);
    }
  }

  #count(depth: number): void {
    onlyIf(depth <= MAX_DEPTH && ++this.#nodes <= MAX_NODES);
  }

  #scalar(token: CST.Token, depth: number): YamlScalar {
    this.#count(depth);
    onlyIf(isScalarToken(token));
    const resolved = CST.resolveAsScalar(token, true, isUnusual);
    const { value, type, range } = resolved;
    this.#end = range[2];
    const meant = type === "PLAIN" ? core(value) : value;
    return scalarOf({ value: meant, type, source: value }, { start: range[0], end: range[1] }, this.#text);
  }

  #key(token: CST.Token | null | undefined, depth: number): YamlScalar {
    onlyIf(token !== null && token !== undefined && isScalarToken(token) && token.type !== "block-scalar");
    onlyIf(!token.source.includes("\n"));
    if (token.end !== undefined) for (const { type } of token.end) onlyIf(type === "space");
    return this.#scalar(token, depth);
  }

  #nothing(tokens: readonly CST.SourceToken[], end: number, depth: number): YamlScalar {
    this.#count(depth);
    const at = emptyPlace(tokens, end);
    this.#end = tokens.some(({ type }) => type === "comment") ? end : at;
    return empty(at);
  }

  #mapping({ offset, indent, items }: CST.BlockMap, depth: number): YamlMapping {
    this.#count(depth);
    const entries: YamlEntry[] = [];
    let end = offset;
    let commentEnd: number | undefined;
    for (const { start, key, sep, value } of items) {
      onlyIf(commentEnd === undefined);
      const before = props(start, undefined);
      if (!key && !sep && !value) {
        commentEnd = endOf(start, end);
        continue;
      }
      onlyIf(before !== undefined && sep !== undefined);
      onlyIf(key !== null && key !== undefined && "indent" in key && key.indent === indent);
      const name = this.#key(key, depth + 1);
      const between = props(sep, "map-value-ind");
      onlyIf(between.found && endOf(sep, end) - name.span.start < LONG_KEY);
      onlyIf(!isBlock(value) || between.hasNewline);
      const content = value ? this.#node(value, depth + 1) : this.#nothing(sep, endOf(sep, end), depth + 1);
      entries.push({ key: name, value: content });
      end = this.#end;
    }
    this.#end = commentEnd ?? end;
    onlyIf(this.#end >= end);
    return { kind: "mapping", span: { start: offset, end }, entries };
  }

  #sequence({ offset, items }: CST.BlockSequence, depth: number): YamlSequence {
    this.#count(depth);
    const made: YamlItem[] = [];
    let end = offset;
    let commentEnd: number | undefined;
    for (const { start, value } of items) {
      onlyIf(commentEnd === undefined);
      const { found } = props(start, "seq-item-ind");
      if (!found) {
        onlyIf(!value);
        commentEnd = endOf(start, end);
        continue;
      }
      made.push({ value: value ? this.#node(value, depth + 1) : this.#nothing(start, endOf(start, end), depth + 1) });
      end = this.#end;
    }
    this.#end = commentEnd ?? end;
    onlyIf(this.#end >= end);
    return { kind: "sequence", span: { start: offset, end }, items: made };
  }

  #flowSequence(token: CST.FlowCollection, depth: number): YamlSequence {
    this.#count(depth);
    const items: YamlItem[] = [];
    for (const { key, sep, value } of flowItems(token)) {
      onlyIf(!key && !sep && value !== undefined && !isBlock(value));
      items.push({ value: this.#node(value, depth + 1) });
    }
    return { kind: "sequence", span: this.#flowSpan(token, "]"), items };
  }

  #flowMapping(token: CST.FlowCollection, depth: number): YamlMapping {
    this.#count(depth);
    const entries: YamlEntry[] = [];
    for (const { key, sep, value } of flowItems(token)) {
      onlyIf(sep !== undefined && value !== undefined && !isBlock(value) && flowProps(sep, "map-value-ind"));
      entries.push({ key: this.#key(key, depth + 1), value: this.#node(value, depth + 1) });
    }
    return { kind: "mapping", span: this.#flowSpan(token, "}"), entries };
  }

  #flowSpan({ offset, end }: CST.FlowCollection, closing: string): Span {
    const [close, ...behind] = end;
    onlyIf(close?.source === closing);
    const stop = close.offset + close.source.length;
    this.#end = stop + lengthOf(behind);
    return { start: offset, end: stop };
  }
}

/** The items of a flow collection, without the nothing behind a last comma. */
function flowItems({ items }: CST.FlowCollection): CST.FlowCollection["items"] {
  const isEmpty = ({ key, sep, value }: CST.FlowCollection["items"][number]) => !key && !sep && !value;
  for (const [index, item] of items.entries()) {
    onlyIf(flowProps(item.start, "comma") === index > 0);
    if (isEmpty(item)) {
      onlyIf(index === items.length - 1);
      return items.slice(0, -1);
    }
  }
  return items;
}

/** Whether an indicator stands among white space and comments. */
function flowProps(tokens: readonly CST.SourceToken[], indicator: CST.SourceToken["type"]): boolean {
  let found = false;
  for (const { type } of tokens) {
    if (type === indicator) {
      onlyIf(!found);
      found = true;
    } else onlyIf(type === "space" || type === "newline" || type === "comment");
  }
  return found;
}

/** The same in block style, where tabs are no indentation. */
function props(tokens: readonly CST.SourceToken[], indicator: CST.SourceToken["type"] | undefined) {
  let found = false;
  let hasNewline = false;
  for (const { type, source } of tokens) {
    if (type === "space") onlyIf(!source.includes("\t"));
    else if (type === "newline") hasNewline = true;
    else if (type !== "comment") {
      onlyIf(type === indicator && !found);
      found = true;
    }
  }
  return { found, hasNewline };
}

function endOf(tokens: readonly CST.SourceToken[], otherwise: number): number {
  const last = tokens.at(-1);
  return last === undefined ? otherwise : last.offset + last.source.length;
}

function lengthOf(tokens: readonly CST.SourceToken[]): number {
  let length = 0;
  for (const { type, source } of tokens) {
    onlyIf(type === "space" || type === "newline" || type === "comment");
    length += source.length;
  }
  return length;
}

/** Where a value of which nothing is written stands: behind the indicator and the white space of its line. */
function emptyPlace(tokens: readonly CST.SourceToken[], end: number): number {
  let at = end;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.type.endsWith("-ind")) {
      for (let next = tokens[++i]; next?.type === "space"; next = tokens[++i]) at += next.source.length;
      break;
    }
    at -= token.source.length;
  }
  return at;
}

function isCollection(token: CST.Token): token is CST.BlockMap | CST.BlockSequence | CST.FlowCollection {
  return token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection";
}

function isBlock(token: CST.Token | null | undefined): boolean {
  return token?.type === "block-map" || token?.type === "block-seq";
}

function isScalarToken(token: CST.Token): token is CST.FlowScalar | CST.BlockScalar {
  switch (token.type) {
    case "scalar":
    case "single-quoted-scalar":
    case "double-quoted-scalar":
    case "block-scalar":
      return true;
    default:
      return false;
  }
}

function isUnusual(): void {
  throw UNUSUAL;
}

const CORE = new Schema({ schema: "core" }).tags.filter((tag) => tag.collection === undefined && tag.default === true);

/** What begins otherwise is text. */
const NO_TEXT = /^(?:[-+.\d~]|[tfn]|$)/i;

/** What a plain scalar means by YAML 1.2's core schema, asked of the library's own. */
function core(text: string): unknown {
  if (!NO_TEXT.test(text)) return text;
  for (const tag of CORE) {
    if (tag.collection !== undefined || tag.test?.test(text) !== true) continue;
    const value = tag.resolve(text, isUnusual, {});
    return isScalar(value) ? value.value : value;
  }
  return text;
}
