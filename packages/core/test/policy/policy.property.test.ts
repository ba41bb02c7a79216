import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runGate } from "../../src/policy/gate.ts";
import { GATES } from "../../src/policy/gates/index.ts";
import { ownWords, withoutCode, withoutComments } from "../../src/policy/markdown.ts";
import { nearest } from "../../src/policy/nearest.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import type { PolicyProblem } from "../../src/policy/policy.ts";
import { FACT_KEYS, type FactKey, type Facts, known, unknown } from "../../src/vocabulary/fact.ts";
import { opens } from "../../src/vocabulary/outcome.ts";

const ENVIRONMENT = { ownContexts: [], now: "2026-01-01T12:00:00Z" };
const SOURCE = { kind: "artifact", name: "reports/all.xml", at: "2026-01-01T00:00:00Z" };

const SOUND: { readonly [K in FactKey]: unknown } = {
  title: "Retry uploads",
  body: [
    "Closes #12: retries the upload",
    "## Change justification",
    "One upload in a hundred fails on a bad line.",
    "## Risk assessment",
    "Low: a file may be sent twice, which the server notices.",
  ].join("\n"),
  author: { login: "ada", kind: "user" },
  draft: false,
  size: { additions: 10, deletions: 1, files: 2 },
  headRef: "retry",
  headSha: "a".repeat(40),
  linkedItems: [],
  reviews: [
    {
      id: "1",
      author: { login: "bob", kind: "user" },
      state: "APPROVED",
      commit: "a".repeat(40),
      submittedAt: "2026-01-01T00:00:00Z",
      canPush: true,
    },
  ],
  checks: [{ kind: "check_run", name: "build", appId: 1, status: "completed", conclusion: "success", url: null }],
  requiredChecks: [{ name: "build", appId: null }],
  lastPusher: "ada",
  mergeability: { state: "clean", behind: false },
  threads: [],
  branchRules: {
    approvals: 1,
    codeOwners: false,
    lastPushApproval: false,
    dismissStale: false,
    resolvedThreads: true,
    upToDate: false,
    linearHistory: false,
    signedCommits: false,
    mergeQueue: false,
  },
  files: [
    { path: "src/upload.ts", status: "modified", additions: 6, deletions: 1, added: [[10, 15]] },
    { path: "test/upload.test.ts", status: "added", additions: 4, deletions: 0, added: [[1, 4]] },
  ],
  codeOwners: { file: null, owned: [] },
  authorHistory: { association: "member", merged: 12 },
  knownChecks: { checks: [{ name: "build", appId: 1 }], commits: 5 },
  secrets: [],
  workflows: [],
  codeScanning: { enabled: true, scanned: true, alerts: [] },
  dependencies: [],
  tests: [{ source: SOURCE, total: 10, passed: 10, failed: 0, errors: 0, skipped: 0, seconds: 1.5, failures: [] }],
  coverage: [
    {
      source: SOURCE,
      lines: { covered: 95, total: 100 },
      branches: null,
      changed: { covered: 6, total: 6 },
      uncovered: [],
      base: { covered: 90, total: 100 },
    },
  ],
  lint: [{ source: SOURCE, tool: "eslint", total: 3, added: [], comparedWith: "base-report" }],
  benchmarks: [{ source: SOURCE, name: "upload", value: 10, unit: "ms", better: "lower", base: 10 }],
  measurements: [{ metric: "test_coverage", value: 95, unit: "%", source: SOURCE }],
  history: [{ metric: "test_coverage", values: [94, 95, 95] }],
};

function factsWithout(missing: readonly FactKey[]): Facts {
  return Object.fromEntries(
    FACT_KEYS.map((key) => [key, missing.includes(key) ? unknown("not allowed", "X: read") : known(SOUND[key])]),
  ) as unknown as Facts;
}

test("an ordinary, well-kept pull request passes every gate of the built-in policy, the last pusher unknown", () => {
  for (const { gate: name, params } of parsePolicy([]).policy.gates) {
    const gate = GATES.find((candidate) => candidate.name === name);
    if (gate === undefined) throw new Error(`no gate ${name}`);
    expect(runGate(gate, factsWithout(["lastPusher"]), params, ENVIRONMENT).outcome, name).toBe("pass");
  }
});

test("no gate passes on an unknown fact that it needs, and the verdict names the permission", () => {
  fc.assert(
    fc.property(fc.subarray([...FACT_KEYS]), fc.constantFrom(...GATES), (missing, gate) => {
      const verdict = runGate(gate, factsWithout(missing), gate.params.parse({}), ENVIRONMENT);
      // Where it may lack a fact, `lacking.property.test.ts` shows that it opens only if the fact cannot matter.
      const lacks = gate.reads.some((key) => missing.includes(key) && gate.mayLack?.includes(key) !== true);
      if (!lacks && gate.reads.some((key) => missing.includes(key))) return;
      expect(opens(verdict.outcome)).toBe(!lacks);
      if (lacks) expect(verdict).toMatchObject({ outcome: "error", remedy: expect.stringContaining("X: read") });
    }),
  );
});

