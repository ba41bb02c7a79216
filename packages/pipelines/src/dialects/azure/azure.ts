import { yamlConstructs } from "../../migrate/constructs.ts";
import type { Dialect } from "../../migrate/dialect.ts";
import { expression, list, literal, OutMap, type OutNode, OutScalar } from "../../migrate/output.ts";
import { ACTIONS, jobId, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, items, textAt, texts, type Value } from "../../migrate/values.ts";
import { yamlFaults } from "../../migrate/yaml-faults.ts";
import { asksForSuccess, condition, whenever } from "./conditions.ts";
import { AZURE_RULES } from "./rules.ts";
import { containerOf, runsOn } from "./runner.ts";
import { stepsOf } from "./steps.ts";
import { claimed, converted } from "./text.ts";
import { triggers } from "./triggers.ts";

/** Azure Pipelines: `azure-pipelines.yml`. */
export const AZURE: Dialect = {
  id: "azure",
  name: "Azure Pipelines",
  files: [
    /(^|\/)\.?azure-pipelines(\.[\w-]+)?\.ya?ml$/,
    /(^|\/)\.azure-pipelines\/[^/]+\.ya?ml$/,
    /(^|\/)\.vsts-ci\.ya?ml$/,
  ],
  constructs: yamlConstructs,
  faults: yamlFaults,
  rules: AZURE_RULES,
  translate,
};

/** Keys of a job. At the top of a file they are those of its only one. */
const OF_A_JOB =
  /^(pool|steps|strategy|variables|container|services|timeoutInMinutes|cancelTimeoutInMinutes|continueOnError|workspace|condition|displayName|dependsOn|job|deployment|environment)$/;

/** A stage, for what its jobs wait for. */
interface Stage {
  readonly entry: Value | undefined;
  readonly name: string | undefined;
  readonly jobs: string[];
}

function translate(translation: Translation): void {
  const { root, workflow } = translation;
  triggers(translation);
  workflow.set("permissions", new OutMap().set("contents", expression("read")));
  const names = variables(translation, workflow, entry(root, "variables"));
  const stages = entry(root, "stages");
  const made: Stage[] = [];
  const ids = new Map<string, string>();
  if (stages !== undefined) {
    translation.jobs.carries(equal("azure/stages", undefined, stages));
    for (const item of items(stages.value)) {
      const name = textAt(item, "stage");
      if (name === undefined) {
        unknownJob(translation, item, "A stage of a template stands in another file.");
        continue;
      }
      const stage: Stage = { entry: item, name: name.text, jobs: [] };
      translation.jobs.carries(
        equal(
          "azure/stages",
          undefined,
          entry(item, "stage"),
          name,
          entry(item, "jobs"),
          entry(item, "displayName"),
          textAt(item, "displayName"),
        ),
      );
      const depends = entry(item, "dependsOn");
      const before =
        depends === undefined
          ? made.slice(-1)
          : made.filter((other) => texts(depends.value).some(({ text }) => text === other.name));
      if (depends !== undefined) translation.jobs.carries(whole(equal("azure/depends", undefined), depends));
      jobs(
        translation,
        entry(item, "jobs"),
        item,
        before.flatMap((other) => other.jobs),
        names,
        stage.jobs,
        ids,
      );
      for (const held of item.kind === "map" ? item.entries : []) {
        if (!/^(stage|jobs|dependsOn|displayName|condition|variables|pool)$/.test(held.key))
          translation.lost("azure/stages", "This setting of a stage has no counterpart.", held);
      }
      made.push(stage);
    }
  } else if (entry(root, "jobs") !== undefined) jobs(translation, entry(root, "jobs"), undefined, [], names, [], ids);
  else if (root !== undefined) addJob(translation, root, undefined, [], names, ids);
  rest(translation);
}

function jobs(
  translation: Translation,
  held: Entry | undefined,
  stage: Value | undefined,
  needs: readonly string[],
  names: ReadonlySet<string>,
  made: string[],
  ids: Map<string, string>,
): void {
  translation.jobs.carries(equal("azure/jobs", undefined, held));
  for (const item of items(held?.value)) {
    if (entry(item, "job") === undefined && entry(item, "deployment") === undefined)
      made.push(unknownJob(translation, item, "A job of a template stands in another file."));
    else made.push(addJob(translation, item, stage, needs, names, ids));
  }
}

