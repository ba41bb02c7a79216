import { decidingLine, parseOwners } from "@tollgate/providers/github/evidence/code-owners-file";
import { describe, expect, test } from "vitest";
import { errorOf } from "../support/tiny-server.ts";
import { REPOSITORY } from "../support/world.ts";
import { changeOn } from "./support.ts";

describe("the file", () => {
  // The examples of GitHub's own documentation, and what they say there.
  const cases: [pattern: string, matches: string[], others: string[]][] = [
    ["*", ["a", "a/b/c.js"], []],
    ["*.js", ["a.js", "deep/er/b.js"], ["a.jsx", "a.JS"]],
    ["/build/logs/", ["build/logs/x", "build/logs/a/b"], ["sub/build/logs/x", "build/logs"]],
    ["docs/*", ["docs/getting-started.md"], ["docs/build-app/troubleshooting.md", "a/docs/x.md"]],
    ["apps/", ["apps/a", "x/apps/b/c"], ["apps"]],
    ["/docs/", ["docs/a", "docs/a/b"], ["x/docs/a"]],
    ["/scripts/", ["scripts/a/b"], ["a/scripts/b"]],
    ["**/logs", ["build/logs/x", "logs/x", "a/b/logs/c/d"], ["logsx/a"]],
    ["/*", ["README.md"], ["src/a.ts"]],
    ["/apps/github", ["apps/github", "apps/github/x"], ["apps/githubs"]],
    ["src/**/test.ts", ["src/test.ts", "src/a/b/test.ts"], ["test.ts"]],
    ["src/*/a.ts", ["src/x/a.ts"], ["src/a.ts", "src/x/y/a.ts"]],
    ["**/logs/*", ["logs/a", "x/logs/a", "x/logs/logs/a"], ["logs/a/b"]],
    ["with\\ blank.md", ["with blank.md", "a/with blank.md"], ["with"]],
    ["/документы/", ["документы/план.md"], ["план.md"]],
  ];
  test.each(cases)("%s", (pattern, matches, others) => {
    const [line] = parseOwners(`${pattern} @ada`, "CODEOWNERS");
    for (const path of matches) expect(line?.matches(path), path).toBe(true);
    for (const path of others) expect(line?.matches(path), path).toBe(false);
  });

  test("the last line that matches decides; faulty lines are skipped; comments are none", () => {
    const text = [
      "# who owns what",
      "* @ada",
      "",
      "*.md @acme/docs rita@example.com # the writers",
      "!secret.md @eve",
      "[a-z].md @eve",
      "src/ eve",
      "/CHANGELOG.md",
    ].join("\r\n");
    const lines = parseOwners(text, "CODEOWNERS");
    const decides = (path: string) => {
      const { line, owners } = decidingLine(lines, path) ?? {};
      return { line, owners };
    };
    expect(decides("src/a.ts")).toEqual({ line: 2, owners: ["@ada"] });
    expect(decides("secret.md")).toEqual({ line: 4, owners: ["@acme/docs", "rita@example.com"] });
    expect(decides("CHANGELOG.md")).toEqual({ line: 8, owners: [] });
  });

  test("a pattern that would take for ever is refused, and says where it stands", () => {
    expect(() => parseOwners(`* @ada\n${"*a".repeat(30)} @ada`, "CODEOWNERS")).toThrow(/line 2/);
  });
});

const FILE = "# owners\n*.ts @ada\n/docs/ @acme/writers @root\n*.txt who@example.com\n/docs/free.md\n";

test("who owns the changed files, by the base branch, with the members of teams", async () => {
  const { evidence, at, github, cost } = await changeOn({
    onBase: { ".github/CODEOWNERS": FILE, CODEOWNERS: "* @eve\n" },
  });
  github.setTeam(
    "acme/writers",
    Array.from({ length: 120 }, (_, i) => `w${i}`),
  );
  const paths = ["src/a.ts", "docs/b.md", "docs/free.md", "notes.txt", "Makefile", "src/c.ts"];
  const { file, owned } = await evidence.codeOwners(at(), paths);
  expect(file).toBe(".github/CODEOWNERS");
  expect(owned).toMatchObject([
    { pattern: "*.ts", line: 2, files: ["src/a.ts", "src/c.ts"], owners: [{ name: "@ada", people: ["ada"] }] },
    { pattern: "/docs/", line: 3, files: ["docs/b.md"], owners: [{ name: "@acme/writers" }, { people: ["root"] }] },
    { pattern: "*.txt", line: 4, files: ["notes.txt"], owners: [{ name: "who@example.com", people: null }] },
    { pattern: "/docs/free.md", line: 5, files: ["docs/free.md"], owners: [] },
  ]);
  expect(owned[1]?.owners[0]?.people).toHaveLength(120);
  expect(await cost(() => evidence.codeOwners(at(), paths))).toEqual({ paid: 0, free: 0 });
});

test("what a change writes into the file says nothing about it, and a file elsewhere counts in GitHub's order", async () => {
  const { evidence, at } = await changeOn({
    onBase: { "docs/CODEOWNERS": "* @ada\n" },
    files: { ".github/CODEOWNERS": "* @carl\n" },
  });
  expect(await evidence.codeOwners(at(), ["a.ts"])).toMatchObject({
    file: "docs/CODEOWNERS",
    owned: [{ owners: [{ name: "@ada" }] }],
  });
});

test("without a file nobody owns anything", async () => {
  const { evidence, at } = await changeOn();
  expect(await evidence.codeOwners(at(), ["a.ts"])).toEqual({ file: null, owned: [] });
});

test("members that may not be seen are unknown, and one that joins is seen some minutes later", async () => {
  let now = Date.now();
  const { evidence, at, github } = await changeOn(
    { onBase: { CODEOWNERS: "* @acme/core\n" } },
    { config: { now: () => now } },
  );
  const people = async () => (await evidence.codeOwners(at(), ["a"])).owned[0]?.owners[0]?.people;
  github.setTeam("acme/core", ["ada"]);
  expect(await people()).toEqual(["ada"]);
  github.setTeam("acme/core", ["ada", "bob"]);
  now += 6 * 60_000;
  expect(await people()).toEqual(["ada", "bob"]);
  github.faults.add({ kind: "status", status: 403, match: { path: /\/members$/ } });
  now += 6 * 60_000;
  expect(await people()).toBeNull();
});

test("a file too large to be read is an error, not no file", async () => {
  const { evidence, at } = await changeOn({ onBase: { CODEOWNERS: `* @ada\n${"#".repeat(1024 * 1024)}` } });
  expect(await errorOf(evidence.codeOwners(at(), ["a"]))).toMatchObject({ kind: "invalid" });
});

test("a permission that is missing is named", async () => {
  const { evidence, at, github } = await changeOn();
  github.faults.add({
    kind: "status",
    status: 403,
    body: { message: "Resource not accessible" },
    match: { path: /contents/ },
  });
  expect(await errorOf(evidence.codeOwners(at(), ["a"]))).toMatchObject({
    kind: "forbidden",
    permission: "Contents: read",
  });
  expect(await errorOf(evidence.text(REPOSITORY, at().headSha, "a"))).toMatchObject({ kind: "forbidden" });
});
