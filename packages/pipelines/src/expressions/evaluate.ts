import { data, Evaluator, wellKnownFunctions } from "@actions/expressions";
import type { Pair } from "@actions/expressions/data/expressiondata";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";
import type { Span } from "../source/lines.ts";
import { FUNCTIONS, wrongCount } from "./functions.ts";
import { formatProblems, isRefused, jsonFault } from "./literals.ts";
import { type ExpressionFault, parseExpression } from "./parse.ts";
import { type Expression, type Json, walkExpression } from "./tree.ts";

/** What an expression gives, or why it gives nothing. */
export type Evaluated =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly failure: EvaluationFailure };

export type EvaluationFailure =
  | { readonly kind: "syntax"; readonly fault: ExpressionFault }
  /** A context that is not given, a function that is not known here, or a wrong number of arguments. */
  | {
      readonly kind: "unknown-context" | "unknown-function" | "argument-count";
      readonly span: Span;
      readonly name: string;
    }
  | { readonly kind: "evaluation"; readonly message: string };

/** All texts that an evaluation makes, in UTF-16. Few characters can stand for gigabytes; GitHub refuses that as well. */
const MAX_BYTES = 1024 * 1024;

/**
 * Evaluates an expression (without `${{ }}`) as GitHub does. Functions that need a running job (`hashFiles`,
 * `success`, ...) are not known. The empty expression gives null. Never throws.
 * @param contexts every context that may be used, by name
 */
export function evaluate(source: string, contexts: Readonly<Record<string, Json>>): Evaluated {
  const parsed = parseExpression(source);
  if (!parsed.ok) {
    return parsed.fault.kind === "empty"
      ? { ok: true, value: null }
      : { ok: false, failure: { kind: "syntax", fault: parsed.fault } };
  }
  const names = new Set(Object.keys(contexts).map((name) => name.toLowerCase()));
  const unknown = firstUnknown(parsed.tree, names);
  if (unknown !== undefined) return { ok: false, failure: unknown };
  try {
    return { ok: true, value: fromData(new Evaluator(parsed.node, toObject(contexts), limitedFunctions()).evaluate()) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, failure: { kind: "evaluation", message } };
  }
}

function firstUnknown(tree: Expression, contexts: ReadonlySet<string>): EvaluationFailure | undefined {
  const failures: (EvaluationFailure & { span: Span })[] = [];
  walkExpression(tree, (expression) => {
    if (expression.kind === "context" && !contexts.has(expression.name.toLowerCase())) {
      failures.push({ kind: "unknown-context", span: expression.span, name: expression.name });
    }
    if (expression.kind !== "call") return;
    const { name, nameSpan: span, args } = expression;
    const signature = FUNCTIONS.get(name.toLowerCase());
    if (signature === undefined || !Object.hasOwn(wellKnownFunctions, name.toLowerCase())) {
      failures.push({ kind: "unknown-function", span, name });
    } else if (wrongCount(signature, args.length) !== undefined) failures.push({ kind: "argument-count", span, name });
  });
  return failures.sort((a, b) => a.span.start - b.span.start)[0];
}

/** The library's functions for one evaluation, with a limit of what they may make together. */
function limitedFunctions(): Map<string, FunctionDefinition> {
  let left = MAX_BYTES;
  const spend = (length: number): void => {
    left -= 2 * length;
    if (left < 0) throw new Error("The maximum allowed memory size was exceeded");
  };
  return new Map(
    Object.entries(wellKnownFunctions).map(([name, definition]) => {
      const call = (...args: data.ExpressionData[]): data.ExpressionData => {
        // Judged and counted before it is made: the library takes `{0{1}` for a placeholder.
        if (name === "format") {
          const problem = formatProblems(args[0]?.coerceString() ?? "", args.length - 1).find(isRefused);
          if (problem !== undefined) throw new Error(problem.message);
          spend(lengthOfFormat(args));
        }
        const result = name === "fromjson" ? fromJson(args[0]) : definition.call(...args);
        if (name !== "format" && result.kind === data.Kind.String) spend(result.value.length);
        return result;
      };
      return [name, { ...definition, call }];
    }),
  );
}

/** As the library's, with our objects. */
function fromJson(text: data.ExpressionData | undefined): data.ExpressionData {
  const source = text?.coerceString() ?? "";
  const fault = jsonFault(source);
  if (fault !== undefined) throw new Error(`fromJSON() cannot read its argument: ${fault}`);
  return toData(JSON.parse(source) as Json);
}

function lengthOfFormat([text, ...values]: readonly data.ExpressionData[]): number {
  const lengths = values.map((value) => value.coerceString().length);
  let length = 0;
  for (const [, index] of (text?.coerceString() ?? "").matchAll(/\{(\d+)\}/g)) length += lengths[Number(index)] ?? 0;
  return length;
}

/** The library's own takes names like `constructor` for known ones. */
class NamedValues extends data.Dictionary {
  readonly #byName = new Map<string, Pair>();

  override add(key: string, value: data.ExpressionData): void {
    if (!this.#byName.has(key.toLowerCase())) this.#byName.set(key.toLowerCase(), { key, value });
  }

  override get(key: string): data.ExpressionData | undefined {
    return this.#byName.get(key.toLowerCase())?.value;
  }

  override values(): data.ExpressionData[] {
    return this.pairs().map(({ value }) => value);
  }

  override pairs(): Pair[] {
    return [...this.#byName.values()];
  }
}

function toObject(values: Readonly<Record<string, Json>>): NamedValues {
  const object = new NamedValues();
  for (const [key, value] of Object.entries(values)) object.add(key, toData(value));
  return object;
}

function toData(value: Json): data.ExpressionData {
  if (value === null) return new data.Null();
  if (isList(value)) return new data.Array(...value.map(toData));
  switch (typeof value) {
    case "boolean":
      return new data.BooleanData(value);
    case "number":
      return new data.NumberData(value);
    case "string":
      return new data.StringData(value);
    default:
      return toObject(value);
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function fromData(value: data.ExpressionData): Json {
  switch (value.kind) {
    case data.Kind.Null:
      return null;
    case data.Kind.Boolean:
    case data.Kind.Number:
    case data.Kind.String:
      return value.value;
    case data.Kind.Array:
      return value.values().map(fromData);
    case data.Kind.Dictionary:
      return Object.fromEntries(value.pairs().map(({ key, value: of }) => [key, fromData(of)]));
  }
}
