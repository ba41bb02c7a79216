import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createWorld, NAMES, pending, REPOSITORY, SECRET, shortened } from "../support/world.ts";

describe.each(["app", "token"] as const)("a pull request, as %s", (as) => {
  it("goes through the four steps to the final word, and a push starts again", async () => {
    const world = await createWorld({ as });
    const { github } = world;
    const waits = pending(world);
    const pull = github.openPullRequest(REPOSITORY, {
      head: "retry",
      author: "ada",
      title: "Retry the upload",
      body: "",
    });
    await world.shows(pull.headSha, {
      dor: "failure",
      security: "success",
      quality: waits,
      dod: waits,
      overall: "failure",
    });
    expect(await world.change(pull.number)).toMatchObject({ state: "DOR_FAILED", lifecycle: "open", step: "ready" });

    github.editPullRequest(pull, { body: "The client gave up at the first error.\n\nFixes #3" });
    await world.shows(pull.headSha, { dor: "success", overall: waits });
    github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
    await world.shows(pull.headSha, { quality: "failure", overall: "failure" });
    github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "success", by: "ci" });
    await world.shows(pull.headSha, { quality: "success", overall: waits });
    github.review(pull, { by: "rita", state: "APPROVED" });
    await world.shows(pull.headSha, { dod: "success", overall: waits });
    expect(await world.change(pull.number)).toMatchObject({ state: "FINAL_PENDING", step: "final" });

    github.comment(pull, { by: "cora", body: `/tollgate approve-final ${shortened(pull.headSha)}` });
    await world.shows(pull.headSha, {
      dor: "success",
      security: "success",
      quality: "success",
      dod: "success",
      overall: "success",
    });
    expect(await world.change(pull.number)).toMatchObject({ state: "COMPLETED", outcome: "pass" });

    const { after } = github.push(pull, { by: "ada" });
    await world.shows(after, { dor: "success", quality: waits, dod: waits, overall: waits });
    // Nobody's head any more: no old green stays behind.
    await world.shows(pull.headSha, { dor: waits, overall: waits });
    expect(github.violations).toEqual([]);
    expect(github.commentsOf(pull).filter((comment) => comment.author !== "cora")).toHaveLength(1);
  });
});

it("a fork's checks, which name no pull request, find their change", async () => {
  const world = await createWorld();
  const pull = world.github.openPullRequest(REPOSITORY, {
    head: "patch-1",
    fork: "eve/shop",
    author: "eve",
    title: "Correct a mistake in the guide",
    body: "It said the opposite. Closes #4",
  });
  world.github.review(pull, { by: "rita", state: "APPROVED" });
  await world.shows(pull.headSha, { dor: "success", dod: "success", quality: pending(world) });
  world.github.createCheckRun(REPOSITORY, pull.headSha, { name: "build", status: "completed", conclusion: "success" });
  await world.shows(pull.headSha, { quality: "success" });
});

it("the head of a merge group is answered by its members", async () => {
  const world = await createWorld();
  const { github } = world;
  const first = world.wellKept();
  const second = world.wellKept();
  for (const pull of [first, second]) {
    await world.shows(pull.headSha, { dor: "success", quality: "success", dod: "success" });
    github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
    await world.shows(pull.headSha, { overall: "success" });
  }
  const one = github.enqueue(first);
  await world.shows(one.headSha, { dor: "success", overall: "success" });
  const both = github.enqueue(second);
  await world.shows(both.headSha, { overall: "success" });
  // A member that does not pass any more closes the group it is in.
  github.comment(second, { by: "otto", body: `/tollgate reject-final ${second.headSha} wait` });
  await world.shows(both.headSha, { overall: "failure" });
  await world.shows(one.headSha, { overall: "success" });
});

it("all webhooks dropped: reconcile brings the same end, the final word included", async () => {
  const world = await createWorld({ reconcileSeconds: 5 });
  world.github.webhooks.drop();
  const pull = world.wellKept();
  await world.shows(
    pull.headSha,
    { dor: "success", quality: "success", dod: "success", overall: pending(world) },
    30_000,
  );
  world.github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await world.shows(pull.headSha, { overall: "success" }, 30_000);
  const { after } = world.github.push(pull, { by: "ada" });
  await world.shows(after, { dor: "success", overall: pending(world) }, 30_000);
}, 120_000);

