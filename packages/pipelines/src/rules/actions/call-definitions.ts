import { embeddedIn } from "../../expressions/embedded.ts";
import { defineRule } from "../../findings/rule.ts";
import { interfaceOfWorkflow } from "../../project/called.ts";
import type { YamlScalar } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const GOOD =
  "on:\n  workflow_call:\n    inputs:\n      port:\n        type: number\n        default: 8080\njobs:\n  serve:\n    runs-on: ubuntu-latest\n    steps:\n      - run: serve --port ${{ inputs.port }}\n";
const SECRET =
  "on:\n  workflow_call:\n    secrets:\n      NAME:\n        required: true\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./deploy.sh\n        env:\n          TOKEN: ${{ secrets.NAME }}\n";
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputs";

/** What a reusable workflow says of its inputs. */
export const CALL_DEFINITIONS = defineRule({
  codes: {
    "syntax/call-input-default": {
      title: "Default of an input is of another type",
      severity: "error",
      confidence: "high",
      explanation:
        "The default of a `number` must be a number, that of a `boolean` true or false. GitHub refuses the workflow otherwise.",
      bad: GOOD.replace("8080", "':8080'"),
      good: GOOD,
      source: SOURCE,
    },
    "syntax/unused-call-default": {
      title: "Default of an input is never used",
      severity: "warning",
      confidence: "high",
      explanation:
        "Callers must give an input that is required, so its default never counts. Remove the default, or `required`.",
      bad: GOOD.replace("default: 8080", "default: 8080\n        required: true"),
      good: GOOD,
      source: SOURCE,
    },
    "syntax/reserved-secret": {
      title: "Name of a secret is GitHub's own",
      severity: "error",
      confidence: "high",
      explanation:
        "Names that begin with `GITHUB_` are GitHub's. A called workflow has the token anyway, as `github.token`; of another one, name the secret otherwise.",
      bad: SECRET.replaceAll("NAME", "GITHUB_TOKEN"),
      good: SECRET.replaceAll("NAME", "DEPLOY_TOKEN"),
      source: "https://docs.github.com/en/actions/reference/security/secrets#naming-your-secrets",
    },
  },
  check({ document, workflow }: WorkflowSubject, report) {
    const called = interfaceOfWorkflow(document.path, workflow);
    for (const { key, name } of called?.secrets ?? []) {
      if (!/^github_/i.test(name)) continue;
      const token = /^github_token$/i.test(name) ? "The token is there anyway: remove it." : "Take another name.";
      report("syntax/reserved-secret", key.span, `"${name}" begins with GITHUB_, which is GitHub's own. ${token}`);
    }
    for (const input of called?.inputs ?? []) {
      const value = input.default;
      if (value?.kind !== "scalar") continue;
      if (isOther(value, input.type)) {
        const wanted = input.type === "number" ? "a number" : "true or false";
        const message = `The input "${input.name}" is a ${input.type}, but its default "${value.text}" is not. Write ${wanted}.`;
        report("syntax/call-input-default", value.span, message);
      }
      if (input.required) {
        const message = `The input "${input.name}" is required, so its default is never used. Remove one of them.`;
        report("syntax/unused-call-default", value.span, message);
      }
    }
  },
});

function isOther({ text, value }: YamlScalar, type: "string" | "number" | "boolean" | undefined): boolean {
  if (type === undefined || type === "string" || value === null || embeddedIn(text).length > 0) return false;
  // Quoted numbers are taken; where quoted words are is not known.
  return type === "number" ? text.trim() === "" || Number.isNaN(Number(text)) : !/^(?:true|false)$/i.test(text);
}
