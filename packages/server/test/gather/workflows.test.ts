import type { ChangedFile } from "@tollgate/core/vocabulary/evidence";
import { expect, it } from "vitest";
import { findInWorkflows } from "../../src/gather/workflows.ts";

const WIDE = `on: push
permissions: write-all
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: echo hello
`;
const INJECTED = `${WIDE}      - run: echo "\${{ github.event.pull_request.title }}"\n`.replace(
  "on: push",
  "on: pull_request_target",
);

const PATH = ".github/workflows/ci.yml";

function changed(over: Partial<ChangedFile> = {}): ChangedFile {
  return { path: PATH, status: "modified", additions: 1, deletions: 0, added: [], ...over };
}

function texts(head: Record<string, string>, base: Record<string, string>) {
  return async (side: "head" | "base", path: string) => (side === "head" ? head : base)[path] ?? null;
}

it("tells what the change brings, and not what the base has already", async () => {
  const findings = await findInWorkflows([changed()], texts({ [PATH]: INJECTED }, { [PATH]: WIDE }));
  expect(findings.map(({ rule }) => rule).join()).toMatch(/injection/);
  expect(findings.every(({ path, line }) => path === PATH && line !== null)).toBe(true);
  expect(await findInWorkflows([changed()], texts({ [PATH]: WIDE }, { [PATH]: WIDE }))).toEqual([]);
});

it("lines that only moved bring nothing", async () => {
  const moved = `# a comment\n\n${WIDE.replace("  build:", "   build:").replaceAll("    runs", "      runs").replaceAll("    steps", "      steps")}`;
  expect(await findInWorkflows([changed()], texts({ [PATH]: moved }, { [PATH]: WIDE }))).toEqual([]);
});

it("the same fault once more is brought by the change", async () => {
  const twice = `${INJECTED}      - run: echo "\${{ github.event.pull_request.title }}"\n`;
  const once = await findInWorkflows([changed()], texts({ [PATH]: twice }, { [PATH]: INJECTED }));
  expect(once.filter(({ rule }) => /injection/.test(rule))).toHaveLength(1);
});

it("a renamed file is compared with what it was, a new one with nothing", async () => {
  const renamed = changed({ status: "renamed", previousPath: ".github/workflows/old.yml" });
  const both = texts({ [PATH]: WIDE }, { ".github/workflows/old.yml": WIDE });
  expect(await findInWorkflows([renamed], both)).toEqual([]);
  expect(await findInWorkflows([changed({ status: "added" })], both)).not.toEqual([]);
});

it("a workflow of the head that cannot be read is never taken for clean", async () => {
  await expect(findInWorkflows([changed()], texts({}, { [PATH]: WIDE }))).rejects.toThrow("too large to be read");
});

it("files that are gone, and all others, are not looked at", async () => {
  const files = [changed({ status: "removed" }), changed({ path: "src/ci.yml" })];
  const asked: string[] = [];
  const textOf = async (_: string, path: string) => {
    asked.push(path);
    return WIDE;
  };
  expect(await findInWorkflows(files, textOf)).toEqual([]);
  expect(asked).toEqual([]);
});

it("a change does not excuse itself, and what the base excused stays so", async () => {
  const excused = INJECTED.replace(
    /^( *- run: echo ".*)$/m,
    "$1 # tollgate-ignore: security/template-injection it is ours",
  );
  expect(excused).not.toBe(INJECTED);
  const added = await findInWorkflows([changed({ status: "added" })], texts({ [PATH]: excused }, {}));
  expect(added.map(({ rule }) => rule).join()).toMatch(/injection/);
  expect(await findInWorkflows([changed()], texts({ [PATH]: excused }, { [PATH]: INJECTED }))).toEqual([]);
});
