import { type Embedded, embeddedIn } from "../../expressions/embedded.ts";
import { parseExpression } from "../../expressions/parse.ts";
import { type ContextAccess, contextAccesses, type Expression } from "../../expressions/tree.ts";
import { spanWithin } from "../../source/align.ts";
import type { SourceDocument } from "../../source/document.ts";
import type { Span } from "../../source/lines.ts";
import type { YamlNode, YamlScalar } from "../../source/tree.ts";

/** An expression of a scalar that can be read. */
export interface WrittenExpression {
  readonly scalar: YamlScalar;
  /** What stands between the braces, or the whole text of a condition without them. */
  readonly source: string;
  /** Where `source` begins in the scalar's text. */
  readonly at: number;
  /** Undefined for a condition without braces. */
  readonly embedded: Embedded | undefined;
  readonly tree: Expression;
}

const parsed = new WeakMap<YamlScalar, readonly WrittenExpression[]>();

/** The expressions in a scalar; those that cannot be read are left out. */
export function expressionsIn(scalar: YamlScalar): readonly WrittenExpression[] {
  if (!scalar.text.includes("${{")) return [];
  const before = parsed.get(scalar);
  if (before !== undefined) return before;
  const found = embeddedIn(scalar.text).flatMap((embedded) => read(scalar, embedded.source, embedded.at, embedded));
  parsed.set(scalar, found);
  return found;
}

/** The expressions of an `if`, which needs no braces. */
export function conditionIn(scalar: YamlScalar | undefined): readonly WrittenExpression[] {
  if (scalar === undefined) return [];
  const written = expressionsIn(scalar);
  return written.length > 0 || scalar.text.includes("${{") ? written : read(scalar, scalar.text, 0, undefined);
}

function read(
  scalar: YamlScalar,
  source: string,
  at: number,
  embedded: Embedded | undefined,
): readonly WrittenExpression[] {
  const result = parseExpression(source);
  return result.ok ? [{ scalar, source, at, embedded, tree: result.tree }] : [];
}

/** Where a part of an expression stands in the file. */
export function placeOf(document: SourceDocument, written: WrittenExpression, { start, end }: Span): Span {
  return spanWithin(document, written.scalar, written.at + start, written.at + end);
}

const scalars = new WeakMap<YamlNode, readonly YamlScalar[]>();

/** Every scalar of a tree that is a value and has expressions, each once where aliases repeat it. */
export function scalarsWithExpressions(root: YamlNode | undefined): readonly YamlScalar[] {
  if (root === undefined) return [];
  const before = scalars.get(root);
  if (before !== undefined) return before;
  const found = new Set<YamlScalar>();
  const seen = new Set<YamlNode>();
  const walk = (node: YamlNode): void => {
    if (node.kind === "scalar") {
      if (node.text.includes("${{")) found.add(node);
      return;
    }
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === "sequence") for (const { value } of node.items) walk(value);
    else for (const { value } of node.entries) walk(value);
  };
  walk(root);
  const list = [...found];
  scalars.set(root, list);
  return list;
}

/** Functions whose result tells nothing of the text that they look at. */
const OPAQUE: ReadonlySet<string> = new Set(["contains", "startswith", "endswith", "hashfiles"]);

/**
 * The accesses whose value can reach the result of an expression: not those that are only compared, negated, or the
 * condition in `condition && value`.
 */
export function flowingAccesses(expression: Expression): readonly ContextAccess[] {
  switch (expression.kind) {
    case "literal":
    case "not":
    case "comparison":
      return [];
    case "logical": {
      const { operator, operands } = expression;
      return (operator === "&&" ? operands.slice(-1) : operands).flatMap(flowingAccesses);
    }
    case "call":
      return OPAQUE.has(expression.name.toLowerCase()) ? [] : expression.args.flatMap(flowingWithin(expression.name));
    case "context":
      return contextAccesses(expression);
    case "property":
    case "index":
    case "filter": {
      const base = baseOf(expression);
      if (base.kind !== "context") return flowingAccesses(base);
      return contextAccesses(expression).filter(({ span }) => span.end === expression.span.end);
    }
  }
}

/** Keeps the name of the function that an access is handed to. */
function flowingWithin(name: string): (argument: Expression) => ContextAccess[] {
  return (argument) =>
    flowingAccesses(argument).map((access) => ({ ...access, within: [name.toLowerCase(), ...access.within] }));
}

function baseOf(expression: Expression): Expression {
  let base = expression;
  while (base.kind === "property" || base.kind === "index" || base.kind === "filter") base = base.of;
  return base;
}
