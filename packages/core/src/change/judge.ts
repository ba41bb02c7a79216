import { type Gate, runGate } from "../policy/gate.ts";
import { nameOf, type Policy } from "../policy/policy.ts";
import { type Assessment, assess, blocks, paramsAt } from "../risk/rigour.ts";
import { type Facts, unknown } from "../vocabulary/fact.ts";
import type { Hint } from "../vocabulary/hint.ts";
import { opens } from "../vocabulary/outcome.ts";
import { type Verdict, verdict } from "../vocabulary/verdict.ts";
import { inTurn } from "./in-turn.ts";
import type { JudgedGate } from "./review.ts";

/** Every gate by its name. */
export type GateList = ReadonlyMap<string, Gate>;

/** What judging needs of a hint. */
export type Doubting = Pick<Hint, "closing" | "facts" | "says" | "outcome">;

/**
 * Judges every gate of a policy over facts, pure.
 * @param doubts closing hints that no read has shown yet: a gate over a doubted fact cannot pass (a hint closes; only
 *   a fresh read opens)
 * @param now when the facts were read, ISO 8601: what a gate takes for today
 * @param otherContexts names of ours on this commit besides the policy's: those of another base, or of a policy before
 * @param assessed how strictly the change is taken, where the caller has found out already
 */
export function judge(
  policy: Policy,
  facts: Facts,
  doubts: readonly Doubting[],
  gates: GateList,
  now: string,
  otherContexts: readonly string[] = [],
  assessed: Assessment = assess(policy, facts),
): readonly JudgedGate[] {
  const ownContexts = [...Object.values(policy.contexts), ...otherContexts];
  const alone = policy.gates.map((configured): JudgedGate => {
    const gate = gates.get(configured.gate);
    const { step, context } = configured;
    const name = nameOf(configured);
    // What cannot be judged stops the change, however strictly the gate would be taken.
    const blocking = blocks(configured.blocking, gate?.category ?? "critical", assessed.rigour);
    if (gate === undefined) {
      const missing = verdict(
        "error",
        `There is no gate ${configured.gate}`,
        "Correct its name in the policy; `tollgate validate` lists them.",
      );
      return { name, step, blocking, verdict: missing };
    }
    const fed = context === undefined ? {} : { context };
    const run = (over: Facts) => runGate(gate, over, paramsAt(configured, assessed.rigour), { ownContexts, now });
    const judged = run(facts);
    const about = doubts.filter((hint) => doubted(gate, hint));
    const [doubt] = about;
    if (doubt === undefined || !opens(judged.outcome) || opens(run(without(facts, gate, about)).outcome)) {
      return { name, step, blocking, verdict: judged, ...fed };
    }
    return { name, step, blocking, verdict: close(judged, doubt), ...fed, provisional: doubt.says };
  });
  return inTurn(policy, alone, assessed.risk);
}

function doubted(gate: Gate, hint: Doubting): boolean {
  if (hint.closing === "no") return false;
  // A hint about the whole change (its head, its base) puts every fact in doubt.
  return hint.facts.length === 0 || hint.facts.some((fact) => gate.reads.includes(fact));
}

/**
 * The facts with those in doubt unknown. A gate that opens all the same does not rest on them: an unknown fact opens a
 * gate only where it may be anything. So a conversation holds up nobody who does not ask for conversations.
 */
function without(facts: Facts, gate: Gate, about: readonly Doubting[]): Facts {
  const unknowns = about.flatMap((hint) =>
    (hint.facts.length === 0 ? gate.reads : hint.facts).map((key) => [key, unknown(hint.says)]),
  );
  return { ...facts, ...Object.fromEntries(unknowns) };
}

function close(judged: Verdict, doubt: Doubting): Verdict {
  const title = `Announced, not read yet: ${doubt.says}`;
  return { outcome: doubt.outcome ?? "pending", title, remedy: "It is read again within seconds.", children: [judged] };
}
