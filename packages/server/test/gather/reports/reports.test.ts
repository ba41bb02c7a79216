import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportFormat } from "@tollgate/core/vocabulary/reports";
import { describe, expect, it } from "vitest";
import { FORMATS, recognise } from "../../../src/gather/reports/format.ts";
import { ReportError } from "../../../src/gather/reports/report.ts";

const FOLDER = join(import.meta.dirname, "fixtures");

interface Expected {
  readonly format?: ReportFormat;
  readonly reports?: unknown;
  readonly error?: string;
  readonly ignored?: true;
}

const inputs = readdirSync(FOLDER).filter((name) => !name.endsWith(".expected.json") && name !== "README.md");

async function outcome(name: string, format: ReportFormat | undefined): Promise<Expected> {
  const text = readFileSync(join(FOLDER, name), "utf8");
  const found = format === undefined ? recognise(`reports/${name}`, text) : FORMATS[format];
  if (found === null) return { ignored: true };
  try {
    return { reports: await found.read(text) };
  } catch (error) {
    if (error instanceof ReportError) return { error: error.message };
    throw error;
  }
}

describe("a report becomes", () => {
  it.each(inputs)("%s", async (name) => {
    const file = join(FOLDER, `${name}.expected.json`);
    const { format, ...expected } = JSON.parse(readFileSync(file, "utf8")) as Expected;
    const actual = await outcome(name, format);
    if (expected.error === undefined) expect(actual).toEqual(expected);
    else expect(actual.error ?? JSON.stringify(actual)).toContain(expected.error);
  });
});
