import type { Dialect } from "../../migrate/dialect.ts";
import { expression, OutMap, OutScalar } from "../../migrate/output.ts";
import type { Translation } from "../../migrate/translation.ts";
import { parseJenkinsfile } from "./parse.ts";
import { JENKINS_RULES } from "./rules.ts";
import { options, parameters, triggers, variables } from "./settings.ts";
import { Maker, type Place } from "./stages.ts";
import { claim, failing, lost } from "./steps.ts";
import { allOf, jenkinsConstructs, ownOf, within } from "./tree.ts";

/** Jenkins: declarative pipelines. Scripted ones stay as a step that fails. */
export const JENKINS: Dialect = {
  id: "jenkins",
  skippedNeeds: "ignored",
  ownVariables:
    /(?<![\w-])(?:BUILD_(?:URL|TAG|DISPLAY_NAME)|NODE_NAME|EXECUTOR_NUMBER|CHANGE_[A-Z_]+|JENKINS_[A-Z]+|JOB_(?:BASE_NAME|URL))(?![\w-])/g,
  name: "Jenkins",
  files: [/(^|\/)jenkinsfile([.-][\w.-]+)?$/, /\.jenkinsfile$/],
  constructs: jenkinsConstructs,
  faults: ({ text }) => parseJenkinsfile(text).faults,
  rules: JENKINS_RULES,
  comments: "none",
  translate,
};

function translate(translation: Translation): void {
  const { statements } = parseJenkinsfile(translation.document.text);
  const pipeline = statements.find(({ name, body }) => name === "pipeline" && body !== undefined);
  const on = translation.workflow.map("on").set("push", new OutScalar(null)).set("pull_request", new OutScalar(null));
  translation.workflow.set("permissions", new OutMap().set("contents", expression("read")));
  const others = statements.filter((statement) => statement !== pipeline);
  if (pipeline === undefined) {
    const job = translation.jobs.map("build").set("runs-on", expression("ubuntu-latest"));
    job
      .list("steps")
      .add(
        failing(
          translation,
          "unknown",
          "jenkins/scripted",
          "Only declarative pipelines are translated; this one is code.",
          ...others,
        ),
      );
    return;
  }
  translation.jobs.carries(claim("equal", "jenkins/pipeline", ownOf(pipeline)));
  const skip = options(translation, within(pipeline, "options"));
  triggers(translation, on, within(pipeline, "triggers"));
  parameters(translation, on, within(pipeline, "parameters"));
  variables(translation);
  const place: Place = {
    agent: within(pipeline, "agent"),
    environments: [within(pipeline, "environment")].filter((part) => part !== undefined),
    tools: [within(pipeline, "tools")].filter((part) => part !== undefined),
    limits: [within(pipeline, "options")].filter((part) => part !== undefined),
  };
  const maker = new Maker(translation, skip);
  const stages = within(pipeline, "stages");
  translation.jobs.carries(claim("equal", "jenkins/stages", ownOf(stages)));
  const last = maker.sequence(stages?.body ?? [], place, []);
  maker.finish(within(pipeline, "post"), last, place);
  for (const [, job] of translation.jobs.entries) if (job.kind === "map") onItsSystem(job);
  const claimed = translation.claimed();
  const unused = allOf(place.agent).filter((at) => !claimed.has(at));
  const ownAgents = "Each stage has an agent of its own.";
  translation.jobs.carries(
    unused.length > 0 ? claim("weaker", "jenkins/agent", unused, undefined, ownAgents) : undefined,
  );
  const [first] = translation.jobs.entries;
  const steps = first?.[1].kind === "map" ? first[1].list("steps") : undefined;
  const known = /^(agent|environment|tools|options|triggers|parameters|stages|post)$/;
  for (const part of pipeline.body ?? [])
    if (!known.test(part.name))
      steps?.items.unshift(failing(translation, "unknown", "jenkins/directive", "This directive is not known.", part));
  for (const part of others) {
    const library =
      part.name === "@Library" ||
      part.name === "library" ||
      part.code?.raw.startsWith("import") === true ||
      part.name === "_";
    if (library) lost(translation, "jenkins/library", "Steps of a library must be written anew.", part);
    else steps?.items.unshift(failing(translation, "unknown", "jenkins/groovy", "It is code in Groovy.", part));
  }
}

/** `any` agent is one of Windows where only commands of Windows are run; both in one job cannot be. */
function onItsSystem(job: OutMap): void {
  const label = job.get("runs-on");
  if (label?.kind !== "scalar" || label.value !== "ubuntu-latest") return;
  const steps = job.list("steps").items.filter((item) => item.kind === "map");
  const shellOf = (step: OutMap) => {
    const shell = step.get("shell");
    return shell?.kind === "scalar" ? shell.value : undefined;
  };
  const foreign = steps.filter((step) => shellOf(step) === "cmd" || shellOf(step) === "powershell");
  if (foreign.length === 0) return;
  if (!steps.some((step) => shellOf(step) === "sh -xe {0}") && job.get("container") === undefined) {
    job.set("runs-on", expression("windows-latest").carries(...label.claims));
    return;
  }
  const reason = "It needs Windows, and the other commands of this job do not run there.";
  for (const step of foreign) {
    const run = step.get("run");
    const lines = run?.kind === "scalar" ? String(run.value).trimEnd().split("\n") : [];
    step.commented(`Not translated. ${reason}`, ...lines.map((line) => `  ${line}`));
    step.carries(...(run?.claims ?? []).map((held) => claim("lost", "jenkins/system", held.at, undefined, reason)));
    step
      .set("shell", expression("bash"))
      .set("run", expression(`echo '::error::A command of Windows was not translated. ${reason}'\nexit 1\n`));
  }
}
