import type { Span } from "../../source/lines.ts";

/** A directive or step of a Jenkinsfile: `name`, its arguments, and what stands in its braces. */
export interface Statement {
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  /** `NAME = value` of an environment. */
  readonly assigned: boolean;
  readonly body: readonly Statement[] | undefined;
  /** What stands in braces that hold code and no directives. */
  readonly code: Argument | undefined;
  readonly span: Span;
}

export interface Argument {
  /** Of a named argument. */
  readonly name: string | undefined;
  readonly span: Span;
  /** As it is written, without the name. */
  readonly raw: string;
  /** The text of a lone string. */
  readonly text: string | undefined;
  /** Whether Groovy fills variables in (`"..."`). */
  readonly fillsIn: boolean;
}

/** Names whose braces hold directives or steps; in those of others there is code. */
const HOLDS =
  /^(pipeline|agent|options|triggers|stages|stage|parallel|steps|environment|post|always|success|failure|unstable|changed|fixed|regression|aborted|cleanup|unsuccessful|notBuilt|when|anyOf|allOf|not|tools|parameters|matrix|axes|axis|excludes|exclude|input|docker|dockerfile|kubernetes|node|libraries|dir|withEnv|withCredentials|timeout|retry|catchError|warnError|timestamps|ansiColor|wrap|sshagent|lock|withMaven|waitUntil)$/;
/** Deeper braces are kept as code. */
const MAX_DEPTH = 60;

/** Why a file cannot be read. */
export interface ParseFault {
  readonly span: Span;
  readonly message: string;
}

/** Reads the statements of a Jenkinsfile. Never throws. */
export function parseJenkinsfile(text: string): { statements: readonly Statement[]; faults: readonly ParseFault[] } {
  const parser = new Parser(text);
  const statements = parser.statements(0);
  return { statements, faults: parser.faults };
}

/** Reads the statements of a piece of code, such as that of `script`. */
export function parseCode(code: string): readonly Statement[] {
  return new Parser(code).statements(0);
}

