import type { Caller, Level } from "./apps.ts";
import { permissionOf, reaches } from "./present/repository.ts";
import { notFound, Problem } from "./problem.ts";
import type { Permission, Repository } from "./state.ts";
import { fullName } from "./state.ts";
import type { View } from "./world.ts";

/** A permission as GitHub names it, with the level needed: `checks:write`. */
export type Need = `${string}:${Level}`;

const LEVELS: readonly Level[] = ["read", "write", "admin"];

function listed(names: readonly string[] | null, repo: Repository): boolean {
  return names === null || names.some((name) => name.toLowerCase() === fullName(repo).toLowerCase());
}

/** Whether the caller can see that the repository is there. */
export function sees(view: View, caller: Caller, repo: Repository): boolean {
  if (!repo.private) return true;
  if (caller.kind === "installation") {
    return view.apps.covers(caller.installation, repo) && listed(caller.repositories, repo);
  }
  if (caller.kind !== "user") return false;
  if (caller.scopes !== null && !caller.scopes.includes("repo")) return false;
  return listed(caller.repositories, repo) && permissionOf(view, repo, caller.login) !== null;
}

/** What a person must be in the repository for a permission of an App. */
function roleFor(name: string, level: Level): Permission | null {
  if (["administration", "repository_hooks"].includes(name)) return "admin";
  if (name === "checks" && level === "write") return null;
  if (name === "security_events") return "write";
  if (level === "read") return "read";
  return name === "issues" || name === "pull_requests" ? "read" : "write";
}

/** Whether the caller may do it in a repository that it sees. */
export function may(view: View, caller: Caller, repo: Repository, need: Need): boolean {
  const [name = "", level = "read"] = need.split(":") as [string, Level];
  const enough = (given: Level | undefined) => given !== undefined && LEVELS.indexOf(given) >= LEVELS.indexOf(level);
  if (caller.kind === "installation") {
    const inside = view.apps.covers(caller.installation, repo) && listed(caller.repositories, repo);
    if (inside) return name === "metadata" || enough(caller.permissions[name]);
    // What is public, an App reads without being installed; never what only administrators see.
    return !repo.private && level === "read" && !["administration", "repository_hooks"].includes(name);
  }
  const role = roleFor(name, level);
  if (role === null) return false;
  if (caller.kind !== "user") return !repo.private && level === "read" && role === "read";
  if (caller.permissions !== null && name !== "metadata" && !enough(caller.permissions[name])) return false;
  if (caller.scopes !== null && !scoped(caller.scopes, repo, name, level)) return false;
  return listed(caller.repositories, repo) && reaches(permissionOf(view, repo, caller.login), role);
}

function scoped(scopes: readonly string[], repo: Repository, name: string, level: Level): boolean {
  if (scopes.includes("repo")) return true;
  if (name === "statuses" && scopes.includes("repo:status")) return true;
  if (repo.private) return false;
  return level === "read" || scopes.includes("public_repo");
}

/** Throws as GitHub answers unless the caller has one of the permissions. */
export function demand(view: View, caller: Caller, repo: Repository, needs: readonly Need[]): void {
  if (caller.kind === "installation" && caller.installation.suspendedAt !== null) {
    throw new Problem(403, "This installation has been suspended");
  }
  if (caller.kind === "app") {
    throw new Problem(401, "A JSON web token could not be decoded");
  }
  if (!sees(view, caller, repo)) throw notFound();
  if (needs.length === 0 || needs.some((need) => may(view, caller, repo, need))) return;
  const accepted = { "x-accepted-github-permissions": needs.map((need) => need.replace(":", "=")).join("; ") };
  if (caller.kind === "installation") {
    throw new Problem(403, "Resource not accessible by integration", {}, accepted);
  }
  if (caller.kind === "anonymous") {
    throw needs.some((need) => !need.endsWith(":read")) ? new Problem(401, "Requires authentication") : notFound();
  }
  if (needs.includes("checks:write")) {
    throw new Problem(403, "You must authenticate via a GitHub App.");
  }
  if (caller.permissions !== null) {
    throw new Problem(403, "Resource not accessible by personal access token", {}, accepted);
  }
  // A classic token without the right gets what somebody gets who may not see it.
  const admin = needs.some((need) => need.startsWith("administration"));
  throw admin && reaches(permissionOf(view, repo, caller.login), "write")
    ? new Problem(403, "Must have admin rights to Repository.")
    : notFound();
}

/** The account in whose name the caller acts. */
export function actorOf(caller: Caller): string {
  if (caller.kind === "user") return caller.login;
  if (caller.kind === "installation" || caller.kind === "app") return `${caller.app.slug}[bot]`;
  return "ghost";
}
