import type { Job, Step, Workflow } from "../../dialects/github/workflow.ts";
import { scalarText } from "../../model/github-values.ts";
import { entryOf, textOf, valueAt, type YamlMapping, type YamlNode, type YamlSequence } from "../../source/tree.ts";
import { type Copy, Unlike } from "./holes.ts";
import { stepKind } from "./places.ts";
import { itemsOf } from "./text.ts";
import { exactOf, mappingOf, shapeOf } from "./unify.ts";
import { refuseAliases, type Unfit } from "./units.ts";
import { usualShell } from "./verify.ts";

/** A step with its lines, and what it takes from its job. */
export interface Part {
  readonly step: Step;
  /** Its place among the job's steps. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  /** How far its keys are indented. */
  readonly keys: number;
  /** Set for a command where the step does not say it itself. */
  readonly shell: string | undefined;
  readonly folder: string | undefined;
  /** What is compared. */
  readonly root: YamlMapping;
  readonly shape: string;
}

/** Steps that follow each other in a job. */
export interface StepRun extends Copy {
  readonly path: string;
  readonly workflow: Workflow;
  readonly job: Job;
  readonly parts: readonly Part[];
  /** How far the dashes are indented. */
  readonly column: number;
  readonly shape: string;
  readonly exact: string;
}

const KEYS = "id name if uses with run shell working-directory env".split(" ");
/** Longer runs are not looked for. */
const MOST_STEPS = 20;

/** Every run of two or more steps that occurs at least twice, the longest ones of those that occur as often. */
export function runsOf(workflows: readonly Workflow[]): {
  readonly groups: readonly StepRun[][];
  readonly unfit: readonly Unfit[];
} {
  const unfit: Unfit[] = [];
  const stretches = workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) => (job.uses === undefined ? stretchesOf(workflow, job, unfit) : [])),
  );
  let longer: ReadonlyMap<string, number> = new Map();
  const groups: StepRun[][] = [];
  for (
    let length = Math.min(MOST_STEPS, Math.max(0, ...stretches.map(({ parts }) => parts.length)));
    length >= 2;
    length--
  ) {
    const found = Map.groupBy(
      stretches.flatMap((stretch) => windows(stretch, length)),
      ({ shape }) => shape,
    );
    const counts = new Map<string, number>();
    for (const [shape, runs] of found) {
      const apart = withoutOverlap(runs);
      if (apart.length < 2) continue;
      counts.set(shape, apart.length);
      const isCovered = [...longer].some(([other, count]) => count >= apart.length && other.includes(shape));
      if (!isCovered) groups.push(apart);
    }
    longer = counts;
  }
  return { groups, unfit };
}

export function runName({ path, job, parts }: StepRun): string {
  const [first, last] = [parts[0], parts.at(-1)];
  return `${path}: ${job.id}, steps ${(first?.index ?? 0) + 1} to ${(last?.index ?? 0) + 1}`;
}

function windows(stretch: StepRun, length: number): StepRun[] {
  return stretch.parts.slice(0, Math.max(0, stretch.parts.length - length + 1)).map((_, from) => {
    const parts = stretch.parts.slice(from, from + length);
    return {
      ...stretch,
      parts,
      shape: parts.map(({ shape }) => shape).join("\n"),
      exact: parts.map(({ root }) => exactOf(root)).join("\n"),
    };
  });
}

function withoutOverlap(runs: readonly StepRun[]): StepRun[] {
  const kept: StepRun[] = [];
  for (const run of runs) {
    const touches = kept.some(
      (other) =>
        other.job === run.job &&
        (other.parts.at(-1)?.index ?? 0) >= (run.parts[0]?.index ?? 0) &&
        (run.parts.at(-1)?.index ?? 0) >= (other.parts[0]?.index ?? 0),
    );
    if (!touches) kept.push(run);
  }
  return kept;
}

