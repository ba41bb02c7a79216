import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compareAll, EXAMPLES, errorsOnCleanFiles } from "./support/actionlint.ts";
import { hasData } from "./support/data.ts";

/** `file code reason` per line: errors that are true faults of files which run all the same. */
const TRUE_FAULTS = new URL("./fixtures/clean-file-errors.txt", import.meta.url);

describe.skipIf(!hasData(EXAMPLES))("beside actionlint (skipped where the shared data is absent)", () => {
  it("finds at least 95% of what its examples expect, on the line and of the kind", () => {
    const { matched, missed } = compareAll();
    const told = missed.map(({ file, line, kind, message }) => `${file}:${line} [${kind}] ${message}`);
    expect(matched.length / (matched.length + missed.length), told.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  it("tells at most 10% of its errors where the examples expect nothing", () => {
    const { matched, extra } = compareAll();
    const unmatched = extra.filter(({ severity }) => severity === "error");
    const all = unmatched.length + matched.filter(({ finding }) => finding.severity === "error").length;
    const told = unmatched.map(({ file, line, code }) => `${file}:${line} ${code}`);
    expect(unmatched.length / all, told.join("\n")).toBeLessThanOrEqual(0.1);
  });

  it("tells errors on at most 1% of the files that are known to work, each a fault with its reason", () => {
    const { files, findings } = errorsOnCleanFiles();
    const listed = readFileSync(TRUE_FAULTS, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => /^(\S+) (\S+) \S.*$/.exec(line)?.slice(1, 3).join(" "));
    const told = [...new Set(findings.map(({ file, code }) => `${file} ${code}`))].sort();
    expect(told).toEqual(listed.sort());
    expect(new Set(findings.map(({ file }) => file)).size).toBeLessThanOrEqual(files / 100);
  });
});
