import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { isSurelyTaken } from "../../src/dialects/github/taken.ts";
import { refusalsOf } from "../../src/dialects/github/template.ts";
import { readDocument } from "../../src/source/document.ts";
import { cleanFiles, hasData } from "../support/data.ts";
import { mutated, tree, WORDS } from "../support/fuzz.ts";
import { MUTATORS, subjectOf } from "../support/mutators.ts";

const WORKFLOW = `name: CI
on: { push: { branches: [main] }, workflow_dispatch: }
run-name: by \${{ github.actor }} \${{ inputs.who }}
permissions: { contents: read }
env: { MODE: fast, COUNT: 3 }
jobs:
  build:
    if: github.ref == 'refs/heads/main' && !cancelled()
    strategy: { fail-fast: false, matrix: { os: [ubuntu-latest], include: [{ os: macos-latest, fast: true }] } }
    runs-on: \${{ matrix.os }}
    timeout-minutes: 10
    outputs: { made: "\${{ steps.made.outputs.path }}" }
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0, key: "\${{ hashFiles('**/*.lock') }}" }
      - { id: made, run: 'make \${{ case(true, 1, 2) }}', shell: bash, continue-on-error: false }
  call:
    needs: [build]
    uses: ./.github/workflows/other.yml
    with: { version: "\${{ needs.build.outputs.made }}" }
    secrets: inherit
`;

/** A value, or a key with a value, that GitHub takes at some places and refuses at others. */
const VALUE = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom(
    ...["{}", "[]", "~", "''", "1.5", "true", "{a: b}", "[a, [b]]", "{a: {A: b, a: c}}", "$default-branch"],
    ...[
      "${{ '' }}",
      "${{ insert }}",
      "${{ insert x }}",
      "x ${{ insert }}",
      "${{ 'a' }}${{ 'b' }}",
      "${{ 1 }}",
      "${{ }}",
    ],
    ...[
      "${{ secrets.X }}",
      "${{ runner.os }}",
      "${{ success() }}",
      "${{ hashFiles() }}",
      "${{ case(1, 2) }}",
      "${{ env }}",
    ],
  ),
);

function promise(text: string): void {
  const { root } = readDocument("ci.yml", text);
  if (root === undefined || !isSurelyTaken(root)) return;
  expect(refusalsOf(root)).toEqual([]);
}

describe("a workflow that is surely taken is not refused by GitHub's parser", () => {
  it("knows a usual one", () => {
    const { root } = readDocument("ci.yml", WORKFLOW);
    expect(root && refusalsOf(root)).toEqual([]);
    expect(root && isSurelyTaken(root)).toBe(true);
  });

  it("with a value or a key replaced", () => {
    const places = [...WORKFLOW.matchAll(/(?<=[ {[])(?:"[^"]*"|'[^']*'|[\w.@/-]+)(?=:?[ ,}\]\n])/g)];
    fc.assert(
      fc.property(fc.constantFrom(...places), VALUE, ({ index, 0: old }, value) => {
        promise(WORKFLOW.slice(0, index) + value + WORKFLOW.slice(index + old.length));
      }),
      { numRuns: 1_500 },
    );
  });

  it.each(["constructor", "__proto__", "toString"])("with a key that every object has: %s", (name) => {
    const { root } = readDocument(
      "ci.yml",
      `on: push\njobs:\n  a:\n    strategy:\n      matrix: { ${name}: [1] }\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n`,
    );
    expect(root && refusalsOf(root)).toEqual([]);
  });

  it("with bytes changed", () => {
    fc.assert(fc.property(mutated(WORKFLOW), promise), { numRuns: 300 });
  });

  it("trees of YAML", () => {
    fc.assert(
      fc.property(tree, (value) => promise(stringify(value))),
      { numRuns: 300 },
    );
  });

  it.skipIf(!hasData("workflows"))("public workflows, as they are and broken (needs the shared data)", () => {
    let sure = 0;
    const files = cleanFiles();
    for (const [nth, { text }] of files.entries()) {
      const { root } = readDocument("ci.yml", text);
      if (root !== undefined && isSurelyTaken(root)) sure++;
      promise(text);
      const subject = subjectOf(text);
      const mutator = MUTATORS[nth % MUTATORS.length];
      for (const mutant of mutator?.mutants(subject).slice(0, 3) ?? []) promise(mutant);
    }
    // Else nothing is saved, and nothing is tested.
    expect(sure).toBeGreaterThan(files.length * 0.9);
  });
});
