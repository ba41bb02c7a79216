import type { Report } from "../../findings/rule.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf, itemsOf, textOf, valueAt, type YamlEntry, type YamlScalar } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const JOBS = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
const dispatch = (lines: string): string => `on:\n  workflow_dispatch:\n    inputs:\n      flavour:\n${lines}${JOBS}`;
const SOURCE =
  "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs";

/** GitHub takes no more inputs of one `workflow_dispatch`. */
const MAX_INPUTS = 25;

type InputCode =
  | "syntax/choice-without-options"
  | "syntax/invalid-default"
  | "syntax/unused-options"
  | "syntax/too-many-inputs";

/** What `workflow_dispatch` asks for; of `workflow_call` see the rules about actions. */
export const inputs = defineRule<WorkflowSubject, InputCode>({
  codes: {
    "syntax/choice-without-options": {
      title: "Choice has no options",
      severity: "error",
      confidence: "high",
      explanation: "An input of the type `choice` needs `options`, the list to choose from.",
      bad: dispatch("        type: choice\n"),
      good: dispatch("        type: choice\n        options: [sweet, salty]\n"),
      source: SOURCE,
    },
    "syntax/invalid-default": {
      title: "Default is no value of the input's type",
      severity: "error",
      confidence: "high",
      explanation:
        "The default of a `choice` is one of its options, of a `boolean` it is `true` or `false`, of a `number` a number.",
      bad: dispatch("        type: choice\n        options: [sweet, salty]\n        default: sour\n"),
      good: dispatch("        type: choice\n        options: [sweet, salty]\n        default: salty\n"),
      source: SOURCE,
    },
    "syntax/unused-options": {
      title: "Options without a choice",
      severity: "warning",
      confidence: "high",
      explanation: "`options` are offered only where the type of the input is `choice`.",
      bad: dispatch("        type: string\n        options: [sweet, salty]\n"),
      good: dispatch("        type: choice\n        options: [sweet, salty]\n"),
      source: SOURCE,
    },
    "syntax/too-many-inputs": {
      title: "More inputs than GitHub takes",
      severity: "error",
      confidence: "high",
      explanation: `A \`workflow_dispatch\` has at most ${MAX_INPUTS} inputs.`,
      bad: `on:\n  workflow_dispatch:\n    inputs:\n${Array.from({ length: MAX_INPUTS + 1 }, (_, index) => `      input${index}: { type: string }\n`).join("")}${JOBS}`,
      good: dispatch("        type: string\n"),
      source: SOURCE,
    },
  },
  check({ workflow }, report) {
    for (const { name, settings } of workflow.events) {
      const node = valueAt(settings, "inputs");
      if (name !== "workflow_dispatch" || node?.kind !== "mapping") continue;
      const over = node.entries[MAX_INPUTS];
      if (over !== undefined) {
        const message = `workflow_dispatch has ${node.entries.length} inputs, at most ${MAX_INPUTS} are allowed. Join some of them.`;
        report("syntax/too-many-inputs", over.key.span, message);
      }
      for (const entry of node.entries) ofDispatch(entry, report);
    }
  },
});

function ofDispatch({ key, value }: YamlEntry, report: Report<InputCode>): void {
  const type = textOf(valueAt(value, "type"));
  const given = scalarOf(entryOf(value, "default"));
  const list = entryOf(value, "options");
  const options = itemsOf(list?.value).map(textOf);
  if (type !== "choice") {
    if (list !== undefined) {
      report(
        "syntax/unused-options",
        list.key.span,
        `"${key.text}" is no choice, so its options are never offered. Write "type: choice".`,
      );
    }
    if (given !== undefined) ofType(key.text, type, given, report);
    return;
  }
  if (options.length === 0) {
    report(
      "syntax/choice-without-options",
      key.span,
      `"${key.text}" is a choice without options. List them in "options".`,
    );
  } else if (given !== undefined && given.text !== "" && !options.includes(given.text)) {
    const message = `"${given.text}" is none of the options of "${key.text}": ${options.join(", ")}. Add it, or take another default.`;
    report("syntax/invalid-default", given.span, message);
  }
}

function ofType(name: string, type: string | undefined, given: YamlScalar, report: Report<InputCode>): void {
  if (given.text.includes("${{")) return;
  const fits =
    type === "boolean"
      ? /^(?:true|false)$/i.test(given.text)
      : type === "number"
        ? given.text.trim() !== "" && Number.isFinite(Number(given.text))
        : true;
  if (!fits) {
    const wanted = type === "boolean" ? "true or false" : "a number";
    report(
      "syntax/invalid-default",
      given.span,
      `"${given.text}" is no ${type}: the default of "${name}" must be ${wanted}.`,
    );
  }
}

function scalarOf(entry: YamlEntry | undefined): YamlScalar | undefined {
  return entry?.value.kind === "scalar" && entry.value.value !== null ? entry.value : undefined;
}
