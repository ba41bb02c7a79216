import { expression, OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, isTrue, type TextValue, textAt, texts, type Value } from "../../migrate/values.ts";
import { holds, instantiate, literal, type Scope, scopeOf, written } from "./parameters.ts";

/** What the steps of one job are made in. */
export interface JobContext {
  readonly translation: Translation;
  readonly id: string;
  readonly job: OutMap;
  readonly pipeline: Scope;
  /** `working_directory` of the job: the code stands there. */
  readonly home: string | undefined;
  readonly inContainer: boolean;
  /** Commands of the file and of its inline orbs, by name. */
  readonly commands: ReadonlyMap<string, Entry>;
  /** Paths of every cache that is saved in the file, by the beginning of its key. */
  readonly caches: readonly { readonly key: string; readonly paths: readonly string[] }[];
}

/** Commands may call each other; a circle of them is cut. */
const MAX_DEPTH = 20;

/** The steps that one step of CircleCI becomes. */
export function stepsOf(context: JobContext, step: Value, scope: Scope, depth = 0): OutMap[] {
  if (step.kind === "list") return step.items.flatMap((item) => stepsOf(context, item, scope, depth));
  if (step.kind === "text") return named(context, step, step, undefined, depth);
  const made = step.entries.flatMap((held) => named(context, step, held, held, depth));
  return made.map((one) => one.carries(equal("circleci/step", undefined, ...step.via)));
}

function named(
  context: JobContext,
  step: Value,
  source: TextValue | Entry,
  held: Entry | undefined,
  depth: number,
): OutMap[] {
  const { translation, job } = context;
  const name = "key" in source ? source.key : source.text;
  const settings = held?.value;
  switch (name) {
    case "checkout": {
      const path = textAt(settings, "path");
      const inputs = {
        "fetch-depth": expression(0),
        ...(path === undefined || isHome(context, path.text) ? {} : { path: literal(path.text) }),
      };
      const made = usesStep(ACTIONS.checkout, inputs);
      made.get("uses")?.carries(equal("circleci/checkout", undefined, source, entry(settings, "path"), path));
      return [made];
    }
    case "run":
    case "deploy":
      return [run(context, source, settings)];
    case "save_cache":
      return [saveCache(context, source, settings)];
    case "restore_cache":
      return [restoreCache(context, source, settings)];
    case "persist_to_workspace":
      return persist(context, source, settings);
    case "attach_workspace":
      return attach(context, source, settings);
    case "store_artifacts":
    case "store_test_results":
      return [store(context, name, source, settings)];
    case "setup_remote_docker": {
      const reason = "Docker is that of the runner; in a container it must be reached from there.";
      job.get("runs-on")?.carries(whole(weaker("circleci/remote-docker", reason, undefined, source), source));
      return [];
    }
    case "when":
    case "unless":
      return conditional(context, source, settings, name === "when", depth);
    default:
      break;
  }
  const command = context.commands.get(name);
  if (command !== undefined && depth < MAX_DEPTH) {
    const scope = scopeOf(
      entry(command.value, "parameters")?.value,
      settings?.kind === "map" ? settings.entries : [],
      context.pipeline,
    );
    const body = entry(command.value, "steps");
    const made = body === undefined ? [] : stepsOf(context, instantiate(body.value, scope), scope, depth + 1);
    const parameters = entry(command.value, "parameters");
    const described = entry(command.value, "description");
    const carrier: OutNode = made[0] ?? job.list("steps");
    carrier.carries(
      equal("circleci/command", undefined, source, command, body),
      parameters === undefined ? undefined : whole(equal("circleci/parameters", undefined), parameters),
      described === undefined ? undefined : whole(equal("circleci/description", undefined), described),
      settings === undefined ? undefined : whole(equal("circleci/command", undefined), settings),
    );
    return made;
  }
  const orb = orbStep(context, name, source, settings);
  if (orb !== undefined) return orb;
  const reason =
    name === "add_ssh_keys"
      ? "Store the key as a secret, and load it with an action of your choice."
      : "This step is not known: it may come from an orb.";
  return [
    translation.placeholder(
      name === "add_ssh_keys" ? "lost" : "unknown",
      "circleci/unknown-step",
      reason,
      held ?? step,
    ),
  ];
}

