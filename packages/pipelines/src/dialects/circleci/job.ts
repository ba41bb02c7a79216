import { expression, list, OutMap, OutScalar } from "../../migrate/output.ts";
import { runStep } from "../../migrate/steps.ts";
import { equal, type Translation, unknown, weaker, whole } from "../../migrate/translation.ts";
import { all, type Entry, entry, items, own, textAt, texts, type Value } from "../../migrate/values.ts";
import type { Shared, Use } from "./circleci.ts";
import type { JobContext } from "./context.ts";
import { defaultShell, runsOn, withExecutor } from "./executor.ts";
import { filterOf } from "./filters.ts";
import { titleOf } from "./matrix.ts";
import { axisText, instantiate, literal, scopeOf, written } from "./parameters.ts";
import { environment, stepsOf } from "./steps.ts";

/** One use of a job in a workflow, as a job of its own. */
export function addJob(shared: Shared, use: Use, id: string, ids: ReadonlyMap<string, readonly string[]>): void {
  const { translation, pipeline } = shared;
  const { definition, settings, source } = use;
  const job = translation.jobs.map(id);
  job.carries(
    use.workflow === undefined
      ? undefined
      : equal("circleci/workflow", undefined, use.workflow, entry(use.workflow.value, "jobs")),
  );
  job.carries(equal("circleci/job", undefined, source));
  const blocked = conditions(shared, job, use);
  const needs = entry(settings, "requires");
  const names = texts(needs?.value);
  const needed = new Map<string, OutScalar>();
  for (const name of names) {
    const key = `${use.workflow?.key}/${name.text}`;
    const claim = shared.cells.has(key)
      ? weaker("circleci/requires", "It waits for all jobs of the matrix.", undefined, name)
      : equal("circleci/requires", undefined, name);
    for (const id of ids.get(key) ?? []) needed.set(id, (needed.get(id) ?? expression(id)).carries(claim));
  }
  const known = [...needed.values()];
  if (known.length > 0) job.set("needs", list(known).carries(equal("circleci/requires", undefined, needs)));
  const missing = names.filter((name) => !ids.has(`${use.workflow?.key}/${name.text}`));
  for (const name of missing)
    blocked.push(
      translation.placeholder("unknown", "circleci/requires", "There is no such job in the workflow.", name),
    );
  if (needs !== undefined && known.length === 0) job.carries(equal("circleci/requires", undefined, needs));
  context(translation, job, entry(settings, "context"));
  if (textAt(settings, "type")?.text === "approval") {
    const reason = "Somebody must be named as reviewer of the environment, so that it waits.";
    const type = entry(settings, "type");
    job.set("environment", expression(id).carries(weaker("circleci/approval", reason, undefined, type, type?.value)));
    job.set("runs-on", expression("ubuntu-latest"));
    job.list("steps").add(...blocked, runStep("Approved", "true"));
    return;
  }
  if (definition === undefined) {
    job.set("runs-on", expression("ubuntu-latest"));
    const reason = "The file does not define this job: it may come from an orb.";
    job
      .list("steps")
      .add(
        ...blocked,
        ...(source === undefined ? [] : [translation.placeholder("unknown", "circleci/orb-job", reason, source)]),
      );
    return;
  }
  const matrix = entry(settings, "matrix");
  const axes = entriesOf(entry(matrix?.value, "parameters")?.value);
  const given = entriesOf(settings).filter(
    ({ key }) => !/^(requires|filters|context|type|matrix|name|pre-steps|post-steps)$/.test(key),
  );
  const varied = axes.map(
    (axis): Entry => ({
      ...axis,
      value: {
        kind: "text",
        path: axis.path,
        span: axis.span,
        via: [],
        at: undefined,
        text: axisText(axis.key),
        value: axis.key,
      },
    }),
  );
  const scope = scopeOf(entry(definition.value, "parameters")?.value, [...given, ...varied], pipeline);
  const body = instantiate(definition.value, scope);
  const { keys, unknown: other, sources } = withExecutor(translation, body, shared.executors, pipeline);
  if (use.name !== id && definition.key !== id) job.set("name", literal(titleOf(use.name)));
  const label = textAt(settings, "name");
  if (label !== undefined)
    (job.get("name") ?? job).carries(equal("circleci/job-name", undefined, entry(settings, "name"), label));
  const inContainer = runsOn(translation, job, keys);
  const place = job.get("runs-on") ?? job;
  place.carries(equal("circleci/executor", undefined, ...sources));
  if (other !== undefined)
    blocked.push(
      translation.placeholder("unknown", "circleci/executor", "The file does not define this executor.", other),
    );
  strategy(translation, job, axes, matrix, keys.get("parallelism"));
  defaultShell(job, keys);
  const directory = keys.get("working_directory");
  const home = directory?.value.kind === "text" ? directory.value.text.replace(/\/$/, "") : undefined;
  const why = "The code stands in the workspace of the runner.";
  if (directory !== undefined)
    place.carries(weaker("circleci/working-directory", why, undefined, directory, directory.value));
  const env = environment(translation, keys.get("environment"));
  variables(translation, job, env);
  job.carries(
    equal("circleci/job", undefined, definition),
    whole(
      equal("circleci/parameters", undefined),
      entry(definition.value, "parameters"),
      entry(definition.value, "description"),
      ...given,
    ),
  );
  const context_: JobContext = {
    translation,
    id,
    job,
    pipeline,
    home,
    inContainer,
    commands: shared.commands,
    caches: shared.caches,
  };
  const steps = job.list("steps").add(...blocked);
  const add = (held: Entry | undefined, rule: string) => {
    if (held === undefined) return;
    steps.carries(equal(rule, undefined, held, ...held.value.via));
    for (const item of items(held.value)) for (const made of stepsOf(context_, item, scope)) steps.add(made);
  };
  add(entry(settings, "pre-steps"), "circleci/pre-steps");
  add(keys.get("steps"), "circleci/steps");
  add(entry(settings, "post-steps"), "circleci/pre-steps");
  for (const [key, held] of keys) {
    if (
      /^(docker|machine|macos|windows|resource_class|shell|environment|working_directory|steps|executor|parameters|parallelism|branches|description|type)$/.test(
        key,
      )
    )
      continue;
    if (key === "circleci_ip_ranges")
      translation.lost("circleci/job", "GitHub's runners have no fixed addresses by default.", held);
    else steps.add(translation.placeholder("unknown", "circleci/job", "This setting is not known.", held));
  }
}

