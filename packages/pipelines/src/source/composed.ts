import { type Alias, Composer, isAlias, isMap, isScalar, isSeq, type Node, Parser, type YAMLError } from "yaml";
import type { SourceFault } from "./document.ts";
import type { Span } from "./lines.ts";
import { joinedQuotes } from "./quotes.ts";
import { empty, scalarOf } from "./scalars.ts";
import {
  MAX_DEPTH,
  MAX_NODES,
  written,
  type YamlEntry,
  type YamlItem,
  type YamlNode,
  type YamlScalar,
} from "./tree.ts";
import { yamlFaults } from "./yaml-faults.ts";

/** Characters that count as one more value. */
const LONG_TEXT = 100;
/** What a broken file says after this many faults is noise. */
const MAX_FAULTS = 20;

/**
 * The tree of any text, with what keeps it from being read, by the library that knows where and why. The root is
 * undefined where there is none, or its structure could only be guessed. Never throws.
 */
export function composedTree(text: string): { root: YamlNode | undefined; faults: readonly SourceFault[] } {
  let parsed: Parsed;
  try {
    parsed = compose(text);
    const open = parsed.errors.find(({ message }) => message.startsWith("Missing closing "));
    const joined = open && joinedQuotes(text, open.message.includes("'") ? "'" : '"', open.pos[0]);
    if (joined !== undefined) {
      const again = compose(joined);
      if (again.errors.length < parsed.errors.length) parsed = again;
    }
  } catch (error) {
    // Extremely deep flow collections end the parser's own recursion.
    const message = `This cannot be read: ${String(error)}`;
    return { root: undefined, faults: [{ kind: "syntax", span: { start: 0, end: 0 }, message }] };
  }
  const { contents, errors } = parsed;
  const faults = yamlFaults(errors).slice(0, MAX_FAULTS);
  if (faults.length > 0 || contents === null) return { root: undefined, faults };
  return new Builder(text).build(contents);
}

/** What the library makes of a text: the first document, and what keeps any of them from being read. */
interface Parsed {
  readonly contents: Node | null;
  readonly errors: readonly YAMLError[];
}

function compose(text: string): Parsed {
  const composer = new Composer({ uniqueKeys: false, logLevel: "silent", resolveKnownTags: false });
  const list = [...composer.compose(new Parser().parse(text))];
  return {
    contents: (list[0]?.contents ?? null) as Node | null,
    errors: list.flatMap((document) => document.errors.filter(isFatal)),
  };
}

/** A comment that touches what stands before it (`[a]# b`) is read as one by GitHub. */
function isFatal({ message }: YAMLError): boolean {
  return !message.startsWith("Comments must be separated");
}

/** Turns the library's nodes into ours; aliases are followed within the limits. */
class Builder {
  readonly #text: string;
  /** The latest of each name: one may be given anew further down. */
  readonly #anchors = new Map<string, Node>();
  readonly #anchored: { readonly name: string; readonly node: Node }[] = [];
  readonly #used = new Set<Node>();
  /** Only what has an anchor can be referred to: of it is kept whether it is still being built, and what became of it. */
  readonly #open = new Set<Node>();
  readonly #built = new Map<Node, { node: YamlNode; size: number }>();
  readonly #faults: SourceFault[] = [];
  /** Nodes of the tree as a walk over it would meet them: what stands behind an alias counts each time. */
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  build(contents: Node): { root: YamlNode | undefined; faults: readonly SourceFault[] } {
    try {
      const root = this.#node(contents, 0);
      return { root, faults: [...this.#faults, ...this.#unused()] };
    } catch (error) {
      if (error instanceof TooLarge) return { root: undefined, faults: [error.fault] };
      throw error;
    }
  }

  #node(node: Node | null | undefined, depth: number, at = 0): YamlNode {
    if (depth > MAX_DEPTH)
      throw new TooLarge(
        spanOf(node, at),
        `The file is nested deeper than ${MAX_DEPTH} levels, and is not read. Make it flatter.`,
      );
    this.#nodes++;
    if (this.#nodes > MAX_NODES) {
      throw new TooLarge(
        spanOf(node, at),
        `With its aliases the file stands for more than ${MAX_NODES} values, and is not read. Use fewer.`,
      );
    }
    if (node === null || node === undefined) return empty(at);
    const anchor = anchorOf(node);
    if (anchor === undefined) return this.#make(node, depth, undefined);
    const before = this.#nodes;
    this.#anchors.set(anchor, node);
    this.#anchored.push({ name: anchor, node });
    this.#open.add(node);
    const made = this.#make(node, depth, anchor);
    this.#open.delete(node);
    // A long text counts as many values: aliases can multiply it too.
    if (made.kind === "scalar") this.#nodes += Math.floor(made.text.length / LONG_TEXT);
    this.#built.set(node, { node: made, size: this.#nodes - before + 1 });
    return made;
  }

  #make(node: Node, depth: number, anchor: string | undefined): YamlNode {
    const found = spanOf(node, 0);
    // An anchor of nothing stands where its value would.
    const span = anchor !== undefined && found.start === found.end ? this.#mark(anchor, found) : found;
    const tag = typeof node.tag === "string" && !node.tag.startsWith("tag:yaml.org") ? node.tag : undefined;
    const made = this.#bare(node, depth, span);
    if (anchor === undefined && tag === undefined) return made;
    return { ...made, ...(anchor === undefined ? {} : { anchor }), ...(tag === undefined ? {} : { tag }) };
  }

