import { yamlConstructs } from "../../migrate/constructs.ts";
import type { Dialect } from "../../migrate/dialect.ts";
import { expression, list, OutMap, OutScalar } from "../../migrate/output.ts";
import { jobId } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, items, type MapValue, textAt, texts, type Value } from "../../migrate/values.ts";
import { yamlFaults } from "../../migrate/yaml-faults.ts";
import type { JobContext } from "./context.ts";
import { translateFirstVersion } from "./first-version.ts";
import { addJob, entriesOf } from "./job.ts";
import { cellsOf } from "./matrix.ts";
import { literal, type Scope, scopeOf } from "./parameters.ts";
import { CIRCLECI_RULES } from "./rules.ts";

/** CircleCI: `.circleci/config.yml`, and `circle.yml` of its first version. */
export const CIRCLECI: Dialect = {
  id: "circleci",
  ownVariables: /(?<![\w-])CIRCLE_[A-Z0-9_]+(?![\w-])/g,
  name: "CircleCI",
  files: [/(^|\/)\.circleci\/[^/]+\.ya?ml$/, /(^|\/)circle\.ya?ml$/],
  constructs: yamlConstructs,
  faults: yamlFaults,
  rules: CIRCLECI_RULES,
  translate,
};

/** What the parts of one file share. */
export interface Shared {
  readonly translation: Translation;
  readonly jobs: ReadonlyMap<string, Entry>;
  readonly commands: ReadonlyMap<string, Entry>;
  readonly executors: ReadonlyMap<string, Entry>;
  readonly pipeline: Scope;
  readonly caches: JobContext["caches"];
  readonly tagsAreBuilt: boolean;
  /** Names by which one cell of a matrix is required, as `ids` have them. */
  readonly cells: Set<string>;
}

/** A job as a workflow uses it. */
export interface Use {
  readonly definition: Entry | undefined;
  readonly name: string;
  /** The item of the workflow. */
  readonly source: Value | Entry | undefined;
  readonly settings: MapValue | undefined;
  readonly workflow: Entry | undefined;
}

function translate(translation: Translation): void {
  const { root } = translation;
  const version = textAt(root, "version")?.text ?? "";
  const modern = /^2/.test(version) || entry(root, "workflows") !== undefined || entry(root, "jobs") !== undefined;
  translation.workflow.set("permissions", new OutMap().set("contents", expression("read")));
  if (!modern) {
    translateFirstVersion(translation);
    return;
  }
  const named = (key: string) => new Map(entriesOf(entry(root, key)?.value).map((held) => [held.key, held]));
  const commands = named("commands");
  const executors = named("executors");
  const jobs = named("jobs");
  for (const orb of entriesOf(entry(root, "orbs")?.value)) {
    for (const [kind, into] of [
      ["commands", commands],
      ["executors", executors],
      ["jobs", jobs],
    ] as const) {
      for (const held of entriesOf(entry(orb.value, kind)?.value)) into.set(`${orb.key}/${held.key}`, held);
    }
  }
  const pipeline = new Map(
    [...scopeOf(entry(root, "parameters")?.value, [], new Map())].map(([name, value]) => [`pipeline.${name}`, value]),
  );
  const workflows = entriesOf(entry(root, "workflows")?.value).filter(({ key }) => key !== "version");
  const uses =
    workflows.length > 0
      ? workflows.flatMap((workflow) => usesOf(workflow, jobs))
      : [...jobs.values()]
          .slice(0, jobs.size)
          .filter((job) => jobs.size === 1 || job.key === "build")
          .map(
            (definition): Use => ({
              definition,
              name: definition.key,
              source: undefined,
              settings: undefined,
              workflow: undefined,
            }),
          );
  const shared: Shared = {
    translation,
    jobs,
    commands,
    executors,
    pipeline,
    caches: cachesOf(root),
    cells: new Set(),
    tagsAreBuilt: uses.some(({ settings }) => entry(entry(settings, "filters")?.value, "tags") !== undefined),
  };
  triggers(shared, workflows);
  const ids = new Map<string, string[]>();
  const made = uses.map((use) => {
    const several = workflows.length > 1 && uses.filter(({ name }) => name === use.name).length > 1;
    const plain = use.name.replaceAll(/<<[^<>]*>>/g, "") || (use.definition?.key ?? "");
    const id = jobId(several ? `${use.workflow?.key}-${plain}` : plain, translation.jobs);
    translation.jobs.map(id);
    const cells = cellsOf(use);
    for (const name of [use.name, ...cells.all, ...cells.single]) {
      const key = `${use.workflow?.key}/${name}`;
      ids.set(key, [...(ids.get(key) ?? []), id]);
    }
    for (const name of cells.single) shared.cells.add(`${use.workflow?.key}/${name}`);
    return { use, id };
  });
  for (const { use, id } of made) addJob(shared, use, id, ids);
  rest(shared, workflows);
}

