import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import type { DialectId } from "../../src/migrate/dialect.ts";
import { knownDialects, migrateToGitHub, verifyMigration } from "../../src/migrate/migrate.ts";
import { LONE_FILE } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";
import { filesBelow, hasData, read } from "../support/data.ts";
import { fixtures, refusals } from "./support.ts";

const FOLDER = "ci-configs";

/** The least share of constructs that is equal, or weaker with a reason. */
const LEAST: Partial<Record<DialectId, number>> = { travis: 0.85, circleci: 0.85 };

describe.skipIf(!hasData(FOLDER))("real files (skipped where the shared data is absent)", () => {
  describe.each(knownDialects())("of %s", (dialect) => {
    const migrations = filesBelow(`${FOLDER}/${dialect}`).map((name) => {
      const text = read(name);
      return { name, text, migration: migrateToGitHub(dialect, basename(name).split("__")[1] ?? name, text) };
    });

    it("become workflows that GitHub's parser takes and that have no error of ours", async () => {
      const told: string[] = [];
      for (const { name, migration } of migrations) {
        for (const fault of migration.faults) told.push(`${name}:${fault.line} ${fault.message}`);
        for (const { path, text } of migration.files) {
          for (const message of await refusals(path, text)) told.push(`${name}: ${message}`);
          for (const finding of validateFile("workflow", path, text, LONE_FILE)) {
            if (finding.severity === "error") told.push(`${name}: ${finding.line} ${finding.code} ${finding.message}`);
          }
        }
      }
      expect(told).toEqual([]);
    });

    it("have certificates that are complete and hold", () => {
      for (const { name, text, migration } of migrations) {
        const { entries, problems } = verifyMigration(migration, text, migration.files);
        expect(problems, name).toEqual([]);
        expect(entries, name).toEqual(migration.certificate.entries);
        expect(
          entries.filter(({ rule }) => rule === "common/unclaimed"),
          name,
        ).toEqual([]);
      }
    });

    it("are claimed to be equal only by rules that have a fixture", () => {
      const proven = new Set(
        fixtures()
          .filter((fixture) => fixture.dialect === dialect)
          .flatMap(({ path, text }) => equalRules(dialect, path, text)),
      );
      const used = new Set(migrations.flatMap(({ name, text }) => equalRules(dialect, name, text)));
      expect([...used].filter((rule) => !proven.has(rule))).toEqual([]);
    });

    it("are kept to the extent that is aimed at", () => {
      const entries = migrations.flatMap(({ migration }) => migration.certificate.entries);
      const kept = entries.filter(({ verdict }) => verdict === "equal" || verdict === "weaker");
      expect(kept.length / entries.length).toBeGreaterThanOrEqual(LEAST[dialect] ?? 0);
    });
  });
});

function equalRules(dialect: DialectId, path: string, text: string): string[] {
  const { certificate } = migrateToGitHub(dialect, path, text);
  return certificate.entries.filter(({ verdict }) => verdict === "equal").map(({ rule }) => rule);
}
