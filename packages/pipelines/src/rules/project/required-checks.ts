import { nearest } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import {
  filtersOf,
  patternsOf,
  pullRequestOf,
  type Reporting,
  reportingOf,
  requiredBy,
} from "../../project/check-index.ts";
import { type CheckName, hasName, shownName } from "../../project/check-names.ts";
import type { Project } from "../../project/project.ts";
import { entryOf } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const SOURCE =
  "https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks";
const JOBS = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
/** Read by the test of examples as the checks that the branch requires. */
const REQUIRED = "# required checks: build\n";

/** Checks that a merge needs, against what the workflows report. Says nothing where they are not given. */
export const REQUIRED_CHECKS = defineRule({
  codes: {
    "project/required-check-not-reported": {
      title: "No workflow reports a required check",
      severity: "warning",
      confidence: "medium",
      explanation:
        "The rules of the branch ask for a check of this name, and no job of any workflow has it: every pull request waits for ever, unless another App or service reports it. A job's check is called by its `name`, or its id; with a matrix `name (a, b)`; in a called workflow `caller / called`. Names that only a run can tell are taken to fit.",
      bad: `${REQUIRED}on: pull_request\n${JOBS.replace("build:", "biuld:")}`,
      good: `${REQUIRED}on: pull_request\n${JOBS}`,
      source: SOURCE,
    },
    "project/filtered-required-check": {
      title: "Required check is not reported for every pull request",
      severity: "warning",
      confidence: "high",
      explanation:
        "A workflow that a filter skips reports nothing, and a required check that nobody reports waits for ever. Start the workflow for every pull request and decide in it (a job that is skipped by `if` counts as success), or let a second workflow report the same check for the other paths.",
      bad: `${REQUIRED}on:\n  pull_request:\n    paths: [src/**]\n${JOBS}`,
      good: `${REQUIRED}on: pull_request\n${JOBS}`,
      source: SOURCE,
    },
    "project/no-merge-group": {
      title: "Required check does not run in the merge queue",
      severity: "warning",
      confidence: "high",
      explanation:
        "A merge queue tests a commit of its own, for which `pull_request` does not start a workflow: the required check is never reported, and nothing is merged. Add `merge_group:` to the events. Where it is not known whether the branch has a merge queue, this is told with low confidence.",
      bad: `${REQUIRED}on: pull_request\n${JOBS}`,
      good: `${REQUIRED}on:\n  pull_request:\n  merge_group:\n${JOBS}`,
      source:
        "https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue",
    },
  },
  check({ document, project }: WorkflowSubject, report) {
    if (project.requiredChecks === undefined || project.requiredChecks.length === 0) return;
    const all = reportingOf(project);
    const own = all.find(({ path }) => path === document.path);
    if (own === undefined) return;
    for (const { required, teller, name } of project.complete ? unreported(all, project) : []) {
      if (teller !== own) continue;
      const hint =
        name === undefined
          ? "If no other App reports it, correct the rules of the branch."
          : `This job reports "${shownName(name)}": correct its name, or the rules of the branch.`;
      const span = name?.job.name?.span ??
        name?.job.key.span ??
        own.workflow.events[0]?.key.span ?? { start: 0, end: 0 };
      const message = `The required check "${required}" is reported by no workflow. ${hint}`;
      report("project/required-check-not-reported", span, message, name === undefined ? { confidence: "low" } : {});
    }
    const event = pullRequestOf(own.workflow);
    const others = all.filter((one) => one !== own);
    if (event === undefined) return;
    const needed = requiredBy(own, project).map(({ required }) => required);
    const alone = needed.filter(
      (required) => !others.some((other) => mayReport(other, required) && pullRequestOf(other.workflow)),
    );
    const filter = skipping(own);
    if (filter !== undefined && alone.length > 0) {
      const key = entryOf(event.settings, filter)?.key ?? event.key;
      const message = `A pull request that "${filter}" leaves out never gets the required ${quoted(alone)}, and waits for ever. Remove the filter and decide in the job.`;
      report(
        "project/filtered-required-check",
        key.span,
        message,
        filter.startsWith("branches") ? { confidence: "low" } : {},
      );
    }
    const unqueued = needed.filter(
      (required) => ![own, ...others].some((one) => mayReport(one, required) && hasEvent(one, "merge_group")),
    );
    if (unqueued.length > 0 && project.mergeQueue !== false) {
      const message = `The merge queue needs the ${quoted(unqueued)}, but does not start this workflow. Add "merge_group:" to its events.`;
      const known = project.mergeQueue === true;
      const unsure = `If the branch gets a merge queue, it needs the ${quoted(unqueued)}, and does not start this workflow. Add "merge_group:" to its events.`;
      report("project/no-merge-group", event.key.span, known ? message : unsure, known ? {} : { confidence: "low" });
    }
  },
});

