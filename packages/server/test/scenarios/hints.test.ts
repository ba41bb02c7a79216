import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { transaction } from "../../src/store/database.ts";
import { createWorld, pending, REPOSITORY, type World } from "../support/world.ts";

async function completed(world: World) {
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", quality: "success", dod: "success" });
  world.github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await world.shows(pull.headSha, { overall: "success" });
  return pull;
}

/** Every state that a context was ever given on a commit, oldest first. */
async function history(world: World, sha: string, name: string): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ outcome: string }>(
    `select w.outcome from context_writes w join targets t on t.id = w.target_id where t.key = $1 and w.name = $2 order by w.id`,
    [sha, name],
  );
  return rows.map((row) => row.outcome);
}

it("an approval dismissed while the read is under way never shows green (I2)", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = github.openPullRequest(REPOSITORY, {
    head: "x",
    author: "ada",
    title: "Change it",
    body: "Some words. Closes #1",
  });
  await world.shows(pull.headSha, { dor: "success", dod: pending(world) });
  await sleep(1_100);
  // The reads that the approval causes see it, but take so long that the dismissal comes before they end.
  github.faults.add({ match: { path: "rules/branches" }, kind: "slow", ms: 1_500, times: 1 });
  const review = github.review(pull, { by: "rita", state: "APPROVED" });
  await sleep(700);
  github.dismissReview(review.id);
  await sleep(4_000);
  await world.shows(pull.headSha, { dod: pending(world) });
  expect(await history(world, pull.headSha, "qms/dod-validation")).not.toContain("pass");
});

it("a read older than its hint is read again until it shows it (I4)", async () => {
  const world = await createWorld();
  const pull = await completed(world);
  const [review] = (await fetchReviews(world, pull.number)) as { id: number }[];
  world.github.faults.add({ match: { writes: false }, kind: "stale", seconds: 6, until: Date.now() + 6_000 });
  world.github.dismissReview(review?.id ?? 0);
  // The stale reads still show the approval: the announcement alone closes the gate, and stays until a read shows it.
  await world.shows(pull.headSha, { dod: pending(world), overall: pending(world) }, 8_000);
  await sleep(3_000);
  expect(world.contexts(pull.headSha)).toMatchObject({ dod: pending(world), overall: pending(world) });
  await world.shows(pull.headSha, { dod: pending(world) });
  world.github.review(pull, { by: "rita", state: "APPROVED" });
  await world.shows(pull.headSha, { dod: "success", overall: "success" });
});

async function fetchReviews(world: World, number: number): Promise<unknown> {
  const token = world.github.createToken("otto");
  const response = await fetch(`${world.github.url}/repos/${REPOSITORY}/pulls/${number}/reviews`, {
    headers: { authorization: `Bearer ${typeof token === "string" ? token : (token as { token: string }).token}` },
  });
  return response.json();
}

it("a hint that arrives while the evaluation starts is evaluated after it (I2)", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  await world.shows(pull.headSha, { dor: "failure" });
  await sleep(1_100);
  github.faults.add({ match: { graphql: true }, kind: "slow", ms: 1_000, times: 1 });
  github.editPullRequest(pull, { title: "Change it all" });
  await sleep(300);
  // The read under way began before this.
  github.editPullRequest(pull, { body: "Some words at last. Closes #1" });
  await world.shows(pull.headSha, { dor: "success" });
});

it("a red hint closes the gate while GitHub cannot be read at all; nothing opens one (I2)", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = await completed(world);
  await sleep(1_100);
  const outage = github.faults.add({ match: { writes: false }, kind: "status", status: 502 });
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
  await expect
    .poll(() => world.change(pull.number), { timeout: 20_000 })
    .toMatchObject({ outcome: expect.stringMatching(/fail|pending/) });
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "success", by: "ci" });
  await sleep(2_000);
  expect((await world.change(pull.number)).outcome).not.toBe("pass");
  outage.remove();
  await world.shows(pull.headSha, { quality: "success", overall: "success" }, 60_000);
}, 120_000);

