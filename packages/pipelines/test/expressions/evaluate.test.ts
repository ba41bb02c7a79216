import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/expressions/evaluate.ts";
import type { Json } from "../../src/expressions/tree.ts";
import { filesBelow, hasData, read } from "../support/data.ts";

/** A case of GitHub's own suites of evaluation. */
interface Case {
  readonly expr: string;
  readonly contexts?: Readonly<Record<string, Json>>;
  readonly result?: { readonly kind: string; readonly value: Json };
  readonly err?: { readonly kind: "lexing" | "parsing" | "evaluation"; readonly value: string };
  readonly options?: { readonly skip: readonly string[] };
}

function casesOf(file: string): Case[] {
  return Object.values(JSON.parse(read(file)) as Record<string, Case[]>).flat();
}

/** What is wrong with our answer; undefined where it is GitHub's. */
function deviation({ expr, contexts = {}, result, err }: Case): string | undefined {
  const evaluated = evaluate(expr, contexts);
  if (result !== undefined) {
    if (!evaluated.ok) return JSON.stringify(evaluated.failure);
    return isSame(evaluated.value, expectedValue(result)) ? undefined : JSON.stringify(evaluated.value);
  }
  if (evaluated.ok) return JSON.stringify(evaluated.value);
  const { failure } = evaluated;
  const isLexing =
    failure.kind === "syntax" && ["unexpected-character", "unclosed-string"].includes(failure.fault.kind);
  const kind = failure.kind === "evaluation" ? "evaluation" : isLexing ? "lexing" : "parsing";
  if (kind !== err?.kind) return `${kind} ${JSON.stringify(failure)}`;
  // GitHub tells where the symbol begins, we tell the character in it that is wrong. At an early end it names the last
  // symbol, and of two faults the one that its parser comes to first.
  const position = /Unexpected symbol: .*Located at position (\d+)/s.exec(err.value)?.[1];
  if (position === undefined || failure.kind !== "syntax" || failure.fault.kind === "unexpected-end") return undefined;
  const between = expr.slice(Number(position) - 1, failure.fault.span.start);
  const isInside = failure.fault.span.start >= Number(position) - 1 && !/\s/.test(between);
  return isInside ? undefined : `fault at ${failure.fault.span.start + 1}`;
}

/** JSON has no such numbers; the suites write them as text. */
function expectedValue({ kind, value }: { kind: string; value: Json }): Json {
  return kind === "Number" && typeof value === "string" ? Number(value) : value;
}

function isSame(a: Json, b: Json): boolean {
  // Zeros are the same with either sign.
  if (typeof a === "number" && typeof b === "number") return a === b || (Number.isNaN(a) && Number.isNaN(b));
  return JSON.stringify(a) === JSON.stringify(b);
}

describe.skipIf(!hasData("expressions"))(
  "GitHub's suites of evaluation (skipped where the shared data is absent)",
  () => {
    // Those that GitHub's TypeScript skips are run as well. No case comes out differently here.
    it.each(filesBelow("expressions"))("%s", (file) => {
      const deviating = casesOf(file).flatMap((one) => {
        const told = deviation(one);
        return told === undefined ? [] : [[one.expr, told] as const];
      });
      expect(Object.fromEntries(deviating)).toEqual({});
    });
  },
);

describe("evaluation", () => {
  it.each<[string, Json]>([
    ["env.constructor", "a"],
    ["env['__PROTO__']", null],
    ["toJSON(env)", '{\n  "constructor": "a"\n}'],
    [`fromJSON('{"valueOf": 1}').valueof`, 1],
    ["'it''s ''quoted'''", "it's 'quoted'"],
  ])("%s", (source, value) => {
    expect(evaluate(source, { env: { constructor: "a" } })).toEqual({ ok: true, value });
  });

  it.each([
    ["env.a", "unknown-context"],
    ["hashFiles('a')", "unknown-function"],
    ["contains('a')", "argument-count"],
    ["contains('a',)", "syntax"],
    ["fromJSON('{')", "evaluation"],
  ])("%s fails: %s", (source, kind) => {
    const evaluated = evaluate(source, {});
    expect(evaluated.ok || evaluated.failure.kind).toBe(kind);
  });
});
