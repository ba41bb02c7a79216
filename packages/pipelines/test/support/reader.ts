/** What GitHub's parser makes of a workflow, made from our own reading of it: for the cases of that parser. */

import { type Schema, type Shape, WORKFLOW } from "../../src/dialects/github/schema.ts";
import type { Job, Step, Workflow } from "../../src/dialects/github/workflow.ts";
import { embeddedIn } from "../../src/expressions/embedded.ts";
import { parseExpression } from "../../src/expressions/parse.ts";
import { walkExpression } from "../../src/expressions/tree.ts";
import { calledWorkflow } from "../../src/project/called.ts";
import type { Project } from "../../src/project/project.ts";
import { documentAt, workflowOf } from "../../src/project/workflows.ts";
import { valueAt, type YamlNode, type YamlScalar } from "../../src/source/tree.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

export interface Options {
  /** Whether every value carries its place. */
  readonly includeSource: boolean;
  readonly skipCalls: boolean;
  /** The called files are numbered in another way. */
  readonly isPartialRerun: boolean;
}

/** The scopes that `read-all` and `write-all` stood for when the cases were written. */
const SCOPES = [
  ...["actions", "checks", "contents", "deployments", "discussions", "id-token", "issues", "packages", "pages"],
  ...["pull-requests", "repository-projects", "security-events", "statuses"],
];

/** The workflow at a path of a project, as GitHub's parser gives it. */
export function projected(path: string, project: Project, options: Options): Json {
  const projection = new Projection(project, options);
  const made = projection.root(path);
  return options.includeSource ? { ...made, "file-table": projection.files(path) } : made;
}

class Projection {
  readonly #project: Project;
  readonly #options: Options;
  readonly #schema: Schema = WORKFLOW;
  /** In the order in which they are met. */
  readonly #files: string[] = [];

  constructor(project: Project, options: Options) {
    this.#project = project;
    this.#options = options;
  }

  files(path: string): string[] {
    return this.#options.isPartialRerun ? [...this.#files.filter((file) => file !== path), path] : this.#files;
  }

  root(path: string): { [key: string]: Json | undefined } {
    const document = documentAt(path, this.#project);
    if (document === undefined) return {};
    const workflow = workflowOf(document);
    this.#files.push(path);
    const { root, permissions } = workflow;
    const dispatch = entries(valueAt(root, "on", "workflow_dispatch", "inputs"));
    const image = valueAt(root, "on", "image_version");
    return defined({
      "input-types": dispatch.length === 0 ? undefined : Object.fromEntries(dispatch.map(inputType)),
      events: image === undefined ? undefined : { image_version: bare(image) },
      permissions: permissions === undefined ? undefined : granted(permissions.granted),
      env: this.#at(workflow, "env", "workflow-env"),
      defaults: this.#at(workflow, "defaults", "workflow-defaults"),
      concurrency: this.#at(workflow, "concurrency", "workflow-concurrency"),
      jobs: this.#jobs(workflow, undefined),
    });
  }

  #at(workflow: Workflow, key: string, type: string): Json | undefined {
    const value = valueAt(workflow.root, key);
    return value === undefined ? undefined : this.#token(workflow, value, type);
  }

