import type { MappingShape, Schema, Shape } from "../../dialects/github/schema.ts";
import { isWholeExpression } from "../../expressions/embedded.ts";
import { advice, nearest } from "../../findings/nearest.ts";
import type { Report } from "../../findings/rule.ts";
import type { SourceFault } from "../../source/document.ts";
import type { Span } from "../../source/lines.ts";
import {
  entryOf,
  written,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from "../../source/tree.ts";
import { FILTERS } from "./filters.ts";
import type { SchemaCode } from "./schema-codes.ts";

/** Something that a message names, and where its key stands. */
interface Owner {
  readonly name: string;
  readonly span: Span;
}

export interface Exceptions {
  /** Types that a rule of their own looks at: their texts and mappings are left to it. */
  readonly others: ReadonlySet<string>;
  /** Types that GitHub takes without a value although its schema says otherwise. */
  readonly empty: ReadonlySet<string>;
}

/** In templates of workflows these stand for what is filled in when one is taken: `$default-branch`. */
const PLACEHOLDER = /^\$[a-z]+(?:-[a-z]+)+$/;

/** Types whose empty lists and mappings are told with other words, or mean something. */
const BARE: ReadonlySet<string> = new Set([
  "jobs",
  "job",
  "steps",
  "steps-item",
  "sequence",
  "parallel-steps",
  "workflow-root-strict",
]);

const MERGE = "GitHub follows aliases, but does not merge mappings: write the keys out.";

/** The keys by which alternatives are told apart. */
const TELLING = ["uses", "run", "wait", "wait-all", "cancel", "parallel"];

/** Walks a tree along GitHub's schema, and tells where it leaves it. */
export class SchemaWalker {
  readonly #schema: Schema;
  readonly #report: Report<SchemaCode>;
  readonly #exceptions: Exceptions;
  /** Where an alias of no anchor, or of what it stands in, stands: what it would bring is not known, and told already. */
  readonly #unknown: ReadonlySet<number>;

  constructor(schema: Schema, report: Report<SchemaCode>, exceptions: Exceptions, faults: readonly SourceFault[]) {
    this.#schema = schema;
    // What an alias brings a second time, perhaps at a place of another type, is not told twice.
    const told = new Set<string>();
    this.#report = (code, span, ...rest) => {
      const key = `${code} ${span.start} ${rest[0]}`;
      if (!told.has(key)) report(code, span, ...rest);
      told.add(key);
    };
    this.#exceptions = exceptions;
    this.#unknown = new Set(
      faults.flatMap(({ kind, span }) => (kind === "unknown-anchor" || kind === "recursive-alias" ? [span.start] : [])),
    );
  }

  /** @param at where the value is written: the alias, where it is one */
  value(node: YamlNode, at: Span, type: string, owner: Owner): void {
    const shape = this.#schema.shape(type);
    if (shape.any || (this.#unknown.size > 0 && this.#unknown.has(at.start))) return;
    if (this.#isLeft(node, type)) return;
    const isUsual = shape.null || BARE.has(type) || this.#exceptions.empty.has(type);
    if (!isUsual && isBare(node)) {
      const message = `${capital(owner.name)} holds nothing. Fill it, or remove it.`;
      this.#report("syntax/empty-section", at, message);
    }
    if (type === "on-strict") this.#events(node, at, owner);
    else if (node.kind === "mapping") this.#mapping(node, at, type, shape, owner);
    else if (node.kind === "scalar") this.#scalar(node, at, type, shape, owner);
    else if (shape.items === undefined) this.#wrongType(at, owner, "a list", shape);
    else {
      for (const item of node.items) {
        const place = written(item);
        const first =
          item.value.kind === "mapping" && item.alias === undefined ? item.value.entries[0]?.key.span : undefined;
        const name = shape.items === "steps-item" ? "a step" : `an item of ${owner.name}`;
        this.value(item.value, place, shape.items, { name, span: first ?? place });
      }
    }
  }

  /** Whether a rule of its own looks at it; types of events have one. */
  #isLeft(node: YamlNode, type: string): boolean {
    if (type.endsWith("-activity")) return true;
    return this.#exceptions.others.has(type) && node.kind !== "sequence" && !isNothing(node);
  }

  /** Names of events, and their filters and types, have a rule of their own. */
  #events(node: YamlNode, at: Span, owner: Owner): void {
    if (isNothing(node)) this.#empty(at, owner, "the events that start it");
    for (const { value } of node.kind === "sequence" ? node.items : []) {
      const key = value.kind === "mapping" ? value.entries[0]?.key : undefined;
      if (key === undefined) continue;
      const message = `An event in a list has a name alone. Write "on" as a mapping, without "-": "${key.text}:" with its settings below.`;
      this.#report("syntax/wrong-type", key.span, message);
    }
    if (node.kind !== "mapping") return;
    const known = this.#schema.shape("on-mapping-strict").mappings[0]?.properties;
    this.#duplicates(node, owner);
    for (const entry of node.entries) {
      const property = known?.get(entry.key.text);
      if (property !== undefined) this.#below(entry, property.type);
    }
  }

  #mapping(node: YamlMapping, at: Span, type: string, shape: Shape, owner: Owner): void {
    const mapping = chosen(shape.mappings, node);
    if (mapping === undefined) {
      if (shape.mappings.length === 0) this.#wrongType(at, owner, "a mapping", shape);
      else this.#undecided(node, shape, owner);
      return;
    }
    this.#duplicates(node, owner, mapping);
    for (const entry of node.entries) this.#entry(entry, mapping, shape, type, owner);
    if (node.entries.some(({ key }) => key.text.startsWith("${{"))) return;
    for (const name of mapping.required) if (entryOf(node, name) === undefined) this.#missing(name, mapping, owner);
  }

  /** None of the keys is there that tell what is meant. */
  #undecided(node: YamlMapping, shape: Shape, owner: Owner): void {
    const meant = node.entries.flatMap(({ key }) => {
      const name = nearest(key.text, TELLING.slice(0, 2));
      return name === undefined ? [] : [`Did you mean "${name}" by "${key.text}"?`];
    });
    const message = `${capital(owner.name)} has neither ${neither(shape.mappings)}. ${meant[0] ?? "Add one of them."}`;
    this.#report("syntax/missing-key", owner.span, message);
  }

  #missing(name: string, mapping: MappingShape, owner: Owner): void {
    const other = mapping.name === "job-factory" ? ' (or "uses", if it calls a workflow)' : "";
    this.#report("syntax/missing-key", owner.span, `${capital(owner.name)} has no "${name}". Add it${other}.`);
  }

  #entry(entry: YamlEntry, mapping: MappingShape, shape: Shape, type: string, owner: Owner): void {
    const { key } = entry;
    // `${{ insert }}: ...` brings the keys of another mapping.
    if (key.text.startsWith("${{")) return;
    if (key.text === "<<" && entry.value.kind === "mapping") {
      this.#report("syntax/unknown-key", key.span, `${capital(owner.name)} has no key "<<". ${MERGE}`);
      return;
    }
    const property = mapping.properties.get(key.text);
    if (property !== undefined) {
      this.#property(entry, property.type, type);
      return;
    }
    if (mapping.others !== undefined) {
      if (key.text === "") this.#report("syntax/empty-value", key.span, `A name in ${owner.name} is empty. Write one.`);
      this.#below(entry, mapping.others.value, type);
      return;
    }
    const known = [...mapping.properties.keys()];
    const elsewhere = shape.mappings.find((other) => other !== mapping && other.properties.has(key.text));
    const telling = TELLING.find((name) => elsewhere?.properties.get(name)?.required);
    if (elsewhere !== undefined) {
      const own = TELLING.find((name) => mapping.properties.get(name)?.required);
      const where = own === undefined ? `needs "${telling}" beside it` : `cannot stand beside "${own}"`;
      this.#report(
        "syntax/misplaced-key",
        key.span,
        `"${key.text}" ${where}. Remove one of them: allowed here are ${known.join(", ")}.`,
      );
      return;
    }
    if (FILTERS.has(key.text) && this.#isEvent(mapping)) return;
    // GitHub passes over what it does not know at the top of an action.
    const more = type === "action-root-strict" ? ({ severity: "warning" } as const) : {};
    this.#report(
      "syntax/unknown-key",
      key.span,
      `${capital(owner.name)} has no key "${key.text}". ${advice(key.text, known)}`,
      more,
    );
  }

  /** Some keys say more, or less, than the type that they share with others. */
  #property(entry: YamlEntry, type: string, parent: string): void {
    const { key, value } = entry;
    if (
      key.text === "max-parallel" &&
      value.kind === "scalar" &&
      typeof value.value === "number" &&
      !Number.isInteger(value.value)
    ) {
      this.#report(
        "syntax/wrong-type",
        written(entry),
        '"max-parallel" must be a whole number. Write one without a fraction.',
      );
      return;
    }
    const inStep = parent === "steps-item" || parent === "composite-step";
    if (inStep && key.text === "run" && value.kind === "scalar" && value.text.trim() === "") {
      this.#report(
        "syntax/empty-value",
        written(entry),
        "This step runs nothing. Write a script, or remove the step.",
        {
          severity: "warning",
        },
      );
      return;
    }
    if (parent === "repository-dispatch" && value.kind === "scalar" && value.value !== null) return;
    this.#below(entry, type, parent);
  }

  #below(entry: YamlEntry, type: string, parent?: string): void {
    const { key } = entry;
    const name = parent === "jobs" ? `the job "${key.text}"` : `"${key.text}"`;
    this.value(entry.value, written(entry), type, { name, span: key.span });
  }

  #isEvent({ name }: MappingShape): boolean {
    return (
      name.endsWith("-mapping") &&
      this.#schema.shape("on-mapping-strict").mappings[0]?.properties.has(name.slice(0, -8).replaceAll("-", "_")) ===
        true
    );
  }

  /** @param mapping where given and closed: a key that it does not know in this case is told as such */
  #duplicates({ entries }: YamlMapping, owner: Owner, mapping?: MappingShape): void {
    if (entries.length < 2) return;
    const first = new Map<string, YamlScalar>();
    for (const { key } of entries) {
      if (mapping?.others === undefined && mapping?.properties.has(key.text) === false) continue;
      const name = key.text.toUpperCase();
      const before = first.get(name);
      if (before === undefined) first.set(name, key);
      else {
        const how =
          before.text === key.text ? "" : ` (as "${before.text}": names that differ only in case are the same)`;
        this.#report(
          "syntax/duplicate-key",
          key.span,
          `${capital(owner.name)} has the key "${key.text}" twice${how}. Remove or rename one.`,
        );
      }
    }
  }

  #scalar(node: YamlScalar, at: Span, type: string, shape: Shape, owner: Owner): void {
    const { text, value } = node;
    const literal = shape.string !== false || shape.constants.length > 0;
    if (text.includes("${{")) {
      if (!literal && !isWholeExpression(node)) this.#wrongType(at, owner, "text around an expression", shape);
      return;
    }
    if (PLACEHOLDER.test(text)) return;
    // GitHub takes an empty image and runs the job on the machine itself; nobody writes that on purpose.
    if (type === "container" && text === "") {
      const message = `${capital(owner.name)} names no image, so the job runs without one. Name one, or remove it.`;
      this.#report("syntax/empty-value", at, message, { severity: "warning" });
      return;
    }
    if (isNothing(node)) {
      const allowed = shape.null || shape.string === true || this.#exceptions.empty.has(type);
      if (!allowed) this.#empty(at, owner, expected(shape));
      return;
    }
    if (shape.string === true || shape.constants.includes(text)) return;
    if (shape.string === "non-empty") {
      if (text === "") this.#empty(at, owner, expected(shape));
      return;
    }
    if ((typeof value === "boolean" && shape.boolean) || (typeof value === "number" && shape.number)) return;
    if (shape.constants.length > 0) {
      const message = `${capital(owner.name)} cannot be "${text}". ${advice(text, shape.constants)}`;
      this.#report("syntax/unknown-value", at, message);
      return;
    }
    const found = typeof value === "string" ? `the text "${shortened(text)}"` : `the ${typeof value} ${text}`;
    this.#wrongType(at, owner, found, shape);
  }

  #empty(at: Span, owner: Owner, wanted: string): void {
    this.#report("syntax/empty-value", at, `${capital(owner.name)} is empty. Write ${wanted}, or remove it.`);
  }

  #wrongType(at: Span, owner: Owner, found: string, shape: Shape): void {
    this.#report("syntax/wrong-type", at, `${capital(owner.name)} is ${found}, but must be ${expected(shape)}.`);
  }
}

