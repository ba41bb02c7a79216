import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { recognise } from "../../../src/gather/reports/format.ts";
import { type Report, ReportError } from "../../../src/gather/reports/report.ts";

const FOLDER = join(import.meta.dirname, "fixtures");
const inputs = readdirSync(FOLDER)
  .filter((name) => !name.endsWith(".expected.json") && name !== "README.md")
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }));

/** A report with a piece cut out, doubled, or replaced by something odd. */
const damaged = fc
  .record({
    input: fc.constantFrom(...inputs),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 30 }),
    instead: fc.constantFrom(
      "",
      "\u0000",
      "<",
      "&x;",
      "]]>",
      '"',
      "-1",
      "1e999",
      "99999999999999999999",
      "{}",
      "null",
      "ß\ud800",
    ),
  })
  .map(({ input: { name, text }, from, length, instead }) => {
    const at = Math.floor(from * text.length);
    return { name, text: text.slice(0, at) + instead + text.slice(at + length) };
  });

function isSound(report: Report): boolean {
  switch (report.kind) {
    case "tests":
      return [report.total, report.passed, report.seconds].every(Number.isFinite);
    case "coverage": {
      const ratios = [report.lines, ...(report.branches === null ? [] : [report.branches])];
      return ratios.every(({ covered, total }) => Number.isFinite(covered) && Number.isFinite(total));
    }
    case "lint":
      return report.detail.every(
        ({ line, message }) => (line === null || Number.isFinite(line)) && message.length <= 300,
      );
    case "benchmarks":
      return report.results.every(({ value }) => Number.isFinite(value));
    case "measurements":
      return report.values.every(({ value }) => Number.isFinite(value));
  }
}

it("whatever is damaged in a report, it is read soundly, ignored, or refused with a reason", async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async ({ name, text }) => {
      const format = recognise(`reports/${name}`, text);
      if (format === null) return;
      try {
        for (const report of await format.read(text)) expect(isSound(report)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ReportError);
        expect((error as Error).message).toMatch(/^(?:line \d+|\$|\S+ has no line)/);
      }
    }),
    { numRuns: 1_500 },
  );
});
