import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combineContext, counting, type Member } from "../../src/change/contexts.ts";
import type { ChangeCommand } from "../../src/change/decide.ts";
import { isOpen } from "../../src/change/reading.ts";
import { parseComment, resolveSha } from "../../src/change/requests.ts";
import { evolve, INITIAL_STATE } from "../../src/change/state.ts";
import { answer, summarize } from "../../src/change/summary.ts";
import { known, type Observed, unknown } from "../../src/vocabulary/fact.ts";
import { OUTCOMES, opens } from "../../src/vocabulary/outcome.ts";
import { CONTEXTS } from "../../src/vocabulary/step.ts";
import { approve, asks, COORDINATOR, comment, goodFacts, hint, NOW, observation, Story } from "./arrange.ts";

const outcome = fc.constantFrom(...OUTCOMES);
const value = outcome.map((one) => ({ outcome: one, title: one }));
const contexts = fc.record({ dor: value, security: value, quality: value, dod: value, overall: value });
const member = (number: number) =>
  fc.record({
    number: fc.constant(number),
    baseRef: fc.constantFrom("main", "release"),
    headSha: fc.constantFrom("one", "two"),
    authorCanWrite: fc.constantFrom(true, false, null),
    contexts: fc.option(contexts),
  });
const members = fc
  .integer({ min: 0, max: 5 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => member(i + 1))));
const key = fc.constantFrom(...CONTEXTS);

describe("a context of a commit (I1)", () => {
  it("opens only when it opens for every change that counts", () => {
    fc.assert(
      fc.property(members, key, (all: readonly Member[], name) => {
        const combined = combineContext(name, all);
        const each = counting(all).map((one) => one.contexts?.[name].outcome ?? "pending");
        expect(opens(combined.outcome)).toBe(each.length > 0 && each.every(opens));
      }),
    );
  });

  it("is pending for a commit that is nobody's head", () => {
    for (const name of CONTEXTS) expect(combineContext(name, []).outcome).toBe("pending");
  });

  it("never gets worse by a twin whose author may not write, and never better by any further change of another base", () => {
    fc.assert(
      fc.property(members, member(9), key, (all, extra, name) => {
        const before = combineContext(name, all).outcome;
        const twin = { ...extra, authorCanWrite: false };
        if (counting(all).some((one) => one.baseRef === twin.baseRef && one.headSha === twin.headSha)) {
          expect(combineContext(name, [...all, twin]).outcome).toBe(before);
        }
        if (all.length > 0 && !all.some((one) => one.baseRef === extra.baseRef) && !opens(before)) {
          expect(opens(combineContext(name, [...all, extra]).outcome)).toBe(false);
        }
      }),
    );
  });

  it("takes every change of a merge group, whoever wrote it: only one of the same head is a twin", () => {
    fc.assert(
      fc.property(members, key, (all, name) => {
        const group = all.map((one) => ({ ...one, headSha: String(one.number), baseRef: "main" }));
        const every = group.every((one) => opens(one.contexts?.[name].outcome ?? "pending"));
        expect(opens(combineContext(name, group).outcome)).toBe(group.length > 0 && every);
      }),
    );
  });

  it("does not depend on the order of its changes", () => {
    fc.assert(
      fc.property(members, key, (all, name) => {
        expect(combineContext(name, [...all].reverse()).outcome).toBe(combineContext(name, all).outcome);
      }),
    );
  });
});

/** Small worlds: two heads, two bases, facts good or bad or unknown, comments there or not, hints, words, failures. */
const head = fc.constantFrom("1".repeat(40), "2".repeat(40));
const maybe = <T>(good: T, bad: T): fc.Arbitrary<Observed<T>> =>
  fc.constantFrom<Observed<T>>(known(good), known(good), known(bad), unknown("not readable"));
const command: fc.Arbitrary<ChangeCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: head.chain((headSha) =>
      fc
        .record({
          body: maybe("Closes #1, and more words.", ""),
          reviews: fc.constantFrom(goodFacts(headSha).reviews, known([]), unknown("not readable")),
          baseRef: fc.constantFrom("main", "release"),
          lifecycle: fc.constantFrom("open" as const, "open" as const, "draft" as const, "closed" as const),
          comment: fc.boolean(),
          doubt: fc.option(fc.constantFrom(hint(), hint({ facts: ["reviews"] }), hint({ closing: "unknown" })), {
            freq: 4,
          }),
          siblings: fc.boolean(),
        })
        .map(({ body, reviews, doubt, comment: there, siblings, ...rest }) =>
          observation(
            {
              ...rest,
              headSha,
              facts: goodFacts(headSha, { body, reviews }),
              comments: known(there ? [comment("5")] : []),
              ...(siblings ? {} : { siblings: unknown("not readable") }),
            },
            doubt === null ? [] : [doubt],
          ),
        ),
    ),
  },
  { weight: 3, arbitrary: head.map((sha) => approve(sha, COORDINATOR, { kind: "comment", commentId: "5" })) },
  { weight: 1, arbitrary: head.map((sha) => approve(sha)) },
  { weight: 1, arbitrary: head.map((sha) => asks({ type: "reject-final", sha, note: "" })) },
  { weight: 1, arbitrary: fc.constant<ChangeCommand>({ type: "fail", reason: "away", remedy: "" }) },
);

