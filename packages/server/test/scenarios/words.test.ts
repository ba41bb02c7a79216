import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createWorld, pending, REPOSITORY, type World } from "../support/world.ts";

async function ready(world: World) {
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", quality: "success", dod: "success", overall: pending(world) });
  return pull;
}

const ours = (world: World, pull: { repository: string; number: number }) =>
  world.github.commentsOf(pull).filter((comment) => !["cora", "ada", "otto", "eve"].includes(comment.author));

it("a final approval for a commit that was just replaced is refused, and says why (I6)", async () => {
  const world = await createWorld();
  const pull = await ready(world);
  const { after } = world.github.push(pull, { by: "ada" });
  world.github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await expect.poll(() => ours(world, pull)[0]?.body, { timeout: 15_000 }).toMatch(/not the head any more/);
  await world.shows(after, { overall: pending(world) });
});

it("the author, somebody who wrote part of it, and somebody without the role are refused", async () => {
  const world = await createWorld();
  const pull = await ready(world);
  for (const [by, reason] of [
    ["ada", /needs the role|is the author/],
    ["eve", /needs the role coordinator/],
  ] as const) {
    world.github.comment(pull, { by, body: `/tollgate approve-final ${pull.headSha}` });
    await expect.poll(() => ours(world, pull)[0]?.body, { timeout: 15_000 }).toMatch(reason);
  }
  world.github.setPermission(REPOSITORY, "ada", "admin");
  expect((await world.change(pull.number)).state).toBe("FINAL_PENDING");
  expect(ours(world, pull)).toHaveLength(1);
});

it("a deleted or edited comment's word falls, whether its webhook comes or not (I7)", async () => {
  const world = await createWorld({ reconcileSeconds: 5 });
  const pull = await ready(world);
  const { id } = world.github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await world.shows(pull.headSha, { overall: "success" });
  world.github.webhooks.drop();
  world.github.deleteComment(id);
  await world.shows(pull.headSha, { overall: pending(world) }, 30_000);
});

it("status and explain answer in the one comment, which is updated", async () => {
  const world = await createWorld();
  const pull = world.github.openPullRequest(REPOSITORY, { head: "x", author: "ada", title: "Change it", body: "" });
  world.github.comment(pull, { by: "eve", body: "/tollgate explain" });
  await expect.poll(() => ours(world, pull)[0]?.body, { timeout: 15_000 }).toMatch(/dor\/description/);
  world.github.comment(pull, { by: "eve", body: "Thanks.\n/tollgate what" });
  await expect.poll(() => ours(world, pull)[0]?.body, { timeout: 15_000 }).toMatch(/no such command/);
  expect(ours(world, pull)).toHaveLength(1);
});

it("the final word can be given by the API, which answers with what became of it", async () => {
  const world = await createWorld();
  const pull = await ready(world);
  const path = `/api/v1/changes/github/${REPOSITORY}/${pull.number}/commands`;
  const send = async (command: unknown) =>
    (await world.api(path, { method: "POST", body: JSON.stringify(command) })).body as {
      status: string;
      message: string;
    };
  expect(await send({ type: "approve-final", sha: "1".repeat(40) })).toMatchObject({ status: "refused" });
  expect(await send({ type: "approve-final", sha: pull.headSha })).toMatchObject({ status: "accepted" });
  await world.shows(pull.headSha, { overall: "success" });
  expect(await send({ type: "recheck" })).toMatchObject({ status: "accepted" });
});

it("a dropped final word is found by reconcile with all webhooks lost", async () => {
  const world = await createWorld({ reconcileSeconds: 5, as: "token" });
  world.github.webhooks.drop();
  const pull = world.wellKept();
  world.github.comment(pull, { by: "otto", body: "/tollgate status" });
  await world.shows(pull.headSha, { dod: "success" }, 30_000);
  world.github.comment(pull, { by: "cora", body: `LGTM\n\n/tollgate approve-final ${pull.headSha.slice(0, 12)}\n` });
  await world.shows(pull.headSha, { overall: "success" }, 30_000);
});

it("a comment of thousands of commands is answered for the first ones only", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dod: "success" });
  github.comment(pull, { by: "eve", body: "/tollgate x\n".repeat(3_000) });
  await sleep(5_000);
  const { rows } = await world.database.pool.query(
    "select count(*)::int as n from events where type = 'command.refused'",
  );
  expect(rows[0].n).toBeLessThan(50);
}, 60_000);

it("a final word given while something announced is not read yet is kept for the next read, not refused", async () => {
  const world = await createWorld();
  const pull = await ready(world);
  // Rules carry no version: for ten seconds nobody can tell whether a read shows them.
  world.github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build"], approvals: 1 });
  await world.shows(pull.headSha, { overall: pending(world), quality: pending(world) });
  world.github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
  await world.shows(pull.headSha, { quality: "success", overall: "success" }, 25_000);
});
