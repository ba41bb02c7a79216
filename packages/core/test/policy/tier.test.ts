import { expect, test } from "vitest";
import { parseLayer, parsePolicy } from "../../src/policy/parse.ts";
import { resolvePolicy } from "../../src/policy/resolve.ts";
import { DEFAULT_RISK } from "../../src/risk/settings.ts";

function file(spec: string) {
  const text = `apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: { name: x }\nspec: ${spec}\n`;
  return { path: ".qms/review.yml", text };
}

function layer(spec: string) {
  const { layer, problems } = parseLayer([file(spec)]);
  expect(problems).toEqual([]);
  return layer;
}

const tierOf = (repository: string | null, ...specs: string[]) =>
  resolvePolicy(specs.map(layer), repository).policy.tier;

const MAPPED =
  "{ tier: business_critical, tiers: { mission_critical: [acme/pay, acme/auth-*], experimental: ['lab/**'] } }";

test("nothing said, a repository is standard, and risk is counted as it is by default", () => {
  const { policy } = resolvePolicy([]);
  expect(policy).toMatchObject({ tier: "standard", rigour: "balanced" });
  expect(policy.risk).toBe(DEFAULT_RISK);
});

test.each([
  ["acme/pay", "mission_critical"],
  ["Acme/Pay", "mission_critical"],
  ["acme/auth-web", "mission_critical"],
  ["acme/payments", "business_critical"],
  ["lab/toy", "experimental"],
  [null, "business_critical"],
])("a policy above repositories says of %s that it is %s", (repository, tier) => {
  expect(tierOf(repository, MAPPED)).toBe(tier);
});

test("of several that fit, the one on which most depends holds", () => {
  const spec = "{ tiers: { experimental: ['acme/**'], mission_critical: ['*/pay'] } }";
  expect([tierOf("acme/pay", spec), tierOf("acme/toy", spec)]).toEqual(["mission_critical", "experimental"]);
});

test("the repository's own file says it nearer, unless that is locked", () => {
  expect(tierOf("acme/pay", MAPPED, "{ tier: standard }")).toBe("standard");
  const above = layer("{ locked: [tier, rigour, risk], tiers: { mission_critical: [acme/pay] } }");
  const own = "{ tier: experimental, rigour: { mission_critical: flexible }, risk: { medium: 50, high: 99 } }";
  const { policy, problems } = parsePolicy([file(own)], [above], "acme/pay");
  expect(policy).toMatchObject({ tier: "mission_critical", rigour: "strict", risk: DEFAULT_RISK });
  expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
    Array.from({ length: 3 }, () => "warning policy/locked"),
  );
});

test("a file with errors leaves the tier of the layers above", () => {
  const { policy } = parsePolicy([file("{ tire: standard }")], [layer(MAPPED)], "acme/pay");
  expect(policy.tier).toBe("mission_critical");
});

test("areas and parameters by rigour merge setting by setting", () => {
  const { policy, problems } = resolvePolicy([
    layer(
      "{ risk: { areas: { pay: { paths: ['pay/**'], weight: 2 } } }, gates: { dor/title: { by_rigour: { strict: { params: { min_length: 20 } } } } } }",
    ),
    layer("{ risk: { areas: { pay: { weight: 5 } }, high: 9 }, gates: { dor/title: { params: { pattern: '^x' } } } }"),
  ]);
  expect(problems).toEqual([]);
  expect(policy.risk).toMatchObject({ areas: { pay: { paths: ["pay/**"], weight: 5 } }, medium: 3, high: 9 });
  expect(policy.gates.find(({ gate }) => gate === "dor/title")).toMatchObject({
    params: { min_length: 5, pattern: "^x" },
    byRigour: { strict: { min_length: 20, pattern: "^x" } },
  });
});

test("a gate of other tiers stays out, and comes where a policy names it", () => {
  const gates = (spec: string) => resolvePolicy([layer(spec)]).policy.gates.map(({ gate }) => gate);
  const gate = "dor/linked-work-item";
  expect(gates("{ tier: standard }")).toContain(gate);
  expect(gates("{ tier: experimental }")).not.toContain(gate);
  expect(gates(`{ tier: experimental, gates: { ${gate}: {} } }`)).toContain(gate);
  expect(
    gates(`{ tier: experimental, steps: [{ name: ready, quality_gates: [${gate}] }, { name: final }] }`),
  ).toContain(gate);
});
