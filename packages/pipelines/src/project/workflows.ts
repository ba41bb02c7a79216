import { readWorkflow } from "../dialects/github/read.ts";
import type { Workflow } from "../dialects/github/workflow.ts";
import { readDocument, type SourceDocument } from "../source/document.ts";
import type { Project } from "./project.ts";

export const WORKFLOW_FOLDER = ".github/workflows";

const documents = new WeakMap<Project, Map<string, SourceDocument | undefined>>();
const workflows = new WeakMap<SourceDocument, Workflow>();

/** A file of the project, read as YAML; undefined where there is none. Each is read once for a project. */
export function documentAt(path: string, project: Project): SourceDocument | undefined {
  let known = documents.get(project);
  if (known === undefined) {
    known = new Map();
    documents.set(project, known);
  }
  if (!known.has(path)) {
    const text = project.text(path);
    known.set(path, text === undefined ? undefined : readDocument(path, text));
  }
  return known.get(path);
}

/** The workflow in a document, read once. */
export function workflowOf(document: SourceDocument): Workflow {
  let read = workflows.get(document);
  if (read === undefined) {
    read = readWorkflow(document);
    workflows.set(document, read);
  }
  return read;
}

/** The workflows of the project that can be read, by their paths in order. */
export function workflowsOf(project: Project): readonly Workflow[] {
  const paths = project.list(WORKFLOW_FOLDER).filter((path) => /\.ya?ml$/i.test(path));
  return [...paths].sort().flatMap((path) => {
    const document = documentAt(path, project);
    return document?.root === undefined ? [] : [workflowOf(document)];
  });
}
