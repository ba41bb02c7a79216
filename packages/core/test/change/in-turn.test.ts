import fc from "fast-check";
import { expect, test } from "vitest";
import { inTurn } from "../../src/change/in-turn.ts";
import type { JudgedGate } from "../../src/change/review.ts";
import { effective } from "../../src/change/review.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import { nameOf, type Policy } from "../../src/policy/policy.ts";
import { OUTCOMES, type Outcome, opens } from "../../src/vocabulary/outcome.ts";
import { RISKS, type Risk } from "../../src/vocabulary/tier.ts";

const NAMES = ["dor/title", "dor/description", "dor/linked-work-item", "quality/required-ci", "dod/approvals"] as const;

function policyOf(steps: string): Policy {
  const text = `apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: { name: x }\nspec: { final: { required: true }, steps: ${steps} }\n`;
  const { policy, problems } = parsePolicy([{ path: ".qms/x.yml", text }]);
  expect(problems).toEqual([]);
  return { ...policy, gates: policy.gates.filter((gate) => NAMES.some((name) => name === nameOf(gate))) };
}

/** What each gate says by itself; those not named pass. */
type Alone = Readonly<Partial<Record<(typeof NAMES)[number], Outcome>>>;

function turned(policy: Policy, alone: Alone, risk: Risk = "LOW", told: readonly string[] = []) {
  const judged = policy.gates.map((gate): JudgedGate => {
    const name = nameOf(gate);
    const outcome = alone[name as (typeof NAMES)[number]] ?? "pass";
    return { name, step: gate.step, blocking: !told.includes(name), verdict: { outcome, title: `${name} is judged` } };
  });
  return Object.fromEntries(inTurn(policy, judged, risk).map((gate) => [gate.name, gate]));
}

const outcome = (gates: Record<string, JudgedGate>, name: string) => gates[name]?.verdict.outcome;

test("a condition on success holds what passes back until the step has opened, and never hides a failure", () => {
  const policy = policyOf(`[
    { name: intake, phase: ready, quality_gates: [dor/title, dor/description] },
    { name: build, phase: progress, condition: intake.success, quality_gates: [quality/required-ci] },
    { name: check, phase: done, condition: build.success, quality_gates: [dod/approvals] }]`);
  const waiting = turned(policy, { "dor/title": "pending" });
  expect(waiting["quality/required-ci"]?.verdict).toMatchObject({
    outcome: "pending",
    title: 'Waits for step "intake"; by itself it passes: quality/required-ci is judged',
    opensBy: { ways: [{ by: "wait" }] },
  });
  // What waits is not open either, so whatever waits for it waits as well.
  expect(outcome(waiting, "dod/approvals")).toBe("pending");
  expect(outcome(turned(policy, { "dor/title": "pending", "dod/approvals": "fail" }), "dod/approvals")).toBe("fail");
  expect(outcome(turned(policy, { "dor/title": "fail" }, "LOW", ["dor/title"]), "dod/approvals")).toBe("pass");
  expect(outcome(turned(policy, {}), "dod/approvals")).toBe("pass");
});

test("the gates of a sequential step count one after another, after the steps before it in its phase", () => {
  const policy = policyOf(`[
    { name: first, phase: ready, quality_gates: [dor/description] },
    { name: then, phase: ready, type: sequential, quality_gates: [dor/title, dor/linked-work-item] },
    { name: build, phase: progress, quality_gates: [quality/required-ci, dod/approvals] }]`);
  const blocked = turned(policy, { "dor/description": "fail" });
  expect(outcome(blocked, "dor/title")).toBe("pending");
  expect(blocked["dor/linked-work-item"]?.verdict.title).toContain('Waits for step "first"');
  expect(turned(policy, { "dor/title": "error" })["dor/linked-work-item"]?.verdict.title).toContain(
    'Waits for the gates before it in step "then"',
  );
  expect(outcome(blocked, "quality/required-ci")).toBe("pass");
});

