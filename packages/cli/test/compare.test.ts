import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../src/program.ts";
import { temporaryFolder, tollgate } from "./support/run.ts";

const folder = temporaryFolder();
const workflow = [
  "on: [push, pull_request]",
  "permissions: { contents: read }",
  "jobs:",
  "  test:",
  "    uses: ./.github/workflows/called.yml",
  "    with: { command: npm test }",
  "",
].join("\n");
const called = [
  "on: { workflow_call: { inputs: { command: { type: string } } } }",
  "jobs: { run: { runs-on: x, steps: [{ run: $IN }] } }",
  "",
]
  .join("\n")
  .replace("$IN", `"${"$"}{{ inputs.command }}"`);
const narrowed = workflow.replace("[push, pull_request]", "push");

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function git(...args: string[]): void {
  const identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "ignore", env: { PATH: process.env.PATH } });
}

beforeAll(() => {
  git("init", "--quiet", "--initial-branch=main");
  write(".github/workflows/ci.yml", workflow);
  write(".github/workflows/called.yml", called);
  write(".github/workflows/notes.txt", "no workflow");
  git("add", "-A");
  git("commit", "--quiet", "-m", "first");
  write(".github/workflows/called.yml", called.replace("runs-on: x", "runs-on: x, timeout-minutes: 5"));
  git("commit", "--quiet", "-am", "second");
  write(".github/workflows/ci.yml", narrowed);
  write("deep/er/file.txt", "");
  write("broken.yml", "on: [push\njobs: {}\n");
  write("nothing.yml", "a: 1\n");
  write("latin.yml", Buffer.from([0xff, 0xfe, 0x41]));
  write("empty/readme.md", "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compare = (args: readonly string[], cwd = folder) => tollgate(["compare", ...args], { cwd });
const json = async (args: readonly string[], cwd?: string) => {
  const result = await compare([...args, "--format", "json"], cwd);
  return { ...result, answer: result.stdout === "" ? null : JSON.parse(result.stdout) };
};

describe("what is compared", () => {
  test("a file of a commit with the file on the disk: what is lost ends with 1, with both places", async () => {
    const { code, answer } = await json(["main:.github/workflows/ci.yml", ".github/workflows/ci.yml"]);
    expect(answer.summary).toMatchObject({ lost: 1, weaker: 0, unknown: 0 });
    const [comparison] = answer.comparisons;
    expect(comparison).toMatchObject({
      old: "main:.github/workflows/ci.yml",
      new: ".github/workflows/ci.yml",
      gaps: [],
    });
    expect(comparison.entries[0]).toEqual({
      construct: "trigger",
      path: [],
      what: "trigger pull_request",
      verdict: "lost",
      why: expect.stringContaining("no longer"),
      old: {
        file: "main:.github/workflows/ci.yml",
        line: 1,
        column: 12,
        endLine: 1,
        endColumn: 24,
        text: "pull_request",
      },
    });
    expect(code).toBe(1);
  });

  test("a called workflow is read from the same side: only its commits differ", async () => {
    const { code, answer } = await json(["main~1:.github/workflows/ci.yml", "main:.github/workflows/ci.yml"]);
    expect(answer.summary).toMatchObject({ stronger: 1, lost: 0, weaker: 0, unknown: 0, gained: 0 });
    expect(answer.comparisons[0].entries[0]).toMatchObject({
      what: "time limit",
      verdict: "stronger",
      new: { file: ".github/workflows/called.yml", line: 2 },
    });
    expect(code).toBe(0);
  });

  test("folders, by the names of their files; a commit stands for its workflows, and so does a repository", async () => {
    const { answer } = await json(["main:", "."]);
    expect(answer.comparisons.map(({ new: now }: { new: string }) => now)).toEqual([
      ".github/workflows/called.yml",
      ".github/workflows/ci.yml",
    ]);
  });

  test("a file that is only in one folder is lost or gained", async () => {
    write("few/called.yml", called);
    const { answer, code } = await json([".github/workflows", "few"]);
    const gone = answer.comparisons.find(({ new: now }: { new: string | null }) => now === null);
    expect(gone.entries).toEqual([expect.objectContaining({ construct: "pipeline", verdict: "lost" })]);
    expect(code).toBe(1);
    const back = await json(["few", ".github/workflows"]);
    expect(back.answer.summary).toMatchObject({ lost: 0 });
    expect(back.answer.summary.gained).toBeGreaterThan(0);
  });

  test("a path with ./ begins where the command stands, others at the repository's root", async () => {
    const deep = join(folder, ".github/workflows");
    const { answer } = await json(["main:./ci.yml", "ci.yml"], deep);
    expect(answer.comparisons[0].old).toBe("main:.github/workflows/ci.yml");
    expect((await json(["main:.github/workflows/ci.yml", "ci.yml"], deep)).code).toBe(1);
  });

  test("two files whatever they are called; with itself a file is the same", async () => {
    const { code, stdout } = await compare([".github/workflows/ci.yml", ".github/workflows/ci.yml"]);
    expect(stdout).toMatch(/^\d+ the same\n$/);
    expect(code).toBe(0);
  });
});

describe("how it is told", () => {
  const sides = ["main:.github/workflows/ci.yml", ".github/workflows/ci.yml"];

  test("as text, in colour where it is wanted", async () => {
    const { stdout } = await compare(sides);
    expect(stdout).toContain("main:.github/workflows/ci.yml:1:12 lost trigger pull_request in the whole pipeline");
    expect(stdout).not.toContain("\u001b[");
    const coloured = await tollgate(["compare", ...sides], { cwd: folder, env: { FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain("\u001b[31mlost");
  });

  test("as Markdown, with the summary in its first line", async () => {
    const { stdout, code } = await compare([...sides, "--format", "markdown"]);
    expect(stdout.split("\n")[0]).toMatch(/^\*\*Workflows compared:\*\* 1 lost, \d+ the same$/);
    expect(code).toBe(1);
  });

  test("as a page, into a file", async () => {
    const { stdout, stderr, code } = await compare([...sides, "--format", "html", "--output", "out.html"]);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^out\.html: 1 lost, /);
    expect(readFileSync(join(folder, "out.html"), "utf8")).toMatch(/^<!doctype html>/);
    expect(code).toBe(1);
  });

  test("the examples of its help can be given", async () => {
    const command = program().commands.find((candidate) => candidate.name() === "compare");
    let help = "";
    command?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    const examples = [...help.matchAll(/^ {2}\$ tollgate (compare .*)$/gm)].map(([, example = ""]) =>
      example.split(" "),
    );
    expect(examples).toHaveLength(3);
    for (const [, ...args] of examples) expect((await compare(args)).code).toBeLessThan(2);
  });
});

describe("input that cannot be compared ends with 2, and says what to do", () => {
  test.each([
    ["a path that is not there", ["nowhere.yml", "nothing.yml"], "nowhere.yml is no file", "REF:PATH"],
    ["a ref without a path", ["main", "."], "main is no file", "main:.github/workflows"],
    ["a ref that is not there", ["nope:.github/workflows", "."], "nope:.github/workflows is no file", "REF:PATH"],
    ["only one side", ["."], "missing required argument", "--help"],
    ["a ref that looks like an option", [".", "--", "--all:ci.yml"], "--all:ci.yml is no file", "REF:PATH"],
    ["a file and a folder", [".github/workflows/ci.yml", ".github"], "no workflows in .github", ".github/workflows"],
    [
      "a folder and a file",
      [".github/workflows", "main:.github/workflows/ci.yml"],
      "One side is a file",
      "a folder with a folder",
    ],
    ["a folder without workflows", ["empty", "."], "no workflows in empty", ".github/workflows"],
    ["a file that is not YAML", ["broken.yml", ".github/workflows/ci.yml"], "broken.yml:", "validate"],
    [
      "a file that is no workflow",
      ["nothing.yml", ".github/workflows/ci.yml"],
      "no GitHub Actions workflow",
      "Name workflows",
    ],
    ["a file that is no text", ["latin.yml", ".github/workflows/ci.yml"], "UTF-8", "Save it"],
  ])("%s", async (_, args, message, remedy) => {
    const { code, stdout, stderr } = await compare(args);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
    expect(code).toBe(2);
  });

  test("outside of a repository a commit is not found, and that is said", async () => {
    const { code, stderr } = await compare(["main:.github/workflows", "."], "/");
    expect(stderr).toContain("no path in a commit of this repository");
    expect(code).toBe(2);
  });
});
