import { type Forge, ForgeError } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { transaction } from "../store/database.ts";
import { allOpenChanges, longestUnread, type OpenChange } from "../store/open-changes.ts";
import { knownRepositories, lastRedelivery, markReconciled, setLastRedelivery } from "../store/repositories.ts";
import { type Bump, bump } from "../store/subjects.ts";
import type { Jobs } from "./jobs.ts";

export interface ReconcileOptions {
  readonly pool: Pool;
  readonly forges: ReadonlyMap<string, Forge>;
  readonly log: Logger;
  readonly seconds: number;
  readonly allows: (repository: string) => boolean;
}

/** A round reads at least so many changes, however little of the budget is left. */
const LEAST_READS = 25;
/** A read of a change costs about this many requests of the scarcest budget. */
const REQUESTS_PER_READ = 4;
/** What routine reads may use of the budget that is left until its reset; the rest is for what is really going on. */
const SHARE = 0.3;

/**
 * One round: every repository in reach gets a job, and the forge is asked to send failed deliveries again.
 * The truth is read here; webhooks only make it fast.
 */
export async function reconcile(options: ReconcileOptions, jobs: Jobs): Promise<void> {
  for (const [provider, forge] of options.forges) {
    const repositories = await inReach(options, provider, forge);
    const budget = Math.ceil(readsAllowed(forge, options.seconds) / Math.max(1, repositories.length));
    for (const repository of repositories) {
      await jobs.send("reconcile-repository", { provider, repository, budget }, { key: `${provider}:${repository}` });
    }
    await redeliver(options, provider, forge);
  }
}

/** Those the forge names, and those that have sent webhooks: with a plain token there may be no other list. */
async function inReach(
  { pool, log, allows }: ReconcileOptions,
  provider: string,
  forge: Forge,
): Promise<readonly string[]> {
  const names = new Set(await knownRepositories(pool, provider));
  try {
    for (const name of await forge.repositories()) names.add(name);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    log.warn(
      { provider, reason: error.message },
      "the repositories in reach could not be listed; those known are looked at",
    );
  }
  return [...names].filter(allows).sort();
}

function readsAllowed(forge: Forge, seconds: number): number {
  const shares = forge.budget().map(({ remaining, resetAt }) => {
    const untilReset = Math.max(1, (resetAt - Date.now()) / 1000);
    return (remaining * SHARE * Math.min(1, seconds / untilReset)) / REQUESTS_PER_READ;
  });
  return Math.max(LEAST_READS, Math.floor(Math.min(1000, ...shares)));
}

async function redeliver({ pool, log }: ReconcileOptions, provider: string, forge: Forge): Promise<void> {
  const longestAgo = Date.now() - 3 * 24 * 3600_000;
  const last = await lastRedelivery(pool, provider);
  const since = new Date(Math.max(longestAgo, last?.getTime() ?? longestAgo));
  const startedAt = new Date(Date.now() - 60_000);
  try {
    const count = await forge.redeliverFailed(since);
    if (count !== null && count > 0) log.info({ provider, count }, "asked for failed deliveries again");
    await setLastRedelivery(pool, provider, startedAt);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    log.warn({ provider, reason: error.message }, "failed deliveries could not be asked for");
  }
}

/**
 * Makes the open changes of one repository dirty, those not read for longest first, as many as the budget allows:
 * the ones the forge lists now, and those we still take for open.
 */
export async function reconcileRepository(
  { pool, forges, log }: ReconcileOptions,
  { provider, repository, budget }: { readonly provider: string; readonly repository: string; readonly budget: number },
): Promise<void> {
  const forge = forges.get(provider);
  if (forge === undefined) return;
  let listed: readonly number[];
  try {
    listed = (await forge.listOpenChanges(repository)).map((change) => change.number);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    log.warn({ provider, repository, kind: error.kind, reason: error.message }, "the open changes could not be listed");
    if (error.kind !== "not-found" && error.kind !== "forbidden") throw error;
    return;
  }
  await transaction(pool, async (client) => {
    const numbers = await longestUnread(client, provider, repository, listed, budget);
    const bumps = numbers.map((number) => look({ provider, repository, number }));
    await bump(client, bumps);
    await markReconciled(client, provider, repository);
  });
}

/** At start every open change is looked at once: nobody knows what was missed. */
export async function reconcileAtStart(pool: Pool): Promise<void> {
  await transaction(pool, async (client) => bump(client, (await allOpenChanges(client)).map(look)));
}

function look({ provider, repository, number }: OpenChange): Bump {
  return { provider, repository, kind: "change", key: String(number), hints: [], read: true };
}
