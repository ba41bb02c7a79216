import { type ReceivedHint, unsettledBy } from "@tollgate/core/vocabulary/hint";
import { type ContextValue, type Forge, ForgeError, type Translation } from "@tollgate/providers/forge";
import type { ClientBase, Pool } from "pg";
import type { Logger } from "pino";
import { isConnectionLoss, transaction } from "../store/database.ts";
import { blameOldest, type DueDelivery, dueDeliveries, markProcessed, parkDelivery } from "../store/deliveries.ts";
import type { FreshPayloads } from "../store/fresh-payloads.ts";
import { openOnBase, openWithHeads } from "../store/open-changes.ts";
import { contextNamesInUse } from "../store/policies.ts";
import {
  type Bump,
  bump,
  holdSubjects,
  inOrder,
  noteDecided,
  openHintsOf,
  type Progress,
  progressOf,
} from "../store/subjects.ts";
import { verifyContexts } from "../store/targets.ts";
import type { Foresight } from "./foresight.ts";

export interface IngestOptions {
  readonly pool: Pool;
  readonly forges: ReadonlyMap<string, Forge>;
  readonly foresight: Foresight;
  readonly fresh: FreshPayloads;
  readonly log: Logger;
  /** Whether a repository is one of ours; deliveries of all others are taken and change nothing. */
  readonly allows: (repository: string) => boolean;
  /** Called in the transaction for repositories that came into or went out of reach. */
  readonly onReach: (client: ClientBase, provider: string, reach: Translation["reach"]) => Promise<void>;
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
  const [rows, contextNames] = await Promise.all([
    dueDeliveries(client, limit, options.fresh),
    contextNamesInUse(client),
  ]);
  if (rows.length === 0) return 0;
  const broken: { readonly seq: number; readonly reason: string }[] = [];
  const read = rows.flatMap((row): Read[] => {
    try {
      const translation = translate(row, options, contextNames);
      return translation === null ? [] : [{ row, translation }];
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      broken.push({ seq: row.seq, reason: error.message });
      return [];
    }
  });
  const bumps = await bumpsOf(client, read, options);
  await bump(client, await toRead(client, options.foresight, inOrder(bumps)));
  // After the subjects, as everywhere: two transactions that lock rows in one order cannot block each other.
  for (const one of read)
    for (const context of one.translation.contexts) await compareContext(client, options, one, context);
  const unreadable = new Set(broken.map(({ seq }) => seq));
  for (const { seq, reason } of broken) {
    options.log.error({ delivery: seq, reason }, "a delivery that cannot be understood is parked");
    await parkDelivery(client, seq, reason);
  }
  await markProcessed(
    client,
    rows.map((row) => row.seq).filter((seq) => !unreadable.has(seq)),
  );
  return rows.length;
}

/** What a delivery means; null where nobody is to know. Throws `ForgeError` where it cannot be understood. */

function translate(
  row: DueDelivery,
  { forges, allows }: IngestOptions,
  contextNames: ReadonlyMap<string, readonly string[]>,
): Translation | null {
  const forge = forges.get(row.provider);
  if (forge === undefined || row.payload === null) return null;
  const translation = forge.webhooks.translate(row.event, row.payload);
  if (translation.repository === null) return translation;
  if (!allows(translation.repository)) return null;
  // Only the translation tells the repository, and few repositories have names of their own.
  const own = contextNames.get(`${row.provider} ${translation.repository}`);
  return own === undefined ? translation : forge.webhooks.translate(row.event, row.payload, { contextNames: own });
}

/** A delivery and what it means. */
interface Read {
  readonly row: DueDelivery;
  readonly translation: Translation;
}

/**
 * Maps what deliveries name to subjects: changes by number, by commit, by base branch. A repository that goes out of
 * reach does so at its place between the others.
 */
