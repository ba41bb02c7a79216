import { type Gate, runGate } from "../policy/gate.ts";
import type { Policy } from "../policy/policy.ts";
import type { Facts } from "../vocabulary/fact.ts";
import type { Hint } from "../vocabulary/hint.ts";
import { opens } from "../vocabulary/outcome.ts";
import { type Verdict, verdict } from "../vocabulary/verdict.ts";
import type { JudgedGate } from "./review.ts";

/** Every gate by its name. */
export type GateList = ReadonlyMap<string, Gate>;

/** What judging needs of a hint. */
export type Doubting = Pick<Hint, "closing" | "facts" | "says" | "outcome">;

/**
 * Judges every gate of a policy over facts, pure.
 * @param doubts closing hints that no read has shown yet: a gate over a doubted fact cannot pass (a hint closes; only
 *   a fresh read opens)
 * @param otherContexts names of ours on this commit besides the policy's: those of another base, or of a policy before
 */
export function judge(
  policy: Policy,
  facts: Facts,
  doubts: readonly Doubting[],
  gates: GateList,
  otherContexts: readonly string[] = [],
): readonly JudgedGate[] {
  const ownContexts = [...Object.values(policy.contexts), ...otherContexts];
  return policy.gates.map((configured): JudgedGate => {
    const gate = gates.get(configured.gate);
    const { gate: name, step, blocking } = configured;
    if (gate === undefined) {
      const missing = verdict(
        "error",
        `There is no gate ${name}`,
        "Correct its name in the policy; `tollgate validate` lists them.",
      );
      return { name, step, blocking, verdict: missing };
    }
    const judged = runGate(gate, facts, configured.params, { ownContexts });
    const doubt = doubts.find((hint) => doubted(gate, hint));
    if (doubt === undefined || !opens(judged.outcome)) return { name, step, blocking, verdict: judged };
    return { name, step, blocking, verdict: close(judged, doubt), provisional: doubt.says };
  });
}

function doubted(gate: Gate, hint: Doubting): boolean {
  if (hint.closing === "no") return false;
  // A hint about the whole change (its head, its base) puts every fact in doubt.
  return hint.facts.length === 0 || hint.facts.some((fact) => gate.reads.includes(fact));
}

function close(judged: Verdict, doubt: Doubting): Verdict {
  const title = `Announced, not read yet: ${doubt.says}`;
  return { outcome: doubt.outcome ?? "pending", title, remedy: "It is read again within seconds.", children: [judged] };
}
