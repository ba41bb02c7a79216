import { byCodeUnit } from "../vocabulary/canonical.ts";
import { readDocument } from "./document.ts";
import { join } from "./join.ts";
import { EMPTY_LAYER, type PolicyLayer } from "./layer.ts";
import type { Policy, PolicyProblem } from "./policy.ts";
import { resolvePolicy } from "./resolve.ts";
import { readSource } from "./source.ts";
import { surroundingsOf } from "./surroundings.ts";

export interface PolicyText {
  /** As problems tell it, e.g. `.qms/review.yml`. */
  readonly path: string;
  readonly text: string;
  /** Why it could not be read, and what to do: then its text says nothing. */
  readonly unreadable?: string;
}

/** Whether a file below `.qms/` is read as policy; a README beside the policies is not. */
export function isPolicyFile(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

/**
 * Reads the policy files of a repository onto the layers above it (none: the built-in template alone).
 *
 * With a problem of severity `error` the last good policy is to be kept. The policy given then is the one of the layers
 * above: where there is no good one yet, half a policy would be nobody's policy. Never throws.
 * @param repository `owner/name`, for what a layer above says of repositories by their names
 */
export function parsePolicy(
  files: readonly PolicyText[],
  above: readonly PolicyLayer[] = [],
  repository: string | null = null,
): { readonly policy: Policy; readonly problems: readonly PolicyProblem[] } {
  const { layer, problems } = parseLayer(files, above);
  // What is good beside a broken document is looked at as well: nobody wants to hear of the faults one after another.
  const resolved = resolvePolicy([...above, layer], repository);
  const all = [...problems, ...resolved.problems].sort(byPlace);
  return { policy: all.some(isError) ? resolvePolicy(above, repository).policy : resolved.policy, problems: all };
}

/**
 * Reads the policy files of one place. With an error among the problems the layer is not to be used.
 * @param above the layers that it builds on: what they declare may be named in it
 */
export function parseLayer(
  files: readonly PolicyText[],
  above: readonly PolicyLayer[] = [],
): {
  readonly layer: PolicyLayer;
  readonly problems: readonly PolicyProblem[];
} {
  const problems: PolicyProblem[] = [];
  let layer = EMPTY_LAYER;
  // What cannot be read may be the folder itself.
  const ofPolicy = files.filter(({ path, unreadable }) => unreadable !== undefined || isPolicyFile(path));
  const inOrder = ofPolicy.sort((a, b) => byCodeUnit(a.path, b.path));
  const sources = inOrder.map((file) => readSource(file.path, file.text, file.unreadable));
  const documents = sources.flatMap((source) => source.documents);
  const around = surroundingsOf(documents, above);
  problems.push(...sources.flatMap((source) => source.problems));
  for (const document of documents) {
    const read = readDocument(document, around);
    problems.push(...read.problems);
    layer = join(layer, read.layer, problems);
  }
  return { layer, problems: problems.sort(byPlace) };
}

/**
 * All that is wrong in one policy file, for `tollgate validate` and editors.
 * @param files.together the other files of its policy: what they declare may be named in it, and what both say must agree
 * @param files.near files that may be of its policy: what they declare may be named in it, and nothing else is taken
 */
export function checkPolicyFile(
  path: string,
  text: string,
  {
    together = [],
    near = [],
  }: { readonly together?: readonly PolicyText[]; readonly near?: readonly PolicyText[] } = {},
): readonly PolicyProblem[] {
  const others = (files: readonly PolicyText[]) => files.filter((other) => other.path !== path);
  const all = [{ path, text }, ...others(together)];
  const { gates, steps } = parseLayer([...all, ...others(near)]).layer;
  const own = Object.fromEntries(Object.entries(gates).filter(([, { gate }]) => gate !== undefined));
  const declared = near.length === 0 ? [] : [{ ...EMPTY_LAYER, gates: own, steps }];
  return parsePolicy(all, declared).problems.filter((problem) => problem.file === path);
}

function isError(problem: PolicyProblem): boolean {
  return problem.severity === "error";
}

function byPlace(a: PolicyProblem, b: PolicyProblem): number {
  return byCodeUnit(a.file, b.file) || a.line - b.line || a.column - b.column || byCodeUnit(a.message, b.message);
}
