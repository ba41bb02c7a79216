import { randomBytes } from "node:crypto";
import { type AppRow, insertApp, issueInstallationToken, type Level, type Permissions } from "../apps.ts";
import { app as presentApp, installation as presentInstallation } from "../present/people.ts";
import { repository } from "../present/repository.ts";
import { notFound, Problem } from "../problem.ts";
import { fullName, repoKey } from "../state.ts";
import type { Delivery } from "../webhooks.ts";
import { iso } from "../world.ts";
import { type Call, created, listed, numberParam, ok, page, type Route, route } from "./router.ts";

function asApp(call: Call): AppRow {
  if (call.caller.kind === "app") return call.caller.app;
  throw new Problem(401, "A JSON web token could not be decoded");
}

function ownInstallation(call: Call) {
  const row = call.world.apps.installations.get(numberParam(call, "id"));
  if (row === undefined || row.appId !== asApp(call).id) throw notFound();
  return row;
}

export function deliveryItem(row: Delivery) {
  return {
    id: row.id,
    guid: row.guid,
    delivered_at: row.deliveredAt,
    redelivery: row.redelivery,
    duration: row.duration,
    status: row.status,
    status_code: row.statusCode ?? 0,
    event: row.event,
    action: row.action,
    installation_id: row.installationId,
    repository_id: row.repositoryId,
    throttled_at: null,
  };
}

/** The log of a hook as GitHub tells it: newest first, by cursor, without what was lost on the way. */
export function deliveryLog(call: Call, target: string) {
  const size = Math.min(100, Number(call.query.get("per_page") ?? 30) || 30);
  const before = call.query.get("cursor");
  const wanted = call.query.get("status");
  const all = call.webhooks.deliveries
    .filter((row) => row.target === target && row.deliveredAt !== null && row.statusCode !== null)
    .filter((row) => wanted === null || (wanted === "success") === (row.status === "OK"))
    .sort((a, b) => b.id - a.id);
  const from = before === null ? 0 : all.findIndex((row) => row.id < Number(before.slice(1)));
  const rows = from < 0 ? [] : all.slice(from, from + size);
  const last = rows.at(-1);
  const headers: Record<string, string> = {};
  if (last !== undefined && from + size < all.length) {
    const url = new URL(call.view.url + call.href);
    url.searchParams.set("cursor", `v${last.id}`);
    headers.link = `<${url.href}>; rel="next"`;
  }
  return ok(rows.map(deliveryItem), headers);
}

export function deliveryById(call: Call, target: string) {
  const row = call.webhooks.deliveries.find((d) => d.id === numberParam(call, "delivery") && d.target === target);
  if (row === undefined || row.statusCode === null) throw notFound();
  return row;
}

export function deliveryDetail(row: Delivery) {
  return {
    ...deliveryItem(row),
    url: row.url,
    request: { headers: row.headers, payload: JSON.parse(row.body) as unknown },
    response: { headers: row.response.headers, payload: row.response.body },
  };
}

function narrowed(call: Call, granted: Permissions) {
  const asked = call.body.permissions as Record<string, Level> | undefined;
  for (const [name, level] of Object.entries(asked ?? {})) {
    if (granted[name] === undefined || (level !== "read" && granted[name] === "read")) {
      throw new Problem(422, "The permissions requested are not granted to this installation.");
    }
  }
  return asked;
}

