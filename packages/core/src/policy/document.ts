import type { z } from "zod";
import { CONTEXTS, type ContextKey, DEFAULT_CONTEXT_NAMES, STEPS } from "../vocabulary/step.ts";
import { GATES, gateNamed } from "./gates/index.ts";
import { checkDocument, valueAt } from "./issues.ts";
import { EMPTY_LAYER, type GateSetting, type Place, type PolicyLayer } from "./layer.ts";
import { nearest, suggestion } from "./nearest.ts";
import type { PolicyProblem } from "./policy.ts";
import { githubIntegrationSchema, knownGateSchema, thresholdGateSchema, workflowTemplateSchema } from "./schemas.ts";
import type { SourceDocument } from "./source.ts";
import { phaseOfName, phasesOf } from "./steps.ts";

/** Kinds that other parts of Tollgate will read. */
export const LATER_KINDS = ["WorkflowTest"];
/** Plain files that other parts of Tollgate will read, by a key that each has at its top. */
export const LATER_KEYS = [
  "branch_protection",
  "global_policies",
  "automation",
  "failure_detection",
  "retry_mechanisms",
];
const KINDS = ["WorkflowTemplate", "QualityGate"];
const ENVELOPE = ["apiVersion", "kind", "metadata", "spec"];
const INTEGRATION = "github_actions_integration";

const GATE_NAMES = GATES.map((gate) => gate.name);

/** What one document says, or why it cannot be taken. With an error among the problems the layer is not to be used. */
export interface ReadDocument {
  readonly layer: PolicyLayer;
  readonly problems: readonly PolicyProblem[];
}

/** Understands one document of a policy file, whatever its form. */
export function readDocument(document: SourceDocument): ReadDocument {
  const { value } = document;
  if (value === null || value === undefined) return nothing([]);
  const keys = typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : null;
  if (keys === null) {
    return nothing([
      problem(
        document.valuePlace([]),
        "policy/bad-value",
        "A policy is a mapping; begin with apiVersion, kind, metadata, spec",
      ),
    ]);
  }
  if (keys.includes(INTEGRATION)) return readIntegration(document);
  if (keys.includes("kind") || keys.includes("apiVersion")) return readKind(document);
  const later = LATER_KEYS.find((key) => keys.includes(key));
  if (later !== undefined) {
    return nothing([
      notYet(document.keyPlace([later]), `"${later}" is not used by this version; the file is left alone`),
    ]);
  }
  const written = keys[0] ?? "";
  return nothing([
    problem(
      document.keyPlace(keys.length === 0 ? [] : [written]),
      keys.length === 0 ? "policy/missing-key" : "policy/unknown-key",
      keys.length === 0
        ? "The document is empty; write apiVersion, kind, metadata and spec"
        : `"${written}" begins no kind of policy document${suggestion(written, [...ENVELOPE, INTEGRATION])}`,
    ),
  ]);
}

function readKind(document: SourceDocument): ReadDocument {
  const kind = valueAt(document.value, ["kind"]);
  if (kind === "WorkflowTemplate") return readTemplate(document);
  if (kind === "QualityGate") return readGate(document);
  if (typeof kind === "string" && LATER_KINDS.includes(kind)) {
    return nothing([
      notYet(document.valuePlace(["kind"]), `kind ${kind} is not used by this version; the document is left alone`),
    ]);
  }
  if (kind === undefined) {
    return nothing([
      problem(document.keyPlace([]), "policy/missing-key", `The document lacks "kind"; add one of ${KINDS.join(", ")}`),
    ]);
  }
  return nothing([
    problem(
      document.valuePlace(["kind"]),
      "policy/unknown-kind",
      `"${String(kind)}" is no kind${suggestion(String(kind), KINDS)}`,
    ),
  ]);
}

type Template = {
  readonly spec: {
    readonly gates?: Readonly<Record<string, GateSetting>>;
    readonly contexts?: Readonly<Partial<Record<ContextKey, string>>>;
    readonly shadow?: boolean;
    readonly final?: PolicyLayer["final"];
    readonly locked?: readonly string[];
    readonly steps?: readonly TemplateStep[];
  };
};
type TemplateStep = {
  readonly name: string;
  readonly phase?: (typeof STEPS)[number];
  readonly type?: string;
  readonly condition?: string;
  readonly agents?: readonly string[];
  readonly quality_gates?: readonly string[];
};

