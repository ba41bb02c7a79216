import { embeddedIn } from "../expressions/embedded.ts";
import { parseExpression as parse } from "../expressions/parse.ts";
import type { Expression as Written } from "../expressions/tree.ts";

export type Constant = string | number | boolean | null;

/** An expression as a tree without places, made to be rewritten and printed in one way. */
export type Expression =
  | { readonly kind: "literal"; readonly value: Constant }
  | { readonly kind: "context"; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression | "*" }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "and" | "or"; readonly args: readonly Expression[] }
  | { readonly kind: "compare"; readonly operator: string; readonly left: Expression; readonly right: Expression };

/** A text with expressions in it: what is written between them, and they. */
export type Template = readonly (string | Expression)[];

export const literal = (value: Constant): Expression => ({ kind: "literal", value });

/** Reads what stands between `${{` and `}}`. Undefined for what is no expression. */
export function parseExpression(source: string): Expression | undefined {
  const parsed = parse(source);
  return parsed.ok ? converted(parsed.tree) : undefined;
}

function converted(node: Written): Expression {
  switch (node.kind) {
    case "literal":
      return literal(node.value);
    case "context":
      return { kind: "context", name: node.name.toLowerCase() };
    case "property":
      return { kind: "index", of: converted(node.of), index: literal(node.name) };
    case "index":
      return { kind: "index", of: converted(node.of), index: converted(node.index) };
    case "filter":
      return { kind: "index", of: converted(node.of), index: "*" };
    case "call":
      return { kind: "call", name: functionName(node.name), args: node.args.map(converted) };
    case "not":
      return { kind: "not", of: converted(node.operand) };
    case "logical": {
      const kind = node.operator === "&&" ? "and" : "or";
      return { kind, args: node.operands.map(converted).flatMap((arg) => (arg.kind === kind ? arg.args : [arg])) };
    }
    case "comparison": {
      const left = converted(node.left);
      const right = converted(node.right);
      const { operator } = node;
      // Equality does not care about sides.
      const turned = left.kind === "literal" && right.kind !== "literal" && (operator === "==" || operator === "!=");
      return { kind: "compare", operator, left: turned ? right : left, right: turned ? left : right };
    }
  }
}

const FUNCTIONS = ["startsWith", "endsWith", "toJSON", "fromJSON", "hashFiles"];

function functionName(written: string): string {
  const lower = written.toLowerCase();
  return FUNCTIONS.find((name) => name.toLowerCase() === lower) ?? lower;
}

/** Rebuilds an expression from its leaves up. */
export function mapExpression(node: Expression, change: (node: Expression) => Expression): Expression {
  const map = (child: Expression) => mapExpression(child, change);
  switch (node.kind) {
    case "index":
      return change({ ...node, of: map(node.of), index: node.index === "*" ? "*" : map(node.index) });
    case "call":
    case "and":
    case "or":
      return change({ ...node, args: node.args.map(map) });
    case "not":
      return change({ ...node, of: map(node.of) });
    case "compare":
      return change({ ...node, left: map(node.left), right: map(node.right) });
    default:
      return change(node);
  }
}

/** Every part of an expression, itself included. */
export function* partsOf(node: Expression): Generator<Expression> {
  yield node;
  if (node.kind === "index") {
    yield* partsOf(node.of);
    if (node.index !== "*") yield* partsOf(node.index);
  } else if (node.kind === "call" || node.kind === "and" || node.kind === "or") {
    for (const arg of node.args) yield* partsOf(arg);
  } else if (node.kind === "not") yield* partsOf(node.of);
  else if (node.kind === "compare") {
    yield* partsOf(node.left);
    yield* partsOf(node.right);
  }
}

/** `["needs", "build", "outputs", "sha"]` for `needs.build.outputs.sha`; undefined where an index is not constant. */
export function pathOf(node: Expression): readonly string[] | undefined {
  if (node.kind === "context") return [node.name];
  if (node.kind !== "index" || node.index === "*" || node.index.kind !== "literal") return undefined;
  const before = pathOf(node.of);
  return before === undefined ? undefined : [...before, String(node.index.value)];
}

export function accessOf(path: readonly string[]): Expression {
  const [first = "", ...rest] = path;
  return rest.reduce<Expression>((of, name) => ({ kind: "index", of, index: literal(name) }), {
    kind: "context",
    name: first,
  });
}

// How tightly an operator binds, from the outside in.
const BINDING = { or: 1, and: 2, equality: 3, relation: 4, not: 5, leaf: 6 } as const;

function binding(node: Expression): number {
  if (node.kind === "or" || node.kind === "and" || node.kind === "not") return BINDING[node.kind];
  if (node.kind !== "compare") return BINDING.leaf;
  return node.operator === "==" || node.operator === "!=" ? BINDING.equality : BINDING.relation;
}

