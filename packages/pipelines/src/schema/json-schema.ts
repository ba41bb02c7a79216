import { DEPENDABOT } from "../dialects/dependabot/schema.ts";
import { ACTION_SCHEMA, WORKFLOW_SCHEMA } from "../dialects/github/schema.generated.ts";
import { dependabotShape } from "./dependabot-json.ts";
import { githubDefinitions } from "./github-json.ts";

/** A JSON Schema of draft-07: what the YAML extensions of editors understand best. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export const SCHEMA_KINDS = ["workflow", "action", "dependabot"] as const;
export type SchemaKind = (typeof SCHEMA_KINDS)[number];

const DOCUMENTATION = "https://docs.github.com";

/**
 * The JSON Schema of a kind of file, for editors. It says what can be said key by key; what needs a look at the whole
 * file (`needs`, expressions, filters) is `validate`'s.
 *
 * @param source GitHub's schema of that kind as JSON text, where a newer one is at hand, or one with descriptions, which
 *   the package leaves out to stay small
 */
export function jsonSchema(kind: SchemaKind, source?: string): JsonSchema {
  const head = { $schema: "http://json-schema.org/draft-07/schema#" };
  if (kind === "dependabot") {
    const description = `${DOCUMENTATION}/code-security/reference/supply-chain-security/dependabot-options-reference`;
    return { ...head, title: "Dependabot configuration", description, ...dependabotShape(DEPENDABOT) };
  }
  if (kind === "action") {
    const { root, definitions } = githubDefinitions(source ?? ACTION_SCHEMA, "action-root-strict");
    return { ...head, title: "GitHub action", ...root, definitions };
  }
  const { root, definitions } = githubDefinitions(source ?? WORKFLOW_SCHEMA, "workflow-root-strict");
  return { ...head, title: "GitHub Actions workflow", ...root, definitions };
}
