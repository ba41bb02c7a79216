import { describe, expect, it } from "vitest";
import { type CheckMember, renderCheck } from "../../src/change/check.ts";
import { combineContext, type Member, siblingMissing } from "../../src/change/contexts.ts";
import { answer, summarize } from "../../src/change/summary.ts";
import { known } from "../../src/vocabulary/fact.ts";
import { approve, goodFacts, H1, observation, Story } from "./arrange.ts";

/** One change of a commit, judged: as a member of the commit's value, and as the check shows it. */
function judged(number: number, story: Story) {
  const summary = summarize(story.state);
  const member: Member = {
    number,
    baseRef: `base-${number}`,
    headSha: H1,
    authorCanWrite: true,
    contexts: summary.contexts,
  };
  const shown: CheckMember = {
    number,
    title: `Change ${number}`,
    gates: story.state.judged?.gates ?? [],
    missing: summary.missing,
    waitsFor: summary.waitingFor[0] ?? null,
    problems: [],
  };
  return { member, shown, says: answer(story.state, summary) };
}

const complete = () => judged(1, new Story().tell(observation({}), approve(H1)));
const undescribed = () => judged(2, new Story().tell(observation({ facts: goodFacts(H1, { body: known("") }) })));
const check = (...all: ReturnType<typeof judged>[]) => {
  const combined = combineContext(
    "overall",
    all.map(({ member }) => member),
  );
  const shown = all.map((one) => one.shown);
  return { title: combined.title, text: renderCheck(shown, "overall", combined) };
};

describe("the check of a commit with several pull requests", () => {
  it("holds the answer of each, word for word as `explain` gives it", () => {
    const [one, two] = [complete(), undescribed()];
    const { title, text } = check(one, two);
    expect(title).toBe(`#2: ${two.says}`);
    expect(text).toContain(`### #2 Change 2\n\n**${two.says}**`);
    // Its own gates are open: what keeps it closed is the other one.
    expect(one.says).toBe("Nothing is missing: it can be merged.");
    const kept = siblingMissing(2, two.says).condition.replace("#2", "#\u200b2");
    expect(text).toContain(`### #1 Change 1\n\n**${kept}**`);
  });

  it("says of each that nothing is missing, once all are open", () => {
    const { text } = check(complete(), { ...complete(), shown: { ...complete().shown, number: 3 } });
    expect(text.match(/\*\*Nothing is missing: it can be merged\.\*\*/g)).toHaveLength(2);
  });
});

it("the check of one pull request begins with its answer", () => {
  const one = undescribed();
  const { title, text } = check(one);
  expect(title).toBe(one.says);
  expect(text.startsWith(`**${one.says}**\n\n`)).toBe(true);
});

it("the check of all says how risky the change is, how strictly it is taken, and why", () => {
  const one = undescribed();
  const shown: CheckMember = {
    ...one.shown,
    assessed: {
      risk: "HIGH",
      score: 6,
      tier: "standard",
      rigour: "strict",
      reasons: [{ factor: "area", weight: 6, text: "Touches authentication: src/<login>.ts" }],
    },
  };
  const combined = combineContext("overall", [one.member]);
  expect(renderCheck([shown], "overall", combined)).toContain(
    "**High risk in a standard repository: strict, gates of every category block**\n\n- Touches authentication: src/&lt;login&gt;.ts",
  );
  expect(renderCheck([shown], "dor", combineContext("dor", [one.member]))).not.toContain("High risk");
});
