import { type ZodType, z } from "zod";
import { CONTEXTS, STEPS } from "../vocabulary/step.ts";
import type { Gate } from "./gate.ts";
import { GATES } from "./gates/index.ts";

const API_VERSIONS = ["tollgate.dev/v1", "qms.creo.dev/v1"] as const;
/** Who may be given the last word: everybody has read access to a public repository, so `viewer` is not among them. */
export const FINAL_ROLES = ["developer", "coordinator", "admin"] as const;
export const GATE_STEPS = ["ready", "progress", "done"] as const;

const duration = z
  .union([z.string().regex(/^\d+(?:ms|s|m|h)$/, "write a time such as 300s, 15m or 2h"), z.int().min(0)])
  .describe("A time, e.g. 300s, 15m; a bare number is seconds.");
const labels = z.record(z.string(), z.unknown());

/** What a file may say about one gate: the entry of `spec.gates`, and the `spec` of a QualityGate document. */
function gateEntry(gate: Gate): ZodType {
  return z
    .strictObject({
      enabled: z.boolean().optional().describe("false takes the gate out."),
      blocking: z.boolean().optional().describe("Whether a failure stops the change; otherwise it is only told."),
      step: z.enum(GATE_STEPS).optional().describe(`The step it belongs to; by itself ${gate.step}.`),
      params: gate.params.optional(),
    })
    .describe(gate.purpose);
}

const step = z.strictObject({
  name: z.string().min(1),
  phase: z.enum(STEPS).optional().describe("Where the name and the order do not tell."),
  type: z.enum(["parallel", "sequential", "conditional", "manual"]).optional(),
  condition: z.string().optional(),
  agents: z.array(z.string()).optional(),
  quality_gates: z.array(z.string()).optional(),
  timeout: duration.optional(),
  retry_policy: z.string().optional(),
  parallel_reviews: z.boolean().optional(),
  escalation_enabled: z.boolean().optional(),
});

/** Settings that a parent may lock, besides gates by their name. */
const LOCKABLE = ["final", "contexts", "shadow"] as const;

const contextName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^\S(?:[^\p{Cc}]*\S)?$/u, "write it on one line, without white space around it");

const templateSpec = z.strictObject({
  gates: z
    .strictObject(Object.fromEntries(GATES.map((gate) => [gate.name, gateEntry(gate).optional()])))
    .optional()
    .describe("What is different from the template that this one builds on, gate by gate."),
  contexts: z
    .strictObject(Object.fromEntries(CONTEXTS.map((key) => [key, contextName.optional()])))
    .optional()
    .describe("The names of the five contexts on the forge."),
  shadow: z.boolean().optional().describe("true: everything is judged and shown, nothing stops a merge."),
  final: z
    .strictObject({
      required: z.boolean().optional().describe("Whether a person has the last word."),
      role: z.enum(FINAL_ROLES).optional().describe("The least role that may give it."),
    })
    .optional(),
  locked: z
    .array(z.enum([...LOCKABLE, ...GATES.map((gate) => gate.name)]))
    .optional()
    .describe("What a repository below may not change: names of gates, final, contexts, shadow."),
  steps: z.array(step).max(50).optional(),
});

const metadata = z.looseObject({
  name: z.string().min(1),
  version: z.union([z.string(), z.number()]).optional(),
  labels: labels.optional(),
});

function envelope(kind: string, spec: ZodType, meta: ZodType = metadata) {
  return z.strictObject({ apiVersion: z.enum(API_VERSIONS), kind: z.literal(kind), metadata: meta, spec });
}

export const workflowTemplateSchema = envelope("WorkflowTemplate", templateSpec);

const gateMetadata = (name: ZodType) => metadata.extend({ name, step: z.string().optional() });

/** A QualityGate document that configures a gate of this version. */
export function knownGateSchema(gate: Gate) {
  return envelope("QualityGate", gateEntry(gate), gateMetadata(z.literal(gate.name)));
}

/** A QualityGate document that compares a metric: read and checked, but there are no measurements in this version. */
export const thresholdGateSchema = envelope(
  "QualityGate",
  z.strictObject({
    type: z.literal("threshold"),
    metric: z.string().min(1),
    operator: z.enum(["gte", "gt", "lte", "lt", "eq"]),
    threshold: z.number(),
    unit: z.string().optional(),
    blocking: z.boolean().optional(),
    timeout: duration.optional(),
    retry: z.int().min(0).max(10).optional(),
    escalation: z.strictObject({ enabled: z.boolean().optional(), threshold: duration.optional() }).optional(),
  }),
  gateMetadata(z.string().min(1)),
);

/** `.qms/github-integration-config.yml`: only the names of the contexts are used in this version. */
export const githubIntegrationSchema = z.strictObject({
  github_actions_integration: z.strictObject({
    workflow_triggers: z.record(z.string(), z.unknown()).optional(),
    status_checks: z
      .strictObject({
        required_contexts: z.array(contextName).optional(),
        timeout_minutes: z.number().min(0).optional(),
        retry_attempts: z.int().min(0).optional(),
      })
      .optional(),
    branch_protection: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** JSON Schemas (draft-07) by the name of their document, for editors. */
export function jsonSchemas(): Record<string, object> {
  const qualityGate = z.union([...GATES.map(knownGateSchema), thresholdGateSchema]);
  const named: readonly (readonly [string, ZodType])[] = [
    ["WorkflowTemplate", workflowTemplateSchema],
    ["QualityGate", qualityGate],
    ["github-integration-config", githubIntegrationSchema],
  ];
  return Object.fromEntries(
    named.map(([name, schema]) => [
      name,
      { title: name, ...z.toJSONSchema(schema, { io: "input", target: "draft-7" }) },
    ]),
  );
}
