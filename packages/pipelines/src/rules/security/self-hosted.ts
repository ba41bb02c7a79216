import type { Job } from "../../dialects/github/workflow.ts";
import { defineRule } from "../../findings/rule.ts";
import { itemsOf, valueAt, type YamlScalar } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";
import { jobsOf } from "./places.ts";

/** Events that strangers set off in a public repository. */
const PUBLIC_EVENTS: ReadonlySet<string> = new Set([
  "discussion",
  "discussion_comment",
  "fork",
  "issue_comment",
  "issues",
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
  "pull_request_target",
  "watch",
  "workflow_run",
]);

/** Machines of one's own that may run what strangers send. */
export const selfHosted = defineRule<WorkflowSubject, "security/self-hosted-runner">({
  codes: {
    "security/self-hosted-runner": {
      title: "Self-hosted runner on an event that strangers may set off",
      severity: "info",
      confidence: "low",
      explanation:
        "In a public repository anybody can open a pull request whose code then runs on this machine, and what it leaves there meets the next job. Whether the repository is public cannot be seen here. Use runners of GitHub for such events, or ones that are made anew for every job, and require approval for people from outside.",
      bad: `on: pull_request
permissions: {}
jobs:
  test:
    runs-on: self-hosted
    steps:
      - run: make test
`,
      good: `on: pull_request
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
`,
      source: "https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners",
    },
  },
  check({ workflow }, report) {
    const event = workflow.events.find(({ name }) => PUBLIC_EVENTS.has(name));
    if (event === undefined) return;
    for (const job of jobsOf(workflow)) {
      const label = selfHostedLabel(job);
      if (label === undefined) continue;
      const message = `If this repository is public, strangers can run code on this machine by ${event.name}. Use a runner of GitHub, or one that is made anew for every job.`;
      report("security/self-hosted-runner", label.span, message);
    }
  },
});

function selfHostedLabel({ runsOn, strategy }: Job): YamlScalar | undefined {
  const labels = runsOn?.kind === "mapping" ? itemsOf(valueAt(runsOn, "labels")) : itemsOf(runsOn);
  const axes = (strategy?.matrix?.axes ?? []).flatMap(({ value }) => itemsOf(value).flatMap((item) => itemsOf(item)));
  const inMatrix = labels.some((label) => label.kind === "scalar" && label.text.includes("matrix."));
  const all = [...labels, ...(inMatrix ? axes : [])];
  return all.find((label) => label.kind === "scalar" && label.text.trim().toLowerCase() === "self-hosted") as
    | YamlScalar
    | undefined;
}
