import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder, tollgate } from "./support/run.ts";

const folder = temporaryFolder();
const copy = (name: string, version: number) => `name: ${name}
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: ${version}
      - run: npm ci
      - run: npm run lint
      - run: npm run types
      - run: npm test
      - run: npm run build
`;
const files = { "api.yml": copy("API", 18), "web.yml": copy("Web", 20), "shop.yml": copy("Shop", 22) };

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  mkdirSync(join(folder, "repository/.git"), { recursive: true });
  for (const [name, text] of Object.entries(files)) write(`repository/.github/workflows/${name}`, text);
  write(
    "repository/.github/workflows/other.yml",
    "on: push\njobs:\n  one:\n    runs-on: x\n    steps:\n      - run: a\n",
  );
  write("repository/broken.yml", "on: [push\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cwd = join(folder, "repository");
const migrate = (...args: string[]) => tollgate(["migrate", ...args], { cwd });

describe("migrate between workflows", () => {
  test("shows the difference and writes nothing", async () => {
    const { code, stdout, stderr } = await migrate("--all", "--strategy", "reusable");
    expect(code).toBe(0);
    expect(stdout).toContain("--- /dev/null\n+++ b/.github/workflows/shared-test.yml\n@@ -0,0 +1,");
    expect(stdout).toContain("+          node-version: ${{ inputs.node-version }}\n");
    expect(stdout).toContain("--- a/.github/workflows/api.yml\n+++ b/.github/workflows/api.yml\n");
    expect(stdout).toContain("+    uses: ./.github/workflows/shared-test.yml\n");
    expect(stderr).toContain("3 copies");
    expect(stderr).toContain("checks have other names");
    expect(readFileSync(join(cwd, ".github/workflows/api.yml"), "utf8")).toBe(files["api.yml"]);
  });

  test("leaves what reports a required check", async () => {
    const flags = ["--all", "--strategy", "reusable", "--check", "--required-checks"];
    const { code, stdout } = await migrate(...flags, "test,lint");
    expect(stdout).toContain('the required check "test" would have another name');
    expect(code).toBe(1);
    expect((await migrate(...flags, "lint")).code).toBe(0);
  });

  test("has no use for required checks where nothing is shared", async () => {
    const { code, stderr } = await migrate("broken.yml", "--required-checks", "test");
    expect(stderr).toContain("--required-checks is for workflows that are shared");
    expect(code).toBe(2);
  });

  test("writes into a folder, where validate finds no fault and compare no difference", async () => {
    const { code } = await migrate("--all", "--strategy", "hybrid", "--output", "out");
    expect(code).toBe(0);
    const validated = await tollgate(["validate", "--min-severity", "error", "out"], { cwd });
    expect(validated.stdout).toBe("");
    expect(validated.code).toBe(0);
    const compared = await tollgate(["compare", ".github/workflows/api.yml", "out/.github/workflows/api.yml"], { cwd });
    expect(compared.code).toBe(0);
  });

  test("--check says whether and how well, as text and as JSON", async () => {
    const text = await migrate("--all", "--strategy", "reusable", "--check");
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(
      /^\.github\/workflows\/shared-test\.yml: 3 copies, \d+ lines saved, handed over: node-version\n/,
    );
    const json = await migrate("--all", "--strategy", "reusable", "--check", "--format", "json");
    const answer = JSON.parse(json.stdout);
    expect(answer).toMatchObject({ possible: true, strategy: "reusable", broken: [] });
    expect(answer.linesSaved).toBe(answer.linesBefore - answer.linesAfter);
    expect(answer.files).toBeUndefined();
    expect(answer.certificates[0].entries[0]).toMatchObject({ verdict: "equal", rule: "share/kept" });
  });

  test("ends with 1 where nothing can be shared", async () => {
    const { code, stdout } = await migrate(".github/workflows/other.yml", "--strategy", "actions", "--check");
    expect(code).toBe(1);
    expect(stdout).toContain("Nothing repeats");
  });

  test("ends with 2 where a file is broken, and does the others", async () => {
    const named = Object.keys(files).map((name) => `.github/workflows/${name}`);
    const { code, stdout, stderr } = await migrate(
      ...named,
      "broken.yml",
      "--strategy",
      "reusable",
      "--format",
      "json",
    );
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ possible: true, broken: [{ path: "broken.yml" }] });
    expect(stderr).toContain("broken.yml:");
  });

  test.each([
    [["nowhere.yml"], "does not exist"],
    [[".github"], "is no file"],
    [["--all", "--output", "one.yml"], "is one file"],
  ])("is told what is wrong with %j", async (args, message) => {
    const { code, stderr } = await migrate(...args, "--strategy", "reusable");
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