  /** Without anchor and tag, which hardly any node has. */
  #bare(node: Node, depth: number, span: Span): YamlNode {
    if (isMap(node)) {
      const entries = node.items.map((pair): YamlEntry => {
        const key = this.#key(pair.key as Node | null, depth, span.start);
        const value = pair.value as Node | null;
        const at = value === null || value.range == null ? this.#afterKey(key) : 0;
        if (!isAlias(value)) return { key, value: this.#node(value, depth + 1, at) };
        return { key, ...this.#item(value, depth, at) };
      });
      const last = entries.at(-1);
      const end = last === undefined ? span.end : Math.max(last.key.span.end, written(last).end);
      return { kind: "mapping", span: node.flow === true ? span : { start: span.start, end }, entries };
    }
    if (isSeq(node)) {
      let at = span.start;
      const items = node.items.map((item): YamlItem => {
        const built = this.#item(item as Node | null, depth, at);
        at = written(built).end;
        return built;
      });
      return { kind: "sequence", span: node.flow === true ? span : { start: span.start, end: at }, items };
    }
    if (isScalar(node)) {
      const { value, source, tag } = node;
      return scalarOf({ value, source, tag, style: STYLES[node.type ?? ""] ?? "plain" }, span, this.#text);
    }
    return empty(span.start);
  }

  #item(node: Node | null | undefined, depth: number, at: number): YamlItem {
    if (!isAlias(node)) return { value: this.#node(node, depth + 1, at) };
    const alias = spanOf(node, at);
    return { value: this.#follow(node, alias, depth), alias };
  }

  #follow(node: Alias, alias: Span, depth: number): YamlNode {
    const name = node.source;
    const target = this.#anchors.get(name);
    if (target !== undefined) this.#used.add(target);
    if (target === undefined) {
      const message = `There is no anchor &${name} before this alias. Define it, or quote text that begins with "*".`;
      this.#faults.push({ kind: "unknown-anchor", span: alias, message });
      return empty(alias.start);
    }
    if (this.#open.has(target)) {
      const message = `The alias *${name} stands inside of what it refers to. Take it out.`;
      this.#faults.push({ kind: "recursive-alias", span: alias, message });
      return empty(alias.start);
    }
    const built = this.#built.get(target);
    if (built === undefined) return this.#node(target, depth + 1);
    this.#nodes += built.size;
    if (this.#nodes > MAX_NODES)
      throw new TooLarge(
        alias,
        `With its aliases the file stands for more than ${MAX_NODES} values, and is not read. Use fewer.`,
      );
    return built.node;
  }

  /** Keys are text in every dialect; a collection as a key is kept as the text that it is written with. */
  #key(node: Node | null, depth: number, at: number): YamlScalar {
    if (isAlias(node)) {
      const followed = this.#follow(node, spanOf(node, at), depth);
      if (followed.kind === "scalar") return { ...followed, span: spanOf(node, at) };
    }
    const made = isAlias(node) ? empty(at) : this.#node(node, depth + 1, at);
    if (made.kind === "scalar") return made;
    const text = this.#text.slice(made.span.start, made.span.end);
    return { kind: "scalar", span: made.span, value: text, text, style: "plain" };
  }

  /** Where the value of a key would stand if it had one: behind its colon. */
  #afterKey(key: YamlScalar): number {
    const colon = /^\s*:/.exec(this.#text.slice(key.span.end, key.span.end + 50));
    return key.span.end + (colon?.[0].length ?? 0);
  }

  #unused(): SourceFault[] {
    return this.#anchored.flatMap(({ name, node }) =>
      this.#used.has(node)
        ? []
        : [
            {
              kind: "unused-anchor" as const,
              span: this.#mark(name, spanOf(node, 0)),
              message: `Nothing refers to the anchor &${name}. Remove it.`,
            },
          ],
    );
  }

  /** Where the anchor before a value is written. */
  #mark(name: string, { start }: Span): Span {
    const at = this.#text.lastIndexOf(`&${name}`, start);
    return at < 0 ? { start, end: start } : { start: at, end: at + name.length + 1 };
  }
}

/** Styles of scalars, as the library calls them and as we do. */
const STYLES: Readonly<Record<string, YamlScalar["style"]>> = {
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

class TooLarge extends Error {
  readonly fault: SourceFault;

  constructor(span: Span, message: string) {
    super(message);
    this.fault = { kind: "too-large", span, message };
  }
}

function anchorOf(node: Node): string | undefined {
  return "anchor" in node && typeof node.anchor === "string" ? node.anchor : undefined;
}

function spanOf(node: Node | null | undefined, at: number): Span {
  const range = node?.range;
  return range == null ? { start: at, end: at } : { start: range[0], end: range[1] };
}
