import type { MergeGroup } from "@tollgate/core/change/reading";
import { type Hint, type ReceivedHint, STALE_READ_MS } from "@tollgate/core/vocabulary/hint";
import type { ClientBase, Pool } from "pg";
import { transaction } from "./database.ts";
import { toJson } from "./json.ts";
import type { Claimed } from "./sequences.ts";

export type SubjectKind = "change" | "commit" | "group";

export interface SubjectRow extends Claimed {
  readonly kind: SubjectKind;
  readonly read_seq: number;
  readonly rereads: number;
  readonly last_read_at: Date | null;
}

/** At most one read per subject in this time: a burst of hints becomes one read. */
export const READ_INTERVAL_MS = 1_000;

/** One reason to look at a subject again. */
export interface Bump {
  readonly provider: string;
  readonly repository: string;
  readonly kind: SubjectKind;
  /** A change's number, or a commit's 40 digits. */
  readonly key: string;
  readonly hints: readonly { readonly hint: Hint; readonly deliveryId: string | null }[];
  /** Only a fresh read will do (reconcile, recheck, a command), even where no hint says anything new. */
  readonly read: boolean;
  /** Added to the subject's data where given. Members of a group are only ever added: fewer of them close less. */
  readonly data?: Record<string, unknown>;
}

/**
 * Makes subjects dirty, in the caller's transaction. Raises each wanted sequence under the row's lock by the number of
 * hints (at least 1), stores the hints under those sequences, and takes parked subjects out again.
 * Rows are locked in one order everywhere, so that two batches cannot block each other.
 */
export async function bump(client: ClientBase, bumps: readonly Bump[]): Promise<void> {
  const merged = inOrder(bumps);
  if (merged.length === 0) return;
  const { rows } = await client.query<{
    id: number;
    provider: string;
    repository: string;
    kind: string;
    key: string;
    wanted_seq: number;
  }>(
    `insert into subjects as s (provider, repository, kind, key, wanted_seq, read_seq, data)
     select provider, repository, kind, key, raise, case when read then raise else 0 end, coalesce(data, '{}')
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::boolean[], $7::jsonb[])
       as wish (provider, repository, kind, key, raise, read, data)
     on conflict (provider, repository, kind, key) do update
     set wanted_seq = s.wanted_seq + excluded.wanted_seq,
         read_seq = case when excluded.read_seq > 0 then s.wanted_seq + excluded.wanted_seq else s.read_seq end,
         data = s.data || excluded.data || case when s.data ? 'members' and excluded.data ? 'members' then
           jsonb_build_object('members', (select jsonb_agg(distinct member order by member)
             from jsonb_array_elements((s.data->'members') || (excluded.data->'members')) as member)) else '{}' end,
         -- A subject that waits out a failure keeps waiting; all others are due as soon as they may be read. One that
         -- was due already keeps its place in the line: hints must not put off what they ask for.
         due_at = case when s.attempts > 0 and s.parked_at is null then s.due_at
           else greatest(case when s.wanted_seq > s.done_seq then least(s.due_at, clock_timestamp()) else clock_timestamp() end,
             s.last_read_at + make_interval(secs => $8)) end,
         attempts = case when s.parked_at is null then s.attempts else 0 end,
         rereads = 0, parked_at = null, parked_reason = null
     returning id, provider, repository, kind, key, wanted_seq`,
    [
      merged.map((b) => b.provider),
      merged.map((b) => b.repository),
      merged.map((b) => b.kind),
      merged.map((b) => b.key),
      merged.map((b) => Math.max(1, b.hints.length)),
      merged.map((b) => b.read),
      merged.map((b) => (b.data === undefined ? null : toJson(b.data))),
      READ_INTERVAL_MS / 1000,
    ],
  );
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  await insertHints(
    client,
    merged.flatMap(({ hints, ...wish }) => {
      const row = byKey.get(keyOf(wish));
      return row === undefined ? [] : [{ subjectId: row.id, upTo: row.wanted_seq, hints }];
    }),
    false,
  );
  await client.query("select pg_notify('tollgate_work', 'subjects')");
}

/** Hints of one subject, whose last one has the sequence `upTo`. */
interface Sequenced {
  readonly subjectId: number;
  readonly upTo: number;
  readonly hints: Bump["hints"];
}

async function insertHints(client: ClientBase, all: readonly Sequenced[], judged: boolean): Promise<void> {
  const rows = all.flatMap(({ subjectId, upTo, hints }) =>
    hints.map((one, index) => ({ ...one, subjectId, seq: upTo - hints.length + 1 + index })),
  );
  if (rows.length === 0) return;
  await client.query(
    `insert into hints (subject_id, seq, hint, closing, delivery_id, judged)
     select subject_id, seq, hint, closing, delivery_id, $6
     from unnest($1::bigint[], $2::bigint[], $3::jsonb[], $4::text[], $5::text[])
       as h (subject_id, seq, hint, closing, delivery_id)`,
    [
      rows.map(({ subjectId }) => subjectId),
      rows.map(({ seq }) => seq),
      rows.map(({ hint }) => toJson(hint)),
      rows.map(({ hint }) => hint.closing),
      rows.map(({ deliveryId }) => deliveryId),
      judged,
    ],
  );
}

