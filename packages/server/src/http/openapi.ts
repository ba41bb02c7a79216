import { SCHEMAS } from "@tollgate/client/schemas";
import { z } from "zod";
import { SESSION_COOKIE } from "./auth.ts";
import { PROBLEMS } from "./problem.ts";
import type { Route } from "./route.ts";
import { VERSION } from "./version.ts";

type Json = Record<string, unknown>;

const DESCRIPTION = `The API of Tollgate.

Send \`Authorization: Bearer <token>\`. Roles include the weaker ones: viewer, developer, coordinator, admin.
Lists come in pages: pass \`nextCursor\` on as \`cursor\` until it is null. Fields may be added, never renamed.
What is refused is answered with problem details (RFC 9457) that say what to do.

Deliveries of forges go to \`POST /webhooks/{provider}\`, signed by the forge; that is no part of this document.`;

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const operations = paths[route.path] ?? {};
    operations[route.method.toLowerCase()] = operation(route);
    paths[route.path] = operations;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Tollgate",
      version: VERSION,
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An API token." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: SESSION_COOKIE,
          description: "Set by POST /api/v1/session. Requests that change something need the Origin of our own pages.",
        },
      },
    },
  };
}

function operation(route: Route): Json {
  const refusals = new Set<number>([429, 500, 503]);
  if (route.role !== null) refusals.add(401).add(403);
  if (route.params !== undefined) refusals.add(404).add(422);
  if (route.query !== undefined || route.headers !== undefined) refusals.add(422);
  if (route.body !== undefined) refusals.add(400).add(413).add(422);
  const responses: Record<string, Json> = {
    [route.status]: {
      description: "Done",
      content:
        "schema" in route.answer
          ? { "application/json": { schema: reference(route.answer.schema) } }
          : {
              [route.answer.media]: {
                schema: { type: route.answer.media === "application/json" ? "object" : "string" },
              },
            },
    },
  };
  for (const status of [...refusals].sort()) responses[status] = problemResponse(status);
  for (const [status, description] of Object.entries(route.also ?? {})) {
    // /readyz says no with the same document as yes.
    const same = route.id === "getReadiness" ? responses[route.status]?.content : undefined;
    responses[status] = {
      ...problemResponse(Number(status)),
      ...(same === undefined ? {} : { content: same }),
      description,
    };
  }
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.role === null ? { security: [] } : { security: [{ bearer: [] }, { session: [] }], "x-role": route.role }),
    parameters: [
      ...parameters("path", route.params),
      ...parameters("query", route.query),
      ...parameters("header", route.headers),
    ],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: reference(route.body) } } } }),
    responses,
  };
}

function problemResponse(status: number): Json {
  const titles = Object.values(PROBLEMS).filter((problem) => problem.status === status);
  return {
    description: titles.map(({ title }) => title).join("; ") || "A problem",
    content: { "application/problem+json": { schema: reference("Problem") } },
  };
}

function parameters(place: "path" | "query" | "header", schema: z.ZodObject | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = typeof property === "object" ? property : {};
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function componentSchemas(): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  // As input, since a client must bear fields that were added later.
  const { schemas } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema]),
  );
}

/** The reference page of the API, from the same table. */
export function apiReference(routes: readonly Route[]): string {
  const lines = [
    "# HTTP API",
    "",
    "<!-- Generated by `npm run generate` from the table of routes; do not edit. -->",
    "",
    DESCRIPTION,
    "",
    "The schemas are in `/api/v1/openapi.json` of your server, and in `packages/client/openapi.json`.",
    "",
    "| request | role | does |",
    "|---|---|---|",
    ...routes.map(
      ({ method, path, role, summary }) => `| \`${method} ${path}\` | ${role ?? "everybody"} | ${summary} |`,
    ),
    "",
  ];
  for (const route of routes) {
    lines.push(`## ${route.method} ${route.path}`, "", `${route.summary}.`, "");
    if (route.description !== undefined) lines.push(route.description, "");
    const all = [...parameters("query", route.query), ...parameters("header", route.headers)];
    if (all.length > 0) {
      lines.push("| parameter | in | meaning |", "|---|---|---|");
      for (const parameter of all) lines.push(parameterLine(parameter));
      lines.push("");
    }
    if (route.body !== undefined) lines.push(`Body: \`${route.body}\`.`, "");
    const answer = "schema" in route.answer ? `\`${route.answer.schema}\`` : route.answer.media;
    lines.push(`Answer: ${route.status}, ${answer}.`, "");
    for (const [status, meaning] of Object.entries(route.also ?? {})) lines.push(`${status}: ${meaning}`, "");
  }
  lines.push(
    "## Problems",
    "",
    "`type` is `urn:tollgate:problem:` and the kind.",
    "",
    "| kind | status | title |",
    "|---|---|---|",
    ...Object.entries(PROBLEMS).map(([kind, { status, title }]) => `| \`${kind}\` | ${status} | ${title} |`),
    "",
  );
  return lines.join("\n");
}

function parameterLine(parameter: Json): string {
  const schema = parameter.schema as { enum?: unknown[]; default?: unknown; minimum?: number; maximum?: number };
  const notes = [
    parameter.description,
    schema.enum === undefined ? undefined : `One of ${schema.enum.map((value) => `\`${value}\``).join(", ")}.`,
    schema.default === undefined ? undefined : `Default ${schema.default}.`,
  ];
  const meaning = notes.filter((note) => note !== undefined).join(" ");
  return `| \`${parameter.name}\` | ${parameter.in} | ${meaning.replaceAll("|", "\\|")} |`;
}
