import type { Matrix, Strategy } from "../../dialects/github/workflow.ts";
import type { YamlNode, YamlScalar } from "../../source/tree.ts";
import { embeddedIn, isWholeExpression } from "../embedded.ts";
import { inferType } from "../infer.ts";
import { parseExpression } from "../parse.ts";
import {
  ANY,
  arrayOf,
  BOOLEAN,
  join,
  joinAll,
  NUMBER,
  type ObjectType,
  objectOf,
  STRING,
  type Type,
} from "../types.ts";
import { githubType, NAMES, PAYLOAD } from "./fixed.ts";

/** The `matrix` context of a job: its axes, and what `include` adds. `any` where an expression makes it. */
export function matrixType(strategy: Strategy | undefined): Type {
  if (strategy === undefined) return objectOf({});
  // A whole strategy may be an expression as well.
  if (strategy.node.kind !== "mapping") return ANY;
  if (strategy.matrix === undefined) return objectOf({});
  const { node } = strategy.matrix;
  return node.kind === "mapping" && !hasMadeKeys(node) ? axesType(strategy.matrix) : ANY;
}

function axesType({ axes, include }: Matrix): Type {
  const types = new Map<string, Type>();
  for (const { name, value } of axes) types.set(name.toLowerCase(), elementOf(value));
  const names = new Map(axes.map(({ name }) => [name.toLowerCase(), name]));
  if (include !== undefined) {
    const added = elementOf(include);
    if (added.kind !== "object" || added.rest !== undefined) return ANY;
    for (const name of added.names()) {
      const lower = name.toLowerCase();
      const type = added.get(lower) ?? ANY;
      const axis = types.get(lower);
      types.set(lower, axis === undefined ? type : join(axis, type));
      if (!names.has(lower)) names.set(lower, name);
    }
  }
  return objectOf(new Map([...types].map(([lower, type]) => [names.get(lower) ?? lower, type])));
}

/** What the items of a list are. */
function elementOf(list: YamlNode): Type {
  const type = typeOfYaml(list);
  return type.kind === "array" ? type.element : ANY;
}

/** The type of a value that is written in YAML; `any` for what an expression makes or nothing is written for. */
export function typeOfYaml(node: YamlNode): Type {
  if (node.kind === "sequence") return arrayOf(joinAll(node.items.map(({ value }) => typeOfYaml(value))));
  if (node.kind === "scalar") return typeOfScalar(node);
  if (hasMadeKeys(node)) return ANY;
  return objectOf(new Map(node.entries.map(({ key, value }) => [key.text, typeOfYaml(value)])));
}

function typeOfScalar(scalar: YamlScalar): Type {
  if (scalar.text.includes("${{")) return isWholeExpression(scalar) ? typeOfLiteral(scalar.text) : STRING;
  switch (typeof scalar.value) {
    case "boolean":
      return BOOLEAN;
    case "number":
      return NUMBER;
    case "string":
      return STRING;
    default:
      return ANY;
  }
}

/** Lists are often written as `fromJSON('[...]')`; of contexts only those are known here that are always the same. */
function typeOfLiteral(text: string): Type {
  const parsed = parseExpression(embeddedIn(text)[0]?.source ?? "");
  return parsed.ok ? inferType(parsed.tree, (context) => SAME[context] ?? ANY) : ANY;
}

const SAME: Readonly<Record<string, Type>> = { github: githubType(PAYLOAD), vars: NAMES };

/** Whether its keys are not all written: merged in, or made by an expression. */
function hasMadeKeys(node: YamlNode): boolean {
  return node.kind === "mapping" && node.entries.some(({ key }) => key.text === "<<" || key.text.includes("${{"));
}

/** The `matrix` context where nothing is known of it: in actions. */
export const ANY_MATRIX: ObjectType = objectOf({}, ANY);
