import { readFileSync } from "node:fs";
import { packageFile } from "./artefact.ts";

type Json = Record<string, unknown>;

interface Operation {
  readonly parameters?: readonly Json[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Record<string, { schema?: Json }> };
  readonly responses?: Record<string, { readonly content?: Record<string, { schema?: Json }> } & { $ref?: string }>;
}

interface Endpoint {
  readonly template: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Fixed parts: of two that fit, the one with more of them is meant. */
  readonly fixed: number;
  readonly operations: Record<string, Operation>;
}

export interface CheckedRequest {
  readonly method: string;
  /** As sent, without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The body as sent; empty where there is none. */
  readonly body: string;
}

/** These stand for names that may hold slashes. */
const SPANNING = new Set(["path", "ref", "branch", "basehead"]);

type Validate = ((value: unknown) => boolean) & {
  errors?: readonly { instancePath: string; message?: string; params?: unknown }[] | null;
};

/** GitHub's own description of its REST interface, to hold requests and answers against. */
export class Oracle {
  #document: Json;
  #endpoints: Endpoint[];
  #ajv: { compile(schema: Json): unknown };
  #validators = new Map<string, Validate>();

  private constructor(
    document: Json,
    ajv: { compile(schema: Json): unknown; addSchema(schema: Json, key: string): unknown },
  ) {
    this.#document = document;
    const paths = document.paths as Record<string, Json>;
    this.#endpoints = Object.entries(paths).map(([template, item]) => endpoint(template, item));
    this.#endpoints.sort((a, b) => b.fixed - a.fixed);
    ajv.addSchema({ $id: "github", components: document.components }, "github");
    this.#ajv = ajv;
  }

  /** Reads the document: 13 MB, a little less than a second, once per process. */
  static load(): Promise<Oracle> {
    loaded ??= (async () => {
      const { Ajv } = await import("ajv");
      const file = packageFile("@octokit/openapi", "generated/api.github.com.json");
      const document = JSON.parse(readFileSync(file, "utf8")) as Json;
      convert(document);
      const ajv = new Ajv({
        strict: false,
        validateFormats: false,
        allErrors: true,
        validateSchema: false,
        logger: false,
      });
      return new Oracle(document, ajv as never);
    })();
    return loaded;
  }

  /** What is wrong with a request, in words; empty where nothing is. */
  request(asked: CheckedRequest): string[] {
    const found = this.#find(asked.method, asked.path);
    const label = `${asked.method} ${asked.path}`;
    if (typeof found === "string") return [`${label}: ${found}`];
    const { operation, where, values } = found;
    const wrong: string[] = [];
    const parameters = (operation.parameters ?? []).map((parameter) => this.#resolve(parameter));
    for (const parameter of parameters) {
      const {
        name,
        in: place,
        required,
        schema,
      } = parameter as { name: string; in: string; required?: boolean; schema: Json };
      const given = place === "query" ? asked.query.getAll(name) : place === "path" ? [values[name] ?? ""] : [];
      if (place === "query" && required === true && given.length === 0) wrong.push(`query ${name} is missing`);
      for (const value of given) {
        const problem = this.#text(`${where} ${place} ${name}`, schema, value);
        if (problem !== null) wrong.push(`${place} ${name}=${value}: ${problem}`);
      }
    }
    const known = new Set(parameters.filter((p) => p.in === "query").map((p) => p.name as string));
    for (const name of new Set(asked.query.keys())) {
      if (!known.has(name)) wrong.push(`query ${name} is not known here`);
    }
    wrong.push(...this.#body(operation, where, asked.body));
    return wrong.map((problem) => `${label}: ${problem}`);
  }

  /** What is wrong with an answer, in words. GitHub's own answers do not all pass: use it with leniency. */
  response(asked: { method: string; path: string }, status: number, body: unknown): string[] {
    const found = this.#find(asked.method, asked.path);
    if (typeof found === "string") return [found];
    const given = found.operation.responses?.[String(status)];
    if (given === undefined) return [`${asked.method} ${asked.path}: ${status} is no answer of it`];
    const schema = (this.#resolve(given as Json) as typeof given).content?.["application/json"]?.schema;
    if (schema === undefined) return [];
    return this.#check(`${found.where} response ${status}`, schema, body);
  }

  #find(
    method: string,
    path: string,
  ): { operation: Operation; where: string; values: Record<string, string> } | string {
    const fitting = this.#endpoints.filter((candidate) => candidate.pattern.test(path));
    if (fitting.length === 0) return "no such path in the OpenAPI document";
    const wanted = method === "HEAD" ? "get" : method.toLowerCase();
    const best = fitting.find((candidate) => candidate.operations[wanted] !== undefined);
    const operation = best?.operations[wanted];
    if (best === undefined || operation === undefined) return `${method} is not known on ${fitting[0]?.template}`;
    const match = best.pattern.exec(path) ?? [];
    const values = Object.fromEntries(best.names.map((name, index) => [name, decode(match[index + 1] ?? "")]));
    return { operation, where: `${wanted} ${best.template}`, values };
  }

  #body(operation: Operation, where: string, body: string): string[] {
    const schema = operation.requestBody?.content?.["application/json"]?.schema;
    if (body === "") return operation.requestBody?.required === true ? ["a body is missing"] : [];
    // GitHub's clients send an empty object where nothing is to be said.
    if (schema === undefined) return body === "{}" ? [] : ["a body is sent where none is known"];
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return ["the body is no JSON"];
    }
    return [...this.#check(`${where} body`, schema, value), ...this.#unknownKeys(schema, value)];
  }

  /** A misspelt key passes most schemas of the document, as they are open. */
  #unknownKeys(schema: Json, value: unknown): string[] {
    const known = new Set<string>();
    const collect = (part: Json): boolean => {
      const plain = this.#resolve(part);
      for (const name of Object.keys((plain.properties as Json | undefined) ?? {})) known.add(name);
      const inner = [plain.oneOf, plain.anyOf, plain.allOf].flatMap((list) => (list as Json[] | undefined) ?? []);
      return plain.additionalProperties === true || inner.map(collect).includes(true);
    };
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    if (collect(schema) || known.size === 0) return [];
    return Object.keys(value)
      .filter((key) => !known.has(key))
      .map((key) => `body key ${key} is not known here`);
  }

