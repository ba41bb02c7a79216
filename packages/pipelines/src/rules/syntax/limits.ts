import type { Container, Job } from "../../dialects/github/workflow.ts";
import { defineRule, type Report } from "../../findings/rule.ts";
import { entryOf, textOf, valueAt, type YamlNode } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

type LimitCode =
  | "syntax/queue-with-cancel"
  | "syntax/not-positive"
  | "syntax/incomplete-container"
  | "syntax/empty-matrix-axis";

const head = (lines: string): string =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n${lines}    steps:\n      - run: make\n`;
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax";

/** What GitHub's schema lets pass, and GitHub refuses when it makes jobs of it. */
export const limits = defineRule<WorkflowSubject, LimitCode>({
  codes: {
    "syntax/not-positive": {
      title: "Number must be greater than zero",
      severity: "error",
      confidence: "high",
      explanation:
        "A time limit of no minutes, or no jobs at the same time, keep the job from running. Remove the key to have GitHub's default.",
      bad: head("    timeout-minutes: 0\n"),
      good: head("    timeout-minutes: 10\n"),
      source: SOURCE,
    },
    "syntax/queue-with-cancel": {
      title: "Runs are to wait, and to be cancelled",
      severity: "error",
      confidence: "high",
      explanation:
        "`queue: max` lets all runs of a group wait for their turn; `cancel-in-progress: true` ends the one before. GitHub refuses both together.",
      bad: head("    concurrency:\n      group: deploy\n      queue: max\n      cancel-in-progress: true\n"),
      good: head("    concurrency:\n      group: deploy\n      queue: max\n"),
      source: `${SOURCE}#concurrency`,
    },
    "syntax/incomplete-container": {
      title: "Container lacks something",
      severity: "error",
      confidence: "high",
      explanation:
        "A container or service needs an `image`, and its `credentials` need both `username` and `password`. Without them the job cannot begin.",
      bad: head("    services:\n      redis:\n        ports: [6379]\n"),
      good: head("    services:\n      redis:\n        image: redis:7\n        ports: [6379]\n"),
      source: `${SOURCE}#jobsjob_idservices`,
    },
    "syntax/empty-matrix-axis": {
      title: "Axis of a matrix has no values",
      severity: "error",
      confidence: "high",
      explanation:
        "A matrix makes a job of each combination; with an axis without values there is none, and GitHub refuses the file.",
      bad: head("    strategy:\n      matrix:\n        node: []\n"),
      good: head("    strategy:\n      matrix:\n        node: [22]\n"),
      source: `${SOURCE}#jobsjob_idstrategymatrix`,
    },
  },
  check({ workflow }, report) {
    queued(workflow.root, report);
    for (const job of workflow.jobs) {
      queued(job.node, report);
      positive("timeout-minutes", entryOf(job.node, "timeout-minutes")?.value, report);
      positive("max-parallel", job.strategy?.maxParallel, report);
      for (const { node } of job.steps) positive("timeout-minutes", entryOf(node, "timeout-minutes")?.value, report);
      for (const container of containersOf(job)) complete(container, report);
      for (const { name, value, key } of job.strategy?.matrix?.axes ?? []) {
        if (value.kind !== "sequence" || value.items.length > 0) continue;
        report(
          "syntax/empty-matrix-axis",
          key.span,
          `"${name}" has no values, so the matrix makes no job. List some, or remove it.`,
        );
      }
    }
  },
});

function containersOf({ container, services }: Job): readonly Container[] {
  return container === undefined ? services : [container, ...services];
}

function queued(owner: YamlNode | undefined, report: Report<LimitCode>): void {
  const concurrency = valueAt(owner, "concurrency");
  const queue = valueAt(concurrency, "queue");
  const cancel = valueAt(concurrency, "cancel-in-progress");
  if (queue === undefined || textOf(queue) !== "max" || cancel?.kind !== "scalar" || cancel.value !== true) return;
  const message = '"queue: max" does not go with "cancel-in-progress: true". Remove one of them.';
  report("syntax/queue-with-cancel", queue.span, message);
}

function positive(name: string, node: YamlNode | undefined, report: Report<LimitCode>): void {
  if (node?.kind !== "scalar" || typeof node.value !== "number" || node.value > 0) return;
  report("syntax/not-positive", node.span, `"${name}" is ${node.text}, but must be greater than zero.`);
}

function complete({ name, key, node, credentials }: Container, report: Report<LimitCode>): void {
  if (node.kind === "mapping" && node.entries.length > 0 && entryOf(node, "image") === undefined && !hasInsert(node)) {
    const what = name === "container" ? "The container" : `The service "${name}"`;
    report("syntax/incomplete-container", key.span, `${what} has no "image". Add it.`);
  }
  if (credentials?.kind !== "mapping") return;
  const lacking = ["username", "password"].filter((one) => entryOf(credentials, one) === undefined);
  // With neither of them it holds something else, and that is told already.
  if (lacking.length !== 1 || hasInsert(credentials)) return;
  const owner = entryOf(node, "credentials")?.key.span ?? key.span;
  report("syntax/incomplete-container", owner, `"credentials" lack "${lacking[0]}". Add it.`);
}

/** Whether an expression brings further keys. */
function hasInsert(node: YamlNode): boolean {
  return node.kind === "mapping" && node.entries.some(({ key }) => key.text.includes("${{"));
}
