import type { Workflow, WorkflowEvent } from "../dialects/github/workflow.ts";
import { entryOf, textOf, valueAt, type YamlNode, type YamlScalar } from "../source/tree.ts";
import type { Project } from "./project.ts";
import { documentAt, workflowOf } from "./workflows.ts";

/** What `uses` of a job names. */
export type CallReference =
  /** A workflow of this repository, by its path from the root. */
  | { readonly kind: "local"; readonly path: string }
  | {
      readonly kind: "remote";
      readonly owner: string;
      readonly name: string;
      readonly path: string;
      readonly ref: string;
    };

/** A workflow that is called by others, with what it takes and gives. */
export interface CalledWorkflow {
  /** How the project knows it. */
  readonly path: string;
  readonly workflow: Workflow;
  /** Its `workflow_call`; undefined where it cannot be called. */
  readonly call: WorkflowEvent | undefined;
  readonly inputs: readonly CallInput[];
  readonly secrets: readonly CallSecret[];
  /** Outputs, each with its value. */
  readonly outputs: readonly CallOutput[];
}

export interface CallInput {
  readonly key: YamlScalar;
  readonly name: string;
  /** `string`, `number` or `boolean`; undefined where it says nothing of the kind. */
  readonly type: "string" | "number" | "boolean" | undefined;
  readonly required: boolean;
  readonly default: YamlNode | undefined;
}

export interface CallSecret {
  readonly key: YamlScalar;
  readonly name: string;
  readonly required: boolean;
}

export interface CallOutput {
  readonly key: YamlScalar;
  readonly name: string;
  readonly value: YamlNode | undefined;
}

/**
 * Reads the `uses` of a job. Undefined for what is of no such form. `$/` is another way to write `./`.
 * Source: `parseFileReference` of GitHub's workflow parser.
 */
export function callReference(uses: string): CallReference | undefined {
  if (uses.startsWith("./") || uses.startsWith("$/")) {
    return uses.includes("@") ? undefined : { kind: "local", path: uses.slice(2) };
  }
  const found = /^([\w.-]+)\/([\w.-]+)\/([^@]+)@(\S+)$/.exec(uses);
  const [, owner, name, path, ref] = found ?? [];
  if (owner === undefined || name === undefined || path === undefined || ref === undefined) return undefined;
  return owner === "." || owner === ".." ? undefined : { kind: "remote", owner, name, path, ref };
}

const called = new WeakMap<Project, Map<string, CalledWorkflow | undefined>>();

/** The workflow that a job's `uses` names; undefined where the project does not have it, or it cannot be read. */
export function calledWorkflow(uses: string, project: Project): CalledWorkflow | undefined {
  const reference = callReference(uses);
  if (reference === undefined) return undefined;
  const path = reference.kind === "local" ? reference.path : uses;
  let known = called.get(project);
  if (known === undefined) {
    known = new Map();
    called.set(project, known);
  }
  if (!known.has(path)) {
    const document = documentAt(path, project);
    known.set(path, document === undefined ? undefined : interfaceOfWorkflow(path, workflowOf(document)));
  }
  return known.get(path);
}

/** What a workflow takes and gives as a called one; undefined for a file that could not be read. */
export function interfaceOfWorkflow(path: string, workflow: Workflow): CalledWorkflow | undefined {
  if (workflow.root === undefined) return undefined;
  const call = workflow.events.find(({ name }) => name === "workflow_call");
  return {
    path,
    workflow,
    call,
    inputs: entries(call, "inputs").map(({ key, value }) => ({
      key,
      name: key.text,
      type: inputType(textOf(valueAt(value, "type"))),
      required: isTrue(valueAt(value, "required")),
      default: entryOf(value, "default")?.value,
    })),
    secrets: entries(call, "secrets").map(({ key, value }) => ({
      key,
      name: key.text,
      required: isTrue(valueAt(value, "required")),
    })),
    outputs: entries(call, "outputs").map(({ key, value }) => ({
      key,
      name: key.text,
      value: valueAt(value, "value"),
    })),
  };
}

function entries(call: WorkflowEvent | undefined, name: string) {
  const node = valueAt(call?.settings, name);
  return node?.kind === "mapping" ? node.entries : [];
}

function inputType(text: string | undefined): CallInput["type"] {
  return text === "string" || text === "number" || text === "boolean" ? text : undefined;
}

function isTrue(node: YamlNode | undefined): boolean {
  return node?.kind === "scalar" && node.value === true;
}
