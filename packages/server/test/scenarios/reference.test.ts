import { readdirSync, readFileSync } from "node:fs";
import { SCHEMAS } from "@tollgate/client/schemas";
import { expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { createWorld, REPOSITORY, type World } from "../support/world.ts";

/** Documents that people already have, as they were written. */
const FOLDER = new URL("../../../core/test/policy/fixtures/reference-together/", import.meta.url);
const WRITTEN = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".yml"))
    .map((name) => [`.qms/${name}`, readFileSync(new URL(name, FOLDER), "utf8")]),
);
/** The simulated forge has code scanning off, and the gate says how to go on without it. */
const LOCAL = `apiVersion: tollgate.dev/v1
kind: QualityGate
metadata: { name: security/code-scanning }
spec: { params: { when_off: skip } }
`;
const BODY = `The client gave up at the first error.

Closes #12

## Change justification

Uploads over bad connections are lost, and people notice days later.

## Risk assessment

Low: the retry is limited to three attempts, and nothing else calls it.
`;
const LCOV = "SF:src/a.ts\nDA:1,1\nDA:2,1\nDA:3,1\nDA:4,1\nDA:5,1\nend_of_record\n";

async function gates(world: World, number: number) {
  const { gates } = SCHEMAS.Change.parse(await world.change(number));
  return Object.fromEntries(gates.map((gate) => [gate.name, gate]));
}

it("documents that people already have run as written, step by step to the final word", async () => {
  const world = await createWorld({ files: { ...WRITTEN, ".qms/local.yml": LOCAL } });
  const pull = world.wellKept({ head: "work", author: "ada", title: "Retry broken uploads three times", body: BODY });
  await world.shows(pull.headSha, { dor: "success", security: "success" });
  const { body } = await world.api(`/api/v1/repositories/github/${REPOSITORY}`);
  const { branches, policiesInForce } = SCHEMAS.RepositoryDetail.parse(body);
  expect(branches[0]?.problems).toEqual([]);
  expect(policiesInForce[0]?.template).toMatchObject({
    name: "standard-qms-review",
    version: "2.3",
    steps: [
      { name: "dor-validation", phase: "ready", condition: null, timeoutSeconds: 300 },
      {
        name: "progress-reviews",
        condition: "dor-validation.success",
        gates: ["quality/coverage", "quality/performance", "code-coverage-gate"],
      },
      { name: "dod-validation", phase: "done", sequential: true, condition: "progress-reviews.success" },
      { name: "final-review", phase: "final", gates: [] },
    ],
  });
  // What is approved already counts once its step's turn has come.
  expect((await gates(world, pull.number))["dod/approvals"]).toMatchObject({
    outcome: "pending",
    title: expect.stringContaining('Waits for step "progress-reviews"'),
  });
  const at = `/api/v1/changes/github/${REPOSITORY}/${pull.number}`;
  const send = (report: object) =>
    world.api(`${at}/measurements`, { method: "POST", body: JSON.stringify({ commit: pull.headSha, ...report }) });
  const coverage = (value: number) => ({ measurements: [{ metric: "test_coverage", value, unit: "percentage" }] });
  await send(coverage(79.9));
  await eventually(async () => {
    const { "code-coverage-gate": own } = await gates(world, pull.number);
    expect(own).toMatchObject({ step: "progress", context: "quality", outcome: "fail", blocking: true });
  });
  await send(coverage(85.2));
  await send({ format: "lcov", content: LCOV });
  await world.shows(pull.headSha, { quality: "success", dod: "success" });
  await eventually(async () => expect((await world.change(pull.number)).state).toBe("FINAL_PENDING"));
});
