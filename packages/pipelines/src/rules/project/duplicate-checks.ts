import { defineRule } from "../../findings/rule.ts";
import { filtersOf, pullRequestOf, type Reporting, reportersOf, reportingOf } from "../../project/check-index.ts";
import { type CheckName, checkNamesOf, shownName } from "../../project/check-names.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const JOB = "    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";

/** Jobs whose checks nobody can tell apart. */
export const DUPLICATE_CHECKS = defineRule({
  codes: {
    "project/duplicate-check-name": {
      title: "Two jobs report checks of one name",
      severity: "info",
      confidence: "high",
      explanation:
        "GitHub tells checks of a commit apart by their names only. Where two jobs have one name, a rule that requires it may be satisfied by the wrong one, and nobody sees in the list which is which. Give each job a `name` of its own. For a required check this is a warning.",
      bad: `on: pull_request\njobs:\n  lint:\n    name: Test\n${JOB}  test:\n    name: Test\n${JOB}`,
      good: `on: pull_request\njobs:\n  lint:\n    name: Lint\n${JOB}  test:\n    name: Test\n${JOB}`,
      source:
        "https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks",
    },
  },
  check({ document, workflow, project }: WorkflowSubject, report) {
    const required = new Set(project.requiredChecks ?? []);
    const own = reportingOf(project).find(({ path }) => path === document.path);
    const seen = new Map<string, CheckName>();
    const told = new Set<string>();
    const tell = (name: CheckName, text: string, where: string) => {
      const id = `${name.job.id}\n${where}`;
      if (told.has(id)) return;
      told.add(id);
      const severity = required.has(text) ? "warning" : "info";
      const message = `The check of this job is called "${text}", as is that of ${where}. Give it a name of its own.`;
      report("project/duplicate-check-name", name.job.name?.span ?? name.job.key.span, message, { severity });
    };
    for (const name of own?.names ?? checkNamesOf(workflow, project)) {
      if (name.parts.some((part) => part === undefined)) continue;
      const text = shownName(name);
      const before = seen.get(text);
      if (before !== undefined) {
        tell(name, text, before.job === name.job ? "another combination of its matrix" : `the job "${before.job.id}"`);
      }
      seen.set(text, before ?? name);
      // Of two files the later one tells it.
      const other =
        own === undefined
          ? undefined
          : reportersOf(text, project).find((one) => one.path < own.path && isBeside(one, own));
      if (before === undefined && other !== undefined) tell(name, text, `a job in ${other.path}`);
    }
  },
});

/**
 * Whether one pull request starts both. Two with filters may share a name on purpose, so that one of them reports the
 * check whatever is changed.
 */
function isBeside(one: Reporting, other: Reporting): boolean {
  const [first, second] = [pullRequestOf(one.workflow), pullRequestOf(other.workflow)];
  if (first === undefined || second === undefined) return false;
  const kinds = ["paths", "paths-ignore", "branches", "branches-ignore", "types"];
  return filtersOf(first, kinds).length === 0 || filtersOf(second, kinds).length === 0;
}
