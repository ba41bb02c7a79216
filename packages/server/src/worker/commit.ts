import { renderComment } from "@tollgate/core/change/comment";
import { type ChangeReading, isOpen } from "@tollgate/core/change/reading";
import type { ChangeState } from "@tollgate/core/change/state";
import { type ReceivedHint, rereadDelay } from "@tollgate/core/vocabulary/hint";
import type { PoolClient } from "pg";
import { appendEvents } from "../store/append.ts";
import { answerCommand } from "../store/commands.ts";
import { transaction } from "../store/database.ts";
import { toJson } from "../store/json.ts";
import { finish, holds } from "../store/sequences.ts";
import { type Bump, bump, forgetHints, lockInOrder, READ_INTERVAL_MS, type SubjectRow } from "../store/subjects.ts";
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
    if (reading !== null) await lockInOrder(client, subject, [subject, ...concerned(reading)]);
    if (!(await holds(client, "subjects", context.owner, subject.id))) throw new LeaseLost();
    await writeDecision(client, context, subject, evaluation);
    if (reading !== null) {
      await settle(client, context, subject, evaluation, reading);
      await meetSiblings(client, subject, reading);
    }
    await wantOutside(client, context, subject, evaluation);
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
  if (events.length > 0) {
    const version = await appendEvents(client, { id, kind: "change", expected }, events, state, now);
    const address = { provider: subject.provider, repository: subject.repository, number: Number(subject.key) };
    await writeChange(client, address, state, version, now);
    const body = renderComment(
      state,
      decision.summary,
      context.linkTo(subject.provider, subject.repository, address.number),
    );
    if (body !== null && evaluation.before.replies !== state.replies) {
      await wantComment(client, subject.provider, subject.repository, address.number, body);
    }
  }
  for (const { id: command, ...answer } of evaluation.answers) await answerCommand(client, command, answer);
}

/** The sequence it started from is done, but for hints that the read does not show: those keep the subject dirty. */
async function settle(
  client: PoolClient,
  context: WorkerContext,
  subject: SubjectRow,
  { settled, unsettled }: Evaluation,
  reading: ChangeReading,
): Promise<void> {
  await forgetHints(client, subject.id, settled);
  await client.query("update hints set judged = true where subject_id = $1 and seq = any($2::bigint[])", [
    subject.id,
    unsettled.map((hint) => hint.seq),
  ]);
  await client.query(
    `insert into readings (subject_id, reading, read_at) values ($1, $2, clock_timestamp())
     on conflict (subject_id) do update set reading = excluded.reading, read_at = excluded.read_at`,
    [subject.id, toJson(reading)],
  );
  const first = unsettled[0];
  const { rows } = await client.query<{ age: number }>(
    `update subjects set last_read_at = $4, rereads = case when wanted_seq > $3 then 0 else $2::int end
     where id = $1 returning extract(epoch from clock_timestamp() - $4::timestamptz)::float8 * 1000 as age`,
    [subject.id, first === undefined ? 0 : subject.rereads + 1, subject.wanted_seq, reading.startedAt],
  );
  // One read a second, counted from their starts: what the evaluation itself took is waited for already.
  const interval = Math.max(0, READ_INTERVAL_MS - (rows[0]?.age ?? 0));
  const seq = first === undefined ? subject.wanted_seq : first.seq - 1;
  const delay = first === undefined ? interval : rereadDelay(subject.rereads, unsettled, reading.startedAt);
  const fresh = { above: subject.wanted_seq, delayMs: interval };
  await finish(client, "subjects", context.owner, subject.id, seq, delay, fresh);
}

/**
 * The other pull requests of the head, as read: unknown ones count as pending at once and are evaluated; known ones
 * that the read contradicts are read again.
 */
async function meetSiblings(client: PoolClient, subject: SubjectRow, reading: ChangeReading): Promise<void> {
  const { provider, repository } = subject;
  const bumps: Bump[] = [];
  const again = (number: number) =>
    bumps.push({ provider, repository, kind: "change", key: String(number), hints: [], read: true });
  const others = (reading.siblings.known ? reading.siblings.value : []).filter(
    (sibling) => sibling.number !== reading.number && isOpen(sibling.lifecycle) && sibling.headSha === reading.headSha,
  );
  const { rows } = await client.query<{ number: number; head_sha: string; open: boolean; fresh: boolean }>(
    `select c.number, c.head_sha, c.lifecycle in ('open', 'draft') as open,
            coalesce(s.last_read_at > clock_timestamp() - interval '1 minute', false) as fresh
     from changes c left join subjects s
       on s.provider = c.provider and s.repository = c.repository and s.kind = 'change' and s.key = c.number::text
     where c.provider = $1 and c.repository = $2 and c.number <> $3
       and (c.number = any($4::bigint[]) or (c.head_sha = $5 and c.lifecycle in ('open', 'draft')))`,
    [provider, repository, reading.number, others.map((other) => other.number), reading.headSha],
  );
  const known = new Map(rows.map((row) => [row.number, row]));
  for (const other of others) {
    const row = known.get(other.number);
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
  const group = reading.mergeGroup;
  if (group !== null) {
    const data = { baseRef: group.baseRef, members: group.members, whole: true };
    const { rows: groups } = await client.query<{ same: boolean }>(
      `select coalesce(data->'members' @> $4::jsonb and data ? 'whole', false) as same from subjects
       where provider = $1 and repository = $2 and kind = 'group' and key = $3`,
      [provider, repository, group.headSha, toJson(group.members)],
    );
    if (groups[0]?.same !== true)
      bumps.push({ provider, repository, kind: "group", key: group.headSha, hints: [], read: true, data });
  }
  await bump(client, bumps);
}

/** What must be true on the forge now: the contexts of the heads this change had and has, and of its merge groups. */
async function wantOutside(
  client: PoolClient,
  context: WorkerContext,
  subject: SubjectRow,
  { before, decision, reading }: Evaluation,
): Promise<void> {
  const { provider, repository } = subject;
  const shas = new Set([before.head, decision.state.head].filter((sha) => sha !== null));
  const { rows } = await client.query<{ key: string }>(
    `select key from subjects where provider = $1 and repository = $2 and kind = 'group'
       and data->'members' @> to_jsonb($3::bigint) and data->>'gone' is null`,
    [provider, repository, Number(subject.key)],
  );
  for (const { key } of rows) shas.add(key);
  for (const sha of [...shas].sort()) await wantContexts(client, provider, repository, sha, context.linkTo);
  if (reading !== null && (await differs(client, subject, reading))) {
    await verifyContexts(client, provider, repository, reading.headSha);
  }
}

/** Our own contexts stand in the read as well: one that is not as we wrote it some seconds ago was touched (I11). */
async function differs(client: PoolClient, subject: SubjectRow, reading: ChangeReading): Promise<boolean> {
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
