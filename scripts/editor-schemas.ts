// docs/reference/schemas: what editors need to complete and judge while somebody writes.
import { LATER_KEYS, LATER_KINDS } from "@tollgate/core/policy/document";
import { jsonSchemas } from "@tollgate/core/policy/schemas";
import { type JsonSchema, jsonSchema, SCHEMA_KINDS } from "@tollgate/pipelines/schema/json-schema";
import { githubSchema } from "./workflow-schema.ts";

/** The text of each schema, by the name of its file. */
export const EDITOR_SCHEMAS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    SCHEMA_KINDS.map((kind) => [
      `${kind}.schema.json`,
      () => written(jsonSchema(kind, kind === "dependabot" ? undefined : githubSchema(kind))),
    ]),
  ),
  "policy.schema.json": () => written(withShared(policySchema())),
};

function written(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 1)}\n`;
}

/** Any document below `.qms/`: its `kind` says which, or the key that a plain file begins with. */
function policySchema(): JsonSchema {
  // Only the root names its dialect.
  const documents = Object.entries(jsonSchemas()).map(([name, schema]) => [name, { ...schema, $schema: undefined }]);
  const kinds = ["WorkflowTemplate", "QualityGate"];
  const beginning = ["kind", "github_actions_integration", ...LATER_KEYS];
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Tollgate policy",
    description: "A document in the .qms folder of a repository.",
    type: ["object", "null"],
    properties: {
      kind: { description: "What this document is.", enum: [...kinds, ...LATER_KINDS] },
    },
    allOf: [
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      ...kinds.map((kind) => ({ if: isKind(kind), then: { $ref: `#/definitions/${kind}` } })),
      {
        if: { type: "object", required: ["github_actions_integration"] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: { $ref: "#/definitions/github-integration-config" },
      },
    ],
    anyOf: [{ type: "null" }, ...beginning.map((key) => ({ type: "object", required: [key] }))],
    definitions: Object.fromEntries(documents),
  };
}

function isKind(kind: string): JsonSchema {
  return { type: "object", properties: { kind: { const: kind } }, required: ["kind"] };
}

/** Shorter ones are not worth a name. */
const LEAST_SHARED = 200;

/**
 * The same schema with each part that stands in it several times written once, in its definitions: a gate's parameters
 * stand in templates, in gate documents, and for every rigour.
 */
function withShared(schema: JsonSchema): JsonSchema {
  const counts = new Map<string, number>();
  const count = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if (isSharable(part)) {
      const text = JSON.stringify(part);
      const seen = counts.get(text) ?? 0;
      counts.set(text, seen + 1);
      // What is written once is looked into once.
      if (seen > 0) return;
    }
    for (const inner of Object.values(part)) count(inner);
  };
  count(schema);
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};
  const inner = (part: object): unknown =>
    Array.isArray(part)
      ? part.map(shorter)
      : Object.fromEntries(Object.entries(part).map(([key, value]) => [key, shorter(value)]));
  const shorter = (part: unknown): unknown => {
    if (typeof part !== "object" || part === null) return part;
    const text = JSON.stringify(part);
    if (!isSharable(part) || (counts.get(text) ?? 0) < 2) return inner(part);
    let name = names.get(text);
    if (name === undefined) {
      name = `shared-${names.size + 1}`;
      names.set(text, name);
      definitions[name] = inner(part);
    }
    return { $ref: `#/definitions/${name}` };
  };
  const made = inner(schema) as JsonSchema & { readonly definitions?: object };
  return { ...made, definitions: { ...made.definitions, ...definitions } };
}

/** Whether it is a schema, and not a list of properties, of which one may be named "type". */
function isSharable(part: object): boolean {
  return "type" in part && typeof part.type === "string" && JSON.stringify(part).length >= LEAST_SHARED;
}
