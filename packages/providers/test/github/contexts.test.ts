import { setTimeout as sleep } from "node:timers/promises";
import type { ContextValue, ObservedContext } from "@tollgate/providers/forge";
import { createGitHub } from "@tollgate/providers/github/github";
import { describe, expect, test } from "vitest";
import { errorOf } from "./support/tiny-server.ts";
import { forgeOn, REPOSITORY } from "./support/world.ts";

const value = (outcome: ContextValue["outcome"], more: Partial<ContextValue> = {}): ContextValue => ({
  name: "qms/overall",
  outcome,
  title: "a title",
  summary: "a summary",
  detailsUrl: null,
  shadow: false,
  ...more,
});
const signal = () => AbortSignal.timeout(20_000);

describe("as an App", () => {
  const table: [ContextValue["outcome"], boolean, object][] = [
    ["pass", false, { status: "completed", conclusion: "success", output: { title: "a title" } }],
    ["skip", false, { status: "completed", conclusion: "neutral", output: { title: "a title" } }],
    ["pending", false, { status: "in_progress", conclusion: null, output: { title: "a title" } }],
    ["fail", false, { status: "completed", conclusion: "failure", output: { title: "a title" } }],
    ["error", false, { status: "completed", conclusion: "failure", output: { title: "Error: a title" } }],
    ["fail", true, { status: "completed", conclusion: "neutral", output: { title: "Would have said fail: a title" } }],
    [
      "pending",
      true,
      { status: "completed", conclusion: "neutral", output: { title: "Would have said pending: a title" } },
    ],
  ];
  test.each(table)("%s, shadow %s", async (outcome, shadow, expected) => {
    const { forge, github, appId } = await forgeOn("app");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    await forge.ensureContext(
      REPOSITORY,
      headSha,
      value(outcome, { shadow, detailsUrl: "https://t.example/1" }),
      signal(),
    );
    expect(github.checkRunsOf(REPOSITORY, headSha)).toMatchObject([
      {
        appId,
        name: "qms/overall",
        externalId: "tollgate:qms/overall",
        detailsUrl: "https://t.example/1",
        ...expected,
      },
    ]);
  });

  test("a completed run is never sent back to in_progress: a new one takes its place", async () => {
    const { forge, github } = await forgeOn("app");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    for (const outcome of ["pass", "pending", "pending", "fail", "pass", "pending"] as const) {
      await forge.ensureContext(REPOSITORY, headSha, value(outcome), signal());
    }
    const runs = github.checkRunsOf(REPOSITORY, headSha);
    expect(runs.map((run) => run.conclusion ?? run.status)).toEqual(["success", "success", "in_progress"]);
    expect(await forge.readContexts(REPOSITORY, headSha, ["qms/overall"])).toMatchObject([
      { state: "in_progress", writer: "ours", id: String(runs.at(-1)?.id) },
    ]);
  });

  test("where GitHub keeps another state than asked for, a new run is made", async () => {
    const { forge, github } = await forgeOn("app");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    await forge.ensureContext(REPOSITORY, headSha, value("fail"), signal());
    const [run] = github.checkRunsOf(REPOSITORY, headSha);
    const answer = { id: run?.id, name: run?.name, status: "completed", conclusion: "failure" };
    github.faults.add({ kind: "status", status: 200, body: answer, times: 1, match: { method: "PATCH" } });
    await forge.ensureContext(REPOSITORY, headSha, value("pass"), signal());
    expect(github.contextsOf(REPOSITORY, headSha)).toMatchObject({ "qms/overall": "success" });
  });

  test("another App's run of our name is seen, and a newer one of ours put over it", async () => {
    const { forge, github } = await forgeOn("app");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    await forge.ensureContext(REPOSITORY, headSha, value("fail"), signal());
    const { id } = github.createCheckRun(REPOSITORY, headSha, {
      app: "other",
      name: "qms/overall",
      conclusion: "success",
    });
    expect(await forge.readContexts(REPOSITORY, headSha, ["qms/overall"])).toMatchObject([
      { id: String(id), state: "success", writer: "foreign", writerLogin: "other[bot]" },
    ]);
    const written = await forge.ensureContext(REPOSITORY, headSha, value("fail"), signal());
    expect(Number(written?.id)).toBeGreaterThan(id);
    expect(await forge.readContexts(REPOSITORY, headSha, ["qms/overall"])).toMatchObject([{ writer: "ours" }]);
    // And then it rests.
    const before = github.requests.length;
    await forge.ensureContext(REPOSITORY, headSha, value("fail"), signal());
    expect(github.requests.slice(before).every((request) => request.method === "GET")).toBe(true);
  });

  test("somebody's commit status of our name is told before our own run", async () => {
    const { forge, github } = await forgeOn("app");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    await forge.ensureContext(REPOSITORY, headSha, value("fail"), signal());
    github.setStatus(REPOSITORY, headSha, { context: "qms/overall", state: "success", by: "ada" });
    expect(await forge.readContexts(REPOSITORY, headSha, ["qms/overall"])).toMatchObject([
      { state: "success", writer: "foreign", writerLogin: "ada" },
      { state: "failure", writer: "ours" },
    ]);
  });

  test("without the permission the error names it", async () => {
    const permissions = { checks: "read", contents: "read" } as const;
    const { forge, github } = await forgeOn("app", { permissions });
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    expect(await errorOf(forge.ensureContext(REPOSITORY, headSha, value("pass"), signal()))).toMatchObject({
      kind: "forbidden",
      permission: "Checks: write",
    });
  });
});

