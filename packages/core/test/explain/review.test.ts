import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effective, type JudgedGate } from "../../src/change/review.ts";
import { type ChangeState, INITIAL_STATE, type JudgedData } from "../../src/change/state.ts";
import { summarize } from "../../src/change/summary.ts";
import { explain } from "../../src/explain/explanation.ts";
import { locksOf } from "../../src/explain/locks.ts";
import { lackingOf } from "../../src/explain/of-change.ts";
import { COSTS } from "../../src/explain/requirement.ts";
import { opens } from "../../src/vocabulary/outcome.ts";
import { DEFAULT_CONTEXT_NAMES } from "../../src/vocabulary/step.ts";
import { group, type Opening, type Verdict, type Way } from "../../src/vocabulary/verdict.ts";
import { H1, NOW } from "../change/arrange.ts";

const PUSH: Way = { id: "push", by: "author", who: [], pushes: true };
const CI: Way = { id: "ci", by: "wait", who: [] };
const APPROVE: Way = { id: "approve", by: "person", who: [] };
const edit = (what: string): Way => ({ id: `edit:${what}`, by: "author", who: [] });
const approveBy = (login: string): Way => ({ id: `approve:${login}`, by: "person", who: [login] });

const pass: Verdict = { outcome: "pass", title: "fine" };
const closed = (title: string, opensBy: Opening): Verdict => ({ outcome: "fail", title, remedy: `${title}!`, opensBy });
const one = (title: string, ...ways: Way[]): Verdict => closed(title, { count: 1, ways });
const gate = (name: string, verdict: Verdict): JudgedGate => ({ name, step: "ready", blocking: true, verdict });

/** A change whose gates said this, and would say `afterPush` of a new head. */
function judged(
  gates: readonly JudgedGate[],
  afterPush?: readonly JudgedGate[],
  over: Partial<JudgedData> = {},
): ChangeState {
  const data: JudgedData = {
    head: H1,
    baseRef: "main",
    baseSha: "",
    title: "",
    author: "ada",
    url: "",
    gates,
    ...(afterPush === undefined ? {} : { afterPush }),
    policy: { digest: "", commit: null, branch: null, problems: [] },
    final: { required: true, role: "coordinator" },
    contextNames: DEFAULT_CONTEXT_NAMES,
    shadow: false,
    authorCanWrite: true,
    blind: null,
    facts: {},
    doubts: [],
    otherContexts: [],
    readAt: NOW,
    ...over,
  };
  return { ...INITIAL_STATE, number: 7, head: H1, baseRef: "main", heads: [H1], judged: data };
}

const without = { siblings: [], read: null };
const told = (state: ChangeState) => explain(state, without).plan.actions.map(({ by, who, times }) => [by, who, times]);
const FINAL = ["person", ["somebody with the role coordinator who wrote no part of it"], 1];

