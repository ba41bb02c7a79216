import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  visit,
  type YAMLError,
} from "yaml";
import type { Place } from "./layer.ts";
import type { PolicyProblem } from "./policy.ts";

/** Larger files are refused: a policy is written by people. */
const MAX_FILE_LENGTH = 256 * 1024;
/** An alias may stand for a whole tree, and trees of aliases grow exponentially; policies need a few at most. */
const MAX_ALIASES = 100;
/** What a broken file says after this many problems is noise. */
const MAX_SYNTAX_PROBLEMS = 20;

type Path = readonly PropertyKey[];
type Document = Exclude<ReturnType<typeof parseAllDocuments>, { empty: true }>[number];

/** One document of a file as plain data, and where in the file each part of it stands. */
export interface SourceDocument {
  readonly value: unknown;
  /** The range of the key at that path, or of the entry where it has no key. Of a missing one: its nearest parent's. */
  keyPlace(path: Path): Place;
  /** The range of the value at that path; of a collection its key, since nobody wants twenty lines underlined. */
  valuePlace(path: Path): Place;
}

/**
 * Reads YAML, or JSON, which is YAML. Never throws: what cannot be read becomes a problem.
 * @param unreadable why nobody could read the file, where that is so
 */
export function readSource(
  file: string,
  text: string,
  unreadable?: string,
): { readonly documents: readonly SourceDocument[]; readonly problems: readonly PolicyProblem[] } {
  const range = placer(file, text);
  const refused = (code: string, message: string) => ({
    documents: [],
    problems: [{ ...range(0, 0), code, severity: "error" as const, message }],
  });
  if (unreadable !== undefined) return refused("policy/unreadable", unreadable);
  if (text.length > MAX_FILE_LENGTH) {
    const message = `The file has ${text.length} characters, at most ${MAX_FILE_LENGTH} are read; split it into several`;
    return refused("policy/too-large", message);
  }
  // A file that was emptied by accident would take all that it said out of force, and nobody would see it.
  if (text.trim() === "") {
    return refused("policy/empty", "The file is empty; write apiVersion, kind, metadata and spec, or delete the file");
  }
  const parsed = parseAllDocuments(text, {
    stringKeys: true,
    prettyErrors: false,
    logLevel: "silent",
    resolveKnownTags: false,
  });
  const documents: SourceDocument[] = [];
  const problems: PolicyProblem[] = [];
  for (const document of "empty" in parsed ? [] : parsed) {
    const found = [...document.errors, ...document.warnings].map((error) => syntaxProblem(error, text, range));
    problems.push(...found);
    // A document whose structure is only guessed would raise problems that are not there.
    if ([...document.errors, ...document.warnings].some((error) => error.code !== "DUPLICATE_KEY")) continue;
    const aliases = aliasProblem(document, range);
    if (aliases !== null) problems.push(aliases);
    else documents.push(locatable(document, range));
  }
  return { documents, problems: problems.slice(0, MAX_SYNTAX_PROBLEMS) };
}

type Range = (start: number, end: number) => Place;

/** Turns offsets into 1-based lines and columns that always lie inside the text. */
function placer(file: string, text: string): Range {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const position = (offset: number): { line: number; column: number } => {
    const inside = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 };
  };
  return (start, end) => {
    const from = position(start);
    const to = position(Math.max(start, end));
    return { file, ...from, endLine: to.line, endColumn: to.column };
  };
}

const REMEDIES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "A tab stands where YAML indents; indent with spaces",
  BAD_INDENT: "The indentation fits no line above; indent the entries of one mapping or list alike",
  BAD_ALIAS: "An alias has to name an anchor; put quotes around text that begins with * or &",
  BLOCK_AS_IMPLICIT_KEY:
    "A mapping cannot begin on this line; put it on its own line, or quote text that has a colon in it",
  MISSING_CHAR: "Something is not closed here; close the quote, the bracket, or write the missing colon or comma",
  MULTILINE_IMPLICIT_KEY: 'A key has to stand on one line and end with a colon; write "key: value"',
  UNEXPECTED_TOKEN: "This does not belong here; look for a missing quote, colon or bracket before it",
  RESOURCE_EXHAUSTION: "The file is nested too deeply to be read; a policy needs a few levels",
  TAG_RESOLVE_FAILED: "Tags (!name) mean nothing here; write the value without one",
  NON_STRING_KEY: "A key has to be plain text",
};

