import { ACTION_SCHEMA, WORKFLOW_SCHEMA } from "./schema.generated.ts";

/** What may stand at a place of a workflow or an action, by GitHub's own schema; its alternatives are united. */
export interface Shape {
  /** Anything goes, at any depth. */
  readonly any: boolean;
  readonly null: boolean;
  readonly boolean: boolean;
  readonly number: boolean;
  /** Any text; `non-empty`: any but the empty one. Booleans and numbers count as their text. */
  readonly string: boolean | "non-empty";
  /** The only texts that are allowed; empty where `string` says more. */
  readonly constants: readonly string[];
  /** The type of the items, where a list is allowed. */
  readonly items: string | undefined;
  /** The mappings that are allowed; of several, the keys of one tell which is meant. */
  readonly mappings: readonly MappingShape[];
  /**
   * The contexts and functions (`github`, `hashFiles(1,255)`) that GitHub's schema names for it: with any, an expression
   * may stand here, and anywhere below.
   */
  readonly contexts: readonly string[];
  /** For people; absent in the schema that the package ships. */
  readonly description: string | undefined;
}

export interface MappingShape {
  readonly name: string;
  readonly properties: ReadonlyMap<string, Property>;
  /** The names of the properties that have to be there. */
  readonly required: readonly string[];
  /** The types of keys and values that are no properties; undefined where there may be none. */
  readonly others: { readonly key: string; readonly value: string } | undefined;
}

interface Property {
  readonly type: string;
  readonly required: boolean;
  readonly description: string | undefined;
}

interface PropertyDefinition {
  readonly type: string;
  readonly required?: boolean;
  readonly description?: string;
}

interface Definition {
  readonly description?: string;
  readonly context?: readonly string[];
  readonly string?: { readonly constant?: string; readonly "require-non-empty"?: boolean };
  readonly boolean?: object;
  readonly number?: object;
  readonly null?: object;
  readonly sequence?: { readonly "item-type"?: string };
  readonly mapping?: {
    readonly properties?: Readonly<Record<string, string | PropertyDefinition>>;
    readonly "loose-key-type"?: string;
    readonly "loose-value-type"?: string;
  };
  readonly "one-of"?: readonly string[];
  readonly "allowed-values"?: readonly string[];
}

/** GitHub's schema of a kind of file. It is parsed when it is first asked. */
export class Schema {
  readonly #source: string;
  #definitions: Readonly<Record<string, Definition>> | undefined;
  readonly #shapes = new Map<string, Shape>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The shape that a type allows; the types are those of GitHub's schema, such as `job-factory`. */
  shape(type: string): Shape {
    let shape = this.#shapes.get(type);
    if (shape === undefined) {
      shape = this.#shapeOf(type);
      this.#shapes.set(type, shape);
    }
    return shape;
  }

  #shapeOf(type: string): Shape {
    const definition = this.#definition(type);
    if (definition === undefined) return { ...NOTHING, ...BUILT_IN[type], any: type === "any" };
    const { string, mapping, sequence } = definition;
    const constants = [
      ...(definition["allowed-values"] ?? []),
      ...(string?.constant === undefined ? [] : [string.constant]),
    ];
    const own: Shape = {
      any: false,
      null: definition.null !== undefined,
      boolean: definition.boolean !== undefined,
      number: definition.number !== undefined,
      string: string !== undefined && constants.length === 0 && (string["require-non-empty"] ? "non-empty" : true),
      constants,
      items: sequence === undefined ? undefined : (sequence["item-type"] ?? "any"),
      mappings: mapping === undefined ? [] : [mappingShape(type, mapping)],
      contexts: definition.context ?? [],
      description: definition.description,
    };
    return (definition["one-of"] ?? []).map((part) => this.shape(part)).reduce(united, own);
  }

  #definition(type: string): Definition | undefined {
    this.#definitions ??= definitionsOf(JSON.parse(this.#source));
    return Object.hasOwn(this.#definitions, type) ? this.#definitions[type] : undefined;
  }
}

export const WORKFLOW = new Schema(WORKFLOW_SCHEMA);
export const ACTION = new Schema(ACTION_SCHEMA);

const NOTHING: Shape = {
  any: false,
  null: false,
  boolean: false,
  number: false,
  string: false,
  constants: [],
  items: undefined,
  mappings: [],
  contexts: [],
  description: undefined,
};

/** Types that GitHub takes without a value although its schema says otherwise. */
export const TAKEN_EMPTY: ReadonlySet<string> = new Set([
  "workflow-dispatch-input",
  "workflow-dispatch-inputs",
  "workflow-call-inputs",
  "workflow-call-secrets",
  "inputs-strict",
]);

/** Any keys with any values. */
export const ANY_MAPPING: MappingShape = {
  name: "mapping",
  properties: new Map(),
  required: [],
  others: { key: "string", value: "any" },
};

/** Types that the schema uses without defining them. */
const BUILT_IN: Readonly<Record<string, Partial<Shape>>> = {
  null: { null: true },
  boolean: { boolean: true },
  number: { number: true },
  string: { string: true },
  sequence: { items: "any" },
  mapping: { mappings: [ANY_MAPPING] },
};

function definitionsOf(schema: { definitions: Record<string, Definition> }): Record<string, Definition> {
  return schema.definitions;
}

function mappingShape(name: string, mapping: NonNullable<Definition["mapping"]>): MappingShape {
  const key = mapping["loose-key-type"];
  const value = mapping["loose-value-type"];
  const properties = Object.entries(mapping.properties ?? {}).map(([property, type]): [string, Property] => [
    property,
    typeof type === "string"
      ? { type, required: false, description: undefined }
      : { type: type.type, required: type.required ?? false, description: type.description },
  ]);
  return {
    name,
    properties: new Map(properties),
    required: properties.flatMap(([property, { required }]) => (required ? [property] : [])),
    others: key === undefined || value === undefined ? undefined : { key, value },
  };
}

/** What both allow; what is said of the first. */
function united(a: Shape, b: Shape): Shape {
  return {
    ...a,
    any: a.any || b.any,
    null: a.null || b.null,
    boolean: a.boolean || b.boolean,
    number: a.number || b.number,
    string: a.string === true || b.string === true || a.string || b.string,
    constants: [...a.constants, ...b.constants],
    items: a.items ?? b.items,
    mappings: [...a.mappings, ...b.mappings],
  };
}