/**
 * Notes hints that are decided already, without a read: they raise both sequences of their subject, so that it does not
 * become dirty. The next read settles them like all others. In the transaction that holds the subjects' rows.
 */
export async function noteDecided(
  client: ClientBase,
  notes: readonly { readonly subjectId: number; readonly hints: Bump["hints"] }[],
): Promise<void> {
  const real = notes.filter(({ hints }) => hints.length > 0);
  if (real.length === 0) return;
  const { rows } = await client.query<{ id: number; wanted_seq: number }>(
    `update subjects s set wanted_seq = s.wanted_seq + raise, done_seq = s.done_seq + raise
     from unnest($1::bigint[], $2::bigint[]) as note (id, raise) where s.id = note.id returning s.id, s.wanted_seq`,
    [real.map(({ subjectId }) => subjectId), real.map(({ hints }) => hints.length)],
  );
  const raised = new Map(rows.map((row) => [row.id, row.wanted_seq]));
  await insertHints(
    client,
    real.map((note) => ({ ...note, upTo: raised.get(note.subjectId) ?? 0 })),
    true,
  );
}

/** How far a subject is. */
export interface Progress {
  readonly id: number;
  /** Everything that is told of a subject, and every read of it, raises it. */
  readonly wantedSeq: number;
  /** Nothing is to be done for it: all that was told of it is decided. */
  readonly clean: boolean;
  /** When that was so. ISO 8601, by the database's clock. */
  readonly now: string;
}

/** How far those subjects are that exist, in the order of `wishes`. */
export async function progressOf(client: ClientBase, wishes: readonly Bump[]): Promise<readonly (Progress | null)[]> {
  return await progress(client, wishes, "");
}

/** The same, with their locks, taken in the order in which {@link bump} takes them: it stays so until the transaction ends. */
export async function holdSubjects(client: ClientBase, wishes: readonly Bump[]): Promise<readonly (Progress | null)[]> {
  return await progress(
    client,
    wishes,
    `order by s.provider collate "C", s.repository collate "C", s.kind collate "C", s.key collate "C" for update of s`,
  );
}

async function progress(
  client: ClientBase,
  wishes: readonly Bump[],
  lock: string,
): Promise<readonly (Progress | null)[]> {
  const { rows } = await client.query<{ place: number; now: Date } & Omit<Progress, "now">>(
    `select wish.place::int as place, s.id, s.wanted_seq as "wantedSeq", s.wanted_seq = s.done_seq as clean,
       clock_timestamp() as now
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality
       as wish (provider, repository, kind, key, place)
     join subjects s on (s.provider, s.repository, s.kind, s.key) = (wish.provider, wish.repository, wish.kind, wish.key)
     ${lock}`,
    [
      wishes.map((wish) => wish.provider),
      wishes.map((wish) => wish.repository),
      wishes.map((wish) => wish.kind),
      wishes.map((wish) => wish.key),
    ],
  );
  const found = new Map(rows.map(({ place, now, ...row }) => [place - 1, { ...row, now: now.toISOString() }]));
  return wishes.map((_, index) => found.get(index) ?? null);
}

/**
 * Takes the locks of subjects of one repository, those that exist, in the order in which {@link bump} takes them: for a
 * transaction that holds one of them and may bump the others, which may do the same at that moment.
 */
export async function lockInOrder(
  client: ClientBase,
  { provider, repository }: Pick<Bump, "provider" | "repository">,
  subjects: readonly Pick<Bump, "kind" | "key">[],
): Promise<void> {
  await client.query(
    `select from subjects s where provider = $1 and repository = $2
       and (kind, key) in (select kind, key from unnest($3::text[], $4::text[]) as named (kind, key))
     order by kind collate "C", key collate "C" for update`,
    [provider, repository, subjects.map(({ kind }) => kind), subjects.map(({ key }) => key)],
  );
}

function keyOf(row: { provider: string; repository: string; kind: string; key: string }): string {
  return `${row.provider}\n${row.repository}\n${row.kind}\n${row.key}`;
}

/** One wish for each subject, in the one order in which their rows are locked. */
export function inOrder(bumps: readonly Bump[]): readonly Bump[] {
  const merged = new Map<string, Bump>();
  for (const wish of bumps) {
    const before = merged.get(keyOf(wish));
    const data = wish.data === undefined ? before?.data : { ...before?.data, ...wish.data };
    merged.set(keyOf(wish), {
      ...wish,
      hints: [...(before?.hints ?? []), ...wish.hints],
      read: wish.read || (before?.read ?? false),
      ...(data === undefined ? {} : { data }),
    });
  }
  return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, wish]) => wish);
}

/** Forgets hints that a read has shown, in the transaction that settles their subject. */
export async function forgetHints(client: ClientBase, subjectId: number, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  await client.query("delete from hints where subject_id = $1 and seq = any($2::bigint[])", [subjectId, seqs]);
}

