import type { Lines, Span } from "../source/lines.ts";
import type { Formula } from "./formula.ts";

/**
 * A CI pipeline as it runs, whatever language it was written in. It is expanded: what levels hand down (environment
 * variables, permissions, defaults) stands where it takes effect, local reusable workflows and composite actions stand
 * as the jobs and steps that they are, and a matrix as its cells. Everything knows where it was written.
 */
export interface Pipeline {
  /** Which language it was read from. Nothing that works on the model may depend on it. */
  readonly dialect: string;
  readonly source: Source;
  readonly name: Text | undefined;
  /** What one run is called. */
  readonly runName: Text | undefined;
  readonly triggers: readonly Trigger[];
  /** Of the whole pipeline; a job's own stand in the job. */
  readonly concurrency: readonly Concurrency[];
  /** In the order of the text; what was expanded stands in the place of its call. */
  readonly jobs: readonly Job[];
  /** Settings that the model has no place for. Nothing that was written is missing. */
  readonly others: readonly Variable[];
  /** What could not be looked into: the model is right, but less is known than was written. */
  readonly gaps: readonly Gap[];
}

/** A file that a part of the pipeline was written in. */
export interface Source {
  readonly path: string;
  readonly lines: Lines;
}

/** Where something was written. An expanded pipeline has parts from several files. */
export interface Origin {
  readonly source: Source;
  readonly span: Span;
}

/** A text in normal form: quoting and folding are gone, each expression is `${{ printed in one way }}`. */
export interface Text {
  readonly text: string;
  readonly at: Origin;
}

/** Something with structure. Numbers and booleans are their text, as every CI system hands them on. */
export type Value =
  | ({ readonly kind: "text" } & Text)
  | { readonly kind: "list"; readonly items: readonly Value[]; readonly at: Origin }
  | { readonly kind: "map"; readonly entries: readonly Variable[]; readonly at: Origin };

/** A name with a value: an environment variable, an input, an output, a setting. */
export interface Variable {
  readonly name: string;
  readonly value: Value;
  /** Of its name. */
  readonly at: Origin;
}

/** Which level an environment variable was set on; nearer ones hide those further out. */
export type Level = "pipeline" | "job" | "step";

/** An environment variable that is set where it is listed, wherever it came from. */
export interface EnvironmentVariable extends Variable {
  readonly level: Level;
}

/** Something that starts the pipeline. */
export interface Trigger {
  /** `push`, `pull_request`, `schedule`, ... */
  readonly event: string;
  readonly at: Origin;
  /** Each kind at most once; an event must pass all of them. A kind that is absent lets everything pass. */
  readonly filters: readonly Filter[];
  /** Of `schedule`: each starts a run of its own. */
  readonly crons: readonly Cron[];
  /** What may be handed over when it is started by hand or called by another pipeline: `inputs.version`, ... */
  readonly interface: readonly Variable[];
}

export interface Cron extends Text {
  readonly timezone: Text | undefined;
}

/** Which events of a kind count. */
export interface Filter {
  /** What is looked at: `branches`, `tags`, `paths`, `types`, `workflows`. */
  readonly on: string;
  /** Whether only those count that match, or all but those. */
  readonly mode: "only" | "except";
  /** Patterns in their order, a leading `!` takes out again. `only` without patterns lets nothing pass. */
  readonly patterns: readonly Text[];
  readonly at: Origin;
  /** Whether nobody wrote it, but the language implies it. */
  readonly implied: boolean;
}

/** Runs of one group exclude each other. */
export interface Concurrency {
  readonly group: Text | undefined;
  /** A text of `true`, or an expression: whether a newer run ends the running one. */
  readonly cancelsRunning: Text | undefined;
  readonly others: readonly Variable[];
  readonly at: Origin;
}

export const ACCESS_LEVELS = ["none", "read", "write"] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

/** What the token of a job may do. */
export interface Permissions {
  /** `default`: nobody said anything, so the repository's setting decides. Else every scope not listed is `none`. */
  readonly kind: "default" | "granted" | "unreadable";
  readonly scopes: readonly { readonly scope: string; readonly access: Access; readonly at: Origin }[];
  /** Where one word grants them all: `read-all`. */
  readonly all: string | undefined;
  readonly at: Origin;
}

