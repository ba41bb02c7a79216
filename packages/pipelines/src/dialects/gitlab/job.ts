import { expression, list, literal, OutMap, type OutNode, OutScalar } from "../../migrate/output.ts";
import { ACTIONS, quoted, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, unknown, weaker, whole } from "../../migrate/translation.ts";
import {
  all as allOf,
  type Entry,
  entry,
  isFalse,
  isTrue,
  items,
  own,
  textAt,
  texts,
  type Value,
} from "../../migrate/values.ts";
import { refCondition, ruleCondition } from "./conditions.ts";
import { commandsOf, type Resolved } from "./inheritance.ts";

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

/** Fills the job of a plan. @param earlier the jobs of the nearest stage before */
export function addJob(shared: Shared, plan: JobPlan, plans: readonly JobPlan[], earlier: readonly JobPlan[]): void {
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
  container(translation, job, held("image"), held("services"), steps);
  condition(shared, job, held, steps);
  matrix(translation, job, held("parallel"), steps);
  settings(translation, job, held);
  const lines = environment(shared, job, held("variables"));
  steps.add(usesStep(ACTIONS.checkout, { "fetch-depth": expression(50) }));
  if (lines.length > 0) steps.add(setStep(lines));
  const wanted = held("dependencies");
  const from =
    wanted === undefined
      ? needed
      : plans.filter((other) => texts(wanted.value).some(({ text }) => text === other.entry.key));
  const sources = from.filter((other) => entry(other.resolved.keys.get("artifacts")?.value, "paths") !== undefined);
  for (const other of sources) steps.add(...download(other.id));
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
  steps.add(...artifacts(translation, held("artifacts"), id));
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
  earlier: readonly JobPlan[],
  steps: OutNode,
): readonly JobPlan[] {
  if (held === undefined) {
    if (earlier.length > 0) job.set("needs", list(earlier.map(({ id }) => expression(id))));
    return earlier;
  }
  const found: JobPlan[] = [];
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
    nodes.push(
      expression(other.id).carries(
        equal("gitlab/needs", undefined, name, entry(item, "job")),
        ...rest.filter(({ key }) => key !== "job").map((part) => whole(equal("gitlab/needs", undefined), part)),
      ),
    );
  }
  if (nodes.length > 0) job.set("needs", list(nodes).carries(equal("gitlab/needs", undefined, held)));
  else job.carries(equal("gitlab/needs", undefined, held));
  return found;
}

/** Tags choose a runner; those of GitLab's own cloud are GitHub's runners. */
function runsOn(job: OutMap, held: Entry | undefined): void {
  const names = texts(held?.value);
  const cloud = names.find(({ text }) => text.startsWith("saas-"));
  if (held === undefined || names.length === 0) {
    job.set("runs-on", expression("ubuntu-latest").carries(equal("gitlab/tags", undefined, held)));
    return;
  }
  if (cloud !== undefined) {
    const label = cloud.text.includes("macos")
      ? "macos-latest"
      : cloud.text.includes("windows")
        ? "windows-latest"
        : cloud.text.includes("arm64")
          ? "ubuntu-24.04-arm"
          : "ubuntu-latest";
    job.set(
      "runs-on",
      expression(label).carries(
        whole(weaker("gitlab/tags", "GitHub's runner has another size and other software.", undefined), held),
      ),
    );
    return;
  }
  const reason = "Runners of your own with these labels must be there.";
  const labels = names.map((name) => literal(name.text).carries(weaker("gitlab/tags", reason, name.text, name)));
  job.set("runs-on", list([expression("self-hosted"), ...labels]).carries(equal("gitlab/tags", undefined, held)));
}

