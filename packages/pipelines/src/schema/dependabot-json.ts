import { type DependabotShape, ECOSYSTEMS, MISTAKEN_ECOSYSTEMS } from "../dialects/dependabot/schema.ts";
import type { JsonSchema } from "./json-schema.ts";

/** What may be written for a text: YAML makes numbers of some. */
const TEXT: JsonSchema = { type: ["string", "number", "boolean"] };

/** A word that is neither known nor one that people take for Dependabot's own may be newer than this program. */
const ECOSYSTEM: JsonSchema = {
  anyOf: [{ enum: ECOSYSTEMS }, { type: "string", not: { enum: Object.keys(MISTAKEN_ECOSYSTEMS) } }],
};

/** What may stand in a `dependabot.yml`, as JSON Schema. */
export function dependabotShape(shape: DependabotShape): JsonSchema {
  if (shape.kind === "number") return { type: "integer", minimum: shape.least };
  if (shape.kind === "boolean") return { type: "boolean" };
  if (shape.kind === "text") return text(shape);
  if (shape.kind === "list") {
    const least = shape.mayBeEmpty === true ? {} : { minItems: 1 };
    const list: JsonSchema = { type: "array", ...least, items: dependabotShape(shape.items) };
    return shape.orText === undefined ? list : { anyOf: [list, TEXT] };
  }
  const properties = Object.entries(shape.keys).map(([key, below]): [string, JsonSchema] => [
    key,
    key === "package-ecosystem" ? ECOSYSTEM : dependabotShape(below),
  ]);
  return {
    type: "object",
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(shape.required === undefined ? {} : { required: shape.required }),
    additionalProperties: shape.others === undefined ? false : dependabotShape(shape.others),
  };
}

function text({ oneOf, pattern, what }: Extract<DependabotShape, { kind: "text" }>): JsonSchema {
  const description = what === undefined ? {} : { description: what };
  if (pattern !== undefined) return { ...description, type: "string", pattern: pattern.source };
  if (oneOf === undefined) return { ...description, ...TEXT };
  // "2" may be written without quotes.
  const values = oneOf.flatMap((value) => (/^\d+$/.test(value) ? [Number(value), value] : [value]));
  return { ...description, enum: values };
}
