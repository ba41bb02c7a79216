import { describe, expect, it } from "vitest";
import { LONE_FILE } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";

const head = "on: push\npermissions: {}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n";

/** Line and code of what is found. */
const found = (text: string): string[] =>
  validateFile("workflow", ".github/workflows/a.yml", text, LONE_FILE).map(({ line, code }) => `${line} ${code}`);

describe("ignores", () => {
  it("hold for their own line", () => {
    expect(
      found(`${head}      - run: make\n        if: false # tollgate-ignore: syntax/constant-condition it is broken\n`),
    ).toEqual([]);
  });

  it("on a line of their own hold for the next line that is no comment", () => {
    const comment =
      "        # tollgate-ignore: syntax/constant-condition it is broken\n        # and will be until May\n\n";
    expect(found(`${head}      - run: make\n${comment}        if: false\n`)).toEqual([]);
    expect(found(`${head}      - run: make\n${comment}        name: x\n        if: false\n`)).toEqual([
      "8 ignore/unused",
      "12 syntax/constant-condition",
    ]);
  });

  it("hold for a file where they say so", () => {
    const text = `# tollgate-ignore-file: syntax/constant-condition all of it is switched off\n${head}      - run: make\n        if: false\n      - run: make\n        if: false\n`;
    expect(found(text)).toEqual([]);
  });

  it("name several codes", () => {
    const text = `${head}      - run: "echo '::set-output name=a::b'" # tollgate-ignore: syntax/deprecated-command, syntax/unknown-key an old runner\n`;
    expect(found(text)).toEqual(["7 ignore/unused"]);
  });

  it("leave other codes and other lines alone", () => {
    const text = `${head}      - run: make\n        if: false # tollgate-ignore: syntax/unknown-key why not\n`;
    expect(found(text)).toEqual(["8 syntax/constant-condition", "8 ignore/unused"]);
  });

  it("without a reason, or without a code, are told", () => {
    expect(found(`${head}      - run: make\n        if: false # tollgate-ignore: syntax/constant-condition\n`)).toEqual(
      ["8 ignore/without-reason"],
    );
    expect(found(`${head}      - run: make # tollgate-ignore: all of it\n`)).toEqual(["7 ignore/unused"]);
  });
});
