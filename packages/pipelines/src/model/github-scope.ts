import {
  accessOf,
  type Expression,
  literal,
  mapExpression,
  parseTemplate,
  partsOf,
  pathOf,
  simplify,
  type Template,
} from "./expression.ts";

/**
 * What names mean at one place of an expanded workflow. In a called workflow `inputs.x` is what its caller hands over,
 * and `needs.build` is a job among the caller's.
 */
export interface Scope {
  /** By name in lower case; undefined where nobody calls, so that inputs stay as they are. */
  readonly inputs: ReadonlyMap<string, Expression> | undefined;
  /** By name in lower case; undefined where secrets are those of the caller. */
  readonly secrets: ReadonlyMap<string, Expression> | undefined;
  /** Put before the id of a job, and of a step. */
  readonly jobPrefix: string;
  readonly stepPrefix: string;
  /** What an output of a job is, where that job was expanded. */
  readonly jobOutput: (job: string, output: string) => Expression | undefined;
  /** The same of a step, where it was an action that was expanded. */
  readonly stepOutput: (step: string, output: string) => Expression | undefined;
}

export const OUTERMOST: Scope = {
  inputs: undefined,
  secrets: undefined,
  jobPrefix: "",
  stepPrefix: "",
  jobOutput: () => undefined,
  stepOutput: () => undefined,
};

/** Outputs that were asked for, each worked out once. One that is made of itself stays as it is written. */
export class Outputs {
  readonly #known = new Map<string, Expression | undefined>();

  of(id: string, output: string, make: () => Expression | undefined): Expression | undefined {
    const key = `${id} ${output}`;
    if (!this.#known.has(key)) {
      this.#known.set(key, undefined);
      this.#known.set(key, make());
    }
    return this.#known.get(key);
  }
}

/** Parts that one text may grow to: what is handed on twice at every level would double with each. */
const MOST_PARTS = 2000;

/** Says an expression of a called workflow or action in the words of the outermost one. */
export function resolve(expression: Expression, scope: Scope, room = { left: MOST_PARTS }): Expression {
  const resolved = mapExpression(expression, (node) => {
    const found = meaning(node, scope);
    if (found === node) return node;
    const size = sizeOf(found);
    if (size > room.left) return node;
    room.left -= size;
    return found;
  });
  return simplify(resolved);
}

/** Parts, a long text counting as many. */
function sizeOf(expression: Expression): number {
  let size = 0;
  for (const part of partsOf(expression)) {
    size += part.kind === "literal" && typeof part.value === "string" ? 1 + part.value.length / 50 : 1;
  }
  return size;
}

function meaning(node: Expression, scope: Scope): Expression {
  const path = pathOf(node);
  if (path === undefined) return node;
  const [context, name = "", what, output = ""] = path;
  if (context === "inputs" && scope.inputs !== undefined && path.length === 2) {
    return scope.inputs.get(name.toLowerCase()) ?? literal("");
  }
  if (context === "secrets" && scope.secrets !== undefined && path.length === 2) {
    if (name.toLowerCase() === "github_token") return node;
    return scope.secrets.get(name.toLowerCase()) ?? literal("");
  }
  // From the leaves up: the id has its prefix by the time that the output is met.
  if (context === "needs" || context === "jobs") {
    if (path.length === 2) return accessOf(["needs", scope.jobPrefix + name]);
    const inner = name.slice(scope.jobPrefix.length);
    return what === "outputs" && path.length === 4 ? (scope.jobOutput(inner, output) ?? node) : node;
  }
  if (context === "steps") {
    if (path.length === 2) return accessOf(["steps", scope.stepPrefix + name]);
    const inner = name.slice(scope.stepPrefix.length);
    return what === "outputs" && path.length === 4 ? (scope.stepOutput(inner, output) ?? node) : node;
  }
  return node;
}

/** Reads a text with expressions, in the words of the outermost workflow. */
export function resolvedTemplate(text: string, scope: Scope): Template {
  const room = { left: MOST_PARTS };
  return parseTemplate(text).map((part) => (typeof part === "string" ? part : resolve(part, scope, room)));
}

/** The names of the secrets that an expression reads, in upper case; `*` for all. The token has permissions instead. */
export function secretsIn(expression: Expression): string[] {
  const path = pathOf(expression);
  if (path?.[0] === "secrets" && path.length > 1) {
    const name = (path[1] ?? "").toUpperCase();
    return name === "GITHUB_TOKEN" ? [] : [name];
  }
  switch (expression.kind) {
    case "context":
      return expression.name === "secrets" ? ["*"] : [];
    case "index":
      return [...secretsIn(expression.of), ...(expression.index === "*" ? [] : secretsIn(expression.index))];
    case "call":
    case "and":
    case "or":
      return expression.args.flatMap(secretsIn);
    case "not":
      return secretsIn(expression.of);
    case "compare":
      return [...secretsIn(expression.left), ...secretsIn(expression.right)];
    default:
      return [];
  }
}
