import { expression, literal, type OutMap, type OutNode } from "../../migrate/output.ts";
import { ACTIONS, jobId, usesStep } from "../../migrate/steps.ts";
import { equal, type Translation, weaker, whole } from "../../migrate/translation.ts";
import { type Entry, isFalse, items, rendered, type Source } from "../../migrate/values.ts";
import { deploySteps } from "./deploy.ts";
import type { EnvRow } from "./environment.ts";
import { LANGUAGES, VERSION_KEYS } from "./languages.ts";
import { afterSteps, extraSteps, isSkipped, mainSteps } from "./phases.ts";
import type { Cell, Matrix, Row } from "./rows.ts";
import { runnerOf } from "./runner.ts";
import { cellText, strategy, versionClaims, versionOf } from "./strategy.ts";
import { addons, cache, checkout, services } from "./surroundings.ts";
import { condition } from "./triggers.ts";
import { environmentOf } from "./variables.ts";

/** Jobs that differ only in versions, systems and variables; they become one job with a matrix. */
export interface Group {
  readonly rows: readonly Row[];
  /** The keys of its first row, and those of the file where it has none of its own. */
  readonly held: (key: string) => Entry | undefined;
  readonly name: string;
  readonly stage: string | undefined;
}

export interface Shared {
  readonly translation: Translation;
  readonly matrix: Matrix;
  readonly global: EnvRow;
  /** Variables of Travis that the file uses. */
  readonly used: ReadonlySet<string>;
}

/** What a key of the expansion is in a group: one value for all, or a column of the matrix. */
export type Column = { readonly one: Cell } | { readonly many: true };

/** Makes the job of a group and returns its id. */
export function addJob(shared: Shared, group: Group): string {
  const { translation, matrix } = shared;
  const { rows, held } = group;
  const id = jobId(group.name, translation.jobs);
  const job = translation.jobs.map(id);
  const columns = columnsOf(rows);
  mirrorRows(translation, rows, columns);
  const runners = rows.map((row) => runnerOf(row, held));
  const language = held("language");
  const named = language?.value.kind === "list" ? items(language.value)[0] : language?.value;
  const languageName = (named?.kind === "text" ? named.text : "ruby").toLowerCase();
  const info = LANGUAGES[languageName];

  const title = rows.length === 1 ? (rows[0]?.own.get("name") ?? held("name")) : undefined;
  if (title?.value.kind === "text")
    job.set("name", literal(title.value.text).carries(equal("travis/name", title.value.text, title, title.value)));
  const blocked = ifOf(translation, job, held("if"));
  const labels = new Set(runners.map(({ label }) => label));
  const runsOn = expression(labels.size === 1 ? ([...labels][0] ?? "ubuntu-latest") : "${{ matrix.runner }}");
  job.set("runs-on", runsOn);
  if (rows.some((row) => row.allowed.length > 0)) job.set("continue-on-error", allowed(rows));
  strategy(shared, job, group, columns, labels.size > 1);
  if (labels.size === 1) for (const { claims } of runners) runsOn.carries(...claims);
  if (runners.some(({ label }) => label.startsWith("windows")))
    job.map("defaults").map("run").set("shell", expression("bash"));

  for (const key of ["sudo", "group", "vm", "virt"]) {
    const setting = held(key);
    if (setting !== undefined)
      runsOn.carries(
        whole(
          key === "sudo"
            ? equal("travis/sudo", undefined, setting)
            : weaker("travis/machine", "GitHub has one kind of machine for this.", undefined, setting),
          setting,
        ),
      );
  }
  const environment = environmentOf(shared, job, rows, columns);
  const steps = job.list("steps");
  steps.add(...blocked, ...environment.unread);
  for (const { refused } of runners) {
    if (refused === undefined) continue;
    const { sources, reason } = refused;
    const step = translation.placeholder("lost", "travis/arch", reason, ...sources);
    step.carries(equal("travis/axis", undefined, refused.entry));
    if (labels.size > 1 || rows.length > 1)
      step.entries.splice(1, 0, ["if", expression(`matrix.arch == '${refused.arch}'`)]);
    steps.add(step);
  }
  const { step: code, more } = checkout(translation, held("git"));
  steps.add(code, ...more);
  if (environment.lines.length > 0) steps.add(environment.step);
  const goPath = held("go_import_path");
  if (goPath?.value.kind === "text")
    code.carries(
      weaker(
        "travis/go-import-path",
        "With Go modules the place of the code does not matter.",
        undefined,
        goPath,
        goPath.value,
      ),
    );
  steps.add(...setup(shared, group, columns, runsOn, job));
  const systems = new Set(
    [...labels].map((label) => (/^windows/.test(label) ? "Windows" : /^macos/.test(label) ? "macOS" : "Linux")),
  );
  for (const made of services(translation, job, held("services"), systems)) steps.add(made);
  const addon = addons(translation, job, held("addons"), systems);
  steps.add(...addon.before);
  steps.add(...cache(translation, job, held("cache")));
  const args = ["bundler_args", "npm_args", "composer_args"].map(held).find((found) => found !== undefined);
  const argsText = args?.value.kind === "text" ? args.value.text : "";
  const withArgs = (text: string | undefined) => text?.replace("$ARGS", argsText).replace(/ ;/, ";");
  const main = mainSteps(translation, held, {
    ...(info?.install === undefined ? {} : { install: withArgs(info.install) ?? "" }),
    ...(info?.script === undefined ? {} : { script: info.script }),
  });
  steps.add(...main);
  if (args !== undefined) {
    const carrier = main.find(
      (step) =>
        step.get("name")?.kind === "scalar" &&
        held("install") === undefined &&
        JSON.stringify(step.get("run")).includes("bundle install"),
    );
    if (carrier !== undefined) carrier.get("run")?.carries(equal("travis/arguments", argsText, args, args.value));
    else
      steps.carries(
        weaker("travis/arguments", "The command that would use it is not run.", undefined, args, args.value),
      );
  }
  for (const phase of ["install", "script", "before_install", "before_script"]) {
    const off = held(phase);
    if (isSkipped(off)) steps.carries(equal("travis/no-phase", undefined, off, off?.value));
  }
  steps.add(...extraSteps(held("before_cache"), {}));
  steps.add(...afterSteps(held));
  steps.add(
    ...deploySteps(translation, held("deploy"), (when) => ({
      before: extraSteps(held("before_deploy"), { if: when }),
      after: extraSteps(held("after_deploy"), { if: when }),
    })),
  );
  steps.add(...addon.after);
  for (const row of rows)
    if (row.include !== undefined)
      job.carries(equal("travis/include", undefined, matrix.section, matrix.include, row.include));
  return id;
}

