import type { Role } from "../vocabulary/role.ts";
import type { ContextKey, Step } from "../vocabulary/step.ts";

/** One gate as a repository's policy has it. */
export interface ConfiguredGate {
  /** A name of `policy/gates/index.ts`. */
  readonly gate: string;
  readonly step: Exclude<Step, "final">;
  /** Whether a failure stops the change; otherwise it is only told. */
  readonly blocking: boolean;
  /** Parsed parameters of that gate. */
  readonly params: unknown;
}

/** The policy in force for a repository: all files merged, defaults filled in. Plain data. */
export interface Policy {
  readonly gates: readonly ConfiguredGate[];
  readonly contexts: Readonly<Record<ContextKey, string>>;
  readonly shadow: boolean;
  readonly final: {
    /** Whether a person has the last word; without it the review completes by itself. */
    readonly required: boolean;
    /** The least role that may give it. */
    readonly role: Role;
  };
}

/** A mistake in a policy file, at its place. */
export interface PolicyProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Stable: `policy/unknown-key`, `policy/bad-value`, `policy/syntax`, ... */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What is wrong and what to write instead, with the nearest valid name. */
  readonly message: string;
}
