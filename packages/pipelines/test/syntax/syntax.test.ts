import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { LONE_FILE } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";

const FIXTURES = fileURLToPath(new URL("./fixtures/", import.meta.url));

describe("syntax rules", () => {
  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith(".yml")))("%s", async (name) => {
    const [kind, path] = name.endsWith(".action.yml")
      ? (["action", "action.yml"] as const)
      : (["workflow", ".github/workflows/a.yml"] as const);
    const findings = validateFile(kind, path, readFileSync(`${FIXTURES}${name}`, "utf8"), LONE_FILE);
    const told = findings
      .filter(({ code }) => code.startsWith("syntax/"))
      .map(({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code} ${message}\n`);
    await expect(told.join("")).toMatchFileSnapshot(`${FIXTURES}${name.replace(/\.yml$/, ".txt")}`);
  });
});
