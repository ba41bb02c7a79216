import { yamlConstructs } from "../../migrate/constructs.ts";
import type { Dialect } from "../../migrate/dialect.ts";
import { expression, literal, OutMap } from "../../migrate/output.ts";
import { equal, type Translation } from "../../migrate/translation.ts";
import { type Entry, entry, isFalse, items, rendered, textAt, type Value } from "../../migrate/values.ts";
import { yamlFaults } from "../../migrate/yaml-faults.ts";
import { type EnvRow, envRow, joined } from "./environment.ts";
import { addJob, type Group, type Shared } from "./job.ts";
import { VERSION_KEYS } from "./languages.ts";
import { matrixOf, type Row } from "./rows.ts";
import { TRAVIS_RULES } from "./rules.ts";
import { runnerOf } from "./runner.ts";
import { condition, triggers } from "./triggers.ts";
import { secret } from "./variables.ts";

/** Travis CI: `.travis.yml`. */
export const TRAVIS: Dialect = {
  id: "travis",
  skippedNeeds: "ignored",
  ownVariables: /(?<![\w-])TRAVIS_[A-Z0-9_]+(?![\w-])/g,
  name: "Travis CI",
  files: [/(^|\/)\.travis\.ya?ml$/],
  constructs: yamlConstructs,
  faults: yamlFaults,
  rules: TRAVIS_RULES,
  translate,
};

/** Keys that every job reads, and that a job may have of its own. */
const OF_A_JOB = new Set(
  (
    "language name if sudo group vm virt os dist arch osx_image compiler xcode_scheme gemfile env git go_import_path services addons cache " +
    "bundler_args npm_args composer_args before_install install before_script script before_cache after_success after_failure after_script " +
    "before_deploy deploy after_deploy stage"
  ).split(" "),
);
const OF_THE_FILE = new Set(["jobs", "matrix", "stages", "branches", "notifications"]);

function translate(translation: Translation): void {
  const { root, workflow } = translation;
  triggers(translation);
  workflow.set("permissions", new OutMap().set("contents", expression("read")));
  if (root?.kind !== "map") {
    translation.jobs.map("build").set("runs-on", expression("ubuntu-latest")).list("steps");
    if (root !== undefined) translation.lost("travis/unknown-key", "The file is no mapping.", root);
    return;
  }
  const matrix = matrixOf(root);
  const global = globalEnv(translation);
  const shared: Shared = {
    translation,
    matrix,
    global,
    used: new Set(translation.document.text.match(/\bTRAVIS(_[A-Z_]+)?\b/g) ?? []),
  };
  const groups = groupsOf(shared);
  const stages = stageOrder(translation, groups);
  const byStage = new Map<string, string[]>();
  for (const group of [...groups].sort(
    (a, b) => stages.indexOf(a.stage ?? "test") - stages.indexOf(b.stage ?? "test"),
  )) {
    const id = addJob(shared, group);
    const stage = group.stage ?? "test";
    byStage.set(stage, [...(byStage.get(stage) ?? []), id]);
    const job = translation.jobs.map(id);
    const before = [...byStage.keys()].at(-2);
    if (before !== undefined) {
      const position = job.entries.findIndex(([key]) => key === "runs-on");
      job.list("needs").add(...(byStage.get(before) ?? []).map((needed) => expression(needed)));
      const [needs] = job.entries.splice(-1);
      if (needs !== undefined) job.entries.splice(position, 0, needs);
    }
    for (const row of group.rows) {
      const held = row.own.get("stage");
      const carrier = job.get("needs") ?? job;
      carrier.carries(equal("travis/stage", undefined, held, held?.value));
    }
    stageSettings(translation, stage, id);
  }
  leftovers(translation, matrix);
}

function globalEnv(translation: Translation): EnvRow {
  const held = entry(translation.root, "env");
  const inner = entry(held?.value, "global");
  const secureOfList =
    held?.value.kind === "list" ? items(held.value).filter((item) => entry(item, "secure") !== undefined) : [];
  const row = joined([envRow(inner?.value), ...secureOfList.map((item) => envRow(item))]);
  const plain = row.variables.filter(({ expands }) => !expands);
  const from = [held, inner].filter((source) => source !== undefined);
  if (plain.length > 0 || row.secure.length > 0) {
    const env = translation.workflow.map("env").carries(equal("travis/env-global", undefined, ...from));
    for (const { name, value, sources } of plain)
      env.set(name, literal(value).carries(equal("travis/env", value, ...sources)));
    for (const { name, sources } of row.secure) secret(env, name, sources);
  } else if (inner !== undefined) translation.jobs.carries(equal("travis/env-global", undefined, ...from));
  else if (held !== undefined) translation.jobs.carries(equal("travis/env-matrix", undefined, held));
  const matrix = entry(held?.value, "matrix") ?? entry(held?.value, "jobs");
  if (inner !== undefined || matrix !== undefined) {
    for (const other of held?.value.kind === "map" ? held.value.entries : []) {
      if (other !== inner && other !== matrix) {
        const odd = envRow({ kind: "map", path: other.path, span: other.span, via: [], entries: [other] });
        for (const { name, value, sources } of odd.variables)
          translation.workflow.map("env").set(name, literal(value).carries(equal("travis/env", value, ...sources)));
        for (const { name, sources } of odd.secure) secret(translation.workflow.map("env"), name, sources);
        if (odd.unread.length > 0) translation.lost("travis/env", "It cannot be read as variables.", other);
      }
    }
  }
  return row;
}

