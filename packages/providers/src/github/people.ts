import type { Role } from "@tollgate/core/vocabulary/role";
import { ForgeError, type RepositoryName } from "../forge.ts";
import type { Client } from "./client.ts";
import { appSchema, parseAs, permissionSchema, userSchema } from "./schema.ts";

/** Who we are on GitHub. */
export interface Identity {
  /** The login under which our comments and statuses stand; null where GitHub does not tell a token's owner. */
  readonly login: string | null;
  /** The App's id; null with a token. */
  readonly appId: number | null;
}

/**
 * How long what somebody may do is taken from memory. Not longer than a hint without a version waits
 * (`BLIND_HINT_MS`): else a read after it could still show the old role.
 */
const ROLE_MS = 10_000;
const MAX_ROLES = 5_000;

/** What people may do, and who we are. */
export class People {
  readonly #client: Client;
  readonly #now: () => number;
  readonly #roles = new Map<string, { readonly at: number; readonly role: Promise<Role | null> }>();
  #identity: Promise<Identity> | null = null;

  constructor(client: Client, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  /** Kept once it is known. @throws ForgeError when GitHub cannot be asked */
  identity(): Promise<Identity> {
    this.#identity ??= this.#ask().catch((error) => {
      this.#identity = null;
      throw error;
    });
    return this.#identity;
  }

  /** As {@link identity}, or null while it cannot be read. */
  async identityOrNull(): Promise<Identity | null> {
    try {
      return await this.identity();
    } catch (error) {
      if (error instanceof ForgeError) return null;
      throw error;
    }
  }

  /** What somebody may do in a repository; null for Apps, of which GitHub does not tell it. */
  roleOf(repository: RepositoryName, login: string): Promise<Role | null> {
    const key = `${repository} ${login}`.toLowerCase();
    const kept = this.#roles.get(key);
    if (kept !== undefined && this.#now() - kept.at < ROLE_MS) return kept.role;
    const role = this.#readRole(repository, login);
    this.#roles.delete(key);
    this.#roles.set(key, { at: this.#now(), role });
    role.catch(() => this.#roles.delete(key));
    for (const oldest of this.#roles.keys()) {
      if (this.#roles.size <= MAX_ROLES) break;
      this.#roles.delete(oldest);
    }
    return role;
  }

  async #readRole(repository: RepositoryName, login: string): Promise<Role | null> {
    try {
      const path = `/collaborators/${encodeURIComponent(login)}/permission`;
      const found = await this.#client.get(repository, path, permissionSchema, { needs: "Metadata: read" });
      // Where no role is named, the rights tell maintain from write all the same.
      const named = found.role_name ?? (found.user?.permissions?.maintain === true ? "maintain" : undefined);
      return roleFrom(found.permission, named);
    } catch (error) {
      // Not a user at all, which is what GitHub says of Apps too.
      if (error instanceof ForgeError && error.kind === "not-found") return login.endsWith("[bot]") ? null : "none";
      throw error;
    }
  }

  async #ask(): Promise<Identity> {
    const { auth, transport } = this.#client;
    try {
      if (auth.kind === "app") {
        const answer = await transport.send({ method: "GET", path: "/app", credential: auth.self });
        const app = parseAs(appSchema, answer.json, "GET /app");
        return { login: app.slug == null ? null : `${app.slug}[bot]`, appId: auth.appId };
      }
      const answer = await transport.send({ method: "GET", path: "/user", credential: auth.self });
      return { login: parseAs(userSchema, answer.json, "GET /user").login, appId: null };
    } catch (error) {
      // The token of a workflow run belongs to no user; and not every server tells an App its name.
      if (error instanceof ForgeError && (error.kind === "forbidden" || error.kind === "not-found")) {
        return { login: null, appId: auth.appId };
      }
      throw error;
    }
  }
}

/**
 * The role for what GitHub calls a permission. `role_name` tells maintain from write and triage from read; custom
 * roles have names of their own, and stand by the permission they build on.
 */
export function roleFrom(permission: string, roleName: string | undefined): Role {
  if (roleName === "maintain" && permission !== "admin") return "coordinator";
  switch (permission) {
    case "admin":
      return "admin";
    case "maintain":
      return "coordinator";
    // Some servers answer with the names that the other requests use: push and pull.
    case "write":
    case "push":
      return "developer";
    case "triage":
    case "read":
    case "pull":
      return "viewer";
    default:
      return "none";
  }
}
