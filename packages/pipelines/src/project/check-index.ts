import type { Workflow, WorkflowEvent } from "../dialects/github/workflow.ts";
import { entryOf, itemsOf, textOf } from "../source/tree.ts";
import { type CheckName, checkNamesOf, hasName, shownName } from "./check-names.ts";
import type { Project } from "./project.ts";
import { workflowsOf } from "./workflows.ts";

/** A workflow that starts by itself, with the checks that it reports. */
export interface Reporting {
  readonly workflow: Workflow;
  readonly path: string;
  readonly names: readonly CheckName[];
}

const indexes = new WeakMap<Project, readonly Reporting[]>();

/** The workflows of a project that are started by something else than a call, by their paths in order. */
export function reportingOf(project: Project): readonly Reporting[] {
  let known = indexes.get(project);
  if (known === undefined) {
    known = workflowsOf(project)
      .filter(({ events }) => events.some(({ name }) => name !== "workflow_call"))
      .map((workflow) => ({ workflow, path: workflow.document.path, names: checkNamesOf(workflow, project) }));
    indexes.set(project, known);
  }
  return known;
}

const byName = new WeakMap<Project, ReadonlyMap<string, readonly Reporting[]>>();

/** Who reports a check of a name that is known for sure. */
export function reportersOf(name: string, project: Project): readonly Reporting[] {
  let known = byName.get(project);
  if (known === undefined) {
    const pairs = reportingOf(project).flatMap((one) => {
      const sure = one.names.filter(({ parts }) => parts.every((part) => part !== undefined));
      return [...new Set(sure.map(shownName))].map((text) => ({ text, one }));
    });
    const groups = Map.groupBy(pairs, ({ text }) => text);
    known = new Map([...groups].map(([text, all]) => [text, all.map(({ one }) => one)]));
    byName.set(project, known);
  }
  return known.get(name) ?? [];
}

/** The required checks that a workflow reports for sure, each with the first job that does. */
export function requiredBy(
  { names }: Reporting,
  project: Project,
): { readonly required: string; readonly name: CheckName }[] {
  return (project.requiredChecks ?? []).flatMap((required) => {
    const name = names.find((one) => hasName(one, required) === "yes");
    return name === undefined ? [] : [{ required, name }];
  });
}

/** What keeps an event from starting the workflow for every change; empty where nothing does. */
export function filtersOf({ settings }: WorkflowEvent, kinds: readonly string[]): readonly string[] {
  return kinds.filter((kind) => entryOf(settings, kind) !== undefined);
}

/** The patterns of a filter. */
export function patternsOf({ settings }: WorkflowEvent, kind: string): readonly string[] {
  return itemsOf(entryOf(settings, kind)?.value).flatMap((item) => textOf(item) ?? []);
}

/** The event by which pull requests start a workflow. */
export function pullRequestOf({ events }: Workflow): WorkflowEvent | undefined {
  return (
    events.find(({ name }) => name === "pull_request") ?? events.find(({ name }) => name === "pull_request_target")
  );
}
