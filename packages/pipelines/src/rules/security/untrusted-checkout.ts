import type { Job, Step, Workflow } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { spanWithin } from "../../source/align.ts";
import type { SourceDocument } from "../../source/document.ts";
import type { Span } from "../../source/lines.ts";
import { textOf, type YamlScalar } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import {
  actionOf,
  inputNodeOf,
  inputOf,
  jobsOf,
  type StepPlace,
  scriptLines,
  stepsOf,
  usesVariable,
} from "./places.ts";

const SOURCE = "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/";
const CHECKOUT_EVENTS = ["pull_request_target", "workflow_run", "issue_comment"];

/** What names the code of a pull request: in the `ref` of a checkout, or in a command. */
const HEAD =
  /github\.event\.pull_request\.(?:head\.(?:sha|ref|label)|merge_commit_sha)|github\.head_ref|github\.event\.workflow_run\.head_(?:sha|branch|commit\.id)|github\.event\.workflow_run\.pull_requests|refs\/pull\/|(?:^|\/)pull\/\$\{\{|github\.event\.(?:number|pull_request\.number|issue\.number)\s*\}\}\/(?:merge|head)/;
const HEAD_REPOSITORY =
  /github\.event\.pull_request\.head\.repo\.(?:full_name|name)|github\.event\.workflow_run\.head_repository/;
/** Outputs and variables whose names say that they hold the head. */
const LIKELY_HEAD = /(?:steps|needs|env)\.[^}]*\b\w*(?:head|pr|pull)[-_]?(?:\w*[-_])?(?:sha|ref|branch)\b/i;

/** Longer refs are not looked into. */
const MAX_REF = 500;

