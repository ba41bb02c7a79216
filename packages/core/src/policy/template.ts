import { type ContextKey, STEPS, type Step } from "../vocabulary/step.ts";
import { type Condition, readCondition } from "./condition.ts";
import { gateNamed } from "./gates/index.ts";
import { GROUPS, groupNamed } from "./groups.ts";
import { checkDocument } from "./issues.ts";
import { EMPTY_LAYER, type GateSetting, type LayerStep, type Patience, type Place, type PolicyLayer } from "./layer.ts";
import { nearest, suggestion } from "./nearest.ts";
import type { PolicyProblem } from "./policy.ts";
import { notYet, problem, type ReadDocument, refused } from "./problems.ts";
import { GATE_NAMES, LOCKABLE, secondsOf, workflowTemplateSchema } from "./schemas.ts";
import type { SourceDocument } from "./source.ts";
import { phasesOf } from "./steps.ts";
import type { Surroundings } from "./surroundings.ts";

interface Template {
  readonly metadata: { readonly name: string; readonly version?: string | number };
  readonly spec: Pick<PolicyLayer, "shadow" | "tier" | "tiers" | "rigour" | "risk"> & {
    readonly gates?: Readonly<Record<string, GateSetting>>;
    readonly contexts?: Readonly<Partial<Record<ContextKey, string>>>;
    readonly final?: PolicyLayer["final"];
    readonly locked?: readonly string[];
    readonly steps?: readonly TemplateStep[];
  };
}

interface TemplateStep {
  readonly name: string;
  readonly phase?: Step;
  readonly type?: "parallel" | "sequential" | "conditional" | "manual";
  readonly condition?: string;
  readonly agents?: readonly string[];
  readonly quality_gates?: readonly string[];
  readonly timeout?: string | number;
  readonly retry_policy?: string;
  readonly parallel_reviews?: boolean;
  readonly escalation_enabled?: boolean;
}

/** Understands a WorkflowTemplate document. */
export function readTemplate(document: SourceDocument, around: Surroundings): ReadDocument {
  const wrong = checkDocument(workflowTemplateSchema, document);
  if (wrong.length > 0) return refused(wrong);
  const { metadata, spec } = document.value as Template;
  const problems: PolicyProblem[] = [];
  const reader = new StepsReader(document, spec.steps ?? [], around, problems);
  const { gates, places, steps } = reader.read();
  for (const [name, setting] of Object.entries(spec.gates ?? {})) {
    const placed = gates[name];
    places[name] = document.keyPlace(["spec", "gates", name]);
    if (placed?.within !== undefined && setting.step !== undefined && setting.step !== placed.step) {
      const message = `Gate "${name}" stands in step "${placed.within.step}", which is of phase ${placed.step}; take "step" out here, or the gate out of that step`;
      problems.push(problem(document.keyPlace(["spec", "gates", name, "step"]), "policy/conflict", message));
    }
    // Being listed in a step places a gate; what its own entry says about it goes before that.
    gates[name] = { ...placed, ...setting };
  }
  for (const key of ["tiers", ...LOCKABLE] as const) {
    if (spec[key] !== undefined) places[key === "tiers" ? "tier" : key] = document.keyPlace(["spec", key]);
  }
  checkLocks(document, spec.locked ?? [], around, problems);
  if (steps.length > 0 && !steps.some(({ phase }) => phase === "final") && spec.final?.required === undefined) {
    const message =
      'No step is of phase final, and a person still has the last word; write "final: { required: false }" to do without, or "required: true" to say so';
    problems.push({
      ...document.keyPlace(["spec", "steps"]),
      code: "policy/no-final-step",
      severity: "warning",
      message,
    });
  }
  const { name, version } = metadata;
  const layer: PolicyLayer = {
    ...EMPTY_LAYER,
    template: { name, ...(version === undefined ? {} : { version: String(version) }) },
    gates,
    contexts: spec.contexts ?? {},
    ...(spec.shadow === undefined ? {} : { shadow: spec.shadow }),
    ...(spec.tier === undefined ? {} : { tier: spec.tier }),
    ...(spec.tiers === undefined ? {} : { tiers: spec.tiers }),
    ...(spec.rigour === undefined ? {} : { rigour: spec.rigour }),
    ...(spec.risk === undefined ? {} : { risk: spec.risk }),
    final: spec.final ?? {},
    steps,
    locked: spec.locked ?? [],
    places,
  };
  return { layer, problems };
}

