import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { after, planFor } from "../../src/explain/plan.ts";
import { type Action, COSTS, holds, type Requirement } from "../../src/explain/requirement.ts";

const condition = (id: string): Requirement => ({ kind: "condition", id });
const action = (id: string, cost: number, makes: string[], breaks: string[] = []): Action => ({
  id,
  cost,
  makes,
  breaks,
});
const nothing = () => false;
const ids = (plan: ReturnType<typeof planFor>) => (plan.kind === "actions" ? plan.actions.map(({ id }) => id) : plan);

describe("a plan", () => {
  test("is empty where all holds", () => {
    expect(ids(planFor({ kind: "all", of: [] }, [], nothing))).toEqual([]);
    expect(ids(planFor(condition("a"), [], (id) => id === "a"))).toEqual([]);
  });

  test("takes one action that serves two conditions instead of two", () => {
    const both: Requirement = { kind: "all", of: [condition("owner of api"), condition("owner of ui")] };
    const actions = [
      action("ada approves", COSTS.person, ["owner of api"]),
      action("bo approves", COSTS.person, ["owner of ui"]),
      action("cy approves", COSTS.person, ["owner of api", "owner of ui"]),
    ];
    expect(ids(planFor(both, actions, nothing))).toEqual(["cy approves"]);
  });

  test("lets the author push before others approve, since a push voids approvals", () => {
    const wanted: Requirement = { kind: "all", of: [condition("approved"), condition("described")] };
    const actions = [
      action("review", COSTS.person, ["approved"]),
      action("push", COSTS.author, ["described"], ["approved"]),
    ];
    expect(ids(planFor(wanted, actions, nothing))).toEqual(["push", "review"]);
    // An approval that stands now is lost by the push, and has to be given again.
    expect(ids(planFor(wanted, actions, (id) => id === "approved"))).toEqual(["push", "review"]);
  });

  test("asks for as many of several as are needed, the cheapest", () => {
    const two: Requirement = { kind: "at-least", count: 2, of: ["a", "b", "c"].map(condition) };
    const actions = [action("A", 5, ["a"]), action("B", 1, ["b"]), action("C", 2, ["c"])];
    expect(ids(planFor(two, actions, nothing))).toEqual(["B", "C"]);
  });

  test("names what nobody can make true", () => {
    const wanted: Requirement = {
      kind: "all",
      of: [condition("a"), { kind: "any", of: [condition("b"), condition("c")] }],
    };
    const plan = planFor(wanted, [action("A", 1, ["a"])], nothing);
    expect(plan).toEqual({ kind: "deadlock", conditions: ["b", "c"] });
  });

  test("two actions that undo each other are no way out", () => {
    const wanted: Requirement = { kind: "all", of: [condition("a"), condition("b")] };
    const plan = planFor(wanted, [action("A", 1, ["a"], ["b"]), action("B", 1, ["b"], ["a"])], nothing);
    expect(plan.kind).toBe("deadlock");
  });

  test("a bypass is the last resort", () => {
    const wanted: Requirement = { kind: "all", of: ["a", "b", "c"].map(condition) };
    const bypass = action("bypass", COSTS.bypass, ["a", "b", "c"]);
    const team = ["a", "b", "c"].map((id) => action(`team ${id}`, COSTS.team, [id]));
    expect(ids(planFor(wanted, [bypass, ...team], nothing))).toEqual(["team a", "team b", "team c"]);
    expect(ids(planFor(wanted, [bypass, ...team.slice(1)], nothing))).toEqual(["bypass"]);
  });
});

/** Policies of so many conditions: nested and, or and n-of-m, in which a condition may stand at several places. */
function worlds(most: number) {
  return fc.integer({ min: 1, max: most }).chain((count) => {
    const names = Array.from({ length: count }, (_, index) => `c${index}`);
    const some = (max: number) => fc.subarray(names, { maxLength: Math.min(max, count) });
    const { requirement } = fc.letrec<{ requirement: Requirement }>((tie) => ({
      requirement: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom(...names).map(condition),
        fc.array(tie("requirement"), { minLength: 1, maxLength: 6 }).map((of): Requirement => ({ kind: "all", of })),
        fc.array(tie("requirement"), { minLength: 1, maxLength: 4 }).map((of): Requirement => ({ kind: "any", of })),
        fc
          .tuple(fc.array(tie("requirement"), { minLength: 1, maxLength: 5 }), fc.nat())
          .map(([of, n]): Requirement => ({ kind: "at-least", count: 1 + (n % of.length), of })),
      ),
    }));
    const base = fc.array(
      fc.record({
        cost: fc.constantFrom(COSTS.wait, COSTS.author, COSTS.person, COSTS.team),
        makes: fc.subarray(names, { minLength: 1, maxLength: Math.min(3, count) }),
        breaks: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, some(2)),
      }),
      { maxLength: most <= 15 ? 12 : 40 },
    );
    return fc.record({
      requirement,
      actions: base.map((list) => list.map((one, index): Action => ({ id: `a${index}`, ...one }))),
      held: some(count).map((list) => new Set(list)),
    });
  });
}

/** The least cost over all subsets in all useful orders, by trying. */
function bruteForce(requirement: Requirement, actions: readonly Action[], isTrue: (id: string) => boolean): number {
  let best = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 1 << actions.length; mask++) {
    const chosen = actions.filter((_, index) => mask & (1 << index));
    const cost = chosen.reduce((sum, one) => sum + one.cost, 0);
    if (cost < best && someOrder(requirement, chosen, isTrue)) best = cost;
  }
  return best;
}

/** Whether some order of exactly these actions leads there, each kept whole: what one makes no later one breaks. */
function someOrder(requirement: Requirement, chosen: readonly Action[], isTrue: (id: string) => boolean): boolean {
  const place = (done: readonly Action[], left: readonly Action[]): boolean => {
    if (left.length === 0) return holds(requirement, after(done, isTrue));
    return left.some((next) => {
      const breaksEarlier = done.some((one) =>
        one.makes.some((id) => next.breaks.includes(id) && !next.makes.includes(id)),
      );
      return (
        !breaksEarlier &&
        place(
          [...done, next],
          left.filter((one) => one !== next),
        )
      );
    });
  };
  return place([], chosen);
}

describe("on any policy", () => {
  test("the actions in their order open the gate, and none can be left out (up to thirty conditions)", () => {
    fc.assert(
      fc.property(worlds(30), ({ requirement, actions, held }) => {
        const isTrue = (id: string) => held.has(id);
        const plan = planFor(requirement, actions, isTrue);
        if (plan.kind === "deadlock") return;
        expect(holds(requirement, after(plan.actions, isTrue))).toBe(true);
        for (const one of plan.actions) {
          const fewer = plan.actions.filter((other) => other !== one);
          expect(holds(requirement, after(fewer, isTrue))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("no cheaper set of actions leads there, and a deadlock is one (up to fifteen conditions)", () => {
    fc.assert(
      fc.property(worlds(15), ({ requirement, actions, held }) => {
        const few = actions.slice(0, 8);
        const isTrue = (id: string) => held.has(id);
        const plan = planFor(requirement, few, isTrue);
        const least = bruteForce(requirement, few, isTrue);
        if (plan.kind === "deadlock") expect(least).toBe(Number.POSITIVE_INFINITY);
        else {
          expect(plan.exact).toBe(true);
          expect(plan.cost).toBe(least);
        }
      }),
      { numRuns: 400 },
    );
  });
});
