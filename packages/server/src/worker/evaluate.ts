import type { ChangeReading } from "@tollgate/core/change/reading";
import { type ReceivedHint, rereadDelay, type Sight, settles, unsettledBy } from "@tollgate/core/vocabulary/hint";
import { changeId, loadStream, VersionConflict } from "../store/append.ts";
import { waitingCommands } from "../store/commands.ts";
import { transaction } from "../store/database.ts";
import { finish, holds, postpone } from "../store/sequences.ts";
import {
  type Bump,
  bump,
  forgetHints,
  lockInOrder,
  openHints,
  READ_INTERVAL_MS,
  type SubjectRow,
} from "../store/subjects.ts";
import { contextNamesOn } from "../store/targets.ts";
import { answerAll } from "./answer.ts";
import { commit, type Evaluation, LeaseLost } from "./commit.ts";
import { forgeOf, type WorkerContext } from "./context.ts";
import { Decision } from "./decision.ts";
import { evaluationFailed } from "./failure.ts";
import { evaluateGroup } from "./groups.ts";

/** Evaluates one dirty subject and settles its row: done, again later, or parked. */
export async function evaluate(context: WorkerContext, subject: SubjectRow): Promise<void> {
  try {
    if (subject.kind === "change") await evaluateChange(context, subject);
    else if (subject.kind === "commit") await lookUpCommit(context, subject);
    else await evaluateGroup(context, subject);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    if (error instanceof VersionConflict) await postpone(context.pool, "subjects", context.owner, subject.id, 0, false);
    else await evaluationFailed(context, subject, error);
  }
}

async function evaluateChange(context: WorkerContext, subject: SubjectRow): Promise<void> {
  const { pool } = context;
  const hints = await openHints(pool, subject.id, subject.wanted_seq);
  const mustRead = hints.length === 0 || subject.read_seq > subject.done_seq;
  if (!mustRead && (await alreadySeen(context, subject, hints))) return;
  const wait = await untilNextRead(context, subject);
  if (wait > 0) {
    await postpone(pool, "subjects", context.owner, subject.id, wait, false);
    return;
  }
  const forge = forgeOf(context, subject.provider);
  const id = changeId(subject.provider, subject.repository, subject.key);
  const stream = await loadStream(pool, id);
  const decision = new Decision(stream.state);
  // Taken before the read, so that what they ask for is answered by facts newer than they are.
  const commands = await waitingCommands(pool, id);
  const startedAt = await databaseNow(context);
  const ref = { repository: subject.repository, number: Number(subject.key) };
  const read = await forge.readChange(ref, { contextNames: decision.contextNames() });
  const reading: ChangeReading = { ...read, startedAt };
  const inForce = await context.policies.inForce(forge, subject.repository, reading.baseRef);
  const seen = { ...reading.seen, [`policy:${inForce.read.branch}`]: { value: inForce.read.commit } };
  const unsettled = unsettledBy({ ...reading, seen }, hints).filter(
    (hint) => !ofOtherBranch(hint, inForce.read.branch),
  );
  const others = await contextNamesOn(pool, subject, reading.headSha);
  decision.observe({ ...reading, seen }, inForce, unsettled, others);
  const answers = await answerAll(decision, forge, subject.repository, reading, commands, unsettled.length === 0);
  await commit(context, subject, {
    id,
    expected: stream.version,
    before: stream.state,
    decision,
    reading: { ...reading, seen },
    settled: hints.filter((hint) => !unsettled.includes(hint)).map((hint) => hint.seq),
    unsettled,
    answers,
  } satisfies Evaluation);
}

/** A policy that was pushed to a branch from which this change does not take its policy says nothing about it. */
function ofOtherBranch({ object }: ReceivedHint, branch: string): boolean {
  return object.startsWith("policy:") && object !== `policy:${branch}`;
}

/** Where the last read already shows all that the hints announce, nothing can have changed: no read, no event. */
async function alreadySeen(
  context: WorkerContext,
  subject: SubjectRow,
  hints: readonly ReceivedHint[],
): Promise<boolean> {
  const { rows } = await context.pool.query<Sight>(
    `select reading->'seen' as seen, reading->>'startedAt' as "startedAt", reading->>'headSha' as "headSha"
     from readings where subject_id = $1`,
    [subject.id],
  );
  const last = rows[0];
  if (last === undefined || unsettledBy(last, hints).length > 0) return false;
  await transaction(context.pool, async (client) => {
    if (!(await holds(client, "subjects", context.owner, subject.id))) throw new LeaseLost();
    const seqs = hints.map((hint) => hint.seq);
    await forgetHints(client, subject.id, seqs);
    await finish(client, "subjects", context.owner, subject.id, subject.wanted_seq);
  });
  return true;
}

async function untilNextRead(context: WorkerContext, subject: SubjectRow): Promise<number> {
  if (subject.last_read_at === null) return 0;
  const { rows } = await context.pool.query<{ since: number }>(
    "select extract(epoch from clock_timestamp() - $1::timestamptz)::float8 * 1000 as since",
    [subject.last_read_at],
  );
  return Math.max(0, READ_INTERVAL_MS - (rows[0]?.since ?? READ_INTERVAL_MS));
}

/** Hints are stamped by the database's clock, so the start of a read is as well: no two clocks are compared. */
async function databaseNow(context: WorkerContext): Promise<string> {
  const { rows } = await context.pool.query<{ now: Date }>("select clock_timestamp() as now");
  return (rows[0]?.now ?? new Date()).toISOString();
}

/** A commit that nobody we know has as head: reads which pull requests do, and hands them its hints. */
async function lookUpCommit(context: WorkerContext, subject: SubjectRow): Promise<void> {
  const wait = await untilNextRead(context, subject);
  if (wait > 0) return await postpone(context.pool, "subjects", context.owner, subject.id, wait, false);
  const forge = forgeOf(context, subject.provider);
  const startedAt = await databaseNow(context);
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
    await finish(
      client,
      "subjects",
      context.owner,
      subject.id,
      seq,
      first === undefined ? 0 : rereadDelay(subject.rereads, blind, startedAt),
    );
    await bump(client, bumps);
  });
}

function withoutReceipt({ seq: _, receivedAt: __, deliveryId: ___, ...hint }: ReceivedHint) {
  return hint;
}
