import {
  type ActionReference,
  actionReference,
  type RepositoryReference,
  repositoryOf,
} from "../../actions/reference.ts";
import type { Job, Step, Variables, Workflow } from "../../dialects/github/workflow.ts";
import { kept } from "../../source/kept.ts";
import { textOf, type YamlMapping, type YamlScalar } from "../../source/tree.ts";
import { type ActionSubject, WorkflowSubject } from "../../validate/subject.ts";

/** What rules about security look at: composite actions have the same dangers in their steps. */
export type SecuritySubject = WorkflowSubject | ActionSubject;

/** A step with what stands around it. */
export interface StepPlace {
  readonly step: Step;
  /** All steps of its job or action, in order, and its place among them. */
  readonly siblings: readonly Step[];
  readonly index: number;
  /** Undefined in a composite action. */
  readonly job: Job | undefined;
  readonly workflow: Workflow | undefined;
}

/** What nearly every rule asks of a file is worked out once. */
function once<Value>(read: (subject: SecuritySubject) => Value): (subject: SecuritySubject) => Value {
  const known = new WeakMap<SecuritySubject, Value>();
  return (subject) => {
    const before = known.get(subject);
    if (before !== undefined) return before;
    const made = read(subject);
    known.set(subject, made);
    return made;
  };
}

/** Every step of a workflow or composite action; one that aliases repeat stands here once. */
export const stepsOf = once((subject): readonly StepPlace[] => {
  const seen = new Set<YamlMapping>();
  const places = (siblings: readonly Step[], job?: Job, workflow?: Workflow): StepPlace[] =>
    siblings.flatMap((step, index) => {
      if (seen.has(step.node)) return [];
      seen.add(step.node);
      return [{ step, siblings, index, job, workflow }];
    });
  if (!(subject instanceof WorkflowSubject)) return places(subject.action.steps);
  const { workflow } = subject;
  return workflow.jobs.flatMap((job) => places(job.steps, job, workflow));
});

/** The jobs, each once where aliases repeat them. */
export function jobsOf({ jobs }: Workflow): readonly Job[] {
  return [...new Map(jobs.map((job) => [job.node, job])).values()];
}

/** A `uses`, of a step or of a job that calls a workflow. */
export interface Use {
  readonly scalar: YamlScalar;
  readonly reference: ActionReference;
  /** Undefined for the call of a workflow. */
  readonly step: Step | undefined;
}

/** Every `uses` that names something. */
export const usesOf = once((subject): readonly Use[] => {
  const calls = subject instanceof WorkflowSubject ? jobsOf(subject.workflow) : [];
  const all = [
    ...stepsOf(subject).map(({ step }) => ({ scalar: step.uses, step })),
    ...calls.map((job) => ({ scalar: job.uses, step: undefined })),
  ];
  return all.flatMap(({ scalar, step }) => {
    const reference = scalar === undefined ? undefined : actionReference(scalar.text.trim());
    return scalar === undefined || reference === undefined ? [] : [{ scalar, reference, step }];
  });
});

const actions = new WeakMap<Step, string | undefined>();

/** `actions/checkout`, `github/codeql-action/init` in lower case; undefined for local actions and images. */
export function actionOf(step: Step): string | undefined {
  if (!actions.has(step)) actions.set(step, readAction(step));
  return actions.get(step);
}

function readAction(step: Step): string | undefined {
  const reference = repositoryReference(step);
  if (reference === undefined) return undefined;
  return [repositoryOf(reference), ...(reference.path === "" ? [] : [reference.path.toLowerCase()])].join("/");
}

/** What a step's `uses` names, where that is an action of another repository. */
export function repositoryReference(step: Step): RepositoryReference | undefined {
  const reference = step.uses === undefined ? undefined : actionReference(step.uses.text.trim());
  return reference?.kind === "repository" ? reference : undefined;
}

/** The text of an input that a step hands over; names are compared without case. */
export function inputOf(step: Step, name: string): string | undefined {
  return textOf(inputNodeOf(step.with, name));
}

/** The scalar of an input. */
export function inputNodeOf(given: Variables | undefined, name: string): YamlScalar | undefined {
  const value = given?.entries.find((entry) => entry.name.toLowerCase() === name)?.value;
  return value?.kind === "scalar" ? value : undefined;
}

/** Whether a workflow listens to one of these events. */
export function listensTo({ events }: Workflow, names: ReadonlySet<string>): boolean {
  return events.some(({ name }) => names.has(name));
}

/** Events that strangers set off, while the run has the repository's own rights and secrets. */
export const PRIVILEGED_EVENTS: ReadonlySet<string> = new Set([
  "discussion",
  "discussion_comment",
  "issue_comment",
  "issues",
  "pull_request_target",
  "workflow_run",
]);

/** Longer lines of a script are data that nobody wrote, and are not looked into. */
const MAX_LINE = 2000;

/** Some rules look into the same script, one soon after the other. */
const MOST_SCRIPTS = 100;
const MAX_SCRIPT = 20_000;

/** The lines of a script that are not only a comment, each with its offset in the text. */
export const scriptLines: (text: string) => readonly { readonly line: string; readonly at: number }[] = kept(
  (text) => {
    let at = 0;
    return text.split("\n").flatMap((line) => {
      const here = { line, at };
      at += line.length + 1;
      return line.length > MAX_LINE || line.trimStart().startsWith("#") ? [] : [here];
    });
  },
  MOST_SCRIPTS,
  MAX_SCRIPT,
);

/** Whether a command uses a variable: `$NAME`, `${NAME}`, `$env:NAME`. */
export function usesVariable(command: string, name: string): boolean {
  return variablesIn(command).includes(name);
}

/** The variables that a command of a shell uses. */
export function variablesIn(command: string): string[] {
  return [...command.matchAll(/\$\{?(?:env:)?([A-Za-z_]\w*)/g)].flatMap(([, name]) => name ?? []);
}
