import { createPublicKey, generateKeyPairSync, randomBytes, verify } from "node:crypto";
import type { Account, Repository } from "./state.ts";
import { fullName } from "./state.ts";
import type { RepositoryName, World } from "./world.ts";
import { account, botLogin, needRepo, SimulatorError } from "./world.ts";

export type Level = "read" | "write" | "admin";
export type Permissions = Readonly<Record<string, Level>>;

export interface AppRow {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
  readonly url: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | null;
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
  readonly createdAt: string;
}

export interface InstallationRow {
  readonly id: number;
  readonly appId: number;
  readonly account: string;
  readonly repositories: "all" | readonly RepositoryName[];
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly suspendedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface TokenRow {
  readonly token: string;
  /** Milliseconds; null for one that lives on. */
  readonly expiresAt: number | null;
  readonly holder:
    | { readonly kind: "installation"; readonly installationId: number }
    | { readonly kind: "user"; readonly login: string };
  /** Null: classic scopes, or all that the installation has. */
  readonly permissions: Permissions | null;
  readonly scopes: readonly string[] | null;
  readonly repositories: readonly RepositoryName[] | null;
}

/** Who is asking. */
export type Caller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "app"; readonly app: AppRow }
  | {
      readonly kind: "installation";
      readonly app: AppRow;
      readonly installation: InstallationRow;
      readonly permissions: Permissions;
      readonly repositories: readonly RepositoryName[] | null;
    }
  | {
      readonly kind: "user";
      readonly login: string;
      readonly scopes: readonly string[] | null;
      readonly permissions: Permissions | null;
      readonly repositories: readonly RepositoryName[] | null;
    };

/** Apps, installations and tokens: never stale, so they live outside the database. */
export class Apps {
  readonly apps = new Map<number, AppRow>();
  readonly installations = new Map<number, InstallationRow>();
  readonly tokens = new Map<string, TokenRow>();

  bySlug(slug: string): AppRow | undefined {
    return [...this.apps.values()].find((app) => app.slug === slug);
  }

  ofRepository(repo: Repository): InstallationRow[] {
    return [...this.installations.values()].filter((row) => this.covers(row, repo));
  }

  covers(row: InstallationRow, repo: Repository): boolean {
    if (row.account.toLowerCase() !== repo.owner.toLowerCase()) return false;
    if (row.repositories === "all") return true;
    return row.repositories.some((name) => name.toLowerCase() === fullName(repo).toLowerCase());
  }
}

export interface AppOptions {
  readonly name: string;
  readonly owner?: string;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly webhookUrl?: string | null;
  readonly webhookSecret?: string | null;
  readonly url?: string;
}

/** GitHub's own App, which reports what workflows do. */
export const ACTIONS_APP_ID = 15368;

export function insertApp(world: World, options: AppOptions, id: number, signsIn = true): AppRow {
  const slug = options.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (world.apps.bySlug(slug) !== undefined) throw new SimulatorError(`the App name ${options.name} is taken`);
  // A key takes a tenth of a second: Apps that only report need none.
  const keys = signsIn
    ? generateKeyPairSync("rsa", {
        modulusLength: 2048,
        publicKeyEncoding: { type: "spki", format: "pem" },
        privateKeyEncoding: { type: "pkcs1", format: "pem" },
      })
    : { privateKey: "", publicKey: "" };
  const app: AppRow = {
    id,
    clientId: `Iv23li${randomBytes(7).toString("hex")}`,
    slug,
    name: options.name,
    owner: account(world, options.owner ?? "acme", "Organization").login,
    url: options.url ?? "https://example.com",
    permissions: { metadata: "read", ...options.permissions },
    events: options.events ?? [],
    webhookUrl: options.webhookUrl ?? null,
    webhookSecret: options.webhookSecret ?? null,
    privateKeyPem: keys.privateKey,
    publicKeyPem: keys.publicKey,
    createdAt: world.iso(),
  };
  world.apps.apps.set(app.id, app);
  account(world, botLogin(app), "Bot");
  return app;
}

/** The App of that id or slug; GitHub's own is there without set-up, others are made by name where a test uses them. */
export function appNamed(world: World, name: number | string): AppRow {
  const known = typeof name === "number" ? world.apps.apps.get(name) : world.apps.bySlug(name);
  if (known !== undefined) return known;
  if (name === ACTIONS_APP_ID || name === "github-actions") {
    return insertApp(world, { name: "GitHub Actions", owner: "github" }, ACTIONS_APP_ID, false);
  }
  if (typeof name === "number") throw new SimulatorError(`there is no App ${name}`);
  return insertApp(world, { name }, world.id(), false);
}