describe("the plan of a review", () => {
  test("an approval that a code owner has to give is one of those that anybody may give", () => {
    const two = closed("2 more", { count: 2, ways: [APPROVE] });
    const owners = [one("api", approveBy("Bo"), approveBy("cy")), one("ui", approveBy("bo"))];
    const state = judged([gate("dod/approvals", group("", [two, group("", owners)]))]);
    expect(told(state)).toEqual([["person", ["@Bo"], 1], ["person", ["a reviewer other than @ada"], 1], FINAL]);
  });

  test("people who can stand in for each other are told together", () => {
    const ways = ["bo", "cy", "di"].map(approveBy);
    const state = judged([gate("dod/approvals", closed("2 owners", { count: 2, ways }))]);
    expect(told(state)).toEqual([["person", ["@bo", "@cy", "@di"], 2], FINAL]);
  });

  test("first the push, then CI, then those who have approved already, then the final word", () => {
    const now = [gate("quality/tests", one("3 fail", PUSH)), gate("dod/approvals", pass)];
    const later = [gate("quality/tests", one("none yet", CI)), gate("dod/approvals", one("1 more", APPROVE))];
    const { plan, missing } = explain(judged(now, later), without);
    expect(plan.actions.map(({ by }) => by)).toEqual(["author", "wait", "person", "person"]);
    expect(plan.actions[2]?.why).toContain("new head");
    expect(plan.actions[3]?.action).toContain("the new head");
    expect(plan.cost).toBe(COSTS.author + COSTS.wait + 2 * COSTS.person);
    expect(missing.map(({ gate, step }) => [gate, step])).toEqual([
      ["quality/tests", 1],
      ["final", 4],
    ]);
  });

  test("all that one edit has to bring is told with it, so that one edit is enough", () => {
    const sections = ["Why", "Risk", "Rollback", "Tests", "Privacy", "Signature"];
    const parts = sections.map((section) => one(section, edit("description")));
    const { plan } = explain(judged([gate("dod/compliance-evidence", group("0 of 6", parts))]), without);
    expect(plan.actions[0]?.action).toBe("Why! Risk! Rollback! Tests! Privacy! Signature!");
  });

  test("what the author can do comes first, whatever the order of the gates", () => {
    const state = judged([
      gate("dod/approvals", one("1 more", APPROVE)),
      gate("quality/required-ci", one("runs", CI)),
      gate("dor/title", one("too short", edit("title"))),
    ]);
    const { sentence, missing } = explain(state, without);
    expect(missing.map(({ gate }) => gate)).toEqual(["dor/title", "quality/required-ci", "dod/approvals", "final"]);
    expect(sentence).toBe("dor/title: too short. too short!");
  });

  test("what nobody can open is told with who could change it, behind what the author can do", () => {
    const nobody: Opening = { count: 1, ways: [] };
    const grant: Opening = { count: 1, ways: [{ id: "grant:Checks: read", by: "operator", who: [] }] };
    const state = judged([
      gate("quality/required-ci", group("", [closed("lint never reports", nobody), one("runs", CI)])),
      gate("dor/title", one("too short", edit("title"))),
      gate("security/code-scanning", closed("unknown", grant)),
    ]);
    const { plan, missing } = explain(state, without);
    expect(plan.deadlock.map(({ gate, who }) => [gate, who])).toEqual([
      ["quality/required-ci", ["whoever may change the policy or the branch's rules"]],
      ["security/code-scanning", ["Tollgate's operator"]],
    ]);
    expect(missing.map((item) => item.gate)).toEqual([
      "dor/title",
      "quality/required-ci",
      "security/code-scanning",
      "final",
    ]);
    // The rest of the way is planned all the same.
    expect(plan.actions.map(({ by }) => by)).toEqual(["author", "wait", "person"]);
  });

  test("what no push mends stays a deadlock behind the push", () => {
    const owner: Opening = { count: 1, ways: [{ id: "code-owners", by: "operator", who: [] }] };
    const alone = () => gate("dod/approvals", closed("owned by ada alone", owner));
    const now = [gate("quality/tests", one("3 fail", PUSH)), alone()];
    const state = judged(now, [gate("quality/tests", one("none yet", CI)), alone()], { blind: "no answer" });
    const { plan, missing } = explain(state, without);
    expect(plan.deadlock.map((item) => item.gate)).toEqual(["tollgate", "dod/approvals"]);
    expect(missing.map(({ gate, step }) => [gate, step])).toEqual([
      ["quality/tests", 1],
      ["tollgate", undefined],
      ["dod/approvals", undefined],
      ["final", 3],
    ]);
  });

  test("an owner who is the author alone is a deadlock", () => {
    const opensBy: Opening = { count: 1, ways: [{ id: "code-owners", by: "operator", who: [] }] };
    const { plan } = explain(judged([gate("dod/approvals", closed("owned by ada alone", opensBy))]), without);
    expect(plan.deadlock.map(({ who }) => who)).toEqual([["an admin of the repository"]]);
  });

  test("a gate that only waits for its turn needs nothing of its own", () => {
    const turn = closed("waits for step a", { count: 1, ways: [{ id: "turn:step a", by: "wait", who: [] }] });
    const { plan, missing } = explain(
      judged([gate("dor/title", one("short", edit("title"))), gate("x", turn)]),
      without,
    );
    expect(plan.actions).toHaveLength(2);
    expect(missing.map((item) => item.gate)).toEqual(["dor/title", "x", "final"]);
  });

  test("a draft is made ready before anybody is asked", () => {
    const state: ChangeState = { ...judged([gate("dod/approvals", one("1 more", APPROVE))]), lifecycle: "draft" };
    expect(explain(state, without).plan.actions.map(({ action }) => action)).toEqual([
      "Mark it ready for review.",
      "1 more!",
      `Comment \`/tollgate approve-final ${H1.slice(0, 12)}\`.`,
    ]);
  });

  test("whoever refused can take it back", () => {
    const state: ChangeState = {
      ...judged([gate("dor/title", pass)]),
      words: [
        {
          decision: "reject",
          sha: H1,
          baseRef: "main",
          by: "cora",
          via: { kind: "api", commandId: "1" },
          at: NOW,
          note: "",
          standing: true,
        },
      ],
    };
    expect(told(state)).toEqual([["person", ["@cora"], 1]]);
  });

  test("another pull request of the head comes last, and is the answer where nothing else is missing", () => {
    const state = judged([gate("dor/title", pass)], undefined, { final: { required: false, role: "none" } });
    const siblings = [{ number: 9, waitsFor: "dor/title: short." }];
    const { mergeable, sentence, plan } = explain(state, { siblings, read: null });
    expect(mergeable).toBe(false);
    expect(sentence).toBe("Pull request #9 has the same head and does not pass: dor/title: short.");
    expect(plan.actions.map(({ who }) => who)).toEqual([["the authors of both"]]);
  });

  test("nothing is planned for what is merged, and a wait for what was not judged yet", () => {
    expect(explain({ ...judged([]), lifecycle: "merged" }, without).plan.actions).toEqual([]);
    const { plan, sentence } = explain({ ...INITIAL_STATE, head: H1 }, without);
    expect(sentence).toBe("Waits for its first evaluation.");
    expect(plan).toMatchObject({ exact: false, actions: [{ by: "wait", who: ["Tollgate"] }] });
  });
});

