import { yamlConstructs } from "../../migrate/constructs.ts";
import type { Dialect } from "../../migrate/dialect.ts";
import { expression, list, literal, OutMap, type OutNode, OutScalar } from "../../migrate/output.ts";
import { refFilter } from "../../migrate/patterns.ts";
import { ACTIONS, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, isFalse, isTrue, items, rendered, texts } from "../../migrate/values.ts";
import { yamlFaults } from "../../migrate/yaml-faults.ts";
import { buildSteps, deploySteps, services } from "./build.ts";
import { type PhaseContext, phaseSteps } from "./commands.ts";
import { environment, envNode, textOf } from "./environment.ts";
import { AXES, type Row, rowsOf, variablesOf } from "./rows.ts";
import { APPVEYOR_RULES } from "./rules.ts";

/** AppVeyor: `appveyor.yml`. */
export const APPVEYOR: Dialect = {
  id: "appveyor",
  ownVariables: /(?<![\w-])APPVEYOR_[A-Z0-9_]+(?![\w-])/g,
  name: "AppVeyor",
  files: [/(^|\/)\.?appveyor\.ya?ml$/],
  constructs: yamlConstructs,
  faults: yamlFaults,
  rules: APPVEYOR_RULES,
  translate,
};

function translate(translation: Translation): void {
  const { root, workflow } = translation;
  const held = (key: string) => entry(root, key);
  triggers(translation);
  workflow.set("permissions", new OutMap().set("contents", expression("read")));
  const job = translation.jobs.map("build");
  const { rows, unfit } = rowsOf(root);
  for (const pattern of unfit) translation.keptAsComment("weaker", "appveyor/unfit", "It fits no job.", pattern);
  const runners = rows.map((row) => runnerOf(row));
  const labels = new Set(runners.map(({ label }) => label));
  const runsOn = expression(labels.size > 1 ? "${{ matrix.runner }}" : ([...labels][0] ?? "windows-latest"));
  job.set("runs-on", runsOn);
  if (labels.size === 1) for (const { claims } of runners) runsOn.carries(...claims);
  strategy(translation, job, rows, runners);
  environment(translation, job, rows);
  const context: PhaseContext = {
    translation,
    windows: [...labels].some((label) => label.startsWith("windows")) || labels.size === 0,
    others: [...labels].some((label) => !label.startsWith("windows")),
  };
  const steps = job.list("steps");
  const phase = (key: string, when?: string) => steps.add(...phaseSteps(context, off(held(key), steps), when));
  phase("init");
  steps.add(checkout(translation));
  steps.add(...services(translation, job, held("services")), ...cache(held("cache")));
  phase("install");
  phase("before_build");
  steps.add(...buildSteps(translation, held("build"), steps, held("build_script") === undefined));
  phase("build_script");
  phase("after_build");
  phase("before_test");
  const test = held("test");
  if (test !== undefined) {
    if (isFalse(test.value) || rendered(test.value).join("") === "script")
      steps.carries(equal("appveyor/no-phase", undefined, test, test.value));
    else steps.add(translation.placeholder("lost", "appveyor/test", "Name the command that runs these tests.", test));
  }
  phase("test_script");
  phase("after_test");
  steps.add(...artifacts(translation, held("artifacts")));
  phase("before_deploy");
  steps.add(...deploySteps(translation, held("deploy"), steps));
  phase("deploy_script");
  phase("after_deploy");
  phase("on_success", "success()");
  phase("on_failure", "failure()");
  phase("on_finish", "always()");
  rest(translation, steps);
}

/** A phase that is switched off has no steps. */
function off(held: Entry | undefined, steps: OutNode): Entry | undefined {
  if (held === undefined) return undefined;
  const empty = held.value.kind === "text" && (held.value.value === null || isFalse(held.value));
  if (!empty) return held;
  steps.carries(equal("appveyor/no-phase", undefined, held, held.value));
  return undefined;
}