/** Who holds this `Authorization` header; null when nobody does. */
export function callerOf(world: World, header: string | undefined): Caller | null {
  if (header === undefined) return { kind: "anonymous" };
  const [scheme, value] = header.split(/\s+/, 2);
  if (value === undefined || !/^(bearer|token)$/i.test(scheme ?? "")) {
    const basic = /^basic$/i.test(scheme ?? "") && value !== undefined;
    const password = basic ? Buffer.from(value, "base64").toString().split(":").at(-1) : undefined;
    return password === undefined ? null : byToken(world, password);
  }
  return value.split(".").length === 3 ? byJwt(world, value) : byToken(world, value);
}

function byToken(world: World, token: string): Caller | null {
  const row = world.apps.tokens.get(token);
  if (row === undefined || (row.expiresAt !== null && row.expiresAt <= world.now())) return null;
  if (row.holder.kind === "user") {
    const { login } = row.holder;
    return { kind: "user", login, scopes: row.scopes, permissions: row.permissions, repositories: row.repositories };
  }
  const installation = world.apps.installations.get(row.holder.installationId);
  const app = installation && world.apps.apps.get(installation.appId);
  if (installation === undefined || app === undefined) return null;
  // What the installation lost since, the token lost as well.
  const asked = row.permissions ?? installation.permissions;
  const permissions = Object.fromEntries(
    Object.entries(asked).flatMap(([name, level]) => {
      const granted = installation.permissions[name];
      return granted === undefined ? [] : [[name, granted === "read" ? granted : level]];
    }),
  ) as Permissions;
  return { kind: "installation", app, installation, permissions, repositories: row.repositories };
}

function byJwt(world: World, jwt: string): Caller | null {
  const [head = "", body = "", mark = ""] = jwt.split(".");
  try {
    const header = JSON.parse(Buffer.from(head, "base64url").toString()) as { alg?: string };
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
    const issuer = String(claims.iss);
    const app = [...world.apps.apps.values()].find((row) => String(row.id) === issuer || row.clientId === issuer);
    const now = world.now() / 1000;
    const { exp, iat } = claims;
    if (app === undefined || header.alg !== "RS256" || typeof exp !== "number" || typeof iat !== "number") return null;
    // GitHub refuses a life of more than ten minutes, and clocks that are ahead of its own.
    if (exp <= now || exp - now > 600 || iat > now + 60) return null;
    const key = createPublicKey(app.publicKeyPem);
    const signed = verify("sha256", Buffer.from(`${head}.${body}`), key, Buffer.from(mark, "base64url"));
    return signed ? { kind: "app", app } : null;
  } catch {
    return null;
  }
}

/** A new token of an installation. */
export function issueInstallationToken(
  world: World,
  installation: InstallationRow,
  lifeMs: number,
  narrowed: { permissions?: Permissions; repositories?: readonly RepositoryName[] } = {},
): TokenRow {
  const row: TokenRow = {
    token: `ghs_${randomBytes(27).toString("base64url").slice(0, 36)}`,
    expiresAt: world.now() + lifeMs,
    holder: { kind: "installation", installationId: installation.id },
    permissions: narrowed.permissions ?? null,
    scopes: null,
    repositories: narrowed.repositories ?? null,
  };
  world.apps.tokens.set(row.token, row);
  return row;
}

