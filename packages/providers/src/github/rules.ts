import { known, type Observed, type RequiredCheck, unknown } from "@tollgate/core/vocabulary/fact";
import { z } from "zod";
import { ForgeError, type RepositoryName } from "../forge.ts";
import type { Client } from "./client.ts";
import { isMissing } from "./errors.ts";
import {
  branchRuleSchema,
  branchSchema,
  protectionSchema,
  refSchema,
  statusChecksProtectionSchema,
  type WireBranch,
  type WireBranchRule,
} from "./schema.ts";

/** What GitHub tells of a branch: the branch itself and the rules that rulesets put on it. */
export interface BranchReading {
  /** Null when there is no such branch, or it may not be read. */
  readonly branch: WireBranch | null;
  readonly branchError: ForgeError | null;
  readonly rules: readonly WireBranchRule[];
  /** Set when the rules could not be read; `rules` is empty then. */
  readonly rulesError: ForgeError | null;
}

async function readBranch(client: Client, repository: RepositoryName, branch: string): Promise<BranchReading> {
  const name = encodeURIComponent(branch);
  const [found, rules] = await Promise.all([
    soft(readTip(client, repository, branch)),
    soft(
      client.getAll(repository, `/rules/branches/${name}?per_page=100`, z.array(branchRuleSchema), {
        needs: "Metadata: read",
      }),
    ),
  ]);
  // Old servers have no rulesets at all, and free plans none for private repositories.
  const none =
    rules.error !== null &&
    (rules.error.kind === "not-found" || rules.error.status === 501 || notOffered(rules.error)) &&
    found.value !== null;
  return {
    branch: found.value,
    branchError: found.error,
    rules: rules.value ?? [],
    rulesError: none ? null : rules.error,
  };
}

/** How long after it began a reading may be handed on. */
const HAND_ON_MS = 5_000;

/**
 * Readings of branches. A change's policy is read right after the change itself, and from the same branch: that read
 * hands its reading on, once, to the other.
 */
export class Branches {
  readonly #client: Client;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly at: number; readonly reading: Promise<BranchReading> }>();

