import { type ContextValue, type Forge, ForgeError, type Translation } from "@tollgate/providers/forge";
import type { ClientBase, Pool } from "pg";
import type { Logger } from "pino";
import { isConnectionLoss, transaction } from "../store/database.ts";
import { openOnBase, openWithHead } from "../store/open-changes.ts";
import { contextNamesInUse } from "../store/policies.ts";
import { type Bump, bump } from "../store/subjects.ts";
import { verifyContexts } from "../store/targets.ts";

export interface IngestOptions {
  readonly pool: Pool;
  readonly forges: ReadonlyMap<string, Forge>;
  readonly log: Logger;
  /** Whether a repository is one of ours; deliveries of all others are taken and change nothing. */
  readonly allows: (repository: string) => boolean;
  /** Called in the transaction for repositories that came into or went out of reach. */
  readonly onReach: (client: ClientBase, provider: string, reach: Translation["reach"]) => Promise<void>;
}

interface DeliveryRow {
  readonly seq: number;
  readonly provider: string;
  readonly delivery_id: string;
  readonly event: string;
  readonly payload: Buffer | null;
}

/** How many deliveries one transaction takes. */
const BATCH = 200;
/** A delivery whose translation or storing fails this often is parked; it blocks nobody meanwhile. */
const MOST_ATTEMPTS = 5;

/**
 * Turns stored deliveries into dirty subjects: one transaction takes a batch, translates it (pure), raises the subjects
 * and marks the deliveries as processed. A batch that fails is tried again one delivery at a time, so that a bad one
 * parks itself alone.
 * @returns how many deliveries were taken; 0 means that there is nothing left to do
 */
export async function ingest(options: IngestOptions): Promise<number> {
  try {
    return await transaction(options.pool, (client) => take(client, options, BATCH));
  } catch (error) {
    if (!isPoison(error)) throw error;
    options.log.warn({ error: messageOf(error) }, "a batch of deliveries failed; taking them one by one");
    return await transaction(options.pool, (client) => take(client, options, 1)).catch(async (single: unknown) => {
      if (!isPoison(single)) throw single;
      await blame(options, messageOf(single));
      return 1;
    });
  }
}

/**
 * Errors of the data itself (PostgreSQL's bad data, broken constraint, limit exceeded, what a trigger raised; and our own
 * bugs), not of the connection. Whatever is not blamed on one delivery stops all.
 */
