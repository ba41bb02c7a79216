import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { LONE_FILE, projectOf } from "../src/project/project.ts";
import { type FileKind, validateFile } from "../src/validate/validate.ts";
import { filesBelow, hasData, read } from "./support/data.ts";
import { FOREIGN_MUTATORS } from "./support/foreign-mutators.ts";

const PATHS = { gitlab: ".gitlab-ci.yml", jenkins: "Jenkinsfile" } as const;
const KINDS = ["gitlab", "jenkins"] as const;
/** Mutants of a file by one mutator. */
const PER_FILE = 5;

function found(kind: FileKind, text: string) {
  return validateFile(kind, kind === "jenkins" ? PATHS.jenkins : PATHS.gitlab, text, LONE_FILE);
}

describe.each(KINDS)("%s", (kind) => {
  const folder = fileURLToPath(new URL(`./${kind}/fixtures/`, import.meta.url));

  it.each(readdirSync(folder).filter((name) => !name.endsWith(".txt")))("fixture %s", async (name) => {
    const parts = readFileSync(`${folder}${name}`, "utf8").split(/^(?:#|\/\/) === /m);
    const others = parts.slice(1).map((part) => [part.split("\n")[0] ?? "", part.slice(part.indexOf("\n") + 1)]);
    const text = parts[0] ?? "";
    const project = projectOf({ ...Object.fromEntries(others), [PATHS[kind]]: text });
    const told = validateFile(kind, PATHS[kind], text, project).map(
      ({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code} ${message}\n`,
    );
    await expect(told.join("")).toMatchFileSnapshot(`${folder}${name}.txt`);
  });

  describe.skipIf(!hasData(`ci-configs/${kind}`))("real files (skipped where the shared data is absent)", () => {
    it("have no errors", () => {
      const errors = filesBelow(`ci-configs/${kind}`).flatMap((name) =>
        found(kind, read(name))
          .filter(({ severity }) => severity === "error")
          .map(({ line, code }) => `${name}:${line} ${code}`),
      );
      expect(errors).toEqual([]);
    });

    it("are noticed when they are broken", () => {
      const missed: string[] = [];
      let all = 0;
      for (const name of filesBelow(`ci-configs/${kind}`)) {
        const text = read(name);
        const before = found(kind, text).filter(({ severity }) => severity !== "info").length;
        for (const { name: how, pattern, to } of FOREIGN_MUTATORS[kind] ?? []) {
          const places = declarative(kind, text) ? [...text.matchAll(pattern)] : [];
          const step = Math.max(1, Math.floor(places.length / PER_FILE));
          for (const match of places.filter((_, index) => index % step === 0).slice(0, PER_FILE)) {
            const mutant = text.slice(0, match.index) + to(match[0]) + text.slice(match.index + match[0].length);
            // Some words have no letters to swap.
            if (mutant === text) continue;
            all++;
            const after = found(kind, mutant).filter(({ severity }) => severity !== "info").length;
            if (after <= before) missed.push(`${how}: ${name} at ${text.slice(0, match.index).split("\n").length}`);
          }
        }
      }
      const share = 1 - missed.length / all;
      expect(all).toBeGreaterThan(100);
      expect(share, `${all} mutants, of which these are missed:\n${missed.join("\n")}`).toBeGreaterThanOrEqual(0.99);
    });
  });
});

function declarative(kind: FileKind, text: string): boolean {
  return kind !== "jenkins" || /^pipeline \{/m.test(text);
}