function triggers(translation: Translation): void {
  const { root, workflow } = translation;
  const on = workflow.map("on");
  const branches = entry(root, "branches");
  const only = entry(branches?.value, "only");
  const except = entry(branches?.value, "except");
  const listed = only ?? except;
  const skipTags = entry(root, "skip_tags");
  const skipCommits = entry(root, "skip_commits");
  const onlyCommits = entry(root, "only_commits");
  const skipped = entry(skipCommits?.value, "files");
  const wanted = entry(onlyCommits?.value, "files");
  const push = new OutMap();
  const pull = new OutMap();
  const key = only === undefined ? "branches-ignore" : "branches";
  const filters = () => list(texts(listed?.value).map((name) => refFilter("appveyor/branch", name)));
  if (listed !== undefined) {
    push.set(key, filters().carries(equal("appveyor/branches", undefined, branches, listed)));
    pull.set(key, filters());
  }
  const withoutTags = skipTags !== undefined && isTrue(skipTags.value);
  if (listed !== undefined && !withoutTags) push.set("tags", list([expression("**")]));
  if (listed === undefined && withoutTags) push.set("branches", list([expression("**")]));
  if (skipTags !== undefined) push.carries(equal("appveyor/skip-tags", undefined, skipTags, skipTags.value));
  if (skipped !== undefined || wanted !== undefined) {
    const paths = (held: Entry | undefined, mark: string) =>
      texts(held?.value).map((path) => {
        const text = `${mark}${path.text.replace(/\/$/, "/**")}`;
        return literal(text).carries(equal("appveyor/skip-files", text, path));
      });
    // GitHub takes one of both filters: beside paths that are wanted, others are taken out of them.
    const both = () => list([...paths(wanted, ""), ...paths(skipped, wanted === undefined ? "" : "!")]);
    const key = wanted === undefined ? "paths-ignore" : "paths";
    const sources = [...(skipped === undefined ? [] : [skipCommits]), ...(wanted === undefined ? [] : [onlyCommits])];
    push.set(key, both().carries(equal("appveyor/skip-files", undefined, ...sources, skipped, wanted)));
    pull.set(key, both());
  }
  on.set("push", push.entries.length > 0 ? push : new OutScalar(null).carries(...push.claims));
  on.set("pull_request", pull.entries.length > 0 ? pull : new OutScalar(null));
  for (const part of skipCommits?.value.kind === "map" ? skipCommits.value.entries : []) {
    if (part.key === "message" && part.value.kind === "text") {
      const usual = /\bskip|ci\b/i.test(part.value.text);
      const reason = usual
        ? "GitHub skips pushes whose message has [skip ci] or [ci skip]."
        : "GitHub skips pushes by their message only for [skip ci].";
      on.carries(weaker("appveyor/skip-commits", reason, undefined, skipCommits, part, part.value));
    } else if (part !== skipped) translation.lost("appveyor/skip-commits", "GitHub does not skip by this.", part);
  }
  const version = entry(root, "version");
  if (version?.value.kind === "text") {
    const text = version.value.text
      .replaceAll("{build}", "${{ github.run_number }}")
      .replaceAll("{branch}", "${{ github.ref_name }}");
    workflow.entries.unshift([
      "run-name",
      expression(text).carries(equal("appveyor/version", undefined, version, version.value)),
    ]);
  }
  for (const part of branches?.value.kind === "map" ? branches.value.entries : []) {
    if (part !== listed) translation.lost("appveyor/branches", "Of `only` and `except` GitHub takes one.", part);
  }
}

interface Runner {
  readonly label: string;
  readonly claims: readonly ReturnType<typeof equal>[];
}

/** The runner for an image of AppVeyor. */
function runnerOf(row: Row): Runner {
  const own = variablesOf(row).find(({ key }) => key === "APPVEYOR_BUILD_WORKER_IMAGE");
  const value = own?.value ?? row.cells.get("image") ?? row.cells.get("os");
  const text = value?.kind === "text" ? value.text.toLowerCase() : "";
  const label = /^ubuntu/.test(text)
    ? /2404/.test(text)
      ? "ubuntu-24.04"
      : /2204|2004/.test(text)
        ? "ubuntu-22.04"
        : "ubuntu-latest"
    : /^macos/.test(text)
      ? "macos-latest"
      : /2019|2017|2015|2013|2022/.test(text)
        ? "windows-2022"
        : "windows-latest";
  const same = /^ubuntu|visual studio 2022/.test(text) && !/1604|1804|2004/.test(text);
  const reason = "The image of GitHub's runner is a newer one with other software.";
  const sources = own === undefined ? [value] : [own, value];
  return {
    label,
    claims:
      value === undefined
        ? []
        : [
            same
              ? equal("appveyor/image", undefined, ...sources)
              : weaker("appveyor/image", reason, undefined, ...sources),
          ],
  };
}

