import { setTimeout as sleep } from "node:timers/promises";
import { evolve } from "@tollgate/core/change/state";
import { type Forge, ForgeError, type ObservedContext } from "@tollgate/providers/forge";
import type { ClientBase } from "pg";
import { appendEvents, changeId, loadStream, VersionConflict } from "../store/append.ts";
import { type ContextRow, contextsOf, differingContexts, noteWritten, type WrittenContext } from "../store/contexts.ts";
import { isConnectionLoss, together, transaction } from "../store/database.ts";
import { backoff, finish, holds, LEASE_MS, park, postpone } from "../store/sequences.ts";
import { lastComment, noteComment, type TargetRow } from "../store/targets.ts";
import { failed } from "../tracing/tracing.ts";
import { LeaseLost } from "./commit.ts";
import { forgeOf, type WorkerContext } from "./context.ts";
import { reasonOf } from "./failure.ts";

/**
 * How long one write may take. Shorter than the lease, so that a performer is done before another could begin; and the
 * time after which a write whose outcome is unknown has certainly been carried out or not.
 */
export const WRITE_DEADLINE_MS = 8_000;
/** Success waits for closing hints above the decision to be judged; this often it looks again. */
const WITHHELD_MS = 300;
const PARK_AFTER = 10;
const TELL_ATTEMPTS = 6;

/** Makes one target true on the forge and settles its row. The value is read now: an effect carries none (I3). */
export async function perform(context: WorkerContext, target: TargetRow): Promise<void> {
  try {
    const forge = forgeOf(context, target.provider);
    if (target.kind === "comment") await performComment(context, forge, target);
    else await performContexts(context, forge, target);
  } catch (error) {
    failed(error);
    if (error instanceof LeaseLost) return;
    await performFailed(context, target, error);
  }
}

async function performComment(context: WorkerContext, forge: Forge, target: TargetRow): Promise<void> {
  const body = typeof target.data.body === "string" ? target.data.body : "";
  const ref = { repository: target.repository, number: Number(target.key) };
  const last = await lastComment(context.pool, target.id);
  const id = await forge.ensureComment(ref, body, AbortSignal.timeout(WRITE_DEADLINE_MS), last);
  await transaction(context.pool, async (client) => {
    await noteComment(client, target.id, id);
    await finish(client, "targets", context.owner, target.id, target.wanted_seq);
  });
}

async function performContexts(context: WorkerContext, forge: Forge, target: TargetRow): Promise<void> {
  const { pool, owner } = context;
  if (target.verify) await verify(context, forge, target);
  const [rows, ahead] = await together<[readonly ContextRow[], boolean]>(pool, (client) => [
    differingContexts(client, target.id),
    closingHintAhead(client, target),
  ]);
  const withheld = ahead && rows.some(isGreen);
  const writable = withheld ? rows.filter((row) => !isGreen(row)) : rows;
  const announced = await announce(context, target, writable);
  // The five are independent values of one commit: written side by side, the last of them stands a round trip sooner.
  const results = await Promise.allSettled(announced.map((row) => write(forge, target, row)));
  const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  await transaction(pool, async (client) => {
    const ours = holds(client, "targets", owner, target.id);
    const written = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const noted = Promise.all([
      noteWritten(client, target.id, written),
      // One that failed is settled by its error, and withheld ones are looked at again.
      withheld || failures.length > 0 ? null : finish(client, "targets", owner, target.id, target.wanted_seq),
    ]);
    noted.catch(() => undefined);
    if (!(await ours)) throw new LeaseLost();
    await noted;
  });
  // One whose outcome is unknown decides what comes next, whatever became of the others.
  if (failures.length > 0) throw failures.find(isUnknownOutcome) ?? failures[0];
  if (withheld) await postpone(pool, "targets", owner, target.id, WITHHELD_MS, false);
}

function isUnknownOutcome(error: unknown): boolean {
  return error instanceof ForgeError && error.kind === "unknown-outcome";
}

function isGreen({ desired }: ContextRow): boolean {
  return desired.outcome === "pass" || desired.outcome === "skip";
}

/**
 * Whether the forge announced something since the decision that could close it again. Only green waits for that; red
 * and pending are written at once (I2).
 */
async function closingHintAhead(client: ClientBase, target: TargetRow): Promise<boolean> {
  const { rows } = await client.query<{ ahead: boolean }>(
    `select exists (
       select 1 from targets t cross join jsonb_array_elements_text(t.data->'members') as member
       join subjects s on (s.provider, s.repository, s.kind, s.key) = (t.provider, t.repository, 'change', member)
       join hints h on h.subject_id = s.id
       where t.id = $1 and h.closing <> 'no' and not h.judged and s.parked_at is null) as ahead`,
    [target.id],
  );
  return rows[0]?.ahead ?? false;
}

/**
 * From here until its answer is stored, what the forge shows is not known. Without this mark a crash after the write
 * and a verdict that goes back to the one before would leave the value in between standing. The lease is counted anew,
 * since the write has to end within it.
 * @returns the values that are still wanted: a green one may have been closed since it was read, and the hint that
 *   closed it withholds nothing any more
 */
