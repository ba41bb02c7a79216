import { readAction } from "../dialects/github/read.ts";
import type { Action, Step } from "../dialects/github/workflow.ts";
import type { Project } from "../project/project.ts";
import { readDocument } from "../source/document.ts";
import { entryOf, valueAt } from "../source/tree.ts";
import { type Expression, literal, type Template, templateExpression, textOfConstant } from "./expression.ts";
import { Outputs, resolvedTemplate, type Scope } from "./github-scope.ts";
import { scalarText, Values } from "./github-values.ts";

/** GitHub nests composite actions this deep. */
const MOST_LEVELS = 10;

/** A composite action of the same project that a step uses, with what its names mean there. */
export interface Composite {
  readonly action: Action;
  /** Reads the action's file. */
  readonly values: Values;
  /** The actions that are open, from the outside in, this one included. */
  readonly path: readonly string[];
}

/** Steps that composite actions may make of one workflow. A few that use each other could stand for millions. */
const MOST_STEPS = 5000;

/** Finds the composite actions of a project, each read once. */
export class Composites {
  readonly #project: Project;
  readonly #read = new Map<string, Action | undefined>();
  #room = MOST_STEPS;

  constructor(project: Project) {
    this.#project = project;
  }

  /** What names mean among these steps: outputs of a composite action are those of the steps that it stands for. */
  scopeOf(steps: readonly Step[], base: Scope, path: readonly string[] = []): Scope {
    const outputs = new Outputs();
    const scope: Scope = {
      ...base,
      stepOutput: (id, output) =>
        outputs.of(id, output, () => {
          const index = steps.findIndex((step) => step.id?.text === id);
          const step = steps[index];
          const composite = step === undefined ? undefined : this.of(step, index, new Values(NOWHERE, scope), path);
          if (composite === undefined) return undefined;
          const value = valueAt(composite.action.root, "outputs", output, "value");
          if (value?.kind !== "scalar") return literal("");
          return templateExpression(resolvedTemplate(scalarText(value), composite.values.scope));
        }),
    };
    return scope;
  }

  /**
   * The composite action that a step uses. Not where the step goes on after an error or has a time limit: that holds
   * for all of its steps together.
   * @param index of the step among its siblings
   */
  of(step: Step, index: number, values: Values, path: readonly string[]): Composite | undefined {
    const reference = step.uses?.text ?? "";
    if (!reference.startsWith("./") || step.continueOnError !== undefined) return undefined;
    if (entryOf(step.node, "timeout-minutes") !== undefined) return undefined;
    const folder = reference.replace(/^\.\//, "").replace(/\/$/, "");
    if (path.includes(folder) || path.length >= MOST_LEVELS) return undefined;
    const action = this.#action(folder);
    if (action?.using?.text !== "composite" || action.steps.length === 0) return undefined;
    const { scope } = values;
    const inner: Scope = {
      ...scope,
      inputs: inputsOf(step, action, values),
      stepPrefix: `${scope.stepPrefix}${step.id?.text ?? `step ${index + 1}`}/`,
    };
    const open = [...path, folder];
    return {
      action,
      values: values.of(action.document, this.scopeOf(action.steps, inner, open)),
      path: open,
    };
  }

  /** Whether there is room for so many steps more; then it is taken. */
  takeRoom(steps: number): boolean {
    if (steps > this.#room) return false;
    this.#room -= steps;
    return true;
  }

  #action(folder: string): Action | undefined {
    if (!this.#read.has(folder)) {
      const paths = ["action.yml", "action.yaml"].map((name) =>
        folder === "" || folder === "." ? name : `${folder}/${name}`,
      );
      const found = paths.flatMap((path) => {
        const text = this.#project.text(path);
        return text === undefined ? [] : [readAction(readDocument(path, text))];
      });
      this.#read.set(folder, found[0]);
    }
    return this.#read.get(folder);
  }
}

const NOWHERE = readDocument("", "");

/** Inputs of an action are always text. */
function inputsOf(step: Step, action: Action, values: Values): ReadonlyMap<string, Expression> {
  return new Map(
    (action.inputs?.entries ?? []).map(({ name, value }) => {
      const handed = step.with?.entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase())?.value;
      const fallback = valueAt(value, "default");
      let template: Template = [];
      if (handed?.kind === "scalar") template = values.template(handed);
      else if (fallback?.kind === "scalar") template = resolvedTemplate(scalarText(fallback), values.scope);
      const expression = templateExpression(template);
      return [
        name.toLowerCase(),
        expression.kind === "literal" ? literal(textOfConstant(expression.value)) : expression,
      ];
    }),
  );
}