function container(
  translation: Translation,
  job: OutMap,
  image: Entry | undefined,
  services: Entry | undefined,
  steps: OutNode,
): void {
  const made = (
    value: Value | undefined,
    held: Entry | undefined,
    rule: string,
    reason?: string,
  ): OutMap | undefined => {
    const name = value?.kind === "text" ? value : textAt(value, "name");
    if (name === undefined) return undefined;
    const text = name.text.replaceAll(/\$\{?CI_REGISTRY_IMAGE\}?/g, "ghcr.io/${CI_PROJECT_PATH}");
    const node = new OutMap();
    if (/\$/.test(text)) {
      const from = text.replaceAll(/\$\{?(\w+)\}?/g, (_found, variable: string) =>
        variable === "CI_PROJECT_PATH" ? "${{ github.repository }}" : `\${{ vars.${variable} }}`,
      );
      node.set(
        "image",
        expression(from).carries(
          weaker(rule, "Store the variables of its name as variables of the repository.", undefined, held, name),
        ),
      );
    } else
      node.set(
        "image",
        literal(text).carries(
          reason === undefined ? equal(rule, text, held, name) : weaker(rule, reason, text, held, name),
        ),
      );
    for (const part of value?.kind === "map" ? value.entries : []) {
      if (part.key === "name") node.carries(equal(rule, undefined, part));
      else if (part.key === "alias" || part.key === "entrypoint" || part.key === "pull_policy")
        node.carries(whole(weaker(rule, "GitHub's containers have no such setting.", undefined), part));
      else translation.lost(rule, "GitHub's containers have no such setting.", part);
    }
    return node;
  };
  const main = made(image?.value, image, "gitlab/image");
  if (main !== undefined) {
    job.set("container", main);
    const name = image?.value.kind === "text" ? image.value.text : (textAt(image?.value, "name")?.text ?? "");
    job
      .map("defaults")
      .map("run")
      .set("shell", expression(/alpine|busybox/.test(name) ? "sh -e {0}" : "bash"));
  } else job.map("defaults").map("run").set("shell", expression("bash"));
  for (const service of items(services?.value)) {
    const node = made(
      service,
      services,
      "gitlab/service",
      main === undefined ? "It is reached by localhost and a port, not by its name." : undefined,
    );
    const wanted =
      textAt(service, "alias")?.text ??
      (service.kind === "text" ? service.text : (textAt(service, "name")?.text ?? ""))
        .split(":")[0]
        ?.replaceAll("/", "-") ??
      "service";
    if (node !== undefined) job.map("services").set(wanted.replaceAll(/[^\w-]/g, "-"), node);
    else if (steps.kind === "list")
      steps.add(translation.placeholder("unknown", "gitlab/service", "It names no image.", service));
  }
}

const ALWAYS = "true";

/** `rules`, `only`, `except` and `when` as the condition of the job. */
function condition(
  { translation, requests }: Shared,
  job: OutMap,
  held: (key: string) => Entry | undefined,
  steps: OutNode,
): void {
  const rules = held("rules");
  const [only, except, when] = [held("only"), held("except"), held("when")];
  const failing = (part: Entry) => {
    if (steps.kind === "list")
      steps.add(translation.placeholder("lost", "gitlab/rules", "GitHub's conditions cannot say this.", part));
  };
  if (rules !== undefined) {
    const made = rulesOf(rules);
    if (made === undefined) failing(rules);
    else if (made.text === ALWAYS) job.carries(...made.claims);
    else job.set("if", expression(made.text).carries(...made.claims));
    return;
  }
  const refs = (part: Entry | undefined) => (part?.value.kind === "map" ? entry(part.value, "refs") : part);
  const side = (part: Entry | undefined): string | undefined => {
    const parts = texts(refs(part)?.value).map(({ text }) => refCondition(text));
    if (parts.includes(undefined)) return undefined;
    return parts.length === 1
      ? parts[0]
      : `(${parts.map((one) => (one?.includes("&&") ? `(${one})` : one)).join(" || ")})`;
  };
  const parts: string[] = [];
  for (const part of [only, except]) {
    if (part === undefined) continue;
    const text = texts(refs(part)?.value).length === 0 ? ALWAYS : side(part);
    const others =
      part.value.kind === "map" ? part.value.entries.filter(({ key }) => key !== "refs" && key !== "changes") : [];
    if (text === undefined || others.length > 0) {
      failing(part);
      continue;
    }
    if (text !== ALWAYS) parts.push(part === only ? text : `!(${text})`);
  }
  if (only === undefined && requests) parts.push("github.event_name != 'pull_request'");
  const states: Readonly<Record<string, string>> = {
    always: "always()",
    on_failure: "failure()",
    manual: "github.event_name == 'workflow_dispatch'",
    on_success: ALWAYS,
  };
  const state = when?.value.kind === "text" ? states[when.value.text] : undefined;
  if (state !== undefined && state !== ALWAYS) parts.push(state);
  const carrier = parts.length === 0 ? job : expression(parts.join(" && "));
  if (carrier instanceof OutScalar) job.set("if", carrier);
  const changes = "GitHub's jobs do not know what changed: it runs whatever it was.";
  for (const part of [only, except]) {
    if (part === undefined) continue;
    const changed = part.value.kind === "map" ? entry(part.value, "changes") : undefined;
    carrier.carries(equal("gitlab/only", undefined, part, refs(part), ...texts(refs(part)?.value)));
    if (changed !== undefined) carrier.carries(whole(weaker("gitlab/changes", changes, undefined), changed));
  }
  const manual = "It is started with the whole workflow, by hand.";
  if (when !== undefined)
    carrier.carries(
      state === undefined
        ? unknown("gitlab/when", "GitHub does not start jobs later.", undefined, when, when.value)
        : state.includes("dispatch")
          ? weaker("gitlab/when", manual, undefined, when, when.value)
          : equal("gitlab/when", undefined, when, when.value),
    );
}

