import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { KNOWN_CHECKS_QUERY } from "@tollgate/providers/github/evidence/known-checks";
import * as evidence from "@tollgate/providers/github/evidence/wire";
import { QUERIES } from "@tollgate/providers/github/query";
import * as schemas from "@tollgate/providers/github/schema";
import { buildSchema, type GraphQLSchema, parse, validate } from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

// GitHub's own documents are the judge of what we send and of what we read.

const require = createRequire(import.meta.url);

describe("GraphQL", () => {
  let schema: GraphQLSchema;
  beforeAll(() => {
    const text = readFileSync(new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema")), "utf8");
    schema = buildSchema(text, { assumeValid: true });
  });

  test.each(Object.entries({ ...QUERIES, KNOWN_CHECKS_QUERY }))("%s is a valid query", (_, query) => {
    expect(validate(schema, parse(query)).map((error) => error.message)).toEqual([]);
  });

  test("the check sees a wrong field", () => {
    const query = (QUERIES.CHANGE_QUERY ?? "").replace("isDraft", "isDaft");
    expect(validate(schema, parse(query))).not.toEqual([]);
  });
});

interface JsonSchema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: unknown;
}
interface Operation {
  readonly responses: Readonly<Record<string, { $ref?: string; content?: Record<string, { schema: JsonSchema }> }>>;
}

