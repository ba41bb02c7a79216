import { kept } from "../source/kept.ts";
import type { YamlScalar } from "../source/tree.ts";

/** One `${{ ... }}` in a text. Offsets are in the scalar's text. */
export interface Embedded {
  /** Of the `${{`. */
  readonly start: number;
  /** Behind the `}}`; the end of the text where it is not closed. */
  readonly end: number;
  /** What stands between, with its white space. */
  readonly source: string;
  /** Of the first character of `source`. */
  readonly at: number;
  readonly closed: boolean;
}

/**
 * The expressions in a text, as GitHub finds them: a `}}` inside of a quoted string does not close one.
 * Source: `TemplateReader` of GitHub's workflow parser.
 */
export function embeddedIn(text: string): readonly Embedded[] {
  return text.includes("${{") ? marked(text) : NONE;
}

const NONE: readonly Embedded[] = [];

const marked = kept((text: string): readonly Embedded[] => {
  const found: Embedded[] = [];
  for (let start = text.indexOf("${{"); start >= 0; ) {
    const at = start + 3;
    let quoted = false;
    let close = at;
    while (close < text.length && (quoted || !text.startsWith("}}", close))) {
      if (text[close] === "'") quoted = !quoted;
      close++;
    }
    const closed = close < text.length;
    const end = closed ? close + 2 : text.length;
    found.push({ start, end, source: text.slice(at, close), at, closed });
    start = text.indexOf("${{", end);
  }
  return found;
});

/** Whether a scalar is one expression and nothing else, so that its value may be of any type. */
export function isWholeExpression({ text }: YamlScalar): boolean {
  const [only, ...others] = embeddedIn(text.trim());
  return (
    only !== undefined && others.length === 0 && only.start === 0 && only.end === text.trim().length && only.closed
  );
}