  #jobs(workflow: Workflow, inherited: Json | undefined): Json[] {
    return workflow.jobs.map((job) =>
      job.uses === undefined ? this.#job(workflow, job, inherited) : this.#call(workflow, job, job.uses, inherited),
    );
  }

  #head(workflow: Workflow, job: Job): { [key: string]: Json | undefined } {
    const id = this.#token(workflow, job.key, "string");
    const name = valueAt(job.node, "name");
    return {
      id,
      name: name === undefined ? id : this.#token(workflow, name, "string-strategy-context"),
      if: this.#condition(workflow, job.condition),
    };
  }

  #job(workflow: Workflow, job: Job, inherited: Json | undefined): Json {
    const own = [
      "strategy",
      "concurrency",
      "runs-on",
      "environment",
      "outputs",
      "env",
      "defaults",
      "container",
      "services",
    ];
    const types = this.#schema.shape("job-factory").mappings[0]?.properties;
    const keys = [...own, "timeout-minutes", "cancel-timeout-minutes", "continue-on-error"];
    const values = keys.map((key) => {
      const value = valueAt(job.node, key);
      return [
        key,
        value === undefined ? undefined : this.#token(workflow, value, types?.get(key)?.type ?? "any"),
      ] as const;
    });
    return defined({
      type: "job",
      ...this.#head(workflow, job),
      needs: job.needs.length === 0 ? undefined : job.needs.map((need) => this.#token(workflow, need, "string")),
      permissions: granted((job.permissions ?? workflow.permissions)?.granted) ?? inherited,
      ...Object.fromEntries(values),
      steps: job.steps.length === 0 ? undefined : this.#steps(workflow, job.steps),
    });
  }

  #call(workflow: Workflow, job: Job, uses: YamlScalar, inherited: Json | undefined): Json {
    const called = calledWorkflow(uses.text, this.#project);
    const definitions = (name: string) => valueAt(called?.call?.settings, name);
    if (called !== undefined && !this.#options.skipCalls && !this.#files.includes(called.path))
      this.#files.push(called.path);
    const token = (node: YamlNode | undefined, type: string, of = called?.workflow ?? workflow) =>
      node === undefined ? undefined : this.#token(of, node, type);
    // What the called workflow may do: its own wish, else what the job that calls it has.
    const given = granted((job.permissions ?? workflow.permissions)?.granted) ?? inherited;
    const passed = granted(called?.workflow.permissions?.granted) ?? given;
    return defined({
      type: "reusableWorkflowJob",
      ...this.#head(workflow, job),
      needs: job.needs.map((need) => this.#token(workflow, need, "string")),
      permissions: passed,
      ref: this.#token(workflow, uses, "string"),
      strategy: token(valueAt(job.node, "strategy"), "strategy", workflow),
      "input-definitions": token(definitions("inputs"), "workflow-call-inputs"),
      "input-values": token(job.with?.node, "workflow-job-with", workflow),
      "secret-definitions": token(definitions("secrets"), "workflow-call-secrets"),
      "secret-values": job.secrets?.inherit
        ? undefined
        : token(valueAt(job.node, "secrets"), "workflow-job-secrets", workflow),
      "inherit-secrets": job.secrets?.inherit || undefined,
      outputs: token(definitions("outputs"), "workflow-call-outputs"),
      jobs: called === undefined || this.#options.skipCalls ? [] : this.#jobs(called.workflow, passed),
    });
  }

  #steps(workflow: Workflow, steps: readonly Step[]): Json[] {
    const taken = new Set<string>(steps.flatMap(({ id }) => id?.text ?? []));
    return steps.map((step) => {
      const shape = this.#schema.shape(step.uses === undefined ? "run-step" : "regular-step");
      const values = step.node.entries
        .filter(({ key }) => key.text !== "id" && key.text !== "if")
        .map(
          ({ key, value }) =>
            [
              key.text,
              this.#token(workflow, value, shape.mappings[0]?.properties.get(key.text)?.type ?? "any"),
            ] as const,
        );
      return defined({
        id: step.id?.text ?? freeId(step, taken),
        if: this.#condition(workflow, step.condition),
        ...Object.fromEntries(values),
      });
    });
  }

  #condition(workflow: Workflow, condition: YamlScalar | undefined): Json {
    if (condition === undefined) return { type: 3, expr: "success()" };
    const source = condition.text.includes("${{") ? expression(condition.text) : condition.text.trim();
    const parsed = parseExpression(source);
    let status = false;
    if (parsed.ok) {
      walkExpression(parsed.tree, (part) => {
        if (part.kind === "call" && /^(?:success|failure|cancelled|always)$/i.test(part.name)) status = true;
      });
    }
    return { type: 3, ...this.#place(workflow, condition), expr: status ? source : `success() && (${source})` };
  }

  #token(workflow: Workflow, node: YamlNode, type: string): Json {
    const place = this.#place(workflow, node);
    if (node.kind === "scalar") return this.#scalar(node, this.#schema.shape(type), place);
    const shape = this.#schema.shape(type);
    if (node.kind === "sequence") {
      const items = shape.any ? "any" : (shape.items ?? "any");
      return { type: 1, ...place, seq: node.items.map(({ value }) => this.#token(workflow, value, items)) };
    }
    const known =
      shape.mappings.find(({ properties }) => node.entries.some(({ key }) => properties.has(key.text))) ??
      shape.mappings[0];
    return {
      type: 2,
      ...place,
      map: node.entries.map(({ key, value }) => ({
        Key: this.#token(workflow, key, "string"),
        Value: this.#token(
          workflow,
          value,
          shape.any ? "any" : (known?.properties.get(key.text)?.type ?? known?.others?.value ?? "any"),
        ),
      })),
    };
  }

  #scalar({ text, value }: YamlScalar, shape: Shape, place: { [key: string]: Json }): Json {
    const literal = literalOf(text);
    if (literal === undefined && text.includes("${{")) return { type: 3, ...place, expr: expression(text) };
    const own = shape.any || (value === null ? shape.null : typeof value === "boolean" ? shape.boolean : shape.number);
    const given = literal ?? (own || typeof value === "string" ? value : coerced(value));
    const found = typeof given === "number" && !Number.isFinite(given) ? String(given) : given === 0 ? 0 : given;
    if (!this.#options.includeSource) return found;
    if (found === null) return { type: 7, ...place };
    if (typeof found === "boolean") return { type: 5, ...place, bool: found };
    return typeof found === "number" ? { type: 6, ...place, num: found } : { type: 0, ...place, lit: found };
  }

  #place({ document }: Workflow, { span }: YamlNode): { [key: string]: Json } {
    if (!this.#options.includeSource) return {};
    const { line, column } = document.lines.position(span.start);
    return { file: this.#files.indexOf(document.path) + 1, line, col: column };
  }
}

function inputType({ key, value }: { key: YamlScalar; value: YamlNode }): [string, Json] {
  const type = valueAt(value, "type");
  return [key.text, type?.kind === "scalar" ? type.text : "string"];
}

function entries(node: YamlNode | undefined) {
  return node?.kind === "mapping" ? node.entries : [];
}

/** Without places and types. */
function bare(node: YamlNode): Json {
  if (node.kind === "scalar") return node.text;
  if (node.kind === "sequence") return node.items.map(({ value }) => bare(value));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, bare(value)]));
}

