import { expression, literal, map, type OutMap } from "../../migrate/output.ts";
import { runStep, script } from "../../migrate/steps.ts";
import { equal, type Translation, weaker } from "../../migrate/translation.ts";
import { type Entry, items, type TextValue } from "../../migrate/values.ts";

/** Phases that end a build when they fail, in their order. */
const BEFORE = ["before_install", "install", "before_script", "script"] as const;

/** Each runs after the script, whatever comes of it. */
const AFTER = {
  after_success: "success()",
  after_failure: "failure()",
  after_script: "always()",
} as const;

/** Commands after which a shell is no longer the same: later phases of Travis run in that very shell. */
const STATEFUL =
  /(^|[;&|(\s])(export|cd|pushd|popd|source|\.|set|eval|alias|unset|shopt|ulimit|umask|nvm|rvm|jdk_switcher|phpenv|pyenv|gvm|gimme|rbenv|virtualenv|trap)\s|^\s*[A-Za-z_][A-Za-z0-9_]*=\S*\s*($|;|&&)|\(\)\s*\{/m;

/** Functions that Travis gives to commands. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  travis_retry: 'travis_retry() { "$@" || "$@" || "$@"; }',
  travis_wait: 'travis_wait() { [[ "$1" =~ ^[0-9]+$ ]] && shift; "$@"; }',
  travis_terminate: 'travis_terminate() { exit "$1"; }',
  travis_fold: "travis_fold() { :; }",
  travis_time_start: "travis_time_start() { :; }",
  travis_time_finish: "travis_time_finish() { :; }",
  jdk_switcher:
    'jdk_switcher() { local home="JAVA_HOME_${2//[!0-9]/}_X64"; export JAVA_HOME="${!home:-$JAVA_HOME}" PATH="${!home:-$JAVA_HOME}/bin:$PATH"; }',
};

/** Variables of Travis that have only something like them on GitHub. */
const NEARLY =
  /\$\{?(TRAVIS_JOB_ID|TRAVIS_JOB_NUMBER|TRAVIS_JOB_WEB_URL|TRAVIS_BUILD_WEB_URL|TRAVIS_COMMIT_RANGE|TRAVIS_ALLOW_FAILURE|TRAVIS_TEST_RESULT)\b/;

interface Command {
  readonly source: TextValue;
  readonly phase: Entry;
  readonly text: string;
  /** Why it is not kept in full. */
  readonly weaker?: string;
}

/** The steps of everything from `before_install` to `script`. */
export function mainSteps(
  translation: Translation,
  held: (key: string) => Entry | undefined,
  defaults: { readonly install?: string; readonly script?: string },
): OutMap[] {
  const steps: OutMap[] = [];
  const phases = BEFORE.map((name) => ({ name, entry: held(name), commands: commandsOf(held(name)) }));
  const firstStateful = phases.findIndex(({ name, commands }) => {
    return name !== "script" && commands.some(({ text }) => STATEFUL.test(text));
  });
  const joined: Command[] = [];
  for (const [index, { name, entry, commands }] of phases.entries()) {
    if (entry === undefined) {
      const own = name === "install" ? defaults.install : name === "script" ? defaults.script : undefined;
      if (own === undefined || own === "") continue;
      if (firstStateful >= 0 && index > firstStateful) joined.push(implied(own, name));
      else steps.push(runStep(name, own.includes("\n") ? `${own}\n` : own));
      continue;
    }
    const odd = items(entry.value).filter((value) => value.kind !== "text");
    const reason = "A command is a text; this is none.";
    if (odd.length > 0) steps.push(translation.placeholder("unknown", "travis/command", reason, ...odd));
    if (firstStateful >= 0 && index >= firstStateful) joined.push(...commands);
    else steps.push(...phaseSteps(name, commands, {}));
  }
  if (joined.length > 0) steps.push(joinedStep(joined));
  return steps;
}

/** What stands for `install: true` and the like, which switch a phase off. */
export function isSkipped(entry: Entry | undefined): boolean {
  return entry?.value.kind === "text" && /^(true|false|skip|ignore|yes|no|)$/i.test(entry.value.text);
}

function commandsOf(entry: Entry | undefined): Command[] {
  if (entry === undefined || isSkipped(entry)) return [];
  return items(entry.value).flatMap((source, index): Command[] => {
    if (source.kind !== "text" || source.text.trim() === "") return [];
    const text = source.text.trimEnd();
    const more = entry.key === "script" && index > 0;
    const why = NEARLY.test(text)
      ? "It uses a variable of Travis for which GitHub has only something like it."
      : /\bjdk_switcher\b/.test(text)
        ? "The Java of the runner's image takes the place of the one that Travis had."
        : more
          ? "Travis runs it also when an earlier command of the script failed."
          : undefined;
    return [{ source, phase: entry, text, ...(why === undefined ? {} : { weaker: why }) }];
  });
}

function implied(text: string, phase: string): Command {
  const span = { start: 0, end: 0 };
  const source: TextValue = { kind: "text", path: phase, span, via: [], at: undefined, text, value: text };
  const value: Entry = { key: phase, at: -1, path: phase, span, via: [], value: source };
  return { source, phase: value, text };
}

/** One step for commands of a line; each of several lines is a step of its own, since a shell judges it by its end. */
export function phaseSteps(
  name: string,
  commands: readonly Command[],
  more: Readonly<Record<string, string>>,
): OutMap[] {
  const steps: OutMap[] = [];
  let lines: Command[] = [];
  const title = () => (steps.length === 0 ? name : `${name} (${steps.length + 1})`);
  const settings = () =>
    Object.fromEntries(
      Object.entries(more).map(([key, value]) => [key, expression(key === "continue-on-error" ? true : value)]),
    );
  const flush = () => {
    if (lines.length > 0) steps.push(commandStep(title(), lines, settings()));
    lines = [];
  };
  for (const command of commands) {
    if (!command.text.includes("\n")) {
      lines.push(command);
      continue;
    }
    flush();
    steps.push(commandStep(title(), [command], { ...settings(), shell: expression("bash {0}") }));
  }
  flush();
  return steps;
}

function commandStep(name: string, commands: readonly Command[], more: Parameters<typeof runStep>[2]): OutMap {
  const text = withFunctions(commands.map((command) => command.text).join("\n"));
  const step = runStep(name, text.includes("\n") ? `${text}\n` : text, more);
  for (const command of commands) script(step).carries(claimOf(command, command.weaker));
  const phases = new Set(commands.map(({ phase }) => phase));
  script(step).carries(...[...phases].map((phase) => equal("travis/phase", undefined, phase)));
  return step;
}

/** Phases that share the state of one shell stay in one shell. */
function joinedStep(commands: readonly Command[]): OutMap {
  const lines: string[] = [];
  let phase: string | undefined;
  for (const command of commands) {
    if (command.phase.key !== phase) lines.push(`# ${command.phase.key}`);
    phase = command.phase.key;
    lines.push(command.text);
  }
  const names = [...new Set(commands.map((command) => command.phase.key))];
  const step = runStep(names.join(", "), `${withFunctions(lines.join("\n"))}\n`);
  for (const command of commands) {
    const several = "GitHub's shell stops at the first line that fails, Travis judged a command by its end.";
    script(step).carries(claimOf(command, command.weaker ?? (command.text.includes("\n") ? several : undefined)));
    if (command.phase.at >= 0) script(step).carries(equal("travis/one-shell", `# ${command.phase.key}`, command.phase));
  }
  return step;
}

function claimOf({ source, text }: Command, why: string | undefined) {
  return why === undefined ? equal("travis/command", text, source) : weaker("travis/command", why, text, source);
}

function withFunctions(text: string): string {
  const used = Object.entries(FUNCTIONS).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
  return [...used.map(([, body]) => body), text].join("\n");
}

/** What runs after the script; its failures do not count. */
export function afterSteps(held: (key: string) => Entry | undefined): OutMap[] {
  return Object.entries(AFTER).flatMap(([name, condition]) => {
    return phaseSteps(name, commandsOf(held(name)), { if: condition, "continue-on-error": "true" });
  });
}

/** Commands of a phase that belongs to something else, such as `before_deploy`. */
export function extraSteps(entry: Entry | undefined, more: Readonly<Record<string, string>>): OutMap[] {
  return entry === undefined ? [] : phaseSteps(entry.key, commandsOf(entry), more);
}

/** The environment that must be worked out by a shell. */
export function environmentStep(lines: readonly string[]): OutMap {
  return map({ name: literal("Set environment"), shell: expression("bash"), run: literal(`${lines.join("\n")}\n`) });
}
