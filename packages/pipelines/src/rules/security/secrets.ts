import { contextAccesses, walkExpression } from "../../expressions/tree.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf } from "../../source/tree.ts";
import { WorkflowSubject } from "../../validate/subject.ts";
import { envFix } from "./injection-fix.ts";
import { jobsOf, type SecuritySubject, stepsOf } from "./places.ts";
import { expressionsIn, flowingAccesses, placeOf, scalarsWithExpressions } from "./written.ts";

/** Secrets that reach more than needs them, or that GitHub can no longer keep out of logs. */
export const secrets = defineRule<
  SecuritySubject,
  "security/secrets-inherit" | "security/all-secrets" | "security/secret-in-command" | "security/unredacted-secret"
>({
  codes: {
    "security/secrets-inherit": {
      title: "Called workflow gets every secret",
      severity: "warning",
      confidence: "high",
      explanation:
        "`secrets: inherit` hands all secrets of the repository and its organisation to the called workflow, now and whenever one is added. Hand over those that it needs, by name. For a workflow of the same repository it is told as information.",
      bad: `on: push
permissions: {}
jobs:
  release:
    uses: octo-org/workflows/.github/workflows/release.yml@v1
    secrets: inherit
`,
      good: `on: push
permissions: {}
jobs:
  release:
    uses: octo-org/workflows/.github/workflows/release.yml@v1
    secrets:
      token: \${{ secrets.RELEASE_TOKEN }}
`,
      source:
        "https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#passing-inputs-and-secrets-to-a-reusable-workflow",
    },
    "security/all-secrets": {
      title: "All secrets are taken at once",
      severity: "warning",
      confidence: "high",
      explanation:
        "`toJSON(secrets)` and `secrets[...]` with a computed name put every secret of the repository on the machine, not only the one that is used. Name the secret.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          SECRETS: \${{ toJSON(secrets) }}
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          DEPLOY_KEY: \${{ secrets.DEPLOY_KEY }}
`,
      source: "https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information",
    },
    "security/secret-in-command": {
      title: "Secret is written into a script",
      severity: "info",
      confidence: "high",
      explanation:
        "The value becomes part of the script's text: it stands in a file on the machine, in the list of processes, and a quote in it breaks the command. Hand it over in `env` and use the variable.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: curl -H 'Authorization:\${{ secrets.TOKEN }}' https://example.com
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: curl -H "Authorization:$TOKEN" https://example.com
        env:
          TOKEN: \${{ secrets.TOKEN }}
`,
      source:
        "https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets#using-secrets-in-a-workflow",
    },
    "security/unredacted-secret": {
      title: "Part of a secret is not kept out of logs",
      severity: "warning",
      confidence: "high",
      explanation:
        "GitHub hides the text of a secret in logs, and knows nothing of the parts that `fromJSON` takes out of it: they are shown. Keep each value as a secret of its own, or hide it with `::add-mask::` first.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: ./login.sh
        env:
          PASSWORD: \${{ fromJSON(secrets.LOGIN).password }}
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: ./login.sh
        env:
          PASSWORD: \${{ secrets.PASSWORD }}
`,
      source: "https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information",
    },
  },
  check(subject, report) {
    const { document } = subject;
    for (const job of subject instanceof WorkflowSubject ? jobsOf(subject.workflow) : []) {
      const value = entryOf(job.node, "secrets")?.value;
      if (job.secrets?.inherit !== true || value === undefined) continue;
      const own = job.uses?.text.trim().startsWith("./") === true;
      const message = `${job.uses?.text ?? "The called workflow"} gets every secret there is. Hand over by name those that it needs.`;
      report("security/secrets-inherit", value.span, message, { severity: own ? "info" : "warning" });
    }
    for (const scalar of scalarsWithExpressions(document.root)) {
      for (const written of expressionsIn(scalar)) {
        for (const { context, steps, span } of contextAccesses(written.tree)) {
          if (context !== "secrets" || steps[0]?.kind === "name") continue;
          const how = steps[0]?.kind === "computed" ? "A computed name" : "This";
          const message = `${how} puts every secret of the repository on the machine. Name the one that is needed: secrets.NAME.`;
          report("security/all-secrets", placeOf(document, written, span), message);
        }
        walkExpression(written.tree, (expression) => {
          if (expression.kind !== "property" && expression.kind !== "index" && expression.kind !== "filter") return;
          const { of } = expression;
          if (of.kind !== "call" || of.name.toLowerCase() !== "fromjson") return;
          const [secret] = contextAccesses(of).filter(({ context }) => context === "secrets");
          if (secret === undefined) return;
          const message = `GitHub hides ${written.source.slice(secret.span.start, secret.span.end)} in logs, but not the parts taken out of it. Keep each part as a secret of its own.`;
          report("security/unredacted-secret", placeOf(document, written, expression.span), message);
        });
      }
    }
    for (const place of stepsOf(subject)) {
      const { step } = place;
      for (const written of step.run === undefined ? [] : expressionsIn(step.run)) {
        for (const access of flowingAccesses(written.tree)) {
          const [first] = access.steps;
          if (access.context !== "secrets" || first?.kind !== "name") continue;
          const message = `secrets.${first.name} becomes part of the script's text. Hand it over in env and use the variable.`;
          const fix = envFix(document, place, written);
          report(
            "security/secret-in-command",
            placeOf(document, written, access.span),
            message,
            fix === undefined ? {} : { fix },
          );
        }
      }
    }
  },
});