/** What is done in a review, and what becomes of it: the rules a plan has to reckon with, written once more. */
class Review {
  readonly #state: ChangeState;
  readonly #lasting = new Set<string>();
  /** Given to the head: how often by anybody, and by whom. */
  #given: string[] = [];
  #pushed = false;

  constructor(state: ChangeState) {
    this.#state = state;
  }

  do(way: Way): void {
    // The final word is refused before all else is done.
    if (way.id === "final" && !this.#gatesOpen()) return;
    if (way.by === "author") this.#lasting.add(way.id);
    else this.#given.push(way.id);
    if (way.pushes !== true) return;
    this.#pushed = true;
    this.#given = [];
  }

  isOpen(): boolean {
    return this.#gatesOpen() && this.#given.includes("final");
  }

  #gatesOpen(): boolean {
    const { gates, afterPush = [] } = this.#state.judged ?? { gates: [] };
    const anew = new Map(this.#pushed ? afterPush.map((one) => [one.name, one]) : []);
    return gates
      .map((one) => anew.get(one.name) ?? one)
      .every((one) => opens(effective(one)) || this.#holds(one.verdict));
  }

  #holds(verdict: Verdict): boolean {
    if (opens(verdict.outcome)) return true;
    const { children, opensBy } = verdict;
    if (opensBy === undefined) return (children ?? []).every((child) => this.#holds(child));
    const done = [...this.#given, ...this.#lasting];
    const served = done.filter((id) =>
      opensBy.ways.some((way) => id === way.id || (way.who.length === 0 && id.startsWith(`${way.id}:`))),
    );
    return served.length >= opensBy.count;
  }
}

const PEOPLE = ["bo", "cy", "di", "ed", "flo"];
/** Verdict trees: groups of groups, of leaves that open by so many of some ways, the same ways in several places. */
function verdicts(lasting: boolean): fc.Arbitrary<Verdict> {
  const named = fc.subarray(PEOPLE.map(approveBy), { minLength: 1 });
  const opening: fc.Arbitrary<Opening> = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(named, fc.nat()).map(([ways, n]) => ({ count: 1 + (n % ways.length), ways })) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }).map((count) => ({ count, ways: [APPROVE] })) },
    { weight: 1, arbitrary: fc.constant({ count: 1, ways: [CI] }) },
    ...(lasting
      ? [
          { weight: 1, arbitrary: fc.constant({ count: 1, ways: [PUSH] }) },
          { weight: 1, arbitrary: fc.constantFrom("a", "b").map((what) => ({ count: 1, ways: [edit(what)] })) },
          { weight: 1, arbitrary: named.map((ways) => ({ count: 1, ways: [PUSH, ...ways] })) },
          { weight: 1, arbitrary: fc.constant({ count: 1, ways: [PUSH, edit("a")] }) },
        ]
      : []),
    { weight: 1, arbitrary: fc.constantFrom<Opening>({ count: 1, ways: [] }, { count: 3, ways: [approveBy("bo")] }) },
  );
  const { tree } = fc.letrec<{ tree: Verdict }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      opening.map((opensBy) => closed("x", opensBy)),
      fc.constant(pass),
      fc.array(tie("tree"), { minLength: 1, maxLength: 4 }).map((parts) => group("g", parts)),
    ),
  }));
  return tree;
}

