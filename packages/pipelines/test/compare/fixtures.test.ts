import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commitOf } from "../../src/compare/commits.ts";
import { compare } from "../../src/compare/compare.ts";
import { placeInWords, told } from "../../src/compare/shown.ts";
import { fromGithub } from "../../src/model/from-github.ts";
import { projectOf } from "../../src/project/project.ts";
import { readDocument } from "../../src/source/document.ts";

const folder = new URL("fixtures/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));

/** `=== name`, then its text. */
function sections(text: string): Map<string, string> {
  const parts = text.split(/^=== (.+)\n/m).slice(1);
  return new Map(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : [])));
}

describe("what is told of two workflows", () => {
  test.each(names)("%s", (name) => {
    const all = sections(readFileSync(new URL(name, folder), "utf8"));
    const pipeline = (side: "old" | "new") => {
      const files = [...all].flatMap(([title, text]) => {
        const path = new RegExp(`^(?:${side} )?file (.+)$`).exec(title)?.[1];
        return path === undefined ? [] : [[path, text]];
      });
      const text = all.get(side) ?? "";
      return fromGithub(readDocument(".github/workflows/ci.yml", text), projectOf(Object.fromEntries(files)));
    };
    const lines = told(compare(pipeline("old"), pipeline("new"), { commitOf })).map(
      (entry) => `${entry.verdict}${entry.marked === true ? " (!)" : ""} ${entry.what} @ ${placeInWords(entry)}`,
    );
    expect(lines.join("\n")).toBe(all.get("expected")?.trim());
  });
});
