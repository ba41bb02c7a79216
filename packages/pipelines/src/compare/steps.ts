import type { Job, RunCommand, Step, UseAction, Value } from "../model/pipeline.ts";
import { alignSteps } from "./align.ts";
import { compareConditions } from "./conditions.ts";
import { type Context, type Ruling, ruling, seenAt, seenText, type Words } from "./context.ts";
import type { Construct } from "./verdict.ts";

/** Says what became of the steps of a job. Gives the context in which each goes by its old id. */
export function compareSteps(old: Job, now: Job, context: Context): Context {
  const { pairs, onlyOld, onlyNew, moved } = alignSteps(old.steps, now.steps, (text) => context.renamed(text));
  const ids = [...pairs, ...moved].flatMap(([before, after]): [string, string][] =>
    before.id === undefined || after.id === undefined ? [] : [[before.id, after.id]],
  );
  const named = context.renaming("steps", ids);
  const words = (steps: readonly Step[], step: Step) => `step ${steps.indexOf(step) + 1} (${titleOf(step)})`;
  for (const [before, after] of [...pairs, ...moved]) {
    const base = {
      construct: "step",
      old: seenAt(before.at, titleOf(before)),
      new: seenAt(after.at, titleOf(after)),
    } as const;
    const within = named.within(words(now.steps, after));
    const isMoved = moved.some(([step]) => step === before);
    within.say({
      ...base,
      ...(isMoved ? ruling("unknown", "It runs at another place among the steps.") : whatItIs(before, after)),
    });
    compareStep(before, after, now, within);
  }
  for (const step of onlyOld) {
    const { construct, name, deed } = kindOf(step);
    context.within(words(old.steps, step)).say({
      construct,
      ...(name === undefined ? {} : { name }),
      old: seenAt(step.at, contentOf(step)),
      verdict: "lost",
      why: deed === undefined ? "It no longer runs." : `It no longer runs: ${deed}.`,
    });
  }
  for (const step of onlyNew) {
    const { construct, name, deed } = kindOf(step);
    context.within(words(now.steps, step)).say({
      construct,
      ...(name === undefined ? {} : { name }),
      new: seenAt(step.at, contentOf(step)),
      verdict: "gained",
      why: deed === undefined ? "It runs too." : `It runs too: ${deed}.`,
    });
  }
  return named;
}

function whatItIs(old: Step, now: Step): Ruling {
  const renamed = old.name?.text !== now.name?.text;
  return ruling("same", renamed ? `It is still there, now called "${titleOf(now)}".` : "It is still there.");
}

/** What a step is called for people. */
function titleOf(step: Step): string {
  if (step.name !== undefined) return step.name.text;
  if (step.work.kind === "action") return step.work.reference.text;
  return step.work.kind === "run" ? (step.work.command.text.split("\n")[0] ?? "") : "a step that does nothing";
}

function contentOf(step: Step): string {
  if (step.work.kind === "run") return step.work.command.text;
  return step.work.kind === "action" ? step.work.reference.text : "";
}

/** Steps that hand on or keep something are told as that. */
function kindOf({ work }: Step): { readonly construct: Construct; readonly name?: string; readonly deed?: string } {
  if (work.kind !== "action") return { construct: "step" };
  const input = (name: string) => {
    const value = work.inputs.find((candidate) => candidate.name === name)?.value;
    return value?.kind === "text" ? value.text : undefined;
  };
  const name = input("name") ?? "artifact";
  if (work.action === "actions/upload-artifact") {
    return { construct: "artifact", name, deed: `it hands on the artifact ${name}` };
  }
  if (work.action === "actions/download-artifact") {
    const taken = input("name") ?? "(all)";
    return { construct: "artifact", name: taken, deed: `it takes the artifact ${taken}` };
  }
  if (/^actions\/cache(\/(save|restore))?$/.test(work.action)) {
    return { construct: "cache", name: input("key") ?? "", deed: `it keeps ${input("path") ?? "files"} between runs` };
  }
  return { construct: "step" };
}

function compareStep(old: Step, now: Step, job: Job, context: Context): void {
  compareWork(old, now, job, context);
  compareConditions(old.condition, now.condition, "step", context);
  context.variables("variable", old.env, now.env, VARIABLE);
  context.text(
    "errors",
    old.continueOnError,
    now.continueOnError,
    errorWords("step", old.continueOnError?.text, now.continueOnError?.text),
  );
  context.text("timeout", old.timeout, now.timeout, timeWords(old.timeout?.text, now.timeout?.text));
  context.variables("setting", old.others, now.others, SETTING);
}

function compareWork(old: Step, now: Step, job: Job, context: Context): void {
  if (old.work.kind === "run" && now.work.kind === "run") compareCommands(old.work, now.work, job, context);
  else if (old.work.kind === "action" && now.work.kind === "action") compareActions(old.work, now.work, context);
  else if (old.work.kind !== now.work.kind) {
    context.say({
      construct: "command",
      old: seenAt(old.at, contentOf(old)),
      new: seenAt(now.at, contentOf(now)),
      ...ruling("unknown", "It does something else: a command on one side, an action on the other."),
    });
  }
}

