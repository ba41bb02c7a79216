import { expression, list, literal, OutMap, OutScalar } from "../../migrate/output.ts";
import { globOf } from "../../migrate/patterns.ts";
import { ACTIONS, quoted, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, items, type TextValue, textAt, texts, type Value } from "../../migrate/values.ts";
import { filterOf } from "./filters.ts";

/** Languages of `machine`, with the action that brings each. */
const LANGUAGES: Readonly<Record<string, readonly [string, string]>> = {
  node: [ACTIONS.setupNode, "node-version"],
  python: [ACTIONS.setupPython, "python-version"],
  ruby: [ACTIONS.setupRuby, "ruby-version"],
  php: [ACTIONS.setupPhp, "php-version"],
  go: [ACTIONS.setupGo, "go-version"],
  ghc: [ACTIONS.setupHaskell, "ghc-version"],
};

const VARIABLES: Readonly<Record<string, string>> = {
  CIRCLE_BRANCH: "${{ github.ref_type == 'branch' && github.ref_name || '' }}",
  CIRCLE_BUILD_NUM: "${{ github.run_number }}",
  CIRCLE_PROJECT_REPONAME: "${{ github.event.repository.name }}",
  CIRCLE_PROJECT_USERNAME: "${{ github.repository_owner }}",
  CIRCLE_SHA1: "${{ github.sha }}",
  CIRCLE_TAG: "${{ github.ref_type == 'tag' && github.ref_name || '' }}",
  CIRCLE_ARTIFACTS: "/tmp/circle-artifacts",
  CIRCLE_TEST_REPORTS: "/tmp/circle-test-reports",
};

/** `circle.yml`, which CircleCI read before its second version: one job with four sections. */
export function translateFirstVersion(translation: Translation): void {
  const { root, jobs } = translation;
  if (root?.kind !== "map") {
    if (root !== undefined) translation.lost("circleci/version", "The file is no mapping.", root);
    return;
  }
  const job = jobs.map("build").set("runs-on", expression("ubuntu-latest"));
  job.map("defaults").map("run").set("shell", expression("bash"));
  const steps = job.list("steps");
  const env = new OutMap();
  for (const name of new Set(translation.document.text.match(/\bCIRCLE_[A-Z_]+\b/g) ?? [])) {
    const value = VARIABLES[name];
    if (value !== undefined) env.set(name, expression(value));
  }
  triggers(translation, entry(root, "general"), entry(root, "deployment"));
  const code = usesStep(ACTIONS.checkout, { "fetch-depth": expression(0) });
  const sections = root.entries;
  const machine = entry(root, "machine");
  steps.add(...commands(translation, "machine", entry(machine?.value, "pre")), code);
  for (const folder of ["CIRCLE_ARTIFACTS", "CIRCLE_TEST_REPORTS"])
    if (env.get(folder) !== undefined) steps.add(runStep(undefined, `mkdir -p "$${folder}"`));
  if (machine !== undefined) steps.add(...machineSteps(translation, machine, env, job));
  for (const held of sections) {
    if (
      held.key === "checkout" ||
      held.key === "dependencies" ||
      held.key === "compile" ||
      held.key === "database" ||
      held.key === "test"
    ) {
      steps.carries(equal("circleci/section", undefined, held));
      for (const part of held.value.kind === "map" ? held.value.entries : []) {
        if (/^(pre|override|post)$/.test(part.key)) steps.add(...commands(translation, held.key, part));
        else if (part.key === "cache_directories") steps.items.splice(1, 0, cache(part));
        else steps.add(translation.placeholder("unknown", "circleci/section", "This setting is not known.", part));
      }
    } else if (held.key === "deployment") {
      steps.carries(equal("circleci/deployment", undefined, held));
      for (const target of held.value.kind === "map" ? held.value.entries : [])
        steps.add(...deployment(translation, target));
    } else if (held.key === "notify" || held.key === "experimental")
      translation.lost("circleci/notify", "GitHub tells people by their own settings.", held);
    else if (held.key !== "machine" && held.key !== "general")
      steps.add(translation.placeholder("unknown", "circleci/section", "This section is not known.", held));
  }
  artifacts(translation, job, entry(root, "general"), env);
  if (env.entries.length > 0) job.set("env", env);
}

function triggers(translation: Translation, general: Entry | undefined, deployment: Entry | undefined): void {
  const on = translation.workflow.map("on");
  const branches = entry(general?.value, "branches");
  const only = entry(branches?.value, "only");
  const ignore = entry(branches?.value, "ignore");
  const listed = only ?? ignore;
  const tags =
    deployment?.value.kind === "map" && deployment.value.entries.some(({ value }) => entry(value, "tag") !== undefined);
  if (listed === undefined)
    on.set("push", tags ? new OutScalar(null) : new OutMap().set("branches", list([expression("**")])));
  else {
    const made = texts(listed.value).map((name) => {
      const regex = /^\/(.*)\/$/.exec(name.text)?.[1];
      const glob = regex === undefined ? name.text : (globOf(`^${regex}$`) ?? "**");
      return literal(glob).carries(
        regex === undefined
          ? equal("circleci/branches", glob, name)
          : weaker("circleci/branches", "GitHub has no regular expressions for branches.", glob, name),
      );
    });
    const push = new OutMap().set(only === undefined ? "branches-ignore" : "branches", list(made));
    if (tags) push.set("tags", list([expression("**")]));
    on.set("push", push.carries(equal("circleci/branches", undefined, branches, listed)));
  }
  if (general !== undefined) on.carries(equal("circleci/section", undefined, general));
}

