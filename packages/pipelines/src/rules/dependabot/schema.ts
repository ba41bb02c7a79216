import { DEPENDABOT, type DependabotShape } from "../../dialects/dependabot/schema.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import type { Span } from "../../source/lines.ts";
import { entryOf, written, type YamlNode, type YamlScalar } from "../../source/tree.ts";
import type { DependabotSubject } from "../../validate/subject.ts";

const SOURCE = "https://docs.github.com/code-security/reference/supply-chain-security/dependabot-options-reference";

export const GOOD =
  "version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: weekly\n    cooldown:\n      default-days: 7\n";

type Code = "dependabot/unknown-key" | "dependabot/duplicate-key" | "dependabot/missing-key" | "dependabot/wrong-value";

/** What may stand in a `dependabot.yml`, and what must. */
export const SCHEMA = defineRule<DependabotSubject, Code | "dependabot/unreadable">({
  codes: {
    "dependabot/unreadable": {
      title: "Dependabot's configuration is not YAML",
      severity: "error",
      confidence: "high",
      explanation: "Dependabot cannot read the file, and does nothing at all.",
      bad: "version: 2\nupdates: [\n",
      good: GOOD,
    },
    "dependabot/unknown-key": {
      title: "Dependabot has no such option",
      severity: "error",
      confidence: "high",
      explanation: "Dependabot refuses the whole file when it meets a key that it does not know.",
      bad: GOOD.replace("directory:", "folder: /\n    directory:"),
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/duplicate-key": {
      title: "Option is written twice",
      severity: "error",
      confidence: "high",
      explanation: "A key may stand once in a mapping. Of two only one would count.",
      bad: GOOD.replace("directory: /", "directory: /\n    directory: /app"),
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/missing-key": {
      title: "Dependabot's configuration lacks something required",
      severity: "error",
      confidence: "high",
      explanation:
        "The file needs `version: 2` and `updates`; each update needs a `package-ecosystem`, each schedule an `interval`. Dependabot refuses the file otherwise.",
      bad: GOOD.replace("version: 2\n", ""),
      good: GOOD,
      source: SOURCE,
    },
    "dependabot/wrong-value": {
      title: "Value is none that Dependabot takes",
      severity: "error",
      confidence: "high",
      explanation: "Dependabot refuses the whole file for one value of a wrong kind.",
      bad: GOOD.replace("weekly", "fortnightly"),
      good: GOOD,
      source: SOURCE,
    },
  },
  check({ document }: DependabotSubject, report) {
    const [fault] = document.faults.filter(({ kind }) => kind !== "unused-anchor");
    if (document.root === undefined || fault !== undefined) {
      const message = fault?.message ?? "The file is empty. Write version: 2 and updates.";
      report("dependabot/unreadable", fault?.span ?? { start: 0, end: 0 }, message);
      return;
    }
    walk(document.root, document.root.span, DEPENDABOT, "the file", { start: 0, end: 0 }, report);
  },
});

/** @param owner the key that the value belongs to, where something is missing in it */
function walk(node: YamlNode, at: Span, shape: DependabotShape, name: string, owner: Span, report: Report<Code>): void {
  if (shape.kind === "mapping") {
    mapping(node, at, shape, name, owner, report);
    return;
  }
  if (shape.kind === "list") {
    if (node.kind === "sequence") {
      if (node.items.length === 0 && shape.mayBeEmpty !== true) {
        report("dependabot/wrong-value", at, `${capital(name)} is an empty list. Fill it, or remove the key.`);
      }
      for (const item of node.items) {
        const span = written(item);
        const first = item.value.kind === "mapping" ? item.value.entries[0]?.key.span : undefined;
        walk(item.value, span, shape.items, `an item of ${name}`, first ?? span, report);
      }
      return;
    }
    if (node.kind === "scalar" && shape.orText !== undefined && node.value !== null) return;
    const or = shape.orText === undefined ? "" : `, or ${shape.orText}`;
    report("dependabot/wrong-value", at, `${capital(name)} must be a list${or}.`);
    return;
  }
  const wrong = node.kind === "scalar" ? wrongScalar(node, shape) : `must be ${expectation(shape)}`;
  if (wrong !== undefined) report("dependabot/wrong-value", at, `${capital(name)} ${wrong}`);
}

function mapping(
  node: YamlNode,
  at: Span,
  shape: Extract<DependabotShape, { kind: "mapping" }>,
  name: string,
  owner: Span,
  report: Report<Code>,
): void {
  if (node.kind !== "mapping") {
    report("dependabot/wrong-value", at, `${capital(name)} must be a mapping of keys to values.`);
    return;
  }
  const seen = new Set<string>();
  for (const entry of node.entries) {
    const { key, value } = entry;
    // A merge brings keys that stand where its anchor does.
    if (key.text === "<<") continue;
    if (seen.has(key.text)) {
      report("dependabot/duplicate-key", key.span, `"${key.text}" stands twice in ${name}. Remove one.`);
    }
    seen.add(key.text);
    const below = (Object.hasOwn(shape.keys, key.text) ? shape.keys[key.text] : undefined) ?? shape.others;
    if (below === undefined) {
      const message = `Dependabot has no option "${key.text}" in ${name}. ${advice(key.text, Object.keys(shape.keys))}`;
      report("dependabot/unknown-key", key.span, message);
    } else {
      walk(value, written(entry), below, `"${key.text}"`, key.span, report);
    }
  }
  if (seen.has("<<") || node.entries.some(({ key }) => key.text === "<<")) return;
  for (const key of shape.required ?? []) {
    if (entryOf(node, key) === undefined)
      report("dependabot/missing-key", owner, `${capital(name)} lacks "${key}". Add it.`);
  }
}

function wrongScalar(node: YamlScalar, shape: DependabotShape): string | undefined {
  const { value, text } = node;
  const must = `must be ${expectation(shape)}`;
  if (value === null) return `${must.replace(/\.$/, "")}, not empty.`;
  if (shape.kind === "number") {
    return typeof value === "number" && Number.isInteger(value) && value >= shape.least ? undefined : must;
  }
  if (shape.kind === "boolean") return typeof value === "boolean" ? undefined : must;
  if (shape.kind !== "text") return must;
  if (shape.oneOf !== undefined && !shape.oneOf.includes(text))
    return `cannot be "${text}". ${advice(text, shape.oneOf)}`;
  return shape.pattern === undefined || shape.pattern.test(text) ? undefined : must;
}

function expectation(shape: DependabotShape): string {
  if (shape.kind === "number") return `a whole number, at least ${shape.least}.`;
  if (shape.kind === "boolean") return "true or false.";
  if (shape.kind === "text")
    return `${shape.what ?? (shape.oneOf === undefined ? "text" : `one of ${shape.oneOf.join(", ")}`)}.`;
  return shape.kind === "list" ? "a list." : "a mapping.";
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
