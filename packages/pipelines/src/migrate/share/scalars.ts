import { embeddedIn } from "../../expressions/embedded.ts";
import { parseExpression } from "../../expressions/parse.ts";
import { childrenOf, contextAccesses, type Expression, walkExpression } from "../../expressions/tree.ts";
import type { YamlScalar } from "../../source/tree.ts";
import { type Hole, type Kind, type Reach, Unlike, type Use } from "./holes.ts";

/** A scalar's text as what is written between its expressions, and they. */
type Segment =
  | { readonly kind: "text"; readonly at: number; readonly text: string }
  | {
      readonly kind: "expression";
      /** Of the whole `${{ }}`. */
      readonly start: number;
      readonly end: number;
      /** Of the source within. */
      readonly at: number;
      readonly source: string;
      readonly tree: Expression;
    };

/** An expression of one copy. */
interface Side {
  readonly source: string;
  readonly tree: Expression;
}

/** What is true behind a call as well: properties of `github` that name the job or the action are not. */
const NOT_SHARED = /^github(?:$|\.\*|\[|\.(?:job|action|action_path|action_ref|action_repository|action_status)\b)/;
/** Properties of `github` that are text wherever they are known. */
const GITHUB_TEXT =
  /^github\.(?:actor|base_ref|head_ref|ref|ref_name|ref_type|repository|repository_owner|run_id|run_number|run_attempt|sha|event_name|workflow|server_url|api_url|graphql_url|triggering_actor|repository_id|actor_id)$/;
const PART_OF_WORD = /[\w.-]/;

/**
 * What the same scalar of several copies has in common: the holes are what differs, and what must be handed over.
 * @param hint names the place, for the name of an input
 */
export function unifyScalars(scalars: readonly YamlScalar[], kind: Kind, hint: string, reach: Reach): Use[] {
  return new Unifier(scalars, kind, hint, reach).uses();
}

class Unifier {
  readonly #scalars: readonly YamlScalar[];
  readonly #kind: Kind;
  readonly #hint: string;
  readonly #reach: Reach;
  readonly #uses: Use[] = [];

  constructor(scalars: readonly YamlScalar[], kind: Kind, hint: string, reach: Reach) {
    this.#scalars = scalars;
    this.#kind = kind;
    this.#hint = hint;
    this.#reach = reach;
  }

  uses(): Use[] {
    const [first] = this.#scalars;
    if (first === undefined) return [];
    const values = this.#scalars.map((scalar) => scalar.value);
    const same = values.every((value) => value === values[0]);
    const isPlain = (scalar: YamlScalar) => this.#kind !== "condition" && !scalar.text.includes("${{");
    if (same && this.#scalars.every(isPlain)) return [];
    if (this.#kind === "fixed" && !same) throw this.#unlike();
    if (this.#scalars.some(({ value }) => typeof value !== "string")) this.#plain();
    else if (this.#kind === "number" || this.#kind === "boolean") this.#template(false);
    else this.#template(true);
    if (this.#kind === "fixed" && this.#uses.some(({ hole }) => hole.as === "input")) throw this.#unlike();
    return this.#uses;
  }

  /** Numbers, booleans and nothing: only as a whole. */
  #plain(): void {
    const types = new Set(this.#scalars.map(({ value }) => typeof value));
    const [type] = types;
    const asTyped = types.size === 1 && (type === "number" || type === "boolean");
    const fits = this.#kind === type || this.#kind === "typed" || this.#kind === "text" || this.#kind === "script";
    if (asTyped && fits && (type === "number" || type === "boolean")) {
      // As text where the number is not written as GitHub would print it, so that nobody has to know that 3.10 is 3.1.
      const printed = this.#scalars.every(({ value, text }) => String(value) === text);
      this.#whole(this.#kind === "text" && !printed ? "string" : type);
    } else if (
      this.#kind === "text" &&
      this.#scalars.every(({ text, value }) => value !== null && this.#canHand(text))
    ) {
      this.#whole("string");
    } else throw this.#unlike();
  }

  #whole(type: Hole["type"]): void {
    if (this.#scalars.some(({ text }) => text.includes("\n"))) throw this.#unlike("whole lines of it differ");
    const values = this.#scalars.map(({ text, value }) => (typeof value === "string" ? text : String(value)));
    this.#add({ as: "input", type, values, known: undefined }, 0, this.#scalars[0]?.text.length ?? 0, false);
  }

  #canHand(text: string): boolean {
    return embeddedIn(text).every(({ source, closed }) => {
      const parsed = parseExpression(source);
      return closed && parsed.ok && this.#handable(parsed.tree);
    });
  }

  #template(whole: boolean): void {
    const all = this.#scalars.map((scalar) => this.#segments(scalar));
    const [first = []] = all;
    if (all.some((segments) => segments.length !== first.length)) {
      const isText = this.#kind === "text" && this.#scalars.every(({ text }) => this.#canHand(text));
      if (!whole || !isText) throw this.#unlike();
      this.#whole("string");
      return;
    }
    for (const [index, segment] of first.entries()) {
      const sides = all.flatMap((segments) => segments[index] ?? []);
      if (segment.kind === "text") this.#texts(sides.flatMap((side) => (side.kind === "text" ? [side] : [])));
      else this.#embedded(sides.flatMap((side) => (side.kind === "expression" ? [side] : [])));
    }
  }

  #segments(scalar: YamlScalar): Segment[] {
    // White space behind a command means nothing.
    const text = this.#kind === "script" ? scalar.text.trimEnd() : scalar.text;
    const isBare = this.#kind === "condition" && !text.includes("${{");
    const found = isBare ? [{ start: 0, end: text.length, source: text, at: 0, closed: true }] : embeddedIn(text);
    const segments: Segment[] = [];
    let from = 0;
    for (const { start, end, source, at, closed } of found) {
      const parsed = parseExpression(source);
      if (!closed || !parsed.ok) throw new Unlike(`the expression ${source.trim()} cannot be read`);
      segments.push({ kind: "text", at: from, text: text.slice(from, start) });
      segments.push({ kind: "expression", start, end, at, source, tree: parsed.tree });
      from = end;
    }
    segments.push({ kind: "text", at: from, text: text.slice(from) });
    return segments;
  }

  #texts(sides: readonly Extract<Segment, { kind: "text" }>[]): void {
    const texts = sides.map(({ text }) => text);
    const [first = ""] = texts;
    if (texts.every((text) => text === first)) return;
    if (this.#kind === "condition" || this.#kind === "number" || this.#kind === "boolean") throw this.#unlike();
    const at = sides[0]?.at ?? 0;
    const parts = differing(texts);
    for (const { from, to, values } of parts) {
      if (values.some((value) => value.includes("\n"))) throw this.#unlike("whole lines of it differ");
      this.#add({ as: "input", type: "string", values, known: undefined }, at + from, at + to, false);
    }
    if (this.#kind === "script" && at === 0 && first.slice(0, parts[0]?.from ?? 0).trim() === "") {
      throw this.#unlike("the commands differ from the first word on");
    }
  }

  #embedded(sides: readonly Extract<Segment, { kind: "expression" }>[]): void {
    const [first] = sides;
    if (first === undefined) return;
    const isText = this.#kind === "text" || this.#kind === "script";
    const before = this.#uses.length;
    try {
      this.#expressions(sides, isText, first.at);
    } catch (error) {
      // What cannot be handed over in parts may be as a whole.
      const whole = isText && sides.every(({ tree }) => this.#handable(tree));
      if (!(error instanceof Unlike) || !whole) throw error;
      this.#uses.length = before;
      this.#handOver(sides, first.at);
    }
  }

  /**
   * @param asText whether only the text of the result counts, so that any expression can be handed over
   * @param at of the expression's source in the first copy's text
   */
  #expressions(sides: readonly Side[], asText: boolean, at: number): void {
    const [first] = sides;
    if (first === undefined) return;
    const trees = sides.map((side) => side.tree);
    if (trees.every(isAccess)) this.#accesses(sides, asText, at);
    else if (trees.every((tree) => tree.kind === "literal")) this.#literals(sides, at);
    else if (trees.every((tree) => isLike(tree, first.tree))) {
      for (const [index] of childrenOf(first.tree).entries()) {
        const below = sides.flatMap(({ source, tree }) => {
          const child = childrenOf(tree)[index];
          return child === undefined ? [] : [{ source, tree: child }];
        });
        this.#expressions(below, false, at);
      }
    } else if (!asText || !sides.every(({ tree }) => this.#handable(tree))) throw this.#unlike();
    else this.#handOver(sides, at);
  }

  #literals(sides: readonly Side[], at: number): void {
    const values = sides.flatMap(({ tree }) => (tree.kind === "literal" ? [tree.value] : []));
    if (values.every((value) => value === values[0])) return;
    const [type] = new Set(values.map((value) => typeof value));
    const isOne = values.every((value) => typeof value === type);
    if (!isOne || (type !== "string" && type !== "number" && type !== "boolean")) throw this.#unlike();
    const { span } = sides[0]?.tree ?? { span: { start: 0, end: 0 } };
    if (values.some((value) => String(value).includes("${{"))) throw this.#unlike();
    const texts = values.map(String);
    this.#add({ as: "input", type, values: texts, known: undefined }, at + span.start, at + span.end, true);
  }

  #accesses(sides: readonly Side[], asText: boolean, at: number): void {
    const paths = sides.map(({ tree, source }) => pathOf(tree, source));
    const [path = ""] = paths;
    const same = paths.every((other) => other === path);
    const contexts = sides.flatMap(({ tree }) => contextAccesses(tree)[0]?.context ?? []);
    const secret = contexts.every((context) => context === "secrets");
    if (sides.some(({ source, tree }) => NOT_SHARED.test(pathOf(tree, source)))) {
      throw new Unlike(`\`${path}\` means something else behind a call`);
    }
    if (secret && this.#reach.secrets === "secret") {
      this.#secrets(sides, paths, at);
      return;
    }
    if (same && !paths.some((each) => this.#isForeign(each))) return;
    const own = paths.find((each) => !this.#isHanded(each));
    if (own !== undefined) throw this.#unlike(`\`${own}\` cannot be handed over`);
    if (!asText && !paths.every(isText)) throw this.#unlike(`the type of \`${path}\` is not known`);
    this.#handOver(sides, at);
  }

  #secrets(sides: readonly Side[], paths: readonly string[], at: number): void {
    const names = paths.map((path) => /^secrets\.([\w-]+)$/.exec(path)?.[1]);
    if (names.some((name) => name === undefined)) throw new Unlike("all secrets are used at once");
    const token = names.filter((name) => name === "github_token").length;
    // The token is known everywhere.
    if (token === names.length) return;
    if (token > 0) throw this.#unlike("the token and another secret cannot be told apart behind a call");
    const span = sides[0]?.tree.span ?? { start: 0, end: 0 };
    const values = sides.map(({ source, tree }) => `\${{ ${source.slice(tree.span.start, tree.span.end)} }}`);
    const written = sides[0] === undefined ? "" : sides[0].source.slice(span.start, span.end);
    // One name for all is the name; else the place has to do.
    const known = new Set(names).size === 1 ? /(?:\.|\[')\s*([\w-]+)/.exec(written)?.[1] : undefined;
    this.#add({ as: "secret", type: "string", values, known }, at + span.start, at + span.end, true);
  }

  #handOver(sides: readonly Side[], at: number): void {
    const span = sides[0]?.tree.span ?? { start: 0, end: 0 };
    const values = sides.map(({ source, tree }) =>
      tree.kind === "literal" ? String(tree.value) : `\${{ ${source.slice(tree.span.start, tree.span.end)} }}`,
    );
    const [first] = sides;
    const name =
      first !== undefined &&
      isAccess(first.tree) &&
      sides.every((side) => pathOf(side.tree, side.source) === pathOf(first.tree, first.source))
        ? lastName(first.tree)
        : undefined;
    this.#add({ as: "input", type: "string", values, known: name }, at + span.start, at + span.end, true);
  }

  /** Whether an expression can be worked out at the call and only its text handed over. */
  #handable(tree: Expression): boolean {
    let fine = true;
    walkExpression(tree, (part) => {
      if (part.kind === "call" && /^(?:hashfiles|success|failure|always|cancelled|fromjson)$/i.test(part.name))
        fine = false;
    });
    return fine && contextAccesses(tree).every(({ path }) => this.#isHanded(path) && !NOT_SHARED.test(path));
  }

  #isForeign(path: string): boolean {
    return this.#reach.foreign.has(contextOf(path)) && !this.#isOwn(path);
  }

  #isHanded(path: string): boolean {
    return this.#reach.handed.has(contextOf(path)) && !this.#isOwn(path);
  }

  /** Whether it is of a step that goes along; of all steps, some do. */
  #isOwn(path: string): boolean {
    const [, id] = /^steps(?:\.([^.[]+))?/.exec(path) ?? [];
    if (!/^steps\b/.test(path)) return false;
    return id === undefined || id === "*" ? this.#reach.own.size > 0 : this.#reach.own.has(id);
  }

  #add(hole: Omit<Hole, "hint">, from: number, to: number, inExpression: boolean): void {
    this.#uses.push({ hole: { ...hole, hint: this.#hint }, scalars: this.#scalars, from, to, inExpression });
  }

  #unlike(why?: string): Unlike {
    const place = `\`${this.#hint}\` differs`;
    return new Unlike(why === undefined ? `${place} where no input can stand for it` : `${place}: ${why}`);
  }
}

function isAccess(tree: Expression): boolean {
  if (tree.kind === "context") return true;
  if (tree.kind !== "property" && tree.kind !== "filter" && tree.kind !== "index") return false;
  return isAccess(tree.of) && (tree.kind !== "index" || tree.index.kind === "literal");
}

/** Names are compared without case; `a['b']` is `a.b`. */
function pathOf(tree: Expression, source: string): string {
  if (tree.kind === "context") return tree.name.toLowerCase();
  if (tree.kind === "property") return `${pathOf(tree.of, source)}.${tree.name.toLowerCase()}`;
  if (tree.kind === "filter") return `${pathOf(tree.of, source)}.*`;
  if (tree.kind === "index") {
    return `${pathOf(tree.of, source)}[${source.slice(tree.index.span.start, tree.index.span.end).trim()}]`;
  }
  return source.slice(tree.span.start, tree.span.end);
}

function contextOf(path: string): string {
  return /^\w+/.exec(path)?.[0] ?? "";
}

function lastName(tree: Expression): string | undefined {
  return tree.kind === "property" ? tree.name : undefined;
}

function isText(path: string): boolean {
  return (
    GITHUB_TEXT.test(path) ||
    /^(?:needs|steps)\.[^.]+\.(?:outputs\.[^.]+|result)$/.test(path) ||
    /^(?:vars|secrets)\.[^.]+$/.test(path)
  );
}

/** Whether two expressions have the same outermost part, so that only what is below may differ. */
function isLike(a: Expression, b: Expression): boolean {
  if (a.kind !== b.kind || childrenOf(a).length !== childrenOf(b).length) return false;
  if (a.kind === "call") return b.kind === "call" && a.name.toLowerCase() === b.name.toLowerCase();
  if (a.kind === "comparison") return b.kind === "comparison" && a.operator === b.operator;
  if (a.kind === "logical") return b.kind === "logical" && a.operator === b.operator;
  if (a.kind === "property") return b.kind === "property" && a.name.toLowerCase() === b.name.toLowerCase();
  return a.kind === "not" || a.kind === "filter" || a.kind === "index";
}

interface Difference {
  /** Offsets in the first text. */
  readonly from: number;
  readonly to: number;
  readonly values: readonly string[];
}

/** Where texts differ: line by line where they have as many lines, and in a line word by word. */
function differing(texts: readonly string[]): Difference[] {
  const lines = inStep(texts, /(\n)/);
  if (lines === undefined) return [whole(texts)];
  return lines.flatMap(({ at, parts }) => {
    const words = inStep(parts, /([ \t]+)/);
    const changed = words?.filter((word) => new Set(word.parts).size > 1) ?? [];
    // Words side by side that all differ are one text.
    const apart = words !== undefined && changed.every((word, index) => changed[index + 1]?.index !== word.index + 2);
    const found = apart ? changed : new Set(parts).size > 1 ? [{ at: 0, parts }] : [];
    return found.map((word) => {
      const { from, to, values } = whole(word.parts);
      return { from: at + word.at + from, to: at + word.at + to, values };
    });
  });
}

/** The texts cut at a separator, where all have the same ones between as many parts. */
function inStep(texts: readonly string[], separator: RegExp) {
  const all = texts.map((text) => text.split(separator));
  const [first = []] = all;
  const isSame = (parts: readonly string[]) =>
    parts.length === first.length && parts.every((part, index) => index % 2 === 0 || part === first[index]);
  if (!all.every(isSame)) return undefined;
  let at = 0;
  return first.flatMap((part, index) => {
    const found = { index, at, parts: all.map((parts) => parts[index] ?? "") };
    at += part.length;
    return index % 2 === 0 ? [found] : [];
  });
}

/** What is left where all that texts begin and end with is taken off; words are not cut in two. */
function whole(texts: readonly string[]): Difference {
  const { before, after } = common(texts);
  const values = texts.map((text) => text.slice(before, text.length - after));
  return { from: before, to: (texts[0] ?? "").length - after, values };
}

/** How many characters all begin and end with; words are not cut in two. */
function common(texts: readonly string[]): { readonly before: number; readonly after: number } {
  const [first = ""] = texts;
  const shortest = Math.min(...texts.map((text) => text.length));
  let before = 0;
  while (before < shortest && texts.every((text) => text[before] === first[before])) before++;
  while (before > 0 && PART_OF_WORD.test(first[before - 1] ?? "")) before--;
  let after = 0;
  const fromEnd = (text: string) => text[text.length - 1 - after];
  while (after < shortest - before && texts.every((text) => fromEnd(text) === fromEnd(first))) after++;
  while (after > 0 && PART_OF_WORD.test(first[first.length - after] ?? "")) after--;
  return { before, after };
}
