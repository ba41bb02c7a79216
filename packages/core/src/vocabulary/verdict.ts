import { combine, type Outcome } from "./outcome.ts";

/** A self-explaining answer of a rule. The check, the comment, the API and the CLI all print this one tree. */
export interface Verdict {
  readonly outcome: Outcome;
  /** The finding as one short sentence for people, with the values seen ("1 of 2 approvals"). */
  readonly title: string;
  /** What to do about it, and who can; only where something is missing. */
  readonly remedy?: string;
  readonly children?: readonly Verdict[];
  /**
   * Who can make it open, by doing what the remedy says; only on a verdict without children that does not open. Without
   * it the author is meant where it fails, and waiting where it is pending.
   */
  readonly opensBy?: Opening;
}

/** So many of these ways make a verdict open. */
export interface Opening {
  readonly count: number;
  /** None: nobody can, and that is said. */
  readonly ways: readonly Way[];
}

/** One thing that somebody can do once. */
export interface Way {
  /**
   * Equal ids are one action: one approval by `ada` serves every requirement that names it. `approve:ada`, `approve`
   * (anybody who may), `push`, `ci`, `resolve-threads`, ...
   */
  readonly id: string;
  /** `wait`: it happens by itself. `operator`: who runs Tollgate or administers the repository. */
  readonly by: "wait" | "author" | "person" | "team" | "operator";
  /** Logins and teams; empty: anybody of that kind. */
  readonly who: readonly string[];
  /** It makes a new head: what was given to the old one is void. */
  readonly pushes?: true;
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
