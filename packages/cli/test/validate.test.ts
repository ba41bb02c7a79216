import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder, tollgate } from "./support/run.ts";

const folder = temporaryFolder();
const broken = [
  "apiVersion: tollgate.dev/v1",
  "kind: WorkflowTemplate",
  "metadata: { name: review }",
  "spec:",
  "  shadwo: true",
  "",
].join("\n");
const good = broken.replace("shadwo", "shadow");

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  mkdirSync(join(folder, ".git"));
  write(".qms/review.yml", broken);
  write(".qms/README.md", "no policy");
  write("deep/er/file.txt", "");
  write("policies/good.yml", good);
  write("policies/unrelated.yml", "a: 1\n");
  write("policies/latin.yml", Buffer.from([0xff, 0xfe, 0x41]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = async (args: string[], input?: string) => {
  const result = await tollgate(["validate", "--format", "json", ...args], {
    cwd: folder,
    ...(input === undefined ? {} : { input }),
  });
  return { ...result, answer: result.stdout === "" ? null : JSON.parse(result.stdout) };
};

describe("a policy of several files", () => {
  const gate = [
    "apiVersion: tollgate.dev/v1",
    "kind: QualityGate",
    "metadata: { name: bundle-size, step: build }",
    "spec: { type: threshold, metric: bundle_size, operator: lte, threshold: 300 }",
    "",
  ].join("\n");
  const steps = good.replace("shadow: true", "steps: [{ name: build, quality_gates: [bundle-size] }]");

  test("is judged as one: what a file declares may be named in another, and what both say must agree", async () => {
    write("several/.qms/gates/size.yml", gate);
    write("several/.qms/review.yml", steps);
    const fine = await json(["several/.qms"]);
    expect(fine.answer.files).toEqual(["several/.qms/gates/size.yml", "several/.qms/review.yml"]);
    expect(fine.answer.findings).toMatchObject([{ code: "policy/no-final-step", severity: "warning" }]);
    expect(fine.code).toBe(0);
    // One file alone is judged beside the others as well.
    expect((await json(["several/.qms/gates/size.yml"])).answer.findings).toEqual([]);

    write("several/.qms/review.yml", steps.replace("bundle-size", "bundle-sise"));
    write("several/.qms/other.yml", gate.replace("300", "400"));
    const wrong = await json(["several/.qms"]);
    expect(wrong.answer.findings).toMatchObject([
      { file: "several/.qms/other.yml", line: 3, code: "policy/conflict" },
      { file: "several/.qms/review.yml", code: "policy/no-final-step" },
      { file: "several/.qms/review.yml", line: 5, message: expect.stringContaining('write "bundle-size"') },
    ]);
    expect(wrong.code).toBe(1);
  });

  test("elsewhere the files of a folder only lend each other their names", async () => {
    write("central/size.yml", gate);
    write("central/review.yml", steps);
    write("central/unrelated.yml", "a: [\n");
    const { answer } = await json(["central"]);
    expect(answer.files).toEqual(["central/review.yml", "central/size.yml"]);
    expect(answer.findings).toMatchObject([{ code: "policy/no-final-step" }]);
  });
});

describe("findings", () => {
  test("as JSON, with the place, and exit code 1", async () => {
    const { code, answer, stderr } = await json([".qms/review.yml"]);
    expect(stderr).toBe("");
    expect(answer.files).toEqual([".qms/review.yml"]);
    expect(answer.findings).toEqual([
      {
        file: ".qms/review.yml",
        line: 5,
        column: 3,
        endLine: 5,
        endColumn: 9,
        code: "policy/unknown-key",
        severity: "error",
        message: expect.stringContaining('write "shadow"'),
      },
    ]);
    expect(code).toBe(1);
  });

  test("as text, with the source line and a mark below the place", async () => {
    const { code, stdout, stderr } = await tollgate(["validate"], { cwd: join(folder, "deep/er") });
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      expect.stringMatching(/^..\/..\/.qms\/review.yml:5:3 error .*policy\/unknown-key$/),
      "  5 |   shadwo: true",
      "    |   ^^^^^^",
    ]);
    expect(stderr).toBe("1 file, 1 error, 0 warnings\n");
    expect(code).toBe(1);
  });

  test("the mark stands below the place behind wide characters", async () => {
    const text = good.replace("spec:\n  shadow: true", 'spec: { contexts: { dor: "日本" }, shadwo: true }');
    const { stdout } = await tollgate(["validate", "--stdin"], { input: text });
    const [, source = "", mark = ""] = stdout.split("\n");
    // Two columns for each of the two characters.
    expect(mark.indexOf("^")).toBe(source.indexOf("shadwo") + 2);
  });

  test("a file that is fine ends with 0", async () => {
    const { code, answer } = await json(["policies/good.yml"]);
    expect(answer).toEqual({ files: ["policies/good.yml"], findings: [] });
    expect(code).toBe(0);
  });

  test("each file is judged on its own: two that contradict each other are both fine", async () => {
    write("pair/a.yml", good);
    write("pair/b.yml", good.replace("true", "false"));
    const { code, answer } = await json(["pair"]);
    expect(answer).toEqual({ files: ["pair/a.yml", "pair/b.yml"], findings: [] });
    expect(code).toBe(0);
  });

  test("a warning alone ends with 0, and --min-severity hides it", async () => {
    const text = "apiVersion: tollgate.dev/v1\nkind: WorkflowTest\nmetadata: { name: x }\nspec: {}\n";
    const shown = await json(["--stdin", "--stdin-filename", ".qms/test.yml"], text);
    expect(shown.answer.findings).toEqual([expect.objectContaining({ severity: "warning", file: ".qms/test.yml" })]);
    expect(shown.code).toBe(0);
    const hidden = await json(["--stdin", "--min-severity", "error"], text);
    expect(hidden.answer.findings).toEqual([]);
  });
});

describe("what is judged", () => {
  test("without paths: .qms/ of the repository it stands in, and nothing beside it", async () => {
    const { answer } = await json([]);
    expect(answer.files).toEqual([".qms/review.yml"]);
  });

  test("in a repository without policies nothing, which is said", async () => {
    const { code, stderr } = await tollgate(["validate"], { cwd: "/" });
    expect(stderr).toContain("nothing was judged");
    expect(code).toBe(0);
  });

  test("a file named twice is judged once", async () => {
    const { answer } = await json([".qms", ".qms/review.yml"]);
    expect(answer.files).toEqual([".qms/review.yml"]);
  });
});

describe("input that cannot be judged ends with 2", () => {
  test.each([
    ["a missing path", ["nowhere.yml"], "does not exist"],
    ["a file of no kind, when asked for", ["policies/unrelated.yml"], "no kind of file that validate knows"],
    ["standard input and a path", ["--stdin", ".qms"], "takes no paths"],
    ["a name for no standard input", ["--stdin-filename", "x.yml"], "needs --stdin"],
  ])("%s", async (_, args, message) => {
    const { code, stderr, answer } = await json(args);
    expect(answer).toBeNull();
    expect(JSON.parse(stderr).error.problems[0].message).toContain(message);
    expect(code).toBe(2);
  });

  test.skipIf(process.getuid?.() === 0)("a file that may not be read", async () => {
    write("closed/.qms/a.yml", good);
    chmodSync(join(folder, "closed/.qms/a.yml"), 0);
    expect((await json(["closed"])).code).toBe(2);
  });
});