function strategy(translation: Translation, job: OutMap, rows: readonly Row[], runners: readonly Runner[]): void {
  const { root } = translation;
  const matrix = entry(root, "matrix");
  const fast = entry(matrix?.value, "fast_finish");
  const [exclude, allow] = ["exclude", "allow_failures"].map((key) => entry(matrix?.value, key));
  const environmentHeld = entry(root, "environment");
  const rowsHeld = entry(environmentHeld?.value, "matrix");
  const axes = AXES.filter((key) => new Set(rows.map((row) => textOf(row.cells.get(key)))).size > 1);
  const runnerVaries = new Set(runners.map(({ label }) => label)).size > 1;
  const envVaries = new Set(rows.map((row) => (row.env === undefined ? "" : rendered(row.env).join("\n")))).size > 1;
  const claims = [
    fast === undefined ? undefined : equal("appveyor/fast-finish", undefined, matrix, fast, fast.value),
    exclude === undefined ? undefined : whole(equal("appveyor/exclude", undefined, matrix), exclude),
    allow === undefined ? undefined : whole(equal("appveyor/allow-failures", undefined, matrix), allow),
    rowsHeld === undefined ? undefined : equal("appveyor/matrix", undefined, environmentHeld, rowsHeld),
    equal("appveyor/matrix", undefined, matrix),
  ];
  for (const key of AXES) {
    const held = entry(root, key);
    if (held === undefined) continue;
    job.carries(equal("appveyor/axis", undefined, held));
    const lone = axes.includes(key) ? undefined : rows[0]?.cells.get(key);
    if (lone?.kind === "text" && (key === "platform" || key === "configuration")) {
      job.map("env").set(key.toUpperCase(), literal(lone.text).carries(equal("appveyor/axis", lone.text, held, lone)));
    } else if (axes.includes(key) && (key === "platform" || key === "configuration")) {
      job
        .map("env")
        .set(key.toUpperCase(), expression(`\${{ matrix.${key} }}`).carries(equal("appveyor/axis", undefined, held)));
    }
  }
  if (rows.length <= 1) {
    job.carries(...claims);
    return;
  }
  if (rows.some(({ allowed }) => allowed.length > 0))
    job.set("continue-on-error", expression("${{ matrix.allow-failure == true }}").carries(...claims.splice(2, 1)));
  const made = job
    .map("strategy")
    .set("fail-fast", expression(fast !== undefined && isTrue(fast.value)).carries(claims[0]))
    .map("matrix");
  made.carries(...claims.slice(1));
  const simple = !runnerVaries && exclude === undefined && allow === undefined;
  const used = [...axes.filter((key) => key === "platform" || key === "configuration" || !runnerVaries)];
  if (simple) {
    for (const key of used) {
      const cells = [...new Map(rows.map((row) => [textOf(row.cells.get(key)), row.cells.get(key)])).values()];
      made.set(
        key,
        list(cells.map((cell) => literal(textOf(cell)).carries(equal("appveyor/axis", textOf(cell), cell)))),
      );
    }
    if (envVaries) {
      const sets = [...new Map(rows.map((row) => [row.env, row])).values()];
      made.set("env", list(sets.map((row) => envNode(row, rows))));
    }
    return;
  }
  for (const [index, row] of rows.entries()) {
    const node = new OutMap();
    const runner = runners[index];
    if (runnerVaries && runner !== undefined) node.set("runner", expression(runner.label).carries(...runner.claims));
    for (const key of used)
      node.set(
        key,
        literal(textOf(row.cells.get(key))).carries(
          equal("appveyor/axis", textOf(row.cells.get(key)), row.cells.get(key)),
        ),
      );
    if (envVaries) node.set("env", envNode(row, rows));
    if (row.allowed.length > 0) node.set("allow-failure", expression(true));
    made.list("include").add(node);
  }
}

function checkout(translation: Translation): OutMap {
  const { root } = translation;
  const depth = entry(root, "clone_depth");
  const shallow = entry(root, "shallow_clone");
  const number =
    depth?.value.kind === "text" ? Number(depth.value.text) : shallow !== undefined && isTrue(shallow.value) ? 1 : 0;
  const fetch = expression(Number.isInteger(number) ? number : 0).carries(
    equal("appveyor/clone-depth", undefined, depth, depth?.value, shallow, shallow?.value),
  );
  const step = usesStep(ACTIONS.checkout, { "fetch-depth": fetch });
  const folder = entry(root, "clone_folder");
  const reason = "The code stands in the workspace of the runner.";
  if (folder !== undefined) step.carries(whole(weaker("appveyor/clone-folder", reason, undefined), folder));
  return step;
}

