import { gateNamed } from "./gates/index.ts";
import { THRESHOLD, threshold } from "./gates/threshold.ts";
import { checkDocument, valueAt } from "./issues.ts";
import { EMPTY_LAYER, type GateSetting, type Patience } from "./layer.ts";
import { nearest, suggestion } from "./nearest.ts";
import { notYet, problem, type ReadDocument, refused } from "./problems.ts";
import { GATE_NAMES, GATE_TYPES, knownGateSchema, secondsOf, taskGateSchema, thresholdGateSchema } from "./schemas.ts";
import type { SourceDocument } from "./source.ts";
import { phaseOfName } from "./steps.ts";
import type { Surroundings } from "./surroundings.ts";

/** Understands a QualityGate document: settings of a gate there is, or a gate of its own that compares a metric. */
export function readGate(document: SourceDocument, around: Surroundings): ReadDocument {
  const name = valueAt(document.value, ["metadata", "name"]);
  const type = valueAt(document.value, ["spec", "type"]);
  const gate = typeof name === "string" ? gateNamed(name) : undefined;
  if (gate !== undefined) {
    const wrong = checkDocument(knownGateSchema(gate), document);
    if (wrong.length > 0) return refused(wrong);
    return placed(document, around, gate.name, valueAt(document.value, ["spec"]) as GateSetting);
  }
  if (type === "task") return readTask(document);
  if (type === "threshold" || valueAt(document.value, ["spec", "metric"]) !== undefined) {
    return readThreshold(document, around);
  }
  if (type !== undefined) {
    const message = `There is no gate of type "${String(type)}"${suggestion(String(type), GATE_TYPES)}`;
    return refused([problem(document.valuePlace(["spec", "type"]), "policy/bad-value", message)]);
  }
  if (typeof name !== "string") return refused(checkDocument(thresholdGateSchema, document));
  const near = nearest(name, GATE_NAMES);
  const remedy =
    near === null
      ? `; for one of your own write "type: threshold" into its spec, with metric and threshold`
      : `; write "${near}"`;
  return refused([
    problem(document.valuePlace(["metadata", "name"]), "policy/unknown-gate", `There is no gate "${name}"${remedy}`),
  ]);
}

interface Threshold {
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>> & Waiting & Pick<GateSetting, "enabled" | "blocking">;
}

interface Waiting {
  readonly timeout?: string | number;
  readonly retry?: number;
  readonly escalation?: { readonly enabled?: boolean; readonly threshold?: string | number };
}

function readThreshold(document: SourceDocument, around: Surroundings): ReadDocument {
  const wrong = checkDocument(thresholdGateSchema, document);
  if (wrong.length > 0) return refused(wrong);
  const { metadata, spec } = document.value as Threshold;
  const { type: _, enabled = true, blocking, timeout, retry, escalation, ...written } = spec;
  // What feeds the check for security guards it, whether the document says so or not.
  const params = metadata.name.startsWith("security/") ? { ...written, guards_security: true } : written;
  const [unfit] = threshold.params.safeParse(params).error?.issues ?? [];
  if (unfit !== undefined) {
    const place = document.valuePlace(["spec", ...unfit.path]);
    return refused([problem(place, "policy/bad-value", `spec.${unfit.path.join(".")}: ${unfit.message}`)]);
  }
  const patience = patienceOf({ timeout, escalation } as Waiting);
  const setting: GateSetting = {
    gate: THRESHOLD,
    enabled,
    ...(blocking === undefined ? {} : { blocking }),
    params,
    ...(patience === null ? {} : { patience }),
  };
  return placed(document, around, metadata.name, setting);
}

function readTask(document: SourceDocument): ReadDocument {
  const wrong = checkDocument(taskGateSchema, document);
  if (wrong.length > 0) return refused(wrong);
  const name = String(valueAt(document.value, ["metadata", "name"]));
  const message = `Gate "${name}" is work for an agent, which this version gives to nobody; it holds nothing up`;
  return refused([notYet(document.valuePlace(["spec", "type"]), message)]);
}

function patienceOf({ timeout, escalation }: Waiting): Patience | null {
  const threshold = escalation?.enabled === false ? undefined : escalation?.threshold;
  const seconds = timeout ?? threshold;
  if (seconds === undefined) return null;
  const escalates = threshold ?? (escalation?.enabled === true ? seconds : undefined);
  return {
    seconds: secondsOf(seconds),
    ...(escalates === undefined ? {} : { escalateAfter: secondsOf(escalates) }),
  };
}

/** Puts the gate into the step that `metadata.step` names: a step of a template, or a phase by its name. */
function placed(document: SourceDocument, around: Surroundings, name: string, setting: GateSetting): ReadDocument {
  const written = valueAt(document.value, ["metadata", "step"]) as string | undefined;
  const places = { [name]: document.valuePlace(["metadata", "name"]) };
  const layer = { ...EMPTY_LAYER, places };
  if (written === undefined || setting.step !== undefined) {
    return { layer: { ...layer, gates: { [name]: setting } }, problems: [] };
  }
  const step = around.steps.get(written) ?? phaseOfName(written);
  if (step === null || step === "final") {
    const names = [...around.steps].flatMap(([other, phase]) => (phase === "final" ? [] : [other]));
    const near = nearest(written, [...names, "ready", "progress", "done"]);
    const choice = [...names, "ready, progress or done"].join(", ");
    const message = `"${written}" is no step that holds gates; write ${near === null ? choice : `"${near}"`}`;
    return refused([problem(document.valuePlace(["metadata", "step"]), "policy/bad-value", message)]);
  }
  const within = around.steps.has(written) ? { within: { step: written, place: AFTER_LISTED } } : {};
  return { layer: { ...layer, gates: { [name]: { ...setting, step, ...within } } }, problems: [] };
}

/** Gates that name their step come after those that the step lists. */
const AFTER_LISTED = 1_000_000;
