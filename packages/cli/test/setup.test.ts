import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { finished, start, temporaryFolder, tollgate, until } from "./support/run.ts";

const folder = temporaryFolder();
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
const converted: string[] = [];
let github: Server;
let api = "";

beforeAll(async () => {
  github = createServer((request, response) => {
    const code = /^\/app-manifests\/([^/]+)\/conversions$/.exec(request.url ?? "")?.[1];
    response.setHeader("content-type", "application/json");
    if (request.method !== "POST" || code !== "good") {
      response.writeHead(404).end(JSON.stringify({ message: "Not Found" }));
      return;
    }
    converted.push(code);
    const app = { id: 4711, slug: "tollgate-acme", name: "Tollgate for acme", html_url: `${api}/apps/tollgate-acme` };
    response.writeHead(201).end(JSON.stringify({ ...app, pem: privateKey, webhook_secret: "whsec", client_id: "Iv1" }));
  });
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${(github.address() as AddressInfo).port}`;
});
afterAll(() => {
  github.close();
  rmSync(folder, { recursive: true, force: true });
});

function begin(name: string, ...more: string[]) {
  const dataDir = join(folder, name);
  const args = ["setup", "github", "--data-dir", dataDir, "--url", "https://tollgate.acme.test/", ...more];
  const child = start(args, { env: { GITHUB_API_URL: api } });
  let stderr = "";
  let stdout = "";
  child.stderr?.on("data", (part) => (stderr += part));
  child.stdout?.on("data", (part) => (stdout += part));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const output = () => ({ stdout, stderr });
  return { child, dataDir, ended, output };
}

const plain = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");

function formOf(html: string) {
  const action = new URL(plain(/<form action="([^"]*)"/.exec(html)?.[1] ?? ""));
  const manifest = JSON.parse(plain(/name="manifest" value="([^"]*)"/.exec(html)?.[1] ?? "{}"));
  return { action, manifest, state: action.searchParams.get("state") ?? "" };
}

describe("with a browser", () => {
  const running = () => begin("browser", "--organization", "acme");

  test("the App is made from exactly what is needed, stored for its owner alone, and used by the server", async () => {
    const { dataDir, ended, output } = running();
    const page = await until("the address is printed", () => /http:\/\/127\.0\.0\.1:\d+\//.exec(output().stderr)?.[0]);
    const answer = await fetch(page);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const { action, manifest, state } = formOf(await answer.text());
    expect(`${action.origin}${action.pathname}`).toBe(`${api}/organizations/acme/settings/apps/new`);
    expect(manifest).toMatchObject({
      name: "Tollgate for acme",
      public: false,
      redirect_url: `${page}created`,
      hook_attributes: { url: "https://tollgate.acme.test/webhooks/github", active: true },
      default_permissions: expect.objectContaining({ checks: "write" }),
    });

    // Somebody else's answer, an answer without a code, and a foreign name for this machine get nowhere.
    expect((await fetch(`${page}created?code=good&state=wrong`)).status).toBe(400);
    expect((await fetch(`${page}created?state=${state}`)).status).toBe(400);
    expect(await statusAs("evil.example", page)).toBe(421);
    expect(converted).toEqual([]);

    expect((await fetch(`${page}created?code=good&state=${state}`)).status).toBe(200);
    expect(await ended).toBe(0);
    const { stdout, stderr } = output();
    for (const secret of ["PRIVATE KEY", "whsec"]) expect(stdout + stderr).not.toContain(secret);
    expect(stdout).toContain(`${api}/apps/tollgate-acme/installations/new`);

    const file = join(dataDir, "github-app.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      appId: 4711,
      privateKey,
      webhookSecret: "whsec",
      apiUrl: api,
    });

    // `doctor` reads what was stored: the configuration has no problem with credentials any more.
    const { checks } = JSON.parse(
      (await tollgate(["doctor", "--port", "0", "--format", "json", "--data-dir", dataDir])).stdout,
    );
    expect(checks.find((check: { name: string }) => check.name === "configuration")).toMatchObject({ status: "ok" });
  }, 60_000);

  test("an App that is stored is not replaced unasked", async () => {
    const { code, stderr } = await tollgate([
      "setup",
      "github",
      "--data-dir",
      join(folder, "browser"),
      "--url",
      "https://x.test",
    ]);
    expect(stderr).toContain("--force");
    expect(code).toBe(2);
  });

  test("a code that GitHub does not know: 3, and nothing is stored", async () => {
    const { dataDir, ended, output } = begin("refused");
    const page = await until("the address is printed", () => /http:\/\/127\.0\.0\.1:\d+\//.exec(output().stderr)?.[0]);
    const { action, state } = formOf(await (await fetch(page)).text());
    expect(action.pathname).toBe("/settings/apps/new");
    await fetch(`${page}created?code=used&state=${state}`);
    expect(await ended).toBe(3);
    expect(existsSync(join(dataDir, "github-app.json"))).toBe(false);
  });

  test("nobody comes: 3", async () => {
    const { ended, output } = begin("late", "--timeout", "1s");
    expect(await ended).toBe(3);
    expect(output().stderr).toContain("within 1s");
  });
});

describe("by hand", () => {
  test("the printed page and the pasted address do the same", async () => {
    const { child, dataDir, ended, output } = begin("manual", "--manual");
    await until("it asks", () => output().stderr.includes("> "));
    const { state, manifest } = formOf(output().stdout);
    child.stdin?.end(`${manifest.redirect_url}?code=good&state=${state}\n`);
    expect(await ended).toBe(0);
    expect(existsSync(join(dataDir, "github-app.json"))).toBe(true);
  });

  test("an address of another attempt: 2", async () => {
    const { child, ended } = begin("manual-wrong", "--manual");
    child.stdin?.end("http://127.0.0.1:9/created?code=good&state=other\n");
    expect(await ended).toBe(2);
  });

  test("no answer at all: 2", async () => {
    const args = ["setup", "github", "--manual", "--url", "https://x.test", "--data-dir", join(folder, "none")];
    expect((await finished(start(args, { env: { GITHUB_API_URL: api } }))).code).toBe(2);
  });
});

test("an App that was stored by halves is told, with what to do", async () => {
  const dataDir = join(folder, "half");
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, "github-app.json"), '{"appId": 1');
  const { code, stderr } = await tollgate(["serve", "--port", "0", "--data-dir", dataDir]);
  expect(stderr).toContain("The stored GitHub App cannot be read");
  expect(stderr).toContain("tollgate setup github");
  expect(code).toBe(2);
});

/** fetch sets the Host header itself; this one does not. */
function statusAs(host: string, page: string): Promise<number> {
  const { port } = new URL(page);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path: "/", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once("error", reject);
    request.end();
  });
}
