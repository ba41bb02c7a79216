import { sees } from "../access.ts";
import { protectionsOf } from "../present/change.ts";
import { api, nodeId, user } from "../present/people.ts";
import { commit, permissionOf, reaches, repository } from "../present/repository.ts";
import { notFound, Problem } from "../problem.ts";
import { branchSha, fullName, type Protection, refKey, repoById } from "../state.ts";
import type { Hook } from "../webhooks.ts";
import { deliveryById, deliveryDetail, deliveryLog } from "./apps.ts";
import { created, listed, noContent, numberParam, ok, type RepoCall, type Route, repoRoute } from "./router.ts";

const BRANCH = "refs/heads/";

function branchUrl(call: RepoCall, branch: string): string {
  return api(call.view, `/repos/${fullName(call.repo)}/branches/${encodeURIComponent(branch)}`);
}

function requiredChecks(call: RepoCall, branch: string, row: Protection) {
  const url = `${branchUrl(call, branch)}/protection/required_status_checks`;
  const checks = row.requiredChecks ?? [];
  return {
    url,
    strict: row.strict,
    contexts: checks.map((check) => check.context),
    contexts_url: `${url}/contexts`,
    checks: checks.map((check) => ({ context: check.context, app_id: check.appId ?? null })),
  };
}

function branch(call: RepoCall, name: string) {
  const sha = branchSha(call.view.db, call.repo.id, name);
  const tip = call.view.git.commit(sha);
  if (tip === undefined) throw new Problem(404, "Branch not found");
  const rows = protectionsOf(call.view, call.repo.id, name);
  const classic = rows.find((row) => row.kind === "classic");
  const checks = (classic?.requiredChecks ?? []).map((c) => ({ context: c.context, app_id: c.appId ?? null }));
  const url = branchUrl(call, name);
  return {
    name,
    commit: commit(call.view, call.repo, tip),
    _links: { html: `${call.view.url}/${fullName(call.repo)}/tree/${name}`, self: url },
    protected: rows.length > 0,
    protection: {
      enabled: classic !== undefined,
      required_status_checks: {
        enforcement_level: classic?.requiredChecks ? (classic.enforceAdmins ? "everyone" : "non_admins") : "off",
        contexts: checks.map((check) => check.context),
        checks,
      },
    },
    protection_url: `${url}/protection`,
  };
}

function classic(call: RepoCall): { name: string; row: Protection } {
  const name = call.params.branch ?? "";
  if (branchSha(call.view.db, call.repo.id, name) === undefined) throw new Problem(404, "Branch not found");
  const row = protectionsOf(call.view, call.repo.id, name).find((candidate) => candidate.kind === "classic");
  if (row === undefined) throw new Problem(404, "Branch not protected");
  return { name, row };
}

function protection(call: RepoCall) {
  const { name, row } = classic(call);
  const url = `${branchUrl(call, name)}/protection`;
  const off = { enabled: false };
  return {
    url,
    ...(row.requiredChecks === null ? {} : { required_status_checks: requiredChecks(call, name, row) }),
    ...(row.approvals === null
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: row.dismissStale,
            require_code_owner_reviews: row.codeOwners,
            require_last_push_approval: row.lastPushApproval,
            required_approving_review_count: row.approvals,
          },
        }),
    required_signatures: { url: `${url}/required_signatures`, enabled: row.signedCommits },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: row.enforceAdmins },
    required_linear_history: { enabled: row.linearHistory },
    allow_force_pushes: off,
    allow_deletions: off,
    block_creations: off,
    required_conversation_resolution: { enabled: row.resolvedThreads },
    lock_branch: off,
    allow_fork_syncing: off,
  };
}

