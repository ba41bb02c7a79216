import type { Project } from "../../project/project.ts";
import { readDocument, type SourceDocument } from "../../source/document.ts";
import { entryOf, type YamlNode } from "../../source/tree.ts";
import { type Carrier, type Certificate, type CertificateEntry, countsOf, listsOf } from "../certificate.ts";
import type { Construct } from "../constructs.ts";
import type { OutPath } from "../emit.ts";
import type { Candidate, Spot } from "./candidate.ts";

/** The rules by which a construct may be said to be kept. */
export const SHARE_RULES: Readonly<Record<string, string>> = {
  "share/kept": "It stands where it stood.",
  "share/moved": "It stands in what is called in its place.",
  "share/handed":
    "It differs between the copies, or is not known behind the call: the caller hands it over as an input or secret.",
};

/** Where every construct of a workflow went, after all that was done. */
export function certificateOf(
  source: { readonly path: string; readonly text: string; readonly constructs: readonly Construct[] },
  now: Project,
  done: readonly Candidate[],
): Certificate {
  const document = readDocument(source.path, source.text);
  const paths = pathsByOffset(document);
  const documents = new Map<string, SourceDocument>();
  const documentOf = (file: string): SourceDocument => {
    const known = documents.get(file) ?? readDocument(file, now.text(file) ?? "");
    documents.set(file, known);
    return known;
  };
  const entries = source.constructs.map((construct): CertificateEntry => {
    const path = paths.get(construct.span.start) ?? [];
    const start: Spot = { file: source.path, path };
    const spots = done.reduce<readonly Spot[]>(
      (found, candidate) => found.flatMap((spot) => candidate.moved(spot) ?? [spot]),
      [start],
    );
    const rule = spots.length > 1 ? "share/handed" : spots[0]?.file === source.path ? "share/kept" : "share/moved";
    const carriers = spots.map((spot): Carrier => carrierOf(spot, documentOf(spot.file)));
    const common = {
      kind: construct.kind,
      path: construct.path,
      ...document.lines.position(construct.span.start),
      text: construct.text,
    };
    const gone = spots.find(({ file, path: at }) => startOf(documentOf(file).root, at) === undefined);
    if (gone === undefined) return { ...common, verdict: "equal", rule, carriers };
    return { ...common, verdict: "lost", rule, reason: `Nothing is at ${gone.file} where it should be.`, carriers: [] };
  });
  documentOf(source.path);
  const lists = Object.assign({}, ...[...documents.values()].map(listsOf)) as Certificate["lists"];
  return { source: source.path, entries, counts: countsOf(entries), lists };
}

function carrierOf({ file, path, has }: Spot, document: SourceDocument): Carrier {
  const start = startOf(document.root, path) ?? 0;
  return { file, path, line: document.lines.position(start).line, ...(has === undefined ? {} : { has }) };
}

function startOf(root: YamlNode | undefined, path: OutPath): number | undefined {
  let node = root;
  let start = 0;
  for (const part of path) {
    if (node?.kind === "sequence" && typeof part === "number") {
      node = node.items[part]?.value;
      start = node?.span.start ?? 0;
    } else {
      const entry = entryOf(node, String(part));
      node = entry?.value;
      start = entry?.key.span.start ?? 0;
    }
    if (node === undefined) return undefined;
  }
  return start;
}

/** The path of every key, scalar and alias, by the offset at which it is written. */
function pathsByOffset({ root }: SourceDocument): ReadonlyMap<number, OutPath> {
  const found = new Map<number, OutPath>();
  const walk = (node: YamlNode, path: OutPath): void => {
    if (node.kind === "scalar") {
      if (!found.has(node.span.start)) found.set(node.span.start, path);
    } else if (node.kind === "mapping") {
      for (const { key, value, alias } of node.entries) {
        const below = [...path, key.text];
        if (!found.has(key.span.start)) found.set(key.span.start, below);
        if (alias === undefined) walk(value, below);
        else found.set(alias.start, below);
      }
    } else {
      for (const [index, { value, alias }] of node.items.entries()) {
        if (alias === undefined) walk(value, [...path, index]);
        else found.set(alias.start, [...path, index]);
      }
    }
  };
  if (root !== undefined) walk(root, []);
  return found;
}
