import type { ChangedFile } from "@tollgate/core/vocabulary/evidence";
import { expect, it } from "vitest";
import { beyondBase, onChangedLines } from "../../src/gather/reports/lint.ts";
import type { LintFinding } from "../../src/gather/reports/report.ts";

function finding(path: string, line: number | null, rule = "max-len"): LintFinding {
  return { tool: "eslint", rule, severity: "medium", message: `about ${rule}`, path, line };
}

function changed(path: string, over: Partial<ChangedFile> = {}): ChangedFile {
  return { path, status: "modified", additions: 3, deletions: 0, added: [[10, 12]], ...over };
}

it("a finding whose line moved is not new; one more of its kind is", () => {
  const base = [finding("a.ts", 3), finding("a.ts", 9, "no-eval")];
  expect(beyondBase([finding("a.ts", 30), finding("a.ts", 1, "no-eval")], base, [])).toEqual([]);
  expect(beyondBase([finding("a.ts", 30), finding("a.ts", 31)], base, [])).toEqual([finding("a.ts", 31)]);
});

it("a renamed file brings its findings along", () => {
  const renamed = [changed("new.ts", { status: "renamed", previousPath: "old.ts" })];
  expect(beyondBase([finding("new.ts", 3)], [finding("old.ts", 3)], renamed)).toEqual([]);
  expect(beyondBase([finding("new.ts", 3)], [finding("old.ts", 3)], [])).toHaveLength(1);
});

it("without a report of the base, findings on changed lines are new", () => {
  const head = [finding("/builds/shop/src/a.ts", 11), finding("/builds/shop/src/a.ts", 13), finding("src/b.ts", 11)];
  expect(onChangedLines(head, [changed("src/a.ts")])).toEqual([head[0]]);
  expect(onChangedLines([finding("a.ts", 99)], [changed("a.ts", { added: null })])).toHaveLength(1);
  expect(onChangedLines([finding("a.ts", null)], [changed("a.ts")])).toEqual([]);
  expect(onChangedLines([finding("a.ts", null)], [changed("a.ts", { status: "added" })])).toHaveLength(1);
  expect(onChangedLines([finding("", null)], [changed("a.ts")])).toEqual([]);
  expect(onChangedLines([{ ...finding("", null), security: true }], [changed("a.ts")])).toHaveLength(1);
});
