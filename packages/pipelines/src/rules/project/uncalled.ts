import { defineRule } from "../../findings/rule.ts";
import { callReference } from "../../project/called.ts";
import type { Project } from "../../project/project.ts";
import { workflowsOf } from "../../project/workflows.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const CALLED = "on: workflow_call\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
const OTHER = "on: push\njobs:\n  build:\n    uses: ./.github/workflows/";

/** A reusable workflow without a user. */
export const UNCALLED = defineRule({
  codes: {
    "project/uncalled-workflow": {
      title: "Nobody calls this reusable workflow",
      severity: "info",
      confidence: "low",
      explanation:
        "The workflow can only be called, and no workflow of this repository calls it, although others here are called. Perhaps its caller is gone; or other repositories call it, then all is well.",
      bad: {
        ".github/workflows/old.yml": CALLED,
        ".github/workflows/ci.yml": `${OTHER}build.yml\n`,
        ".github/workflows/build.yml": CALLED,
      },
      good: {
        ".github/workflows/build.yml": CALLED,
        ".github/workflows/ci.yml": `${OTHER}build.yml\n`,
      },
      source: "https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows",
    },
  },
  check({ document, workflow, project }: WorkflowSubject, report) {
    const [event, ...others] = workflow.events;
    if (!project.complete || event?.name !== "workflow_call" || others.length > 0) return;
    const calls = calledPaths(project);
    // A repository that calls none of its own shares them with others.
    if (calls.size === 0 || calls.has(document.path)) return;
    report(
      "project/uncalled-workflow",
      event.key.span,
      "No workflow of this repository calls this one. Remove it if nobody else does.",
    );
  },
});

const called = new WeakMap<Project, ReadonlySet<string>>();

/** The paths of the project's workflows that others of it call. */
function calledPaths(project: Project): ReadonlySet<string> {
  let known = called.get(project);
  if (known === undefined) {
    const calls = workflowsOf(project).flatMap(({ jobs }) => jobs.flatMap(({ uses }) => uses?.text ?? []));
    const references = calls.map(callReference).filter((reference) => reference?.kind === "local");
    known = new Set(
      references.flatMap((one) => (one !== undefined && project.text(one.path) !== undefined ? one.path : [])),
    );
    called.set(project, known);
  }
  return known;
}
