import type { SourceDocument } from "../../source/document.ts";
import {
  entryOf,
  itemsOf,
  textOf,
  valueAt,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from "../../source/tree.ts";
import type {
  Action,
  Concurrency,
  Container,
  Job,
  Matrix,
  Permissions,
  RunDefaults,
  Step,
  Strategy,
  Variable,
  Variables,
  Workflow,
  WorkflowEvent,
} from "./workflow.ts";

/** Reads a workflow leniently: what is of a wrong shape is absent. Never throws. */
export function readWorkflow(document: SourceDocument): Workflow {
  const root = mapping(document.root);
  return {
    document,
    root,
    name: scalarAt(root, "name"),
    runName: scalarAt(root, "run-name"),
    events: events(valueAt(root, "on")),
    permissions: permissions(root),
    env: variables(root, "env"),
    defaults: runDefaults(root),
    concurrency: concurrency(root),
    jobs: (mapping(valueAt(root, "jobs"))?.entries ?? []).flatMap(({ key, value }) =>
      value.kind === "mapping" ? [job(key, value)] : [],
    ),
  };
}

/** Reads an `action.yml` leniently. Never throws. */
export function readAction(document: SourceDocument): Action {
  const root = mapping(document.root);
  const runs = mapping(valueAt(root, "runs"));
  return {
    document,
    root,
    name: scalarAt(root, "name"),
    inputs: variables(root, "inputs"),
    outputs: variables(root, "outputs"),
    runs,
    using: scalarAt(runs, "using"),
    steps: steps(runs),
  };
}

function events(on: YamlNode | undefined): WorkflowEvent[] {
  if (on?.kind === "mapping") {
    return on.entries.map(({ key, value }) => ({ name: key.text, key, settings: isEmpty(value) ? undefined : value }));
  }
  return itemsOf(on).flatMap((item) =>
    item.kind === "scalar" ? [{ name: item.text, key: item, settings: undefined }] : [],
  );
}

function permissions(parent: YamlMapping | undefined): Permissions | undefined {
  const entry = entryOf(parent, "permissions");
  if (entry === undefined) return undefined;
  const { key, value: node } = entry;
  const text = textOf(node);
  const granted =
    node.kind === "mapping"
      ? node.entries.map((scope) => ({
          key: scope.key,
          scope: scope.key.text,
          level: textOf(scope.value),
          value: scope.value,
        }))
      : text === "read-all" || text === "write-all"
        ? text
        : undefined;
  return { key, node, granted };
}

function variables(parent: YamlMapping | undefined, name: string): Variables | undefined {
  const entry = entryOf(parent, name);
  return entry === undefined ? undefined : { key: entry.key, node: entry.value, entries: variablesOf(entry.value) };
}

function variablesOf(node: YamlNode): Variable[] {
  return node.kind === "mapping" ? node.entries.map(({ key, value }) => ({ key, name: key.text, value })) : [];
}

function runDefaults(parent: YamlMapping | undefined): RunDefaults {
  const run = mapping(valueAt(parent, "defaults", "run"));
  return { shell: scalarAt(run, "shell"), workingDirectory: scalarAt(run, "working-directory") };
}

function concurrency(parent: YamlMapping | undefined): Concurrency | undefined {
  const entry = entryOf(parent, "concurrency");
  if (entry === undefined) return undefined;
  const { key, value: node } = entry;
  const group = node.kind === "scalar" ? node : scalarAt(mapping(node), "group");
  return { key, node, group, cancelInProgress: valueAt(node, "cancel-in-progress") };
}

function job(key: YamlScalar, node: YamlMapping): Job {
  const secrets = entryOf(node, "secrets");
  return {
    id: key.text,
    key,
    node,
    name: scalarAt(node, "name"),
    needs: itemsOf(valueAt(node, "needs")).filter((item) => item.kind === "scalar"),
    condition: scalarAt(node, "if"),
    runsOn: present(valueAt(node, "runs-on")),
    permissions: permissions(node),
    environment: present(valueAt(node, "environment")),
    concurrency: concurrency(node),
    outputs: variables(node, "outputs"),
    env: variables(node, "env"),
    defaults: runDefaults(node),
    strategy: strategy(node),
    container: container(node),
    services: (mapping(valueAt(node, "services"))?.entries ?? []).map((entry) =>
      containerOf(entry.key.text, entry.key, entry.value),
    ),
    steps: steps(node),
    uses: scalarAt(node, "uses"),
    with: variables(node, "with"),
    secrets:
      secrets === undefined
        ? undefined
        : {
            key: secrets.key,
            inherit: textOf(secrets.value) === "inherit",
            entries: variablesOf(secrets.value),
          },
  };
}

function strategy(parent: YamlMapping): Strategy | undefined {
  const node = present(valueAt(parent, "strategy"));
  if (node === undefined) return undefined;
  return {
    node,
    matrix: matrix(mapping(node)),
    failFast: valueAt(node, "fail-fast"),
    maxParallel: valueAt(node, "max-parallel"),
  };
}

function matrix(parent: YamlMapping | undefined): Matrix | undefined {
  const entry = entryOf(parent, "matrix");
  if (entry === undefined) return undefined;
  const { key, value: node } = entry;
  return {
    key,
    node,
    axes: variablesOf(node).filter(({ name }) => name !== "include" && name !== "exclude"),
    include: valueAt(node, "include"),
    exclude: valueAt(node, "exclude"),
  };
}

function container(parent: YamlMapping): Container | undefined {
  const entry = entryOf(parent, "container");
  return entry === undefined ? undefined : containerOf("container", entry.key, entry.value);
}

function containerOf(name: string, key: YamlScalar, node: YamlNode): Container {
  return {
    name,
    key,
    node,
    image: node.kind === "scalar" ? node : scalarAt(mapping(node), "image"),
    env: variables(mapping(node), "env"),
    credentials: valueAt(node, "credentials"),
  };
}

/** Steps that run at the same time (`parallel`) stand in the list like those around them. */
function steps(parent: YamlMapping | undefined, key = "steps"): Step[] {
  const list = valueAt(parent, key);
  return (list?.kind === "sequence" ? list.items : []).flatMap(({ value }) => {
    if (value.kind !== "mapping") return [];
    return entryOf(value, "parallel") === undefined ? [step(value)] : steps(value, "parallel");
  });
}

function step(node: YamlMapping): Step {
  return {
    node,
    span: node.entries[0]?.key.span ?? node.span,
    id: scalarAt(node, "id"),
    name: scalarAt(node, "name"),
    condition: scalarAt(node, "if"),
    uses: scalarAt(node, "uses"),
    with: variables(node, "with"),
    run: scalarAt(node, "run"),
    shell: scalarAt(node, "shell"),
    workingDirectory: scalarAt(node, "working-directory"),
    env: variables(node, "env"),
    continueOnError: present(valueAt(node, "continue-on-error")),
  };
}

function mapping(node: YamlNode | undefined): YamlMapping | undefined {
  return node?.kind === "mapping" ? node : undefined;
}

/** A scalar that says something; `name:` without a value is absent. */
function scalarAt(parent: YamlMapping | undefined, key: string): YamlScalar | undefined {
  const value = valueAt(parent, key);
  return value?.kind === "scalar" && value.value !== null ? value : undefined;
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

function present(node: YamlNode | undefined): YamlNode | undefined {
  return node === undefined || isEmpty(node) ? undefined : node;
}
