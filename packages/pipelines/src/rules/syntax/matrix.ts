import type { Matrix } from "../../dialects/github/workflow.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import { itemsOf, written, type YamlNode } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const head = (lines: string): string =>
  `on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        node: [20, 22]\n${lines}    runs-on: ubuntu-latest\n    steps:\n      - run: make\n`;
const SOURCE =
  "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix";

/** Longer lists of values are cut in messages. */
const MOST_LISTED = 12;

/** Values of a matrix, and what is taken out of it. */
export const matrix = defineRule<WorkflowSubject, "syntax/duplicate-matrix-value" | "syntax/unmatched-matrix-exclude">({
  codes: {
    "syntax/duplicate-matrix-value": {
      title: "Value of a matrix is there twice",
      severity: "warning",
      confidence: "high",
      explanation: "The same job runs twice, at twice the cost. Perhaps another value was meant.",
      bad: head("        os: [linux, mac, linux]\n"),
      good: head("        os: [linux, mac]\n"),
      source: SOURCE,
    },
    "syntax/unmatched-matrix-exclude": {
      title: "Nothing of the matrix is excluded",
      severity: "warning",
      confidence: "high",
      explanation:
        "An item of `exclude` takes out the jobs that have all of its values. This one names an axis or a value that the matrix does not have.",
      bad: head("        exclude:\n          - node: 18\n"),
      good: head("        exclude:\n          - node: 20\n"),
      source: SOURCE,
    },
  },
  check({ document, workflow }, report) {
    for (const { strategy } of workflow.jobs) {
      if (strategy?.matrix === undefined) continue;
      const { axes, exclude } = strategy.matrix;
      for (const { name, value } of axes) {
        const first = new Map<string, YamlNode>();
        for (const item of value.kind === "sequence" ? value.items : []) {
          const key = keyOf(item.value);
          if (key.includes("${{")) continue;
          const before = first.get(key);
          if (before === undefined) first.set(key, item.value);
          else {
            const { line } = document.lines.position(before.span.start);
            const message = `"${name}" has the value ${shown(key)} already (line ${line}). Remove one, or write what was meant.`;
            report("syntax/duplicate-matrix-value", written(item), message);
          }
        }
      }
      const known = valuesOf(strategy.matrix);
      if (known === undefined) continue;
      for (const item of itemsOf(exclude)) {
        for (const { key, value } of item.kind === "mapping" ? item.entries : []) {
          const values = known.get(key.text.toLowerCase());
          const part = keyOf(value);
          if (values === undefined) {
            const message = `The matrix has no "${key.text}", so this excludes nothing. ${advice(key.text, [...known.keys()])}`;
            report("syntax/unmatched-matrix-exclude", key.span, message);
          } else if (values !== "unknown" && !values.has(part) && !part.includes("${{") && !holds(values, value)) {
            const message = `"${key.text}" is never ${shown(part)}, so this excludes nothing. It is one of ${listed(values)}.`;
            report("syntax/unmatched-matrix-exclude", value.span, message);
          }
        }
      }
    }
  },
});

/** The values of each axis by their keys, with those of `include`; undefined where an expression makes the axes. */
function valuesOf({ node, axes, include }: Matrix): Map<string, Map<string, YamlNode> | "unknown"> | undefined {
  if (node.kind !== "mapping" || axes.some(({ name }) => name.includes("${{"))) return undefined;
  if (include?.kind === "scalar" && include.value !== null) return undefined;
  const known = new Map<string, Map<string, YamlNode> | "unknown">();
  const add = (name: string, value: YamlNode): void => {
    const values = known.get(name.toLowerCase()) ?? new Map<string, YamlNode>();
    const key = keyOf(value);
    known.set(name.toLowerCase(), values === "unknown" || key.includes("${{") ? "unknown" : values.set(key, value));
  };
  for (const { name, value } of axes) for (const item of itemsOf(value)) add(name, item);
  for (const item of itemsOf(include)) {
    if (item.kind === "scalar") return undefined;
    for (const { key, value } of item.kind === "mapping" ? item.entries : []) add(key.text, value);
  }
  return known;
}

/** Whether one of the values has all that an excluding mapping names: it may name a part of it. */
function holds(values: ReadonlyMap<string, YamlNode>, part: YamlNode): boolean {
  return part.kind === "mapping" && [...values.values()].some((value) => includes(value, part));
}

function includes(value: YamlNode, part: YamlNode): boolean {
  if (part.kind !== "mapping") return keyOf(value) === keyOf(part);
  return (
    value.kind === "mapping" &&
    part.entries.every(({ key, value: wanted }) => {
      const found = value.entries.find((entry) => entry.key.text === key.text);
      return found !== undefined && includes(found.value, wanted);
    })
  );
}

/** The same for equal values only; numbers and booleans are equal to their texts, as in a job's expressions. */
function keyOf(node: YamlNode): string {
  if (node.kind === "scalar") return JSON.stringify(node.text);
  if (node.kind === "sequence") return `[${node.items.map((item) => keyOf(item.value)).join(",")}]`;
  const entries = node.entries.map(({ key, value }) => `${JSON.stringify(key.text)}:${keyOf(value)}`);
  return `{${entries.sort().join(",")}}`;
}

function shown(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}...` : key;
}

function listed(values: ReadonlyMap<string, YamlNode>): string {
  const some = [...values.keys().take(MOST_LISTED)].map(shown).join(", ");
  return values.size > MOST_LISTED ? `${some}, and ${values.size - MOST_LISTED} more` : some;
}
