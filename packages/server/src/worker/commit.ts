import { renderComment } from "@tollgate/core/change/comment";
import { type ChangeReading, isOpen } from "@tollgate/core/change/reading";
import type { ChangeState } from "@tollgate/core/change/state";
import { type ReceivedHint, rereadDelay } from "@tollgate/core/vocabulary/hint";
import type { PoolClient } from "pg";
import { appendEvents } from "../store/append.ts";
import { answerCommand } from "../store/commands.ts";
import { transaction } from "../store/database.ts";
import { keepReading } from "../store/readings.ts";
import { finish, holds } from "../store/sequences.ts";
import {
  type Bump,
  bump,
  forgetHints,
  groupsWith,
  hasGroup,
  lockInOrder,
  lookAgain,
  lookWhenLagIsOver,
  markJudged,
  noteRead,
  READ_INTERVAL_MS,
  type SubjectRow,
} from "../store/subjects.ts";
import { verifyContexts, wantComment, wantContexts } from "../store/targets.ts";
import { writeChange, writeStub } from "../views/change-row.ts";
import type { CommandAnswer } from "./answer.ts";
import type { WorkerContext } from "./context.ts";
import type { Decision } from "./decision.ts";

/** Another worker has taken the subject over: nothing of this evaluation may be written. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** All that one evaluation of a change wants to write. */
export interface Evaluation {
  readonly id: string;
  /** The stream's version it was decided upon. */
  readonly expected: number;
  readonly before: ChangeState;
  readonly decision: Decision;
  /** Null: nothing was read; the hints stay, the subject stays dirty. */
  readonly reading: ChangeReading | null;
  readonly settled: readonly number[];
  readonly unsettled: readonly ReceivedHint[];
  readonly answers: readonly CommandAnswer[];
  /** When the change is to be read again though nothing may announce it. ISO 8601. */
  readonly lookAt: string | null;
  /** Whether nobody can tell if the read is newer than the one before it. */
  readonly unsure: boolean;
}

/**
 * Writes one evaluation in one transaction: events, views, what must become true outside, answered commands, and how
 * far the subject is done. Throws `VersionConflict` when the stream has moved on, {@link LeaseLost} when the subject
 * was taken over.
 */
export async function commit(context: WorkerContext, subject: SubjectRow, evaluation: Evaluation): Promise<void> {
  const { reading } = evaluation;
  await transaction(context.pool, async (client) => {
    // Two changes of one head name each other: each would hold its own row and wait for the other's.
    const locked = reading === null ? null : lockInOrder(client, subject, [subject, ...concerned(reading)]);
    const ours = holds(client, "subjects", context.owner, subject.id);
    // Sent with what was sent before, and carried out after it; without the lease it is all rolled back.
    const written = Promise.all([
      locked,
      writeDecision(client, context, subject, evaluation),
      reading === null ? null : settle(client, context, subject, evaluation, reading),
      reading === null ? null : meetSiblings(client, subject, evaluation, reading),
      // A group that the read has just shown is found only once it is written.
      reading?.mergeGroup == null ? groupsWith(client, subject) : null,
    ]);
    written.catch(() => undefined);
    if (!(await ours)) throw new LeaseLost();
    const groups = (await written)[4] ?? (await groupsWith(client, subject));
    await wantOutside(client, context, subject, evaluation, groups);
  });
}

/** Subjects that a read may make dirty besides its own. */
function concerned({ siblings, mergeGroup }: ChangeReading): Pick<Bump, "kind" | "key">[] {
  const changes = (siblings.known ? siblings.value : []).map(({ number }) => ({
    kind: "change" as const,
    key: String(number),
  }));
  return mergeGroup === null ? changes : [...changes, { kind: "group", key: mergeGroup.headSha }];
}

async function writeDecision(client: PoolClient, context: WorkerContext, subject: SubjectRow, evaluation: Evaluation) {
  const { decision, id, expected } = evaluation;
  const { events, state, now } = decision;
  const answered = evaluation.answers.map(({ id: command, ...answer }) => answerCommand(client, command, answer));
  if (events.length > 0) {
    const address = { provider: subject.provider, repository: subject.repository, number: Number(subject.key) };
    const appended = appendEvents(client, { id, kind: "change", expected }, events, state, now);
    const shown = writeChange(client, address, evaluation.before, state, expected + events.length, now);
    shown.catch(() => undefined);
    await appended;
    await shown;
    const body = renderComment(
      state,
      decision.summary,
      context.linkTo(subject.provider, subject.repository, address.number),
    );
    if (body !== null && evaluation.before.replies !== state.replies) {
      await wantComment(client, subject.provider, subject.repository, address.number, body);
    }
  }
  await Promise.all(answered);
}

/** The sequence it started from is done, but for hints that the read does not show: those keep the subject dirty. */
async function settle(
  client: PoolClient,
  context: WorkerContext,
  subject: SubjectRow,
  { settled, unsettled, lookAt, unsure }: Evaluation,
  reading: ChangeReading,
): Promise<void> {
  const first = unsettled[0];
  // What the forge is still finding out no event will tell: the subject stays dirty until a read shows it.
  const { mergeability } = reading.facts;
  const unfinished = isOpen(reading.lifecycle) && mergeability.known && mergeability.value.state === "computing";
  const again = first !== undefined || unfinished;
  const seq = first?.seq ?? subject.wanted_seq;
  const delayMs = again ? rereadDelay(subject.rereads, unsettled, reading.startedAt) : READ_INTERVAL_MS;
  // Counted from the start of the read, by the one clock that the next evaluation goes by: due a moment too early, it
  // would be taken and put back for nothing.
  const wait = { delayMs, since: reading.startedAt, above: subject.wanted_seq, freshMs: READ_INTERVAL_MS };
  await Promise.all([
    forgetHints(client, subject.id, settled),
    markJudged(
      client,
      subject.id,
      unsettled.map((hint) => hint.seq),
    ),
    keepReading(client, subject.id, reading),
    noteRead(client, subject, reading.startedAt, again),
    lookAt === null ? null : lookAgain(client, subject.id, lookAt),
    unsure ? lookWhenLagIsOver(client, subject.id, reading.startedAt) : null,
    finish(client, "subjects", context.owner, subject.id, again ? seq - 1 : seq, wait),
  ]);
}

