import { ACTION, TAKEN_EMPTY, WORKFLOW } from "../../dialects/github/schema.ts";
import { defineRule } from "../../findings/rule.ts";
import { entryOf, written } from "../../source/tree.ts";
import type { ActionSubject, WorkflowSubject } from "../../validate/subject.ts";
import { SCHEMA_CODES, type SchemaCode } from "./schema-codes.ts";
import { type Exceptions, SchemaWalker } from "./schema-walker.ts";

const WORKFLOW_EXCEPTIONS: Exceptions = { others: new Set(["permissions"]), empty: TAKEN_EMPTY };
const ACTION_EXCEPTIONS: Exceptions = { others: new Set(["runs-strict", "branding"]), empty: TAKEN_EMPTY };

/** What GitHub's schema of workflows says: keys, types, what must be there. */
export const workflowSchema = defineRule<WorkflowSubject, SchemaCode>({
  codes: SCHEMA_CODES,
  check({ document, workflow }, report) {
    if (document.faults.some(({ kind }) => kind === "syntax" || kind === "too-large")) return;
    const start = { start: 0, end: 0 };
    if (document.root === undefined) {
      report("syntax/empty-value", start, 'The file is empty. A workflow has at least "on" and "jobs".');
      return;
    }
    const walker = new SchemaWalker(WORKFLOW, report, WORKFLOW_EXCEPTIONS, document.faults);
    walker.value(document.root, document.root.span, "workflow-root-strict", { name: "the workflow", span: start });
    const jobs = entryOf(workflow.root, "jobs");
    if (jobs?.value.kind === "mapping" && jobs.value.entries.length === 0) {
      report("syntax/empty-value", written(jobs), '"jobs" has no job. Add one.');
    }
    for (const job of workflow.jobs) {
      const steps = entryOf(job.node, "steps")?.value;
      const none = steps === undefined || (steps.kind === "sequence" && steps.items.length === 0);
      if (job.uses !== undefined || job.node.entries.length === 0 || !none || entryOf(job.node, "uses") !== undefined) {
        continue;
      }
      report(
        "syntax/job-without-steps",
        job.key.span,
        `The job "${job.id}" has no "steps": it does nothing. Add them.`,
      );
    }
  },
});

/** What GitHub's schema of actions says; what stands in `runs` has rules of its own. */
export const actionSchema = defineRule<ActionSubject, SchemaCode>({
  codes: SCHEMA_CODES,
  check({ document, action }, report) {
    if (document.root === undefined) return;
    const walker = new SchemaWalker(ACTION, report, ACTION_EXCEPTIONS, document.faults);
    walker.value(document.root, document.root.span, "action-root-strict", {
      name: "the action",
      span: { start: 0, end: 0 },
    });
    const steps = entryOf(action.runs, "steps");
    if (steps !== undefined && action.using?.text === "composite") {
      walker.value(steps.value, written(steps), "composite-steps", { name: '"steps"', span: steps.key.span });
    }
  },
});
