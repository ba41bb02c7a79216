import { canonicalVariables } from "../model/canonical.ts";
import { type Formula, STATUS } from "../model/formula.ts";
import type { Concurrency, Container, Job } from "../model/pipeline.ts";
import { alignJobs } from "./align.ts";
import { compareConditions } from "./conditions.ts";
import { type Context, type Ruling, ruling, seenAt, seenText, type Words } from "./context.ts";
import { compareMatrices } from "./matrix.ts";
import { comparePermissions, writesOf } from "./permissions.ts";
import { compareSteps, errorWords, SETTING, timeWords } from "./steps.ts";
import type { Construct } from "./verdict.ts";

/** What GitHub gives a job that does not say. */
const USUAL_MINUTES = 360;

/** Says what became of all jobs. */
export function compareJobs(old: readonly Job[], now: readonly Job[], context: Context): void {
  const { pairs, onlyOld, onlyNew } = alignJobs(old, now);
  const ids = pairs.map(([before, after]) => [before.id, after.id] as const);
  const named = context.renaming("needs", ids);
  const oldIdOf = new Map(ids.map(([before, after]) => [after, before]));
  for (const [before, after] of pairs) {
    const within = named.within(`job ${after.id}`);
    within.say({
      construct: "job",
      old: seenAt(before.at, before.id),
      new: seenAt(after.at, after.id),
      ...sameJob(before, after),
    });
    compareNeeds(before, after, old, now, oldIdOf, within);
    compareJob(before, after, within);
  }
  for (const job of onlyOld) {
    context.within(`job ${job.id}`).say({
      construct: "job",
      old: seenAt(job.at, job.id),
      verdict: "lost",
      why: `It no longer runs, with its ${job.call === undefined ? steps(job) : "call"}.`,
    });
  }
  for (const job of onlyNew) gainedJob(job, context.within(`job ${job.id}`));
}

const steps = (job: Job) => `${job.steps.length} step${job.steps.length === 1 ? "" : "s"}`;

function sameJob(old: Job, now: Job): Ruling {
  const [before, after] = [old.name?.text ?? old.id, now.name?.text ?? now.id];
  if (old.id !== now.id) {
    return ruling(
      "same",
      `It is still there as ${now.id}. A check that is required by its old name (${before}) must be renamed.`,
      true,
    );
  }
  if (before === after) return ruling("same", "It is still there.");
  return ruling(
    "same",
    `It reports as "${after}", no longer as "${before}": a check required by that name must be renamed.`,
    true,
  );
}

function gainedJob(job: Job, context: Context): void {
  const what = job.call === undefined ? steps(job) : `a call of ${job.call.reference.text}`;
  context.say({ construct: "job", new: seenAt(job.at, job.id), verdict: "gained", why: `It runs too, with ${what}.` });
  for (const { name, at } of job.secrets) sayGained(name, seenAt(at, name), context);
  for (const { scope, access, at } of writesOf(job.permissions)) {
    context.say({
      construct: "permission",
      name: scope,
      new: seenAt(at, access),
      verdict: "gained",
      why: "The token of a new job may write.",
      marked: true,
    });
  }
}

function compareJob(old: Job, now: Job, context: Context): void {
  compareConditions(old.condition, now.condition, "job", context);
  const machine = ruling("unknown", "It runs on another machine.");
  context.value("machine", old.runsOn, now.runsOn, { gained: machine, lost: machine, changed: machine });
  compareMatrices(old.matrix, now.matrix, context);
  compareStrategy(old, now, context);
  comparePermissions(old.permissions, now.permissions, context);
  // What the job hands on is said in the names of its steps.
  const named = compareSteps(old, now, context);
  named.value("environment", old.environment, now.environment, {
    gained: ruling("gained", "It deploys to an environment, with its rules and its secrets.", true),
    lost: ruling("lost", "The environment's protection rules no longer apply."),
    changed: ruling("unknown", "It deploys to another environment, or tells it otherwise."),
  });
  compareConcurrency(old.concurrency, now.concurrency, context);
  const minutes = timeWords(old.timeout?.text, now.timeout?.text, USUAL_MINUTES);
  context.text("timeout", old.timeout, now.timeout, minutes);
  const errors = errorWords("job", old.continueOnError?.text, now.continueOnError?.text);
  context.text("errors", old.continueOnError, now.continueOnError, errors);
  const containers = (job: Job) => (job.container === undefined ? [] : [job.container]);
  compareContainers("container", containers(old), containers(now), context);
  compareContainers("service", old.services, now.services, context);
  named.variables("output", old.outputs, now.outputs, {
    gained: ruling("gained", "Other jobs can use it."),
    lost: ruling("lost", "Other jobs that use it get nothing."),
    changed: ruling("unknown", "It has another value."),
  });
  compareCalls(old, now, context);
  compareSecrets(old, now, context);
  context.variables("setting", old.others, now.others, SETTING);
}

