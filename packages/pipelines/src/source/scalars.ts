import type { Span } from "./lines.ts";
import { unjoined } from "./quotes.ts";
import type { YamlScalar } from "./tree.ts";

/** A value of which nothing is written. */
export function empty(at: number): YamlScalar {
  return { kind: "scalar", span: { start: at, end: at }, value: null, text: "", style: "plain" };
}

/** What a library makes of a scalar. */
export interface ResolvedScalar {
  readonly value: unknown;
  readonly style: YamlScalar["style"];
  /** The characters that it stands for. */
  readonly source?: string | undefined;
  readonly tag?: string | undefined;
}

/** @param text of the whole file */
export function scalarOf(node: ResolvedScalar, span: Span, text: string): YamlScalar {
  const { value, style } = node;
  if (typeof value === "string") {
    const tagged = style === "plain" ? byTag(value, node.tag) : value;
    if (typeof tagged !== "string") return { kind: "scalar", span, value: tagged, text: value, style };
    const written = endsOpen(style, span, text) ? value.slice(0, -1) : unjoined(value);
    return { kind: "scalar", span, value: written, text: written, style };
  }
  const source = node.source ?? text.slice(span.start, span.end);
  if (typeof value === "number" || typeof value === "boolean")
    return { kind: "scalar", span, value, text: source, style };
  return { kind: "scalar", span, value: null, text: source, style };
}

/** The library keeps as text what a tag makes a number without a fraction. */
function byTag(text: string, tag: string | undefined): string | number {
  return tag === "tag:yaml.org,2002:float" && /^[-+]?\d+$/.test(text) ? Number(text) : text;
}

/** A block at the end of a file without a last line break has none in its text either; the library adds one. */
function endsOpen(style: YamlScalar["style"], { end }: Span, text: string): boolean {
  return (style === "literal" || style === "folded") && end === text.length && !text.endsWith("\n");
}