export const appRoutes: readonly Route[] = [
  route("GET", "/app", (call) => {
    const app = asApp(call);
    const count = [...call.world.apps.installations.values()].filter((row) => row.appId === app.id).length;
    return ok({ ...presentApp(call.view, app), installations_count: count });
  }),
  route("GET", "/apps/{slug}", (call) => {
    const app = call.world.apps.bySlug(call.params.slug ?? "");
    if (app === undefined) throw notFound();
    return ok(presentApp(call.view, app));
  }),
  route("GET", "/app/installations", (call) => {
    const app = asApp(call);
    const rows = [...call.world.apps.installations.values()].filter((row) => row.appId === app.id);
    return listed(call, rows, (row) => presentInstallation(call.view, row));
  }),
  route("GET", "/app/installations/{id}", (call) => ok(presentInstallation(call.view, ownInstallation(call)))),
  route("POST", "/app/installations/{id}/access_tokens", (call) => {
    const installation = ownInstallation(call);
    if (installation.suspendedAt !== null) throw new Problem(403, "This installation has been suspended");
    const permissions = narrowed(call, installation.permissions);
    const names = call.body.repositories as string[] | undefined;
    const ids = call.body.repository_ids as number[] | undefined;
    const chosen = call.world.db.repositories.filter(
      (repo) =>
        call.world.apps.covers(installation, repo) && (names?.includes(repo.name) || ids?.includes(repo.id) || false),
    );
    const wanted = (names?.length ?? 0) + (ids?.length ?? 0);
    if (chosen.length < wanted) {
      const message =
        "There is at least one repository that does not exist or is not accessible to the parent installation.";
      throw new Problem(422, message);
    }
    const token = issueInstallationToken(call.world, installation, call.installationTokenLifeMs(), {
      ...(permissions === undefined ? {} : { permissions }),
      ...(wanted === 0 ? {} : { repositories: chosen.map(fullName) }),
    });
    return created({
      token: token.token,
      expires_at: iso(token.expiresAt ?? 0),
      permissions: permissions ?? installation.permissions,
      repository_selection: wanted > 0 || installation.repositories !== "all" ? "selected" : "all",
      ...(wanted === 0 ? {} : { repositories: chosen.map((repo) => repository(call.view, repo)) }),
    });
  }),
  route("GET", "/installation/repositories", (call) => {
    const { caller } = call;
    if (caller.kind !== "installation")
      throw new Problem(
        403,
        "You must authenticate with an installation access token in order to list repositories for an installation.",
      );
    if (caller.installation.suspendedAt !== null) throw new Problem(403, "This installation has been suspended");
    const rows = call.view.db.repositories.filter(
      (repo) =>
        call.world.apps.covers(caller.installation, repo) &&
        (caller.repositories === null || caller.repositories.some((name) => repoKey(name) === repoKey(fullName(repo)))),
    );
    const { rows: repositories, headers } = page(call, rows, (repo) => repository(call.view, repo));
    const selection = caller.installation.repositories === "all" ? "all" : "selected";
    return ok({ total_count: rows.length, repository_selection: selection, repositories }, headers);
  }),
  // Looked up by the App's own token, so the ordinary check of repositories does not fit.
  route("GET", "/repos/{owner}/{repo}/installation", (call) => {
    const app = asApp(call);
    const repo = call.view.db.repositories.get(repoKey(`${call.params.owner}/${call.params.repo}`));
    const row = repo && call.world.apps.ofRepository(repo).find((installation) => installation.appId === app.id);
    if (row === undefined) throw notFound();
    return ok(presentInstallation(call.view, row));
  }),
  ...["orgs", "users"].map((kind) =>
    route("GET", `/${kind}/{login}/installation`, (call) => {
      const app = asApp(call);
      const row = [...call.world.apps.installations.values()].find(
        (r) => r.appId === app.id && r.account.toLowerCase() === call.params.login?.toLowerCase(),
      );
      if (row === undefined) throw notFound();
      return ok(presentInstallation(call.view, row));
    }),
  ),
  route("GET", "/app/hook/config", (call) => {
    const app = asApp(call);
    return ok({ content_type: "json", insecure_ssl: "0", secret: "********", url: app.webhookUrl ?? "" });
  }),
  route("PATCH", "/app/hook/config", (call) => {
    const app = asApp(call);
    const { url, secret } = call.body as { url?: string; secret?: string };
    const changed = { ...app, webhookUrl: url ?? app.webhookUrl, webhookSecret: secret ?? app.webhookSecret };
    call.world.apps.apps.set(app.id, changed);
    return ok({ content_type: "json", insecure_ssl: "0", secret: "********", url: changed.webhookUrl ?? "" });
  }),
  route("GET", "/app/hook/deliveries", (call) => deliveryLog(call, `app:${asApp(call).id}`)),
  route("GET", "/app/hook/deliveries/{delivery}", (call) =>
    ok(deliveryDetail(deliveryById(call, `app:${asApp(call).id}`))),
  ),
  route("POST", "/app/hook/deliveries/{delivery}/attempts", (call) => {
    call.webhooks.redeliver(deliveryById(call, `app:${asApp(call).id}`).id);
    return { status: 202, body: {} };
  }),
  route("POST", "/app-manifests/{code}/conversions", (call) => {
    const manifest = manifests.get(call.params.code ?? "");
    if (manifest === undefined) throw notFound();
    manifests.delete(call.params.code ?? "");
    const app = insertApp(
      call.world,
      {
        name: manifest.manifest.name ?? `App ${call.world.id()}`,
        owner: manifest.owner,
        permissions: manifest.manifest.default_permissions ?? {},
        events: manifest.manifest.default_events ?? [],
        webhookUrl: manifest.manifest.hook_attributes?.url ?? null,
        webhookSecret: randomBytes(20).toString("hex"),
        ...(manifest.manifest.url === undefined ? {} : { url: manifest.manifest.url }),
      },
      call.world.id(),
    );
    return created({
      ...presentApp(call.view, app),
      client_secret: randomBytes(20).toString("hex"),
      webhook_secret: app.webhookSecret,
      pem: app.privateKeyPem,
    });
  }),
];

/** What the page for a new App was given, by the code that it handed out. */
export interface Manifest {
  readonly name?: string;
  readonly url?: string;
  readonly redirect_url?: string;
  readonly hook_attributes?: { readonly url?: string; readonly active?: boolean };
  readonly default_permissions?: Permissions;
  readonly default_events?: readonly string[];
}

const manifests = new Map<string, { manifest: Manifest; owner: string }>();

/** Keeps a manifest and gives the code with which it is turned into an App, once. */
export function keepManifest(manifest: Manifest, owner: string): string {
  const code = randomBytes(20).toString("hex");
  manifests.set(code, { manifest, owner });
  return code;
}