/** Jobs with the same commands and settings belong together. */
function groupsOf({ translation, matrix }: Shared): Group[] {
  const { root } = translation;
  const found = new Map<string, { rows: Row[]; stage: string | undefined }>();
  let stage: string | undefined;
  for (const row of matrix.rows) {
    // A job without a stage belongs to that of the one before.
    stage = textAt(row.include, "stage")?.text.toLowerCase() ?? stage;
    const own = [...row.own.values()]
      .filter(({ key }) => key !== "name" && key !== "stage")
      .map((held) => rendered(held).join("\n"));
    const runner = runnerOf(row, (key) => entry(root, key));
    const signature = JSON.stringify([
      stage,
      own.sort(),
      [...row.cells.keys()].sort(),
      runner.refused?.arch,
      row.include !== undefined && runner.label.split("-")[0],
    ]);
    const known = found.get(signature);
    if (known === undefined) found.set(signature, { rows: [row], stage });
    else known.rows.push(row);
  }
  return [...found.values()].map(({ rows, stage: own }): Group => {
    const [first] = rows;
    const held = (key: string) => first?.own.get(key) ?? entry(root, key);
    const title = rows.length === 1 ? textAt(first?.include, "name")?.text : undefined;
    return { rows, held, name: title ?? own ?? "test", stage: own };
  });
}

function stageOrder(translation: Translation, groups: readonly Group[]): string[] {
  const held = entry(translation.root, "stages");
  const named = items(held?.value).map((item) =>
    (item.kind === "text" ? item.text : (textAt(item, "name")?.text ?? "")).toLowerCase(),
  );
  const seen = groups.map(({ stage }) => stage ?? "test");
  // Jobs without a stage belong to the one before; the first of all is "test".
  return [...new Set([...named, ...seen])];
}

function stageSettings(translation: Translation, stage: string, id: string): void {
  const held = entry(translation.root, "stages");
  const job = translation.jobs.map(id);
  for (const item of items(held?.value)) {
    const name = item.kind === "text" ? item : textAt(item, "name");
    if (name?.text.toLowerCase() !== stage) continue;
    job.carries(equal("travis/stage", undefined, held, item, entry(item, "name"), name));
    const when = entry(item, "if");
    if (when === undefined) continue;
    const text = when.value.kind === "text" ? condition(when.value.text) : undefined;
    if (text !== undefined && job.get("if") === undefined) {
      job.entries.unshift(["if", expression(text).carries(equal("travis/if", undefined, when, when.value))]);
    } else
      job
        .list("steps")
        .items.unshift(translation.placeholder("lost", "travis/if", "GitHub's expressions cannot say this.", when));
  }
}

/** What no job takes: said at the top of the file, or in a step that fails where the build may hang on it. */
function leftovers(translation: Translation, matrix: Shared["matrix"]): void {
  const { root, jobs } = translation;
  const unfit = "It fits no job.";
  for (const pattern of matrix.unfit) translation.keptAsComment("weaker", "travis/unfit", unfit, pattern);
  for (const held of [matrix.section, matrix.exclude, matrix.include, matrix.allowFailures].filter(
    (source) => source !== undefined,
  )) {
    jobs.carries(equal("travis/jobs", undefined, held));
  }
  if (matrix.fastFinish !== undefined && isFalse(matrix.fastFinish.value))
    jobs.carries(equal("travis/jobs", undefined, matrix.fastFinish, matrix.fastFinish.value));
  const odd: Entry[] = [...matrix.unread];
  for (const held of root?.kind === "map" ? root.entries : []) {
    if (held.key === "notifications") {
      translation.lost("travis/notifications", "GitHub tells people by their own settings.", held);
    } else if (held.key === "stages") jobs.carries(equal("travis/stage", undefined, held));
    else if (held.key === "version" || held.key === "import" || held.key === "conditions") odd.push(held);
    else if (!OF_A_JOB.has(held.key) && !OF_THE_FILE.has(held.key) && !VERSION_KEYS.has(held.key)) odd.push(held);
    else unused(translation, held);
  }
  for (const row of matrix.rows) {
    for (const held of row.own.values()) if (!OF_A_JOB.has(held.key) && !VERSION_KEYS.has(held.key)) odd.push(held);
  }
  for (const held of odd) unknownKey(translation, held);
  for (const item of items(entry(root, "stages")?.value)) unused(translation, item);
}

function unknownKey(translation: Translation, held: Entry): void {
  const anchor = /^(x-|\.|_)/.test(held.key) || translation.isClaimedWithin(held);
  const reason = "Travis ignores keys that it does not know.";
  if (anchor || held.key === "version") translation.keptUnclaimed("weaker", "travis/unknown-key", reason, held);
  else translation.keptUnclaimed("lost", "travis/unknown-key", "This key is not known.", held);
}

/** A setting of the file that every job has of its own. */
function unused(translation: Translation, held: Entry | Value): void {
  translation.keptUnclaimed(
    "weaker",
    "travis/overridden",
    "No job makes use of it: each has its own, or none needs it.",
    held,
  );
}
