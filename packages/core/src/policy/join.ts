import { canonicalJson } from "../vocabulary/canonical.ts";
import type { GateSetting, PolicyLayer } from "./layer.ts";
import type { PolicyProblem } from "./policy.ts";
import { problem } from "./problems.ts";

/**
 * Two documents of one layer. They stand beside each other, not one above the other, so a setting that both make
 * differently is a mistake: which of them won would depend on the names of the files.
 */
export function join(a: PolicyLayer, b: PolicyLayer, problems: PolicyProblem[]): PolicyLayer {
  const conflict = (setting: string, what: string): void => {
    const place = b.places[setting];
    const other = a.places[setting];
    if (place === undefined || other === undefined) return;
    const message = `${what} is set differently in ${other.file}, line ${other.line}; keep one of the two`;
    problems.push(problem(place, "policy/conflict", message));
  };
  const gates: Record<string, GateSetting> = { ...a.gates };
  for (const [name, setting] of Object.entries(b.gates)) {
    const before = gates[name] ?? {};
    if (differ(withoutPlace(before), withoutPlace(setting))) conflict(name, `Gate "${name}"`);
    gates[name] = { ...before, ...setting, ...firstPlace(before, setting) };
  }
  if (differ(a.contexts, b.contexts)) conflict("contexts", "The name of a context");
  if (differ(a.final, b.final)) conflict("final", "The final step");
  if (differ({ shadow: a.shadow }, { shadow: b.shadow })) conflict("shadow", "Shadow mode");
  if (differ({ tier: a.tier, tiers: a.tiers }, { tier: b.tier, tiers: b.tiers })) conflict("tier", "The tier");
  if (differ(a.rigour ?? {}, b.rigour ?? {})) conflict("rigour", "The rigour of a tier");
  if (differ({ risk: a.risk }, { risk: b.risk })) conflict("risk", "How risk is counted");
  if (a.steps.length > 0 && b.steps.length > 0) conflict("steps", "The list of steps");
  return {
    ...a,
    ...b,
    ...templateOf(a, b),
    gates,
    contexts: { ...a.contexts, ...b.contexts },
    final: { ...a.final, ...b.final },
    rigour: { ...a.rigour, ...b.rigour },
    steps: b.steps.length > 0 ? b.steps : a.steps,
    locked: [...new Set([...a.locked, ...b.locked])],
    places: { ...a.places, ...b.places },
  };
}

/** The one that has the steps, else the first. */
function templateOf(a: PolicyLayer, b: PolicyLayer): Pick<PolicyLayer, "template"> {
  const template = a.template === undefined || b.steps.length > 0 ? (b.template ?? a.template) : a.template;
  return template === undefined ? {} : { template };
}

/** A step's list tells the place in it; a gate document that names the step as well says the same. */
function firstPlace({ within: a }: GateSetting, { within: b }: GateSetting): Pick<GateSetting, "within"> {
  if (a === undefined || b === undefined || a.step !== b.step) return {};
  return { within: a.place < b.place ? a : b };
}

function withoutPlace({ within, ...setting }: GateSetting): object {
  return { ...setting, ...(within === undefined ? {} : { within: within.step }) };
}

/** Whether both say something about the same key, and not the same thing. */
function differ(a: object, b: object): boolean {
  const other = b as Readonly<Record<string, unknown>>;
  return Object.entries(a).some(
    ([key, value]) =>
      value !== undefined && other[key] !== undefined && canonicalJson(value) !== canonicalJson(other[key]),
  );
}
