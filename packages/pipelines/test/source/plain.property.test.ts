import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, Parser, parseAllDocuments } from "yaml";
import { plainTree } from "../../src/source/plain.ts";
import type { YamlNode } from "../../src/source/tree.ts";
import { cleanFiles, hasData } from "../support/data.ts";

const PLAIN = `# first
---
on:
  push: # when
    branches: [main, 'v[0-9]+', "a\\tb",]
  workflow_dispatch:

env: {A: 1, B: 0x1f, C: .5, D: ~, E: true, F: "yes"}
empty: {}
none: []
text: |-
  one

    two
folded: >2
   three
lines: one
  two
list:
- a
-   # nothing
- - b
  - c: d
    e: null
# last
`;

const PIECES = [
  ...[
    "\n",
    "\t",
    " ",
    "  ",
    ": ",
    ":",
    "- ",
    "-",
    "&a ",
    "*a",
    "!!int ",
    "!x ",
    "'",
    '"',
    "|",
    ">",
    "|+\n",
    "#",
    " # c",
  ],
  ...["{", "[", "]", "}", ",", "\r\n", "? ", "---\n", "...\n", "%", "@", "<<: ", "null", "1e3", "[a: b]", "{a: }", "é"],
  ...["\n\n# c\n", "\n  ", "\n- ", "a: b: c", "\u0000", "\uFEFF", "", "x".repeat(1_100)],
];

const edited = fc
  .array(fc.record({ at: fc.nat({ max: PLAIN.length }), drop: fc.nat({ max: 6 }), put: fc.constantFrom(...PIECES) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((edits) => edits.reduce((all, { at, drop, put }) => all.slice(0, at) + put + all.slice(at + drop), PLAIN));

/** Whether a tree was made without the library's; if so, it has to be the same. */
function agrees(text: string): boolean {
  const tree = plainTree([...new Parser().parse(text)], text);
  if (tree === undefined) return false;
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent", resolveKnownTags: false });
  expect(Array.isArray(documents) ? documents.length : 0).toBe(1);
  const [document] = documents as { contents: unknown; errors: { message: string }[] }[];
  expect(document?.errors.filter(({ message }) => !message.startsWith("Comments must be separated"))).toEqual([]);
  same(tree, document?.contents);
  return true;
}

function same(ours: YamlNode, theirs: unknown): void {
  const [start, end] = (theirs as { range: [number, number, number] }).range;
  expect(ours.span).toEqual({ start, end });
  if (ours.kind === "scalar") {
    expect(isScalar(theirs) && theirs.value).toEqual(ours.value);
    if (typeof ours.value !== "string") expect(isScalar(theirs) && theirs.source).toBe(ours.text);
  } else if (ours.kind === "sequence") {
    if (!isSeq(theirs)) throw new Error("It is no sequence to the library.");
    expect(theirs.items).toHaveLength(ours.items.length);
    for (const [i, { value }] of ours.items.entries()) same(value, theirs.items[i]);
  } else {
    if (!isMap(theirs)) throw new Error("It is no mapping to the library.");
    expect(theirs.items).toHaveLength(ours.entries.length);
    for (const [i, { key, value }] of ours.entries.entries()) {
      same(key, theirs.items[i]?.key);
      same(value, theirs.items[i]?.value);
    }
  }
}

describe("a tree made of tokens is the one that the library makes", () => {
  it("of a document in which nothing is unusual", () => {
    expect(agrees(PLAIN)).toBe(true);
  });

  it.each([
    ["an anchor", "a: &x b\n"],
    ["an alias", "a: *x\n"],
    ["a tag", "a: !x b\n"],
    ["an explicit key", "? a\n: b\n"],
    ["a tab for indentation", "a:\n\tb: c\n"],
    ["a second document", "a: b\n---\nc: d\n"],
    ["a directive", "%YAML 1.2\n---\na: b\n"],
    ["a fault", "a: 'b\n"],
    ["an endless key", `${"k".repeat(1_100)}: a\n`],
  ])("is left to the library where there is %s", (_, text) => {
    expect(agrees(text)).toBe(false);
  });

  it("of any edit of it", () => {
    fc.assert(
      fc.property(edited, (text) => {
        agrees(text.endsWith("\n") ? text : `${text}\n`);
      }),
      { numRuns: 1_500 },
    );
  });

  it.skipIf(!hasData("workflows"))("of public workflows (needs the shared data)", () => {
    const files = cleanFiles();
    const plain = files.filter(({ text }) => agrees(text.endsWith("\n") ? text : `${text}\n`));
    expect(plain.length).toBeGreaterThan(files.length * 0.8);
  });
});
