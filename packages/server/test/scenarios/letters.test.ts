import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createWorld, REPOSITORY } from "../support/world.ts";

it("a subject that cannot be evaluated is parked beside the living, and can be evaluated again (I12)", async () => {
  const world = await createWorld();
  const { github } = world;
  const { pool } = world.database;
  const good = world.wellKept();
  await world.shows(good.headSha, { dor: "success" });
  const bad = github.openPullRequest(REPOSITORY, {
    head: "bad",
    author: "ada",
    title: "Change it",
    body: "Some words. Closes #1",
  });
  await world.shows(bad.headSha, { dor: "success" });
  // What is stored of it cannot be understood any more: evaluating it fails each time.
  await pool.query(`update streams set state = jsonb_set(state, '{words}', '5') where id = $1`, [
    `github:${REPOSITORY}#${bad.number}`,
  ]);
  await pool.query("update subjects set attempts = 8 where key = $1", [String(bad.number)]);
  github.editPullRequest(bad, { title: "Change it again" });
  await pool.query("update subjects set due_at = clock_timestamp() where key = $1", [String(bad.number)]);
  const parked = async () =>
    (
      await pool.query("select parked_reason from subjects where parked_at is not null and key = $1", [
        String(bad.number),
      ])
    ).rows;
  await expect.poll(parked, { timeout: 60_000 }).not.toEqual([]);
  const { body } = await world.api("/api/v1/dead-letters");
  expect(JSON.stringify(body)).toContain(`change ${bad.number}`);
  github.editPullRequest(good, { body: "" });
  await world.shows(good.headSha, { dor: "failure" });
  await pool.query(`update streams set state = jsonb_set(state, '{words}', '[]') where id = $1`, [
    `github:${REPOSITORY}#${bad.number}`,
  ]);
  github.editPullRequest(bad, { body: "" });
  await world.shows(bad.headSha, { dor: "failure" });
}, 120_000);

it("a delivery that cannot be stored parks itself alone", async () => {
  const world = await createWorld();
  const { pool } = world.database;
  // A database that refuses one delivery's outcome, as a bug in a translation would.
  await pool.query(
    `create function refuse() returns trigger language plpgsql as $$ begin
       if new.hint->>'says' like '%poison%' or new.hint->>'object' = 'review:666' then raise check_violation; end if; return new; end $$`,
  );
  await pool.query("create trigger refuse before insert on hints for each row execute function refuse()");
  const good = world.wellKept();
  await pool.query("create table keep as select 1");
  const payload = {
    action: "submitted",
    review: {
      id: 666,
      state: "approved",
      user: { login: "rita", type: "User" },
      submitted_at: new Date().toISOString(),
      commit_id: good.headSha,
      body: null,
    },
    pull_request: { number: good.number, head: { sha: good.headSha }, base: { ref: "main" } },
    repository: { full_name: REPOSITORY, default_branch: "main" },
    sender: { login: "rita" },
  };
  await pool.query(
    "insert into deliveries (provider, delivery_id, event, payload) values ('github', 'poison', 'pull_request_review', $1)",
    [Buffer.from(JSON.stringify(payload))],
  );
  await pool.query("select pg_notify('tollgate_deliveries', '')");
  await expect
    .poll(
      async () =>
        (await pool.query("select parked_reason is not null as parked from deliveries where delivery_id = 'poison'"))
          .rows[0],
      {
        timeout: 20_000,
      },
    )
    .toEqual({ parked: true });
  world.github.editPullRequest(good, { body: "" });
  await world.shows(good.headSha, { dor: "failure" });
});

it("a failed evaluation whose closing fails as well is counted", async () => {
  const world = await createWorld();
  const { github } = world;
  const { pool } = world.database;
  const bad = world.wellKept();
  await world.shows(bad.headSha, { dor: "success" });
  await sleep(1_100);
  await pool.query(`update streams set state = jsonb_set(state, '{words}', '5') where id = $1`, [
    `github:${REPOSITORY}#${bad.number}`,
  ]);
  github.editPullRequest(bad, { title: "Change it again" });
  const attempts = async () =>
    (await pool.query("select attempts from subjects where kind = 'change'")).rows[0].attempts;
  await expect.poll(attempts, { timeout: 20_000 }).toBeGreaterThan(2);
}, 60_000);

it("a delivery that is no JSON inside is parked with the reason, and stops nothing", async () => {
  const world = await createWorld();
  await world.database.pool.query(
    "insert into deliveries (provider, delivery_id, event, payload) values ('github', 'broken', 'push', '{]}')",
  );
  await world.database.pool.query("select pg_notify('tollgate_deliveries', '')");
  const parked = async () => JSON.stringify((await world.api("/api/v1/dead-letters")).body);
  await expect.poll(parked, { timeout: 30_000 }).toContain("the body of the delivery is no JSON object");
  const good = world.wellKept();
  await world.shows(good.headSha, { dor: "success" });
});