function machineSteps(translation: Translation, machine: Entry, env: OutMap, job: OutMap): OutMap[] {
  const steps: OutMap[] = [];
  job.carries(equal("circleci/section", undefined, machine));
  for (const held of machine.value.kind === "map" ? machine.value.entries : []) {
    const language = LANGUAGES[held.key];
    const version = held.value.kind === "text" ? held.value : textAt(held.value, "version");
    if (held.key === "environment") {
      const reason = "It refers to other variables, which GitHub does not fill in here.";
      for (const pair of held.value.kind === "map" ? held.value.entries : []) {
        if (pair.value.kind !== "text") continue;
        const text = pair.value.text;
        env.set(
          pair.key,
          literal(text).carries(
            /\$/.test(text)
              ? weaker("circleci/environment", reason, text, pair, pair.value)
              : equal("circleci/environment", text, pair, pair.value),
          ),
        );
      }
      env.carries(equal("circleci/environment", undefined, held));
    } else if (held.key === "timezone" && held.value.kind === "text") {
      env.set("TZ", literal(held.value.text).carries(equal("circleci/timezone", held.value.text, held, held.value)));
    } else if (held.key === "services") {
      for (const service of texts(held.value)) {
        if (service.text === "docker") job.get("runs-on")?.carries(equal("circleci/machine", undefined, held, service));
        else
          steps.push(
            translation.placeholder("unknown", "circleci/section", "Add this service as a container.", service),
          );
      }
      job.carries(equal("circleci/section", undefined, held));
    } else if (held.key === "java" && version !== undefined) {
      const number = /(\d+)$/.exec(version.text)?.[1] ?? "8";
      const step = usesStep(ACTIONS.setupJava, { distribution: expression("zulu"), "java-version": literal(number) });
      step.carries(whole(weaker("circleci/language", "It comes from another distribution.", undefined), held));
      steps.push(step);
    } else if (language !== undefined && version !== undefined) {
      const input = literal(version.text.replace(/^go/, "")).carries(
        equal("circleci/language", undefined, held, entry(held.value, "version"), version),
      );
      steps.push(usesStep(language[0], { [language[1]]: input }));
    } else if (held.key === "post") steps.push(...commands(translation, "machine", held));
    else if (held.key === "hosts" && held.value.kind === "map") {
      const step = runStep(
        "Set host names",
        held.value.entries
          .map(({ key, value }) => `echo "${value.kind === "text" ? value.text : ""} ${key}" | sudo tee -a /etc/hosts`)
          .join("\n"),
      );
      script(step).carries(
        equal("circleci/hosts", undefined, held),
        ...held.value.entries.flatMap((pair) => [
          equal("circleci/hosts", pair.key, pair),
          equal("circleci/hosts", pair.value.kind === "text" ? pair.value.text : "", pair.value),
        ]),
      );
      steps.push(step);
    } else if (held.key !== "pre")
      steps.push(translation.placeholder("unknown", "circleci/section", "This setting is not known.", held));
  }
  return steps;
}

/** Each command has a shell of its own, so each is a step of its own. */
function commands(translation: Translation, section: string, held: Entry | undefined, when?: string): OutMap[] {
  if (held === undefined) return [];
  return items(held.value).map((item, index): OutMap => {
    const [only] = item.kind === "map" ? item.entries : [];
    const text = item.kind === "text" ? item.text : only?.key;
    if (text === undefined || text.trim() === "")
      return translation.placeholder("unknown", "circleci/command", "It is no command.", item);
    const step = new OutMap().set("name", literal(`${section} ${held.key}${index === 0 ? "" : ` (${index + 1})`}`));
    if (when !== undefined) step.set("if", expression(when));
    const body = text.trimEnd();
    const runs = literal(body.includes("\n") ? `${body}\n` : body);
    runs.carries(equal("circleci/command-line", body, held, item.kind === "text" ? item : only));
    step.set("run", runs);
    for (const setting of only?.value.kind === "map" ? only.value.entries : []) settingOf(translation, step, setting);
    return step;
  });
}

function settingOf(translation: Translation, step: OutMap, held: Entry): void {
  const text = held.value.kind === "text" ? held.value.text : undefined;
  if (held.key === "timeout" && text !== undefined) {
    const reason = "GitHub limits the time of the step, not that of silence.";
    step.set(
      "timeout-minutes",
      expression(Math.max(1, Math.ceil(Number(text) / 60) || 10)).carries(
        weaker("circleci/timeout", reason, undefined, held, held.value),
      ),
    );
  } else if (held.key === "pwd" && text !== undefined)
    step.set("working-directory", literal(text).carries(equal("circleci/run-directory", text, held, held.value)));
  else if (held.key === "environment" && held.value.kind === "map") {
    const env = step.map("env").carries(equal("circleci/environment", undefined, held));
    for (const pair of held.value.entries)
      if (pair.value.kind === "text")
        env.set(
          pair.key,
          literal(pair.value.text).carries(equal("circleci/environment", pair.value.text, pair, pair.value)),
        );
  } else translation.lost("circleci/command-line", "GitHub's steps have no such setting.", held);
}

