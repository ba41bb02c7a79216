import { MOST_FAILURES, numberOf, oneLine, ReportError, type TestCounts } from "./report.ts";
import { type Attributes, readXml } from "./xml.ts";

interface Case {
  readonly name: string;
  state: "passed" | "failed" | "error" | "skipped";
  message: string | null;
  type: string | null;
  text: string;
}

/** A suite that is open: the failures that it tells, and those of its cases. */
interface Suite {
  readonly name: string;
  readonly told: number;
  seen: number;
}

/**
 * JUnit's XML as Surefire, Gradle, pytest, jest-junit, gotestsum and others write it. Cases are counted, not believed
 * from the attributes of suites, which some writers leave out or round; a suite without any case is believed, and so is
 * one that tells of failures where none of its cases failed: it could not be set up, or broke down.
 * @throws ReportError with the place
 */
export async function readJUnit(text: string): Promise<TestCounts> {
  const counts = { total: 0, passed: 0, failed: 0, errors: 0, skipped: 0 };
  const failures: { name: string; message: string }[] = [];
  const told = { total: 0, failed: 0, errors: 0, skipped: 0 };
  let suiteSeconds = 0;
  let caseSeconds = 0;
  let suites = 0;
  let current: Case | null = null;
  const open: Suite[] = [];
  const broken: Suite[] = [];
  await readXml(text, {
    open(name, attributes, path) {
      if (path.length === 1 && name !== "testsuites" && name !== "testsuite") {
        throw new ReportError(`<${name}> is no JUnit report: it begins with <testsuites> or <testsuite>`);
      }
      if (name === "testsuites" || name === "testsuite") {
        const failing = (numberOf(attributes.failures) ?? 0) + (numberOf(attributes.errors) ?? 0);
        open.push({ name: nameOf(attributes), told: failing, seen: 0 });
      }
      if (name === "testsuite" && path.filter((outer) => outer === "testsuite").length === 1) {
        suites++;
        suiteSeconds += numberOf(attributes.time) ?? 0;
        told.total += numberOf(attributes.tests) ?? 0;
        told.failed += numberOf(attributes.failures) ?? 0;
        told.errors += numberOf(attributes.errors) ?? 0;
        told.skipped += numberOf(attributes.skipped ?? attributes.disabled) ?? 0;
      }
      if (name === "testcase") {
        current = { name: nameOf(attributes), state: "passed", message: null, type: null, text: "" };
        // GoogleTest writes no <skipped>.
        if (attributes.status === "notrun" || attributes.result === "skipped") current.state = "skipped";
        caseSeconds += numberOf(attributes.time) ?? 0;
      }
      if (current === null || path.at(-2) !== "testcase") return;
      if (name === "failure" || name === "error") {
        current.state = name === "error" || current.state === "error" ? "error" : "failed";
        current.message ??= attributes.message ?? null;
        current.type ??= attributes.type ?? null;
      } else if (name === "skipped" && current.state === "passed") current.state = "skipped";
    },
    text(piece, path) {
      const at = path.at(-1);
      if (current !== null && (at === "failure" || at === "error") && current.text.length < 2_000) {
        current.text += piece.slice(0, 2_000);
      }
    },
    close(name) {
      if (name === "testsuites" || name === "testsuite") {
        const suite = open.pop();
        const around = open.at(-1);
        if (suite === undefined) return;
        if (suite.seen === 0 && suite.told > 0) broken.push(suite);
        if (around !== undefined) around.seen += Math.max(suite.seen, suite.told);
        return;
      }
      if (name !== "testcase" || current === null) return;
      const { state, message, type, text: body } = current;
      counts.total++;
      if (state === "error") counts.errors++;
      else counts[state]++;
      if (state === "failed" || state === "error") {
        const suite = open.at(-1);
        if (suite !== undefined) suite.seen++;
        if (failures.length < MOST_FAILURES) {
          failures.push({ name: current.name, message: oneLine(message?.trim() || body) || (type ?? "") });
        }
      }
      current = null;
    },
  });
  const seconds = suites > 0 && suiteSeconds > 0 ? suiteSeconds : caseSeconds;
  if (counts.total === 0 && told.total > 0) {
    const passed = Math.max(0, told.total - told.failed - told.errors - told.skipped);
    return { kind: "tests", ...told, passed, seconds: rounded(seconds), failures };
  }
  for (const { name, told: failing } of broken) {
    counts.errors += failing;
    counts.total += failing;
    if (failures.length < MOST_FAILURES) failures.push({ name, message: "the suite failed, and none of its tests" });
  }
  return { kind: "tests", ...counts, seconds: rounded(seconds), failures };
}

/** `class.name`; some writers repeat the class in the name. */
function nameOf({ classname, name }: Attributes): string {
  const own = name ?? "(without a name)";
  const full = classname === undefined || classname === "" || own.startsWith(classname) ? own : `${classname}.${own}`;
  return oneLine(full);
}

/** Sums of decimal fractions without the dust of binary ones. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1_000_000) / 1_000_000;
}
