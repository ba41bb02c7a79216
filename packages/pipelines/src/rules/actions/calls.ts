import { actionReference } from "../../actions/reference.ts";
import type { Job } from "../../dialects/github/workflow.ts";
import { workflowEnvironments } from "../../expressions/contexts/environments.ts";
import { embeddedIn, isWholeExpression } from "../../expressions/embedded.ts";
import { inferType } from "../../expressions/infer.ts";
import type { Fix } from "../../findings/finding.ts";
import { advice, renaming } from "../../findings/nearest.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import { type CalledWorkflow, type CallInput, calledWorkflow, callReference } from "../../project/called.ts";
import { spanWithin } from "../../source/align.ts";
import { valueAt, type YamlNode, type YamlScalar } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const SOURCE = "https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows";
const FOLDER = ".github/workflows/";
const CALLED =
  "on:\n  workflow_call:\n    inputs:\n      target:\n        type: string\n        required: true\n      dry-run:\n        type: boolean\n    secrets:\n      token:\n        required: true\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make deploy\n";

/** A caller of `deploy.yml`, beside it. */
function caller(lines: string, called = CALLED): Record<string, string> {
  return {
    ".github/workflows/ci.yml": `on: push\njobs:\n  deploy:\n    uses: ./.github/workflows/deploy.yml\n${lines}`,
    ".github/workflows/deploy.yml": called,
  };
}

const GOOD = caller(
  "    with:\n      target: web\n      dry-run: true\n    secrets:\n      token: ${{ secrets.TOKEN }}\n",
);

/** A job that calls a reusable workflow: whether there is one, and what it is handed. */
export const CALLS = defineRule({
  codes: {
    "action/invalid-call": {
      title: "Reusable workflow cannot be called under this name",
      severity: "error",
      confidence: "high",
      explanation:
        "`uses` of a job names a workflow file of this repository (`./.github/workflows/deploy.yml`, always of the same commit, so without a ref) or of another one with a ref (`owner/name/.github/workflows/deploy.yml@v1`). GitHub refuses other forms.",
      bad: "on: push\njobs:\n  deploy:\n    uses: ./.github/workflows/deploy.yml@main\n",
      good: "on: push\njobs:\n  deploy:\n    uses: ./.github/workflows/deploy.yml\n",
      source: SOURCE,
    },
    "action/call-outside-workflows": {
      title: "Reusable workflow is not directly in .github/workflows",
      severity: "warning",
      confidence: "medium",
      explanation:
        "GitHub takes reusable workflows only from files directly in `.github/workflows` of their repository, not from folders below it or elsewhere.",
      bad: "on: push\njobs:\n  deploy:\n    uses: octo-org/deployments/deploy.yml@v1\n",
      good: "on: push\njobs:\n  deploy:\n    uses: octo-org/deployments/.github/workflows/deploy.yml@v1\n",
      source: SOURCE,
    },
    "action/called-not-found": {
      title: "Called workflow does not exist",
      severity: "error",
      confidence: "high",
      explanation: "The repository has no such file. GitHub refuses the whole workflow, not only this job.",
      bad: {
        ".github/workflows/ci.yml": "on: push\njobs:\n  deploy:\n    uses: ./.github/workflows/depoly.yml\n",
        ".github/workflows/deploy.yml": CALLED,
      },
      good: GOOD,
      source: SOURCE,
    },
    "action/not-callable": {
      title: "Called workflow cannot be called",
      severity: "error",
      confidence: "high",
      explanation:
        "Only a workflow with the event `workflow_call` can be called by others. GitHub refuses the whole calling workflow.",
      bad: caller(
        "",
        "on: workflow_dispatch\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make deploy\n",
      ),
      good: GOOD,
      source: SOURCE,
    },
    "action/unknown-call-input": {
      title: "Called workflow has no such input",
      severity: "error",
      confidence: "high",
      explanation:
        "The called workflow's `workflow_call` does not name this input. GitHub refuses the whole calling workflow.",
      bad: caller("    with:\n      target: web\n      dryrun: true\n    secrets: inherit\n"),
      good: GOOD,
      source: SOURCE,
    },
    "action/missing-call-input": {
      title: "Called workflow requires an input that is not given",
      severity: "error",
      confidence: "high",
      explanation: "The called workflow marks the input as required. GitHub refuses the whole calling workflow.",
      bad: caller("    secrets: inherit\n"),
      good: GOOD,
      source: SOURCE,
    },
    "action/call-input-type": {
      title: "Input of the called workflow is of another type",
      severity: "error",
      confidence: "high",
      explanation:
        "A reusable workflow says of each input whether it is a `string`, a `number` or a `boolean`. A text where a number or a boolean is asked for makes GitHub refuse the calling workflow, also where an expression makes it: outputs and variables are texts.",
      bad: caller("    with:\n      target: web\n      dry-run: never\n    secrets: inherit\n"),
      good: GOOD,
      source: SOURCE,
    },
    "action/unknown-call-secret": {
      title: "Called workflow has no such secret",
      severity: "error",
      confidence: "high",
      explanation:
        "The called workflow's `workflow_call` does not name this secret. GitHub refuses the whole calling workflow.",
      bad: caller(
        "    with:\n      target: web\n    secrets:\n      token: ${{ secrets.TOKEN }}\n      tokne: ${{ secrets.TOKEN }}\n",
      ),
      good: GOOD,
      source: SOURCE,
    },
    "action/missing-call-secret": {
      title: "Called workflow requires a secret that is not given",
      severity: "error",
      confidence: "high",
      explanation:
        "The called workflow marks the secret as required. Hand it on by name below `secrets`; `secrets: inherit` hands on all of them, which is more than it needs. GitHub refuses the whole calling workflow otherwise.",
      bad: caller("    with:\n      target: web\n"),
      good: GOOD,
      source: SOURCE,
    },
  },
  check(subject: WorkflowSubject, report) {
    const typeOf = expressionTypes(subject);
    for (const job of subject.workflow.jobs) {
      const { uses } = job;
      if (uses === undefined || embeddedIn(uses.text).length > 0) continue;
      const called = calledWorkflow(uses.text, subject.project);
      if (called !== undefined) handed(job, uses, called, typeOf, report);
      else reference(uses, subject, report);
    }
  },
});

