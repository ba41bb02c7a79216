import { expression, list, literal, map, OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, isFalse, isTrue, items, textAt, texts, type Value } from "../../migrate/values.ts";
import { artifacts, cache, download } from "./files.ts";
import { commandsOf, type Resolved } from "./inheritance.ts";
import { container, runsOn } from "./runner.ts";
import { environment, setStep, variablesOf } from "./variables.ts";
import { condition } from "./when.ts";

/** A job before it is made. */
export interface JobPlan {
  readonly id: string;
  readonly entry: Entry;
  readonly resolved: Resolved;
  readonly stage: string;
}

export interface Shared {
  readonly translation: Translation;
  readonly all: ReadonlyMap<string, Entry>;
  readonly defaults: ReadonlyMap<string, Entry>;
  readonly globals: Entry | undefined;
  /** Whether some job is for merge requests. */
  readonly requests: boolean;
}

/** The jobs of stages before one. */
export interface Earlier {
  /** Those that are waited for where a job does not say what it needs: the others are waited for with them. */
  readonly awaited: readonly JobPlan[];
  readonly all: readonly JobPlan[];
}

/** Fills the job of a plan. */
export function addJob(shared: Shared, plan: JobPlan, plans: readonly JobPlan[], earlier: Earlier): void {
  const { translation, all, defaults } = shared;
  const { id, resolved } = plan;
  const inherits = !(
    resolved.keys.get("inherit") !== undefined && isFalse(entry(resolved.keys.get("inherit")?.value, "default")?.value)
  );
  const held = (key: string) => resolved.keys.get(key) ?? (inherits ? defaults.get(key) : undefined);
  const job = translation.jobs
    .map(id)
    .carries(
      equal("gitlab/job", undefined, plan.entry, ...plan.entry.value.via),
      equal("gitlab/extends", undefined, ...resolved.sources, ...resolved.templates),
    );
  const steps = job.list("steps");
  if (plan.entry.key !== id)
    job.set("name", literal(plan.entry.key).carries(equal("gitlab/job", plan.entry.key, plan.entry)));
  const stage = resolved.keys.get("stage");
  job.carries(equal("gitlab/stage", undefined, stage, stage?.value));
  for (const name of resolved.missing)
    steps.add(translation.placeholder("unknown", "gitlab/extends", "The file has no such template.", name));
  const needed = needs(translation, job, held("needs"), plans, earlier, steps);
  runsOn(job, held("tags"));
  container(translation, job, held("image"), held("services"), variablesOf(shared.globals, held("variables")), steps);
  condition(shared, job, held, steps);
  matrix(translation, job, held("parallel"), steps);
  settings(translation, job, held);
  const lines = environment(shared, job, held("variables"));
  const variables = variablesOf(shared.globals, held("variables"));
  if (variables.get("GIT_STRATEGY") !== "none") steps.add(checkout(variables));
  if (lines.length > 0) steps.add(setStep(lines));
  const wanted = held("dependencies");
  const from =
    wanted === undefined
      ? needed
      : plans.filter((other) => texts(wanted.value).some(({ text }) => text === other.entry.key));
  const sources = from.filter((other) => entry(other.resolved.keys.get("artifacts")?.value, "paths") !== undefined);
  for (const other of sources) steps.add(...download(other.id, other.resolved.keys.has("parallel")));
  if (wanted !== undefined) steps.carries(whole(equal("gitlab/dependencies", undefined), wanted));
  steps.add(...cache(translation, held("cache")));
  steps.add(
    ...commands(
      translation,
      all,
      ["before_script", "script"].map((key) => held(key)).filter((part) => part !== undefined),
      plan,
    ),
  );
  const after = held("after_script");
  if (after !== undefined) {
    for (const step of commands(translation, all, [after], plan)) {
      step.set("if", expression("always()")).set("continue-on-error", expression(true));
      steps.add(step);
    }
  }
  steps.add(...artifacts(translation, held("artifacts"), id, held("parallel") !== undefined));
  if (plan.entry.key === "pages") {
    steps.add(
      usesStep(
        ACTIONS.pages,
        { github_token: expression("${{ secrets.GITHUB_TOKEN }}"), publish_dir: literal("public") },
        "Publish to GitHub Pages",
      ),
    );
    job.set("permissions", new OutMap().set("contents", expression("write")));
  }
  const done =
    /^(stage|needs|tags|image|services|rules|only|except|when|parallel|allow_failure|timeout|environment|resource_group|variables|dependencies|cache|before_script|script|after_script|artifacts|inherit|retry|coverage|interruptible|extends)$/;
  for (const [key, other] of resolved.keys)
    if (!done.test(key))
      steps.add(
        translation.placeholder("unknown", "gitlab/setting", "This setting has no counterpart that is known.", other),
      );
}

