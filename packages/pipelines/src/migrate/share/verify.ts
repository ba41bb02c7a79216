import { canonical } from "../../model/canonical.ts";
import { fromGithub } from "../../model/from-github.ts";
import type { Job, Pipeline, Step, Value, Variable } from "../../model/pipeline.ts";
import type { Project } from "../../project/project.ts";
import { readDocument } from "../../source/document.ts";
import { validateFile } from "../../validate/validate.ts";

/** A project before and after a change. */
export interface Turned {
  readonly before: Project;
  readonly after: Project;
}

/**
 * Proves a change by expanding both sides: every part of the pipeline that the model knows must be the very same, but
 * for what jobs and steps are called now.
 * @returns what is not the same; undefined where all is
 */
export function difference(
  path: string,
  { before, after }: Turned,
  rename: (id: string) => string,
): string | undefined {
  const old = expanded(path, before);
  const now = expanded(path, after);
  if (old === undefined || now === undefined) return `${path} cannot be read`;
  if (now.gaps.length > old.gaps.length) return now.gaps.at(-1)?.why;
  const left = facts(old, (id) => id);
  const right = facts(now, rename);
  for (const [what, value] of left) {
    const other = right.get(what);
    if (other !== value) return other === undefined ? `${what} is gone` : `${what} is not the same`;
  }
  for (const what of right.keys()) if (!left.has(what)) return `${what} is new`;
  return undefined;
}

/** The first fault that a change brings into a file, by the rules of `validate`. */
export function newFault(kind: "workflow" | "action", path: string, { before, after }: Turned): string | undefined {
  const errors = (project: Project): string[] => {
    const text = project.text(path);
    if (text === undefined) return [];
    const found = validateFile(kind, path, text, project).filter(({ severity }) => severity === "error");
    return found.map(({ code, message }) => `${code}: ${message}`);
  };
  const known = errors(before);
  return errors(after).find((fault) => !known.includes(fault));
}

function expanded(path: string, project: Project): Pipeline | undefined {
  const text = project.text(path);
  if (text === undefined) return undefined;
  const document = readDocument(path, text);
  return document.root === undefined ? undefined : fromGithub(document, project);
}

/** Everything that the model says of a pipeline, by its place in words; places in files are left out. */
function facts(pipeline: Pipeline, rename: (id: string) => string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const say = (text: string) => renamedText(text, rename);
  const add = (what: string, value: unknown) => {
    if (value !== undefined) found.set(what, say(JSON.stringify(plain(value))));
  };
  const { jobs, gaps: _gaps, source: _source, ...rest } = pipeline;
  for (const [key, value] of Object.entries(rest)) add(key, value);
  for (const job of jobs) {
    const id = rename(job.id);
    for (const [key, value] of Object.entries(jobFacts(job, rename))) add(`job ${id}: ${key}`, value);
    for (const [index, step] of job.steps.entries()) {
      for (const [key, value] of Object.entries(stepFacts(step, job, rename))) {
        add(`job ${id}: step ${index + 1}: ${key}`, value);
      }
    }
  }
  return found;
}

function jobFacts(job: Job, rename: (id: string) => string): Record<string, unknown> {
  const { steps: _steps, at: _at, id: _id, needs, secrets, condition, matrix, ...rest } = job;
  return {
    ...rest,
    there: true,
    needs: needs.map(({ text }) => rename(text)).sort(),
    secrets: secrets.map(({ name }) => name).sort(),
    condition: condition.text,
    matrix:
      matrix === undefined
        ? undefined
        : { cells: matrix.cells?.map((cell) => [...cell].sort()), written: matrix.written },
  };
}

function stepFacts(step: Step, job: Job, rename: (id: string) => string): Record<string, unknown> {
  const { at: _at, id, condition, work, ...rest } = step;
  const run = work.kind === "run" && work.shell === undefined ? { ...work, shell: usualShell(job) } : work;
  return { ...rest, id: id === undefined ? undefined : rename(id), condition: condition.text, work: run };
}

/**
 * What GitHub runs a command with where nobody says it: known for a Linux or macOS machine that is named.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
export function usualShell({
  runsOn,
  container,
}: Pick<Job, "runsOn" | "container">): { readonly text: string } | undefined {
  if (runsOn?.kind !== "text" || !/^(?:ubuntu|macos)-[\w.-]+$/.test(runsOn.text)) return undefined;
  return { text: container === undefined ? "bash -e {0}" : "sh -e {0}" };
}

/** Data without places, names in their order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return isVariables(items) ? sorted(items) : items.map(plain);
  }
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Map) return [...value].sort();
  if (isValue(value)) return canonical(value);
  const kept = Object.entries(value).filter(([key]) => key !== "at" && key !== "formula" && key !== "source");
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]));
}

function isVariables(value: readonly unknown[]): value is readonly Variable[] {
  return (
    value.length > 0 &&
    value.every((item) => typeof item === "object" && item !== null && "name" in item && "value" in item)
  );
}

function isValue(value: object): value is Value {
  return (
    "kind" in value && ((value.kind === "text" && "text" in value) || value.kind === "list" || value.kind === "map")
  );
}

function sorted(variables: readonly Variable[]): unknown[] {
  return [...variables]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ at: _at, value, ...rest }) => ({ ...rest, value: canonical(value) }));
}

/** Names of jobs in expressions: `needs['call/build']`. */
function renamedText(text: string, rename: (id: string) => string): string {
  return text.replaceAll(/\b(needs|steps)\['([^']+)'\]/g, (whole, context: string, id: string) => {
    const name = rename(id);
    return name === id ? whole : `${context}.${name}`;
  });
}
