import { stringify } from "yaml";
import type { Edit } from "../../findings/finding.ts";
import { spanWithin } from "../../source/align.ts";
import type { SourceDocument } from "../../source/document.ts";
import type { Span } from "../../source/lines.ts";
import type { YamlEntry, YamlMapping, YamlNode, YamlSequence } from "../../source/tree.ts";
import { type Hole, Unlike, type Use } from "./holes.ts";

/** An entry of a mapping with the lines that belong to it: the comments above it, and those within. */
export interface Piece extends Span {
  readonly entry: YamlEntry;
}

/** A mapping that is written over lines of its own, as the lines of its entries. */
export interface Block extends Span {
  /** How far its keys are indented. */
  readonly column: number;
  readonly pieces: readonly Piece[];
}

/**
 * The lines of a mapping's entries, in their order, without gaps.
 * @param from where the lines before it end: the offset behind the line of its own key
 * @throws Unlike where entries do not begin lines of their own
 */
export function blockOf(document: SourceDocument, mapping: YamlMapping, from: number): Block {
  const { lines, text } = document;
  const [first] = mapping.entries;
  const column = first === undefined ? 0 : lines.position(first.key.span.start).column - 1;
  let start = from;
  const pieces = mapping.entries.map((entry, index): Piece => {
    const { line, column: at } = lines.position(entry.key.span.start);
    if (at - 1 !== column || lines.line(line).slice(0, column).trim() !== "" || lines.startOf(line) < start) {
      throw new Unlike("it is written in one line; give every key a line of its own");
    }
    const last = index === mapping.entries.length - 1;
    const end = behindComments(
      document,
      lines.position(Math.max(entry.key.span.end, endOf(text, entry.value))).line,
      last ? column : column + 1,
    );
    const piece = { entry, start, end };
    start = end;
    return piece;
  });
  return { column, pieces, start: from, end: start };
}

/**
 * The lines of a list's items, in their order, without gaps; `column` is that of their dashes.
 * @throws Unlike where items do not begin lines of their own
 */
export function itemsOf(document: SourceDocument, list: YamlSequence, from: number) {
  const { lines, text } = document;
  let start = from;
  let column = -1;
  const items = list.items.map(({ value }, index) => {
    const { line } = lines.position(value.span.start);
    const dash = /^ *(?=- +[^\s#&*!|>-])/.exec(lines.line(line));
    if (dash === null || (column >= 0 && column !== dash[0].length) || lines.startOf(line) < start) {
      throw new Unlike("its steps do not begin lines of their own");
    }
    column = dash[0].length;
    const last = index === list.items.length - 1;
    const end = behindComments(document, lines.position(endOf(text, value)).line, last ? column : column + 1);
    const item = { start, end, keys: lines.position(value.span.start).column - 1 };
    start = end;
    return item;
  });
  return { column, items };
}

/** Where the text of a node ends, white space and comments behind it aside. */
export function endOf(text: string, node: YamlNode): number {
  const { start, end } = node.span;
  if (node.kind === "scalar") return start + text.slice(start, end).trimEnd().length;
  if (text[start] === "{" || text[start] === "[") return end;
  if (node.kind === "sequence") {
    const last = node.items.at(-1);
    return last === undefined ? end : Math.max(start, endOf(text, last.value));
  }
  const last = node.entries.at(-1);
  return last === undefined ? end : Math.max(last.key.span.end, endOf(text, last.value));
}

/** The offset behind a line and the comments after it that are indented at least so far. */
function behindComments({ lines }: SourceDocument, line: number, indent: number): number {
  let last = line;
  for (let next = line + 1; next <= lines.count; next++) {
    const content = lines.line(next);
    if (content.trim() === "") continue;
    if (!content.trimStart().startsWith("#") || content.search(/\S/) < indent) break;
    last = next;
  }
  return lines.startOf(last + 1);
}

/** Moves lines to another indentation; deeper ones stay as much deeper. */
export function indented(text: string, from: number, to: number): string {
  if (from === to) return text;
  return text
    .split("\n")
    .map((line) => {
      const own = /^ */.exec(line)?.[0].length ?? 0;
      // An empty line stays as it is; one of blanks may be part of a text.
      if (own <= from && line.trim() === "") return line.slice(own);
      return " ".repeat(Math.max(0, own + to - from)) + line.slice(own);
    })
    .join("\n");
}

/** Puts the names of inputs and secrets in the place of what differs. */
export function fill(document: SourceDocument, uses: readonly Use[], names: ReadonlyMap<Hole, string>): Edit[] {
  const flow = flowScalars(document);
  const byScalar = Map.groupBy(uses, ({ scalars }) => scalars[0]);
  return [...byScalar].flatMap(([scalar, own]): Edit[] => {
    if (scalar === undefined) return [];
    const edits = own.map(({ hole, from, to, inExpression }) => {
      const name = `${hole.as === "secret" ? "secrets" : "inputs"}.${names.get(hole) ?? ""}`;
      return { from, to, text: inExpression ? name : `\${{ ${name} }}` };
    });
    const [edit] = edits;
    const isWhole = edit !== undefined && edits.length === 1 && edit.from === 0 && edit.to === scalar.text.length;
    const inFlow = flow.has(scalar.span.start);
    if (isWhole && !own[0]?.inExpression)
      return [{ ...scalar.span, text: inFlow ? JSON.stringify(edit.text) : edit.text }];
    if (inFlow && scalar.style === "plain") {
      return [{ ...scalar.span, text: JSON.stringify(edited(scalar.text, edits)) }];
    }
    return edits.map(({ from, to, text }) => ({ ...spanWithin(document, scalar, from, to), text }));
  });
}

function edited(text: string, edits: readonly { readonly from: number; readonly to: number; readonly text: string }[]) {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((all, { from, to, text: by }) => all.slice(0, from) + by + all.slice(to), text);
}

/** Where scalars stand in `[...]` or `{...}`: braces must be quoted there. */
function flowScalars({ root, text }: SourceDocument): ReadonlySet<number> {
  const found = new Set<number>();
  const walk = (node: YamlNode, around: boolean): void => {
    const inFlow = around || (node.kind !== "scalar" && /[[{]/.test(text.charAt(node.span.start)));
    if (node.kind === "mapping") for (const { value } of node.entries) walk(value, inFlow);
    else if (node.kind === "sequence") for (const { value } of node.items) walk(value, inFlow);
    else if (inFlow) found.add(node.span.start);
  };
  if (root !== undefined) walk(root, false);
  return found;
}

/** A text as YAML that reads back as this text, in one line. */
export function yamlText(value: string): string {
  return stringify(value, { lineWidth: 0, defaultStringType: "PLAIN", blockQuote: false }).trimEnd();
}

/** How the file ends its lines. */
export function lineEnd(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** How many lines a text has. */
export function lineCount(text: string): number {
  return text === "" ? 0 : text.replace(/\r?\n$/, "").split("\n").length;
}
