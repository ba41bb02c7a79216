import { ExpressionError, Lexer, Parser } from "@actions/expressions";
import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from "@actions/expressions/ast";
import { ErrorType, MAX_EXPRESSION_LENGTH } from "@actions/expressions/errors";
import { type Token, TokenType } from "@actions/expressions/lexer";
import { kept } from "../source/kept.ts";
import type { Span } from "../source/lines.ts";
import type { ComparisonExpression, Expression } from "./tree.ts";

/** What keeps a text from being an expression. */
export interface ExpressionFault {
  readonly kind:
    | "empty"
    | "unexpected-character"
    | "unclosed-string"
    | "unexpected-symbol"
    | "unexpected-end"
    | "too-deep"
    | "too-long";
  /** Offsets in the source. */
  readonly span: Span;
  /** What stands there; empty at the end. */
  readonly found: string;
}

/** An expression, or why it is none. `node` is the library's own tree, for its evaluator. */
export type Parsed =
  | { readonly ok: true; readonly tree: Expression; readonly node: Expr }
  | { readonly ok: false; readonly fault: ExpressionFault };

/**
 * Reads the source of an expression (without `${{ }}`) by GitHub's lexer and parser. Unknown contexts and functions and
 * wrong numbers of arguments are no fault here: rules tell them better. Never throws.
 */
export const parseExpression: (source: string) => Parsed = kept(parse);

function parse(source: string): Parsed {
  if (source.trim() === "") return fault("empty", 0, source.length, "");
  if (source.length > MAX_EXPRESSION_LENGTH) return fault("too-long", 0, source.length, "");
  const lexed = lex(source);
  if (!lexed.ok) return lexed;
  const { tokens, starts } = lexed;
  const comma = tokens.findIndex(
    ({ type }, i) => type === TokenType.COMMA && tokens[i + 1]?.type === TokenType.RIGHT_PAREN,
  );
  // The library lets a comma pass before the closing parenthesis; GitHub does not.
  if (comma >= 0) return symbolFault(source, tokens[comma + 1], starts);
  const names = tokens.filter(({ type }) => type === TokenType.IDENTIFIER);
  const calls = tokens.filter((_, i) => isCalled(tokens, i));
  const written = calls.map(({ lexeme }) => lexeme);
  // Known functions are looked up by name, and refused for their arguments before there is a tree. By another name the
  // parser takes them as they are.
  for (const token of calls) token.lexeme = `${PREFIX}${token.lexeme}`;
  try {
    const contexts = names.map(({ lexeme }) => lexeme);
    const functions = calls.map(({ lexeme }) => ({ name: lexeme, minArgs: 0, maxArgs: Number.MAX_SAFE_INTEGER }));
    const node = new Parser(tokens, contexts, functions).parse();
    for (const [i, token] of calls.entries()) token.lexeme = written[i] ?? token.lexeme;
    return { ok: true, tree: new Converter(source, starts).convert(node), node };
  } catch (error) {
    for (const [i, token] of calls.entries()) token.lexeme = written[i] ?? token.lexeme;
    if (error instanceof TooDeep) return fault("too-deep", 0, source.length, "");
    if (error instanceof ExpressionError) return parserFault(source, error, starts);
    throw error;
  }
}

/** No name of a function can begin so. */
const PREFIX = "()";

type Starts = ReadonlyMap<Token, number>;

function lex(source: string): { ok: true; tokens: Token[]; starts: Starts } | Extract<Parsed, { ok: false }> {
  let tokens: Token[];
  try {
    ({ tokens } = new Lexer(source).lex());
  } catch (error) {
    return lexerFault(source, error);
  }
  // Tokens tell line and column, wrongly behind a string over several lines. Between two of them there is only white
  // space, so that their offsets can be counted.
  const starts = new Map<Token, number>();
  let at = 0;
  for (const token of tokens) {
    while (at < source.length && /\s/.test(source.charAt(at))) at++;
    starts.set(token, at);
    at += token.type === TokenType.EOF ? 0 : token.lexeme.length;
    // The library undoubles only the first quote.
    if (token.type === TokenType.STRING) token.value = token.lexeme.slice(1, -1).replaceAll("''", "'");
  }
  return { ok: true, tokens, starts };
}

function isCalled(tokens: readonly Token[], at: number): boolean {
  const isName = tokens[at]?.type === TokenType.IDENTIFIER && tokens[at - 1]?.type !== TokenType.DOT;
  return isName && tokens[at + 1]?.type === TokenType.LEFT_PAREN;
}

function fault(kind: ExpressionFault["kind"], start: number, end: number, found: string): Parsed & { ok: false } {
  return { ok: false, fault: { kind, span: { start, end }, found } };
}

/** The lexer tells a symbol and its place in words only. */
function lexerFault(source: string, error: unknown): Parsed & { ok: false } {
  const told = /^Unexpected symbol: '[\s\S]*?'\. Located at position (\d+) within/.exec(
    String((error as Error).message),
  );
  if (told === null) throw error;
  const start = Number(told[1]) - 1;
  if (source[start] === "'") return fault("unclosed-string", start, source.length, "'");
  const symbol = /^[^\s()[\],.!<>=&|]+|^[\s\S]/.exec(source.slice(start))?.[0] ?? "";
  // The character that no name can hold, where the symbol begins like a name.
  const name = /^[A-Za-z_][\w-]*/.exec(symbol)?.[0].length ?? 0;
  const offset = name < symbol.length ? name : 0;
  return fault("unexpected-character", start + offset, start + symbol.length, symbol.charAt(offset));
}