function checkLocks(
  document: SourceDocument,
  locked: readonly string[],
  around: Surroundings,
  problems: PolicyProblem[],
): void {
  const names = [...LOCKABLE, ...GATE_NAMES, ...around.gates];
  for (const [index, name] of locked.entries()) {
    if (names.includes(name)) continue;
    const message = `There is nothing named "${name}" to lock${suggestion(name, names)}`;
    problems.push(problem(document.valuePlace(["spec", "locked", index]), "policy/bad-value", message));
  }
}

/** Reads the steps of one template: their phases, what they wait for, and where they put gates. */
class StepsReader {
  readonly #document: SourceDocument;
  readonly #written: readonly TemplateStep[];
  readonly #around: Surroundings;
  readonly #problems: PolicyProblem[];
  readonly #gates: Record<string, GateSetting> = {};
  readonly #places: Record<string, Place> = {};

  constructor(
    document: SourceDocument,
    written: readonly TemplateStep[],
    around: Surroundings,
    problems: PolicyProblem[],
  ) {
    this.#document = document;
    this.#written = written;
    this.#around = around;
    this.#problems = problems;
  }

  read(): { gates: Record<string, GateSetting>; places: Record<string, Place>; steps: readonly LayerStep[] } {
    const phases = phasesOf(this.#written);
    const steps = this.#written.map((written, index): LayerStep => {
      const phase = phases[index] ?? "done";
      this.#checkOrder(index, phase, phases[index - 1]);
      this.#tellUnused(index, phase);
      this.#placeGates(index, phase);
      const condition = this.#condition(index, phase);
      const patience = this.#patience(index);
      return {
        name: written.name,
        phase,
        ...(written.type === "sequential" ? { sequential: true } : {}),
        ...(condition === null ? {} : { condition }),
        ...(patience === null ? {} : { patience }),
      };
    });
    return { gates: this.#gates, places: this.#places, steps };
  }

