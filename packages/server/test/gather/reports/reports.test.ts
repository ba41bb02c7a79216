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

/** Whoever opens a pull request lets CI upload what they like: none of it may hold the server up. */
describe("a hostile report is read to its end", () => {
  it("a root of a million slashes", async () => {
    const text = `<coverage><sources><source>${"/".repeat(1_000_000)}x/</source></sources><packages><package><classes>
      <class filename="a.py"><lines><line number="1" hits="1"/></lines></class></classes></package></packages></coverage>`;
    expect(await FORMATS.cobertura.read(text)).toMatchObject([{ lines: { covered: 1, total: 1 } }]);
  });

  it("a unit of a million blanks", async () => {
    const slow = { name: "write", unit: `per${" ".repeat(1_000_000)}x`, value: 1 };
    const text = JSON.stringify([{ name: "parse", unit: "files/s", value: 1 }, slow]);
    expect(await recognise("benchmark.json", text)?.read(text)).toMatchObject([
      { results: [{ better: "higher" }, { better: "lower" }] },
    ]);
  });
});
