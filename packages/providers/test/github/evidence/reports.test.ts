import { expect, test } from "vitest";
import { errorOf, json, tinyServer } from "../support/tiny-server.ts";
import { REPOSITORY } from "../support/world.ts";
import { changeOn } from "./support.ts";

const SECRET_URL = { match: { path: /\/zip$/ } };

test("what CI uploaded for a commit, newest first, and nothing of other commits", async () => {
  let now = Date.now();
  const { evidence, at, github } = await changeOn({}, { options: { clock: () => (now += 1_000) } });
  const first = github.uploadArtifact(REPOSITORY, at().headSha, { name: "coverage", files: { "lcov.info": "TN:\n" } });
  github.uploadArtifact(REPOSITORY, at().baseSha, { name: "coverage", files: {} });
  const second = github.uploadArtifact(REPOSITORY, at().headSha, { name: "тесты", workflow: "other", files: {} });
  const gone = github.uploadArtifact(REPOSITORY, at().headSha, { name: "old", files: {} });
  github.expireArtifact(gone.id);
  expect(await evidence.artifacts(REPOSITORY, at().headSha)).toMatchObject([
    { id: String(second.id), run: String(second.runId), name: "тесты", headSha: at().headSha },
    { id: String(first.id), run: String(first.runId), name: "coverage", headSha: at().headSha },
  ]);
  expect(await errorOf(evidence.download(REPOSITORY, String(gone.id), 1_000))).toMatchObject({ kind: "not-found" });
});

test("while nothing new is uploaded the list costs nothing, and runs that are over are not asked again", async () => {
  const { evidence, at, github, cost } = await changeOn();
  github.uploadArtifact(REPOSITORY, at().headSha, { name: "a", files: { "a.txt": "a" } });
  const list = () => evidence.artifacts(REPOSITORY, at().headSha);
  expect(await cost(list)).toEqual({ paid: 2, free: 0 });
  expect(await cost(list)).toEqual({ paid: 0, free: 2 });
  github.completeRun(REPOSITORY, at().headSha);
  await list();
  expect(await cost(list)).toEqual({ paid: 0, free: 1 });
  for (let i = 0; i < 120; i++) github.uploadArtifact(REPOSITORY, at().headSha, { name: `b${i}`, workflow: "big" });
  expect(await list()).toHaveLength(121);
});

test("a download comes from another host, which never sees the token", async () => {
  const { evidence, at, github } = await changeOn();
  const { id } = github.uploadArtifact(REPOSITORY, at().headSha, { name: "a", zip: Buffer.from("PK, a file") });
  expect(Buffer.from(await evidence.download(REPOSITORY, String(id), 1_000)).toString()).toBe("PK, a file");
  expect(github.storageRequests).toHaveLength(1);
  expect(github.storageRequests[0]?.headers).not.toHaveProperty("authorization");
});

test("a file larger than wanted is given up while it is read, whatever length was told", async () => {
  const { evidence, at, github } = await changeOn();
  const { id } = github.uploadArtifact(REPOSITORY, at().headSha, { name: "a", zip: Buffer.alloc(5_000) });
  expect(await errorOf(evidence.download(REPOSITORY, String(id), 4_999))).toMatchObject({ kind: "invalid" });
  expect(await evidence.download(REPOSITORY, String(id), 5_000)).toHaveLength(5_000);
  const endless = await tinyServer((_, response) => {
    response.writeHead(200, { "content-type": "application/zip" });
    const more = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
    response.on("close", () => clearInterval(more));
  });
  github.faults.add({ kind: "status", status: 302, headers: { location: `${endless.url}/x.zip` }, ...SECRET_URL });
  expect(await errorOf(evidence.download(REPOSITORY, String(id), 300_000))).toMatchObject({ kind: "invalid" });
});

test("the host that keeps files refusing an address is a moment's trouble; the file being gone is not", async () => {
  const { evidence, at, github } = await changeOn();
  const { id } = github.uploadArtifact(REPOSITORY, at().headSha, { name: "a", files: {} });
  const storage = await tinyServer((_, response) => json(response, 403, { message: "signature expired" }));
  github.faults.add({ kind: "status", status: 302, headers: { location: `${storage.url}/x` }, ...SECRET_URL });
  expect(await errorOf(evidence.download(REPOSITORY, String(id), 1_000))).toMatchObject({ kind: "transient" });
  storage.handle = (_, response) => json(response, 404, {});
  expect(await errorOf(evidence.download(REPOSITORY, String(id), 1_000))).toMatchObject({ kind: "not-found" });
});

