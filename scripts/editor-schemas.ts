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
  "policy.schema.json": () => written(policySchema()),
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