/** Prints an expression in one way, whatever it was written like. What is printed reads back as the same. */
export function printExpression(node: Expression): string {
  const inner = (child: Expression, least: number) =>
    binding(child) < least ? `(${printExpression(child)})` : printExpression(child);
  switch (node.kind) {
    case "literal":
      return typeof node.value === "string" ? `'${node.value.replaceAll("'", "''")}'` : String(node.value);
    case "context":
      return node.name;
    case "index": {
      // An operator as the base cannot be indexed without parentheses.
      const of = inner(node.of, BINDING.leaf);
      if (node.index === "*") return `${of}.*`;
      const name = node.index.kind === "literal" && typeof node.index.value === "string" ? node.index.value : undefined;
      return name !== undefined && /^[A-Za-z_][\w-]*$/.test(name)
        ? `${of}.${name}`
        : `${of}[${printExpression(node.index)}]`;
    }
    case "call":
      return `${node.name}(${node.args.map(printExpression).join(", ")})`;
    case "not":
      return `!${inner(node.of, BINDING.not)}`;
    case "and":
    case "or":
      return node.args.map((arg) => inner(arg, BINDING[node.kind] + 1)).join(node.kind === "and" ? " && " : " || ");
    case "compare": {
      const own = binding(node);
      return `${inner(node.left, own)} ${node.operator} ${inner(node.right, own + 1)}`;
    }
  }
}

/** Reads a text with expressions. What is no expression stays text, as it is written. */
export function parseTemplate(text: string): Template {
  const parts: (string | Expression)[] = [];
  let from = 0;
  for (const { start, end, source, closed } of embeddedIn(text)) {
    if (start > from) parts.push(text.slice(from, start));
    parts.push((closed ? parseExpression(source) : undefined) ?? text.slice(start, end));
    from = end;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** Prints a text with expressions; constants and `format` become part of the text. */
export function printTemplate(template: Template): string {
  return template
    .flatMap((part) => (typeof part === "string" ? [part] : unfolded(part)))
    .map((part) => (typeof part === "string" ? part : `\${{ ${printExpression(part)} }}`))
    .join("");
}

/** The expression that a text with expressions stands for; what a called workflow gets when it is handed the text. */
export function templateExpression(template: Template): Expression {
  const [only] = template;
  if (only === undefined) return literal("");
  if (template.length === 1) return typeof only === "string" ? literal(only) : only;
  if (template.every((part) => typeof part === "string")) return literal(template.join(""));
  const args = template.filter((part) => typeof part !== "string");
  let index = 0;
  const pattern = template.map((part) =>
    typeof part === "string" ? part.replaceAll(/[{}]/g, (brace) => brace + brace) : `{${index++}}`,
  );
  return { kind: "call", name: "format", args: [literal(pattern.join("")), ...args] };
}

function unfolded(node: Expression): Template {
  if (node.kind === "literal") return [textOfConstant(node.value)];
  if (node.kind !== "call" || node.name !== "format") return [node];
  const [pattern, ...args] = node.args;
  if (pattern?.kind !== "literal") return [node];
  const parts: (string | Expression)[] = [];
  for (const [piece, index] of textOfConstant(pattern.value).matchAll(/\{\{|\}\}|\{(\d+)\}|[^{}]+|[{}]/g)) {
    const arg = index === undefined ? undefined : args[Number(index)];
    if (arg !== undefined) parts.push(...unfolded(arg));
    else if (piece === "{{" || piece === "}}") parts.push(piece.slice(1));
    else if (/^[^{}]/.test(piece)) parts.push(piece);
    else return [node];
  }
  return parts;
}

/** What a constant is as text. Source: GitHub's documentation of `format` and of literals. */
export function textOfConstant(value: Constant): string {
  return value === null ? "" : String(value);
}

export function isTruthy(value: Constant): boolean {
  return value !== "" && value !== 0 && value !== false && value !== null && !Number.isNaN(value);
}

/** Works out what is constant, as it appears where inputs are put in. */
export function simplify(node: Expression): Expression {
  return mapExpression(node, (part) => {
    if (part.kind === "not" && part.of.kind === "literal") return literal(!isTruthy(part.of.value));
    if (part.kind === "and" || part.kind === "or") return simplifyLogical(part.kind, part.args);
    if (part.kind === "compare" && part.left.kind === "literal" && part.right.kind === "literal") {
      if (part.operator === "==") return literal(areEqual(part.left.value, part.right.value));
      if (part.operator === "!=") return literal(!areEqual(part.left.value, part.right.value));
    }
    if (part.kind === "compare" && part.left.kind === "literal" && /^[!=]=$/.test(part.operator)) {
      return { ...part, left: part.right, right: part.left };
    }
    return part;
  });
}

function simplifyLogical(kind: "and" | "or", all: readonly Expression[]): Expression {
  const args: Expression[] = [];
  const flat = all.flatMap((arg) => (arg.kind === kind ? arg.args : [arg]));
  for (const [index, arg] of flat.entries()) {
    const passesOn = arg.kind === "literal" && isTruthy(arg.value) === (kind === "and");
    if (passesOn && index < flat.length - 1) continue;
    args.push(arg);
    if (arg.kind === "literal" && !passesOn) break;
  }
  const [only] = args;
  return only !== undefined && args.length === 1 ? only : { kind, args };
}

/** Equality as GitHub has it: texts without case, of different types as numbers. */
function areEqual(left: Constant, right: Constant): boolean {
  if (typeof left === "string" && typeof right === "string") return left.toLowerCase() === right.toLowerCase();
  if (typeof left === typeof right) return left === right;
  return numberOf(left) === numberOf(right);
}

function numberOf(value: Constant): number {
  return typeof value === "string" && value.trim() === "" ? 0 : Number(value);
}
