import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { Oracle } from "../src/oracle.ts";
import { ask, installedApp, shop } from "./support.ts";

let github: GitHub;

beforeEach(async () => {
  github = await startGitHub({ oracle: true });
});
afterEach(async () => {
  await github.close();
});

test("every main endpoint answers in the shape of GitHub's OpenAPI document", async () => {
  const pull = shop(github);
  github.protectBranch("acme/shop", "main", { requiredChecks: [{ context: "build", appId: 15368 }], approvals: 1 });
  github.protectBranch("acme/shop", "main", { classic: true, requiredChecks: ["lint"], approvals: 2 });
  github.createIssue("acme/shop", { title: "An issue", author: "ada" });
  const said = github.comment(pull, { by: "ada", body: "hello" });
  const { id: reviewId } = github.review(pull, { by: "ada", state: "APPROVED" });
  github.setStatus("acme/shop", pull.headSha, { context: "ci/x", state: "success", by: "ada" });
  const run = github.createCheckRun("acme/shop", pull.headSha, { name: "build", conclusion: "failure" });
  const hook = github.addWebhook("acme/shop", "http://127.0.0.1:9/none");
  github.setTeam("acme/reviewers", ["ada"]);
  const { token, installation } = await installedApp(github);
  const root = github.createToken("root");
  const { body: tip } = await ask(github, token, "GET", "/repos/acme/shop/commits/main");
  const R = "/repos/acme/shop";
  const paths: [string, string][] = [
    "/rate_limit",
    "/users/ada",
    "/orgs/acme/repos",
    "/users/acme/repos",
    "/installation/repositories",
    R,
    `${R}/branches`,
    `${R}/branches/main`,
    `${R}/branches/feature%2Fx`,
    `${R}/branches/feature/x`,
    `${R}/branches/main/protection`,
    `${R}/branches/main/protection/required_status_checks`,
    `${R}/rules/branches/main`,
    `${R}/git/ref/heads/main`,
    `${R}/git/matching-refs/heads/feature`,
    `${R}/git/trees/${tip.commit.tree.sha}?recursive=1`,
    `${R}/git/commits/${tip.sha}`,
    `${R}/contents/.qms/review.yml?ref=main`,
    `${R}/contents/src`,
    `${R}/commits?sha=feature/x`,
    `${R}/commits/main`,
    `${R}/commits/${pull.headSha}/pulls`,
    `${R}/commits/${pull.headSha}/status`,
    `${R}/commits/${pull.headSha}/statuses`,
    `${R}/commits/${pull.headSha}/check-runs`,
    `${R}/commits/${pull.headSha}/check-suites`,
    `${R}/check-runs/${run.id}`,
    `${R}/pulls?state=all&sort=updated&direction=desc`,
    `${R}/pulls/${pull.number}`,
    `${R}/pulls/${pull.number}/files`,
    `${R}/pulls/${pull.number}/commits`,
    `${R}/pulls/${pull.number}/reviews`,
    `${R}/pulls/${pull.number}/reviews/${reviewId}`,
    `${R}/issues?state=all`,
    `${R}/issues/${pull.number}`,
    `${R}/issues/${pull.number}/comments`,
    `${R}/issues/comments`,
    `${R}/issues/comments/${said.id}`,
    `${R}/collaborators/ada/permission`,
    `${R}/compare/main...feature/x`,
    `${R}/activity?ref=feature/x`,
    "/orgs/acme/teams",
    "/orgs/acme/teams/reviewers/members",
    "/orgs/acme/teams/reviewers/memberships/ada",
  ].map((path) => [token, path]);
  paths.push([root, "/user"], [root, "/user/repos"], [root, `${R}/hooks`], [root, `${R}/hooks/${hook.id}/deliveries`]);

  const oracle = await Oracle.load();
  const wrong: string[] = [];
  for (const [as, path] of paths) {
    const answer = await ask(github, as, "GET", path);
    expect.soft(answer.status, path).toBe(200);
    wrong.push(
      ...oracle
        .response({ method: "GET", path: path.split("?")[0] ?? path }, answer.status, answer.body)
        .map((w) => `${path}: ${w}`),
    );
  }
  expect(wrong).toEqual([]);
  expect(github.violations).toEqual([]);
  expect(installation).toBeGreaterThan(0);
});

