import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { LONE_FILE } from "../src/project/project.ts";
import { FILE_KINDS, validateFile } from "../src/validate/validate.ts";
import { mutated, SMALL, tree } from "./support/fuzz.ts";

const SMALL_PIPELINE = `// a pipeline
def pattern = ~/a'{2}/
pipeline {
  agent { docker { image 'node:24' } }
  environment { DEPLOY = credentials('deploy'); MODE = "fast \${env.X}" }
  options { timeout(time: 1, unit: 'HOURS') }
  triggers { cron('H 3 * * *') }
  stages {
    stage('Build') {
      when { anyOf { branch 'main'; not { tag 'v*' } } }
      steps { sh """make \${DEPLOY_PSW}"""; script { if (a) { echo 'b' } } }
      post { always { junit '*.xml' } }
    }
    stage('Two') { parallel { stage('a') { agent any; steps { echo 'a' } } } }
  }
}
`;

const SMALL_GITLAB = `stages: [build, test]
include: { local: /ci/a.yml }
default: { image: 'node:24', retry: 1 }
.a: &a { script: [make, !reference [.b, script]], variables: { A: b } }
.b: { <<: *a, extends: .a }
build: { extends: [.a, .b], stage: build, needs: [test], rules: [{ if: $A, when: never }] }
test: { <<: *a, stage: test, needs: [{ job: build, optional: true }], dependencies: [build], parallel: 2 }
`;

const SMALL_OF: Readonly<Partial<Record<string, string>>> = { gitlab: SMALL_GITLAB, jenkins: SMALL_PIPELINE };

describe("any text is judged", () => {
  it.each(FILE_KINDS)("%s: trees of YAML", (kind) => {
    fc.assert(
      fc.property(tree, (value) => {
        for (const finding of validateFile(kind, "file.yml", stringify(value), LONE_FILE)) {
          expect(finding.line).toBeGreaterThan(0);
          expect(finding.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(FILE_KINDS)("%s: a file with bytes changed", (kind) => {
    fc.assert(
      fc.property(mutated(SMALL_OF[kind] ?? SMALL), (text) => {
        expect(Array.isArray(validateFile(kind, "file.yml", text, LONE_FILE))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it.each(FILE_KINDS)("%s: any characters", (kind) => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(Array.isArray(validateFile(kind, "file.yml", text, LONE_FILE))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("refuses a file whose aliases stand for billions of values", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = level === 0 ? "x" : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 10 }, () => items).join(", ")}]`;
    });
    const found = validateFile("workflow", "bomb.yml", `${levels.join("\n")}\n`, LONE_FILE);
    expect(found.map(({ code }) => code)).toContain("syntax/unreadable");
    expect(found.find(({ code }) => code === "syntax/unreadable")?.message).toContain("values");
  });

  it("refuses a file that is nested without end", () => {
    for (const text of ["[".repeat(5_000), `${"a: {".repeat(5_000)}`, `a: ${"- ".repeat(5_000)}x`]) {
      const codes = validateFile("workflow", "deep.yml", text, LONE_FILE).map(({ code }) => code);
      expect(codes).toContain("syntax/unreadable");
    }
  });
});