/**
 * The other pull requests of the head, as read: unknown ones count as pending at once and are evaluated; known ones
 * that the read contradicts are read again. What was told of the head before this change had it went to the others alone:
 * where a lagging copy has answered this read, only another one shows it.
 */
async function meetSiblings(
  client: PoolClient,
  subject: SubjectRow,
  { before }: Evaluation,
  reading: ChangeReading,
): Promise<void> {
  const { provider, repository } = subject;
  const bumps: Bump[] = [];
  const again = (number: number) =>
    bumps.push({ provider, repository, kind: "change", key: String(number), hints: [], read: true });
  const others = (reading.siblings.known ? reading.siblings.value : []).filter(
    (sibling) => sibling.number !== reading.number && isOpen(sibling.lifecycle) && sibling.headSha === reading.headSha,
  );
  const group = reading.mergeGroup;
  const known = client.query<{ number: number; head_sha: string; open: boolean; fresh: boolean }>(
    `select c.number, c.head_sha, c.lifecycle in ('open', 'draft') as open,
            coalesce(s.last_read_at > clock_timestamp() - interval '1 minute', false) as fresh
     from changes c left join subjects s
       on s.provider = c.provider and s.repository = c.repository and s.kind = 'change' and s.key = c.number::text
     where c.provider = $1 and c.repository = $2 and c.number <> $3
       and (c.number = any($4::bigint[]) or (c.head_sha = $5 and c.lifecycle in ('open', 'draft')))`,
    [provider, repository, reading.number, others.map((other) => other.number), reading.headSha],
  );
  const complete = group === null ? null : hasGroup(client, subject, group);
  const { rows } = await known;
  const isNew = before.head !== reading.headSha || !isOpen(before.lifecycle);
  if (isNew && rows.some((row) => row.open && row.head_sha === reading.headSha)) {
    await lookWhenLagIsOver(client, subject.id, reading.startedAt);
  }
  const changes = new Map(rows.map((row) => [row.number, row]));
  for (const other of others) {
    const row = changes.get(other.number);
    if (row === undefined) await writeStub(client, { provider, repository, number: other.number }, other);
    if (row === undefined || !row.open || row.head_sha !== reading.headSha) again(other.number);
  }
  if (reading.siblings.known && isOpen(reading.lifecycle)) {
    const seen = new Set(others.map((other) => other.number));
    // Its own read has the last word on it: GitHub lists no open pull request for a commit of the default branch, and
    // two that do not find each other there would make each other dirty for ever.
    for (const row of rows)
      if (row.open && row.head_sha === reading.headSha && !row.fresh && !seen.has(row.number)) again(row.number);
  }
  if (group !== null && (await complete) !== true) {
    const data = { baseRef: group.baseRef, members: group.members, whole: true };
    bumps.push({ provider, repository, kind: "group", key: group.headSha, hints: [], read: true, data });
  }
  await bump(client, bumps);
}

/** What must be true on the forge now: the contexts of the heads this change had and has, and of its merge groups. */
async function wantOutside(
  client: PoolClient,
  context: WorkerContext,
  { provider, repository }: SubjectRow,
  { before, decision, reading }: Evaluation,
  groups: readonly string[],
): Promise<void> {
  const shas = new Set([before.head, decision.state.head, ...groups].filter((sha) => sha !== null));
  for (const sha of [...shas].sort()) await wantContexts(client, provider, repository, sha, context.linkTo);
  if (reading !== null && (await differs(client, { provider, repository }, reading))) {
    await verifyContexts(client, provider, repository, reading.headSha);
  }
}

/** Our own contexts stand in the read as well: one that is not as we wrote it some seconds ago was touched (I11). */
async function differs(
  client: PoolClient,
  subject: Pick<SubjectRow, "provider" | "repository">,
  reading: ChangeReading,
): Promise<boolean> {
  const { checks } = reading.facts;
  if (!checks.known) return false;
  const { rows } = await client.query<{ name: string; performed_state: string }>(
    `select c.name, c.performed_state from contexts c join targets t on t.id = c.target_id
     where t.provider = $1 and t.repository = $2 and t.kind = 'contexts' and t.key = $3
       and c.performed_state is not null and c.performed_digest = c.desired_digest
       and c.performed_at < $4::timestamptz - interval '5 seconds'`,
    [subject.provider, subject.repository, reading.headSha, reading.startedAt],
  );
  return rows.some((row) => {
    const seen = checks.value.filter((check) => check.name === row.name);
    // All of one name, whoever reported them: another one's beside ours may be what the forge goes by.
    const states = seen.map((check) => check.conclusion ?? (check.kind === "status" ? "pending" : check.status));
    return states.length === 0 || states.some((state) => state !== row.performed_state);
  });
}
