import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, temporaryFolder } from "./support/run.ts";

// What a person does first: a clone, nothing installed, one command. Only the npm registry is needed, as in life.
const folder = temporaryFolder();
const clone = join(folder, "clone");
const modules = join(clone, "node_modules");
const INSTALLS = "Installing dependencies";
const left = new Set(["node_modules", ".git", ".cache"]);

function run(...args: string[]) {
  // npm's own variables would lead the copy's npm back to this checkout.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_ENV|VITEST)/.test(name)),
  );
  const done = spawnSync(process.execPath, ["scripts/run.mjs", ...args], { cwd: clone, encoding: "utf8", env });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

beforeAll(() => {
  cpSync(ROOT, clone, {
    recursive: true,
    filter: (source) =>
      !relative(ROOT, source)
        .split(sep)
        .some((part) => left.has(part)),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a fresh clone installs by itself, once", () => {
  expect(existsSync(modules)).toBe(false);
  const first = run("tollgate", "--version");
  expect(first.stderr).toContain(INSTALLS);
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(run("tollgate", "--version").stderr).toBe("");
});

test("`npm ci` by hand counts as installed", () => {
  rmSync(join(modules, ".tollgate-installed"));
  expect(run("tollgate", "--version").stderr).toBe("");
});

test("modules of another lockfile are replaced", () => {
  writeFileSync(join(modules, ".tollgate-installed"), "of another lockfile");
  expect(run("tollgate", "--version").stderr).toContain(INSTALLS);
});

test("an installation that was cut off, and left its lock, is done again", () => {
  rmSync(join(modules, ".tollgate-installed"));
  rmSync(join(modules, ".package-lock.json"));
  rmSync(join(modules, "commander"), { recursive: true });
  mkdirSync(join(clone, ".cache"), { recursive: true });
  // No process has this id: Linux's ids end at 2^22.
  writeFileSync(join(clone, ".cache", "installing"), "99999999");
  const again = run("tollgate", "--version");
  expect(again.stderr).toContain(INSTALLS);
  expect(again.code).toBe(0);
});

test("the exit code of the command is the exit code of the script", () => {
  expect(run("tollgate", "validate", "nowhere").code).toBe(2);
  expect(run("nothing").code).toBe(2);
});