function syntaxProblem(error: YAMLError, text: string, range: Range): PolicyProblem {
  const [start, end] = error.pos;
  const duplicate = error.code === "DUPLICATE_KEY";
  const key = duplicate ? (/^[^\s:]*/.exec(text.slice(start, start + 100))?.[0] ?? "") : "";
  const detail = (error.message.split("\n")[0] ?? "").replace(/:$/, "");
  const remedy = duplicate
    ? `The key ${key} stands here a second time; keep one`
    : /^Flow (?:map|sequence)/.test(detail)
      ? "A { or [ before this is not closed; close it where it ends"
      : REMEDIES[error.code];
  return {
    ...range(start, duplicate ? start + key.length : Math.min(end, lineEnd(text, start))),
    code: duplicate ? "policy/duplicate-key" : "policy/syntax",
    severity: "error",
    message:
      duplicate || remedy === undefined ? (remedy ?? `${detail}; correct the YAML here`) : `${remedy} (${detail})`,
  };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function aliasProblem(document: Document, range: Range): PolicyProblem | null {
  let count = 0;
  let problem: PolicyProblem | null = null;
  const complain = (node: Node, message: string): symbol => {
    const [start, end] = node.range ?? [0, 0];
    problem = { ...range(start, end), code: "policy/alias", severity: "error", message };
    return visit.BREAK;
  };
  visit(document, {
    Alias(_key, node) {
      count++;
      if (count > MAX_ALIASES) return complain(node, `More than ${MAX_ALIASES} aliases; write the values out`);
      const target = node.resolve(document);
      if (target === undefined) {
        return complain(node, `No anchor &${node.source} stands before this alias; write the value, or quote the text`);
      }
      // Aliases within what is aliased are where a few lines become gigabytes, or a circle.
      if (isCollection(target) && holdsAlias(target)) {
        return complain(node, `*${node.source} stands for a tree with aliases of its own; write the values out`);
      }
      return undefined;
    },
  });
  return problem;
}

function holdsAlias(node: Node): boolean {
  let found = false;
  visit(node, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function locatable(document: Document, range: Range): SourceDocument {
  const start = document.range?.[0] ?? 0;
  return {
    value: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown,
    keyPlace(path) {
      const { key, value } = walk(document, path);
      return ofNode(key ?? value, range, start);
    },
    valuePlace(path) {
      const { key, value } = walk(document, path);
      return ofNode(
        isScalar(value) && value.range != null && value.range[1] > value.range[0] ? value : (key ?? value),
        range,
        start,
      );
    },
  };
}

/** Follows the path as far as the document goes. */
function walk(document: Document, path: Path): { key: Node | null; value: Node | null } {
  let key: Node | null = null;
  let value: Node | null = document.contents;
  for (const part of path) {
    const container: unknown = isAlias(value) ? value.resolve(document) : value;
    if (isMap(container)) {
      const pair = container.items.findLast((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (pair === undefined) break;
      key = pair.key as Node;
      value = pair.value as Node | null;
    } else if (isSeq(container)) {
      const item = container.items[Number(part)];
      if (item === undefined) break;
      key = null;
      value = item as Node;
    } else break;
  }
  return { key, value };
}

function ofNode(node: Node | null, range: Range, fallback: number): Place {
  const [start, end] = node?.range ?? [fallback, fallback];
  const place = range(start, end);
  if (!isCollection(node) || place.line === place.endLine) return place;
  const first = node.items[0];
  const inner = (typeof first === "object" && first !== null && "key" in first ? first.key : first) as Node | undefined;
  return inner?.range == null ? range(start, start) : range(inner.range[0], inner.range[0]);
}
