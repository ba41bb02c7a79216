import type { ChangeReading } from "@tollgate/core/change/reading";
import { ForgeError } from "@tollgate/providers/forge";
import { expect, test } from "vitest";
import { errorOf } from "./support/tiny-server.ts";
import { forgeOn, REPOSITORY } from "./support/world.ts";

const read = { contextNames: [] };

/** A pull request with something of everything. */
async function rich(kind: "app" | "token", more: Parameters<typeof forgeOn>[1] = {}) {
  const world = await forgeOn(kind, more);
  const { github } = world;
  const { number: issue } = github.createIssue(REPOSITORY, { title: "Wish", author: "carl" });
  const change = github.openPullRequest(REPOSITORY, {
    head: "feature/till",
    title: "Add a till",
    body: `Adds it.\r\n\r\nCloses #${issue}`,
    author: "carl",
    commits: [{ by: "carl" }, { by: "dora", committer: "web-flow" }],
  });
  github.review(change, { by: "ada", state: "APPROVED" });
  github.review(change, { by: "bob", state: "CHANGES_REQUESTED", body: "no" });
  github.review(change, { by: "mai", state: "COMMENTED", body: "hm" });
  github.comment(change, { by: "carl", body: "/tollgate status" });
  github.createCheckRun(REPOSITORY, change.headSha, { name: "build", conclusion: "failure" });
  github.createCheckRun(REPOSITORY, change.headSha, { name: "build", conclusion: "success" });
  github.createCheckRun(REPOSITORY, change.headSha, { name: "lint", status: "in_progress" });
  github.setStatus(REPOSITORY, change.headSha, { context: "ci/x", state: "failure" });
  github.setStatus(REPOSITORY, change.headSha, { context: "ci/x", state: "success" });
  github.setStatus(REPOSITORY, change.headSha, { context: "ci/y", state: "pending" });
  return { ...world, change, issue };
}

/** What may differ between two reads of one state. */
function comparable({ startedAt: _, ...reading }: ChangeReading) {
  return { ...reading, facts: { ...reading.facts, checks: { ...reading.facts.checks } } };
}

test("all of a pull request", async () => {
  const { forge, change, issue, github } = await rich("app");
  const reading = await forge.readChange(change, read);
  expect(reading).toMatchObject({
    number: change.number,
    lifecycle: "open",
    headSha: change.headSha,
    headRepository: REPOSITORY,
    baseRef: "main",
    baseSha: github.branchSha(REPOSITORY, "main"),
    commitPeople: { known: true, value: ["carl", "dora"] },
    authorRole: { known: true, value: "viewer" },
    siblings: { known: true, value: [{ number: change.number, lifecycle: "open" }] },
    mergeGroup: null,
  });
  const { facts } = reading;
  expect(facts).toMatchObject({
    title: { known: true, value: "Add a till" },
    author: { known: true, value: { login: "carl", kind: "user" } },
    draft: { known: true, value: false },
    headRef: { known: true, value: "feature/till" },
    linkedItems: { known: true, value: [{ reference: `#${issue}` }] },
    requiredChecks: { known: true, value: [{ name: "build", appId: null }] },
    lastPusher: { known: true, value: "carl" },
    reviews: {
      known: true,
      value: [
        { author: { login: "ada" }, state: "APPROVED", canPush: true, commit: change.headSha },
        { author: { login: "bob" }, state: "CHANGES_REQUESTED", canPush: false },
        { author: { login: "mai" }, state: "COMMENTED", canPush: null },
      ],
    },
  });
  expect(
    facts.checks.known && facts.checks.value.map((c) => `${c.kind} ${c.name} ${c.status} ${c.conclusion}`),
  ).toEqual([
    "check_run build completed success",
    "check_run lint in_progress null",
    "status ci/x completed success",
    "status ci/y in_progress null",
  ]);
  expect(reading.comments).toMatchObject({ known: true, value: [{ body: "/tollgate status", ours: false }] });
});

test.each([
  ["is not there", { kind: "status", status: 404 } as const],
  ["is not offered", { kind: "status", status: 501 } as const],
  ["has a bad day", { kind: "status", status: 502 } as const],
  ["answers without data", { kind: "status", status: 200, body: { errors: [{ message: "no such field" }] } } as const],
])("REST tells the same where GraphQL %s", async (_, fault) => {
  const { forge, change, github } = await rich("token");
  const before = await forge.readChange(change, read);
  github.faults.add({ ...fault, match: { graphql: true } });
  const after = await forge.readChange(change, read);
  expect(comparable(after)).toEqual({
    ...comparable(before),
    facts: {
      ...before.facts,
      // REST does not tell conversations.
      threads: { known: false, reason: expect.any(String) },
      // A link that the description makes is known without its address.
      linkedItems: {
        known: true,
        value: [{ reference: before.facts.linkedItems.known && before.facts.linkedItems.value[0]?.reference }],
      },
    },
  });
});

