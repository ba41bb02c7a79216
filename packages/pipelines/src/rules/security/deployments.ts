import { defineRule } from "../../findings/rule.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { jobsOf } from "./places.ts";

/** Deployments that can overtake each other. */
export const deployments = defineRule<WorkflowSubject, "security/deployment-concurrency">({
  codes: {
    "security/deployment-concurrency": {
      title: "Deployments of two runs can overlap",
      severity: "info",
      confidence: "low",
      explanation:
        "Nothing keeps two runs of this job from deploying to one environment at the same time; the older one may finish last. Give the job or the workflow a `concurrency` group.",
      bad: `on: push
permissions: {}
jobs:
  deploy:
    environment: production
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
      good: `on: push
permissions: {}
jobs:
  deploy:
    environment: production
    concurrency: production
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
      source:
        "https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency",
    },
  },
  check({ workflow }, report) {
    // A called workflow is kept apart by its caller; for a pull request an environment is an approval.
    const elsewhere = workflow.events.every(({ name }) => name === "workflow_call" || name.startsWith("pull_request"));
    if (workflow.concurrency !== undefined || elsewhere) return;
    for (const job of jobsOf(workflow)) {
      if (job.environment === undefined || job.concurrency !== undefined) continue;
      const message = `Two runs of "${job.id}" can deploy at the same time. Give it a concurrency group.`;
      report("security/deployment-concurrency", job.environment.span, message);
    }
  },
});
