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
