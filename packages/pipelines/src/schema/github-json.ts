import { type MappingShape, Schema, type Shape, TAKEN_EMPTY } from "../dialects/github/schema.ts";
import type { JsonSchema } from "./json-schema.ts";

/** An expression stands where it may for a value of another type than text: then it is all that stands there. */
const EXPRESSION: JsonSchema = {
  title: "expression",
  type: "string",
  // Braces inside of quotes do not end it.
  pattern: "^\\s*\\$\\{\\{(?:'[^']*'|[^'}]|\\}(?!\\}))*\\}\\}\\s*$",
};

/** Which runtimes go with which form of `runs`; GitHub's schema allows all of them in each. */
const RUNTIMES: Readonly<Record<string, RegExp>> = {
  "container-runs-strict": /^docker$/,
  "node-runs-strict": /^node/,
  "composite-runs-strict": /^composite$/,
};

/**
 * GitHub's schema of a kind of file as JSON Schema: the root, and the definitions that it refers to.
 * @param source GitHub's schema, as JSON text
 * @param type of the root, in the words of that schema
 */
export function githubDefinitions(
  source: string,
  type: string,
): { readonly root: JsonSchema; readonly definitions: JsonSchema } {
  const converter = new Converter(new Schema(source));
  const root = converter.schema(type, false);
  const byName = Object.entries(converter.definitions).sort(([a], [b]) => (a < b ? -1 : 1));
  return { root, definitions: Object.fromEntries(byName) };
}

class Converter {
  readonly definitions: Record<string, JsonSchema> = {};
  readonly #schema: Schema;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** @param inherited whether an expression may stand at a place above, and so at this one */
  schema(type: string, inherited: boolean): JsonSchema {
    const shape = this.#schema.shape(type);
    if (shape.any) return {};
    const expressions = inherited || shape.contexts.length > 0;
    const kinds = [
      ...this.#scalars(type, shape),
      ...(shape.items === undefined ? [] : [{ type: "array", items: this.#reference(shape.items, expressions) }]),
      ...shape.mappings.map((mapping) =>
        mapping.name === type ? this.#mapping(mapping, expressions) : this.#reference(mapping.name, expressions),
      ),
      ...(expressions && isNeverText(shape) ? [this.#named("expression", () => EXPRESSION)] : []),
    ];
    const [only = {}] = kinds;
    const description = shape.description === undefined ? {} : { description: shape.description };
    // Draft-07 passes over what stands beside a reference.
    return kinds.length > 1 || "$ref" in only ? { ...description, anyOf: kinds } : { ...description, ...only };
  }

  #reference(type: string, inherited: boolean): JsonSchema {
    const shape = this.#schema.shape(type);
    if (shape.any) return {};
    const isText = !isNeverText(shape) && shape.items === undefined && shape.mappings.length === 0;
    const name = inherited && shape.contexts.length === 0 && !isText ? `${type}-or-expression` : type;
    return this.#named(name, () => this.schema(type, inherited));
  }

  #named(name: string, schema: () => JsonSchema): JsonSchema {
    if (!Object.hasOwn(this.definitions, name)) {
      // Steps hold steps: the name has to be there before its meaning.
      this.definitions[name] = {};
      this.definitions[name] = schema();
    }
    return { $ref: `#/definitions/${name}` };
  }

  #scalars(type: string, { constants, string, ...shape }: Shape): JsonSchema[] {
    const isEvents = type === "on-strict" || type === "on-string-strict";
    const words = isEvents ? this.#events() : [...new Set(constants)];
    const types = [
      ...(string === false ? [] : ["string"]),
      // GitHub takes numbers and booleans for their text.
      ...(string !== false || shape.number ? ["number"] : []),
      ...(string !== false || shape.boolean ? ["boolean"] : []),
      ...(string === true || shape.null || TAKEN_EMPTY.has(type) ? ["null"] : []),
    ];
    const least = string === "non-empty" ? { minLength: 1 } : {};
    return [
      ...(words.length > 0 ? [{ enum: words }] : []),
      ...(types.length > 0 ? [{ type: types.length === 1 ? types[0] : types, ...least }] : []),
    ];
  }

  /** By the keys of the mapping: the words alone lack one, and have another twice. */
  #events(): readonly string[] {
    const [mapping] = this.#schema.shape("on-mapping-strict").mappings;
    return [...(mapping?.properties.keys() ?? [])];
  }

  #mapping(mapping: MappingShape, expressions: boolean): JsonSchema {
    const properties = [...mapping.properties].map(([name, { type, description }]): [string, JsonSchema] => {
      if (type === "using") return [name, this.#runtimes(mapping.name, description)];
      // GitHub takes one made-up type without a list as well.
      if (mapping.name === "repository-dispatch-mapping") {
        return [name, { anyOf: [this.#reference("non-empty-string", false), this.#reference(type, false)] }];
      }
      if (description === undefined) return [name, this.#reference(type, expressions)];
      return [name, { ...this.schema(type, expressions), description }];
    });
    const required = [...mapping.properties].flatMap(([name, property]) => (property.required ? [name] : []));
    return {
      type: "object",
      ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
      ...(required.length === 0 ? {} : { required }),
      // `${{ insert }}` brings the keys of another mapping.
      ...(expressions && mapping.others === undefined ? { patternProperties: { "^\\$\\{\\{": {} } } : {}),
      additionalProperties: mapping.others === undefined ? false : this.#reference(mapping.others.value, expressions),
    };
  }

  #runtimes(runs: string, description: string | undefined): JsonSchema {
    const allowed = this.#schema.shape("using").constants.filter((name) => RUNTIMES[runs]?.test(name) ?? true);
    return { ...(description === undefined ? {} : { description }), enum: allowed };
  }
}

function isNeverText({ string }: Shape): boolean {
  return string === false;
}
