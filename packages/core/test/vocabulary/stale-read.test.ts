import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  confirmed,
  freshness,
  type Hint,
  type ReceivedHint,
  type Sight,
  STALE_READ_MS,
  unsettledBy,
} from "../../src/vocabulary/hint.ts";

const at = (seconds: number) => new Date(1_760_000_000_000 + seconds * 1_000).toISOString();
const sight = (seconds: number, seen: Sight["seen"], headSha = "a"): Sight => ({
  startedAt: at(seconds),
  seen,
  headSha,
});
const before = sight(0, { "check:1/build": { order: [7, 2] }, "comment:9": { at: at(0) } });

describe("a read beside the one before it: a stale one", () => {
  test("is one that shows an older state of a check, or lacks what was there", () => {
    expect(freshness(sight(1, { ...before.seen, "check:1/build": { order: [7, 1] } }), before, [])).toBe("stale");
    expect(freshness(sight(1, { "check:1/build": { order: [7, 2] } }), before, [])).toBe("stale");
    expect(freshness(sight(1, { ...before.seen, "check:1/build": { order: [8, 0] } }), before, [])).toBe("fresh");
  });

  test("counts all the same once it can be no old copy any more", () => {
    expect(freshness(sight(STALE_READ_MS / 1_000, {}), before, [])).toBe("fresh");
  });

  test("does not lack what a read cannot show: the policy beside it, and a merge group that is over", () => {
    const more = { ...before.seen, "policy:main": { value: "c1" }, "group:abc": { value: "checks_requested" } };
    expect(freshness(sight(1, before.seen), sight(0, more), [])).toBe("fresh");
  });

  test("is one that shows another state of the same second, which nobody announced", () => {
    const one = sight(0, { pull: { at: at(0), value: "to release" } });
    const other = sight(1, { pull: { at: at(0), value: "to main" } });
    expect(freshness(other, one, [])).toBe("stale");
    const hint: Hint = { object: "pull", version: { at: at(0), value: "to main" }, closing: "no", facts: [], says: "" };
    expect(freshness(other, one, [hint])).toBe("unsure");
    expect(freshness(sight(STALE_READ_MS / 1_000, other.seen), one, [])).toBe("fresh");
  });

  test("is one that shows again what the read before did not show any more, and nobody announced", () => {
    const more = { ...before.seen, "comment:10": { at: at(-5), value: "approved" } };
    expect(freshness(sight(1, more), before, [])).toBe("stale");
    const version = { at: at(-5), value: "approved" };
    const hint: Hint = { object: "comment:10", version, closing: "no", facts: [], says: "" };
    expect(freshness(sight(1, more), before, [hint])).toBe("unsure");
    const gone: Hint = { ...hint, version: { value: "absent" } };
    expect(freshness(sight(1, more), before, [gone])).toBe("stale");
    // In the second of the newest thing that was shown, nobody can tell; later it is new, by the forge's own clock.
    const equal = { ...before.seen, "comment:10": { at: at(0), value: "approved" } };
    expect(freshness(sight(1, equal), before, [])).toBe("unsure");
    const later = { ...before.seen, "comment:10": { at: at(1), value: "approved" } };
    expect(freshness(sight(9, later), before, [])).toBe("fresh");
    // Nothing else is ever taken away.
    const status = { ...before.seen, "status:build": { at: at(-5), value: "success" } };
    expect(freshness(sight(1, status), before, [])).toBe("fresh");
    expect(freshness(sight(STALE_READ_MS / 1_000, more), before, [])).toBe("fresh");
  });

  test("is not sure where nothing orders two states: a conversation resolved, a check with another conclusion", () => {
    const one = sight(0, { "thread:1": { value: "open" }, "check:1/build": { order: [7, 2], value: "success" } });
    const other = sight(1, { ...one.seen, "thread:1": { value: "resolved" } });
    expect(freshness(other, one, [])).toBe("unsure");
    const third = sight(1, { ...one.seen, "check:1/build": { order: [7, 2], value: "failure" } });
    expect(freshness(third, one, [])).toBe("unsure");
    expect(freshness(one, one, [])).toBe("fresh");
  });

  test("does not lack what was said to be gone", () => {
    const hint: Hint = { object: "comment:9", version: { value: "absent" }, closing: "no", facts: [], says: "deleted" };
    expect(freshness(sight(1, { "check:1/build": { order: [7, 2] } }), before, [hint])).toBe("fresh");
  });

  test("is not one of a new head, unless the pull request itself is older", () => {
    // What a pull request is includes its head.
    const pushed = sight(0, { pull: { at: at(-5), value: "open a" }, ...before.seen });
    expect(freshness(sight(1, { pull: { at: at(0), value: "open b" } }, "b"), pushed, [])).toBe("fresh");
    expect(freshness(sight(1, { pull: { at: at(-9), value: "open b" } }, "b"), pushed, [])).toBe("stale");
    expect(freshness(sight(1, { pull: { at: at(-5), value: "open b" } }, "b"), pushed, [])).toBe("stale");
  });

  test("is never the same, or a newer one", () => {
    const order = fc.dictionary(fc.constantFrom("check:1/a", "check:1/b", "pull"), fc.nat(3));
    fc.assert(
      fc.property(
        order,
        fc.dictionary(fc.constantFrom("check:1/a", "check:1/b", "pull", "review:2"), fc.nat(3)),
        (was, more) => {
          const seen = Object.fromEntries(Object.entries(was).map(([object, n]) => [object, { order: [n] }]));
          const grown = Object.fromEntries(
            Object.entries({ ...more, ...was }).map(([object, n]) => [object, { order: [n + (more[object] ?? 0)] }]),
          );
          expect(freshness(sight(1, grown), sight(0, seen), [])).toBe("fresh");
        },
      ),
    );
  });
});

