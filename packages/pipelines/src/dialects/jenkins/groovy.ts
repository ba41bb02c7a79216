import type { Span } from "../../source/lines.ts";

/** A word, a string or a sign of a Groovy file. */
export interface Token {
  readonly kind: "word" | "string" | "sign";
  readonly span: Span;
  /** Without the quotes of a string. */
  readonly text: string;
  /** Of strings: whether Groovy fills variables in. */
  readonly fillsIn: boolean;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** Comments of the form `// ...`, without the slashes. */
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  /** The first bracket or string that is not closed, or closes nothing: what follows it is guessed. */
  readonly fault: { readonly span: Span; readonly message: string } | undefined;
}

const CLOSES: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
/** Behind these a slash begins a string, and is no division. */
const BEFORE_SLASHY = /[=~(,[{:!&|?;<>+]$|\b(?:return|in)$/;

/** Reads a Groovy file as far as strings, comments and brackets go. Never throws. */
export function readGroovy(text: string): Tokens {
  const tokens: Token[] = [];
  const comments: { span: Span; text: string }[] = [];
  const open: { sign: string; at: number }[] = [];
  let fault: Tokens["fault"];
  const tell = (start: number, length: number, message: string): void => {
    fault ??= { span: { start, end: start + length }, message };
  };
  const word = /[A-Za-z_$][\w$]*/y;
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? "";
    const start = at;
    if (/\s/.test(char)) at++;
    else if (text.startsWith("//", at) || text.startsWith("#!", at)) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
      comments.push({ span: { start, end: at }, text: text.slice(start + 2, at).replace(/\r$/, "") });
    } else if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) tell(start, 2, "This comment is not closed. Write */ where it ends.");
      at = end < 0 ? text.length : end + 2;
    } else if (char === '"' || char === "'") {
      const mark = text.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      const end = endOfString(text, at + mark.length, mark);
      if (end === undefined) tell(start, mark.length, `This text is not closed. Write ${mark} where it ends.`);
      at = end === undefined ? endOfLine(text, at) : end + mark.length;
      const inner = text.slice(start + mark.length, end ?? at);
      tokens.push({ kind: "string", span: { start, end: at }, text: inner, fillsIn: char === '"' });
    } else if (char === "/" && BEFORE_SLASHY.test(text.slice(Math.max(0, at - 60), at).trimEnd())) {
      const end = /(?:\\.|[^/\\\n])*\//y;
      end.lastIndex = at + 1;
      const found = end.exec(text);
      at = found === null ? at + 1 : end.lastIndex;
      if (found !== null)
        tokens.push({ kind: "string", span: { start, end: at }, text: text.slice(start + 1, at - 1), fillsIn: true });
    } else if (text.startsWith("$/", at) && text.includes("/$", at + 2)) {
      at = text.indexOf("/$", at + 2) + 2;
      tokens.push({ kind: "string", span: { start, end: at }, text: text.slice(start + 2, at - 2), fillsIn: true });
    } else if (/[A-Za-z_$]/.test(char)) {
      word.lastIndex = at;
      at += word.exec(text)?.[0].length ?? 1;
      tokens.push({ kind: "word", span: { start, end: at }, text: text.slice(start, at), fillsIn: false });
    } else {
      at++;
      tokens.push({ kind: "sign", span: { start, end: at }, text: char, fillsIn: false });
      if ("([{".includes(char)) open.push({ sign: char, at: start });
      const wanted = CLOSES[char];
      if (wanted === undefined) continue;
      const last = open.pop();
      if (last === undefined)
        tell(start, 1, `This ${char} closes nothing. Remove it, or add the ${wanted} that it belongs to.`);
      else if (last.sign !== wanted)
        tell(last.at, 1, `This ${last.sign} is not closed before the next ${char}. Close it where its part ends.`);
    }
  }
  const last = open.at(-1);
  if (last !== undefined) tell(last.at, 1, `This ${last.sign} is never closed. Close it where its part ends.`);
  return { tokens, comments, fault };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Where the closing quotes stand; undefined where there are none. What `${...}` holds may have quotes of its own. */
function endOfString(text: string, from: number, mark: string): number | undefined {
  const long = mark.length === 3;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "\n" && !long) return undefined;
    else if (depth === 0 && text.startsWith(mark, at)) return at;
    else if (mark[0] === '"' && char === "$" && text[at + 1] === "{") {
      depth++;
      at++;
    } else if (depth > 0 && char === "{") depth++;
    else if (depth > 0 && char === "}") depth--;
    else if (depth > 0 && (char === '"' || char === "'")) {
      const end = text.indexOf(char, at + 1);
      const line = endOfLine(text, at);
      if (end < 0 || end > line) return undefined;
      at = end;
    }
  }
  return undefined;
}
