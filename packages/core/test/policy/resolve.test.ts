import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { checkPolicyFile, parseLayer, parsePolicy } from "../../src/policy/parse.ts";
import { resolvePolicy } from "../../src/policy/resolve.ts";
import { jsonSchemas } from "../../src/policy/schemas.ts";
import { phasesOf } from "../../src/policy/steps.ts";

function file(spec: string, path = ".qms/review.yml") {
  return { path, text: `apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: { name: x }\nspec: ${spec}\n` };
}

function layer(spec: string, path?: string) {
  const { layer, problems } = parseLayer([file(spec, path)]);
  expect(problems).toEqual([]);
  return layer;
}

const gate = (policy: ReturnType<typeof resolvePolicy>["policy"], name: string) =>
  policy.gates.find((configured) => configured.gate === name);

test("the nearest wins setting by setting; what it does not say stays as above", () => {
  const above = layer("{ shadow: true, final: { role: admin }, gates: { dod/approvals: { params: { count: 2 } } } }");
  const near = layer(
    "{ final: { required: false }, gates: { dod/approvals: { blocking: false, params: { count_stale: true } } } }",
  );
  const { policy, problems } = resolvePolicy([above, near]);
  expect(problems).toEqual([]);
  expect(policy.shadow).toBe(true);
  expect(policy.final).toEqual({ required: false, role: "admin" });
  expect(gate(policy, "dod/approvals")).toMatchObject({ blocking: false, params: { count: 2, count_stale: true } });
});

test("what a layer locked stays, with a warning at the place that would change it", () => {
  const above = layer(
    "{ locked: [dod/approvals, shadow, final, contexts], gates: { dod/approvals: { params: { count: 2 } } } }",
  );
  const spec =
    "{ shadow: true, final: { required: false }, contexts: { dor: a }, gates: { dod/approvals: { enabled: false }, dor/title: { enabled: false } } }";
  const { policy, problems } = parsePolicy([file(spec)], [above]);
  expect(gate(policy, "dod/approvals")).toMatchObject({ params: { count: 2 } });
  expect(gate(policy, "dor/title")).toBeUndefined();
  expect(policy).toMatchObject({ shadow: false, final: { required: true }, contexts: { dor: "qms/dor-validation" } });
  expect(problems.map(({ code, severity, line }) => ({ code, severity, line }))).toEqual(
    Array.from({ length: 4 }, () => ({ code: "policy/locked", severity: "warning", line: 4 })),
  );
});

test("a gate that a layer took out can be brought back nearer", () => {
  const { policy } = resolvePolicy([
    layer("{ gates: { dor/title: { enabled: false } } }"),
    layer("{ gates: { dor/title: { enabled: true } } }"),
  ]);
  expect(gate(policy, "dor/title")).toBeDefined();
});

test("with an error the policy of the layers above stands", () => {
  const above = layer("{ shadow: true }");
  const { policy, problems } = parsePolicy([file("{ shadwo: false }")], [above]);
  expect(problems[0]?.severity).toBe("error");
  expect(policy).toEqual(resolvePolicy([above]).policy);
});

test("contexts of two layers that collide are an error", () => {
  const { problems } = parsePolicy([file("{ contexts: { dor: A } }")], [layer("{ contexts: { dod: a } }")]);
  expect(problems).toMatchObject([{ code: "policy/conflict", severity: "error" }]);
});

test("gates come in the order of their steps, then of the list", () => {
  const { policy } = resolvePolicy([layer("{ gates: { dor/description: { step: done } } }")]);
  expect(policy.gates.map((configured) => configured.gate)).toEqual([
    "dor/linked-work-item",
    "dor/title",
    "dor/change-size",
    "dor/mergeable",
    "security/secrets",
    "security/workflows",
    "quality/required-ci",
    "dor/description",
    "dod/approvals",
  ]);
});

test("phases follow what a step says, then its name, then its order", () => {
  const named = (...names: string[]) => phasesOf(names.map((name) => ({ name })));
  expect(named("dor-validation", "progress-reviews", "dod-validation", "final-review")).toEqual([
    "ready",
    "progress",
    "done",
    "final",
  ]);
  expect(named("one", "two", "three", "four")).toEqual(["ready", "progress", "done", "done"]);
  expect(phasesOf([{ name: "one" }, { name: "two", phase: "done" }, { name: "three", type: "manual" }])).toEqual([
    "ready",
    "done",
    "final",
  ]);
  expect(named("Definition of Done", "vendor-audit")).toEqual(["done", "done"]);
});

test("a file of another kind of name is no policy", () => {
  expect(checkPolicyFile("README.md", "# not: [yaml")).toEqual([]);
});

test("the JSON Schemas accept what loads and refuse what does not", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const read = (name: string) => parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8")) as unknown;
  const schemas = jsonSchemas();
  const valid = (schema: string, name: string) => ajv.validate(schemas[schema] ?? {}, read(name));
  expect(valid("WorkflowTemplate", "one-short-file/review.yml")).toBe(true);
  expect(valid("WorkflowTemplate", "reference-workflow-template/workflow.yml")).toBe(true);
  expect(valid("WorkflowTemplate", "steps-in-turn/review.yml")).toBe(true);
  expect(valid("WorkflowTemplate", "wrong-key/review.yml")).toBe(false);
  expect(valid("WorkflowTemplate", "wrong-step-types/review.yml")).toBe(false);
  expect(valid("QualityGate", "reference-threshold-gate/code-coverage.yml")).toBe(true);
  expect(valid("QualityGate", "wrong-gate-document/gate.yml")).toBe(false);
  expect(valid("QualityGate", "wrong-threshold-gate/gate.yml")).toBe(false);
  expect(valid("github-integration-config", "reference-github-integration/github-integration-config.yml")).toBe(true);
  expect(valid("github-integration-config", "no-policy-at-all/review.yml")).toBe(false);
});