/** Reviews of some gates, some of which judge a new head anew. */
function reviews(most: number): fc.Arbitrary<ChangeState> {
  const one = fc.record({
    now: verdicts(true),
    later: fc.option(verdicts(false)),
    blocking: fc.constantFrom(true, true, false),
  });
  return fc.array(one, { minLength: 1, maxLength: most }).map((all) => {
    const gates = all.map(({ now, blocking }, at) => ({ ...gate(`g${at}`, now), blocking }));
    const later = all.flatMap(({ later, blocking }, at) =>
      later === null ? [] : [{ ...gate(`g${at}`, later), blocking }],
    );
    // What a new head needs is looked into where a push opens something, and nowhere else.
    return judged(gates, isPushed(judged(gates)) ? later : undefined);
  });
}

function isPushed(state: ChangeState): boolean {
  const gates = (state.judged?.gates ?? []).filter((one) => !opens(effective(one)));
  return gates.flatMap(locksOf).some(({ opening }) => opening.ways.includes(PUSH));
}

/** Every single deed of a plan, in its order. */
function deedsOf(state: ChangeState): readonly Way[] {
  return lackingOf(state).plan.steps.flatMap(({ ways, times }) => {
    const [first] = ways;
    return Array.from({ length: times }, (_, at) => ways[at] ?? first).filter((way) => way !== undefined);
  });
}

function isOpenAfter(state: ChangeState, deeds: readonly Way[]): boolean {
  const review = new Review(state);
  for (const deed of deeds) review.do(deed);
  return review.isOpen();
}

const WORD: Way = { id: "final", by: "person", who: ["cora"] };

/** The least that all sets of deeds cost that open it, each tried in the one order that helps. */
function bruteForce(state: ChangeState): number {
  const pool = [
    ...(isPushed(state) ? [PUSH] : []),
    edit("a"),
    edit("b"),
    CI,
    APPROVE,
    APPROVE,
    APPROVE,
    ...PEOPLE.map(approveBy),
    WORD,
  ];
  const costs = pool.map(({ by }) => COSTS[by === "operator" ? "bypass" : by]);
  let best = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 1 << pool.length; mask++) {
    const cost = costs.reduce((sum, one, at) => (mask & (1 << at) ? sum + one : sum), 0);
    if (cost >= best) continue;
    if (
      isOpenAfter(
        state,
        pool.filter((_, at) => mask & (1 << at)),
      )
    )
      best = cost;
  }
  return best;
}

describe("on any review", () => {
  test("the planned deeds in their order open it, and none can be left out", () => {
    fc.assert(
      fc.property(reviews(8), (state) => {
        const { plan } = lackingOf(state);
        if (plan.deadlock.length > 0) return;
        const deeds = deedsOf(state);
        expect(isOpenAfter(state, deeds)).toBe(true);
        for (const at of deeds.keys()) expect(isOpenAfter(state, deeds.toSpliced(at, 1))).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  test("no cheaper set of deeds opens it, and where none does a deadlock is told (fifteen deeds)", () => {
    fc.assert(
      fc.property(reviews(3), (state) => {
        const { plan } = lackingOf(state);
        const least = bruteForce(state);
        expect(plan.deadlock.length > 0).toBe(least === Number.POSITIVE_INFINITY);
        if (plan.deadlock.length > 0) return;
        expect(plan.exact).toBe(true);
        expect(plan.cost).toBe(least);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  test("every gate in the way is told once, by the same first sentence as the check's", () => {
    fc.assert(
      fc.property(reviews(8), (state) => {
        const { missing, sentence } = explain(state, without);
        const shut = (state.judged?.gates ?? []).filter((one) => !opens(effective(one))).map(({ name }) => name);
        expect(missing.map((item) => item.gate).toSorted()).toEqual([...shut, "final"].toSorted());
        expect(summarize(state).contexts?.overall.title).toBe(sentence);
        for (const { step, who } of missing) expect(step === undefined || step > 0 ? who.length : 0).toBeGreaterThan(0);
      }),
    );
  });
});
