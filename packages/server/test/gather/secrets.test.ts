import type { FileDiff } from "@tollgate/providers/forge";
import { expect, it } from "vitest";
import { Lacking } from "../../src/gather/lacking.ts";
import { findSecrets, withoutSecrets } from "../../src/gather/secrets.ts";

// Put together here, so that no scanner of this repository takes them for real ones.
const TOKEN = ["gh", "p_", "abcdefghijklmnopqrstuvwxyz0123456789"].join("");
const KEY = ["-----BEGIN RSA ", "PRIVATE KEY-----"].join("");
const BODY = "MIIEpAIBAAKCAQEA04up8hoqzS1+APIB0RhjXyObwHQnOzhAk5Bd7mhkSbPkyhP1";
const none = async () => null;

function diff(path: string, lines: readonly (readonly [number, string])[], over: Partial<FileDiff> = {}): FileDiff {
  const addedLines = lines.map(([line, text]) => ({ line, text }));
  const added = lines.map(([line]) => [line, line] as const);
  return { path, status: "modified", additions: lines.length, deletions: 0, added, addedLines, ...over };
}

it("a credential on an added line is found, and no text of the finding holds it", async () => {
  const findings = await findSecrets(
    [
      diff("src/a.ts", [
        [3, "const a = 1;"],
        [9, `const token = "${TOKEN}";`],
      ]),
    ],
    none,
  );
  expect(findings).toMatchObject([{ path: "src/a.ts", line: 9, severity: "critical" }]);
  expect(JSON.stringify(findings)).not.toContain(TOKEN.slice(4, 20));
});

it("a key over several lines is told at its first line", async () => {
  const lines = [KEY, BODY, BODY, KEY.replace("BEGIN", "END")].map((text, index) => [20 + index, text] as const);
  const findings = await findSecrets([diff("test/fixtures/key.pem", [[2, "text"], ...lines])], none);
  expect(findings).toMatchObject([{ path: "test/fixtures/key.pem", line: 20 }]);
  expect(JSON.stringify(findings)).not.toContain(BODY.slice(0, 12));
});

it("a comment of the author silences nothing", async () => {
  const silenced = ["/* secretlint-disable */", `t = "${TOKEN}" // secretlint-disable-line`];
  const findings = await findSecrets(
    [
      diff(
        "a.js",
        silenced.map((text, index) => [index + 1, text]),
      ),
    ],
    none,
  );
  expect(findings.map(({ line }) => line)).toEqual([2]);
});

it("lines that only look clean stay clean, and files without added lines say nothing", async () => {
  const files = [
    diff("a.ts", [
      [1, "const password = process.env.PASSWORD;"],
      [2, "see https://example.org/a?b=c"],
    ]),
    diff("logo.png", [], { additions: 0, added: null, addedLines: null }),
    diff("gone.ts", [], { status: "removed", additions: 0, addedLines: [] }),
  ];
  expect(await findSecrets(files, none)).toEqual([]);
});

it("a file whose diff the forge does not show is read whole, or the search says that it cannot", async () => {
  const large = diff("large.ts", [], { additions: 9_000, added: null, addedLines: null });
  expect(await findSecrets([large], async () => `a\nb\n${TOKEN}\n`)).toMatchObject([{ path: "large.ts", line: 3 }]);
  await expect(findSecrets([large], none)).rejects.toThrow(Lacking);
});

it("more than can be searched is never taken for clean", async () => {
  const line = "x".repeat(1024 * 1024);
  const huge = Array.from({ length: 17 }, (_, index) => diff(`${index}.txt`, [[1, line]]));
  await expect(findSecrets(huge, none)).rejects.toThrow(Lacking);
});

it("what a report quotes is hidden where it seems to hold a credential", async () => {
  expect(await withoutSecrets(["expected 1", `Authorization: ${TOKEN}`, "a\nb"])).toEqual([
    "expected 1",
    "(hidden: it seems to hold a credential)",
    "a\nb",
  ]);
});