function unknownJob(translation: Translation, item: Value, reason: string): string {
  const wanted = textAt(entry(item, "parameters")?.value, "name")?.text ?? "template";
  const id = jobId(wanted, translation.jobs);
  const job = translation.jobs.map(id).set("runs-on", expression("ubuntu-latest"));
  job.list("steps").add(translation.placeholder("unknown", "azure/template", reason, item));
  return id;
}

/** Adds a job and returns its id. */
function addJob(
  translation: Translation,
  item: Value,
  stage: Value | undefined,
  needs: readonly string[],
  outer: ReadonlySet<string>,
  ids: Map<string, string>,
): string {
  const named = textAt(item, "job") ?? textAt(item, "deployment");
  const id = jobId(named?.text ?? "build", translation.jobs);
  if (named !== undefined) ids.set(named.text, id);
  const job = translation.jobs
    .map(id)
    .carries(
      equal(
        "azure/job",
        undefined,
        entry(item, "job"),
        entry(item, "deployment"),
        named,
        ...(item === translation.root ? [] : item.via),
      ),
    );
  const held = (key: string) => entry(item, key) ?? (key === "pool" ? entry(stage, key) : undefined);
  const title = held("displayName");
  if (title?.value.kind === "text")
    job.set("name", literal(title.value.text).carries(equal("azure/name", title.value.text, title, title.value)));
  const depends = entry(item, "dependsOn");
  const wanted = texts(depends?.value).flatMap((name) => {
    const needed = ids.get(name.text);
    return needed === undefined ? [] : [expression(needed).carries(equal("azure/depends", undefined, depends, name))];
  });
  const before = [...wanted, ...needs.map((needed) => expression(needed))];
  if (before.length > 0) job.set("needs", list(before));
  const steps = job.list("steps");
  if (depends !== undefined && wanted.length < texts(depends.value).length) {
    const reason = "There is no such job before this one.";
    for (const name of texts(depends.value))
      if (!ids.has(name.text))
        steps.add(
          translation
            .placeholder("unknown", "azure/depends", reason, name)
            .carries(equal("azure/depends", undefined, depends)),
        );
  } else if (depends !== undefined) (job.get("needs") ?? job).carries(equal("azure/depends", undefined, depends));
  const names = new Set(outer);
  const matrix = strategy(translation, job, entry(item, "strategy"), names, steps);
  if (item !== translation.root)
    for (const name of variables(translation, job, entry(item, "variables"))) names.add(name);
  if (stage !== undefined) for (const name of variables(translation, job, entry(stage, "variables"))) names.add(name);
  conditions(
    translation,
    job,
    item,
    stage,
    wanted.map(({ value }) => String(value)),
  );
  const windows = runsOn(translation, job, held("pool") ?? entry(translation.root, "pool"), names, matrix, steps);
  const simple: Readonly<Record<string, string>> = {
    timeoutInMinutes: "timeout-minutes",
    continueOnError: "continue-on-error",
  };
  for (const [key, to] of Object.entries(simple)) {
    const setting = entry(item, key);
    if (setting?.value.kind !== "text") continue;
    const value = setting.value.value;
    // No limit of Azure's is the longest of GitHub's.
    const made =
      key === "timeoutInMinutes" && Number(value) === 0
        ? 360
        : typeof value === "string"
          ? converted(value, names)
          : (value ?? true);
    job.set(to, new OutScalar(made).carries(equal("azure/job-setting", undefined, setting, setting.value)));
  }
  const container = entry(item, "container");
  const image = container?.value.kind === "text" ? container.value : textAt(container?.value, "image");
  const contained = image !== undefined && windows === false;
  if (container !== undefined && image !== undefined && !contained) {
    const reason = "GitHub runs containers on Linux only.";
    steps.add(translation.placeholder("lost", "azure/container", reason, container));
  }
  if (container !== undefined && image !== undefined && contained)
    job.set("container", containerOf(image.text).carries(whole(equal("azure/container", undefined), container)));
  const place = entry(item, "environment");
  const environment = place?.value.kind === "text" ? place.value : textAt(place?.value, "name");
  if (place !== undefined && environment !== undefined)
    job.set("environment", literal(environment.text).carries(whole(equal("azure/environment", undefined), place)));
  for (const key of ["services", "workspace", "cancelTimeoutInMinutes", "uses"]) {
    const other = entry(item, key);
    if (other !== undefined) translation.lost("azure/job-setting", "GitHub's jobs have no such setting.", other);
  }
  const body = entry(item, "steps") ?? deploymentSteps(item, steps);
  const all = items(body?.value);
  if (!all.some((step) => entry(step, "checkout") !== undefined) && entry(item, "deployment") === undefined)
    steps.add(usesStep(ACTIONS.checkout));
  steps.carries(equal("azure/steps", undefined, body, ...(body?.value.via ?? [])));
  for (const step of all) steps.add(...stepsOf(translation, step, names, contained ? false : windows));
  for (const other of item.kind === "map" && item !== translation.root ? item.entries : []) {
    if (!OF_A_JOB.test(other.key) && !/^(uses|workspace|services)$/.test(other.key))
      steps.add(translation.placeholder("unknown", "azure/job-setting", "This setting is not known.", other));
  }
  return id;
}

