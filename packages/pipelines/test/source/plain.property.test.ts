import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composedTree } from "../../src/source/composed.ts";
import { plainTree } from "../../src/source/plain.ts";
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
folded: >
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

/** Whether a tree was made by the fast reader; if so, the careful one has to make the same of it, and find no fault. */
function agrees(text: string): boolean {
  const tree = plainTree(text);
  if (tree === undefined) return false;
  expect(composedTree(text)).toEqual({ root: tree, faults: [] });
  return true;
}

describe("a tree made by the fast reader is the one that the careful one makes", () => {
  it("of a document in which nothing is unusual", () => {
    expect(agrees(PLAIN)).toBe(true);
  });

  it.each([
    ["an anchor", "a: &x b\n"],
    ["an alias", "a: *x\n"],
    ["a tag", "a: !x b\n"],
    ["a tab for indentation", "a:\n\tb: c\n"],
    ["a second document", "a: b\n---\nc: d\n"],
    ["a directive", "%YAML 1.2\n---\na: b\n"],
    ["a fault", "a: 'b\n"],
    ["something behind a quoted text", "a:\n- 'b'c: d\n"],
    ["an end of a document before it", "...\na: b\n"],
    ["a mark of a document that is indented", " ---\nb c:\n  d: e\n"],
    ["a block of nothing but white space", "a: |\n   "],
    ["a comment between a key and its text", "a:\n\n# b\n  c\n"],
    ["a block whose indentation is written", "a: >2\n   b\n"],
    ["a block that keeps its line breaks", "a: |+\n  b\n\n"],
    ["a line break of old", "a: b\rc: d\n"],
    ["an endless key", `${"k".repeat(1_100)}: a\n`],
  ])("is left to the careful one where there is %s", (_, text) => {
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
