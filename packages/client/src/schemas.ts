import { z } from "zod";
import {
  createdToken,
  deadLetter,
  deadLetterResult,
  delivery,
  newSession,
  newToken,
  queues,
  readiness,
  repository,
  repositoryDetail,
  session,
  system,
  token,
} from "./admin.ts";
import { change, changeRow, command, commandResult, event, eventFacts, explanation, gate, verdict } from "./change.ts";
import { gateRecords } from "./gates.ts";
import { measurementsResult, newMeasurements } from "./measurements.ts";
import { newRollback, policyRevision, policyTrial, rollbackResult, trialExplanation } from "./policy.ts";
import { problem } from "./problem.ts";

/** One page of a list. `nextCursor` is null on the last. */
function page<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Opaque; pass it as `cursor` to get the next page. Null: the last."),
  });
}

/** Every document that goes over the wire, by the name it has in the OpenAPI document. */
export const SCHEMAS = {
  Change: change,
  ChangePage: page(change),
  ChangeRow: changeRow,
  ChangeRowPage: page(changeRow).extend({
    total: z
      .number()
      .int()
      .nullable()
      .describe("How many fit, counted on the first page only and up to 10,001: that means more than 10,000."),
  }),
  Command: command,
  CommandResult: commandResult,
  CreatedToken: createdToken,
  DeadLetter: deadLetter,
  DeadLetterPage: page(deadLetter),
  DeadLetterResult: deadLetterResult,
  Delivery: delivery,
  DeliveryPage: page(delivery),
  Event: event,
  EventFacts: eventFacts,
  EventPage: page(event),
  Explanation: explanation,
  Gate: gate,
  GateRecords: gateRecords,
  NewRollback: newRollback,
  MeasurementsResult: measurementsResult,
  NewMeasurements: newMeasurements,
  NewSession: newSession,
  NewToken: newToken,
  PolicyRevision: policyRevision,
  PolicyRevisionPage: page(policyRevision),
  PolicyTrial: policyTrial,
  Problem: problem,
  Queues: queues,
  Readiness: readiness,
  Repository: repository,
  RepositoryDetail: repositoryDetail,
  RepositoryPage: page(repository),
  RollbackResult: rollbackResult,
  Session: session,
  System: system,
  Token: token,
  TokenPage: page(token),
  TrialExplanation: trialExplanation,
  Verdict: verdict,
} as const;
export type SchemaName = keyof typeof SCHEMAS;
/** What a document of this name holds. */
export type Document<Name extends SchemaName> = z.infer<(typeof SCHEMAS)[Name]>;
