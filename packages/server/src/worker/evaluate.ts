import { nextDeadline } from "@tollgate/core/change/patience";
import { type ChangeReading, isOpen } from "@tollgate/core/change/reading";
import { BROUGHT_BY_CI } from "@tollgate/core/change/reads";
import type { ChangeState } from "@tollgate/core/change/state";
import type { Policy } from "@tollgate/core/policy/policy";
import type { GatheredKey } from "@tollgate/core/vocabulary/fact";
import {
  confirmed,
  freshness,
  type ReceivedHint,
  rereadDelay,
  type Sight,
  settles,
  unsettledBy,
} from "@tollgate/core/vocabulary/hint";
import type { Pool } from "pg";
import { askFiles, gather } from "../gather/gather.ts";
import { changeId, loadStream, type Stream, VersionConflict } from "../store/append.ts";
import { type StoredCommand, waitingCommands } from "../store/commands.ts";
import { databaseNow, together, transaction } from "../store/database.ts";
import { lastReading, lastSight } from "../store/readings.ts";
import { finish, holds, postpone } from "../store/sequences.ts";
import {
  type Bump,
  bump,
  forgetHints,
  lockInOrder,
  markJudged,
  openHints,
  READ_INTERVAL_MS,
  type SubjectRow,
} from "../store/subjects.ts";
import { contextNamesOn } from "../store/targets.ts";
import { annotate, failed, span } from "../tracing/tracing.ts";
import { answerAll } from "./answer.ts";
import { commit, type Evaluation, LeaseLost } from "./commit.ts";
import { forgeOf, type WorkerContext } from "./context.ts";
import { Decision } from "./decision.ts";
import { evaluationFailed } from "./failure.ts";
import { evaluateGroup } from "./groups.ts";

/** Attempts at what the forge does not find, before that is believed: about ten seconds, as long as a read may be stale. */
const LAGGING_ATTEMPTS = 5;

/** What is asked about commits that may be new; other questions a forge that has no answer never has. */
const OF_NEW_COMMITS: ReadonlySet<GatheredKey> = new Set(["files", "secrets", "workflows", "dependencies"]);

/** Evaluates one dirty subject and settles its row: done, again later, or parked. */
export async function evaluate(context: WorkerContext, subject: SubjectRow): Promise<void> {
  try {
    if (subject.kind === "change") await evaluateChange(context, subject);
    else if (subject.kind === "commit") await lookUpCommit(context, subject);
    else await evaluateGroup(context, subject);
  } catch (error) {
    failed(error);
    if (error instanceof LeaseLost) return;
    if (error instanceof VersionConflict) await postpone(context.pool, "subjects", context.owner, subject.id, 0, false);
    else await evaluationFailed(context, subject, error);
  }
}

async function evaluateChange(context: WorkerContext, subject: SubjectRow): Promise<void> {
  const { pool } = context;
  const id = changeId(subject.provider, subject.repository, subject.key);
  const [hints, stream, commands, now, before] = await together<
    [readonly ReceivedHint[], Stream, readonly StoredCommand[], Date, Sight | null]
  >(pool, (client) => [
    openHints(client, subject.id, subject.wanted_seq),
    loadStream(client, id),
    // Taken before the read, so that what they ask for is answered by facts newer than they are.
    waitingCommands(client, id),
    databaseNow(client),
    lastSight(client, subject.id),
  ]);
  annotate({ "tollgate.hints": hints.length, "tollgate.read": false });
  // Those up to what is done were decided without a read; they wait for the next one.
  const news = hints.some((hint) => hint.seq > subject.done_seq);
  if (news && subject.read_seq <= subject.done_seq && (await foreseen(context, subject, hints))) return;
  const wait = untilNextRead(subject, now);
  if (wait > 0) {
    await postpone(pool, "subjects", context.owner, subject.id, wait, false);
    return;
  }
  const forge = forgeOf(context, subject.provider);
  const decision = new Decision(stream.state);
  const startedAt = now.toISOString();
  const ref = { repository: subject.repository, number: Number(subject.key) };
  const read = await forge.readChange(ref, { contextNames: decision.contextNames() });
  const reading: ChangeReading = { ...read, startedAt };
  annotate({ "tollgate.read": true });
  const order = before === null ? "fresh" : freshness(reading, before, hints);
  if (order === "stale") {
    await postpone(pool, "subjects", context.owner, subject.id, READ_INTERVAL_MS, false);
    return;
  }
  // Nobody judges a closed change.
  const files = isOpen(reading.lifecycle) ? askFiles(forge, subject.repository, reading) : null;
  const inForce = await context.policies.inForce(forge, subject.repository, reading.baseRef);
  const { seen: shown } = confirmed(reading, hints, before);
  const seen = { ...shown, [`policy:${inForce.read.branch}`]: { value: inForce.read.commit } };
  const unsettled = unsettledBy({ ...reading, seen }, hints).filter(
    (hint) => !ofOtherBranch(hint, inForce.read.branch),
  );
  const others = await contextNamesOn(pool, subject, reading.headSha);
  const announced = hints.some(({ facts }) => BROUGHT_BY_CI.some((key) => facts.includes(key)));
  const gathered =
    files === null
      ? {}
      : await span("gather", {}, () =>
          gather(
            context,
            forge,
            subject.repository,
            reading,
            inForce.policy,
            others,
            announced,
            (key, reason) => mayAppear(pool, subject, reading, key, reason),
            files,
          ),
        );
  const complete: ChangeReading = { ...reading, seen, facts: { ...reading.facts, ...gathered } };
  decision.observe(complete, inForce, unsettled, others);
  const answers = await answerAll(decision, forge, subject.repository, reading, commands, unsettled.length === 0);
  const evaluation: Evaluation = {
    id,
    expected: stream.version,
    before: stream.state,
    decision,
    reading: complete,
    settled: hints.filter((hint) => !unsettled.includes(hint)).map((hint) => hint.seq),
    unsettled,
    answers,
    lookAt: deadlineOf(decision.state, inForce.policy, startedAt),
    unsure: order === "unsure",
  };
  await span("commit", { "tollgate.events": decision.events.length }, () => commit(context, subject, evaluation));
}

