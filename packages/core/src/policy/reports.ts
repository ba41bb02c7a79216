import type { Verdict } from "../vocabulary/verdict.ts";
import { BY_CI, closed } from "./openings.ts";

/** How CI hands over what it has no artifact for. */
export const MEASURE = "tollgate changes measure";

/**
 * The verdict while CI has sent nothing yet: it is waited for, since nothing tells that it will not come.
 * @param what `test report`
 * @param file what the file is, `a JUnit XML file`
 */
export function noReport(what: string, file: string): Verdict {
  return closed(
    "pending",
    `No ${what} for this commit yet`,
    `CI uploads ${file} as an artifact of its run, or sends it with \`${MEASURE}\`.`,
    BY_CI,
  );
}

/**
 * A part of a whole in percent, rounded once only: so 333 of 1000 is exactly what a policy writes as 33.3.
 * @param whole more than 0
 */
export function percentage(part: number, whole: number): number {
  return (100 * part) / whole;
}
