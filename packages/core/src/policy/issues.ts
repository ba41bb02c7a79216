import type { ZodType } from "zod";
import { nearest, suggestion } from "./nearest.ts";
import type { PolicyProblem } from "./policy.ts";
import type { SourceDocument } from "./source.ts";

type Issue = NonNullable<ReturnType<ZodType["safeParse"]>["error"]>["issues"][number];

/** Checks a document against a schema; every problem stands at its place and says what to write instead. */
export function checkDocument(schema: ZodType, document: SourceDocument): PolicyProblem[] {
  const result = schema.safeParse(document.value);
  return result.success ? [] : result.error.issues.flatMap((issue) => translate(issue, schema, document));
}

function translate(issue: Issue, schema: ZodType, document: SourceDocument): PolicyProblem[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    const valid = keysAt(schema, path);
    return issue.keys.map((key) => ({
      ...document.keyPlace([...path, key]),
      code: "policy/unknown-key",
      severity: "error",
      message: `"${clip(key)}" is no key of ${where(path)}${suggestion(key, valid)}`,
    }));
  }
  const value = valueAt(document.value, path);
  if (value === undefined) {
    const message = `${where(path.slice(0, -1))} lacks "${String(path.at(-1) ?? "")}"; add it${expectation(issue)}`;
    return [{ ...document.keyPlace(path.slice(0, -1)), code: "policy/missing-key", severity: "error", message }];
  }
  const message = `${where(path)} ${complaint(issue, value)}`;
  return [{ ...document.valuePlace(path), code: "policy/bad-value", severity: "error", message }];
}

function expectation(issue: Issue): string {
  if (issue.code === "invalid_value") return `: ${issue.values.map((value) => String(value)).join(" or ")}`;
  return issue.code === "invalid_type" ? ` (${TYPES[issue.expected] ?? issue.expected})` : "";
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: 'a list ("- item" per line, or [a, b])',
  object: 'a mapping ("key: value" per line)',
  record: 'a mapping ("key: value" per line)',
};

function complaint(issue: Issue, value: unknown): string {
  const seen = show(value);
  switch (issue.code) {
    case "invalid_type":
      return `has to be ${TYPES[issue.expected] ?? issue.expected}, not ${seen}`;
    case "invalid_value": {
      const values = issue.values.map((item) => String(item));
      const near = typeof value === "string" ? nearest(value, values) : null;
      return `cannot be ${seen}${near === null ? `; write ${values.join(" or ")}` : `; write "${near}"`}`;
    }
    case "too_small":
      return `has to be at least ${amount(issue.minimum, issue.origin)}, not ${long(value)}`;
    case "too_big":
      return `has to be at most ${amount(issue.maximum, issue.origin)}, not ${long(value)}`;
    case "invalid_union":
      // The only unions are times (300s, 15m, a number) and versions.
      return `cannot be ${seen}; write a text or a number: a time is written 300s, 15m or 2h`;
    case "invalid_format":
      // Each format brings its own text, which says what to write.
      return `cannot be ${seen}; ${issue.message}`;
    default:
      return `cannot be ${seen}: ${issue.message}`;
  }
}

function amount(limit: number | bigint, origin: string): string {
  if (origin === "string") return `${limit} ${limit === 1 ? "character" : "characters"} long`;
  return origin === "array" ? `${limit} ${limit === 1 ? "entry" : "entries"} long` : String(limit);
}

function show(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return typeof value === "string" ? `the text "${clip(value.replace(/\p{Cc}+/gu, " "))}"` : String(value);
}

/** What is too short or too long: of a list that is its length. */
function long(value: unknown): string {
  return Array.isArray(value) ? String(value.length) : show(value);
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The path as people write it: `spec.steps[2].phase`; "the document" at its top. */
function where(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? String(part) : `.${String(part)}`;
  }
  return text === "" ? "the document" : text;
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[part];
  }
  return at;
}

interface Definition {
  readonly innerType?: ZodType;
  readonly shape?: Readonly<Record<string, ZodType>>;
  readonly element?: ZodType;
  readonly valueType?: ZodType;
}

/** The keys that the schema knows at that path. */
function keysAt(schema: ZodType, path: readonly PropertyKey[]): string[] {
  let at: ZodType | undefined = schema;
  for (const part of [...path, null]) {
    let definition: Definition | undefined = at?.def as Definition | undefined;
    while (definition?.innerType !== undefined) definition = definition.innerType.def as Definition;
    if (part === null) return Object.keys(definition?.shape ?? {});
    at = definition?.shape?.[String(part)] ?? definition?.element ?? definition?.valueType;
  }
  return [];
}
