import type { RiskSettings } from "../risk/settings.ts";
import type { Role } from "../vocabulary/role.ts";
import type { ContextKey, GateContext, Step } from "../vocabulary/step.ts";
import type { Rigour, Risk, Tier } from "../vocabulary/tier.ts";
import type { LayerStep, Patience } from "./layer.ts";

/** One gate as a repository's policy has it. */
export interface ConfiguredGate {
  /** A name of `policy/gates/index.ts`. */
  readonly gate: string;
  readonly step: Exclude<Step, "final">;
  /** Whether a failure stops the change; otherwise it is only told. Absent: as the gate's category and the rigour say. */
  readonly blocking?: boolean;
  /** Parsed parameters of that gate. */
  readonly params: unknown;
  /** Parsed parameters where it is taken so strictly, whole. */
  readonly byRigour?: Readonly<Partial<Record<Rigour, unknown>>>;
  /** The name it stands under, where that is one of the policy's own. */
  readonly name?: string;
  /** The context it feeds, where its name does not tell. */
  readonly context?: GateContext;
  /** The step of the template that lists it. */
  readonly within?: string;
  /** Until all of these gates have opened it does not; `what` says what they are. */
  readonly waits?: readonly { readonly gates: readonly string[]; readonly what: string }[];
  /** Where it does not hold the gate is skipped. */
  readonly onlyIf?:
    | { readonly on: "failure"; readonly step: string; readonly gates: readonly string[] }
    | { readonly on: "risk"; readonly risks: readonly Risk[]; readonly step: string };
  /** How long it may be pending, from when the review came to its phase. */
  readonly patience?: Patience;
}

/** The name that a gate stands under: its own, or the one that the policy gave it. */
export function nameOf({ name, gate }: Pick<ConfiguredGate, "name" | "gate">): string {
  return name ?? gate;
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
    /** How long the word may be waited for. */
    readonly patience?: Patience;
  };
  /** How much depends on the repository. Absent in policies of earlier versions: standard. */
  readonly tier?: Tier;
  /** How strictly changes of this tier are taken whose risk is not high. */
  readonly rigour?: Rigour;
  /** How risk is counted. */
  readonly risk?: RiskSettings;
  /** The nearest template with its steps, for people; what they do is said by each gate. */
  readonly template?: { readonly name: string; readonly version?: string; readonly steps: readonly LayerStep[] };
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
