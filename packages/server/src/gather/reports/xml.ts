import { setImmediate } from "node:timers/promises";
import { SaxesParser } from "saxes";
import { ReportError } from "./report.ts";

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of one format looks at, in the order of the document. */
export interface XmlReader {
  /** @param path names of the elements around it, the outermost first, itself last */
  open(name: string, attributes: Attributes, path: readonly string[]): void;
  text?(text: string, path: readonly string[]): void;
  /** @param path as for `open` */
  close?(name: string, path: readonly string[]): void;
}

/** No report of a tool is deeper; each level costs memory. */
const MOST_DEPTH = 64;
const MOST_ELEMENTS = 4_000_000;
/** Characters that are read at once: others get their turn between two pieces. */
const PIECE = 256 * 1024;

/**
 * Reads an XML document, piece by piece. Entities of its own are unknown and an error: none is expanded, and nothing
 * outside the text is ever read. What the reader throws as {@link ReportError} gets the place.
 * @throws ReportError with line and column
 */
export async function readXml(text: string, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser({ xmlns: false as const });
  const path: string[] = [];
  let elements = 0;
  const refuse = (reason: string): never => {
    throw new ReportError(`line ${parser.line}, column ${parser.column}: ${reason}`);
  };
  const placed = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof ReportError) refuse(error.message);
      throw error;
    }
  };
  parser.on("error", (error) => refuse(error.message.replace(/^\d+:\d+: /, "")));
  parser.on("opentag", ({ name, attributes }) => {
    path.push(name);
    if (path.length > MOST_DEPTH) refuse(`elements are nested more than ${MOST_DEPTH} deep`);
    if (++elements > MOST_ELEMENTS) refuse(`there are more than ${MOST_ELEMENTS} elements`);
    placed(() => reader.open(name, attributes, path));
  });
  const texts = (piece: string) => reader.text?.(piece, path);
  parser.on("text", texts);
  parser.on("cdata", texts);
  parser.on("closetag", ({ name }) => {
    placed(() => reader.close?.(name, path));
    path.pop();
  });
  for (let at = 0; at < text.length; at += PIECE) {
    if (at > 0) await setImmediate();
    parser.write(text.slice(at, at + PIECE));
  }
  parser.close();
}

const PROLOG = /\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>"']|"[^"]*"|'[^']*'|\[[^\]]*\])*>/y;
const ELEMENT = /<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)/y;

/** The name of the outermost element and its attributes as written; null where the text does not begin as XML does. */
export function rootOf(text: string): { readonly name: string; readonly attributes: string } | null {
  const head = text.slice(0, 64 * 1024).replace(/^\ufeff/, "");
  let at = 0;
  for (;;) {
    PROLOG.lastIndex = at;
    const found = PROLOG.exec(head);
    if (found === null || found[0] === "") break;
    at = PROLOG.lastIndex;
  }
  ELEMENT.lastIndex = at;
  const element = ELEMENT.exec(head);
  return element === null ? null : { name: element[1] ?? "", attributes: element[2] ?? "" };
}
