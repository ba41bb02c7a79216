import { api, nodeId, user } from "../present/people.ts";
import { notFound, Problem } from "../problem.ts";
import type { Team } from "../state.ts";
import { type Call, listed, noContent, ok, type Route, route } from "./router.ts";

/** Teams are the organisation's: a permission of the installation there, or a person of it. */
function demandMembers(call: Call): void {
  const { caller } = call;
  const org = call.params.org?.toLowerCase();
  if (call.view.db.accounts.get(org ?? "")?.type !== "Organization") throw notFound();
  if (caller.kind === "installation") {
    const here = caller.installation.account.toLowerCase() === org;
    if (here && caller.permissions.members !== undefined) return;
    const accepted = { "x-accepted-github-permissions": "members=read" };
    throw new Problem(403, "Resource not accessible by integration", {}, accepted);
  }
  const orgScope = caller.kind === "user" && caller.scopes?.some((scope) => scope.endsWith(":org"));
  const fine = caller.kind === "user" && caller.permissions?.members !== undefined;
  if (!orgScope && !fine) throw notFound();
}

function teamOf(call: Call): Team {
  demandMembers(call);
  const team = call.view.db.teams.get(`${call.params.org}/${call.params.slug}`.toLowerCase());
  if (team === undefined) throw notFound();
  return team;
}

function shape(call: Call, team: Team) {
  const url = api(call.view, `/organizations/${team.organization}/team/${team.id}`);
  return {
    id: team.id,
    node_id: nodeId("T", team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    url,
    html_url: `${call.view.url}/orgs/${team.organization}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: call.view.db.accounts.get(team.organization.toLowerCase())?.id ?? 0,
    parent: null,
  };
}

const isMember = (team: Team, login: string | undefined) =>
  team.members.some((member) => member.toLowerCase() === login?.toLowerCase());

export const teamRoutes: readonly Route[] = [
  route("GET", "/orgs/{org}/teams", (call) => {
    demandMembers(call);
    const org = call.params.org?.toLowerCase();
    const rows = call.view.db.teams.filter((team) => team.organization.toLowerCase() === org);
    return listed(call, rows, (team) => shape(call, team));
  }),
  route("GET", "/orgs/{org}/teams/{slug}/members", (call) =>
    listed(call, teamOf(call).members, (login) => user(call.view, login)),
  ),
  route("GET", "/orgs/{org}/teams/{slug}/memberships/{username}", (call) => {
    const team = teamOf(call);
    if (!isMember(team, call.params.username)) throw notFound();
    const url = api(
      call.view,
      `/organizations/${team.organization}/team/${team.id}/memberships/${call.params.username}`,
    );
    return ok({ state: "active", role: "member", url });
  }),
  route("GET", "/orgs/{org}/members/{username}", (call) => {
    demandMembers(call);
    const org = call.params.org?.toLowerCase();
    const teams = call.view.db.teams.filter((team) => team.organization.toLowerCase() === org);
    const repos = call.view.db.repositories.filter((repo) => repo.owner.toLowerCase() === org);
    const named = repos.flatMap((repo) => Object.keys(repo.permissions));
    const login = call.params.username?.toLowerCase();
    if (!teams.some((team) => isMember(team, login)) && !named.some((l) => l.toLowerCase() === login)) throw notFound();
    return noContent;
  }),
];
