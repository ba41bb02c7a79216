import type { WrittenRisk } from "../risk/settings.ts";
import { RIGOURS } from "../vocabulary/tier.ts";
import type { GateSetting, LayerStep, PolicyLayer } from "./layer.ts";
import type { PolicyProblem } from "./policy.ts";

/** What a layer may say above which another one locked things. */
export function allowed(layer: PolicyLayer, above: PolicyLayer, problems: PolicyProblem[]): PolicyLayer {
  const locked = new Set(above.locked);
  const blocked = Object.keys(layer.places).filter((name) => locked.has(name));
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
  const { shadow, tier, tiers, rigour, risk, ...rest } = withoutLockedSteps(layer, above, locked, problems);
  return {
    ...rest,
    gates: Object.fromEntries(Object.entries(rest.gates).filter(([name]) => !locked.has(name))),
    contexts: locked.has("contexts") ? {} : rest.contexts,
    final: locked.has("final") ? {} : rest.final,
    ...(shadow === undefined || locked.has("shadow") ? {} : { shadow }),
    ...(tier === undefined || locked.has("tier") ? {} : { tier }),
    ...(tiers === undefined || locked.has("tier") ? {} : { tiers }),
    ...(rigour === undefined || locked.has("rigour") ? {} : { rigour }),
    ...(risk === undefined || locked.has("risk") ? {} : { risk }),
  };
}

/**
 * Steps that hold a locked gate stay as the layer above has them: a condition added to such a step would take the gate
 * out by another way.
 */
function withoutLockedSteps(
  layer: PolicyLayer,
  above: PolicyLayer,
  locked: ReadonlySet<string>,
  problems: PolicyProblem[],
): PolicyLayer {
  const holding = new Set(
    Object.entries(above.gates).flatMap(([name, { within }]) =>
      locked.has(name) && within !== undefined ? [within.step] : [],
    ),
  );
  const isFixed = (step: string) => locked.has("steps") || holding.has(step);
  const fixed = layer.steps.filter(({ name }) => isFixed(name));
  if (fixed.length === 0) return layer;
  const place = layer.places.steps;
  const named = fixed.filter(({ name }) => holding.has(name)).map(({ name }) => `"${name}"`);
  if (place !== undefined && named.length > 0 && !locked.has("steps")) {
    problems.push({
      ...place,
      code: "policy/locked",
      severity: "warning",
      message: `The policy above this repository locks gates of step ${named.join(", ")}, so that stays as it is there; name your step otherwise`,
    });
  }
  return {
    ...layer,
    steps: layer.steps.filter(({ name }) => !isFixed(name)),
    gates: Object.fromEntries(
      Object.entries(layer.gates).map(([name, setting]) =>
        setting.within !== undefined && isFixed(setting.within.step)
          ? [name, placedAs(setting, above.steps)]
          : [name, setting],
      ),
    ),
  };
}

/** The gate in the step of that name that stands above; where there is none it stays where it was. */
function placedAs({ within, step: _, ...setting }: GateSetting, above: readonly LayerStep[]): GateSetting {
  const listing = above.find(({ name }) => name === within?.step);
  if (listing === undefined || listing.phase === "final" || within === undefined) return setting;
  return { ...setting, step: listing.phase, within };
}

/** One layer onto the ones above it: the nearer wins, setting by setting. */
export function merge(base: PolicyLayer, over: PolicyLayer): PolicyLayer {
  const gates: Record<string, GateSetting> = { ...base.gates };
  for (const [name, setting] of Object.entries(over.gates)) {
    const { within, ...before } = gates[name] ?? {};
    const params = { ...before.params, ...setting.params };
    // Whoever gives a gate another phase takes it out of the step that listed it.
    const kept = within === undefined || setting.step !== undefined ? {} : { within };
    gates[name] = { ...before, ...kept, ...setting, params, ...byRigour(before, setting) };
  }
  const used = new Set(Object.values(gates).map(({ within }) => within?.step));
  const named = new Set(over.steps.map(({ name }) => name));
  const kept = base.steps.filter(({ name }) => !named.has(name) && (over.steps.length === 0 || used.has(name)));
  return {
    ...base,
    ...over,
    gates,
    contexts: { ...base.contexts, ...over.contexts },
    final: { ...base.final, ...over.final },
    rigour: { ...base.rigour, ...over.rigour },
    risk: mergedRisk(base.risk, over.risk),
    steps: [...kept, ...over.steps],
    locked: [...base.locked, ...over.locked],
    places: { ...base.places, ...over.places },
  };
}

function byRigour(before: GateSetting, setting: GateSetting): Pick<GateSetting, "by_rigour"> {
  if (before.by_rigour === undefined && setting.by_rigour === undefined) return {};
  const entries = RIGOURS.flatMap((rigour) => {
    const [a, b] = [before.by_rigour?.[rigour], setting.by_rigour?.[rigour]];
    return a === undefined && b === undefined ? [] : [[rigour, { params: { ...a?.params, ...b?.params } }] as const];
  });
  return { by_rigour: Object.fromEntries(entries) };
}

function mergedRisk(base: WrittenRisk = {}, over: WrittenRisk = {}): WrittenRisk {
  const areas = { ...base.areas };
  for (const [name, area] of Object.entries(over.areas ?? {})) areas[name] = { ...areas[name], ...area };
  return { ...base, ...over, areas };
}
