import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { applyFixes } from "../../src/findings/fixes.ts";
import { projectOf } from "../../src/project/project.ts";
import { EXPRESSION_RULES } from "../../src/rules/expressions/index.ts";
import { validateFile } from "../../src/validate/validate.ts";

const HERE = fileURLToPath(new URL("./fixtures/", import.meta.url));
const OWN = new Set(EXPRESSION_RULES.flatMap(({ codes }) => Object.keys(codes)));

/** The files of a case by path; the first is judged. */
function filesOf(name: string): Readonly<Record<string, string>> {
  const text = readFileSync(HERE + name, "utf8");
  if (name.endsWith(".files")) {
    const parts = text.split(/^=== /m).slice(1);
    return Object.fromEntries(
      parts.map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n") + 1)]),
    );
  }
  return { [name.endsWith(".action.yml") ? "action.yml" : ".github/workflows/case.yml"]: text };
}

describe("fixtures of expressions", () => {
  it.each(readdirSync(HERE).filter((name) => !name.endsWith(".txt")))("%s", async (name) => {
    const files = filesOf(name);
    const [path = "", text = ""] = Object.entries(files)[0] ?? [];
    const kind = path.endsWith("action.yml") ? "action" : "workflow";
    const told = validateFile(kind, path, text, projectOf(files))
      .filter(({ code }) => OWN.has(code))
      .map(({ line, column, severity, code, message, fix }) => {
        const offered = fix === undefined ? "" : ` (${fix.title})`;
        return `${line}:${column} ${severity} ${code} ${message}${offered}\n`;
      });
    if (name.startsWith("clean")) expect(told).toEqual([]);
    else await expect(told.join("")).toMatchFileSnapshot(HERE + name.replace(/(\.action)?\.(yml|files)$/, ".txt"));
  });

  it.each(readdirSync(HERE).filter((name) => !name.endsWith(".txt")))(
    "%s has fixes that remove what they are for",
    (name) => {
      const files = filesOf(name);
      const [path = "", text = ""] = Object.entries(files)[0] ?? [];
      const kind = path.endsWith("action.yml") ? "action" : "workflow";
      const judged = (of: string) =>
        validateFile(kind, path, of, projectOf({ ...files, [path]: of })).filter(({ code }) => OWN.has(code));
      const before = judged(text);
      for (const { fix, line, code } of before) {
        if (fix === undefined) continue;
        const here = (findings: typeof before) =>
          findings.filter((one) => one.line === line && one.code === code).length;
        expect(here(judged(applyFixes(text, [fix]).text))).toBeLessThan(here(before));
      }
    },
  );
});
