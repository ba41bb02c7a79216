/** Formats in which CI can hand over a report. */
export const REPORT_FORMATS = [
  "junit",
  "lcov",
  "cobertura",
  "jacoco",
  "sarif",
  "checkstyle",
  "benchmark-smaller-is-better",
  "benchmark-bigger-is-better",
  "hyperfine",
  "metrics",
] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A metric's name, as policies write it: `test_coverage`, `bundle-size`, `api.p99`. */
export const METRIC_NAME = /^[A-Za-z][\w.:/ -]{0,99}$/;
