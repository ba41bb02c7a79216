import { expression, OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, runStep, script, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, entry, isTrue, type TextValue, textAt, texts, type Value } from "../../migrate/values.ts";
import { CONDITIONS, inHome, isHome, type JobContext } from "./context.ts";
import { attach, persist, restoreCache, saveCache, store } from "./files.ts";
import { holds, instantiate, literal, type Scope, scopeOf, written } from "./parameters.ts";

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
