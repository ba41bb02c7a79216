import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { classify, type RISK_READS } from "../../src/risk/classify.ts";
import { natureOf } from "../../src/risk/kind.ts";
import { DEFAULT_RISK, type RiskArea, type RiskSettings } from "../../src/risk/settings.ts";
import type { AuthorHistory, ChangedFile, DependencyChange } from "../../src/vocabulary/evidence.ts";
import { type Facts, known, type Observed, unknown } from "../../src/vocabulary/fact.ts";
import { RISKS } from "../../src/vocabulary/tier.ts";

type RiskFacts = Pick<Facts, (typeof RISK_READS)[number]>;

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, number | { readonly lines: number; readonly from: string }>>;
  readonly author?: string | AuthorHistory;
  readonly dependencies?: readonly Partial<DependencyChange>[];
  readonly unknown?: readonly string[];
  readonly areas?: Readonly<Record<string, Partial<RiskArea>>>;
  readonly expect: {
    readonly risk: string;
    readonly reasons: Readonly<Record<string, number>>;
    readonly text?: string;
  };
}

const NOT_READ = unknown("the forge refused");

function file(path: string, lines: number, previousPath?: string): ChangedFile {
  return {
    path,
    status: previousPath === undefined ? "modified" : "renamed",
    additions: lines,
    deletions: 0,
    added: null,
    ...(previousPath === undefined ? {} : { previousPath }),
  };
}

function factsOf(
  files: readonly ChangedFile[],
  authorHistory: Observed<AuthorHistory> = known({ association: "member", merged: null }),
  dependencies: Observed<readonly DependencyChange[]> = NOT_READ,
): RiskFacts {
  const additions = files.reduce((sum, one) => sum + one.additions, 0);
  return {
    files: known(files),
    size: known({ additions, deletions: 0, files: files.length }),
    authorHistory,
    dependencies,
  };
}

function dependency(one: Partial<DependencyChange>): DependencyChange {
  return {
    change: "added",
    ecosystem: "npm",
    name: "x",
    version: "1.0.0",
    manifest: "package.json",
    license: null,
    scope: "runtime",
    vulnerabilities: [],
    ...one,
  };
}

describe("changes.yml", () => {
  const cases = parse(readFileSync(new URL("changes.yml", import.meta.url), "utf8")) as readonly Case[];
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const files = Object.entries(one.files).map(([path, said]) =>
      typeof said === "number" ? file(path, said) : file(path, said.lines, said.from),
    );
    const author = one.author ?? "member";
    const facts = factsOf(
      files,
      known(typeof author === "string" ? { association: author, merged: null } : author),
      one.dependencies === undefined ? NOT_READ : known(one.dependencies.map(dependency)),
    );
    const read = { ...facts, ...Object.fromEntries((one.unknown ?? []).map((key) => [key, NOT_READ])) };
    const areas = Object.fromEntries(
      Object.entries(one.areas ?? {}).map(([name, area]) => [name, { paths: [], weight: 3, ...area }]),
    );
    const settings = { ...DEFAULT_RISK, areas: { ...DEFAULT_RISK.areas, ...areas } };
    const { risk, reasons } = classify(read, settings);
    const sums: Record<string, number> = {};
    for (const { factor, weight } of reasons) sums[factor] = (sums[factor] ?? 0) + weight;
    expect({ risk, reasons: sums }).toEqual({ risk: one.expect.risk, reasons: one.expect.reasons });
    if (one.expect.text !== undefined) expect(reasons.map(({ text }) => text).join("\n")).toContain(one.expect.text);
  });
});

const path = fc.oneof(
  fc.constantFrom(
    "src/auth/login.ts",
    "db/migrations/1.sql",
    "infra/main.tf",
    ".github/workflows/ci.yml",
    "package-lock.json",
    "package.json",
    "README.md",
    "test/auth.test.ts",
    "vendor/x/y.go",
    "src/crypto/sign.ts",
  ),
  fc.stringMatching(/^[a-z]{1,4}(\/[a-z]{1,4}){0,3}\.(ts|md|json)$/),
);
const changed = fc.record({ path, lines: fc.nat(2_000), from: fc.option(path, { nil: undefined }) });
const files = fc.uniqueArray(changed, { selector: (one) => one.path, maxLength: 30 });
const history = fc.record({
  association: fc.constantFrom("owner", "member", "contributor", "first_time_contributor", "none", "mannequin", ""),
  merged: fc.option(fc.nat(10)),
});
const dependencies = fc.array(
  fc.record({ change: fc.constantFrom("added", "removed" as const), name: fc.constantFrom("a", "b") }).map(dependency),
  { maxLength: 4 },
);
function observed<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Observed<T>> {
  return fc.oneof(
    { weight: 3, arbitrary: value.map((one) => known(one)) },
    { weight: 1, arbitrary: fc.constant(NOT_READ) },
  );
}
const ofFiles = (all: readonly { path: string; lines: number; from: string | undefined }[]) =>
  all.map((one) => file(one.path, one.lines, one.from));
