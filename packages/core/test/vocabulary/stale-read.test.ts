import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Hint, type Sight, STALE_READ_MS, showsLess } from "../../src/vocabulary/hint.ts";

const at = (seconds: number) => new Date(1_760_000_000_000 + seconds * 1_000).toISOString();
const sight = (seconds: number, seen: Sight["seen"], headSha = "a"): Sight => ({
  startedAt: at(seconds),
  seen,
  headSha,
});
const before = sight(0, { "check:1/build": { order: [7, 2] }, "comment:9": { at: at(0) } });

describe("a read that shows less than the one before it", () => {
  test("is one that shows an older state of a check, or lacks what was there", () => {
    expect(showsLess(sight(1, { ...before.seen, "check:1/build": { order: [7, 1] } }), before, [])).toBe(true);
    expect(showsLess(sight(1, { "check:1/build": { order: [7, 2] } }), before, [])).toBe(true);
    expect(showsLess(sight(1, { ...before.seen, "check:1/build": { order: [8, 0] } }), before, [])).toBe(false);
  });

  test("counts all the same once it can be no old copy any more", () => {
    expect(showsLess(sight(STALE_READ_MS / 1_000, {}), before, [])).toBe(false);
  });

  test("does not lack what a read cannot show: the policy beside it, and a merge group that is over", () => {
    const more = { ...before.seen, "policy:main": { value: "c1" }, "group:abc": { value: "checks_requested" } };
    expect(showsLess(sight(1, before.seen), sight(0, more), [])).toBe(false);
  });

  test("is one that shows another state of the same second, which nobody announced", () => {
    const one = sight(0, { pull: { at: at(0), value: "to release" } });
    const other = sight(1, { pull: { at: at(0), value: "to main" } });
    expect(showsLess(other, one, [])).toBe(true);
    const hint: Hint = { object: "pull", version: { at: at(0), value: "to main" }, closing: "no", facts: [], says: "" };
    expect(showsLess(other, one, [hint])).toBe(false);
    expect(showsLess(sight(STALE_READ_MS / 1_000, other.seen), one, [])).toBe(false);
  });

  test("does not lack what was said to be gone", () => {
    const hint: Hint = { object: "comment:9", version: { value: "absent" }, closing: "no", facts: [], says: "deleted" };
    expect(showsLess(sight(1, { "check:1/build": { order: [7, 2] } }), before, [hint])).toBe(false);
  });

  test("is not one of a new head, unless the pull request itself is older", () => {
    const pushed = sight(0, { pull: { at: at(-5) }, ...before.seen });
    expect(showsLess(sight(1, { pull: { at: at(0) } }, "b"), pushed, [])).toBe(false);
    expect(showsLess(sight(1, { pull: { at: at(-9) } }, "b"), pushed, [])).toBe(true);
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
          expect(showsLess(sight(1, grown), sight(0, seen), [])).toBe(false);
        },
      ),
    );
  });
});
