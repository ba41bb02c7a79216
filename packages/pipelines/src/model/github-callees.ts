import { readWorkflow } from "../dialects/github/read.ts";
import type { Job, Workflow } from "../dialects/github/workflow.ts";
import type { Project } from "../project/project.ts";
import { readDocument } from "../source/document.ts";
import { entryOf, valueAt } from "../source/tree.ts";
import { type Expression, isTruthy, literal, templateExpression } from "./expression.ts";
import { asksStatus } from "./github-condition.ts";
import { Outputs, resolvedTemplate, type Scope } from "./github-scope.ts";
import { scalarText, Values } from "./github-values.ts";
import type { Gap } from "./pipeline.ts";

/** GitHub nests calls this deep. */
const MOST_LEVELS = 10;

/** A workflow of the same project that a job calls, with what its names mean there. */
export interface Callee {
  readonly workflow: Workflow;
  readonly scope: Scope;
  /** The files that are open, from the outside in, the callee's included. */
  readonly path: readonly string[];
  /** What must hold for any of its jobs to run, from the outside in. */
  readonly conditions: readonly Expression[];
}

/** Finds the reusable workflows of a project, each read once. */
export class Callees {
  readonly #project: Project;
  readonly #gaps: Gap[];
  readonly #read = new Map<string, Workflow | undefined>();
  readonly #found = new Map<Job, Map<string, Callee | undefined>>();

  constructor(project: Project, gaps: Gap[]) {
    this.#project = project;
    this.#gaps = gaps;
  }

  /** What names mean in a workflow: outputs of its calls are those of the jobs that they stand for. */
  scopeOf(workflow: Workflow, base: Scope, path: readonly string[]): Scope {
    const outputs = new Outputs();
    const scope: Scope = {
      ...base,
      jobOutput: (id, output) =>
        outputs.of(id, output, () => {
          const job = workflow.jobs.find((candidate) => candidate.id === id);
          const callee = job === undefined ? undefined : this.of(job, workflow, scope, path);
          if (callee === undefined) return undefined;
          const value = valueAt(callOf(callee.workflow)?.settings, "outputs", output, "value");
          return value?.kind === "scalar"
            ? templateExpression(resolvedTemplate(scalarText(value), callee.scope))
            : undefined;
        }),
    };
    return scope;
  }

  /** The workflow that a job calls, where it is one of this project and can be called. */
  of(job: Job, caller: Workflow, scope: Scope, path: readonly string[]): Callee | undefined {
    const known = this.#found.get(job) ?? new Map<string, Callee | undefined>();
    this.#found.set(job, known);
    if (!known.has(scope.jobPrefix)) known.set(scope.jobPrefix, this.#find(job, caller, scope, path));
    return known.get(scope.jobPrefix);
  }

  #find(job: Job, caller: Workflow, scope: Scope, path: readonly string[]): Callee | undefined {
    const reference = job.uses?.text ?? "";
    const file = fileOf(reference, caller.document.path);
    if (job.uses === undefined || file === undefined) return undefined;
    const workflow = path.includes(file) || path.length > MOST_LEVELS ? undefined : this.#workflow(file);
    const call = workflow === undefined ? undefined : callOf(workflow);
    const values = new Values(caller.document, scope);
    if (workflow === undefined || call === undefined) {
      // Of other repositories nobody expects the files to be here.
      if (workflow === undefined && !reference.startsWith("./")) return undefined;
      const reason = path.includes(file)
        ? "it calls itself"
        : path.length > MOST_LEVELS
          ? `calls are nested deeper than ${MOST_LEVELS} levels`
          : workflow === undefined
            ? "there is no such workflow here"
            : "it has no `workflow_call` trigger";
      this.#gaps.push({ at: values.at(job.uses.span), why: `${reference} is not looked into: ${reason}.` });
      return undefined;
    }
    const open = [...path, file];
    const own = values.conditionOf(job.condition);
    if (own === "unreadable") return undefined;
    const base: Scope = {
      ...scope,
      inputs: inputsOf(job, call.settings, values),
      secrets: job.secrets?.inherit === true ? scope.secrets : secretsOf(job, values),
      jobPrefix: `${scope.jobPrefix}${job.id}/`,
      stepPrefix: "",
      stepOutput: () => undefined,
    };
    return {
      workflow,
      scope: this.scopeOf(workflow, base, open),
      path: open,
      conditions: own === undefined ? [] : [own],
    };
  }

  #workflow(file: string): Workflow | undefined {
    if (!this.#read.has(file)) {
      const text = this.#project.text(file);
      this.#read.set(file, text === undefined ? undefined : readWorkflow(readDocument(file, text)));
    }
    return this.#read.get(file);
  }
}

/**
 * How the project calls the file of a reference. What a workflow of another repository calls with `./` lies in that
 * repository, at the same version.
 */
function fileOf(reference: string, caller: string): string | undefined {
  if (!reference.startsWith("./")) return /^[^/]+\/[^/]+\/.+@/.test(reference) ? reference : undefined;
  const [, repository, version] = /^([^/]+\/[^/]+)\/\.github\/workflows\/.+(@.+)$/.exec(caller) ?? [];
  return repository === undefined ? reference.slice(2) : `${repository}/${reference.slice(2)}${version}`;
}

/** Whether an `if` asks how what came before has ended; an unreadable one may. */
export function mayAskStatus(condition: Expression | "unreadable" | undefined): boolean {
  return condition === "unreadable" || (condition !== undefined && asksStatus(condition));
}

function callOf(workflow: Workflow) {
  return workflow.events.find(({ name }) => name === "workflow_call");
}

type Settings =
  ReturnType<typeof callOf> extends infer Event ? (Event extends { settings: infer S } ? S : never) : never;

function inputsOf(job: Job, settings: Settings, values: Values): ReadonlyMap<string, Expression> {
  const declared = valueAt(settings, "inputs");
  const inputs = new Map<string, Expression>();
  for (const { key, value } of declared?.kind === "mapping" ? declared.entries : []) {
    const handed = job.with?.entries.find(({ name }) => name.toLowerCase() === key.text.toLowerCase())?.value;
    const given = handed ?? valueAt(value, "default");
    const type = entryOf(value, "type")?.value;
    const template = given?.kind === "scalar" && given.value !== null ? values.template(given) : [];
    inputs.set(key.text.toLowerCase(), typed(templateExpression(template), type?.kind === "scalar" ? type.text : ""));
  }
  return inputs;
}

/** A constant as its input's type has it. */
function typed(value: Expression, type: string): Expression {
  if (value.kind !== "literal") return value;
  if (type === "boolean") return literal(value.value !== "false" && isTruthy(value.value));
  if (type === "number") return literal(Number(value.value));
  return value;
}

function secretsOf(job: Job, values: Values): ReadonlyMap<string, Expression> {
  const handed = job.secrets?.entries ?? [];
  return new Map(
    handed.flatMap(({ name, value }) =>
      value.kind === "scalar" ? [[name.toLowerCase(), templateExpression(values.template(value))]] : [],
    ),
  );
}
