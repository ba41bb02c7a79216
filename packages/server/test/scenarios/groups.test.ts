import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createWorld, NAMES } from "../support/world.ts";

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
