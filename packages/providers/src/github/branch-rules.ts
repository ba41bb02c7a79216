import type { BranchRules } from "@tollgate/core/vocabulary/evidence";
import { known, type Observed, unknown } from "@tollgate/core/vocabulary/fact";
import type { z } from "zod";
import type { RepositoryName } from "../forge.ts";
import type { Client } from "./client.ts";
import { type BranchReading, notOffered, soft, unreadable } from "./rules.ts";
import { protectionSchema, type WireBranchRule } from "./schema.ts";

const NONE: BranchRules = {
  approvals: 0,
  codeOwners: false,
  lastPushApproval: false,
  dismissStale: false,
  resolvedThreads: false,
  upToDate: false,
  linearHistory: false,
  signedCommits: false,
  mergeQueue: false,
};

/**
 * What rulesets and classic protection demand of changes to a branch: both hold, so the stricter of the two counts.
 * What cannot be read makes the whole unknown: a demand that nobody sees would be taken for none.
 */
export async function branchRules(
  client: Client,
  repository: RepositoryName,
  baseRef: string,
  reading: BranchReading,
): Promise<Observed<BranchRules>> {
  if (reading.rulesError !== null) return unreadable(`the rules of ${baseRef}`, reading.rulesError, "Metadata: read");
  const classic = await classicRules(client, repository, baseRef, reading);
  if (!classic.known) return classic;
  return known([...reading.rules.map(ofRule), classic.value].reduce(both, NONE));
}

/** Only its checks stand in the branch itself; the rest needs a permission of its own. */
async function classicRules(
  client: Client,
  repository: RepositoryName,
  baseRef: string,
  { branch, branchError, rules }: BranchReading,
): Promise<Observed<BranchRules>> {
  if (branch === null) {
    if (branchError?.kind === "not-found") return unknown(`the base branch ${baseRef} does not exist`);
    return unreadable(`the branch ${baseRef}`, branchError, "Contents: read");
  }
  if (branch.protected !== true || branch.protection?.enabled === false) return known(NONE);
  const path = `/branches/${encodeURIComponent(baseRef)}/protection`;
  const found = await soft(client.get(repository, path, protectionSchema, { needs: "Administration: read" }));
  if (found.value !== null) return known(ofProtection(found.value));
  const { error } = found;
  if (error.kind === "not-found" && /not protected/i.test(error.message)) return known(NONE);
  // A plan that does not offer protection has none; and a branch may be called protected for its rulesets alone.
  const forRulesets = error.kind === "not-found" && rules.length > 0 && branch.protection?.enabled !== true;
  if (notOffered(error) || forRulesets) return known(NONE);
  return unreadable(`the protection of ${baseRef}`, error, "Administration: read");
}

function ofRule({ type, parameters }: WireBranchRule): BranchRules {
  switch (type) {
    case "pull_request":
      return {
        ...NONE,
        approvals: parameters?.required_approving_review_count ?? 0,
        codeOwners: parameters?.require_code_owner_review === true,
        lastPushApproval: parameters?.require_last_push_approval === true,
        dismissStale: parameters?.dismiss_stale_reviews_on_push === true,
        resolvedThreads: parameters?.required_review_thread_resolution === true,
      };
    case "required_status_checks":
      return { ...NONE, upToDate: parameters?.strict_required_status_checks_policy === true };
    case "required_linear_history":
      return { ...NONE, linearHistory: true };
    case "required_signatures":
      return { ...NONE, signedCommits: true };
    case "merge_queue":
      return { ...NONE, mergeQueue: true };
    default:
      return NONE;
  }
}

function ofProtection(found: z.infer<typeof protectionSchema>): BranchRules {
  const reviews = found.required_pull_request_reviews;
  return {
    ...NONE,
    approvals: reviews?.required_approving_review_count ?? 0,
    codeOwners: reviews?.require_code_owner_reviews === true,
    lastPushApproval: reviews?.require_last_push_approval === true,
    dismissStale: reviews?.dismiss_stale_reviews === true,
    resolvedThreads: found.required_conversation_resolution?.enabled === true,
    upToDate: found.required_status_checks?.strict === true,
    linearHistory: found.required_linear_history?.enabled === true,
    signedCommits: found.required_signatures?.enabled === true,
  };
}

function both(a: BranchRules, b: BranchRules): BranchRules {
  return {
    approvals: Math.max(a.approvals, b.approvals),
    codeOwners: a.codeOwners || b.codeOwners,
    lastPushApproval: a.lastPushApproval || b.lastPushApproval,
    dismissStale: a.dismissStale || b.dismissStale,
    resolvedThreads: a.resolvedThreads || b.resolvedThreads,
    upToDate: a.upToDate || b.upToDate,
    linearHistory: a.linearHistory || b.linearHistory,
    signedCommits: a.signedCommits || b.signedCommits,
    mergeQueue: a.mergeQueue || b.mergeQueue,
  };
}
