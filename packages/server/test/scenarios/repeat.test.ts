import { judge } from "@tollgate/core/change/judge";
import { FACT_KEYS, type Facts, unknown } from "@tollgate/core/vocabulary/fact";
import { expect, it } from "vitest";
import { GATE_LIST } from "../../src/worker/context.ts";
import { createWorld, pending } from "../support/world.ts";

it("every stored judgement can be repeated from what is stored with it, and equal facts are stored once (I10)", async () => {
  const world = await createWorld();
  const { github } = world;
  const { pool } = world.database;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", quality: "success", dod: "success" });
  const review = github.review(pull, { by: "otto", state: "CHANGES_REQUESTED" });
  await world.shows(pull.headSha, { dod: "failure" });
  github.dismissReview(review.id);
  await world.shows(pull.headSha, { dod: "success", overall: pending(world) });

  const { rows } = await pool.query(
    "select at, data, personal from events where type = 'change.judged' order by version",
  );
  expect(rows.length).toBeGreaterThan(1);
  for (const { data } of rows) {
    const refs = data.facts as Record<string, { digest: string; source: string; at: string }>;
    const { rows: stored } = await pool.query("select digest, value from facts where digest = any($1)", [
      Object.values(refs).map((ref) => ref.digest),
    ]);
    expect(Object.values(refs).every((ref) => ref.source === "read" && ref.at === data.readAt)).toBe(true);
    const missing = Object.fromEntries(FACT_KEYS.map((key) => [key, unknown("not judged")]));
    // Two facts of equal value, two empty lists, are stored once.
    const values = new Map(stored.map((row) => [row.digest, row.value]));
    const judged = Object.fromEntries(Object.entries(refs).map(([key, { digest }]) => [key, values.get(digest)]));
    const facts = { ...missing, ...judged } as unknown as Facts;
    const [policy] = (await pool.query("select policy from policies where digest = $1", [data.policy.digest])).rows;
    expect(judge(policy.policy, facts, data.doubts, GATE_LIST, data.readAt, data.otherContexts)).toEqual(data.gates);
    expect(data).toMatchObject({ schema: 1, head: pull.headSha, baseRef: "main", policy: { branch: "main" } });
  }
  const { rows: facts } = await pool.query(
    "select count(*)::int as n, count(distinct (key, value))::int as different from facts",
  );
  expect(facts[0].n).toBe(facts[0].different);

  // What was set on the forge names the events it was made from.
  const { rows: writes } = await pool.query("select made_from from context_writes");
  const { rows: versions } = await pool.query("select stream, version from events");
  const known = new Set(versions.map((row) => `${row.stream}@${row.version}`));
  for (const write of writes) {
    expect(write.made_from.length).toBeGreaterThan(0);
    for (const { stream, version } of write.made_from) expect(known).toContain(`${stream}@${version}`);
  }
});