/**
 * Notes that a subject was read, beginning at `startedAt` (ISO 8601, by the database's clock).
 * @param again it has to be read again for hints that the read did not show
 */
export async function noteRead(
  client: ClientBase,
  { id, rereads, wanted_seq }: SubjectRow,
  startedAt: string,
  again: boolean,
): Promise<void> {
  await client.query(
    `update subjects set last_read_at = $4, rereads = case when wanted_seq > $3 then 0 else $2::int end where id = $1`,
    [id, again ? rereads + 1 : 0, wanted_seq, startedAt],
  );
}

/**
 * Notes when a subject is to be read again though nothing may announce it. An earlier time that was noted stays.
 * @param at ISO 8601
 */
export async function lookAgain(client: ClientBase, id: number, at: string): Promise<void> {
  await client.query(
    `update subjects set look_at = case when look_at > clock_timestamp() then least(look_at, $2) else $2 end
     where id = $1`,
    [id, at],
  );
}

/**
 * Notes that a subject is to be read again once no copy of the forge can lag behind what was just read or told. Each
 * such time takes the place of the one before: what follows the last of them shows all.
 * @param startedAt of the read, ISO 8601, by the database's clock
 */
export async function lookWhenLagIsOver(client: ClientBase, id: number, startedAt: string): Promise<void> {
  await client.query("update subjects set lag_over_at = $2::timestamptz + make_interval(secs => $3) where id = $1", [
    id,
    startedAt,
    STALE_READ_MS / 1000,
  ]);
}

/** Makes those subjects dirty whose time to be looked at again has come. Answers how many. */
export async function wakeDue(pool: Pool): Promise<number> {
  return await transaction(pool, async (client) => {
    const { rows } = await client.query<Pick<Bump, "provider" | "repository" | "kind" | "key">>(
      `update subjects set
         look_at = case when look_at > clock_timestamp() then look_at end,
         lag_over_at = case when lag_over_at > clock_timestamp() then lag_over_at end
       where id in (
         select id from subjects where look_at <= clock_timestamp() or lag_over_at <= clock_timestamp()
         order by least(look_at, lag_over_at) limit 100 for update skip locked)
       returning provider, repository, kind, key`,
    );
    await bump(
      client,
      rows.map((row) => ({ ...row, hints: [], read: true })),
    );
    return rows.length;
  });
}

/** The heads of the merge groups, as far as they still stand, that a change is in. */
export async function groupsWith(
  client: ClientBase,
  { provider, repository, key }: SubjectRow,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select key from subjects where provider = $1 and repository = $2 and kind = 'group'
       and data->'members' @> to_jsonb($3::bigint) and data->>'gone' is null`,
    [provider, repository, Number(key)],
  );
  return rows.map((row) => row.key);
}

/** Whether a merge group is known with all of these members, and that there are no others. */
export async function hasGroup(
  client: ClientBase,
  { provider, repository }: SubjectRow,
  { headSha, members }: MergeGroup,
): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean }>(
    `select coalesce(data->'members' @> $4::jsonb and data ? 'whole', false) as same from subjects
     where provider = $1 and repository = $2 and kind = 'group' and key = $3`,
    [provider, repository, headSha, toJson(members)],
  );
  return rows[0]?.same ?? false;
}

/** Marks hints that a decision has taken into account: no green is withheld for them any more. */
export async function markJudged(client: ClientBase, subjectId: number, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  await client.query("update hints set judged = true where subject_id = $1 and seq = any($2::bigint[])", [
    subjectId,
    seqs,
  ]);
}

interface HintRow {
  readonly subject_id: number;
  readonly seq: number;
  readonly hint: Hint;
  readonly delivery_id: string | null;
  readonly received_at: Date;
}

/** The hints of a subject that no read has shown yet, up to a sequence, oldest first. */
export async function openHints(
  pool: Pool | ClientBase,
  subjectId: number,
  upTo: number,
): Promise<readonly ReceivedHint[]> {
  const { rows } = await pool.query<HintRow>(
    `select subject_id, seq, hint, delivery_id, received_at from hints where subject_id = $1 and seq <= $2 order by seq`,
    [subjectId, upTo],
  );
  return rows.map(receivedHint);
}

/** All hints of these subjects that no read has shown yet, oldest first. */
export async function openHintsOf(
  client: ClientBase,
  subjectIds: readonly number[],
): Promise<ReadonlyMap<number, readonly ReceivedHint[]>> {
  const { rows } = await client.query<HintRow>(
    `select subject_id, seq, hint, delivery_id, received_at from hints where subject_id = any($1::bigint[])
     order by subject_id, seq`,
    [subjectIds],
  );
  const all = Map.groupBy(rows, (row) => row.subject_id);
  return new Map([...all].map(([id, own]) => [id, own.map(receivedHint)]));
}

function receivedHint(row: HintRow): ReceivedHint {
  return { ...row.hint, seq: row.seq, deliveryId: row.delivery_id, receivedAt: row.received_at.toISOString() };
}
