import type { RunDefaults, Step as WrittenStep } from "../dialects/github/workflow.ts";
import { valueAt, type YamlNode } from "../source/tree.ts";
import type { Expression } from "./expression.ts";
import type { Composites } from "./github-composites.ts";
import { environment, type Values } from "./github-values.ts";
import type { EnvironmentVariable, Gap, Step, Text, Work } from "./pipeline.ts";

const STEP_KEYS = "id name if uses with run shell working-directory env continue-on-error timeout-minutes".split(" ");

/** What a list of steps stands in. */
export interface Surroundings {
  /** Reads the file that they are written in; its scope knows the outputs of these steps. */
  readonly values: Values;
  /** What is set for each of them. */
  readonly env: readonly EnvironmentVariable[];
  /** Defaults of `run`, nearest first. */
  readonly defaults: readonly RunDefaults[];
  /** Those of them that run at the same time as their neighbours. */
  readonly parallel: ReadonlySet<YamlNode>;
  readonly composites: Composites;
  readonly gaps: Gap[];
}

/** The steps of a job, composite actions of the same project expanded. */
export function stepsOf(steps: readonly WrittenStep[], surroundings: Surroundings): Step[] {
  return new StepReader(surroundings).read(steps, surroundings.values, surroundings.env, [], []);
}

class StepReader {
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  read(
    steps: readonly WrittenStep[],
    values: Values,
    env: readonly EnvironmentVariable[],
    conditions: readonly Expression[],
    path: readonly string[],
  ): Step[] {
    return steps.flatMap((step, index) => {
      const set = environment([["step", step.env]], values, env);
      const composite = this.#surroundings.composites.of(step, index, values, path);
      const own = values.conditionOf(step.condition);
      if (composite === undefined || own === "unreadable") {
        return [this.#step(step, values, set, conditions, path)];
      }
      if (!this.#surroundings.composites.takeRoom(composite.action.steps.length)) {
        const why = `${step.uses?.text} is not looked into: actions make too many steps.`;
        this.#surroundings.gaps.push({ at: values.at(step.span), why });
        return [this.#step(step, values, set, conditions, path)];
      }
      const around = own === undefined ? conditions : [...conditions, own];
      return this.read(composite.action.steps, composite.values, set, around, composite.path);
    });
  }

  #step(
    step: WrittenStep,
    values: Values,
    env: readonly EnvironmentVariable[],
    conditions: readonly Expression[],
    path: readonly string[],
  ): Step {
    const at = values.at(step.node.span);
    return {
      id: step.id === undefined ? undefined : values.scope.stepPrefix + step.id.text,
      name: values.text(step.name),
      at,
      condition: values.condition(step.condition, conditions, values.at(step.span)),
      env,
      continueOnError: values.textOf(step.continueOnError),
      timeout: values.textOf(valueAt(step.node, "timeout-minutes")),
      // Defaults are the workflow's; an action says its shell itself.
      work: work(step, values, path.length === 0 ? this.#surroundings.defaults : []),
      others: [
        ...values.others(step.node, STEP_KEYS),
        ...(this.#surroundings.parallel.has(step.node)
          ? [{ name: "parallel", value: { kind: "text" as const, text: "true", at }, at }]
          : []),
      ],
    };
  }
}

function work(step: WrittenStep, values: Values, defaults: readonly RunDefaults[]): Work {
  if (step.run !== undefined) {
    const command = values.text(step.run);
    const nearest = (key: keyof RunDefaults): Text | undefined =>
      values.text(step[key] ?? defaults.flatMap((level) => level[key] ?? [])[0]);
    return {
      kind: "run",
      command: { ...command, text: command.text.replace(/\s+$/, "") },
      shell: nearest("shell"),
      workingDirectory: nearest("workingDirectory"),
    };
  }
  if (step.uses === undefined) return { kind: "unknown", at: values.at(step.node.span) };
  const reference = values.text(step.uses);
  return { kind: "action", reference, ...parted(reference.text), inputs: values.variables(step.with) };
}

/** `actions/checkout@v4` as what it names, and its version. */
function parted(reference: string): { readonly action: string; readonly version: string | undefined } {
  if (reference.startsWith("./")) return { action: reference.replace(/\/$/, ""), version: undefined };
  const at = reference.startsWith("docker://") ? reference.search(/@|:[^:/]*$/) : reference.lastIndexOf("@");
  if (at < 0) return { action: reference.toLowerCase(), version: undefined };
  return { action: reference.slice(0, at).toLowerCase(), version: reference.slice(at + 1) };
}
