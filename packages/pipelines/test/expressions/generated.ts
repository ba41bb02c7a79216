import fc from "fast-check";
import type { Json } from "../../src/expressions/tree.ts";

/** Contexts of generated expressions, and the values that stand in them. */
export const VALUES: Readonly<Record<string, Json>> = {
  github: { ref: "refs/heads/main", event: { commits: [{ id: "a", size: 3 }, { id: "b" }], draft: false, none: null } },
  inputs: { flag: true, count: 2, name: "x" },
  matrix: { os: "linux", node: 20, list: ["a", "b"], pairs: [{ k: 1 }, { k: 2 }] },
  needs: { build: { result: "success", outputs: { path: "dist" } }, test: { result: "failure", outputs: {} } },
};

const literal = fc.oneof(
  fc.constantFrom("true", "false", "null", "0", "1", "-2.5", "''", "'a'", "'true'", "'it''s'", "'{0} {1}'"),
  fc.constantFrom(`fromJSON('[1, "a", [true]]')`, `fromJSON('{"a": {"b": [1, null]}}')`),
);

const names = fc.constantFrom(
  "ref",
  "event",
  "commits",
  "id",
  "os",
  "list",
  "pairs",
  "k",
  "build",
  "result",
  "flag",
  "nope",
);

/** Sources of expressions that can be read; most of them make no sense. */
export const sources: fc.Arbitrary<string> = fc.letrec<{ expression: string; access: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    literal,
    tie("access"),
    fc
      .tuple(tie("expression"), fc.constantFrom("==", "!=", "<", ">=", "&&", "||"), tie("expression"))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    tie("expression").map((operand) => `!${operand}`),
    fc
      .tuple(fc.constantFrom("contains", "startsWith", "join", "format"), tie("expression"), tie("expression"))
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(fc.constantFrom("toJSON", "fromJSON"), tie("expression")).map(([name, a]) => `${name}(${a})`),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([a, b, c]) => `case(${a} == 1, ${b}, ${c})`),
  ),
  access: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...Object.keys(VALUES)),
    fc.tuple(tie("access"), names).map(([of, name]) => `${of}.${name}`),
    tie("access").map((of) => `${of}.*`),
    fc.tuple(tie("access"), tie("expression")).map(([of, index]) => `${of}[${index}]`),
  ),
})).expression;
