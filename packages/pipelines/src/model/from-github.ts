import { readWorkflow } from "../dialects/github/read.ts";
import type * as written from "../dialects/github/workflow.ts";
import type { Project } from "../project/project.ts";
import type { SourceDocument } from "../source/document.ts";
import { itemsOf, valueAt, type YamlNode } from "../source/tree.ts";
import { canonical } from "./canonical.ts";
import { type Callee, Callees, mayAskStatus } from "./github-callees.ts";
import { Composites } from "./github-composites.ts";
import { canNest, matrixOf, nest } from "./github-matrix.ts";
import { type Permissive, permissionsOf } from "./github-permissions.ts";
import { OUTERMOST, type Scope } from "./github-scope.ts";
import { stepsOf } from "./github-steps.ts";
import { trigger } from "./github-triggers.ts";
import { environment, Values } from "./github-values.ts";
import type { Concurrency, Container, Gap, Job, Pipeline, Text, Value } from "./pipeline.ts";

/** Jobs that calls may make of one file. A few files that call each other twice could stand for millions. */
const MOST_JOBS = 1000;

const WORKFLOW_KEYS = ["name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"];
const STRATEGY_KEYS = ["matrix", "fail-fast", "max-parallel"];
const JOB_KEYS =
  "name needs if runs-on permissions environment concurrency outputs env defaults strategy container services steps uses with secrets timeout-minutes continue-on-error".split(
    " ",
  );

/**
 * The model of a GitHub Actions workflow. Reusable workflows and composite actions of the same project are expanded;
 * what cannot be expanded stays a call and is told in `gaps` or in the call. Never throws for what stands in a file.
 */
export function fromGithub(document: SourceDocument, project: Project): Pipeline {
  const workflow = readWorkflow(document);
  const values = new Values(document, OUTERMOST);
  const gaps: Gap[] = [];
  const callees = new Callees(project, gaps);
  const jobs = new JobReader(callees, new Composites(project), gaps).jobs({
    workflow,
    scope: callees.scopeOf(workflow, OUTERMOST, [document.path]),
    path: [document.path],
    around: undefined,
  });
  return {
    dialect: "github",
    source: document,
    name: values.text(workflow.name),
    runName: values.text(workflow.runName),
    triggers: workflow.events.map((event) => trigger(event, values)),
    concurrency: concurrencyOf(workflow.concurrency, values),
    jobs,
    others: values.others(workflow.root, WORKFLOW_KEYS),
    gaps,
  };
}

/** The jobs of one workflow file, and what they take over from the job that calls it. */
interface Frame {
  readonly workflow: written.Workflow;
  readonly scope: Scope;
  /** The files that are open, from the outside in. */
  readonly path: readonly string[];
  readonly around: { readonly job: Job; readonly conditions: Callee["conditions"] } | undefined;
}

class JobReader {
  readonly #callees: Callees;
  readonly #composites: Composites;
  readonly #gaps: Gap[];
  #made = 0;

  constructor(callees: Callees, composites: Composites, gaps: Gap[]) {
    this.#callees = callees;
    this.#composites = composites;
    this.#gaps = gaps;
  }

  jobs(frame: Frame): Job[] {
    const expanded = new Map<string, readonly Job[]>();
    const jobs = frame.workflow.jobs.flatMap((job) => {
      const read = this.#job(job, frame);
      const inner = this.#expand(job, read, frame);
      if (inner === undefined) return [read];
      expanded.set(read.id, inner);
      return inner;
    });
    // Who waits for a call waits for every job that it stands for.
    return jobs.map((job) => ({
      ...job,
      needs: job.needs.flatMap((need) => {
        const inner = expanded.get(need.text);
        return inner === undefined ? [need] : inner.map(({ id }) => ({ text: id, at: need.at }));
      }),
    }));
  }

