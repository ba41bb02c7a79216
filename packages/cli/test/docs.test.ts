import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { KNOWN_NAMES } from "../../server/src/variables.ts";
import { program } from "../src/program.ts";
import { ROOT } from "./support/run.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const decisions = readdirSync(join(ROOT, "docs/decisions")).map((name) => `docs/decisions/${name}`);
const written = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", ...decisions];

describe("every path that a document names is there", () => {
  // In back quotes, with a slash, below a folder of this repository; <name> and * stand for something.
  const paths = (text: string) =>
    [...text.matchAll(/`((?:packages|docs|scripts|\.ci)\/[^`\s]*|[a-z.]+\.(?:json|ts|md))`/g)]
      .map((match) => match[1] ?? "")
      .filter((path) => !/[<*]/.test(path));
  const links = (text: string) => [...text.matchAll(/\]\(((?!https?:)[^)#]+)[^)]*\)/g)].map((match) => match[1] ?? "");

  test.each(written)("%s", (document) => {
    const text = read(document);
    const missing = [...paths(text), ...links(text)].filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });

  test("and they are seen", () => {
    expect(paths(read("ARCHITECTURE.md")).length).toBeGreaterThan(20);
    expect(paths(read("CONTRIBUTING.md")).length).toBeGreaterThan(5);
    expect(links(read("README.md")).length).toBeGreaterThan(4);
    expect(paths("`packages/nowhere.ts`")).toEqual(["packages/nowhere.ts"]);
  });
});

describe("every command and variable that a document names is there", () => {
  const commands = new Set(
    program().commands.flatMap((command) => [
      command.name(),
      ...command.commands.map((leaf) => `${command.name()} ${leaf.name()}`),
    ]),
  );

  test.each(written)("%s", (document) => {
    const text = read(document);
    const named = [...text.matchAll(/(?:npx |`)tollgate ([a-z]+)(?: ([a-z]+))?/g)].map(([, first = "", second]) => {
      const both = `${first} ${second}`;
      return second !== undefined && commands.has(both) ? both : first;
    });
    expect(named.filter((name) => !commands.has(name))).toEqual([]);
    const variables = [...text.matchAll(/\b(?:TOLLGATE|GITHUB)_[A-Z_]+\b/g)].map(([name]) => name);
    expect(variables.filter((name) => !KNOWN_NAMES.includes(name))).toEqual([]);
  });
});
