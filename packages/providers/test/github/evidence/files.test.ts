import { expect, test } from "vitest";
import { errorOf } from "../support/tiny-server.ts";
import { REPOSITORY } from "../support/world.ts";
import { changeOn } from "./support.ts";

const lines = (count: number, from = 1) => Array.from({ length: count }, (_, i) => `line ${from + i}\n`).join("");

test("changed files with the lines they add, renamed and removed ones and those without text too", async () => {
  const { evidence, at } = await changeOn({
    onBase: { "src/a.ts": lines(30), "old/näme.md": lines(10), "gone.txt": "x\n", "logo.bin": "a\0b" },
    files: {
      "src/a.ts": lines(30).replace("line 3\n", "third\n").replace("line 20\n", "line 20\nmore\nand more\n"),
      "old/näme.md": null,
      "neu/名前 one.md": `${lines(10)}last`,
      "gone.txt": null,
      "logo.bin": "a\0c",
      "empty.txt": "",
    },
  });
  const files = await evidence.files(at());
  expect(files.map(({ path, previousPath, status, added }) => ({ path, previousPath, status, added }))).toEqual([
    { path: "empty.txt", status: "added", added: null },
    { path: "gone.txt", status: "removed", added: [] },
    { path: "logo.bin", status: "modified", added: null },
    { path: "neu/名前 one.md", previousPath: "old/näme.md", status: "renamed", added: [[11, 11]] },
    {
      path: "src/a.ts",
      status: "modified",
      added: [
        [3, 3],
        [21, 22],
      ],
    },
  ]);
  expect(files.at(-1)).toMatchObject({
    additions: 3,
    deletions: 1,
    addedLines: [
      { line: 3, text: "third" },
      { line: 21, text: "more" },
      { line: 22, text: "and more" },
    ],
  });
});

test("a file that only moved adds no line", async () => {
  const { evidence, at } = await changeOn({
    onBase: { "a.txt": lines(5) },
    files: { "a.txt": null, "b.txt": lines(5) },
  });
  expect(await evidence.files(at())).toMatchObject([
    { path: "b.txt", previousPath: "a.txt", added: [], addedLines: [] },
  ]);
});

test("all pages, kept until the head or the base moves, and then at no cost where nothing differs", async () => {
  const files = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`f${i}.txt`, `${i}\n`]));
  const { evidence, at, cost, github, change } = await changeOn({ files });
  expect(await cost(() => evidence.files(at()))).toEqual({ paid: 3, free: 0 });
  expect(await evidence.files(at())).toHaveLength(250);
  expect(await cost(() => evidence.files(at()))).toEqual({ paid: 0, free: 0 });
  github.writeFiles(REPOSITORY, "main", { "other.txt": "y" }, { by: "ada" });
  expect(await cost(() => evidence.files(at()))).toEqual({ paid: 0, free: 3 });
  github.push(change, { by: "carl", files: { "f0.txt": "new\n" } });
  expect((await evidence.files(at())).find(({ path }) => path === "f0.txt")?.addedLines).toEqual([
    { line: 1, text: "new" },
  ]);
});

test("a list that is still of the head before is not taken", async () => {
  let now = Date.now();
  const { evidence, at, github, change } = await changeOn({}, { options: { clock: () => now } });
  github.recordHistory();
  now += 5_000;
  github.push(change, { by: "carl", files: { "late.txt": "late\n" } });
  github.faults.add({ kind: "stale", seconds: 3, match: { path: /\/files$/ } });
  expect((await evidence.files(at())).map(({ path }) => path)).toContain("late.txt");
});

test("a list of removals alone, which does not tell its head, is not taken on trust", async () => {
  let now = Date.now();
  const onBase = { "a.txt": "a\n", "b.txt": "b\n" };
  const { evidence, at, github, change } = await changeOn(
    { onBase, files: { "a.txt": null } },
    { options: { clock: () => now } },
  );
  github.recordHistory();
  now += 5_000;
  github.push(change, { by: "carl", files: { "b.txt": null } });
  github.faults.add({ kind: "stale", seconds: 3, match: { path: /\/files$/ } });
  expect((await evidence.files(at())).map(({ path }) => path)).toEqual(["a.txt", "b.txt"]);
});

test("where neither the list nor the comparison knows the head yet, nothing of another head is taken", async () => {
  let now = Date.now();
  const { evidence, at, github, change } = await changeOn({}, { options: { clock: () => now } });
  github.recordHistory();
  now += 5_000;
  github.push(change, { by: "carl", files: { "late.txt": "late\n" } });
  github.faults.add({ kind: "stale", seconds: 3, match: { path: /\/files$/ } });
  github.faults.add({ kind: "status", status: 404, match: { path: /\/compare\/[0-9a-f]{40}/ } });
  expect(await errorOf(evidence.files(at()))).toMatchObject({ kind: "not-found" });
  github.faults.clear();
  expect((await evidence.files(at())).map(({ path }) => path)).toContain("late.txt");
});

test("more files than GitHub lists are too many, not some", async () => {
  const files = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`f${i}.txt`, "x\n"]));
  const { evidence, at } = await changeOn({ files });
  expect(await errorOf(evidence.files(at()))).toMatchObject({
    kind: "invalid",
    remedy: expect.stringContaining("Split"),
  });
});

test("texts at a commit: kept, and nothing where there is no text", async () => {
  const { evidence, at, cost } = await changeOn({
    files: { "docs/über uns.md": "Grüße\n", "a.bin": "a\0b", "large.txt": "x".repeat(1024 * 1024 + 1) },
  });
  const read = (path: string) => evidence.text(REPOSITORY, at().headSha, path);
  expect(await read("docs/über uns.md")).toBe("Grüße\n");
  expect(await cost(() => read("docs/über uns.md"))).toEqual({ paid: 0, free: 0 });
  for (const path of ["a.bin", "large.txt", "docs", "nothing.txt"]) expect(await read(path), path).toBeNull();
  expect(await errorOf(evidence.text(REPOSITORY, "0".repeat(40), "a"))).toMatchObject({ kind: "not-found" });
});