/** `context` gives secrets of the organisation; an environment of GitHub does the same. */
function context(translation: Translation, job: OutMap, held: Entry | undefined): void {
  if (held === undefined) return;
  const names = texts(held.value);
  const [first, ...others] = names;
  if (first === undefined) return;
  const reason = "The secrets of the context must be stored in the environment.";
  job.set(
    "environment",
    literal(first.text).carries(weaker("circleci/context", reason, written(first.text), held, first)),
  );
  for (const other of others)
    translation.lost(
      "circleci/context",
      "A job has one environment; store these secrets in it or in the repository.",
      other,
    );
}

/** The condition of a job, from filters and schedules. Returns steps that fail for what cannot be said. */
function conditions({ translation, tagsAreBuilt }: Shared, job: OutMap, use: Use): OutMap[] {
  const filters = entry(use.settings, "filters") ?? branchesOf(use.definition);
  const scheduled = items(entry(use.workflow?.value, "triggers")?.value).length > 0;
  const others = items(entry(translation.root, "workflows")?.value).some((item) =>
    entriesOf(item).some(({ value }) => entry(value, "triggers") !== undefined),
  );
  const parts: string[] = [];
  if (scheduled) parts.push("github.event_name == 'schedule'");
  else if (others) parts.push("github.event_name != 'schedule'");
  const filter = filterOf(filters?.key === "branches" ? branchFilters(filters) : filters?.value, tagsAreBuilt);
  if (filter.text !== undefined && filter.refused.length === 0) parts.push(filter.text);
  const text =
    parts.length > 1 ? parts.map((part) => (part.includes("||") ? `(${part})` : part)).join(" && ") : parts[0];
  const near = new Set(filter.near.flatMap((name) => own(name)));
  const sources = filters === undefined ? [] : all(filters).filter((at) => !near.has(at));
  const carrier = text === undefined ? job : expression(text);
  if (carrier instanceof OutScalar) job.set("if", carrier);
  if (filter.refused.length > 0)
    return filters === undefined
      ? []
      : [
          translation.placeholder(
            "lost",
            "circleci/filter",
            "GitHub's conditions have no regular expressions.",
            filters,
          ),
        ];
  const reason = "GitHub's conditions have no regular expressions; what it begins with is compared.";
  carrier.carries(
    equal("circleci/filter", undefined, ...sources),
    ...filter.near.map((name) => weaker("circleci/filter", reason, undefined, name)),
  );
  return [];
}

/** `branches` of a job, as version 2.0 has them. */
function branchesOf(definition: Entry | undefined): Entry | undefined {
  return entry(definition?.value, "branches");
}

function branchFilters(held: Entry): Value {
  return { kind: "map", path: held.path, span: held.span, via: [], entries: [held] };
}

