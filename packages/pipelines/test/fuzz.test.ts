import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { LONE_FILE } from "../src/project/project.ts";
import { FILE_KINDS, validateFile } from "../src/validate/validate.ts";
import { mutated, WORDS } from "./support/fuzz.ts";

/** Any tree of YAML, with the words that rules look for among its keys and values. */
const tree = fc.letrec((tie) => {
  const word = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.string() });
  const scalar = fc.oneof({ weight: 5, arbitrary: word }, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
  const inner = fc.oneof({ weight: 3, arbitrary: scalar }, { weight: 2, arbitrary: tie("node") });
  return {
    node: fc.oneof(
      { maxDepth: 6, depthIdentifier: "yaml" },
      fc.dictionary(word, inner, { maxKeys: 6 }),
      fc.array(inner, { maxLength: 4 }),
      scalar,
    ),
  };
}).node;

const SMALL = `on:
  push: { branches: [main, 'v[0-9]+'] }
  schedule: [{ cron: '0 3 * * *' }]
  workflow_dispatch: { inputs: { who: { type: choice, options: [a, b], default: a } } }
permissions: { contents: read }
env: &env { MODE: "fast \\"and\\" \\u00fc", OTHER: 'it''s' }
jobs:
  build:
    strategy: { matrix: { os: [ubuntu-latest, windows-latest], exclude: [{ os: windows-latest }] } }
    runs-on: \${{ matrix.os }}
    env: *env
    steps:
      - uses: actions/checkout@v4 # v4
        with: { fetch-depth: 0 }
      - id: made
        if: \${{ github.ref == 'refs/heads/main' && !cancelled() }}
        run: |
          echo "\${{ github.event.head_commit.message }}" # tollgate-ignore: security/script-injection a test
          make >> "$GITHUB_OUTPUT"
  test:
    needs: [build]
    uses: ./.github/workflows/test.yml
    with: { version: "\${{ needs.build.outputs.version }}" }
runs: { using: composite, steps: [{ run: make, shell: bash }] }
updates: [{ package-ecosystem: npm, directory: /, schedule: { interval: daily } }]
version: 2
`;

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
