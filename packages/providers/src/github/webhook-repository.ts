import type { Hint } from "@tollgate/core/vocabulary/hint";
import { z } from "zod";
import type { Translation } from "../forge.ts";
import { POLICY_FOLDER } from "./policy-files.ts";
import type { Translator } from "./webhook.ts";
import { blind } from "./webhook-hints.ts";

type Reach = Translation["reach"][number];

/** Beyond these GitHub leaves commits, and files of a commit, out of the payload. */
const MAX_PUSHED_COMMITS = 2048;
const MAX_PUSHED_FILES = 3000;

const files = z.array(z.string()).nullish();
const pushPayload = z.object({
  ref: z.string(),
  after: z.string().nullish(),
  deleted: z.boolean().nullish(),
  created: z.boolean().nullish(),
  forced: z.boolean().nullish(),
  commits: z.array(z.object({ added: files, modified: files, removed: files })).nullish(),
  pusher: z.object({ name: z.string().nullish() }).nullish(),
});

/**
 * A push matters here for one thing: whether the policy of a branch may be another. Where the payload cannot tell (a
 * force-push drops commits that it does not name), it may.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
 */
const push: Translator = (payload, known) => {
  const given = pushPayload.parse(payload);
  const branch = /^refs\/heads\/(.+)$/.exec(given.ref)?.[1];
  if (branch === undefined || given.deleted === true) return {};
  const commits = given.commits ?? [];
  const listed = commits.map((commit) => [commit.added, commit.modified, commit.removed].flatMap((list) => list ?? []));
  const touches = listed.flat().some((path) => path === POLICY_FOLDER || path.startsWith(`${POLICY_FOLDER}/`));
  const partial =
    given.forced === true ||
    commits.length >= MAX_PUSHED_COMMITS ||
    listed.some((paths) => paths.length >= MAX_PUSHED_FILES) ||
    (commits.length === 0 && given.created !== true);
  if (!touches && !partial) return {};
  const by = given.pusher?.name == null ? "" : ` by ${given.pusher.name}`;
  const says = touches ? `${POLICY_FOLDER}/ on ${branch} changed${by}` : `${branch} moved${by}`;
  // The default branch's policy holds for unprotected bases as well.
  const baseRef = branch === known.defaultBranch ? null : branch;
  const hint = {
    ...blind(`policy:${branch}`, "unknown", [], says),
    version: given.after == null ? {} : { value: given.after },
  };
  return { repositories: [{ baseRef, hint }] };
};

const actionPayload = z.object({ action: z.string().nullish() });

/** Names of rules are patterns, so every base may be meant. */
const rules: Translator = (payload, known) => {
  if (known.repository === null) return {};
  const { action } = actionPayload.parse(payload);
  const says = `rules of branches ${action ?? "changed"}`;
  return {
    repositories: [{ baseRef: null, hint: blind("rules", "unknown", ["requiredChecks", "branchRules"], says) }],
  };
};

const repositoryPayload = z.object({
  action: z.string(),
  changes: z
    .object({
      repository: z.object({ name: z.object({ from: z.string() }).nullish() }).nullish(),
      owner: z
        .object({
          from: z.object({
            user: z.object({ login: z.string() }).nullish(),
            organization: z.object({ login: z.string() }).nullish(),
          }),
        })
        .nullish(),
      default_branch: z.unknown().optional(),
    })
    .nullish(),
});

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository */
const repository: Translator = (payload, known) => {
  const { action, changes } = repositoryPayload.parse(payload);
  const current = known.repository;
  if (current === null) return {};
  const [owner = "", name = ""] = current.split("/");
  const reach = (...items: Reach[]) => ({ reach: items });
  switch (action) {
    case "created":
    case "unarchived":
      return reach({ kind: "added", repository: current });
    case "archived":
    case "deleted":
      return reach({ kind: "removed", repository: current });
    case "renamed": {
      const from = changes?.repository?.name?.from;
      return from == null ? {} : reach({ kind: "renamed", repository: current, from: `${owner}/${from}` });
    }
    case "transferred": {
      const from = changes?.owner?.from.organization?.login ?? changes?.owner?.from.user?.login;
      return from === undefined ? {} : reach({ kind: "renamed", repository: current, from: `${from}/${name}` });
    }
    case "edited":
      if (changes?.default_branch === undefined) return {};
      return { repositories: [{ baseRef: null, hint: blind("policy", "unknown", [], "default branch changed") }] };
    default:
      return {};
  }
};

const named = z.array(z.object({ full_name: z.string() })).nullish();
const installationPayload = z.object({
  action: z.string(),
  installation: z.object({ id: z.number() }),
  repositories: named,
  repositories_added: named,
  repositories_removed: named,
});
type Named = z.infer<typeof named>;
const added = (list: Named): Reach[] => (list ?? []).map((item) => ({ kind: "added", repository: item.full_name }));
const removed = (list: Named): Reach[] => (list ?? []).map((item) => ({ kind: "removed", repository: item.full_name }));

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation */
const installation: Translator = (payload) => {
  const { action, installation: given, repositories } = installationPayload.parse(payload);
  const state = (value: "active" | "suspended" | "removed"): Reach => ({
    kind: "installation",
    id: String(given.id),
    state: value,
  });
  switch (action) {
    case "created":
      return { reach: [state("active"), ...added(repositories)] };
    case "deleted":
      return { reach: [state("removed"), ...removed(repositories)] };
    case "suspend":
      return { reach: [state("suspended")] };
    case "unsuspend":
    case "new_permissions_accepted":
      return { reach: [state("active")] };
    default:
      return {};
  }
};

const installationRepositories: Translator = (payload) => {
  const given = installationPayload.parse(payload);
  return { reach: [...added(given.repositories_added), ...removed(given.repositories_removed)] };
};

/** Who lost rights may have approved before; who gained some changes nothing until they act. */
function roles(...losing: readonly string[]): Translator {
  return (payload, known) => {
    const { action } = actionPayload.parse(payload);
    if (known.repository === null || action == null || !losing.includes(action)) return {};
    const hint: Hint = blind("roles", "unknown", ["reviews"], `people's rights: ${action.replaceAll("_", " ")}`);
    return { repositories: [{ baseRef: null, hint }] };
  };
}

export const REPOSITORY_EVENTS: Readonly<Record<string, Translator>> = {
  push,
  branch_protection_rule: rules,
  branch_protection_configuration: rules,
  repository_ruleset: rules,
  repository,
  installation,
  installation_repositories: installationRepositories,
  member: roles("removed", "edited"),
  team: roles("removed_from_repository", "edited"),
};
