import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCron, shortestInterval } from "../../src/rules/syntax/cron.ts";

const fieldsOf = (text: string) => {
  const parsed = parseCron(text);
  return parsed.ok ? parsed.fields : parsed.message;
};

describe("schedules", () => {
  it("are read with lists, ranges, steps and names", () => {
    expect(fieldsOf("5,1 0-3 */10 jan-MAR,12 mon-fri/2")).toEqual([
      [1, 5],
      [0, 1, 2, 3],
      [1, 11, 21, 31],
      [1, 2, 3, 12],
      [1, 3, 5],
    ]);
    expect(fieldsOf("50/3 0 1 1 0")).toEqual([[50, 53, 56, 59], [0], [1], [1], [0]]);
  });

  it.each(["", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 7"])(
    "%s is refused",
    (text) => {
      expect(parseCron(text).ok).toBe(false);
    },
  );

  it.each([
    "*/0 * * * *",
    "*/ * * * *",
    "1-2-3 * * * *",
    "5-1 * * * *",
    "-1 * * * *",
    "1, * * * *",
    "a * * * *",
    "*5 * * * *",
  ])("%s is refused", (text) => {
    expect(parseCron(text).ok).toBe(false);
  });

  it("are read back from what they stand for, in any order", () => {
    const list = (least: number, most: number) =>
      fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 8 });
    const fields = fc.tuple(list(0, 59), list(0, 23), list(1, 31), list(1, 12), list(0, 6));
    fc.assert(
      fc.property(fields, (numbers) => {
        const sorted = numbers.map((field) => [...field].sort((a, b) => a - b));
        expect(fieldsOf(numbers.map((field) => field.join(",")).join(" "))).toEqual(sorted);
      }),
    );
  });

  it.each([
    ["* * * * *", 1],
    ["*/5 * * * *", 5],
    ["*/7 * * * *", 4],
    ["0 3 * * *", 1440],
    ["0,58 3 * * *", 58],
    ["0,58 * * * *", 2],
    ["59 0,23 * * *", 60],
  ])("%s runs at least %i minutes apart", (text, minutes) => {
    const parsed = parseCron(text);
    expect(parsed.ok && shortestInterval(parsed.fields)).toBe(minutes);
  });
});