/**
 * Whether what the forge says it does not have may only not be there yet: a copy of it that lags behind knows neither
 * new commits nor what belongs to them. After some attempts, or where the read before met the same, it is believed.
 */
async function mayAppear(pool: Pool, subject: SubjectRow, reading: ChangeReading, key: GatheredKey, reason: string) {
  if (!OF_NEW_COMMITS.has(key) || subject.attempts >= LAGGING_ATTEMPTS) return false;
  const last = await lastReading(pool, subject.id);
  if (last === null || last.headSha !== reading.headSha || last.baseSha !== reading.baseSha) return true;
  const fact = last.facts[key];
  return fact.known || fact.reason !== reason;
}

/** When the policy's patience with something that is pending will end. */
function deadlineOf({ lifecycle, phase, judged }: ChangeState, policy: Policy, now: string): string | null {
  return isOpen(lifecycle) ? nextDeadline(now, phase, policy, judged?.gates ?? []) : null;
}

/** A policy that was pushed to a branch from which this change does not take its policy says nothing about it. */
function ofOtherBranch({ object }: ReceivedHint, branch: string): boolean {
  return object.startsWith("policy:") && object !== `policy:${branch}`;
}

/**
 * Where the hints together change nothing against the last read: no read, no event. Those that it shows are forgotten,
 * the others are noted as decided until a read shows them.
 */
async function foreseen(
  { pool, owner, foresight }: WorkerContext,
  subject: SubjectRow,
  hints: readonly ReceivedHint[],
): Promise<boolean> {
  return await transaction(pool, async (client) => {
    if (!(await holds(client, "subjects", owner, subject.id))) throw new LeaseLost();
    const last = (await foresight.unchanged(client, [subject.id], Promise.resolve(new Map([[subject.id, hints]])))).get(
      subject.id,
    );
    if (last === undefined) return false;
    const unseen = new Set(unsettledBy(last, hints));
    await forgetHints(
      client,
      subject.id,
      hints.filter((hint) => !unseen.has(hint)).map((hint) => hint.seq),
    );
    await markJudged(
      client,
      subject.id,
      [...unseen].map((hint) => hint.seq),
    );
    await finish(client, "subjects", owner, subject.id, subject.wanted_seq);
    return true;
  });
}

function untilNextRead({ last_read_at }: SubjectRow, now: Date): number {
  return last_read_at === null ? 0 : Math.max(0, READ_INTERVAL_MS - (now.getTime() - last_read_at.getTime()));
}

/** A commit that nobody we know has as head: reads which pull requests do, and hands them its hints. */
async function lookUpCommit(context: WorkerContext, subject: SubjectRow): Promise<void> {
  const now = await databaseNow(context.pool);
  const wait = untilNextRead(subject, now);
  if (wait > 0) return await postpone(context.pool, "subjects", context.owner, subject.id, wait, false);
  const forge = forgeOf(context, subject.provider);
  const startedAt = now.toISOString();
  const hints = await openHints(context.pool, subject.id, subject.wanted_seq);
  const found = await forge.changesOfCommit(subject.repository, subject.key);
  const bumps = found.map(
    (change): Bump => ({
      provider: subject.provider,
      repository: subject.repository,
      kind: "change",
      key: String(change.number),
      hints: hints.map((hint) => ({ hint: withoutReceipt(hint), deliveryId: hint.deliveryId })),
      read: true,
    }),
  );
  // The list may lag behind its own events: an empty answer counts only some seconds after the hint.
  const blind = hints.filter((hint) => found.length === 0 && !settles({}, startedAt, { ...hint, version: {} }));
  await transaction(context.pool, async (client) => {
    await lockInOrder(client, subject, [subject, ...bumps]);
    if (!(await holds(client, "subjects", context.owner, subject.id))) throw new LeaseLost();
    const done = hints.filter((hint) => !blind.includes(hint)).map((hint) => hint.seq);
    await forgetHints(client, subject.id, done);
    const first = blind[0];
    await client.query("update subjects set rereads = rereads + 1, last_read_at = clock_timestamp() where id = $1", [
      subject.id,
    ]);
    const seq = first === undefined ? subject.wanted_seq : first.seq - 1;
    const delayMs = first === undefined ? 0 : rereadDelay(subject.rereads, blind, startedAt);
    await finish(client, "subjects", context.owner, subject.id, seq, { delayMs });
    await bump(client, bumps);
  });
}

function withoutReceipt({ seq: _, receivedAt: __, deliveryId: ___, ...hint }: ReceivedHint) {
  return hint;
}
