import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Learning, learn } from "../../src/statistics/learn.ts";
import { quantile } from "../../src/statistics/quantile.ts";

/** Tenths: nearly all doubles of fast-check lie next to 0, where nothing differs by more than a step. */
const number = fc.integer({ min: -1_000, max: 1_000 }).map((tenths) => tenths / 10);
const size = fc.integer({ min: 0, max: 50 }).map((tenths) => tenths / 10);
/** Levels that are kept for a while, as projects have them: among mere noise a threshold hardly moves. */
const levels = fc
  .array(fc.tuple(number, fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 }))), { maxLength: 5, size: "max" })
  .map((runs) => runs.flatMap(([level, times]) => Array.from({ length: times }, () => level)).slice(0, 100));
/** As many as a history holds: by itself fast-check would write a few. */
const values = fc.oneof(fc.array(number, { maxLength: 100, size: "max" }), levels);
const better = fc.constantFrom("higher" as const, "lower" as const);
const learning: fc.Arbitrary<Learning> = fc.record({
  method: fc.constantFrom("ratchet" as const, "quantile" as const),
  share: fc.double({ min: 0, max: 0.5, noNaN: true }),
  evidence: fc.integer({ min: 5, max: 50 }),
  // Small beside the values: with a great one nothing would show that it is kept.
  mostStep: size,
  slack: size,
  floor: fc.constant(null),
  ceiling: fc.constant(null),
  relaxes: fc.boolean(),
});
/** What a few sums of doubles of this size may be off by. */
const OFF = 1e-9;

describe("quantile", () => {
  test("as R's quantile(type = 7) and NumPy's default give it", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantile([15, 20, 35, 40, 50], 0.4)).toBeCloseTo(29, 12);
    expect(quantile([3], 0.9)).toBe(3);
  });

  test("lies among the values, does not care for their order, and grows with its share", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const found = quantile(list, share);
        expect(found).toBeGreaterThanOrEqual(Math.min(...list) - OFF);
        expect(found).toBeLessThanOrEqual(Math.max(...list) + OFF);
        expect(quantile(list.toReversed(), share)).toBe(found);
        expect(quantile(list, share / 2)).toBeLessThanOrEqual(found + OFF);
      }),
    );
  });

  test("refuses what is no number, rather than answering with one", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(RangeError);
    expect(() => quantile([1, Number.POSITIVE_INFINITY], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
  });
});

describe("learn", () => {
  test("with too little evidence the declared threshold holds", () => {
    fc.assert(
      fc.property(number, better, learning, values, (declared, way, how, past) => {
        const { threshold, towards } = learn(declared, way, how, past.slice(0, how.evidence - 1));
        expect(towards).toBeNull();
        expect(threshold).toBe(declared);
      }),
    );
  });

  test("gives a finite number, whatever stands in the history", () => {
    const any = fc.array(fc.double(), { maxLength: 100, size: "max" });
    fc.assert(
      fc.property(number, better, learning, any, (declared, way, how, past) => {
        expect(learn(declared, way, how, past).threshold).toSatisfy(Number.isFinite);
      }),
    );
  });

  test("never becomes more lenient than declared, unless it may relax", () => {
    fc.assert(
      fc.property(number, better, learning, values, (declared, way, how, past) => {
        const { threshold } = learn(declared, way, { ...how, relaxes: false }, past);
        if (way === "higher") expect(threshold).toBeGreaterThanOrEqual(declared);
        else expect(threshold).toBeLessThanOrEqual(declared);
      }),
    );
  });

  test("aims at the quantile of the newest values, less the slack", () => {
    fc.assert(
      fc.property(number, learning, values, (declared, how, past) => {
        fc.pre(past.length >= how.evidence);
        const share = how.method === "ratchet" ? 0 : how.share;
        const level = quantile(past.slice(-how.evidence), share);
        expect(learn(declared, "higher", how, past).towards).toBeCloseTo(level - how.slack, 9);
      }),
    );
  });

  test("one more value moves it by no more than a step", () => {
    fc.assert(
      fc.property(number, better, learning, values, number, (declared, way, how, past, next) => {
        const before = learn(declared, way, how, past).threshold;
        const after = learn(declared, way, how, [...past, next]).threshold;
        expect(Math.abs(after - before)).toBeLessThanOrEqual(how.mostStep + OFF);
      }),
    );
  });

  test("nor does the oldest value by being forgotten", () => {
    fc.assert(
      fc.property(number, better, learning, values, (declared, way, how, past) => {
        const whole = learn(declared, way, how, past).threshold;
        const shorter = learn(declared, way, how, past.slice(1)).threshold;
        expect(Math.abs(whole - shorter)).toBeLessThanOrEqual(how.mostStep + OFF);
      }),
    );
  });

  test("one wild value among steady ones changes nothing", () => {
    const ratchet: Learning = {
      method: "ratchet",
      share: 0,
      evidence: 20,
      mostStep: 1,
      slack: 0,
      floor: null,
      ceiling: null,
      relaxes: false,
    };
    fc.assert(
      fc.property(fc.nat(59), fc.double({ min: 84, max: 1e6, noNaN: true }), (at, wild) => {
        const steady = Array.from({ length: 60 }, () => 84);
        expect(learn(80, "higher", ratchet, steady.with(at, wild)).threshold).toBe(84);
      }),
    );
  });

  test("stays between floor and ceiling where it was declared so", () => {
    fc.assert(
      fc.property(
        better,
        learning,
        values,
        fc.array(number, { minLength: 3, maxLength: 3 }),
        (way, how, past, three) => {
          const [floor = 0, declared = 0, ceiling = 0] = three.toSorted((a, b) => a - b);
          const { threshold } = learn(declared, way, { ...how, floor, ceiling }, past);
          expect(threshold).toBeGreaterThanOrEqual(floor);
          expect(threshold).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });

  test("less is better is greater is better, turned round", () => {
    fc.assert(
      fc.property(number, learning, values, (declared, how, past) => {
        const turned = learn(
          -declared,
          "lower",
          how,
          past.map((value) => -value),
        ).threshold;
        expect(learn(declared, "higher", how, past).threshold + 0).toBe(-turned + 0);
      }),
    );
  });
});
