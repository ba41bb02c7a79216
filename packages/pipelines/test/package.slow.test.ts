import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { pack } from "../../../scripts/pack-pipelines.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tollgate-package-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

test("the packed library works in an empty project, as plain JavaScript and with its types", {
  timeout: 180_000,
}, () => {
  const file = pack(folder);
  writeFileSync(join(folder, "package.json"), '{ "name": "empty", "private": true, "type": "module" }\n');
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", file]);

  writeFileSync(
    join(folder, "use.js"),
    `import { codes, compare, migrate, validate } from "@tollgate/pipelines";
import { applyFixes } from "@tollgate/pipelines/findings/fixes";
const path = ".github/workflows/ci.yml";
const text = "on: push\\npermissions: {}\\njobs:\\n  build:\\n    runs-on: ubuntu-latest\\n    steps:\\n      - run: echo \${{ nowhere.x }}\\n";
const findings = validate({ [path]: text });
const { entries } = compare(path, { [path]: text }, { [path]: text.replace("push", "pull_request") });
const migration = migrate(".travis.yml", "language: node_js\\nnode_js: [22]\\n");
console.log(JSON.stringify({
  codes: findings.map(({ code }) => code),
  explained: codes().has("expression/unknown-context"),
  verdicts: [...new Set(entries.map(({ verdict }) => verdict))].sort(),
  dialect: migration.dialect,
  files: migration.files.length,
  fixed: applyFixes("ab", [{ title: "t", safe: true, edits: [{ start: 0, end: 1, text: "c" }] }]).text,
}));
`,
  );
  const told = JSON.parse(run(process.execPath, ["use.js"]));
  expect(told.codes).toContain("expression/unknown-context");
  expect(told).toMatchObject({ explained: true, dialect: "travis", files: 1, fixed: "cb" });
  expect(told.verdicts).toContain("lost");

  writeFileSync(
    join(folder, "use.ts"),
    `import { validate, type Files } from "@tollgate/pipelines";
const files: Files = { a: "b" };
const lines: number[] = validate(files).map(({ line }) => line);
// @ts-expect-error a finding has no such field
validate(files)[0]?.nowhere;
console.log(lines);
`,
  );
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023", "--skipLibCheck", "use.ts"];
  run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options]);
});
