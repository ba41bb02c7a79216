import { DIRECTIVES, REPEATED } from "../../dialects/jenkins/directives.ts";
import type { Statement } from "../../dialects/jenkins/parse.ts";
import { advice, renaming } from "../../findings/nearest.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import type { JenkinsSubject } from "../../validate/subject.ts";
import { JENKINS_GOOD, JENKINS_SOURCE, pipelineWith, STEPS } from "./example.ts";

type Code =
  | "jenkins/unreadable"
  | "jenkins/scripted"
  | "jenkins/unknown-directive"
  | "jenkins/misplaced-directive"
  | "jenkins/duplicate-directive"
  | "jenkins/missing-section"
  | "jenkins/empty-section";

/** Which blocks stand where. */
export const STRUCTURE = defineRule<JenkinsSubject, Code>({
  codes: {
    "jenkins/unreadable": {
      title: "Brackets or strings do not match",
      severity: "error",
      confidence: "high",
      explanation: "Jenkins cannot compile the file, and runs nothing of it.",
      bad: JENKINS_GOOD.replace("sh 'make'", "sh 'make"),
      good: JENKINS_GOOD,
    },
    "jenkins/scripted": {
      title: "Scripted pipelines are not judged",
      severity: "info",
      confidence: "high",
      explanation:
        "A file without a `pipeline` block is a program in Groovy: what it does is known only when it runs. Of such files only brackets, strings and secrets are looked at.",
      bad: "node {\n  sh 'make'\n}\n",
      good: JENKINS_GOOD,
      source: JENKINS_SOURCE,
    },
    "jenkins/unknown-directive": {
      title: "Jenkins has no such directive",
      severity: "error",
      confidence: "high",
      explanation: "Jenkins refuses the whole file when a block holds a name that it does not know there.",
      bad: JENKINS_GOOD.replace("steps", "step"),
      good: JENKINS_GOOD,
      source: JENKINS_SOURCE,
    },
    "jenkins/misplaced-directive": {
      title: "Directive stands at the wrong level",
      severity: "error",
      confidence: "high",
      explanation:
        "Each directive belongs to a block: `steps` into a stage, `stages` and `triggers` into the pipeline, conditions such as `always` into `post`. Jenkins refuses the file otherwise.",
      bad: pipelineWith(STEPS, "  always {\n    echo 'done'\n  }\n"),
      good: pipelineWith(STEPS, "  post {\n    always {\n      echo 'done'\n    }\n  }\n"),
      source: JENKINS_SOURCE,
    },
    "jenkins/duplicate-directive": {
      title: "Directive is written twice",
      severity: "error",
      confidence: "high",
      explanation: "A directive may stand once in its block. Put what both say into one.",
      bad: pipelineWith(STEPS, "  agent none\n"),
      good: JENKINS_GOOD,
      source: JENKINS_SOURCE,
    },
    "jenkins/missing-section": {
      title: "Pipeline lacks something required",
      severity: "error",
      confidence: "high",
      explanation: "A pipeline needs `agent` and `stages`, a matrix `axes` and `stages`, an axis `name` and `values`.",
      bad: pipelineWith(STEPS, "", ""),
      good: JENKINS_GOOD,
      source: JENKINS_SOURCE,
    },
    "jenkins/empty-section": {
      title: "Block is empty",
      severity: "error",
      confidence: "high",
      explanation: "Jenkins refuses blocks with nothing in them. Fill it, or remove it.",
      bad: pipelineWith("      steps {\n      }\n"),
      good: JENKINS_GOOD,
      source: JENKINS_SOURCE,
    },
  },
  check({ file }, report) {
    const { fault } = file.tokens;
    if (fault !== undefined) {
      report("jenkins/unreadable", fault.span, fault.message);
      return;
    }
    if (file.statements === undefined) return;
    if (file.pipeline === undefined) {
      const meant = file.statements.find(
        ({ name, code }) => code !== undefined && /^pip[a-z]{3,7}$/i.test(name) && name !== "pipeline",
      );
      if (meant !== undefined && renaming(meant.nameSpan, meant.name, ["pipeline"]) !== undefined)
        report("jenkins/unknown-directive", meant.nameSpan, `There is no "${meant.name}". Did you mean "pipeline"?`);
      else
        report(
          "jenkins/scripted",
          { start: 0, end: 0 },
          "There is no pipeline block: this is Groovy, and only declarative pipelines are judged.",
        );
      return;
    }
    block(file.pipeline, "pipeline", report);
  },
});

/** What a block must hold. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  pipeline: ["agent", "stages"],
  stages: ["stage"],
  parallel: ["stage"],
  matrix: ["axes", "stages"],
  axes: ["axis"],
  axis: ["name"],
};
/** Blocks without names of their own: steps and settings. */
const LEAVES = /^(?:steps|environment|options|triggers|parameters|tools|when)$/;

function block(statement: Statement, kind: string, report: Report<Code>): void {
  const { body, nameSpan } = statement;
  const known = DIRECTIVES[kind];
  if (known === undefined || body === undefined) return;
  if (body.length === 0) {
    report("jenkins/empty-section", nameSpan, `"${kind}" is empty. Fill it, or remove it.`);
    return;
  }
  const seen = new Set<string>();
  let unknown = false;
  for (const inner of body) {
    const { name } = inner;
    if (!known.includes(name)) {
      unknown = true;
      misplaced(inner, kind, known, report);
      continue;
    }
    if (seen.has(name) && !REPEATED.includes(name))
      report(
        "jenkins/duplicate-directive",
        inner.nameSpan,
        `"${name}" stands twice in this ${kind}. Put both into one.`,
      );
    seen.add(name);
    if (Object.hasOwn(DIRECTIVES, name)) block(inner, name, report);
    else if ((LEAVES.test(name) || kind === "post") && inner.body?.length === 0 && inner.code === undefined)
      report("jenkins/empty-section", inner.nameSpan, `"${name}" is empty. Fill it, or remove it.`);
  }
  // What is misspelt is not missing too.
  if (unknown) return;
  for (const name of REQUIRED[kind] ?? []) {
    if (seen.has(name)) continue;
    const what = name === "agent" ? ' Write "agent any", or "agent none" where each stage has its own.' : " Add it.";
    report("jenkins/missing-section", nameSpan, `"${kind}" lacks "${name}".${what}`);
  }
}

function misplaced({ name, nameSpan }: Statement, kind: string, known: readonly string[], report: Report<Code>): void {
  const home = Object.keys(DIRECTIVES).find((other) => DIRECTIVES[other]?.includes(name));
  if (home !== undefined)
    report("jenkins/misplaced-directive", nameSpan, `"${name}" cannot stand in ${kind}. It belongs into ${home}.`);
  else if (name === "")
    report(
      "jenkins/unknown-directive",
      nameSpan,
      `Code cannot stand in ${kind}. Write it into steps { script { ... } }.`,
    );
  else {
    const fix = renaming(nameSpan, name, known);
    const hint =
      fix === undefined && kind !== "post"
        ? ` Steps belong into steps { }. ${advice(name, known)}`
        : ` ${advice(name, known)}`;
    report(
      "jenkins/unknown-directive",
      nameSpan,
      `"${name}" is no directive of ${kind}.${hint}`,
      fix === undefined ? {} : { fix },
    );
  }
}
