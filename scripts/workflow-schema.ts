// What GitHub's own parser knows of workflows and actions, as a module of the pipelines package. The parser's own module
// around these files cannot be imported by Node: it imports JSON without saying so.
import { readFileSync } from "node:fs";

const FOLDER = new URL("../node_modules/@actions/workflow-parser/dist/", import.meta.url);

/** GitHub's schema of a kind of file, with its descriptions. */
export function githubSchema(name: "workflow" | "action"): string {
  return readFileSync(new URL(`${name}-v1.0.min.json`, FOLDER), "utf8");
}

/** Makes `packages/pipelines/src/dialects/github/schema.generated.ts`. */
export function workflowSchemaModule(): string {
  const constants = (["workflow", "action"] as const).map((name) => {
    const schema: unknown = JSON.parse(githubSchema(name));
    const text = JSON.stringify(JSON.stringify(withoutDescriptions(schema, false)));
    return `export const ${name.toUpperCase()}_SCHEMA =\n  ${text};\n`;
  });
  return `// Made by scripts/workflow-schema.ts from the schemas of @actions/workflow-parser; do not edit.
// Left out: descriptions. JSON text, so that it costs nothing until somebody asks for it.

${constants.join("\n")}`;
}

/** Below `properties` a `description` is a key of workflows, elsewhere it is text for people. */
function withoutDescriptions(value: unknown, areProperties: boolean): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => areProperties || key !== "description")
      .map(([key, inner]) => [key, withoutDescriptions(inner, key === "properties")]),
  );
}
