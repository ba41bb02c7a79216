import { SCHEMAS } from "@tollgate/client/schemas";
import { expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { createWorld, NAMES, REPOSITORY, type World } from "../support/world.ts";

const FILE = ".qms/review.yml";
const POLICY = `/api/v1/repositories/github/${REPOSITORY}/policy`;

function template(spec: string): string {
  return `apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: { name: ours }\nspec: ${spec}\n`;
}
/** The title of the pull request has 43 letters. */
const titles = (least: number) => template(`{ gates: { dor/title: { params: { min_length: ${least} } } } }`);
const SHORT = titles(5);
const LONG = titles(60);

async function revisions(world: World, base = "main") {
  const { body } = await world.api(`${POLICY}/revisions?base=${base}`);
  return SCHEMAS.PolicyRevisionPage.parse(body).items;
}

function rollBack(world: World, revision: number, reason = "nobody can merge") {
  return world.api(`${POLICY}/rollback`, { method: "POST", body: JSON.stringify({ base: "main", revision, reason }) });
}

it("a rollback holds an earlier policy until the files change, and open changes are judged by it at once", async () => {
  const world = await createWorld({ files: { [FILE]: SHORT } });
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success" });
  github.writeFiles(REPOSITORY, "main", { [FILE]: LONG }, { by: "otto" });
  await world.shows(pull.headSha, { dor: "failure" });
  const [second, first] = await revisions(world);
  expect([second, first]).toMatchObject([
    { base: "main", inForce: true, held: false, by: null, restores: null, files: [FILE] },
    { inForce: false },
  ]);

  expect(await rollBack(world, first?.id ?? 0)).toMatchObject({ status: 200, body: { base: "main", changes: 1 } });
  await world.shows(pull.headSha, { dor: "success" });
  const [third, ...before] = await revisions(world);
  expect(third).toMatchObject({ inForce: true, held: true, restores: first?.id, reason: "nobody can merge" });
  expect(third?.by).not.toBeNull();
  expect(before.map(({ id }) => id)).toEqual([second?.id, first?.id]);
  await eventually(() => {
    const check = github.checkRunsOf(REPOSITORY, pull.headSha).findLast(({ name }) => name === "qms/overall");
    expect(JSON.stringify(check)).toContain(`rolled back to revision ${first?.id}`);
  });
  expect(await rollBack(world, first?.id ?? 0)).toMatchObject({ status: 409 });

  // Neither another file nor a broken policy takes it away.
  github.writeFiles(REPOSITORY, "main", { "README.md": "# other\n" }, { by: "otto" });
  github.writeFiles(REPOSITORY, "main", { [FILE]: LONG.replace("length", "lenght") }, { by: "otto" });
  await eventually(async () => {
    const { body } = await world.api(`/api/v1/repositories/github/${REPOSITORY}`);
    const [branch] = SCHEMAS.RepositoryDetail.parse(body).branches;
    expect(branch?.problems).not.toEqual([]);
    expect(branch?.rollback).toMatchObject({ revision: first?.id, reason: "nobody can merge" });
  });
  expect((await revisions(world))[0]).toMatchObject({ id: third?.id, held: true });

  // Whoever writes a good one after it has decided anew.
  github.writeFiles(REPOSITORY, "main", { [FILE]: titles(61) }, { by: "otto" });
  await world.shows(pull.headSha, { dor: "failure" });
  expect((await revisions(world))[0]).toMatchObject({ inForce: true, held: false, restores: null });
  const { rows } = await world.database.pool.query(
    "select type, data, personal from events where stream = $1 order by version",
    [`github:${REPOSITORY}`],
  );
  expect(rows).toMatchObject([
    {
      type: "policy.rolled-back",
      data: { base: "main", from: second?.id, to: first?.id },
      personal: { by: third?.by },
    },
    { type: "policy.rollback-lifted", data: { base: "main", revision: first?.id }, personal: {} },
  ]);
});

it("a rollback is lifted by hand, and only by those who may", async () => {
  const world = await createWorld({ files: { [FILE]: SHORT } });
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success" });
  github.writeFiles(REPOSITORY, "main", { [FILE]: LONG }, { by: "otto" });
  await world.shows(pull.headSha, { dor: "failure" });
  const [second, first] = await revisions(world);
  const { body: made } = await world.api("/api/v1/tokens", {
    method: "POST",
    body: JSON.stringify({ subject: "cora", role: "coordinator" }),
  });
  const headers = { authorization: `Bearer ${SCHEMAS.CreatedToken.parse(made).token}` };
  const body = JSON.stringify({ base: "main", revision: first?.id, reason: "why not" });
  expect(await world.api(`${POLICY}/rollback`, { method: "POST", body, headers })).toMatchObject({ status: 403 });
  expect(await world.api(`${POLICY}/rollback?base=main`, { method: "DELETE", body: "{}" })).toMatchObject({
    status: 404,
  });
  expect(await rollBack(world, (second?.id ?? 0) + 1_000)).toMatchObject({ status: 404 });
  expect(await rollBack(world, second?.id ?? 0)).toMatchObject({ status: 409 });

  await rollBack(world, first?.id ?? 0);
  await world.shows(pull.headSha, { dor: "success" });
  const lift = `${POLICY}/rollback?base=main&reason=done`;
  expect(await world.api(lift, { method: "DELETE", body: "{}", headers })).toMatchObject({ status: 403 });
  expect(await world.api(lift, { method: "DELETE", body: "{}" })).toMatchObject({ status: 200, body: { changes: 1 } });
  await world.shows(pull.headSha, { dor: "failure" });
  expect((await revisions(world))[0]).toMatchObject({ digest: second?.digest, inForce: true, held: false, by: null });
});

it("the last good policy is rolled back as well while the newest files are broken", async () => {
  const world = await createWorld({ files: { [FILE]: SHORT } });
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success" });
  github.writeFiles(REPOSITORY, "main", { [FILE]: LONG }, { by: "otto" });
  await world.shows(pull.headSha, { dor: "failure" });
  github.writeFiles(REPOSITORY, "main", { [FILE]: "nonsense" }, { by: "otto" });
  const [, first] = await revisions(world);
  await rollBack(world, first?.id ?? 0);
  await world.shows(pull.headSha, { dor: "success" });
  expect(await world.api(`${POLICY}/rollback?base=main`, { method: "DELETE", body: "{}" })).toMatchObject({
    status: 200,
  });
  // The files at the tip cannot be used, so the last good policy stays: the one that was rolled back to.
  github.writeFiles(REPOSITORY, "main", { [FILE]: LONG }, { by: "otto" });
  await world.shows(pull.headSha, { dor: "failure" });
});

it.each([
  ["that was emptied", { [FILE]: "" }, "The file is empty"],
  ["larger than any policy", { [FILE]: "x".repeat(600 * 1024) }, "more than 512 KiB"],
  [
    "beside too many",
    Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`.qms/${n}.yml`, LONG])),
    "more than 200",
  ],
])("a policy file %s leaves the last good policy in force, and the check says why", async (_, files, why) => {
  const world = await createWorld({ files: { [FILE]: LONG } });
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "failure" });
  github.writeFiles(REPOSITORY, "main", files, { by: "otto" });
  await eventually(() => {
    const check = github.checkRunsOf(REPOSITORY, pull.headSha).find(({ name }) => name === NAMES.dor);
    expect(check).toMatchObject({ conclusion: "failure", output: { summary: expect.stringContaining(why) } });
  });
});

