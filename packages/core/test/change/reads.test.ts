import { expect, test } from "vitest";
import { gatheredOf } from "../../src/change/reads.ts";
import { JUDGES } from "../../src/policy/gates/index.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import type { BranchRules } from "../../src/vocabulary/evidence.ts";
import { type Facts, known, unknown } from "../../src/vocabulary/fact.ts";

function gathered(spec: string, branchRules: Partial<BranchRules> | null, reported: readonly string[] = ["build"]) {
  const text = `kind: WorkflowTemplate\napiVersion: tollgate.dev/v1\nmetadata: { name: review }\nspec: ${spec}\n`;
  const { policy, problems } = parsePolicy([{ path: ".qms/review.yml", text }]);
  expect(problems).toEqual([]);
  const facts = {
    branchRules: branchRules === null ? unknown("not told") : known(branchRules),
    requiredChecks: known([{ name: "build", appId: null }]),
    checks: known(reported.map((name) => ({ name, appId: 1 }))),
  } as unknown as Facts;
  return gatheredOf(policy, JUDGES, facts);
}

test("code owners are asked for where something demands them, or may", () => {
  expect(gathered("{}", { codeOwners: false })).not.toContain("codeOwners");
  expect(gathered("{}", { codeOwners: true })).toContain("codeOwners");
  expect(gathered("{}", null)).toContain("codeOwners");
  const always = "{ gates: { dod/approvals: { params: { code_owners: always } } } }";
  expect(gathered(always, { codeOwners: false })).toContain("codeOwners");
  const strictly = "{ gates: { dod/approvals: { by_rigour: { strict: { params: { code_owners: always } } } } } }";
  expect(gathered(strictly, { codeOwners: false })).toContain("codeOwners");
});

test("known checks are asked for where a required one has not reported", () => {
  expect(gathered("{}", {}, ["build"])).not.toContain("knownChecks");
  expect(gathered("{}", {}, [])).toContain("knownChecks");
});

test("what a gate reads is gathered once the policy names it", () => {
  expect(gathered("{}", {})).not.toContain("dependencies");
  expect(gathered("{ gates: { security/licenses: { enabled: true } } }", {})).toContain("dependencies");
});
