import { ROLES } from "@tollgate/core/vocabulary/role";
import { STEPS } from "@tollgate/core/vocabulary/step";
import { RIGOURS, TIERS } from "@tollgate/core/vocabulary/tier";
import { z } from "zod";

const time = z.iso.datetime({ offset: true });
/** The roles a token may have: all but none. */
const tokenRole = z.enum(ROLES).exclude(["none"]);

/** The policy of one base branch: what is in force, and what is wrong with anything newer. */
export const branchPolicy = z.object({
  base: z.string().describe("The branch that changes go to."),
  digest: z.string().nullable().describe("Null while none could be read."),
  commit: z.string().nullable(),
  source: z.string().nullable().describe("The branch that the files were read from."),
  gates: z.number().int(),
  shadow: z.boolean().describe("Checks are shown and block nothing."),
  problems: z.array(z.string()).describe("file:line:column and what is wrong; empty when the newest is in force."),
  rollback: z
    .object({ revision: z.number().int(), by: z.string(), reason: z.string(), at: time })
    .nullable()
    .describe("The earlier revision that holds instead of the files at the tip."),
});
export type BranchPolicy = z.infer<typeof branchPolicy>;

/** A repository that Tollgate knows. */
export const repository = z.object({
  provider: z.string(),
  name: z.string().describe("owner/name"),
  state: z.enum(["active", "removed"]),
  policies: z
    .record(z.string(), z.unknown())
    .describe("The last good policy per base branch, by digest and the commit it was read at."),
  problems: z
    .record(z.string(), z.unknown())
    .describe("What is wrong with the newest policy files, per base branch; empty when they are in force."),
  branches: z.array(branchPolicy).describe("The same, per base branch, with what the policy says."),
  openChanges: z.number().int(),
  reconciledAt: time.nullable(),
  seenAt: time,
});
export type Repository = z.infer<typeof repository>;

/** A repository with the policies in force, whole. */
export const repositoryDetail = repository.extend({
  policiesInForce: z.array(
    z.object({
      base: z.string(),
      tier: z.enum(TIERS).describe("How much depends on the repository."),
      rigour: z.enum(RIGOURS).describe("How strictly its changes are taken whose risk is not high."),
      gates: z.array(
        z.object({
          gate: z.string().describe("The name it stands under."),
          step: z.string().describe("The phase that it belongs to."),
          judge: z.string().describe("The gate that judges: another name where the policy declared its own."),
          category: z.enum(["critical", "warning", "contextual"]).nullable(),
          blocking: z.boolean().describe("Whether it stops a change whose risk is not high."),
          blockingAtHighRisk: z.boolean(),
          within: z.string().nullable().describe("The step of the template that lists it."),
          params: z.record(z.string(), z.unknown()),
          byRigour: z
            .record(z.string(), z.record(z.string(), z.unknown()))
            .describe("Parameters where a change is taken so strictly, whole."),
        }),
      ),
      template: z
        .object({
          name: z.string(),
          version: z.string().nullable(),
          steps: z.array(
            z.object({
              name: z.string(),
              phase: z.enum(STEPS),
              sequential: z.boolean().describe("Its gates count one after another."),
              condition: z.string().nullable().describe("Null: always."),
              timeoutSeconds: z.number().nullable().describe("How long its gates may be pending before that is told."),
              gates: z.array(z.string()),
            }),
          ),
        })
        .nullable()
        .describe("The nearest template; null where only the built-in one holds."),
      final: z.object({ required: z.boolean(), role: z.string() }),
      contexts: z.record(z.string(), z.string()).describe("The names of the checks, by their keys."),
    }),
  ),
});
export type RepositoryDetail = z.infer<typeof repositoryDetail>;

/** What became of a delivery: `waiting` to be read, `processed`, or `parked` after its retries. */
export const DELIVERY_STATES = ["waiting", "processed", "parked"] as const;