describe("with a token", () => {
  test.each([
    ["pass", "success"],
    ["skip", "success"],
    ["pending", "pending"],
    ["fail", "failure"],
    ["error", "error"],
  ] as const)("%s is %s", async (outcome, state) => {
    const { forge, github } = await forgeOn("token");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    const long = "t".repeat(300);
    await forge.ensureContext(REPOSITORY, headSha, value(outcome, { title: long }), signal());
    const [status] = github.statusesOf(REPOSITORY, headSha);
    expect(status).toMatchObject({ state, context: "qms/overall", creator: "tollgate" });
    expect(status?.description).toHaveLength(140);
  });

  test("in shadow mode nothing is written", async () => {
    const { forge, github } = await forgeOn("token");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    expect(await forge.ensureContext(REPOSITORY, headSha, value("fail", { shadow: true }), signal())).toBeNull();
    expect(github.statusesOf(REPOSITORY, headSha)).toEqual([]);
  });

  test("our own account's writes cannot be told apart; another's are foreign, and put right", async () => {
    const { forge, github } = await forgeOn("token");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    await forge.ensureContext(REPOSITORY, headSha, value("fail"), signal());
    expect(await forge.readContexts(REPOSITORY, headSha, ["qms/overall"])).toMatchObject([{ writer: "unknown" }]);
    github.setStatus(REPOSITORY, headSha, { context: "qms/overall", state: "success", by: "ada" });
    expect(await forge.readContexts(REPOSITORY, headSha, ["qms/overall"])).toMatchObject([
      { writer: "foreign", writerLogin: "ada", state: "success" },
    ]);
    await forge.ensureContext(REPOSITORY, headSha, value("fail"), signal());
    expect(github.contextsOf(REPOSITORY, headSha)).toMatchObject({ "qms/overall": "failure" });
  });

  test("ours is found below many others", async () => {
    const { forge, github } = await forgeOn("token");
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    await forge.ensureContext(REPOSITORY, headSha, value("pass"), signal());
    for (let i = 0; i < 150; i++) github.setStatus(REPOSITORY, headSha, { context: `ci/${i}`, state: "success" });
    await forge.ensureContext(REPOSITORY, headSha, value("pass"), signal());
    expect(github.statusesOf(REPOSITORY, headSha).filter((s) => s.context === "qms/overall")).toHaveLength(1);
  });
});

describe.each(["app", "token"] as const)("where a list still shows what was before our last write, as %s", (as) => {
  // Of its length nothing is written within a test; all that is listed is that old.
  const lag = { kind: "stale", seconds: 2, match: { method: "GET", path: `/repos/${REPOSITORY}/commits` } } as const;

  test.each([
    ["a value that stood before", ["pass", "pending"], "pass", "success"],
    ["a green one that is over", ["pending", "pass"], "pending", as === "app" ? "in_progress" : "pending"],
    ["a value that was put back", ["fail", "pass"], "fail", "failure"],
    ["the one before the first", [], "fail", "failure"],
  ] as const)("%s is written all the same", async (_, before, next, shown) => {
    const { forge, github } = await forgeOn(as);
    const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    github.recordHistory();
    let last: ObservedContext | null = null;
    for (const [index, outcome] of before.entries()) {
      // The list will show the first of them.
      if (index > 0) await sleep(3_000);
      last = await forge.ensureContext(REPOSITORY, headSha, value(outcome), signal(), last);
    }
    github.faults.add(lag);
    await forge.ensureContext(REPOSITORY, headSha, value(next), signal(), last);
    expect(github.contextsOf(REPOSITORY, headSha)).toMatchObject({ "qms/overall": shown });
  });
});

test("our comment that a list does not show yet is updated, and one that is gone made again", async () => {
  const { forge, github } = await forgeOn("app");
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  github.recordHistory();
  await sleep(1_500);
  const first = await forge.ensureComment(change, "one", signal());
  github.faults.add({ kind: "stale", seconds: 1, match: { method: "GET" } });
  expect(await forge.ensureComment(change, "two", signal(), first)).toBe(first);
  expect(github.commentsOf(change).map(({ body }) => body.split("\n")[1])).toEqual(["two"]);
  github.deleteComment(Number(first));
  const second = await forge.ensureComment(change, "three", signal(), first);
  expect(github.commentsOf(change).map(({ id, body }) => [String(id), body.split("\n")[1]])).toEqual([
    [second, "three"],
  ]);
});

test.each(["nobody's", "another App's"])("a noted run that is %s is no reason to fail", async (whose) => {
  const { forge, github } = await forgeOn("app");
  const { headSha } = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  const other = github.createCheckRun(REPOSITORY, headSha, { app: "other", name: "lint", conclusion: "success" });
  const id = whose === "nobody's" ? "999999999" : String(other.id);
  await forge.ensureContext(REPOSITORY, headSha, value("pass"), signal(), { id, state: "pending" });
  expect(github.contextsOf(REPOSITORY, headSha)).toMatchObject({ "qms/overall": "success" });
});

test("an App never takes another App's comment for its own", async () => {
  const { forge, github, config } = await forgeOn("app");
  const other = github.createApp({ name: "Other", permissions: { pull_requests: "write", issues: "write" } });
  github.install(other.id, "acme");
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  const second = createGitHub({
    ...config,
    credentials: { kind: "app", appId: other.id, privateKey: other.privateKeyPem },
  });
  await forge.ensureComment(change, "one", signal());
  await second.ensureComment(change, "two", signal());
  await forge.ensureComment(change, "three", signal());
  await second.close();
  expect(github.commentsOf(change).map(({ author, body }) => [author, body.split("\n")[1]])).toEqual([
    ["tollgate[bot]", "three"],
    ["other[bot]", "two"],
  ]);
});
