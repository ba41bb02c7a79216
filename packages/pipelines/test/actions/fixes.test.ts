import { describe, expect, it } from "vitest";
import { applyFixes } from "../../src/findings/fixes.ts";
import { projectOf } from "../../src/project/project.ts";
import { validateFile } from "../../src/validate/validate.ts";

const PATH = ".github/workflows/ci.yml";
const CALLED =
  "on:\n  workflow_call:\n    inputs:\n      target:\n        type: string\n    secrets:\n      token:\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";

/** The workflow with every fix of one code applied. */
function fixed(code: string, text: string): string {
  const project = projectOf({ [PATH]: text, ".github/workflows/deploy.yml": CALLED });
  const fixes = validateFile("workflow", PATH, text, project).flatMap((finding) =>
    finding.code === code && finding.fix !== undefined ? [finding.fix] : [],
  );
  return applyFixes(text, fixes).text;
}

const step = (input: string) =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n        with:\n          ${input}: 0 # all of it\n`;
const call = (uses: string, rest = "") => `on: push\njobs:\n  a:\n    uses: ${uses}\n${rest}`;
const local = "./.github/workflows/deploy.yml";

describe("fixes of uses and calls", () => {
  it.each([
    ["action/unknown-input", step("fetch_depth"), step("fetch-depth")],
    ["action/unknown-input", step("'fetchdepth'"), step("fetch-depth")],
    ["action/unknown-input", step("something-else"), step("something-else")],
    ["action/invalid-call", call(`${local}@main # ours`), call(`${local} # ours`)],
    ["action/invalid-call", call(`"${local}@v1"`), call(`"${local}"`)],
    [
      "action/unknown-call-input",
      call(local, "    with:\n      targte: web\n"),
      call(local, "    with:\n      target: web\n"),
    ],
    [
      "action/unknown-call-secret",
      call(local, "    secrets:\n      tokn: x\n"),
      call(local, "    secrets:\n      token: x\n"),
    ],
  ])("%s: %j", (code, before, after) => {
    expect(fixed(code, before)).toBe(after);
  });
});
