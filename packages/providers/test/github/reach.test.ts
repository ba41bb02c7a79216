import { createGitHub } from "@tollgate/providers/github/github";
import { appManifest, exchangeManifestCode } from "@tollgate/providers/github/manifest";
import { NEEDED_EVENTS, NEEDED_PERMISSIONS } from "@tollgate/providers/github/permissions";
import { inReach } from "@tollgate/providers/github/reach";
import { describe, expect, test } from "vitest";
import { closedAddress, errorOf, json, tinyServer } from "./support/tiny-server.ts";
import { forgeOn, REPOSITORY } from "./support/world.ts";

test.each([
  [[], "a/b", true],
  [["a/b"], "A/B", true],
  [["a/*"], "a/b", true],
  [["a/*"], "ab/b", false],
  [["a/b"], "a/bc", false],
] as [string[], string, boolean][])("%o reaches %s: %s", (patterns, repository, expected) => {
  expect(inReach(patterns, repository)).toBe(expected);
});

describe("repositories", () => {
  test("of all installations that live, without archived ones, as configured", async () => {
    const { github, forge, config, appId } = await forgeOn("app");
    for (let i = 0; i < 120; i++) github.createRepository(`acme/r${String(i).padStart(3, "0")}`);
    github.createRepository("acme/old");
    github.archiveRepository("acme/old");
    github.createRepository("other/one");
    github.suspend(github.install(appId ?? 0, "other").id);
    const all = await forge.repositories();
    expect(all).toHaveLength(121);
    expect(all).not.toContain("acme/old");
    const narrow = createGitHub({ ...config, repositories: ["acme/r00*", "acme/shop"] });
    expect(await narrow.repositories()).toEqual([REPOSITORY]);
    await narrow.close();
  });

  test("with a token: the names given, and all of an owner", async () => {
    const { github, config } = await forgeOn("token");
    github.createRepository("acme/two");
    github.createRepository("eve/home", { ownerType: "User" });
    const wide = createGitHub({ ...config, repositories: ["acme/*", "eve/*", "x/y"] });
    expect(await wide.repositories()).toEqual([REPOSITORY, "acme/two", "eve/home", "x/y"].sort());
    const none = createGitHub({ ...config, repositories: [] });
    expect(await none.repositories()).toEqual([]);
    await Promise.all([wide.close(), none.close()]);
  });
});

test("failed deliveries are asked for once more, those that arrived are not", async () => {
  const received: string[] = [];
  let broken = true;
  const target = await tinyServer((request, response) => {
    received.push(String(request.headers["x-github-delivery"]));
    json(response, broken ? 503 : 202, {});
  });
  const { github, forge, appId } = await forgeOn("app");
  github.setAppWebhook(appId ?? 0, { webhookUrl: target.url, webhookSecret: "s" });
  const since = new Date(Date.now() - 60_000);
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  await github.webhooks.settled();
  const lost = new Set(received);
  expect(lost.size).toBeGreaterThan(0);
  broken = false;
  github.comment(change, { by: "ada", body: "hello" });
  await github.webhooks.settled();
  received.length = 0;
  // What was sent before the address was known failed as well.
  expect(await forge.redeliverFailed(since)).toBeGreaterThanOrEqual(lost.size);
  await github.webhooks.settled();
  expect(new Set(received)).toEqual(new Set([...lost, ...received]));
  for (const guid of lost) expect(received).toContain(guid);
  received.length = 0;
  expect(await forge.redeliverFailed(since)).toBe(0);
});

test("a token keeps no log of deliveries", async () => {
  const { forge } = await forgeOn("token");
  expect(await forge.redeliverFailed(new Date(0))).toBeNull();
});

describe("inspection", () => {
  test("all is well", async () => {
    const { forge } = await forgeOn("app");
    expect((await forge.inspect()).filter((inspection) => !inspection.ok)).toEqual([]);
    expect(forge.budget().map((budget) => budget.resource)).toContain("app/core");
  });

  test("a missing permission and event, with what they are for", async () => {
    const { forge, github, installation } = await forgeOn("app");
    github.setInstallationPermissions(installation ?? 0, { metadata: "read", checks: "read" });
    const found = await forge.inspect();
    const checks = found.find((inspection) => inspection.detail.includes('"Checks: write"'));
    expect(checks).toMatchObject({ ok: false, remedy: expect.any(String) });
    expect(checks?.detail).toContain("only read");
    expect(found.find((inspection) => inspection.detail.includes('"Administration: read"'))).toMatchObject({
      ok: true,
    });
  });

  test("nobody there, a wrong key, no secret: each is said, none throws", async () => {
    const { config, github } = await forgeOn("app");
    const away = createGitHub({ ...config, apiUrl: await closedAddress(), webhookSecrets: [] });
    const found = await away.inspect();
    expect(found.find((inspection) => inspection.name === "github api")).toMatchObject({ ok: false });
    expect(found.find((inspection) => inspection.name === "github webhook")).toMatchObject({ ok: false });
    const other = github.createApp({ name: "Else" });
    const { credentials } = config;
    const wrong = createGitHub({
      ...config,
      credentials: { ...credentials, privateKey: other.privateKeyPem } as never,
    });
    const identity = (await wrong.inspect()).find((inspection) => inspection.name === "github identity");
    expect(identity).toMatchObject({ ok: false, remedy: expect.stringMatching(/private key/) });
    await Promise.all([away.close(), wrong.close()]);
  });

  test("a clock that is wrong", async () => {
    const clock = () => Date.now() - 10 * 60_000;
    const { forge } = await forgeOn("token", { config: { now: clock } });
    const found = await forge.inspect();
    expect(found.find((inspection) => inspection.name === "github clock")).toMatchObject({ ok: false });
  });
});

describe("the manifest", () => {
  test("asks for exactly what is needed", () => {
    const manifest = appManifest({
      name: "T",
      publicUrl: "https://t.example/",
      redirectUrl: "http://127.0.0.1:1/back",
    });
    expect(manifest).toMatchObject({
      public: false,
      hook_attributes: { url: "https://t.example/webhooks/github", active: true },
      redirect_url: "http://127.0.0.1:1/back",
    });
    expect(Object.keys(manifest.default_permissions as object)).toEqual(NEEDED_PERMISSIONS.map(({ key }) => key));
    expect(manifest.default_events).toEqual(NEEDED_EVENTS.map(({ name }) => name));
    for (const need of [...NEEDED_PERMISSIONS, ...NEEDED_EVENTS]) expect(need.reason).not.toBe("");
  });

  test("the code is exchanged for the App's secrets, and never shown", async () => {
    const app = { id: 5, name: "T", slug: "t", html_url: "https://x/t", pem: "PEM", webhook_secret: "w" };
    const server = await tinyServer((request, response) =>
      request.url === "/app-manifests/c0de/conversions" ? json(response, 201, app) : json(response, 404, {}),
    );
    expect(await exchangeManifestCode(server.url, "c0de")).toMatchObject({
      appId: 5,
      privateKey: "PEM",
      webhookSecret: "w",
    });
    const error = (await errorOf(exchangeManifestCode(server.url, "us3d"))) as Error;
    expect(error).toMatchObject({ kind: "not-found" });
    expect(error.message).not.toContain("us3d");
  });
});
