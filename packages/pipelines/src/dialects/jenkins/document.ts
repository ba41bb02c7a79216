import type { SourceDocument } from "../../source/document.ts";
import { Lines } from "../../source/lines.ts";
import { readGroovy, type Token, type Tokens } from "./groovy.ts";
import { parseJenkinsfile, type Statement } from "./parse.ts";

/** Larger files are refused, as they are of every dialect. */
const MAX_LENGTH = 1024 * 1024;

/** A Jenkinsfile that has been read. */
export interface Jenkinsfile {
  readonly document: SourceDocument;
  readonly tokens: Tokens;
  /** Undefined where brackets or strings are not closed: then nobody knows what belongs where. */
  readonly statements: readonly Statement[] | undefined;
  /** The `pipeline` of a declarative file. */
  readonly pipeline: Statement | undefined;
}

/** Reads a Jenkinsfile, which is Groovy: its document has text, lines and comments, and no tree. Never throws. */
export function readJenkinsfile(path: string, text: string): Jenkinsfile {
  const large = text.length > MAX_LENGTH;
  const read = readGroovy(large ? "" : text);
  const fault = large
    ? { span: { start: 0, end: 0 }, message: `The file has ${text.length} characters, at most ${MAX_LENGTH} are read.` }
    : read.fault;
  const tokens = { ...read, fault };
  const parsed = fault === undefined ? parseJenkinsfile(plain(text, read.tokens)) : undefined;
  const statements = parsed?.faults.length === 0 ? parsed.statements : undefined;
  const document = { path, text, lines: new Lines(text), root: undefined, faults: [], comments: tokens.comments };
  return { document, tokens, statements, pipeline: statements?.find(({ name }) => name === "pipeline") };
}

/**
 * The text without what the reader of statements takes for the end of a string: quotes in `/patterns/` and in
 * `${...}`. Everything keeps its place.
 */
function plain(text: string, tokens: readonly Token[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { kind, span, fillsIn } of tokens) {
    if (kind !== "string" || !fillsIn) continue;
    const written = text.slice(span.start, span.end);
    const quotes = /^(?:"""|"|\$?\/)/.exec(written)?.[0].length ?? 1;
    const inner = written.slice(quotes, -quotes);
    const pattern = !written.startsWith('"');
    if (!pattern && !/\$\{[^}]*["']/.test(inner)) continue;
    const mark = pattern ? "'".padEnd(quotes, "_") : written.slice(0, quotes);
    const end = pattern ? "'".padStart(quotes, "_") : mark;
    parts.push(text.slice(from, span.start), mark, inner.replaceAll(/["'\\]/g, "_"), end);
    from = span.end;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}
