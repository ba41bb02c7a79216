import type { Span } from "../source/lines.ts";

/** A value that an expression may be written as, or give. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The tree of an expression. Spans are offsets in its source; parentheses belong to what they hold. */
export type Expression =
  | LiteralExpression
  | ContextExpression
  | PropertyExpression
  | IndexExpression
  | FilterExpression
  | CallExpression
  | NotExpression
  | ComparisonExpression
  | LogicalExpression;

interface Base {
  readonly span: Span;
}

export interface LiteralExpression extends Base {
  readonly kind: "literal";
  readonly value: null | boolean | number | string;
}

/** `github` */
export interface ContextExpression extends Base {
  readonly kind: "context";
  /** As it is written; contexts are compared without case. */
  readonly name: string;
}

/** `of.name`, and `of['name']` as well. */
export interface PropertyExpression extends Base {
  readonly kind: "property";
  readonly of: Expression;
  readonly name: string;
  /** Of the name alone, with its quotes. */
  readonly nameSpan: Span;
}

/** `of[index]` */
export interface IndexExpression extends Base {
  readonly kind: "index";
  readonly of: Expression;
  readonly index: Expression;
}

/** `of.*` */
export interface FilterExpression extends Base {
  readonly kind: "filter";
  readonly of: Expression;
}

export interface CallExpression extends Base {
  readonly kind: "call";
  /** As it is written; functions are compared without case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
}

export interface NotExpression extends Base {
  readonly kind: "not";
  readonly operand: Expression;
}

export interface ComparisonExpression extends Base {
  readonly kind: "comparison";
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
  readonly left: Expression;
  readonly right: Expression;
}

/** `a && b && c` is one. */
export interface LogicalExpression extends Base {
  readonly kind: "logical";
  readonly operator: "&&" | "||";
  readonly operands: readonly Expression[];
}

/** The expressions directly below, in the order of the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "context":
      return [];
    case "property":
    case "filter":
      return [expression.of];
    case "index":
      return [expression.of, expression.index];
    case "call":
      return expression.args;
    case "not":
      return [expression.operand];
    case "comparison":
      return [expression.left, expression.right];
    case "logical":
      return expression.operands;
  }
}

/** Calls back for the expression and everything below, from the outside in. */
export function walkExpression(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walkExpression(child, visit);
}

/** A context with everything that is taken from it: `github.event.pull_request.title`. */
export interface ContextAccess {
  /** In lower case. */
  readonly context: string;
  /** What is taken, one after the other, as it is written. */
  readonly steps: readonly AccessStep[];
  /** For people and for comparing, in lower case: `github.event.commits.*.message`; `[]` for an index that is computed. */
  readonly path: string;
  /** From the context's name to the end of the last step. */
  readonly span: Span;
  /** The functions that it is an argument of, directly or not, from the outside in, in lower case. */
  readonly within: readonly string[];
}

export type AccessStep =
  | { readonly kind: "name"; readonly name: string }
  /** A number that is written: `commits[0]`. */
  | { readonly kind: "number"; readonly index: number }
  | { readonly kind: "all" }
  | { readonly kind: "computed"; readonly index: Expression };

/** Every access to a context in an expression, in the order of the text; those in an index as well. */
export function contextAccesses(expression: Expression): readonly ContextAccess[] {
  const known = accesses.get(expression);
  if (known !== undefined) return known;
  const found: ContextAccess[] = [];
  collect(expression, [], [], expression.span.end, { found, within: [] });
  found.sort((a, b) => a.span.start - b.span.start);
  accesses.set(expression, found);
  return found;
}

/** A dozen rules ask for those of the same expression. */
const accesses = new WeakMap<Expression, readonly ContextAccess[]>();

interface Around {
  readonly found: ContextAccess[];
  readonly within: readonly string[];
}

/** @param after the steps that are taken from this expression, the last one first */
function collect(
  expression: Expression,
  after: readonly AccessStep[],
  names: readonly string[],
  end: number,
  around: Around,
): void {
  const outermost = after.length === 0 ? expression.span.end : end;
  const step = (next: AccessStep, name: string, of: Expression): void => {
    collect(of, [...after, next], [...names, name], outermost, around);
  };
  switch (expression.kind) {
    case "context": {
      const context = expression.name.toLowerCase();
      around.found.push({
        context,
        steps: [...after].reverse(),
        path: context + [...names].reverse().join(""),
        span: { start: expression.span.start, end: outermost },
        within: around.within,
      });
      return;
    }
    case "property":
      step({ kind: "name", name: expression.name }, `.${expression.name.toLowerCase()}`, expression.of);
      return;
    case "filter":
      step({ kind: "all" }, ".*", expression.of);
      return;
    case "index": {
      const { index } = expression;
      collect(index, [], [], index.span.end, around);
      if (index.kind === "literal" && typeof index.value === "number") {
        step({ kind: "number", index: index.value }, `[${index.value}]`, expression.of);
      } else step({ kind: "computed", index }, "[]", expression.of);
      return;
    }
    case "call": {
      const within = { ...around, within: [...around.within, expression.name.toLowerCase()] };
      for (const arg of expression.args) collect(arg, [], [], arg.span.end, within);
      return;
    }
    default:
      for (const child of childrenOf(expression)) collect(child, [], [], child.span.end, around);
  }
}
