import { ForgeError, type Inspection } from "../forge.ts";
import type { Client } from "./client.ts";
import type { GitHubConfig } from "./config.ts";
import type { People } from "./people.ts";
import { grants, NEEDED_EVENTS, NEEDED_PERMISSIONS, permissionName } from "./permissions.ts";
import { listInstallations, listRepositories } from "./reach.ts";
import { hookConfigSchema, parseAs, type WireInstallation } from "./schema.ts";

/** GitHub refuses an App's own tokens when clocks differ by more than a minute. */
const MAX_SKEW_MS = 30_000;

/** Looks at everything about GitHub that an operator can put right. Never throws. */
export async function inspect(client: Client, people: People, config: GitHubConfig): Promise<readonly Inspection[]> {
  const parts = [
    part("github api", () => api(client, config)),
    part("github identity", () => identity(client, people)),
    part("github permissions", () => permissions(client)),
    part("github webhook", () => webhook(client, config)),
    part("github repositories", () => reach(client, config)),
  ];
  return (await Promise.all(parts)).flat();
}

async function part(name: string, look: () => Promise<readonly Inspection[]>): Promise<readonly Inspection[]> {
  try {
    return await look();
  } catch (error) {
    const remedy = error instanceof ForgeError && error.remedy !== "" ? error.remedy : "See the server's log.";
    return [{ name, ok: false, detail: error instanceof Error ? error.message : "unknown error", remedy }];
  }
}

async function api(client: Client, config: GitHubConfig): Promise<readonly Inspection[]> {
  const now = config.now ?? Date.now;
  const began = now();
  const answer = await client.transport.send({ method: "GET", path: "/meta", credential: null }).catch((error) => {
    // An answer is an answer: some servers keep this page for the signed in.
    if (error instanceof ForgeError && error.status !== undefined && error.status < 500) return null;
    throw error;
  });
  const found: Inspection[] = [{ name: "github api", ok: true, detail: `${config.apiUrl} answers` }];
  const date = Date.parse(answer?.headers.get("date") ?? "");
  if (!Number.isNaN(date)) {
    const skew = (began + now()) / 2 - date;
    const ok = Math.abs(skew) < MAX_SKEW_MS;
    const detail = `this machine's clock is ${Math.round(Math.abs(skew) / 1000)} s ${skew < 0 ? "behind" : "ahead of"} GitHub's`;
    found.push({ name: "github clock", ok, detail, ...(ok ? {} : { remedy: "Set this machine's clock by NTP." }) });
  }
  return found;
}

async function identity(client: Client, people: People): Promise<readonly Inspection[]> {
  const { login } = await people.identity();
  if (client.auth.kind === "app") return [{ name: "github identity", ok: true, detail: `App ${login ?? "?"}` }];
  return [
    {
      name: "github identity",
      ok: true,
      detail: `token of ${login ?? "no user"}: commit statuses instead of checks, and our own writes cannot be told from its owner's`,
      remedy: "`tollgate setup github` makes an App, which can do both.",
    },
  ];
}

async function permissions(client: Client): Promise<readonly Inspection[]> {
  if (client.auth.kind === "token") return await tokenScopes(client);
  const installations = await listInstallations(client);
  if (installations.length === 0) {
    const remedy = "Install the App on the repositories that Tollgate is to judge.";
    return [{ name: "github permissions", ok: false, detail: "the App is installed nowhere", remedy }];
  }
  return installations.flatMap(ofInstallation);
}