/** Matrix and parallelism. */
function strategy(
  translation: Translation,
  job: OutMap,
  axes: readonly Entry[],
  matrix: Entry | undefined,
  parallelism: Entry | undefined,
): void {
  if (matrix !== undefined) {
    const made = job.map("strategy").set("fail-fast", expression(false)).map("matrix");
    made.carries(equal("circleci/matrix", undefined, matrix, entry(matrix.value, "parameters")));
    for (const axis of axes) {
      const values = items(axis.value);
      const cells = values.map((value) =>
        (value.kind === "text"
          ? new OutScalar(typeof value.value === "string" || value.value === null ? value.text : value.value)
          : expression("")
        ).carries(equal("circleci/matrix", undefined, value)),
      );
      made.set(axis.key, list(cells).carries(equal("circleci/matrix", undefined, axis)));
    }
    for (const excluded of items(entry(matrix.value, "exclude")?.value)) {
      const row = new OutMap();
      for (const cell of entriesOf(excluded))
        if (cell.value.kind === "text")
          row.set(
            cell.key,
            new OutScalar(cell.value.value).carries(equal("circleci/matrix-exclude", undefined, cell, cell.value)),
          );
      made
        .list("exclude")
        .add(row)
        .carries(equal("circleci/matrix-exclude", undefined, entry(matrix.value, "exclude")));
    }
    for (const other of entriesOf(matrix.value)) {
      if (other.key === "alias") made.carries(equal("circleci/matrix", undefined, other, other.value));
      else if (other.key !== "parameters" && other.key !== "exclude")
        translation.lost("circleci/matrix", "GitHub's matrix has no such setting.", other);
    }
  }
  if (parallelism === undefined) return;
  const count = parallelism.value.kind === "text" ? Number(parallelism.value.text) : Number.NaN;
  if (!Number.isInteger(count) || count < 1 || count > 256) {
    job.carries(
      unknown(
        "circleci/parallelism",
        "It is no number that a matrix could have.",
        undefined,
        parallelism,
        parallelism.value,
      ),
    );
    return;
  }
  const index = list(Array.from({ length: count }, (_, at) => expression(at))).carries(
    equal("circleci/parallelism", undefined, parallelism, parallelism.value),
  );
  job.map("strategy").set("fail-fast", expression(false)).map("matrix").set("node", index);
  job
    .map("env")
    .set("CIRCLE_NODE_INDEX", expression("${{ matrix.node }}"))
    .set("CIRCLE_NODE_TOTAL", expression(String(count)));
}

/** What GitHub has for the variables of CircleCI. */
const VARIABLES: Readonly<Record<string, string>> = {
  BASH_ENV: "/tmp/bash-environment",
  CIRCLECI: "true",
  CIRCLE_BRANCH: "${{ github.ref_type == 'branch' && github.ref_name || '' }}",
  CIRCLE_BUILD_NUM: "${{ github.run_number }}",
  CIRCLE_BUILD_URL: "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
  CIRCLE_COMPARE_URL: "${{ github.event.compare }}",
  CIRCLE_JOB: "${{ github.job }}",
  CIRCLE_PROJECT_REPONAME: "${{ github.event.repository.name }}",
  CIRCLE_PROJECT_USERNAME: "${{ github.repository_owner }}",
  CIRCLE_REPOSITORY_URL: "${{ github.server_url }}/${{ github.repository }}",
  CIRCLE_SHA1: "${{ github.sha }}",
  CIRCLE_TAG: "${{ github.ref_type == 'tag' && github.ref_name || '' }}",
  CIRCLE_USERNAME: "${{ github.actor }}",
  CIRCLE_WORKFLOW_ID: "${{ github.run_id }}",
  CIRCLE_WORKING_DIRECTORY: "${{ github.workspace }}",
};

/** CircleCI's own variables, where a job's commands name them. */
export function variables(translation: Translation, job: OutMap, env: OutMap | undefined): void {
  const made = job.map("env");
  made.carries(...(env?.claims ?? []));
  for (const [key, value] of env?.entries ?? []) made.set(key, value);
  for (const name of new Set(translation.document.text.match(/\b(CIRCLE_[A-Z0-9_]+|CIRCLECI|BASH_ENV)\b/g) ?? [])) {
    const value = VARIABLES[name];
    if (value !== undefined && made.get(name) === undefined) made.set(name, expression(value));
  }
  if (made.entries.length === 0) {
    job.entries.splice(
      job.entries.findIndex(([key]) => key === "env"),
      1,
    );
    job.carries(...made.claims);
  }
}

/** The entries of a mapping; none of anything else. */
export function entriesOf(value: Value | undefined): readonly Entry[] {
  return value?.kind === "map" ? value.entries : [];
}
