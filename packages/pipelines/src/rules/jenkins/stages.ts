import { STAGE_BODIES } from "../../dialects/jenkins/directives.ts";
import type { Statement } from "../../dialects/jenkins/parse.ts";
import { firstOf, within } from "../../dialects/jenkins/tree.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import type { JenkinsSubject } from "../../validate/subject.ts";
import { JENKINS_GOOD, JENKINS_SOURCE, pipelineWith, STEPS } from "./example.ts";

type Code =
  | "jenkins/stage-body"
  | "jenkins/unnamed-stage"
  | "jenkins/duplicate-stage"
  | "jenkins/nested-parallel"
  | "jenkins/no-agent"
  | "jenkins/input-holds-agent"
  | "jenkins/no-timeout";

const DEPLOY = "    stage('Deploy') {\n      steps {\n        sh 'make deploy'\n      }\n    }\n";
const twice = pipelineWith(STEPS).replace(
  "    stage('Build')",
  `${DEPLOY.replace("Deploy", "Build")}    stage('Build')`,
);
const INNER =
  "      parallel {\n        stage('Fast') {\n          steps {\n            sh 'make'\n          }\n        }\n      }\n";
/** Steps that need a workspace. */
const NEEDS_NODE = /^(?:sh|bat|powershell|pwsh|checkout|junit|archiveArtifacts|stash|unstash|dir|deleteDir|cleanWs)$/;

/** The tree of stages. */
export const STAGES = defineRule<JenkinsSubject, Code>({
  codes: {
    "jenkins/stage-body": {
      title: "Stage does nothing, or several things at once",
      severity: "error",
      confidence: "high",
      explanation: "A stage has exactly one of `steps`, `stages`, `parallel` and `matrix`.",
      bad: pipelineWith("      when {\n        branch 'main'\n      }\n"),
      good: JENKINS_GOOD,
      source: `${JENKINS_SOURCE}#stage`,
    },
    "jenkins/unnamed-stage": {
      title: "Stage has no name",
      severity: "error",
      confidence: "high",
      explanation: "Each stage has a name, a text in quotes, in parentheses behind the word.",
      bad: JENKINS_GOOD.replace("stage('Build')", "stage"),
      good: JENKINS_GOOD,
      source: `${JENKINS_SOURCE}#stage`,
    },
    "jenkins/duplicate-stage": {
      title: "Two stages have one name",
      severity: "warning",
      confidence: "high",
      explanation:
        "Beside each other they cannot be told apart, neither in the view of the run nor when restarting from a stage.",
      bad: twice,
      good: twice.replace("'Build'", "'Deploy'"),
    },
    "jenkins/nested-parallel": {
      title: "Parallel stages inside of parallel stages",
      severity: "error",
      confidence: "high",
      explanation:
        "Inside of `parallel` and `matrix` stages may follow each other, but none of them may have a `parallel` or `matrix` of its own.",
      bad: pipelineWith(`      parallel {\n        stage('Outer') {\n${INNER}        }\n      }\n`),
      good: pipelineWith(INNER),
      source: `${JENKINS_SOURCE}#parallel`,
    },
    "jenkins/no-agent": {
      title: "Steps have no machine to run on",
      severity: "error",
      confidence: "high",
      explanation:
        "With `agent none` at the top each stage whose steps need a workspace must name its agent; the run fails at such a step.",
      bad: pipelineWith(STEPS, "", "  agent none\n"),
      good: pipelineWith(`      agent any\n${STEPS}`, "", "  agent none\n"),
      source: `${JENKINS_SOURCE}#agent`,
    },
    "jenkins/input-holds-agent": {
      title: "Machine waits for an answer",
      severity: "info",
      confidence: "medium",
      explanation:
        "While the step `input` waits for a person, its stage keeps the agent, and nobody else can use it. The directive `input` of a stage asks before an agent is taken.",
      bad: pipelineWith("      steps {\n        input 'Deploy?'\n        sh 'make deploy'\n      }\n"),
      good: pipelineWith(
        "      input {\n        message 'Deploy?'\n      }\n      agent any\n      steps {\n        sh 'make deploy'\n      }\n",
        "",
        "  agent none\n",
      ),
      source: `${JENKINS_SOURCE}#input`,
    },
    "jenkins/no-timeout": {
      title: "Pipeline has no time limit",
      severity: "info",
      confidence: "high",
      explanation:
        "A step that hangs keeps its machine until somebody notices. Set `timeout` in the options of the pipeline or its stages.",
      bad: JENKINS_GOOD,
      good: pipelineWith(STEPS, "  options {\n    timeout(time: 1, unit: 'HOURS')\n  }\n"),
      source: `${JENKINS_SOURCE}#options`,
    },
  },
  check({ file }, report) {
    const { pipeline, tokens } = file;
    if (pipeline?.body === undefined) return;
    const top = within(pipeline, "agent");
    stages(within(pipeline, "stages"), { agent: top !== undefined && !isNone(top), parallel: false }, report);
    if (!tokens.tokens.some(({ kind, text }) => kind === "word" && text === "timeout"))
      report(
        "jenkins/no-timeout",
        pipeline.nameSpan,
        "Nothing limits the time of this pipeline. Set timeout in its options.",
      );
  },
});

