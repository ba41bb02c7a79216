import type { Step } from "../vocabulary/step.ts";
import { valueAt } from "./issues.ts";
import type { PolicyLayer } from "./layer.ts";
import type { SourceDocument } from "./source.ts";
import { phasesOf, type WrittenStep } from "./steps.ts";

/** What a document may name that stands in another one: of its own layer, or of a layer above. */
export interface Surroundings {
  /** Gates that a document declares under a name of its own. */
  readonly gates: ReadonlySet<string>;
  /** Gates whose work an agent would do. */
  readonly tasks: ReadonlySet<string>;
  /** The phases of steps, by their names. */
  readonly steps: ReadonlyMap<string, Step>;
}

/** Looks through the documents of a layer for what they declare. Lenient: what is wrong in them is told elsewhere. */
export function surroundingsOf(documents: readonly SourceDocument[], above: readonly PolicyLayer[]): Surroundings {
  const gates = new Set<string>();
  const tasks = new Set<string>();
  const steps = new Map<string, Step>();
  for (const layer of above) {
    for (const [name, setting] of Object.entries(layer.gates)) if (setting.gate !== undefined) gates.add(name);
    for (const step of layer.steps) steps.set(step.name, step.phase);
  }
  for (const { value } of documents) {
    const kind = valueAt(value, ["kind"]);
    const name = valueAt(value, ["metadata", "name"]);
    const type = valueAt(value, ["spec", "type"]);
    if (kind === "QualityGate" && typeof name === "string") {
      if (type === "threshold") gates.add(name);
      if (type === "task") tasks.add(name);
    }
    if (kind === "WorkflowTemplate") {
      const written = writtenSteps(valueAt(value, ["spec", "steps"]));
      for (const [index, phase] of phasesOf(written).entries()) steps.set(written[index]?.name ?? "", phase);
    }
  }
  return { gates, tasks, steps };
}

function writtenSteps(value: unknown): WrittenStep[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => (typeof valueAt(item, ["name"]) === "string" ? [item as WrittenStep] : []));
}
