import { sees } from "../access.ts";
import { user as presentUser } from "../present/people.ts";
import { permissionOf, repository } from "../present/repository.ts";
import { notFound, Problem } from "../problem.ts";
import type { Repository } from "../state.ts";
import { type Call, listed, ok, type Route, route } from "./router.ts";

function fullUser(call: Call, login: string) {
  const account = call.view.db.accounts.get(login.toLowerCase());
  if (account === undefined) throw notFound();
  const at = "2020-01-01T00:00:00Z";
  return {
    ...presentUser(call.view, account.login),
    name: account.login,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: call.view.db.repositories.filter((repo) => repo.owner === account.login).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: at,
    updated_at: at,
  };
}

function repositories(call: Call, keep: (repo: Repository) => boolean) {
  const viewer = call.caller.kind === "user" ? call.caller.login : undefined;
  const rows = call.view.db.repositories.filter((repo) => keep(repo) && sees(call.view, call.caller, repo));
  return listed(call, rows, (repo) => repository(call.view, repo, viewer));
}

const byOwner = (login: string | undefined) => (repo: Repository) => repo.owner.toLowerCase() === login?.toLowerCase();

export const generalRoutes: readonly Route[] = [
  route("GET", "/", (call) =>
    ok({
      current_user_url: `${call.view.url}/user`,
      rate_limit_url: `${call.view.url}/rate_limit`,
      repository_url: `${call.view.url}/repos/{owner}/{repo}`,
      user_url: `${call.view.url}/users/{user}`,
    }),
  ),
  route("GET", "/zen", () => ({ status: 200, body: "Keep it logically awesome." })),
  route("GET", "/meta", () => ok({ verifiable_password_authentication: false, hooks: ["127.0.0.1/32"], api: [] })),
  route("GET", "/rate_limit", (call) => {
    const one = (resource: "core" | "graphql" | "search") => {
      const { limit, used, resetAt } = call.limits.budget(call.caller, resource);
      return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(resetAt / 1000) };
    };
    return ok({ resources: { core: one("core"), graphql: one("graphql"), search: one("search") }, rate: one("core") });
  }),
  route("GET", "/user", (call) => {
    if (call.caller.kind === "user") return ok(fullUser(call, call.caller.login));
    if (call.caller.kind === "anonymous") throw new Problem(401, "Requires authentication");
    throw new Problem(403, "Resource not accessible by integration");
  }),
  route("GET", "/user/repos", (call) => {
    const { caller } = call;
    if (caller.kind !== "user") throw new Problem(403, "Resource not accessible by integration");
    const mine = (repo: Repository) =>
      byOwner(caller.login)(repo) ||
      Object.keys(repo.permissions).some((l) => l.toLowerCase() === caller.login.toLowerCase());
    return repositories(call, (repo) => mine(repo) && permissionOf(call.view, repo, caller.login) !== null);
  }),
  route("GET", "/users/{login}", (call) => ok(fullUser(call, call.params.login ?? ""))),
  route("GET", "/users/{login}/repos", (call) => repositories(call, byOwner(call.params.login))),
  route("GET", "/orgs/{org}", (call) => {
    const org = call.view.db.accounts.get((call.params.org ?? "").toLowerCase());
    if (org?.type !== "Organization") throw notFound();
    return ok({ ...fullUser(call, org.login), type: "Organization", has_organization_projects: true });
  }),
  route("GET", "/orgs/{org}/repos", (call) => {
    if (call.view.db.accounts.get((call.params.org ?? "").toLowerCase()) === undefined) throw notFound();
    return repositories(call, byOwner(call.params.org));
  }),
];
