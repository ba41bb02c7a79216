import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Claim, OutMap, OutNode } from "./output.ts";

/** How deep a step stands: `jobs`, the job, `steps`, its number. */
const STEP_DEPTH = 4;

/** A place in a YAML file: keys and indices from the root. */
export type OutPath = readonly (string | number)[];

/** A claim with the place of the part on which it hangs. */
export interface Placed {
  readonly path: OutPath;
  readonly claim: Claim;
}

/** Every claim of an output, in its order. */
export function placed(root: OutNode): Placed[] {
  const found: Placed[] = [];
  walk(root, [], (node, path) => {
    for (const claim of node.claims) found.push({ path, claim });
  });
  return found;
}

function walk(
  node: OutNode,
  path: OutPath,
  visit: (node: OutNode, path: OutPath, parents: readonly OutNode[]) => void,
) {
  const step = (part: OutNode, at: OutPath, parents: readonly OutNode[]): void => {
    visit(part, at, parents);
    const below = [...parents, part];
    if (part.kind === "map") for (const [key, value] of part.entries) step(value, [...at, key], below);
    if (part.kind === "list") for (const [index, item] of part.items.entries()) step(item, [...at, index], below);
  };
  step(node, path, []);
}

/**
 * Gives the comments of the source to the parts that carry what they stood at. Each is given once, to the first part.
 * @param comments lines of comment by the offset of the construct that they explain
 */
export function attachComments(root: OutMap, comments: ReadonlyMap<number, readonly string[]>): void {
  const left = new Map(comments);
  walk(root, [], (node, path, parents) => {
    for (const claim of node.claims) {
      for (const at of claim.at) {
        const lines = left.get(at);
        if (lines === undefined) continue;
        left.delete(at);
        // What explains a part of a step stands above the step.
        const step = path[0] === "jobs" && path[2] === "steps" ? parents[STEP_DEPTH] : undefined;
        const target = step ?? node;
        for (const line of lines) if (!target.comment.includes(line)) target.comment.push(line);
      }
    }
  });
}

/** The text of an output. Jobs are set apart by an empty line; texts of several lines are written as blocks. */
export function emit(root: OutMap): string {
  const document = new Document();
  document.contents = node(root, 0) as never;
  const head = commentOf(root);
  if (head !== undefined) document.commentBefore = head;
  return document.toString({ lineWidth: 0, indentSeq: true, nullStr: "" });
}

function node(part: OutNode, depth: number): Scalar | YAMLMap | YAMLSeq {
  if (part.kind === "scalar") {
    const scalar = new Scalar(part.value);
    if (typeof part.value === "string" && part.value.includes("\n")) scalar.type = Scalar.BLOCK_LITERAL;
    return scalar;
  }
  if (part.kind === "list") {
    const made = new YAMLSeq();
    if (part.items.every((item) => item.kind === "scalar" && item.comment.length === 0)) {
      made.flow = part.items.length <= 4 && part.items.every((item) => item.kind === "scalar" && isShort(item.value));
    }
    for (const item of part.items) {
      const value = node(item, depth + 1);
      const comment = commentOf(item);
      if (comment !== undefined) value.commentBefore = comment;
      made.items.push(value);
    }
    return made;
  }
  const made = new YAMLMap();
  for (const [name, value] of part.entries) {
    const key = new Scalar(name);
    const comment = commentOf(value);
    if (comment !== undefined) key.commentBefore = comment;
    if (depth === 0 && made.items.length > 0) key.spaceBefore = true;
    if (depth === 1 && value.kind === "map" && value.get("steps") !== undefined && made.items.length > 0) {
      key.spaceBefore = true;
    }
    made.items.push(new Pair(key, node(value, depth + 1)));
  }
  return made;
}

function isShort(value: string | number | boolean | null): boolean {
  return typeof value !== "string" || (value.length <= 24 && !value.includes("\n"));
}

function commentOf(part: OutNode): string | undefined {
  if (part.comment.length === 0) return undefined;
  // A line of one space is an empty line of the comment; an empty one would end it.
  return part.comment.map((line) => ` ${line.replaceAll(/[\r\t]/g, " ").trimEnd()}`).join("\n");
}