function cache(held: Entry): OutMap {
  const names = texts(held.value);
  const path = literal(names.map(({ text }) => text).join("\n")).carries(
    equal("circleci/cache-directories", undefined, held),
    ...names.map((name) => equal("circleci/cache-directories", name.text, name)),
  );
  const prefix = "${{ runner.os }}-${{ github.job }}-";
  return usesStep(ACTIONS.cache, {
    path,
    key: expression(`${prefix}\${{ github.run_id }}`),
    "restore-keys": expression(prefix),
  });
}

function deployment(translation: Translation, target: Entry): OutMap[] {
  const branch = entry(target.value, "branch");
  const tag = entry(target.value, "tag");
  const owner = textAt(target.value, "owner");
  const held = branch ?? tag;
  const wrap = (inner: Entry | undefined, key: string): Value | undefined =>
    inner === undefined
      ? undefined
      : {
          kind: "map",
          path: "",
          span: inner.span,
          via: [],
          entries: [
            {
              ...inner,
              key,
              value: { kind: "map", path: "", span: inner.span, via: [], entries: [{ ...inner, key: "only" }] },
            },
          ],
        };
  const filter = filterOf(branch === undefined ? merged(wrap(tag, "tags")) : wrap(branch, "branches"), true);
  const run = entry(target.value, "commands");
  if (run === undefined || filter.refused.length > 0)
    return [
      translation.placeholder(
        "lost",
        "circleci/deployment",
        "It sends something out; set it up with an action and secrets of yours.",
        target,
      ),
    ];
  const parts = [
    filter.text ?? "true",
    ...(owner === undefined ? [] : [`github.repository_owner == ${quoted(owner.text)}`]),
  ];
  const steps = commands(
    translation,
    target.key,
    run,
    parts.map((part) => (part.includes("||") ? `(${part})` : part)).join(" && "),
  );
  const reason = "GitHub's conditions have no regular expressions; what it begins with is compared.";
  const near = new Set(filter.near);
  for (const step of steps.slice(0, 1)) {
    step.get("if")?.carries(equal("circleci/deployment", undefined, target, held, entry(target.value, "owner"), owner));
    for (const name of texts(held?.value))
      step
        .get("if")
        ?.carries(
          near.has(name)
            ? weaker("circleci/deployment", reason, undefined, name)
            : equal("circleci/deployment", undefined, name),
        );
  }
  for (const other of target.value.kind === "map" ? target.value.entries : []) {
    if (!/^(branch|tag|owner|commands)$/.test(other.key))
      steps.push(
        translation.placeholder(
          "lost",
          "circleci/deployment",
          "It sends something out; set it up with an action and secrets of yours.",
          other,
        ),
      );
  }
  return steps;
}

/** Tags alone: no branch passes. */
function merged(tags: Value | undefined): Value | undefined {
  if (tags?.kind !== "map") return tags;
  const span = { start: 0, end: 0 };
  const never: TextValue = { kind: "text", path: "", span, via: [], at: undefined, text: "/.*/", value: "/.*/" };
  const ignore: Entry = { key: "ignore", at: -1, path: "", span, via: [], value: never };
  const branches: Entry = {
    key: "branches",
    at: -1,
    path: "",
    span,
    via: [],
    value: { kind: "map", path: "", span, via: [], entries: [ignore] },
  };
  return { ...tags, entries: [...tags.entries, branches] };
}

function artifacts(translation: Translation, job: OutMap, general: Entry | undefined, env: OutMap): void {
  const held = entry(general?.value, "artifacts");
  const names = texts(held?.value);
  const folders = ["CIRCLE_ARTIFACTS", "CIRCLE_TEST_REPORTS"].flatMap((name) =>
    env.get(name) === undefined ? [] : [VARIABLES[name] ?? ""],
  );
  const paths = [...names.map(({ text }) => text), ...folders];
  if (paths.length > 0) {
    const path = literal(paths.join("\n")).carries(
      equal("circleci/artifacts", undefined, held),
      ...names.map((name) => equal("circleci/artifacts", name.text, name)),
    );
    job.list("steps").add(usesStep(ACTIONS.uploadArtifact, { path }).set("if", expression("always()")));
  }
  for (const other of general?.value.kind === "map" ? general.value.entries : []) {
    if (other.key === "build_dir" && other.value.kind === "text") {
      job
        .map("defaults")
        .map("run")
        .set(
          "working-directory",
          literal(other.value.text).carries(equal("circleci/build-dir", other.value.text, other, other.value)),
        );
    } else if (other.key !== "branches" && other.key !== "artifacts")
      translation.lost("circleci/section", "This setting is not known.", other);
  }
}
