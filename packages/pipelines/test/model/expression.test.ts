import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Expression,
  literal,
  parseExpression,
  parseTemplate,
  printExpression,
  printTemplate,
  templateExpression,
} from "../../src/model/expression.ts";
import { type Formula, relate, STATUS } from "../../src/model/formula.ts";
import { conditionFormula } from "../../src/model/github-condition.ts";

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Expression>(
      literal("it's"),
      literal(3),
      literal(true),
      literal(null),
      { kind: "context", name: "github" },
      { kind: "index", of: { kind: "context", name: "needs" }, index: literal("a/b") },
    ),
    fc.record({ kind: fc.constant("not" as const), of: tie("expression") }),
    fc.record({
      kind: fc.constant("compare" as const),
      operator: fc.constantFrom("<", ">="),
      left: tie("expression"),
      right: tie("expression"),
    }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      args: fc.array(tie("expression"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom("contains", "format"),
      args: fc.array(tie("expression"), { maxLength: 3 }),
    }),
  ),
}));

/** `a && (b && c)` is `a && b && c`. */
function flat(node: Expression): Expression {
  if (node.kind === "and" || node.kind === "or") {
    const args = node.args.map(flat).flatMap((arg) => (arg.kind === node.kind ? arg.args : [arg]));
    return { kind: node.kind, args };
  }
  if (node.kind === "not") return { ...node, of: flat(node.of) };
  if (node.kind === "compare") return { ...node, left: flat(node.left), right: flat(node.right) };
  return node.kind === "call" ? { ...node, args: node.args.map(flat) } : node;
}

test("what is printed reads back as the same", () => {
  fc.assert(
    fc.property(expression, (node) => {
      expect(parseExpression(printExpression(node))).toEqual(flat(node));
    }),
  );
});

describe("one way of printing for what means the same", () => {
  test.each([
    ["github.ref=='refs/heads/main'", "'refs/heads/main' == github['ref']"],
    ["  Github.ref  ", "github.ref"],
    ["(a && b) && c", "a && (b && c)"],
    ["!(a)", "!a"],
    ["FROMJson(x)", "fromJSON(x)"],
  ])("%s and %s", (left, right) => {
    const print = (source: string) => printExpression(parseExpression(source) ?? literal("none"));
    expect(print(left)).toBe(print(right));
  });
});

test("a text with expressions is the same text as an expression", () => {
  const text = "v${{ a.b }}-{x}-${{ c }}'";
  expect(printTemplate([templateExpression(parseTemplate(text))])).toBe("v${{ a.b }}-{x}-${{ c }}'");
});

const formula = (source: string): Formula => conditionFormula(parseExpression(source));
const steps = { [STATUS]: ["success", "failure", "cancelled"] };

describe("conditions are compared by what they mean", () => {
  test.each([
    ["a && b", "b && a", "same"],
    ["!(a || b)", "!a && !b", "same"],
    ["a", "success() && a", "same"],
    ["a", "a && b", "narrower"],
    ["a", "a || b", "wider"],
    ["a", "b", "different"],
    ["a", "always() && a", "wider"],
    ["always()", "success() || failure() || cancelled()", "same"],
    ["!cancelled()", "success() || failure()", "same"],
    ["x == 'p' || x == 'q'", "x == 'p'", "narrower"],
    ["x != 'p'", "x == 'q'", "narrower"],
    ["startsWith(github.ref, 'refs/tags/')", "github.ref == 'refs/tags/v1'", "narrower"],
    ['contains(fromJSON(\'["p", "q"]\'), x)', "x == 'q' || 'p' == x", "same"],
    ["x", "x == 'p'", "narrower"],
    ["X == 'P'", "x == 'p'", "same"],
    ["a", "a == true", "narrower"],
    ["true", "false", "narrower"],
  ])("%s, then %s: %s", (old, now, relation) => {
    expect(relate(formula(old), formula(now), steps)).toBe(relation);
  });

  test("a job may also have been skipped: not every end is one of three", () => {
    expect(relate(formula("always()"), formula("success() || failure() || cancelled()"), {})).toBe("narrower");
  });

  test("too many questions are not tried", () => {
    const many = Array.from({ length: 40 }, (_, index) => `a${index}`);
    expect(relate(formula(many.join(" && ")), formula(many.join(" || ")), {})).toBe("undecided");
  });

  test("one that has a part more is never wider, one that has an alternative more never narrower", () => {
    const atoms = fc.constantFrom("a", "b", "x == 'p'", "x == 'q'", "startsWith(x, 'p')", "failure()", "!a");
    const some = fc.array(atoms, { minLength: 1, maxLength: 4 }).map((all) => all.join(" && "));
    fc.assert(
      fc.property(some, atoms, (old, more) => {
        expect(["same", "narrower"]).toContain(
          relate(formula(`always() && ${old}`), formula(`always() && ${old} && ${more}`), steps),
        );
        expect(["same", "wider"]).toContain(
          relate(formula(`always() && ${old}`), formula(`always() && (${old} || ${more})`), steps),
        );
      }),
    );
  });
});
