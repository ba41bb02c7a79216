import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { program } from "../src/program.ts";
import { finished, ROOT, start, tollgate } from "./support/run.ts";

function leaves(command: Command, path: string[] = []): string[][] {
  if (command.commands.length === 0) return [path];
  return command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
}

describe("every command", () => {
  const all = leaves(program());

  test("the contract's commands are there", () => {
    expect(all.map((path) => path.join(" "))).toEqual(
      expect.arrayContaining([
        "serve",
        "demo",
        "setup github",
        "doctor",
        "token create",
        "token sign-in",
        "token list",
        "token revoke",
        "backup",
        "restore",
        "changes list",
        "changes show",
        "changes explain",
        "changes watch",
        "changes command",
        "validate",
        "compare",
      ]),
    );
  });

  test.each(all.map((path) => [path.join(" "), path] as const))(
    "%s has help with examples, and --format",
    async (name, path) => {
      const { code, stdout, stderr } = await tollgate([...path, "--help"]);
      expect(stderr).toBe("");
      expect(code).toBe(0);
      expect(stdout).toContain("Examples:");
      expect(stdout).toContain(`$ tollgate ${name}`);
      expect(stdout).toMatch(/--format <format>/);
    },
  );
});

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(`${ROOT}packages/cli/package.json`, "utf8"));
  expect(await tollgate(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

describe("wrong use ends with 2, one line that says what and one that says what to do", () => {
  test.each([
    ["an unknown command", ["chnages"], "unknown command 'chnages'", "Did you mean changes?"],
    ["an unknown subcommand", ["changes", "lst"], "unknown command 'lst'", "Did you mean list?"],
    ["an unknown option", ["serve", "--prot", "1"], "unknown option '--prot'", "Did you mean --port?"],
    ["a missing option", ["token", "create", "--subject", "x"], "required option '--role <role>'", "--help"],
    ["a bad choice", ["doctor", "--format", "xml"], "argument 'xml' is invalid", "--help"],
    ["a missing argument", ["changes", "show"], "missing required argument 'change'", "--help"],
    ["a change that is none", ["changes", "show", "shop"], '"shop" names no change', "owner/name#7"],
    ["no commit", ["changes", "command", "approve-final", "a/b#1"], "needs the commit", "--sha"],
    ["a short commit", ["changes", "command", "reject-final", "a/b#1", "--sha", "abc"], "needs the commit", "--sha"],
    ["an unknown change command", ["changes", "command", "merge", "a/b#1"], '"merge" is no command', "recheck"],
    ["a bad port", ["serve", "--port", "http"], "--port", "0 to 65535"],
    ["a bad end", ["token", "create", "--role", "viewer", "--subject", "x", "--expires", "soon"], "soon", "90d"],
    ["a bad address", ["changes", "list", "--server", "localhost:1"], "no web address", "http://"],
  ])("%s", async (_, args, what, remedy) => {
    const { code, stdout, stderr } = await tollgate(args);
    expect(stdout).toBe("");
    expect(stderr.split("\n")[0]).toMatch(/^error: /);
    expect(stderr).toContain(what);
    expect(stderr).toContain(remedy);
    expect(stderr).not.toContain("    at ");
    expect(code).toBe(2);
  });

  test("a group of commands alone prints its help", async () => {
    const { code, stderr } = await tollgate(["changes"]);
    expect(stderr).toContain("Usage: tollgate changes");
    expect(code).toBe(2);
  });

  test("with --format json the error is JSON too", async () => {
    const { code, stdout, stderr } = await tollgate(["changes", "show", "shop", "--format", "json"]);
    expect(stdout).toBe("");
    expect(JSON.parse(stderr)).toEqual({
      error: { kind: "usage", exit: 2, problems: [{ message: expect.any(String), remedy: expect.any(String) }] },
    });
    expect(code).toBe(2);
  });

  test("all problems of the configuration are told at once", async () => {
    const env = { TOLLGATE_RECONCILE_SECONDS: "often", TOLLGATE_DELIVERY_DAYS: "3", GITHUB_TOKEN: "t" };
    const { code, stderr } = await tollgate(["serve", "--role", "boss", "--format", "json"], { env });
    const messages = JSON.parse(stderr)
      .error.problems.map((problem: { message: string }) => problem.message)
      .join("\n");
    expect(messages).toContain("TOLLGATE_RECONCILE_SECONDS");
    expect(messages).toContain("TOLLGATE_DELIVERY_DAYS");
    expect(messages).toContain("--role");
    expect(code).toBe(2);
  });
});

test("an error of ours shows where it came from only when asked", async () => {
  const { stderr } = await tollgate(["changes", "show", "shop"], { env: { TOLLGATE_DEBUG: "1" } });
  expect(stderr).toContain("    at ");
});

describe("colour", () => {
  const args = ["changes", "show", "shop"];
  const colourCode = "\u001b[";

  test("not in a pipe", async () => {
    expect((await tollgate(args)).stderr).not.toContain(colourCode);
  });
  test("with FORCE_COLOR", async () => {
    expect((await tollgate(args, { env: { FORCE_COLOR: "1" } })).stderr).toContain(colourCode);
  });
  test("NO_COLOR goes before it", async () => {
    expect((await tollgate(args, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stderr).not.toContain(colourCode);
  });
});

test("a reader that stops early is no failure", async () => {
  const child = start(["--help"]);
  child.stdout?.destroy();
  const { code, stderr } = await finished(child);
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("the launcher hands over arguments and exit code, also under a Node that cannot run TypeScript itself", async () => {
  const script = `
    Object.defineProperty(process.versions, "node", { value: "20.0.0" });
    process.execPath = "/elsewhere/node";
    process.argv = [process.argv[0], "tollgate", "changes", "show", "shop"];
    await import(${JSON.stringify(new URL("../bin/tollgate.js", import.meta.url).href)});
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "pipe", cwd: ROOT });
  const { code, stderr } = await finished(child);
  expect(stderr).toContain('"shop" names no change');
  expect(code).toBe(2);
});