function isPoison(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string") return /^(21|22|23|42|54|P0)/.test(code);
  return error instanceof Error && !isConnectionLoss(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function take(client: ClientBase, options: IngestOptions, limit: number): Promise<number> {
  const { rows } = await client.query<DeliveryRow>(
    `select seq, provider, delivery_id, event, payload from deliveries
     where processed_at is null and parked_at is null and due_at <= clock_timestamp()
     order by seq limit $1 for update skip locked`,
    [limit],
  );
  if (rows.length === 0) return 0;
  const bumps: Bump[] = [];
  const echoes: (() => Promise<void>)[] = [];
  const contextNames = await contextNamesInUse(client);
  for (const row of rows) {
    const translation = translate(row, options, contextNames);
    if (translation === null) continue;
    bumps.push(...(await bumpsOf(client, row, translation)));
    for (const context of translation.contexts)
      echoes.push(() => compareContext(client, options, row.provider, translation, context));
    if (translation.reach.length > 0) await options.onReach(client, row.provider, translation.reach);
  }
  await bump(client, bumps);
  // After the subjects, as everywhere: two transactions that lock rows in one order cannot block each other.
  for (const echo of echoes) await echo();
  await client.query("update deliveries set processed_at = clock_timestamp() where seq = any($1::bigint[])", [
    rows.map((row) => row.seq),
  ]);
  return rows.length;
}

function translate(
  row: DeliveryRow,
  { forges, allows, log }: IngestOptions,
  contextNames: ReadonlyMap<string, readonly string[]>,
): Translation | null {
  const forge = forges.get(row.provider);
  if (forge === undefined || row.payload === null) return null;
  try {
    const translation = forge.webhooks.translate(row.event, row.payload);
    if (translation.repository === null) return translation;
    if (!allows(translation.repository)) return null;
    // Only the translation tells the repository, and few repositories have names of their own.
    const own = contextNames.get(`${row.provider} ${translation.repository}`);
    return own === undefined ? translation : forge.webhooks.translate(row.event, row.payload, { contextNames: own });
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    log.warn({ delivery: row.delivery_id, event: row.event, error: error.message }, "a delivery could not be read");
    return null;
  }
}

/** Maps what a delivery names to subjects: changes by number, by commit, by base branch. */
async function bumpsOf(client: ClientBase, row: DeliveryRow, translation: Translation): Promise<readonly Bump[]> {
  const { repository } = translation;
  if (repository === null) return [];
  const base = { provider: row.provider, repository, read: false };
  const hinted = (hint: Bump["hints"][number]["hint"]) => [{ hint, deliveryId: row.delivery_id }];
  const bumps: Bump[] = [];
  for (const { number, hint, ifOpen } of translation.changes) {
    if (ifOpen === true && !(await openOnBase(client, row.provider, repository, null)).includes(number)) continue;
    bumps.push({ ...base, kind: "change", key: String(number), hints: hinted(hint) });
  }
  for (const { sha, hint: told, onDefaultBranch } of translation.commits) {
    const hint = { ...told, commit: sha };
    const numbers = await openWithHead(client, row.provider, repository, sha);
    for (const number of numbers) bumps.push({ ...base, kind: "change", key: String(number), hints: hinted(hint) });
    // Nobody we know has this head: somebody reads which pull requests do (a fork's events name none).
    if (numbers.length === 0 && !onDefaultBranch)
      bumps.push({ ...base, kind: "commit", key: sha, hints: hinted(hint) });
  }
  for (const { group, hint } of translation.groups) {
    const gone = hint.version.value === "absent";
    const { baseRef, members, parent } = group;
    const data = { baseRef, members, ...(parent === undefined ? {} : { parent }), ...(gone ? { gone: true } : {}) };
    bumps.push({ ...base, kind: "group", key: group.headSha, hints: hinted(hint), read: true, data });
  }
  for (const { baseRef, hint } of translation.repositories) {
    for (const number of await openOnBase(client, row.provider, repository, baseRef)) {
      bumps.push({ ...base, kind: "change", key: String(number), hints: hinted(hint) });
    }
  }
  return bumps;
}

/** Our own echo says what we wrote, or are writing, and is forgotten; anything else is compared with the forge (I11). */
async function compareContext(
  client: ClientBase,
  { forges }: IngestOptions,
  provider: string,
  { repository }: Translation,
  { sha, name, value }: Translation["contexts"][number],
): Promise<void> {
  if (repository === null) return;
  const { rows } = await client.query<{ desired: ContextValue; performed_state: string | null; in_flight: boolean }>(
    `select c.desired, c.performed_state, c.performed_digest is null as in_flight
     from contexts c join targets t on t.id = c.target_id
     where t.provider = $1 and t.repository = $2 and t.kind = 'contexts' and t.key = $3 and c.name = $4`,
    [provider, repository, sha, name],
  );
  const row = rows[0];
  if (row === undefined) return;
  const expected = row.in_flight ? forges.get(provider)?.stateOf(row.desired) : row.performed_state;
  if (value === null || value.writer === "foreign" || value.state !== expected) {
    await verifyContexts(client, provider, repository, sha);
  }
}

/** Counts a failed attempt against the oldest delivery that is due, and parks it when it fails too often. */
async function blame({ pool, log }: IngestOptions, reason: string): Promise<void> {
  const { rows } = await pool.query<{ delivery_id: string; parked_at: Date | null }>(
    `update deliveries set attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => 1),
       parked_at = case when attempts + 1 >= $1 then clock_timestamp() end,
       parked_reason = case when attempts + 1 >= $1 then $2 end
     where seq = (select seq from deliveries where processed_at is null and parked_at is null and due_at <= clock_timestamp()
                  order by seq limit 1)
     returning delivery_id, parked_at`,
    [MOST_ATTEMPTS, reason.slice(0, 2000)],
  );
  const row = rows[0];
  if (row?.parked_at)
    log.error({ delivery: row.delivery_id, reason }, "a delivery is parked; replay it when the cause is gone");
}
