import { readWorkflow } from "../../src/dialects/github/read.ts";
import type { Job, Step, Workflow } from "../../src/dialects/github/workflow.ts";
import { readDocument } from "../../src/source/document.ts";
import { entryOf, type YamlEntry, type YamlMapping, type YamlNode } from "../../src/source/tree.ts";

/**
 * One way to break a workflow that works. Each is a fault that GitHub refuses, or that keeps the workflow from doing
 * what it says. A new one: a line in `MUTATORS`.
 */
export interface Mutator {
  readonly name: string;
  /** Every text that this fault can make of a workflow; none where it has no place in it. */
  mutants(file: Subject): string[];
}

/** A workflow as mutators see it. */
export interface Subject {
  readonly text: string;
  readonly workflow: Workflow;
}

/** Reads a clean workflow for mutation. */
export function subjectOf(text: string): Subject {
  return { text, workflow: readWorkflow(readDocument("test.yaml", text)) };
}

/** Adds a key at the head of a mapping that is not empty; in block style it may have lines below it. */
function insert(text: string, node: YamlMapping, key: string, value: string): string[] {
  const first = node.entries[0];
  if (first === undefined || entryOf(node, key) !== undefined) return [];
  if (text[node.span.start] === "{") {
    return [`${text.slice(0, node.span.start + 1)}${key}: ${value}, ${text.slice(node.span.start + 1)}`];
  }
  const at = first.key.span.start;
  const indent = " ".repeat(at - (text.lastIndexOf("\n", at - 1) + 1));
  const lines = `${key}: ${value}`.replaceAll("\n", `\n${indent}`);
  return [`${text.slice(0, at)}${lines}\n${indent}${text.slice(at)}`];
}

function replace(text: string, { span }: YamlNode, by: string): string[] {
  return [text.slice(0, span.start) + by + text.slice(span.end)];
}

/** Removes an entry that stands on lines of its own. */
function remove(text: string, entry: YamlEntry | undefined): string[] {
  if (entry === undefined) return [];
  const from = text.lastIndexOf("\n", entry.key.span.start - 1) + 1;
  const to = text.indexOf("\n", entry.value.span.end - 1) + 1;
  if (text.slice(from, entry.key.span.start).trim() !== "" || to === 0) return [];
  return [text.slice(0, from) + text.slice(to)];
}

/** The file with a pattern replaced, once for each place where it stands in an expression. */
function inExpressions(text: string, pattern: RegExp, by: string): string[] {
  return [...text.matchAll(/\$\{\{.*?\}\}/g)].flatMap((found) => {
    const changed = found[0].replace(pattern, by);
    return changed === found[0]
      ? []
      : [text.slice(0, found.index) + changed + text.slice(found.index + found[0].length)];
  });
}

const root =
  (key: string, value: string): Mutator["mutants"] =>
  ({ text, workflow }) =>
    workflow.root === undefined ? [] : insert(text, workflow.root, key, value);

/** Jobs that run on a machine themselves; those that call another workflow take other keys. */
const job =
  (
    key: string,
    value: string | ((job: Job, jobs: readonly Job[]) => string),
    only: (job: Job) => boolean = () => true,
  ) =>
  ({ text, workflow: { jobs } }: Subject): string[] =>
    jobs
      .filter((one) => one.uses === undefined && only(one))
      .flatMap((one) => insert(text, one.node, key, typeof value === "string" ? value : value(one, jobs)));

const step =
  (key: string, value: string, only: (step: Step, job: Job) => boolean = () => true) =>
  ({ text, workflow }: Subject): string[] =>
    workflow.jobs.flatMap((owner) =>
      owner.steps.filter((one) => only(one, owner)).flatMap((one) => insert(text, one.node, key, value)),
    );

/** Puts a step before the first of each job; a line that begins with a dash begins a further one. */
const newStep =
  (...lines: string[]) =>
  ({ text, workflow }: Subject): string[] =>
    workflow.jobs.flatMap(({ node, steps: [first] }) => {
      const list = entryOf(node, "steps")?.value;
      if (first === undefined || list === undefined || text[list.span.start] !== "-") return [];
      const at = list.span.start;
      const indent = " ".repeat(at - (text.lastIndexOf("\n", at - 1) + 1));
      const added = lines.map((line, index) =>
        index === 0 ? `- ${line}` : `${indent}${line.startsWith("- ") ? "" : "  "}${line}`,
      );
      return [`${text.slice(0, at)}${added.join("\n")}\n${indent}${text.slice(at)}`];
    });

