import { type Artifact, type Forge, ForgeError } from "@tollgate/providers/forge";
import type { Pool } from "pg";
import { transaction } from "../../store/database.ts";
import {
  type Broken,
  type CommitAt,
  keepReports,
  type NewReport,
  noteArtifact,
  unknownArtifacts,
} from "../../store/reports.ts";
import { withoutSecrets } from "../secrets.ts";
import { ARCHIVE_LIMITS, unpack } from "./archive.ts";
import { MAY_BE_REPORT, recognise } from "./format.ts";
import { mergeCoverage } from "./lines.ts";
import {
  type CoverageLines,
  type Family,
  type Lint,
  MOST_FAILURES,
  MOST_ITEMS,
  type Report,
  ReportError,
  type TestCounts,
} from "./report.ts";

/** Packed bytes of an artifact that is looked into. Reports are far smaller; builds are not, and hold none. */
const MOST_BYTES = 32 * 1024 * 1024;
/** In one artifact, after those of one tool were put together. */
const MOST_REPORTS = 100;

/**
 * Looks into the artifacts of a commit that were not looked into before, and keeps what their reports say.
 *
 * Who can forge one: whoever can make a workflow run on this commit upload something, which is the author of the change,
 * fork or not. That is no more than they can do to the result of any check that runs their code, since the report is
 * written by that code; a team that trusts neither requires a workflow that runs from the base branch. What nobody can do
 * is speak for another commit: an artifact counts only for the commit that its run was for, in this repository, by the
 * forge's own word, and what changes are compared with comes only from commits that are on the base branch or were merged.
 *
 * Throws the forge's errors, except for an artifact that is gone.
 */
export async function readArtifacts(pool: Pool, forge: Forge, at: CommitAt): Promise<void> {
  const listed = await forge.evidence.artifacts(at.repository, at.commit);
  const own = listed.filter(({ headSha }) => headSha === at.commit);
  const unknown = new Set(
    await unknownArtifacts(
      pool,
      at,
      own.map(({ id }) => id),
    ),
  );
  for (const artifact of own) {
    if (!unknown.has(artifact.id)) continue;
    const content = await contentOf(forge, at, artifact);
    const reports = await inTurn(() => reportsIn(artifact, content));
    await transaction(pool, async (client) => {
      const about = { source: "artifact" as const, artifact: artifact.id, number: null, at: artifact.createdAt };
      await keepReports(
        client,
        at,
        reports.map((one): NewReport => ({ ...about, ...one })),
      );
      await noteArtifact(client, at, artifact);
    });
  }
}

/** Ends when nobody unpacks. */
let unpacking: Promise<unknown> = Promise.resolve();

/** One artifact at a time is unpacked in a process, whoever asks: its texts may take a hundred mebibytes. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = unpacking.then(work);
  unpacking = turn.catch(() => undefined);
  return turn;
}

/** The zip file; null where it is not looked into; or why it cannot be. */
async function contentOf(
  forge: Forge,
  { repository }: CommitAt,
  { id, size }: Artifact,
): Promise<Uint8Array | null | ReportError> {
  if (size > MOST_BYTES) return new ReportError(`it is larger than ${MOST_BYTES} bytes`);
  try {
    return await forge.evidence.download(repository, id, MOST_BYTES);
  } catch (error) {
    // Deleted or expired since it was listed: it tells nothing any more.
    if (error instanceof ForgeError && error.kind === "not-found") return null;
    if (error instanceof ForgeError && error.kind === "invalid") return new ReportError(error.message);
    throw error;
  }
}

interface Named {
  readonly name: string;
  readonly report: Report | Broken;
}

/**
 * The reports in an artifact. Its test reports are one (Surefire writes a file for each class), and so are its coverage
 * reports (one run is often written in several formats).
 */
