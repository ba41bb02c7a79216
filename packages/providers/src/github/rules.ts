import { known, type Observed, type RequiredCheck, unknown } from "@tollgate/core/vocabulary/fact";
import { z } from "zod";
import { ForgeError, type RepositoryName } from "../forge.ts";
import type { Client } from "./client.ts";
import {
  branchRuleSchema,
  branchSchema,
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

export async function readBranch(client: Client, repository: RepositoryName, branch: string): Promise<BranchReading> {
  const name = encodeURIComponent(branch);
  const [found, rules] = await Promise.all([
    soft(client.get(repository, `/branches/${name}`, branchSchema, { needs: "Contents: read" })),
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
function notOffered(error: ForgeError): boolean {
  return error.status === 403 && /upgrade to github/i.test(error.message);
}

function unreadable(what: string, error: ForgeError | null, permission: string): Observed<never> {
  if (error === null) return unknown(`${what} could not be read`);
  const lacksRights = error.kind === "forbidden" || error.kind === "not-found";
  return unknown(
    `${what} could not be read: ${error.message}`,
    error.permission ?? (lacksRights ? permission : undefined),
  );
}

/** Keeps errors that say something about the object; those about the moment are thrown. */
async function soft<T>(
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
