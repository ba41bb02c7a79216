import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { ask, graphql, installedApp, receiver, shop } from "./support.ts";

let github: GitHub;
let hooks: Awaited<ReturnType<typeof receiver>>;

beforeEach(async () => {
  github = await startGitHub();
  hooks = await receiver();
});
afterEach(async () => {
  await github.close();
  await hooks.close();
});

const of = (event: string) => hooks.heard.filter((heard) => heard.event === event).map((heard) => heard.payload);

describe("the head", () => {
  test("moves on push and back by force, for every pull request on that branch", async () => {
    const pull = shop(github);
    github.writeFiles("acme/shop", "release", { "r.txt": "r\n" }, { by: "ada" });
    const twin = github.openPullRequest("acme/shop", { head: "feature/x", base: "release", author: "bob" });
    expect(twin.headSha).toBe(pull.headSha);
    github.addWebhook("acme/shop", hooks.url, null, ["pull_request", "push"]);
    const moved = github.push(pull, { by: "ada" });
    expect(github.pull(twin).headSha).toBe(moved.after);
    github.forcePush(pull, moved.before);
    expect(github.pull(pull).headSha).toBe(pull.headSha);
    await github.webhooks.settled();
    expect(of("pull_request").map((p) => [p.action, p.number, p.before, p.after])).toEqual([
      ["synchronize", pull.number, moved.before, moved.after],
      ["synchronize", twin.number, moved.before, moved.after],
      ["synchronize", pull.number, moved.after, moved.before],
      ["synchronize", twin.number, moved.after, moved.before],
    ]);
    expect(of("push").map((p) => [p.ref, p.forced, p.commits.length])).toEqual([
      ["refs/heads/feature/x", false, 1],
      ["refs/heads/feature/x", true, 0],
    ]);
    const log = await ask(github, github.createToken("ada"), "GET", "/repos/acme/shop/activity?ref=feature/x");
    expect(
      log.body.map((a: { activity_type: string; actor: { login: string } }) => [a.activity_type, a.actor.login]),
    ).toEqual([
      ["force_push", "bob"],
      ["push", "ada"],
      ["branch_creation", "bob"],
    ]);
  });

  test("of a fork is in the fork, its checks name no pull request", async () => {
    github.createRepository("acme/shop", { permissions: { ada: "write" } });
    const pull = github.openPullRequest("acme/shop", { head: "fix", author: "eve", fork: "eve/shop" });
    github.addWebhook("acme/shop", hooks.url, null, ["check_run"]);
    github.createCheckRun("acme/shop", pull.headSha, { name: "build", conclusion: "success" });
    await github.webhooks.settled();
    expect(of("check_run")[0].check_run.pull_requests).toEqual([]);
    const token = github.createToken("ada");
    const shown = (await ask(github, token, "GET", `/repos/acme/shop/pulls/${pull.number}`)).body;
    expect(shown.head.repo.full_name).toBe("eve/shop");
    const mapped = await ask(github, token, "GET", `/repos/acme/shop/commits/${pull.headSha}/pulls`);
    expect(mapped.body.map((p: { number: number }) => p.number)).toEqual([pull.number]);
    github.deleteRepository("eve/shop");
    const gone = (await ask(github, token, "GET", `/repos/acme/shop/pulls/${pull.number}`)).body;
    expect(gone.head.repo).toBeNull();
  });

  test("takes the pull request with it when its branch is deleted", () => {
    const pull = shop(github);
    github.deleteBranch("acme/shop", "feature/x", { by: "bob" });
    expect(github.pull(pull).state).toBe("closed");
  });

  test("may be a commit that is there already", () => {
    const pull = shop(github);
    const other = github.openPullRequest("acme/shop", { head: "copy", headSha: pull.headSha, author: "ada" });
    expect(other.headSha).toBe(pull.headSha);
    const named = github.openPullRequest("acme/shop", { head: "named", headSha: "c".repeat(40), author: "ada" });
    expect(named.headSha).toBe("c".repeat(40));
  });
});

test("a retarget, a new title and a draft are told with what they were", async () => {
  const pull = shop(github);
  github.writeFiles("acme/shop", "release", { "r.txt": "r\n" }, { by: "ada" });
  github.addWebhook("acme/shop", hooks.url, null, ["pull_request"]);
  github.editPullRequest(pull, { base: "release", title: "New", draft: true });
  github.editPullRequest(pull, { draft: false });
  github.closePullRequest(pull);
  github.reopen(pull);
  await github.webhooks.settled();
  const told = of("pull_request");
  expect(told.map((p) => p.action)).toEqual([
    "edited",
    "edited",
    "converted_to_draft",
    "ready_for_review",
    "closed",
    "reopened",
  ]);
  expect(told[0].changes).toEqual({ title: { from: "Add b" } });
  expect(told[1].changes.base.ref).toEqual({ from: "main" });
  expect(told[1].pull_request.base.ref).toBe("release");
});

