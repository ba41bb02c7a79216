import { describe, expect, test } from "vitest";
import { forgeOn, REPOSITORY } from "./support/world.ts";

const read = { contextNames: [] };
type World = Awaited<ReturnType<typeof forgeOn>>;

const NONE = {
  approvals: 0,
  codeOwners: false,
  lastPushApproval: false,
  dismissStale: false,
  resolvedThreads: false,
  upToDate: false,
  linearHistory: false,
  signedCommits: false,
  mergeQueue: false,
};

async function factsOf({ forge }: World, change: { repository: string; number: number }) {
  return (await forge.readChange(change, read)).facts;
}

describe.each(["GraphQL", "REST alone"])("whether it can be merged, by %s", (by) => {
  async function world(more: Parameters<typeof forgeOn>[1] = {}) {
    const found = await forgeOn("app", more);
    if (by === "REST alone") found.github.faults.add({ kind: "status", status: 404, match: { graphql: true } });
    found.github.writeFiles(REPOSITORY, "main", { "a.txt": "one\n" }, { by: "ada" });
    const change = found.github.openPullRequest(REPOSITORY, { head: "x", author: "carl", files: { "a.txt": "two\n" } });
    return { ...found, change };
  }

  test("clean, then behind, then in conflict", async () => {
    const { github, change, ...found } = await world();
    const state = async () => (await factsOf({ github, ...found }, change)).mergeability;
    expect(await state()).toEqual({ known: true, value: { state: "clean", behind: false } });
    github.writeFiles(REPOSITORY, "main", { "b.txt": "b\n" }, { by: "ada" });
    expect(await state()).toEqual({ known: true, value: { state: "clean", behind: true } });
    github.writeFiles(REPOSITORY, "main", { "a.txt": "three\n" }, { by: "ada" });
    expect(await state()).toEqual({ known: true, value: { state: "conflicting", behind: true } });
  });

  test("what GitHub has not found out is computing for a while, and then it is said not to tell", async () => {
    let now = Date.now();
    const { github, change, ...found } = await world({ config: { now: () => now } });
    const state = async () => (await factsOf({ github, ...found }, change)).mergeability;
    github.setMergeable(change, "unknown");
    // A head that has all of its base conflicts with nothing.
    expect(await state()).toMatchObject({ value: { state: "clean", behind: false } });
    github.writeFiles(REPOSITORY, "main", { "b.txt": "b\n" }, { by: "ada" });
    expect(await state()).toMatchObject({ value: { state: "computing", behind: true } });
    now += 6_000;
    expect(await state()).toMatchObject({ value: { state: "untold" } });
    github.setMergeable(change, false);
    expect(await state()).toMatchObject({ value: { state: "conflicting" } });
    // Neither commit moved: what was found out still holds.
    github.setMergeable(change, "unknown");
    expect(await state()).toMatchObject({ value: { state: "conflicting" } });
    github.push(change, { by: "carl" });
    expect(await state()).toMatchObject({ value: { state: "computing" } });
  });

  test("where commits cannot be compared, only what GitHub says by itself is known", async () => {
    const { github, change, ...found } = await world();
    github.faults.add({ kind: "status", status: 404, match: { path: /\/compare\// } });
    expect((await factsOf({ github, ...found }, change)).mergeability).toMatchObject({ value: { behind: null } });
    github.protectBranch(REPOSITORY, "main", { strict: true, requiredChecks: [] });
    github.writeFiles(REPOSITORY, "main", { "b.txt": "b\n" }, { by: "ada" });
    expect((await factsOf({ github, ...found }, change)).mergeability).toMatchObject({ value: { behind: true } });
  });
});

describe("conversations", () => {
  test("resolved and open ones, of all pages, and a read shows what the webhook tells", async () => {
    const { forge, github } = await forgeOn("app");
    const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    const { id } = github.startThread(change, { by: "ada", path: "src/größe.ts", line: 4 });
    github.startThread(change, { by: "bob", path: "README.md", line: null });
    github.resolveThread(id);
    const { facts, seen } = await forge.readChange(change, read);
    expect(facts.threads).toMatchObject({
      known: true,
      value: [
        { path: "src/größe.ts", line: 4, author: "ada", resolved: true, url: expect.stringContaining("#discussion_r") },
        { path: "README.md", line: null, author: "bob", resolved: false },
      ],
    });
    const told = github.deliveries.find(({ event }) => event === "pull_request_review_thread");
    const { changes } = forge.webhooks.translate("pull_request_review_thread", Buffer.from(told?.body ?? "{}"));
    expect(changes).toMatchObject([{ number: change.number, hint: { closing: "no", facts: ["threads"] } }]);
    const { object = "", version } = changes[0]?.hint ?? {};
    expect(seen[object]).toEqual(version);
    for (let i = 0; i < 120; i++) github.startThread(change, { by: "ada", path: "a.ts", line: i + 1 });
    const all = (await forge.readChange(change, read)).facts.threads;
    expect(all.known && all.value.length).toBe(122);
  });

  test("are unknown without GraphQL, with the reason", async () => {
    const { forge, github } = await forgeOn("app");
    const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    github.faults.add({ kind: "status", status: 404, match: { graphql: true } });
    expect((await forge.readChange(change, read)).facts.threads).toMatchObject({
      known: false,
      reason: expect.stringContaining("GraphQL"),
    });
  });
});

describe("what the base branch demands", () => {
  test("rulesets and classic protection add up", async () => {
    const found = await forgeOn("app");
    const { github } = found;
    const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    expect((await factsOf(found, change)).branchRules).toEqual({ known: true, value: NONE });
    github.protectBranch(REPOSITORY, "main", {
      approvals: 1,
      codeOwners: true,
      resolvedThreads: true,
      linearHistory: true,
      mergeQueue: true,
    });
    const ruleset = {
      ...NONE,
      approvals: 1,
      codeOwners: true,
      resolvedThreads: true,
      linearHistory: true,
      mergeQueue: true,
    };
    expect((await factsOf(found, change)).branchRules).toEqual({ known: true, value: ruleset });
    github.protectBranch(REPOSITORY, "main", {
      classic: true,
      approvals: 2,
      dismissStale: true,
      lastPushApproval: true,
      signedCommits: true,
      strict: true,
      requiredChecks: ["build"],
    });
    expect((await factsOf(found, change)).branchRules).toEqual({
      known: true,
      value: {
        ...ruleset,
        approvals: 2,
        dismissStale: true,
        lastPushApproval: true,
        signedCommits: true,
        upToDate: true,
      },
    });
  });

  test("classic protection that may not be read makes them unknown, with the permission; a ruleset needs none", async () => {
    const permissions = {
      metadata: "read",
      contents: "read",
      pull_requests: "write",
      checks: "write",
      statuses: "read",
    } as const;
    const found = await forgeOn("app", { permissions });
    const { github } = found;
    const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    github.protectBranch(REPOSITORY, "main", { approvals: 3 });
    expect((await factsOf(found, change)).branchRules).toMatchObject({ known: true, value: { approvals: 3 } });
    github.protectBranch(REPOSITORY, "main", { classic: true, approvals: 1 });
    expect((await factsOf(found, change)).branchRules).toMatchObject({
      known: false,
      permission: "Administration: read",
    });
  });

  test("rules that cannot be read are not no rules", async () => {
    const found = await forgeOn("app");
    const change = found.github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    found.github.faults.add({
      kind: "status",
      status: 403,
      body: { message: "no" },
      match: { path: /rules\/branches/ },
    });
    expect((await factsOf(found, change)).branchRules).toMatchObject({ known: false, permission: "Metadata: read" });
  });
});

test("a second read of a change to which nothing happened costs one query, besides requests that cost nothing", async () => {
  const { forge, github } = await forgeOn("app");
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  github.protectBranch(REPOSITORY, "main", { classic: true, approvals: 1 });
  github.createCheckRun(REPOSITORY, change.headSha, { name: "build", conclusion: "success" });
  await forge.readChange(change, read);
  const from = github.requests.length;
  await forge.readChange(change, read);
  const paid = github.requests.slice(from).filter(({ status }) => status !== 304);
  expect(paid.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /graphql"]);
});