function compareNeeds(
  old: Job,
  now: Job,
  before: readonly Job[],
  all: readonly Job[],
  oldIdOf: ReadonlyMap<string, string>,
  context: Context,
): void {
  const news = new Map(now.needs.map((need) => [oldIdOf.get(need.text) ?? need.text, need]));
  for (const need of old.needs) {
    const after = news.get(need.text);
    const statement = {
      construct: "need",
      name: need.text,
      old: seenText(need),
      new: after && seenText(after),
    } as const;
    if (after !== undefined) context.say({ ...statement, verdict: "same", why: "It is still waited for." });
    else if (reaches(now, need.text, all, oldIdOf)) {
      context.say({ ...statement, verdict: "same", why: "It is still waited for, through another job." });
    } else {
      context.say({
        ...statement,
        verdict: "lost",
        why: "It is no longer waited for, and its failure no longer stops this.",
      });
    }
  }
  const olds = new Set(old.needs.map(({ text }) => text));
  for (const [id, need] of news) {
    if (olds.has(id)) continue;
    const statement = { construct: "need", name: need.text, new: seenText(need) } as const;
    if (reaches(old, id, before, new Map())) {
      context.say({ ...statement, verdict: "same", why: "It was waited for already, through another job." });
    } else {
      context.say({ ...statement, verdict: "gained", why: "It is waited for first, and its failure stops this." });
    }
  }
}

/** Whether a job still waits for another, and stops at its failure, through jobs between. */
function reaches(from: Job, wanted: string, all: readonly Job[], oldIdOf: ReadonlyMap<string, string>): boolean {
  const seen = new Set<Job>();
  const visit = (job: Job): boolean => {
    // One that runs after a failure too does not hand the failure on.
    if (seen.has(job) || !needsSuccess(job.condition.formula)) return false;
    seen.add(job);
    return job.needs.some(({ text }) => {
      const next = all.find(({ id }) => id === text);
      return (oldIdOf.get(text) ?? text) === wanted || (next !== undefined && visit(next));
    });
  };
  return visit(from);
}

function needsSuccess(formula: Formula | undefined): boolean {
  if (formula?.kind === "all") return formula.of.some(needsSuccess);
  return formula?.kind === "atom" && formula.test?.subject === STATUS && formula.test.value === "success";
}

function compareStrategy(old: Job, now: Job, context: Context): void {
  if (old.matrix === undefined || now.matrix === undefined) return;
  const on = ruling("weaker", "The first cell that fails ends the others, so what they would have found is not seen.");
  const off = ruling("stronger", "Every cell runs to its end.");
  const [before, after] = [old.failFast?.text ?? "true", now.failFast?.text ?? "true"];
  const words = after === "true" ? on : after === "false" ? off : ruling("unknown", "Another expression decides.");
  const fast = before === after ? ruling("same", "This is the default.") : words;
  context.text("strategy", old.failFast, now.failFast, { name: "fail-fast", gained: fast, lost: fast, changed: fast });
  const most = ruling("unknown", "Another number of cells runs at once.");
  context.text("strategy", old.maxParallel, now.maxParallel, {
    name: "max-parallel",
    gained: most,
    lost: most,
    changed: most,
  });
}

