import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ACTION_AVAILABILITY, type Availability, WORKFLOW_AVAILABILITY } from "../../src/expressions/availability.ts";

/** A definition of GitHub's own schemas, as far as it is read here. */
interface Definition {
  readonly context?: readonly string[];
  readonly mapping?: {
    readonly properties?: Readonly<Record<string, string | { readonly type: string }>>;
    readonly "loose-value-type"?: string;
  };
  readonly sequence?: { readonly "item-type": string };
  readonly "one-of"?: readonly string[];
}

function definitionsOf(schema: string): Readonly<Record<string, Definition>> {
  const url = new URL(schema, import.meta.resolve("@actions/workflow-parser"));
  return JSON.parse(readFileSync(fileURLToPath(url), "utf8")).definitions;
}

/** What each key below a definition may use, by its path; names that anybody chooses are `<>`. */
function leavesOf(schema: string, root: string): Map<string, string> {
  const definitions = definitionsOf(schema);
  const leaves = new Map<string, string>();
  const walk = (name: string, path: readonly string[], inherited: readonly string[]): void => {
    const definition = definitions[name] ?? {};
    const context = [...new Set([...inherited, ...(definition.context ?? [])])];
    const { mapping, sequence } = definition;
    for (const other of definition["one-of"] ?? []) walk(other, path, context);
    if (sequence !== undefined) walk(sequence["item-type"], path, context);
    for (const [key, value] of Object.entries(mapping?.properties ?? {})) {
      // The schema has a definition for the conditions of an action's hooks, but does not refer to it.
      const type = key === "pre-if" || key === "post-if" ? "runs-if" : typeof value === "string" ? value : value.type;
      // Steps in a group are steps.
      if (key !== "parallel") walk(type, [...path, key], context);
    }
    if (mapping?.["loose-value-type"] !== undefined && mapping["loose-value-type"] !== "any") {
      walk(mapping["loose-value-type"], [...path, "<>"], context);
    }
    if (mapping === undefined && sequence === undefined && definition["one-of"] === undefined) {
      leaves.set(path.join("."), said(context));
    }
  };
  walk(root, [], []);
  return leaves;
}

/** `hashFiles(1,255)` and the like are functions; the rest are contexts. */
function said(context: readonly string[]): string {
  return context
    .map((name) => name.replace(/\(.*/, "()"))
    .sort()
    .join(" ");
}

function fromTable(table: Readonly<Record<string, Availability>>, path: string): string {
  const names = path.split(".");
  const covers = (key: string) =>
    key.split(".").every((part, i) => names[i] !== undefined && (part.startsWith("<") || part === names[i]));
  const key = Object.keys(table)
    .filter(covers)
    .sort((a, b) => b.split(".").length - a.split(".").length)[0];
  const entry = key === undefined ? undefined : table[key];
  return said([...(entry?.contexts ?? []), ...(entry?.functions ?? []).map((name) => `${name}()`)]);
}

function differences(table: Readonly<Record<string, Availability>>, leaves: ReadonlyMap<string, string>): string[] {
  return [...leaves].flatMap(([path, context]) => {
    const ours = fromTable(table, path);
    return ours === context ? [] : [`${path}: schema "${context}", table "${ours}"`];
  });
}

describe("context availability", () => {
  it("of workflows is that of GitHub's schema", () => {
    expect(differences(WORKFLOW_AVAILABILITY, leavesOf("workflow-v1.0.min.json", "workflow-root-strict"))).toEqual([]);
  });

  it("of actions is that of GitHub's schema", () => {
    expect(differences(ACTION_AVAILABILITY, leavesOf("action-v1.0.min.json", "action-root"))).toEqual([]);
  });
});
