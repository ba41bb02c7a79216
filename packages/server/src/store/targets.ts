import { renderCheck } from "@tollgate/core/change/check";
import { type CombinedContext, combineContext, counting } from "@tollgate/core/change/contexts";
import type { Lifecycle } from "@tollgate/core/change/reading";
import type { JudgedGate, MissingAction } from "@tollgate/core/change/review";
import type { PolicySource } from "@tollgate/core/change/state";
import type { Assessment } from "@tollgate/core/risk/rigour";
import { STALE_READ_MS } from "@tollgate/core/vocabulary/hint";
import { opens } from "@tollgate/core/vocabulary/outcome";
import { CONTEXTS, type ContextKey, DEFAULT_CONTEXT_NAMES } from "@tollgate/core/vocabulary/step";
import type { ContextValue } from "@tollgate/providers/forge";
import type { ClientBase, Pool } from "pg";
import { traceparent } from "../tracing/tracing.ts";
import { LAG_SECONDS } from "./contexts.ts";
import { transaction } from "./database.ts";
import { digestOf, toJson } from "./json.ts";
import { type MemberColumns, memberOf } from "./members.ts";
import type { Claimed } from "./sequences.ts";

export interface TargetRow extends Claimed {
  readonly kind: "contexts" | "comment";
  readonly verify: boolean;
  /** The span that last wanted it. */
  readonly traceparent: string | null;
}

interface MemberRow extends MemberColumns {
  readonly id: string;
  readonly lifecycle: Lifecycle;
  readonly context_names: Partial<Record<ContextKey, string>>;
  readonly gates: readonly JudgedGate[];
  readonly missing: readonly MissingAction[];
  readonly waiting_for: readonly string[];
  readonly shadow: boolean;
  readonly version: number;
  readonly title: string;
  readonly problems: readonly string[] | null;
  readonly assessed: Assessment | null;
  readonly rolled_back: PolicySource["rolledBack"] | null;
}

/** Where links in checks point. */
export type LinkTo = (provider: string, repository: string, number: number) => string | null;

/**
 * Computes what the contexts of a commit must be from the changes it has now, under the lock of its row, and marks the
 * row dirty when that differs from what was wanted before. In the transaction that changed one of those changes, so
 * that a decision and its consequence are one.
 */
export async function wantContexts(
  client: ClientBase,
  provider: string,
  repository: string,
  sha: string,
  linkTo: LinkTo,
): Promise<void> {
  // Sent together and carried out in this order: the others see what is there once the row is locked.
  const [{ rows: locked }, rows, { rows: before }, uncertain] = await Promise.all([
    client.query<{ id: number }>(
      `insert into targets as t (provider, repository, kind, key) values ($1, $2, 'contexts', $3)
       on conflict (provider, repository, kind, key) do update set key = excluded.key returning id`,
      [provider, repository, sha],
    ),
    membersOf(client, provider, repository, sha),
    client.query<{ name: string; desired: ContextValue; desired_digest: string }>(
      `select c.name, c.desired, c.desired_digest from contexts c join targets t on t.id = c.target_id
       where t.provider = $1 and t.repository = $2 and t.kind = 'contexts' and t.key = $3`,
      [provider, repository, sha],
    ),
    isUncertainGroup(client, provider, repository, sha),
  ]);
  const target = locked[0];
  if (target === undefined) throw new Error(`no row for the contexts of ${sha}`);
  const members = rows.map(memberOf);
  const counted = new Set(counting(members).map((member) => member.number));
  const telling = rows.filter((row) => counted.has(row.number));
  const names = namesFor(rows, before);
  // A commit that never was anybody's head and has no members needs no contexts.
  if (rows.length === 0 && before.length === 0) return;
  // What was not written while the commit had changes is not written when it has none any more.
  const shadow = rows.length > 0 ? rows.every((row) => row.shadow) : before.every((row) => row.desired.shadow);
  const values = [...names].map(([name, key]): ContextValue => {
    const combined = key === null ? UNUSED : unlessUncertain(combineContext(key, members), uncertain);
    const only = telling.length === 1 ? telling[0] : undefined;
    return {
      name,
      outcome: combined.outcome,
      title: combined.title,
      summary: renderCheck(
        telling.map((row) => ({
          number: row.number,
          title: row.title,
          gates: row.gates,
          missing: row.missing,
          waitsFor: row.waiting_for[0] ?? null,
          problems: row.problems ?? [],
          assessed: row.assessed,
          rolledBack: row.rolled_back,
        })),
        key ?? "overall",
        combined,
      ),
      detailsUrl: linkTo(provider, repository, (only ?? telling[0])?.number ?? 0),
      shadow,
    };
  });
  const digests = new Map(before.map((row) => [row.name, row.desired_digest]));
  const differing = values
    .map((value) => ({ value, digest: digestOf(value) }))
    .filter(({ value, digest }) => digests.get(value.name) !== digest);
  const noted = client.query("update targets set data = $2 where id = $1 and data is distinct from $2", [
    target.id,
    toJson({ members: rows.map((row) => row.number) }),
  ]);
  if (differing.length === 0) {
    await noted;
    return;
  }
  const madeFrom = toJson(rows.map((row) => ({ stream: row.id, version: row.version })));
  const wanted = client.query(
    `insert into contexts as c (target_id, name, desired, desired_digest, made_from)
     select $1, name, desired, digest, $5 from unnest($2::text[], $3::jsonb[], $4::text[]) as v (name, desired, digest)
     on conflict (target_id, name) do update
     set desired = excluded.desired, desired_digest = excluded.desired_digest, made_from = excluded.made_from`,
    [
      target.id,
      differing.map(({ value }) => value.name),
      differing.map(({ value }) => toJson(value)),
      differing.map(({ digest }) => digest),
      madeFrom,
    ],
  );
  await Promise.all([noted, wanted, wantTarget(client, target.id)]);
}