/** A few steps of well-known orbs. */
function orbStep(
  { translation }: JobContext,
  name: string,
  source: TextValue | Entry,
  settings: Value | undefined,
): OutMap[] | undefined {
  const commands: Readonly<Record<string, readonly [string, string]>> = {
    "node/install-packages": [
      "Install packages",
      "if [ -f yarn.lock ]; then yarn install --frozen-lockfile; else npm ci; fi",
    ],
    "python/install-packages": ["Install packages", "pip install -r requirements.txt"],
    "ruby/install-deps": ["Install gems", "bundle install"],
    "go/mod-download": ["Download modules", "go mod download"],
    "go/test": ["Test", "go test ./..."],
    "gradle/with_cache": ["Build", "./gradlew build"],
  };
  const known = commands[name];
  const reason = "The orb does the same with settings and a cache of its own.";
  if (known !== undefined) {
    const step = runStep(known[0], known[1]);
    script(step).carries(weaker("circleci/orb-step", reason, undefined, source));
    for (const other of settings?.kind === "map" ? settings.entries : [])
      translation.lost("circleci/orb-step", "The step has no such setting.", other);
    return [step];
  }
  if (name === "codecov/upload") {
    const step = usesStep("codecov/codecov-action@v5", { token: expression("${{ secrets.CODECOV_TOKEN }}") });
    step.get("uses")?.carries(weaker("circleci/orb-step", reason, undefined, source));
    for (const other of settings?.kind === "map" ? settings.entries : [])
      translation.lost("circleci/orb-step", "The step has no such setting.", other);
    return [step];
  }
  return undefined;
}

function conditional(
  context: JobContext,
  source: TextValue | Entry,
  settings: Value | undefined,
  wanted: boolean,
  depth: number,
): OutMap[] {
  const condition = entry(settings, "condition");
  const body = entry(settings, "steps");
  const holding = holds(condition?.value);
  if (holding === undefined || body === undefined) {
    const reason = "Only the run could tell whether the condition holds.";
    return [context.translation.placeholder("unknown", "circleci/when", reason, source)];
  }
  const made = holding === wanted ? stepsOf(context, body.value, new Map(), depth) : [];
  const claim = whole(equal("circleci/when", undefined, source, body), condition);
  if (made[0] !== undefined) made[0].carries(claim);
  else {
    context.job.list("steps").carries(claim);
    context.translation.keptUnclaimed(
      "weaker",
      "circleci/when",
      "The condition does not hold, so these steps are never run.",
      body,
    );
  }
  return made;
}

const CONDITIONS: Readonly<Record<string, string | undefined>> = {
  always: "always()",
  on_fail: "failure()",
  on_success: undefined,
};