test("GraphQL that is not there is not asked for every read", async () => {
  const { forge, change, github } = await rich("token");
  const fault = github.faults.add({ kind: "status", status: 404, match: { graphql: true } });
  for (let i = 0; i < 3; i++) await forge.readChange(change, read);
  expect(fault.hits).toBe(1);
});

test("one field that GraphQL refuses is read by REST", async () => {
  const { forge, change, github } = await rich("token");
  const before = await forge.readChange(change, read);
  const real = { ...(await graphqlAnswer(github.url, change.number, github.createToken("tollgate"))) };
  const pull = real.data.repository.pullRequest;
  pull.headCommit.nodes[0].commit.statusCheckRollup = null;
  const body = {
    data: real.data,
    errors: [
      {
        type: "FORBIDDEN",
        path: ["repository", "pullRequest", "headCommit", "nodes", 0, "commit", "statusCheckRollup"],
        message: "Resource not accessible by personal access token",
      },
    ],
  };
  github.faults.add({ kind: "status", status: 200, body, match: { query: /TollgateChange/ } });
  expect(comparable(await forge.readChange(change, read))).toEqual(comparable(before));
});

async function graphqlAnswer(url: string, number: number, token: string) {
  const { CHANGE_QUERY } = await import("@tollgate/providers/github/query");
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "user-agent": "a test" },
    body: JSON.stringify({ query: CHANGE_QUERY, variables: { owner: "acme", name: "shop", number } }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer to be changed
  return (await response.json()) as any;
}

test("lists of more than one page are whole, by either API", async () => {
  const { forge, github } = await forgeOn("token");
  const commits = Array.from({ length: 120 }, (_, i) => ({ by: `p${i % 3}`, message: `c${i}` }));
  const change = github.openPullRequest(REPOSITORY, { head: "big", author: "carl", commits });
  for (let i = 0; i < 130; i++) {
    github.comment(change, { by: "carl", body: `comment ${i}` });
    github.review(change, { by: "mai", state: "COMMENTED", body: `${i}` });
    github.createCheckRun(REPOSITORY, change.headSha, { name: `check ${i}`, conclusion: "success" });
  }
  const byGraphql = await forge.readChange(change, read);
  expect(byGraphql.comments.known && byGraphql.comments.value.length).toBe(130);
  expect(byGraphql.facts.reviews.known && byGraphql.facts.reviews.value.length).toBe(130);
  expect(byGraphql.facts.checks.known && byGraphql.facts.checks.value.length).toBe(130);
  expect(byGraphql.commitPeople).toEqual({ known: true, value: ["p0", "p1", "p2"] });
  github.faults.add({ kind: "status", status: 404, match: { graphql: true } });
  const byRest = await forge.readChange(change, read);
  expect(byRest.seen).toEqual(byGraphql.seen);
  expect(byRest.commitPeople).toEqual(byGraphql.commitPeople);
});

test("checks of one name: a newer run of the same workflow replaces an older one, another workflow's does not", async () => {
  const { forge, github } = await forgeOn("app");
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  const build = (workflow: { name: string; event: string; again?: boolean }, conclusion: string) =>
    github.createCheckRun(REPOSITORY, change.headSha, { name: "build", workflow, conclusion });
  const found = async () => {
    const { checks } = (await forge.readChange(change, read)).facts;
    return checks.known && checks.value.map(({ conclusion }) => conclusion).sort();
  };
  const before = github.requests.length;
  build({ name: "ci", event: "pull_request" }, "failure");
  expect(await found()).toEqual(["failure"]);
  expect(github.requests.slice(before).some(({ path }) => path.endsWith("/actions/runs"))).toBe(false);
  build({ name: "docs", event: "pull_request" }, "success");
  expect(await found()).toEqual(["failure", "success"]);
  build({ name: "ci", event: "push" }, "success");
  expect(await found()).toEqual(["failure", "success", "success"]);
  build({ name: "ci", event: "pull_request", again: true }, "success");
  expect(await found()).toEqual(["success", "success", "success"]);
  github.faults.add({ kind: "status", status: 404, match: { graphql: true } });
  expect(await found()).toEqual(["success", "success", "success"]);
  // Who may not see the runs cannot tell which of them one has replaced.
  const body = { message: "Resource not accessible by integration" };
  github.faults.add({ kind: "status", status: 403, body, match: { path: /\/actions\/runs/ } });
  expect(await found()).toEqual(["failure", "success", "success", "success"]);
});

