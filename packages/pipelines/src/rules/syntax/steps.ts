import type { Job, Step } from "../../dialects/github/workflow.ts";
import type { ActionSubject, WorkflowSubject } from "../../validate/subject.ts";

/** Rules about steps look at workflows and at composite actions alike. */
export type StepSubject = WorkflowSubject | ActionSubject;

/** Steps that run one after the other in one job; of a composite action no job is known. */
export interface StepList {
  readonly job: Job | undefined;
  readonly steps: readonly Step[];
}

/** The lists of steps of a file. */
export function stepListsOf(subject: StepSubject): readonly StepList[] {
  if ("workflow" in subject) return subject.workflow.jobs.map((job) => ({ job, steps: job.steps }));
  return [{ job: undefined, steps: subject.action.steps }];
}