/** Whether something runs. */
export interface Condition {
  /** In normal form; empty where nobody wrote one. */
  readonly text: string;
  /** What it means, with what the language adds (`success() && ...`). Undefined where it cannot be read. */
  readonly formula: Formula | undefined;
  readonly at: Origin;
}

/** One combination of a matrix: axis to value, in the order in which they came in. */
export type Cell = ReadonlyMap<string, string>;

export interface Matrix {
  readonly at: Origin;
  /**
   * The combinations that run, include and exclude applied. An axis that an expression makes counts as one value.
   * Undefined where an expression makes the whole matrix, or its include or exclude.
   */
  readonly cells: readonly Cell[] | undefined;
  /** Where a cell was written, as near as can be told: its include entry, or the matrix. In step with `cells`. */
  readonly places: readonly Origin[];
  /** The whole, as it is written. */
  readonly written: Value;
}

/** Something that runs on one machine. */
export interface Job {
  /** Unique in the pipeline. An expanded job is `caller/callee`. */
  readonly id: string;
  readonly name: Text | undefined;
  readonly at: Origin;
  /** Ids of jobs it waits for. */
  readonly needs: readonly Text[];
  readonly condition: Condition;
  /** The machine: a label, a list of labels, or a mapping. */
  readonly runsOn: Value | undefined;
  readonly matrix: Matrix | undefined;
  readonly failFast: Text | undefined;
  readonly maxParallel: Text | undefined;
  /** As they take effect: its own, else the pipeline's, else those of the job that calls it. */
  readonly permissions: Permissions;
  /** What it deploys to; its protection rules and secrets apply. */
  readonly environment: Value | undefined;
  /** Outermost first. */
  readonly concurrency: readonly Concurrency[];
  readonly timeout: Text | undefined;
  readonly continueOnError: Text | undefined;
  readonly container: Container | undefined;
  readonly services: readonly Container[];
  readonly outputs: readonly Variable[];
  readonly steps: readonly Step[];
  /** Another pipeline that runs in its place, where it could not be expanded. */
  readonly call: Call | undefined;
  /** Every secret that can reach it, once by name, with the first place of its use. */
  readonly secrets: readonly SecretUse[];
  readonly others: readonly Variable[];
}

export interface SecretUse {
  /** `*` for all of them (`secrets: inherit`, `toJSON(secrets)`). */
  readonly name: string;
  readonly at: Origin;
}

export interface Container {
  /** The name of a service; `container` for the job's own. */
  readonly name: string;
  readonly at: Origin;
  readonly image: Text | undefined;
  /** Environment, ports, volumes, options, credentials. */
  readonly settings: readonly Variable[];
}

export interface Call {
  readonly reference: Text;
  readonly inputs: readonly Variable[];
  readonly secrets: readonly Variable[];
}

/** Something that happens in a job, one after another. */
export interface Step {
  /** Unique in the job where it is given. A step of an expanded action is `caller/callee`. */
  readonly id: string | undefined;
  readonly name: Text | undefined;
  /** Of the whole step. */
  readonly at: Origin;
  readonly condition: Condition;
  /** Every variable that is set for it: the pipeline's, the job's and its own. */
  readonly env: readonly EnvironmentVariable[];
  readonly continueOnError: Text | undefined;
  readonly timeout: Text | undefined;
  readonly work: Work;
  readonly others: readonly Variable[];
}

export type Work = RunCommand | UseAction | { readonly kind: "unknown"; readonly at: Origin };

export interface RunCommand {
  readonly kind: "run";
  /** Without white space at its end. */
  readonly command: Text;
  /** Undefined: the runner's default. */
  readonly shell: Text | undefined;
  readonly workingDirectory: Text | undefined;
}

export interface UseAction {
  readonly kind: "action";
  /** As it is written: `actions/checkout@v4`, `./tools/build`, `docker://alpine:3`. */
  readonly reference: Text;
  /** What is used, without its version, in lower case: two references with the same one are versions of one thing. */
  readonly action: string;
  /** A tag, branch or commit; undefined for what lies in the repository itself. */
  readonly version: string | undefined;
  readonly inputs: readonly Variable[];
}

/** Something that was written but could not be followed. */
export interface Gap {
  readonly at: Origin;
  /** A sentence: what, and why. */
  readonly why: string;
}