/** Raises the wanted sequence of a row that is locked already, and wakes the performers. */
async function wantTarget(client: ClientBase, id: number, { verify = false, again = false } = {}): Promise<void> {
  const wanted = client.query(
    `update targets set wanted_seq = wanted_seq + 1, verify = verify or $2,
       lag_over_at = case when $4 then clock_timestamp() + make_interval(secs => $5) else lag_over_at end,
       traceparent = coalesce($3, case when wanted_seq > done_seq then traceparent end),
       due_at = case when attempts > 0 and parked_at is null then due_at else clock_timestamp() end,
       attempts = case when parked_at is null then attempts else 0 end,
       parked_at = null, parked_reason = null
     where id = $1`,
    [id, verify, traceparent(), again, STALE_READ_MS / 1000],
  );
  await Promise.all([wanted, client.query("select pg_notify('tollgate_work', 'targets')")]);
}

/** Every name under which a value of ours was ever wanted on a commit. */
export async function contextNamesOn(
  pool: Pool | ClientBase,
  { provider, repository }: { readonly provider: string; readonly repository: string },
  sha: string,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.name from contexts c join targets t on t.id = c.target_id
     where t.provider = $1 and t.repository = $2 and t.kind = 'contexts' and t.key = $3`,
    [provider, repository, sha],
  );
  return rows.map((row) => row.name);
}

/**
 * Asks that the contexts of a commit be compared with the forge and put right where they differ.
 * @param again whether to do so once more when no copy of the forge can lag any more: what was told may not be shown yet
 */
export async function verifyContexts(
  client: ClientBase,
  provider: string,
  repository: string,
  sha: string,
  again = false,
): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    "select id from targets where provider = $1 and repository = $2 and kind = 'contexts' and key = $3 for update",
    [provider, repository, sha],
  );
  if (rows[0] !== undefined) await wantTarget(client, rows[0].id, { verify: true, again });
}

/** Has those contexts compared once more for which no copy of the forge can lag any more. Answers how many. */
export async function verifyAfterLag(pool: Pool): Promise<number> {
  return await transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `update targets set lag_over_at = null where id in (
         select id from targets where lag_over_at <= clock_timestamp() order by id limit 100 for update skip locked)
       returning id`,
    );
    for (const { id } of rows) await wantTarget(client, id, { verify: true });
    return rows.length;
  });
}

/** Wants our one comment on a change to have this body. */
export async function wantComment(
  client: ClientBase,
  provider: string,
  repository: string,
  number: number,
  body: string,
): Promise<void> {
  const { rows } = await client.query<{ id: number; body: string | null }>(
    `insert into targets as t (provider, repository, kind, key) values ($1, $2, 'comment', $3)
     on conflict (provider, repository, kind, key) do update set key = excluded.key
     returning id, t.data->>'body' as body`,
    [provider, repository, String(number)],
  );
  const target = rows[0];
  if (target === undefined || target.body === body) return;
  await client.query("update targets set data = data || $2 where id = $1", [target.id, toJson({ body })]);
  await wantTarget(client, target.id);
}

/** The id of our comment, where it was written so lately that a copy of the forge may not show it as it is; else null. */
export async function lastComment(client: Pool | ClientBase, targetId: number): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select data->'written'->>'id' as id from targets
     where id = $1 and (data->'written'->>'at')::timestamptz > clock_timestamp() - make_interval(secs => $2)`,
    [targetId, LAG_SECONDS],
  );
  return rows[0]?.id ?? null;
}

