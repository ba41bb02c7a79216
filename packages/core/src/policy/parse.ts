import { byCodeUnit, canonicalJson } from "../vocabulary/canonical.ts";
import { readDocument } from "./document.ts";
import { EMPTY_LAYER, type GateSetting, type Place, type PolicyLayer } from "./layer.ts";
import type { Policy, PolicyProblem } from "./policy.ts";
import { resolvePolicy } from "./resolve.ts";
import { readSource } from "./source.ts";

export interface PolicyText {
  /** As problems tell it, e.g. `.qms/review.yml`. */
  readonly path: string;
  readonly text: string;
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
 */
export function parsePolicy(
  files: readonly PolicyText[],
  above: readonly PolicyLayer[] = [],
): { readonly policy: Policy; readonly problems: readonly PolicyProblem[] } {
  const { layer, problems } = parseLayer(files);
  const resolved = problems.some(isError) ? null : resolvePolicy([...above, layer]);
  const all = [...problems, ...(resolved?.problems ?? [])].sort(byPlace);
  const policy = resolved === null || all.some(isError) ? resolvePolicy(above).policy : resolved.policy;
  return { policy, problems: all };
}

/** Reads the policy files of one place. With an error among the problems the layer is not to be used. */
export function parseLayer(files: readonly PolicyText[]): {
  readonly layer: PolicyLayer;
  readonly problems: readonly PolicyProblem[];
} {
  const problems: PolicyProblem[] = [];
  let layer = EMPTY_LAYER;
  for (const file of files.filter((file) => isPolicyFile(file.path)).sort((a, b) => byCodeUnit(a.path, b.path))) {
    const source = readSource(file.path, file.text);
    problems.push(...source.problems);
    for (const document of source.documents) {
      const read = readDocument(document);
      problems.push(...read.problems);
      layer = join(layer, read.layer, problems);
    }
  }
  return { layer, problems: problems.sort(byPlace) };
}

/** All that is wrong in one policy file, for `tollgate validate` and editors. */
export function checkPolicyFile(path: string, text: string): readonly PolicyProblem[] {
  return parsePolicy([{ path, text }]).problems;
}

function isError(problem: PolicyProblem): boolean {
  return problem.severity === "error";
}

function byPlace(a: PolicyProblem, b: PolicyProblem): number {
  return byCodeUnit(a.file, b.file) || a.line - b.line || a.column - b.column || byCodeUnit(a.message, b.message);
}

/**
 * Two documents of one layer. They stand beside each other, not one above the other, so a setting that both make
 * differently is a mistake: which of them won would depend on the names of the files.
 */
function join(a: PolicyLayer, b: PolicyLayer, problems: PolicyProblem[]): PolicyLayer {
  const conflict = (setting: string, what: string): void => {
    const place: Place | undefined = b.places[setting];
    const other = a.places[setting];
    if (place === undefined || other === undefined) return;
    const message = `${what} is set differently in ${other.file}, line ${other.line}; keep one of the two`;
    problems.push({ ...place, code: "policy/conflict", severity: "error", message });
  };
  const gates: Record<string, GateSetting> = { ...a.gates };
  for (const [name, setting] of Object.entries(b.gates)) {
    const before = gates[name];
    if (before !== undefined && differ(before, setting)) conflict(name, `Gate "${name}"`);
    gates[name] = { ...before, ...setting };
  }
  if (differ(a.contexts, b.contexts)) conflict("contexts", "The name of a context");
  if (differ(a.final, b.final)) conflict("final", "The final step");
  if (differ({ shadow: a.shadow }, { shadow: b.shadow })) conflict("shadow", "Shadow mode");
  return {
    ...a,
    ...b,
    gates,
    contexts: { ...a.contexts, ...b.contexts },
    final: { ...a.final, ...b.final },
    locked: [...new Set([...a.locked, ...b.locked])],
    places: { ...a.places, ...b.places },
  };
}

/** Whether both say something about the same key, and not the same thing. */
function differ(a: object, b: object): boolean {
  const other = b as Readonly<Record<string, unknown>>;
  return Object.entries(a).some(
    ([key, value]) =>
      value !== undefined && other[key] !== undefined && canonicalJson(value) !== canonicalJson(other[key]),
  );
}
