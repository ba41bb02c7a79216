import type { Action, Job, Workflow } from "../../dialects/github/workflow.ts";
import type { Project } from "../../project/project.ts";
import type { Environment } from "../infer.ts";
import type { ExpressionSite } from "../sites.ts";
import { ANY, type Type } from "../types.ts";
import { githubType, jobType, NAMES, PAYLOAD, RUNNER, STRATEGY } from "./fixed.ts";
import { actionInputsType, inputsType, secretsType, workflowGithubType } from "./inputs.ts";
import { jobsType, needsType, type StepsOf, stepsType } from "./jobs.ts";
import { ANY_MATRIX, matrixType } from "./matrix.ts";

/** Gives the types of contexts at each expression of a workflow; what several expressions see is built once. */
export function workflowEnvironments(workflow: Workflow, project: Project): (site: ExpressionSite) => Environment {
  const ofFile = lazily<Type>({
    github: () => workflowGithubType(workflow),
    inputs: () => inputsType(workflow),
    jobs: () => jobsType(workflow, project),
    secrets: () => secretsType(workflow),
  });
  const ofJobs = new Map<Job, { readonly type: (name: string) => Type | undefined; readonly steps: StepsOf }>();
  const ofJob = (job: Job) => {
    const known = ofJobs.get(job) ?? {
      type: lazily<Type>({
        job: () => jobType(servicesOf(job)),
        matrix: () => matrixType(job.strategy),
        needs: () => needsType(job, workflow, project),
      }),
      steps: stepsType(job.steps, project),
    };
    ofJobs.set(job, known);
    return known;
  };
  return ({ job, stepIndex, path }) =>
    (context) => {
      if (context === "inputs" && path[0] === "on" && path[4] === "default") return inputsType(workflow, path[3]);
      if (context === "steps") return job === undefined ? ANY : ofJob(job).steps(stepIndex);
      return ofFile(context) ?? (job === undefined ? undefined : ofJob(job).type(context)) ?? FIXED[context] ?? ANY;
    };
}

/** The same of an `action.yml`. */
export function actionEnvironments(action: Action, project: Project): (site: ExpressionSite) => Environment {
  const inputs = actionInputsType(action);
  const steps = stepsType(action.steps, project);
  const github = githubType(PAYLOAD);
  return ({ stepIndex }) =>
    (context) => {
      switch (context) {
        case "github":
          return github;
        case "inputs":
          return inputs;
        case "steps":
          return steps(stepIndex);
        case "job":
          return jobType(undefined);
        case "matrix":
          return ANY_MATRIX;
        default:
          return FIXED[context] ?? ANY;
      }
    };
}

const FIXED: Readonly<Record<string, Type>> = { env: NAMES, runner: RUNNER, strategy: STRATEGY, vars: NAMES };

function servicesOf({ node, services }: Job): readonly string[] | undefined {
  const entry = node.entries.find(({ key }) => key.text === "services");
  const isMade = services.some(({ name }) => name === "<<" || name.includes("${{"));
  return entry !== undefined && (entry.value.kind !== "mapping" || isMade)
    ? undefined
    : services.map(({ name }) => name);
}

function lazily<Value>(makers: Readonly<Record<string, () => Value>>): (name: string) => Value | undefined {
  const made = new Map<string, Value>();
  return (name) => {
    const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
    if (make === undefined) return undefined;
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  };
}