function cache(held: Entry | undefined): OutMap[] {
  if (held === undefined) return [];
  return texts(held.value).map((item, index) => {
    const [path = "", files] = item.text.split("->").map((part) => part.trim());
    const place = path
      .replace(/%LOCALAPPDATA%/i, "~\\AppData\\Local")
      .replace(/%APPDATA%/i, "~\\AppData\\Roaming")
      .replace(/%(USERPROFILE|HOME)%|C:\\Users\\appveyor/i, "~");
    const names = (files ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const hash =
      names.length === 0
        ? "${{ github.run_id }}"
        : `\${{ hashFiles(${names.map((name) => `'${name.replaceAll("\\", "/").replaceAll("'", "''")}'`).join(", ")}) }}`;
    const prefix = `\${{ runner.os }}-\${{ strategy.job-index }}-${index}-`;
    const where = literal(place).carries(equal("appveyor/cache", place, held, item));
    return usesStep(ACTIONS.cache, {
      path: where,
      key: expression(`${prefix}${hash}`),
      ...(names.length === 0 ? { "restore-keys": expression(prefix) } : {}),
    });
  });
}

function artifacts(translation: Translation, held: Entry | undefined): OutMap[] {
  if (held === undefined) return [];
  return items(held.value).map((item, index) => {
    const path = entry(item, "path") ?? item;
    const value = "key" in path ? path.value : path;
    if (value.kind !== "text") return translation.placeholder("unknown", "appveyor/artifacts", "It has no path.", item);
    const name = entry(item, "name");
    const label =
      name?.value.kind === "text" ? name.value.text.replaceAll(/["<>:|*?\\/\r\n]+/g, "-") : `artifact-${index + 1}`;
    const where = literal(value.text.replaceAll("\\", "/")).carries(
      equal("appveyor/artifacts", value.text.replaceAll("\\", "/"), held, value, "key" in path ? path : undefined),
    );
    const title = expression(`${label.replaceAll("${{", "")}-\${{ strategy.job-index }}`).carries(
      equal("appveyor/artifacts", undefined, name, name?.value),
    );
    const step = usesStep(ACTIONS.uploadArtifact, { name: title, path: where });
    const type = entry(item, "type");
    if (type !== undefined)
      step.carries(whole(weaker("appveyor/artifacts", "Artifacts of GitHub have no type.", undefined), type));
    return step;
  });
}

const PHASES =
  /^(init|install|before_build|build|build_script|after_build|before_test|test|test_script|after_test|before_deploy|deploy|deploy_script|after_deploy|on_success|on_failure|on_finish)$/;

const DONE =
  /^(version|branches|skip_tags|skip_commits|only_commits|image|os|platform|configuration|environment|matrix|cache|artifacts|services|clone_depth|shallow_clone|clone_folder)$/;

function rest(translation: Translation, steps: OutNode): void {
  const { root, jobs } = translation;
  if (root?.kind !== "map") {
    if (root !== undefined) translation.lost("appveyor/unknown-key", "The file is no mapping.", root);
    return;
  }
  for (const held of root.entries) {
    if (held.key === "notifications")
      translation.lost("appveyor/notifications", "GitHub tells people by their own settings.", held);
    else if (
      /^(max_jobs|pull_requests|skip_branch_with_pr|skip_non_tags|rollout_drift|build_cloud|priority|assembly_info|dotnet_csproj|nuget)$/.test(
        held.key,
      )
    ) {
      translation.lost("appveyor/setting", "GitHub has no such setting.", held);
    } else if (!PHASES.test(held.key) && !DONE.test(held.key)) {
      if (steps.kind === "list")
        steps.items.unshift(translation.placeholder("unknown", "appveyor/unknown-key", "This key is not known.", held));
    } else {
      jobs.carries(
        PHASES.test(held.key) && items(held.value).length === 0
          ? equal("appveyor/no-phase", undefined, held)
          : undefined,
      );
      translation.keptUnclaimed("weaker", "appveyor/unused", "No job makes use of it.", held);
    }
  }
}