function readTemplate(document: SourceDocument): ReadDocument {
  const wrong = checkDocument(workflowTemplateSchema, document);
  if (wrong.length > 0) return nothing(wrong);
  const { spec } = document.value as Template;
  const problems: PolicyProblem[] = [];
  const places: Record<string, Place> = {};
  const gates: Record<string, GateSetting> = {};
  for (const [name, place, setting] of gatesOfSteps(document, spec.steps ?? [], problems)) {
    gates[name] = setting;
    places[name] = place;
  }
  for (const [name, setting] of Object.entries(spec.gates ?? {})) {
    // Being listed in a step places a gate; what its own entry says about it goes before that.
    gates[name] = { ...gates[name], ...setting };
    places[name] = document.keyPlace(["spec", "gates", name]);
  }
  for (const key of ["contexts", "shadow", "final"] as const) {
    if (spec[key] !== undefined) places[key] = document.keyPlace(["spec", key]);
  }
  const { steps = [], final } = spec;
  if (steps.length > 0 && !phasesOf(steps).includes("final") && final?.required === undefined) {
    const message =
      'No step is of phase final, and a person still has the last word; write "final: { required: false }" to do without, or "required: true" to say so';
    problems.push({
      ...document.keyPlace(["spec", "steps"]),
      code: "policy/no-final-step",
      severity: "warning",
      message,
    });
  }
  const layer: PolicyLayer = {
    gates,
    contexts: spec.contexts ?? {},
    ...(spec.shadow === undefined ? {} : { shadow: spec.shadow }),
    final: spec.final ?? {},
    locked: spec.locked ?? [],
    places,
  };
  return { layer, problems };
}

const UNUSED_STEP_KEYS = ["timeout", "retry_policy", "parallel_reviews", "escalation_enabled"];

function gatesOfSteps(
  document: SourceDocument,
  steps: readonly TemplateStep[],
  problems: PolicyProblem[],
): [string, Place, GateSetting][] {
  const found = new Map<string, [string, Place, GateSetting]>();
  const phases = phasesOf(steps);
  for (const [index, step] of steps.entries()) {
    const at = ["spec", "steps", index];
    const phase = phases[index] ?? "done";
    const before = phases[index - 1];
    if (before !== undefined && STEPS.indexOf(phase) < STEPS.indexOf(before)) {
      const message = `Step "${step.name}" is of phase ${phase} and stands after one of phase ${before}; move it up, or write "phase: ${before}"`;
      problems.push(problem(document.valuePlace([...at, "name"]), "policy/step-order", message));
    }
    problems.push(...unusedOfStep(document, at, step, steps[index - 1]));
    for (const [number, name] of (step.quality_gates ?? []).entries()) {
      const place = document.valuePlace([...at, "quality_gates", number]);
      if (gateNamed(name) === undefined) {
        const near = nearest(name, GATE_NAMES);
        problems.push(
          near === null
            ? notYet(place, `Gate "${name}" is not available in this version; the step goes on without it`)
            : problem(place, "policy/unknown-gate", `There is no gate "${name}"; write "${near}"`),
        );
      } else if (phase === "final") {
        const message = `The final step is a person's decision and holds no gates; move "${name}" to a step before it`;
        problems.push(problem(place, "policy/bad-value", message));
      } else if (found.has(name)) {
        problems.push(problem(place, "policy/conflict", `Gate "${name}" stands in two steps; keep it in one`));
      } else found.set(name, [name, place, { enabled: true, step: phase }]);
    }
  }
  return [...found.values()];
}

function unusedOfStep(
  document: SourceDocument,
  at: readonly PropertyKey[],
  step: TemplateStep,
  before: TemplateStep | undefined,
): PolicyProblem[] {
  const problems = (step.agents ?? []).map((agent, number) =>
    notYet(
      document.valuePlace([...at, "agents", number]),
      `Agent "${agent}" is not yet registered; no work is given to it`,
    ),
  );
  const unused = UNUSED_STEP_KEYS.filter((key) => Object.hasOwn(step, key));
  const [first] = unused;
  if (first !== undefined) {
    problems.push(
      notYet(document.keyPlace([...at, first]), `${unused.join(", ")}: read, but not used by this version`),
    );
  }
  // The steps follow each other anyway, so the usual condition holds by itself.
  if (step.condition !== undefined && step.condition !== `${before?.name}.success`) {
    const message = `Conditions other than the success of the step before are not used by this version; the step follows "${before?.name ?? "the start"}"`;
    problems.push(notYet(document.valuePlace([...at, "condition"]), message));
  }
  return problems;
}