function parserFault(source: string, error: ExpressionError, starts: Starts): Parsed & { ok: false } {
  const { typ, tok } = error as unknown as { typ: ErrorType; tok: Token };
  if (typ === ErrorType.ErrorExceededMaxDepth) {
    const start = starts.get(tok) ?? 0;
    return fault("too-deep", start, start + tok.lexeme.length, tok.lexeme);
  }
  if (typ === ErrorType.ErrorUnexpectedEndOfExpression) return endFault(source);
  return symbolFault(source, tok, starts);
}

function symbolFault(source: string, token: Token | undefined, starts: Starts): Parsed & { ok: false } {
  const start = token === undefined ? undefined : starts.get(token);
  if (token === undefined || start === undefined || token.type === TokenType.EOF) return endFault(source);
  return fault("unexpected-symbol", start, start + token.lexeme.length, token.lexeme);
}

function endFault(source: string): Parsed & { ok: false } {
  const end = source.trimEnd().length;
  return fault("unexpected-end", end, end, "");
}

const OPERATORS: Readonly<Record<string, ComparisonExpression["operator"]>> = {
  "==": "==",
  "!=": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

/** The library does not count chains of comparisons (`1 == 1 == 1 ...`), which GitHub does; walks over them recur. */
const MAX_DEPTH = 200;

class TooDeep extends Error {}

/** Turns the library's tree into ours, with places. */
class Converter {
  readonly #source: string;
  readonly #starts: Starts;
  #depth = 0;

  constructor(source: string, starts: Starts) {
    this.#source = source;
    this.#starts = starts;
  }

  convert(node: Expr): Expression {
    if (++this.#depth > MAX_DEPTH) throw new TooDeep();
    const converted = this.#convert(node);
    this.#depth--;
    return converted;
  }

  #convert(node: Expr): Expression {
    if (node instanceof Literal) {
      const { value } = node.token;
      const literal = node.token.type === TokenType.TRUE || node.token.type === TokenType.FALSE;
      return {
        kind: "literal",
        span: this.#spanOf(node.token),
        value: literal ? node.token.type === TokenType.TRUE : (value ?? null),
      };
    }
    if (node instanceof ContextAccess) {
      return { kind: "context", span: this.#spanOf(node.name), name: node.name.lexeme };
    }
    if (node instanceof Grouping) {
      const inner = this.convert(node.group);
      return {
        ...inner,
        span: { start: this.#source.lastIndexOf("(", inner.span.start - 1), end: this.#after(")", inner.span.end) },
      };
    }
    if (node instanceof IndexAccess) return this.#access(node);
    if (node instanceof FunctionCall) {
      const nameSpan = this.#spanOf(node.functionName);
      const args = node.args.map((arg) => this.convert(arg));
      const last = args.at(-1)?.span.end ?? this.#after("(", nameSpan.end);
      const span = { start: nameSpan.start, end: this.#after(")", last) };
      return { kind: "call", span, name: node.functionName.lexeme, nameSpan, args };
    }
    if (node instanceof Unary) {
      const operand = this.convert(node.expr);
      return { kind: "not", span: { start: this.#spanOf(node.operator).start, end: operand.span.end }, operand };
    }
    if (node instanceof Binary) {
      const left = this.convert(node.left);
      const right = this.convert(node.right);
      const operator = OPERATORS[node.operator.lexeme];
      if (operator === undefined) throw new Error(`unknown operator ${node.operator.lexeme}`);
      return { kind: "comparison", span: { start: left.span.start, end: right.span.end }, operator, left, right };
    }
    if (node instanceof Logical) {
      const operands = node.args.map((arg) => this.convert(arg));
      const span = { start: operands[0]?.span.start ?? 0, end: operands.at(-1)?.span.end ?? 0 };
      return { kind: "logical", span, operator: node.operator.type === TokenType.AND ? "&&" : "||", operands };
    }
    throw new Error("unknown kind of expression");
  }

  #access(node: IndexAccess): Expression {
    const of = this.convert(node.expr);
    const { start, end } = of.span;
    if (node.index instanceof Star) {
      const star = this.#after("*", end);
      const bracketed = this.#source.slice(end, star).trimStart().startsWith("[");
      return { kind: "filter", span: { start, end: bracketed ? this.#after("]", star) : star }, of };
    }
    if (node.index instanceof Literal && node.index.token.type === TokenType.IDENTIFIER) {
      const { token } = node.index;
      const nameSpan = this.#spanOf(token);
      return { kind: "property", span: { start, end: nameSpan.end }, of, name: token.lexeme, nameSpan };
    }
    const index = this.convert(node.index);
    const span = { start, end: this.#after("]", index.span.end) };
    return index.kind === "literal" && typeof index.value === "string"
      ? { kind: "property", span, of, name: index.value, nameSpan: index.span }
      : { kind: "index", span, of, index };
  }

  #spanOf(token: Token): Span {
    const start = this.#starts.get(token) ?? 0;
    return { start, end: start + token.lexeme.length };
  }

  /** The offset behind the next such character; between there is only white space. */
  #after(character: string, from: number): number {
    return this.#source.indexOf(character, from) + 1;
  }
}
