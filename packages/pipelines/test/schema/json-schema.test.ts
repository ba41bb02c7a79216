import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { jsonSchema, SCHEMA_KINDS } from "../../src/schema/json-schema.ts";
import { cleanFiles, filesBelow, hasData, read } from "../support/data.ts";

const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: true });

const VALIDATORS = new Map<string, ValidateFunction>(SCHEMA_KINDS.map((kind) => [kind, ajv.compile(jsonSchema(kind))]));

function validator(kind: string): ValidateFunction {
  const found = VALIDATORS.get(kind);
  if (found === undefined) throw new Error(`there is no schema of ${kind}`);
  return found;
}

/** The documents of a file, each by the comment that it begins with. */
function cases(name: string): { comment: string; value: unknown }[] {
  const text = readFileSync(new URL(`fixtures/${name}.yml`, import.meta.url), "utf8");
  return text.split(/^---\n/m).map((document) => ({
    comment: /^# (.*)/.exec(document)?.[1] ?? "",
    value: parse(document),
  }));
}

/** Where a value is refused: pointers to the values and keys that are wrong, and to keys that are missing. */
function places(validate: ValidateFunction): string[] {
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== "anyOf")
    .map(({ instancePath, params }) => {
      const { missingProperty, additionalProperty } = params as Readonly<Record<string, string | undefined>>;
      const key = missingProperty ?? additionalProperty;
      return key === undefined ? instancePath : `${instancePath}/${key}`;
    });
}

describe.each(SCHEMA_KINDS)("the schema of %s", (kind) => {
  test.each(cases(`${kind}-accepted`))("accepts: $comment", ({ value }) => {
    const validate = validator(kind);
    expect(validate(value) ? [] : places(validate)).toEqual([]);
  });

  test.each(cases(`${kind}-refused`))("refuses $comment", ({ comment, value }) => {
    const validate = validator(kind);
    expect(validate(value)).toBe(false);
    expect(places(validate)).toContain(comment.split(":")[0]);
  });
});

it("says the same with GitHub's descriptions", () => {
  const source = JSON.stringify({
    definitions: {
      "action-root-strict": { description: "An action.", mapping: { properties: { name: "named" } } },
      named: { description: "Its name.", string: {} },
    },
  });
  expect(jsonSchema("action", source)).toMatchObject({
    description: "An action.",
    properties: { name: { $ref: "#/definitions/named" } },
    definitions: { named: { description: "Its name." } },
  });
});

/** The first words of the lines of a list. */
function listed(path: string): string[] {
  const lines = readFileSync(new URL(path, import.meta.url), "utf8").split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(" ")[0] ?? "");
}

const here = hasData("workflows/starter") && hasData("actions");

describe.skipIf(!here)("on published files (skipped where the shared data is absent)", () => {
  const exceptions = listed("fixtures/exceptions.txt");

  function refused(kind: string, files: readonly { name: string; text: string }[]): string[] {
    const validate = validator(kind);
    return files.filter(({ text }) => !validate(parse(text, { logLevel: "error" }))).map(({ name }) => name);
  }

  it("accepts every workflow without an error of ours, but for those that are listed", () => {
    const faulty = new Set(listed("../fixtures/clean-file-errors.txt"));
    const clean = cleanFiles().filter(({ name }) => !faulty.has(name));
    expect(clean.length).toBeGreaterThan(400);
    expect(refused("workflow", clean)).toEqual(exceptions.filter((name) => name.startsWith("workflows/")));
  });

  it("accepts every action, but for those that are listed", () => {
    const names = filesBelow("actions").filter((name) => name.endsWith(".yml"));
    const files = names.map((name) => ({ name, text: read(name) }));
    expect(files.length).toBeGreaterThan(300);
    expect(refused("action", files)).toEqual(exceptions.filter((name) => name.startsWith("actions/")));
  });
});
