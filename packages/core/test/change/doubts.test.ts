import { expect, test } from "vitest";
import { type Doubting, judge } from "../../src/change/judge.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import { type FactKey, type Facts, known } from "../../src/vocabulary/fact.ts";
import { GATE_LIST, goodFacts, NO_RULES, NOW, POLICY } from "./arrange.ts";

function doubt(facts: readonly FactKey[], closing: Doubting["closing"] = "yes"): Doubting {
  return { closing, facts, says: "a conversation was taken up again" };
}

/** The gates that are held up. */
function held(facts: Facts, doubts: readonly Doubting[], policy = POLICY): readonly string[] {
  return judge(policy, facts, doubts, GATE_LIST, NOW)
    .filter(({ provisional }) => provisional !== undefined)
    .map(({ name }) => name);
}

test("a doubted fact holds up the gates that rest on it, and no others", () => {
  const resolved = goodFacts(undefined, { branchRules: known({ ...NO_RULES, resolvedThreads: true }) });
  expect(held(resolved, [doubt(["threads"])])).toEqual(["dod/approvals"]);
  expect(held(goodFacts(), [doubt(["threads"])])).toEqual([]);
  expect(held(goodFacts(), [doubt(["reviews", "threads"])])).toEqual(["dod/approvals"]);
  expect(held(goodFacts(), [doubt(["threads"], "no"), doubt(["reviews"], "no")])).toEqual([]);
});

test("doubts that hold up nothing alone may do so together", () => {
  const text =
    "{apiVersion: tollgate.dev/v1, kind: WorkflowTemplate, metadata: {name: r}, spec: {gates: {dod/approvals: {params: {exclude_last_pusher: always, count: 0}}}}}";
  const { policy } = parsePolicy([{ path: ".qms/r.yml", text }]);
  const threads = [{ path: "src/a.ts", line: 1, author: "rita", resolved: true, url: null }];
  const facts = goodFacts(undefined, { threads: known(threads), codeOwners: known({ file: null, owned: [] }) });
  expect(held(facts, [doubt(["branchRules"])], policy)).toEqual([]);
  expect(held(facts, [doubt(["threads"])], policy)).toEqual([]);
  expect(held(facts, [doubt(["branchRules"]), doubt(["threads"])], policy)).toEqual(["dod/approvals"]);
});

test("a doubt about everything holds up everything", () => {
  expect(held(goodFacts(), [doubt([])])).toHaveLength(POLICY.gates.length);
});
