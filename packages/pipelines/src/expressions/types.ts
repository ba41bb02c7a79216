import type { Json } from "./tree.ts";

/**
 * What is known of a value before it is there. Any value may also be null: what is absent is null, and a type tells what
 * it is when it is there. `any` says nothing.
 */
export type Type =
  | { readonly kind: "any" }
  | { readonly kind: "null" }
  | { readonly kind: "boolean" }
  | { readonly kind: "number" }
  | { readonly kind: "string" }
  | ArrayType
  | ObjectType;

export interface ArrayType {
  readonly kind: "array";
  readonly element: Type;
  /** Whether a `.*` made it: what is taken from it then is taken from each of its items. */
  readonly filtered?: boolean;
}

export interface ObjectType {
  readonly kind: "object";
  /** The type of a property, by its name in lower case: GitHub compares names so. Undefined where it is not declared. */
  readonly get: (name: string) => Type | undefined;
  /** The declared properties, as they are written. */
  readonly names: () => readonly string[];
  /** The type of every other property; undefined where there can be no other. */
  readonly rest: Type | undefined;
}

export const ANY: Type = { kind: "any" };
export const NULL: Type = { kind: "null" };
export const BOOLEAN: Type = { kind: "boolean" };
export const NUMBER: Type = { kind: "number" };
export const STRING: Type = { kind: "string" };

/** An object with these properties, and others only where `rest` is given. */
export function objectOf(
  properties: Readonly<Record<string, Type>> | ReadonlyMap<string, Type>,
  rest?: Type,
): ObjectType {
  const entries = properties instanceof Map ? [...properties] : Object.entries(properties);
  // Of names that differ in case alone, GitHub takes the first.
  const byName = new Map<string, { readonly name: string; readonly type: Type }>();
  for (const [name, type] of entries) {
    const lower = name.toLowerCase();
    if (!byName.has(lower)) byName.set(lower, { name, type });
  }
  return {
    kind: "object",
    get: (name) => byName.get(name)?.type,
    names: () => [...byName.values()].map(({ name }) => name),
    rest,
  };
}

/** An object of which only the type of its values is known. */
export function mapOf(values: Type): ObjectType {
  return objectOf({}, values);
}

export function arrayOf(element: Type): ArrayType {
  return { kind: "array", element };
}

/** The type of what may be of either type. */
export function join(a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  if (a.kind === "array" && b.kind === "array" && !a.filtered === !b.filtered) {
    return { ...a, element: join(a.element, b.element) };
  }
  if (a.kind === "object" && b.kind === "object") return joinObjects(a, b);
  return a.kind === b.kind && a.kind !== "array" ? a : ANY;
}

/** The type of what may be of any of these; `any` where there are none. */
export function joinAll(types: readonly Type[]): Type {
  return types.length === 0 ? ANY : types.reduce(join);
}

function joinObjects(a: ObjectType, b: ObjectType): ObjectType {
  const properties = new Map<string, Type>();
  for (const name of [...a.names(), ...b.names()]) {
    const lower = name.toLowerCase();
    const left = a.get(lower) ?? a.rest;
    const right = b.get(lower) ?? b.rest;
    properties.set(name, left === undefined || right === undefined ? (left ?? right ?? ANY) : join(left, right));
  }
  const rest = a.rest === undefined || b.rest === undefined ? (a.rest ?? b.rest) : join(a.rest, b.rest);
  return objectOf(properties, rest);
}

/** The type of a value that is known. */
export function typeOf(value: Json): Type {
  if (value === null) return NULL;
  if (Array.isArray(value)) return arrayOf(joinAll(value.map(typeOf)));
  switch (typeof value) {
    case "boolean":
      return BOOLEAN;
    case "number":
      return NUMBER;
    case "string":
      return STRING;
    default:
      return objectOf(new Map(Object.entries(value).map(([name, of]) => [name, typeOf(of)])));
  }
}

/** Whether a value is what a type says. Of names that differ in case alone only the first counts. */
export function admits(type: Type, value: Json): boolean {
  if (type.kind === "any" || value === null) return true;
  if (type.kind === "array") return Array.isArray(value) && value.every((item) => admits(type.element, item));
  if (type.kind !== "object") return typeof value === type.kind;
  if (typeof value !== "object" || Array.isArray(value)) return false;
  const seen = new Set<string>();
  return Object.entries(value).every(([name, of]) => {
    const lower = name.toLowerCase();
    if (seen.has(lower)) return true;
    seen.add(lower);
    const declared = type.get(lower) ?? type.rest;
    return declared !== undefined && admits(declared, of);
  });
}

/** For people: `an object`, `a string`. */
export function describe(type: Type): string {
  switch (type.kind) {
    case "any":
      return "anything";
    case "null":
      return "null";
    case "array":
    case "object":
      return `an ${type.kind}`;
    default:
      return `a ${type.kind}`;
  }
}
