import type { MeasurementsResult, NewMeasurements } from "@tollgate/client/measurements";
import type { Pool } from "pg";
import { transaction } from "../store/database.ts";
import { openWithHeads } from "../store/open-changes.ts";
import { type CommitAt, keepReports, type NewReport } from "../store/reports.ts";
import { type Bump, bump } from "../store/subjects.ts";
import { mergeLint, safe } from "./reports/artifacts.ts";
import { FORMATS } from "./reports/format.ts";
import type { Lint, Report } from "./reports/report.ts";

/** The change that something is sent for. */
interface MeasuredChange {
  readonly provider: string;
  readonly repository: string;
  readonly number: number;
}

/**
 * Keeps what CI sent of a commit, and makes every open change dirty whose head it is. Sent again it changes nothing; the
 * same sender's other content under the same name replaces what was sent before.
 * @throws ReportError with the place, where the content cannot be understood; then nothing is kept
 */
export async function measure(
  pool: Pool,
  { provider, repository, number }: MeasuredChange,
  sent: NewMeasurements,
  sender: string,
): Promise<MeasurementsResult> {
  const commit = sent.commit.toLowerCase();
  const name = sent.name ?? "default";
  const reports = await Promise.all((await reportsOf(sent)).map(safe));
  const about = { source: "api" as const, artifact: "", number, at: null };
  const kept = reports.map((report): NewReport => {
    const part = report.kind === "lint" && reports.length > 1 ? ` (${report.tool})` : "";
    return { ...about, name: `${sender}: ${name}${part}`, report };
  });
  const at: CommitAt = { provider, repository, commit };
  const { news, isHead } = await transaction(pool, async (client) => {
    const news = await keepReports(client, at, kept);
    const heads = (await openWithHeads(client, [{ provider, repository, sha: commit }])).flat();
    const isHead = heads.includes(number);
    if (!news) return { news, isHead };
    const numbers = new Set([number, ...heads]);
    const bumps = [...numbers].map(
      (one): Bump => ({ provider, repository, kind: "change", key: String(one), hints: [], read: true }),
    );
    await bump(client, bumps);
    return { news, isHead };
  });
  return {
    commit,
    name,
    status: news ? "stored" : "known",
    isHead,
    reports: reports.map((report) => ({ kind: report.kind, says: sentence(report) })),
  };
}

async function reportsOf(sent: NewMeasurements): Promise<readonly Report[]> {
  if ("measurements" in sent) {
    const values = sent.measurements.map(({ metric, value, unit }) => ({ metric, value, unit: unit ?? null }));
    return [{ kind: "measurements", values }];
  }
  const reports = await FORMATS[sent.format].read(sent.content);
  const byTool = new Map<string, Lint>();
  for (const report of reports)
    if (report.kind === "lint") byTool.set(report.tool, mergeLint(byTool.get(report.tool), report));
  return byTool.size > 0 ? [...byTool.values()] : reports;
}

function sentence(report: Report): string {
  switch (report.kind) {
    case "tests":
      return `${report.total} tests, ${report.failed + report.errors} did not pass, ${report.skipped} skipped`;
    case "coverage":
      return `${report.lines.covered} of ${report.lines.total} lines covered in ${report.detail.length} files`;
    case "lint":
      return `${report.total} findings of ${report.tool}`;
    case "benchmarks":
      return `${report.results.length} benchmarks`;
    case "measurements":
      return report.values
        .map(({ metric, value, unit }) => `${metric} ${value}${unit === null ? "" : ` ${unit}`}`)
        .join(", ");
  }
}