/** The longest runs of steps in a job that may stand in an action. */
function stretchesOf(workflow: Workflow, job: Job, unfit: Unfit[]): StepRun[] {
  const { document } = workflow;
  const entry = entryOf(job.node, "steps");
  if (entry?.value.kind !== "sequence" || job.steps.length !== entry.value.items.length) return [];
  let lines: ReturnType<typeof itemsOf>;
  try {
    lines = linesOf(workflow, entry.value, entry.key.span.end);
  } catch (error) {
    if (!(error instanceof Unlike)) throw error;
    unfit.push({ path: document.path, jobs: [job.id], reason: error.message });
    return [];
  }
  const stretches: Part[][] = [[]];
  const misfits = new Map<string, number[]>();
  for (const [index, step] of job.steps.entries()) {
    const line = lines.items[index];
    const reason = line === undefined ? "" : misfit(workflow, job, step, index);
    if (line === undefined || reason !== undefined) {
      stretches.push([]);
      if (reason !== undefined) misfits.set(reason, [...(misfits.get(reason) ?? []), index + 1]);
      continue;
    }
    const shell = step.run === undefined || step.shell !== undefined ? undefined : shellOf(workflow, job);
    const folder =
      step.run === undefined || step.workingDirectory !== undefined
        ? undefined
        : (job.defaults.workingDirectory ?? workflow.defaults.workingDirectory)?.text;
    const root = withDefaults(step.node, shell, folder);
    const shape = shapeOf(root, stepKind);
    stretches.at(-1)?.push({ step, index, ...line, shell, folder, root, shape });
  }
  for (const [reason, steps] of misfits) {
    const numbers = `${steps.length === 1 ? "step" : "steps"} ${steps.join(", ")}`;
    unfit.push({ path: document.path, jobs: [`${job.id}, ${numbers}`], reason });
  }
  return stretches
    .filter((parts) => parts.length > 1)
    .map((parts) => ({
      path: document.path,
      document,
      workflow,
      job,
      parts,
      column: lines.column,
      shape: "",
      exact: "",
    }));
}

function linesOf({ document }: Workflow, list: YamlSequence, behindKey: number) {
  const { lines } = document;
  return itemsOf(document, list, lines.startOf(lines.position(behindKey).line + 1));
}

/** What a job sets for its commands must be said in an action; it counts as a key that must be the same. */
function withDefaults(node: YamlMapping, shell: string | undefined, folder: string | undefined): YamlMapping {
  const scalar = (text: string | undefined): YamlNode | undefined =>
    text === undefined ? undefined : { kind: "scalar", span: { start: 0, end: 0 }, value: text, text, style: "plain" };
  const more = mappingOf([
    ["(shell)", scalar(shell)],
    ["(working-directory)", scalar(folder)],
  ]);
  return { ...node, entries: [...node.entries, ...more.entries] };
}

/** Why a step cannot stand in a composite action. */
function misfit(workflow: Workflow, job: Job, step: Step, index: number): string | undefined {
  const unknown = step.node.entries.find(({ key }) => !KEYS.includes(key.text));
  if (unknown !== undefined) return `\`${unknown.key.text}\` does not mean the same in an action`;
  if (step.run === undefined && step.uses === undefined) return "it does nothing";
  if (step.uses?.text.startsWith("actions/checkout@"))
    return "an action of this repository is only there after its checkout";
  if (!job.steps.slice(0, index).some(checksOut)) {
    return "an action of this repository must be checked out first, plainly and always";
  }
  try {
    refuseAliases(step.node);
  } catch (error) {
    return (error as Error).message;
  }
  const source = workflow.document.text.slice(step.node.span.start, step.node.span.end);
  if (/\b(?:success|failure|always|cancelled)\s*\(/.test(step.condition?.text ?? "")) {
    return "it asks how the steps before it ended, which in an action are those of the action";
  }
  if (/\bGITHUB_ACTION/.test(source)) return "it reads in which action it stands";
  if (/\bhashFiles\b/i.test(step.condition?.text ?? "") && job.container !== undefined)
    return "it looks for files in a container";
  if (step.run !== undefined && step.shell === undefined && shellOf(workflow, job) === undefined) {
    return "its shell is not said and depends on the machine; an action must say it";
  }
  return undefined;
}

/** A checkout of this repository as it is, where actions of the workspace are looked for. */
function checksOut({ uses, condition, node, continueOnError }: Step): boolean {
  if (uses?.text.startsWith("actions/checkout@") !== true || condition !== undefined || continueOnError !== undefined) {
    return false;
  }
  const handed = valueAt(node, "with");
  const moving = ["path", "repository", "ref", "sparse-checkout"];
  return !moving.some((key) => textOf(valueAt(handed, key)) !== undefined);
}

function shellOf(workflow: Workflow, job: Job): string | undefined {
  const said = job.defaults.shell ?? workflow.defaults.shell;
  if (said !== undefined) return said.text;
  if (job.runsOn?.kind !== "scalar") return undefined;
  const runsOn = {
    kind: "text",
    text: scalarText(job.runsOn),
    at: { source: workflow.document, span: job.runsOn.span },
  } as const;
  // Only whether there is one counts.
  const container =
    job.container === undefined ? undefined : { name: "", at: runsOn.at, image: undefined, settings: [] };
  return usualShell({ runsOn, container })?.text;
}
