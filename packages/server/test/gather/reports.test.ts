import type { CodeScanning } from "@tollgate/core/vocabulary/evidence";
import type { FileDiff, Forge } from "@tollgate/providers/forge";
import { ForgeError } from "@tollgate/providers/forge";
import { strToU8, zipSync } from "fflate";
import type { Pool } from "pg";
import { expect, it, onTestFinished } from "vitest";
import {
  benchmarkResults,
  codeScanning,
  coverageReports,
  lintReports,
  testReports,
} from "../../src/gather/evidence.ts";
import { observed } from "../../src/gather/lacking.ts";
import { Sources } from "../../src/gather/sources.ts";
import { keepReports } from "../../src/store/reports.ts";
import { createTestDatabase } from "../support/database.ts";

const HEAD = "1".repeat(40);
const BASE = "2".repeat(40);
const OLDER = "3".repeat(40);
const REPOSITORY = "acme/shop";

const JUNIT = '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>';
const FAILED = '<testsuite><testcase name="a"><failure message="no"/></testcase></testsuite>';

/** What a forge has to tell, for these tests. */
class Shelf {
  readonly artifacts: { id: string; run: string; name: string; createdAt: string; headSha: string; zip: Uint8Array }[] =
    [];
  files: FileDiff[] = [];
  readonly downloads: string[] = [];
  listings = 0;
  down: ForgeError | null = null;
  scanning: CodeScanning = { enabled: false, scanned: false, alerts: [] };

  put(name: string, files: Record<string, string>, over: Partial<Shelf["artifacts"][number]> = {}) {
    const zip = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
    const id = String(this.artifacts.length + 1);
    const createdAt = `2026-01-01T00:00:0${id}.000Z`;
    this.artifacts.unshift({ id, run: "1", name, createdAt, headSha: HEAD, zip, ...over });
  }

  forge(): Forge {
    const evidence = {
      files: async () => this.files,
      artifacts: async (_: string, sha: string) => {
        this.listings++;
        if (this.down !== null) throw this.down;
        return this.artifacts
          .filter(({ headSha }) => headSha === sha)
          .map(({ zip, ...one }) => ({ ...one, size: zip.length }));
      },
      download: async (_: string, id: string) => {
        this.downloads.push(id);
        return this.artifacts.find((one) => one.id === id)?.zip ?? new Uint8Array();
      },
      codeScanning: async () => this.scanning,
    };
    return { id: "github", evidence } as unknown as Forge;
  }
}

async function shelf() {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const shelf = new Shelf();
  let checks = 1;
  const sources = (over: { completed?: number } = {}) => {
    checks = over.completed ?? checks;
    const all = Array.from({ length: checks }, (_, index) => ({
      kind: "check_run",
      name: `job ${index}`,
      appId: 1,
      status: "completed",
      conclusion: "success",
      url: null,
    }));
    const reading = { facts: { checks: { known: true, value: all } } };
    const at = { repository: REPOSITORY, number: 7, headSha: HEAD, baseRef: "main", baseSha: BASE };
    return new Sources(
      { pool: database.pool },
      shelf.forge(),
      reading as never,
      { gates: [], contexts: {} } as never,
      at,
      [],
      false,
      Promise.resolve(shelf.files),
    );
  };
  return { shelf, sources, pool: database.pool };
}

async function merged(pool: Pool, number: number, head: string) {
  await pool.query(
    `insert into changes (id, provider, repository, number, head_sha, base_ref, lifecycle, state, step, outcome, version)
     values ($1, 'github', $2, $3, $4, 'main', 'merged', 'COMPLETED', 'final', 'pass', 1)`,
    [`github:${REPOSITORY}#${number}`, REPOSITORY, number, head],
  );
}

