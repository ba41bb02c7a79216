import { expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { createWorld, pending, REPOSITORY, type World } from "../support/world.ts";

const DONE = { status: "completed", conclusion: "success" } as const;
const GOOD = { dor: "success", security: "success", quality: "success", dod: "success" };

async function explained(world: World, number: number): Promise<string> {
  return JSON.stringify((await world.api(`/api/v1/changes/github/${REPOSITORY}/${number}/explain`)).body);
}

it("code owners that the branch demands: each line of the base's file by one of its owners, whatever the head's says", async () => {
  const world = await createWorld({ files: { CODEOWNERS: "src/* @otto\n*.md @cora @rita\n" } });
  const { github } = world;
  github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build"], approvals: 1, codeOwners: true });
  const pull = world.wellKept({ files: { "src/a.ts": "a\n", "NEWS.md": "# New\n", CODEOWNERS: "* @rita\n" } });
  await world.shows(pull.headSha, { ...GOOD, dod: pending(world) });
  expect(await explained(world, pull.number)).toMatch(/`src\/\*` \(CODEOWNERS:1, 1 changed file\).*otto/);
  github.review(pull, { by: "otto", state: "APPROVED" });
  await world.shows(pull.headSha, GOOD);
});

it("conversations that the branch wants resolved hold it until they are, and again once one is taken up", async () => {
  const world = await createWorld();
  const { github } = world;
  github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build"], resolvedThreads: true });
  const pull = world.wellKept({ files: { "src/a.ts": "a\n" } });
  await world.shows(pull.headSha, GOOD);
  const { id } = github.startThread(pull, { by: "cora", path: "src/a.ts" });
  await world.shows(pull.headSha, { dod: pending(world) });
  expect(await explained(world, pull.number)).toContain("cora started a conversation on src/a.ts:1");
  github.resolveThread(id);
  await world.shows(pull.headSha, GOOD);
  github.unresolveThread(id);
  await world.shows(pull.headSha, { dod: pending(world) });
});

it("an approval of what somebody pushed themselves does not count where the branch says so", async () => {
  const world = await createWorld();
  const { github } = world;
  github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build"], approvals: 1, lastPushApproval: true });
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  const { after } = github.push(pull, { by: "rita" });
  github.setStatus(REPOSITORY, after, { context: "build", state: "success", by: "ci" });
  github.review(pull, { by: "rita", state: "APPROVED" });
  await world.shows(after, { ...GOOD, dod: pending(world) });
  expect(await explained(world, pull.number)).toContain("approval");
  github.review(pull, { by: "cora", state: "APPROVED" });
  await world.shows(after, GOOD);
});

it("a check that was renamed is required for ever under its old name, and that is told with the new one", async () => {
  const world = await createWorld({ requiredChecks: ["build", "unit tests (node 22)"] });
  const { github } = world;
  for (let at = 0; at < 4; at++) {
    const { sha } = github.writeFiles(REPOSITORY, "main", { [`release-${at}.txt`]: "x\n" }, { by: "otto" });
    for (const context of ["build", "unit tests (node 24)"]) {
      github.setStatus(REPOSITORY, sha, { context, state: "success", by: "ci" });
    }
  }
  const pull = world.wellKept();
  github.setStatus(REPOSITORY, pull.headSha, { context: "unit tests (node 24)", state: "success", by: "ci" });
  await world.shows(pull.headSha, { ...GOOD, quality: pending(world) });
  const told = await explained(world, pull.number);
  expect(told).toContain("unit tests (node 22): may never come");
  expect(told).toContain('\\"unit tests (node 24)\\"');
  github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build", "unit tests (node 24)"] });
  await world.shows(pull.headSha, GOOD);
});

it("a job of another workflow that has the same name hides no failure, whichever is over last", async () => {
  const world = await createWorld();
  const { github } = world;
  github.protectBranch(REPOSITORY, "main", { requiredChecks: [] });
  const pull = world.wellKept();
  const test = (name: string, event: string, conclusion: string, again = false) =>
    github.createCheckRun(REPOSITORY, pull.headSha, { name: "test", workflow: { name, event, again }, conclusion });
  test("ci", "pull_request", "failure");
  await world.shows(pull.headSha, { quality: "failure" });
  test("docs", "pull_request", "success");
  await eventually(async () => expect(await explained(world, pull.number)).toContain("1 failed, 2 passed"));
  expect(world.contexts(pull.headSha)).toMatchObject({ quality: "failure" });
  test("ci", "pull_request", "success", true);
  await world.shows(pull.headSha, GOOD);
});

it("a change that conflicts with its base is not ready, until it does not any more", async () => {
  const world = await createWorld();
  const { github } = world;
  const pull = world.wellKept();
  await world.shows(pull.headSha, GOOD);
  github.setMergeable(pull, false);
  github.comment(pull, { by: "ada", body: "/tollgate recheck" });
  await world.shows(pull.headSha, { dor: "failure" });
  expect(await explained(world, pull.number)).toContain("It conflicts with its base");
  github.setMergeable(pull, true);
  github.comment(pull, { by: "ada", body: "/tollgate recheck" });
  await world.shows(pull.headSha, GOOD);
});

it.each(["app", "token"] as const)("what a copy of GitHub does not know yet is asked for again, as %s", async (as) => {
  const world = await createWorld({ as });
  const { github } = world;
  github.recordHistory();
  const lagging = github.faults.add({ kind: "stale", seconds: 60, times: 3, match: { path: /\/files$/ } });
  const pull = world.wellKept({ files: { "src/a.ts": "a\n" } });
  await world.shows(pull.headSha, GOOD);
  expect(lagging.hits).toBe(3);
});

it("code scanning is waited for with every push, and looked at once the scanner's check tells that it is over", async () => {
  const policy = `apiVersion: tollgate.dev/v1
kind: QualityGate
metadata: { name: security/code-scanning }
spec: { enabled: true }
`;
  const world = await createWorld({ files: { ".qms/scan.yml": policy } });
  const { github } = world;
  github.scan(REPOSITORY, { on: "refs/heads/main" });
  const pull = world.wellKept({ files: { "src/a.ts": "a\n" } });
  const over = (sha: string) => github.createCheckRun(REPOSITORY, sha, { name: "CodeQL", ...DONE });
  await world.shows(pull.headSha, { ...GOOD, security: pending(world) });
  expect(await explained(world, pull.number)).toContain("No scan of this commit has come in yet");
  github.scan(REPOSITORY, { on: pull });
  over(pull.headSha);
  await world.shows(pull.headSha, GOOD);
  const { after } = github.push(pull, { by: "ada", files: { "src/a.ts": "b\n" } });
  await world.shows(after, { security: pending(world) });
  github.raiseAlert(REPOSITORY, { on: pull, rule: "js/xss", path: "src/a.ts", securitySeverity: "high" });
  over(after);
  await world.shows(after, { security: "failure" });
});

it("documentation and the record that a framework asks for, as the policy has them", async () => {
  const policy = `apiVersion: tollgate.dev/v1
kind: WorkflowTemplate
metadata: { name: review }
spec:
  gates:
    dod/documentation: { params: { rules: [{ name: changelog, when: ["src/**"], require: [CHANGELOG.md] }] } }
    dod/compliance-evidence: { params: { frameworks: [soc2] } }
`;
  const world = await createWorld({ files: { ".qms/review.yml": policy } });
  const { github } = world;
  const pull = world.wellKept({ files: { "src/a.ts": "a\n" } });
  await world.shows(pull.headSha, { dor: "success", dod: "failure" });
  const told = await explained(world, pull.number);
  expect(told).toContain("changelog: src/a.ts changed, but nothing that matches `CHANGELOG.md`");
  expect(told).toContain('no section \\"Change justification\\"');
  const body = [
    "Closes #12",
    "## Change justification",
    "One upload in a hundred fails on a bad line.",
    "## Testing",
    "New tests with a line that breaks, green in CI.",
  ].join("\n");
  github.editPullRequest(pull, { body });
  const { after } = github.push(pull, { by: "ada", files: { "CHANGELOG.md": "- Uploads are tried again.\n" } });
  github.setStatus(REPOSITORY, after, { context: "build", state: "success", by: "ci" });
  github.review(pull, { by: "rita", state: "APPROVED" });
  await world.shows(after, GOOD);
});
