import type { Action, Workflow, WorkflowEvent } from "../../dialects/github/workflow.ts";
import { textOf, valueAt, type YamlEntry } from "../../source/tree.ts";
import { ANY, BOOLEAN, join, NUMBER, type ObjectType, objectOf, STRING, type Type } from "../types.ts";
import { githubType, NAMES, PAYLOAD } from "./fixed.ts";

/**
 * The `inputs` context: what `workflow_dispatch` and `workflow_call` take; both where a workflow has both.
 * @param until an input of `workflow_call` whose default sees only those before it
 */
export function inputsType({ events }: Workflow, until?: string): Type {
  const types = new Map<string, Type>();
  for (const event of events.filter(takesInputs)) {
    const inputs = below(event, "inputs");
    if (inputs === undefined) return ANY;
    for (const { key, value } of inputs) {
      if (key.text === until && event.name === "workflow_call") break;
      const type = inputType(textOf(valueAt(value, "type")), event.name);
      const known = types.get(key.text);
      types.set(key.text, known === undefined ? type : join(known, type));
    }
  }
  return objectOf(types);
}

/** The `inputs` context of an action: always strings. */
export function actionInputsType({ inputs }: Action): Type {
  if (inputs === undefined) return objectOf({});
  if (inputs.node.kind !== "mapping") return ANY;
  return objectOf(Object.fromEntries(inputs.entries.map(({ name }) => [name, STRING])));
}

/** The `secrets` context: open, unless the workflow can only be called and says which secrets it takes. */
export function secretsType({ events }: Workflow): Type {
  const [call, ...others] = events;
  if (call?.name !== "workflow_call" || others.length > 0) return NAMES;
  const secrets = below(call, "secrets");
  // An empty list of them is one as well.
  if (secrets === undefined || valueAt(call.settings, "secrets") === undefined) return NAMES;
  const always = ["GITHUB_TOKEN", "ACTIONS_STEP_DEBUG", "ACTIONS_RUNNER_DEBUG"];
  return objectOf(Object.fromEntries([...secrets.map(({ key }) => key.text), ...always].map((name) => [name, STRING])));
}

/** The `github` context: `event.inputs` is known where only `workflow_dispatch` can give it. */
export function workflowGithubType({ events }: Workflow): ObjectType {
  const dispatch = events.find(({ name }) => name === "workflow_dispatch");
  // The event of a called workflow is that of its caller.
  const isCalled = events.some(({ name }) => name === "workflow_call");
  const inputs = dispatch === undefined || isCalled ? undefined : below(dispatch, "inputs");
  if (inputs === undefined) return githubType(PAYLOAD);
  const given = objectOf(Object.fromEntries(inputs.map(({ key }) => [key.text, STRING])));
  return githubType(objectOf({ inputs: given }, ANY));
}

function takesInputs({ name }: WorkflowEvent): boolean {
  return name === "workflow_dispatch" || name === "workflow_call";
}

/** The entries of a mapping in an event's settings; none where there is none, undefined where it is something else. */
function below({ settings }: WorkflowEvent, name: string): readonly YamlEntry[] | undefined {
  if (settings !== undefined && settings.kind !== "mapping") return undefined;
  const node = valueAt(settings, name);
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return [];
  return node.kind === "mapping" && node.entries.every(({ key }) => key.text !== "<<") ? node.entries : undefined;
}

function inputType(type: string | undefined, event: string): Type {
  switch (type) {
    case "boolean":
      return BOOLEAN;
    case "number":
      return NUMBER;
    case "string":
    case "choice":
    case "environment":
      return STRING;
    case undefined:
      return event === "workflow_dispatch" ? STRING : ANY;
    default:
      return ANY;
  }
}
