import { readDocument } from "../source/document.ts";
import { entryOf, itemsOf, textOf, valueAt, type YamlNode } from "../source/tree.ts";

/** GitHub Actions' own App: who reports the checks of workflows. */
const ACTIONS_APP = "15368";

/** What must be green before a merge, as a file says it. */
export interface RequiredChecks {
  /** The names that a workflow may report, each once, in the order of the file. */
  readonly names: readonly string[];
  /** Names that must come from another App: no workflow can report them. */
  readonly ofOthers: readonly string[];
  /** Whether a merge queue is asked for; undefined where the file does not say. */
  readonly mergeQueue: boolean | undefined;
}

/**
 * Reads which checks a merge needs from a list of names (one on each line, or a list in YAML or JSON), from what GitHub
 * answers about a branch's protection or rulesets, or from settings kept as code (`settings.yml` of safe-settings,
 * `.asf.yaml`, `branch-protection.yml`): wherever `required_status_checks` stands.
 * @throws Error with what is wrong and what is expected, for people
 */
export function requiredChecksOf(text: string, path: string): RequiredChecks {
  const isMarkup =
    /\.(?:json|ya?ml)$/i.test(path) || /^\s*[[{]/.test(text) || /^\s*"?required_status_checks/m.test(text);
  if (!isMarkup) return listed(text.split("\n").map((line) => line.replace(/^#.*|\s#.*$/, "")));
  const { root, faults, lines } = readDocument(path, text);
  const [fault] = faults.filter(({ kind }) => kind !== "unused-anchor");
  if (fault !== undefined) {
    throw new Error(`${path}:${lines.position(fault.span.start).line}: this cannot be read: ${fault.message}`);
  }
  if (root === undefined || root.kind === "scalar") throw new Error(`${path}: ${NOTHING}`);
  const isList = root.kind === "sequence" && root.items.every(({ value }) => value.kind === "scalar");
  return isList ? listed(root.items.map(({ value }) => textOf(value) ?? "")) : fromTree(root, path);
}

function listed(names: readonly string[]): RequiredChecks {
  const found = names.map((name) => name.trim()).filter((name) => name !== "");
  return { names: [...new Set(found)], ofOthers: [], mergeQueue: undefined };
}

const NOTHING =
  'there is no "required_status_checks" in it. Give a list of names, the protection or the rulesets of a branch as GitHub answers them, or settings as code.';

function fromTree(root: YamlNode, path: string): RequiredChecks {
  const found: { name: string; app: string | undefined }[] = [];
  const queues: boolean[] = [];
  let asked = false;
  const take = (node: YamlNode | undefined) => {
    asked = true;
    if (node === undefined) return;
    if (node.kind === "mapping") {
      for (const key of ["contexts", "checks", "required_status_checks", "enabled_checks", "required_contexts"]) {
        for (const item of itemsOf(valueAt(node, key))) check(item);
      }
    } else for (const item of itemsOf(node)) check(item);
  };
  const check = (item: YamlNode) => {
    const name = textOf(item) ?? textOf(valueAt(item, "context")) ?? textOf(valueAt(item, "name"));
    const app = textOf(valueAt(item, "app_id")) ?? textOf(valueAt(item, "integration_id"));
    if (name !== undefined) found.push({ name, app });
  };
  const walk = (node: YamlNode) => {
    if (node.kind === "scalar") return;
    if (node.kind === "sequence") {
      for (const { value } of node.items) walk(value);
      return;
    }
    const type = textOf(valueAt(node, "type"));
    // A rule of a ruleset. Rulesets that are off or on trial ask for nothing.
    if (type === "required_status_checks") return take(valueAt(node, "parameters"));
    if (type === "merge_queue") queues.push(true);
    if (["disabled", "evaluate"].includes(textOf(valueAt(node, "enforcement")) ?? "")) return;
    for (const { key, value } of node.entries) {
      if (key.text === "required_status_checks" || key.text === "status_checks") take(value);
      else if (key.text === "required_merge_queue" || key.text === "merge_queue") queues.push(isOn(value));
      else walk(value);
    }
  };
  if (entryOf(root, "contexts") !== undefined || entryOf(root, "checks") !== undefined) take(root);
  else walk(root);
  if (!asked && queues.length === 0) throw new Error(`${path}: ${NOTHING}`);
  const own = found
    .filter(({ app }) => app === undefined || app === "-1" || app === ACTIONS_APP)
    .map(({ name }) => name);
  const foreign = found.filter(({ name }) => !own.includes(name)).map(({ name }) => name);
  return {
    names: [...new Set(own)],
    ofOthers: [...new Set(foreign)],
    mergeQueue: queues.length === 0 ? undefined : queues.some((on) => on),
  };
}

function isOn(node: YamlNode): boolean {
  if (node.kind !== "scalar") return true;
  return node.value !== null && node.value !== false;
}
