import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, isRefusal } from "../../src/change/decide.ts";
import { changesNothing } from "../../src/change/foresee.ts";
import { judge } from "../../src/change/judge.ts";
import { resolvePolicy } from "../../src/policy/resolve.ts";
import { canonicalJson } from "../../src/vocabulary/canonical.ts";
import { type Check, type Facts, known, type Review, unknown } from "../../src/vocabulary/fact.ts";
import type { ReceivedHint, Version } from "../../src/vocabulary/hint.ts";
import { GATE_LIST, goodFacts, H1, H2, hint, NO_RULES, NOW, observation, reading, Story } from "./arrange.ts";

// The answer must be right for every policy and every gate, so the property asks the whole decision: when it says that
// nothing changes, a read that shows all that was announced decides nothing.

const LATER = "2026-01-01T00:05:00.000Z";
const NAMES = ["build", "lint", "docs"] as const;

const check = fc.record({
  kind: fc.constantFrom("check_run", "status"),
  name: fc.constantFrom(...NAMES),
  appId: fc.constant(1),
  status: fc.constantFrom("queued", "in_progress", "completed"),
  conclusion: fc.constantFrom("success", "failure", "neutral", null),
  url: fc.constant(null),
}) as fc.Arbitrary<Check>;
const review = fc.record({
  id: fc.constantFrom("1", "2", "3"),
  author: fc.constantFrom({ login: "rita", kind: "user" }, { login: "ada", kind: "user" }),
  state: fc.constantFrom("APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED"),
  commit: fc.constantFrom(H1, H2),
  submittedAt: fc.constant(NOW),
  canPush: fc.constantFrom(true, null),
}) as fc.Arbitrary<Review>;
const policy = fc
  .record({
    when: fc.constantFrom("all", "nothing"),
    also: fc.subarray([...NAMES]),
    count: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ when, also, count }) => {
    const { policy: builtin } = resolvePolicy([]);
    const params = (gate: string) =>
      gate === "quality/required-ci" ? { when_none_required: when, also_require: also } : { count, count_stale: false };
    return {
      ...builtin,
      gates: builtin.gates.map((one) =>
        one.gate === "quality/required-ci" || one.gate === "dod/approvals" ? { ...one, params: params(one.gate) } : one,
      ),
    };
  });

const keyOf = ({ kind, name }: Check) => `${kind}:${name}`;
const order = (at: number): Version => ({ order: [at] });

/** A read that has seen version 5 of everything, and what is announced after it. */
const story = fc.record({
  policy,
  required: fc.subarray([...NAMES]),
  checks: fc.uniqueArray(check, { selector: keyOf }),
  reviews: fc.uniqueArray(review, { selector: ({ id }) => id }),
  announced: fc.array(
    fc.oneof(
      check.map((value) => ({ fact: "checks" as const, object: keyOf(value), value })),
      review.map((value) => ({ fact: "reviews" as const, object: `review:${value.id}`, value })),
    ),
    { minLength: 1, maxLength: 5 },
  ),
});

function factsOf({ required, checks, reviews }: { required: string[]; checks: Check[]; reviews: Review[] }): Facts {
  return goodFacts(H1, {
    checks: known(checks),
    reviews: known(reviews),
    requiredChecks: known(required.map((name) => ({ name, appId: null }))),
  });
}