type Code = keyof (typeof CALLS)["codes"] & string;

function reference(uses: YamlScalar, { document, project }: WorkflowSubject, report: Report<Code>): void {
  const found = callReference(uses.text);
  if (found === undefined) {
    const local = /^[.$]\//.test(uses.text);
    const isAction = actionReference(uses.text) !== undefined;
    const form = `./${FOLDER}file.yml or owner/name/${FOLDER}file.yml@ref`;
    const message = local
      ? `A workflow of this repository is called without a ref: remove "${uses.text.slice(uses.text.indexOf("@"))}".`
      : isAction
        ? `"${uses.text}" is no workflow. If it is an action, use it in a step; a workflow is written ${form}.`
        : `"${uses.text}" names no workflow. Write ${form}.`;
    const fix: Fix = {
      title: "Remove the ref",
      safe: true,
      edits: [{ ...spanWithin(document, uses, uses.text.indexOf("@"), uses.text.length), text: "" }],
    };
    report("action/invalid-call", uses.span, message, local ? { fix } : {});
  } else if (!isDirectly(found.path)) {
    const message = `GitHub calls only workflows that stand directly in ${FOLDER}: move "${found.path}" there.`;
    // Of another repository it is taken by some tools that stand in for GitHub.
    report("action/call-outside-workflows", uses.span, message, found.kind === "local" ? { severity: "error" } : {});
  } else if (found.kind === "local" && project.complete && project.text(found.path) === undefined) {
    const names = project.list(FOLDER.slice(0, -1)).map((path) => path.slice(FOLDER.length));
    const message = `There is no workflow "${found.path}". ${advice(found.path.slice(FOLDER.length), names)}`;
    report("action/called-not-found", uses.span, message);
  }
}

function isDirectly(path: string): boolean {
  return path.startsWith(FOLDER) && !path.slice(FOLDER.length).includes("/");
}

