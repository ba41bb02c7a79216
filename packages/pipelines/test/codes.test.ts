import { describe, expect, it } from "vitest";
import type { CodeInfo, Example } from "../src/findings/rule.ts";
import { projectOf } from "../src/project/project.ts";
import { IGNORE_CODES } from "../src/validate/ignores.ts";
import { ACTION_RULES, DEPENDABOT_RULES, GITLAB_RULES, JENKINS_RULES, WORKFLOW_RULES } from "../src/validate/rules.ts";
import { type FileKind, validateFile } from "../src/validate/validate.ts";

const KINDS: readonly {
  kind: FileKind;
  path: string;
  rules: readonly { codes: Readonly<Record<string, CodeInfo>> }[];
}[] = [
  { kind: "workflow", path: ".github/workflows/example.yml", rules: [...WORKFLOW_RULES, { codes: IGNORE_CODES }] },
  { kind: "action", path: "action.yml", rules: ACTION_RULES },
  { kind: "dependabot", path: ".github/dependabot.yml", rules: DEPENDABOT_RULES },
  { kind: "gitlab", path: ".gitlab-ci.yml", rules: GITLAB_RULES },
  { kind: "jenkins", path: "Jenkinsfile", rules: JENKINS_RULES },
];

const CODES = KINDS.flatMap(({ kind, path, rules }) =>
  rules.flatMap((rule) => Object.entries(rule.codes).map(([code, info]) => ({ kind, path, code, info }))),
);

/** What a rule over several kinds of file gives as its example is of one of them. */
function kindOf(text: string): FileKind {
  if (/^(?:on|jobs):/m.test(text)) return "workflow";
  if (/^runs:/m.test(text)) return "action";
  return /^updates:/m.test(text) ? "dependabot" : "workflow";
}

/** The codes found in an example; of several files the first is judged, under its own path. */
function codesIn(example: Example, code: string): Set<string> {
  const [first = ""] = typeof example === "string" ? [example] : Object.values(example);
  const kind = (/^gitlab|^jenkins/.exec(code)?.[0] as FileKind | undefined) ?? kindOf(first);
  const lonePath = KINDS.find((one) => one.kind === kind)?.path ?? "";
  const files = typeof example === "string" ? { [lonePath]: example } : example;
  const [path = "", text = ""] = Object.entries(files)[0] ?? [];
  const requiredChecks = /^# required checks: (.+)$/m.exec(first)?.[1]?.split(", ");
  const project = projectOf(files, requiredChecks === undefined ? {} : { requiredChecks });
  return new Set(validateFile(kind, path, text, project).map(({ code }) => code));
}

describe("codes", () => {
  it("have names of the form family/name", () => {
    expect(
      CODES.map(({ code }) => code).filter((code) => !/^[a-z]+\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(code)),
    ).toEqual([]);
  });

  it("belong to one rule each of a kind of file", () => {
    const keys = CODES.map(({ kind, code }) => `${kind} ${code}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it("mean the same in every kind of file", () => {
    const meanings = Map.groupBy(CODES, ({ code }) => code);
    const different = [...meanings].filter(([, all]) => new Set(all.map(({ info }) => info)).size > 1);
    expect(different.map(([code]) => code)).toEqual([]);
  });

  // What holds for several kinds of files has its examples in the first of them.
  const once = [...Map.groupBy(CODES, ({ code }) => code).values()].flatMap(([first]) => first ?? []);
  it.each(once)("$code ($kind) is found in its bad example and not in its good one", ({ code, info }) => {
    expect([...codesIn(info.bad, code)]).toContain(code);
    expect([...codesIn(info.good, code)]).not.toContain(code);
  });
});
