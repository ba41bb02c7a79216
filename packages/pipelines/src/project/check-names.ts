import type { Job, Matrix, Workflow } from "../dialects/github/workflow.ts";
import { embeddedIn } from "../expressions/embedded.ts";
import { scalarText } from "../model/github-values.ts";
import { expandMatrix } from "../model/matrix.ts";
import { textOf, type YamlNode } from "../source/tree.ts";
import { calledWorkflow } from "./called.ts";
import type { Project } from "./project.ts";

/** GitHub cuts longer names, and follows calls no deeper. */
const MAX_LENGTH = 100;
const MAX_LEVELS = 10;
/** Nets of calls and matrices can make any number of names: beyond so many, called workflows are not looked into. */
const MAX_NAMES = 5_000;

/**
 * The name under which a job's check stands at a commit: what rules of a branch ask for. Its parts are texts, and
 * undefined where only a run can tell what will stand there.
 */
export interface CheckName {
  readonly parts: readonly (string | undefined)[];
  /** The job of the workflow itself; where it calls another, that has the job that reports. */
  readonly job: Job;
}

/** Texts and unknown parts; neighbouring ones of a kind are one. */
type Parts = readonly (string | undefined)[];
type Inputs = ReadonlyMap<string, string>;

/**
 * The names of the checks that a workflow's jobs report: `name`, or the id; with a matrix one for each combination,
 * `name (a, b)` unless an expression in the name says otherwise; for the jobs of a called workflow
 * `caller / called`. A name that comes up twice stands here twice. Jobs of workflows that the project does not have are
 * one with an unknown part.
 */
export function checkNamesOf(workflow: Workflow, project: Project): CheckName[] {
  return namesOf(workflow, project, new Map(), [], { left: MAX_NAMES }).map(({ parts, job }) => ({ parts, job }));
}

/** Whether a check has that name: `maybe` where an unknown part could make it so. */
export function hasName({ parts }: CheckName, name: string): "yes" | "maybe" | "no" {
  if (parts.every((part) => part !== undefined)) return parts.join("") === name ? "yes" : "no";
  const pattern = parts.map((part) => (part === undefined ? ".*" : part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")));
  return new RegExp(`^${pattern.join("")}$`, "s").test(name) ? "maybe" : "no";
}

/** The name for people, `*` for unknown parts. */
export function shownName({ parts }: CheckName): string {
  return parts.map((part) => part ?? "*").join("");
}

function namesOf(
  workflow: Workflow,
  project: Project,
  inputs: Inputs,
  chain: readonly Workflow[],
  budget: { left: number },
): CheckName[] {
  return workflow.jobs.flatMap((job): CheckName[] => {
    const own = jobNames(job, inputs);
    budget.left -= own.length;
    if (job.uses === undefined) return own.map((parts) => ({ parts, job }));
    const called = calledWorkflow(job.uses.text, project);
    const unknown = () => own.map((parts) => ({ parts: joined([...parts, " / ", undefined]), job }));
    if (called === undefined || chain.length >= MAX_LEVELS || chain.includes(called.workflow) || budget.left <= 0) {
      return unknown();
    }
    const given = new Map(
      called.inputs.flatMap(({ name, default: value }): [string, string][] => {
        const handed =
          job.with?.entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase())?.value ?? value;
        const text = textOf(handed);
        return handed?.kind === "scalar" && text !== undefined && embeddedIn(text).length === 0
          ? [[name.toLowerCase(), scalarText(handed)]]
          : [];
      }),
    );
    const inner = namesOf(called.workflow, project, given, [...chain, workflow], budget);
    const size = own.length * inner.length;
    if (size > budget.left) return unknown();
    budget.left -= size;
    return own.flatMap((outer) => inner.map(({ parts }) => ({ parts: joined([...outer, " / ", ...parts]), job })));
  });
}

/** One name for each job that a matrix makes. */
function jobNames(job: Job, inputs: Inputs): Parts[] {
  const name = job.name?.text ?? job.id;
  const expressions = embeddedIn(name);
  const matrix = job.strategy?.matrix;
  const cells = matrix === undefined ? [new Map<string, string>()] : cellsOf(matrix);
  if (expressions.length === 0) {
    if (matrix === undefined) return [[name]];
    if (cells === undefined) return [[`${name} (`, undefined, ")"]];
    return cells.map((cell) => shortened([`${name} (${[...cell.values()].join(", ")})`]));
  }
  const filled = (cells ?? [undefined]).map((cell): Parts => {
    const parts: (string | undefined)[] = [];
    let at = 0;
    for (const { start, end, source } of expressions) {
      parts.push(name.slice(at, start), knownValue(source.trim(), cell, inputs));
      at = end;
    }
    return shortened(joined([...parts, name.slice(at)]));
  });
  return filled;
}

/** The value of `matrix.axis` and `inputs.name`, where it is known; of nothing else. */
function knownValue(source: string, cell: ReadonlyMap<string, string> | undefined, inputs: Inputs): string | undefined {
  const [, context, property] = /^(matrix|inputs)\.([\w-]+)$/i.exec(source) ?? [];
  if (context === undefined || property === undefined) return undefined;
  if (context.toLowerCase() === "inputs") return inputs.get(property.toLowerCase());
  const axis = [...(cell?.keys() ?? [])].find((key) => key.toLowerCase() === property.toLowerCase());
  return axis === undefined ? undefined : cell?.get(axis);
}

/** The combinations with the texts of their values; undefined where an expression makes some of them. */
function cellsOf(matrix: Matrix): ReadonlyMap<string, string>[] | undefined {
  const axes = new Map<string, string[]>();
  for (const { name, value } of matrix.axes) {
    if (value.kind !== "sequence") return undefined;
    const texts = value.items.map((item) => flat(item.value));
    if (!texts.every((text) => text !== undefined)) return undefined;
    axes.set(name, texts);
  }
  const include = entriesOf(matrix.include);
  const exclude = entriesOf(matrix.exclude);
  if (include === undefined || exclude === undefined || matrix.node.kind !== "mapping") return undefined;
  return expandMatrix({ axes, include, exclude })?.map(({ values }) => values);
}

function entriesOf(node: YamlNode | undefined): ReadonlyMap<string, string>[] | undefined {
  if (node === undefined) return [];
  if (node.kind !== "sequence") return undefined;
  const entries = node.items.map(({ value }) => {
    if (value.kind !== "mapping") return undefined;
    const texts = value.entries.map((entry): [string, string | undefined] => [entry.key.text, flat(entry.value)]);
    return texts.every((pair): pair is [string, string] => pair[1] !== undefined) ? new Map(texts) : undefined;
  });
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/** A value as it stands in a name: of lists and mappings the values at their ends. */
function flat(node: YamlNode): string | undefined {
  if (node.kind === "scalar") return embeddedIn(node.text).length > 0 ? undefined : scalarText(node);
  const below = (node.kind === "mapping" ? node.entries : node.items).map(({ value }) => flat(value));
  return below.every((text) => text !== undefined) ? below.join(", ") : undefined;
}

/** What GitHub makes of a name that is too long is not promised: its beginning is known. */
function shortened(parts: Parts): Parts {
  const [first] = parts;
  const length = parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  return length <= MAX_LENGTH ? parts : joined([(first ?? "").slice(0, MAX_LENGTH - 3), undefined]);
}

function joined(parts: Parts): Parts {
  const result: (string | undefined)[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part === "") continue;
    if (part !== undefined && last !== undefined) result[result.length - 1] = last + part;
    else if (part !== undefined || result.length === 0 || last !== undefined) result.push(part);
  }
  return result.length === 0 ? [""] : result;
}
