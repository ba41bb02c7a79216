import { expect, it } from "vitest";
import { createWorld, pending, REPOSITORY, type World } from "../support/world.ts";

const POLICY = `apiVersion: tollgate.dev/v1
kind: WorkflowTemplate
metadata: {name: review}
spec:
  gates:
    quality/tests: {}
    quality/coverage: {params: {lines: 50, changed_lines: null}}
`;
const FILES = { ".qms/review.yml": POLICY };
const GOOD = '<testsuite><testcase classname="cart" name="adds"/></testsuite>';
const BAD = '<testsuite><testcase classname="cart" name="adds"><failure message="expected 2"/></testcase></testsuite>';
const LCOV = "SF:src/a.ts\nDA:1,1\nDA:2,1\nDA:3,0\nend_of_record\n";

/** A job of CI: it uploads, and ends. */
function job(world: World, sha: string, name: string, files: Record<string, string>) {
  world.github.uploadArtifact(REPOSITORY, sha, { name, files });
  world.github.setStatus(REPOSITORY, sha, { context: `ci/${name}`, state: "success", by: "ci" });
}

function requests(world: World, pattern: RegExp): number {
  return world.github.requests.filter(({ path }) => pattern.test(path)).length;
}

async function qualityText(world: World, number: number): Promise<string> {
  return JSON.stringify((await world.change(number)).gates);
}

it("what CI uploads opens and closes the gates that read it, for its own commit alone", async () => {
  const world = await createWorld({ files: FILES });
  const pull = world.wellKept();
  await world.shows(pull.headSha, { dor: "success", quality: pending(world) });
  job(world, pull.headSha, "coverage", { "coverage/lcov.info": LCOV });
  job(world, pull.headSha, "unit", { "TEST-a.xml": GOOD, "TEST-b.xml": BAD });
  await world.shows(pull.headSha, { quality: "failure" });
  expect(await qualityText(world, pull.number)).toContain("cart.adds: expected 2");
  // Another attempt of the same run replaces what it uploaded before.
  job(world, pull.headSha, "unit", { "TEST-a.xml": GOOD });
  world.github.setStatus(REPOSITORY, pull.headSha, { context: "ci/again", state: "success", by: "ci" });
  await world.shows(pull.headSha, { quality: "success" });
  const { after } = world.github.push(pull, { by: "ada" });
  world.github.setStatus(REPOSITORY, after, { context: "build", state: "success", by: "ci" });
  await world.shows(after, { quality: pending(world) });
  expect(world.github.violations).toEqual([]);
}, 60_000);

it("an artifact is downloaded once, and nothing is listed while no check completes", async () => {
  const world = await createWorld({ files: FILES });
  const pull = world.wellKept();
  job(world, pull.headSha, "coverage", { "lcov.info": LCOV });
  job(world, pull.headSha, "unit", { "junit.xml": GOOD });
  await world.shows(pull.headSha, { quality: "success" });
  const [lists, downloads] = [/\/artifacts(?:\?|$)/, /\/artifacts\/\d+\/zip/].map((one) => requests(world, one));
  expect(downloads).toBe(2);
  world.github.editPullRequest(pull, { title: "Retry the upload when the connection breaks, twice" });
  await expect.poll(async () => (await world.change(pull.number)).title, { timeout: 15_000 }).toContain("twice");
  expect(requests(world, /\/artifacts\/\d+\/zip/)).toBe(downloads);
  expect(requests(world, /\/artifacts(?:\?|$)/) - (lists ?? 0)).toBeLessThanOrEqual(1);
}, 60_000);

it("a report that cannot be read is an error that names the place, and never opens", async () => {
  const world = await createWorld({ files: FILES });
  const pull = world.wellKept();
  job(world, pull.headSha, "coverage", { "lcov.info": LCOV });
  job(world, pull.headSha, "unit", { "junit.xml": GOOD, "TEST-broken.xml": "<testsuite>\n  <oops" });
  await world.shows(pull.headSha, { quality: "failure" });
  expect(await qualityText(world, pull.number)).toMatch(/unit\/TEST-broken\.xml.*line 2/);
}, 60_000);

it("a credential on an added line closes the gate, and stands in no table", async () => {
  const token = ["gh", "p_", "abcdefghijklmnopqrstuvwxyz0123456789"].join("");
  const policy = POLICY.replace(/gates:[\s\S]*/, "gates:\n    security/secrets: {}\n");
  const world = await createWorld({ files: { ".qms/review.yml": policy } });
  const pull = world.wellKept({
    head: "leak",
    author: "ada",
    title: "Sign in",
    body: "Closes #1",
    files: { "src/sign-in.ts": `const token = "${token}";\n` },
  });
  await world.shows(pull.headSha, { security: "failure" });
  expect(JSON.stringify((await world.change(pull.number)).gates)).toContain("src/sign-in.ts");
  const { rows: tables } = await world.database.pool.query<{ name: string }>(
    "select format('%I', tablename) as name from pg_tables where schemaname = 'public'",
  );
  for (const { name } of tables) {
    const { rows } = await world.database.pool.query(`select t::text as row from ${name} t where t::text like $1`, [
      `%${token.slice(4)}%`,
    ]);
    expect([name, rows]).toEqual([name, []]);
  }
}, 60_000);

it("a fork's CI, which has no secrets, is heard by what it uploads", async () => {
  const world = await createWorld({ files: FILES });
  const about = { head: "patch-1", fork: "eve/shop", author: "eve", title: "Correct the guide", body: "Closes #4" };
  const pull = world.wellKept(about);
  job(world, pull.headSha, "coverage", { "lcov.info": LCOV });
  job(world, pull.headSha, "unit", { "junit.xml": GOOD });
  await world.shows(pull.headSha, { quality: "success" });
}, 60_000);

it("a workflow that lets strangers in closes the gate, and no comment in it says otherwise", async () => {
  const world = await createWorld();
  const head = (run: string) =>
    `on: pull_request_target\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`;
  const injected =
    'echo "${{ github.event.pull_request.title }}" # tollgate-ignore: security/template-injection it is ours';
  const path = ".github/workflows/greet.yml";
  const about = { author: "ada", title: "Greet who writes to us", body: "Closes #1" };
  const bad = world.wellKept({ ...about, head: "greet", files: { [path]: head(injected) } });
  await world.shows(bad.headSha, { security: "failure" });
  expect(JSON.stringify((await world.change(bad.number)).gates)).toContain(path);
  const good = world.wellKept({ ...about, head: "greet-well", files: { [path]: head("echo hello") } });
  await world.shows(good.headSha, { security: "success" });
}, 60_000);
