import type { Job, Workflow } from "../../dialects/github/workflow.ts";
import { entryOf, valueAt, type YamlMapping, type YamlNode } from "../../source/tree.ts";
import { type Copy, type Reach, Unlike } from "./holes.ts";
import { workflowKind } from "./places.ts";
import { type Block, blockOf } from "./text.ts";
import { exactOf, mappingOf, shapeOf } from "./unify.ts";

/**
 * How jobs are taken out: one job, with what only a caller can say staying behind, with or without its matrix; or all
 * jobs that wait for each other at once.
 */
export type Form = "job" | "job-of-matrix" | "group";

/** A job with the lines of its keys. */
export interface UnitJob {
  readonly job: Job;
  readonly block: Block;
}

/** One or more jobs of a workflow that can be called instead. */
export interface Unit extends Copy {
  readonly form: Form;
  readonly path: string;
  readonly workflow: Workflow;
  /** In the order of the text. */
  readonly jobs: readonly UnitJob[];
  /** What is compared with other units: the jobs without what stays behind, and what the workflow sets for them. */
  readonly root: YamlMapping;
  readonly shape: string;
  readonly exact: string;
}

/** Jobs that cannot be called, and why. */
export interface Unfit {
  readonly path: string;
  readonly jobs: readonly string[];
  readonly reason: string;
}

/** What stays with the caller. */
const STAYING: Readonly<Record<Form, readonly string[]>> = {
  job: ["needs", "if", "permissions", "concurrency"],
  "job-of-matrix": ["needs", "if", "permissions", "concurrency", "strategy"],
  group: [],
};
const MOVING =
  "name needs if runs-on concurrency environment outputs env defaults strategy container services steps timeout-minutes continue-on-error".split(
    " ",
  );

export function staysBehind(form: Form, key: string): boolean {
  return STAYING[form].includes(key);
}

/** What is not known in a called workflow, and what its caller can hand over. */
export function reachOf(form: Form): Reach {
  const known = ["github", "inputs", "vars"];
  const own = new Set<string>();
  if (form === "group") return { foreign: new Set(["inputs"]), handed: new Set(known), own, secrets: "secret" };
  const foreign = form === "job" ? ["inputs", "needs"] : ["inputs", "needs", "matrix", "strategy"];
  return { foreign: new Set(foreign), handed: new Set([...known, ...foreign]), own, secrets: "secret" };
}

/** Every unit of a workflow, and the jobs that are none. */
export function unitsOf(workflow: Workflow): { readonly units: readonly Unit[]; readonly unfit: readonly Unfit[] } {
  const units: Unit[] = [];
  const unfit: Unfit[] = [];
  const path = workflow.document.path;
  const attempt = (form: Form, jobs: readonly Job[]): void => {
    try {
      units.push(unitOf(form, workflow, jobs));
    } catch (error) {
      if (!(error instanceof Unlike)) throw error;
      if (form !== "job-of-matrix") unfit.push({ path, jobs: jobs.map(({ id }) => id), reason: error.message });
    }
  };
  for (const job of workflow.jobs) {
    if (job.uses !== undefined) continue;
    attempt("job", [job]);
    if (job.strategy?.matrix !== undefined) attempt("job-of-matrix", [job]);
  }
  for (const group of groupsOf(workflow.jobs)) attempt("group", group);
  return { units, unfit };
}

/** Jobs that wait for each other, directly or not; two or more. */
function groupsOf(jobs: readonly Job[]): Job[][] {
  const groupOf = new Map(jobs.map((job) => [job.id, new Set([job])]));
  for (const job of jobs) {
    for (const need of job.needs) {
      const [own, other] = [groupOf.get(job.id), groupOf.get(need.text)];
      if (own === undefined || other === undefined || own === other) continue;
      for (const member of other) own.add(member);
      for (const member of own) groupOf.set(member.id, own);
    }
  }
  return [...new Set(groupOf.values())]
    .filter((group) => group.size > 1)
    .map((group) => jobs.filter((job) => group.has(job)));
}

