import { describe, expect, it } from "vitest";
import { requiredChecksOf } from "../../src/project/required-checks.ts";
import { filesBelow, hasData, read } from "../support/data.ts";

const none = { ofOthers: [], mergeQueue: undefined };

describe("files of required checks", () => {
  it.each([
    [
      "a list of lines",
      "checks.txt",
      "# what main needs\nbuild\n\nCI / test (linux, 22)\nbuild\n",
      ["build", "CI / test (linux, 22)"],
    ],
    ["lines that look like YAML", "checks", "CI: build\nCI: test\n", ["CI: build", "CI: test"]],
    ["a list in YAML", "checks.yml", "- build\n- 'a: b' # both\n", ["build", "a: b"]],
    ["a list in JSON", "checks.json", '["build", "test"]', ["build", "test"]],
    [
      "the protection of a branch",
      "protection.json",
      '{"required_status_checks":{"strict":true,"contexts":["build"],"checks":[{"context":"build","app_id":15368},{"context":"test","app_id":null}]}}',
      ["build", "test"],
    ],
    ["only its checks", "checks.json", '{"strict":true,"checks":[{"context":"test","app_id":-1}]}', ["test"]],
    [
      "settings as code",
      "settings.yml",
      "branches:\n  - name: main\n    protection:\n      required_status_checks:\n        contexts: [build]\n  - name: next\n    protection:\n      required_status_checks: null\n",
      ["build"],
    ],
    [
      "protection by branch",
      "branch-protection.yml",
      "branch_protection:\n  main:\n    required_status_checks:\n      contexts: [qms/overall]\nstatus_checks:\n  enabled_checks: [qms/dor-validation]\n",
      ["qms/overall", "qms/dor-validation"],
    ],
  ])("are understood: %s", (_, path, text, names) => {
    expect(requiredChecksOf(text, path)).toEqual({ names, ...none });
  });

  it("keep apart what another App must report, and tell of a merge queue", () => {
    const rules = [
      {
        type: "required_status_checks",
        parameters: {
          required_status_checks: [
            { context: "build", integration_id: 15368 },
            { context: "CodeQL", integration_id: 57789 },
          ],
        },
      },
      { type: "merge_queue", parameters: {} },
    ];
    const expected = { names: ["build"], ofOthers: ["CodeQL"], mergeQueue: true };
    expect(requiredChecksOf(JSON.stringify(rules), "rules.json")).toEqual(expected);
    expect(requiredChecksOf(JSON.stringify({ enforcement: "active", rules }), "ruleset.json")).toEqual(expected);
    const off = JSON.stringify([
      { enforcement: "disabled", rules },
      { type: "required_status_checks", parameters: {} },
    ]);
    expect(requiredChecksOf(off, "rulesets.json")).toEqual({ names: [], ofOthers: [], mergeQueue: undefined });
  });

  it.each([
    ["checks.json", "{", "checks.json:1: this cannot be read"],
    ["settings.yml", "repository:\n  name: x\n", 'settings.yml: there is no "required_status_checks" in it'],
    ["settings.yml", "", 'settings.yml: there is no "required_status_checks" in it'],
  ])("are refused with the reason: %s %j", (path, text, message) => {
    expect(() => requiredChecksOf(text, path)).toThrow(message);
  });
});

describe.skipIf(!hasData("settings"))("settings of real repositories (skipped where the shared data is absent)", () => {
  const asking = hasData("settings")
    ? filesBelow("settings").filter((name) => /^\s*(?:contexts|checks):/m.test(read(name)))
    : [];

  it.each(asking)("%s names its checks", (name) => {
    const { names, ofOthers } = requiredChecksOf(read(name), name.replace(/__[0-9a-f]+$/, ""));
    expect(names.length + ofOthers.length).toBeGreaterThan(0);
  });
});