test("a fork: who pushed is unknown, and its siblings in the fork are not ours", async () => {
  const { forge, github } = await forgeOn("app");
  const change = github.openPullRequest(REPOSITORY, { head: "main", fork: "carl/shop", author: "carl" });
  const reading = await forge.readChange(change, read);
  expect(reading.headRepository).toBe("carl/shop");
  expect(reading.facts.lastPusher).toMatchObject({ known: false });
  expect(reading.siblings).toMatchObject({ known: true, value: [{ number: change.number }] });
});

test("required checks are those of rulesets and of classic protection together", async () => {
  const { forge, github } = await forgeOn("app");
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  github.protectBranch(REPOSITORY, "main", {
    classic: true,
    requiredChecks: ["old", { context: "bound", appId: 15368 }],
  });
  const { facts } = await forge.readChange(change, read);
  expect(
    facts.requiredChecks.known && facts.requiredChecks.value.toSorted((a, b) => a.name.localeCompare(b.name)),
  ).toEqual([
    { name: "bound", appId: 15368 },
    { name: "build", appId: null },
    { name: "old", appId: null },
  ]);
  github.unprotect(REPOSITORY, "main");
  expect((await forge.readChange(change, read)).facts.requiredChecks).toEqual({ known: true, value: [] });
});

test("a missing permission makes a fact unknown, with its name", async () => {
  const permissions = { metadata: "read", contents: "read", pull_requests: "write", issues: "read" } as const;
  const { forge, github } = await forgeOn("app", { permissions });
  // What is public anybody may read.
  github.createRepository("acme/secret", { private: true, permissions: { ada: "write" } });
  const change = github.openPullRequest("acme/secret", { head: "x", author: "ada" });
  github.setStatus("acme/secret", change.headSha, { context: "ci/x", state: "success" });
  const { facts } = await forge.readChange(change, read);
  expect(facts.title.known).toBe(true);
  expect(facts.checks).toMatchObject({
    known: false,
    permission: expect.stringMatching(/^(Checks|Commit statuses): read$/),
  });
});

test("a merge queue's commit, with the changes that are ahead", async () => {
  const { forge, github } = await forgeOn("app");
  github.protectBranch(REPOSITORY, "main", { mergeQueue: true });
  const first = github.openPullRequest(REPOSITORY, { head: "a", author: "carl" });
  const second = github.openPullRequest(REPOSITORY, { head: "b", author: "carl" });
  expect((await forge.readChange(second, read)).mergeGroup).toBeNull();
  github.enqueue(first);
  const { headSha } = github.enqueue(second);
  const reading = await forge.readChange(second, read);
  expect(reading.mergeGroup).toEqual({ headSha, baseRef: "main", members: [first.number, second.number] });
  expect(reading.seen).toHaveProperty(`group:${headSha}`);
});

test("a suspended or removed installation is unauthorized, and heals by itself", async () => {
  const { forge, github, installation } = await forgeOn("app");
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  await forge.readChange(change, read);
  github.suspend(installation ?? 0);
  const error = (await errorOf(forge.readChange(change, read))) as ForgeError;
  expect(error).toBeInstanceOf(ForgeError);
  expect(error).toMatchObject({ kind: "unauthorized", remedy: expect.stringMatching(/suspen/i) });
  expect(await forge.repositories()).toEqual([]);
  github.unsuspend(installation ?? 0);
  await forge.readChange(change, read);
  github.uninstall(installation ?? 0);
  expect(await errorOf(forge.readChange(change, read))).toMatchObject({ kind: "unauthorized" });
});