/** Notes which comment was written. */
export async function noteComment(client: ClientBase, targetId: number, id: string | null): Promise<void> {
  await client.query(
    `update targets set data = data || jsonb_build_object('written', jsonb_build_object('id', $2::text, 'at', clock_timestamp()))
     where id = $1`,
    [targetId, id],
  );
}

/**
 * The changes whose conjunction is the value of a commit: the open ones with that head, and those in a merge group of
 * that head.
 */
async function membersOf(
  client: ClientBase,
  provider: string,
  repository: string,
  sha: string,
): Promise<readonly MemberRow[]> {
  const { rows } = await client.query<MemberRow>(
    `select c.id, c.number, c.base_ref, c.head_sha, c.lifecycle, c.author_can_write, c.contexts, c.context_names, c.gates, c.missing,
            c.waiting_for, c.shadow, c.version, c.title, c.assessed, s.state->'judged'->'policy'->'problems' as problems,
            s.state->'judged'->'policy'->'rolledBack' as rolled_back
     from changes c left join streams s on s.id = c.id
     where c.provider = $1 and c.repository = $2 and c.lifecycle in ('open', 'draft')
       and (c.head_sha = $3 or c.number in (
         select jsonb_array_elements_text(g.data->'members')::bigint from subjects g
         where g.provider = $1 and g.repository = $2 and g.kind = 'group' and g.key = $3
           and g.data->>'gone' is null))
     order by c.number`,
    [provider, repository, sha],
  );
  return rows;
}

/** Whether the commit is the head of a merge group of which it is not certain yet that all members are known. */
async function isUncertainGroup(
  client: ClientBase,
  provider: string,
  repository: string,
  sha: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from subjects where provider = $1 and repository = $2 and kind = 'group' and key = $3
       and not data ? 'gone' and not data ? 'whole'`,
    [provider, repository, sha],
  );
  return (rowCount ?? 0) > 0;
}

function unlessUncertain(combined: CombinedContext, uncertain: boolean): CombinedContext {
  if (!uncertain || !opens(combined.outcome)) return combined;
  return { ...combined, outcome: "pending", title: "Waits until all pull requests of the merge group are known" };
}

/** A name that the policy has given up: its last value must not stay behind as if it were still kept. */
const UNUSED: CombinedContext = {
  outcome: "pending",
  title: "The policy does not use this name any more",
  members: [],
};

/**
 * The names to write and what each of them is: those of the members, and those written before. Nobody's head any more:
 * every name that was ever written goes back to pending.
 */
function namesFor(
  rows: readonly MemberRow[],
  before: readonly { readonly name: string }[],
): ReadonlyMap<string, ContextKey | null> {
  const names = new Map<string, ContextKey | null>(
    before.map(({ name }) => [name, rows.length === 0 ? "overall" : null]),
  );
  // A change that was not judged yet has no names of its own; beside one that was, it takes part under those.
  const judged = rows.map((row) => row.context_names).filter((own) => Object.keys(own).length > 0);
  const all: readonly Partial<Record<ContextKey, string>>[] = judged.length > 0 ? judged : rows.length > 0 ? [{}] : [];
  for (const own of all) {
    for (const key of CONTEXTS) names.set(own[key] ?? DEFAULT_CONTEXT_NAMES[key], key);
  }
  return names;
}