  #expand(source: written.Job, read: Job, frame: Frame): readonly Job[] | undefined {
    if (source.uses === undefined) return undefined;
    const callee = this.#callees.of(source, frame.workflow, frame.scope, frame.path);
    if (callee === undefined) return undefined;
    const at = read.at;
    const tooMany = this.#made + callee.workflow.jobs.length > MOST_JOBS;
    const nested = callee.workflow.jobs.some(({ strategy }) => !canNest(read.matrix, strategy?.matrix));
    if (tooMany || nested || callee.workflow.jobs.length === 0) {
      const reason = tooMany
        ? `calls make more than ${MOST_JOBS} jobs`
        : nested
          ? "both the call and what it calls have a matrix with an axis of one name, or one that an expression makes"
          : "it has no jobs";
      this.#gaps.push({ at, why: `${source.uses.text} is compared as a call and not looked into: ${reason}.` });
      return undefined;
    }
    return this.jobs({
      workflow: callee.workflow,
      scope: callee.scope,
      path: callee.path,
      around: { job: read, conditions: [...conditionsAround(source, frame), ...callee.conditions] },
    });
  }

  #job(source: written.Job, frame: Frame): Job {
    this.#made++;
    const { workflow, around } = frame;
    const steps = source.uses === undefined ? source.steps : [];
    const scope = this.#composites.scopeOf(steps, frame.scope);
    const values = new Values(workflow.document, scope);
    const at = values.at(source.key.span);
    const env = environment(
      [
        ["pipeline", steps.length === 0 ? undefined : workflow.env],
        ["job", source.env],
      ],
      values,
    );
    const isRoot = source.needs.length === 0;
    const needs = source.needs.map(
      (need): Text => ({ ...values.text(need), text: scope.jobPrefix + values.text(need).text }),
    );
    const strategy = source.strategy?.node;
    return {
      id: scope.jobPrefix + source.id,
      name: values.text(source.name),
      at,
      needs: around !== undefined && isRoot ? around.job.needs : needs,
      condition: values.condition(source.condition, conditionsAround(source, frame), at),
      runsOn: source.runsOn === undefined ? undefined : labels(values.value(source.runsOn)),
      matrix: nest(around?.job.matrix, matrixOf(source.strategy, values)),
      failFast: values.textOf(source.strategy?.failFast) ?? around?.job.failFast,
      maxParallel: values.textOf(source.strategy?.maxParallel) ?? around?.job.maxParallel,
      permissions: this.#permissions(source, frame, values),
      environment: source.environment === undefined ? undefined : named(values.value(source.environment)),
      concurrency: [
        ...(around?.job.concurrency ?? []),
        ...(around === undefined ? [] : concurrencyOf(workflow.concurrency, values)),
        ...concurrencyOf(source.concurrency, values),
      ],
      timeout: values.textOf(valueAt(source.node, "timeout-minutes")),
      continueOnError: values.textOf(valueAt(source.node, "continue-on-error")),
      container: source.container === undefined ? undefined : containerOf(source.container, values),
      services: source.services.map((service) => containerOf(service, values)),
      outputs: values.variables(source.outputs),
      steps: stepsOf(steps, {
        values,
        env,
        defaults: [source.defaults, workflow.defaults],
        parallel: parallelIn(source.node),
        composites: this.#composites,
        gaps: this.#gaps,
      }),
      call: this.#call(source, values),
      others: [
        ...values.others(source.node, JOB_KEYS),
        ...values.others(strategy?.kind === "mapping" ? strategy : undefined, STRATEGY_KEYS),
      ],
      // After all else: reading notes them.
      secrets: values.secrets,
    };
  }

  #permissions(source: written.Job, { workflow, around }: Frame, values: Values): Job["permissions"] {
    const nearest: readonly Permissive[] = [source, workflow];
    const declared = nearest.flatMap(({ permissions }) => (permissions === undefined ? [] : [permissions]))[0];
    if (declared !== undefined) return permissionsOf(declared, values);
    const at = values.at({ start: 0, end: 0 });
    return around?.job.permissions ?? { kind: "default", scopes: [], all: undefined, at };
  }

  #call(source: written.Job, values: Values): Job["call"] {
    if (source.uses === undefined) return undefined;
    const { secrets } = source;
    if (secrets?.inherit === true) values.noteSecret("*", values.at(secrets.key.span));
    const handed = (secrets?.entries ?? []).map(({ key, name, value }) => ({
      name,
      value: values.value(value),
      at: values.at(key.span),
    }));
    return { reference: values.text(source.uses), inputs: values.variables(source.with), secrets: handed };
  }
}

/** The steps of a job that run at the same time as their neighbours. */
function parallelIn(node: YamlNode): Set<YamlNode> {
  const found = new Set<YamlNode>();
  const visit = (steps: YamlNode | undefined, inside: boolean): void => {
    for (const step of itemsOf(steps)) {
      const inner = valueAt(step, "parallel");
      if (inner !== undefined) visit(inner, true);
      else if (inside) found.add(step);
    }
  };
  visit(valueAt(node, "steps"), false);
  return found;
}

function concurrencyOf(source: written.Concurrency | undefined, values: Values): Concurrency[] {
  if (source === undefined) return [];
  const { key, node, group, cancelInProgress } = source;
  return [
    {
      group: values.text(group),
      cancelsRunning: values.textOf(cancelInProgress),
      others: values.others(node.kind === "mapping" ? node : undefined, ["group", "cancel-in-progress"]),
      at: values.at(key.span),
    },
  ];
}

function containerOf(source: written.Container, values: Values): Container {
  const node = source.node.kind === "mapping" ? source.node : undefined;
  return {
    name: source.name,
    at: values.at(source.key.span),
    image: values.text(source.image),
    settings: values.others(node, ["image"]),
  };
}

/**
 * What must hold too, from the outside in, for a job of a called workflow: what its callers say. Who waits for another
 * job of that workflow only runs if that ran, unless it asks for more itself.
 */
function conditionsAround(source: written.Job, { workflow, scope, around }: Frame): Callee["conditions"] {
  if (around === undefined) return [];
  const own = new Values(workflow.document, scope).conditionOf(source.condition);
  return source.needs.length === 0 || mayAskStatus(own) ? around.conditions : [];
}

/** The labels that a machine must have all of: a list of one is that one, and their order says nothing. */
function labels(value: Value): Value {
  if (value.kind !== "list") return value;
  const [only, ...more] = value.items;
  if (only !== undefined && more.length === 0) return only;
  const items = [...value.items].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  return { ...value, items };
}

/** `environment: production` is short for `environment: { name: production }`. */
function named(value: Value): Value {
  if (value.kind !== "text") return value;
  return { kind: "map", entries: [{ name: "name", value, at: value.at }], at: value.at };
}
