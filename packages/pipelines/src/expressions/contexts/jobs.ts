import { outputsOf } from "../../actions/interface.ts";
import type { Job, Step, Variables, Workflow } from "../../dialects/github/workflow.ts";
import { calledWorkflow } from "../../project/called.ts";
import type { Project } from "../../project/project.ts";
import { ANY, mapOf, type ObjectType, objectOf, STRING, type Type } from "../types.ts";

/** The `steps` context by the place of the step that looks; undefined for what is evaluated behind all of them. */
export type StepsOf = (before: number | undefined) => Type;

/** Builds the `steps` context: steps with an id, once they have run. */
export function stepsType(steps: readonly Step[], project: Project): StepsOf {
  const places = new Map<string, number>();
  for (const [index, { id }] of steps.entries()) {
    // Whatever an expression makes of it.
    if (id?.text.includes("${{")) return () => ANY;
    if (id !== undefined && !places.has(id.text.toLowerCase())) places.set(id.text.toLowerCase(), index);
  }
  const types = new Map<number, Type>();
  const typeOf = (index: number): Type => {
    const known = types.get(index) ?? stepType(steps[index], project);
    types.set(index, known);
    return known;
  };
  return (before = steps.length) => ({
    kind: "object",
    get: (name) => {
      const index = places.get(name);
      return index === undefined || index >= before ? undefined : typeOf(index);
    },
    names: () => [...places.values()].filter((index) => index < before).map((index) => steps[index]?.id?.text ?? ""),
    rest: undefined,
  });
}

function stepType(step: Step | undefined, project: Project): Type {
  const names = step?.uses === undefined ? undefined : outputsOf(step.uses.text, project);
  return objectOf({ outputs: outputsType(names), outcome: STRING, conclusion: STRING });
}

/** The `needs` context of a job: the jobs that it names itself. */
export function needsType(job: Job, workflow: Workflow, project: Project): Type {
  if (job.needs.some(({ text }) => text.includes("${{"))) return ANY;
  const needed = new Set(job.needs.map(({ text }) => text.toLowerCase()));
  const jobs = workflow.jobs.filter(({ id }) => needed.has(id.toLowerCase()));
  const known = new Set(jobs.map(({ id }) => id.toLowerCase()));
  // What `needs` names wrongly is told there.
  const unknown = job.needs
    .filter(({ text }) => !known.has(text.toLowerCase()))
    .map(({ text }) => [text, ANY] as const);
  return objectOf(new Map([...jobs.map((needs) => [needs.id, resultType(needs, project)] as const), ...unknown]));
}

/** The `jobs` context, for the outputs of a called workflow. */
export function jobsType(workflow: Workflow, project: Project): Type {
  return objectOf(new Map(workflow.jobs.map((job) => [job.id, resultType(job, project)])));
}

function resultType(job: Job, project: Project): ObjectType {
  return objectOf({ result: STRING, outputs: outputsType(jobOutputs(job, project)) });
}

/** The names of a job's outputs; undefined where they are not known. */
function jobOutputs({ uses, outputs, node }: Job, project: Project): readonly string[] | undefined {
  if (uses !== undefined) return calledWorkflow(uses.text, project)?.outputs.map(({ name }) => name);
  if (node.entries.some(({ key }) => key.text === "<<")) return undefined;
  return outputs === undefined ? [] : namesIn(outputs);
}

function namesIn({ node, entries }: Variables): readonly string[] | undefined {
  const isPlain = node.kind === "mapping" && entries.every(({ name }) => name !== "<<" && !name.includes("${{"));
  return isPlain ? entries.map(({ name }) => name) : undefined;
}

function outputsType(names: readonly string[] | undefined): ObjectType {
  return names === undefined ? mapOf(STRING) : objectOf(new Map(names.map((name) => [name, STRING])));
}
