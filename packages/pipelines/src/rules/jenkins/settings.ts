import { jenkinsCronFault } from "../../dialects/jenkins/cron.ts";
import { EXTENSIBLE, NESTED_CONDITIONS } from "../../dialects/jenkins/directives.ts";
import type { Statement } from "../../dialects/jenkins/parse.ts";
import { firstOf, within } from "../../dialects/jenkins/tree.ts";
import { advice, nearest } from "../../findings/nearest.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import type { JenkinsSubject } from "../../validate/subject.ts";
import { JENKINS_SOURCE, pipelineWith, STEPS } from "./example.ts";

type Code =
  | "jenkins/invalid-agent"
  | "jenkins/invalid-condition"
  | "jenkins/unknown-name"
  | "jenkins/invalid-environment"
  | "jenkins/invalid-cron";

const withWhen = (when: string): string => pipelineWith(`      when {\n        ${when}\n      }\n${STEPS}`);
const withTriggers = (cron: string): string => pipelineWith(STEPS, `  triggers {\n    cron('${cron}')\n  }\n`);
const withEnvironment = (text: string): string => pipelineWith(STEPS, `  environment {\n    ${text}\n  }\n`);
/** What else may stand in the braces of `agent` and its kinds is up to them. */
const NAMED = /^[A-Za-z_]\w*$/;

/** What stands in agents, conditions, options, triggers, parameters, tools and environments. */
export const SETTINGS = defineRule<JenkinsSubject, Code>({
  codes: {
    "jenkins/invalid-agent": {
      title: "Agent is none that Jenkins knows",
      severity: "error",
      confidence: "high",
      explanation:
        "`agent` is `any`, `none`, or braces with `label`, `node`, `docker`, `dockerfile` or `kubernetes`; plugins can add kinds. A `docker` agent needs an `image`.",
      bad: pipelineWith(STEPS, "", "  agent ubuntu\n"),
      good: pipelineWith(STEPS, "", "  agent {\n    label 'ubuntu'\n  }\n"),
      source: `${JENKINS_SOURCE}#agent`,
    },
    "jenkins/invalid-condition": {
      title: "Condition is none that Jenkins knows",
      severity: "error",
      confidence: "high",
      explanation:
        "`when` holds conditions such as `branch` and `expression`; `not` holds exactly one, `allOf` and `anyOf` at least one.",
      bad: withWhen("brunch 'main'"),
      good: withWhen("branch 'main'"),
      source: `${JENKINS_SOURCE}#when`,
    },
    "jenkins/unknown-name": {
      title: "Option, trigger, parameter or tool is not known here",
      severity: "info",
      confidence: "low",
      explanation:
        "Plugins can add such names, so that this may be right. Where a known name is close, it is more likely misspelt: Jenkins refuses a name that no plugin has.",
      bad: pipelineWith(STEPS, "  options {\n    timestamp()\n  }\n"),
      good: pipelineWith(STEPS, "  options {\n    timestamps()\n  }\n"),
      source: `${JENKINS_SOURCE}#options`,
    },
    "jenkins/invalid-environment": {
      title: "Entry of the environment has a wrong form",
      severity: "error",
      confidence: "high",
      explanation:
        "`environment` holds lines `NAME = value`, each name once; values are texts in quotes or calls such as `credentials('id')`.",
      bad: withEnvironment("MODE 'fast'"),
      good: withEnvironment("MODE = 'fast'"),
      source: `${JENKINS_SOURCE}#environment`,
    },
    "jenkins/invalid-cron": {
      title: "Schedule cannot be read",
      severity: "error",
      confidence: "high",
      explanation:
        "A schedule has five fields: minute, hour, day of the month, month, day of the week, in numbers; `H` lets Jenkins choose a number.",
      bad: withTriggers("H 25 * * *"),
      good: withTriggers("H 3 * * *"),
      source: `${JENKINS_SOURCE}#cron-syntax`,
    },
  },
  check({ file }, report) {
    if (file.pipeline !== undefined) visit(file.pipeline, report);
  },
});

/** Every block that holds stages, from the outside in. */
function visit(block: Statement, report: Report<Code>): void {
  for (const inner of block.body ?? []) {
    const { name } = inner;
    if (/^(?:stages|stage|parallel|matrix)$/.test(name)) visit(inner, report);
    else if (name === "agent") agent(inner, report);
    else if (name === "when") conditions(inner, report, true);
    else if (name === "environment") environment(inner, report);
    else if (/^(?:options|triggers|parameters|tools)$/.test(name)) names(inner, report);
  }
}

