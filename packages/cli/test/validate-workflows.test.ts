import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder, tollgate } from "./support/run.ts";

const folder = temporaryFolder();

const workflow = (steps: string, more = "") =>
  `on: push\npermissions: {}\n${more}jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
const good = workflow("      - run: echo fine\n");
const unknownContext = workflow("      - run: echo ${{ nowhere.value }}\n");

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  mkdirSync(join(folder, ".git"));
  write(".github/workflows/good.yml", good);
  write(".github/workflows/wrong.yml", unknownContext);
  write(".github/workflows/torn.yml", "on: push\njobs: [\n");
  write(
    ".github/workflows/calls.yml",
    "on: push\npermissions: {}\njobs:\n  call:\n    uses: ./.github/workflows/nowhere.yml\n",
  );
  write(".github/actions/greet/action.yml", "name: greet\ndescription: d\nruns: { using: node99, main: index.js }\n");
  write("test/data/example.yml", unknownContext);
  write("elsewhere/ci.yml", unknownContext);
  write("elsewhere/compose.yml", "services: {}\n");
  write("latin/ci.yml", Buffer.from([0x6f, 0xff, 0xfe, 0x41]));
  write("latin/good.yml", good);
  write("latin/.github/workflows/latin.yml", Buffer.from([0x6f, 0xff, 0xfe, 0x41]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

const json = async (args: string[], input?: string) => {
  const result = await tollgate(["validate", "--format", "json", ...args], {
    cwd: folder,
    ...(input === undefined ? {} : { input }),
  });
  const answer = JSON.parse(result.stdout) as { files: string[]; findings: Finding[] };
  return { ...result, ...answer, errors: answer.findings.filter(({ severity }) => severity === "error") };
};

describe("which files are judged", () => {
  test("without paths: what stands where GitHub looks for it, and no test data", async () => {
    const { files, code } = await json([]);
    expect(files).toEqual([
      ".github/actions/greet/action.yml",
      ".github/workflows/calls.yml",
      ".github/workflows/good.yml",
      ".github/workflows/torn.yml",
      ".github/workflows/wrong.yml",
    ]);
    expect(code).toBe(1);
  });

  test("in a folder that is named: also what looks like a workflow, and nothing else", async () => {
    const { files, errors } = await json(["elsewhere"]);
    expect(files).toEqual(["elsewhere/ci.yml"]);
    expect(errors).toEqual([expect.objectContaining({ file: "elsewhere/ci.yml", line: 7 })]);
  });

  test("one that is fine ends with 0", async () => {
    const { code, errors } = await json([".github/workflows/good.yml"]);
    expect(errors).toEqual([]);
    expect(code).toBe(0);
  });

  test("from standard input, by its text or by its name", async () => {
    expect((await json(["--stdin"], unknownContext)).errors).toHaveLength(1);
    const named = await json(["--stdin", "--stdin-filename", ".github/workflows/new.yml"], "jobs: {}\n");
    expect(named.errors[0]).toMatchObject({ file: ".github/workflows/new.yml" });
  });
});

describe("each file is judged on its own", () => {
  test("one that cannot be parsed does not stop the rest", async () => {
    const { errors } = await json([".github/workflows"]);
    const faulty = new Set(errors.map(({ file }) => file));
    expect(faulty).toEqual(
      new Set([".github/workflows/calls.yml", ".github/workflows/torn.yml", ".github/workflows/wrong.yml"]),
    );
  });

  test("one that is no text is told, the rest is judged, and it ends with 2", async () => {
    const { files, errors, code } = await json(["latin"]);
    expect(files).toEqual(["latin/.github/workflows/latin.yml", "latin/good.yml"]);
    expect(errors).toEqual([
      expect.objectContaining({ code: "file/unreadable", message: expect.stringContaining("UTF-8") }),
    ]);
    expect(code).toBe(2);
  });
});

describe("formats", () => {
  test("text shows the line and a mark below the place", async () => {
    const { stdout, stderr } = await tollgate(["validate", ".github/workflows/wrong.yml"], { cwd: folder });
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      expect.stringMatching(/^\.github\/workflows\/wrong\.yml:7:23 error .*nowhere.* expression\/unknown-context$/),
      "  7 |       - run: echo ${{ nowhere.value }}",
      "    |                       ^^^^^^^",
    ]);
    expect(stderr).toBe("1 file, 1 error, 0 warnings\n");
  });

  test("sarif names each rule once and points to the place", async () => {
    const { stdout, code } = await tollgate(
      ["validate", ".github/workflows", "--format", "sarif", "--min-severity", "error"],
      {
        cwd: folder,
      },
    );
    const { runs } = JSON.parse(stdout);
    const [{ tool, results }] = runs;
    const ids = tool.driver.rules.map((rule: { id: string }) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    const wrong = results.find((result: { ruleId: string }) => result.ruleId === "expression/unknown-context");
    expect(ids[wrong.ruleIndex]).toBe("expression/unknown-context");
    expect(wrong.level).toBe("error");
    expect(wrong.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: ".github/workflows/wrong.yml" },
      region: { startLine: 7, startColumn: 23, endLine: 7, endColumn: 30 },
    });
    expect(code).toBe(1);
  });

  test("github writes workflow commands, their special characters escaped", async () => {
    write("odd, name%/.github/workflows/a.yml", unknownContext);
    const { stdout } = await tollgate(["validate", "odd, name%", "--format", "github", "--min-severity", "error"], {
      cwd: folder,
    });
    expect(stdout).toMatch(
      /^::error file=odd%2C name%25\/\.github\/workflows\/a\.yml,line=7,endLine=7,col=23,endColumn=30,title=expression\/unknown-context::/,
    );
    expect(stdout.trim().split("\n")).toHaveLength(1);
  });
});

describe("--fix", () => {
  const unsafe =
    "# why\non:   push\npermissions: {}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4   # the code\n";

  test("writes what keeps the meaning, and leaves comments and layout", async () => {
    write("fix/.github/workflows/a.yml", unsafe);
    const { stderr, code } = await tollgate(["validate", "fix", "--fix"], { cwd: folder });
    const after = readFileSync(join(folder, "fix/.github/workflows/a.yml"), "utf8");
    expect(stderr).toContain("fixed");
    expect(code).toBe(0);
    expect(after).toContain("# why\non:   push\n");
    expect(after).toContain("# the code");
    expect(after).not.toBe(unsafe);
    // A second run finds nothing more to fix.
    await tollgate(["validate", "fix", "--fix"], { cwd: folder });
    expect(readFileSync(join(folder, "fix/.github/workflows/a.yml"), "utf8")).toBe(after);
  });

  test("with standard input prints the fixed text and writes nothing", async () => {
    const { stdout } = await tollgate(["validate", "--stdin", "--stdin-filename", ".github/workflows/x.yml", "--fix"], {
      cwd: folder,
      input: unsafe,
    });
    expect(stdout).toContain("# why\non:   push\n");
    expect(stdout).not.toBe(unsafe);
  });
});

describe("--required-checks", () => {
  const asked = async (given: string) => {
    write("demanding/.github/workflows/good.yml", good.replace("push", "pull_request"));
    const { findings } = await json(["demanding", "--required-checks", given]);
    return findings.filter(({ code }) => code === "project/required-check-not-reported");
  };

  test("finds one that no job will report, by name or in a file", async () => {
    expect(await asked("build")).toEqual([]);
    const [named, ...others] = await asked("build,lint");
    expect(named?.message).toContain("lint");
    expect(others).toEqual([]);
    write("protection.json", JSON.stringify({ required_status_checks: { contexts: ["build", "lint"] } }));
    expect(await asked("protection.json")).toEqual([named]);
  });

  test("a file that is not there, or says nothing of checks, ends with 2", async () => {
    write("empty.json", "{}");
    for (const given of ["nowhere.json", "empty.json"]) {
      const { code, stderr } = await tollgate(["validate", "--required-checks", given], { cwd: folder });
      expect(stderr).toContain(given);
      expect(code).toBe(2);
    }
  });
});

describe("--explain", () => {
  test("prints the page of a code", async () => {
    const { stdout, code } = await tollgate(["validate", "--explain", "expression/unknown-context"]);
    expect(stdout).toContain("## Found in");
    expect(code).toBe(0);
  });

  test("names codes like an unknown one", async () => {
    const { stderr, code } = await tollgate(["validate", "--explain", "expression/context"]);
    expect(stderr).toContain("expression/unknown-context");
    expect(code).toBe(2);
  });
});
