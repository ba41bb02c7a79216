import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dialectOf, knownDialects, migrateToGitHub, verifyMigration } from "../../src/migrate/migrate.ts";
import { migrationTable } from "../../src/migrate/table.ts";
import { readDocument } from "../../src/source/document.ts";
import { fixtures } from "./support.ts";

describe("the CI system of a file", () => {
  it.each(fixtures())("is known by its path: $dialect/$name", ({ dialect, path, text }) => {
    expect(dialectOf(`some/folder/${path}`, text)).toBe(dialect);
  });

  it.each(fixtures().filter(({ name }) => name !== "first-version"))(
    "is known by its text: $dialect/$name",
    ({ dialect, text }) => {
      expect(dialectOf(dialect === "jenkins" ? "build.groovy" : "ci.yml", text)).toBe(dialect);
    },
  );

  it("is unknown for other files", () => {
    expect(dialectOf("notes.yml", "a: 1\n")).toBeUndefined();
    expect(dialectOf("README.md", "# Read me\n")).toBeUndefined();
  });
});

describe("a broken file", () => {
  it.each([
    ["travis", "language: [c\n"],
    ["circleci", "jobs: *nobody\n"],
    ["jenkins", "pipeline {\n  agent any\n"],
    ["azure", ""],
  ] as const)("of %s gives faults with their place, and no workflow", (dialect, text) => {
    const { files, faults } = migrateToGitHub(dialect, "ci", text);
    expect(files).toEqual([]);
    expect(faults[0]?.message).toMatch(/\S/);
    expect(faults[0]?.line).toBeGreaterThan(0);
  });

  it("is mended where older readers of YAML were more patient", () => {
    const text = 'script: make\nenv:\n  global:\n    secure: "abc\\\n  "\n';
    expect(migrateToGitHub("travis", ".travis.yml", text).faults).toEqual([]);
  });
});

describe("a certificate", () => {
  const text = "language: minimal\nscript:\n  - make\n  - make test\n";
  const migration = migrateToGitHub("travis", ".travis.yml", text);
  const [file] = migration.files;
  const path = file?.path ?? "";

  it("loses a command that is taken out of a script", () => {
    const changed = [{ path, text: file?.text.replace(/\n +make test\n/, "\n") ?? "" }];
    const { entries } = verifyMigration(migration, text, changed);
    expect(entries.filter(({ verdict }) => verdict === "lost").map(({ text: lost }) => lost)).toEqual(["make test"]);
  });

  it("that leaves a construct out is found to be incomplete", () => {
    const { certificate } = migration;
    const cut = { ...migration, certificate: { ...certificate, entries: certificate.entries.slice(1) } };
    expect(verifyMigration(cut, text, migration.files).problems).toContain("There is no entry for the key language.");
  });

  it("may claim nothing by a rule that nobody knows", () => {
    const { certificate } = migration;
    const entries = certificate.entries.map((entry) => ({ ...entry, rule: "travis/magic" }));
    const { problems } = verifyMigration(
      { ...migration, certificate: { ...certificate, entries } },
      text,
      migration.files,
    );
    expect(problems[0]).toContain("travis/magic, which is no known rule");
  });

  it("is counted in a table", () => {
    expect(migrationTable([migration])).toContain("| Travis CI | 1 | 0 | 5 | 4 | 1 | 0 | 0 | 100.0% |");
  });
});

describe("whatever stands in a file", () => {
  it.each(knownDialects())("nothing is thrown, and what comes out is YAML: %s", (dialect) => {
    const texts = fixtures()
      .filter((fixture) => fixture.dialect === dialect)
      .map(({ text }) => text);
    const change = fc.record({
      at: fc.nat(4000),
      cut: fc.nat(30),
      put: fc.constantFrom(
        "",
        ":",
        "- ",
        "\n",
        "{",
        "}",
        "[",
        '"',
        "'",
        "&a ",
        "*a",
        "!x ",
        "null",
        "9",
        "${{",
        "|",
        "#",
        "\t",
        "é",
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 }), (text, changes) => {
        const changed = changes.reduce((before, { at, cut, put }) => {
          const place = at % (before.length + 1);
          return before.slice(0, place) + put + before.slice(place + cut);
        }, text);
        const migration = migrateToGitHub(dialect, "ci", changed);
        for (const file of migration.files) expect(readDocument(file.path, file.text).faults).toEqual([]);
        if (migration.faults.length > 0) return;
        const { entries, problems } = verifyMigration(migration, changed, migration.files);
        expect(problems).toEqual([]);
        expect(entries).toEqual(migration.certificate.entries);
      }),
      { numRuns: 150 },
    );
  });
});
