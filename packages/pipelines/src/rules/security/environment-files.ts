import { defineRule } from "../../findings/rule.ts";
import { spanWithin } from "../../source/align.ts";
import { WorkflowSubject } from "../../validate/subject.ts";
import { isPrivileged, untrustedIn, variableOf } from "./injection.ts";
import {
  listensTo,
  PRIVILEGED_EVENTS,
  type SecuritySubject,
  type StepPlace,
  scriptLines,
  stepsOf,
  variablesIn,
} from "./places.ts";
import { type UntrustedValue, untrustedValues } from "./untrusted.ts";
import { expressionsIn, flowingAccesses } from "./written.ts";

/** A line that writes to one of the files; the group is its name. */
const WRITES =
  /(?:>>?\s*["']?\$(?:\{|env:|\{env:)?|\btee\s+(?:-a\s+)?["']?\$\{?|(?:Out-File|Add-Content)\b.*\$(?:\{?env:))(GITHUB_ENV|GITHUB_PATH)\b/i;
/** Variables of the runner itself, and what a shell knows: nothing that strangers choose. */
const OWN = /^(?:HOME|PWD|PATH|USER|RUNNER_\w+|GITHUB_(?!HEAD_REF)\w+|[a-z_]+_VERSION|VERSION)$/i;

/** What strangers write, on the way into the environment of later steps. */
export const environmentFiles = defineRule<SecuritySubject, "security/github-env">({
  codes: {
    "security/github-env": {
      title: "Text of strangers may become environment variables",
      severity: "warning",
      confidence: "medium",
      explanation:
        "Every line of what is written to `GITHUB_ENV` becomes a variable of the following steps, and `GITHUB_PATH` a folder in which programs are looked for first. A text of several lines can so set `LD_PRELOAD` or `NODE_OPTIONS` and run code. Write only values that this workflow makes itself, hand values on by `GITHUB_OUTPUT`, or keep one line (`head -n 1`).",
      bad: `on: issue_comment
permissions: {}
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - run: echo "COMMENT=$BODY" >> "$GITHUB_ENV"
        env:
          BODY: \${{ github.event.comment.body }}
`,
      good: `on: issue_comment
permissions: {}
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - run: ./answer.sh "$BODY"
        env:
          BODY: \${{ github.event.comment.body }}
`,
      source:
        "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable",
    },
  },
  check(subject, report) {
    const { document } = subject;
    const workflow = subject instanceof WorkflowSubject ? subject.workflow : undefined;
    const privileged = workflow !== undefined && listensTo(workflow, PRIVILEGED_EVENTS);
    for (const place of stepsOf(subject)) {
      const { run } = place.step;
      if (run === undefined) continue;
      for (const { line, at } of scriptLines(run.text)) {
        const file = WRITES.exec(line)?.[1];
        // What an expression writes into the script is told as script injection.
        if (file === undefined || expressionsWithin(place, line).length > 0) continue;
        const start = at + (line.length - line.trimStart().length);
        const span = spanWithin(document, run, start, at + line.trimEnd().length);
        const taken = variablesIn(line)
          .flatMap((name) => untrustedVariable(place, name).map((found) => ({ name, ...found })))
          .find(({ path }) => file.toUpperCase() === "GITHUB_PATH" || hasLines(path));
        if (taken !== undefined) {
          const severity =
            taken.direct &&
            workflow !== undefined &&
            valuesAt(taken.path).some((value) => isPrivileged(value, workflow))
              ? "error"
              : "warning";
          const harm =
            file.toUpperCase() === "GITHUB_PATH"
              ? "strangers can choose which programs later steps run. Write only folders that this workflow makes itself."
              : "strangers can set variables of later steps. Hand it on by GITHUB_OUTPUT instead.";
          const message = `${taken.name} holds ${taken.path}, and each of its lines goes into ${file}: ${harm}`;
          report("security/github-env", span, message, { severity, confidence: taken.direct ? "high" : "medium" });
        } else if (privileged && isUnknown(place, line)) {
          const message = `Strangers set off this run; if they can choose what is written to ${file} here, they can run code in later steps. Write only what this workflow makes itself.`;
          report("security/github-env", span, message, { confidence: "low" });
        }
      }
    }
  },
});

/** Values of several lines: a title or a branch can only set the variable that it is meant for. */
function hasLines(path: string): boolean {
  return /(?:body|message|description)$/.test(path);
}

function valuesAt(path: string): readonly UntrustedValue[] {
  const [context = "", ...names] = path.split(".");
  const steps = names.map((name) => (name === "*" ? ({ kind: "all" } as const) : ({ kind: "name", name } as const)));
  return untrustedValues({ context, steps, path, span: { start: 0, end: 0 }, within: [] });
}

/** Variables of a script that are made of each other are followed no further than this. */
const MOST_STEPS = 4;

/** What strangers write in a variable: of the environment, or made of such ones by the script itself. */
function untrustedVariable(
  place: StepPlace,
  name: string,
  left = MOST_STEPS,
): { readonly path: string; readonly direct: boolean }[] {
  const variable = variableOf(place, name);
  if (variable !== undefined) {
    const path = untrustedIn(variable.value);
    return path === undefined ? [] : [{ path, direct: true }];
  }
  if (left === 0) return [];
  return assignmentsOf(place, name)
    .flatMap(variablesIn)
    .filter((other) => other !== name)
    .flatMap((other) => untrustedVariable(place, other, left - 1))
    .map(({ path }) => ({ path, direct: false }));
}

/** What a script assigns to a variable, unless only one line can be left of it. */
function assignmentsOf({ step }: StepPlace, name: string): string[] {
  const assigned = new RegExp(`^\\s*(?:export\\s+|local\\s+|\\$)?${name}\\s*=(.*)$`);
  return scriptLines(step.run?.text ?? "").flatMap(({ line }) => {
    const value = assigned.exec(line)?.[1];
    return value === undefined || /\bhead\s+-(?:n\s*)?1\b|\btr\s+-d\b/.test(value) ? [] : [value];
  });
}

function expressionsWithin({ step }: StepPlace, line: string): readonly UntrustedValue[] {
  return (step.run === undefined ? [] : expressionsIn(step.run))
    .filter(({ embedded }) => embedded !== undefined && line.includes(`{{${embedded.source}}}`))
    .flatMap(({ tree }) => flowingAccesses(tree).flatMap(untrustedValues));
}

/** Whether a line writes what this file does not show: the output of a command, or the content of a file. */
function isUnknown(place: StepPlace, line: string): boolean {
  const before = line.slice(0, WRITES.exec(line)?.index ?? 0);
  if (/^\s*(?:cat|jq|grep|sed|awk|tail|head)\b(?!\s*<<)/.test(before)) return true;
  const reads = [...before.matchAll(/\$\(([^)]*)\)|`([^`]*)`/g)].map(([, a, b]) => a ?? b ?? "");
  if (
    reads.some((command) =>
      /\b(?:cat|jq|grep|sed|awk|head|tail|unzip|gh|curl)\b|\b(?:node|python3?)\s+[^-\s]|</.test(command),
    )
  )
    return true;
  return variablesIn(before).some(
    (name) =>
      !OWN.test(name) && variableOf(place, name) === undefined && /\bread\b|cat\b/.test(place.step.run?.text ?? ""),
  );
}
