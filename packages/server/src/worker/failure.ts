import { confirmed, unsettledBy } from "@tollgate/core/vocabulary/hint";
import { ForgeError } from "@tollgate/providers/forge";
import { changeId, loadStream, VersionConflict } from "../store/append.ts";
import { isConnectionLoss } from "../store/database.ts";
import { policyOf } from "../store/policies.ts";
import { lastReading } from "../store/readings.ts";
import { backoff, park, postpone } from "../store/sequences.ts";
import { openHints, type SubjectRow } from "../store/subjects.ts";
import { contextNamesOn } from "../store/targets.ts";
import { commit, LeaseLost } from "./commit.ts";
import type { WorkerContext } from "./context.ts";
import { Decision } from "./decision.ts";
import { PolicyDirectoryError } from "./policies.ts";

/** From this failed attempt on (about a minute) a change that was hinted at shows ERROR instead of its last state. */
const ERROR_AFTER = 7;
/** What cannot be right by waiting is parked after so many attempts. */
const PARK_AFTER = 10;
/** A limit is waited out, but looked at again at least this often: it may be lifted early. */
const LONGEST_WAIT_MS = 120_000;

/**
 * Settles a subject whose evaluation failed. The error's kind decides: wait out a limit, try again later, or park.
 * Closing hints take effect meanwhile: a gate may be closed without a read, never opened.
 */
export async function evaluationFailed(context: WorkerContext, subject: SubjectRow, error: unknown): Promise<void> {
  if (isConnectionLoss(error)) throw error;
  const { pool, owner, log } = context;
  const attempt = subject.attempts + 1;
  const reason = reasonOf(error);
  if (error instanceof ForgeError && error.kind === "rate-limited") {
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(500, (error.retryAt ?? 0) - Date.now()));
    tellLimit(context, subject.provider, wait);
    await whileItFails(context, subject, closeByHints);
    await postpone(pool, "subjects", owner, subject.id, wait + Math.random() * 250, false);
    return;
  }
  log.warn({ subject: subject.key, repository: subject.repository, attempt, reason }, "an evaluation failed");
  if (subject.kind === "change") {
    await whileItFails(context, subject, closeByHints);
    if (attempt >= ERROR_AFTER) await whileItFails(context, subject, (...args) => enterError(...args, error));
  }
  if (attempt >= PARK_AFTER && !isPassing(error)) {
    log.error({ subject: subject.key, repository: subject.repository, reason }, "a subject is parked");
    await park(pool, "subjects", owner, subject.id, reason);
    return;
  }
  await postpone(pool, "subjects", owner, subject.id, backoff(attempt), true);
}

/** When each forge's limit was last told of: it hits every subject, and one line says it for all. */
const limitTold = new Map<string, number>();

function tellLimit({ log }: WorkerContext, provider: string, waitMs: number): void {
  if ((limitTold.get(provider) ?? 0) > Date.now()) return;
  limitTold.set(provider, Date.now() + waitMs);
  log.warn({ provider, waitMs }, "the forge's request limit is used up");
}

/** What cannot be read or judged at all fails here again: that must not keep the attempt from being counted. */
async function whileItFails(
  context: WorkerContext,
  subject: SubjectRow,
  work: (context: WorkerContext, subject: SubjectRow) => Promise<void>,
): Promise<void> {
  try {
    await work(context, subject);
  } catch (error) {
    if (isConnectionLoss(error)) throw error;
    const { key, repository } = subject;
    context.log.error({ subject: key, repository, reason: reasonOf(error) }, "a failed evaluation closed nothing");
  }
}

/** Whether time alone may heal it. */
function isPassing(error: unknown): boolean {
  if (error instanceof PolicyDirectoryError) return true;
  return (
    error instanceof ForgeError && ["transient", "unknown-outcome", "protocol", "unauthorized"].includes(error.kind)
  );
}

/** The reason in words; a stack never leaves the log. */
export function reasonOf(error: unknown): string {
  if (error instanceof ForgeError)
    return error.permission === undefined ? error.message : `${error.message} (needs ${error.permission})`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function remedyOf(error: unknown): string {
  return error instanceof ForgeError || error instanceof PolicyDirectoryError ? error.remedy : "";
}

/** Judges the last read again with what the hints announce: what they put in doubt closes at once. */
async function closeByHints(context: WorkerContext, subject: SubjectRow): Promise<void> {
  if (subject.kind !== "change") return;
  // Those that came while the read failed as well: closing is safe whatever else they say.
  const hints = await undecidedHints(context, subject, Number.MAX_SAFE_INTEGER);
  if (hints.every((hint) => hint.closing === "no")) return;
  const reading = await lastReading(context.pool, subject.id);
  if (reading === null) return;
  const unseen = unsettledBy(confirmed(reading, hints), hints);
  await decideWithoutRead(context, subject, async (decision) => {
    const { head, judged, error } = decision.state;
    // ERROR is left by a read alone: it closes what no hint puts in doubt, too.
    if (head !== reading.headSha || judged === null || error !== null) return;
    const policy = await policyOf(context.pool, judged.policy.digest);
    if (policy === null) return;
    // Comments are left out: what stands or not is told by a fresh read alone.
    const stale = { ...reading, comments: { known: false as const, reason: "not read" } };
    const others = await contextNamesOn(context.pool, subject, reading.headSha);
    decision.observe(stale, { policy, source: judged.policy }, unseen, others);
  });
}

/** Without those that were found to change nothing: they close nothing either. */
async function undecidedHints({ pool }: WorkerContext, subject: SubjectRow, upTo: number) {
  const hints = await openHints(pool, subject.id, upTo);
  return hints.filter((hint) => hint.seq > subject.done_seq);
}

async function enterError(context: WorkerContext, subject: SubjectRow, error: unknown): Promise<void> {
  // A routine look that fails says nothing about the change; a hint that cannot be followed does.
  const hints = await undecidedHints(context, subject, subject.wanted_seq);
  const passing = isPassing(error) && hints.every((hint) => hint.closing === "no");
  if (passing && hints.length === 0) return;
  await decideWithoutRead(context, subject, async (decision) => {
    if (decision.state.head !== null && decision.state.error === null) decision.fail(reasonOf(error), remedyOf(error));
  });
}

async function decideWithoutRead(
  context: WorkerContext,
  subject: SubjectRow,
  decide: (decision: Decision) => Promise<void>,
): Promise<void> {
  const id = changeId(subject.provider, subject.repository, subject.key);
  try {
    const stream = await loadStream(context.pool, id);
    const decision = new Decision(stream.state);
    await decide(decision);
    if (decision.events.length === 0) return;
    await commit(context, subject, {
      id,
      expected: stream.version,
      before: stream.state,
      decision,
      reading: null,
      settled: [],
      unsettled: [],
      answers: [],
      lookAt: null,
      unsure: false,
    });
  } catch (error) {
    if (error instanceof VersionConflict || error instanceof LeaseLost) return;
    throw error;
  }
}