describe("an object that returns to an earlier state, told of in any order and read from copies", () => {
  const story = fc
    .array(fc.record({ value: fc.constantFrom("open", "closed", "draft"), pause: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 2,
      maxLength: 6,
    })
    .chain((steps) => {
      const secondOf = (index: number) => steps.slice(0, index + 1).reduce((sum, { pause }) => sum + pause, 0);
      const states = steps.map(({ value }, index) => ({ at: at(secondOf(index)), value }));
      const hints = states.map(
        (version, index): ReceivedHint => ({
          object: "pull",
          version,
          closing: "yes",
          facts: [],
          says: "",
          seq: index,
          receivedAt: at(20),
          deliveryId: null,
        }),
      );
      return fc.record({
        states: fc.constant(states),
        hints: fc.shuffledSubarray(hints, { minLength: hints.length }),
        early: fc.integer({ min: 0, max: hints.length }),
        first: fc.nat(states.length - 1),
        next: fc.nat(states.length - 1),
      });
    });

  test("no read of a state that is over settles the last announcement, whatever was forgotten before", () => {
    fc.assert(
      fc.property(story, ({ states, hints, early, first, next }) => {
        const shows = (index: number, seconds: number) => sight(seconds, { pull: states[index] ?? {} });
        const last = states.at(-1);
        const isLast = ({ version }: Hint) => version === last;
        // One read, when some of it is told; what that settles is forgotten.
        const told = hints.slice(0, early);
        const before = confirmed(shows(first, 20), told);
        const kept = unsettledBy(before, told);
        if (told.some(isLast) && states[first]?.value !== last?.value) expect(kept.some(isLast)).toBe(true);
        // Then the rest is told, and another read is answered by another copy.
        const open = [...kept, ...hints.slice(early)];
        const read = shows(next, 22);
        if (states[next]?.value === last?.value || freshness(read, before, open) !== "fresh") return;
        expect(unsettledBy(confirmed(read, open, before), open).some(isLast)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is proven by what was announced of the same state at a later time, and by nothing else", () => {
    const read = sight(20, { pull: { at: at(1), value: "open" } });
    const hint = (version: Hint["version"]): Hint => ({ object: "pull", version, closing: "no", facts: [], says: "" });
    const proven = { pull: { at: at(5), value: "open", shownAt: at(1) } };
    expect(confirmed(read, [hint({ at: at(5), value: "open" })]).seen).toEqual(proven);
    expect(confirmed(read, [], { seen: proven }).seen).toEqual(proven);
    for (const version of [{ at: at(5), value: "closed" }, { at: at(0), value: "open" }, { value: "open" }, {}]) {
      expect(confirmed(read, [hint(version)])).toBe(read);
    }
  });

  test("is no proof against what lay between: a read has to show that it is over", () => {
    const between = {
      object: "pull",
      version: { at: at(3), value: "closed" },
      closing: "yes",
      facts: [],
      says: "",
    } as const;
    const after = { ...between, version: { at: at(5), value: "open" } };
    const hints = [between, after].map((hint, seq) => ({ ...hint, seq, receivedAt: at(20), deliveryId: null }));
    const read = confirmed(sight(21, { pull: { at: at(1), value: "open" } }), hints);
    expect(unsettledBy(read, hints).map(({ version }) => version)).toEqual([between.version]);
    expect(unsettledBy(sight(22, { pull: { at: at(5), value: "open" } }), hints)).toEqual([]);
  });

  test("does not make a read stale that shows more than the copy did by which it was proven", () => {
    const copy = sight(20, { pull: { at: at(3), value: "open" } });
    const hint: Hint = {
      object: "pull",
      version: { at: at(10), value: "open" },
      closing: "no",
      facts: [],
      says: "opened again",
    };
    const good = sight(22, { pull: { at: at(10), value: "open" }, "comment:7": { at: at(7), value: "approved" } });
    expect(freshness(good, confirmed(copy, [hint]), [])).toBe("fresh");
  });
});
