import { afterEach, beforeEach, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { ask, graphql, installedApp, shop } from "./support.ts";

let github: GitHub;

beforeEach(async () => {
  github = await startGitHub();
});
afterEach(async () => {
  await github.close();
});

const CHANGE = `query ($number: Int!) {
  rateLimit { limit cost remaining resetAt }
  repository(owner: "acme", name: "shop") {
    viewerPermission
    defaultBranchRef { name target { oid } }
    object(expression: "main:.qms") { ... on Tree { entries { name object { ... on Blob { text } } } } }
    pullRequest(number: $number) {
      title body number state isDraft merged mergeable mergeStateStatus updatedAt url databaseId fullDatabaseId
      author { __typename login }
      headRefName headRefOid isCrossRepository headRepository { nameWithOwner }
      baseRefName baseRefOid
      baseRef { target { oid } branchProtectionRule { requiredStatusCheckContexts }
        refUpdateRule { requiredStatusCheckContexts }
        rules(first: 10) { nodes { type parameters { ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } } } } } }
      additions deletions changedFiles
      labels(first: 10) { nodes { name } }
      closingIssuesReferences(first: 10) { nodes { number repository { nameWithOwner } } }
      reviewDecision
      reviews(first: 100) { totalCount nodes { fullDatabaseId state submittedAt author { login } commit { oid } } }
      latestReviews(first: 100) { nodes { state author { login } } }
      comments(last: 2) { pageInfo { hasPreviousPage startCursor } nodes { body author { login __typename } } }
      mergeQueueEntry { position headCommit { oid } }
      commits(last: 1) { nodes { commit { oid
        authors(first: 5) { nodes { user { login } } } committer { user { login } }
        associatedPullRequests(first: 10) { nodes { number baseRefName } }
        checkSuites(first: 10) { nodes { app { databaseId } } }
        statusCheckRollup { state contexts(first: 100) { nodes { __typename
          ... on CheckRun { name status conclusion isRequired(pullRequestNumber: $number) checkSuite { app { databaseId } } }
          ... on StatusContext { context state creator { login } isRequired(pullRequestNumber: $number) } } } } } } }
    }
  }
}`;

test("a pull request is read with all that a gate may want", async () => {
  const pull = shop(github);
  const issue = github.createIssue("acme/shop", { title: "Wish", author: "ada" });
  github.editPullRequest(pull, { body: `Fixes #${issue.number}` });
  github.setLabels(pull, ["bug"]);
  github.protectBranch("acme/shop", "main", { requiredChecks: [{ context: "build", appId: 15368 }], approvals: 1 });
  github.protectBranch("acme/shop", "main", { classic: true, requiredChecks: ["ci/x"] });
  github.review(pull, { by: "ada", state: "CHANGES_REQUESTED" });
  github.review(pull, { by: "ada", state: "APPROVED" });
  for (const body of ["one", "two", "three"]) github.comment(pull, { by: "ada", body });
  github.createCheckRun("acme/shop", pull.headSha, { name: "build", conclusion: "success" });
  github.setStatus("acme/shop", pull.headSha, { context: "ci/x", state: "pending", by: "ada" });
  const { token } = await installedApp(github);

  const { body } = await graphql(github, token, CHANGE, { number: pull.number });
  expect(body.errors).toBeUndefined();
  const read = body.data.repository.pullRequest;
  expect(read).toMatchObject({
    title: "Add b",
    state: "OPEN",
    mergeable: "MERGEABLE",
    mergeStateStatus: "BLOCKED",
    author: { __typename: "User", login: "bob" },
    headRefOid: pull.headSha,
    additions: 2,
    deletions: 1,
    changedFiles: 2,
    labels: { nodes: [{ name: "bug" }] },
    closingIssuesReferences: { nodes: [{ number: issue.number, repository: { nameWithOwner: "acme/shop" } }] },
    reviewDecision: "APPROVED",
    reviews: { totalCount: 2 },
    latestReviews: { nodes: [{ state: "APPROVED", author: { login: "ada" } }] },
    comments: { pageInfo: { hasPreviousPage: true }, nodes: [{ body: "two" }, { body: "three" }] },
    mergeQueueEntry: null,
    baseRef: {
      branchProtectionRule: { requiredStatusCheckContexts: ["ci/x"] },
      refUpdateRule: { requiredStatusCheckContexts: ["ci/x"] },
    },
  });
  expect(read.baseRef.rules.nodes[0].parameters.requiredStatusChecks).toEqual([
    { context: "build", integrationId: 15368 },
  ]);
  const commit = read.commits.nodes[0].commit;
  expect(commit.statusCheckRollup.state).toBe("PENDING");
  expect(commit.statusCheckRollup.contexts.nodes).toMatchObject([
    { name: "build", conclusion: "SUCCESS", isRequired: true, checkSuite: { app: { databaseId: 15368 } } },
    { context: "ci/x", state: "PENDING", isRequired: true },
  ]);
  expect(commit.associatedPullRequests.nodes).toEqual([{ number: pull.number, baseRefName: "main" }]);
  expect(body.data.repository.object.entries).toEqual([{ name: "review.yml", object: { text: "kind: x\n" } }]);
  expect([...github.unresolved]).toEqual([]);
});

test("pages by cursor, demands a size, allows 100", async () => {
  const pull = shop(github);
  for (let n = 0; n < 5; n++) github.comment(pull, { by: "ada", body: `${n}` });
  const token = github.createToken("ada");
  const query = (args: string) =>
    `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${pull.number}) { comments(${args}) { nodes { body } pageInfo { hasNextPage endCursor } } } } }`;
  const first = (await graphql(github, token, query("first: 3"))).body.data.repository.pullRequest.comments;
  const second = await graphql(github, token, query(`first: 3, after: "${first.pageInfo.endCursor}"`));
  expect(second.body.data.repository.pullRequest.comments).toMatchObject({
    nodes: [{ body: "3" }, { body: "4" }],
    pageInfo: { hasNextPage: false },
  });
  for (const bad of ["first: 101", "last: null"]) {
    const answer = await graphql(github, token, query(bad));
    expect(answer.status).toBe(200);
    expect(answer.body.errors[0].type).toMatch(/PAGINATION/);
  }
});

test("what is not there, not allowed or not in the schema is told as GitHub tells it", async () => {
  shop(github);
  const { token } = await installedApp(github, { permissions: { pull_requests: "read", contents: "read" } });
  const missing = await graphql(github, token, `{ repository(owner: "acme", name: "none") { id } }`);
  expect(missing.body).toMatchObject({
    data: { repository: null },
    errors: [{ type: "NOT_FOUND", path: ["repository"] }],
  });
  const forbidden = await graphql(
    github,
    token,
    `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { title closingIssuesReferences(first: 1) { totalCount } } } }`,
  );
  expect(forbidden.body.data.repository.pullRequest).toEqual({ title: "Add b", closingIssuesReferences: null });
  expect(forbidden.body.errors[0]).toMatchObject({
    type: "FORBIDDEN",
    path: ["repository", "pullRequest", "closingIssuesReferences"],
    message: "Resource not accessible by integration",
  });
  expect(github.violations).toEqual([]);
  const wrong = await graphql(github, token, `{ repository(owner: "acme", name: "shop") { colour } }`);
  expect(wrong.status).toBe(200);
  expect(wrong.body.errors[0].message).toContain("colour");
  expect(github.violations).toHaveLength(1);
  expect((await ask(github, null, "POST", "/graphql", { query: "{ viewer { login } }" })).status).toBe(401);
});

test("nodes are found by their global id; bots lose the [bot] of their login", async () => {
  const pull = shop(github);
  const { token } = await installedApp(github);
  await ask(github, token, "POST", `/repos/acme/shop/issues/${pull.number}/comments`, { body: "ours" });
  const query = `{ repository(owner: "acme", name: "shop") { id pullRequest(number: ${pull.number}) { id comments(first: 1) { nodes { id author { __typename login } } } } } }`;
  const read = (await graphql(github, token, query)).body.data.repository;
  expect(read.pullRequest.comments.nodes[0].author).toEqual({ __typename: "Bot", login: "gate" });
  const ids = [read.id, read.pullRequest.id, read.pullRequest.comments.nodes[0].id];
  const found = await graphql(github, token, "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", { ids });
  expect(found.body.data.nodes.map((node: { __typename: string }) => node.__typename)).toEqual([
    "Repository",
    "PullRequest",
    "IssueComment",
  ]);
});

test("GraphQL has a budget of its own, and /api/graphql is the same", async () => {
  shop(github);
  const token = github.createToken("ada");
  const query = "{ viewer { login } rateLimit { limit remaining used } }";
  await graphql(github, token, query);
  const answer = await ask(github, token, "POST", "/api/graphql", { query });
  expect(answer.body.data).toEqual({ viewer: { login: "ada" }, rateLimit: { limit: 5000, remaining: 4998, used: 2 } });
  expect(answer.headers.get("x-ratelimit-resource")).toBe("graphql");
  const rest = await ask(github, token, "GET", "/user");
  expect(rest.headers.get("x-ratelimit-used")).toBe("1");
});
