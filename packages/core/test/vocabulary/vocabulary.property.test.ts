import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, isSameData } from "../../src/vocabulary/canonical.ts";
import {
  BLIND_HINT_MS,
  LOST_HINT_MS,
  OTHER_HEAD_MS,
  type ReceivedHint,
  type SeenVersions,
  settles,
  unsettledBy,
  type Version,
} from "../../src/vocabulary/hint.ts";
import { combine, OUTCOMES, type Outcome, opens } from "../../src/vocabulary/outcome.ts";
import { group, verdict } from "../../src/vocabulary/verdict.ts";

const outcome = fc.constantFrom(...OUTCOMES);

describe("combine", () => {
  test("any fail fails, else any error is an error, else any pending is pending, else any pass passes, else skip", () => {
    fc.assert(
      fc.property(fc.array(outcome), (all) => {
        const has = (one: Outcome) => all.includes(one);
        const law = has("fail")
          ? "fail"
          : has("error")
            ? "error"
            : has("pending")
              ? "pending"
              : has("pass")
                ? "pass"
                : "skip";
        expect(combine(all)).toBe(law);
      }),
    );
  });

  test("neither order nor repetition nor grouping matters, and one bad part never opens", () => {
    fc.assert(
      fc.property(fc.array(outcome), fc.array(outcome), (a, b) => {
        expect(combine([...a, ...b])).toBe(combine([...b, ...a, ...b]));
        if (a.length > 0 && b.length > 0) expect(combine([combine(a), combine(b)])).toBe(combine([...a, ...b]));
        expect(opens(combine([...a, ...b]))).toBe(a.every(opens) && b.every(opens));
      }),
    );
  });

  test("a group says what its parts say together", () => {
    fc.assert(
      fc.property(fc.array(outcome), (all) => {
        expect(
          group(
            "all",
            all.map((one) => verdict(one, one)),
          ).outcome,
        ).toBe(combine(all));
      }),
    );
  });
});

describe("canonicalJson", () => {
  test("does not depend on the order of keys, and is JSON of an equal value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("different values have different texts", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [left, right] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
        let same = true;
        try {
          expect(left).toEqual(right);
        } catch {
          same = false;
        }
        expect(canonicalJson(left) === canonicalJson(right)).toBe(same);
        expect(isSameData(left, right)).toBe(same);
      }),
    );
  });

  test("leaves undefined keys out and refuses what JSON would change without a word", () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
    expect(canonicalJson({ é: 1, z: 2, Z: 3 })).toBe('{"Z":3,"z":2,"é":1}');
    for (const bad of [Number.NaN, Infinity, new Map(), new Date(0), () => 1, 1n, [undefined]]) {
      expect(() => canonicalJson({ bad })).toThrow(/^\$\.bad/);
    }
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, reversed(item)] as const)
      .reverse(),
  );
}

