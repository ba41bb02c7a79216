import fc from "fast-check";
import { expect, test } from "vitest";
import { type InPhase, nextDeadline, overdueAt, phaseOf, toldOverdue } from "../../src/change/patience.ts";
import { type JudgedGate, REVIEW_STATES } from "../../src/change/review.ts";
import type { Patience } from "../../src/policy/layer.ts";
import { resolvePolicy } from "../../src/policy/resolve.ts";
import type { Outcome } from "../../src/vocabulary/outcome.ts";

const AT = "2026-01-01T12:00:00.000Z";
const POLICY = resolvePolicy([]).policy;

function after(seconds: number): string {
  return new Date(Date.parse(AT) + seconds * 1_000).toISOString();
}

function policyWith(patience: Patience, final?: Patience) {
  const gates = POLICY.gates.map((gate) => (gate.gate === "quality/required-ci" ? { ...gate, patience } : gate));
  return { gates, final: { ...POLICY.final, ...(final === undefined ? {} : { patience: final }) } };
}

function judged(outcome: Outcome): JudgedGate[] {
  return [{ name: "quality/required-ci", step: "progress", blocking: true, verdict: { outcome, title: "CI" } }];
}

const progress: InPhase = { name: "progress", since: AT };

test("a pending gate is late once its time in its phase is over, and more are asked after that", () => {
  const policy = policyWith({ seconds: 60, escalateAfter: 90 });
  expect(overdueAt(after(59), progress, policy, judged("pending"))).toEqual([]);
  const late = { gate: "quality/required-ci", since: after(60) };
  expect(overdueAt(after(60), progress, policy, judged("pending"))).toEqual([{ ...late, escalated: false }]);
  expect(overdueAt(after(90), progress, policy, judged("pending"))).toEqual([{ ...late, escalated: true }]);
  expect(overdueAt(after(90), progress, policy, judged("fail"))).toEqual([]);
  expect(overdueAt(after(90), { name: "ready", since: AT }, policy, judged("pending"))).toEqual([]);
  expect(overdueAt(after(90), null, policy, judged("pending"))).toEqual([]);
});

test("the last word is late as well", () => {
  const policy = policyWith({ seconds: 60 }, { seconds: 10, escalateAfter: 10 });
  const late = overdueAt(after(10), { name: "final", since: AT }, policy, judged("pass"));
  expect(late).toEqual([{ gate: "final", since: after(10), escalated: true }]);
  const item = { gate: "final", condition: "Waits for the final word.", action: "", who: ["cora"], why: "" };
  expect(toldOverdue([item, { ...item, gate: "other" }], late)).toEqual([
    { ...item, condition: "Waits for the final word. Overdue since 2026-01-01 12:00 UTC.", who: ["cora", "an admin"] },
    { ...item, gate: "other" },
  ]);
});

test("between two deadlines nothing changes, and at each something does", () => {
  const seconds = fc.integer({ min: 1, max: 1_000 });
  fc.assert(
    fc.property(seconds, fc.option(seconds, { nil: undefined }), fc.nat({ max: 2_000 }), (first, then, now) => {
      const policy = policyWith({ seconds: first, ...(then === undefined ? {} : { escalateAfter: then }) });
      const at = (moment: string) => overdueAt(moment, progress, policy, judged("pending"));
      const next = nextDeadline(after(now), progress, policy, judged("pending"));
      if (next === null) {
        expect(at(after(now))).toEqual(at(after(1e9)));
        return;
      }
      expect(Date.parse(next)).toBeGreaterThan(Date.parse(after(now)));
      const before = new Date(Date.parse(next) - 1).toISOString();
      expect(at(before)).toEqual(at(after(now)));
      // Asking more people before it is late does nothing: there is nothing to ask them for yet.
      if (then === undefined || then >= first) expect(at(next)).not.toEqual(at(before));
    }),
  );
});

test("every state is in a phase, but for those outside of all", () => {
  const without = REVIEW_STATES.filter((state) => phaseOf(state) === null);
  expect(without).toEqual(["INITIALIZED", "ERROR"]);
  expect(phaseOf("DOR_FAILED")).toBe("ready");
  expect(phaseOf("PROGRESS_BLOCKED")).toBe("progress");
  expect(phaseOf("DOD_PENDING")).toBe("done");
  expect(phaseOf("FINAL_REJECTED")).toBe("final");
});