  /** A text from path or query, read as the type that the schema wants. */
  #text(where: string, schema: Json, value: string): string | null {
    const type = this.#resolve(schema).type;
    const typed =
      type === "integer" || type === "number"
        ? Number(value)
        : type === "boolean"
          ? ({ true: true, false: false } as Record<string, boolean>)[value]
          : value;
    if (type === "array" || type === undefined) return null;
    const wrong = this.#check(where, schema, typed);
    return wrong.length === 0 ? null : wrong.join(", ");
  }

  #check(where: string, schema: Json, value: unknown): string[] {
    let validator = this.#validators.get(where);
    if (validator === undefined) {
      validator = this.#ajv.compile(absolute(schema)) as Validate;
      this.#validators.set(where, validator);
    }
    if (validator(value)) return [];
    return (validator.errors ?? []).map((e) => `${e.instancePath || "body"} ${e.message} ${JSON.stringify(e.params)}`);
  }

  #resolve(part: Json): Json {
    let now = part;
    while (typeof now.$ref === "string") {
      const keys = now.$ref.slice(2).split("/");
      now = keys.reduce((at: Json, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")] as Json, this.#document);
    }
    return now;
  }
}

let loaded: Promise<Oracle> | undefined;

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function endpoint(template: string, item: Json): Endpoint {
  const names: string[] = [];
  let fixed = 0;
  const parts = template.split("/").map((part) => {
    if (!part.includes("{")) fixed += 1;
    return part
      .split(/(\{[^}]+\})/)
      .map((piece) => {
        const name = /^\{([^}]+)\}$/.exec(piece)?.[1];
        if (name === undefined) return piece.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
        names.push(name);
        return SPANNING.has(name) ? "(.+)" : "([^/]+)";
      })
      .join("");
  });
  return {
    template,
    pattern: new RegExp(`^${parts.join("/")}$`),
    names,
    fixed,
    operations: item as Record<string, Operation>,
  };
}

/** OpenAPI 3.0 says `nullable` where JSON Schema says a type of two. */
function convert(value: unknown): void {
  if (Array.isArray(value)) {
    for (const entry of value) convert(entry);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Json;
  for (const entry of Object.values(node)) convert(entry);
  if (node.nullable !== true) return;
  delete node.nullable;
  const { enum: choices, type } = node;
  if (Array.isArray(choices) && !choices.includes(null)) node.enum = [...choices, null];
  if (typeof type === "string") node.type = [type, "null"];
  else if (type === undefined) {
    const inner = { ...node };
    for (const key of Object.keys(node)) delete node[key];
    node.anyOf = [{ type: "null" }, inner];
  }
}

/** Schemas are compiled one by one; their references point into the whole document. */
function absolute(value: unknown): Json {
  if (Array.isArray(value)) return value.map(absolute) as unknown as Json;
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      key === "$ref" && typeof entry === "string" && entry.startsWith("#") ? `github${entry}` : absolute(entry),
    ]),
  );
}
