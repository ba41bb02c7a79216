import type { ZodType } from "zod";
import type { FactKey, Facts, FactTypes, GatheredKey, Observed } from "../vocabulary/fact.ts";
import type { Step } from "../vocabulary/step.ts";
import type { Tier } from "../vocabulary/tier.ts";
import type { Verdict } from "../vocabulary/verdict.ts";

/** The facts a gate declared: known ones, but for those it may lack, which it gets as they were observed. */
export type FactsRead<K extends FactKey, L extends FactKey = never> = {
  readonly [P in K]: P extends L ? Observed<FactTypes[P]> : FactTypes[P];
};

/**
 * A named check that belongs to a step: pure, over the facts it declares. Undeclared facts do not compile.
 * One file in `policy/gates/`, one line in `policy/gates/index.ts`.
 */
export interface Gate<K extends FactKey = FactKey, P = unknown> {
  /** `dor/title`: the part before the slash names the context it feeds. */
  readonly name: string;
  readonly step: Exclude<Step, "final">;
  /** How strictly it is taken where a policy does not say: see `risk/rigour.ts`. */
  readonly category: GateCategory;
  /** The tiers of repositories it applies to where a policy does not name it. */
  readonly tiers: readonly Tier[];
  /** One sentence for people: what it makes sure of. */
  readonly purpose: string;
  readonly reads: readonly K[];
  /**
   * Those of `reads` without which it can still judge. It gets them as they were observed, and answers itself for what
   * an unknown one does: where it decides, the verdict is an `error` made by {@link lacking}.
   */
  readonly mayLack?: readonly K[];
  /**
   * Of the facts that cost something to gather, those it needs here; without it, all that it reads. What it can do
   * without is also in `mayLack`. It looks at no fact that a hint may show, unless no hint can make it need more.
   */
  gathers?(params: P, read: Facts): readonly GatheredKey[];
  /** Parameters as policy files write them, with defaults, so that `{}` is valid. */
  readonly params: ZodType<P>;
  judge(facts: FactsRead<K>, params: P, environment: GateEnvironment): Verdict;
}

/** A gate as it is written: the types of the facts that it may lack are told from `mayLack`. */
export interface GateDefinition<K extends FactKey, L extends K, P> extends Omit<Gate<K, P>, "mayLack" | "judge"> {
  readonly mayLack?: readonly L[];
  judge(facts: FactsRead<K, L>, params: P, environment: GateEnvironment): Verdict;
}

/**
 * `critical`: blocks whatever the rigour. `warning`: blocks unless the rigour is flexible. `contextual`: blocks only
 * where the rigour is strict.
 */
export type GateCategory = "critical" | "warning" | "contextual";

/** What a gate may know besides facts. */
export interface GateEnvironment {
  /** Names of our own contexts on this repository: Tollgate never waits for itself (I8). */
  readonly ownContexts: readonly string[];
  /** When the facts were read: the only clock there is. ISO 8601. */
  readonly now: string;
}

/** Keeps the types of one gate together; at run time it is the identity. */
export function defineGate<const K extends FactKey, P, const L extends K = never>(
  gate: GateDefinition<K, L, P>,
): Gate<K, P> {
  // What it may lack is known to `runGate` alone, which hands out exactly that.
  return gate as unknown as Gate<K, P>;
}

/** Judges one gate. A fact that is unknown and not one it may lack makes an `error` that says what is missing. */
export function runGate<K extends FactKey, P>(
  gate: Gate<K, P>,
  facts: Facts,
  params: P,
  environment: GateEnvironment,
): Verdict {
  const read: Partial<Record<FactKey, unknown>> = {};
  for (const key of gate.reads) {
    const fact = facts[key];
    if (gate.mayLack?.includes(key) === true) read[key] = fact;
    else if (!fact.known) return lacking(key, fact);
    else read[key] = fact.value;
  }
  return gate.judge(read as FactsRead<K>, params, environment);
}

/**
 * The verdict where a fact that decides is unknown.
 * @param what the fact's name, or what it tells, at the beginning of a sentence
 */
export function lacking(what: string, { reason, permission }: Unknown): Verdict {
  return {
    outcome: "error",
    title: `${what} is unknown: ${reason}`,
    remedy:
      permission === undefined
        ? "It is read again by itself; `tollgate doctor` says more."
        : `Grant Tollgate the permission "${permission}".`,
    opensBy: {
      count: 1,
      ways: [
        permission === undefined
          ? { id: "read-again", by: "wait", who: [] }
          : { id: `grant:${permission}`, by: "operator", who: [] },
      ],
    },
  };
}

type Unknown = Extract<Observed<unknown>, { known: false }>;
