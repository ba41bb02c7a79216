import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { tellInReverse } from "../support/tell-in-reverse.ts";
import { createWorld, pending, REPOSITORY } from "../support/world.ts";

const GOOD = { dor: "success", security: "success", quality: "success", dod: "success" };

it("two pull requests with one head and different bases: the lenient base does not open the strict one (I1)", async () => {
  const world = await createWorld();
  const { github } = world;
  github.setBranch(REPOSITORY, "lenient", github.branchSha(REPOSITORY, "main") ?? "", { by: "otto" });
  const lenient =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  final: {required: false}\n  gates:\n    dod/approvals: {enabled: false}\n    dor/description: {enabled: false}\n    dor/linked-work-item: {enabled: false}\n    quality/required-ci: {enabled: false}\n";
  github.writeFiles(REPOSITORY, "lenient", { ".qms/review.yml": lenient }, { by: "otto" });
  github.protectBranch(REPOSITORY, "lenient", {});
  const easy = github.openPullRequest(REPOSITORY, {
    head: "twin",
    base: "lenient",
    author: "ada",
    title: "Change the price",
  });
  await world.shows(easy.headSha, { ...GOOD, overall: "success" });
  const strict = github.openPullRequest(REPOSITORY, {
    head: "twin",
    base: "main",
    author: "ada",
    title: "Change the price",
    body: "",
    headSha: easy.headSha,
  });
  expect(strict.headSha).toBe(easy.headSha);
  await world.shows(strict.headSha, { dor: "failure", overall: "failure" });
  const { body } = await world.api(`/api/v1/changes/github/${REPOSITORY}/${easy.number}/explain`);
  expect(body).toMatchObject({ mergeable: false });
  expect(JSON.stringify(body)).toContain(`#${strict.number}`);
  // The list says the same, word for word.
  expect((await world.change(easy.number)).waitingFor).toEqual([(body as { sentence: string }).sentence]);
  github.closePullRequest(strict);
  await world.shows(easy.headSha, { ...GOOD, overall: "success" });
});

it("a twin by somebody without write access lowers nobody's contexts (I1)", async () => {
  const world = await createWorld();
  const { github } = world;
  const good = world.wellKept();
  await world.shows(good.headSha, GOOD);
  const twin = github.openPullRequest(REPOSITORY, {
    head: "twin",
    fork: "eve/shop",
    base: "main",
    author: "eve",
    title: "Bad",
    body: "",
    headSha: good.headSha,
  });
  await expect.poll(() => world.change(twin.number), { timeout: 15_000 }).toMatchObject({ state: "DOR_FAILED" });
  await world.shows(good.headSha, GOOD);
});

it("a retarget voids the final word and takes the policy of the new base", async () => {
  const world = await createWorld();
  const { github } = world;
  github.setBranch(REPOSITORY, "release", github.branchSha(REPOSITORY, "main") ?? "", { by: "otto" });
  const strict =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  gates:\n    dod/approvals: {params: {count: 2}}\n";
  github.writeFiles(REPOSITORY, "release", { ".qms/review.yml": strict }, { by: "otto" });
  github.protectBranch(REPOSITORY, "release", { requiredChecks: ["build"] });
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await world.shows(pull.headSha, { overall: "success" });
  github.editPullRequest(pull, { base: "release" });
  await world.shows(pull.headSha, { dod: pending(world), overall: pending(world) });
  github.editPullRequest(pull, { base: "main" });
  await world.shows(pull.headSha, { ...GOOD, overall: "success" });
});

it("policy is read from the base: a head that rewrites it does not let itself through, an unprotected base has no say", async () => {
  const world = await createWorld();
  const { github } = world;
  const open =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  final: {required: false}\n  gates:\n    dor/description: {enabled: false}\n    dor/linked-work-item: {enabled: false}\n    dod/approvals: {enabled: false}\n    quality/required-ci: {enabled: false}\n";
  const sly = github.openPullRequest(REPOSITORY, {
    head: "sly",
    author: "ada",
    title: "Update the policy",
    body: "",
    files: { ".qms/review.yml": open },
  });
  await world.shows(sly.headSha, { dor: "failure", overall: "failure" });
  github.setBranch(REPOSITORY, "mine", github.branchSha(REPOSITORY, "main") ?? "", { by: "ada" });
  github.writeFiles(REPOSITORY, "mine", { ".qms/review.yml": open }, { by: "ada" });
  const aside = github.openPullRequest(REPOSITORY, {
    head: "aside",
    base: "mine",
    author: "ada",
    title: "Go round",
    body: "",
  });
  await world.shows(aside.headSha, { dor: "failure", overall: "failure" });
});