test("installation tokens are shared, renewed before their end, and at once after a refusal", async () => {
  let now = Date.now();
  const clock = () => now;
  const { forge, github } = await forgeOn("app", { options: { clock }, config: { now: clock } });
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  const issued = () => github.requests.filter(({ path }) => path.endsWith("/access_tokens")).length;
  await Promise.all(Array.from({ length: 10 }, () => forge.readChange(change, read)));
  expect(issued()).toBe(1);
  now += 54 * 60_000;
  await forge.readChange(change, read);
  expect(issued()).toBe(1);
  now += 2 * 60_000;
  await forge.readChange(change, read);
  expect(issued()).toBe(2);
  github.faults.add({ kind: "status", status: 401, times: 1, match: { path: /\/activity/ } });
  await forge.readChange(change, read);
  expect(issued()).toBe(3);
});

test("what only this moment hides is no fact: a change without a named issue waits for GraphQL", async () => {
  let now = Date.now();
  const { forge, github } = await forgeOn("token", { config: { now: () => now } });
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  github.faults.add({ kind: "status", status: 502, match: { graphql: true } });
  expect(await errorOf(forge.readChange(change, read))).toMatchObject({ kind: "transient" });
  // Not for ever: what can be read without it has to do then.
  now += 3 * 60_000;
  expect((await forge.readChange(change, read)).facts.linkedItems).toMatchObject({ known: false });
  github.faults.clear();
  now += 60_000;
  expect((await forge.readChange(change, read)).facts.linkedItems).toEqual({ known: true, value: [] });
});

test("a server that lacks a part of the API is read by another", async () => {
  const { forge, github } = await forgeOn("app");
  const { sha } = github.writeFiles(REPOSITORY, "main", { ".qms/a/b.yml": "x: 1\n" }, { by: "ada" });
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  github.faults.add({ kind: "status", status: 404, match: { path: /\/git\/trees\/|\/commits\/[0-9a-f]+\/pulls/ } });
  expect(await forge.changesOfCommit(REPOSITORY, change.headSha)).toMatchObject([{ number: change.number }]);
  expect(await forge.readPolicy(REPOSITORY, "main")).toMatchObject({
    commit: sha,
    files: [{ path: ".qms/a/b.yml", text: "x: 1\n" }],
  });
});

test("nobody has a commit that is not there", async () => {
  const { forge } = await forgeOn("app");
  expect(await forge.changesOfCommit(REPOSITORY, "0".repeat(40))).toEqual([]);
});

test("a policy is read again only when its branch moved", async () => {
  const { forge, github } = await forgeOn("app");
  github.writeFiles(REPOSITORY, "main", { ".qms/a.yml": "x: 1\n" }, { by: "ada" });
  await forge.readPolicy(REPOSITORY, "main");
  const blobs = () => github.requests.filter(({ path }) => path.includes("/git/")).length;
  const before = blobs();
  await forge.readPolicy(REPOSITORY, "main");
  expect(blobs()).toBe(before);
  github.writeFiles(REPOSITORY, "main", { ".qms/a.yml": "x: 2\n" }, { by: "ada" });
  expect((await forge.readPolicy(REPOSITORY, "main")).files).toEqual([{ path: ".qms/a.yml", text: "x: 2\n" }]);
});

test("a policy file that nobody can read says why instead of its text, and the others are read", async () => {
  const { forge, github } = await forgeOn("app");
  const files = { ".qms/a.yml": "x".repeat(600 * 1024), ".qms/b.yml": "x: 1\n", ".qms/c.yml": "x: 2\n" };
  github.writeFiles(REPOSITORY, "main", files, { by: "ada" });
  const latin1 = { sha: "0", encoding: "base64", content: Buffer.from("x: \xfc", "latin1").toString("base64") };
  github.faults.add({ kind: "status", status: 200, body: latin1, match: { path: /\/git\/blobs\// }, times: 1 });
  const read = (await forge.readPolicy(REPOSITORY, "main")).files;
  expect(read[0]).toEqual({
    path: ".qms/a.yml",
    text: "",
    unreadable: expect.stringContaining("more than 512 KiB"),
  });
  expect(
    read
      .slice(1)
      .map(({ text, unreadable }) => unreadable ?? text)
      .sort(),
  ).toEqual(["The file is not text in UTF-8; save it as UTF-8", expect.stringMatching(/^x: [12]\n$/)]);
});

test("more policy files than anybody writes are not read, and the folder says why", async () => {
  const { forge, github } = await forgeOn("app");
  const files = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`.qms/${index}.yml`, "x: 1\n"]));
  github.writeFiles(REPOSITORY, "main", files, { by: "ada" });
  expect((await forge.readPolicy(REPOSITORY, "main")).files).toEqual([
    { path: ".qms", text: "", unreadable: expect.stringContaining("201 policy files, more than 200") },
  ]);
});