test("answers REST below /api/v3 too", async () => {
  shop(github);
  const answer = await ask(github, null, "GET", "/api/v3/repos/acme/shop");
  expect(answer.body.full_name).toBe("acme/shop");
});

test("a token that nobody holds is refused", async () => {
  shop(github);
  const answer = await ask(github, "ghs_nobody", "GET", "/repos/acme/shop");
  expect(answer.status).toBe(401);
  expect(answer.body.message).toBe("Bad credentials");
});

describe("pages", () => {
  test("lists come in pages with links", async () => {
    const pull = shop(github);
    for (let n = 0; n < 5; n++) github.comment(pull, { by: "ada", body: `no. ${n}` });
    const token = github.createToken("ada");
    const first = await ask(github, token, "GET", `/repos/acme/shop/issues/${pull.number}/comments?per_page=2`);
    expect(first.body.map((c: { body: string }) => c.body)).toEqual(["no. 0", "no. 1"]);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await ask({ url: "" }, token, "GET", next);
    expect(second.body.map((c: { body: string }) => c.body)).toEqual(["no. 2", "no. 3"]);
    expect(second.headers.get("link")).toContain('rel="prev"');
  });

  test("an answer that the client has is 304 and costs nothing", async () => {
    shop(github);
    const token = github.createToken("ada");
    const first = await ask(github, token, "GET", "/repos/acme/shop/pulls");
    const etag = first.headers.get("etag") ?? "";
    const again = await ask(github, token, "GET", "/repos/acme/shop/pulls", undefined, { "if-none-match": etag });
    expect(again.status).toBe(304);
    expect(again.headers.get("x-ratelimit-used")).toBe("1");
    github.openPullRequest("acme/shop", { head: "y", author: "ada" });
    const changed = await ask(github, token, "GET", "/repos/acme/shop/pulls", undefined, { "if-none-match": etag });
    expect(changed.status).toBe(200);
  });
});

describe("statuses and check runs", () => {
  test("a status is written with push and refused without", async () => {
    const pull = shop(github);
    const path = `/repos/acme/shop/statuses/${pull.headSha}`;
    const body = { state: "success", context: "qms/overall", description: "fine" };
    expect((await ask(github, github.createToken("ada"), "POST", path, body)).status).toBe(201);
    expect((await ask(github, github.createToken("bob"), "POST", path, body)).status).toBe(404);
    const fine = github.createToken("ada", { permissions: { contents: "read" } });
    const refused = await ask(github, fine, "POST", path, body);
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-accepted-github-permissions")).toBe("statuses=write");
    const long = await ask(github, github.createToken("ada"), "POST", path, { ...body, description: "x".repeat(141) });
    expect(long.status).toBe(422);
    expect(github.contextsOf("acme/shop", pull.headSha)).toEqual({ "qms/overall": "success" });
  });

  test("only an App makes check runs, and making one twice makes two", async () => {
    const pull = shop(github);
    const { token, app } = await installedApp(github);
    const body = { name: "qms/overall", head_sha: pull.headSha, status: "in_progress", external_id: "e1" };
    const person = await ask(github, github.createToken("root"), "POST", "/repos/acme/shop/check-runs", body);
    expect(person.status).toBe(403);
    const first = await ask(github, token, "POST", "/repos/acme/shop/check-runs", body);
    expect(first.status).toBe(201);
    expect(first.body.app.id).toBe(app.id);
    const second = await ask(github, token, "POST", "/repos/acme/shop/check-runs", body);
    expect(second.body.id).not.toBe(first.body.id);
    const done = { status: "completed", conclusion: "success", output: { title: "t", summary: "s" } };
    const patched = await ask(github, token, "PATCH", `/repos/acme/shop/check-runs/${second.body.id}`, done);
    expect(patched.body.conclusion).toBe("success");
    expect(github.contextsOf("acme/shop", pull.headSha)).toEqual({ "qms/overall": "success" });
    const latest = await ask(
      github,
      token,
      "GET",
      `/repos/acme/shop/commits/${pull.headSha}/check-runs?app_id=${app.id}`,
    );
    expect(latest.body.total_count).toBe(1);
    const all = await ask(github, token, "GET", `/repos/acme/shop/commits/${pull.headSha}/check-runs?filter=all`);
    expect(all.body.total_count).toBe(2);
  });

  test("a run of another App cannot be changed, an unknown commit gets none, 51 annotations are too many", async () => {
    const pull = shop(github);
    const { token } = await installedApp(github);
    const run = github.createCheckRun("acme/shop", pull.headSha, { name: "build" });
    const path = `/repos/acme/shop/check-runs/${run.id}`;
    expect((await ask(github, token, "PATCH", path, { status: "in_progress" })).status).toBe(403);
    const nowhere = { name: "x", head_sha: "a".repeat(40) };
    expect((await ask(github, token, "POST", "/repos/acme/shop/check-runs", nowhere)).status).toBe(422);
    const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" };
    const output = { title: "t", summary: "s", annotations: Array.from({ length: 51 }, () => annotation) };
    const many = { name: "x", head_sha: pull.headSha, output };
    expect((await ask(github, token, "POST", "/repos/acme/shop/check-runs", many)).status).toBe(422);
  });
});

