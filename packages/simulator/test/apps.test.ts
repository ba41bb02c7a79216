import { afterEach, beforeEach, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { appJwt, ask, graphql, installedApp, receiver, shop } from "./support.ts";

let github: GitHub;
let now: number;

beforeEach(async () => {
  now = Date.now();
  github = await startGitHub({ oracle: true, clock: () => now });
});
afterEach(async () => {
  expect(github.violations).toEqual([]);
  await github.close();
});

test("an App proves itself by its key alone", async () => {
  const app = github.createApp({ name: "Gate", permissions: { checks: "write" } });
  const other = github.createApp({ name: "Other" });
  expect((await ask(github, appJwt(app), "GET", "/app")).body).toMatchObject({ id: app.id, slug: "gate" });
  const seconds = Math.floor(now / 1000);
  const bad = [
    appJwt({ id: app.id, privateKeyPem: other.privateKeyPem }),
    appJwt({ id: 1, privateKeyPem: app.privateKeyPem }),
    appJwt(app, { exp: seconds - 1 }),
    appJwt(app, { exp: seconds + 900 }),
    "a.b.c",
  ];
  for (const jwt of bad) expect((await ask(github, jwt, "GET", "/app")).status).toBe(401);
});

test("an installation token reaches what was installed, until it expires", async () => {
  shop(github);
  github.createRepository("acme/other", { private: true });
  const { app } = await installedApp(github);
  const only = github.install(app, "acme", { repositories: ["acme/shop"], permissions: { contents: "read" } });
  const issued = await ask(github, appJwt(app), "POST", `/app/installations/${only.id}/access_tokens`, {});
  expect(issued.status).toBe(201);
  expect(issued.body.permissions).toEqual({ contents: "read" });
  const list = await ask(github, issued.body.token, "GET", "/installation/repositories");
  expect(list.body.repositories.map((r: { full_name: string }) => r.full_name)).toEqual(["acme/shop"]);
  expect((await ask(github, issued.body.token, "GET", "/repos/acme/other")).status).toBe(404);
  now += 3_600_000;
  expect((await ask(github, issued.body.token, "GET", "/repos/acme/shop")).status).toBe(401);
});

test("a token can be narrowed, never widened", async () => {
  shop(github);
  const { app, installation } = await installedApp(github, { permissions: { contents: "read", checks: "write" } });
  const path = `/app/installations/${installation}/access_tokens`;
  const body = { repositories: ["shop"], permissions: { contents: "read" } };
  const narrow = await ask(github, appJwt(app), "POST", path, body);
  expect(narrow.body).toMatchObject({ repository_selection: "selected", permissions: { contents: "read" } });
  const wide = await ask(github, appJwt(app), "POST", path, { permissions: { contents: "write" } });
  expect(wide.status).toBe(422);
});

test("a suspended installation is refused, a removed one is nobody", async () => {
  shop(github);
  const hooks = await receiver();
  const { app, installation, token } = await installedApp(github, { webhookUrl: hooks.url });
  github.suspend(installation);
  const refused = await ask(github, token, "GET", "/repos/acme/shop");
  expect([refused.status, refused.body.message]).toEqual([403, "This installation has been suspended"]);
  expect((await graphql(github, token, "{ viewer { login } }")).status).toBe(403);
  expect(
    (await ask(github, appJwt(app), "GET", `/app/installations/${installation}`)).body.suspended_at,
  ).not.toBeNull();
  github.unsuspend(installation);
  expect((await ask(github, token, "GET", "/repos/acme/shop")).status).toBe(200);
  github.setInstallationPermissions(installation, { metadata: "read" });
  expect((await ask(github, token, "GET", "/repos/acme/shop/pulls")).status).toBe(403);
  github.setInstallationRepositories(installation, []);
  github.uninstall(installation);
  expect((await ask(github, token, "GET", "/repos/acme/shop")).status).toBe(401);
  expect((await ask(github, appJwt(app), "GET", "/repos/acme/shop/installation")).status).toBe(404);
  await github.webhooks.settled();
  expect(hooks.names()).toEqual([
    "installation.created",
    "installation.suspend",
    "installation.unsuspend",
    "installation.new_permissions_accepted",
    "installation_repositories.removed",
    "installation.deleted",
  ]);
  await hooks.close();
});

test("a manifest becomes an App", async () => {
  const manifest = {
    name: "Tollgate at acme",
    url: "http://127.0.0.1:8080",
    redirect_url: "http://127.0.0.1:8080/setup/callback",
    hook_attributes: { url: "http://127.0.0.1:8080/webhooks/github" },
    default_permissions: { checks: "write", pull_requests: "read" },
    default_events: ["pull_request"],
  };
  const page = await fetch(`${github.url}/organizations/acme/settings/apps/new?state=abc`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ manifest: JSON.stringify(manifest) }),
  });
  const back = new URL(page.headers.get("location") ?? "");
  expect(back.searchParams.get("state")).toBe("abc");
  const path = `/app-manifests/${back.searchParams.get("code")}/conversions`;
  const made = await ask(github, null, "POST", path);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ slug: "tollgate-at-acme", owner: { login: "acme" }, events: ["pull_request"] });
  const jwt = appJwt({ id: made.body.id, privateKeyPem: made.body.pem });
  expect((await ask(github, jwt, "GET", "/app")).body.permissions).toMatchObject({ checks: "write" });
  expect((await ask(github, null, "POST", path)).status).toBe(404);
});