function handed(job: Job, uses: YamlScalar, called: CalledWorkflow, typeOf: TypeOf, report: Report<Code>): void {
  const { inputs, secrets } = called;
  if (called.call === undefined) {
    const message = `"${called.path}" cannot be called: add workflow_call to its events.`;
    report("action/not-callable", uses.span, message);
    return;
  }
  const given = job.with?.entries ?? [];
  for (const { key, name, value } of given) {
    const input = inputs.find((one) => same(one.name, name));
    if (input !== undefined) {
      const wrong = mismatch(input, value, typeOf);
      if (wrong !== undefined) {
        report("action/call-input-type", value.span, wrong.message, wrong.certain ? {} : { severity: "warning" });
      }
      continue;
    }
    const names = inputs.map((one) => one.name);
    const message = `"${called.path}" has no input "${name}". ${advice(name, names)}`;
    const fix = renaming(key.span, name, names);
    report("action/unknown-call-input", key.span, message, fix === undefined ? {} : { fix });
  }
  // Where an expression makes all of `with`, the names are not known.
  const named = job.with === undefined || job.with.node.kind === "mapping" || given.length > 0;
  for (const { name, required } of inputs) {
    if (!required || !named || given.some((one) => same(one.name, name))) continue;
    const message = `"${called.path}" requires the input "${name}". Give it below "with".`;
    report("action/missing-call-input", uses.span, message);
  }
  // `secrets: inherit` hands on all; of another word the schema's rule says what is wrong.
  if (valueAt(job.node, "secrets")?.kind === "scalar") return;
  const handedOn = job.secrets?.entries ?? [];
  for (const { key, name } of handedOn) {
    if (secrets.some((one) => same(one.name, name))) continue;
    const names = secrets.map((one) => one.name);
    const message = `"${called.path}" asks for no secret "${name}". ${advice(name, names)}`;
    const fix = renaming(key.span, name, names);
    report("action/unknown-call-secret", key.span, message, fix === undefined ? {} : { fix });
  }
  for (const { name, required } of secrets) {
    if (!required || handedOn.some((one) => same(one.name, name))) continue;
    const message = `"${called.path}" requires the secret "${name}". Hand it on below "secrets".`;
    report("action/missing-call-secret", uses.span, message);
  }
}

/** Why a value is not of the input's type. A quoted `"true"` may pass, and means the same. */
function mismatch(
  input: CallInput,
  value: YamlNode,
  typeOf: TypeOf,
): { message: string; certain: boolean } | undefined {
  const { name, type } = input;
  if (value.kind !== "scalar" || type === undefined || type === "string" || value.value === null) return undefined;
  if (embeddedIn(value.text).length > 0) {
    const is = typeOf(value);
    if (is === undefined || is === type) return undefined;
    const message = `The input "${name}" is a ${type}, and this is a ${is}. Compare it, or convert it with fromJSON(...).`;
    return { message, certain: true };
  }
  if (typeof value.value === type) return undefined;
  const certain = type === "boolean" ? !/^(?:true|false)$/i.test(value.text) : Number.isNaN(Number(value.text));
  const what = type === "boolean" ? "true or false" : "a number";
  return {
    message: `The input "${name}" is a ${type}, and "${value.text}" is not. Write ${what}, without quotes.`,
    certain,
  };
}

/** The type of a scalar with expressions; undefined where it may be any. */
type TypeOf = (scalar: YamlScalar) => "string" | "number" | "boolean" | undefined;

function expressionTypes(subject: WorkflowSubject): TypeOf {
  return (scalar) => {
    // Text around an expression makes a text of it.
    if (!isWholeExpression(scalar)) return "string";
    const site = subject.sites.find((one) => one.scalar === scalar && one.whole);
    if (site === undefined || !site.parsed.ok) return undefined;
    const { kind } = inferType(
      site.parsed.tree,
      workflowEnvironments(subject.workflow, subject.project)(site),
      () => {},
    );
    return kind === "string" || kind === "number" || kind === "boolean" ? kind : undefined;
  };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