class Parser {
  readonly faults: ParseFault[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  statements(depth: number): Statement[] {
    const found: Statement[] = [];
    for (;;) {
      this.#space(true);
      if (this.#at >= this.#text.length) {
        if (depth > 0 && this.faults.length === 0) {
          this.faults.push({
            span: { start: this.#text.length, end: this.#text.length },
            message: "A closing brace is missing.",
          });
        }
        return found;
      }
      const char = this.#text[this.#at];
      if (char === "}") {
        if (depth > 0) return found;
        this.faults.push({ span: { start: this.#at, end: this.#at + 1 }, message: "This brace closes nothing." });
        this.#at++;
        continue;
      }
      if (char === ";") {
        this.#at++;
        continue;
      }
      found.push(this.#statement(depth));
    }
  }

  #statement(depth: number): Statement {
    const start = this.#at;
    const name = /^@?[A-Za-z_$][\w.$]*/.exec(this.#text.slice(start, start + 200))?.[0] ?? "";
    // What begins with something else is code; at least one character is passed, so that reading goes on.
    this.#at = name === "" ? start : start + name.length;
    const nameSpan = { start, end: Math.max(this.#at, start + 1) };
    const args: Argument[] = [];
    let assigned = false;
    let body: readonly Statement[] | undefined;
    let code: Argument | undefined;
    this.#space(false);
    if (
      name === "" ||
      /^(def|import|class|return|if|else|for|while|try|catch|finally|throw|switch|static|final|private|public)$/.test(
        name,
      )
    ) {
      code = this.#rest(start);
    } else if (this.#text[this.#at] === "=" && this.#text[this.#at + 1] !== "=") {
      this.#at++;
      this.#space(false);
      assigned = true;
      args.push(...this.#arguments(/[\n;}]/));
    } else {
      if (this.#text[this.#at] === "(") {
        this.#at++;
        args.push(...this.#arguments(/\)/));
        this.#at = Math.min(this.#at + 1, this.#text.length);
        this.#space(false);
      } else if (!/[\n;{}]/.test(this.#text[this.#at] ?? "\n") && !/^[.=+]/.test(this.#text[this.#at] ?? "")) {
        args.push(...this.#arguments(/[\n;{}]/));
      } else if (/^[.=+]/.test(this.#text[this.#at] ?? "")) code = this.#rest(start);
      this.#space(false);
      if (this.#text[this.#at] === "{") {
        const open = this.#at;
        if (HOLDS.test(name) && depth < MAX_DEPTH) {
          this.#at++;
          body = this.statements(depth + 1);
          this.#at = Math.min(this.#at + 1, this.#text.length);
        } else {
          this.#balanced();
          code = this.#argument(open + 1, Math.max(open + 1, this.#at - 1));
        }
      }
      // A chain of calls goes on behind the braces: all of it is code.
      if (/^\s*\./.test(this.#text.slice(this.#at, this.#at + 40))) code = this.#rest(start);
    }
    if (this.#at <= start) this.#at = start + 1;
    return { name, nameSpan, args, assigned, body, code, span: { start, end: this.#at } };
  }

  /** Code up to the end of its line, with all braces closed. */
  #rest(start: number): Argument {
    while (this.#at < this.#text.length && !/[\n;}]/.test(this.#text[this.#at] ?? "")) this.#step();
    return this.#argument(start, this.#at);
  }

  #arguments(end: RegExp): Argument[] {
    const found: Argument[] = [];
    const closes = end.source === "\\)";
    this.#space(closes);
    let start = this.#at;
    const flush = () => {
      if (this.#text.slice(start, this.#at).trim() !== "") found.push(this.#argument(start, this.#at));
    };
    while (this.#at < this.#text.length && !end.test(this.#text[this.#at] ?? "")) {
      if (this.#text[this.#at] === ",") {
        flush();
        this.#at++;
        this.#space(true);
        start = this.#at;
      } else if (this.#text.startsWith("//", this.#at)) {
        flush();
        this.#space(closes);
        start = this.#at;
      } else {
        const operator = this.#text[this.#at] === "+";
        this.#step();
        // A sum goes on in the next line.
        if (operator) this.#space(true);
        else if (this.#text[this.#at] === "\n" && /^\s*\+/.test(this.#text.slice(this.#at, this.#at + 200)))
          this.#space(true);
      }
    }
    flush();
    return found;
  }

  #argument(from: number, to: number): Argument {
    const all = this.#text.slice(from, to);
    const start = from + (all.length - all.trimStart().length);
    const end = Math.max(start, to - (all.length - all.trimEnd().length));
    const written = this.#text.slice(start, end);
    const named = /^([A-Za-z_]\w*)\s*:(?!:)\s*/.exec(written);
    const raw = written.slice(named?.[0].length ?? 0);
    const { text, fillsIn } = stringOf(raw);
    return { name: named?.[1], span: { start, end: Math.max(end, start + 1) }, raw, text, fillsIn };
  }

  /** Passes one character, one string, or one pair of brackets with all in it. */
  #step(): void {
    const char = this.#text[this.#at] ?? "";
    if (char === '"' || char === "'") this.#string();
    else if (char === "(" || char === "[" || char === "{") this.#balanced();
    else this.#at++;
  }

  #balanced(): void {
    let depth = 0;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      if (char === '"' || char === "'") {
        this.#string();
        continue;
      }
      if (this.#text.startsWith("//", this.#at) && this.#text[this.#at - 1] !== ":") {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end < 0 ? this.#text.length : end;
        continue;
      }
      if (this.#text.startsWith("/*", this.#at)) {
        const end = this.#text.indexOf("*/", this.#at + 2);
        this.#at = end < 0 ? this.#text.length : end + 2;
        continue;
      }
      if ("([{".includes(char)) depth++;
      if (")]}".includes(char)) depth--;
      this.#at++;
      if (depth <= 0) return;
    }
  }

  #string(): void {
    const quote = this.#text[this.#at] ?? "";
    const mark = this.#text.startsWith(quote.repeat(3), this.#at) ? quote.repeat(3) : quote;
    const start = this.#at;
    this.#at += mark.length;
    while (this.#at < this.#text.length && !this.#text.startsWith(mark, this.#at)) {
      if (mark.length === 1 && this.#text[this.#at] === "\n") break;
      this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    }
    if (this.#at >= this.#text.length)
      this.faults.push({ span: { start, end: start + mark.length }, message: "This text is not closed." });
    this.#at = Math.min(this.#at + mark.length, this.#text.length);
  }

  /** Passes white space and comments. */
  #space(lines: boolean): void {
    for (;;) {
      const rest = this.#text.slice(this.#at, this.#at + 2);
      if (rest === "//" || rest === "#!") {
        const end = this.#text.indexOf("\n", this.#at);
        this.#at = end < 0 ? this.#text.length : end;
      } else if (rest === "/*") {
        const end = this.#text.indexOf("*/", this.#at + 2);
        this.#at = end < 0 ? this.#text.length : end + 2;
      } else if (rest !== "" && (lines ? /\s/ : /[^\S\n]/).test(rest[0] ?? "")) this.#at++;
      else return;
    }
  }
}

/** The text of one string, or of several that are added up; undefined for anything else. */
function stringOf(raw: string): { text: string | undefined; fillsIn: boolean } {
  let left = raw.trim();
  let text = "";
  let fillsIn = false;
  for (;;) {
    const found = /^(?:"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:\\[\s\S]|[^"\\])*)"|'((?:\\[\s\S]|[^'\\])*)')\s*/.exec(
      left,
    );
    if (found === null) return { text: undefined, fillsIn: false };
    const inner = found[1] ?? found[2] ?? found[3] ?? found[4] ?? "";
    if ((found[1] ?? found[3]) !== undefined && /(^|[^\\])\$/.test(inner)) fillsIn = true;
    text += inner.replaceAll(
      /\\(\r?\n|[\s\S])/g,
      (_all, char: string) => ({ n: "\n", t: "\t", r: "\r", "\n": "" })[char] ?? char,
    );
    left = left.slice(found[0].length);
    if (left === "") return { text, fillsIn };
    if (!left.startsWith("+")) return { text: undefined, fillsIn: false };
    left = left.slice(1).trimStart();
  }
}
