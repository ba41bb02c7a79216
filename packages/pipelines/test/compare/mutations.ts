import type { Construct, Verdict } from "../../src/compare/verdict.ts";

/** A mapping as the `yaml` library gives it. */
export type Tree = Record<string, unknown>;

/** What must be said of a mutated file: this, and nothing else that is not the same. */
export interface Expected {
  readonly construct: Construct | readonly Construct[];
  readonly verdict: Verdict;
  /** What `what` has in it. */
  readonly name?: string;
  readonly marked?: true;
  /** Further constructs that the same change is told by. */
  readonly also?: readonly Construct[];
}

/** Changes a workflow in place. Undefined where it has nothing to change; then nothing was changed. */
export type Mutation = (root: Tree, pick: <Item>(items: readonly Item[]) => Item | undefined) => Expected | undefined;

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);
const tree = (value: unknown): Tree => (isTree(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isText = (value: unknown): value is string => typeof value === "string";

const jobsOf = (root: Tree): [string, Tree][] =>
  Object.entries(tree(root.jobs)).filter((entry): entry is [string, Tree] => isTree(entry[1]));
const stepsOf = (job: Tree): Tree[] => list(job.steps).filter(isTree);
const allSteps = (root: Tree): Tree[] => jobsOf(root).flatMap(([, job]) => stepsOf(job));
const needsOf = (job: Tree): string[] => (isText(job.needs) ? [job.needs] : list(job.needs).filter(isText));
const eventsOf = (root: Tree): Tree => {
  const { on } = root;
  if (isText(on)) return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.filter(isText).map((event) => [event, null]));
  return tree(on);
};
/** Axes with their lists, of jobs whose matrix no expression makes and nothing is added to. */
const axesOf = (root: Tree) =>
  jobsOf(root).flatMap(([, job]) => {
    const matrix = tree(tree(job.strategy).matrix);
    const dynamic = Object.values(matrix).some((values) => !Array.isArray(values));
    if (dynamic || "include" in matrix || "exclude" in matrix) return [];
    return Object.entries(matrix).map(([name, values]) => ({ job, matrix, name, values: list(values) }));
  });
const isPlain = (pattern: unknown) => isText(pattern) && !/[*!?+[]/.test(pattern);
const asksStatus = (step: Tree) => /success|failure|cancelled|always/.test(String(step.if));

/** Permissions that take effect: of a job, or of the workflow where no job has its own. */
const permissionsOf = (root: Tree): Tree[] => {
  const own = jobsOf(root).flatMap(([, job]) => (isTree(job.permissions) ? [job.permissions] : []));
  const whole = jobsOf(root).every(([, job]) => !("permissions" in job)) && isTree(root.permissions);
  return whole && isTree(root.permissions) ? [root.permissions] : own;
};

/** Every class of change, each with the verdict that it must get. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "a trigger removed": (root, pick) => {
    const events = eventsOf(root);
    const event = pick(Object.keys(events));
    if (event === undefined || Object.keys(events).length < 2) return undefined;
    const { [event]: _, ...rest } = events;
    root.on = rest;
    return { construct: "trigger", verdict: "lost", name: event };
  },
  "a privileged trigger added": (root) => {
    const events = eventsOf(root);
    if ("pull_request_target" in events) return undefined;
    root.on = { ...events, pull_request_target: null };
    return { construct: "trigger", verdict: "gained", name: "pull_request_target", marked: true };
  },
  "a branch filter added": (root) => {
    const events = eventsOf(root);
    if (!("push" in events)) return undefined;
    const push = tree(events.push);
    if (["branches", "branches-ignore", "tags", "tags-ignore"].some((filter) => filter in push)) return undefined;
    root.on = { ...events, push: { ...push, branches: ["main"] } };
    // Pushes of tags no longer start it either.
    return { construct: "filter", verdict: "weaker", name: "branches", also: ["filter"] };
  },
  "a branch filter narrowed": (root, pick) => {
    const filters = Object.values(eventsOf(root)).flatMap((settings) => {
      const branches = tree(settings).branches;
      return Array.isArray(branches) && branches.length > 1 && branches.every(isPlain) ? [branches] : [];
    });
    const branches = pick(filters);
    if (branches === undefined || new Set(branches).size < branches.length) return undefined;
    branches.pop();
    return { construct: "filter", verdict: "weaker", name: "branches" };
  },
  "a branch filter removed": (root) => {
    const events = eventsOf(root);
    const request = tree(events.pull_request);
    if (!Array.isArray(request.branches) || request.branches.includes("**")) return undefined;
    const { branches: _, ...rest } = request;
    root.on = { ...events, pull_request: rest };
    return { construct: "filter", verdict: "stronger", name: "branches" };
  },
  "a path filter added": (root) => {
    const events = eventsOf(root);
    const request = tree(events.pull_request);
    if (!("pull_request" in events) || "paths" in request || "paths-ignore" in request) return undefined;
    root.on = { ...events, pull_request: { ...request, paths: ["src/**"] } };
    return { construct: "filter", verdict: "weaker", name: "paths" };
  },
  "an ignored path added": (root) => {
    const ignored = Object.values(eventsOf(root)).flatMap((settings) => {
      const paths = tree(settings)["paths-ignore"];
      return Array.isArray(paths) && !paths.some((path) => String(path).startsWith("!") || path === "**")
        ? [paths]
        : [];
    });
    const [paths] = ignored;
    if (paths === undefined) return undefined;
    paths.push("some/other/place/*.txt");
    return { construct: "filter", verdict: "weaker", name: "paths" };
  },
  "types narrowed": (root) => {
    const events = eventsOf(root);
    const request = tree(events.pull_request);
    if (!("pull_request" in events) || "types" in request) return undefined;
    root.on = { ...events, pull_request: { ...request, types: ["opened"] } };
    return { construct: "filter", verdict: "weaker", name: "types" };
  },
  "a schedule removed": (root) => {
    const crons = eventsOf(root).schedule;
    if (!Array.isArray(crons) || crons.length === 0 || Object.keys(eventsOf(root)).length < 2) return undefined;
    const { schedule: _, ...rest } = eventsOf(root);
    root.on = rest;
    return { construct: "trigger", verdict: "lost", name: "schedule" };
  },
  "a permission widened": (root, pick) => {
    const permissions = pick(permissionsOf(root).filter((scopes) => Object.values(scopes).includes("read")));
    const scope = pick(Object.keys(permissions ?? {}).filter((name) => permissions?.[name] === "read"));
    if (permissions === undefined || scope === undefined) return undefined;
    permissions[scope] = "write";
    return { construct: "permission", verdict: "weaker", name: scope, marked: true };
  },
  "a permission narrowed": (root, pick) => {
    const permissions = pick(permissionsOf(root).filter((scopes) => Object.values(scopes).includes("write")));
    const scope = pick(Object.keys(permissions ?? {}).filter((name) => permissions?.[name] === "write"));
    if (permissions === undefined || scope === undefined) return undefined;
    permissions[scope] = "none";
    return { construct: "permission", verdict: "stronger", name: scope };
  },
  "no permissions declared any more": (root, pick) => {
    const found = jobsOf(root).filter(([, job]) => isTree(job.permissions) && !("permissions" in root));
    const job = pick(found)?.[1];
    const scopes = Object.entries(tree(job?.permissions));
    if (job === undefined || !scopes.every(([scope, level]) => scope === "contents" && level === "read"))
      return undefined;
    delete job.permissions;
    return { construct: "permission", verdict: "weaker", marked: true };
  },
  "all permissions granted": (root) => {
    if (jobsOf(root).some(([, job]) => "permissions" in job) || root.permissions !== "read-all") return undefined;
    root.permissions = "write-all";
    return { construct: "permission", verdict: "weaker", marked: true };
  },
  "a matrix value removed": (root, pick) => {
    const axis = pick(axesOf(root).filter(({ values }) => new Set(values.map(String)).size > 1));
    axis?.values.pop();
    return axis && { construct: "cell", verdict: "lost" };
  },
  "a matrix cell excluded": (root, pick) => {
    const axis = pick(axesOf(root).filter(({ values }) => new Set(values.map(String)).size > 1));
    if (axis === undefined) return undefined;
    axis.matrix.exclude = [{ [axis.name]: axis.values[0] }];
    return { construct: "cell", verdict: "lost" };
  },
  "a matrix cell added": (root, pick) => {
    const axis = pick(axesOf(root));
    if (axis === undefined) return undefined;
    axis.matrix.include = [{ [axis.name]: "another" }];
    return { construct: "cell", verdict: "gained" };
  },
  "a step's condition narrowed": (root, pick) => {
    const step = pick(
      allSteps(root).filter(({ if: condition }) => condition === undefined || /^[^$]+$/.test(String(condition))),
    );
    if (step === undefined || String(step.if) === "false") return undefined;
    step.if = step.if === undefined ? "github.actor == 'somebody'" : `(${step.if}) && github.actor == 'somebody'`;
    return { construct: "condition", verdict: "weaker" };
  },
  "a step's condition widened": (root, pick) => {
    const step = pick(allSteps(root).filter((candidate) => candidate.if !== undefined && !asksStatus(candidate)));
    if (step === undefined) return undefined;
    step.if = "always()";
    return { construct: "condition", verdict: "stronger" };
  },
  "a step's condition replaced": (root, pick) => {
    const step = pick(allSteps(root).filter((candidate) => candidate.if !== undefined && !asksStatus(candidate)));
    if (step === undefined || /^(\$\{\{)? *(true|false) *(\}\})?$/.test(String(step.if))) return undefined;
    step.if = "github.actor == 'somebody'";
    return { construct: "condition", verdict: "unknown" };
  },
  "a job's condition narrowed": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => candidate.if === undefined))?.[1];
    if (job === undefined) return undefined;
    job.if = "github.actor == 'somebody'";
    return { construct: "condition", verdict: "weaker" };
  },
  "a secret added": (root, pick) => {
    const step = pick(allSteps(root).filter(({ env }) => env === undefined || isTree(env)));
    if (step === undefined) return undefined;
    step.env = { ...tree(step.env), ADDED: `${"$"}{{ secrets.ADDED_TOKEN }}` };
    return { construct: "secret", verdict: "gained", name: "ADDED_TOKEN", marked: true, also: ["variable"] };
  },
  "a step removed": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => stepsOf(candidate).length > 1))?.[1];
    const step = pick(stepsOf(job ?? {}));
    if (job === undefined || step === undefined) return undefined;
    job.steps = list(job.steps).filter((other) => other !== step);
    return { construct: ["step", "artifact", "cache"], verdict: "lost", also: ["secret"] };
  },
  "a step added": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => stepsOf(candidate).length > 0))?.[1];
    if (job === undefined) return undefined;
    job.steps = [...list(job.steps), { run: "something --new" }];
    return { construct: "step", verdict: "gained" };
  },
  "two steps exchanged": (root, pick) => {
    const jobs = jobsOf(root).filter(([, job]) => {
      const [first, second] = stepsOf(job);
      return isText(first?.uses) && isText(second?.run) && stepsOf(job).length === list(job.steps).length;
    });
    const job = pick(jobs)?.[1];
    if (job === undefined) return undefined;
    const [first, second, ...rest] = list(job.steps);
    job.steps = [second, first, ...rest];
    return { construct: "step", verdict: "unknown" };
  },
  "a job removed": (root, pick) => {
    const needed = new Set(jobsOf(root).flatMap(([, job]) => needsOf(job)));
    const id = pick(
      jobsOf(root)
        .map(([name]) => name)
        .filter((name) => !needed.has(name)),
    );
    if (id === undefined || jobsOf(root).length < 2) return undefined;
    delete tree(root.jobs)[id];
    return { construct: "job", verdict: "lost" };
  },
  "a job renamed": (root, pick) => {
    const needed = new Set(jobsOf(root).flatMap(([, job]) => needsOf(job)));
    const found = jobsOf(root).filter(
      ([id, job]) => !needed.has(id) && allSteps(root).length > 0 && stepsOf(job).length > 0,
    );
    const id = pick(found)?.[0];
    if (id === undefined) return undefined;
    const { [id]: job, ...rest } = tree(root.jobs);
    root.jobs = { ...rest, "renamed-job": job };
    return { construct: "job", verdict: "same", marked: true };
  },
  "needs removed": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => needsOf(candidate).length > 0))?.[1];
    if (job === undefined) return undefined;
    delete job.needs;
    return { construct: "need", verdict: "lost" };
  },
  "a variable changed": (root, pick) => {
    const step = pick(allSteps(root).filter(({ env }) => Object.values(tree(env)).some(isText)));
    const name = pick(Object.keys(tree(step?.env)));
    if (step === undefined || name === undefined || /secrets/.test(String(tree(step.env)[name]))) return undefined;
    tree(step.env)[name] = "another";
    return { construct: "variable", verdict: "unknown", name };
  },
  "a job's variable removed": (root, pick) => {
    const found = jobsOf(root).filter(([, job]) => stepsOf(job).length > 0 && isTree(job.env) && !("env" in root));
    const job = pick(found)?.[1];
    const name = pick(Object.keys(tree(job?.env)));
    if (job === undefined || name === undefined || stepsOf(job).every(({ env }) => name in tree(env))) return undefined;
    delete tree(job.env)[name];
    return { construct: "variable", verdict: "lost", name, also: ["secret"] };
  },
  "runs under way ended": (root) => {
    const concurrency = root.concurrency;
    const ends = tree(concurrency)["cancel-in-progress"];
    if (concurrency === undefined || (ends !== undefined && ends !== false)) return undefined;
    root.concurrency = {
      ...(isText(concurrency) ? { group: concurrency } : tree(concurrency)),
      "cancel-in-progress": true,
    };
    return { construct: "concurrency", verdict: "weaker" };
  },
  "another concurrency group": (root) => {
    if (!isTree(root.concurrency)) return undefined;
    root.concurrency.group = "another";
    return { construct: "concurrency", verdict: "unknown" };
  },
  "no concurrency any more": (root) => {
    if (root.concurrency === undefined) return undefined;
    delete root.concurrency;
    return { construct: "concurrency", verdict: "lost" };
  },
  "errors passed over": (root, pick) => {
    const step = pick(allSteps(root).filter((candidate) => candidate["continue-on-error"] === undefined));
    if (step === undefined) return undefined;
    step["continue-on-error"] = true;
    return { construct: "errors", verdict: "weaker" };
  },
  "a time limit set": (root, pick) => {
    const job = pick(
      jobsOf(root).filter(([, { "timeout-minutes": limit, uses }]) => limit === undefined && uses === undefined),
    )?.[1];
    if (job === undefined) return undefined;
    job["timeout-minutes"] = 10;
    return { construct: "timeout", verdict: "stronger" };
  },
  "a time limit raised": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => typeof candidate["timeout-minutes"] === "number"))?.[1];
    if (job === undefined) return undefined;
    job["timeout-minutes"] = Number(job["timeout-minutes"]) + 5;
    return { construct: "timeout", verdict: "weaker" };
  },
  "another version of an action": (root, pick) => {
    const step = pick(allSteps(root).filter(({ uses }) => isText(uses) && /^[^.$][^$]*@/.test(uses)));
    if (step === undefined) return undefined;
    step.uses = String(step.uses).replace(/@.*$/, "@another");
    return { construct: "action", verdict: "unknown" };
  },
  "another command": (root, pick) => {
    const step = pick(allSteps(root).filter(({ run }) => isText(run)));
    if (step === undefined) return undefined;
    step.run = `${step.run}\necho changed`;
    return { construct: "command", verdict: "unknown" };
  },
  "another input": (root, pick) => {
    const step = pick(
      allSteps(root).filter(({ with: inputs }) => isTree(inputs) && !("persist-credentials" in inputs)),
    );
    const name = pick(Object.keys(tree(step?.with)));
    if (step === undefined || name === undefined || /secrets/.test(String(tree(step.with)[name]))) return undefined;
    tree(step.with)[name] = "something else";
    return { construct: "input", verdict: "unknown", name };
  },
  "credentials no longer kept": (root, pick) => {
    const checkouts = allSteps(root).filter(
      ({ uses, with: inputs }) => /^actions\/checkout@/.test(String(uses)) && !("persist-credentials" in tree(inputs)),
    );
    const step = pick(checkouts);
    if (step === undefined) return undefined;
    step.with = { ...tree(step.with), "persist-credentials": false };
    return { construct: "input", verdict: "stronger", name: "persist-credentials" };
  },
  "another machine": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => "runs-on" in candidate))?.[1];
    if (job === undefined) return undefined;
    job["runs-on"] = ["self-hosted", "another"];
    return { construct: "machine", verdict: "unknown" };
  },
  "another shell": (root, pick) => {
    const step = pick(allSteps(root).filter(({ run, shell }) => isText(run) && shell !== "python"));
    if (step === undefined) return undefined;
    step.shell = "python";
    return { construct: "shell", verdict: "unknown" };
  },
  "every cell to its end": (root, pick) => {
    const found = jobsOf(root).filter(([, job]) => {
      const strategy = tree(job.strategy);
      return "matrix" in strategy && !("fail-fast" in strategy);
    });
    const job = pick(found)?.[1];
    if (job === undefined) return undefined;
    tree(job.strategy)["fail-fast"] = false;
    return { construct: "strategy", verdict: "stronger", name: "fail-fast" };
  },
  "a service removed": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => Object.keys(tree(candidate.services)).length > 0))?.[1];
    const name = pick(Object.keys(tree(job?.services)));
    if (job === undefined || name === undefined) return undefined;
    delete tree(job.services)[name];
    return { construct: "service", verdict: "lost", name, also: ["secret"] };
  },
  "another container": (root, pick) => {
    const job = pick(
      jobsOf(root).filter(([, candidate]) => isText(candidate.container) || isTree(candidate.container)),
    )?.[1];
    if (job === undefined) return undefined;
    job.container = "another:image";
    return { construct: "container", verdict: "unknown", also: ["secret"] };
  },
  "an output removed": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => Object.keys(tree(candidate.outputs)).length > 0))?.[1];
    const name = pick(Object.keys(tree(job?.outputs)));
    if (job === undefined || name === undefined) return undefined;
    delete tree(job.outputs)[name];
    return { construct: "output", verdict: "lost", name };
  },
  "no environment any more": (root, pick) => {
    const job = pick(jobsOf(root).filter(([, candidate]) => "environment" in candidate))?.[1];
    if (job === undefined) return undefined;
    delete job.environment;
    return { construct: "environment", verdict: "lost" };
  },
  "an unheard-of setting": (root, pick) => {
    const step = pick(allSteps(root));
    if (step === undefined) return undefined;
    step["unheard-of"] = true;
    return { construct: "setting", verdict: "unknown", name: "unheard-of" };
  },
};