it("a late synchronize and a force-push back neither reset nor leak an approval (I5)", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  const first = pull.headSha;
  await world.shows(first, GOOD);
  github.comment(pull, { by: "cora", body: `/tollgate approve-final ${first}` });
  await world.shows(first, { overall: "success" });
  // The push is told only after the push back.
  github.webhooks.hold();
  const { after: second } = github.push(pull, { by: "ada" });
  github.forcePush(pull, first, { by: "ada" });
  github.webhooks.release();
  await world.shows(first, { ...GOOD, overall: "success" });
  // And once more, seen on the way.
  github.forcePush(pull, second, { by: "ada" });
  await world.shows(second, { dor: "success", dod: pending(world), overall: pending(world) });
  await world.shows(first, { overall: pending(world) });
  github.forcePush(pull, first, { by: "ada" });
  await world.shows(first, { ...GOOD, overall: "success" });
  await world.shows(second, { overall: pending(world) });
});

it("a closed pull request leaves no old green, and a reopened one is judged again", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  github.closePullRequest(pull);
  const waits = pending(world);
  await world.shows(pull.headSha, { dor: waits, security: waits, quality: waits, dod: waits, overall: waits });
  expect(await world.change(pull.number)).toMatchObject({ lifecycle: "closed" });
  github.reopen(pull);
  await world.shows(pull.headSha, GOOD);
});

it("a head that was pushed while the change was closed is judged, though its closing is told last", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  await sleep(1_500);
  github.webhooks.hold();
  github.closePullRequest(pull);
  await sleep(1_500);
  const { after: headSha } = github.push(pull, { by: "ada" });
  github.reopen(pull);
  await tellInReverse(world, { first: "reopened", last: "closed", pauseMs: 500 });
  await world.shows(headSha, { dor: "success" });
  expect(await world.change(pull.number)).toMatchObject({ lifecycle: "open", headSha });
});

it("contexts of another base under other names are no CI", async () => {
  const named =
    "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  contexts: {dor: a/dor, security: a/sec, quality: a/quality, dod: a/dod, overall: a/overall}\n";
  const world = await createWorld({ requiredChecks: [] });
  const { github } = world;
  github.setBranch(REPOSITORY, "other", github.branchSha(REPOSITORY, "main") ?? "", { by: "otto" });
  github.writeFiles(REPOSITORY, "other", { ".qms/review.yml": named }, { by: "otto" });
  github.protectBranch(REPOSITORY, "other", {});
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  const twin = github.openPullRequest(REPOSITORY, {
    head: "y",
    base: "other",
    author: "ada",
    title: "Change it",
    body: "Words. Closes #3",
    headSha: pull.headSha,
  });
  github.review(twin, { by: "rita", state: "APPROVED" });
  await sleep(3_000);
  for (const one of [pull, twin]) github.comment(one, { by: "eve", body: "/tollgate recheck" });
  await expect
    .poll(async () => [(await world.change(pull.number)).state, (await world.change(twin.number)).state], {
      timeout: 15_000,
    })
    .toEqual(["FINAL_PENDING", "FINAL_PENDING"]);
}, 60_000);

it("two pull requests of one head that do not name each other do not make each other dirty for ever", async () => {
  const world = await createWorld();
  const { github } = world;
  const tip = github.branchSha(REPOSITORY, "main") ?? "";
  const bases = ["release-1", "release-2"];
  for (const base of bases) github.setBranch(REPOSITORY, base, tip, { by: "otto" });
  github.writeFiles(REPOSITORY, "main", { "a.txt": "a" }, { by: "otto" });
  const head = github.branchSha(REPOSITORY, "main") ?? "";
  for (const base of bases) {
    // GitHub lists no open pull request for a commit of the default branch.
    github.openPullRequest(REPOSITORY, {
      head: "main",
      base,
      author: "ada",
      title: "Release it",
      body: "Words. Closes #2",
      headSha: head,
    });
  }
  await world.shows(head, { dor: "success" });
  await sleep(4_000);
  const reads = () => github.requests.filter((request) => /graphql/.test(request.path)).length;
  const before = reads();
  await sleep(5_000);
  expect(reads()).toBe(before);
}, 60_000);

it("a check that was told before its second pull request was known is seen there too, though copies lag", async () => {
  const world = await createWorld();
  const { github } = world;
  github.setBranch(REPOSITORY, "release", github.branchSha(REPOSITORY, "main") ?? "", { by: "otto" });
  github.protectBranch(REPOSITORY, "release", { requiredChecks: ["build"] });
  const first = github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "Closes #1" });
  await world.shows(first.headSha, { quality: pending(world) });
  await sleep(2_500);
  github.recordHistory();
  github.webhooks.hold();
  const { headSha } = first;
  const second = github.openPullRequest(REPOSITORY, {
    head: "x",
    base: "release",
    author: "ada",
    title: "Too",
    headSha,
  });
  await sleep(4_000);
  github.setStatus(REPOSITORY, headSha, { context: "build", state: "success", by: "ci" });
  // For some seconds every read shows both pull requests, and no check yet.
  github.faults.add({ match: { writes: false }, kind: "stale", seconds: 3, until: Date.now() + 3_000 });
  github.webhooks.release((held) => held.toReversed());
  await expect.poll(() => world.change(second.number), { timeout: 10_000 }).toMatchObject({ headSha });
  await world.shows(headSha, { quality: "success" }, 20_000);
}, 60_000);