it("in shadow mode check runs are neutral and say what they would have said", async () => {
  const policy =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  shadow: true\n";
  const world = await createWorld({ files: { ".qms/review.yml": policy } });
  const pull = world.github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  await world.shows(pull.headSha, { dor: "neutral", overall: "neutral" });
  const run = world.github.checkRunsOf(REPOSITORY, pull.headSha).find((one) => one.name === NAMES.dor);
  expect(JSON.stringify(run)).toMatch(/would have/i);
});

it("in shadow mode a plain token writes no status", async () => {
  const policy =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  shadow: true\n";
  const world = await createWorld({ as: "token", files: { ".qms/review.yml": policy } });
  const pull = world.github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  await expect
    .poll(() => world.change(pull.number), { timeout: 15_000 })
    .toMatchObject({ shadow: true, state: "DOR_FAILED" });
  expect(world.contexts(pull.headSha)).toEqual({
    dor: "none",
    security: "none",
    quality: "none",
    dod: "none",
    overall: "none",
  });
});

it("broken policy keeps the last good one and shows file, line, column and the nearest key on the check", async () => {
  const good =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  gates:\n    dor/title:\n      params: {min_length: 20}\n";
  const world = await createWorld({ files: { ".qms/review.yml": good } });
  const { github } = world;
  const pull = world.wellKept({ head: "short", author: "ada", title: "Too short", body: "Some words. Closes #1" });
  await world.shows(pull.headSha, { dor: "failure" });
  github.writeFiles(
    REPOSITORY,
    "main",
    { ".qms/review.yml": good.replace("min_length", "min_lenght") },
    { by: "otto" },
  );
  await expect
    .poll(() => JSON.stringify(github.checkRunsOf(REPOSITORY, pull.headSha)), { timeout: 15_000 })
    .toMatch(/review\.yml:7:\d+ .*min\\*_length/);
  await world.shows(pull.headSha, { dor: "failure" });
  github.writeFiles(REPOSITORY, "main", { ".qms/review.yml": good.replace("20", "5") }, { by: "otto" });
  await world.shows(pull.headSha, { dor: "success" });
});

it("the re-run button reads again", async () => {
  const world = await createWorld();
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dod: "success" });
  // Something that no webhook tells.
  world.github.webhooks.drop({ match: { event: "pull_request_review" } });
  world.github.review(pull, { by: "otto", state: "CHANGES_REQUESTED" });
  const run = world.github.checkRunsOf(REPOSITORY, pull.headSha).find((one) => one.name === NAMES.dod);
  world.github.rerequestCheckRun(run?.id ?? 0, { by: "ada" });
  await world.shows(pull.headSha, { dod: "failure" });
});

it("deliveries of a wrong secret change nothing", async () => {
  const world = await createWorld();
  const body = JSON.stringify({ action: "opened", number: 1, repository: { full_name: REPOSITORY } });
  const response = await fetch(`${world.url}/webhooks/github`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "pull_request",
      "x-github-delivery": "1",
      "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
    },
  });
  expect(response.status).toBe(401);
  expect(await response.text()).not.toContain(SECRET);
  const { rows } = await world.database.pool.query("select count(*)::int as n from deliveries where delivery_id = '1'");
  expect(rows[0].n).toBe(0);
});

it("in shadow mode a closed pull request has no status written either", async () => {
  const policy =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  shadow: true\n";
  const world = await createWorld({ as: "token", files: { ".qms/review.yml": policy } });
  const pull = world.github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  await expect.poll(() => world.change(pull.number), { timeout: 15_000 }).toMatchObject({ state: "DOR_FAILED" });
  world.github.closePullRequest(pull);
  await expect.poll(() => world.change(pull.number), { timeout: 15_000 }).toMatchObject({ lifecycle: "closed" });
  await sleep(1_500);
  expect(world.contexts(pull.headSha).overall).toBe("none");
});
