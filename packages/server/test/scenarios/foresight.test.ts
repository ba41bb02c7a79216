import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { tellInReverse } from "../support/tell-in-reverse.ts";
import { createWorld, REPOSITORY, type World } from "../support/world.ts";

const GOOD = { dor: "success", quality: "success", dod: "success" };

/** When the change was last read, and what of it is not decided yet. */
async function subject(world: World, number: number) {
  const { rows } = await world.database.pool.query<{ read: Date; dirty: boolean; hints: number }>(
    `select s.last_read_at as read, s.wanted_seq > s.done_seq as dirty,
       (select count(*)::int from hints where subject_id = s.id) as hints
     from subjects s where s.kind = 'change' and s.key = $1`,
    [String(number)],
  );
  return rows[0];
}

async function quiet(world: World, number: number) {
  await expect.poll(async () => (await subject(world, number))?.dirty, { timeout: 10_000 }).toBe(false);
  await sleep(1_500);
  await expect.poll(async () => (await subject(world, number))?.dirty, { timeout: 10_000 }).toBe(false);
  return subject(world, number);
}

it("a check that nobody requires is not read for, and closes once somebody requires it", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  const before = await quiet(world, pull.number);
  github.setStatus(REPOSITORY, pull.headSha, { context: "lint", state: "pending", by: "ci" });
  await expect.poll(async () => (await subject(world, pull.number))?.hints, { timeout: 10_000 }).toBe(1);
  await sleep(1_100);
  github.setStatus(REPOSITORY, pull.headSha, { context: "lint", state: "failure", by: "ci" });
  await expect.poll(async () => (await subject(world, pull.number))?.hints, { timeout: 10_000 }).toBe(2);
  expect(await subject(world, pull.number)).toEqual({ ...before, dirty: false, hints: 2 });
  await world.shows(pull.headSha, GOOD);
  // Now it matters, and a read shows how it ended.
  github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build", "lint"] });
  await world.shows(pull.headSha, { quality: "failure" });
  await expect.poll(async () => (await subject(world, pull.number))?.hints, { timeout: 15_000 }).toBe(0);
}, 60_000);

it("what the last read shows already is not even noted", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  const before = await quiet(world, pull.number);
  github.webhooks.double({ probability: 1, seed: 1 });
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "failure", by: "ci" });
  await world.shows(pull.headSha, { quality: "failure" });
  const after = await quiet(world, pull.number);
  expect(after?.hints).toBe(0);
  expect(after?.read).not.toEqual(before?.read);
}, 60_000);

it("a change closed and opened again stays open where the closing is told last, and copies still show it", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  await quiet(world, pull.number);
  github.recordHistory();
  github.webhooks.hold();
  github.closePullRequest(pull);
  await sleep(7_000);
  github.reopen(pull);
  github.faults.add({ match: { writes: false }, kind: "stale", seconds: 6, until: Date.now() + 5_000 });
  await tellInReverse(world, { first: "reopened", last: "closed", pauseMs: 1_000 });
  await sleep(6_000);
  expect(await world.change(pull.number)).toMatchObject({ lifecycle: "open" });
  await world.shows(pull.headSha, GOOD);
}, 60_000);