test("only a file may come from elsewhere: other redirects to another host are not followed", async () => {
  const { evidence, at, github } = await changeOn();
  const elsewhere = await tinyServer((_, response) => json(response, 200, { workflow_runs: [] }));
  const headers = { location: `${elsewhere.url}/runs` };
  github.faults.add({ kind: "status", status: 302, headers, match: { path: /actions\/runs/ } });
  await errorOf(evidence.artifacts(REPOSITORY, at().headSha));
  expect(elsewhere.seen).toEqual([]);
});

test("alerts that the change brings: those of its base, fixed and dismissed ones are left out", async () => {
  const { evidence, at, github, change } = await changeOn();
  const alert = { path: "src/a.ts", line: 4 };
  github.raiseAlert(REPOSITORY, { ...alert, on: "refs/heads/main", rule: "js/old" });
  github.raiseAlert(REPOSITORY, { ...alert, on: change, rule: "js/old" });
  github.raiseAlert(REPOSITORY, { ...alert, on: change, rule: "js/xss", securitySeverity: "critical" });
  github.raiseAlert(REPOSITORY, { ...alert, on: `refs/pull/${change.number}/head`, rule: "js/note", severity: "note" });
  const fixed = github.raiseAlert(REPOSITORY, { ...alert, on: change, rule: "js/fixed" });
  github.fixAlert(REPOSITORY, fixed.number, change);
  const dismissed = github.raiseAlert(REPOSITORY, { ...alert, on: change, rule: "js/dismissed" });
  github.dismissAlert(REPOSITORY, dismissed.number, { by: "ada" });
  const found = await evidence.codeScanning(at());
  expect(found.enabled).toBe(true);
  expect(found.alerts).toMatchObject([
    { tool: "CodeQL", rule: "js/xss", severity: "critical", path: "src/a.ts", line: 4 },
    { rule: "js/note", severity: "low" },
  ]);
  for (let i = 0; i < 120; i++) github.raiseAlert(REPOSITORY, { path: `f${i}.ts`, on: change, rule: "js/many" });
  expect((await evidence.codeScanning(at())).alerts).toHaveLength(122);
});

test("a change counts as scanned once a scan of its head, or of a merge of it, has come in", async () => {
  const { evidence, at, github, change, cost } = await changeOn();
  const scanned = async () => (await evidence.codeScanning(at())).scanned;
  github.scan(REPOSITORY, { on: "refs/heads/main" });
  expect(await scanned()).toBe(false);
  github.scan(REPOSITORY, { on: change });
  expect(await scanned()).toBe(true);
  expect(await cost(scanned)).toEqual({ paid: 0, free: 4 });
  github.writeFiles(REPOSITORY, "main", { "other.md": "x" }, { by: "ada" });
  expect(await scanned()).toBe(true);
  github.push(change, { by: "carl", files: { "src/new.ts": "x" } });
  expect(await scanned()).toBe(false);
  github.scan(REPOSITORY, { on: `refs/pull/${change.number}/head` });
  expect(await scanned()).toBe(true);
});

test.each([
  ["failed", [{ commit_sha: "HEAD", error: "the SARIF file is too large" }]],
  ["is of a merge that is gone", [{ commit_sha: "0".repeat(40), error: "" }]],
])("a scan that %s is none", async (_, analyses) => {
  const { evidence, at, github, change } = await changeOn();
  github.scan(REPOSITORY, { on: change });
  const body = JSON.parse(JSON.stringify(analyses).replace("HEAD", at().headSha));
  github.faults.add({ kind: "status", status: 200, body, match: { path: /code-scanning\/analyses/ } });
  expect(await evidence.codeScanning(at())).toEqual({ enabled: true, scanned: false, alerts: [] });
});

test.each([
  [404, "no analysis found"],
  [403, "Code Security must be enabled for this repository to use code scanning."],
])("code scanning that is off (%i) is told as such", async (status, message) => {
  const { evidence, at, github } = await changeOn();
  github.faults.add({ kind: "status", status, body: { message }, match: { path: /code-scanning/ } });
  expect(await evidence.codeScanning(at())).toEqual({ enabled: false, scanned: false, alerts: [] });
});

test.each([
  [403, "Resource not accessible by integration"],
  [404, "Not Found"],
])("alerts that may not be read (%i) are not no alerts", async (status, message) => {
  const { evidence, at, github } = await changeOn();
  github.faults.add({ kind: "status", status, body: { message }, match: { path: /code-scanning/ } });
  expect(await errorOf(evidence.codeScanning(at()))).toMatchObject({
    kind: "forbidden",
    permission: "Code scanning alerts: read",
  });
});

const DEPENDENCY = { ecosystem: "npm", manifest: "package-lock.json" } as const;
const ADVISORY = { id: "GHSA-1", severity: "moderate", summary: "It reads what it must not." } as const;