describe("any story", () => {
  it("shows overall green only on a fresh good read of this head, with a standing word for this head and base", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 14 }), (commands) => {
        const story = new Story();
        let last: Extract<ChangeCommand, { type: "observe" }> | null = null;
        for (const one of commands) {
          story.tell(one);
          if (one.type === "observe") last = one;
          const summary = summarize(story.state);
          if (summary.contexts?.overall.outcome !== "pass" || story.state.lifecycle === "closed") continue;
          expect(last?.reading.headSha).toBe(story.state.head);
          expect(last?.doubts.filter((doubt) => doubt.closing !== "no")).toEqual([]);
          expect(last?.reading.facts.body.known && last.reading.facts.reviews.known).toBe(true);
          expect(last?.reading.siblings.known).toBe(true);
          const word = story.state.words.findLast(
            (candidate) =>
              candidate.standing && candidate.sha === story.state.head && candidate.baseRef === story.state.baseRef,
          );
          expect(word?.decision).toBe("approve");
          expect(summary.state).toBe("COMPLETED");
        }
      }),
      { numRuns: 400 },
    );
  });

  it("has one answer: the title of the overall context is the sentence of `explain`", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const { state } = new Story().tell(...commands);
        const summary = summarize(state);
        if (summary.contexts === null || !isOpen(state.lifecycle)) return;
        expect(summary.contexts.overall.title).toBe(answer(state, summary));
      }),
      { numRuns: 300 },
    );
  });

  it("is the fold of its events, and COMPLETED exactly when overall passes while open", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const story = new Story().tell(...commands);
        expect(story.events.reduce((state, event) => evolve(state, event, NOW), INITIAL_STATE)).toEqual(story.state);
        const summary = summarize(story.state);
        if (summary.contexts !== null) {
          expect(summary.state === "COMPLETED" && summary.contexts.overall.outcome === "pass").toBe(
            summary.contexts.overall.outcome === "pass",
          );
        }
      }),
    );
  });

  it("moves the head by reads alone (I5)", () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const story = new Story();
        for (const one of commands) {
          const before = story.state.head;
          story.tell(one);
          if (one.type !== "observe") expect(story.state.head).toBe(before);
        }
      }),
    );
  });

  it("repeats: the same observation twice appends nothing the second time (I10)", () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 10 }), (commands) => {
        const story = new Story().tell(...commands);
        const last = commands.findLast((one) => one.type === "observe");
        if (last === undefined) return;
        story.tell(last);
        const before = story.events.length;
        story.tell(last);
        expect(story.events.length).toBe(before);
      }),
    );
  });
});

describe("commands in comments", () => {
  it("never throw, and are found only outside code and quotes", () => {
    fc.assert(
      fc.property(fc.string(), (body) => {
        parseComment(body);
      }),
    );
    expect(parseComment("```\n/tollgate recheck\n```\n> /tollgate recheck\n    text /tollgate recheck")).toEqual([]);
    expect(parseComment("Thanks!\r\n/tollgate recheck\r\n")).toEqual([{ ok: true, request: { type: "recheck" } }]);
  });

  it("say what is wrong with a line that is meant for us", () => {
    expect(parseComment("/tollgate aprove-final")[0]).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/approve-final SHA/),
    });
    expect(parseComment("/tollgate approve-final")[0]).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/Name the commit/),
    });
  });

  it("resolve a prefix to the one head it fits, or to none", () => {
    const sha = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.uniqueArray(sha, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (heads, length, pick) => {
          const chosen = heads[pick % heads.length] ?? "";
          const typed = chosen.slice(0, length);
          const resolved = resolveSha(typed, heads);
          const fits = heads.filter((one) => one.startsWith(typed));
          expect(resolved.ok).toBe(length >= 12 && fits.length === 1);
          if (resolved.ok) expect(resolved.sha).toBe(chosen);
        },
      ),
    );
  });
});
