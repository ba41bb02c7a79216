import type { ZodError } from "zod";
import { RIGOUR_OF_TIER } from "../risk/rigour.ts";
import { DEFAULT_RISK, type RiskArea, type RiskSettings, type WrittenRisk } from "../risk/settings.ts";
import { byCodeUnit } from "../vocabulary/canonical.ts";
import { CONTEXTS, type ContextKey, GATE_CONTEXTS, type GateContext, STEPS, type Step } from "../vocabulary/step.ts";
import { RIGOURS, type Rigour } from "../vocabulary/tier.ts";
import { BUILTIN } from "./builtin.ts";
import { GATES, JUDGES } from "./gates/index.ts";
import type { GateSetting, LayerStep, Place, PolicyLayer } from "./layer.ts";
import { allowed, merge } from "./merge.ts";
import { suggestion } from "./nearest.ts";
import type { ConfiguredGate, Policy, PolicyProblem } from "./policy.ts";
import { nameOf } from "./policy.ts";
import { tierIn } from "./tier.ts";

export interface ResolvedPolicy {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
}

/**
 * Merges the layers, farthest first (the installation's, then the repository's), onto the built-in template. The
 * nearest wins, setting by setting and parameter by parameter, unless a layer before it locked that setting: then the
 * nearer value is left out with a warning, and the policy stays good. Lists are replaced whole.
 * @param repository `owner/name`, for what a layer says of repositories by their names; null where it is not known
 */
export function resolvePolicy(layers: readonly PolicyLayer[], repository: string | null = null): ResolvedPolicy {
  const problems: PolicyProblem[] = [];
  let merged: PolicyLayer = BUILTIN;
  for (const layer of layers) {
    const said = allowed(layer, merged, problems);
    const tier = tierIn(said, repository);
    merged = merge(merged, { ...said, ...(tier === undefined ? {} : { tier }) });
  }
  checkContexts(merged, problems);
  const tier = merged.tier ?? "standard";
  const steps = merged.steps.toSorted((a, b) => STEPS.indexOf(a.phase) - STEPS.indexOf(b.phase));
  const configured = Object.entries(merged.gates)
    .filter(([name, { gate = name }]) => name in merged.places || JUDGES.get(gate)?.tiers.includes(tier) === true)
    .flatMap(([name, setting]) => configure(name, setting, steps, merged.places[name], problems))
    .sort(inOrder(steps));
  const final = steps.findLast(({ phase }) => phase === "final");
  return {
    policy: {
      gates: configured.map(({ gate, step }) => waiting(gate, step, steps, configured)),
      contexts: { ...BUILTIN.contexts, ...merged.contexts },
      shadow: merged.shadow ?? BUILTIN.shadow,
      final: {
        ...BUILTIN.final,
        ...merged.final,
        ...(final?.patience === undefined ? {} : { patience: final.patience }),
      },
      tier,
      rigour: merged.rigour?.[tier] ?? RIGOUR_OF_TIER[tier],
      risk: riskSettings(merged.risk, merged.places.risk, problems),
      ...(merged.template === undefined ? {} : { template: { ...merged.template, steps } }),
    },
    problems,
  };
}

/** A gate with the step that lists it, where one does. */
interface Placed {
  readonly gate: ConfiguredGate;
  readonly step: { readonly name: string; readonly place: number } | null;
}

const CONTEXT_OF_STEP = { ready: "dor", progress: "quality", done: "dod" } as const satisfies Record<
  Exclude<Step, "final">,
  GateContext
>;

function configure(
  name: string,
  setting: GateSetting,
  steps: readonly LayerStep[],
  place: Place | undefined,
  problems: PolicyProblem[],
): Placed[] {
  const gate = JUDGES.get(setting.gate ?? name);
  if (gate === undefined || setting.enabled === false) return [];
  const wrong = (error: ZodError): [] => {
    // Each layer was checked alone; only what layers say together can still be wrong.
    if (place === undefined) throw new Error(`The built-in parameters of ${name} are wrong: ${error.message}`);
    problems.push({
      ...place,
      code: "policy/bad-value",
      severity: "error",
      message: `The parameters of ${name} do not fit those of the policy above: ${error.issues[0]?.message ?? ""}`,
    });
    return [];
  };
  const parsed = gate.params.safeParse(setting.params ?? {});
  if (!parsed.success) return wrong(parsed.error);
  const byRigour: Partial<Record<Rigour, unknown>> = {};
  for (const rigour of RIGOURS) {
    const other = setting.by_rigour?.[rigour]?.params;
    if (other === undefined) continue;
    const taken = gate.params.safeParse({ ...setting.params, ...other });
    if (!taken.success) return wrong(taken.error);
    byRigour[rigour] = taken.data;
  }
  const phase = setting.step ?? gate.step;
  const listing = steps.find((step) => step.name === setting.within?.step && step.phase === phase);
  const patience = setting.patience ?? listing?.patience;
  const configured: ConfiguredGate = {
    gate: gate.name,
    step: phase,
    ...(setting.blocking === undefined ? {} : { blocking: setting.blocking }),
    params: parsed.data,
    ...(setting.by_rigour === undefined ? {} : { byRigour }),
    ...(gate.name === name ? {} : { name }),
    ...(gate.name === name || GATE_CONTEXTS.some((key) => name.startsWith(`${key}/`))
      ? {}
      : { context: CONTEXT_OF_STEP[phase] }),
    ...(listing === undefined ? {} : { within: listing.name }),
    ...(patience === undefined ? {} : { patience }),
  };
  const step = listing === undefined ? null : { name: listing.name, place: setting.within?.place ?? 0 };
  return [{ gate: configured, step }];
}

