import { z } from "zod";
import type { CoverageReport, Ratio } from "../../vocabulary/evidence.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { adaptiveSchema, faultsOfAdaptive, type Threshold, thresholdNow, valuesOf } from "../adaptive.ts";
import { computed, count, figure, figures } from "../figures.ts";
import { defineGate, lacking } from "../gate.ts";
import { BY_POLICY, BY_PUSH, closed } from "../openings.ts";
import { noReport, percentage } from "../reports.ts";

/** The share of all lines, in the history of metrics. */
const METRIC = "test_coverage";
/** More files are not listed: the verdict is to be read. */
const MOST_LISTED = 10;

const share = z.number().min(0).max(100);

const params = z
  .strictObject({
    lines: share.nullable().default(null).describe("Least share of all lines that tests run, in percent; null: any."),
    changed_lines: share
      .nullable()
      .default(80)
      .describe("Least share of the changed lines that tests run, in percent; null: any."),
    changed_from: z
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe("With fewer changed lines of code than this their share is told only: it says little."),
    drop: share
      .nullable()
      .default(1)
      .describe("Most percentage points that the share of all lines may fall below the base branch; null: any."),
    adaptive: adaptiveSchema.optional().describe("Learns `lines` from the values of the base branch."),
  })
  .superRefine(({ lines, adaptive }, context) => {
    if (adaptive === undefined) return;
    const fault = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: ["adaptive", key], message });
    if (lines === null) fault("method", "there is no threshold to learn from; write `lines` as well");
    else for (const { key, message } of faultsOfAdaptive(lines, adaptive)) fault(key, message);
  });

export const coverage = defineGate({
  name: "quality/coverage",
  step: "progress",
  category: "warning",
  tiers: TIERS,
  purpose: "Tests run enough of the code, of the changed lines above all, and not less of it than before.",
  reads: ["coverage", "history"],
  mayLack: ["history"],
  gathers: ({ adaptive }) => (adaptive === undefined ? ["coverage"] : ["coverage", "history"]),
  params,
  judge({ coverage: reports, history }, { lines, changed_lines, changed_from, drop, adaptive }, { now }) {
    if (reports.length === 0) return noReport("coverage report", "an LCOV, Cobertura or JaCoCo file");
    const broken = reports.filter((report) => !isTrue(report));
    if (broken.length > 0) return group("A coverage report cannot be true", broken.map(untrue));
    const whole = add(reports.map((report) => report.lines));
    if (whole === null || whole.total === 0) {
      const remedy = "The author lets CI measure the code itself (its source paths are often wrong), and pushes.";
      return closed("error", "The coverage report holds no line of code", remedy, BY_PUSH);
    }
    // An unknown history could have made it stricter.
    if (lines !== null && adaptive !== undefined && !history.known) return lacking("history", history);
    const past = history.known ? valuesOf(METRIC, history.value) : [];
    const parts = [
      ofAll(whole, lines === null ? null : thresholdNow(lines, "higher", adaptive, past, now)),
      ofChanged(reports, changed_lines, changed_from),
      againstBase(whole, add(reports.map((report) => report.base)), drop),
    ];
    const from = reports.length === 1 ? "" : `, by ${reports.length} reports together`;
    return group(`Tests run ${whole.covered} of ${count(whole.total, "line")}${from}`, parts);
  },
});

/** Null where one part is not known. */
function add(ratios: readonly (Ratio | null)[]): Ratio | null {
  let [covered, total] = [0, 0];
  for (const ratio of ratios) {
    if (ratio === null) return null;
    covered += ratio.covered;
    total += ratio.total;
  }
  return { covered, total };
}

function isTrue({ lines, changed, base }: CoverageReport): boolean {
  return [lines, changed, base].every(
    (ratio) =>
      ratio === null ||
      (Number.isSafeInteger(ratio.covered) &&
        Number.isSafeInteger(ratio.total) &&
        ratio.covered >= 0 &&
        ratio.covered <= ratio.total),
  );
}

function untrue({ source }: CoverageReport): Verdict {
  const remedy = "The author mends the step of CI that writes the report, and pushes.";
  return closed("error", `${source.name}: more lines are covered than there are`, remedy, BY_PUSH);
}

function ofAll(whole: Ratio, least: Threshold | null): Verdict {
  const share = percentage(whole.covered, whole.total);
  if (least === null) return verdict("skip", `${figure(share)}% of all lines; no least share is asked for`);
  const [is, needed] = figures(share, least.value);
  const title = `${is}% of all lines, at least ${needed}%${least.origin === null ? "" : ` (${least.origin})`}`;
  if (share >= least.value) return verdict("pass", title);
  return closed("fail", title, "The author adds tests for what none runs yet, and pushes.", BY_PUSH);
}

function ofChanged(reports: readonly CoverageReport[], least: number | null, from: number): Verdict {
  const changed = add(reports.map((report) => report.changed));
  if (changed === null) {
    const title = "Which lines changed is not known, so their share is not";
    if (least === null) return verdict("skip", title);
    // A change that is too large to be shown must not pass for it.
    const remedy =
      "Some changed file has no diff that the forge shows: the author splits the change and pushes, or an admin writes `changed_lines: null` into the policy.";
    return closed("error", title, remedy, { count: 1, ways: [...BY_PUSH.ways, ...BY_POLICY.ways] });
  }
  if (changed.total === 0) return verdict("skip", "No changed line is code that the report knows");
  const seen = `${changed.covered} of ${count(changed.total, "changed line")}`;
  if (least === null) return verdict("skip", `${seen}; no least share is asked for`);
  if (changed.total < from) return verdict("skip", `${seen}; too few to judge by their share, which begins at ${from}`);
  const share = percentage(changed.covered, changed.total);
  const [is, needed] = figures(share, least);
  const title = `${seen} (${is}%), at least ${needed}%`;
  if (share >= least) return verdict("pass", title);
  const remedy = `The author adds tests that run the changed lines${where(reports)}, and pushes.`;
  return closed("fail", title, remedy, BY_PUSH);
}

/** `: src/a.ts 3-7, 12; src/b.ts 1`. */
function where(reports: readonly CoverageReport[]): string {
  const files = reports.flatMap((report) => report.uncovered);
  if (files.length === 0) return "";
  const listed = files.slice(0, MOST_LISTED).map(({ path, lines }) => {
    const ranges = lines
      .slice(0, MOST_LISTED)
      .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
    return `${path} ${ranges.join(", ")}${lines.length > MOST_LISTED ? ", ..." : ""}`;
  });
  const more = files.length - listed.length;
  return `: ${listed.join("; ")}${more === 0 ? "" : ` and ${more} more files`}`;
}

function againstBase(whole: Ratio, base: Ratio | null, most: number | null): Verdict {
  if (base === null || base.total === 0) return verdict("skip", "The base branch has no report to compare with");
  const fall = computed(percentage(base.covered, base.total) - percentage(whole.covered, whole.total));
  const before = `${figure(percentage(base.covered, base.total))}% on the base branch`;
  if (most === null) return verdict("skip", `${before}; no drop is too much`);
  if (fall <= 0) return verdict("pass", `Not less than the ${before}`);
  const [is, allowed] = figures(fall, most);
  const title = `${is} ${is === "1" ? "point" : "points"} below the ${before}, at most ${allowed}`;
  if (fall <= most) return verdict("pass", title);
  return closed("fail", title, "The author adds tests for what none runs yet, and pushes.", BY_PUSH);
}