/**
 * The condition of a job and that of its stage, which both have to hold.
 * @param wanted ids of the jobs of the same stage that it depends on
 */
function conditions(
  translation: Translation,
  job: OutMap,
  item: Value,
  stage: Value | undefined,
  wanted: readonly string[],
): void {
  const both = [entry(stage, "condition"), entry(item, "condition")].filter((held) => held !== undefined);
  const made = both.map((held) => (held.value.kind === "text" ? condition(held.value.text, false) : undefined));
  for (const [index, held] of both.entries()) {
    if (made[index] !== undefined) continue;
    const reason = "GitHub's conditions of jobs cannot say this.";
    job.list("steps").add(translation.placeholder("lost", "azure/condition", reason, held));
  }
  const texts = made.filter((text) => text !== undefined);
  if (texts.length === 0) return;
  const ofStage = entry(stage, "condition") === undefined ? undefined : made[0];
  if (ofStage !== undefined && both.length === 1 && wanted.length > 0 && !asksForSuccess(ofStage)) {
    // The stage may run after a failure; inside it a job still waits for the success of those before it.
    texts[0] = ["always()", ...wanted.map((id) => `needs.${id}.result == 'success'`)].join(" && ");
  }
  const text = texts.length === 1 ? (texts[0] ?? "") : texts.map((part) => `(${part})`).join(" && ");
  job.set(
    "if",
    expression(whenever(text)).carries(
      ...both.map((held, index) =>
        made[index] === undefined ? undefined : equal("azure/condition", undefined, held, held.value),
      ),
    ),
  );
}

/** The steps of a deployment that runs once. */
function deploymentSteps(item: Value, steps: OutNode): Entry | undefined {
  const once = entry(entry(item, "strategy")?.value, "runOnce");
  const deploy = entry(once?.value, "deploy");
  steps.carries(equal("azure/deployment", undefined, entry(item, "strategy"), once, deploy));
  return entry(deploy?.value, "steps");
}

function strategy(
  translation: Translation,
  job: OutMap,
  held: Entry | undefined,
  names: Set<string>,
  steps: OutNode,
): OutMap | undefined {
  if (held === undefined || entry(held.value, "runOnce") !== undefined) return undefined;
  const rows = entry(held.value, "matrix");
  const most = entry(held.value, "maxParallel");
  const made = job.map("strategy").set("fail-fast", expression(false));
  made.carries(equal("azure/strategy", undefined, held));
  if (most?.value.kind === "text")
    made.set(
      "max-parallel",
      expression(Number(most.value.text) || 1).carries(equal("azure/strategy", undefined, most, most.value)),
    );
  const parallel = entry(held.value, "parallel");
  if (parallel?.value.kind === "text") {
    const count = Math.min(256, Math.max(1, Number(parallel.value.text) || 1));
    made
      .map("matrix")
      .set(
        "part",
        list(Array.from({ length: count }, (_, index) => expression(index + 1))).carries(
          equal("azure/strategy", undefined, parallel, parallel.value),
        ),
      );
  }
  if (rows?.value.kind !== "map") {
    if (rows !== undefined && steps.kind === "list")
      steps.add(translation.placeholder("unknown", "azure/matrix", "Only the run could tell this matrix.", rows));
    if (made.entries.length === 1) made.map("matrix").set("part", list([expression(1)]));
    return undefined;
  }
  const include = made
    .map("matrix")
    .carries(equal("azure/matrix", undefined, rows))
    .list("include");
  for (const row of rows.value.entries) {
    const node = new OutMap().set("title", literal(row.key).carries(equal("azure/matrix", row.key, row)));
    for (const cell of row.value.kind === "map" ? row.value.entries : []) {
      if (cell.value.kind !== "text") continue;
      names.add(`matrix.${cell.key}`);
      node.set(cell.key, literal(cell.value.text).carries(equal("azure/matrix", cell.value.text, cell, cell.value)));
    }
    include.add(node.carries(equal("azure/matrix", undefined, ...row.value.via)));
  }
  const env = job.map("env");
  for (const name of [...names].filter((name) => name.startsWith("matrix.")))
    env.set(name.slice(7).replaceAll(".", "_"), expression(`\${{ ${name} }}`));
  return made.map("matrix");
}