it("a rollback stays below what the installation has locked since", async () => {
  const { mkdtemp, rm, writeFile } = await import("node:fs/promises");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const policyDir = await mkdtemp(join(tmpdir(), "tollgate-policy-"));
  const world = await createWorld({ files: { [FILE]: SHORT }, start: false });
  await world.start({ policyDir });
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success" });
  world.github.writeFiles(REPOSITORY, "main", { [FILE]: titles(70) }, { by: "otto" });
  await world.shows(pull.headSha, { dor: "failure" });
  const spec = "{ locked: [dor/title], gates: { dor/title: { params: { min_length: 50 } } } }";
  await writeFile(join(policyDir, "all.yml"), template(spec));
  const first = (await revisions(world)).at(-1);
  await rollBack(world, first?.id ?? 0);
  await eventually(async () => {
    const change = await world.change(pull.number);
    expect(JSON.stringify(change.gates)).toContain("50");
  });
  expect((await revisions(world))[0]).toMatchObject({ held: true, restores: first?.id });

  // Nor does a trial go without the installation's files: where they are broken, nothing can be judged.
  await writeFile(join(policyDir, "all.yml"), "nonsense");
  const path = `/api/v1/changes/github/${REPOSITORY}/${pull.number}/explain`;
  const body = JSON.stringify({ files: [{ path: FILE, text: SHORT }] });
  expect(await world.api(path, { method: "POST", body })).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining("all.yml:1:1") },
  });
  await rm(policyDir, { recursive: true });
});

