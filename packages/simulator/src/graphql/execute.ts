import { readFileSync } from "node:fs";
import {
  buildSchema,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  parse,
  validate,
} from "graphql";
import type { Caller } from "../apps.ts";
import { packageFile } from "../artefact.ts";
import type { Budget } from "../limits.ts";
import type { View, World } from "../world.ts";
import { root } from "./root.ts";

export interface GraphContext {
  readonly view: View;
  readonly world: World;
  readonly caller: Caller;
  readonly budget: Budget;
  /** Fields that were asked for and are only filled in: `Type.field`. */
  readonly unresolved: Set<string>;
}

let built: GraphQLSchema | undefined;

/** GitHub's public schema, built once: it takes a quarter of a second. It breaks rules of graphql-js that are newer. */
export function schema(): GraphQLSchema {
  if (built === undefined) {
    const file = packageFile("@octokit/graphql-schema", "schema.graphql");
    built = buildSchema(readFileSync(file, "utf8"), { assumeValidSDL: true, assumeValid: true });
  }
  return built;
}

export interface GraphRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
}

export interface GraphAnswer {
  readonly body: { data?: unknown; errors?: unknown[] };
  /** What is wrong with the query itself, by the schema. */
  readonly invalid: readonly string[];
}

/** Whether the request changes something. */
export function isMutation(query: string): boolean {
  return /^\s*(#[^\n]*\n\s*)*mutation\b/.test(query);
}

export async function answerGraph(request: GraphRequest, context: GraphContext): Promise<GraphAnswer> {
  let document: ReturnType<typeof parse>;
  try {
    document = parse(request.query);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { body: { errors: [{ message: `Parse error: ${message}` }] }, invalid: [message] };
  }
  const wrong = validate(schema(), document);
  if (wrong.length > 0) {
    const errors = wrong.map((error) => ({
      path: pathOf(error),
      extensions: { code: "undefinedField" },
      locations: error.locations ?? [],
      message: error.message,
    }));
    return { body: { errors }, invalid: wrong.map((error) => error.message) };
  }
  const result = await execute({
    schema: schema(),
    document,
    rootValue: root(context),
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolveField,
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  });
  const errors = result.errors?.map((error) => format(error.toJSON()));
  const badVariables = (result.errors ?? []).filter((e) => e.path === undefined).map((e) => e.message);
  const data = result.data === undefined ? {} : { data: result.data };
  return { body: { ...data, ...(errors === undefined ? {} : { errors }) }, invalid: badVariables };
}

function pathOf(error: GraphQLError): string[] {
  const node = error.nodes?.[0];
  return node?.kind === Kind.FIELD ? ["query", (node as FieldNode).name.value] : ["query"];
}

/** GitHub puts the kind of an error beside its message, not below `extensions`. */
function format(error: GraphQLFormattedError) {
  const { extensions, ...rest } = error;
  const type = extensions?.type;
  return typeof type === "string"
    ? { type, ...rest }
    : { ...rest, ...(extensions === undefined ? {} : { extensions }) };
}

const resolveField: GraphQLFieldResolver<unknown, GraphContext> = (source, args, context, info) => {
  const value = (source as Record<string, unknown> | null | undefined)?.[info.fieldName];
  if (typeof value === "function") return value.call(source, args, context, info) as unknown;
  if (value !== undefined) return value;
  if (info.parentType.name === "Mutation") {
    throw new GraphQLError(`the simulator has no mutation ${info.fieldName}`);
  }
  context.unresolved.add(`${info.parentType.name}.${info.fieldName}`);
  return filler(info.returnType);
};

/** A harmless value for a field that is not simulated: null where that is allowed. */
function filler(type: GraphQLOutputType): unknown {
  if (!isNonNullType(type)) return null;
  const inner = type.ofType as GraphQLOutputType;
  if (isListType(inner)) return [];
  if (isEnumType(inner)) return inner.getValues()[0]?.value;
  if (isScalarType(inner)) {
    switch (inner.name) {
      case "Int":
      case "Float":
        return 0;
      case "Boolean":
        return false;
      case "DateTime":
        return "2020-01-01T00:00:00Z";
      case "GitObjectID":
        return "0".repeat(40);
      default:
        return "";
    }
  }
  return {};
}

/** An error in the words and kinds that GitHub uses. */
export function graphError(type: "NOT_FOUND" | "FORBIDDEN" | "INSUFFICIENT_SCOPES", message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