/** The rules that rulesets put on a branch. */
function rules(call: RepoCall) {
  const source = { ruleset_source_type: "Repository", ruleset_source: fullName(call.repo) };
  const found = protectionsOf(call.view, call.repo.id, call.params.branch ?? "").filter(
    (row) => row.kind === "ruleset",
  );
  return found.flatMap((row) => {
    const from = { ...source, ruleset_id: row.id };
    const list: Record<string, unknown>[] = [
      { type: "deletion", ...from },
      { type: "non_fast_forward", ...from },
    ];
    if (row.requiredChecks !== null) {
      const parameters = {
        strict_required_status_checks_policy: row.strict,
        do_not_enforce_on_create: false,
        required_status_checks: row.requiredChecks.map((check) => ({
          context: check.context,
          ...(check.appId == null ? {} : { integration_id: check.appId }),
        })),
      };
      list.push({ type: "required_status_checks", parameters, ...from });
    }
    if (row.linearHistory) list.push({ type: "required_linear_history", ...from });
    if (row.signedCommits) list.push({ type: "required_signatures", ...from });
    if (row.approvals !== null || row.resolvedThreads) {
      const parameters = {
        required_approving_review_count: row.approvals ?? 0,
        dismiss_stale_reviews_on_push: row.dismissStale,
        require_code_owner_review: row.codeOwners,
        require_last_push_approval: row.lastPushApproval,
        required_review_thread_resolution: row.resolvedThreads,
        allowed_merge_methods: ["merge", "squash", "rebase"],
      };
      list.push({ type: "pull_request", parameters, ...from });
    }
    if (row.mergeQueue) {
      const parameters = {
        check_response_timeout_minutes: 60,
        grouping_strategy: "ALLGREEN",
        max_entries_to_build: 5,
        max_entries_to_merge: 5,
        merge_method: "MERGE",
        min_entries_to_merge: 1,
        min_entries_to_merge_wait_minutes: 5,
      };
      list.push({ type: "merge_queue", parameters, ...from });
    }
    return list;
  });
}

function hookShape(call: RepoCall, hook: Hook) {
  const url = api(call.view, `/repos/${fullName(call.repo)}/hooks/${hook.id}`);
  return {
    type: "Repository",
    id: hook.id,
    name: "web",
    active: hook.active,
    events: hook.events,
    config: { content_type: "json", insecure_ssl: "0", url: hook.url, ...(hook.secret ? { secret: "********" } : {}) },
    updated_at: hook.createdAt,
    created_at: hook.createdAt,
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: { code: null, status: "unused", message: null },
  };
}

function hookOf(call: RepoCall): Hook {
  const hook = call.webhooks.hooks.get(numberParam(call, "hook"));
  if (hook === undefined || hook.repoId !== call.repo.id) throw notFound();
  return hook;
}

/** What a person may do, in the two vocabularies that GitHub has for it. */
function collaborator(call: RepoCall) {
  const login = call.params.login ?? "";
  const { caller } = call;
  if (caller.kind === "user" && !reaches(permissionOf(call.view, call.repo, caller.login), "write")) {
    throw new Problem(403, "Must have push access to view collaborator permission.");
  }
  if (call.view.db.accounts.get(login.toLowerCase()) === undefined) throw notFound();
  const role = permissionOf(call.view, call.repo, login);
  const short = role === "maintain" ? "write" : role === "triage" ? "read" : (role ?? "none");
  const permissions = {
    pull: role !== null,
    triage: role !== null && role !== "read",
    push: role === "write" || role === "maintain" || role === "admin",
    maintain: role === "maintain" || role === "admin",
    admin: role === "admin",
  };
  const roleName = role ?? "none";
  const person = { ...user(call.view, login), permissions, role_name: roleName };
  return { permission: short, role_name: roleName, user: person };
}

function activity(call: RepoCall) {
  const { caller } = call;
  // Public reading does not extend to who pushed: of forks it is not told.
  if (caller.kind === "installation" && !call.view.apps.covers(caller.installation, call.repo)) throw notFound();
  const { query } = call;
  const ref = query.get("ref");
  const wantedRef = ref === null || ref.startsWith("refs/") ? ref : BRANCH + ref;
  const [actor, kind] = [query.get("actor"), query.get("activity_type")];
  const rows = call.view.db.activities
    .filter((row) => row.repoId === call.repo.id)
    .filter((row) => wantedRef === null || row.ref === wantedRef)
    .filter((row) => actor === null || row.actor.toLowerCase() === actor.toLowerCase())
    .filter((row) => kind === null || row.kind === kind);
  if (query.get("direction") !== "asc") rows.reverse();
  return listed(call, rows, (row) => ({
    id: row.id,
    node_id: nodeId("PSH", row.id),
    before: row.before,
    after: row.after,
    ref: row.ref,
    timestamp: row.at,
    activity_type: row.kind,
    actor: user(call.view, row.actor),
  }));
}

