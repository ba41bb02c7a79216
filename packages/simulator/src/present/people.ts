import type { AppRow, InstallationRow } from "../apps.ts";
import type { View } from "../world.ts";

/** A node id that names its kind and number, so that `node(id)` can find it again. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString("base64url")}`;
}

export function api(view: View, path: string): string {
  return `${view.url}${path}`;
}

/** GitHub's `simple-user`. */
export function user(view: View, login: string) {
  const account = view.db.accounts.get(login.toLowerCase()) ?? { id: 0, login, type: "User" as const };
  const url = api(view, `/users/${encodeURIComponent(account.login)}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type === "Organization" ? "O" : account.type === "Bot" ? "BOT" : "U", account.id),
    avatar_url: `${view.url}/_simulator/avatar/${account.id}`,
    gravatar_id: "",
    url,
    html_url: `${view.url}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: "public",
    site_admin: false,
  };
}

export function organization(view: View, login: string) {
  const account = view.db.accounts.get(login.toLowerCase());
  const url = api(view, `/orgs/${login}`);
  return {
    login,
    id: account?.id ?? 0,
    node_id: nodeId("O", account?.id ?? 0),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${view.url}/_simulator/avatar/${account?.id ?? 0}`,
    description: "",
  };
}

/** GitHub's `integration`: an App as others see it. */
export function app(view: View, row: AppRow) {
  return {
    id: row.id,
    client_id: row.clientId,
    slug: row.slug,
    node_id: nodeId("A", row.id),
    owner: user(view, row.owner),
    name: row.name,
    description: "",
    external_url: row.url,
    html_url: `${view.url}/apps/${row.slug}`,
    created_at: row.createdAt,
    updated_at: row.createdAt,
    permissions: row.permissions,
    events: row.events,
  };
}

export function installation(view: View, row: InstallationRow) {
  const owner = view.db.accounts.get(row.account.toLowerCase());
  const registered = view.apps.apps.get(row.appId);
  return {
    id: row.id,
    account: user(view, row.account),
    repository_selection: row.repositories === "all" ? "all" : "selected",
    access_tokens_url: api(view, `/app/installations/${row.id}/access_tokens`),
    repositories_url: api(view, "/installation/repositories"),
    html_url: `${view.url}/organizations/${row.account}/settings/installations/${row.id}`,
    app_id: row.appId,
    client_id: registered?.clientId ?? "",
    app_slug: registered?.slug ?? "",
    target_id: owner?.id ?? 0,
    target_type: owner?.type === "User" ? "User" : "Organization",
    permissions: row.permissions,
    events: row.events,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: row.suspendedAt === null ? null : user(view, row.account),
    suspended_at: row.suspendedAt,
  };
}
