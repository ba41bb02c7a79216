import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collect, type Input } from "../src/validate/collect.ts";
import { Crew, threadsFor } from "../src/validate/crew.ts";
import { temporaryFolder, tollgate } from "./support/run.ts";

const folder = temporaryFolder();
const COUNT = 210;
const ORDER = { demands: {}, fix: undefined };

/** Files of different sizes, with faults of different kinds, one that cannot be read, and one of another kind. */
beforeAll(() => {
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  mkdirSync(join(folder, ".qms"));
  for (let i = 0; i < COUNT; i++) {
    const steps = "      - run: echo ::set-output name=é::b\n".repeat((i * 7) % 11);
    const needs = i % 3 === 0 ? "    needs: nowhere\n" : "";
    const text = `on: push\njobs:\n  job${i}:\n${needs}    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: \${{ x${i} }}\n${steps}`;
    writeFileSync(join(folder, `.github/workflows/${i}.yml`), i === 60 ? Buffer.from([0xff]) : text);
  }
  writeFileSync(join(folder, ".qms/review.yml"), "apiVersion: tollgate.dev/v1\nkind: Nothing\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const told = (judged: Awaited<ReturnType<Crew["judge"]>>) =>
  judged.map(({ input, text, findings, fixed, failed }) => ({ path: input.path, text, findings, fixed, failed }));

/** By so many threads, with what is done to them before. */
async function judged(inputs: readonly Input[], threads: number, order: Parameters<Crew["judge"]>[1] = ORDER) {
  const crew = new Crew(threads);
  try {
    return told(await crew.judge(inputs, order));
  } finally {
    await crew.close();
  }
}

describe("several threads", () => {
  test("find what one finds, in the order of the files", async () => {
    const inputs = collect([folder]);
    expect(inputs).toHaveLength(COUNT + 1);
    const alone = await judged(inputs, 1);
    expect(alone.filter(({ findings }) => findings.length > 0)).toHaveLength(COUNT + 1);
    expect(await judged(inputs, 3)).toEqual(alone);
  });

  test("answer a second time, and what is demanded reaches them", async () => {
    const inputs = collect([folder]);
    const order = { ...ORDER, demands: { requiredChecks: ["never reported"] } };
    const crew = new Crew(2);
    try {
      const first = told(await crew.judge(inputs, ORDER));
      const second = told(await crew.judge(inputs, order));
      expect(second).not.toEqual(first);
      expect(second).toEqual(await judged(inputs, 1, order));
    } finally {
      await crew.close();
    }
  });

  test("fix what one fixes", async () => {
    const inputs = collect([folder]);
    const order = { ...ORDER, fix: "info" as const };
    const alone = await judged(inputs, 1, order);
    expect(alone.some(({ fixed }) => fixed > 0)).toBe(true);
    expect(await judged(inputs, 2, order)).toEqual(alone);
  });

  test("that have ended leave their files to the one that asks", async () => {
    const inputs = collect([folder]);
    const crew = new Crew(3);
    await crew.close();
    expect(told(await crew.judge(inputs, ORDER))).toEqual(await judged(inputs, 1));
  });

  test.each([1, 2])("a defect of ours is told of its file, and the others are judged (%i threads)", async (threads) => {
    const inputs = collect([folder]).map((input, index) =>
      index === 7 ? { ...input, kind: { ...input.kind, name: "no kind" } } : input,
    );
    const results = await judged(inputs, threads);
    expect(results[7]?.failed).toBe("defect");
    expect(results[7]?.findings).toEqual([
      expect.objectContaining({ code: "file/not-judged", severity: "error", file: results[7]?.path }),
    ]);
    expect(results.filter(({ failed }) => failed === "defect")).toHaveLength(1);
  });

  test("are taken for many files only", () => {
    expect(threadsFor(0)).toBe(1);
    expect(threadsFor(199)).toBe(1);
    expect(threadsFor(1_000_000)).toBeLessThanOrEqual(8);
  });
});

test("the command judges many files, and ends with no thread left", async () => {
  const { code, stdout, stderr } = await tollgate(["validate", ".github", "--format", "json"], { cwd: folder });
  expect(stderr).toBe("");
  const answer = JSON.parse(stdout) as { files: string[]; findings: { file: string; line: number }[] };
  expect(answer.files).toHaveLength(COUNT);
  const places = answer.findings.map(({ file }) => answer.files.indexOf(file));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(new Set(places).size).toBe(COUNT);
  // One of them cannot be read.
  expect(code).toBe(2);
});

test("--fix writes the files that other threads have fixed", async () => {
  await tollgate(["validate", ".github", "--fix"], { cwd: folder });
  const { stdout } = await tollgate(["validate", ".github", "--fix", "--format", "json"], { cwd: folder });
  expect((JSON.parse(stdout) as { findings: unknown[] }).findings.length).toBeGreaterThan(0);
  expect(readFileSync(join(folder, ".github/workflows/5.yml"), "utf8")).not.toContain("checkout@v4");
});
