import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { JUDGES } from "../../src/policy/gates/index.ts";
import { isPolicyFile, parsePolicy } from "../../src/policy/parse.ts";
import { nameOf, type Policy } from "../../src/policy/policy.ts";

const FILES = new URL("fixtures/", import.meta.url);
const BUILT_IN = flat(parsePolicy([]).policy);

/** The policy as one flat table, so that two of them can be subtracted. */
function flat(policy: Policy): Map<string, unknown> {
  const { gates, contexts, shadow, final, template, tier, rigour, risk } = policy;
  const of = (prefix: string, part: object) =>
    Object.entries(part).map(([key, value]) => [prefix + key, value] as const);
  const settings = gates.map((gate) => {
    const { name: _, gate: by, params, ...rest } = gate;
    const name = nameOf(gate);
    const said = saidOf(by, params as Readonly<Record<string, unknown>>);
    return [`gate ${name}`, { ...(name === by ? {} : { by }), ...rest, ...said }] as const;
  });
  return new Map<string, unknown>([
    ...settings,
    ...of("contexts.", contexts),
    ["shadow", shadow],
    ["tier", tier],
    ["rigour", rigour],
    ...of("risk area ", risk?.areas ?? {}),
    ["medium risk", risk?.medium],
    ["high risk", risk?.high],
    ...of("final.", final),
    ...of("step ", Object.fromEntries((template?.steps ?? []).map(({ name, ...step }) => [name, step]))),
  ]);
}

/** The parameters without those that are as the gate has them by itself: that they change is no matter of policies. */
function saidOf(gate: string, params: Readonly<Record<string, unknown>>): { params?: object } {
  const own = JUDGES.get(gate)?.params.safeParse({}).data as Readonly<Record<string, unknown>> | undefined;
  const said = Object.entries(params).filter(([key, value]) => JSON.stringify(own?.[key]) !== JSON.stringify(value));
  return said.length === 0 ? {} : { params: Object.fromEntries(said) };
}

function difference(policy: Policy): Record<string, unknown> {
  const now = flat(policy);
  const changed: Record<string, unknown> = {};
  for (const key of new Set([...BUILT_IN.keys(), ...now.keys()])) {
    if (JSON.stringify(now.get(key)) !== JSON.stringify(BUILT_IN.get(key))) changed[key] = now.get(key) ?? null;
  }
  return changed;
}

const cases = readdirSync(FILES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test.each(cases.map((entry) => entry.name))("%s", async (name) => {
  const folder = new URL(`${name}/`, FILES);
  const inputs = readdirSync(folder).filter((file) => file !== "expected.json" && file !== "problems.txt");
  const files = inputs.map((file) => ({ path: `.qms/${file}`, text: readFileSync(new URL(file, folder), "utf8") }));
  expect(files.some((file) => isPolicyFile(file.path))).toBe(true);
  const { policy, problems } = parsePolicy(files);
  const lines = problems.map(
    (p) => `${p.file}:${p.line}:${p.column}-${p.endLine}:${p.endColumn} ${p.severity} ${p.code} ${p.message}\n`,
  );
  await expect(lines.join("")).toMatchFileSnapshot(fileURLToPath(new URL("problems.txt", folder)));
  const json = `${JSON.stringify(difference(policy), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot(fileURLToPath(new URL("expected.json", folder)));
});
