import type { Pool } from "pg";
import type { Logger } from "pino";

/** Days for which reports are kept: GitHub keeps artifacts as long, and those of base branches for a year. */
const REPORT_DAYS = 90;
const BASE_REPORT_DAYS = 400;
/** Days for which it is kept how gates did on a change: longer than any page looks back. */
const STANDING_DAYS = 400;

/** Whether the commit of a row `r` is the head of a change that can still be merged. */
const isOpenHead = `exists (select from changes o where o.provider = r.provider and o.repository = r.repository
  and o.head_sha = r.commit and o.lifecycle in ('open', 'draft'))`;

function sameCommit(other: string): string {
  return `${other}.provider = r.provider and ${other}.repository = r.repository and ${other}.commit = r.commit`;
}

/**
 * Deletes what need not be kept: payloads of processed deliveries after the configured hours, the deliveries themselves
 * after the configured days (their ids are remembered longer than the forge redelivers) and with them answered commands
 * and marks of what was told; look-ups of commits and merge groups long done; the last read of changes that are closed;
 * what CI reported of commits that nobody needs any more, and how gates did on changes of old.
 * Parked deliveries keep their payload: they are to be replayed. In small steps, so that nobody waits on a lock.
 */
export async function retention(
  pool: Pool,
  log: Logger,
  keep: { readonly payloadHours: number; readonly deliveryDays: number },
): Promise<void> {
  const payloads = await inSteps(
    pool,
    `update deliveries set payload = null where seq in (
       select seq from deliveries where payload is not null and processed_at is not null
         and received_at < clock_timestamp() - make_interval(hours => $1) limit 1000)`,
    keep.payloadHours,
  );
  // A pack stays for the sake of one delivery that is to be understood still.
  await inSteps(
    pool,
    `delete from payload_packs where id in (
       select id from payload_packs where created_at < clock_timestamp() - make_interval(hours => $1)
         and id not in (
           select pack_id from deliveries where processed_at is null and parked_at is null and pack_id is not null
           union all select pack_id from deliveries where parked_at is not null and pack_id is not null)
       limit 1000)`,
    keep.payloadHours,
  );
  const deliveries = await inSteps(
    pool,
    `delete from deliveries where seq in (
       select seq from deliveries where processed_at is not null
         and received_at < clock_timestamp() - make_interval(days => $1) limit 1000)`,
    keep.deliveryDays,
  );
  await inSteps(
    pool,
    `delete from settings where key in (
       select key from settings where key like 'told:%'
         and coalesce((value->>'at')::timestamptz, '-infinity') < clock_timestamp() - make_interval(days => $1) limit 1000)`,
    keep.deliveryDays,
  );
  await inSteps(
    pool,
    `delete from commands where id in (
       select id from commands where done_at < clock_timestamp() - make_interval(days => $1) limit 1000)`,
    keep.deliveryDays,
  );
  // A read holds what people wrote. Nobody judges a closed change; one that is reopened is read anew.
  await inSteps(
    pool,
    `delete from readings where subject_id in (
       select r.subject_id from readings r join subjects s on s.id = r.subject_id
       join changes c on c.provider = s.provider and c.repository = s.repository and c.number::text = s.key
       where s.kind = 'change' and c.lifecycle in ('merged', 'closed')
         and r.read_at < clock_timestamp() - make_interval(days => $1) limit 1000)`,
    1,
  );
  // Each evaluation looks for the groups of its change; no queue holds one for a week.
  await inSteps(
    pool,
    `delete from subjects where id in (
       select id from subjects where kind = 'group' and wanted_seq = done_seq and lease_until is null
         and due_at < clock_timestamp() - make_interval(days => $1) limit 1000)`,
    7,
  );
  await inSteps(
    pool,
    `delete from subjects where id in (
       select id from subjects where kind = 'commit' and wanted_seq = done_seq and lease_until is null
         and due_at < clock_timestamp() - make_interval(days => $1) limit 1000)`,
    1,
  );
  // What thresholds learn from and changes are compared with is kept longer than what CI said of a change of old.
  for (const [days, of] of [
    [
      REPORT_DAYS,
      `and not exists (select from evidence_commits e where ${sameCommit("e")} and e.base_refs <> '{}')
                   and not exists (select from changes c where c.provider = r.provider and c.repository = r.repository
                                     and c.head_sha = r.commit and c.lifecycle = 'merged')`,
    ],
    [BASE_REPORT_DAYS, ""],
  ] as const) {
    await inSteps(
      pool,
      `delete from reports where id in (
         select r.id from reports r
         where r.at < clock_timestamp() - make_interval(days => $1) and not ${isOpenHead} ${of} limit 1000)`,
      days,
    );
  }
  for (const table of ["artifacts", "evidence_commits"]) {
    await inSteps(
      pool,
      `delete from ${table} where ctid in (
         select r.ctid from ${table} r
         where r.seen_at < clock_timestamp() - make_interval(days => $1) and not ${isOpenHead}
           and not exists (select from reports e where ${sameCommit("e")}) limit 1000)`,
      REPORT_DAYS,
    );
  }
  await inSteps(
    pool,
    `delete from gate_standings where ctid in (
       select ctid from gate_standings where judged_on < current_date - $1::int and not holds limit 1000)`,
    STANDING_DAYS,
  );
  if (payloads + deliveries > 0) log.info({ payloads, deliveries }, "old deliveries were deleted");
}

async function inSteps(pool: Pool, statement: string, value: number): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount } = await pool.query(statement, [value]);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < 1000) return total;
  }
}
