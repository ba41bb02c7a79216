import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { GateCategory } from "../../src/policy/gate.ts";
import { blocks, paramsAt, RIGOUR_OF_TIER, rigourOf } from "../../src/risk/rigour.ts";
import { RISKS, type Rigour, type Risk, TIERS, type Tier } from "../../src/vocabulary/tier.ts";

interface Line {
  readonly tier: Tier;
  readonly risk: Risk;
  readonly rigour: Rigour;
  readonly blocks: readonly GateCategory[];
}
const TABLE = parse(readFileSync(new URL("rigour.yml", import.meta.url), "utf8")) as readonly Line[];
const CATEGORIES = ["critical", "warning", "contextual"] as const;

test.each(TABLE.map((line) => [line.tier, line.risk, line] as const))("%s, %s", (tier, risk, line) => {
  const rigour = rigourOf(RIGOUR_OF_TIER[tier], risk);
  expect(rigour).toBe(line.rigour);
  expect(CATEGORIES.filter((category) => blocks(undefined, category, rigour))).toEqual(line.blocks);
  // What a policy says goes before all of it.
  expect(CATEGORIES.map((category) => blocks(true, category, rigour))).toEqual([true, true, true]);
  expect(CATEGORIES.map((category) => blocks(false, category, rigour))).toEqual([false, false, false]);
});

test("the table has every tier with every risk, once", () => {
  const lines = TABLE.map(({ tier, risk }) => `${tier} ${risk}`);
  expect(lines).toEqual(TIERS.flatMap((tier) => RISKS.map((risk) => `${tier} ${risk}`)));
});

test("parameters of a rigour stand in for the others where there are some", () => {
  const gate = { gate: "x", step: "ready", params: 1, byRigour: { strict: 2 } } as const;
  expect([paramsAt(gate, "strict"), paramsAt(gate, "balanced")]).toEqual([2, 1]);
});