/** Of several mappings the one whose telling key is there, the first that is written; undefined where none is. */
function chosen(mappings: readonly MappingShape[], node: YamlMapping): MappingShape | undefined {
  if (mappings.length <= 1) return mappings[0];
  for (const { key } of node.entries) {
    const told = TELLING.includes(key.text)
      ? mappings.find((one) => one.properties.get(key.text)?.required)
      : undefined;
    if (told !== undefined) return told;
  }
  // A job that calls no workflow; steps have no such default.
  return mappings.find(({ name }) => name === "job-factory");
}

/** Whether it is `{}` or `[]`. */
function isBare(node: YamlNode): boolean {
  return node.kind === "mapping" ? node.entries.length === 0 : node.kind === "sequence" && node.items.length === 0;
}

/** Whether nothing, or `null`, is written. */
function isNothing(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

function neither(mappings: readonly MappingShape[]): string {
  const keys = mappings.flatMap(({ properties }) => TELLING.filter((key) => properties.get(key)?.required));
  // The rarer ways of a step are left to the documentation.
  return keys
    .slice(0, 2)
    .map((key) => `"${key}"`)
    .join(" nor ");
}

function expected(shape: Shape): string {
  const kinds = [
    ...(shape.mappings.length > 0 ? ["a mapping"] : []),
    ...(shape.items === undefined ? [] : ["a list"]),
    ...(shape.string === false ? [] : ["text"]),
    ...(shape.number && shape.string === false ? ["a number"] : []),
    ...(shape.boolean && shape.string === false ? ["true or false"] : []),
    ...(shape.constants.length > 0 ? [`one of ${shape.constants.join(", ")}`] : []),
  ];
  const [last] = kinds.slice(-1);
  return kinds.length > 1 ? `${kinds.slice(0, -1).join(", ")} or ${last}` : (last ?? "nothing");
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