it("reports in artifacts are read once, and listed again only when another check has completed", async () => {
  const { shelf: forge, sources } = await shelf();
  forge.put("tests", { "TEST-a.xml": JUNIT, "TEST-b.xml": FAILED, "app.js": "alert(1)" });
  expect(await testReports(sources({ completed: 0 }))).toEqual([]);
  expect(forge.listings).toBe(0);
  const [report, ...others] = await testReports(sources({ completed: 1 }));
  expect(others).toEqual([]);
  expect(report).toMatchObject({ total: 3, passed: 2, failed: 1, source: { kind: "artifact", name: "tests" } });
  await testReports(sources());
  expect(forge.listings).toBe(1);
  forge.put("more-tests", { "junit.xml": JUNIT });
  expect(await testReports(sources())).toHaveLength(1);
  expect(await testReports(sources({ completed: 2 }))).toHaveLength(2);
  expect([forge.listings, forge.downloads]).toEqual([2, ["1", "2"]]);
});

it("another attempt of a run replaces its artifact; another run's of the same name does not", async () => {
  const { shelf: forge, sources } = await shelf();
  forge.put("tests", { "junit.xml": FAILED });
  forge.put("tests", { "junit.xml": JUNIT });
  expect(await testReports(sources())).toMatchObject([{ failed: 0 }]);
  forge.put("tests", { "junit.xml": FAILED }, { run: "2" });
  const both = await testReports(sources({ completed: 2 }));
  expect(both.map(({ failed }) => failed).sort()).toEqual([0, 1]);
});

it("a broken report makes its family unknown, and no other one better", async () => {
  const { shelf: forge, sources } = await shelf();
  forge.put("results", {
    "junit.xml": JUNIT,
    "TEST-x.xml": "<testsuite>\n<oops",
    "lcov.info": "SF:a.ts\nDA:1,1\nend_of_record",
  });
  expect(await observed(() => testReports(sources()))).toMatchObject({
    known: false,
    reason: expect.stringMatching(/results\/TEST-x\.xml.*line 2/),
  });
  expect(await coverageReports(sources())).toMatchObject([{ lines: { covered: 1, total: 1 } }]);
});

it("an artifact for another commit is never taken for this one", async () => {
  const { shelf: forge, sources } = await shelf();
  forge.put("tests", { "junit.xml": JUNIT }, { headSha: OLDER });
  expect(await testReports(sources())).toEqual([]);
});

it("what may not be read is unknown with its permission; trouble of the moment is thrown", async () => {
  const { shelf: forge, sources } = await shelf();
  forge.down = new ForgeError("forbidden", "not allowed", { permission: "Actions: read" });
  expect(await observed(() => testReports(sources()))).toMatchObject({ known: false, permission: "Actions: read" });
  forge.down = new ForgeError("transient", "502");
  await expect(observed(() => testReports(sources()))).rejects.toThrow("502");
});

it("coverage tells the changed lines, and is compared with the base's tip or a merged change", async () => {
  const { shelf: forge, sources, pool } = await shelf();
  forge.files = [
    { path: "src/a.ts", status: "modified", additions: 3, deletions: 0, added: [[2, 4]], addedLines: [] },
    { path: "docs/b.md", status: "added", additions: 9, deletions: 0, added: [[1, 9]], addedLines: [] },
  ];
  const lcov = "SF:/home/runner/work/shop/shop/src/a.ts\nDA:1,1\nDA:2,1\nDA:3,0\nDA:9,1\nend_of_record";
  forge.put("coverage", { "lcov.info": lcov });
  const before = { kind: "coverage" as const, lines: { covered: 9, total: 10 }, branches: null, detail: [] };
  const kept = {
    source: "api" as const,
    artifact: "",
    number: 5,
    at: "2025-12-01T00:00:00Z",
    name: "x",
    report: before,
  };
  await keepReports(pool, { provider: "github", repository: REPOSITORY, commit: OLDER }, [kept]);
  // Neither on the base nor merged: nobody is compared with it.
  expect(await coverageReports(sources())).toMatchObject([
    { changed: { covered: 1, total: 2 }, uncovered: [{ path: "src/a.ts", lines: [[3, 3]] }], base: null },
  ]);
  // Sent for another change than the one that was merged.
  await merged(pool, 6, OLDER);
  expect(await coverageReports(sources())).toMatchObject([{ base: null }]);
  await merged(pool, 5, OLDER);
  expect(await coverageReports(sources())).toMatchObject([{ base: { covered: 9, total: 10 } }]);
  forge.put("coverage", { "lcov.info": "SF:a.ts\nDA:1,1\nDA:2,0\nend_of_record" }, { headSha: BASE });
  await pool.query("update evidence_commits set listed_at = listed_at - interval '10 minutes'");
  expect(await coverageReports(sources({ completed: 2 }))).toMatchObject([{ base: { covered: 1, total: 2 } }]);
});

