import type { Span } from "../source/lines.ts";
import { FUNCTIONS, type Parameter, type Signature } from "./functions.ts";
import { formatProblems, jsonFault } from "./literals.ts";
import type {
  CallExpression,
  ComparisonExpression,
  Expression,
  IndexExpression,
  Json,
  PropertyExpression,
} from "./tree.ts";
import {
  ANY,
  type ArrayType,
  BOOLEAN,
  describe,
  joinAll,
  type ObjectType,
  STRING,
  type Type,
  typeOf,
} from "./types.ts";

/** The type of a context by its name in lower case; `any` for one that is not known. */
export type Environment = (context: string) => Type;

/** Something in an expression that cannot be meant. */
export interface TypeProblem {
  readonly kind:
    | "unknown-property"
    | "wrong-receiver"
    | "wrong-index"
    | "argument-type"
    | "senseless-comparison"
    | "format-placeholder"
    | "broken-json";
  /** Offsets in the expression's source. */
  readonly span: Span;
  readonly message: string;
  /** Of an unknown property: what it was looked for in. */
  readonly missing?: Missing;
  /** What was most likely written for, instead of what stands at a span. */
  readonly meant?: { readonly span: Span; readonly text: string } | undefined;
  /** Whether it still may be meant: the comparison of a number with a text that is none. */
  readonly mild?: boolean;
}

export interface Missing {
  readonly name: string;
  /** Of the name, with its quotes. */
  readonly nameSpan: Span;
  readonly from: Expression;
  readonly type: ObjectType;
}

/**
 * The type of an expression, and what is wrong in it. Never throws; what is wrong is of type `any`, so that one mistake
 * is told once.
 */
export function inferType(
  expression: Expression,
  environment: Environment,
  tell: (problem: TypeProblem) => void = () => {},
): Type {
  return new Inference(environment, tell).type(expression);
}

class Inference {
  readonly #environment: Environment;
  readonly #tell: (problem: TypeProblem) => void;

  constructor(environment: Environment, tell: (problem: TypeProblem) => void) {
    this.#environment = environment;
    this.#tell = tell;
  }

  type(expression: Expression): Type {
    switch (expression.kind) {
      case "literal":
        return typeOf(expression.value);
      case "context":
        return this.#environment(expression.name.toLowerCase());
      case "property":
        return this.#property(expression);
      case "index":
        return this.#index(expression);
      case "filter":
        return this.#filter(expression.of);
      case "call":
        return this.#call(expression);
      case "not":
        this.type(expression.operand);
        return BOOLEAN;
      case "comparison":
        this.#comparison(expression);
        return BOOLEAN;
      case "logical":
        return joinAll(expression.operands.map((operand) => this.type(operand)));
    }
  }

