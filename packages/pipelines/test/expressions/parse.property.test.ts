import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExpression } from "../../src/expressions/parse.ts";
import { contextAccesses, walkExpression } from "../../src/expressions/tree.ts";
import { sources } from "./generated.ts";

describe("the tree of an expression", () => {
  it("has every part at its place: its own source gives the same part again", () => {
    fc.assert(
      fc.property(sources, (source) => {
        const parsed = parseExpression(source);
        if (!parsed.ok) return;
        walkExpression(parsed.tree, ({ kind, span }) => {
          const again = parseExpression(source.slice(span.start, span.end));
          expect(again.ok && again.tree.kind).toBe(kind);
        });
      }),
    );
  });

  it("gives each access to a context once, with what is taken from it", () => {
    fc.assert(
      fc.property(sources, (source) => {
        const parsed = parseExpression(source);
        if (!parsed.ok) return;
        let contexts = 0;
        walkExpression(parsed.tree, ({ kind }) => {
          if (kind === "context") contexts++;
        });
        const accesses = contextAccesses(parsed.tree);
        expect(accesses).toHaveLength(contexts);
        for (const { context, span } of accesses) {
          expect(source.slice(span.start).toLowerCase().startsWith(context)).toBe(true);
        }
      }),
    );
  });

  it("has faults inside of the source", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.tuple(sources, fc.nat(), fc.string()).map(([s, at, more]) => s.slice(0, at) + more),
        ),
        (source) => {
          const parsed = parseExpression(source);
          if (parsed.ok) return;
          const { start, end } = parsed.fault.span;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(source.length);
        },
      ),
    );
  });
});

describe("accesses to contexts", () => {
  it.each([
    ["github.event.pull_request.title", ["github.event.pull_request.title"]],
    ["GitHub.Event['Issue'].body", ["github.event.issue.body"]],
    ["github.event.commits.*.message", ["github.event.commits.*.message"]],
    ["github.event.commits[*]['message']", ["github.event.commits.*.message"]],
    ["github.event.commits[0].message", ["github.event.commits[0].message"]],
    ["github.event[inputs.name].body", ["github.event[].body", "inputs.name"]],
    ["contains(toJSON(github.event), env.A)", ["github.event", "env.a"]],
  ])("%s", (source, paths) => {
    const parsed = parseExpression(source);
    expect(parsed.ok && contextAccesses(parsed.tree).map(({ path }) => path)).toEqual(paths);
  });

  it("tell the functions around them, from the outside in", () => {
    const parsed = parseExpression("format('{0}', contains(github.ref, 'a')) || github.actor");
    const accesses = parsed.ok ? contextAccesses(parsed.tree) : [];
    expect(accesses.map(({ within }) => within)).toEqual([["format", "contains"], []]);
  });
});