test("a condition on failure or risk skips what it does not ask for, and in doubt it asks", () => {
  const policy = policyOf(`[
    { name: intake, phase: ready, quality_gates: [dor/title] },
    { name: second, phase: ready, condition: intake.failure, quality_gates: [dor/description] },
    { name: build, phase: progress, condition: risk >= MEDIUM, quality_gates: [quality/required-ci] }]`);
  expect(outcome(turned(policy, { "dor/description": "fail" }), "dor/description")).toBe("skip");
  const failed = turned(policy, { "dor/title": "fail", "dor/description": "fail" }, "LOW", ["dor/title"]);
  expect(outcome(failed, "dor/description")).toBe("fail");
  expect(outcome(turned(policy, { "dor/title": "pending" }), "dor/description")).toBe("pending");
  expect(outcome(turned(policy, { "dor/title": "error", "dor/description": "fail" }), "dor/description")).toBe("fail");
  expect(outcome(turned(policy, { "quality/required-ci": "fail" }), "quality/required-ci")).toBe("skip");
  expect(outcome(turned(policy, { "quality/required-ci": "fail" }, "HIGH"), "quality/required-ci")).toBe("fail");
});

test("what was announced and not read yet is not skipped", () => {
  const policy = policyOf("[{ name: build, phase: ready, condition: risk == HIGH, quality_gates: [dor/title] }]");
  const judged = policy.gates.map(
    (gate): JudgedGate => ({
      name: nameOf(gate),
      step: gate.step,
      blocking: true,
      verdict: { outcome: "pending", title: "Announced" },
      provisional: "a push",
    }),
  );
  expect(inTurn(policy, judged, "LOW").map(({ verdict }) => verdict.outcome)).not.toContain("skip");
});

const CONDITIONS = ["", "condition: risk >= MEDIUM, ", "condition: one.success, ", "condition: one.failure, "];
const template = fc
  .record({
    shuffled: fc.shuffledSubarray([...NAMES], { minLength: NAMES.length }),
    cut: fc.nat({ max: NAMES.length }),
    conditions: fc.tuple(fc.constantFrom(...CONDITIONS.slice(0, 2)), fc.constantFrom(...CONDITIONS)),
    sequential: fc.tuple(fc.boolean(), fc.boolean()),
  })
  .map(({ shuffled, cut, conditions, sequential }) => {
    const step = (index: 0 | 1, name: string, gates: readonly string[]) =>
      `{ name: ${name}, phase: ready, ${conditions[index]}type: ${sequential[index] ? "sequential" : "parallel"}, quality_gates: [${gates.join(", ")}] }`;
    return policyOf(`[${step(0, "one", shuffled.slice(0, cut))}, ${step(1, "two", shuffled.slice(cut))}]`);
  });
const outcomes = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom(...OUTCOMES)])) as Record<
    (typeof NAMES)[number],
    fc.Arbitrary<Outcome>
  >,
);

test("steps only take gates out where their condition says so: whatever else is closed by itself stays closed", () => {
  fc.assert(
    fc.property(template, outcomes, fc.constantFrom(...RISKS), (policy, alone, risk) => {
      const gates = turned(policy, alone, risk);
      for (const setting of policy.gates) {
        const name = nameOf(setting) as (typeof NAMES)[number];
        const turn = gates[name];
        if (turn === undefined) throw new Error(`${name} is gone`);
        if (setting.onlyIf === undefined && !opens(alone[name])) expect(turn.verdict.outcome).toBe(alone[name]);
        if (alone[name] === "pass" && opens(effective(turn))) {
          const waitsFor = (setting.waits ?? []).flatMap(({ gates: names }) => names);
          const skipped = turn.verdict.outcome === "skip";
          for (const other of waitsFor) expect(skipped || opens(gates[other]?.verdict.outcome ?? "fail")).toBe(true);
        }
      }
    }),
  );
});