async function announce(
  context: WorkerContext,
  target: TargetRow,
  rows: readonly ContextRow[],
): Promise<readonly ContextRow[]> {
  if (rows.length === 0) return [];
  const { rows: found } = await context.pool.query<{ ours: boolean; names: string[] }>(
    `with ours as (
       update targets set lease_until = clock_timestamp() + make_interval(secs => $5)
       where id = $1 and lease_owner = $4 returning 1
     ), announced as (
       update contexts c set performed_digest = null from unnest($2::text[], $3::text[]) as read (name, digest)
       where c.target_id = $1 and c.name = read.name and c.desired_digest = read.digest and exists (select from ours)
       returning c.name
     )
     select exists (select from ours) as ours, array(select name from announced) as names`,
    [target.id, rows.map((row) => row.name), rows.map((row) => row.desired_digest), context.owner, LEASE_MS / 1000],
  );
  if (found[0]?.ours !== true) throw new LeaseLost();
  const names = new Set(found[0].names);
  return rows.filter((row) => names.has(row.name));
}

async function write(forge: Forge, target: TargetRow, row: ContextRow): Promise<WrittenContext> {
  const signal = AbortSignal.timeout(WRITE_DEADLINE_MS);
  return { ...row, observed: await forge.ensureContext(target.repository, target.key, row.desired, signal, row.last) };
}

/** Reads the contexts back: what differs from what we last wrote there is written again, and told. */
async function verify(context: WorkerContext, forge: Forge, target: TargetRow): Promise<void> {
  const { pool } = context;
  const rows = await contextsOf(pool, target.id);
  const names = rows.map((row) => row.name);
  const observed = await forge.readContexts(target.repository, target.key, names);
  for (const row of rows) {
    const all = observed.filter((value) => value.name === row.name);
    // Beside ours there may be one by somebody else under the same name; only ours is compared with what we wrote.
    const seen =
      all.find((value) => value.writer === "ours") ?? all.find((value) => value.writer === "unknown") ?? all[0];
    // A list that ends before what we have just written tells nothing.
    const written = Number(row.last?.id ?? 0);
    if (written > 0 && !all.some(({ id }) => Number(id) >= written)) continue;
    const differs = row.performed_digest !== null && seen?.state !== (row.performed_state ?? undefined);
    if (differs) {
      await pool.query("update contexts set performed_digest = null where target_id = $1 and name = $2", [
        target.id,
        row.name,
      ]);
    }
    for (const value of all) {
      if (value.writer === "foreign" || (differs && value === seen && value.writer === "unknown")) {
        await tell(context, target, value);
      }
    }
  }
  await pool.query("update targets set verify = false where id = $1 and lease_owner = $2", [target.id, context.owner]);
}

/** Records once that somebody else wrote one of our contexts, in the stream of every change it belongs to. */
async function tell(context: WorkerContext, target: TargetRow, seen: ObservedContext): Promise<void> {
  const members = Array.isArray(target.data.members) ? target.data.members.map(Number) : [];
  const by = seen.writer === "unknown" ? "unknown" : (seen.writerLogin ?? "unknown");
  const event = { type: "context.corrected", sha: target.key, name: seen.name, observed: seen.state, by } as const;
  const ids = members.map((number) => changeId(target.provider, target.repository, number));
  for (let attempt = 1; ; attempt++) {
    // Before the transaction writes anything: the log is read in the order of its number, which it draws then.
    const streams = await Promise.all(ids.map(async (id) => ({ id, ...(await loadStream(context.pool, id)) })));
    try {
      // One transaction for the mark and the events: a kill between them would leave it told to nobody.
      const told = await transaction(context.pool, async (client) => {
        const { rowCount } = await client.query(
          `insert into settings (key, value) values ($1, jsonb_build_object('at', clock_timestamp()))
           on conflict (key) do nothing`,
          [`told:${target.id}:${seen.name}:${seen.id}`],
        );
        if (rowCount === 0) return false;
        for (const { id, version, state } of streams) {
          if (version === 0) continue;
          const now = new Date().toISOString();
          await appendEvents(
            client,
            { id, kind: "change", expected: version },
            [event],
            evolve(state, event, now),
            now,
          );
        }
        return true;
      });
      if (told) {
        const { repository, key: sha } = target;
        context.log.warn({ repository, sha, name: seen.name, by }, "a context was written by somebody else");
      }
      return;
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt >= TELL_ATTEMPTS) throw error;
      await sleep(20 * 2 ** attempt);
    }
  }
}

async function performFailed(context: WorkerContext, target: TargetRow, error: unknown): Promise<void> {
  if (isConnectionLoss(error)) throw error;
  const { pool, owner, log } = context;
  const attempt = target.attempts + 1;
  const fields = {
    repository: target.repository,
    target: target.key,
    kind: target.kind,
    attempt,
    reason: reasonOf(error),
  };
  if (error instanceof ForgeError && error.kind === "rate-limited") {
    const wait = Math.min(120_000, Math.max(500, (error.retryAt ?? 0) - Date.now()));
    await postpone(pool, "targets", owner, target.id, wait + Math.random() * 250, false);
    return;
  }
  log.warn(fields, "a write to the forge failed");
  if (error instanceof ForgeError && error.kind === "unknown-outcome") {
    // It may still arrive: after the deadline it is read back, and only then is anything written again.
    await pool.query("update targets set verify = true where id = $1 and lease_owner = $2", [target.id, owner]);
    await postpone(pool, "targets", owner, target.id, Math.max(WRITE_DEADLINE_MS, backoff(attempt)), true);
    return;
  }
  if (
    attempt >= PARK_AFTER &&
    !(error instanceof ForgeError && (error.kind === "transient" || error.kind === "protocol"))
  ) {
    log.error(fields, "a target is parked");
    await park(pool, "targets", owner, target.id, reasonOf(error));
    return;
  }
  await postpone(pool, "targets", owner, target.id, backoff(attempt), true);
}
