import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { applyFixes } from "../../src/findings/fixes.ts";
import { readDocument } from "../../src/source/document.ts";
import type { YamlNode } from "../../src/source/tree.ts";
import { validateFile } from "../../src/validate/validate.ts";
import { cleanFiles, type DataFile, hasData } from "../support/data.ts";

const FOLDER = "workflows/realworld";

/** The fix of each finding alone, on the files of projects whose CI runs. */
describe.skipIf(!hasData(FOLDER))(`fixes of security findings on ${FOLDER} (skipped where the data is absent)`, () => {
  const files = hasData(FOLDER) ? cleanFiles().filter(({ name }) => name.startsWith(FOLDER)) : [];

  it("remove the finding, add none, keep comments and change nothing else", () => {
    let tried = 0;
    for (const file of files) {
      const before = findingsOf(file, file.text);
      // One of each kind in a file: each costs a validation of the whole file.
      for (const finding of new Map(before.map((one) => [`${one.code} ${one.fix?.safe}`, one])).values()) {
        if (finding.fix === undefined) continue;
        const { text, left } = applyFixes(file.text, [finding.fix]);
        const where = `${file.name}:${finding.line} ${finding.code}`;
        expect(left, where).toEqual([]);
        expect(readDocument(file.path, text).faults, where).toEqual(readDocument(file.path, file.text).faults);
        const after = findingsOf(file, text);
        expect(count(after, finding.code), where).toBeLessThan(count(before, finding.code));
        for (const { code } of after)
          expect(count(after, code), `${where}: ${code}`).toBeLessThanOrEqual(count(before, code));
        expect(changes(file.text, text), where).toBeLessThanOrEqual(2);
        expect(commentsKept(file.text, text, finding), where).toBe(true);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(100);
  });
});

function findingsOf({ path, project }: DataFile, text: string): readonly Finding[] {
  return validateFile("workflow", path, text, project);
}

function count(findings: readonly Finding[], code: string): number {
  return findings.filter((finding) => finding.code === code).length;
}

/** How many values of the tree are new or other than before. */
function changes(before: string, after: string): number {
  const old = new Set(valuesOf(before));
  return valuesOf(after).filter((value) => !old.has(value)).length;
}

function valuesOf(text: string): string[] {
  const walk = (node: YamlNode, path: string): string[] => {
    if (node.kind === "scalar") return [`${path}: ${node.text}`];
    if (node.kind === "sequence") return node.items.flatMap(({ value }, i) => walk(value, `${path}/${i}`));
    return node.entries.flatMap(({ key, value }) => walk(value, `${path}/${key.text}`));
  };
  const { root } = readDocument("a.yml", text);
  return root === undefined ? [] : walk(root, "");
}

/** Every comment stands there as before, but for the version that a pin brings up to date. */
function commentsKept(before: string, after: string, { code }: Finding): boolean {
  const kept = readDocument("a.yml", after).comments.map(({ text }) => text);
  const lost = readDocument("a.yml", before).comments.filter(({ text }) => !kept.includes(text));
  return lost.length <= (code === "security/unpinned-action" || code === "security/pin-comment" ? 1 : 0);
}
