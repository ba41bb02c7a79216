import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coveragePage, migrateAll, PAGE } from "../../../../scripts/migrate-coverage.ts";

const migrations = migrateAll();

test.skipIf(migrations === undefined)(
  "docs/reference/migrate-coverage.md is fresh (skipped without the shared data)",
  () => {
    expect(readFileSync(PAGE, "utf8")).toBe(coveragePage(migrations ?? []));
  },
);
