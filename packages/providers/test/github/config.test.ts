import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ForgeError } from "@tollgate/providers/forge";
import { type GitHubConfig, GitHubConfigError, gitHubConfigFrom } from "@tollgate/providers/github/config";
import { createGitHub } from "@tollgate/providers/github/github";
import { describe, expect, onTestFinished, test } from "vitest";
import { errorOf, json, tinyServer } from "./support/tiny-server.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});

function problemsOf(env: Record<string, string>): GitHubConfigError {
  try {
    gitHubConfigFrom(env);
  } catch (error) {
    expect(error).toBeInstanceOf(GitHubConfigError);
    return error as GitHubConfigError;
  }
  throw new Error("it was to fail");
}

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "tollgate-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "secret"), text);
  return join(folder, "secret");
}

describe("addresses", () => {
  test.each([
    [{}, "https://api.github.com", "https://api.github.com/graphql"],
    [
      { GITHUB_API_URL: "https://ghe.example/api/v3/" },
      "https://ghe.example/api/v3",
      "https://ghe.example/api/graphql",
    ],
    [{ GITHUB_API_URL: "http://127.0.0.1:99" }, "http://127.0.0.1:99", "http://127.0.0.1:99/graphql"],
    [{ GITHUB_API_URL: "http://[::1]:99/x" }, "http://[::1]:99/x", "http://[::1]:99/x/graphql"],
    [
      { GITHUB_API_URL: "https://a.example", GITHUB_GRAPHQL_URL: "https://b.example/q" },
      "https://a.example",
      "https://b.example/q",
    ],
  ])("%o", (env, apiUrl, graphqlUrl) => {
    expect(gitHubConfigFrom({ GITHUB_TOKEN: "t", ...env })).toMatchObject({ apiUrl, graphqlUrl });
  });

  test.each([
    "http://ghe.example",
    "ftp://x.example",
    "nonsense",
    "https://u:p4ss@x.example",
    "https://x.example/?a=b",
  ])("%s is refused", (url) => {
    const error = problemsOf({ GITHUB_TOKEN: "t", GITHUB_API_URL: url });
    expect(error.message).toContain("GITHUB_API_URL");
    expect(error.remedy).not.toBe("");
    expect(error.message + error.remedy).not.toContain("p4ss");
  });
});

describe("credentials", () => {
  test("a token, from a file too", () => {
    expect(gitHubConfigFrom({ GITHUB_TOKEN: " t " }).credentials).toEqual({ kind: "token", token: "t" });
    expect(gitHubConfigFrom({ GITHUB_TOKEN_FILE: file("from-file\n") }).credentials).toEqual({
      kind: "token",
      token: "from-file",
    });
  });

  test("an App, its key in a file, in many lines or in one", () => {
    const expected = { kind: "app", appId: 7 };
    for (const env of [
      { GITHUB_APP_PRIVATE_KEY: privateKey },
      { GITHUB_APP_PRIVATE_KEY: privateKey.replaceAll("\n", "\\n") },
      { GITHUB_APP_PRIVATE_KEY_FILE: file(privateKey) },
    ]) {
      expect(gitHubConfigFrom({ GITHUB_APP_ID: "7", ...env }).credentials).toMatchObject(expected);
    }
  });

  test("everything wrong is said at once, and no secret with it", () => {
    const error = problemsOf({
      GITHUB_API_URL: "http://far.example",
      GITHUB_APP_ID: "seven",
      GITHUB_APP_PRIVATE_KEY: "s3cr3t",
      GITHUB_WEBHOOK_SECRET_FILE: "/not/there",
      TOLLGATE_REPOSITORIES: "acme/*, nonsense",
    });
    expect(error.problems.map((problem) => problem.message.split(/[ :]/)[0]).sort()).toEqual([
      "GITHUB_API_URL",
      "GITHUB_APP_ID",
      "GITHUB_APP_PRIVATE_KEY",
      "GITHUB_WEBHOOK_SECRET_FILE",
      "TOLLGATE_REPOSITORIES",
    ]);
    for (const { message, remedy } of error.problems) expect(message + remedy).not.toContain("s3cr3t");
  });

  test("nothing at all", () => {
    expect(problemsOf({}).remedy).toContain("setup github");
  });
});

test("secrets for webhooks, repositories, proxies", () => {
  const config = gitHubConfigFrom({
    GITHUB_TOKEN: "t",
    GITHUB_WEBHOOK_SECRET: "new",
    GITHUB_WEBHOOK_SECRET_PREVIOUS_FILE: file("old"),
    TOLLGATE_REPOSITORIES: "a/b, c/* d/e.f",
    HTTPS_PROXY: "http://proxy.example:3128",
    NO_PROXY: "x.example",
  });
  expect(config).toMatchObject({
    webhookSecrets: ["new", "old"],
    repositories: ["a/b", "c/*", "d/e.f"],
    proxy: { https: "http://proxy.example:3128", none: "x.example" },
  });
});

test("requests go by the proxy, those to this machine do not", async () => {
  const github = await tinyServer((_, response) => json(response, 200, []));
  const proxy = await tinyServer((_, response) => json(response, 200, []));
  const base: GitHubConfig = {
    apiUrl: github.url,
    graphqlUrl: `${github.url}/graphql`,
    credentials: { kind: "token", token: "t" },
    webhookSecrets: [],
    repositories: [],
    proxy: { http: proxy.url },
  };
  const local = createGitHub(base);
  await local.listOpenChanges("a/b");
  expect(github.seen).toHaveLength(1);
  expect(proxy.seen).toHaveLength(0);
  await local.close();
});

test("and by CONNECT to a GitHub elsewhere; its credentials are in no error", async () => {
  const asked: string[] = [];
  const proxy = createServer().on("connect", (request, socket) => {
    asked.push(`${request.url} ${request.headers["proxy-authorization"] === undefined ? "without" : "with"} password`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void proxy.close());
  const { port } = proxy.address() as AddressInfo;
  const config = gitHubConfigFrom({
    GITHUB_TOKEN: "t0ken",
    GITHUB_API_URL: "https://github.invalid/api/v3",
    https_proxy: `http://me:p4ss@127.0.0.1:${port}`,
  });
  const forge = createGitHub(config);
  const error = (await errorOf(forge.listOpenChanges("a/b"))) as ForgeError;
  expect(error).toMatchObject({ kind: "transient" });
  expect(`${error.message} ${error.remedy} ${error.stack}`).not.toMatch(/p4ss|t0ken/);
  expect(new Set(asked)).toEqual(new Set(["github.invalid:443 with password"]));
  await forge.close();
});
