// A policy with every gate there is, and what a change looks like that passes all of them.
import { GATES } from "@tollgate/core/policy/gates/index";
import type { ReportSource } from "@tollgate/core/vocabulary/evidence";
import { type Facts, known } from "@tollgate/core/vocabulary/fact";

/** Parameters of gates that do nothing without. */
const PARAMS: Readonly<Record<string, unknown>> = {
  "dod/documentation": { rules: [{ name: "tests", when: ["src/**"], require: ["test/**"] }] },
  "dod/compliance-evidence": { frameworks: ["soc2"] },
  "security/licenses": { allow: ["MIT", "Apache-2.0", "BSD-3-Clause"] },
};

/** `.qms/review.yml` with every gate. */
export const ALL_GATES = JSON.stringify({
  apiVersion: "tollgate.dev/v1",
  kind: "WorkflowTemplate",
  metadata: { name: "all" },
  spec: {
    gates: Object.fromEntries(
      GATES.map(({ name }) => [name, { enabled: true, blocking: true, params: PARAMS[name] ?? {} }]),
    ),
  },
});

const source: ReportSource = { kind: "artifact", name: "reports/all.zip", at: "2026-01-05T08:00:00.000Z" };

/** What is gathered of a change with so many files, none of it in the way. */
export function evidence(files: number): Partial<Facts> {
  const paths = Array.from({ length: files }, (_, index) =>
    index % 3 === 2 ? `test/part-${index}.test.ts` : `src/part-${index}.ts`,
  );
  return {
    files: known(
      paths.map((path) => ({ path, status: "modified", additions: 14, deletions: 4, added: [[10, 23]] as const })),
    ),
    codeOwners: known({
      file: "CODEOWNERS",
      owned: [{ pattern: "src/", line: 1, files: paths, owners: [{ name: "@rita", people: ["rita"] }] }],
    }),
    authorHistory: known({ association: "member", merged: 40 }),
    knownChecks: known({ checks: [{ name: "build", appId: 15368 }], commits: 20 }),
    secrets: known([]),
    workflows: known([]),
    codeScanning: known({ enabled: true, scanned: true, alerts: [] }),
    dependencies: known([
      {
        change: "added",
        ecosystem: "npm",
        name: "a-library",
        version: "1.2.3",
        manifest: "package.json",
        license: "MIT OR Apache-2.0",
        scope: "runtime",
        vulnerabilities: [],
      },
    ]),
    tests: known([{ source, total: 420, passed: 418, failed: 0, errors: 0, skipped: 2, seconds: 61, failures: [] }]),
    coverage: known([
      {
        source,
        lines: { covered: 4_510, total: 5_000 },
        branches: { covered: 900, total: 1_100 },
        changed: { covered: 40, total: 42 },
        uncovered: [{ path: "src/part-0.ts", lines: [[12, 13]] }],
        base: { covered: 4_480, total: 4_980 },
      },
    ]),
    lint: known([{ source, tool: "a linter", total: 17, added: [], comparedWith: "base-report" }]),
    benchmarks: known([{ source, name: "parse", value: 101, unit: "ms", better: "lower", base: 100 }]),
    measurements: known([{ metric: "test_coverage", value: 90.2, unit: "%", source }]),
    history: known([{ metric: "test_coverage", values: Array.from({ length: 100 }, (_, at) => 89 + (at % 10) / 10) }]),
  };
}

/** A description that holds all that a framework asks for. */
export const DESCRIPTION = `The client gave up at the first error, and people sent their files twice. It waits and tries again now.

Closes #12

## Change justification

Nine of ten support requests of the last month were about this; nothing else would have helped as much.

## Risk assessment

Low: only the client's retry changes, behind a setting that is off for half of the people during the first week.

## Rollback plan

Set retry.enabled to false and restart; nothing is stored in another form.

## Testing

Unit tests cover each kind of error; an integration test cuts the connection at each byte of a small file.
`;
