import { expect, test } from "vitest";
import { gateNamed } from "../../src/policy/gates/index.ts";
import { GROUPS } from "../../src/policy/groups.ts";
import { parseLayer, parsePolicy } from "../../src/policy/parse.ts";
import { nameOf, type Policy } from "../../src/policy/policy.ts";

function file(spec: string, path = ".qms/review.yml", head = "kind: WorkflowTemplate\nmetadata: { name: x }") {
  return { path, text: `apiVersion: tollgate.dev/v1\n${head}\nspec: ${spec}\n` };
}

function layer(spec: string) {
  const { layer, problems } = parseLayer([file(`{ final: { required: true }, ${spec} }`, "all.yml")]);
  expect(problems).toEqual([]);
  return layer;
}

function near(spec: string) {
  return file(`{ final: { required: true }, ${spec} }`);
}

const gate = (policy: Policy, name: string) => policy.gates.find((one) => nameOf(one) === name);
const stepNames = (policy: Policy) => policy.template?.steps.map(({ name }) => name);

test("every gate of a group exists, and no group has the name of a gate", () => {
  for (const { name, gates } of GROUPS) {
    expect(gateNamed(name)).toBeUndefined();
    for (const one of gates) expect(gateNamed(one)?.name).toBe(one);
  }
  const all = GROUPS.flatMap(({ gates }) => gates);
  expect(new Set(all).size).toBe(all.length);
});

test("the nearer steps hold; those above stay as far as a gate still stands in them", () => {
  const above = layer(`steps: [
    { name: intake, phase: ready, timeout: 5m, quality_gates: [dor/title, dor/description] },
    { name: build, phase: progress, condition: intake.success, quality_gates: [quality/required-ci] }]`);
  const { policy, problems } = parsePolicy(
    [near("steps: [{ name: ours, phase: progress, quality_gates: [quality/required-ci, dor/title] }]")],
    [above],
  );
  expect(problems).toEqual([]);
  expect(stepNames(policy)).toEqual(["intake", "ours"]);
  expect(gate(policy, "dor/description")).toMatchObject({ within: "intake", patience: { seconds: 300 } });
  expect(gate(policy, "dor/title")).toMatchObject({ within: "ours", step: "progress" });
  expect(gate(policy, "quality/required-ci")).not.toHaveProperty("waits");
});

test("a gate that is given another phase leaves its step", () => {
  const above = layer("steps: [{ name: intake, phase: ready, timeout: 5m, quality_gates: [dor/title] }]");
  const { policy } = parsePolicy([near("gates: { dor/title: { step: done } }")], [above]);
  expect(gate(policy, "dor/title")).toMatchObject({ step: "done" });
  expect(gate(policy, "dor/title")).not.toHaveProperty("within");
});

test("a repository can neither redo a step that holds a locked gate, nor take the gate out of it", () => {
  const above = layer(`locked: [dod/approvals], steps: [
    { name: eyes, phase: done, quality_gates: [dod/approvals] }]`);
  const spec =
    "steps: [{ name: eyes, phase: done, condition: risk == HIGH, quality_gates: [dod/approvals, dor/title] }]";
  const { policy, problems } = parsePolicy([near(spec)], [above]);
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
    ["policy/locked", "warning"],
    ["policy/locked", "warning"],
  ]);
  expect(gate(policy, "dod/approvals")).toMatchObject({ within: "eyes" });
  expect(gate(policy, "dod/approvals")).not.toHaveProperty("onlyIf");
  expect(gate(policy, "dor/title")).toMatchObject({ within: "eyes", step: "done" });
  const other = "steps: [{ name: mine, phase: done, condition: risk == HIGH, quality_gates: [dod/approvals] }]";
  expect(gate(parsePolicy([near(other)], [above]).policy, "dod/approvals")).not.toHaveProperty("onlyIf");
});

test("locked steps stay whole, and gates that were listed in others stay where they were", () => {
  const above = layer("locked: [steps], steps: [{ name: intake, phase: ready, quality_gates: [dor/title] }]");
  const spec =
    "steps: [{ name: intake, phase: ready, condition: risk == HIGH, quality_gates: [dor/title] }, { name: late, phase: done, quality_gates: [dor/description] }]";
  const { policy, problems } = parsePolicy([near(spec)], [above]);
  expect(problems).toMatchObject([{ code: "policy/locked", severity: "warning" }]);
  expect(stepNames(policy)).toEqual(["intake"]);
  expect(gate(policy, "dor/title")).not.toHaveProperty("onlyIf");
  expect(gate(policy, "dor/description")).toMatchObject({ step: "ready" });
});

test("a repository may list and place gates that the installation declares", () => {
  const threshold = "{ type: threshold, metric: bundle_size, operator: lte, threshold: 300 }";
  const head = "kind: QualityGate\nmetadata: { name: bundle-size }";
  const { layer: above, problems: none } = parseLayer([file(threshold, "size.yml", head)]);
  expect(none).toEqual([]);
  const { policy, problems } = parsePolicy(
    [near("locked: [bundle-size], steps: [{ name: build, phase: ready, quality_gates: [bundle-size] }]")],
    [above],
  );
  expect(problems).toEqual([]);
  expect(gate(policy, "bundle-size")).toMatchObject({
    gate: "threshold",
    step: "ready",
    context: "dor",
    within: "build",
  });
  const inAbove = near("gates: {}");
  const own = file(
    threshold.replace("300", "200"),
    ".qms/size.yml",
    "kind: QualityGate\nmetadata: { name: bundle-size, step: intake }",
  );
  const stepped = layer("steps: [{ name: intake, phase: ready }]");
  const placed = parsePolicy([inAbove, own], [stepped]);
  expect(placed.problems).toEqual([]);
  expect(gate(placed.policy, "bundle-size")).toMatchObject({
    step: "ready",
    within: "intake",
    params: { threshold: 200 },
  });
});