function granted(permissions: NonNullable<Workflow["permissions"]>["granted"]): Json | undefined {
  if (permissions === undefined) return undefined;
  if (typeof permissions === "string")
    return Object.fromEntries(SCOPES.map((scope) => [scope, permissions.slice(0, -4)]));
  const given = permissions.filter(({ level }) => level !== "none");
  return Object.fromEntries(given.map(({ scope, level }) => [scope, level ?? null]));
}

/** A text with expressions as one expression. */
function expression(text: string): string {
  const found = embeddedIn(text);
  const [only] = found;
  if (found.length === 1 && only?.start === 0 && only.end === text.length) return only.source.trim();
  let format = "";
  let at = 0;
  for (const [index, { start, end }] of found.entries()) {
    format += `${escaped(text.slice(at, start))}{${index}}`;
    at = end;
  }
  return `format('${format}${escaped(text.slice(at))}', ${found.map(({ source }) => source.trim()).join(", ")})`;
}

/** An expression that is one text and nothing else is a way to write that text. */
function literalOf(text: string): string | undefined {
  const [only] = embeddedIn(text);
  if (only?.start !== 0 || only.end !== text.length) return undefined;
  const parsed = parseExpression(only.source);
  return parsed.ok && parsed.tree.kind === "literal" && typeof parsed.tree.value === "string"
    ? parsed.tree.value
    : undefined;
}

function escaped(text: string): string {
  return text.replaceAll("'", "''").replaceAll("{", "{{").replaceAll("}", "}}");
}

/** How GitHub writes a number that stands where text is expected: 15 digits, in the manner of .NET. */
function coerced(value: null | boolean | number): string {
  if (value === null) return "";
  if (typeof value === "boolean" || !Number.isFinite(value)) return String(value);
  const [digits = "", exponent = ""] = value.toExponential(14).split("e");
  if (Math.abs(value) < 1e15) return String(Number(value.toPrecision(15)));
  return `${Number(digits)}E${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, "0")}`;
}

/** The id that GitHub gives a step without one. */
function freeId({ uses }: Step, taken: Set<string>): string {
  const path = uses?.text.split("@")[0]?.split("/") ?? [];
  const name =
    uses === undefined
      ? "run"
      : uses.text.startsWith("docker://")
        ? uses.text.slice("docker://".length)
        : uses.text.startsWith("./")
          ? "self"
          : `${path[0]}_${path[1]}`;
  const base = `__${name.replaceAll(/[^\w-]/g, "_")}`;
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? base : `${base}_${attempt}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

function defined(object: { [key: string]: Json | undefined }): { [key: string]: Json | undefined } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
