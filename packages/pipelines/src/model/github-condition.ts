import {
  type Constant,
  type Expression,
  isTruthy,
  literal,
  parseExpression,
  partsOf,
  printExpression,
  type Template,
  templateExpression,
} from "./expression.ts";
import { allOf, always, type Formula, statusIs, type Test } from "./formula.ts";

const STATUS_FUNCTIONS = ["success", "failure", "cancelled", "always"];

/** Whether an expression asks how what came before has ended; where none does, GitHub adds `success() &&`. */
export function asksStatus(expression: Expression): boolean {
  return [...partsOf(expression)].some((part) => part.kind === "call" && STATUS_FUNCTIONS.includes(part.name));
}

/** What an `if` means, with the `success()` that GitHub adds. */
export function conditionFormula(expression: Expression | undefined): Formula {
  if (expression === undefined) return statusIs("success");
  const own = formulaOf(expression);
  return asksStatus(expression) ? own : allOf([statusIs("success"), own]);
}

/**
 * The expression of an `if`: with or without `${{ }}`. A text around `${{ }}` makes it a text, which is always true:
 * that is what GitHub does, and rarely what was meant.
 */
export function conditionExpression(template: Template): Expression | undefined {
  const [only] = template;
  if (only === undefined) return undefined;
  if (template.length === 1) return typeof only === "string" ? parseExpression(only) : only;
  return templateExpression(template);
}

function formulaOf(node: Expression): Formula {
  switch (node.kind) {
    case "literal":
      return { kind: "constant", value: isTruthy(node.value) };
    case "not":
      return { kind: "not", of: formulaOf(node.of) };
    case "and":
      return { kind: "all", of: node.args.map(formulaOf) };
    case "or":
      return { kind: "any", of: node.args.map(formulaOf) };
    case "compare":
      return comparison(node);
    case "call":
      return call(node);
    default:
      return atom(node, { by: "present", value: null }, node);
  }
}

function comparison(node: Extract<Expression, { kind: "compare" }>): Formula {
  const { operator, left, right } = node;
  if (operator !== "==" && operator !== "!=") return opaque(node);
  const equal: Formula =
    right.kind === "literal"
      ? atom({ ...node, operator: "==" }, { by: "equals", value: right.value }, left)
      : opaque({ ...node, operator: "==" });
  return operator === "==" ? equal : { kind: "not", of: equal };
}

const TEXT_TESTS = { startsWith: "starts", endsWith: "ends", contains: "contains" } as const;

function call(node: Extract<Expression, { kind: "call" }>): Formula {
  const { name, args } = node;
  const [first, second] = args;
  if (name === "always") return always;
  if (name === "success" || name === "failure" || name === "cancelled") return statusIs(name);
  if (name === "format" && first?.kind === "literal" && /[^{}\d\s]|\s/.test(String(first.value))) return always;
  if (name === "contains" && first !== undefined && second !== undefined) {
    const list = listOf(first);
    if (list !== undefined) {
      return {
        kind: "any",
        of: list.map((value) => comparison({ kind: "compare", operator: "==", left: second, right: literal(value) })),
      };
    }
  }
  if ((name === "startsWith" || name === "endsWith" || name === "contains") && first !== undefined) {
    if (second?.kind === "literal") return atom(node, { by: TEXT_TESTS[name], value: second.value }, first);
  }
  return opaque(node);
}

/** `fromJSON('["a", "b"]')` as its items. */
function listOf(node: Expression): readonly Constant[] | undefined {
  const [text] = node.kind === "call" && node.name === "fromJSON" ? node.args : [];
  if (text?.kind !== "literal") return undefined;
  try {
    const items: unknown = JSON.parse(String(text.value));
    return Array.isArray(items) && items.every((item): item is Constant => typeof item !== "object")
      ? items
      : undefined;
  } catch {
    return undefined;
  }
}

function atom(node: Expression, test: Omit<Test, "subject">, subject: Expression): Formula {
  return { kind: "atom", text: printExpression(node), test: { subject: printExpression(subject), ...test } };
}

function opaque(node: Expression): Formula {
  return { kind: "atom", text: printExpression(node), test: undefined };
}