it("success is not written while a closing hint above the decision waits (I2)", async () => {
  const world = await createWorld();
  const { pool } = world.database;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", quality: "success", dod: "success" });
  // What the hints of the story itself cause is over.
  await sleep(2_500);
  // A closing hint that no evaluation has taken up: its subject waits out a failure.
  await pool.query(
    "update subjects set attempts = 3, due_at = clock_timestamp() + interval '3 seconds', wanted_seq = wanted_seq + 1",
  );
  await pool.query(
    `insert into hints (subject_id, seq, hint, closing) select id, wanted_seq,
       '{"object":"review:9","version":{"value":"x"},"closing":"yes","facts":["reviews"],"says":"x"}', 'yes' from subjects
     where kind = 'change'`,
  );
  // Somebody wants the contexts written anew.
  await transaction(pool, async (client) => {
    await client.query("update contexts set performed_digest = null");
    await client.query("update targets set wanted_seq = wanted_seq + 1, due_at = clock_timestamp()");
  });
  const before = (await history(world, pull.headSha, "qms/dor-validation")).length;
  await sleep(1_500);
  expect((await history(world, pull.headSha, "qms/dor-validation")).length).toBe(before);
  await pool.query("delete from hints");
  await expect
    .poll(async () => (await history(world, pull.headSha, "qms/dor-validation")).length)
    .toBeGreaterThan(before);
});

it("webhooks doubled, reordered and delayed end in the same state", async () => {
  const world = await createWorld();
  const { github } = world;
  github.webhooks.double({ probability: 0.5, seed: 7 });
  github.webhooks.reorder({ windowMs: 1_500, seed: 7 });
  const pull = github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  github.editPullRequest(pull, { body: "Some words. Closes #1" });
  github.review(pull, { by: "rita", state: "APPROVED" });
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "success", by: "ci" });
  const { after } = github.push(pull, { by: "ada" });
  github.setStatus(REPOSITORY, after, { context: "build", state: "success", by: "ci" });
  github.review(pull, { by: "rita", state: "APPROVED" });
  await world.shows(after, { dor: "success", quality: "success", dod: "success", overall: pending(world) }, 20_000);
  // Whether the first head was ever read depends on the order; green it is in no case.
  expect(Object.values(world.contexts(pull.headSha))).not.toContain("success");
});

const GOOD = { dor: "success", security: "success", quality: "success", dod: "success" };

it("a check run whose conclusion is changed afterwards is read again", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = github.openPullRequest(REPOSITORY, {
    head: "x",
    author: "ada",
    title: "Change it",
    body: "Words. Closes #1",
  });
  const run = github.createCheckRun(REPOSITORY, pull.headSha, {
    name: "build",
    status: "completed",
    conclusion: "success",
  });
  await world.shows(pull.headSha, { quality: "success" });
  await sleep(2_000);
  github.updateCheckRun(run.id, { status: "completed", conclusion: "failure" });
  await world.shows(pull.headSha, { quality: "failure" });
});

it("a failing check of an old head does not keep the new head closed", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  github.webhooks.hold();
  const { after } = github.push(pull, { by: "ada" });
  github.setStatus(REPOSITORY, pull.headSha, { context: "lint", state: "failure", by: "ci" });
  github.webhooks.release();
  github.setStatus(REPOSITORY, after, { context: "build", state: "success", by: "ci" });
  github.review(pull, { by: "rita", state: "APPROVED" });
  await world.shows(after, GOOD, 15_000);
});

it("a closing hint that comes later in an outage closes as well", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  await sleep(1_100);
  const outage = github.faults.add({ match: { writes: false }, kind: "status", status: 502 });
  github.comment(pull, { by: "cora", body: "/tollgate status" });
  const attempts = async () =>
    (await world.database.pool.query("select attempts from subjects where kind = 'change'")).rows[0].attempts;
  await expect.poll(attempts, { timeout: 30_000 }).toBeGreaterThanOrEqual(1);
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
  await expect
    .poll(
      async () => {
        const gates = (await world.change(pull.number)).gates as { name: string; outcome: string }[];
        return gates.find((gate) => gate.name === "quality/required-ci")?.outcome;
      },
      { timeout: 25_000 },
    )
    .toBe("fail");
  expect((await world.change(pull.number)).state).not.toBe("ERROR");
  outage.remove();
}, 90_000);

it("a command that is taken back at once does not keep the change closed", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  await sleep(1_100);
  github.webhooks.hold();
  const { id } = github.comment(pull, { by: "eve", body: "/tollgate reject-final 123" });
  github.deleteComment(id);
  github.webhooks.release();
  await sleep(4_000);
  await world.shows(pull.headSha, GOOD, 11_000);
}, 60_000);

it("another repository's names do not hide CI", async () => {
  const world = await createWorld();
  const { github } = world;
  await world.database.pool.query(
    `insert into policies (digest, policy) values ('other', '{"contexts": {"overall": "build"}}')`,
  );
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  await sleep(1_000);
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
  await world.shows(pull.headSha, { quality: "failure" });
}, 60_000);