const FILES = new URL("fixtures/", import.meta.url);
const SEEDS = readdirSync(FILES, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(yml|json)$/.test(name) && !name.endsWith("expected.json"))
  .map((name) => readFileSync(new URL(name.replaceAll("\\", "/"), FILES), "utf8"));

/** Real files with a few letters torn out or put in: nearer to what people break than any random text. */
const torn = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.tuple(
        fc.nat(2_000),
        fc.nat(6),
        fc.constantFrom("", " ", "\n", "\t", ":", "{", "]", "*a", "&a ", "? ", "!x ", "|", '"', "é", "\u{1F600}"),
      ),
      {
        maxLength: 5,
      },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce(
      (now, [at, length, put]) =>
        now.slice(0, at % (now.length + 1)) + put + now.slice((at % (now.length + 1)) + length),
      text,
    ),
  );
const anyText = fc.oneof(
  torn,
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.json().map((text) => text),
);

function expectInside(problem: PolicyProblem, text: string): void {
  const lines = text.split("\n");
  for (const [line, column] of [
    [problem.line, problem.column],
    [problem.endLine, problem.endColumn],
  ] as const) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
  }
  const ordered =
    problem.endLine > problem.line || (problem.endLine === problem.line && problem.endColumn >= problem.column);
  expect(ordered).toBe(true);
}

test("whatever the text, there is a policy, and every problem lies inside its file and says something", () => {
  const built = parsePolicy([]).policy;
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 3 }), (texts) => {
      const files = texts.map((text, index) => ({ path: `.qms/${index}.yml`, text }));
      const { policy, problems } = parsePolicy(files);
      for (const problem of problems) {
        expectInside(problem, files.find((file) => file.path === problem.file)?.text ?? "");
        expect(problem.message.length).toBeGreaterThan(10);
        expect(problem.code).toMatch(/^policy\/[a-z-]+$/);
      }
      // A broken file changes nothing: no half of it holds.
      if (problems.some((problem) => problem.severity === "error")) expect(policy).toEqual(built);
      expect(parsePolicy(files.toReversed())).toEqual({ policy, problems });
    }),
    { numRuns: 600 },
  );
});

test("deep, wide and self-referring files end in a problem, in time", () => {
  const hostile = [
    "[".repeat(100_000),
    "a: ".repeat(50_000),
    `${"- ".repeat(20_000)}x`,
    "&a [*a]",
    `a: &a [x]\nb: [${"*a, ".repeat(5_000)}]`,
    "x".repeat(300_000),
  ];
  for (const text of hostile) {
    const { problems } = parsePolicy([{ path: ".qms/x.yml", text }]);
    expect(problems.some((problem) => problem.severity === "error")).toBe(true);
    for (const problem of problems) expectInside(problem, text);
  }
});

test("a hostile description is read in time", () => {
  const texts = [
    "<!--".repeat(16_000),
    "#1".repeat(32_000),
    "a/".repeat(32_000),
    `${"a".repeat(65_000)}#`,
    "`".repeat(65_000),
    `# ${"#".repeat(65_000)}x`,
    `${".".repeat(65_000)}x`,
  ];
  const started = performance.now();
  for (const text of [...texts, ...texts.map((t) => `https://x/${t}`)]) {
    ownWords(text);
    withoutCode(withoutComments(text));
    for (const gate of GATES.filter((one) => one.reads.includes("body"))) {
      runGate(gate, { ...factsWithout([]), body: known(text) }, gate.params.parse({}), ENVIRONMENT);
    }
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("a pattern that would take other engines for ever is linear", () => {
  const gate = GATES.find((one) => one.name === "dor/title");
  const params = gate?.params.parse({ pattern: "^(a+)+$" });
  const facts = { ...factsWithout([]), title: known(`${"a".repeat(5_000)}!`) };
  if (gate !== undefined) expect(runGate(gate, facts, params, ENVIRONMENT).outcome).toBe("fail");
});

test("the nearest name is the name itself, and one slip away from it is still found", () => {
  const names = GATES.map((gate) => gate.name);
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(30), fc.constantFrom("", "x"), (name, at, put) => {
      const place = at % name.length;
      expect(nearest(name, names)).toBe(name);
      expect(nearest(name.slice(0, place) + put + name.slice(place + 1), names)).toBe(name);
    }),
  );
  expect(nearest("performance-test", names)).toBeNull();
});