  #property(expression: PropertyExpression): Type {
    const { of, name, span, nameSpan } = expression;
    const type = this.type(of);
    if (type.kind === "any" || type.kind === "null") return ANY;
    if (type.kind === "object") return this.#member(type, expression);
    if (type.kind === "array") {
      if (type.filtered) {
        const taken = type.element.kind === "object" ? this.#member(type.element, expression) : ANY;
        return { kind: "array", element: taken, filtered: true };
      }
      // A text that is a number is an index as well.
      if (nameSpan.end < span.end && name.trim() !== "" && !Number.isNaN(Number(name))) return type.element;
    }
    const advice = type.kind === "array" ? ` Take one item by its number, or all by ".*".` : "";
    this.#tell({
      kind: "wrong-receiver",
      span: { start: span.start, end: nameSpan.end },
      message: `"${name}" is taken from ${describe(type)}, which has no properties.${advice}`,
    });
    return ANY;
  }

  #member(type: ObjectType, { of, name, span, nameSpan }: PropertyExpression): Type {
    const found = type.get(name.toLowerCase()) ?? type.rest;
    if (found !== undefined) return found;
    this.#tell({
      kind: "unknown-property",
      span: { start: span.start, end: nameSpan.end },
      message: "",
      missing: { name, nameSpan, from: of, type },
    });
    return ANY;
  }

  #index({ of, index, span }: IndexExpression): Type {
    const type = this.type(of);
    const by = this.type(index);
    const wrong = (message: string): Type => {
      this.#tell({ kind: "wrong-index", span: index.span, message });
      return ANY;
    };
    switch (type.kind) {
      case "any":
      case "null":
        return ANY;
      case "array": {
        if (by.kind === "object" || by.kind === "array") {
          return wrong(`An array is indexed by a number, not by ${describe(by)}.`);
        }
        return type.filtered ? { kind: "array", element: ANY, filtered: true } : type.element;
      }
      case "object": {
        if (by.kind === "any" || by.kind === "string" || by.kind === "null") return ANY;
        const literal = index.kind === "literal" ? type.get(String(index.value)) : undefined;
        return literal ?? wrong(`A property is named by a string, not by ${describe(by)}.`);
      }
      default:
        this.#tell({
          kind: "wrong-receiver",
          span,
          message: `An index is taken from ${describe(type)}, which has neither items nor properties.`,
        });
        return ANY;
    }
  }

  #filter(of: Expression): Type {
    const type = this.type(of);
    const all = (element: Type): ArrayType => ({ kind: "array", element, filtered: true });
    switch (type.kind) {
      case "any":
      case "null":
        return all(ANY);
      case "object":
        return all(valuesOf(type));
      case "array": {
        const { element, filtered } = type;
        if (!filtered) return all(element);
        if (element.kind === "object") return all(valuesOf(element));
        return all(element.kind === "array" ? element.element : ANY);
      }
      default:
        this.#tell({
          kind: "wrong-receiver",
          span: of.span,
          message: `".*" takes the items of an array or the values of an object; this is ${describe(type)}.`,
        });
        return all(ANY);
    }
  }

  #call(call: CallExpression): Type {
    const types = call.args.map((arg) => this.type(arg));
    const signature = FUNCTIONS.get(call.name.toLowerCase());
    if (signature === undefined) return ANY;
    for (const [i, type] of types.entries()) this.#argument(signature, call, i, type);
    switch (signature.name) {
      case "case":
        return joinAll(types.filter((_, i) => i % 2 === 1 || i === types.length - 1));
      case "fromJSON":
        return this.#fromJson(call);
      case "format":
        this.#format(call);
        return STRING;
      default:
        return RETURNS[signature.returns];
    }
  }

  #argument(signature: Signature, { args }: CallExpression, i: number, type: Type): void {
    const { name, parameters } = signature;
    const isCondition = name === "case" && i % 2 === 0 && i < args.length - 1;
    const parameter = isCondition ? "condition" : (parameters[i] ?? parameters.at(-1) ?? "any");
    const span = args[i]?.span;
    if (span === undefined || type.kind === "any" || ACCEPTS[parameter].includes(type.kind)) return;
    this.#tell({
      kind: "argument-type",
      span,
      message: `Argument ${i + 1} of ${name}() has to be ${WANTED[parameter]}, but this is ${describe(type)}.`,
    });
  }

  #fromJson({ args }: CallExpression): Type {
    const [text] = args;
    if (text?.kind !== "literal") return ANY;
    const source = text.value === null ? "" : String(text.value);
    const fault = jsonFault(source);
    if (fault === undefined) return typeOf(JSON.parse(source) as Json);
    this.#tell({ kind: "broken-json", span: text.span, message: `This is no JSON that fromJSON() can read: ${fault}` });
    return ANY;
  }

  #format({ args, span }: CallExpression): void {
    const [text, ...values] = args;
    if (text?.kind !== "literal" || typeof text.value !== "string") return;
    for (const { message, argument } of formatProblems(text.value, values.length)) {
      this.#tell({
        kind: "format-placeholder",
        span: argument === undefined ? text.span : (values[argument]?.span ?? span),
        message,
      });
    }
  }

  #comparison(comparison: ComparisonExpression): void {
    const { operator, left, right, span } = comparison;
    const types = [this.type(left), this.type(right)] as const;
    const tell = (message: string, more: Pick<TypeProblem, "mild" | "meant"> = {}): void => {
      this.#tell({ kind: "senseless-comparison", span, message, ...more });
    };
    const compound = types.find(({ kind }) => kind === "object" || kind === "array");
    const outcome = operator === "!=" ? "true" : "false";
    if (operator !== "==" && operator !== "!=") {
      const unordered = compound ?? types.find(({ kind }) => kind === "boolean" || kind === "null");
      if (unordered !== undefined) {
        const mild = unordered.kind === "null" ? { mild: true } : {};
        tell(`"${operator}" compares numbers or texts, but one side is ${describe(unordered)}.`, mild);
      }
      return;
    }
    // What is written on both sides is constant, whatever its types.
    if (left.kind === "literal" && right.kind === "literal") return;
    if (types.some(({ kind }) => kind === "any" || kind === "null")) return;
    if (compound !== undefined) {
      const literal = [left, right].find(({ kind }) => kind === "literal");
      // Absent values are null, and null equals what is empty, zero or false.
      const asksForNothing = literal?.kind === "literal" && Number(literal.value) === 0;
      if (asksForNothing || (types[0].kind === types[1].kind && !differ(types[0], types[1]))) return;
      if (types[0].kind === types[1].kind) {
        tell(`This is always ${outcome}: the items of the two arrays are of different types.`);
        return;
      }
      const never = `${describe(types[0])} never equals ${describe(types[1])}`;
      tell(literal === undefined ? `This compares nothing: ${never}.` : `This is always ${outcome}: ${never}.`);
      return;
    }
    const written = [left, right].find((side) => side.kind === "literal" && typeof side.value === "string");
    const other = written === left ? types[1] : types[0];
    if (written?.kind !== "literal") return;
    // The text is made a number; what is none equals nothing.
    const number = Number(written.value);
    if (other.kind === "boolean" && number !== 0 && number !== 1) {
      const text = String(written.value).toLowerCase();
      const meant = text === "true" || text === "false" ? { span: written.span, text } : undefined;
      tell(
        `This is always ${outcome}: a boolean never equals the text '${written.value}'. Compare it with true or false without quotes, or use it alone.`,
        { meant },
      );
    } else if (other.kind === "number" && Number.isNaN(number)) {
      tell(`This is always ${outcome}: a number never equals the text '${written.value}'.`, { mild: true });
    }
  }
}

const RETURNS: Readonly<Record<Signature["returns"], Type>> = {
  any: ANY,
  boolean: BOOLEAN,
  string: STRING,
};

const ACCEPTS: Readonly<Record<Parameter, readonly Type["kind"][]>> = {
  any: ["null", "boolean", "number", "string", "array", "object"],
  text: ["null", "boolean", "number", "string"],
  list: ["null", "boolean", "number", "string", "array"],
  condition: ["boolean"],
};

const WANTED: Readonly<Record<Parameter, string>> = {
  any: "anything",
  text: "a string",
  list: "a string or an array",
  condition: "a boolean",
};

/** Whether two are arrays of different things. */
function differ(one: Type, other: Type): boolean {
  if (one.kind !== "array" || other.kind !== "array") return false;
  const kinds = [one.element.kind, other.element.kind];
  return kinds[0] !== kinds[1] && !kinds.includes("any") && !kinds.includes("null");
}

function valuesOf(type: ObjectType): Type {
  const declared = type.names().map((name) => type.get(name.toLowerCase()) ?? ANY);
  return joinAll(type.rest === undefined ? declared : [...declared, type.rest]);
}