function ofInstallation(installation: WireInstallation): readonly Inspection[] {
  const account = installation.account?.login ?? installation.account?.slug ?? String(installation.id);
  const name = `github permissions of ${account}`;
  if (installation.suspended_at != null) {
    const remedy = "An owner of the account can lift the suspension in its settings, under GitHub Apps.";
    return [{ name, ok: false, detail: "the installation is suspended", remedy }];
  }
  const granted = installation.permissions ?? {};
  const missing = NEEDED_PERMISSIONS.filter(({ key, level }) => !grants(granted[key], level));
  const events = new Set(installation.events ?? []);
  const unheard = NEEDED_EVENTS.filter((event) => !events.has(event.name));
  const found: Inspection[] = missing.map(({ key, level, reason, optional }) => ({
    name,
    ok: optional,
    detail: `"${permissionName(key, level)}" is ${granted[key] === undefined ? "not granted" : `only ${granted[key]}`}: needed to ${reason}`,
    remedy: "Add it in the App's settings under Permissions, then accept the change on the installation.",
  }));
  for (const event of unheard) {
    found.push({
      name,
      ok: event.optional,
      detail: `the event "${event.name}" is not subscribed: ${event.reason}`,
      remedy: "Tick it in the App's settings under Permissions & events; until then it is seen at the next reconcile.",
    });
  }
  if (found.length === 0) found.push({ name, ok: true, detail: "all permissions and events are there" });
  return found;
}

/** Classic tokens tell their scopes; fine-grained ones do not, so their first refusal has to. */
async function tokenScopes(client: Client): Promise<readonly Inspection[]> {
  const answer = await client.transport.send({ method: "GET", path: "/rate_limit", credential: client.auth.self });
  const header = answer.headers.get("x-oauth-scopes");
  if (header === null) {
    const needed = NEEDED_PERMISSIONS.filter(({ key }) => key !== "checks" && key !== "statuses")
      .map(({ key, level }) => permissionName(key, level))
      .concat(permissionName("checks", "read"), permissionName("statuses", "write"));
    return [
      { name: "github permissions", ok: true, detail: `a fine-grained token needs: ${needed.sort().join(", ")}` },
    ];
  }
  const scopes = header.split(",").map((scope) => scope.trim());
  const ok = scopes.includes("repo") || (scopes.includes("public_repo") && scopes.includes("repo:status"));
  return [
    {
      name: "github permissions",
      ok,
      detail: `the token's scopes: ${header.trim() || "none"}`,
      ...(ok
        ? {}
        : { remedy: "Give the token the scope repo (or, for public repositories, public_repo and repo:status)." }),
    },
  ];
}

async function webhook(client: Client, config: GitHubConfig): Promise<readonly Inspection[]> {
  const name = "github webhook";
  const found: Inspection[] = [];
  const count = config.webhookSecrets.length;
  if (count === 0) {
    const remedy = "Set GITHUB_WEBHOOK_SECRET to the secret that the webhook signs with.";
    found.push({ name, ok: false, detail: "no secret is set, so every delivery is refused", remedy });
  } else found.push({ name, ok: true, detail: count === 1 ? "a secret is set" : `${count} secrets are valid` });
  if (client.auth.kind !== "app") return found;
  const { json } = await client.transport.send({
    method: "GET",
    path: "/app/hook/config",
    credential: client.auth.self,
  });
  const hook = parseAs(hookConfigSchema, json, "GET /app/hook/config");
  if (!hook.url) {
    const remedy = "Set it in the App's settings to <public address>/webhooks/github.";
    found.push({ name, ok: false, detail: "the App has no webhook address", remedy });
    return found;
  }
  const json_ = hook.content_type === "json";
  found.push({
    name,
    ok: json_,
    detail: `deliveries go to ${hook.url} as ${hook.content_type ?? "form"}`,
    ...(json_ ? {} : { remedy: "Set the webhook's content type to application/json." }),
  });
  return found;
}

async function reach(client: Client, config: GitHubConfig): Promise<readonly Inspection[]> {
  const name = "github repositories";
  const repositories = await listRepositories(client, config.repositories);
  const detail = `${repositories.length} in reach${repositories.length > 0 ? `: ${repositories.slice(0, 5).join(", ")}${repositories.length > 5 ? ", ..." : ""}` : ""}`;
  if (repositories.length > 0) return [{ name, ok: true, detail }];
  if (client.auth.kind === "token" && config.repositories.length === 0) {
    return [
      { name, ok: true, detail: "whatever sends webhooks; name them in TOLLGATE_REPOSITORIES to reconcile them" },
    ];
  }
  const remedy = "Install the App on repositories, or correct TOLLGATE_REPOSITORIES.";
  return [{ name, ok: false, detail, remedy }];
}