const settings: fc.Arbitrary<RiskSettings> = fc.constantFrom(DEFAULT_RISK, {
  areas: { all: { paths: ["**"], weight: 1 }, none: { paths: [], weight: 9 } },
  medium: 1,
  high: 2,
});

describe("classify", () => {
  test("has an answer to everything, and its reasons add up to the score", () => {
    fc.assert(
      fc.property(
        observed(files.map(ofFiles)),
        observed(history),
        observed(dependencies),
        fc.boolean(),
        settings,
        (f, h, d, sized, s) => {
          const facts: RiskFacts = {
            files: f,
            authorHistory: h,
            dependencies: d,
            size: sized ? known({ additions: 500, deletions: 0, files: f.known ? f.value.length : 3 }) : NOT_READ,
          };
          const { risk, score, reasons } = classify(facts, s);
          expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBe(score);
          expect(reasons.every(({ weight, text }) => Number.isInteger(weight) && weight >= 0 && text !== "")).toBe(
            true,
          );
          expect(risk === "HIGH").toBe(score >= s.high);
          if (!f.known || !h.known) expect(risk).not.toBe("LOW");
        },
      ),
    );
  });

  test("another file never makes a change less risky", () => {
    fc.assert(
      fc.property(files, changed, observed(history), observed(dependencies), settings, (all, more, h, d, s) => {
        fc.pre(all.every((one) => one.path !== more.path));
        const before = classify(factsOf(ofFiles(all), h, d), s);
        const after = classify(factsOf(ofFiles([...all, more]), h, d), s);
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(RISKS.indexOf(after.risk)).toBeGreaterThanOrEqual(RISKS.indexOf(before.risk));
      }),
    );
  });

  test("the order of files does not matter", () => {
    fc.assert(
      fc.property(files, observed(history), settings, fc.func(fc.nat()), (all, h, s, key) => {
        const shuffled = all.toSorted((a, b) => key(a.path) - key(b.path));
        expect(classify(factsOf(ofFiles(shuffled), h), s)).toEqual(classify(factsOf(ofFiles(all), h), s));
      }),
    );
  });

  test("more merged changes never make an author's change riskier", () => {
    fc.assert(
      fc.property(files, history, fc.nat(10), (all, h, more) => {
        const score = (merged: number) => classify(factsOf(ofFiles(all), known({ ...h, merged })), DEFAULT_RISK).score;
        expect(score((h.merged ?? 0) + more)).toBeLessThanOrEqual(score(h.merged ?? 0));
      }),
    );
  });

  test("a list that is cut short says so", () => {
    const facts = { ...factsOf([file("a.ts", 1)]), size: known({ additions: 1, deletions: 0, files: 4_000 }) };
    expect(classify(facts, DEFAULT_RISK)).toMatchObject({
      risk: "MEDIUM",
      reasons: [{ factor: "unknown", text: "Only 1 of its 4000 files are listed" }],
    });
  });
});

test.each([
  ["src/app.ts", "code"],
  ["Dockerfile", "code"],
  ["config/app.yaml", "configuration"],
  [".eslintrc", "configuration"],
  ["requirements.txt", "configuration"],
  ["requirements-dev.txt", "configuration"],
  ["docs/auth.md", "docs"],
  ["notes.txt", "docs"],
  ["CHANGELOG.md", "docs"],
  ["src/a.test.ts", "tests"],
  ["pkg/a_test.go", "tests"],
  ["test/fixtures/package-lock.json", "tests"],
  ["package-lock.json", "lockfile"],
  ["Cargo.lock", "lockfile"],
  ["dist/app.min.js", "generated"],
  ["api/v1/api.pb.go", "generated"],
  ["", "code"],
])("%s is %s", (path, kind) => {
  expect(natureOf(path).kind).toBe(kind);
});

test.each([
  ["package.json", true],
  ["web/yarn.lock", true],
  ["third_party/zlib/inflate.c", true],
  ["test/fixtures/package.json", false],
  ["src/package.ts", false],
])("%s brings dependencies: %s", (path, expected) => {
  expect(natureOf(path).bringsDependencies).toBe(expected);
});
