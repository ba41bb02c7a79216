import type { Variables } from "../dialects/github/workflow.ts";
import type { SourceDocument } from "../source/document.ts";
import type { Span } from "../source/lines.ts";
import type { YamlMapping, YamlNode, YamlScalar } from "../source/tree.ts";
import { type Expression, parseExpression, printExpression, printTemplate, type Template } from "./expression.ts";
import { allOf } from "./formula.ts";
import { conditionExpression, conditionFormula } from "./github-condition.ts";
import { resolve, resolvedTemplate, type Scope, secretsIn } from "./github-scope.ts";
import type { Condition, EnvironmentVariable, Origin, SecretUse, Text, Value, Variable } from "./pipeline.ts";

/** Turns what is written in one file into the model's texts and values, and notes every secret on the way. */
export class Values {
  readonly document: SourceDocument;
  readonly scope: Scope;
  readonly #secrets: Map<string, SecretUse>;

  constructor(document: SourceDocument, scope: Scope, secrets: Map<string, SecretUse> = new Map()) {
    this.document = document;
    this.scope = scope;
    this.#secrets = secrets;
  }

  /** What was used so far, by name. */
  get secrets(): readonly SecretUse[] {
    return [...this.#secrets.values()];
  }

  /** Reads another file that is used here: what secrets it uses counts here too. */
  of(document: SourceDocument, scope: Scope): Values {
    return new Values(document, scope, this.#secrets);
  }

  at(span: Span): Origin {
    return { source: this.document, span };
  }

  text(scalar: YamlScalar): Text;
  text(scalar: YamlScalar | undefined): Text | undefined;
  text(scalar: YamlScalar | undefined): Text | undefined {
    if (scalar === undefined) return undefined;
    const at = this.at(scalar.span);
    return { text: printTemplate(this.template(scalar)), at };
  }

  /** A scalar's text; undefined for collections and for nothing. */
  textOf(node: YamlNode | undefined): Text | undefined {
    return node?.kind === "scalar" && node.value !== null ? this.text(node) : undefined;
  }

  template(scalar: YamlScalar): Template {
    const written = scalarText(scalar);
    if (!written.includes("${{")) return written === "" ? [] : [written];
    const template = resolvedTemplate(written, this.scope);
    for (const part of template) if (typeof part !== "string") this.note(part, this.at(scalar.span));
    return template;
  }

  note(expression: Expression, at: Origin): void {
    for (const name of secretsIn(expression)) this.noteSecret(name, at);
  }

  noteSecret(name: string, at: Origin): void {
    if (!this.#secrets.has(name)) this.#secrets.set(name, { name, at });
  }

  value(node: YamlNode): Value {
    const at = this.at(node.span);
    if (node.kind === "scalar") return { kind: "text", ...this.text(node) };
    if (node.kind === "sequence") {
      return { kind: "list", items: node.items.map(({ value }) => this.value(value)), at };
    }
    return { kind: "map", entries: this.entries(node), at };
  }

  entries(node: YamlMapping): Variable[] {
    return node.entries.map(({ key, value }) => ({
      name: key.text,
      value: this.value(value),
      at: this.at({ start: key.span.start, end: Math.max(key.span.end, value.span.end) }),
    }));
  }

  /** Of a mapping, all entries but these. */
  others(node: YamlMapping | undefined, known: readonly string[]): Variable[] {
    if (node === undefined) return [];
    return this.entries({ ...node, entries: node.entries.filter(({ key }) => !known.includes(key.text)) });
  }

  /** Names with values; one named `*` where an expression makes them all. */
  variables(all: Variables | undefined): Variable[] {
    if (all === undefined) return [];
    if (all.node.kind === "mapping") return this.entries(all.node);
    const text = this.textOf(all.node);
    return text === undefined ? [] : [{ name: "*", value: { kind: "text", ...text }, at: this.at(all.key.span) }];
  }

  /** @param around what must hold too, from the outside in: the conditions of whoever calls */
  condition(scalar: YamlScalar | undefined, around: readonly Expression[], otherwise: Origin): Condition {
    const at = scalar === undefined ? otherwise : this.at(scalar.span);
    const own = this.conditionOf(scalar);
    if (own === "unreadable") return { text: scalar?.text ?? "", formula: undefined, at };
    const parts = own === undefined ? around : [...around, own];
    const [only] = parts;
    const whole = only === undefined || parts.length === 1 ? only : ({ kind: "and", args: parts } as const);
    return {
      text: whole === undefined ? "" : printExpression(whole),
      formula: parts.length === 0 ? conditionFormula(undefined) : allOf(parts.map(conditionFormula)),
      at,
    };
  }

  conditionOf(scalar: YamlScalar | undefined): Expression | "unreadable" | undefined {
    if (scalar === undefined) return undefined;
    const written = scalarText(scalar);
    const bare = written.includes("${{") ? undefined : parseExpression(written);
    const expression = bare ?? conditionExpression(resolvedTemplate(written, this.scope));
    if (expression === undefined) return "unreadable";
    const resolved = bare === undefined ? expression : resolve(expression, this.scope);
    this.note(resolved, this.at(scalar.span));
    return resolved;
  }
}

/** The text that GitHub makes of a scalar: `3.10` without quotes is a number, and its text is 3.1. */
export function scalarText(scalar: YamlScalar): string {
  return scalar.value === null ? "" : String(scalar.value);
}

/** What is set, nearer levels hiding outer ones. */
export function environment(
  levels: readonly (readonly [EnvironmentVariable["level"], Variables | undefined])[],
  values: Values,
  outer: readonly EnvironmentVariable[] = [],
): EnvironmentVariable[] {
  const set = new Map(outer.map((variable) => [variable.name, variable]));
  for (const [level, variables] of levels) {
    for (const variable of values.variables(variables)) set.set(variable.name, { ...variable, level });
  }
  return [...set.values()];
}
