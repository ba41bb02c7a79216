import { type ConfiguredGate, nameOf, type Policy } from "../policy/policy.ts";
import { opens } from "../vocabulary/outcome.ts";
import type { Risk } from "../vocabulary/tier.ts";
import type { Verdict } from "../vocabulary/verdict.ts";
import type { JudgedGate } from "./review.ts";

/**
 * Makes gates count as the steps of the template say, each judged by itself before: one that waits for others does not
 * open before they have, one whose step does not apply is skipped. Waiting never hides a failure: only what would open
 * is held back.
 *
 * A gate waits for what stands before it only, so there is no circle; where a policy of another origin has one, its
 * gates stay closed.
 */
export function inTurn({ gates }: Policy, judged: readonly JudgedGate[], risk: Risk): readonly JudgedGate[] {
  if (gates.every(({ waits, onlyIf }) => waits === undefined && onlyIf === undefined)) return judged;
  const configured = new Map(gates.map((gate) => [nameOf(gate), gate]));
  const alone = new Map(judged.map((gate) => [gate.name, gate]));
  const done = new Map<string, JudgedGate | "under way">();
  const counted = (gate: JudgedGate): JudgedGate => {
    const known = done.get(gate.name);
    if (known === "under way") return held(gate, "itself");
    if (known !== undefined) return known;
    done.set(gate.name, "under way");
    const setting = configured.get(gate.name);
    const found = (names: readonly string[]) => names.flatMap((name) => alone.get(name) ?? []).map(counted);
    const result = setting === undefined ? gate : turnOf(gate, setting, found, risk);
    done.set(gate.name, result);
    return result;
  };
  return judged.map(counted);
}

function turnOf(
  gate: JudgedGate,
  { waits = [], onlyIf }: ConfiguredGate,
  found: (names: readonly string[]) => readonly JudgedGate[],
  risk: Risk,
): JudgedGate {
  if (onlyIf?.on === "risk" && !onlyIf.risks.includes(risk)) {
    return skipped(
      gate,
      `Step "${onlyIf.step}" is for changes of risk ${onlyIf.risks.join(" or ")}; this one's is ${risk}`,
    );
  }
  if (onlyIf?.on === "failure") {
    const outcomes = found(onlyIf.gates).map(({ verdict }) => verdict.outcome);
    if (!outcomes.includes("fail")) {
      // One that could not be judged might have failed.
      if (outcomes.every(opens))
        return skipped(gate, `It is for changes that fail step "${onlyIf.step}"; this one does not`);
      if (!outcomes.includes("error")) return held(gate, `step "${onlyIf.step}"`, "settle");
    }
  }
  const waitsFor = waits.find(({ gates }) =>
    found(gates).some((other) => other.blocking && !opens(other.verdict.outcome)),
  );
  return waitsFor === undefined ? gate : held(gate, waitsFor.what);
}

/** What was announced and not read yet may be what makes it apply. */
function skipped(gate: JudgedGate, title: string): JudgedGate {
  return gate.provisional === undefined ? { ...gate, verdict: { outcome: "skip", title } } : gate;
}

/** @param by `turn`: what it waits for blocks, and is missing itself; `settle`: that may be told only */
function held(gate: JudgedGate, what: string, by: "turn" | "settle" = "turn"): JudgedGate {
  if (gate.verdict.outcome !== "pass") return gate;
  const verdict: Verdict = {
    outcome: "pending",
    title: `Waits for ${what}; by itself it passes: ${gate.verdict.title}`,
    remedy: `Nothing to do here: it counts once ${what} passed.`,
    opensBy: { count: 1, ways: [{ id: `${by}:${what}`, by: "wait", who: [] }] },
  };
  return { ...gate, verdict };
}