  constructor(client: Client, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  read(repository: RepositoryName, branch: string): Promise<BranchReading> {
    const at = this.#now();
    for (const [key, kept] of this.#kept) if (at - kept.at > HAND_ON_MS) this.#kept.delete(key);
    const reading = readBranch(this.#client, repository, branch);
    this.#kept.set(`${repository} ${branch}`, { at, reading });
    return reading;
  }

  /** As {@link read}, or what the last of them saw just now. */
  readAfter(repository: RepositoryName, branch: string): Promise<BranchReading> {
    const key = `${repository} ${branch}`;
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    if (kept !== undefined && this.#now() - kept.at <= HAND_ON_MS) return kept.reading;
    return readBranch(this.#client, repository, branch);
  }
}

/** The branch; from its ref alone where a server does not show branches. */
export async function readTip(client: Client, repository: RepositoryName, branch: string): Promise<WireBranch> {
  const needs = { needs: "Contents: read" };
  try {
    return await client.get(repository, `/branches/${encodeURIComponent(branch)}`, branchSchema, needs);
  } catch (error) {
    if (!(error instanceof ForgeError) || !isMissing(error)) throw error;
    const path = `/git/ref/heads/${branch.split("/").map(encodeURIComponent).join("/")}`;
    const ref = await client.get(repository, path, refSchema, needs).catch((second: unknown) => {
      // Neither: then it is the branch that is missing.
      throw second instanceof ForgeError && isMissing(second) ? error : second;
    });
    return { commit: ref.object };
  }
}

/** Whether the branch is protected, by classic protection or by a ruleset. */
export function isProtected(reading: BranchReading): boolean {
  return reading.branch?.protected === true || reading.rules.length > 0;
}

/**
 * The checks that GitHub demands on a branch: those of rulesets and of classic protection together.
 * What cannot be read makes the whole unknown: a demand that nobody sees would be taken for none.
 */
export async function requiredChecks(
  client: Client,
  repository: RepositoryName,
  baseRef: string,
  reading: BranchReading,
): Promise<Observed<readonly RequiredCheck[]>> {
  if (reading.rulesError !== null) return unreadable(`the rules of ${baseRef}`, reading.rulesError, "Metadata: read");
  const demanded: RequiredCheck[] = reading.rules
    .filter((rule) => rule.type === "required_status_checks")
    .flatMap((rule) => rule.parameters?.required_status_checks ?? [])
    .map((check) => ({ name: check.context, appId: appOf(check.integration_id) }));
  const classic = await classicChecks(client, repository, baseRef, reading);
  if (!classic.known) return classic;
  return known(unique([...demanded, ...classic.value]));
}

async function classicChecks(
  client: Client,
  repository: RepositoryName,
  baseRef: string,
  { branch, branchError, rules }: BranchReading,
): Promise<Observed<readonly RequiredCheck[]>> {
  if (branch === null) {
    if (branchError?.kind === "not-found") return unknown(`the base branch ${baseRef} does not exist`);
    return unreadable(`the branch ${baseRef}`, branchError, "Contents: read");
  }
  const protection = branch.protection;
  if (protection != null) {
    if (protection.enabled === false) return known([]);
    const shown = protection.required_status_checks;
    if (shown != null) return known(shown.enforcement_level === "off" ? [] : checksOf(shown));
    if (protection.enabled === true) return known([]);
  }
  if (branch.protected !== true) return known([]);
  const found = await soft(
    client.get(
      repository,
      `/branches/${encodeURIComponent(baseRef)}/protection/required_status_checks`,
      statusChecksProtectionSchema,
      { needs: "Administration: read" },
    ),
  );
  if (found.value !== null) return known(checksOf(found.value));
  if (isMissing(found.error)) {
    // The same stands in the whole protection.
    const path = `/branches/${encodeURIComponent(baseRef)}/protection`;
    const whole = await soft(client.get(repository, path, protectionSchema, { needs: "Administration: read" }));
    if (whole.value !== null) return known(checksOf(whole.value.required_status_checks ?? {}));
  }
  // GitHub says `Branch not protected` or `Required status checks not enabled`; a plain `Not Found` hides rights.
  if (found.error.kind === "not-found" && /not protected|not enabled/i.test(found.error.message)) return known([]);
  if (notOffered(found.error)) return known([]);
  // The branch may be called protected for its rulesets alone, which have been read.
  if (found.error.kind === "not-found" && rules.length > 0) return known([]);
  return unreadable(`the protection of ${baseRef}`, found.error, "Administration: read");
}

function checksOf(shown: {
  readonly contexts?: readonly string[] | null | undefined;
  readonly checks?:
    | readonly { readonly context: string; readonly app_id?: number | null | undefined }[]
    | null
    | undefined;
}): RequiredCheck[] {
  const checks = (shown.checks ?? []).map((check) => ({ name: check.context, appId: appOf(check.app_id) }));
  const named = new Set(checks.map((check) => check.name));
  const others = (shown.contexts ?? []).filter((context) => !named.has(context));
  return [...checks, ...others.map((name) => ({ name, appId: null }))];
}

/** GitHub writes null or -1 where any App may report the check. */
function appOf(id: number | null | undefined): number | null {
  return id == null || id < 0 ? null : id;
}

function unique(checks: readonly RequiredCheck[]): RequiredCheck[] {
  const byKey = new Map(checks.map((check) => [`${check.appId ?? ""}/${check.name}`, check]));
  return [...byKey.values()];
}

/** `Upgrade to GitHub Pro or make this repository public to enable this feature.` */
export function notOffered(error: ForgeError): boolean {
  return error.status === 403 && /upgrade to github/i.test(error.message);
}

export function unreadable(what: string, error: ForgeError | null, permission: string): Observed<never> {
  if (error === null) return unknown(`${what} could not be read`);
  const lacksRights = error.kind === "forbidden" || error.kind === "not-found";
  return unknown(
    `${what} could not be read: ${error.message}`,
    error.permission ?? (lacksRights ? permission : undefined),
  );
}

/** Keeps errors that say something about the object; those about the moment are thrown. */
export async function soft<T>(
  promise: Promise<T>,
): Promise<{ readonly value: T; readonly error: null } | { readonly value: null; readonly error: ForgeError }> {
  try {
    return { value: await promise, error: null };
  } catch (error) {
    if (error instanceof ForgeError && isLasting(error)) return { value: null, error };
    throw error;
  }
}

/** Whether trying again soon would bring the same: what was asked for is what cannot be had. */
export function isLasting(error: ForgeError): boolean {
  return ["forbidden", "not-found", "invalid", "protocol"].includes(error.kind);
}
