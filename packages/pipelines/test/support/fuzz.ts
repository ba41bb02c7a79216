import fc from "fast-check";

/** What readers and rules look for, so that fuzzing gets past the first check. */
export const WORDS: readonly string[] = [
  ...["on", "jobs", "name", "env", "permissions", "defaults", "concurrency", "run-name", "runs", "using", "updates"],
  ...["push", "pull_request", "pull_request_target", "schedule", "workflow_call", "workflow_dispatch", "workflow_run"],
  ...["branches", "paths", "tags", "types", "inputs", "outputs", "secrets", "cron", "timezone", "type", "default"],
  ...["build", "runs-on", "needs", "steps", "strategy", "matrix", "include", "exclude", "container", "services"],
  ...["uses", "with", "run", "shell", "id", "if", "continue-on-error", "timeout-minutes", "environment", "parallel"],
  ...["image", "credentials", "password", "ubuntu-latest", "self-hosted", "composite", "node24", "docker", "main"],
  ...["actions/checkout@v4", "./local", "./.github/workflows/a.yml", "docker://alpine", "inherit", "write-all"],
  ...[
    "${{ github.event.issue.title }}",
    "${{ matrix.os }}",
    "${{",
    "}}",
    "${{ fromJSON('[') }}",
    "${{ toJSON(",
    "!*[9-1]",
  ],
  ...["echo ::set-output name=a::b", "0 3 * * *", "* * * * *", "*/2 1-70 x", "__proto__", "constructor", "<<", ""],
];

/** Any tree of YAML, with the words that rules look for among its keys and values. */
export const tree = fc.letrec((tie) => {
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

/** A small workflow, action and Dependabot file in one, with much of what they can hold. */
export const SMALL = `on:
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

/** A text with some of its parts cut, doubled, swapped or replaced. */
export function mutated(text: string): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(
      ...WORDS,
      "\n",
      "\t",
      "  ",
      ": ",
      "- ",
      "&a ",
      "*a",
      "!!int ",
      "'",
      '"',
      "|",
      ">",
      "#",
      "{",
      "[",
      "\r",
      "\u0000",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const edit = fc.record({ at: fc.nat({ max: text.length }), drop: fc.nat({ max: 30 }), put: piece });
  return fc
    .array(edit, { minLength: 1, maxLength: 6 })
    .map((edits) => edits.reduce((all, { at, drop, put }) => all.slice(0, at) + put + all.slice(at + drop), text));
}