it("a live change is judged by a policy that is in force nowhere, and nothing comes of it", async () => {
  const world = await createWorld();
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success" });
  const path = `/api/v1/changes/github/${REPOSITORY}/${pull.number}/explain`;
  const before = await world.api(path);
  const attempt = (text: string) =>
    world.api(path, { method: "POST", body: JSON.stringify({ files: [{ path: FILE, text }] }) });

  const strict = SCHEMAS.TrialExplanation.parse((await attempt(LONG)).body);
  expect(strict).toMatchObject({ mergeable: false, warnings: [] });
  expect(strict.missing.map(({ gate }) => gate)).toContain("dor/title");
  expect(strict.missing.map(({ gate }) => gate)).toContain("final");
  const lenient = SCHEMAS.TrialExplanation.parse((await attempt(template("{ final: { required: false } }"))).body);
  expect(lenient.missing.map(({ gate }) => gate)).not.toContain("final");

  // What the policy in force does not read was not gathered.
  const gate = "{ type: threshold, metric: bundle_size, operator: lte, threshold: 300 }";
  const own = `apiVersion: tollgate.dev/v1\nkind: QualityGate\nmetadata: { name: bundle-size }\nspec: ${gate}\n`;
  const measured = SCHEMAS.TrialExplanation.parse((await attempt(own)).body);
  expect(measured.lacking).toContain("measurements");
  expect(measured.missing.map(({ gate }) => gate)).toContain("bundle-size");

  expect(await attempt(LONG.replace("length", "lenght"))).toMatchObject({
    status: 422,
    body: { errors: [{ path: `${FILE}:4:41`, message: expect.stringContaining('write "min_length"') }] },
  });
  expect(await attempt("#".repeat(300 * 1024))).toMatchObject({ status: 422 });
  expect(await world.api(path)).toEqual(before);
  expect((await revisions(world)).length).toBe(1);
});

it("a step that waits longer than its time is told as late, without anything being announced", async () => {
  const steps = `{ steps: [
    { name: build, phase: progress, timeout: 1s, escalation_enabled: true, quality_gates: [quality/required-ci] },
    { name: last, phase: final }] }`;
  const world = await createWorld({ files: { [FILE]: template(steps) } });
  const pull = world.github.openPullRequest(REPOSITORY, {
    head: "slow",
    author: "ada",
    title: "Retry the upload when the connection breaks",
    body: "The client gave up at the first error.\n\nCloses #12",
  });
  await world.shows(pull.headSha, { dor: "success" });
  await eventually(async () => {
    const { body } = await world.api(`/api/v1/changes/github/${REPOSITORY}/${pull.number}/explain`);
    const item = SCHEMAS.Explanation.parse(body).missing.find(({ gate }) => gate === "quality/required-ci");
    expect(item?.condition).toMatch(/ Overdue since \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/);
    expect(item?.who).toContain("a coordinator");
  }, 20_000);
});