/** The first rule that fits decides. */
function rulesOf(rules: Entry) {
  const claims = [equal("gitlab/rules", undefined, rules)];
  const passed: string[] = [];
  let refused = "";
  for (const rule of items(rules.value)) {
    const test = textAt(rule, "if");
    const text = test === undefined ? ALWAYS : ruleCondition(test.text);
    if (text === undefined || rule.kind !== "map") return undefined;
    const when = textAt(rule, "when");
    const never = when?.text === "never";
    const manual = when?.text === "manual" ? " && github.event_name == 'workflow_dispatch'" : "";
    if (never) refused += `${refused === "" ? "" : " && "}!(${text})`;
    else passed.push([refused, `${text}${manual}`].filter((part) => part !== "").join(" && "));
    claims.push(equal("gitlab/rules", undefined, entry(rule, "if"), test, ...rule.via));
    if (when !== undefined)
      claims.push(
        manual === ""
          ? equal("gitlab/rules", undefined, entry(rule, "when"), when)
          : weaker(
              "gitlab/when",
              "It is started with the whole workflow, by hand.",
              undefined,
              entry(rule, "when"),
              when,
            ),
      );
    for (const other of rule.entries) {
      if (other.key === "changes" || other.key === "exists")
        claims.push(
          whole(
            weaker("gitlab/changes", "GitHub's jobs do not know what changed: it runs whatever it was.", undefined),
            other,
          ),
        );
      else if (other.key !== "if" && other.key !== "when")
        claims.push(whole(unknown("gitlab/rules", "A rule of GitHub changes nothing of a job.", undefined), other));
    }
  }
  if (passed.length === 0) return { text: "false", claims };
  const text = passed.some((part) => part === ALWAYS)
    ? ALWAYS
    : passed.map((part) => (passed.length > 1 && part.includes("&&") ? `(${part})` : part)).join(" || ");
  return { text, claims };
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
    job.set("environment", made);
    for (const part of place.value.kind === "map" ? place.value.entries : [])
      if (part.key !== "name")
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

/** What GitHub has for the variables of GitLab. */
const VARIABLES: Readonly<Record<string, string>> = {
  CI_COMMIT_BRANCH: "${{ github.ref_type == 'branch' && github.ref_name || '' }}",
  CI_COMMIT_REF_NAME: "${{ github.head_ref || github.ref_name }}",
  CI_COMMIT_SHA: "${{ github.sha }}",
  CI_COMMIT_TAG: "${{ github.ref_type == 'tag' && github.ref_name || '' }}",
  CI_DEFAULT_BRANCH: "${{ github.event.repository.default_branch }}",
  CI_JOB_ID: "${{ github.run_id }}",
  CI_JOB_NAME: "${{ github.job }}",
  CI_JOB_TOKEN: "${{ github.token }}",
  CI_MERGE_REQUEST_IID: "${{ github.event.pull_request.number }}",
  CI_PIPELINE_ID: "${{ github.run_id }}",
  CI_PIPELINE_IID: "${{ github.run_number }}",
  CI_PROJECT_DIR: "${{ github.workspace }}",
  CI_PROJECT_NAME: "${{ github.event.repository.name }}",
  CI_PROJECT_NAMESPACE: "${{ github.repository_owner }}",
  CI_PROJECT_PATH: "${{ github.repository }}",
  CI_PROJECT_URL: "${{ github.server_url }}/${{ github.repository }}",
};

/** Sets the variables of a job; returns the lines that work out those which refer to others. */
function environment(
  { translation, globals }: Shared,
  job: OutMap,
  held: Entry | undefined,
): { text: string; claims: readonly ReturnType<typeof equal>[] }[] {
  const lines: { text: string; claims: readonly ReturnType<typeof equal>[] }[] = [];
  const env = job.map("env");
  for (const source of [globals, held]) {
    for (const pair of source?.value.kind === "map" ? source.value.entries : []) {
      const value = pair.value.kind === "text" ? pair.value : textAt(pair.value, "value");
      if (value === undefined) continue;
      const more = pair.value.kind === "map" ? allOf(pair.value).filter((at) => !own(value).includes(at)) : [];
      const claim = equal("gitlab/variable", value.text, source, pair, value, ...more);
      if (/\$/.test(value.text)) {
        const text = value.text.replaceAll('"', '\\"');
        lines.push({
          text: `echo "${pair.key}=${text}" >> "$GITHUB_ENV"`,
          claims: [{ ...claim, rule: "gitlab/variable-expanded", has: text }],
        });
      } else env.set(pair.key, literal(value.text).carries(claim));
    }
  }
  for (const name of new Set(translation.document.text.match(/\bCI_[A-Z_]+\b/g) ?? [])) {
    const value = VARIABLES[name];
    if (value !== undefined && env.get(name) === undefined) env.set(name, expression(value));
  }
  if (env.entries.length === 0)
    job.entries.splice(
      job.entries.findIndex(([key]) => key === "env"),
      1,
    );
  return lines;
}

function setStep(lines: ReturnType<typeof environment>): OutMap {
  const step = runStep("Set environment", `${lines.map(({ text }) => text).join("\n")}\n`);
  script(step).carries(...lines.flatMap(({ claims }) => claims));
  return step;
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

function cache(translation: Translation, held: Entry | undefined): OutMap[] {
  return (held?.value.kind === "list" ? held.value.items : held === undefined ? [] : [held.value]).flatMap((value) => {
    const paths = entry(value, "paths");
    const names = texts(paths?.value);
    if (held === undefined) return [];
    if (names.length === 0) {
      translation.keptUnclaimed("lost", "gitlab/cache", "It has no paths.", held);
      return [];
    }
    const key = entry(value, "key");
    const files = texts(entry(key?.value, "files")?.value);
    const named =
      key?.value.kind === "text"
        ? key.value.text
            .replaceAll(/\$\{?CI_COMMIT_REF_(?:SLUG|NAME)\}?/g, "${{ github.ref_name }}")
            .replaceAll(/\$\{?CI_JOB_NAME\}?/g, "${{ github.job }}")
            .replaceAll(/\$\{?(\w+)\}?(?![{\w])/g, (found, name: string) =>
              name === undefined ? found : `\${{ env.${name} }}`,
            )
        : "";
    const prefix = files.length > 0 ? "" : `\${{ runner.os }}-${named === "" ? "default" : named}-`;
    const made = usesStep(ACTIONS.cache, {
      path: literal(names.map(({ text }) => text).join("\n")).carries(
        equal("gitlab/cache", undefined, held, paths),
        ...names.map((name) => equal("gitlab/cache", name.text, name)),
      ),
      key: expression(
        files.length > 0
          ? `\${{ runner.os }}-\${{ hashFiles(${files.map(({ text }) => quoted(text)).join(", ")}) }}`
          : `${prefix}\${{ github.run_id }}`,
      ).carries(key === undefined ? undefined : whole(equal("gitlab/cache-key", undefined), key)),
      ...(files.length > 0 ? {} : { "restore-keys": expression(prefix) }),
    });
    for (const other of value.kind === "map" ? value.entries : []) {
      if (other.key !== "paths" && other.key !== "key")
        made.carries(whole(weaker("gitlab/cache", "The action restores and saves, after success.", undefined), other));
    }
    return [made];
  });
}

/** Artifacts go on in an archive: paths stay what they are. */
function artifacts(translation: Translation, held: Entry | undefined, id: string): OutMap[] {
  if (held === undefined) return [];
  const paths = entry(held.value, "paths");
  const names = texts(paths?.value);
  const steps: OutMap[] = [];
  const when = textAt(held.value, "when");
  const condition = when?.text === "always" ? "always()" : when?.text === "on_failure" ? "failure()" : undefined;
  const gate = (step: OutMap) =>
    condition === undefined
      ? step
      : step.set(
          "if",
          expression(condition).carries(equal("gitlab/artifacts", undefined, entry(held.value, "when"), when)),
        );
  if (names.length > 0) {
    const pack = runStep("Pack the artifacts", `tar -cf artifacts.tar ${names.map(({ text }) => text).join(" ")}`);
    script(pack).carries(
      equal("gitlab/artifacts", undefined, held, paths),
      ...names.map((name) => equal("gitlab/artifacts", name.text, name)),
    );
    const expires = textAt(held.value, "expire_in");
    const upload = usesStep(ACTIONS.uploadArtifact, {
      name: expression(`artifacts-${id}`).carries(
        whole(
          weaker("gitlab/artifact-name", "It is named after the job, so that later jobs find it.", undefined),
          entry(held.value, "name"),
          entry(held.value, "expose_as"),
        ),
      ),
      path: expression("artifacts.tar"),
      ...(expires === undefined
        ? {}
        : {
            "retention-days": expression(days(expires.text)).carries(
              equal("gitlab/expire", undefined, entry(held.value, "expire_in"), expires),
            ),
          }),
    });
    steps.push(gate(pack), condition === undefined ? upload : upload.set("if", expression(condition)));
  }
  const reports = entry(held.value, "reports");
  for (const report of reports?.value.kind === "map" ? reports.value.entries : []) {
    const files = report.value.kind === "map" ? texts(entry(report.value, "path")?.value) : texts(report.value);
    const reason = "It is kept as a file; GitHub does not show it.";
    const step = usesStep(ACTIONS.uploadArtifact, {
      name: expression(`${report.key}-${id}`),
      path: literal(files.map(({ text }) => text).join("\n")),
    }).set("if", expression("always()"));
    steps.push(step.carries(whole(weaker("gitlab/report", reason, undefined, held, reports), report)));
  }
  for (const other of held.value.kind === "map" ? held.value.entries : []) {
    if (/^(paths|when|reports)$/.test(other.key)) {
      if (other.key === "when" && condition === undefined)
        steps[0]?.carries(equal("gitlab/artifacts", undefined, other, other.value));
    } else if (names.length === 0 || !/^(name|expire_in|expose_as)$/.test(other.key))
      translation.keptUnclaimed("lost", "gitlab/artifacts", "The action has no such setting.", other);
  }
  return steps;
}

function download(id: string): OutMap[] {
  return [
    usesStep(ACTIONS.downloadArtifact, { name: expression(`artifacts-${id}`) }).set(
      "continue-on-error",
      expression(true),
    ),
    runStep(
      `Unpack the artifacts of ${id}`,
      "if [ -f artifacts.tar ]; then tar -xf artifacts.tar && rm artifacts.tar; fi",
    ),
  ];
}

function days(text: string): number {
  const found = /(\d+)\s*(\w*)/.exec(text);
  const number = Number(found?.[1] ?? 30);
  const unit = found?.[2] ?? "";
  const length = /^(y)/.test(unit) ? 365 : /^mo/.test(unit) ? 30 : /^w/.test(unit) ? 7 : /^(h|m|s)/.test(unit) ? 0 : 1;
  return Math.min(90, Math.max(1, number * length));
}