function columnsOf(rows: readonly Row[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  const [first] = rows;
  for (const [key, cell] of first?.cells ?? []) {
    const values = new Set(rows.map((row) => rendered(row.cells.get(key)?.value ?? cell.value).join("\n")));
    columns.set(key, values.size === 1 && rows.every((row) => row.cells.has(key)) ? { one: cell } : { many: true });
  }
  return columns;
}

/** Rows of a group say the same in what is no column: what carries that of the first carries that of all. */
function mirrorRows(translation: Translation, rows: readonly Row[], columns: ReadonlyMap<string, Column>): void {
  const [first, ...others] = rows;
  if (first === undefined) return;
  const sameEnv = new Set(rows.map((row) => cellText(row, "env"))).size === 1;
  for (const row of others) {
    for (const [key, held] of row.own) translation.mirror(first.own.get(key), held);
    for (const [key, column] of columns) {
      if (!("one" in column)) continue;
      translation.mirror(column.one.value, row.cells.get(key)?.value);
      translation.mirror(column.one.entry, row.cells.get(key)?.entry);
    }
    if (!sameEnv) continue;
    for (const [index, { sources }] of row.env.variables.entries()) {
      const like = first.env.variables[index]?.sources ?? [];
      for (const [place, source] of sources.entries()) mirrorSource(translation, like[place], source);
    }
    for (const [index, source] of row.envSources.entries()) mirrorSource(translation, first.envSources[index], source);
  }
}

function mirrorSource(translation: Translation, from: Source | undefined, to: Source): void {
  const at = (source: Source) => (typeof source === "number" ? { ...NOWHERE, at: source } : source);
  if (from !== undefined) translation.mirror(at(from), at(to));
}

const NOWHERE = { kind: "text", path: "", span: { start: 0, end: 0 }, via: [], text: "", value: "" } as const;

/** The condition of a job; where it cannot be said on GitHub, a step that fails. */
function ifOf(translation: Translation, job: OutMap, held: Entry | undefined): OutMap[] {
  if (held === undefined) return [];
  const text = held.value.kind === "text" ? condition(held.value.text) : undefined;
  if (text === undefined || /\brunner\./.test(text))
    return [translation.placeholder("lost", "travis/if", "GitHub's expressions cannot say this.", held)];
  job.set("if", expression(text).carries(equal("travis/if", undefined, held, held.value)));
  return [];
}

function allowed(rows: readonly Row[]): OutNode {
  const patterns = new Set(rows.flatMap((row) => row.allowed));
  const every = rows.every((row) => row.allowed.length > 0);
  const made = expression(every ? true : "${{ matrix.allow-failure == true }}");
  return made.carries(...[...patterns].map((pattern) => whole(equal("travis/allow-failures", undefined), pattern)));
}

/** The step that brings the language, and what says so. */
function setup(
  { translation }: Shared,
  group: Group,
  columns: ReadonlyMap<string, Column>,
  runsOn: OutNode,
  job: OutMap,
): OutMap[] {
  const language = group.held("language");
  const named = language?.value.kind === "list" ? items(language.value)[0] : language?.value;
  const name = named?.kind === "text" ? named.text.toLowerCase() : "";
  const info = LANGUAGES[name];
  const steps: OutMap[] = [];
  const others = language?.value.kind === "list" ? items(language.value).slice(1) : [];
  for (const other of others)
    steps.push(
      translation.placeholder("unknown", "travis/language", "Travis took the first language of a list.", other),
    );
  if (language !== undefined && info === undefined) {
    const reason = "This language is not known; install it in a step of your own.";
    steps.push(translation.placeholder("unknown", "travis/language", reason, language));
  }
  let carried = false;
  for (const column of columns.values())
    if (isOff(column)) runsOn.carries(equal("travis/no-version", undefined, column.one.value, column.one.entry));
  for (const other of new Set([
    info,
    ...[...columns.keys()].map((key) => Object.values(LANGUAGES).find(({ versions }) => versions[key] !== undefined)),
  ])) {
    const keys = Object.keys(other?.versions ?? {}).filter((key) => {
      const column = columns.get(key);
      return column !== undefined && !isOff(column);
    });
    const off = keys.length === 0 && Object.keys(other?.versions ?? {}).some((key) => columns.has(key));
    if (other?.action === undefined || off || (other !== info && keys.length === 0)) continue;
    const inputs: Record<string, OutNode> = {};
    for (const [key, text] of Object.entries(other.inputs ?? {})) inputs[key] = literal(text);
    for (const key of keys) {
      const input = other.versions[key]?.input ?? key;
      const column = columns.get(key);
      if (column === undefined) continue;
      inputs[input] =
        "one" in column && column.one.value.kind === "text"
          ? oneVersion(translation, group, key, column.one)
          : expression(`\${{ matrix.${key} }}`);
    }
    const missing = keys.length === 0 && other === info;
    const lacking = missing ? DEFAULTS[other.action] : undefined;
    if (lacking !== undefined) inputs[lacking[0]] = literal(lacking[1]);
    const step = usesStep(other.action, inputs);
    if (other === info) {
      const reason = "No version is given; that of Travis's image was an older one.";
      step
        .get("uses")
        ?.carries(
          missing
            ? weaker("travis/language", reason, undefined, language, named)
            : equal("travis/language", undefined, language, named),
        );
      carried = true;
    }
    steps.push(step);
  }
  if (!carried && info !== undefined) runsOn.carries(equal("travis/language", undefined, language, named));
  for (const [key, column] of columns) {
    if (VERSION_KEYS.has(key) || /^(os|dist|arch|compiler|osx_image)$/.test(key)) continue;
    const env = job.get("env");
    const node =
      "one" in column && column.one.value.kind === "text"
        ? literal(column.one.value.text).carries(
            equal("travis/axis", column.one.value.text, column.one.value, column.one.entry),
          )
        : expression(`\${{ matrix.${key} }}`);
    if (env === undefined || env.kind === "map")
      job.map("env").set(key === "gemfile" ? "BUNDLE_GEMFILE" : key.toUpperCase(), node);
  }
  return steps;
}

/** Whether a language is switched off, as `elixir: false` does for a job. */
function isOff(column: Column): column is { readonly one: Cell } {
  return "one" in column && isFalse(column.one.value);
}

/** What an action must be told where the file names no version. */
const DEFAULTS: Readonly<Record<string, readonly [string, string]>> = {
  [ACTIONS.setupNode]: ["node-version", "lts/*"],
  [ACTIONS.setupPython]: ["python-version", "3.x"],
  [ACTIONS.setupGo]: ["go-version", "stable"],
  [ACTIONS.setupJava]: ["java-version", "21"],
  [ACTIONS.rustToolchain]: ["toolchain", "stable"],
  [ACTIONS.setupRuby]: ["ruby-version", "ruby"],
  [ACTIONS.setupPerl]: ["perl-version", "latest"],
  [ACTIONS.setupDotnet]: ["dotnet-version", "8.x"],
};

function oneVersion(translation: Translation, { rows }: Group, key: string, cell: Cell): OutNode {
  const [row] = rows;
  const text = cell.value.kind === "text" ? cell.value.text : "";
  const version = row === undefined ? { text } : versionOf(translation, row, key, text);
  return literal(version.text).carries(...versionClaims(version, cell), equal("travis/axis", undefined, cell.entry));
}
