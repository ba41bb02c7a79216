import { describe, expect, test } from "vitest";
import { ago, clean, cut, duration, oneLine, table, width } from "../src/output/text.ts";

describe("width", () => {
  test.each([
    ["abc", 3],
    ["日本", 4],
    ["한글", 4],
    ["e\u0301", 1],
    ["👩‍👩‍👧‍👦", 2],
    ["🇩🇪", 2],
    ["✔", 1],
    ["✔️", 2],
    ["\u001b[31mred\u001b[39m", 3],
    ["", 0],
  ])("%j takes %i columns", (text, columns) => {
    expect(width(text)).toBe(columns);
  });
});

test("cut never splits a character, and fits", () => {
  expect(cut("日本語テキスト", 6)).toBe("日本…");
  expect(cut("abc", 3)).toBe("abc");
  expect(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3)).toBe("👩‍👩‍👧‍👦…");
});

test("text of strangers cannot drive the terminal", () => {
  expect(clean("a\u001b]0;evil\u0007b\u009b31m\u202e")).toBe("a\ufffd]0;evil\ufffdb\ufffd31m\ufffd");
  expect(oneLine("a\n\tb  c\r\n")).toBe("a b c");
});

test("a table keeps its columns below each other and fits the width", () => {
  const text = table(
    [
      { heading: "A", cells: ["日本", "x"] },
      { heading: "TITLE", cells: ["a very long title that does not fit at all", "short"], flexible: true },
      { heading: "Z", cells: ["1", "2"] },
    ],
    30,
    (heading) => heading,
  );
  const lines = text.split("\n");
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(width(line)).toBeLessThanOrEqual(30);
  const column = (line: string) => width(line.slice(0, Math.max(line.lastIndexOf("Z"), line.search(/[12]$/))));
  expect(new Set(lines.map(column)).size).toBe(1);
});

test("relative times", () => {
  const now = Date.parse("2026-01-10T00:00:00Z");
  expect(ago("2026-01-09T23:59:30Z", now)).toBe("now");
  expect(ago("2026-01-09T23:00:01Z", now)).toBe("59m");
  expect(ago("2026-01-09T20:00:00Z", now)).toBe("4h");
  expect(ago("2026-01-01T00:00:00Z", now)).toBe("9d");
  expect(ago("2026-01-11T00:00:00Z", now)).toBe("now");
});

test("lengths of time", () => {
  expect(duration("90d")).toBe(90 * 86_400_000);
  expect(duration("45s")).toBe(45_000);
  for (const wrong of ["", "5", "d", "1.5h", "-1d", "1w"]) expect(duration(wrong)).toBeUndefined();
});