function run(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap {
  const command = settings?.kind === "text" ? settings : textAt(settings, "command");
  if (command === undefined)
    return context.translation.placeholder("unknown", "circleci/run", "It has no command.", source);
  const name = textAt(settings, "name");
  const held = (key: string) => entry(settings, key);
  const text = command.text.trimEnd();
  const background = held("background");
  const inBackground = background !== undefined && isTrue(background.value);
  const body = inBackground ? `{\n${text}\n} &` : text;
  const made = new OutMap();
  if (name !== undefined)
    made.set("name", literal(name.text).carries(equal("circleci/run-name", written(name.text), held("name"), name)));
  const when = textAt(settings, "when");
  const condition = when === undefined ? undefined : CONDITIONS[when.text];
  if (condition !== undefined)
    made.set("if", expression(condition).carries(equal("circleci/run-when", undefined, held("when"), when)));
  const shell = textAt(settings, "shell");
  if (shell !== undefined)
    made.set("shell", literal(shellOf(shell.text)).carries(equal("circleci/shell", undefined, held("shell"), shell)));
  const directory = textAt(settings, "working_directory");
  if (directory !== undefined) {
    const path = inHome(context, directory.text);
    made.set(
      "working-directory",
      literal(path).carries(equal("circleci/run-directory", path, held("working_directory"), directory)),
    );
  }
  const limit = textAt(settings, "no_output_timeout");
  if (limit !== undefined) {
    const reason = "GitHub limits the time of the step, not that of silence.";
    made.set(
      "timeout-minutes",
      expression(minutes(limit.text)).carries(
        weaker("circleci/timeout", reason, undefined, held("no_output_timeout"), limit),
      ),
    );
  }
  const env = environment(context.translation, held("environment"));
  if (env !== undefined) made.set("env", env);
  const runs = literal(body.includes("\n") ? `${body}\n` : body);
  runs.carries(equal("circleci/run", written(text), source, held("command"), command));
  if (when !== undefined && condition === undefined)
    runs.carries(equal("circleci/run-when", undefined, held("when"), when));
  if (background !== undefined)
    runs.carries(equal("circleci/background", inBackground ? "&" : undefined, background, background.value));
  made.set("run", runs);
  const known = /^(command|name|when|shell|working_directory|no_output_timeout|environment|background)$/;
  for (const other of settings?.kind === "map" ? settings.entries : []) {
    if (!known.test(other.key)) context.translation.lost("circleci/run", "GitHub's steps have no such setting.", other);
  }
  return made;
}

/** Shells are named with their options; GitHub wants to be told where the script goes. */
export function shellOf(text: string): string {
  const plain = text.replace(/^\/(usr\/)?bin\//, "");
  if (/^bash(\.exe)?$/.test(plain)) return "bash {0}";
  if (plain === "sh") return "sh {0}";
  if (/^powershell/.test(plain)) return "powershell";
  if (/^cmd/.test(plain)) return "cmd";
  return `${plain} {0}`;
}

function minutes(text: string): number {
  const found = /(\d+(?:\.\d+)?)\s*([smh]?)/.exec(text);
  const number = Number(found?.[1] ?? 10);
  return Math.max(
    1,
    Math.ceil(found?.[2] === "h" ? number * 60 : found?.[2] === "s" || found?.[2] === "" ? number / 60 : number),
  );
}

/** Variables, as a mapping or as a list of mappings. */
export function environment(translation: Translation, held: Entry | undefined): OutMap | undefined {
  if (held === undefined) return undefined;
  const pairs =
    held.value.kind === "list"
      ? held.value.items.flatMap((item) => (item.kind === "map" ? item.entries : []))
      : held.value.kind === "map"
        ? held.value.entries
        : [];
  const plain = texts(held.value.kind === "list" ? held.value : undefined);
  const made = new OutMap();
  for (const pair of pairs) {
    if (pair.value.kind !== "text") {
      translation.lost("circleci/environment", "A variable is a text; this is none.", pair);
      continue;
    }
    made.set(
      pair.key,
      literal(pair.value.text).carries(equal("circleci/environment", written(pair.value.text), pair, pair.value)),
    );
  }
  for (const line of plain) {
    const at = line.text.indexOf("=");
    if (at > 0)
      made.set(
        line.text.slice(0, at),
        literal(line.text.slice(at + 1)).carries(equal("circleci/environment", written(line.text.slice(at + 1)), line)),
      );
    else translation.lost("circleci/environment", "It is no variable.", line);
  }
  return made.carries(
    equal("circleci/environment", undefined, held),
    whole(equal("circleci/environment", undefined), ...(held.value.via ?? [])),
  );
}

function isHome({ home }: JobContext, path: string): boolean {
  return path === "." || path === home || path === "~/project";
}

/** A path of theirs in the folder of the code: GitHub has that at one place. */
function inHome(context: JobContext, path: string): string {
  if (isHome(context, path)) return ".";
  for (const home of [context.home, "~/project", "/home/circleci/project"]) {
    if (home !== undefined && path.startsWith(`${home}/`)) return path.slice(home.length + 1);
  }
  return path;
}

/** A template of a key. What GitHub takes only from a context is taken from there. */
export function cacheKey(text: string): string {
  return written(text)
    .replaceAll(
      /\{\{-?\s*checksum\s+"([^"]+)"\s*-?\}\}/g,
      (_found, path: string) => `\${{ hashFiles('${path.replaceAll("'", "''")}') }}`,
    )
    .replaceAll(/\{\{\s*\.Branch\s*\}\}/g, "${{ github.ref_name }}")
    .replaceAll(/\{\{\s*\.Revision\s*\}\}/g, "${{ github.sha }}")
    .replaceAll(/\{\{\s*\.BuildNum\s*\}\}/g, "${{ github.run_number }}")
    .replaceAll(/\{\{\s*epoch\s*\}\}/g, "${{ github.run_id }}")
    .replaceAll(/\{\{\s*arch\s*\}\}/g, "${{ runner.os }}-${{ runner.arch }}")
    .replaceAll(/\{\{\s*\.Environment\.(?:CIRCLE_JOB)\s*\}\}/g, "${{ github.job }}")
    .replaceAll(/\{\{\s*\.Environment\.(\w+)\s*\}\}/g, "${{ env.$1 }}");
}

function saveCache(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap {
  const key = textAt(settings, "key");
  const paths = entry(settings, "paths");
  const names = texts(paths?.value);
  if (key === undefined || names.length === 0)
    return context.translation.placeholder("unknown", "circleci/save-cache", "It has no key or no paths.", source);
  const path = literal(names.map(({ text }) => inHome(context, text)).join("\n"));
  path.carries(
    equal("circleci/save-cache", undefined, paths),
    ...names.map((name) => equal("circleci/save-cache", written(inHome(context, name.text)), name)),
  );
  const made = usesStep(ACTIONS.cacheSave, {
    path,
    key: expression(cacheKey(key.text)).carries(equal("circleci/cache-key", undefined, entry(settings, "key"), key)),
  });
  return nameAndWhen(context, made, source, settings, "circleci/save-cache", /^(key|paths|name|when)$/);
}

function restoreCache(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap {
  const one = entry(settings, "key");
  const many = entry(settings, "keys");
  const keys = [...texts(one?.value), ...texts(many?.value)];
  const [first, ...others] = keys;
  if (first === undefined)
    return context.translation.placeholder("unknown", "circleci/restore-cache", "It has no key.", source);
  const start = (text: string) => text.split("{{")[0] ?? text;
  const saved = context.caches
    .filter(({ key }) =>
      keys.some(({ text }) => start(key).startsWith(start(text)) || start(text).startsWith(start(key))),
    )
    .sort((a, b) => common(b.key, first.text) - common(a.key, first.text))[0];
  if (saved === undefined) {
    const reason = "No step of the file saves a cache with such a key; GitHub needs to know its paths.";
    return context.translation.placeholder("unknown", "circleci/restore-cache", reason, source);
  }
  const made = usesStep(ACTIONS.cacheRestore, {
    path: literal(saved.paths.map((path) => inHome(context, path)).join("\n")),
    key: expression(cacheKey(first.text)).carries(equal("circleci/cache-key", undefined, one, many, first)),
  });
  const more = expression([first, ...others].map(({ text }) => cacheKey(text)).join("\n"));
  made
    .map("with")
    .set("restore-keys", more.carries(...others.map((key) => equal("circleci/cache-key", cacheKey(key.text), key))));
  return nameAndWhen(context, made, source, settings, "circleci/restore-cache", /^(key|keys|name|when)$/);
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Settings that every step may have. */
function nameAndWhen(
  { translation }: JobContext,
  made: OutMap,
  source: TextValue | Entry,
  settings: Value | undefined,
  rule: string,
  known: RegExp,
): OutMap {
  made.get("uses")?.carries(equal(rule, undefined, source));
  const name = textAt(settings, "name");
  if (name !== undefined)
    made.entries.unshift([
      "name",
      literal(name.text).carries(equal("circleci/run-name", written(name.text), entry(settings, "name"), name)),
    ]);
  const when = textAt(settings, "when");
  const condition = when === undefined ? undefined : CONDITIONS[when.text];
  if (condition !== undefined)
    made.set("if", expression(condition).carries(equal("circleci/run-when", undefined, entry(settings, "when"), when)));
  else if (when !== undefined) made.carries(equal("circleci/run-when", undefined, entry(settings, "when"), when));
  for (const other of settings?.kind === "map" ? settings.entries : []) {
    if (!known.test(other.key)) translation.lost(rule, "The action has no such setting.", other);
  }
  return made;
}

/** A workspace goes through an archive: paths, permissions and hidden files stay what they are. */
function persist(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap[] {
  const root = textAt(settings, "root");
  const paths = entry(settings, "paths");
  const names = texts(paths?.value);
  if (names.length === 0)
    return [context.translation.placeholder("unknown", "circleci/persist", "It has no paths.", source)];
  const folder = inHome(context, root?.text ?? ".");
  const pack = literal(
    `cd ${folder}\ntar --exclude=workspace.tar -cf "$GITHUB_WORKSPACE/workspace.tar" ${names.map(({ text }) => written(text)).join(" ")}\n`,
  );
  pack.carries(
    equal("circleci/persist", written(folder), entry(settings, "root"), root),
    equal("circleci/persist", undefined, source, paths),
    ...names.map((name) => equal("circleci/persist", written(name.text), name)),
  );
  const packing = runStep("Pack the workspace", "");
  packing.set("run", pack);
  const count = context.job.list("steps").items.filter((step) => JSON.stringify(step).includes("workspace.tar")).length;
  const name = `workspace-${context.id}${count > 0 ? `-${count}` : ""}`;
  const upload = usesStep(ACTIONS.uploadArtifact, { name: expression(name), path: expression("workspace.tar") });
  return [packing, upload];
}

function attach(context: JobContext, source: TextValue | Entry, settings: Value | undefined): OutMap[] {
  const at = textAt(settings, "at");
  const folder = inHome(context, at?.text ?? ".");
  const download = usesStep(ACTIONS.downloadArtifact, {
    pattern: expression("workspace-*"),
    path: expression("workspaces"),
  });
  const unpack = literal(
    `mkdir -p ${folder}\nfind workspaces -name workspace.tar -exec tar -xf {} -C ${folder} \\;\nrm -r workspaces\n`,
  );
  unpack.carries(equal("circleci/attach", written(folder), source, entry(settings, "at"), at));
  const unpacking = runStep("Unpack the workspaces", "");
  unpacking.set("run", unpack);
  return [download, unpacking];
}

function store(context: JobContext, kind: string, source: TextValue | Entry, settings: Value | undefined): OutMap {
  const path = textAt(settings, "path");
  if (path === undefined)
    return context.translation.placeholder("unknown", "circleci/store", "It has no path.", source);
  const destination = textAt(settings, "destination");
  const place = inHome(context, path.text);
  const results = kind === "store_test_results";
  const wanted = `${context.id}-${results ? "test-results" : (destination?.text ?? place)}`
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  const taken = JSON.stringify(context.job.list("steps").items);
  const name = taken.includes(`"${wanted}"`) ? `${wanted}-${context.job.list("steps").items.length}` : wanted;
  const reason = "They are kept as files; GitHub does not show results of tests.";
  const claim = (...sources: readonly (Entry | Value | undefined)[]) =>
    results
      ? weaker("circleci/test-results", reason, undefined, ...sources)
      : equal("circleci/artifacts", undefined, ...sources);
  const made = usesStep(ACTIONS.uploadArtifact, {
    name: expression(name).carries(equal("circleci/artifacts", undefined, entry(settings, "destination"), destination)),
    path: literal(place).carries(claim(entry(settings, "path"), path)),
  });
  made.entries.unshift(["if", expression("always()")]);
  made.get("uses")?.carries(claim(source));
  for (const other of settings?.kind === "map" ? settings.entries : []) {
    if (!/^(path|destination|name|when)$/.test(other.key))
      context.translation.lost("circleci/artifacts", "The action has no such setting.", other);
    else if (other.key === "name" || other.key === "when")
      made.carries(whole(equal("circleci/artifacts", undefined), other));
  }
  return made;
}