async function bumpsOf(
  client: ClientBase,
  read: readonly Read[],
  { onReach }: IngestOptions,
): Promise<readonly Bump[]> {
  const commits = read.flatMap(({ row: { provider }, translation: { repository, commits } }) =>
    repository === null ? [] : commits.map(({ sha }) => ({ provider, repository, sha })),
  );
  const heads = (await openWithHeads(client, commits)).values();
  const bumps: Bump[] = [];
  for (const { row, translation } of read) {
    const { repository } = translation;
    if (repository === null) {
      if (translation.reach.length > 0) await onReach(client, row.provider, translation.reach);
      continue;
    }
    const base = { provider: row.provider, repository, read: false };
    const hinted = (hint: Bump["hints"][number]["hint"]) => [{ hint, deliveryId: row.deliveryId }];
    for (const { number, hint, ifOpen } of translation.changes) {
      if (ifOpen === true && !(await openOnBase(client, row.provider, repository, null)).includes(number)) continue;
      bumps.push({ ...base, kind: "change", key: String(number), hints: hinted(hint) });
    }
    for (const { sha, hint: told, onDefaultBranch } of translation.commits) {
      const hint = { ...told, commit: sha };
      const numbers = heads.next().value ?? [];
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
    if (translation.reach.length > 0) await onReach(client, row.provider, translation.reach);
  }
  return bumps;
}

/**
 * The wishes that need a read. A change of which all is decided, and for which its hints change nothing, stays clean: the
 * hints are noted, or forgotten where the last read shows them.
 *
 * That is found out without a lock, since evaluations wait for whoever holds their rows, and holds once the locks are
 * taken where the wanted sequence is the same still: nothing was told and no read was asked for meanwhile.
 */
async function toRead(client: ClientBase, foresight: Foresight, wishes: readonly Bump[]): Promise<readonly Bump[]> {
  const before = await progressOf(client, wishes);
  const candidates = new Map<number, { readonly index: number; readonly received: readonly ReceivedHint[] }>();
  for (const [index, wish] of wishes.entries()) {
    const subject = before[index];
    if (subject?.clean !== true || wish.kind !== "change" || wish.read || wish.data !== undefined) continue;
    candidates.set(subject.id, { index, received: wish.hints.map((hint) => receivedNow(hint, subject)) });
  }
  if (candidates.size === 0) return wishes;
  const ids = [...candidates.keys()];
  const hints = openHintsOf(client, ids).then(
    (open) => new Map([...candidates].map(([id, { received }]) => [id, [...(open.get(id) ?? []), ...received]])),
  );
  // Where the connection breaks before anybody waits for it, that is no reason to end.
  hints.catch(() => undefined);
  const unchanged = await foresight.unchanged(client, ids, hints);
  const held = await holdSubjects(client, wishes);
  const decided = new Set<number>();
  const notes = [...unchanged].flatMap(([subjectId, last]) => {
    const { index, received } = candidates.get(subjectId) ?? { index: -1, received: [] };
    const now = held[index];
    const wish = wishes[index];
    if (wish === undefined || now?.clean !== true || now.wantedSeq !== before[index]?.wantedSeq) return [];
    decided.add(index);
    const unseen = new Set(unsettledBy(last, received));
    return [{ subjectId, hints: wish.hints.filter((_, index) => unseen.has(received[index] as ReceivedHint)) }];
  });
  const noted = noteDecided(client, notes);
  // The evaluation need not look again at what was looked at here.
  const looked = new Set([...candidates].filter(([id]) => !unchanged.has(id)).map(([, { index }]) => index));
  await noted;
  return wishes.flatMap((wish, index) =>
    decided.has(index) ? [] : [looked.has(index) ? { ...wish, read: true } : wish],
  );
}

function receivedNow({ hint, deliveryId }: Bump["hints"][number], { now }: Progress): ReceivedHint {
  return { ...hint, seq: 0, receivedAt: now, deliveryId };
}

/**
 * Our own echo says what we wrote, or are writing, and is forgotten; anything else is compared with the forge (I11). Where
 * somebody else may have written it, that is done again when no copy of the forge can lag behind what was told.
 */
async function compareContext(
  client: ClientBase,
  { forges }: IngestOptions,
  { row: { provider }, translation: { repository } }: Read,
  { sha, name, value }: Translation["contexts"][number],
): Promise<void> {
  if (repository === null) return;
  const { rows } = await client.query<{
    desired: ContextValue;
    performed_state: string | null;
    performed_id: string | null;
    in_flight: boolean;
  }>(
    `select c.desired, c.performed_state, c.performed_id, c.performed_digest is null as in_flight
     from contexts c join targets t on t.id = c.target_id
     where t.provider = $1 and t.repository = $2 and t.kind = 'contexts' and t.key = $3 and c.name = $4`,
    [provider, repository, sha, name],
  );
  const row = rows[0];
  if (row === undefined) return;
  // Ids grow: what we wrote before that is over. Others may have written another kind of check, with ids of its own.
  if (value !== null && value.writer !== "foreign" && Number(value.id) < Number(row.performed_id)) return;
  const expected = row.in_flight ? forges.get(provider)?.stateOf(row.desired) : row.performed_state;
  if (value !== null && value.writer !== "foreign" && value.state === expected) return;
  await verifyContexts(client, provider, repository, sha, value?.writer !== "ours");
}

/** Counts a failed attempt against the oldest delivery that is due, and parks it when it fails too often. */
async function blame({ pool, log }: IngestOptions, reason: string): Promise<void> {
  const parked = await blameOldest(pool, reason, MOST_ATTEMPTS);
  if (parked !== null)
    log.error({ delivery: parked, reason }, "a delivery is parked; replay it when the cause is gone");
}