export const repositoryRoutes: readonly Route[] = [
  repoRoute("GET", "", ["metadata:read"], (call) =>
    ok(repository(call.view, call.repo, call.caller.kind === "user" ? call.caller.login : undefined)),
  ),
  repoRoute("GET", "/branches", ["contents:read"], (call) => {
    const rows = call.view.db.refs.filter((ref) => ref.repoId === call.repo.id && ref.name.startsWith(BRANCH));
    return listed(call, rows, (ref) => {
      const {
        name,
        commit: tip,
        protected: isProtected,
        protection: p,
        protection_url,
      } = branch(call, ref.name.slice(BRANCH.length));
      return { name, commit: { sha: tip.sha, url: tip.url }, protected: isProtected, protection: p, protection_url };
    });
  }),
  repoRoute("GET", "/branches/{branch*}/protection/required_status_checks", ["administration:read"], (call) => {
    const { name, row } = classic(call);
    if (row.requiredChecks === null) throw new Problem(404, "Required status checks not enabled");
    return ok(requiredChecks(call, name, row));
  }),
  repoRoute("GET", "/branches/{branch*}/protection", ["administration:read"], (call) => ok(protection(call))),
  repoRoute("GET", "/branches/{branch*}", ["contents:read"], (call) => ok(branch(call, call.params.branch ?? ""))),
  repoRoute("GET", "/rules/branches/{branch*}", ["metadata:read"], (call) => listed(call, rules(call), (rule) => rule)),
  repoRoute("GET", "/rulesets", ["metadata:read"], (call) => {
    const rows = call.view.db.protections.filter((row) => row.repoId === call.repo.id && row.kind === "ruleset");
    return listed(call, rows, (row) => ({
      id: row.id,
      name: `protect ${row.branch}`,
      target: "branch",
      source_type: "Repository",
      source: fullName(call.repo),
      enforcement: "active",
    }));
  }),
  repoRoute("GET", "/collaborators/{login}/permission", ["metadata:read"], (call) => ok(collaborator(call))),
  repoRoute("GET", "/activity", ["contents:read"], activity),
  repoRoute("GET", "/forks", ["metadata:read"], (call) => {
    const rows = call.view.db.repositories.filter(
      (repo) => repo.parentId === call.repo.id && sees(call.view, call.caller, repo),
    );
    return listed(call, rows, (repo) => repository(call.view, repo));
  }),
  repoRoute("GET", "/hooks", ["repository_hooks:read"], (call) => {
    const rows = [...call.webhooks.hooks.values()].filter((hook) => hook.repoId === call.repo.id);
    return listed(call, rows, (hook) => hookShape(call, hook));
  }),
  repoRoute("POST", "/hooks", ["repository_hooks:write"], (call) => {
    const config = (call.body.config ?? {}) as { url?: string; secret?: string };
    if (config.url === undefined)
      throw new Problem(422, "Validation Failed", {
        errors: [{ resource: "Hook", field: "url", code: "missing_field" }],
      });
    const hook: Hook = {
      id: call.world.id(),
      repoId: call.repo.id,
      url: config.url,
      secret: config.secret ?? null,
      events: (call.body.events as string[] | undefined) ?? ["push"],
      active: call.body.active !== false,
      createdAt: call.world.iso(),
    };
    call.webhooks.hooks.set(hook.id, hook);
    return created(hookShape(call, hook));
  }),
  repoRoute("GET", "/hooks/{hook}", ["repository_hooks:read"], (call) => ok(hookShape(call, hookOf(call)))),
  repoRoute("DELETE", "/hooks/{hook}", ["repository_hooks:write"], (call) => {
    call.webhooks.hooks.delete(hookOf(call).id);
    return noContent;
  }),
  repoRoute("GET", "/hooks/{hook}/deliveries", ["repository_hooks:read"], (call) =>
    deliveryLog(call, `hook:${hookOf(call).id}`),
  ),
  repoRoute("GET", "/hooks/{hook}/deliveries/{delivery}", ["repository_hooks:read"], (call) =>
    ok(deliveryDetail(deliveryById(call, `hook:${hookOf(call).id}`))),
  ),
  repoRoute("POST", "/hooks/{hook}/deliveries/{delivery}/attempts", ["repository_hooks:write"], (call) => {
    call.webhooks.redeliver(deliveryById(call, `hook:${hookOf(call).id}`).id);
    return { status: 202, body: {} };
  }),
];

/** A ref by its full name, for the git endpoints. */
export function refOf(call: RepoCall, name: string) {
  const ref = call.view.db.refs.get(refKey(call.repo.id, `refs/${name}`));
  if (ref === undefined || repoById(call.view.db, ref.repoId) === undefined) throw notFound();
  return ref;
}
