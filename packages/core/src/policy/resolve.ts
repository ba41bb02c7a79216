import { byCodeUnit } from "../vocabulary/canonical.ts";
import { CONTEXTS, type ContextKey, STEPS } from "../vocabulary/step.ts";
import { BUILTIN } from "./builtin.ts";
import { GATES } from "./gates/index.ts";
import type { GateSetting, Place, PolicyLayer } from "./layer.ts";
import type { ConfiguredGate, Policy, PolicyProblem } from "./policy.ts";

export interface ResolvedPolicy {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
}

/**
 * Merges the layers, farthest first (the installation's, then the repository's), onto the built-in template. The
 * nearest wins, setting by setting and parameter by parameter, unless a layer before it locked that setting: then the
 * nearer value is left out with a warning, and the policy stays good. Lists are replaced whole.
 */
export function resolvePolicy(layers: readonly PolicyLayer[]): ResolvedPolicy {
  const problems: PolicyProblem[] = [];
  let merged: PolicyLayer = BUILTIN;
  for (const layer of layers) merged = merge(merged, allowed(layer, new Set(merged.locked), problems));
  checkContexts(merged, problems);
  const order = new Map(GATES.map((gate, index) => [gate.name, index]));
  const gates = Object.entries(merged.gates)
    .flatMap(([name, setting]) => configure(name, setting, merged.places[name], problems))
    .sort(
      (a, b) =>
        STEPS.indexOf(a.step) - STEPS.indexOf(b.step) ||
        (order.get(a.gate) ?? 0) - (order.get(b.gate) ?? 0) ||
        byCodeUnit(a.gate, b.gate),
    );
  return {
    policy: {
      gates,
      contexts: { ...BUILTIN.contexts, ...merged.contexts },
      shadow: merged.shadow ?? BUILTIN.shadow,
      final: { ...BUILTIN.final, ...merged.final },
    },
    problems,
  };
}

function allowed(layer: PolicyLayer, locked: ReadonlySet<string>, problems: PolicyProblem[]): PolicyLayer {
  const blocked = Object.keys(layer.places).filter((name) => locked.has(name));
  if (blocked.length === 0) return layer;
  for (const name of blocked) {
    const place = layer.places[name];
    if (place !== undefined) {
      problems.push({
        ...place,
        code: "policy/locked",
        severity: "warning",
        message: `"${name}" is locked by the policy above this repository; take it out here, or ask for the lock to be lifted`,
      });
    }
  }
  const { shadow, ...rest } = layer;
  return {
    ...rest,
    gates: Object.fromEntries(Object.entries(layer.gates).filter(([name]) => !locked.has(name))),
    contexts: locked.has("contexts") ? {} : layer.contexts,
    final: locked.has("final") ? {} : layer.final,
    ...(shadow === undefined || locked.has("shadow") ? {} : { shadow }),
  };
}

function merge(base: PolicyLayer, over: PolicyLayer): PolicyLayer {
  const gates: Record<string, GateSetting> = { ...base.gates };
  for (const [name, setting] of Object.entries(over.gates)) {
    const before = gates[name];
    gates[name] = { ...before, ...setting, params: { ...before?.params, ...setting.params } };
  }
  return {
    ...base,
    ...over,
    gates,
    contexts: { ...base.contexts, ...over.contexts },
    final: { ...base.final, ...over.final },
    locked: [...base.locked, ...over.locked],
    places: { ...base.places, ...over.places },
  };
}

function configure(
  name: string,
  setting: GateSetting,
  place: Place | undefined,
  problems: PolicyProblem[],
): ConfiguredGate[] {
  const gate = GATES.find((candidate) => candidate.name === name);
  if (gate === undefined || setting.enabled === false) return [];
  const parsed = gate.params.safeParse(setting.params ?? {});
  if (!parsed.success) {
    // Each layer was checked alone; only what layers say together can still be wrong.
    if (place === undefined) throw new Error(`The built-in parameters of ${name} are wrong: ${parsed.error.message}`);
    problems.push({
      ...place,
      code: "policy/bad-value",
      severity: "error",
      message: `The parameters of ${name} do not fit those of the policy above: ${parsed.error.issues[0]?.message ?? ""}`,
    });
    return [];
  }
  return [{ gate: name, step: setting.step ?? gate.step, blocking: setting.blocking ?? true, params: parsed.data }];
}

/** Two contexts of one name would overwrite each other for ever; GitHub's names of statuses ignore case. */
function checkContexts(layer: PolicyLayer, problems: PolicyProblem[]): void {
  const seen = new Map<string, ContextKey>();
  for (const key of CONTEXTS) {
    const name = layer.contexts[key];
    if (name === undefined) continue;
    const other = seen.get(name.toLowerCase());
    const place = layer.places.contexts;
    if (other !== undefined && place !== undefined) {
      problems.push({
        ...place,
        code: "policy/conflict",
        severity: "error",
        message: `The contexts ${other} and ${key} are both named "${name}"; give each of the five its own name`,
      });
    }
    seen.set(name.toLowerCase(), key);
  }
}
