import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createWorld, NAMES, pending, REPOSITORY } from "../support/world.ts";

const events = async (world: Awaited<ReturnType<typeof createWorld>>, type: string) =>
  (await world.database.pool.query("select data, personal from events where type = $1", [type])).rows;

it("a write whose answer was lost is read back and ends right, with one check run per context (I3)", async () => {
  const world = await createWorld();
  const { github } = world;
  github.faults.add({ match: { writes: true, path: "check-runs" }, kind: "after", answer: "reset", times: 3 });
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", security: "success", quality: "success", dod: "success" }, 40_000);
  const names = github.checkRunsOf(REPOSITORY, pull.headSha).map((run) => run.name);
  expect(names.filter((name) => name === NAMES.dor)).toHaveLength(1);
}, 60_000);

it("while a write is under way, what the forge shows counts as unknown (I3)", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dod: "success" });
  github.faults.add({ match: { writes: true, path: "check-runs" }, kind: "after", answer: "hang", times: 5 });
  github.review(pull, { by: "otto", state: "CHANGES_REQUESTED" });
  await world.shows(pull.headSha, { dod: "failure" });
  // A crash now must not leave the value before taken for the one that stands there.
  const { rows } = await world.database.pool.query("select performed_digest from contexts where name = $1", [
    NAMES.dod,
  ]);
  expect(rows).toEqual([{ performed_digest: null }]);
});

it("a crash between a write and its record does not leave the value in between standing (I3)", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dod: "success" });
  // The write of the closing value is carried out, and its answer never comes.
  github.faults.add({ match: { writes: true, path: "check-runs" }, kind: "after", answer: "hang", times: 1 });
  const reviewer = github.review(pull, { by: "otto", state: "CHANGES_REQUESTED" });
  await world.shows(pull.headSha, { dod: "failure" });
  // The server dies before it learns of it, and the verdict goes back to what it was.
  await world.stop();
  github.dismissReview(reviewer.id);
  await world.start();
  await world.shows(pull.headSha, { dod: "success" }, 40_000);
}, 90_000);

it("a green write whose answer was lost does not stand where a lagging list shows what was before it (I3)", async () => {
  const world = await createWorld({ as: "token" });
  const { github } = world;
  const { pool } = world.database;
  const pull = github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "Closes #1" });
  const build = (state: "pending" | "success") =>
    github.setStatus(REPOSITORY, pull.headSha, { context: "build", state, by: "ci" });
  build("pending");
  await world.shows(pull.headSha, { dor: "success", quality: pending(world), dod: pending(world) });
  // It was written so long ago that every copy shows it.
  await pool.query("update contexts set performed_at = performed_at - interval '1 minute'");
  github.recordHistory();
  await sleep(1_500);
  github.faults.add({ match: { writes: true, path: "statuses" }, kind: "after", answer: "reset", times: 3 });
  build("success");
  await world.shows(pull.headSha, { quality: "success" });
  github.faults.add({ match: { method: "GET", path: "statuses" }, kind: "stale", seconds: 11 });
  build("pending");
  await world.shows(pull.headSha, { quality: pending(world) }, 30_000);
}, 60_000);

it("a late write that lands after a newer verdict is found and corrected (I3)", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success" });
  const run = github.checkRunsOf(REPOSITORY, pull.headSha).find((one) => one.name === NAMES.dor);
  // As if an old request of ours had been on its way all the time.
  github.updateCheckRun(run?.id ?? 0, { status: "completed", conclusion: "failure" });
  await world.shows(pull.headSha, { dor: "failure" }, 2_000).catch(() => undefined);
  await world.shows(pull.headSha, { dor: "success" });
});

it.each(["app", "token"] as const)(
  "a foreign write to our context is recorded and put right, as %s (I11)",
  async (as) => {
    const world = await createWorld({ as });
    const { github } = world;
    const pull = github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
    await world.shows(pull.headSha, { overall: "failure" });
    await sleep(1_000);
    github.setStatus(REPOSITORY, pull.headSha, { context: NAMES.overall, state: "success", by: "eve" });
    await expect.poll(() => events(world, "context.corrected"), { timeout: 15_000 }).not.toEqual([]);
    const [told] = await events(world, "context.corrected");
    expect(told).toMatchObject({ data: { name: NAMES.overall }, personal: { by: "eve" } });
    if (as === "token") await world.shows(pull.headSha, { overall: "failure" });
  },
);

it.each(["app", "token"] as const)(
  "a foreign write that no read shows at first is put right, as %s (I11)",
  async (as) => {
    const world = await createWorld({ as });
    const { github } = world;
    const pull = world.wellKept();
    await world.shows(pull.headSha, { dor: "success", dod: "success", overall: pending(world) });
    // By then it is no news any more that we wrote it.
    await sleep(4_000);
    github.recordHistory();
    await sleep(1_000);
    github.faults.add({ match: { writes: false }, kind: "stale", seconds: 4, until: Date.now() + 4_000 });
    const foreign = { name: NAMES.overall, context: NAMES.overall, conclusion: "success", state: "success" } as const;
    if (as === "app") github.createCheckRun(REPOSITORY, pull.headSha, { ...foreign, app: "other" });
    else github.setStatus(REPOSITORY, pull.headSha, { ...foreign, by: "eve" });
    await expect.poll(() => events(world, "context.corrected"), { timeout: 30_000 }).toHaveLength(1);
    await world.shows(pull.headSha, { overall: pending(world) });
  },
  60_000,
);

it("a foreign write whose webhook was lost is found at the next reconcile (I11)", async () => {
  const world = await createWorld({ as: "token", reconcileSeconds: 5 });
  const { github } = world;
  const pull = github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  await world.shows(pull.headSha, { overall: "failure" });
  github.webhooks.drop();
  await sleep(6_000);
  github.setStatus(REPOSITORY, pull.headSha, { context: NAMES.overall, state: "success", by: "eve" });
  await world.shows(pull.headSha, { overall: "failure" }, 30_000);
  await expect.poll(() => events(world, "context.corrected"), { timeout: 15_000 }).not.toEqual([]);
}, 90_000);

it("only what changed is written, and our own echoes cause nothing", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", quality: "success", dod: "success" });
  await sleep(3_000);
  const writes = () =>
    github.requests.filter((request) => request.method !== "GET" && /check-runs/.test(request.path)).length;
  const reads = () => github.requests.filter((request) => /graphql/.test(request.path)).length;
  const [written, read] = [writes(), reads()];
  await sleep(3_000);
  expect([writes(), reads()]).toEqual([written, read]);
  github.comment(pull, { by: "eve", body: "Looks good" });
  await sleep(2_000);
  expect(writes()).toBe(written);
  await world.shows(pull.headSha, { overall: pending(world) });
});

it("as an App a foreign check run whose webhook was lost is found at the next reconcile (I11)", async () => {
  const world = await createWorld({ reconcileSeconds: 5 });
  const { github } = world;
  const pull = github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  await world.shows(pull.headSha, { overall: "failure" });
  github.webhooks.drop();
  await sleep(6_000);
  github.createCheckRun(REPOSITORY, pull.headSha, { name: NAMES.overall, status: "completed", conclusion: "success" });
  await expect
    .poll(
      async () => (await world.database.pool.query("select 1 from events where type = 'context.corrected'")).rowCount,
      { timeout: 30_000 },
    )
    .toBe(1);
  const runs = () => github.checkRunsOf(REPOSITORY, pull.headSha).filter((run) => run.name === NAMES.overall);
  await expect.poll(() => runs().at(-1)?.conclusion).toBe("failure");
  expect(runs()).toHaveLength(3);
}, 90_000);