function readGate(document: SourceDocument): ReadDocument {
  const name = valueAt(document.value, ["metadata", "name"]);
  const spec = valueAt(document.value, ["spec"]);
  const gate = typeof name === "string" ? gateNamed(name) : undefined;
  if (gate === undefined) {
    const threshold = typeof spec === "object" && spec !== null && ("type" in spec || "metric" in spec);
    if (!threshold && typeof name === "string") {
      const message = `There is no gate "${name}"${suggestion(name, GATE_NAMES)}`;
      return nothing([problem(document.valuePlace(["metadata", "name"]), "policy/unknown-gate", message)]);
    }
    const wrong = checkDocument(thresholdGateSchema, document);
    if (wrong.length > 0) return nothing(wrong);
    const message = `Gate "${String(name)}" compares a metric, and this version takes no measurements; it is not applied`;
    return nothing([notYet(document.valuePlace(["metadata", "name"]), message)]);
  }
  const wrong = checkDocument(knownGateSchema(gate), document);
  if (wrong.length > 0) return nothing(wrong);
  const setting = spec as GateSetting;
  const written = valueAt(document.value, ["metadata", "step"]) as string | undefined;
  const places = { [gate.name]: document.valuePlace(["metadata", "name"]) };
  if (written === undefined || setting.step !== undefined) {
    return { layer: { ...EMPTY_LAYER, gates: { [gate.name]: setting }, places }, problems: [] };
  }
  const step = phaseOfName(written);
  if (step === null || step === "final") {
    const message = `"${written}" is no step that holds gates; write ready, progress or done`;
    return nothing([problem(document.valuePlace(["metadata", "step"]), "policy/bad-value", message)]);
  }
  return { layer: { ...EMPTY_LAYER, gates: { [gate.name]: { ...setting, step } }, places }, problems: [] };
}

function readIntegration(document: SourceDocument): ReadDocument {
  const wrong = checkDocument(githubIntegrationSchema, document);
  if (wrong.length > 0) return nothing(wrong);
  const { [INTEGRATION]: body } = document.value as z.infer<typeof githubIntegrationSchema>;
  const problems: PolicyProblem[] = [];
  const written = body.status_checks?.required_contexts;
  for (const key of ["workflow_triggers", "branch_protection"] as const) {
    if (body[key] !== undefined) {
      problems.push(notYet(document.keyPlace([INTEGRATION, key]), `${key}: read, but not used by this version`));
    }
  }
  if (written === undefined) return { layer: EMPTY_LAYER, problems };
  const at = [INTEGRATION, "status_checks", "required_contexts"];
  const { contexts, unplaced } = assignContexts(written);
  for (const index of unplaced) {
    const message = `"${written[index]}" is none of Tollgate's five contexts and is not used; a name ends in ${SUFFIXES.join(", ")}, or all five stand in that order`;
    problems.push(notYet(document.valuePlace([...at, index]), message));
  }
  const places = { contexts: document.keyPlace(at) };
  return { layer: { ...EMPTY_LAYER, contexts, places }, problems };
}

const SUFFIXES = CONTEXTS.map((key) => suffixOf(key));

function suffixOf(key: ContextKey): string {
  return DEFAULT_CONTEXT_NAMES[key].slice(DEFAULT_CONTEXT_NAMES[key].indexOf("/") + 1);
}

/** By the end of the name first; where a list of five leaves some over, those by their position. */
function assignContexts(names: readonly string[]): {
  contexts: Partial<Record<ContextKey, string>>;
  unplaced: number[];
} {
  const contexts: Partial<Record<ContextKey, string>> = {};
  let unplaced: number[] = [];
  for (const [index, name] of names.entries()) {
    const key = CONTEXTS.find((candidate) => name.split("/").at(-1) === suffixOf(candidate));
    if (key !== undefined && contexts[key] === undefined) contexts[key] = name;
    else unplaced.push(index);
  }
  if (names.length !== CONTEXTS.length) return { contexts, unplaced };
  unplaced = unplaced.filter((index) => {
    const key = CONTEXTS[index];
    if (key === undefined || contexts[key] !== undefined) return true;
    contexts[key] = names[index] ?? "";
    return false;
  });
  return { contexts, unplaced };
}

function nothing(problems: readonly PolicyProblem[]): ReadDocument {
  return { layer: EMPTY_LAYER, problems };
}

function problem(place: Place, code: string, message: string): PolicyProblem {
  return { ...place, code, severity: "error", message };
}

function notYet(place: Place, message: string): PolicyProblem {
  return { ...place, code: "policy/not-yet", severity: "warning", message };
}
