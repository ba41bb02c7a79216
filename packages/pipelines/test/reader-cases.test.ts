import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasData } from "./support/data.ts";
import { CASES, deviation, readerCases } from "./support/reader-cases.ts";

/** `case reason` per line: where we knowingly answer otherwise than GitHub's parser. */
const DEVIATIONS = new URL("./fixtures/reader-deviations.txt", import.meta.url);

describe.skipIf(!hasData(CASES))(
  "the cases of GitHub's workflow parser (skipped where the shared data is absent)",
  () => {
    it("have GitHub's answer, but for at most 2% with a reason", () => {
      const cases = readerCases().filter(({ isSkipped }) => !isSkipped);
      const off = cases.flatMap((one) => {
        const why = deviation(one);
        return why === undefined ? [] : [{ name: one.name, why }];
      });
      const listed = readFileSync(DEVIATIONS, "utf8")
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"))
        .map((line) => /^(\S+) \S.*$/.exec(line)?.[1]);
      expect(off.map(({ name }) => name).sort(), off.map(({ name, why }) => `${name}: ${why}`).join("\n")).toEqual(
        listed.sort(),
      );
      expect(off.length / cases.length).toBeLessThanOrEqual(0.02);
    });
  },
);
