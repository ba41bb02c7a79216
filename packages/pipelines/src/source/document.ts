import { composedTree } from "./composed.ts";
import { Lines, type Span } from "./lines.ts";
import { plainTree } from "./plain.ts";
import type { YamlNode } from "./tree.ts";

/** Larger files are refused: GitHub takes workflows up to 1 MiB, and no dialect needs more. */
const MAX_LENGTH = 1024 * 1024;

/** Something that keeps a text from being read as YAML, or that every reader of YAML would stumble over. */
export interface SourceFault {
  readonly kind: "syntax" | "too-large" | "unknown-anchor" | "recursive-alias" | "unused-anchor";
  readonly span: Span;
  readonly message: string;
}

/** A comment, without its `#`. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

/** One file, read as YAML. */
export interface SourceDocument {
  readonly path: string;
  readonly text: string;
  readonly lines: Lines;
  /** Undefined where the file is empty, or so broken that its structure could only be guessed. */
  readonly root: YamlNode | undefined;
  readonly faults: readonly SourceFault[];
  /** Every comment, in the order of the text. */
  readonly comments: readonly Comment[];
}

/** Reads a file of one YAML document (of further documents only the faults). Never throws. */
export function readDocument(path: string, text: string): SourceDocument {
  const lines = new Lines(text);
  let comments: readonly Comment[] | undefined;
  return {
    path,
    text,
    lines,
    ...treeOf(text),
    get comments() {
      comments ??= commentsOf(text, lines);
      return comments;
    },
  };
}

function treeOf(text: string): Pick<SourceDocument, "root" | "faults"> {
  if (text.length > MAX_LENGTH) {
    const message = `The file has ${text.length} characters, at most ${MAX_LENGTH} are read. Split it into several.`;
    return { root: undefined, faults: [{ kind: "too-large", span: { start: 0, end: 0 }, message }] };
  }
  const plain = plainTree(text);
  return plain === undefined ? composedTree(text) : { root: plain, faults: [] };
}

/**
 * The comments of a text, found by its lines: a `#` at the beginning of a line or after white space. One inside of a
 * block scalar or a quoted text is found too; who reads a comment looks for words that would not stand there.
 */
function commentsOf(text: string, lines: Lines): Comment[] {
  const comments: Comment[] = [];
  for (let mark = text.indexOf("#"); mark >= 0; ) {
    const { line } = lines.position(mark);
    const found = commentOf(lines, line);
    if (found !== undefined) comments.push(found);
    mark = text.indexOf("#", lines.startOf(line + 1));
  }
  return comments;
}

/** The comment of a 1-based line, found as in `SourceDocument.comments`. */
export function commentOf(lines: Lines, line: number): Comment | undefined {
  const content = lines.line(line);
  const found = /(?:^|\s)#(.*)$/.exec(content);
  if (found === null) return undefined;
  const end = lines.startOf(line) + content.length;
  const comment = found[1] ?? "";
  return { span: { start: end - comment.length - 1, end }, text: comment };
}