function needs(
  translation: Translation,
  job: OutMap,
  held: Entry | undefined,
  plans: readonly JobPlan[],
  earlier: Earlier,
  steps: OutNode,
): readonly JobPlan[] {
  if (held === undefined) {
    if (earlier.awaited.length > 0) job.set("needs", list(earlier.awaited.map(({ id }) => expression(id))));
    return earlier.all;
  }
  const found: JobPlan[] = [];
  const fetched: JobPlan[] = [];
  const nodes: OutNode[] = [];
  for (const item of items(held.value)) {
    const name = item.kind === "text" ? item : textAt(item, "job");
    const other = plans.find(({ entry: { key } }) => key === name?.text);
    const rest = item.kind === "map" ? item.entries : [];
    if (other === undefined || name === undefined) {
      if (steps.kind === "list")
        steps.add(translation.placeholder("unknown", "gitlab/needs", "The file has no such job.", item));
      continue;
    }
    if (found.includes(other)) {
      job.get("needs")?.carries(equal("gitlab/needs", undefined, name));
      continue;
    }
    found.push(other);
    if (!isFalse(entry(item, "artifacts")?.value)) fetched.push(other);
    nodes.push(
      expression(other.id).carries(
        equal("gitlab/needs", undefined, name, entry(item, "job")),
        ...rest.filter(({ key }) => key !== "job").map((part) => whole(equal("gitlab/needs", undefined), part)),
      ),
    );
  }
  if (nodes.length > 0) job.set("needs", list(nodes).carries(equal("gitlab/needs", undefined, held)));
  else job.carries(equal("gitlab/needs", undefined, held));
  return fetched;
}

/** The step that gets the code, as the variables of GitLab's runner ask for it. */
function checkout(variables: ReadonlyMap<string, string>): OutMap {
  const depth = variables.get("GIT_DEPTH") ?? "";
  const modules = variables.get("GIT_SUBMODULE_STRATEGY");
  return usesStep(ACTIONS.checkout, {
    "fetch-depth": expression(/^\d+$/.test(depth) ? Number(depth) : 50),
    submodules: modules === "recursive" ? expression("recursive") : modules === "normal" ? expression(true) : undefined,
  });
}

function matrix(translation: Translation, job: OutMap, held: Entry | undefined, steps: OutNode): void {
  if (held === undefined) return;
  const rows = entry(held.value, "matrix");
  if (rows === undefined) {
    const count = held.value.kind === "text" ? Number(held.value.text) : Number.NaN;
    if (!Number.isInteger(count) || count < 1 || count > 256) {
      if (steps.kind === "list")
        steps.add(
          translation.placeholder("unknown", "gitlab/parallel", "It is no number that a matrix could have.", held),
        );
      return;
    }
    job
      .map("strategy")
      .set("fail-fast", expression(false))
      .map("matrix")
      .set(
        "node",
        list(Array.from({ length: count }, (_, index) => expression(index + 1))).carries(
          equal("gitlab/parallel", undefined, held, held.value),
        ),
      );
    job
      .map("env")
      .set("CI_NODE_INDEX", expression("${{ matrix.node }}"))
      .set("CI_NODE_TOTAL", expression(String(count)));
    return;
  }
  const made = job
    .map("strategy")
    .set("fail-fast", expression(false))
    .map("matrix")
    .carries(equal("gitlab/parallel", undefined, held, rows));
  const sets = items(rows.value).filter((row) => row.kind === "map");
  const cell = (axis: Entry, value: Value) =>
    literal(value.kind === "text" ? value.text : "").carries(
      equal("gitlab/parallel", value.kind === "text" ? value.text : "", axis, value),
    );
  const names = new Set(sets.flatMap((row) => row.entries.map(({ key }) => key)));
  const [only] = sets;
  if (sets.length === 1 && only !== undefined)
    for (const axis of only.entries) made.set(axis.key, list(items(axis.value).map((value) => cell(axis, value))));
  else {
    for (const row of sets) {
      let combinations: (readonly (readonly [Entry, Value])[])[] = [[]];
      for (const axis of row.entries)
        combinations = combinations.flatMap((cells) =>
          items(axis.value).map((value) => [...cells, [axis, value] as const]),
        );
      for (const cells of combinations.slice(0, 256)) {
        const node = new OutMap();
        for (const [axis, value] of cells) node.set(axis.key, cell(axis, value));
        made.list("include").add(node);
      }
    }
  }
  for (const name of names) job.map("env").set(name, expression(`\${{ matrix.${name} }}`));
}