  #at(index: number, ...more: PropertyKey[]): PropertyKey[] {
    return ["spec", "steps", index, ...more];
  }

  #wrong(path: readonly PropertyKey[], code: string, message: string): void {
    this.#problems.push(problem(this.#document.valuePlace(path), code, message));
  }

  #checkOrder(index: number, phase: Step, before: Step | undefined): void {
    const name = this.#written[index]?.name ?? "";
    if (this.#written.findIndex((other) => other.name === name) < index) {
      this.#wrong(this.#at(index, "name"), "policy/conflict", `A step before is named "${name}" too; rename one`);
    }
    if (before !== undefined && STEPS.indexOf(phase) < STEPS.indexOf(before)) {
      const message = `Step "${name}" is of phase ${phase} and stands after one of phase ${before}; move it up, or write "phase: ${before}"`;
      this.#wrong(this.#at(index, "name"), "policy/step-order", message);
    }
  }

  #condition(index: number, phase: Step): Condition | null {
    const { condition: text, type } = this.#written[index] ?? {};
    if (text === undefined) {
      if (type === "conditional") {
        const message = 'says that there is a condition, and there is none; add "condition", or take "type" out';
        this.#wrong(this.#at(index, "type"), "policy/missing-key", `type: conditional ${message}`);
      }
      return null;
    }
    const before = this.#written.slice(0, index).map(({ name }) => name);
    const all = this.#written.map(({ name }) => name);
    const read = readCondition(text, before, all);
    if ("wrong" in read) {
      this.#wrong(this.#at(index, "condition"), "policy/bad-value", `The condition ${read.wrong}`);
      return null;
    }
    if (phase === "final" && read.condition !== null && read.condition.on !== "success") {
      const message =
        'The last word is asked of every change; write "final: { required: false }" to do without, and no condition here but the success of a step';
      this.#wrong(this.#at(index, "condition"), "policy/bad-value", message);
    }
    return read.condition;
  }

  #patience(index: number): Patience | null {
    const { timeout, escalation_enabled: escalates } = this.#written[index] ?? {};
    if (timeout !== undefined) {
      const seconds = secondsOf(timeout);
      return { seconds, ...(escalates === true ? { escalateAfter: seconds } : {}) };
    }
    if (escalates === true) {
      const message = 'escalation_enabled: more people are asked once the "timeout" of the step is over; add one';
      this.#problems.push(notYet(this.#document.keyPlace(this.#at(index, "escalation_enabled")), message));
    }
    return null;
  }

  #tellUnused(index: number, phase: Step): void {
    const { agents = [], type, retry_policy: retry, parallel_reviews: parallel } = this.#written[index] ?? {};
    const tell = (place: Place, message: string) => this.#problems.push(notYet(place, message));
    for (const [number, agent] of agents.entries()) {
      const message = `Agent "${agent}" is not yet registered; no work is given to it`;
      tell(this.#document.valuePlace(this.#at(index, "agents", number)), message);
    }
    if (type === "manual" && phase !== "final") {
      const message = `A person's word within phase ${phase} is not available in this version; the step's gates are judged, and nobody is asked`;
      tell(this.#document.valuePlace(this.#at(index, "type")), message);
    }
    if (retry !== undefined && retry !== "exponential_backoff") {
      const message = `What fails is always tried again with exponential backoff; write "exponential_backoff"`;
      tell(this.#document.valuePlace(this.#at(index, "retry_policy")), message);
    }
    if (parallel === false) {
      const message = "People always review side by side; take it out";
      tell(this.#document.valuePlace(this.#at(index, "parallel_reviews")), message);
    }
  }

  #placeGates(index: number, phase: Step): void {
    const { name: step = "", quality_gates: listed = [] } = this.#written[index] ?? {};
    for (const [number, name] of listed.entries()) {
      const path = this.#at(index, "quality_gates", number);
      const group = this.#around.gates.has(name) ? undefined : groupNamed(name);
      const gates = group?.gates ?? (this.#isGate(name) ? [name] : null);
      if (gates === null) this.#tellUnknown(name, path);
      else if (phase === "final") {
        const message = `The final step is a person's decision and holds no gates; move "${name}" to a step before it`;
        this.#wrong(path, "policy/bad-value", message);
      } else {
        for (const gate of gates)
          this.#place(gate, group === undefined ? null : name, { step, place: number }, phase, path);
      }
    }
  }

  #isGate(name: string): boolean {
    return gateNamed(name) !== undefined || this.#around.gates.has(name);
  }

  #place(
    gate: string,
    group: string | null,
    within: { readonly step: string; readonly place: number },
    phase: Exclude<Step, "final">,
    path: readonly PropertyKey[],
  ): void {
    const other = this.#gates[gate]?.within;
    if (other === undefined) {
      this.#gates[gate] = { enabled: true, step: phase, within };
      this.#places[gate] = this.#document.valuePlace(path);
    } else if (other.step !== within.step || group === null) {
      const whose = group === null ? "" : `, of the group "${group}",`;
      const where = other.step === within.step ? "twice in this step" : `in two steps, "${other.step}" and this one`;
      const remedy = group === null ? "keep it in one place" : "name the group's other gates one by one";
      this.#wrong(path, "policy/conflict", `Gate "${gate}"${whose} stands ${where}; ${remedy}`);
    }
  }

  #tellUnknown(name: string, path: readonly PropertyKey[]): void {
    const place = this.#document.valuePlace(path);
    if (this.#around.tasks.has(name)) {
      const message = `Gate "${name}" is work for an agent, which this version gives to nobody; the step goes on without it`;
      this.#problems.push(notYet(place, message));
      return;
    }
    const names = [...GATE_NAMES, ...GROUPS.map((group) => group.name), ...this.#around.gates];
    const near = nearest(name, names);
    this.#problems.push(
      near === null
        ? notYet(
            place,
            `There is no gate "${name}"; the step goes on without it until a QualityGate document of that name is added`,
          )
        : problem(place, "policy/unknown-gate", `There is no gate "${name}"; write "${near}"`),
    );
  }
}
