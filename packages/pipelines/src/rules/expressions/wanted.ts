import type { Matrix } from "../../dialects/github/workflow.ts";
import type { ExpressionSite } from "../../expressions/sites.ts";
import type { Type } from "../../expressions/types.ts";
import type { YamlScalar } from "../../source/tree.ts";

/** What a key takes. */
export type Wanted = "any" | "text" | "object" | "array" | "boolean" | "number" | "runner";

/** Keys that take something else than text, below a job, a step, an action or the root. */
const KEYS: Readonly<Record<string, Wanted>> = {
  concurrency: "any",
  "concurrency.cancel-in-progress": "boolean",
  container: "any",
  "container.credentials": "object",
  "container.env": "object",
  "container.ports": "any",
  "container.volumes": "any",
  "cancel-timeout-minutes": "number",
  "continue-on-error": "boolean",
  env: "object",
  environment: "any",
  "environment.deployment": "boolean",
  if: "any",
  outputs: "any",
  "post-if": "any",
  "pre-if": "any",
  "runs-on": "runner",
  "runs-on.group": "text",
  "runs-on.labels": "any",
  secrets: "object",
  services: "object",
  "snapshot.if": "any",
  strategy: "object",
  "strategy.fail-fast": "boolean",
  "strategy.matrix": "object",
  "strategy.max-parallel": "number",
  "timeout-minutes": "number",
  with: "object",
};

/** What the key of an expression takes; `text` where the expression is only a part of a text. */
export function wantedAt({ path, whole, inKey, bare, key, job, scalar }: ExpressionSite): Wanted {
  if (bare) return "any";
  if (!whole || inKey) return "text";
  if (path[0] === "on") return key.endsWith(".default") ? "any" : "text";
  let below = path[0] === "jobs" ? path.slice(2) : path[0] === "runs" ? path.slice(1) : path;
  if (below[0] === "steps") below = below.slice(1);
  if (below[0] === "strategy" && below[1] === "matrix" && below.length > 2) {
    return isWholeList(job?.strategy?.matrix, scalar) ? "array" : "any";
  }
  if (below[0] === "services" && below.length > 1) {
    below = below.length === 2 ? ["container"] : ["container", ...below.slice(2)];
  }
  return KEYS[below.join(".")] ?? "text";
}

/** Whether a scalar stands for a whole axis, or for all that is included or excluded, and not for one value of them. */
function isWholeList(matrix: Matrix | undefined, scalar: YamlScalar): boolean {
  if (matrix === undefined) return false;
  const { axes, include, exclude } = matrix;
  return include === scalar || exclude === scalar || axes.some(({ value }) => value === scalar);
}

/** What `runs-on` takes as a mapping. */
const RUNNER_KEYS: ReadonlySet<string> = new Set(["group", "labels"]);

/** Whether a key takes a value of a type; what an empty value does is not judged, but the word `null` in a text is. */
export function takes(wanted: Wanted, type: Type): boolean {
  const { kind } = type;
  if (wanted === "runner") {
    return type.kind !== "object" || type.rest !== undefined || type.names().every((name) => RUNNER_KEYS.has(name));
  }
  if (kind === "any" || wanted === "any") return true;
  if (wanted === "text") return kind !== "object" && kind !== "array" && kind !== "null";
  return kind === wanted;
}
