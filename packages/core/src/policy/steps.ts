import { STEPS, type Step } from "../vocabulary/step.ts";

/** A step of a WorkflowTemplate, as far as its phase goes. */
export interface WrittenStep {
  readonly name: string;
  readonly phase?: Step | undefined;
  readonly type?: string | undefined;
}

/** Parts of names that tell the phase: `dor-validation`, `progress-reviews`, `Definition of Done`. */
const TELLING: readonly (readonly [RegExp, Step])[] = [
  [/(?:^|[^a-z])(?:dor|ready|readiness)(?:[^a-z]|$)/, "ready"],
  [/(?:^|[^a-z])(?:dod|done)(?:[^a-z]|$)/, "done"],
  [/(?:^|[^a-z])progress(?:[^a-z]|$)/, "progress"],
  [/(?:^|[^a-z])final(?:[^a-z]|$)/, "final"],
];

/** The phase that a step's name tells, if it does. */
export function phaseOfName(name: string): Step | null {
  const text = name.toLowerCase();
  return TELLING.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/**
 * The phase of each step: what it says, else what its name tells, else by its order: the one after the step before it,
 * the first of all being ready. Only a manual step becomes final by order alone.
 */
export function phasesOf(steps: readonly WrittenStep[]): Step[] {
  const phases: Step[] = [];
  for (const step of steps) {
    const previous = phases.at(-1);
    const next = previous === undefined ? 0 : STEPS.indexOf(previous) + 1;
    const most = STEPS.length - (step.type === "manual" ? 1 : 2);
    phases.push(step.phase ?? phaseOfName(step.name) ?? STEPS[Math.min(next, most)] ?? "done");
  }
  return phases;
}
