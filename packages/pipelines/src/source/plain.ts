import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";
import { isScalar, Schema } from "yaml";
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
 * The tree of a document in which nothing is unusual, made of the events of a reader that takes a sixth of the time of
 * the library that finds faults (docs/decisions/0011-two-readers-of-yaml.md). Undefined where something is met that may
 * be a fault, or is rare (anchors, aliases, tags, tabs, directives, a second document): then that library is asked.
 */
export function plainTree(text: string): YamlNode | undefined {
  if (isRare(text)) return undefined;
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch {
    return undefined;
  }
  if (events.length > MAX_NODES) return undefined;
  try {
    return new Reader(text, events).document();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

/** Tabs, line breaks that only some readers take for ones, and what is no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const RARE_CHARACTERS = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe]/;
const LONE_RETURN = /\r(?!\n)/;
/** What marks a document, at a place where not every reader takes it for that. */
const RARE_MARKS = /^ +---|^ *\.\.\./m;

function isRare(text: string): boolean {
  return (
    RARE_CHARACTERS.test(text) ||
    (text.includes("\r") && LONE_RETURN.test(text)) ||
    ((text.includes("---") || text.includes("...")) && RARE_MARKS.test(text))
  );
}

/** Made once: the place where it was thrown is of no interest, and costs more than a small file. */
const UNUSUAL = new Error("unusual");

function onlyIf(condition: boolean): asserts condition {
  if (!condition) throw UNUSUAL;
}

/** Implicit keys that are longer are refused; somewhat shorter ones are left to the other library too. */
const LONG_KEY = 1000;

/** Between a key and its value on one line. */
const SHORT_GAP = 3;

class Reader {
  readonly #text: string;
  readonly #events: readonly Event[];
  #next = 0;
  /** Behind what was read last: a key, a value, or the beginning of a collection. */
  #at = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  document(): YamlNode {
    const event = this.#events[this.#next++];
    onlyIf(event?.type === EVENT_ID.DOCUMENT && event.directives.length === 0);
    const root = this.#node("-");
    onlyIf(root.kind !== "scalar" && this.#pop() && this.#next === this.#events.length);
    return root;
  }

  /** @param indicator what stands before the value in block style */
  #node(indicator: ":" | "-"): YamlNode {
    const event = this.#events[this.#next++];
    if (event?.type === EVENT_ID.SCALAR) {
      // A comment between a key and its text is a fault to the careful reader where an empty line stands before it.
      const isNear = event.valueStart - this.#at < SHORT_GAP || (indicator === "-" && this.#isBehindDash(event));
      onlyIf(isNear || !this.#text.slice(this.#at, event.valueStart).includes("#"));
      return this.#scalar(event, indicator);
    }
    onlyIf(event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE);
    onlyIf(event.anchorStart < 0 && event.tagStart < 0);
    this.#at = event.start;
    return event.type === EVENT_ID.MAPPING ? this.#mapping(event) : this.#sequence(event);
  }

  /** Whether nothing stands between the dash of an item and its text. */
  #isBehindDash({ valueStart, style }: ScalarEvent): boolean {
    const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
    let at = isQuoted ? valueStart - 2 : valueStart - 1;
    while (this.#text[at] === " ") at--;
    return this.#text[at] === "-";
  }

  /** Takes the end of a collection, if that is what comes. */
  #pop(): boolean {
    if (this.#events[this.#next]?.type !== EVENT_ID.POP) return false;
    this.#next++;
    return true;
  }

  #mapping({ start, style }: MappingEvent): YamlMapping {
    const isFlow = style === COLLECTION_STYLE.FLOW;
    onlyIf(!isFlow || this.#text[start] === "{");
    const entries: YamlEntry[] = [];
    while (!this.#pop()) {
      const key = this.#key(!isFlow && entries.length > 0);
      const value = this.#node(":");
      onlyIf(!isFlow || value.span.end > value.span.start);
      entries.push({ key, value });
    }
    const end = isFlow ? this.#closing("}", entries.length > 0 ? this.#at : start + 1) : this.#at;
    return { kind: "mapping", span: { start, end }, entries };
  }

  #key(needsLine: boolean): YamlScalar {
    const event = this.#events[this.#next++];
    onlyIf(event?.type === EVENT_ID.SCALAR && event.valueStart >= 0 && event.valueEnd - event.valueStart < LONG_KEY);
    onlyIf(!needsLine || this.#hasLine(this.#at, event.valueStart));
    return this.#scalar(event, ":");
  }

  #sequence({ start, style }: SequenceEvent): YamlSequence {
    const isFlow = style === COLLECTION_STYLE.FLOW;
    const items: YamlItem[] = [];
    while (!this.#pop()) {
      const before = this.#at;
      const value = this.#node("-");
      onlyIf(
        isFlow ? value.span.end > value.span.start : items.length === 0 || this.#hasLine(before, value.span.start),
      );
      items.push({ value });
    }
    const end = isFlow ? this.#closing("]", items.length > 0 ? this.#at : start + 1) : this.#at;
    return { kind: "sequence", span: { start, end }, items };
  }

  /** Whether a line began since the last node: in block style the fast reader takes what follows a quoted text for a key. */
  #hasLine(from: number, to: number): boolean {
    const at = this.#text.indexOf("\n", from - 1);
    return at >= 0 && at < to;
  }

  /** Behind the bracket that closes a flow collection, which is the next thing from a place on. */
  #closing(bracket: string, from: number): number {
    const at = this.#past(from, ",");
    onlyIf(this.#text[at] === bracket);
    this.#at = at + 1;
    return this.#at;
  }

  #scalar(event: ScalarEvent, indicator: ":" | "-"): YamlScalar {
    onlyIf(event.anchorStart < 0 && event.tagStart < 0);
    if (event.valueStart < 0) return this.#nothing(indicator);
    const source = event.fast ? this.#text.slice(event.valueStart, event.valueEnd) : getScalarValue(this.#text, event);
    const style = STYLES[event.style];
    const span = this.#spanOf(event, style);
    this.#at = span.end;
    return scalarOf({ value: style === "plain" ? core(source) : source, style, source }, span, this.#text);
  }

  #spanOf({ valueStart: start, valueEnd: end }: ScalarEvent, style: YamlScalar["style"]): Span {
    if (style === "plain") return { start, end };
    if (style === "single" || style === "double") return { start: start - 1, end: end + 1 };
    const header = this.#past(this.#at, ":-");
    onlyIf(HEADER.test(this.#text.slice(header, start)));
    // Where a block of nothing but white space ends, the two do not agree.
    onlyIf(start === end || /\S/.test(this.#text.slice(start, end)));
    return { start: header, end: this.#blockEnd(start, end) };
  }

  /** A block ends before the lines of white space behind it that are not indented deeper than its first line. */
  #blockEnd(start: number, end: number): number {
    const text = this.#text;
    const indent = INDENT.exec(text.slice(start, end))?.[1]?.length ?? 0;
    let line = text[end - 1] === "\n" ? end - 1 : end;
    for (;;) {
      const last = text[line - 1] === "\r" ? line - 2 : line - 1;
      let at = last;
      while (text[at] === " ") at--;
      if (text[at] !== "\n" || at < start || last - at > indent) return Math.min(line + 1, end);
      line = at;
    }
  }

  /** A value of which nothing is written stands behind its indicator and the white space of its line. */
  #nothing(indicator: ":" | "-"): YamlScalar {
    let at = this.#past(this.#at, "");
    onlyIf(this.#text[at] === indicator);
    do at++;
    while (this.#text[at] === " ");
    this.#at = at;
    return empty(at);
  }

  /** From a place between two nodes on, the first that is neither white space nor comment nor one of some characters. */
  #past(from: number, also: string): number {
    const text = this.#text;
    for (let at = from; ; at++) {
      const found = text[at];
      if (found === "#") {
        const end = text.indexOf("\n", at);
        if (end < 0) return text.length;
        at = end;
      } else if (found === undefined || (found !== " " && found !== "\n" && found !== "\r" && !also.includes(found)))
        return at;
    }
  }
}

/**
 * The header of a block: what to do with the line break at its end, a comment, the line break. Where the indentation is
 * written as a number, or all line breaks are kept, the two readers differ in what white space belongs to the text.
 */
const HEADER = /^[|>]-?(?: +#.*| *)(?:\r?\n)?$/;

/** The indentation of the first line that is not empty. */
const INDENT = /^(?: *\r?\n)*( *)/;

const STYLES: Readonly<Record<ScalarEvent["style"], YamlScalar["style"]>> = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
};

function isUnusual(): void {
  throw UNUSUAL;
}

const CORE = new Schema({ schema: "core" }).tags.filter((tag) => tag.collection === undefined && tag.default === true);

/** What begins otherwise is text. */
const NO_TEXT = /^(?:[-+.\d~]|[tfn]|$)/i;

/** What a plain scalar means by YAML 1.2's core schema, asked of the other library's own. */
function core(text: string): unknown {
  if (!NO_TEXT.test(text)) return text;
  for (const tag of CORE) {
    if (tag.collection !== undefined || tag.test?.test(text) !== true) continue;
    const value = tag.resolve(text, isUnusual, {});
    return isScalar(value) ? value.value : value;
  }
  return text;
}
