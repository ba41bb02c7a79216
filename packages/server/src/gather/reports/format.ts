import type { ReportFormat } from "@tollgate/core/vocabulary/reports";
import { readCustomBenchmarks, readHyperfine, readMetricMap } from "./benchmarks.ts";
import { readCheckstyle } from "./checkstyle.ts";
import { readCobertura } from "./cobertura.ts";
import { readJaCoCo } from "./jacoco.ts";
import { readJUnit } from "./junit.ts";
import { readLcov } from "./lcov.ts";
import type { Family, Report } from "./report.ts";
import { readSarif } from "./sarif.ts";
import { rootOf } from "./xml.ts";

interface Format {
  readonly family: Family;
  /** @throws ReportError with the place */
  readonly read: (text: string) => Promise<readonly Report[]>;
}

/** A reader that gives one report. */
const one =
  (read: (text: string) => Report | Promise<Report>): Format["read"] =>
  async (text) => [await read(text)];

/** Every format, and how it is read. */
export const FORMATS: Readonly<Record<ReportFormat, Format>> = {
  junit: { family: "tests", read: one(readJUnit) },
  lcov: { family: "coverage", read: one(readLcov) },
  cobertura: { family: "coverage", read: one(readCobertura) },
  jacoco: { family: "coverage", read: one(readJaCoCo) },
  sarif: { family: "lint", read: async (text) => readSarif(text) },
  checkstyle: { family: "lint", read: one(readCheckstyle) },
  "benchmark-smaller-is-better": { family: "benchmarks", read: one((text) => readCustomBenchmarks(text, "lower")) },
  "benchmark-bigger-is-better": { family: "benchmarks", read: one((text) => readCustomBenchmarks(text, "higher")) },
  hyperfine: { family: "benchmarks", read: one(readHyperfine) },
  metrics: { family: "measurements", read: one(readMetricMap) },
};

/** A file that is a report, and how it is read. */
export type Recognised = Format;

/** Names of files that may hold a report: only they are unpacked. */
export const MAY_BE_REPORT = /(?:\.xml|\.info|\.sarif|\.json)$/i;

const METRIC_FILE = /(?:^|\/)(?:metrics|measurements|tollgate[\w.-]*)\.json$/i;

/**
 * What a file that CI uploaded is, by its name and how it begins; null where it is no report that is known.
 * A file that only its name tells, and that does not begin as it should, is one too: then reading it says what is wrong.
 */
export function recognise(path: string, text: string): Recognised | null {
  if (/(?:^|\/)(?:[\w.-]*lcov[\w.-]*|coverage)\.info$/i.test(path)) return FORMATS.lcov;
  if (/\.sarif(?:\.json)?$/i.test(path)) return FORMATS.sarif;
  if (/\.xml$/i.test(path)) return ofXml(path, text);
  return /\.json$/i.test(path) ? ofJson(path, text) : null;
}

function ofXml(path: string, text: string): Recognised | null {
  const root = rootOf(text);
  switch (root?.name) {
    case "testsuites":
    case "testsuite":
      return FORMATS.junit;
    case "coverage":
      // Clover's has the same outermost element, and stands beside a format that is read.
      return /\sclover\s*=/.test(root.attributes) || /<project[\s>]/.test(text.slice(0, 2_000))
        ? null
        : FORMATS.cobertura;
    case "report":
      return /JACOCO|<(?:sessioninfo|package|group|counter)[\s>]/.test(text.slice(0, 2_000)) ? FORMATS.jacoco : null;
    case "checkstyle":
      return FORMATS.checkstyle;
    case undefined: {
      // No XML at all, though somebody meant it to be.
      if (/(?:^|\/)(?:TEST-[^/]*|[^/]*junit[^/]*)\.xml$/i.test(path)) return FORMATS.junit;
      if (/(?:^|\/)[^/]*jacoco[^/]*\.xml$/i.test(path)) return FORMATS.jacoco;
      if (/(?:^|\/)[^/]*(?:cobertura|coverage)[^/]*\.xml$/i.test(path)) return FORMATS.cobertura;
      return /(?:^|\/)[^/]*checkstyle[^/]*\.xml$/i.test(path) ? FORMATS.checkstyle : null;
    }
    default:
      return null;
  }
}

function ofJson(path: string, text: string): Recognised | null {
  if (METRIC_FILE.test(path)) return FORMATS.metrics;
  const head = text.slice(0, 4_000);
  if (/"version"\s*:\s*"2\.1\.\d"/.test(head) && /"(?:runs|\$schema)"\s*:/.test(head)) return FORMATS.sarif;
  if (/^\s*\{\s*"results"\s*:\s*\[\s*\{[\s\S]*?"command"\s*:/.test(head)) return FORMATS.hyperfine;
  const listed = /^\s*\[\s*\{[^{}]*\}/.exec(head)?.[0] ?? "";
  const benchmarks = ["name", "unit", "value"].every((key) => listed.includes(`"${key}"`));
  if (benchmarks) {
    if (/bigger/i.test(path)) return FORMATS["benchmark-bigger-is-better"];
    if (/smaller/i.test(path)) return FORMATS["benchmark-smaller-is-better"];
    return { family: "benchmarks", read: one((content) => readCustomBenchmarks(content)) };
  }
  return null;
}
