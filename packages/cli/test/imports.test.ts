import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// The dependency rule is only as good as the linter's eyes: each forbidden import is shown to it once, as a file of the
// folder that must not have it, beside imports that it may have. A copy of the rules judges a tree of such files, so
// that nothing is planted in the real one.
const root = fileURLToPath(new URL("../../../", import.meta.url));

const FORBIDDEN: readonly (readonly [string, string])[] = [
  ["core", "node:fs"],
  ["core", "node:crypto"],
  ["core", "fs"],
  ["core", "pg"],
  ["core", "@tollgate/client/change"],
  ["core", "@tollgate/server/config"],
  ["core", "@tollgate/providers/forge"],
  ["core", "@tollgate/pipelines/model"],
  ["pipelines", "node:fs"],
  ["pipelines", "@tollgate/core/vocabulary/outcome"],
  ["pipelines", "@tollgate/client/change"],
  ["simulator", "@tollgate/core/vocabulary/outcome"],
  ["simulator", "@tollgate/providers/forge"],
  ["simulator", "@tollgate/client/change"],
  ["providers", "@tollgate/server/config"],
  ["providers", "@tollgate/client/change"],
  ["providers", "@tollgate/simulator/world"],
  ["client", "@tollgate/server/config"],
  ["client", "@tollgate/providers/forge"],
  ["server", "@tollgate/simulator/world"],
  ["server", "@tollgate/cli/main"],
  ["cli", "@tollgate/agent/sdk"],
  ["dashboard", "@tollgate/server/config"],
  ["dashboard", "@tollgate/providers/forge"],
  ["dashboard", "node:fs"],
];

const ALLOWED: readonly (readonly [string, string])[] = [
  ["core", "zod"],
  ["pipelines", "yaml"],
  ["simulator", "node:http"],
  ["providers", "@tollgate/core/vocabulary/outcome"],
  ["client", "@tollgate/core/vocabulary/outcome"],
  ["server", "@tollgate/providers/forge"],
  ["cli", "@tollgate/server/config"],
  ["cli", "@tollgate/pipelines/validate/validate"],
  ["dashboard", "@tollgate/client/change"],
  ["dashboard", "@tollgate/core/vocabulary/outcome"],
];

const ROUNDABOUT: readonly (readonly [string, string])[] = [
  ["core", "../../server/src/config.ts"],
  ["core", "../../../server/src/config.ts"],
  ["simulator", "../../core/src/vocabulary/outcome.ts"],
  ["providers", "../../server/src/config.ts"],
  ["dashboard", "../../../packages/server/src/config.ts"],
];

const forms: Readonly<Record<string, (specifier: string) => string>> = {
  value: (specifier) => `import { planted } from "${specifier}";\nexport const seen = planted;\n`,
  type: (specifier) => `import type { Planted } from "${specifier}";\nexport type Seen = Planted;\n`,
  again: (specifier) => `export { planted } from "${specifier}";\n`,
};

let folder = "";
/** Files that the rule complains about, with what it says. */
const told = new Map<string, string>();

function plantedPath(form: string, owner: string, specifier: string): string {
  return `${owner === "dashboard" ? "apps" : "packages"}/${owner}/src/${form}-${specifier.replaceAll(/[^a-z]+/g, "-")}.ts`;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-imports-"));
  for (const file of ["biome.json", ".gitignore"]) copyFileSync(join(root, file), join(folder, file));
  for (const [owner, specifier] of [...FORBIDDEN, ...ALLOWED, ...ROUNDABOUT]) {
    for (const [form, source] of Object.entries(forms)) {
      const path = join(folder, plantedPath(form, owner, specifier));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, source(specifier));
    }
  }
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "lint", "--only=style/noRestrictedImports", "--reporter=json", "--max-diagnostics=none", "."];
  const done = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const report = JSON.parse(done.stdout.slice(done.stdout.indexOf("{"))) as {
    diagnostics: { category: string; message: unknown; advices: unknown; location: { path: unknown } }[];
  };
  for (const diagnostic of report.diagnostics) {
    if (diagnostic.category !== "lint/style/noRestrictedImports") continue;
    const { path } = diagnostic.location;
    const name = typeof path === "string" ? path : (path as { file: string }).file;
    told.set(name.replaceAll("\\", "/").replace(/^\.\//, ""), JSON.stringify(diagnostic));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([...FORBIDDEN, ...ROUNDABOUT])(
  "%s may not import %s, and the rule says where to read",
  (owner, specifier) => {
    for (const form of Object.keys(forms)) {
      expect(told.get(plantedPath(form, owner, specifier)) ?? "nothing", form).toContain(
        "Which folder may import which",
      );
    }
  },
);

test.each(ALLOWED)("%s may import %s", (owner, specifier) => {
  for (const form of Object.keys(forms)) expect(told.get(plantedPath(form, owner, specifier)), form).toBeUndefined();
});