test("reviews and comments are told, and stand until they are taken back", async () => {
  const pull = shop(github);
  github.addWebhook("acme/shop", hooks.url, null, ["pull_request_review", "issue_comment"]);
  const review = github.review(pull, { by: "ada", state: "APPROVED" });
  github.dismissReview(review.id, { by: "root" });
  const comment = github.comment(pull, { by: "ada", body: "a" });
  github.editComment(comment.id, { body: "b" });
  expect(github.commentsOf(pull).map((c) => c.body)).toEqual(["b"]);
  github.deleteComment(comment.id, { by: "root" });
  expect(github.commentsOf(pull)).toEqual([]);
  await github.webhooks.settled();
  expect(hooks.names()).toEqual([
    "pull_request_review.submitted",
    "pull_request_review.dismissed",
    "issue_comment.created",
    "issue_comment.edited",
    "issue_comment.deleted",
  ]);
  expect(of("pull_request_review").map((p) => p.review.state)).toEqual(["approved", "dismissed"]);
  expect(of("issue_comment")[1].changes).toEqual({ body: { from: "a" } });
  expect(of("issue_comment")[0].issue.pull_request.url).toContain("/pulls/");
  expect(() => github.review(pull, { by: "bob", state: "APPROVED" })).toThrow("nobody");
});

test("a merge closes the issue that the body names", async () => {
  const pull = shop(github);
  const issue = github.createIssue("acme/shop", { title: "i", author: "ada" });
  github.editPullRequest(pull, { body: `closes #${issue.number}` });
  github.merge(pull, { by: "root" });
  expect(github.pull(pull)).toMatchObject({ merged: true, state: "closed" });
  expect((await ask(github, null, "GET", `/repos/acme/shop/issues/${issue.number}`)).body.state).toBe("closed");
});

test("pushing takes approvals back where the branch says so", async () => {
  const pull = shop(github);
  github.protectBranch("acme/shop", "main", { approvals: 1, dismissStale: true });
  github.addWebhook("acme/shop", hooks.url, null, ["pull_request", "pull_request_review"]);
  github.review(pull, { by: "ada", state: "APPROVED" });
  github.push(pull, { by: "bob" });
  await github.webhooks.settled();
  expect(hooks.names()).toEqual([
    "pull_request_review.submitted",
    "pull_request.synchronize",
    "pull_request_review.dismissed",
  ]);
});

test("the merge queue builds groups on each other, and anew behind one that leaves", async () => {
  const first = shop(github);
  const second = github.openPullRequest("acme/shop", { head: "two", author: "ada" });
  github.protectBranch("acme/shop", "main", { mergeQueue: true });
  const { token } = await installedApp(github, { webhookUrl: hooks.url });
  await github.webhooks.settled();
  hooks.heard.length = 0;
  const one = github.enqueue(first);
  const two = github.enqueue(second);
  expect(one.headRef).toBe(`refs/heads/gh-readonly-queue/main/pr-${first.number}-${one.baseSha}`);
  expect(two.baseSha).toBe(one.headSha);
  const query = `{ repository(owner: "acme", name: "shop") { mergeQueue(branch: "main") { entries(first: 5) { nodes { position headCommit { oid } pullRequest { number } } } } } }`;
  const read = (await graphql(github, token, query)).body.data.repository.mergeQueue.entries.nodes;
  expect(read).toEqual([
    { position: 1, headCommit: { oid: one.headSha }, pullRequest: { number: first.number } },
    { position: 2, headCommit: { oid: two.headSha }, pullRequest: { number: second.number } },
  ]);
  github.dequeue(first);
  const [again] = github.queue("acme/shop", "main");
  expect(again?.headSha).not.toBe(two.headSha);
  github.mergeQueued(second);
  expect(github.branchSha("acme/shop", "main")).toBe(again?.headSha);
  expect(github.pull(second).merged).toBe(true);
  await github.webhooks.settled();
  const groups = of("merge_group").map((p) => [p.action, p.reason ?? null, p.merge_group.head_sha]);
  expect(groups).toEqual([
    ["checks_requested", null, one.headSha],
    ["checks_requested", null, two.headSha],
    ["destroyed", "dequeued", one.headSha],
    ["destroyed", "invalidated", two.headSha],
    ["checks_requested", null, again?.headSha],
    ["destroyed", "merged", again?.headSha],
  ]);
});

test("an App that checks is asked for a suite on each push, and alone for its re-run", async () => {
  const pull = shop(github);
  const { token } = await installedApp(github, { webhookUrl: hooks.url, events: [] });
  github.addWebhook("acme/shop", hooks.url, null, ["check_run"]);
  const { after } = github.push(pull, { by: "ada" });
  const body = { name: "qms/overall", head_sha: after, conclusion: "failure" };
  const run = (await ask(github, token, "POST", "/repos/acme/shop/check-runs", body)).body;
  github.rerequestCheckRun(run.id, { by: "ada" });
  await github.webhooks.settled();
  const toApp = hooks.heard.filter((h) => h.headers["x-github-hook-installation-target-type"] === "integration");
  expect(toApp.map((h) => `${h.event}.${h.payload.action}`)).toEqual([
    "installation.created",
    "check_suite.requested",
    "check_run.created",
    "check_run.completed",
    "check_suite.completed",
    "check_run.rerequested",
  ]);
  const asked = hooks.heard.filter((h) => h.payload.action === "rerequested");
  expect(asked).toHaveLength(1);
  expect(asked[0]?.payload).toMatchObject({ check_run: { id: run.id }, sender: { login: "ada" } });
});