/** The operations on Apps and tokens that tests and demos use. */
export function appOperations(world: World, present: { installation(row: InstallationRow): Record<string, unknown> }) {
  const need = (id: number): InstallationRow => {
    const row = world.apps.installations.get(id);
    if (row === undefined) throw new SimulatorError(`there is no installation ${id}`);
    return row;
  };
  const tell = (
    event: "installation" | "installation_repositories",
    action: string,
    row: InstallationRow,
    more: Record<string, unknown>,
  ) =>
    world.emit({
      event,
      repo: null,
      sender: row.account,
      onlyApp: row.appId,
      payload: { action, installation: present.installation(row), ...more },
    });
  const brief = (names: readonly RepositoryName[]) =>
    names.map((name) => {
      const repo = needRepo(world, name);
      return { id: repo.id, node_id: `R_${repo.id}`, name: repo.name, full_name: name, private: repo.private };
    });
  const namesOf = (row: InstallationRow): string[] =>
    world.db.repositories.filter((repo) => world.apps.covers(row, repo)).map(fullName);
  const change = (id: number, patch: Partial<InstallationRow>): InstallationRow => {
    const row = { ...need(id), ...patch, updatedAt: world.iso() };
    world.apps.installations.set(id, row);
    return row;
  };

  return {
    /** Registers an App with a key of its own. */
    createApp(options: AppOptions) {
      const app = insertApp(world, options, world.id());
      return { id: app.id, slug: app.slug, clientId: app.clientId, privateKeyPem: app.privateKeyPem };
    },
    /** Points an App's webhook somewhere else, or changes its secret. */
    setAppWebhook(appId: number, hook: { webhookUrl?: string | null; webhookSecret?: string | null }): void {
      world.apps.apps.set(appId, { ...appNamed(world, appId), ...hook });
    },
    /** Installs an App on an account; the App hears `installation` created. */
    install(
      app: number | { id: number },
      login: string,
      options: { repositories?: "all" | readonly RepositoryName[]; permissions?: Permissions } = {},
    ): { id: number } {
      const registered = appNamed(world, typeof app === "number" ? app : app.id);
      const owner: Account = account(world, login, "Organization");
      const row: InstallationRow = {
        id: world.id(),
        appId: registered.id,
        account: owner.login,
        repositories: options.repositories ?? "all",
        permissions: options.permissions ?? registered.permissions,
        events: registered.events,
        suspendedAt: null,
        createdAt: world.iso(),
        updatedAt: world.iso(),
      };
      world.apps.installations.set(row.id, row);
      tell("installation", "created", row, { repositories: brief(namesOf(row)) });
      return { id: row.id };
    },
    /** Suspends an installation: its tokens get 403 from now on. */
    suspend(installation: number): void {
      tell("installation", "suspend", change(installation, { suspendedAt: world.iso() }), { repositories: [] });
    },
    unsuspend(installation: number): void {
      tell("installation", "unsuspend", change(installation, { suspendedAt: null }), { repositories: [] });
    },
    /** Removes an installation: its tokens are nobody's from now on. */
    uninstall(installation: number): void {
      const row = need(installation);
      const repositories = brief(namesOf(row));
      world.apps.installations.delete(installation);
      tell("installation", "deleted", row, { repositories });
    },
    setInstallationPermissions(installation: number, permissions: Permissions): void {
      tell("installation", "new_permissions_accepted", change(installation, { permissions }), {});
    },
    /** Changes which repositories an installation reaches. */
    setInstallationRepositories(installation: number, repositories: "all" | readonly RepositoryName[]): void {
      const before = new Set(namesOf(need(installation)));
      const row = change(installation, { repositories });
      const after = namesOf(row);
      const added = after.filter((name) => !before.has(name));
      const removed = [...before].filter((name) => !after.includes(name));
      const selection = repositories === "all" ? "all" : "selected";
      const lists = { repository_selection: selection, requester: null };
      if (added.length > 0) {
        const more = { ...lists, repositories_added: brief(added), repositories_removed: [] };
        tell("installation_repositories", "added", row, more);
      }
      if (removed.length > 0) {
        const more = { ...lists, repositories_added: [], repositories_removed: brief(removed) };
        tell("installation_repositories", "removed", row, more);
      }
    },
    /** A token of a person: with classic scopes (default `repo`), or fine-grained with permissions. */
    createToken(
      login: string,
      options: {
        scopes?: readonly string[];
        permissions?: Permissions;
        repositories?: readonly RepositoryName[];
        expiresAt?: number;
      } = {},
    ): string {
      const fine = options.permissions !== undefined;
      const row: TokenRow = {
        token: `${fine ? "github_pat_" : "ghp_"}${randomBytes(27).toString("hex").slice(0, 36)}`,
        expiresAt: options.expiresAt ?? null,
        holder: { kind: "user", login: account(world, login).login },
        permissions: fine ? { metadata: "read", ...options.permissions } : null,
        scopes: fine ? null : (options.scopes ?? ["repo"]),
        repositories: options.repositories ?? null,
      };
      world.apps.tokens.set(row.token, row);
      return row.token;
    },
    /** Makes tokens void; without an argument all tokens of installations. */
    revokeTokens(token?: string): void {
      for (const [key, row] of world.apps.tokens) {
        if (key === token || (token === undefined && row.holder.kind === "installation")) world.apps.tokens.delete(key);
      }
    },
  };
}
