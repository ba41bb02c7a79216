import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../src/output/diff.ts";

const lines = (...all: string[]) => all.map((line) => `${line}\n`).join("");

describe("a unified diff", () => {
  test("of the same text is empty", () => {
    expect(unifiedDiff("a.yml", "x\n", "x\n")).toBe("");
  });

  test("shows three lines around a change", () => {
    const before = lines("1", "2", "3", "4", "5", "6", "7", "8", "9");
    expect(unifiedDiff("a.yml", before, before.replace("5", "five"))).toBe(
      lines("--- a/a.yml", "+++ b/a.yml", "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"),
    );
  });

  test("has a hunk of its own for a change far away", () => {
    const before = lines(..."abcdefghijklmnop");
    const after = before.replace("b\n", "").replace("o\n", "o\nO\n");
    expect(unifiedDiff("x", before, after).match(/^@@.*$/gm)).toEqual(["@@ -1,5 +1,4 @@", "@@ -13,4 +12,5 @@"]);
  });

  test("names a file that is new or gone", () => {
    expect(unifiedDiff("x", undefined, "a\n")).toBe(lines("--- /dev/null", "+++ b/x", "@@ -0,0 +1 @@", "+a"));
    expect(unifiedDiff("x", "a\n", undefined)).toBe(lines("--- a/x", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"));
  });

  test("tells when the last line has no end", () => {
    expect(unifiedDiff("x", "a", "a\n")).toBe(
      lines("--- a/x", "+++ b/x", "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a"),
    );
  });

  test("leads from one text to the other, in as few lines as can be", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before.join() !== after.join());
        // Everything is shown: texts are shorter than what stands around a change reaches, or have changes nearby.
        const padded = (all: readonly string[]) => lines(...all);
        const shown = unifiedDiff("x", padded(before), padded(after)).split("\n").slice(2, -1);
        const body = shown.filter((line) => !line.startsWith("@@"));
        const removed = body.filter((line) => line.startsWith("-")).length;
        const added = body.filter((line) => line.startsWith("+")).length;
        const common = longest(before, after);
        expect([removed, added]).toEqual([before.length - common, after.length - common]);
        expect(patched(before, shown)).toEqual(after);
      }),
    );
  });
});

/** Applies hunks as `patch` does. */
function patched(before: readonly string[], shown: readonly string[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const line of shown) {
    const head = /^@@ -(\d+)(?:,(\d+))?/.exec(line);
    if (head !== null) {
      const start = Number(head[1]) - (head[2] === "0" ? 0 : 1);
      result.push(...before.slice(at, start));
      at = start;
    } else if (line.startsWith("+")) result.push(line.slice(1));
    else {
      expect(before[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) result.push(line.slice(1));
      at++;
    }
  }
  return [...result, ...before.slice(at)];
}

function longest(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const left of a) {
    let diagonal = 0;
    for (const [index, right] of b.entries()) {
      const above = row[index + 1] ?? 0;
      row[index + 1] = left === right ? diagonal + 1 : Math.max(above, row[index] ?? 0);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
