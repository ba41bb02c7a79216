import type { SourceDocument } from "./document.ts";
import type { Span } from "./lines.ts";
import type { YamlScalar } from "./tree.ts";

/**
 * Where a part of a scalar's text stands in the file. Quoting, escapes, indentation and folding make the two differ, so
 * they are walked side by side: what the source has more (white space, backslashes, quotes, a block's header) is passed
 * over.
 * @param from offset in `scalar.text`
 * @param to offset in `scalar.text`, exclusive
 */
export function spanWithin(document: SourceDocument, scalar: YamlScalar, from: number, to: number): Span {
  const { start, end } = scalar.span;
  if (scalar.style === "plain" && end - start === scalar.text.length) return { start: start + from, end: start + to };
  const { before, begins, ends } = alignment(document, scalar);
  const last = Math.min(to, scalar.text.length);
  const stop = last > 0 ? (ends[last - 1] ?? before) : before;
  const begin = from < last ? (begins[from] ?? stop) : stop;
  return { start: start + begin, end: start + Math.max(begin, Math.min(stop, end - start)) };
}

/** Where each character of a scalar's text begins and ends in its source; `before` is where the first one may begin. */
interface Alignment {
  readonly before: number;
  readonly begins: Uint32Array;
  readonly ends: Uint32Array;
}

/** Worked out once for a scalar: a long script may hold thousands of expressions. */
const alignments = new WeakMap<YamlScalar, Alignment>();

function alignment(document: SourceDocument, scalar: YamlScalar): Alignment {
  const known = alignments.get(scalar);
  if (known !== undefined) return known;
  const { text, style } = scalar;
  const source = document.text.slice(scalar.span.start, scalar.span.end);
  const before = contentStart(scalar, source);
  const begins = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let at = before;
  for (let i = 0; i < text.length; i++) {
    const wanted = text.charCodeAt(i);
    if (style === "double") {
      at = written(source, at, text[i] ?? "");
      begins[i] = at;
      if (at < source.length && !isSecondHalf(source, at, text[i] ?? "")) at += lengthAt(source, at);
      ends[i] = at;
      continue;
    }
    if (!isSpace(wanted)) {
      while (at < source.length && source.charCodeAt(at) !== wanted) at++;
    }
    begins[i] = at;
    if (at < source.length && (isSpace(source.charCodeAt(at)) || !isSpace(wanted))) at++;
    if (style !== "single" && wanted === 10) at = afterIndent(scalar, source, at);
    ends[i] = at;
  }
  const made = { before, begins, ends };
  alignments.set(scalar, made);
  return made;
}

/** Where, from a place between double quotes on, a character or an escape that stands for it is written. */
function written(source: string, from: number, wanted: string): number {
  // A line break may stand for a space, and its white space for nothing.
  if (isSecondHalf(source, from, wanted) || (isSpace(wanted.charCodeAt(0)) && isSpace(source.charCodeAt(from)))) {
    return from;
  }
  let at = from;
  while (at < source.length && source[at] !== wanted && !isEscapeOf(source, at, wanted)) at += lengthAt(source, at);
  return at;
}

/** One escape may stand for a character of two halves: the second was passed with the first. */
function isSecondHalf(source: string, at: number, wanted: string): boolean {
  return /[\uDC00-\uDFFF]/.test(wanted) && source[at] !== wanted && !isEscapeOf(source, at, wanted);
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ "0": "\0", a: "\x07", b: "\b", t: "\t", "\t": "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b" },
  ...{ N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029", "\n": "", "\r": "" },
};

/** Escapes by the number of hexadecimal digits behind them. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function isEscapeOf(source: string, at: number, wanted: string): boolean {
  if (source[at] !== "\\") return false;
  const name = source[at + 1] ?? "";
  const digits = DIGITS[name];
  if (digits === undefined) return (ESCAPES[name] ?? name) === wanted;
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
  return code <= 0x10ffff && String.fromCodePoint(code).startsWith(wanted);
}

/** How many characters of the source one character, or one escape, takes. */
function lengthAt(source: string, at: number): number {
  return source[at] === "\\" ? 2 + (DIGITS[source[at + 1] ?? ""] ?? 0) : 1;
}

function contentStart({ style }: YamlScalar, source: string): number {
  if (style === "single" || style === "double") return 1;
  if (style === "plain") return 0;
  // Behind the header of a block (`|-2 # comment`) and the indentation of its first line that is not empty.
  const header = source.indexOf("\n") + 1;
  return header + (/^[ \t]*/.exec(source.slice(header))?.[0].length ?? 0);
}

/** The first line's indentation is that of the block, unless its header says otherwise; deeper lines keep the rest. */
function afterIndent({ style }: YamlScalar, source: string, at: number): number {
  if (style !== "literal" && style !== "folded") return at;
  const header = source.indexOf("\n") + 1;
  const indent = /^(?:[ \t]*\r?\n)*([ \t]*)/.exec(source.slice(header))?.[1]?.length ?? 0;
  let passed = 0;
  while (passed < indent && (source[at + passed] === " " || source[at + passed] === "\t")) passed++;
  return at + passed;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