interface Around {
  /** Whether a machine is held. */
  readonly agent: boolean;
  /** Whether it stands in `parallel` or `matrix`. */
  readonly parallel: boolean;
}

function isNone(agent: Statement): boolean {
  return agent.args[0]?.raw === "none";
}

function stages(block: Statement | undefined, around: Around, report: Report<Code>): void {
  const names = new Set<string>();
  for (const stage of block?.body?.filter(({ name }) => name === "stage") ?? []) {
    const label = firstOf(stage, "name");
    if (label === undefined)
      report("jenkins/unnamed-stage", stage.nameSpan, "This stage has no name. Write stage('Name').");
    else if (label.text !== undefined && !label.fillsIn) {
      if (names.has(label.text))
        report(
          "jenkins/duplicate-stage",
          label.span,
          `There is a stage "${label.text}" beside this one already. Rename one.`,
        );
      names.add(label.text);
    }
    oneStage(stage, around, report);
  }
}

function oneStage(stage: Statement, around: Around, report: Report<Code>): void {
  const body = stage.body ?? [];
  const held = body.filter(({ name }) => STAGE_BODIES.includes(name));
  const kinds = new Set(held.map(({ name }) => name));
  if (
    stage.body === undefined ||
    (kinds.size === 0 &&
      body.length > 0 &&
      body.every(({ name }) => /^(?:agent|environment|failFast|input|options|post|tools|when)$/.test(name)))
  )
    report("jenkins/stage-body", stage.nameSpan, `This stage does nothing. Add ${STAGE_BODIES.join(", ")}.`);
  const [first, second] = [...kinds];
  if (second !== undefined) {
    const at = held.find(({ name }) => name === second) ?? stage;
    report(
      "jenkins/stage-body",
      at.nameSpan,
      `A stage has only one of ${STAGE_BODIES.join(", ")}; "${first}" stands here too. Make stages of them.`,
    );
  }
  const agent = within(stage, "agent");
  const now: Around = { ...around, agent: agent === undefined ? around.agent : !isNone(agent) };
  for (const one of held) {
    if (one.name === "stages") stages(one, now, report);
    else if (one.name === "steps") steps(one, stage, now, report);
    else {
      if (around.parallel)
        report(
          "jenkins/nested-parallel",
          one.nameSpan,
          `"${one.name}" cannot stand in a stage that is itself in parallel or matrix. Move it out.`,
        );
      const own = within(one, "agent");
      const inner = { agent: own === undefined ? now.agent : !isNone(own), parallel: true };
      stages(one.name === "matrix" ? within(one, "stages") : one, inner, report);
    }
  }
}

function steps({ body = [] }: Statement, stage: Statement, { agent }: Around, report: Report<Code>): void {
  const needs = body.find(({ name }) => NEEDS_NODE.test(name));
  if (!agent && needs !== undefined)
    report(
      "jenkins/no-agent",
      needs.nameSpan,
      `"${needs.name}" needs a machine, and neither this stage nor what is around it has an agent. Add one to the stage.`,
    );
  const input = body.find(({ name }) => name === "input");
  if (agent && input !== undefined && stage.body !== undefined)
    report(
      "jenkins/input-holds-agent",
      input.nameSpan,
      "The machine waits with the stage until somebody answers. Use the directive input, or a stage with agent none.",
    );
}
