import type { Text, Value, Variable } from "./pipeline.ts";

/**
 * The one text of a value: equal values have equal texts. Of a mapping the order of its keys does not matter, of a list
 * that of its items does.
 */
export function canonical(value: Value): string {
  if (value.kind === "text") return value.text;
  if (value.kind === "list") return `[${value.items.map(canonical).join(", ")}]`;
  const entries = value.entries.map(({ name, value: inner }) => `${name}: ${canonical(inner)}`);
  return `{${entries.sort().join(", ")}}`;
}

/** Names with values as one text, in the order of the names. */
export function canonicalVariables(all: readonly Variable[]): string {
  return all
    .map(({ name, value }) => `${name}: ${canonical(value)}`)
    .sort()
    .join(", ");
}

/** Whether two texts mean the same. GitHub's expressions do not tell capital letters apart, outside of quotes. */
export function sameText(left: Text | string | undefined, right: Text | string | undefined): boolean {
  const a = typeof left === "object" ? left.text : left;
  const b = typeof right === "object" ? right.text : right;
  return a === b || (a !== undefined && b !== undefined && folded(a) === folded(b));
}

function folded(text: string): string {
  if (!text.includes("${{")) return text;
  return text.replaceAll(/\$\{\{.*?\}\}/gs, (expression) =>
    expression.replaceAll(/'(?:[^']|'')*'|[^']+/g, (part) => (part.startsWith("'") ? part : part.toLowerCase())),
  );
}
