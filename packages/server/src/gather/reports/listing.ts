import type { Check, Observed } from "@tollgate/core/vocabulary/fact";
import type { Forge } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import { digestOf } from "../../store/json.ts";
import { type CommitAt, lastListing, noteListing } from "../../store/reports.ts";
import { readArtifacts } from "./artifacts.ts";

/** A forge may list an artifact some time after the check of its job: so long after, it is listed once more. */
const SETTLED_MS = 30_000;
/** Where no check tells that something is new, it is looked so often; at a base's tip no longer than this after the first look. */
const AGAIN_MS = 5 * 60_000;
const GIVEN_UP_MS = 6 * 60 * 60_000;

/**
 * Makes sure that what CI uploaded for the head is known. It is listed again only when the set of completed checks is
 * another than at the last listing (an artifact comes from a job, and each job ends in a check), or when the forge has
 * announced that there may be something.
 * @param ownContexts names of ours: they complete because of this very listing (I8)
 */
export async function listHead(
  pool: Pool,
  forge: Forge,
  at: CommitAt,
  checks: Observed<readonly Check[]>,
  ownContexts: ReadonlySet<string>,
  announced: boolean,
): Promise<void> {
  if (!checks.known) return listByTime(pool, forge, at, null);
  const completed = checks.value
    .filter(({ name, status }) => status === "completed" && !ownContexts.has(name))
    .map(({ kind, name, appId, conclusion, url }) => [kind, name, appId, conclusion, url]);
  // Nothing has run to its end, so nothing was uploaded that anybody relies on.
  if (completed.length === 0 && !announced) return;
  const digest = digestOf(completed.map((one) => JSON.stringify(one)).sort());
  const last = await lastListing(pool, at);
  if (last?.checks === digest && !announced) {
    const early = last.settledMs < SETTLED_MS;
    if (!early || last.settledMs + last.ageMs < SETTLED_MS) return;
  }
  await readArtifacts(pool, forge, at);
  await noteListing(pool, at, digest, null);
}

/** Makes sure that what CI uploaded for the tip of a base branch is known, as far as it is there by now. */
export async function listBase(pool: Pool, forge: Forge, at: CommitAt, baseRef: string): Promise<void> {
  await listByTime(pool, forge, at, baseRef);
}

async function listByTime(pool: Pool, forge: Forge, at: CommitAt, baseRef: string | null): Promise<void> {
  const last = await lastListing(pool, at);
  const known = last !== null && (last.ageMs < AGAIN_MS || (baseRef !== null && last.knownMs > GIVEN_UP_MS));
  if (known && (baseRef === null || last.baseRefs.includes(baseRef))) return;
  if (!known) await readArtifacts(pool, forge, at);
  await noteListing(pool, at, null, baseRef);
}
