import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createWorld, REPOSITORY } from "../support/world.ts";

let branches = 0;
const branch = () => `work-${++branches}`;

const large = Array.from({ length: 1_200 }, (_, line) => `const line${line} = ${line};`).join("\n");

it("tells risk with its reasons and tier, and takes a change of high risk more strictly", async () => {
  const world = await createWorld();
  const small = world.wellKept({
    head: branch(),
    author: "ada",
    files: { "src/cart.ts": "export const total = 1;\n" },
  });
  await world.shows(small.headSha, { dor: "success" });
  expect(await world.change(small.number)).toMatchObject({
    risk: "LOW",
    riskScore: 0,
    riskReasons: [],
    tier: "standard",
    rigour: "balanced",
  });

  // Large alone, it is told; large and in the login, it stops.
  const big = world.wellKept({ head: branch(), author: "ada", files: { "src/cart.ts": large } });
  await world.shows(big.headSha, { dor: "success" });
  expect(await world.change(big.number)).toMatchObject({ risk: "MEDIUM", rigour: "balanced" });
  const risky = world.wellKept({ head: branch(), author: "ada", files: { "src/auth/login.ts": large } });
  await world.shows(risky.headSha, { dor: "failure" });
  const change = await world.change(risky.number);
  expect(change).toMatchObject({ risk: "HIGH", riskScore: 6, tier: "standard", rigour: "strict" });
  expect(change.riskReasons).toEqual([
    { factor: "area", weight: 3, text: "Touches authentication: src/auth/login.ts" },
    { factor: "size", weight: 3, text: "1200 lines to read, more than 1000" },
  ]);

  const numbers = async (query: string) => {
    const { body } = await world.api(`/api/v1/change-rows?${query}`);
    return (body as { items: { number: number }[] }).items.map(({ number }) => number);
  };
  expect(await numbers("risk=HIGH")).toEqual([risky.number]);
  expect((await numbers("risk=LOW,MEDIUM&tier=standard")).sort()).toEqual([small.number, big.number]);
  expect(await numbers("tier=mission_critical")).toEqual([]);
  expect(await numbers("gate=dor/change-size")).toEqual([risky.number]);
});

it("takes the tier from what the installation says of the repository, and a repository does not lower it", async () => {
  const policyDir = await mkdtemp(join(tmpdir(), "tollgate-policy-"));
  onTestFinished(() => rm(policyDir, { recursive: true, force: true }));
  const template = (spec: string) =>
    `apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: { name: x }\nspec: ${spec}\n`;
  await writeFile(
    join(policyDir, "all.yml"),
    template("{ locked: [tier], tiers: { mission_critical: [acme/shop], experimental: ['acme/**'] } }"),
  );
  const world = await createWorld({
    files: { ".qms/review.yml": template("{ tier: experimental, gates: { dor/title: { enabled: false } } }") },
    start: false,
  });
  await world.start({ policyDir });
  const pull = world.wellKept({ head: branch(), author: "ada", files: { "src/cart.ts": large } });
  // Nothing about it is of high risk, and yet what is only told elsewhere stops it here.
  await world.shows(pull.headSha, { dor: "failure" });
  const change = await world.change(pull.number);
  expect(change).toMatchObject({ risk: "MEDIUM", tier: "mission_critical", rigour: "strict" });
  // What it does not lock, the repository's own file still says.
  expect((change.gates as { name: string }[]).map(({ name }) => name)).not.toContain("dor/title");
  const { body } = await world.api(`/api/v1/repositories/github/${REPOSITORY}`);
  expect(body).toMatchObject({ policiesInForce: [{ base: "main", tier: "mission_critical", rigour: "strict" }] });
});
