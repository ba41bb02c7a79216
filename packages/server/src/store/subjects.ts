import type { Hint, ReceivedHint } from "@tollgate/core/vocabulary/hint";
import type { ClientBase, Pool } from "pg";
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
  const merged = mergeBumps(bumps);
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
  const ids: number[] = [];
  const seqs: number[] = [];
  const texts: string[] = [];
  const closing: string[] = [];
  const deliveries: (string | null)[] = [];
  for (const wish of merged) {
    const row = byKey.get(keyOf(wish));
    if (row === undefined) continue;
    wish.hints.forEach(({ hint, deliveryId }, index) => {
      ids.push(row.id);
      seqs.push(row.wanted_seq - wish.hints.length + 1 + index);
      texts.push(toJson(hint));
      closing.push(hint.closing);
      deliveries.push(deliveryId);
    });
  }
  if (ids.length > 0) {
    await client.query(
      `insert into hints (subject_id, seq, hint, closing, delivery_id)
       select * from unnest($1::bigint[], $2::bigint[], $3::jsonb[], $4::text[], $5::text[])`,
      [ids, seqs, texts, closing, deliveries],
    );
  }
  await client.query("select pg_notify('tollgate_work', 'subjects')");
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
       and (kind, key) in (select * from unnest($3::text[], $4::text[]))
     order by kind collate "C", key collate "C" for update`,
    [provider, repository, subjects.map(({ kind }) => kind), subjects.map(({ key }) => key)],
  );
}

function keyOf(row: { provider: string; repository: string; kind: string; key: string }): string {
  return `${row.provider}\n${row.repository}\n${row.kind}\n${row.key}`;
}

function mergeBumps(bumps: readonly Bump[]): readonly Bump[] {
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
  await client.query("delete from hints where subject_id = $1 and seq = any($2::bigint[])", [subjectId, seqs]);
}

/** The hints of a subject that no read has shown yet, up to a sequence, oldest first. */
export async function openHints(
  pool: Pool | ClientBase,
  subjectId: number,
  upTo: number,
): Promise<readonly ReceivedHint[]> {
  const { rows } = await pool.query<{ seq: number; hint: Hint; delivery_id: string | null; received_at: Date }>(
    "select seq, hint, delivery_id, received_at from hints where subject_id = $1 and seq <= $2 order by seq",
    [subjectId, upTo],
  );
  return rows.map((row) => ({
    ...row.hint,
    seq: row.seq,
    deliveryId: row.delivery_id,
    receivedAt: row.received_at.toISOString(),
  }));
}
