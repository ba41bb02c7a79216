import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createWorld, NAMES, REPOSITORY } from "../support/world.ts";

const GOOD = { dor: "success", security: "success", quality: "success", dod: "success" };

it("the head of a merge group waits for all its members", async () => {
  const world = await createWorld();
  const { github } = world;
  const first = world.wellKept();
  const second = world.wellKept();
  for (const pull of [first, second]) {
    await world.shows(pull.headSha, GOOD);
    github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
    await world.shows(pull.headSha, { overall: "success" });
  }
  const one = github.enqueue(first);
  await world.shows(one.headSha, { overall: "success" });
  github.comment(first, { by: "otto", body: `/tollgate reject-final ${first.headSha} wait` });
  await world.shows(one.headSha, { overall: "failure" });
  await sleep(1_500);
  const both = github.enqueue(second);
  await world.shows(both.headSha, { overall: "failure" });
  const { rows } = await world.database.pool.query(
    "select w.outcome from context_writes w join targets t on t.id = w.target_id where t.key = $1 and w.name = $2 order by w.id",
    [both.headSha, NAMES.overall],
  );
  expect(rows.map((row) => row.outcome)).not.toContain("pass");
});

it("a member of a merge group counts whoever wrote it (I1)", async () => {
  const world = await createWorld();
  const { github } = world;
  const outside = world.wellKept({
    head: "patch",
    fork: "eve/shop",
    author: "eve",
    title: "Change the guide",
    body: "Words. Closes #2",
  });
  const inside = world.wellKept();
  for (const pull of [outside, inside]) {
    await world.shows(pull.headSha, GOOD);
    github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
    await world.shows(pull.headSha, { overall: "success" });
  }
  github.enqueue(outside);
  const both = github.enqueue(inside);
  await world.shows(both.headSha, { overall: "success" });
  github.comment(outside, { by: "otto", body: `/tollgate reject-final ${outside.headSha} wait` });
  await world.shows(outside.headSha, { overall: "failure" });
  await world.shows(both.headSha, { overall: "failure" });
}, 60_000);

it("a foreign write to the head of a merge group that no read shows at first is put right (I11)", async () => {
  const world = await createWorld({ as: "token" });
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await world.shows(pull.headSha, { overall: "success" });
  const { headSha } = github.enqueue(pull);
  await world.shows(headSha, { overall: "success" });
  github.comment(pull, { by: "otto", body: `/tollgate reject-final ${pull.headSha} wait` });
  await world.shows(headSha, { overall: "failure" });
  await sleep(4_000);
  github.recordHistory();
  await sleep(1_000);
  github.faults.add({ match: { writes: false }, kind: "stale", seconds: 4, until: Date.now() + 4_000 });
  github.setStatus(REPOSITORY, headSha, { context: NAMES.overall, state: "success", by: "eve" });
  const { pool } = world.database;
  const told = async () => (await pool.query("select 1 from events where type = 'context.corrected'")).rowCount;
  await expect.poll(told, { timeout: 25_000 }).toBe(1);
  await world.shows(headSha, { overall: "failure" });
}, 60_000);