test("dependencies that come and go, with what is known against them", async () => {
  const { evidence, at, github } = await changeOn();
  github.setDependencies(REPOSITORY, at().baseSha, [
    { ...DEPENDENCY, name: "left", version: "1.0.0", license: "MIT" },
    { ...DEPENDENCY, name: "stays", version: "1.0.0" },
  ]);
  github.setDependencies(REPOSITORY, at().headSha, [
    { ...DEPENDENCY, name: "left", version: "2.0.0", license: "NOASSERTION", vulnerabilities: [ADVISORY] },
    { ...DEPENDENCY, name: "stays", version: "1.0.0" },
    { ...DEPENDENCY, name: "@acme/größe", version: "0.1.0", license: "Apache-2.0", scope: "development" },
  ]);
  expect(await evidence.dependencies(at())).toEqual([
    {
      ...DEPENDENCY,
      change: "removed",
      name: "left",
      version: "1.0.0",
      license: "MIT",
      scope: "runtime",
      vulnerabilities: [],
    },
    {
      ...DEPENDENCY,
      change: "added",
      name: "left",
      version: "2.0.0",
      license: null,
      scope: "runtime",
      vulnerabilities: [
        { id: "GHSA-1", severity: "medium", summary: ADVISORY.summary, url: "https://github.com/advisories/GHSA-1" },
      ],
    },
    {
      ...DEPENDENCY,
      change: "added",
      name: "@acme/größe",
      version: "0.1.0",
      license: "Apache-2.0",
      scope: "development",
      vulnerabilities: [],
    },
  ]);
});

test("without a dependency graph there is an error with a remedy, not an empty list", async () => {
  const { evidence, at, github } = await changeOn();
  github.setDependencyGraph(REPOSITORY, false);
  expect(await errorOf(evidence.dependencies(at()))).toMatchObject({
    kind: "invalid",
    remedy: expect.stringContaining("dependency graph"),
  });
});

test.each(["GraphQL", "REST alone"])(
  "checks that reported lately on the base, and on what was merged, by %s",
  async (by) => {
    const { evidence, at, github, cost } = await changeOn();
    if (by === "REST alone") github.faults.add({ kind: "status", status: 404, match: { graphql: true } });
    github.createCheckRun(REPOSITORY, at().baseSha, { name: "build", conclusion: "success" });
    github.setStatus(REPOSITORY, at().baseSha, { context: "ci/deploy", state: "success" });
    const merged = github.openPullRequest(REPOSITORY, { head: "before", author: "ada" });
    github.createCheckRun(REPOSITORY, merged.headSha, { name: "only on pull requests", conclusion: "failure" });
    github.merge(merged, { method: "merge" });
    const known = await evidence.knownChecks(at());
    expect(known).toEqual({
      checks: [
        { name: "build", appId: 15368 },
        { name: "ci/deploy", appId: null },
        { name: "only on pull requests", appId: 15368 },
      ],
      commits: 2,
    });
    expect(await cost(() => evidence.knownChecks(at()))).toEqual({ paid: 0, free: 0 });
  },
);

test("where nobody ever reported, nothing can be said", async () => {
  const { evidence, at } = await changeOn();
  expect(await evidence.knownChecks(at())).toEqual({ checks: [], commits: 0 });
});

test("how the author stands to the repository comes with the read of the change", async () => {
  const { evidence, at, forge, cost, change } = await changeOn({ author: "ada" });
  expect(await evidence.association(at())).toBe("member");
  await forge.readChange(change, { contextNames: [] });
  expect(await cost(() => evidence.association(at()))).toEqual({ paid: 0, free: 0 });
});

const CASES = [
  ["files", /\/files$/, "Pull requests: read"],
  ["dependencies", /dependency-graph/, "Contents: read"],
  ["artifacts", /actions\/runs/, "Actions: read"],
  ["download", /actions\/artifacts/, "Actions: read"],
] as const;

test.each(CASES)("%s without its permission: it is named", async (method, path, permission) => {
  const { evidence, at, github } = await changeOn();
  github.faults.add({ kind: "status", status: 403, body: { message: "Resource not accessible" }, match: { path } });
  const work = {
    files: () => evidence.files(at()),
    dependencies: () => evidence.dependencies(at()),
    artifacts: () => evidence.artifacts(REPOSITORY, at().headSha),
    download: () => evidence.download(REPOSITORY, "1", 1_000),
  };
  expect(await errorOf(work[method]())).toMatchObject({ kind: "forbidden", permission });
});

test.each(["files", "codeOwners", "codeScanning", "dependencies", "knownChecks"] as const)(
  "a bad moment of GitHub's is one for %s as well",
  async (method) => {
    const { evidence, at, github } = await changeOn();
    github.faults.add({ kind: "status", status: 502 });
    expect(await errorOf(evidence[method](at(), ["a"]))).toMatchObject({ kind: "transient" });
  },
);
