import type { CodeInfo } from "../../findings/rule.ts";

export type SchemaCode =
  | "syntax/unknown-key"
  | "syntax/misplaced-key"
  | "syntax/duplicate-key"
  | "syntax/missing-key"
  | "syntax/job-without-steps"
  | "syntax/wrong-type"
  | "syntax/empty-value"
  | "syntax/empty-section"
  | "syntax/unknown-value";

const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax";

const GOOD = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: echo hello
        shell: bash
`;

/** What GitHub's schema of workflows and actions can say. */
export const SCHEMA_CODES: Readonly<Record<SchemaCode, CodeInfo>> = {
  "syntax/unknown-key": {
    title: "Unknown key",
    severity: "error",
    confidence: "high",
    explanation:
      "GitHub refuses a file with a key that it does not know at that place. Mostly the name is misspelt, in another case, or indented too far or too little.",
    bad: GOOD.replace("timeout-minutes", "timeout"),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/misplaced-key": {
    title: "Key does not go with another one",
    severity: "error",
    confidence: "high",
    explanation:
      "Some keys exclude each other: a step either runs a script (`run`, with `shell` and `working-directory`) or uses an action (`uses`, with `with`); a job either has steps, or calls a workflow (`uses`, with `with` and `secrets`). GitHub refuses a mixture. Remove the key, or split the step or job in two.",
    bad: GOOD.replace("shell: bash", "with:\n          name: value"),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/duplicate-key": {
    title: "Key is written twice",
    severity: "error",
    confidence: "high",
    explanation:
      "GitHub refuses a mapping that has a key twice. Names that differ only in upper and lower case count as the same.",
    bad: GOOD.replace("shell: bash", "run: echo again"),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/missing-key": {
    title: "Something required is missing",
    severity: "error",
    confidence: "high",
    explanation:
      "A workflow needs `on` and `jobs`, a job `runs-on` (or `uses`, if it calls a workflow), a step `run` or `uses`; other parts have required keys of their own. Without them GitHub refuses the file, or the job does nothing.",
    bad: GOOD.replace("    runs-on: ubuntu-latest\n", ""),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/job-without-steps": {
    title: "Job has no steps",
    severity: "error",
    confidence: "high",
    explanation:
      "A job that neither has `steps` nor calls a workflow with `uses` does nothing, and GitHub refuses to start it.",
    bad: GOOD.slice(0, GOOD.indexOf("    steps:")),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/wrong-type": {
    title: "Value is of a wrong type",
    severity: "error",
    confidence: "high",
    explanation:
      "A list stands where a mapping is expected, text where a number is, and so on. GitHub refuses the file. An expression alone (`${{ ... }}`) may be of any type; with text around it, it is text.",
    bad: GOOD.replace("timeout-minutes: 5", "timeout-minutes: soon"),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/empty-value": {
    title: "Value is empty",
    severity: "error",
    confidence: "high",
    explanation:
      "A key without a value means something else than leaving the key out, and GitHub refuses it at most places. Mostly what was to stand below it is not indented far enough.",
    bad: GOOD.replace("shell: bash", "env:"),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/empty-section": {
    title: "List or mapping holds nothing",
    severity: "info",
    confidence: "medium",
    explanation:
      "`{}` and `[]` are taken, but do nothing here, or less than the key without them: a filter with no patterns lets nothing pass.",
    bad: GOOD.replace("shell: bash", "env: {}"),
    good: GOOD,
    source: SOURCE,
  },
  "syntax/unknown-value": {
    title: "Value is none of those allowed",
    severity: "error",
    confidence: "high",
    explanation: "Only certain words are allowed here, exactly as they are written in the documentation.",
    bad: "on:\n  workflow_dispatch:\n    inputs:\n      who:\n        type: text\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo hello\n",
    good: "on:\n  workflow_dispatch:\n    inputs:\n      who:\n        type: string\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo hello\n",
    source: SOURCE,
  },
};