describe("settles", () => {
  const at = fc.integer({ min: 0, max: 5 }).map((second) => new Date(second * 1000).toISOString());
  // Left to itself the generator nearly always fills every key; the bare versions are the interesting ones.
  const version: fc.Arbitrary<Version> = fc
    .tuple(
      fc.subarray(["order", "at", "value"] as const),
      fc.record({ order: fc.array(fc.nat(3), { maxLength: 3 }), at, value: fc.constantFrom("a", "b", "absent") }),
    )
    .map(([keys, full]) => Object.fromEntries(keys.map((key) => [key, full[key]])));
  const START = 1_000_000;

  function hintOf(hinted: Version): ReceivedHint {
    const receivedAt = new Date(START).toISOString();
    return { object: "x", version: hinted, closing: "yes", facts: [], says: "", seq: 1, receivedAt, deliveryId: null };
  }
  const after = (ms: number) => new Date(START + ms).toISOString();

  test("a read that begins later settles all that an earlier one with the same findings settles", () => {
    fc.assert(
      fc.property(
        version,
        fc.option(version, { nil: undefined }),
        fc.nat(200_000),
        fc.nat(200_000),
        (hinted, seen, a, b) => {
          const [early, late] = [Math.min(a, b), Math.max(a, b)];
          const found = seen === undefined ? {} : { x: seen };
          if (settles(found, after(early), hintOf(hinted)))
            expect(settles(found, after(late), hintOf(hinted))).toBe(true);
        },
      ),
    );
  });

  test("a read that sees a higher version settles all that one with a lower version settles", () => {
    const order = fc.array(fc.nat(5), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(order, order, fc.nat(LOST_HINT_MS), fc.nat(5), (hinted, seen, age, more) => {
        const higher = seen.with(0, (seen[0] ?? 0) + more);
        if (settles({ x: { order: seen } }, after(age), hintOf({ order: hinted }))) {
          expect(settles({ x: { order: higher } }, after(age), hintOf({ order: hinted }))).toBe(true);
        }
      }),
    );
  });

  test("a later time settles, an earlier one does not, and the same second with another state waits", () => {
    const [early, late] = [new Date(0).toISOString(), new Date(1_000).toISOString()];
    const read = (seen: Version, hinted: Version, age = 0) => settles({ x: seen }, after(age), hintOf(hinted));
    expect(read({ at: late }, { at: early })).toBe(true);
    expect(read({ at: early }, { at: late })).toBe(false);
    expect(read({ at: early }, { at: late }, BLIND_HINT_MS)).toBe(false);
    expect(read({ at: late, value: "a" }, { at: late, value: "b" })).toBe(false);
    expect(read({ at: late, value: "a" }, { at: late, value: "b" }, BLIND_HINT_MS)).toBe(true);
  });

  test("one place in the order and two states: nobody can tell which is newer", () => {
    const seen = { x: { order: [7, 2], value: "7:completed:success" } };
    const failed = hintOf({ order: [7, 2], value: "7:completed:failure" });
    expect(settles(seen, after(BLIND_HINT_MS - 1), failed)).toBe(false);
    expect(settles(seen, after(BLIND_HINT_MS), failed)).toBe(true);
    expect(settles(seen, after(0), hintOf({ order: [7, 1], value: "7:in_progress:" }))).toBe(true);
  });

  test("the version itself settles at once; an older one only when the hint counts as lost", () => {
    fc.assert(
      fc.property(version, fc.nat(BLIND_HINT_MS - 1), (hinted, age) => {
        const versioned = hinted.order !== undefined || hinted.at !== undefined || hinted.value !== undefined;
        expect(settles({ x: hinted }, after(age), hintOf(hinted))).toBe(versioned);
      }),
    );
    expect(settles({}, after(BLIND_HINT_MS), hintOf({}))).toBe(true);
    const older = { x: { order: [1] } };
    expect(settles(older, after(LOST_HINT_MS - 1), hintOf({ order: [2] }))).toBe(false);
    expect(settles(older, after(LOST_HINT_MS), hintOf({ order: [2] }))).toBe(true);
  });

  test("a hint that waits for nothing is settled by any read that began after it, and by none before", () => {
    expect(settles({}, after(0), hintOf({ anyRead: true }))).toBe(true);
    expect(settles({}, after(-1), hintOf({ anyRead: true }))).toBe(false);
  });
});

describe("unsettledBy", () => {
  const told = (object: string, version: Version, more: Partial<ReceivedHint> = {}): ReceivedHint => {
    const receivedAt = new Date(0).toISOString();
    return { object, version, closing: "yes", facts: [], says: "", seq: 1, receivedAt, deliveryId: null, ...more };
  };
  const sight = (ms: number, headSha = "new") => ({ seen: {}, startedAt: new Date(ms).toISOString(), headSha });

  test("what was told of an object before it was deleted waits for nothing, once a read does not show it", () => {
    const created = told("comment:1", { value: "text" });
    expect(unsettledBy(sight(0), [created])).toEqual([created]);
    expect(unsettledBy(sight(0), [created, told("comment:1", { value: "absent" })])).toEqual([]);
    const still = { ...sight(0), seen: { "comment:1": { at: new Date(0).toISOString(), value: "older" } } };
    expect(unsettledBy(still, [created, told("comment:1", { value: "absent" })])).toHaveLength(2);
  });

  test("a check that a newer one of its name has superseded, and that is not shown any more, waits for nothing", () => {
    const first = told("check:1/build#5", { order: [70, 2], value: "70:completed:cancelled" });
    const shown = (seen: SeenVersions) => unsettledBy({ ...sight(0), seen }, [first]);
    expect(shown({ "check:1/build#6": { order: [71, 1] } })).toEqual([]);
    expect(shown({ "check:1/build#6": { order: [69, 2] } })).toEqual([first]);
    expect(shown({ "check:1/builds#6": { order: [71, 1] } })).toEqual([first]);
    expect(shown({ "check:2/build#6": { order: [71, 1] } })).toEqual([first]);
    // Both are shown: they are two opinions, and this one is awaited.
    expect(shown({ "check:1/build#5": { order: [70, 1] }, "check:1/build#6": { order: [71, 2] } })).toEqual([first]);
  });

  test("a check of a commit that is not the head waits only as long as the read may be the older one", () => {
    const check = told("check:1/build", { order: [1, 2] }, { commit: "old" });
    expect(unsettledBy(sight(OTHER_HEAD_MS - 1), [check])).toEqual([check]);
    expect(unsettledBy(sight(OTHER_HEAD_MS), [check])).toEqual([]);
    expect(unsettledBy(sight(OTHER_HEAD_MS, "old"), [check])).toEqual([check]);
  });
});
