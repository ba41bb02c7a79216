import { combine, type Outcome } from "./outcome.ts";

/** A self-explaining answer of a rule. The check, the comment, the API and the CLI all print this one tree. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The finding as one short sentence for people, with the values seen ("1 of 2 approvals"). */
  readonly title: string;
  /** What to do about it, and who can; only where something is missing. */
  readonly remedy?: string;
  readonly children?: readonly Verdict[];
}

/** A verdict over parts: its outcome is the combination of theirs. */
export function group(title: string, children: readonly Verdict[], remedy?: string): Verdict {
  const outcome = combine(children.map((child) => child.outcome));
  return { outcome, title, children, ...(remedy === undefined ? {} : { remedy }) };
}

/** A verdict without parts. */
export function verdict(outcome: Outcome, title: string, remedy?: string): Verdict {
  return { outcome, title, ...(remedy === undefined ? {} : { remedy }) };
}
