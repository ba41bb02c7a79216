import { addedLines, rangesOf } from "@tollgate/providers/github/evidence/patch";
import { diffLines } from "@tollgate/simulator/diff";
import fc from "fast-check";
import { expect, test } from "vitest";

test("what a patch adds is what the new file has there, and every line that is new is among it", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "+c", "-d", " e", "@@ -1 +1 @@", "", "\\ x"), { maxLength: 30 })
    .chain((all) => fc.constantFrom(all.join("\n"), all.map((line) => `${line}\n`).join("")));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { patch, additions } = diffLines(before, after);
      const added = addedLines(patch);
      const now = after.split("\n");
      expect(added).toHaveLength(additions);
      for (const { line, text: shown } of added ?? []) expect(now[line - 1]).toBe(shown);
      const old = new Set(before.split("\n"));
      for (const line of now) if (!old.has(line) && line !== "") expect(added?.map((a) => a.text)).toContain(line);
      const inRanges = rangesOf(added ?? []).reduce((sum, [from, to]) => sum + to - from + 1, 0);
      expect(inRanges).toBe(additions);
    }),
  );
});

test.each([
  ["cut off inside a hunk", "@@ -1,3 +1,4 @@\n a\n+b"],
  ["no patch at all", "hello"],
  ["more lines than the hunk says", "@@ -1 +1 @@\n-a\n+b\n+c"],
])("%s is no patch", (_, patch) => expect(addedLines(patch)).toBeNull());

test("an empty line without its blank is context", () => {
  expect(addedLines("@@ -1,2 +1,3 @@\n a\n\n+b")).toEqual([{ line: 3, text: "b" }]);
});