/** Commands that run code which the workspace brings along. */
const RUNS_CODE =
  /(?:^|[\s;&|(])(?:(?:npm|pnpm|yarn|bun)(?:\s+(?:ci|i|install|add|run|test|build|start|exec|x)\b|\s*$)|npx|make|cmake|meson|ninja|bazel|ant|gradle|mvn|lein|clojure|cargo|dub|shards|crystal|dart|flutter|rebar3|mix|erlc?|elixir|Rscript|xcodebuild|fastlane|phpunit|go\s+(?:build|test|run|generate|vet)|pip3?\s+install|python3?|pytest|tox|nox|poetry|uv\s+(?:run|sync)|bundle|rake|rspec|composer|php|node|deno|tsc|dotnet|msbuild|docker\s+(?:build|compose|buildx)|docker-compose|pre-commit|bash\s+\S|sh\s+\S|source\s+\S|ruby|perl|swift|stack|cabal|sbt|terraform|helm|just|task|\.{0,2}\/[\w.-]+)/m;
/** Actions that build or run what stands in the workspace. */
const BUILDS =
  /^(?:docker\/(?:build-push-action|bake-action)|gradle\/(?:gradle-build-action|actions\/setup-gradle)|goreleaser\/goreleaser-action|golangci\/golangci-lint-action|pre-commit\/action|j178\/prek-action|cypress-io\/github-action|ruby\/setup-ruby|github\/codeql-action\/autobuild|actions-rs\/cargo|bahmutov\/npm-install|nick-fields\/retry|codspeedhq\/action|chromaui\/action)$/;

/** Actions that are made for these events and do not run the code of the pull request. */
const MADE_FOR_IT =
  /^(?:actions\/(?:labeler|first-interaction|stale|add-to-project|create-github-app-token|download-artifact)|amannn\/action-semantic-pull-request|dependabot\/fetch-metadata|dessant\/.+|release-drafter\/release-drafter|contributor-assistant\/github-action|srvaroa\/labeler|step-security\/harden-runner|mheap\/github-action-required-labels|peter-evans\/(?:close-issue|create-or-update-comment))$/;

/** Code of strangers on a machine with the repository's rights. */
export const untrustedCheckout = defineRule<
  WorkflowSubject,
  "security/untrusted-checkout" | "security/untrusted-artifact" | "security/dangerous-trigger"
>({
  codes: {
    "security/untrusted-checkout": {
      title: "Code of a pull request runs with the repository's rights",
      severity: "error",
      confidence: "medium",
      explanation:
        "`pull_request_target`, `workflow_run` and `issue_comment` give the run the token and secrets of the repository, for pull requests of strangers too. Whoever checks out the head of one and then builds or tests it runs their code with these rights. Use `pull_request`; or build there without secrets, and let a second workflow take the result as data. It is a warning where nothing of it seems to be run, or where something stands before it: an approval, or a check of who asks.",
      bad: `on: pull_request_target
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: npm ci && npm test
`,
      good: `on: pull_request
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: npm ci && npm test
`,
      source: SOURCE,
    },
    "security/untrusted-artifact": {
      title: "Artifact of a pull request is run with the repository's rights",
      severity: "warning",
      confidence: "medium",
      explanation:
        "The artifact comes from a run that strangers may have set off, and lands in the workspace, where it can replace any file; then something in the workspace is run with the token and secrets of the repository. Unpack it into a folder of its own (`path` below `runner.temp`), and treat what is in it as data.",
      bad: `on:
  workflow_run:
    workflows: [CI]
permissions: {}
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/download-artifact@v4
        with:
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - run: ./report.sh
`,
      good: `on:
  workflow_run:
    workflows: [CI]
permissions: {}
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/download-artifact@v4
        with:
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
          path: \${{ runner.temp }}/artifact
      - run: ./report.sh
`,
      source: "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
    },
    "security/dangerous-trigger": {
      title: "Event gives runs of strangers the repository's rights",
      severity: "info",
      confidence: "low",
      explanation:
        "`pull_request_target` and `workflow_run` are set off by pull requests of strangers, but run with the token and secrets of the repository. Safe as long as nothing that comes from the pull request is run or trusted: its code, its artifacts, its cache, its title. Use `pull_request` where the rights are not needed.",
      bad: `on: pull_request_target
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: ./report.sh
`,
      good: `on: pull_request
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: ./report.sh
`,
      source: SOURCE,
    },
  },
  check(subject, report) {
    const { workflow, document } = subject;
    const events = workflow.events.filter(({ name }) => CHECKOUT_EVENTS.includes(name));
    if (events.length === 0) return;
    let told = false;
    for (const place of stepsOf(subject)) {
      const found = headTaken(document, place.step);
      if (found === undefined || excludes(workflow, place)) continue;
      told = true;
      const runs = codeRunAfter(place, found.folder);
      const guarded = isGuarded(place) || found.likely;
      const event = events.map(({ name }) => name).join(", ");
      const after =
        runs === undefined
          ? "Run nothing of it"
          : `Then "${shorten(runs)}" runs it. Build it under pull_request, without secrets`;
      const message = `This takes the code of a pull request, with the repository's token and secrets at hand (${event}). ${after}.`;
      report("security/untrusted-checkout", found.span, message, {
        severity: runs !== undefined && !guarded ? "error" : "warning",
        confidence: found.likely || guarded ? "low" : "medium",
      });
    }
    if (workflow.events.some(({ name }) => name === "workflow_run")) {
      for (const place of stepsOf(subject)) {
        const found = artifactTaken(document, place.step);
        const runs = found === undefined || excludes(workflow, place) ? undefined : codeRunAfter(place, found.folder);
        if (found === undefined || runs === undefined) continue;
        told = true;
        const message = `An artifact that strangers may have made lands in the workspace, and then "${shorten(runs)}" runs there. Unpack it into a folder of its own, below runner.temp.`;
        report("security/untrusted-artifact", found.span, message);
      }
    }
    if (told) return;
    for (const event of events) {
      if (event.name === "issue_comment" || isOnlyMadeForIt(workflow)) continue;
      const message = `${event.name} runs with the repository's token and secrets when strangers open a pull request. Run and trust nothing that comes from it, or use pull_request.`;
      report("security/dangerous-trigger", event.key.span, message);
    }
  },
});

interface TakenHead {
  readonly span: Span;
  /** Where it is put, from the workspace. */
  readonly folder: string;
  /** It is not certain that it is the head. */
  readonly likely: boolean;
}

/** Where a step takes the code of a pull request. */
function headTaken(document: SourceDocument, step: Step): TakenHead | undefined {
  if (actionOf(step) === "actions/checkout") {
    const ref = inputNodeOf(step.with, "ref");
    const repository = inputNodeOf(step.with, "repository");
    const folder = inputOf(step, "path")?.trim() ?? ".";
    if (ref !== undefined && HEAD.test(ref.text)) return { span: ref.span, folder, likely: false };
    if (repository !== undefined && HEAD_REPOSITORY.test(repository.text)) {
      return { span: repository.span, folder, likely: false };
    }
    if (ref !== undefined && ref.text.length < MAX_REF && LIKELY_HEAD.test(ref.text))
      return { span: ref.span, folder, likely: true };
    return undefined;
  }
  const { run } = step;
  return run === undefined ? undefined : headInScript(document, step, run);
}

/** Where a step takes an artifact of the run that set this one off. */
function artifactTaken(document: SourceDocument, step: Step): TakenHead | undefined {
  const action = actionOf(step);
  const ofRun = /github\.event\.workflow_run/.test(textWithin(step));
  if (step.uses !== undefined) {
    const takes = (action === "actions/download-artifact" && ofRun) || action === "dawidd6/action-download-artifact";
    return takes ? { span: step.uses.span, folder: inputOf(step, "path")?.trim() ?? ".", likely: false } : undefined;
  }
  if (step.run === undefined || !ofRun) return undefined;
  for (const { line, at } of scriptLines(step.run.text)) {
    const command = /\bgh\s+run\s+download\b[^\n;&|]*/.exec(line);
    if (command === null || /\s(?:-D|--dir)\b/.test(command[0])) continue;
    const start = at + command.index;
    return {
      span: spanWithin(document, step.run, start, start + command[0].trimEnd().length),
      folder: ".",
      likely: false,
    };
  }
  return undefined;
}

function headInScript(document: SourceDocument, step: Step, run: YamlScalar): TakenHead | undefined {
  const heads = (step.env?.entries ?? []).filter(({ value }) => HEAD.test(textOf(value) ?? "")).map(({ name }) => name);
  for (const { line, at } of scriptLines(run.text)) {
    const command =
      /\bgh\s+pr\s+checkout\b|\bhub\s+pr\s+checkout\b|\bgit\s+(?:[^\n;&|]*\s)?(?:checkout|switch|reset|worktree|pull|merge|fetch)\b[^\n;&|]*/.exec(
        line,
      );
    if (command === null) continue;
    const [text] = command;
    const isFetch = /\bfetch\b/.test(text);
    const takes =
      /\bpr\s+checkout\b/.test(text) ||
      (!isFetch && HEAD.test(text)) ||
      (isFetch &&
        /(?:^|[\s+:/])(?:refs\/)?pull\/[^\s:]+/.test(text) &&
        /\bgit\s+(?:checkout|switch|reset|merge)\b/.test(run.text)) ||
      (!isFetch && heads.some((name) => usesVariable(text, name)));
    if (!takes) continue;
    const start = at + command.index;
    return { span: spanWithin(document, run, start, start + text.trimEnd().length), folder: ".", likely: false };
  }
  return undefined;
}

/** What of a later step runs the code that was taken: a line of its script, or its `uses`. */
function codeRunAfter({ step, siblings, index }: StepPlace, folder: string): string | undefined {
  const same = step.run === undefined ? undefined : runLine(afterTaking(step.run.text));
  if (same !== undefined) return same;
  for (const later of siblings.slice(index + 1)) {
    // Code put into a folder of its own is run only by what names the folder.
    const elsewhere = folder !== "." && folder !== "" && !textWithin(later).includes(folder);
    if (elsewhere) continue;
    if (later.run !== undefined) {
      const line = runLine(later.run.text);
      if (line !== undefined) return line;
    }
    const uses = later.uses?.text.trim();
    if (uses?.startsWith("./") === true || BUILDS.test(actionOf(later) ?? "")) return uses;
  }
  return undefined;
}

function afterTaking(text: string): string {
  const lines = text.split("\n");
  const taking = lines.findIndex((line) =>
    /\bpr\s+checkout\b|\bgit\s.*(?:checkout|switch|reset|merge|pull)\b/.test(line),
  );
  return lines.slice(taking + 1).join("\n");
}

function runLine(text: string): string | undefined {
  return scriptLines(text)
    .map(({ line }) => line.trim())
    .find((line) => RUNS_CODE.test(line) && !/^(?:echo|printf|gh|git|if|curl)\b/.test(line));
}

function textWithin(step: Step): string {
  const inputs = [...(step.with?.entries ?? []), ...(step.env?.entries ?? [])].map(({ value }) => textOf(value) ?? "");
  return [step.run?.text, step.uses?.text, step.workingDirectory?.text, ...inputs].join("\n");
}

/** Only pull requests of the repository itself, or such as somebody has merged. */
const OWN_CODE =
  /head\.repo\.full_name\s*==|==\s*github\.event\.pull_request\.head\.repo\.full_name|head_repository\.full_name\s*==|head\.repo\.fork\s*==\s*false|!\s*github\.event\.pull_request\.head\.repo\.fork|head\.repo\.owner\.login\s*==|head_repository\.fork\s*==\s*false|(?<!!\s*github\.event\.)pull_request\.merged\b(?!\s*(?:!=|==\s*false))/;

/** Whether conditions keep out pull requests of forks, or the events that matter. */
function excludes(workflow: Workflow, { step, job }: StepPlace): boolean {
  const dangerous = workflow.events.map(({ name }) => name).filter((name) => CHECKOUT_EVENTS.includes(name));
  return guardsOf(workflow, job, step).some((text) => {
    if (text.includes("||")) return false;
    const only = /github\.event_name\s*==\s*'(\w+)'/.exec(text)?.[1];
    const not = /github\.event_name\s*!=\s*'(\w+)'/.exec(text)?.[1];
    const ran = /workflow_run\.event\s*==\s*'(\w+)'/.exec(text)?.[1];
    return (
      OWN_CODE.test(text) ||
      (only !== undefined && !dangerous.includes(only)) ||
      (not !== undefined && dangerous.every((name) => name === not)) ||
      (ran !== undefined && !ran.startsWith("pull_request"))
    );
  });
}

/** Whether something stands before it: an approval, or a check of who asks. */
function isGuarded({ step, job, siblings, index, workflow }: StepPlace): boolean {
  if (job?.environment !== undefined || workflow === undefined) return true;
  if (/permission|collaborator|membership|authori[sz]/i.test(siblings.slice(0, index).map(textWithin).join("\n")))
    return true;
  const needed = jobsOf(workflow).filter(({ id }) => job?.needs.some(({ text }) => text === id));
  if (
    needed.some(
      (other) => other.environment !== undefined || /auth|permission|approv|check-(?:user|member)/i.test(other.id),
    )
  )
    return true;
  return [...guardsOf(workflow, job, step), ...needed.flatMap((other) => textOf(other.condition) ?? [])].some((text) =>
    /author_association|label|actor|sender|user\.login|permission|outputs\./.test(text),
  );
}

function guardsOf(workflow: Workflow, job: Job | undefined, step: Step): string[] {
  const needed = jobsOf(workflow).filter(({ id }) => job?.needs.some(({ text }) => text === id));
  return [job?.condition, step.condition, ...needed.map(({ condition }) => condition)].flatMap(
    (one) => textOf(one) ?? [],
  );
}

/** Whether every step is an action made for these events. */
function isOnlyMadeForIt({ jobs }: Workflow): boolean {
  const steps = jobs.flatMap((job) => job.steps);
  return (
    steps.length > 0 &&
    jobs.every(({ uses }) => uses === undefined) &&
    steps.every((step) => MADE_FOR_IT.test(actionOf(step) ?? ""))
  );
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
