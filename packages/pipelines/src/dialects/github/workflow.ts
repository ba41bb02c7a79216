import type { SourceDocument } from "../../source/document.ts";
import type { Span } from "../../source/lines.ts";
import type { YamlMapping, YamlNode, YamlScalar } from "../../source/tree.ts";

/**
 * A GitHub Actions workflow as it is written, with the place of everything. It is read leniently: what is missing or of
 * a wrong shape is absent, so that rules may look at the rest; the schema's own rule says what is wrong with it.
 */
export interface Workflow {
  readonly document: SourceDocument;
  readonly name: YamlScalar | undefined;
  readonly runName: YamlScalar | undefined;
  /** In the order of the text. */
  readonly events: readonly WorkflowEvent[];
  readonly permissions: Permissions | undefined;
  readonly env: Variables | undefined;
  readonly defaults: RunDefaults;
  readonly concurrency: Concurrency | undefined;
  readonly jobs: readonly Job[];
  /** The root; undefined for a file that holds nothing or no mapping. */
  readonly root: YamlMapping | undefined;
}

export interface WorkflowEvent {
  /** `push`, `pull_request`, `workflow_call`, ... */
  readonly name: string;
  /** Its key, or its item in a list, or the lone scalar. */
  readonly key: YamlScalar;
  /** Its settings; undefined for `push:` without any and for list items. For `schedule` a sequence. */
  readonly settings: YamlNode | undefined;
}

/** `permissions:` of a workflow or a job. */
export interface Permissions {
  readonly key: YamlScalar;
  readonly node: YamlNode;
  /** `read-all`, `write-all`, or each scope with its level. `{}` gives no scopes: everything else is none. */
  readonly granted: "read-all" | "write-all" | readonly PermissionScope[] | undefined;
}

export interface PermissionScope {
  readonly key: YamlScalar;
  readonly scope: string;
  readonly level: string | undefined;
  readonly value: YamlNode;
}

/** `env:`, `with:`, `outputs:` and the like: names with values. */
export interface Variables {
  readonly key: YamlScalar;
  readonly node: YamlNode;
  /** Empty where the whole mapping is an expression. */
  readonly entries: readonly Variable[];
}

export interface Variable {
  readonly key: YamlScalar;
  readonly name: string;
  readonly value: YamlNode;
}

/** `defaults.run`. */
export interface RunDefaults {
  readonly shell: YamlScalar | undefined;
  readonly workingDirectory: YamlScalar | undefined;
}

export interface Concurrency {
  readonly key: YamlScalar;
  readonly node: YamlNode;
  readonly group: YamlScalar | undefined;
  readonly cancelInProgress: YamlNode | undefined;
}

export interface Job {
  readonly id: string;
  readonly key: YamlScalar;
  readonly node: YamlMapping;
  readonly name: YamlScalar | undefined;
  /** The ids it waits for, each with its scalar. */
  readonly needs: readonly YamlScalar[];
  readonly condition: YamlScalar | undefined;
  /** A scalar, a sequence of labels, or a mapping with `group` and `labels`. */
  readonly runsOn: YamlNode | undefined;
  readonly permissions: Permissions | undefined;
  readonly environment: YamlNode | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly outputs: Variables | undefined;
  readonly env: Variables | undefined;
  readonly defaults: RunDefaults;
  readonly strategy: Strategy | undefined;
  readonly container: Container | undefined;
  readonly services: readonly Container[];
  /** In the order of the text; those of a `parallel` among the others. */
  readonly steps: readonly Step[];
  /** A call of a reusable workflow: `uses`, with what it hands over. */
  readonly uses: YamlScalar | undefined;
  readonly with: Variables | undefined;
  /** The secrets handed to a called workflow, by name, or all of them. */
  readonly secrets:
    | { readonly key: YamlScalar; readonly inherit: boolean; readonly entries: readonly Variable[] }
    | undefined;
}

export interface Strategy {
  readonly node: YamlNode;
  /** `matrix:`; a scalar where an expression makes it. */
  readonly matrix: Matrix | undefined;
  readonly failFast: YamlNode | undefined;
  readonly maxParallel: YamlNode | undefined;
}

export interface Matrix {
  readonly key: YamlScalar;
  readonly node: YamlNode;
  /** Each axis with its list; a scalar where an expression makes it. `include` and `exclude` are not axes. */
  readonly axes: readonly Variable[];
  readonly include: YamlNode | undefined;
  readonly exclude: YamlNode | undefined;
}

export interface Container {
  /** Its name in `services`, or `container`. */
  readonly name: string;
  readonly key: YamlScalar;
  readonly node: YamlNode;
  readonly image: YamlScalar | undefined;
  readonly env: Variables | undefined;
  /** `credentials`, with `username` and `password`. */
  readonly credentials: YamlNode | undefined;
}

export interface Step {
  readonly node: YamlMapping;
  /** Where it begins: the first key, for findings that concern the whole step. */
  readonly span: Span;
  readonly id: YamlScalar | undefined;
  readonly name: YamlScalar | undefined;
  readonly condition: YamlScalar | undefined;
  readonly uses: YamlScalar | undefined;
  readonly with: Variables | undefined;
  readonly run: YamlScalar | undefined;
  readonly shell: YamlScalar | undefined;
  readonly workingDirectory: YamlScalar | undefined;
  readonly env: Variables | undefined;
  readonly continueOnError: YamlNode | undefined;
}

/** `action.yml`. */
export interface Action {
  readonly document: SourceDocument;
  readonly root: YamlMapping | undefined;
  readonly name: YamlScalar | undefined;
  readonly inputs: Variables | undefined;
  readonly outputs: Variables | undefined;
  readonly runs: YamlMapping | undefined;
  /** `node24`, `docker`, `composite`, ... */
  readonly using: YamlScalar | undefined;
  /** The steps of a composite action. */
  readonly steps: readonly Step[];
}
