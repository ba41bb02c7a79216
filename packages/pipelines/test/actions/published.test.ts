import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LONE_FILE } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";
import { filesBelow, hasData, read } from "../support/data.ts";

/** `file code reason` per line: errors that are true faults of published actions. */
const TRUE_FAULTS = new URL("../fixtures/action-file-errors.txt", import.meta.url);

describe.skipIf(!hasData("actions"))("published actions (skipped where the shared data is absent)", () => {
  it("have no error but those that are listed with their reason", () => {
    const listed = readFileSync(TRUE_FAULTS, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => /^(\S+) (\S+) \S.*$/.exec(line)?.slice(1, 3).join(" "));
    const files = filesBelow("actions").filter((name) => name.endsWith(".yml"));
    expect(files.length).toBeGreaterThan(300);
    const told = files.flatMap((name) =>
      validateFile("action", "action.yml", read(name), LONE_FILE)
        .filter(({ severity }) => severity === "error")
        .map(({ code }) => `${name} ${code}`),
    );
    expect([...new Set(told)].sort()).toEqual(listed.sort());
  });
});
