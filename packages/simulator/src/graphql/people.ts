import type { AppRow } from "../apps.ts";
import { nodeId } from "../present/people.ts";
import type { View } from "../world.ts";

/** An `Actor`. A bot's login has no `[bot]` here, though it has in REST: so it is on GitHub. */
export function actor(view: View, login: string | null) {
  const account = login === null ? undefined : view.db.accounts.get(login.toLowerCase());
  if (account === undefined) return null;
  const kinds = { Bot: "BOT", Organization: "O", User: "U" } as const;
  const shown = account.type === "Bot" ? account.login.replace(/\[bot\]$/, "") : account.login;
  return {
    __typename: account.type,
    id: nodeId(kinds[account.type], account.id),
    databaseId: account.id,
    login: shown,
    name: account.login,
    email: "",
    isViewer: false,
    url: `${view.url}/${shown}`,
    resourcePath: `/${shown}`,
    avatarUrl: `${view.url}/_simulator/avatar/${account.id}`,
  };
}

/** A `User`; null for bots and organisations, which are none. */
export function person(view: View, login: string | null) {
  const found = actor(view, login);
  return found?.__typename === "User" ? found : null;
}

export function graphApp(view: View, row: AppRow | undefined) {
  if (row === undefined) return null;
  return {
    __typename: "App",
    id: nodeId("A", row.id),
    databaseId: row.id,
    slug: row.slug,
    name: row.name,
    clientId: row.clientId,
    createdAt: row.createdAt,
    updatedAt: row.createdAt,
    description: "",
    url: `${view.url}/apps/${row.slug}`,
  };
}
