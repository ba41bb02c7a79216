/** What a verdict says, in one total value. `error` means that the question could not be answered; it never passes. */
export type Outcome = "pass" | "fail" | "pending" | "skip" | "error";

/** Every outcome, strongest first: the order in which {@link combine} lets one win over another. */
export const OUTCOMES = ["fail", "error", "pending", "pass", "skip"] as const satisfies readonly Outcome[];

/**
 * The outcome of several together: any `fail` makes it fail, else any `error` an error, else any `pending` pending,
 * else pass. Only skips (or nothing at all) make a skip.
 */
export function combine(outcomes: Iterable<Outcome>): Outcome {
  const seen = new Set(outcomes);
  return OUTCOMES.find((outcome) => seen.has(outcome)) ?? "skip";
}

/** Whether nothing stands in the way: `pass` and `skip`. */
export function opens(outcome: Outcome): boolean {
  return outcome === "pass" || outcome === "skip";
}
