// Writes docs/reference/migrate-coverage.md: how much of the shared CI files `tollgate migrate` keeps. Where the data
// is absent it says so and writes nothing. `node scripts/run.mjs script scripts/migrate-coverage.ts`
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { knownDialects, type Migration, migrateToGitHub } from "@tollgate/pipelines/migrate/migrate";
import { migrationTable } from "@tollgate/pipelines/migrate/table";

const DATA = fileURLToPath(new URL("../../shared/data/ci-configs/", import.meta.url));
export const PAGE = fileURLToPath(new URL("../docs/reference/migrate-coverage.md", import.meta.url));

/** Every shared file of a known CI system, migrated; undefined where the data is absent. */
export function migrateAll(): readonly Migration[] | undefined {
  if (!existsSync(DATA)) return undefined;
  return knownDialects().flatMap((dialect) =>
    readdirSync(join(DATA, dialect))
      .sort()
      .map((name) => migrateToGitHub(dialect, name, readFileSync(join(DATA, dialect, name), "utf8"))),
  );
}

/** The page, from what became of the files. */
export function coveragePage(migrations: readonly Migration[]): string {
  return `${[
    "# How much of a CI configuration is kept",
    "Made by `scripts/migrate-coverage.ts` from files of public repositories; do not edit. Counted are all keys and values " +
      "of a file, for Jenkins all directives and arguments. **Equal**: by a rule that has a fixture. **Weaker**: it is " +
      "there, and the certificate says what is less. **Unknown**: nobody can tell from the file alone (a template that " +
      "stands elsewhere, a script in Groovy); it becomes a step that fails until somebody has looked. **Lost**: GitHub has " +
      "nothing like it; said in the certificate and in the head comment of the workflow.",
    migrationTable(migrations).trim(),
  ].join("\n\n")}\n`;
}

if (import.meta.main) {
  const migrations = migrateAll();
  if (migrations === undefined) process.stderr.write("The shared data is not there: nothing was written.\n");
  else writeFileSync(PAGE, coveragePage(migrations));
}
