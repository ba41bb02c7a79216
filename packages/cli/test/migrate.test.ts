import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder, tollgate } from "./support/run.ts";

const folder = temporaryFolder();
const plain = 'language: node_js\nos: linux\nnode_js: "20"\ninstall: npm ci\nscript: npm test\n';

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  mkdirSync(join(folder, ".git"));
  write(".travis.yml", plain);
  write("app/.travis.yml", `${plain}notifications:\n  email: false\n`);
  write(".circleci/config.yml", "version: 2\njobs:\n  build:\n    machine: true\n    steps: [checkout]\n");
  write("broken/.travis.yml", "language: [node_js\n");
  write("notes.yml", "a: 1\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => tollgate(["migrate", ...args], { cwd: folder });

describe("the workflow of a file", () => {
  test("is shown as a new file", async () => {
    const { code, stdout, stderr } = await run(".travis.yml");
    expect(stdout).toContain("+++ .github/workflows/travis.yml\n");
    expect(stdout).toContain("+        run: npm test\n");
    expect(stderr).toMatch(/^\.travis\.yml: of 10 keys and values 10 equal, 0 weaker, 0 unknown, 0 lost\.$/m);
    expect(code).toBe(0);
  });

  test("is written into a folder, or a file, and never over another one", async () => {
    expect((await run(".travis.yml", "--output", "made")).code).toBe(0);
    const text = readFileSync(join(folder, "made/travis.yml"), "utf8");
    expect(text).toContain("run: npm test");
    expect((await run(".travis.yml", "--output", "made/ci.yml")).code).toBe(0);
    expect(readFileSync(join(folder, "made/ci.yml"), "utf8")).toBe(text);
    write("made/ci.yml", "name: mine\n");
    const { code, stderr } = await run(".travis.yml", "--output", "made/ci.yml");
    expect(stderr).toContain("made/ci.yml is already there");
    expect(code).toBe(2);
    expect(readFileSync(join(folder, "made/ci.yml"), "utf8")).toBe("name: mine\n");
  });

  test("comes with its certificate in JSON", async () => {
    const { code, stdout } = await run(".travis.yml", "app/.travis.yml", "--format", "json");
    const { results } = JSON.parse(stdout);
    expect(results.map(({ dialect }: { dialect: string }) => dialect)).toEqual(["travis", "travis"]);
    expect(results[1].files[0].path).toBe(".github/workflows/travis-2.yml");
    expect(results[1].certificate.counts).toEqual({ equal: 10, weaker: 0, unknown: 0, lost: 3 });
    const entry = results[1].certificate.entries.find(({ path }: { path: string }) => path === "script");
    expect(entry).toMatchObject({ verdict: "equal", line: 5, carriers: [{ file: ".github/workflows/travis-2.yml" }] });
    expect(code).toBe(0);
  });
});

describe("--check", () => {
  test("ends with 0 where everything is kept, and writes nothing", async () => {
    const { code } = await run(".travis.yml", "--check");
    expect(code).toBe(0);
    expect(existsSync(join(folder, ".github"))).toBe(false);
  });

  test("ends with 1 and says what is lost, and why", async () => {
    const { code, stdout } = await run("app/.travis.yml", "--check");
    expect(stdout).toContain("lost notifications (line 6 and 2 more)");
    expect(stdout).toContain("GitHub tells people by their own settings.");
    expect(code).toBe(1);
  });

  test("ends with 2 for a file that cannot be read, with the place", async () => {
    const { code, stdout } = await run("broken/.travis.yml", "--check");
    expect(stdout).toMatch(/^broken\/\.travis\.yml:\d+:\d+: /);
    expect(code).toBe(2);
  });
});

test("--all finds every file of a known CI system", async () => {
  const { stdout } = await run("--all", "--check", "--format", "json");
  const files = JSON.parse(stdout).results.map(({ file }: { file: string }) => file);
  expect(files).toEqual([".circleci/config.yml", ".travis.yml", "app/.travis.yml", "broken/.travis.yml"]);
});

describe("wrong use ends with 2 and says what to do", () => {
  test.each([
    [[], "No file is named."],
    [["--all", ".travis.yml"], "--all takes no files."],
    [["missing.yml"], "missing.yml cannot be read."],
    [["notes.yml"], "notes.yml is for no CI system that is known."],
    [[".travis.yml", "--check", "--output", "x"], "--output has no use"],
    [[".travis.yml", "app/.travis.yml", "--output", "x.yml"], "x.yml is one file, and there are 2 workflows."],
  ])("%j", async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain("→");
    expect(code).toBe(2);
  });
});
