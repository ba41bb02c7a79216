import type { ZodType } from "zod";
import type { FactKey, Facts, FactTypes } from "../vocabulary/fact.ts";
import type { Step } from "../vocabulary/step.ts";
import { type Verdict, verdict } from "../vocabulary/verdict.ts";

/** The facts a gate declared, all of them known. */
export type FactsRead<K extends FactKey> = { readonly [P in K]: FactTypes[P] };

/**
 * A named check that belongs to a step: pure, over the facts it declares. Undeclared facts do not compile.
 * One file in `policy/gates/`, one line in `policy/gates/index.ts`.
 */
export interface Gate<K extends FactKey = FactKey, P = unknown> {
  /** `dor/title`: the part before the slash names the context it feeds. */
  readonly name: string;
  readonly step: Exclude<Step, "final">;
  /** One sentence for people: what it makes sure of. */
  readonly purpose: string;
  readonly reads: readonly K[];
  /** Parameters as policy files write them, with defaults, so that `{}` is valid. */
  readonly params: ZodType<P>;
  judge(facts: FactsRead<K>, params: P, environment: GateEnvironment): Verdict;
}

/** What a gate may know besides facts. */
export interface GateEnvironment {
  /** Names of our own contexts on this repository: Tollgate never waits for itself (I8). */
  readonly ownContexts: readonly string[];
}

/** Keeps the types of one gate together; at run time it is the identity. */
export function defineGate<const K extends FactKey, P>(gate: Gate<K, P>): Gate<K, P> {
  return gate;
}

/** Judges one gate. A fact that is unknown makes an `error` verdict that says what is missing. */
export function runGate<K extends FactKey, P>(
  gate: Gate<K, P>,
  facts: Facts,
  params: P,
  environment: GateEnvironment,
): Verdict {
  const read: Partial<Record<FactKey, unknown>> = {};
  for (const key of gate.reads) {
    const fact = facts[key];
    if (!fact.known) {
      return verdict(
        "error",
        `${key} is unknown: ${fact.reason}`,
        fact.permission === undefined
          ? "It is read again by itself; `tollgate doctor` says more."
          : `Grant Tollgate the permission "${fact.permission}".`,
      );
    }
    read[key] = fact.value;
  }
  return gate.judge(read as FactsRead<K>, params, environment);
}