/** A webhook delivery, without its payload. */
export const delivery = z.object({
  seq: z.string().describe("Grows in the order of receipt."),
  provider: z.string(),
  deliveryId: z.string(),
  event: z.string(),
  state: z.enum(DELIVERY_STATES),
  bytes: z.number().int().nullable().describe("Size of the payload; null once it was deleted."),
  attempts: z.number().int(),
  receivedAt: time,
  processedAt: time.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

/** The kinds of work that can be parked. */
export const DEAD_LETTER_KINDS = ["delivery", "subject", "target"] as const;
export type DeadLetterKind = (typeof DEAD_LETTER_KINDS)[number];

/** Work that was given up after its retries, with the reason. Nothing else waits for it. */
export const deadLetter = z.object({
  kind: z.enum(DEAD_LETTER_KINDS),
  id: z.string(),
  provider: z.string(),
  repository: z.string().nullable().describe("Null for deliveries: nobody has understood them yet."),
  what: z.string().describe("The event, or the kind and key of the subject or target."),
  reason: z.string(),
  attempts: z.number().int(),
  parkedAt: time,
});
export type DeadLetter = z.infer<typeof deadLetter>;

/** What became of a parked piece of work. */
export const deadLetterResult = z.object({
  kind: z.enum(DEAD_LETTER_KINDS),
  id: z.string(),
  status: z.enum(["replayed", "dropped"]),
});
export type DeadLetterResult = z.infer<typeof deadLetterResult>;

/** An API token as lists show it; the token itself is stored nowhere. */
export const token = z.object({
  id: z.string(),
  subject: z.string(),
  role: tokenRole,
  login: z.string().nullable().describe("The forge login this token acts for; null: none."),
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable().describe("Exact to a minute."),
  revokedAt: time.nullable(),
});
export type Token = z.infer<typeof token>;

export const newToken = z.strictObject({
  subject: z.string().trim().min(1).max(200).describe("Who or what uses it; stands in events and logs."),
  role: tokenRole,
  login: z
    .string()
    .regex(/^[A-Za-z0-9_.[\]-]{1,100}$/)
    .optional(),
  expiresAt: time.optional(),
});
export type NewToken = z.infer<typeof newToken>;

/** A token just made: the only time it is shown. */
export const createdToken = token.extend({ token: z.string().describe("Shown once. Send it as a bearer token.") });
export type CreatedToken = z.infer<typeof createdToken>;

export const newSession = z.union([
  z.strictObject({ token: z.string().min(1).max(500) }),
  z.strictObject({
    oneTimeCode: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, "is no one-time code")
      .describe("Out of an address that the server or the demo printed. It works once, within ten minutes."),
  }),
]);

/** Who the caller is. */
export const session = z.object({
  subject: z.string(),
  role: tokenRole,
  login: z.string().nullable(),
  expiresAt: time.nullable().describe("When the session or token ends; null: not by itself."),
});
export type Session = z.infer<typeof session>;

/** How much waits. */
export const queues = z.object({
  deliveries: z.number().int().describe("Received and not read yet."),
  subjects: z.number().int().describe("May have changed and wait for an evaluation."),
  targets: z.number().int().describe("Values that wait to be set on the forge."),
  parkedDeliveries: z.number().int(),
  parkedSubjects: z.number().int(),
  parkedTargets: z.number().int(),
  oldestDeliverySeconds: z.number().describe("Age of the oldest delivery not read yet; 0 when there is none."),
});
export type Queues = z.infer<typeof queues>;

/** How many deliveries come in. */
export const intake = z.object({
  lastMinute: z.number().int(),
  perMinute: z
    .array(z.number().int())
    .describe("The last thirty minutes, the oldest first; the last one is not over yet. Doubled deliveries count too."),
});
export type Intake = z.infer<typeof intake>;

/** How this installation is. */
export const system = z.object({
  version: z.string(),
  ready: z.boolean(),
  reason: z.string().nullable().describe("Why it is not ready."),
  startedAt: time.describe("Start of the process that answered."),
  database: z.object({ version: z.string(), bytes: z.number().int() }),
  replicas: z.number().int().nullable().describe("Null: not known."),
  queues: queues,
  intake: intake,
  forges: z.array(
    z.object({
      id: z.string(),
      webhooks: z.boolean().describe("Whether a secret is configured, so that deliveries are taken."),
      budget: z.array(z.object({ resource: z.string(), remaining: z.number(), resetAt: time.nullable() })),
    }),
  ),
});
export type System = z.infer<typeof system>;

/** Whether requests should come to this process. */
export const readiness = z.object({
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), reason: z.string().nullable() })),
});
export type Readiness = z.infer<typeof readiness>;