function compareCommands(old: RunCommand, now: RunCommand, job: Job, context: Context): void {
  const another = ruling("unknown", "Another command runs.");
  context.text("command", old.command, now.command, { gained: another, lost: another, changed: another });
  const folder = ruling("unknown", "It runs in another folder.");
  context.text("folder", old.workingDirectory, now.workingDirectory, { gained: folder, lost: folder, changed: folder });
  compareShells(old, now, job, context);
}

/** What GitHub runs where no shell is named, on anything but Windows. */
const DEFAULT_SHELL = "bash -e {0}";

function compareShells(old: RunCommand, now: RunCommand, job: Job, context: Context): void {
  const other = ruling("unknown", "It runs in another shell.");
  const unixLike = !/windows|\$\{\{|self-hosted|\{|\[/i.test(job.runsOn?.kind === "text" ? job.runsOn.text : "{");
  const strict = ruling("stronger", "In bash by name a pipe fails when any part of it does.");
  const lax = ruling("weaker", "In the default shell a pipe only fails when its last part does.");
  const same = ruling("same", "It is the default shell, by name.");
  const known = (shell: string | undefined) => unixLike && (shell === "bash" || shell === DEFAULT_SHELL);
  context.text("shell", old.shell, now.shell, {
    gained: !known(now.shell?.text) ? other : now.shell?.text === "bash" ? strict : same,
    lost: !known(old.shell?.text) ? other : old.shell?.text === "bash" ? lax : same,
    changed: other,
  });
}

function compareActions(old: UseAction, now: UseAction, context: Context): void {
  const statement = { construct: "action", old: seenText(old.reference), new: seenText(now.reference) } as const;
  if (old.action !== now.action) {
    context.say({ ...statement, verdict: "unknown", why: "Another action is used." });
  } else if (old.version === now.version) {
    context.say({ ...statement, verdict: "same", why: "It is as it was." });
  } else {
    const commit = (version: string | undefined) =>
      version === undefined || /^[0-9a-f]{40}$/.test(version) ? version : context.commitOf(now.action, version);
    const same = commit(old.version) !== undefined && commit(old.version) === commit(now.version);
    const why = same ? "Both versions are the same commit." : "Another version of the action is used.";
    context.say({ ...statement, verdict: same ? "same" : "unknown", why });
  }
  context.variables("input", old.inputs, now.inputs, (name) => inputWords(name, old, now));
}

const INPUT: Words = {
  gained: ruling("unknown", "The action is handed a value where it used its own default."),
  lost: ruling("unknown", "The action uses its own default."),
  changed: ruling("unknown", "The action is handed another value."),
};

function inputWords(name: string, old: UseAction, now: UseAction): Words {
  if (name !== "persist-credentials" || now.action !== "actions/checkout") return INPUT;
  const keeps = ({ inputs }: UseAction) =>
    textOf(inputs.find((input) => input.name === name)?.value)?.toLowerCase() ?? "true";
  if (keeps(now) === "false")
    return all(ruling("stronger", "The token is no longer kept in the checkout for later steps."));
  if (keeps(now) !== "true") return INPUT;
  // Written out or not, it is the default.
  if (keeps(old) === "true") return all(ruling("same", "This is the default."));
  return all(ruling("weaker", "The token is kept in the checkout, where every later step can read it.", true));
}

const all = (every: Ruling): Words => ({ gained: every, lost: every, changed: every });
const textOf = (value: Value | undefined) => (value?.kind === "text" ? value.text : undefined);

export const VARIABLE: Words = {
  gained: ruling("gained", "It is set now."),
  lost: ruling("lost", "It is no longer set."),
  changed: ruling("unknown", "It has another value."),
};

export const SETTING: Words = {
  gained: ruling("unknown", "A setting was added whose effect is not known here."),
  lost: ruling("unknown", "A setting is gone whose effect is not known here."),
  changed: ruling("unknown", "A setting changed whose effect is not known here."),
};

/** Absent is `false`. */
export function errorWords(of: "job" | "step", old: string | undefined, now: string | undefined): Words {
  const [before, after] = [old ?? "false", now ?? "false"];
  if (before === after) return all(ruling("same", "This is the default."));
  if (after === "true" || before === "false") {
    const sometimes = after === "true" ? "" : " where the expression holds";
    return all(ruling("weaker", `A failure of this ${of} no longer fails what it belongs to${sometimes}.`));
  }
  if (after === "false" || before === "true")
    return all(ruling("stronger", `A failure of this ${of} is a failure again.`));
  return all(ruling("unknown", "Another expression says whether a failure counts."));
}

/** @param otherwise what holds where nothing is written, in minutes; undefined where that is not a number */
export function timeWords(old: string | undefined, now: string | undefined, otherwise?: number): Words {
  const minutes = (text: string | undefined) =>
    text === undefined ? (otherwise ?? Number.POSITIVE_INFINITY) : Number(text);
  const [before, after] = [minutes(old), minutes(now)];
  if (before === after) return all(ruling("same", "The limit is the same."));
  if (after < before) return all(ruling("stronger", "What hangs is ended, and fails, sooner."));
  if (after > before) return all(ruling("weaker", "What hangs is ended later."));
  return all(ruling("unknown", "The limit is another."));
}