async function reportsIn({ name }: Artifact, content: Uint8Array | null | ReportError): Promise<readonly Named[]> {
  if (content === null) return [];
  if (content instanceof ReportError) return broken(name, content);
  let files: Awaited<ReturnType<typeof unpack>>;
  try {
    files = await unpack(content, (path) => MAY_BE_REPORT.test(path), ARCHIVE_LIMITS);
  } catch (error) {
    if (error instanceof ReportError) return broken(name, error);
    throw error;
  }
  const named: Named[] = [];
  const good: { readonly path: string; readonly report: Report }[] = [];
  for (const { path, text } of files) {
    const format = recognise(path, text);
    if (format === null) continue;
    try {
      for (const report of await format.read(text)) good.push({ path, report });
    } catch (error) {
      if (!(error instanceof ReportError)) throw error;
      named.push({ name: `${name}/${path}`, report: { kind: format.family, broken: error.message } });
    }
  }
  const reports = good.map(({ report }) => report);
  const tests = reports.filter((report) => report.kind === "tests");
  const coverage = reports.filter((report) => report.kind === "coverage");
  if (tests.length > 0) named.push({ name, report: mergeTests(tests) });
  if (coverage.length > 0) named.push({ name, report: mergeCoverage(coverage satisfies readonly CoverageLines[]) });
  named.push(...namedApart(name, good));
  // Each is a row and stands in decisions: what is beyond all use is refused, not cut.
  const kinds = [...new Set(named.map(({ report }) => report.kind))];
  const tooMany = `it holds more than ${MOST_REPORTS} reports`;
  if (named.length > MOST_REPORTS) return kinds.map((kind) => ({ name, report: { kind, broken: tooMany } }));
  return Promise.all(named.map(async (one) => ({ ...one, report: await safe(one.report) })));
}

/** What each linter says, and benchmarks and measurements under the names of their files. */
function namedApart(
  artifact: string,
  good: readonly { readonly path: string; readonly report: Report }[],
): readonly Named[] {
  const lint = new Map<string, Lint>();
  const others: Named[] = [];
  for (const { path, report } of good) {
    if (report.kind === "lint") {
      const key = `${artifact} (${report.tool})`;
      lint.set(key, mergeLint(lint.get(key), report));
    } else if (report.kind === "benchmarks" || report.kind === "measurements") {
      others.push({ name: `${artifact}/${path}`, report });
    }
  }
  return [...[...lint].map(([name, report]) => ({ name, report })), ...others];
}

/** Two runs of one tool as one. */
export function mergeLint(before: Lint | undefined, after: Lint): Lint {
  if (before === undefined) return after;
  return {
    ...after,
    security: before.security || after.security,
    total: before.total + after.total,
    detail: [...before.detail, ...after.detail].slice(0, MOST_ITEMS),
  };
}

function mergeTests(reports: readonly TestCounts[]): TestCounts {
  const sum = (key: "total" | "passed" | "failed" | "errors" | "skipped" | "seconds") =>
    reports.reduce((all, report) => all + report[key], 0);
  return {
    kind: "tests",
    total: sum("total"),
    passed: sum("passed"),
    failed: sum("failed"),
    errors: sum("errors"),
    skipped: sum("skipped"),
    seconds: Math.round(sum("seconds") * 1_000_000) / 1_000_000,
    failures: reports.flatMap((report) => report.failures).slice(0, MOST_FAILURES),
  };
}

/** A report whose texts hold nothing that seems to be a credential: tests print what they were given. */
export async function safe<R extends Report | Broken>(report: R): Promise<R> {
  if ("broken" in report) return { ...report, broken: (await withoutSecrets([report.broken]))[0] ?? "" };
  if (report.kind === "tests") {
    const texts = await withoutSecrets(report.failures.flatMap(({ name, message }) => [name, message]));
    const failures = report.failures.map((_, index) => ({
      name: texts[2 * index] ?? "",
      message: texts[2 * index + 1] ?? "",
    }));
    return { ...report, failures };
  }
  if (report.kind !== "lint") return report;
  const texts = await withoutSecrets(report.detail.map(({ message }) => message));
  return { ...report, detail: report.detail.map((finding, index) => ({ ...finding, message: texts[index] ?? "" })) };
}

/** What the name of an artifact says that it holds. */
const BY_NAME: readonly (readonly [RegExp, readonly Family[]])[] = [
  [/test|junit|surefire|spec/i, ["tests"]],
  [/cov|jacoco|cobertura/i, ["coverage"]],
  [/sarif|lint|checkstyle/i, ["lint"]],
  [/bench|perf/i, ["benchmarks"]],
  [/metric|measure/i, ["measurements"]],
];

/** An artifact that cannot be looked into is no reason for doubt (a build is large, too), but where its name is one. */
function broken(name: string, { message }: ReportError): readonly Named[] {
  const kinds = BY_NAME.filter(([pattern]) => pattern.test(name)).flatMap(([, families]) => families);
  return kinds.map((kind) => ({ name, report: { kind, broken: message } }));
}
