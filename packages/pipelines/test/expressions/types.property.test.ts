import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/expressions/evaluate.ts";
import { inferType } from "../../src/expressions/infer.ts";
import { parseExpression } from "../../src/expressions/parse.ts";
import type { Json } from "../../src/expressions/tree.ts";
import { ANY, admits, join, type Type, typeOf } from "../../src/expressions/types.ts";
import { sources, VALUES } from "./generated.ts";

const environment = (context: string): Type => (Object.hasOwn(VALUES, context) ? typeOf(VALUES[context] ?? null) : ANY);

const values = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

describe("type inference", () => {
  it("gives a type that admits what the expression evaluates to", () => {
    let evaluated = 0;
    fc.assert(
      fc.property(sources, (source) => {
        const parsed = parseExpression(source);
        if (!parsed.ok) return;
        const type = inferType(parsed.tree, environment);
        const result = evaluate(source, VALUES);
        if (!result.ok) return;
        evaluated++;
        expect(admits(type, result.value), `${source} is ${JSON.stringify(result.value)}, not ${type.kind}`).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(evaluated).toBeGreaterThan(100);
  });

  it("tells nothing of a comparison that it calls constant but that is not", () => {
    fc.assert(
      fc.property(sources, (source) => {
        const parsed = parseExpression(source);
        const told: string[] = [];
        if (parsed.ok) {
          inferType(parsed.tree, environment, ({ kind, message, span }) => {
            const constant = /always (true|false)/.exec(message)?.[1];
            if (kind !== "senseless-comparison" || constant === undefined) return;
            const result = evaluate(source.slice(span.start, span.end), VALUES);
            if (result.ok && String(result.value) !== constant) told.push(`${source}: ${message}`);
          });
        }
        expect(told).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (source) => {
        const parsed = parseExpression(source);
        if (parsed.ok) inferType(parsed.tree, () => ANY);
      }),
    );
  });
});

describe("types", () => {
  it("of a value admit it", () => {
    fc.assert(fc.property(values, (value) => admits(typeOf(value), value)));
  });

  it("joined admit what either admits", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const joined = join(typeOf(a), typeOf(b));
        return admits(joined, a) && admits(joined, b);
      }),
    );
  });
});