/** Says what became of what keeps runs apart. */
export function compareConcurrency(old: readonly Concurrency[], now: readonly Concurrency[], context: Context): void {
  for (let index = 0; index < Math.max(old.length, now.length); index++) {
    const [before, after] = [old[index], now[index]];
    const seen = (one: Concurrency | undefined) => one && seenAt(one.at, one.group?.text ?? "");
    context.seen("concurrency", "group", seen(before), seen(after), {
      gained: ruling("gained", "Runs of one group wait for each other; of those that wait only the newest stays."),
      lost: ruling("lost", "Several runs can be under way at once."),
      changed: ruling("unknown", "Other runs wait for each other."),
    });
    if (before === undefined || after === undefined) continue;
    const ends = (one: Concurrency) => one.cancelsRunning?.text ?? "false";
    const [was, is] = [ends(before), ends(after)];
    const more = ruling("weaker", "A newer run ends one that is under way.");
    const less = ruling("stronger", "A run under way is no longer ended by a newer one.");
    const decided = is === "true" || was === "false" ? more : is === "false" || was === "true" ? less : undefined;
    const words =
      was === is
        ? ruling("same", "This is the default.")
        : (decided ?? ruling("unknown", "Another expression decides."));
    context.text("concurrency", before.cancelsRunning, after.cancelsRunning, {
      name: "cancel-in-progress",
      gained: words,
      lost: words,
      changed: words,
    });
    context.variables("setting", before.others, after.others, SETTING);
  }
}

function compareContainers(
  construct: Construct,
  old: readonly Container[],
  now: readonly Container[],
  context: Context,
): void {
  const news = new Map(now.map((container) => [container.name, container]));
  const text = ({ image, settings }: Container) =>
    [image?.text ?? "", canonicalVariables(settings)].filter(Boolean).join(", ");
  for (const name of new Set([...old, ...now].map((container) => container.name))) {
    const before = old.find((container) => container.name === name);
    const after = news.get(name);
    const seen = (one: Container | undefined) => one && seenAt(one.at, text(one));
    const words: Words = {
      gained: ruling("gained", construct === "service" ? "It runs beside the job." : "The steps run in it."),
      lost: ruling(
        "lost",
        construct === "service" ? "It no longer runs beside the job." : "The steps run on the machine itself.",
      ),
      changed: ruling("unknown", "Another image, or other settings."),
    };
    context.seen(construct, construct === "service" ? name : undefined, seen(before), seen(after), words);
  }
}

function compareCalls(old: Job, now: Job, context: Context): void {
  const other = ruling("unknown", "Another workflow, or another version of it, runs in this place.");
  context.text("call", old.call?.reference, now.call?.reference, { gained: other, lost: other, changed: other });
  const input = ruling("unknown", "The called workflow is handed something else.");
  const inputs = { gained: input, lost: input, changed: input };
  context.variables("call", old.call?.inputs ?? [], now.call?.inputs ?? [], inputs);
  const handed = (job: Job) =>
    (job.call?.secrets ?? []).map((secret) => ({ ...secret, name: `secret ${secret.name}` }));
  context.variables("call", handed(old), handed(now), {
    ...inputs,
    gained: ruling("gained", "The called workflow is handed a secret.", true),
  });
}

function compareSecrets(old: Job, now: Job, context: Context): void {
  const olds = new Map(old.secrets.map((secret) => [secret.name, secret]));
  const news = new Set(now.secrets.map(({ name }) => name));
  for (const { name, at } of now.secrets) {
    const before = olds.get(name);
    const seen = seenAt(at, name);
    if (before === undefined) sayGained(name, seen, context);
    else {
      const was = seenAt(before.at, name);
      context.say({
        construct: "secret",
        name: called(name),
        old: was,
        new: seen,
        verdict: "same",
        why: "It is still used.",
      });
    }
  }
  for (const { name, at } of old.secrets) {
    if (news.has(name)) continue;
    context.say({
      construct: "secret",
      name: called(name),
      old: seenAt(at, name),
      verdict: "lost",
      why: "It is no longer used.",
    });
  }
}

function sayGained(name: string, seen: ReturnType<typeof seenAt>, context: Context): void {
  const why = name === "*" ? "Every secret reaches this job." : "This secret reaches the job now.";
  context.say({ construct: "secret", name: called(name), new: seen, verdict: "gained", why, marked: true });
}

function called(secret: string): string {
  return secret === "*" ? "(all of them)" : secret;
}