it("only new findings of linters count, and scanners' findings belong to code scanning", async () => {
  const { shelf: forge, sources } = await shelf();
  const sarif = (...rules: string[]) =>
    JSON.stringify({
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "Scan",
              rules: [{ id: "sql", properties: { "security-severity": "9.8" } }, { id: "style" }],
            },
          },
          results: rules.map((ruleId) => ({
            ruleId,
            message: { text: ruleId },
            locations: [{ physicalLocation: { artifactLocation: { uri: "a.ts" }, region: { startLine: 3 } } }],
          })),
        },
      ],
    });
  forge.put("lint", { "scan.sarif": sarif("style") }, { headSha: BASE });
  forge.put("lint", { "scan.sarif": sarif("style", "style", "sql") });
  expect(await lintReports(sources())).toMatchObject([
    { tool: "Scan", total: 2, comparedWith: "base-report", added: [{ rule: "style", line: 3 }] },
  ]);
  expect(await codeScanning(sources())).toMatchObject({
    enabled: true,
    scanned: true,
    alerts: [{ rule: "sql", severity: "critical" }],
  });
  // The forge's own scan is waited for all the same.
  forge.scanning = { enabled: true, scanned: false, alerts: [] };
  expect(await codeScanning(sources())).toMatchObject({ enabled: true, scanned: false, alerts: [{ rule: "sql" }] });
});

it("a benchmark stands beside the median of the base's newest results", async () => {
  const { shelf: forge, sources, pool } = await shelf();
  for (const [index, value] of [10, 90, 11, 12, 13, 14].entries()) {
    const commit = String(index + 4).repeat(40);
    await merged(pool, 10 + index, commit);
    const results = [{ name: "parse", value, unit: "ms", better: "lower" as const }];
    const at = `2025-12-0${index + 1}T00:00:00Z`;
    const report = {
      source: "artifact" as const,
      name: "bench",
      artifact: commit,
      number: null,
      at,
      report: { kind: "benchmarks" as const, results },
    };
    await keepReports(pool, { provider: "github", repository: REPOSITORY, commit }, [report]);
    await pool.query("insert into artifacts values ('github', $1, $2, $2, '1', 'bench', $3)", [REPOSITORY, commit, at]);
  }
  forge.put("bench", {
    "benchmark.json": '[{ "name": "parse", "unit": "ms", "value": 15 }, { "name": "new", "unit": "s", "value": 1 }]',
  });
  expect(await benchmarkResults(sources())).toMatchObject([
    { name: "parse", value: 15, base: 13 },
    { name: "new", base: null },
  ]);
});

it("no text that seems to be a credential is kept of a report", async () => {
  const { shelf: forge, sources, pool } = await shelf();
  const token = ["gh", "p_", "abcdefghijklmnopqrstuvwxyz0123456789"].join("");
  forge.put("tests", {
    "junit.xml": `<testsuite><testcase name="a"><failure message="sent ${token}"/></testcase></testsuite>`,
  });
  expect(await testReports(sources())).toMatchObject([{ failed: 1 }]);
  const { rows } = await pool.query("select r::text as row from reports r");
  expect(JSON.stringify(rows)).not.toContain(token);
});
