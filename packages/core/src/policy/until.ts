import { z } from "zod";

/** The last day on which something holds. */
export const untilSchema = z.iso
  .date("write a day such as 2026-12-31")
  .describe("The last day on which it holds (UTC).");

/**
 * Whether something that holds until the end of a day still holds.
 * @param until the day, `2026-12-31`; absent: for ever
 * @param now ISO 8601, in UTC
 */
export function stillHolds(until: string | undefined, now: string): boolean {
  return until === undefined || now.slice(0, until.length) <= until;
}
