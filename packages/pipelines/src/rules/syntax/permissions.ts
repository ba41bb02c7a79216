import { WORKFLOW } from "../../dialects/github/schema.ts";
import { advice } from "../../findings/nearest.ts";
import { defineRule } from "../../findings/rule.ts";
import { written } from "../../source/tree.ts";
import type { WorkflowSubject } from "../../validate/subject.ts";

const STEPS = "jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
const SOURCE = "https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions";

/** Scopes of `permissions`, and their levels. */
export const permissions = defineRule<WorkflowSubject, "syntax/unknown-permission" | "syntax/invalid-permission">({
  codes: {
    "syntax/unknown-permission": {
      title: "Permission does not exist",
      severity: "error",
      confidence: "high",
      explanation: "GitHub refuses a file that asks for a permission that it does not know.",
      bad: `on: push\npermissions:\n  content: read\n${STEPS}`,
      good: `on: push\npermissions:\n  contents: read\n${STEPS}`,
      source: SOURCE,
    },
    "syntax/invalid-permission": {
      title: "Permission cannot have this level",
      severity: "error",
      confidence: "high",
      explanation:
        "Every permission is `read`, `write` or `none`, some have only two of these; all of them together are `read-all`, `write-all` or `{}`.",
      bad: `on: push\npermissions: write\n${STEPS}`,
      good: `on: push\npermissions:\n  contents: write\n${STEPS}`,
      source: SOURCE,
    },
  },
  check({ workflow }, report) {
    const scopes = WORKFLOW.shape("permissions").mappings[0]?.properties ?? new Map<string, { type: string }>();
    for (const block of [workflow.permissions, ...workflow.jobs.map((job) => job.permissions)]) {
      if (block === undefined) continue;
      const { node, granted } = block;
      if (node.kind === "scalar" && node.value !== null && granted === undefined) {
        const message = `"${node.text}" is no level for all permissions: write read-all, write-all, {} for none, or each permission with its level.`;
        report("syntax/invalid-permission", node.span, message);
      }
      for (const { key, scope, level, value } of typeof granted === "object" ? granted : []) {
        const type = scopes.get(scope)?.type;
        if (type === undefined) {
          const message = `There is no permission "${scope}". ${advice(scope, [...scopes.keys()])}`;
          report("syntax/unknown-permission", key.span, message);
          continue;
        }
        const levels = WORKFLOW.shape(type).constants;
        if (level !== undefined && levels.includes(level)) continue;
        const found = level === undefined ? "has no level" : `cannot be "${level}"`;
        report("syntax/invalid-permission", written({ value }), `"${scope}" ${found}. Write ${levels.join(", ")}.`);
      }
    }
  },
});
