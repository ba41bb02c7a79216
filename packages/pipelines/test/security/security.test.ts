import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { applyFixes } from "../../src/findings/fixes.ts";
import { LONE_FILE } from "../../src/project/project.ts";
import { ACTION_SECURITY_RULES, SECURITY_RULES } from "../../src/rules/security/index.ts";
import { readDocument } from "../../src/source/document.ts";
import { validateFile } from "../../src/validate/validate.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const CODES = [...new Set([...SECURITY_RULES, ...ACTION_SECURITY_RULES].flatMap(({ codes }) => Object.keys(codes)))];

/** More rounds than any fixture needs: each at least removes one finding. */
const MAX_ROUNDS = 50;

function findingsOf(code: string, name: string, text: string): readonly Finding[] {
  const [kind, path] = name.endsWith(".action.yml")
    ? (["action", "action.yml"] as const)
    : (["workflow", ".github/workflows/a.yml"] as const);
  return validateFile(kind, path, text, LONE_FILE).filter((finding) => finding.code === code);
}

function casesOf(code: string): string[] {
  const folder = `${HERE}${code.replace("security/", "")}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith(".yml") && !name.endsWith(".fixed.yml"));
}

/** Finds and fixes until there is nothing more to fix. */
function fixed(code: string, name: string, text: string): string {
  let now = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fixes = findingsOf(code, name, now).flatMap(({ fix }) => fix ?? []);
    if (fixes.length === 0) return now;
    const { text: next, applied } = applyFixes(now, fixes);
    expect(applied.length, "a fix that cannot be applied to the text it was made for").toBeGreaterThan(0);
    now = next;
  }
  throw new Error(`${name}: fixing does not come to an end`);
}

describe.each(CODES)("%s", (code) => {
  const cases = casesOf(code);

  it("has a bad, a good and a borderline case", () => {
    for (const start of ["bad", "good", "borderline"]) {
      expect(
        cases.filter((name) => name.startsWith(start)),
        start,
      ).not.toEqual([]);
    }
  });

  it.each(cases)("%s", async (name) => {
    const base = `${HERE}${code.replace("security/", "")}/${name.replace(/\.yml$/, "")}`;
    const text = readFileSync(`${base}.yml`, "utf8");
    const findings = findingsOf(code, name, text);
    if (name.startsWith("good")) {
      expect(findings).toEqual([]);
      return;
    }
    const told = findings.map(
      ({ line, column, severity, confidence, message, fix }) =>
        `${line}:${column} ${severity}/${confidence} ${message}${fix === undefined ? "" : ` [${fix.safe ? "safe" : "unsafe"}: ${fix.title}]`}`,
    );
    await expect(`${told.join("\n")}\n`).toMatchFileSnapshot(`${base}.txt`);
    if (name.startsWith("bad")) expect(findings).not.toEqual([]);
    if (findings.every(({ fix }) => fix === undefined)) return;
    const after = fixed(code, name, text);
    expect(readDocument(name, after).faults).toEqual([]);
    await expect(after).toMatchFileSnapshot(`${base}.fixed.yml`);
  });
});