/** By phase; what no step lists first, then step by step as the template has them; last by the list of gates. */
function inOrder(steps: readonly LayerStep[]): (a: Placed, b: Placed) => number {
  const order = new Map(GATES.map((gate, index) => [gate.name, index]));
  const keys = ({ gate, step }: Placed) => [
    STEPS.indexOf(gate.step),
    steps.findIndex(({ name }) => name === step?.name),
    step?.place ?? 0,
    order.get(gate.gate) ?? order.size,
  ];
  return (a, b) => {
    const other = keys(b);
    const different = keys(a).findIndex((key, index) => key !== other[index]);
    if (different < 0) return byCodeUnit(nameOf(a.gate), nameOf(b.gate));
    return (keys(a)[different] ?? 0) - (other[different] ?? 0);
  };
}

/** Adds what a gate waits for, and where it does not apply, by the step that lists it. */
function waiting(
  gate: ConfiguredGate,
  at: Placed["step"],
  steps: readonly LayerStep[],
  all: readonly Placed[],
): ConfiguredGate {
  const index = steps.findIndex(({ name }) => name === at?.name);
  const step = steps[index];
  if (at === null || step === undefined) return gate;
  const listedBy = (name: string, before = Number.POSITIVE_INFINITY) =>
    all.flatMap((other) => (other.step?.name === name && other.step.place < before ? [nameOf(other.gate)] : []));
  const waits: { gates: readonly string[]; what: string }[] = [];
  const { condition } = step;
  if (condition?.on === "success") {
    waits.push({ gates: listedBy(condition.step), what: `step "${condition.step}"` });
  }
  if (step.sequential === true) {
    for (const before of steps.slice(0, index)) {
      if (before.phase !== step.phase || (condition?.on === "success" && condition.step === before.name)) continue;
      waits.push({ gates: listedBy(before.name), what: `step "${before.name}"` });
    }
    waits.push({ gates: listedBy(step.name, at.place), what: `the gates before it in step "${step.name}"` });
  }
  const real = waits.filter(({ gates }) => gates.length > 0);
  return {
    ...gate,
    ...(real.length === 0 ? {} : { waits: real }),
    ...(condition?.on === "failure"
      ? { onlyIf: { on: "failure", step: condition.step, gates: listedBy(condition.step) } }
      : {}),
    ...(condition?.on === "risk" ? { onlyIf: { on: "risk", step: step.name, risks: condition.risks } } : {}),
  };
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

/** The areas and limits in force; the default ones themselves where no file says anything of them. */
function riskSettings(written: WrittenRisk = {}, place: Place | undefined, problems: PolicyProblem[]): RiskSettings {
  const { areas = {}, medium = DEFAULT_RISK.medium, high = DEFAULT_RISK.high } = written;
  const wrong = (message: string): void => {
    if (place !== undefined) problems.push({ ...place, code: "policy/bad-value", severity: "error", message });
  };
  if (high <= medium) wrong(`High risk begins at ${high} and medium at ${medium}; write a larger number for high`);
  const resolved: Record<string, RiskArea> = { ...DEFAULT_RISK.areas };
  for (const [name, { paths, weight }] of Object.entries(areas)) {
    const known = resolved[name];
    if (paths === undefined && known === undefined) {
      wrong(
        `There is no area "${name}", and one of your own needs paths${suggestion(name, Object.keys(DEFAULT_RISK.areas))}`,
      );
      continue;
    }
    resolved[name] = {
      ...(paths === undefined && known !== undefined ? known : { paths: paths ?? [] }),
      weight: weight ?? known?.weight ?? 3,
    };
  }
  const nothing = Object.keys(areas).length === 0 && medium === DEFAULT_RISK.medium && high === DEFAULT_RISK.high;
  return nothing ? DEFAULT_RISK : { areas: resolved, medium, high };
}
