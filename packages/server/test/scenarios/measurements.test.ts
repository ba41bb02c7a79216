import { expect, it } from "vitest";
import { ADMIN, createWorld, pending, REPOSITORY, type World } from "../support/world.ts";

const HEAD = "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: {name: review}\nspec:\n  gates:\n";
const POLICY = {
  ".qms/review.yml": `${HEAD}    quality/tests: {}\n    quality/coverage: {params: {lines: 80, changed_lines: null}}\n`,
};

const JUNIT = '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>';
const FAILED = '<testsuite><testcase name="a"/><testcase name="b"><failure message="no"/></testcase></testsuite>';
const LCOV = "SF:src/a.ts\nDA:1,1\nDA:2,1\nDA:3,1\nDA:4,1\nDA:5,0\nend_of_record\n";

function send(world: World, number: number, body: unknown, token = ADMIN) {
  return world.api(`/api/v1/changes/github/${REPOSITORY}/${number}/measurements`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
  });
}

it("what CI sends opens and closes the gates that read it, and nothing else does", async () => {
  const world = await createWorld({ files: POLICY });
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", quality: pending(world) });
  const commit = pull.headSha;
  const coverage = await send(world, pull.number, { commit, format: "lcov", content: LCOV });
  expect(coverage).toMatchObject({
    status: 202,
    body: { commit, status: "stored", isHead: true, reports: [{ kind: "coverage" }] },
  });
  await world.shows(commit, { quality: pending(world) });
  await send(world, pull.number, { commit, format: "junit", content: JUNIT });
  await world.shows(commit, { quality: "success" });
  // Sent again it is known; a report of another name adds to it.
  expect(await send(world, pull.number, { commit, format: "junit", content: JUNIT })).toMatchObject({
    body: { status: "known", isHead: true },
  });
  expect(await send(world, pull.number, { commit: "0".repeat(40), format: "junit", content: JUNIT })).toMatchObject({
    body: { status: "stored", isHead: false },
  });
  await send(world, pull.number, { commit, format: "junit", name: "more", content: FAILED });
  await world.shows(commit, { quality: "failure" });
  await send(world, pull.number, { commit, format: "junit", name: "more", content: JUNIT });
  await world.shows(commit, { quality: "success" });
  // Another commit has no reports.
  const { after } = world.github.push(pull, { by: "ada" });
  world.github.setStatus(REPOSITORY, after, { context: "build", state: "success", by: "ci" });
  await world.shows(after, { quality: pending(world) });
});

it("what cannot be understood is refused with its place, and so is what nobody may send", async () => {
  const world = await createWorld({ files: POLICY });
  const pull = world.wellKept();
  const commit = pull.headSha;
  await world.shows(commit, { dor: "success" });
  const broken = await send(world, pull.number, { commit, format: "junit", content: "<testsuite>\n<oops" });
  expect(broken).toMatchObject({ status: 422, body: { errors: [{ path: "body.content", message: /^line 2/ }] } });
  expect(await send(world, pull.number, { commit: commit.slice(0, 12), measurements: [] })).toMatchObject({
    status: 422,
  });
  expect(await send(world, pull.number, { commit, measurements: [{ metric: "a", value: Number.NaN }] })).toMatchObject({
    status: 422,
  });
  expect(await send(world, 999, { commit, measurements: [{ metric: "a", value: 1 }] })).toMatchObject({ status: 404 });
  const made = await world.api("/api/v1/tokens", {
    method: "POST",
    body: JSON.stringify({ subject: "reader", role: "viewer" }),
    headers: { "content-type": "application/json", authorization: `Bearer ${ADMIN}` },
  });
  const { token } = made.body as { token: string };
  const sent = { commit, measurements: [{ metric: "a", value: 1 }] };
  expect(await send(world, pull.number, sent, token)).toMatchObject({ status: 403 });
  world.github.closePullRequest(pull);
  await expect.poll(() => world.change(pull.number), { timeout: 15_000 }).toMatchObject({ lifecycle: "closed" });
  expect(await send(world, pull.number, sent)).toMatchObject({ status: 409 });
});

it("numbers are judged by thresholds under the names that policies use", async () => {
  const gate = `apiVersion: qms.creo.dev/v1
kind: QualityGate
metadata: {name: bundle, step: progress-reviews}
spec: {type: threshold, metric: bundle_size, operator: lte, threshold: 200, unit: kB, blocking: true}
`;
  const world = await createWorld({ files: { ".qms/bundle.yml": gate } });
  const pull = world.wellKept();
  const commit = pull.headSha;
  await world.shows(commit, { dor: "success", quality: pending(world) });
  await send(world, pull.number, { commit, measurements: [{ metric: "bundle_size", value: 201, unit: "kB" }] });
  await world.shows(commit, { quality: "failure" });
  await send(world, pull.number, { commit, measurements: [{ metric: "bundle_size", value: 200, unit: "kB" }] });
  await world.shows(commit, { quality: "success" });
});