function usesOf(workflow: Entry, jobs: ReadonlyMap<string, Entry>): Use[] {
  return items(entry(workflow.value, "jobs")?.value).flatMap((item): Use[] => {
    if (item.kind === "text")
      return [{ definition: jobs.get(item.text), name: item.text, source: item, settings: undefined, workflow }];
    return entriesOf(item).map((held) => {
      const settings = held.value.kind === "map" ? held.value : undefined;
      return {
        definition: jobs.get(held.key),
        name: textAt(settings, "name")?.text ?? held.key,
        source: held,
        settings,
        workflow,
      };
    });
  });
}

/** Where the file saves what, so that restoring knows the paths. */
function cachesOf(root: Value | undefined): JobContext["caches"] {
  const found: { key: string; paths: readonly string[] }[] = [];
  const visit = (value: Value): void => {
    if (value.kind === "list") value.items.forEach(visit);
    if (value.kind !== "map") return;
    for (const held of value.entries) {
      const key = textAt(held.value, "key");
      if (held.key === "save_cache" && key !== undefined)
        found.push({ key: key.text, paths: texts(entry(held.value, "paths")?.value).map(({ text }) => text) });
      else visit(held.value);
    }
  };
  if (root !== undefined) visit(root);
  return found.filter(({ paths }) => paths.length > 0);
}

/** Every push is built, and schedules where workflows have them. */
function triggers({ translation, tagsAreBuilt }: Shared, workflows: readonly Entry[]): void {
  const on = translation.workflow.map("on");
  on.set("push", tagsAreBuilt ? new OutScalar(null) : new OutMap().set("branches", list([expression("**")])));
  const root = entry(translation.root, "workflows");
  translation.jobs.carries(equal("circleci/workflow", undefined, root));
  for (const workflow of workflows) {
    const held = entry(workflow.value, "triggers");
    for (const trigger of items(held?.value)) {
      const schedule = entry(trigger, "schedule");
      const cron = textAt(schedule?.value, "cron");
      if (cron === undefined) {
        translation.keptUnclaimed(
          "lost",
          "circleci/schedule",
          "This trigger is not known.",
          trigger.kind === "map" ? (trigger.entries[0] ?? trigger) : trigger,
        );
        continue;
      }
      const known = on
        .list("schedule")
        .items.find(
          (item) =>
            item.kind === "map" &&
            item.get("cron")?.kind === "scalar" &&
            JSON.stringify(item.get("cron")).includes(JSON.stringify(cron.text)),
        );
      const item = known?.kind === "map" ? known : new OutMap().set("cron", literal(cron.text));
      item
        .get("cron")
        ?.carries(equal("circleci/schedule", cron.text, held, schedule, entry(schedule?.value, "cron"), cron));
      if (known === undefined) on.list("schedule").add(item);
      const filters = entry(schedule?.value, "filters");
      const reason = "GitHub runs schedules on the default branch only.";
      if (filters !== undefined) item.carries(whole(weaker("circleci/schedule", reason, undefined), filters));
    }
    const when = entry(workflow.value, "when") ?? entry(workflow.value, "unless");
    if (when !== undefined)
      translation.lost(
        "circleci/workflow-when",
        "GitHub's workflow has no such condition: the jobs are always run.",
        when,
      );
  }
}

/** Everything of the file that no job has taken. */
function rest({ translation }: Shared, workflows: readonly Entry[]): void {
  const { root, jobs } = translation;
  for (const held of entriesOf(root)) {
    const { key } = held;
    if (key === "version") jobs.carries(equal("circleci/version", undefined, held, held.value));
    else if (key === "workflows") {
      jobs.carries(equal("circleci/workflow", undefined, held));
      const version = entry(held.value, "version");
      if (version !== undefined) jobs.carries(equal("circleci/version", undefined, version, version.value));
    } else if (key === "parameters")
      jobs.carries(
        whole(
          weaker("circleci/pipeline-parameters", "Their defaults are filled in; nobody can give others.", undefined),
          held,
        ),
      );
    else if (key === "setup") translation.lost("circleci/setup", "GitHub has no workflows that make others.", held);
    else if (key === "orbs") {
      jobs.carries(equal("circleci/orbs", undefined, held));
      for (const orb of entriesOf(held.value)) {
        if (orb.value.kind === "text")
          translation.lost("circleci/orbs", "GitHub has no orbs; steps of it are actions or commands.", orb);
      }
    } else if (/^(jobs|commands|executors)$/.test(key)) jobs.carries(equal("circleci/section", undefined, held));
  }
  for (const held of entriesOf(root)) {
    for (const part of held.value.kind === "map" && /^(jobs|commands|executors|orbs)$/.test(held.key)
      ? held.value.entries
      : [held]) {
      translation.keptUnclaimed("weaker", "circleci/unused", "Nothing in the file makes use of it.", part);
    }
  }
  for (const workflow of workflows)
    translation.keptUnclaimed("unknown", "circleci/workflow", "This part of the workflow is not known.", workflow);
}