describe("merging", () => {
  test("is refused while something required is missing, and when the head moved", async () => {
    const pull = shop(github);
    github.protectBranch("acme/shop", "main", { requiredChecks: ["build"], approvals: 1 });
    const token = github.createToken("root");
    const path = `/repos/acme/shop/pulls/${pull.number}/merge`;
    const early = await ask(github, token, "PUT", path, {});
    expect(early.status).toBe(405);
    expect(early.body.message).toBe('Required status check "build" is expected.');
    github.createCheckRun("acme/shop", pull.headSha, { name: "build", conclusion: "success" });
    github.review(pull, { by: "ada", state: "APPROVED" });
    const { after } = github.push(pull, { by: "bob" });
    expect((await ask(github, token, "PUT", path, { sha: pull.headSha })).status).toBe(409);
    github.createCheckRun("acme/shop", after, { name: "build", conclusion: "skipped" });
    const merged = await ask(github, token, "PUT", path, { sha: after });
    expect(merged.status).toBe(200);
    expect(github.pull(pull)).toMatchObject({ merged: true, state: "closed" });
    expect(github.branchSha("acme/shop", "main")).toBe(merged.body.sha);
  });

  test("files that both sides changed conflict", async () => {
    const pull = shop(github);
    github.writeFiles("acme/shop", "main", { "src/a.ts": "other\n" }, { by: "ada" });
    const answer = await ask(github, github.createToken("ada"), "GET", `/repos/acme/shop/pulls/${pull.number}`);
    expect(answer.body).toMatchObject({
      mergeable: false,
      mergeable_state: "dirty",
      additions: 2,
      deletions: 1,
      changed_files: 2,
    });
  });
});

test("what needs rights is hidden or refused without them", async () => {
  github.createRepository("acme/secret", { private: true, permissions: { ada: "write" } });
  github.protectBranch("acme/secret", "main", { classic: true, requiredChecks: ["a"] });
  expect((await ask(github, github.createToken("eve"), "GET", "/repos/acme/secret")).status).toBe(404);
  expect((await ask(github, github.createToken("ada"), "GET", "/repos/acme/secret")).status).toBe(200);
  const { token } = await installedApp(github, { permissions: { contents: "read" } });
  const refused = await ask(github, token, "GET", "/repos/acme/secret/branches/main/protection");
  expect(refused.status).toBe(403);
  expect(refused.headers.get("x-accepted-github-permissions")).toBe("administration=read");
  const branch = await ask(github, token, "GET", "/repos/acme/secret/branches/main");
  expect(branch.body.protection.required_status_checks.contexts).toEqual(["a"]);
});