function unitOf(form: Form, workflow: Workflow, jobs: readonly Job[]): Unit {
  const { document } = workflow;
  for (const job of jobs) refuse(form, workflow, job);
  const ids = new Set(jobs.map(({ id }) => id));
  if (form === "group" && valueAt(workflow.events.find(({ name }) => name === "workflow_call")?.settings, "outputs")) {
    throw new Unlike("the workflow hands on outputs of its jobs");
  }
  const own = jobs.map((job): UnitJob => {
    const from = document.lines.startOf(document.lines.position(job.key.span.end).line + 1);
    return { job, block: blockOf(document, job.node, from) };
  });
  const moved = jobs.map((job) => {
    const entries = job.node.entries.filter(({ key }) => !staysBehind(form, key.text));
    return [form === "group" ? job.id : "job", { ...job.node, entries }] as const;
  });
  const root = mappingOf([
    ["env", workflow.env?.node],
    ["defaults", entryOf(workflow.root, "defaults")?.value],
    ["jobs", mappingOf(moved)],
  ]);
  const names = form === "group" ? [...ids].sort().join() : "";
  return {
    form,
    path: document.path,
    document,
    workflow,
    jobs: own,
    root,
    shape: `${form} ${names} ${shapeOf(root, workflowKind)}`,
    exact: exactOf(root),
  };
}

function refuse(form: Form, workflow: Workflow, job: Job): void {
  if (job.uses !== undefined) throw new Unlike("it is a call already");
  const unknown = job.node.entries.find(({ key }) => !MOVING.includes(key.text) && !staysBehind(form, key.text));
  if (unknown?.key.text === "permissions") {
    throw new Unlike("its jobs have permissions of their own, which a caller would have to widen for all of them");
  }
  if (unknown !== undefined) throw new Unlike(`nobody knows what \`${unknown.key.text}\` means in a called workflow`);
  if (job.runsOn === undefined || job.steps.length === 0) throw new Unlike("it has no machine or no steps");
  const granted = (job.permissions ?? workflow.permissions)?.granted;
  const idToken =
    granted === "write-all" ||
    (Array.isArray(granted) && granted.some(({ scope, level }) => scope === "id-token" && level === "write"));
  if (idToken) {
    throw new Unlike(
      "it may ask for an identity token (`id-token: write`), which names the called workflow: whoever trusts the token would refuse it",
    );
  }
  const { text } = workflow.document;
  const source = text.slice(job.node.span.start, job.node.span.end);
  if (job.environment !== undefined && /\bsecrets\b/.test(source)) {
    throw new Unlike(
      "it deploys to an environment and uses secrets: a caller cannot hand over those of an environment",
    );
  }
  if (/\bGITHUB_JOB\b/.test(source))
    throw new Unlike("it reads `GITHUB_JOB`, which is another id in a called workflow");
  if (/\bjob\.workflow_/.test(source)) throw new Unlike("it reads in which workflow file it stands");
  if (form === "job" && job.strategy !== undefined && job.concurrency !== undefined) {
    throw new Unlike("its concurrency holds for each cell of its matrix, on a call it would hold for all of them");
  }
  refuseAliases(job.node);
  for (const node of [workflow.env?.node, entryOf(workflow.root, "defaults")?.value]) {
    if (node !== undefined) refuseAliases(node);
  }
}

/** What an alias stands for is in another place of the file. */
export function refuseAliases(node: YamlNode): void {
  if (node.anchor !== undefined || node.tag !== undefined) throw new Unlike("it has an anchor or a tag of YAML");
  if (node.kind === "mapping" && node.entries.some(({ key }) => key.text === "<<"))
    throw new Unlike("it merges mappings");
  const held = node.kind === "mapping" ? node.entries : node.kind === "sequence" ? node.items : [];
  for (const { alias, value } of held) {
    if (alias !== undefined) throw new Unlike("it has an alias of YAML");
    refuseAliases(value);
  }
}
