import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/expressions/evaluate.ts";
import { formatProblems, isRefused, jsonFault } from "../../src/expressions/literals.ts";

describe("the text of format()", () => {
  it.each<[string, number, "fine" | "refused" | "an argument is lost"]>([
    ["plain", 0, "fine"],
    ["{0} {1} {0}", 2, "fine"],
    ["{{0}} }} {{", 0, "fine"],
    ["{{{0}}}", 1, "fine"],
    ["{0:yyyy}", 1, "fine"],
    ["{0}", 2, "an argument is lost"],
    ["{{0}}", 1, "an argument is lost"],
    ["{0}", 0, "refused"],
    ["{0", 1, "refused"],
    ["0}", 1, "refused"],
    ["{}", 1, "refused"],
    ["{a}", 1, "refused"],
    ["{0a}", 1, "refused"],
    ["{0{1}", 2, "refused"],
    ["{0}}", 1, "refused"],
  ])("%s with %i arguments: %s", (text, given, expected) => {
    const problems = formatProblems(text, given);
    const told = problems.some(isRefused) ? "refused" : problems.length > 0 ? "an argument is lost" : "fine";
    expect(told).toBe(expected);
    const args = Array.from({ length: given }, (_, i) => `, ${i}`).join("");
    expect(evaluate(`format('${text}'${args})`, {}).ok).toBe(expected !== "refused");
  });
});

describe("the text of fromJSON()", () => {
  it.each(["1", "null", '"a"', ' {"a": [1]} '])("%s can be read", (text) => {
    expect(jsonFault(text)).toBeUndefined();
  });

  it.each(["", " ", "{", "[1,]", "a"])("%s cannot be read", (text) => {
    expect(jsonFault(text)).toEqual(expect.stringMatching(/\.$/));
  });
});
