import type { SourceDocument } from "../source/document.ts";
import type { Span } from "../source/lines.ts";
import type { YamlItem, YamlNode } from "../source/tree.ts";

/** One key, value, directive or argument of a file that is migrated; what an equivalence certificate speaks about. */
export interface Construct {
  readonly kind: "key" | "scalar" | "alias" | "directive" | "argument";
  /** Where it stands in the tree, as people write it: `jobs.build.steps[0].run`. */
  readonly path: string;
  readonly span: Span;
  /** The text of it as it is written, for people; long ones are cut. */
  readonly text: string;
}

const SHOWN = 80;

/**
 * Every key, scalar and alias of a YAML file, in the order of the text. What stands behind an anchor counts once, where
 * it is written; each alias counts for itself. A key without a value has no scalar. Knows nothing of any translator.
 */
export function yamlConstructs(document: SourceDocument): readonly Construct[] {
  const found = new Map<number, Construct>();
  const add = (kind: Construct["kind"], path: string, span: Span) => {
    if (span.end === span.start || found.has(span.start)) return;
    found.set(span.start, { kind, path, span, text: shown(document.text.slice(span.start, span.end)) });
  };
  const item = (held: YamlItem, path: string) => {
    if (held.alias === undefined) visit(held.value, path);
    else add("alias", path, held.alias);
  };
  const visit = (node: YamlNode, path: string): void => {
    if (node.kind === "scalar") add("scalar", path, node.span);
    else if (node.kind === "sequence") {
      for (const [index, held] of node.items.entries()) item(held, `${path}[${index}]`);
    } else {
      for (const entry of node.entries) {
        const below = path === "" ? entry.key.text : `${path}.${entry.key.text}`;
        add("key", below, entry.key.span);
        item(entry, below);
      }
    }
  };
  if (document.root !== undefined) visit(document.root, "");
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

/** One line of a text, cut to what fits a table. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 1)}…` : line;
}