/** Variables, as a mapping or a list; returns their names. */
function variables(translation: Translation, into: OutMap, held: Entry | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  if (held === undefined) return names;
  const set = (name: string, value: Entry, sources: readonly (Entry | Value | undefined)[]) => {
    const text = claimed(value, names);
    if (text === undefined) return;
    names.add(name);
    const parts =
      /\$\(/.test(text.text) || text.text.includes("${{ env.")
        ? weaker(
            "azure/variable",
            "It refers to other variables, which GitHub does not fill in here.",
            undefined,
            value,
            value.value,
          )
        : text.claim("azure/variable");
    into
      .map("env")
      .set(
        name.replaceAll(/[^\w]/g, "_"),
        literal(text.text.replaceAll(/\$\{\{ env\.(\w+) \}\}/g, "$($1)")).carries(
          parts,
          equal("azure/variable", undefined, ...sources),
        ),
      );
  };
  if (held.value.kind === "map") for (const pair of held.value.entries) set(pair.key, pair, [held]);
  for (const item of held.value.kind === "list" ? held.value.items : []) {
    const name = textAt(item, "name");
    const value = entry(item, "value");
    if (name !== undefined && value !== undefined) {
      set(name.text, value, [held, entry(item, "name"), name]);
      const readonly = entry(item, "readonly");
      if (readonly !== undefined)
        into
          .map("env")
          .carries(whole(weaker("azure/variable", "Variables of GitHub can be set anew.", undefined), readonly));
    } else {
      translation.jobs.carries(equal("azure/variable", undefined, held));
      translation.lost(
        "azure/variable-group",
        "Store the variables of the group as variables and secrets of the repository.",
        item,
      );
    }
  }
  into.carries(equal("azure/variable", undefined, held));
  return names;
}

function rest(translation: Translation): void {
  const { root, workflow, jobs: made } = translation;
  if (root?.kind !== "map") return;
  const [first] = made.entries;
  const steps = first?.[1].kind === "map" ? first[1].list("steps") : undefined;
  for (const held of root.entries) {
    if (held.key === "name" && held.value.kind === "text") {
      const reason = "The name of a run is made in another way.";
      workflow.entries.unshift([
        "run-name",
        expression("${{ github.event_name }} ${{ github.run_number }}").carries(
          weaker("azure/run-name", reason, undefined, held, held.value),
        ),
      ]);
    } else if (held.key === "resources" || held.key === "extends" || held.key === "parameters") {
      steps?.items.unshift(
        translation.placeholder(
          "unknown",
          "azure/resources",
          "It comes from another file, or is given when the pipeline is made.",
          held,
        ),
      );
    } else if (held.key === "lockBehavior" || held.key === "appendCommitMessageToRunName")
      translation.lost("azure/setting", "GitHub has no such setting.", held);
    else if (!OF_A_JOB.test(held.key) && !/^(trigger|pr|schedules|stages|jobs)$/.test(held.key)) {
      steps?.items.unshift(translation.placeholder("unknown", "azure/setting", "This key is not known.", held));
    } else translation.keptUnclaimed("weaker", "azure/unused", "Nothing in the file makes use of it.", held);
  }
}
