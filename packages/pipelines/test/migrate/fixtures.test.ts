import { describe, expect, it } from "vitest";
import { migrateToGitHub, verifyMigration } from "../../src/migrate/migrate.ts";
import { projectOf } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";
import { certificateLines, fixtures, refusals } from "./support.ts";

// A new case: a folder with the file of the CI system; `vitest run -u` writes the two others, which are then read.
describe.each(fixtures())("$dialect/$name", ({ dialect, path, text, folder }) => {
  const migration = migrateToGitHub(dialect, path, text);
  const [file] = migration.files;

  it("becomes the expected workflow", async () => {
    expect(migration.faults).toEqual([]);
    await expect(file?.text).toMatchFileSnapshot(`${folder}/expected.yml`);
  });

  it("has the expected certificate", async () => {
    await expect(certificateLines(migration.certificate.entries)).toMatchFileSnapshot(`${folder}/certificate.txt`);
  });

  it("is taken by GitHub's parser, and has no error of ours", async () => {
    expect(await refusals(file?.path ?? "", file?.text ?? "")).toEqual([]);
    const findings = validateFile("workflow", file?.path ?? "", file?.text ?? "", projectOf({}, { complete: false }));
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("has a certificate that holds", () => {
    const { entries, problems } = verifyMigration(migration, text, migration.files);
    expect(problems).toEqual([]);
    expect(entries).toEqual(migration.certificate.entries);
  });
});