test("what is said to change nothing changes nothing when it is read", () => {
  let nothing = 0;
  fc.assert(
    fc.property(story, ({ policy, announced, ...rest }) => {
      const facts = factsOf(rest);
      const seen = Object.fromEntries([
        ...rest.checks.map((value) => [keyOf(value), order(5)]),
        ...rest.reviews.map(({ id }) => [`review:${id}`, order(5)]),
      ]);
      const last = reading({ facts, seen });
      const hints = announced.map(
        ({ object, ...shows }, index): ReceivedHint =>
          hint({ object, version: order(6 + index), receivedAt: LATER, shows, closing: "yes" }),
      );
      const judged = (of: Facts) => canonicalJson(judge(policy, of, [], GATE_LIST, "2026-01-01T00:00:00Z"));
      if (!changesNothing(last, hints, judged)) return;
      nothing++;
      const before = new Story().tell({ ...observation({ facts, seen }), policy }).state;
      const [checks, reviews] = [new Map<string, Check>(), new Map<string, Review>()];
      for (const value of rest.checks) checks.set(keyOf(value), value);
      for (const value of rest.reviews) reviews.set(value.id, value);
      for (const one of announced) {
        if (one.fact === "checks") checks.set(keyOf(one.value), one.value);
        else reviews.set(one.value.id, one.value);
      }
      const after = factsOf({ ...rest, checks: [...checks.values()], reviews: [...reviews.values()] });
      const decided = decide(before, { ...observation({ facts: after }), policy }, LATER);
      expect(isRefusal(decided) ? decided : decided.map(({ type }) => type)).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
  // A property over nothing proves nothing.
  expect(nothing).toBeGreaterThan(100);
});

const lint: Check = {
  kind: "check_run",
  name: "lint",
  appId: 1,
  status: "completed",
  conclusion: "failure",
  url: null,
};
const build: Check = { ...lint, name: "build" };
const judged = (facts: Facts) =>
  canonicalJson(judge(resolvePolicy([]).policy, facts, [], GATE_LIST, "2026-01-01T00:00:00Z"));
const last = reading({ seen: { "check:1/build": { order: [5], value: "5" } } });
const news = (over: Partial<ReceivedHint>): ReceivedHint =>
  hint({
    object: "check:1/lint",
    version: order(6),
    receivedAt: LATER,
    shows: { fact: "checks", value: lint },
    ...over,
  });

test.each<[string, ReceivedHint, boolean]>([
  ["a check that nobody requires fails", news({}), true],
  ["it is about another commit", news({ commit: H2 }), false],
  [
    "a hint that does not tell the value",
    hint({ object: "check:1/lint", version: order(6), receivedAt: LATER }),
    false,
  ],
  ["a hint without a version", news({ version: {} }), false],
  ["a required check fails", news({ object: "check:1/build", shows: { fact: "checks", value: build } }), false],
  ["what the read shows already", news({ object: "check:1/build", version: order(4) }), true],
  [
    "of two states nobody can tell which is newer",
    news({ object: "check:1/build", version: { order: [5], value: "other" } }),
    false,
  ],
])("%s", (_, one, nothing) => {
  expect(changesNothing(last, [one], judged)).toBe(nothing);
});

test("two that change nothing by themselves may do so together", () => {
  // Passes while at least one of the two does.
  const either = (facts: Facts) =>
    String(facts.checks.known && facts.checks.value.some(({ conclusion }) => conclusion === "success"));
  const facts = goodFacts(H1, {
    checks: known([
      { ...lint, conclusion: "success" },
      { ...build, conclusion: "success" },
    ]),
  });
  const [a, b] = [news({}), news({ object: "check:1/build", shows: { fact: "checks", value: build } })];
  const seen = { "check:1/lint": order(5), "check:1/build": order(5) };
  const both = reading({ facts, seen });
  expect([changesNothing(both, [a], either), changesNothing(both, [b], either)]).toEqual([true, true]);
  expect(changesNothing(both, [a, b], either)).toBe(false);
});

test("of checks of one name by several reporters, or by one that no read has shown, the read tells which counts", () => {
  const running: Check = { ...lint, status: "in_progress", conclusion: null };
  const announced = news({ shows: { fact: "checks", value: running } });
  const seen = { "check:1/lint": order(5) };
  const having = (checks: readonly Check[]) => reading({ facts: goodFacts(H1, { checks: known(checks) }), seen });
  const constant = () => "the same";
  expect(changesNothing(having([lint]), [announced], constant)).toBe(true);
  expect(changesNothing(having([lint, lint]), [announced], constant)).toBe(false);
  expect(changesNothing(having([lint]), [{ ...announced, object: "check:1/lint#8" }], constant)).toBe(false);
  expect(changesNothing(having([build]), [{ ...announced, object: "check:1/lint#8" }], constant)).toBe(true);
});

test("a fact that could not be read is read again", () => {
  const blind = reading({ facts: goodFacts(H1, { checks: unknown("no permission") }) });
  expect(changesNothing(blind, [news({})], judged)).toBe(false);
});

test("where the policy reads reports, a check that completed is never decided without a read", () => {
  const one = news({});
  expect(changesNothing(last, [one], judged, false)).toBe(true);
  expect(changesNothing(last, [one], judged, true)).toBe(false);
  const running = news({ shows: { fact: "checks", value: { ...lint, status: "in_progress", conclusion: null } } });
  expect(changesNothing(last, [running], judged, true)).toBe(true);
  // Its artifacts were listed after it.
  expect(changesNothing(last, [news({ object: "check:1/build", version: order(4) })], judged, true)).toBe(true);
  // A status that is set again as it was: what was uploaded with it is new all the same.
  const seen = { "status:lint": { at: "2026-01-01T00:00:10.000Z", value: "success" } };
  const again = news({ object: "status:lint", version: { at: "2026-01-01T00:00:20.000Z", value: "success" } });
  expect(changesNothing({ ...last, seen }, [again], judged, false)).toBe(true);
  expect(changesNothing({ ...last, seen }, [again], judged, true)).toBe(false);
});

test("a review may begin conversations: it is read for where they are demanded to be resolved", () => {
  const said = hint({
    object: "review:9",
    version: { value: "COMMENTED" },
    closing: "no",
    facts: ["reviews", "threads"],
    shows: {
      fact: "reviews",
      value: {
        id: "9",
        author: { login: "ben", kind: "user" },
        state: "COMMENTED",
        commit: H1,
        submittedAt: LATER,
        canPush: null,
      },
      besides: ["threads"],
    },
  });
  const [one] = [{ ...said, seq: 1, receivedAt: LATER, deliveryId: null }] as ReceivedHint[];
  const last = (resolvedThreads: boolean) => ({
    ...reading(),
    startedAt: NOW,
    facts: goodFacts(H1, { branchRules: known({ ...NO_RULES, resolvedThreads }) }),
  });
  expect(changesNothing(last(false), one === undefined ? [] : [one], judged)).toBe(true);
  expect(changesNothing(last(true), one === undefined ? [] : [one], judged)).toBe(false);
});

test("a state that is announced again changes nothing, and what lay between the two does not either", () => {
  const last = { ...reading(), seen: { pull: { at: NOW, value: "open" } } };
  const judged = (facts: Facts) => facts;
  const closed = hint({ object: "pull", version: { at: "2026-01-01T00:01:00.000Z", value: "closed" } });
  const reopened = hint({ object: "pull", version: { at: "2026-01-01T00:02:00.000Z", value: "open" } });
  expect(changesNothing(last, [reopened], judged)).toBe(true);
  expect(changesNothing(last, [reopened, closed], judged)).toBe(true);
  expect(changesNothing(last, [closed, reopened], judged)).toBe(true);
  expect(changesNothing(last, [closed], judged)).toBe(false);
  const again = hint({ object: "pull", version: { at: "2026-01-01T00:03:00.000Z", value: "closed" } });
  expect(changesNothing(last, [again, reopened, closed], judged)).toBe(false);
});
