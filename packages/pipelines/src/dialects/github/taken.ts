import { wellKnownFunctions } from "@actions/expressions/funcs";
import { embeddedIn } from "../../expressions/embedded.ts";
import { parseExpression } from "../../expressions/parse.ts";
import { type Expression, walkExpression } from "../../expressions/tree.ts";
import type { YamlMapping, YamlNode, YamlScalar } from "../../source/tree.ts";
import { ANY_MAPPING, type MappingShape, type Shape, WORKFLOW } from "./schema.ts";

/**
 * Whether GitHub's own parser takes a workflow for sure (`refusalsOf` would find nothing). Looks only for what is usual:
 * keys that the schema knows, values of the right type, expressions with the contexts of their place. False says
 * nothing: the parser has to be asked.
 */
export function isSurelyTaken(root: YamlNode): boolean {
  return isTaken(root, "workflow-root-strict", NOWHERE);
}

/** What an expression at a place may use; all names in lower case. */
interface Allowed {
  readonly contexts: ReadonlySet<string>;
  readonly functions: ReadonlyMap<string, Arguments>;
  /** In the words of the schema. */
  readonly words: readonly string[];
  /** What may be used further down, by the contexts that are named there. */
  readonly below: Map<readonly string[], Allowed>;
}

interface Arguments {
  readonly minArgs: number;
  readonly maxArgs: number;
}

const NOWHERE: Allowed = allowed([]);

function allowed(words: readonly string[]): Allowed {
  const contexts = new Set<string>();
  const functions = new Map<string, Arguments>();
  for (const word of words) {
    const [, name, least, most] = /^(\w+)\((\d+),(\d+|MAX)\)$/.exec(word) ?? [];
    if (name === undefined) contexts.add(word.toLowerCase());
    else {
      const maxArgs = most === "MAX" ? Number.MAX_SAFE_INTEGER : Number(most);
      functions.set(name.toLowerCase(), { minArgs: Number(least), maxArgs });
    }
  }
  return { contexts, functions, words, below: new Map() };
}

/** What is allowed above is allowed below as well. */
function at(above: Allowed, { contexts }: Shape): Allowed {
  if (contexts.length === 0) return above;
  let known = above.below.get(contexts);
  if (known === undefined) {
    known = allowed([...new Set([...above.words, ...contexts])]);
    above.below.set(contexts, known);
  }
  return known;
}

function isTaken(node: YamlNode, type: string, above: Allowed): boolean {
  const shape = WORKFLOW.shape(type);
  const here = at(above, shape);
  switch (node.kind) {
    case "scalar":
      return isTakenScalar(node, shape, here);
    case "sequence": {
      const items = shape.any ? "any" : shape.items;
      return items !== undefined && node.items.every(({ value }) => isTaken(value, items, here));
    }
    case "mapping":
      return isTakenMapping(node, shape, here);
  }
}

function isTakenMapping({ entries }: YamlMapping, shape: Shape, here: Allowed): boolean {
  const mapping = shape.any ? ANY_MAPPING : onlyMapping(shape.mappings, entries);
  if (mapping === undefined) return false;
  for (const { key, value } of entries) {
    const name = key.text;
    if (name === "" || name.includes("${{")) return false;
    const property = mapping.properties.get(name);
    if (property === undefined && (mapping.others === undefined || !isFree(WORKFLOW.shape(mapping.others.key)))) {
      return false;
    }
    if (!isTaken(value, property?.type ?? mapping.others?.value ?? "", here)) return false;
  }
  return !hasTwins(entries) && mapping.required.every((name) => entries.some(({ key }) => key.text === name));
}

/** Names that differ only in case are the same to GitHub. */
function hasTwins(entries: YamlMapping["entries"]): boolean {
  if (entries.length < 2) return false;
  const names = new Set<string>();
  for (const { key } of entries) names.add(key.text.toUpperCase());
  return names.size < entries.length;
}

/**
 * Of several mappings the only one that has all the keys. The parser tells them apart key by key, and may read a value
 * as another one has it: where the types differ it is left to it.
 */
function onlyMapping(mappings: readonly MappingShape[], entries: YamlMapping["entries"]): MappingShape | undefined {
  const [first, ...others] = mappings;
  if (first === undefined || others.length === 0) return first;
  if (mappings.some((mapping) => mapping.others !== undefined)) return undefined;
  let only: MappingShape | undefined;
  for (const mapping of mappings) {
    if (!hasAll(mapping, entries)) continue;
    if (only !== undefined) return undefined;
    only = mapping;
  }
  if (only === undefined) return undefined;
  for (const { key } of entries) {
    const type = only.properties.get(key.text)?.type;
    for (const { properties } of mappings) {
      const other = properties.get(key.text);
      if (other !== undefined && other.type !== type) return undefined;
    }
  }
  return only;
}

function hasAll({ properties }: MappingShape, entries: YamlMapping["entries"]): boolean {
  for (const { key } of entries) if (!properties.has(key.text)) return false;
  return true;
}

/** Whether any text may stand there, if only it is not empty. */
function isFree({ any, string }: Shape): boolean {
  return any || string !== false;
}

function isTakenScalar({ value, text }: YamlScalar, shape: Shape, here: Allowed): boolean {
  if (typeof value === "string" && text.includes("${{")) {
    return here.words.length > 0 && embeddedIn(text).every((one) => one.closed && isTakenExpression(one.source, here));
  }
  if (shape.any || shape.string === true) return true;
  if (value === null) return shape.null;
  if (shape.string === "non-empty" && text !== "") return true;
  if (typeof value === "boolean") return shape.boolean;
  if (typeof value === "number") return shape.number;
  return shape.constants.includes(text);
}

/** `insert` before anything else is no context but a directive. */
const DIRECTIVE = /^\s*insert(?:\s|$)/;

function isTakenExpression(source: string, here: Allowed): boolean {
  if (DIRECTIVE.test(source)) return false;
  const parsed = parseExpression(source);
  // A text alone is not an expression to GitHub, but the text itself.
  if (!parsed.ok || (parsed.tree.kind === "literal" && typeof parsed.tree.value === "string")) return false;
  let taken = true;
  walkExpression(parsed.tree, (part) => {
    taken &&= isKnown(part, here);
  });
  return taken;
}

function isKnown(part: Expression, { contexts, functions }: Allowed): boolean {
  if (part.kind === "context") return contexts.has(part.name.toLowerCase());
  if (part.kind !== "call") return true;
  const name = part.name.toLowerCase();
  const known = Object.hasOwn(wellKnownFunctions, name) ? wellKnownFunctions[name] : functions.get(name);
  const count = part.args.length;
  if (known === undefined || count < known.minArgs || count > known.maxArgs) return false;
  // Pairs of a condition and a value, and the value where no condition holds.
  return name !== "case" || count % 2 === 1;
}
