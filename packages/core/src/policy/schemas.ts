import { type ZodType, z } from "zod";
import { DEFAULT_RISK } from "../risk/settings.ts";
import { CONTEXTS, STEPS } from "../vocabulary/step.ts";
import { RIGOURS, TIERS } from "../vocabulary/tier.ts";
import type { Gate } from "./gate.ts";
import { GATES } from "./gates/index.ts";
import { threshold, thresholdShape } from "./gates/threshold.ts";
import { globSchema } from "./glob.ts";
import { GROUPS } from "./groups.ts";

const API_VERSIONS = ["tollgate.dev/v1", "qms.creo.dev/v1"] as const;
/** Who may be given the last word: everybody has read access to a public repository, so `viewer` is not among them. */
export const FINAL_ROLES = ["developer", "coordinator", "admin"] as const;
export const GATE_STEPS = ["ready", "progress", "done"] as const;

/** Names of the built-in gates, for advice. */
export const GATE_NAMES = GATES.map((gate) => gate.name);
/** What a QualityGate document that declares a gate of its own may be. */
export const GATE_TYPES = ["threshold", "task"] as const;

const duration = z
  .union([z.string().regex(/^\d+(?:ms|s|m|h)$/, "write a time such as 300s, 15m or 2h"), z.int().min(0)])
  .describe("A time, e.g. 300s, 15m; a bare number is seconds.");
/** A name as people write it. */
const oneLine = z
  .string()
  .min(1)
  .max(100)
  .regex(/^\S(?:[^\p{Cc}]*\S)?$/u, "write it on one line, without white space around it");
/** The seconds of a time as policies write it. */
export function secondsOf(written: string | number): number {
  if (typeof written === "number") return written;
  const [, amount = "0", unit = "s"] = /^(\d+)(ms|s|m|h)$/.exec(written) ?? [];
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
}

const UNITS = { ms: 0.001, s: 1, m: 60, h: 3_600 } as const;

const labels = z.record(z.string(), z.unknown());

/** What a file may say about one gate: the entry of `spec.gates`, and the `spec` of a QualityGate document. */
function gateEntry(gate: Gate): ZodType {
  return z
    .strictObject({
      enabled: z.boolean().optional().describe("false takes the gate out."),
      blocking: z.boolean().optional().describe("Whether a failure stops the change; otherwise it is only told."),
      step: z.enum(GATE_STEPS).optional().describe(`The step it belongs to; by itself ${gate.step}.`),
      params: gate.params.optional(),
      by_rigour: z
        .strictObject(
          Object.fromEntries(RIGOURS.map((rigour) => [rigour, z.strictObject({ params: gate.params }).optional()])),
        )
        .optional()
        .describe("Parameters that are different where a change is taken so strictly."),
    })
    .describe(gate.purpose);
}

const step = z.strictObject({
  name: oneLine,
  phase: z.enum(STEPS).optional().describe("Where the name and the order do not tell."),
  type: z
    .enum(["parallel", "sequential", "conditional", "manual"])
    .optional()
    .describe("sequential: its gates count one after another. manual: a person's word, in the final phase."),
  condition: z
    .string()
    .optional()
    .describe('"<step>.success", "<step>.failure", "risk == HIGH", "risk >= MEDIUM" or "always".'),
  agents: z.array(z.string()).optional(),
  quality_gates: z
    .array(z.string())
    .optional()
    .describe(`Gates, gate documents of the policy, and groups: ${GROUPS.map(({ name }) => name).join(", ")}.`),
  timeout: duration.optional().describe("How long its gates may be pending before that is told."),
  retry_policy: z.string().optional().describe("Always exponential_backoff: what fails is tried again so."),
  parallel_reviews: z.boolean().optional().describe("Always true: people review side by side."),
  escalation_enabled: z.boolean().optional().describe("Whether more people are asked once the timeout is over."),
});

/** Settings that a parent may lock, besides gates by their name. */
export const LOCKABLE = ["final", "contexts", "shadow", "steps", "tier", "rigour", "risk"] as const;

const riskArea = z.strictObject({
  paths: z.array(globSchema).max(100).optional().describe("Upper and lower case do not differ. None: takes it out."),
  weight: z.int().min(0).max(20).optional().describe("What touching it adds to the score, once."),
});

