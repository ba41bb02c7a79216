import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkPolicyFile } from "@tollgate/core/policy/parse";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { EDITOR_SCHEMAS } from "../../../scripts/editor-schemas.ts";
import { ROOT } from "./support/run.ts";

// What an editor that is strict about schemas would complain about.
// Editors know what a date is; Ajv does only where it is told.
const formats = { date: /^\d{4}-\d\d-\d\d$/ };
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, formats });

function compiled(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(EDITOR_SCHEMAS[name]?.() ?? "false"));
}

test.each(Object.keys(EDITOR_SCHEMAS))("%s is a schema, and small enough to load", (name) => {
  expect(compiled(name)({ nothing: "known" })).toBe(false);
  expect(EDITOR_SCHEMAS[name]?.().length).toBeLessThan(150_000);
});

test("keys tell in the editor what they are for", () => {
  const schema = JSON.parse(EDITOR_SCHEMAS["workflow.schema.json"]?.() ?? "");
  expect(schema.definitions["job-if"].description).toContain("condition");
  expect(schema.definitions["runs-on"].description).toContain("runner");
});

/** Fixtures of policies that are no YAML: editors say so by themselves. */
const UNREADABLE = ["alias-without-anchor", "duplicate-key", "syntax"];

/** Fixtures of policies with a fault that no JSON Schema can tell, and why. */
const BEYOND: Readonly<Record<string, string>> = {
  "blank-file": "There is no document to look at.",
  "conditional-without-condition": "It compares two values.",
  "conflict-between-files": "It compares two files.",
  "conflict-of-tiers": "It compares two files.",
  "one-name-for-two-contexts": "It compares two values.",
  "risk-that-does-not-fit": "It compares two values.",
  "security-threshold-relaxes": "It compares two values.",
  "wrong-conditions": "A condition names another step.",
  "wrong-gates-of-steps": "It compares steps with each other.",
  "wrong-lock": "A policy locks gates of its own as well.",
  "wrong-step-of-gate-document": "The names of steps are free, and understood by words in them.",
  "wrong-steps": "It compares steps with each other.",
};

describe("the schema of policies", () => {
  const validate = compiled("policy.schema.json");
  const isAccepted = (text: string) => parseAllDocuments(text).every((document) => validate(document.toJS()));
  const folder = join(ROOT, "packages/core/test/policy/fixtures");
  const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yml"));
  const parsed = fixtures.filter((name) => !UNREADABLE.includes(dirname(name)));

  test.each(parsed)("%s: accepted where `tollgate validate` tells no error, else refused", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const together = fixtures
      .filter((other) => dirname(other) === dirname(name))
      .map((other) => ({ path: other, text: readFileSync(join(folder, other), "utf8") }));
    const faults = checkPolicyFile(name, text, { together }).filter(({ severity }) => severity === "error");
    const wanted = faults.length === 0 || Object.hasOwn(BEYOND, dirname(name));
    expect(isAccepted(text)).toBe(wanted);
  });

  const guides = readdirSync(join(ROOT, "docs/guides")).map((name) => `docs/guides/${name}`);
  const examples = guides.flatMap((guide) =>
    [...readFileSync(join(ROOT, guide), "utf8").matchAll(/^```yaml\n((?:#.*\n)*apiVersion:[\s\S]*?)^```/gm)].map(
      ([, text = ""]) => ({ guide, text }),
    ),
  );

  test.each(examples)("accepts the example of $guide, and none of its keys misspelt", ({ text }) => {
    expect(isAccepted(text)).toBe(true);
    for (const [key] of text.matchAll(/(?<=^ *)[a-zA-Z/-]+(?=:)/gm)) {
      if (key !== "name") expect(isAccepted(text.replace(`${key}:`, `${key}x:`)), key).toBe(false);
    }
  });

  test("there are examples", () => {
    expect(examples.length).toBeGreaterThan(1);
  });
});