function settings(translation: Translation, job: OutMap, held: (key: string) => Entry | undefined): void {
  const failure = held("allow_failure");
  if (failure !== undefined) {
    const codes = failure.value.kind === "map";
    const claim = codes
      ? whole(weaker("gitlab/allow-failure", "GitHub lets it fail with any exit code.", undefined), failure)
      : equal("gitlab/allow-failure", undefined, failure, failure.value);
    job.set("continue-on-error", expression(codes || isTrue(failure.value)).carries(claim));
  }
  const timeout = held("timeout");
  if (timeout?.value.kind === "text") {
    const part = (unit: RegExp) => Number(unit.exec(timeout.value.kind === "text" ? timeout.value.text : "")?.[1] ?? 0);
    const minutes = part(/(\d+)\s*h/) * 60 + part(/(\d+)\s*m/) + Math.ceil(part(/(\d+)\s*s/) / 60);
    job.set(
      "timeout-minutes",
      expression(Math.max(1, minutes || 60)).carries(equal("gitlab/timeout", undefined, timeout, timeout.value)),
    );
  }
  const place = held("environment");
  const name = place?.value.kind === "text" ? place.value : textAt(place?.value, "name");
  if (place !== undefined && name !== undefined) {
    const dynamic = /\$/.test(name.text);
    const made = expression(dynamic ? name.text.replaceAll(/\$\{?\w+\}?/g, "${{ github.ref_name }}") : name.text);
    made.carries(
      dynamic
        ? weaker("gitlab/environment", "Its name is made of the branch.", undefined, place, name)
        : equal("gitlab/environment", name.text, place, name),
      equal("gitlab/environment", undefined, entry(place.value, "name")),
    );
    const url = entry(place.value, "url");
    if (url?.value.kind === "text" && !/\$/.test(url.value.text)) {
      const address = literal(url.value.text).carries(equal("gitlab/environment", url.value.text, url, url.value));
      job.set("environment", map({ name: made, url: address }));
    } else job.set("environment", made);
    for (const part of place.value.kind === "map" ? place.value.entries : [])
      if (part.key !== "name" && !translation.isClaimedWithin(part))
        translation.lost("gitlab/environment", "GitHub's environments have no such setting here.", part);
  }
  const group = held("resource_group");
  if (group?.value.kind === "text")
    job.set(
      "concurrency",
      literal(group.value.text).carries(equal("gitlab/resource-group", group.value.text, group, group.value)),
    );
  for (const key of ["retry", "coverage", "interruptible", "inherit"]) {
    const other = held(key);
    if (other !== undefined && !translation.isClaimedWithin(other))
      translation.lost("gitlab/setting", "GitHub's jobs have no such setting.", other);
  }
}

/** `before_script` and `script` are run by one shell. */
function commands(
  translation: Translation,
  all: ReadonlyMap<string, Entry>,
  phases: readonly Entry[],
  plan: JobPlan,
): OutMap[] {
  const steps: OutMap[] = [];
  const lines: string[] = [];
  const claims = [];
  for (const phase of phases) {
    claims.push(equal("gitlab/script", undefined, phase, ...phase.value.via));
    for (const command of commandsOf(phase.value, all)) {
      if (command.kind !== "text") {
        steps.push(translation.placeholder("unknown", "gitlab/script", "It is no command of this file.", command));
        continue;
      }
      const text = command.text.trimEnd();
      lines.push(text);
      claims.push(equal("gitlab/script", text, command));
    }
  }
  if (lines.length === 0) {
    const trigger = plan.resolved.keys.get("trigger");
    if (trigger === undefined && phases.length > 0) steps.push(runStep(undefined, "true"));
    return steps;
  }
  const step = runStep(
    phases.at(-1)?.key,
    lines.length > 1 || lines[0]?.includes("\n") ? `${lines.join("\n")}\n` : (lines[0] ?? ""),
  );
  script(step).carries(...claims);
  return [...steps, step];
}