const risk = z.strictObject({
  areas: z
    .record(oneLine, riskArea)
    .optional()
    .describe(`Paths where a mistake costs more: ${Object.keys(DEFAULT_RISK.areas).join(", ")}, or your own.`),
  medium: z.int().min(1).max(100).optional().describe(`Least score of medium risk; ${DEFAULT_RISK.medium} by itself.`),
  high: z.int().min(1).max(100).optional().describe(`Least score of high risk; ${DEFAULT_RISK.high} by itself.`),
});

const templateSpec = z.strictObject({
  tier: z.enum(TIERS).optional().describe("How much depends on the repository; standard by itself."),
  tiers: z
    .strictObject(Object.fromEntries(TIERS.map((tier) => [tier, z.array(globSchema).max(1_000).optional()])))
    .optional()
    .describe("For a policy above repositories: which of them are of which tier, by patterns over owner/name."),
  rigour: z
    .strictObject(Object.fromEntries(TIERS.map((tier) => [tier, z.enum(RIGOURS).optional()])))
    .optional()
    .describe("How strictly the changes of each tier are taken; those of high risk are taken one notch stricter."),
  risk: risk.optional().describe("How the risk of a change is counted."),
  gates: z
    .strictObject(Object.fromEntries(GATES.map((gate) => [gate.name, gateEntry(gate).optional()])))
    .optional()
    .describe("What is different from the template that this one builds on, gate by gate."),
  contexts: z
    .strictObject(Object.fromEntries(CONTEXTS.map((key) => [key, oneLine.optional()])))
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
    .array(z.string())
    .optional()
    .describe(`What a repository below may not change: names of gates, ${LOCKABLE.join(", ")}.`),
  steps: z.array(step).min(1).max(50).optional(),
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

/** What a gate document may say of waiting, besides what the gate itself asks for. */
const waiting = {
  timeout: duration.optional().describe("How long it may be pending before that is told."),
  retry: z.int().min(0).max(10).optional().describe("Not needed: it is judged again with every new value."),
  escalation: z
    .strictObject({
      enabled: z.boolean().optional(),
      threshold: duration.optional().describe("After how long more people are asked."),
    })
    .optional(),
};

/** A QualityGate document that compares a metric, under a name of its own. */
export const thresholdGateSchema = envelope(
  "QualityGate",
  z
    .strictObject({
      type: z.literal("threshold"),
      ...thresholdShape,
      enabled: z.boolean().optional().describe("false takes the gate out."),
      blocking: z.boolean().optional().describe("Whether a failure stops the change; otherwise it is only told."),
      ...waiting,
    })
    .superRefine(
      (
        { type: _, enabled: __, blocking: ___, timeout: ____, retry: _____, escalation: ______, ...params },
        context,
      ) => {
        // What the gate asks for between its parameters.
        for (const { path, message } of threshold.params.safeParse(params).error?.issues ?? []) {
          context.addIssue({ code: "custom", path: [...path], message });
        }
      },
    ),
  gateMetadata(oneLine),
);

/** A QualityGate document whose work an agent would do: the place for it, which this version leaves empty. */
export const taskGateSchema = envelope(
  "QualityGate",
  z.strictObject({
    type: z.literal("task"),
    agent: oneLine.optional().describe("Who does the work."),
    capabilities: z.array(oneLine).optional().describe("What whoever does it must be able to do."),
    instructions: z.string().optional(),
    blocking: z.boolean().optional(),
    ...waiting,
  }),
  gateMetadata(oneLine),
);

/** `.qms/github-integration-config.yml`: only the names of the contexts are used in this version. */
export const githubIntegrationSchema = z.strictObject({
  github_actions_integration: z.strictObject({
    workflow_triggers: z.record(z.string(), z.unknown()).optional(),
    status_checks: z
      .strictObject({
        required_contexts: z.array(oneLine).optional(),
        timeout_minutes: z.number().min(0).optional(),
        retry_attempts: z.int().min(0).optional(),
      })
      .optional(),
    branch_protection: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** JSON Schemas (draft-07) by the name of their document, for editors. */
export function jsonSchemas(): Record<string, object> {
  const qualityGate = z.union([...GATES.map(knownGateSchema), thresholdGateSchema, taskGateSchema]);
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