/** Replaces a whole `on:`. */
const on =
  (...lines: string[]) =>
  ({ text, workflow }: Subject): string[] => {
    const entry = entryOf(workflow.root, "on");
    if (entry === undefined || /\b(?:inputs|workflow_run|workflow_call)\b/.test(text)) return [];
    return replace(text, entry.value, `\n  ${lines.join("\n  ")}\n`);
  };

const run = (script: string) => newStep(`run: ${script}`);
const isRun = (one: Step) => one.run !== undefined;
const isAction = (one: Step) => one.uses !== undefined;
const onUbuntu = ({ runsOn }: Job) => runsOn?.kind === "scalar" && runsOn.text.startsWith("ubuntu-");
/** A job that others wait for, or that waits, has a place in a graph that a new edge could turn into another fault. */
const alone = ({ needs }: Job) => needs.length === 0;

const m = (name: string, mutants: Mutator["mutants"]): Mutator => ({ name, mutants });

export const MUTATORS: readonly Mutator[] = [
  m("needs: to nowhere", job("needs", "nowhere_to_be_found", alone)),
  m(
    "needs: itself",
    job("needs", ({ id }) => id, alone),
  ),
  m("needs: cycle", ({ text, workflow: { jobs } }) => {
    const waiting = jobs.find(({ needs }) => needs.length > 0);
    const waited = jobs.find(({ id, needs }) => needs.length === 0 && id === waiting?.needs[0]?.text);
    return waiting === undefined || waited === undefined ? [] : insert(text, waited.node, "needs", `[${waiting.id}]`);
  }),
  m(
    "needs: twice",
    job(
      "needs",
      (_, jobs) => `[${jobs[0]?.id}, ${jobs[0]?.id}]`,
      (one) => alone(one),
    ),
  ),
  m("runs-on: missing", ({ text, workflow: { jobs } }) =>
    jobs.flatMap(({ node }) => remove(text, entryOf(node, "runs-on"))),
  ),
  m("runs-on: unknown label", ({ text, workflow: { jobs } }) =>
    jobs.flatMap((one) => (onUbuntu(one) && one.runsOn ? replace(text, one.runsOn, "ubuntu-latests") : [])),
  ),
  m("runs-on: other unknown label", ({ text, workflow: { jobs } }) =>
    jobs.flatMap((one) => (onUbuntu(one) && one.runsOn ? replace(text, one.runsOn, "linux-latest") : [])),
  ),
  m("runs-on: conflict", ({ text, workflow: { jobs } }) =>
    jobs.flatMap((one) =>
      onUbuntu(one) && one.runsOn ? replace(text, one.runsOn, "[ubuntu-latest, windows-latest]") : [],
    ),
  ),
  m("runs-on: env context", ({ text, workflow: { jobs } }) =>
    jobs.flatMap((one) => (onUbuntu(one) && one.runsOn ? replace(text, one.runsOn, "${{ env.RUNNER }}") : [])),
  ),
  m("steps: missing", ({ text, workflow: { jobs } }) =>
    jobs.flatMap(({ node }) => remove(text, entryOf(node, "steps"))),
  ),
  m("jobs: missing", ({ text, workflow }) => remove(text, entryOf(workflow.root, "jobs"))),
  m("on: missing", ({ text, workflow }) => remove(text, entryOf(workflow.root, "on"))),
  m("context: misspelt", ({ text }) =>
    inExpressions(text, /\b(github|env|matrix|secrets|inputs|steps|needs)\./, "$1x."),
  ),
  m("context: new", run("echo ${{ githb.sha }}")),
  m("context: unavailable in a job's if", job("if", "runner.os == 'Linux'")),
  m("context: secrets in a step's if", step("if", "secrets.TOKEN != ''")),
  m("github: unknown property", ({ text }) =>
    inExpressions(text, /\bgithub\.(ref|sha|event_name|repository|actor)\b/, "github.$1s_"),
  ),
  m("function: unknown", job("if", "startWith(github.ref, 'refs/heads/')")),
  m("function: misspelt", ({ text }) =>
    inExpressions(text, /\b(hashFiles|contains|format|toJSON|fromJSON|startsWith)\(/, "$1s("),
  ),
  m("function: too few arguments", job("if", "contains(github.ref)")),
  m("function: too many arguments", run("echo ${{ toJSON(github, 1) }}")),
  m("function: status in run", run("echo ${{ success() }}")),
  m("format: placeholder too much", run("echo \"${{ format('{0} {1}', github.ref) }}\"")),
  m("expression: double quotes", run(`echo '\${{ github.ref == "main" }}'`)),
  m("expression: operator at the end", run("echo ${{ github.ref == }}")),
  m("expression: unclosed call", run("echo ${{ toJSON(github.event }}")),
  m("expression: unclosed", ({ text }) => inExpressions(text, /\s*\}\}$/, "")),
  m("expression: object in text", run("echo ${{ github.event }}")),
  m("matrix: unknown axis", ({ text }) => inExpressions(text, /\bmatrix\.([a-zA-Z_-]+)/, "matrix.$1_nope")),
  m(
    "matrix: used without one",
    job("name", "${{ matrix.os }}", (one) => one.strategy === undefined),
  ),
  m(
    "matrix: twice the same",
    job("strategy", "\n  matrix:\n    flavour: [sweet, salty, sweet]", (one) => one.strategy === undefined),
  ),
  m(
    "matrix: exclude of nothing",
    job(
      "strategy",
      "\n  matrix:\n    flavour: [sweet, salty]\n    exclude:\n      - flavour: sour",
      (one) => one.strategy === undefined,
    ),
  ),
  m(
    "matrix: exclude of no axis",
    job(
      "strategy",
      "\n  matrix:\n    flavour: [sweet, salty]\n    exclude:\n      - taste: sweet",
      (one) => one.strategy === undefined,
    ),
  ),
  m(
    "matrix: scalar axis",
    job("strategy", "\n  matrix:\n    flavour: sweet", (one) => one.strategy === undefined),
  ),
  m("steps: unknown id", run("echo ${{ steps.nowhere_at_all.outputs.x }}")),
  m("steps: unknown id, existing", ({ text }) =>
    inExpressions(text, /\bsteps\.([a-zA-Z_-]+)\.outputs/, "steps.$1_nope.outputs"),
  ),
  m("needs: unknown in expression", run("echo ${{ needs.nowhere_at_all.outputs.x }}")),
  m("needs: unknown output", ({ text }) =>
    inExpressions(text, /\bneeds\.([a-zA-Z_-]+)\.outputs\.([a-zA-Z_-]+)/, "needs.$1.outputs.$2_nope"),
  ),
  m("inputs: unknown", ({ text }) => inExpressions(text, /\binputs\.([a-zA-Z_-]+)/, "inputs.$1_nope")),
  m("event: unknown", on("pushh:")),
  m("event: misspelt", ({ text, workflow: { events } }) =>
    events.flatMap(({ key, name }) => (key.style === "plain" ? replace(text, key, `${name}_s`) : [])),
  ),
  m("event: unknown type", on("issues:", "  types: [openend]")),
  m("event: unknown type of a pull request", on("pull_request:", "  types: [opened, sync]")),
  m("event: unknown filter", on("push:", "  branch: main")),
  m("event: filter of another", on("release:", "  tags: v1")),
  m("event: both filters", on("push:", "  branches: [main]", "  branches-ignore: [dev]")),
  m("event: types of push", on("push:", "  types: [created]")),
  m("cron: four fields", on("schedule:", "  - cron: '0 3 * *'")),
  m("cron: out of range", on("schedule:", "  - cron: '61 * * * *'")),
  m("cron: bad name", on("schedule:", "  - cron: '0 0 * foo *'")),
  m("cron: bad range", on("schedule:", "  - cron: '0 5-99 * * *'")),
  m("cron: bad step", on("schedule:", "  - cron: '0 */x * * *'")),
  m("cron: every minute", on("schedule:", "  - cron: '* * * * *'")),
  m("glob: anchor", on("push:", "  branches: ['^release/']")),
  m("glob: backslash", on("push:", "  tags: ['v\\d+']")),
  m("glob: range upside down", on("push:", "  tags: ['v[9-1]']")),
  m("glob: double special", on("push:", "  branches: ['release/*+']")),
  m("glob: unclosed bracket", on("push:", "  branches: ['v[0-9']")),
  m("glob: dot path", on("push:", "  paths: ['./src/**']")),
  m("glob: space in branch", on("push:", "  branches: ['my branch']")),
  m("dispatch: unknown input type", on("workflow_dispatch:", "  inputs:", "    who:", "      type: text")),
  m("dispatch: choice without options", on("workflow_dispatch:", "  inputs:", "    who:", "      type: choice")),
  m(
    "dispatch: default not in options",
    on(
      "workflow_dispatch:",
      "  inputs:",
      "    who:",
      "      type: choice",
      "      options: [a, b]",
      "      default: c",
    ),
  ),
  m(
    "dispatch: bad boolean default",
    on("workflow_dispatch:", "  inputs:", "    who:", "      type: boolean", "      default: sure"),
  ),
  m("dispatch: unknown key of input", on("workflow_dispatch:", "  inputs:", "    who:", "      typ: string")),
  m("call: input without type", on("workflow_call:", "  inputs:", "    who:", "      required: true")),
  m("call: bad input type", on("workflow_call:", "  inputs:", "    who:", "      type: choice")),
  m("call: output without value", on("workflow_call:", "  outputs:", "    who:", "      description: x")),
  m("permissions: unknown scope", root("permissions", "\n  content: read")),
  m("permissions: bad level", root("permissions", "\n  contents: readable")),
  m("permissions: bad shorthand", root("permissions", "write")),
  m("permissions: unknown scope in job", job("permissions", "\n  check: write")),
  m("id: twice in a job", newStep("id: one_id", "run: echo 1", "- id: one_id", "run: echo 2")),
  m("id: twice in a job, other case", newStep("id: one_id", "run: echo 1", "- id: One_ID", "run: echo 2")),
  m(
    "id: bad step id",
    step("id", "has space", (one) => one.id === undefined),
  ),
  m("id: bad job id", ({ text, workflow: { jobs } }) =>
    jobs.flatMap(({ key }) => (key.style === "plain" ? replace(text, key, "2nd.job") : [])),
  ),
  m("key: job twice, other case", ({ text, workflow: { root: top, jobs } }) => {
    const list = entryOf(top, "jobs")?.value;
    const [first] = jobs;
    if (list?.kind !== "mapping" || first === undefined || first.id === first.id.toUpperCase()) return [];
    return insert(text, list, first.id.toUpperCase(), "\n  runs-on: ubuntu-latest\n  steps: [{ run: echo 1 }]");
  }),
  m("key: twice in a step", ({ text, workflow: { jobs } }) =>
    jobs.flatMap(({ steps }) =>
      steps.flatMap(({ node, run: script }) =>
        script?.style === "plain" && text[node.span.start] !== "{" ? insert(text, node, "run ", "echo again") : [],
      ),
    ),
  ),
  m("key: unknown at the root", root("job", "1")),
  m("key: unknown in a job", job("runs_on", "ubuntu-latest")),
  m("key: unknown in a job, near", job("time-out-minutes", "5")),
  m("key: unknown in a step", step("Shell", "bash", isRun)),
  m("key: unknown in an action step", step("inputs", "{ a: 1 }", isAction)),
  m(
    "key: unknown in strategy",
    job("strategy", "\n  failfast: true\n  matrix:\n    a: [1]", (one) => one.strategy === undefined),
  ),
  m(
    "key: unknown in a container",
    job("container", "\n  image: alpine\n  environment: {}", (one) => one.container === undefined),
  ),
  m(
    "key: unknown in a service",
    job("services", "\n  db:\n    image: postgres\n    port: [1]", (one) => one.services.length === 0),
  ),
  m("key: unknown in defaults", root("defaults", "\n  run:\n    workdir: x")),
  m("key: unknown in concurrency", root("concurrency", "\n  group: a\n  cancel: true")),
  m("key: unknown in environment", job("environment", "\n  name: a\n  link: b")),
  m("step: neither run nor uses", newStep("name: nothing")),
  m("step: run and uses", step("uses", "actions/checkout@v4", isRun)),
  m("step: with for run", step("with", "{ a: 1 }", isRun)),
  m("step: shell for uses", step("shell", "bash", isAction)),
  m("job: with without uses", job("with", "{ a: 1 }")),
  m("job: secrets without uses", job("secrets", "inherit")),
  m("job: uses with runs-on", job("uses", "octo/repo/.github/workflows/a.yml@v1")),
  m("type: timeout of text", job("timeout-minutes", "soon")),
  m("type: step timeout of text", step("timeout-minutes", "soon")),
  m("type: continue-on-error of text", job("continue-on-error", "maybe")),
  m("type: step continue-on-error of text", step("continue-on-error", "maybe")),
  m(
    "type: fail-fast of text",
    job("strategy", "\n  fail-fast: sometimes\n  matrix:\n    a: [1]", (one) => one.strategy === undefined),
  ),
  m(
    "type: max-parallel of text",
    job("strategy", "\n  max-parallel: many\n  matrix:\n    a: [1]", (one) => one.strategy === undefined),
  ),
  m("type: env of text", root("env", "production")),
  m("type: env of a list", job("env", "[A, B]")),
  m("type: with of text", step("with", "text", isAction)),
  m("type: steps as a mapping", ({ text, workflow: { jobs } }) =>
    jobs.flatMap(({ node }) => {
      const list = entryOf(node, "steps")?.value;
      return list === undefined ? [] : replace(text, list, "{ run: echo 1 }\n");
    }),
  ),
  m("type: job as text", ({ text, workflow: { root: top } }) => {
    const list = entryOf(top, "jobs")?.value;
    return list?.kind === "mapping" ? insert(text, list, "lonely", "text") : [];
  }),
  m("type: needs as a mapping", job("needs", "{ a: b }", alone)),
  m("type: run as a list", newStep("run: [a, b]")),
  m("value: empty runs-on", ({ text, workflow: { jobs } }) =>
    jobs.flatMap((one) => (onUbuntu(one) && one.runsOn ? replace(text, one.runsOn, "") : [])),
  ),
  m("value: empty run", newStep("run:")),
  m("shell: unknown", step("shell", "fish", isRun)),
  m(
    "shell: of another system",
    step("shell", "cmd", (one, owner) => isRun(one) && onUbuntu(owner)),
  ),
  m("shell: unknown default", root("defaults", "\n  run:\n    shell: zsh")),
  m("env: bad name", root("env", "\n  'MY VAR': 1")),
  m("env: bad name in a step", step("env", "\n  'A=B': 1")),
  m(
    "container: password in the clear",
    job(
      "container",
      "\n  image: alpine\n  credentials:\n    username: me\n    password: hunter2",
      (one) => one.container === undefined,
    ),
  ),
  m("command: set-output", run("echo '::set-output name=a::b'")),
  m("command: save-state", run("echo '::save-state name=a::b'")),
  m("command: set-env", run("echo '::set-env name=a::b'")),
  m("if: text around", step("if", "\"${{ github.ref }} == 'main'\"")),
  m("if: constant", step("if", "true")),
  m("if: two expressions", job("if", "${{ github.ref == 'a' }} || ${{ github.ref == 'b' }}")),
  m("action: no ref", newStep("uses: actions/checkout")),
  m("action: no owner", newStep("uses: checkout@v4")),
  m("action: old runtime", newStep("uses: actions/checkout@v2")),
  m("action: unknown input", newStep("uses: actions/checkout@v4", "with:", "  fetch_depth: 0")),
  m("action: missing input", newStep("uses: actions/cache@v4", "with:", "  path: a")),
  m(
    "action: unknown output",
    newStep("id: one_cache", "uses: actions/cache@v4", "with: { path: a, key: '${{ steps.one_cache.outputs.hit }}' }"),
  ),
  m("workflow call: bad form", ({ text, workflow: { root: top } }) => {
    const list = entryOf(top, "jobs")?.value;
    return list?.kind === "mapping" ? insert(text, list, "called", "\n  uses: ./.github/workflows/a.yml@main") : [];
  }),
  m("injection: issue title", run("echo '${{ github.event.issue.title }}'")),
  m("injection: branch name", run("echo '${{ github.head_ref }}'")),
  m("yaml: tab", ({ text }) => (/\n {2,}/.test(text) ? [text.replace(/\n {2,}(?=\w)/, "\n\t")] : [])),
  m("yaml: colon in plain text", root("name", "a: b: c")),
  m("yaml: unclosed quote", root("run-name", '"open')),
  m("yaml: unknown alias", root("env", "*nowhere")),
];
