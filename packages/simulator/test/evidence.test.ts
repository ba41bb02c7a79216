import { afterEach, beforeEach, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { Oracle } from "../src/oracle.ts";
import { ask, graphql, installedApp, shop } from "./support.ts";

const R = "/repos/acme/shop";
const PERMISSIONS = {
  actions: "read",
  checks: "write",
  contents: "read",
  pull_requests: "read",
  security_events: "read",
} as const;

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub({ oracle: true });
});
afterEach(() => github.close());

test("evidence has the shape of GitHub's OpenAPI document", async () => {
  const pull = shop(github);
  github.raiseAlert("acme/shop", { on: pull, rule: "js/xss", path: "a.ts", securitySeverity: "high" });
  const dependency = { ecosystem: "npm", name: "left", version: "1.0.0", manifest: "package.json" };
  const vulnerabilities = [{ id: "GHSA-1", severity: "high", summary: "bad" }] as const;
  github.setDependencies("acme/shop", pull.headSha, [{ ...dependency, vulnerabilities }]);
  const { runId } = github.uploadArtifact("acme/shop", pull.headSha, { name: "r", files: { "a.txt": "a" } });
  const { token } = await installedApp(github, { permissions: PERMISSIONS });
  const oracle = await Oracle.load();
  for (const path of [
    `${R}/code-scanning/alerts?state=open&ref=${encodeURIComponent(`refs/pull/${pull.number}/merge`)}`,
    `${R}/code-scanning/analyses?ref=${encodeURIComponent(`refs/pull/${pull.number}/merge`)}`,
    `${R}/dependency-graph/compare/main...${pull.headSha}`,
    `${R}/actions/runs?head_sha=${pull.headSha}`,
    `${R}/actions/runs/${runId}/artifacts`,
  ]) {
    const { status, body } = await ask(github, token, "GET", path);
    expect.soft(status, path).toBe(200);
    const list = Array.isArray(body) ? body : (body.artifacts ?? body.workflow_runs);
    expect(list, path).toHaveLength(1);
    expect(oracle.response({ method: "GET", path: path.split("?")[0] ?? path }, status, body), path).toEqual([]);
  }
  expect(github.violations).toEqual([]);
});

test("each needs its permission", async () => {
  const pull = shop(github);
  github.createRepository("acme/secret", { private: true });
  const { id } = github.uploadArtifact("acme/shop", pull.headSha, { name: "r" });
  const { token } = await installedApp(github, { permissions: { pull_requests: "read" } });
  for (const path of [
    "/code-scanning/alerts",
    "/code-scanning/analyses",
    "/actions/runs",
    `/actions/artifacts/${id}/zip`,
  ]) {
    expect((await ask(github, token, "GET", R + path)).status, path).toBe(403);
  }
});

test("an artifact's file is on another host, for whoever has its address, and refuses a credential", async () => {
  const pull = shop(github);
  const { id } = github.uploadArtifact("acme/shop", pull.headSha, { name: "r", files: { "a.txt": "a" } });
  const { token } = await installedApp(github, { permissions: PERMISSIONS });
  const { status, headers } = await ask(github, token, "GET", `${R}/actions/artifacts/${id}/zip`);
  const address = headers.get("location") ?? "";
  expect(status).toBe(302);
  expect(new URL(address).origin).not.toBe(new URL(github.url).origin);
  const file = await fetch(address);
  expect(Buffer.from(await file.arrayBuffer()).subarray(0, 4)).toEqual(Buffer.from("PK\x03\x04"));
  expect((await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status).toBe(400);
  expect((await fetch(`${new URL(address).origin}/artifacts/guessed.zip`)).status).toBe(404);
});

test("conversations are told, and may be resolved and opened again", async () => {
  const pull = shop(github);
  github.addWebhook("acme/shop", "http://127.0.0.1:9/none");
  const { id } = github.startThread(pull, { by: "ada", path: "src/a.ts", line: 3 });
  github.resolveThread(id, { by: "bob" });
  const query = `query($n: Int!) { repository(owner: "acme", name: "shop") { pullRequest(number: $n) {
    reviewThreads(first: 10) { nodes { isResolved resolvedBy { login } path line } } } } }`;
  const token = github.createToken("ada");
  const threads = async () =>
    (await graphql(github, token, query, { n: pull.number })).body.data.repository.pullRequest.reviewThreads.nodes;
  expect(await threads()).toEqual([{ isResolved: true, resolvedBy: { login: "bob" }, path: "src/a.ts", line: 3 }]);
  github.unresolveThread(id);
  expect(await threads()).toMatchObject([{ isResolved: false, resolvedBy: null }]);
  const told = github.deliveries.filter(({ event }) => event.startsWith("pull_request_review"));
  expect(told.map(({ event, action }) => `${event} ${action}`)).toEqual([
    "pull_request_review submitted",
    "pull_request_review_comment created",
    "pull_request_review_thread resolved",
    "pull_request_review_thread unresolved",
  ]);
});

test("an alert is told with the ref it stands on; one that somebody dismisses names none", () => {
  const pull = shop(github);
  github.addWebhook("acme/shop", "http://127.0.0.1:9/none");
  const { number } = github.raiseAlert("acme/shop", { on: pull, rule: "js/xss", path: "a.ts" });
  github.raiseAlert("acme/shop", { on: "refs/heads/main", rule: "js/xss", path: "a.ts" });
  github.fixAlert("acme/shop", number, pull);
  github.dismissAlert("acme/shop", number, { by: "ada" });
  const told = github.deliveries
    .filter(({ event }) => event === "code_scanning_alert")
    .map(({ body }) => JSON.parse(body) as { action: string; ref: string });
  expect(told.map(({ action, ref }) => `${action} ${ref}`)).toEqual([
    `created refs/pull/${pull.number}/merge`,
    "appeared_in_branch refs/heads/main",
    `fixed refs/pull/${pull.number}/merge`,
    "closed_by_user ",
  ]);
});
