import { JSONObjectReader } from "@actions/workflow-parser/templates/json-object-reader";
import type { ObjectReader } from "@actions/workflow-parser/templates/object-reader";
import { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";
import { TemplateContext, TemplateValidationErrors } from "@actions/workflow-parser/templates/template-context";
import { readTemplate } from "@actions/workflow-parser/templates/template-reader";
import {
  BooleanToken,
  type LiteralToken,
  MappingToken,
  NullToken,
  NumberToken,
  SequenceToken,
  StringToken,
} from "@actions/workflow-parser/templates/tokens/index";
import { NoOperationTraceWriter } from "@actions/workflow-parser/templates/trace-writer";
import type { Span } from "../../source/lines.ts";
import type { YamlNode, YamlScalar } from "../../source/tree.ts";
import { WORKFLOW_SCHEMA } from "./schema.generated.ts";

/** Something for which GitHub's own parser refuses a workflow. */
export interface Refusal {
  /** In GitHub's words. */
  readonly message: string;
  readonly span: Span;
}

let schema: TemplateSchema | undefined;

/** What GitHub's own parser says of a workflow. It reads our tree, so that the text is parsed only once. */
export function refusalsOf(root: YamlNode): Refusal[] {
  schema ??= TemplateSchema.load(new JSONObjectReader(undefined, WORKFLOW_SCHEMA));
  const context = new TemplateContext(new TemplateValidationErrors(), schema, new NoOperationTraceWriter());
  // Steps that run at the same time: behind a switch in the parser, in use on GitHub.
  context.state["featureFlags"] = { isEnabled: () => true };
  readTemplate(context, "workflow-root-strict", new TreeReader(root), undefined);
  return context.errors.getErrors().map(({ rawMessage, range }) => ({
    message: rawMessage,
    span: { start: range?.start.column ?? 0, end: range?.end.column ?? 0 },
  }));
}

/** Hands a tree to the parser, node by node. */
class TreeReader implements ObjectReader {
  readonly #events: (LiteralToken | SequenceToken | MappingToken | "end")[] = [];
  #next = 0;

  constructor(root: YamlNode) {
    this.#add(root);
  }

  allowLiteral(): LiteralToken | undefined {
    const token = this.#events[this.#next];
    if (token === undefined || token === "end" || !token.isScalar) return undefined;
    this.#next++;
    return token as LiteralToken;
  }

  allowSequenceStart(): SequenceToken | undefined {
    const token = this.#events[this.#next];
    if (!(token instanceof SequenceToken)) return undefined;
    this.#next++;
    return token;
  }

  allowSequenceEnd(): boolean {
    return this.#allowEnd();
  }

  allowMappingStart(): MappingToken | undefined {
    const token = this.#events[this.#next];
    if (!(token instanceof MappingToken)) return undefined;
    this.#next++;
    return token;
  }

  allowMappingEnd(): boolean {
    return this.#allowEnd();
  }

  validateStart(): void {}

  validateEnd(): void {}

  #allowEnd(): boolean {
    if (this.#events[this.#next] !== "end") return false;
    this.#next++;
    return true;
  }

  #add(node: YamlNode): void {
    if (node.kind === "scalar") {
      this.#events.push(literal(node));
      return;
    }
    const range = rangeOf(node.span);
    if (node.kind === "sequence") {
      this.#events.push(new SequenceToken(undefined, range, undefined));
      for (const { value } of node.items) this.#add(value);
    } else {
      this.#events.push(new MappingToken(undefined, range, undefined));
      for (const { key, value } of node.entries) {
        this.#events.push(new StringToken(undefined, rangeOf(key.span), harmless(key.text), undefined));
        this.#add(value);
      }
    }
    this.#events.push("end");
  }
}

/** The parser looks keys up in objects, and stumbles over those that every object has; to GitHub they are like others. */
function harmless(key: string): string {
  return key in {} ? `${key}-` : key;
}

function literal({ value, text, span }: YamlScalar): LiteralToken {
  const range = rangeOf(span);
  if (value === null) return new NullToken(undefined, range, undefined);
  if (typeof value === "boolean") return new BooleanToken(undefined, range, value, undefined);
  if (typeof value === "number") return new NumberToken(undefined, range, value, undefined);
  return new StringToken(undefined, range, text, undefined);
}

/** Offsets as columns of one line: lines are found only for what is refused. */
function rangeOf({ start, end }: Span) {
  return { start: { line: 1, column: start }, end: { line: 1, column: end } };
}