/** Checks and statuses that well-known services report, and Tollgate itself: no workflow needs to. */
const OF_SERVICES =
  /^(?:codecov\/|coverage\/coveralls|license\/cla$|cla\/|EasyCLA$|DCO$|netlify\/|deploy\/netlify|Vercel\b|security\/snyk|SonarCloud\b|SonarQube\b|Mergify\b|renovate\/|pre-commit\.ci\b|continuous-integration\/|ci\/circleci|buildkite\/|qms\/)/i;

interface Unreported {
  readonly required: string;
  /** The workflow in which it is told. */
  readonly teller: Reporting | undefined;
  /** The check whose name looks most like it. */
  readonly name: CheckName | undefined;
}

const missing = new WeakMap<Project, readonly Unreported[]>();

/** Each is told once: at the job whose name resembles it, or in the first workflow for pull requests. */
function unreported(all: readonly Reporting[], project: Project): readonly Unreported[] {
  const known = missing.get(project);
  if (known !== undefined) return known;
  const names = all.flatMap((one) => one.names.map((name) => ({ one, name, text: shownName(name) })));
  const texts = names.map(({ text }) => text);
  const first = all.find(({ workflow }) => pullRequestOf(workflow) !== undefined) ?? all[0];
  const found = (project.requiredChecks ?? [])
    .filter((required) => !OF_SERVICES.test(required) && !all.some((one) => mayReport(one, required)))
    .map((required): Unreported => {
      const near = nearest(required, texts);
      const alike = near === undefined ? undefined : names.find(({ text }) => text === near);
      return { required, teller: alike?.one ?? first, name: alike?.name };
    });
  missing.set(project, found);
  return found;
}

function mayReport({ names }: Reporting, required: string): boolean {
  return names.some((name) => hasName(name, required) !== "no");
}

function hasEvent({ workflow }: Reporting, name: string): boolean {
  return workflow.events.some((event) => event.name === name);
}

/** The filter that keeps some pull requests from this workflow; undefined where another event starts it for them. */
function skipping({ workflow }: Reporting): string | undefined {
  const pull = pullRequestOf(workflow);
  if (pull === undefined) return undefined;
  // A push to the branch of the pull request reports the same check at the same commit.
  const push = workflow.events.find(({ name }) => name === "push");
  if (
    push !== undefined &&
    filtersOf(push, ["branches", "branches-ignore", "paths", "paths-ignore", "tags"]).length === 0
  ) {
    return undefined;
  }
  const [paths] = filtersOf(pull, ["paths", "paths-ignore"]);
  if (paths !== undefined && !patternsOf(pull, "paths").includes("**")) return paths;
  const types = patternsOf(pull, "types");
  if (types.length > 0 && !types.includes("synchronize")) return "types";
  const branches = patternsOf(pull, "branches");
  // Which branches are protected is not known: a filter for the usual ones is trusted.
  return branches.length > 0 &&
    !branches.some((pattern) => /^(?:main|master|trunk|develop|\$default-branch)$|\*/.test(pattern))
    ? "branches"
    : undefined;
}

function quoted(names: readonly string[]): string {
  return `check${names.length > 1 ? "s" : ""} ${names.map((name) => `"${name}"`).join(", ")}`;
}
