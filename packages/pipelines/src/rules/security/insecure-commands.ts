import type { Variables } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { textOf } from "../../source/tree.ts";
import { WorkflowSubject } from "../../validate/subject.ts";
import { jobsOf, type SecuritySubject, stepsOf } from "./places.ts";

/** The switch that lets printed text change the environment of later steps. */
export const insecureCommands = defineRule<SecuritySubject, "security/insecure-commands">({
  codes: {
    "security/insecure-commands": {
      title: "Printed text may set environment variables",
      severity: "warning",
      confidence: "high",
      explanation:
        "`ACTIONS_ALLOW_UNSECURE_COMMANDS` brings back `::set-env::` and `::add-path::`: whatever a step prints, the title of an issue or the output of a tool, can set `PATH` or `NODE_OPTIONS` and so run code in later steps. Remove it and write to `$GITHUB_ENV` and `$GITHUB_PATH`.",
      bad: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "::add-path::$HOME/bin"
        env:
          ACTIONS_ALLOW_UNSECURE_COMMANDS: true
`,
      good: `on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$HOME/bin" >> "$GITHUB_PATH"
`,
      source: "https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/",
    },
  },
  check(subject, report) {
    const steps = stepsOf(subject).map(({ step }) => step.env);
    const around =
      subject instanceof WorkflowSubject
        ? [subject.workflow.env, ...jobsOf(subject.workflow).map((job) => job.env)]
        : [];
    for (const entry of [...around, ...steps].flatMap((env: Variables | undefined) => env?.entries ?? [])) {
      if (entry.name.toUpperCase() !== "ACTIONS_ALLOW_UNSECURE_COMMANDS") continue;
      if (/^(?:false|0|)$/i.test(textOf(entry.value)?.trim() ?? "")) continue;
      const message = `${entry.name} lets printed text set variables and the path of later steps. Remove it and write to $GITHUB_ENV and $GITHUB_PATH.`;
      report("security/insecure-commands", entry.key.span, message);
    }
  },
});
