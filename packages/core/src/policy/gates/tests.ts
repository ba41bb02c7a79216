import { z } from "zod";
import type { TestReport } from "../../vocabulary/evidence.ts";
import { TIERS } from "../../vocabulary/tier.ts";
import { group, type Verdict, verdict } from "../../vocabulary/verdict.ts";
import { count, figures } from "../figures.ts";
import { defineGate } from "../gate.ts";
import { BY_PUSH, closed } from "../openings.ts";
import { noReport, percentage } from "../reports.ts";

/** More are not listed: the verdict is to be read. They still count. */
const MOST_LISTED = 10;

const share = z.number().min(0).max(100);

export const tests = defineGate({
  name: "quality/tests",
  step: "progress",
  category: "critical",
  tiers: TIERS,
  purpose: "The tests that CI ran on this commit passed, and they did run.",
  reads: ["tests"],
  params: z.strictObject({
    least_pass_rate: share.default(100).describe("Least share of the tests that ran that has to pass, in percent."),
    most_skipped: share.default(100).describe("Largest share of all tests that may be skipped, in percent."),
    least_tests: z.int().min(0).max(10_000_000).default(1).describe("Least number of tests that have to run."),
  }),
  judge({ tests: reports }, { least_pass_rate, most_skipped, least_tests }) {
    if (reports.length === 0) return noReport("test report", "a JUnit XML file");
    const broken = reports.filter((report) => !addsUp(report));
    if (broken.length > 0) return group("A test report cannot be true", broken.map(untrue));
    const sum = (key: "total" | "passed" | "skipped") => reports.reduce((all, report) => all + report[key], 0);
    const [total, passed, skipped] = [sum("total"), sum("passed"), sum("skipped")];
    const ran = total - skipped;
    const notPassed = ran - passed;
    const parts = [
      enough(ran, skipped, least_tests),
      ...passing(passed, ran, least_pass_rate, reports),
      ...skipping(skipped, total, most_skipped),
    ];
    const bad = notPassed === 0 ? "" : `, ${notPassed} did not pass`;
    const left = skipped === 0 ? "" : `, ${skipped} skipped`;
    const from = reports.length === 1 ? "" : ` in ${reports.length} reports`;
    return group(`${count(ran, "test")} ran${from}${bad}${left}`, parts);
  },
});

/** A report that contradicts itself says nothing. */
function addsUp({ total, passed, failed, errors, skipped }: TestReport): boolean {
  const counts = [total, passed, failed, errors, skipped];
  return counts.every((n) => Number.isSafeInteger(n) && n >= 0) && passed + failed + errors + skipped === total;
}

function untrue({ source, total, passed, failed, errors, skipped }: TestReport): Verdict {
  return closed(
    "error",
    `${source.name}: ${passed} passed, ${failed} failed, ${errors} broke and ${skipped} skipped do not make ${total}`,
    "The author mends the step of CI that writes the report, and pushes.",
    BY_PUSH,
  );
}

function enough(ran: number, skipped: number, least: number): Verdict {
  if (ran >= least) return verdict("pass", `${count(ran, "test")} ran, at least ${least}`);
  return closed(
    "fail",
    ran === 0 && skipped > 0
      ? `No test ran: all ${skipped} were skipped`
      : `${ran === 0 ? "No test" : count(ran, "test")} ran, at least ${least} ${least === 1 ? "has" : "have"} to`,
    "The author lets CI run the tests on this commit, and pushes.",
    BY_PUSH,
  );
}

function passing(passed: number, ran: number, least: number, reports: readonly TestReport[]): Verdict[] {
  if (ran === 0) return [];
  const rate = percentage(passed, ran);
  const [is, needed] = figures(rate, least);
  const title = `${is}% of the tests passed, at least ${needed}%`;
  if (passed === ran) return [verdict("pass", title)];
  const good = rate >= least;
  const remedy = "The author reads the failure, repairs the code or the test, and pushes.";
  const tell = (text: string) => (good ? verdict("skip", text) : closed("fail", text, remedy, BY_PUSH));
  const failures = reports.flatMap((report) => report.failures);
  const listed = failures.slice(0, MOST_LISTED).map(({ name, message }) => `${name}: ${message}`);
  const more = ran - passed - listed.length;
  if (more > 0) listed.push(listed.length === 0 ? `${count(more, "test")} did not pass` : `${more} more`);
  return [group(title, [...(good ? [verdict("pass", "Enough passed")] : []), ...listed.map(tell)])];
}

function skipping(skipped: number, total: number, most: number): Verdict[] {
  if (total === 0 || skipped === 0 || most === 100) return [];
  const rate = percentage(skipped, total);
  const [is, allowed] = figures(rate, most);
  const title = `${is}% of the tests were skipped, at most ${allowed}%`;
  if (rate <= most) return [verdict("pass", title)];
  return [
    closed("fail", title, "The author lets them run again, or takes out those that nobody needs, and pushes.", BY_PUSH),
  ];
}
