import { yamlConstructs } from "../../migrate/constructs.ts";
import type { Dialect } from "../../migrate/dialect.ts";
import { expression, OutMap, OutScalar } from "../../migrate/output.ts";
import { jobId } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { entry, texts } from "../../migrate/values.ts";
import { yamlFaults } from "../../migrate/yaml-faults.ts";
import { joined, resolve } from "./inheritance.ts";
import { addJob, type JobPlan } from "./job.ts";
import { GITLAB_RULES } from "./rules.ts";

/** GitLab CI: `.gitlab-ci.yml`. */
export const GITLAB: Dialect = {
  id: "gitlab",
  skippedNeeds: "ignored",
  ownVariables: /(?<![\w-])(?:CI_[A-Z0-9_]+|GITLAB_[A-Z0-9_]+)(?![\w-])/g,
  name: "GitLab CI",
  files: [/(^|\/)[^/]*\.gitlab-ci\.ya?ml$/],
  constructs: yamlConstructs,
  faults: yamlFaults,
  rules: GITLAB_RULES,
  translate,
};

/** Keys at the top that are no jobs. */
const GLOBAL =
  /^(stages|variables|default|workflow|include|image|services|before_script|after_script|cache|types|spec)$/;
/** Keys that every job has from the top, or from `default`. */
const DEFAULTS =
  /^(image|services|before_script|after_script|cache|artifacts|tags|retry|timeout|interruptible|hooks|id_tokens)$/;
const STAGES = [".pre", "build", "test", "deploy", ".post"];

function translate(translation: Translation): void {
  const { root, workflow } = translation;
  const entries = root?.kind === "map" ? root.entries : [];
  const text = translation.document.text;
  const on = workflow.map("on").set("push", new OutScalar(null));
  const requests = /merge_request/i.test(text);
  if (requests) on.set("pull_request", new OutScalar(null));
  if (/\bmanual\b|\bweb\b/.test(text)) on.set("workflow_dispatch", new OutScalar(null));
  workflow.set("permissions", new OutMap().set("contents", expression("read")));
  const all = new Map(entries.filter(({ key }) => !GLOBAL.test(key)).map((held) => [held.key, held]));
  const standard = entry(root, "default");
  const defaults = joined(
    new Map(entries.filter(({ key }) => DEFAULTS.test(key)).map((held) => [held.key, held])),
    standard?.value.kind === "map" ? standard.value.entries : [],
  );
  const stagesHeld = entry(root, "stages") ?? entry(root, "types");
  const stages =
    stagesHeld === undefined ? STAGES : [".pre", ...texts(stagesHeld.value).map((stage) => stage.text), ".post"];
  const plans = [...all.values()]
    .filter((held) => !held.key.startsWith(".") && held.value.kind === "map")
    .map((held): JobPlan => {
      const resolved = resolve(held, all);
      const stage = resolved.keys.get("stage")?.value;
      const id = jobId(held.key, translation.jobs);
      translation.jobs.map(id);
      return { id, entry: held, resolved, stage: stage?.kind === "text" ? stage.text : "test" };
    })
    .filter(
      (plan) =>
        plan.resolved.keys.has("script") ||
        plan.resolved.keys.has("trigger") ||
        plan.resolved.keys.has("extends") ||
        plan.resolved.missing.length > 0 ||
        plan.resolved.keys.has("stage"),
    );
  const order = (plan: JobPlan) => {
    const at = stages.indexOf(plan.stage);
    return at < 0 ? stages.length : at;
  };
  for (const plan of plans) {
    const earlier = plans.filter((other) => order(other) < order(plan));
    const last = Math.max(-1, ...earlier.map(order));
    const nearest = earlier.filter((other) => order(other) === last);
    // Those that name what they need may start before a stage, so that waiting for them is not waiting for it.
    const chained = nearest.every(({ resolved }) => !resolved.keys.has("needs"));
    const shared = { translation, all, defaults, globals: entry(root, "variables"), requests };
    addJob(shared, plan, plans, { awaited: chained ? nearest : earlier, all: earlier });
  }
  for (const [id, job] of [...translation.jobs.entries]) {
    if (job.kind === "map" && job.entries.length === 0)
      translation.jobs.entries.splice(
        translation.jobs.entries.findIndex(([key]) => key === id),
        1,
      );
  }
  const { jobs } = translation;
  if (stagesHeld !== undefined)
    jobs.carries(
      equal("gitlab/stages", undefined, stagesHeld),
      ...texts(stagesHeld.value).map((stage) => equal("gitlab/stages", undefined, stage)),
    );
  jobs.carries(equal("gitlab/default", undefined, standard));
  const include = entry(root, "include");
  if (include !== undefined) {
    const job = jobs.map(jobId("include", jobs)).set("runs-on", expression("ubuntu-latest"));
    job.list("steps").add(translation.placeholder("unknown", "gitlab/include", "It stands in another file.", include));
  }
  const rules = entry(root, "workflow");
  if (rules !== undefined)
    jobs.carries(
      whole(
        weaker("gitlab/workflow", "Events of GitHub start the workflow; its rules are not compared.", undefined),
        rules,
      ),
    );
  for (const held of entries) translation.keptUnclaimed("weaker", "gitlab/unused", "No job makes use of it.", held);
}