function agent(statement: Statement, report: Report<Code>): void {
  const { args, body, nameSpan } = statement;
  const known = EXTENSIBLE["agent"] ?? [];
  const [word] = args;
  if (word !== undefined) {
    if (word.raw === "any" || word.raw === "none" || body !== undefined) return;
    const hint = word.text === undefined ? advice(word.raw, ["any", "none"]) : `Write agent { label '${word.text}' }.`;
    report("jenkins/invalid-agent", word.span, `There is no agent ${word.raw.split("\n")[0]}. ${hint}`);
    return;
  }
  if (body === undefined || body.length === 0) {
    report("jenkins/invalid-agent", nameSpan, 'This agent is empty. Write "agent any", or a label in braces.');
    return;
  }
  for (const inner of body) {
    if (known.includes(inner.name) || !NAMED.test(inner.name)) continue;
    const near = nearest(inner.name, known) !== undefined;
    const message = `"${inner.name}" is no kind of agent that comes with Jenkins. ${advice(inner.name, known)}`;
    if (near) report("jenkins/invalid-agent", inner.nameSpan, message);
    else report("jenkins/unknown-name", inner.nameSpan, message);
  }
  const docker = within(statement, "docker");
  if (docker?.body !== undefined && within(docker, "image") === undefined && docker.args.length === 0)
    report("jenkins/invalid-agent", docker.nameSpan, "This docker agent names no image. Add image '...'.");
}

function conditions(block: Statement, report: Report<Code>, outermost: boolean): void {
  const known = EXTENSIBLE["when"] ?? [];
  const { name: own, body = [] } = block;
  for (const inner of body) {
    const { name, nameSpan } = inner;
    if (NESTED_CONDITIONS.includes(name)) conditions(inner, report, false);
    if (known.includes(name) || !NAMED.test(name)) continue;
    const message = `"${name}" is no condition that comes with Jenkins. ${advice(name, known)}`;
    if (nearest(name, known) === undefined) report("jenkins/unknown-name", nameSpan, message);
    else report("jenkins/invalid-condition", nameSpan, message);
  }
  if (outermost || block.body === undefined) return;
  if (own === "not" ? body.length !== 1 : body.length === 0)
    report(
      "jenkins/invalid-condition",
      block.nameSpan,
      `"${own}" must hold ${own === "not" ? "exactly one condition" : "a condition"}, it holds ${body.length}.`,
    );
}

function names(block: Statement, report: Report<Code>): void {
  const known = EXTENSIBLE[block.name] ?? [];
  for (const statement of block.body ?? []) {
    const { name, nameSpan } = statement;
    if (!NAMED.test(name)) continue;
    if (known.includes(name)) {
      if (block.name === "triggers" && /^(?:cron|pollSCM)$/.test(name)) cron(statement, report);
      continue;
    }
    const near = nearest(name, known) !== undefined;
    const message = `"${name}" does not come with Jenkins among ${block.name}. ${near ? advice(name, known) : "Check that a plugin brings it."}`;
    report("jenkins/unknown-name", nameSpan, message, near ? { severity: "warning", confidence: "medium" } : {});
  }
}

function cron(statement: Statement, report: Report<Code>): void {
  const schedule = firstOf(statement, name(statement));
  if (schedule?.text === undefined || schedule.fillsIn) return;
  const fault = jenkinsCronFault(schedule.text);
  if (fault !== undefined) report("jenkins/invalid-cron", schedule.span, fault);
}

function name(statement: Statement): string {
  return statement.name === "cron" ? "spec" : "scmpoll_spec";
}

function environment(block: Statement, report: Report<Code>): void {
  const seen = new Set<string>();
  for (const { name, nameSpan, assigned, args } of block.body ?? []) {
    if (!NAMED.test(name)) continue;
    if (!assigned) {
      report("jenkins/invalid-environment", nameSpan, `"${name}" is given no value. Write ${name} = '...'.`);
      continue;
    }
    if (seen.has(name)) report("jenkins/invalid-environment", nameSpan, `"${name}" stands here twice. Remove one.`);
    seen.add(name);
    const [value] = args;
    if (value === undefined)
      report("jenkins/invalid-environment", nameSpan, `"${name}" is given no value. Write ${name} = '...'.`);
    else if (/^\[[^\]]*\]$|^\{[^}]*\}$/.test(value.raw))
      report(
        "jenkins/invalid-environment",
        value.span,
        `"${name}" must be text in quotes or a call; lists and maps cannot stand here.`,
      );
  }
}