describe("REST", () => {
  let document: { paths: Record<string, Record<string, Operation>>; components: unknown };
  beforeAll(() => {
    const file = require
      .resolve("@octokit/openapi/package.json")
      .replace("package.json", "generated/api.github.com.json");
    document = JSON.parse(readFileSync(file, "utf8"));
  });

  function resolve<T extends { $ref?: string }>(node: T): T {
    if (node.$ref === undefined) return node;
    const steps = node.$ref.slice(2).split("/");
    return resolve(steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as T);
  }

  /** Every form that a value may have. */
  function forms(node: JsonSchema): JsonSchema[] {
    const here = resolve(node);
    const parts = [...(here.allOf ?? []), ...(here.anyOf ?? []), ...(here.oneOf ?? [])];
    return [here, ...parts.flatMap(forms)];
  }

  /** The paths of fields that a zod schema reads and the document does not have. */
  function missing(schema: z.core.$ZodType, node: JsonSchema, at: string): string[] {
    const { def } = schema._zod as unknown as { def: Record<string, unknown> & { type: string } };
    const inner = (name: string) => def[name] as z.core.$ZodType;
    switch (def.type) {
      case "optional":
      case "nullable":
      case "default":
        return missing(inner("innerType"), node, at);
      case "pipe":
        return missing(inner("in"), node, at);
      case "array": {
        const items = forms(node).flatMap((form) => (form.items === undefined ? [] : [form.items]));
        return items.length === 0 ? [`${at} is no list`] : missing(inner("element"), { anyOf: items }, `${at}[]`);
      }
      case "object":
        return Object.entries(def.shape as Record<string, z.core.$ZodType>).flatMap(([name, field]) => {
          const found = forms(node).flatMap((form) => {
            const property = form.properties?.[name];
            return property === undefined ? [] : [property];
          });
          return found.length === 0 ? [`${at}.${name}`] : missing(field, { anyOf: found }, `${at}.${name}`);
        });
      default:
        return [];
    }
  }

  const reads: [string, string, z.ZodType][] = [
    ["get", "/repos/{owner}/{repo}/pulls/{pull_number}", schemas.pullSchema],
    ["get", "/repos/{owner}/{repo}/pulls", z.array(schemas.listedPullSchema)],
    ["get", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls", z.array(schemas.listedPullSchema)],
    ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews", z.array(schemas.reviewSchema)],
    ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/commits", z.array(schemas.pullCommitSchema)],
    ["get", "/repos/{owner}/{repo}/issues/{issue_number}/comments", z.array(schemas.commentSchema)],
    ["get", "/repos/{owner}/{repo}/commits/{ref}/check-runs", schemas.checkRunsSchema],
    ["post", "/repos/{owner}/{repo}/check-runs", schemas.checkRunSchema],
    ["patch", "/repos/{owner}/{repo}/check-runs/{check_run_id}", schemas.checkRunSchema],
    ["get", "/repos/{owner}/{repo}/commits/{ref}/status", schemas.combinedStatusSchema],
    ["get", "/repos/{owner}/{repo}/commits/{ref}/statuses", z.array(schemas.statusSchema)],
    ["post", "/repos/{owner}/{repo}/statuses/{sha}", schemas.statusSchema],
    ["get", "/repos/{owner}/{repo}/branches/{branch}", schemas.branchSchema],
    ["get", "/repos/{owner}/{repo}/git/ref/{ref}", schemas.refSchema],
    ["get", "/repos/{owner}/{repo}/branches/{branch}/protection", schemas.protectionSchema],
    ["get", "/repos/{owner}/{repo}/rules/branches/{branch}", z.array(schemas.branchRuleSchema)],
    [
      "get",
      "/repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks",
      schemas.statusChecksProtectionSchema,
    ],
    ["get", "/repos/{owner}/{repo}/collaborators/{username}/permission", schemas.permissionSchema],
    ["get", "/repos/{owner}/{repo}/activity", z.array(schemas.activitySchema)],
    ["get", "/repos/{owner}/{repo}/git/trees/{tree_sha}", schemas.treeSchema],
    ["get", "/repos/{owner}/{repo}/git/blobs/{file_sha}", schemas.blobSchema],
    ["get", "/repos/{owner}/{repo}/contents/{path}", schemas.folderSchema],
    ["get", "/repos/{owner}/{repo}", schemas.repositorySchema],
    ["get", "/repos/{owner}/{repo}/installation", schemas.installationSchema],
    ["get", "/orgs/{org}/repos", z.array(schemas.listedRepositorySchema)],
    ["get", "/users/{username}/repos", z.array(schemas.listedRepositorySchema)],
    ["get", "/installation/repositories", schemas.installationRepositoriesSchema],
    ["get", "/app", schemas.appSchema],
    ["get", "/app/installations", z.array(schemas.installationSchema)],
    ["post", "/app/installations/{installation_id}/access_tokens", schemas.tokenSchema],
    ["get", "/app/hook/config", schemas.hookConfigSchema],
    ["get", "/app/hook/deliveries", z.array(schemas.deliverySchema)],
    ["get", "/user", schemas.userSchema],
    ["get", "/repos/{owner}/{repo}/pulls/{pull_number}/files", z.array(evidence.fileSchema)],
    ["get", "/repos/{owner}/{repo}/pulls/{pull_number}", evidence.associationSchema],
    ["get", "/repos/{owner}/{repo}/compare/{basehead}", evidence.comparedFilesSchema],
    ["get", "/repos/{owner}/{repo}/contents/{path}", evidence.contentSchema],
    ["get", "/orgs/{org}/teams/{team_slug}/members", z.array(evidence.memberSchema)],
    ["get", "/repos/{owner}/{repo}/code-scanning/alerts", z.array(evidence.alertSchema)],
    ["get", "/repos/{owner}/{repo}/dependency-graph/compare/{basehead}", z.array(evidence.dependencyChangeSchema)],
    ["get", "/repos/{owner}/{repo}/actions/runs", evidence.runsSchema],
    ["get", "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", evidence.artifactsSchema],
    ["get", "/repos/{owner}/{repo}/commits", z.array(evidence.commitSchema)],
  ];
  test.each(reads)("%s %s has every field that is read", (method, path, schema) => {
    const operation = document.paths[path]?.[method];
    const success = Object.entries(operation?.responses ?? {}).find(([status]) => status.startsWith("2"))?.[1];
    const content = success === undefined ? undefined : resolve(success).content?.["application/json"]?.schema;
    expect(content, "there is such an operation").toBeDefined();
    expect(missing(schema, content ?? {}, "")).toEqual([]);
  });

  test("the check sees a wrong field", () => {
    const content = document.paths["/app"]?.get?.responses["200"]?.content?.["application/json"]?.schema ?? {};
    expect(missing(z.object({ slog: z.string().nullish() }), content, "")).toEqual([".slog"]);
  });
});
