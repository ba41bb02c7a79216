import { readAction } from "../dialects/github/read.ts";
import type { Action } from "../dialects/github/workflow.ts";
import type { Project } from "../project/project.ts";
import { documentAt } from "../project/workflows.ts";
import { textOf, valueAt } from "../source/tree.ts";
import { type ActionInterface, actionFacts } from "./facts.ts";
import { SETS_ANY_OUTPUT, TAKES_ANY_INPUT } from "./known.ts";
import { actionReference, repositoryOf } from "./reference.ts";

/** An action that stands in the project. */
export interface LocalAction {
  /** The file that describes it: `.github/actions/setup/action.yml`. */
  readonly file: string;
  /** Its folder; empty for the project's root. */
  readonly folder: string;
  readonly action: Action;
}

const localActions = new WeakMap<Project, Map<string, LocalAction | undefined>>();

/**
 * The action in a folder of the project; undefined where no `action.yml` or `action.yaml` is known there.
 * @param folder from the project's root; empty for the root itself
 */
export function localAction(folder: string, project: Project): LocalAction | undefined {
  let known = localActions.get(project);
  if (known === undefined) {
    known = new Map();
    localActions.set(project, known);
  }
  if (!known.has(folder)) known.set(folder, readLocal(folder, project));
  return known.get(folder);
}

/** What a step's `uses` gives and takes; undefined for what is not known. */
export function interfaceOf(uses: string, project: Project): ActionInterface | undefined {
  const reference = actionReference(uses);
  if (reference?.kind === "repository") return actionFacts(uses);
  if (reference?.kind !== "local" || reference.path === undefined) return undefined;
  const local = localAction(reference.path, project);
  return local === undefined ? undefined : interfaceOfAction(local.action);
}

/** The names of the outputs that an action sets; undefined where they are not known, or made as it runs. */
export function outputsOf(uses: string, project: Project): readonly string[] | undefined {
  return isListed(uses, SETS_ANY_OUTPUT) ? undefined : interfaceOf(uses, project)?.outputs;
}

/** Whether an action reads inputs that its metadata does not name. */
export function takesAnyInput(uses: string): boolean {
  return isListed(uses, TAKES_ANY_INPUT);
}

/** What an `action.yml` says of itself; undefined for a file that cannot be read. */
function interfaceOfAction({ root, inputs, outputs, using }: Action): ActionInterface | undefined {
  if (root === undefined) return undefined;
  return {
    inputs: (inputs?.entries ?? []).map(({ name, value }) => {
      const deprecated = textOf(valueAt(value, "deprecationMessage"));
      return {
        name,
        required: textOf(valueAt(value, "required"))?.toLowerCase() === "true",
        hasDefault: valueAt(value, "default") !== undefined,
        ...(deprecated === undefined ? {} : { deprecated }),
      };
    }),
    outputs: (outputs?.entries ?? []).map(({ name }) => name),
    using: using?.text,
  };
}

function readLocal(folder: string, project: Project): LocalAction | undefined {
  for (const name of ["action.yml", "action.yaml"]) {
    const file = folder === "" ? name : `${folder}/${name}`;
    const document = documentAt(file, project);
    if (document !== undefined) return { file, folder, action: readAction(document) };
  }
  return undefined;
}

function isListed(uses: string, list: ReadonlySet<string>): boolean {
  const reference = actionReference(uses);
  return reference?.kind === "repository" && list.has(repositoryOf(reference));
}
