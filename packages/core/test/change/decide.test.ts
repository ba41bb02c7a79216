import { describe, expect, it } from "vitest";
import { summarize } from "../../src/change/summary.ts";
import { known, unknown } from "../../src/vocabulary/fact.ts";
import { approve, asks, COORDINATOR, comment, goodFacts, H1, H2, hint, observation, Story } from "./arrange.ts";

const at = (story: Story) => summarize(story.state).state;
const overall = (story: Story) => summarize(story.state).contexts?.overall.outcome;

describe("the road of a change", () => {
  it("reaches FINAL_PENDING with a well-kept pull request and the built-in policy", () => {
    const story = new Story().tell(observation());
    expect(at(story)).toBe("FINAL_PENDING");
    expect(overall(story)).toBe("pending");
    expect(summarize(story.state).missing.map((item) => item.gate)).toEqual(["final"]);
  });

  it("completes with the final word and leaves COMPLETED when a gate closes", () => {
    const story = new Story().tell(observation(), approve(H1));
    expect(at(story)).toBe("COMPLETED");
    expect(overall(story)).toBe("pass");
    story.tell(observation({ facts: goodFacts(H1, { reviews: known([]) }) }));
    expect(at(story)).toBe("DOD_PENDING");
    expect(overall(story)).toBe("pending");
  });

  it.each([
    ["an empty description", { body: known("") }, "DOR_FAILED"],
    ["CI that still runs", { checks: known([]) }, "PROGRESS_PENDING"],
    [
      "failed CI",
      {
        checks: known([
          {
            kind: "status" as const,
            name: "build",
            appId: null,
            status: "completed" as const,
            conclusion: "failure",
            url: null,
          },
        ]),
      },
      "PROGRESS_BLOCKED",
    ],
    ["no approval", { reviews: known([]) }, "DOD_PENDING"],
    ["an unknown fact", { checks: unknown("not readable", "Checks: read") }, "PROGRESS_BLOCKED"],
  ])("%s stops it", (_what, facts, state) => {
    const story = new Story().tell(observation({ facts: goodFacts(H1, facts) }));
    expect(at(story)).toBe(state);
    expect(overall(story)).not.toBe("pass");
  });

  it("appends nothing when nothing has changed", () => {
    const story = new Story().tell(observation());
    const before = story.events.length;
    story.tell(observation(), observation({ baseSha: "c".repeat(40) }));
    expect(story.events.length).toBe(before);
  });

  it("says the missing permission when a fact is unknown", () => {
    const facts = goodFacts(H1, { checks: unknown("not readable", "Checks: read") });
    const story = new Story().tell(observation({ facts }));
    expect(JSON.stringify(summarize(story.state).missing)).toContain("Checks: read");
  });

  it("closes every context while it is not known who shares the head", () => {
    const story = new Story().tell(observation({ siblings: unknown("the list could not be read") }), approve(H1));
    const contexts = summarize(story.state).contexts;
    expect(Object.values(contexts ?? {}).map((value) => value.outcome)).toEqual(Array(5).fill("error"));
  });

  it("holds a draft at the final step", () => {
    const story = new Story().tell(observation({ lifecycle: "draft" }), approve(H1));
    expect(story.refused).toMatch(/draft/);
    expect(overall(story)).toBe("pending");
  });

  it("enters ERROR when evaluation fails and leaves it with the next good one", () => {
    const story = new Story().tell(observation(), { type: "fail", reason: "the forge is away", remedy: "" });
    expect(at(story)).toBe("ERROR");
    expect(overall(story)).toBe("error");
    story.tell(observation());
    expect(at(story)).toBe("FINAL_PENDING");
  });
});

describe("the final word", () => {
  it("stands for its head alone: a push starts again, and a push back finds it (I5)", () => {
    const story = new Story().tell(observation(), approve(H1), observation({ headSha: H2 }));
    expect(at(story)).toBe("FINAL_PENDING");
    story.tell(observation({ headSha: H1 }));
    expect(at(story)).toBe("COMPLETED");
  });

  it("does not stand for another base", () => {
    const story = new Story().tell(observation(), approve(H1), observation({ baseRef: "release" }));
    expect(at(story)).toBe("FINAL_PENDING");
  });

  it("is void when somebody rejects, and only they take it back", () => {
    const story = new Story().tell(observation(), approve(H1));
    const other = { ...COORDINATOR, name: "otto", login: "otto" };
    story.tell(asks({ type: "reject-final", sha: H1, note: "not yet" }, other));
    expect(at(story)).toBe("FINAL_REJECTED");
    story.tell(approve(H1));
    expect(story.refused).toMatch(/refused by otto/);
    story.tell(approve(H1, other));
    expect(at(story)).toBe("COMPLETED");
  });

  it.each([
    ["a short prefix", H1.slice(0, 11), /at least 12/],
    ["an unknown commit", "3".repeat(40), /No head/],
    ["an older head", H1, /not the head any more/],
  ])("is refused for %s (I6)", (_what, sha, reason) => {
    const story = new Story().tell(observation(), observation({ headSha: H2 }), approve(sha));
    expect(story.refused).toMatch(reason);
    expect(at(story)).toBe("FINAL_PENDING");
  });

  it("takes a prefix that fits one of all heads ever seen, and refuses one that fits two", () => {
    const twin = `${H1.slice(0, 20)}${"9".repeat(20)}`;
    expect(new Story().tell(observation(), approve(H1.slice(0, 12))).refused).toBeNull();
    const story = new Story().tell(observation({ headSha: twin }), observation(), approve(H1.slice(0, 12)));
    expect(story.refused).toMatch(/more than one/);
    expect(story.tell(approve(H1)).refused).toBeNull();
  });

  it.each([
    ["the author", { ...COORDINATOR, name: "ada", login: "Ada" }, /is the author/],
    ["a bot", { ...COORDINATOR, kind: "bot" as const }, /bot/],
    ["somebody with too small a role", { ...COORDINATOR, role: "developer" as const }, /needs the role coordinator/],
  ])("is refused from %s", (_who, by, reason) => {
    expect(new Story().tell(observation(), approve(H1, by)).refused).toMatch(reason);
  });

  it("is refused from whoever wrote, committed or pushed part of it, and while that is not known", () => {
    const cases = [
      [{ commitPeople: known(["CORA"]) }, /wrote or committed/],
      [{ facts: goodFacts(H1, { lastPusher: known("cora") }) }, /pushed/],
      [{ commitPeople: unknown("too many commits") }, /cannot be told/],
    ] as const;
    for (const [over, reason] of cases) {
      const command = asks(
        { type: "approve-final", sha: H1, note: "" },
        COORDINATOR,
        { kind: "api", commandId: "x" },
        over,
      );
      expect(new Story().tell(observation(over), command).refused).toMatch(reason);
    }
  });

  it("says that the pusher is not known", () => {
    const over = { facts: goodFacts(H1, { lastPusher: unknown("a fork") }) };
    const command = asks(
      { type: "approve-final", sha: H1, note: "" },
      COORDINATOR,
      { kind: "api", commandId: "x" },
      over,
    );
    const story = new Story().tell(observation(over), command);
    expect(at(story)).toBe("COMPLETED");
    expect(story.state.words[0]?.note).toMatch(/not known/);
  });

  it("is refused before FINAL_PENDING, with what is missing", () => {
    const story = new Story().tell(observation({ facts: goodFacts(H1, { reviews: known([]) }) }), approve(H1));
    expect(story.refused).toMatch(/DOD_PENDING.*dod\/approvals/s);
  });

  it("follows its comment: edited or deleted it falls, seen again unedited it stands (I7)", () => {
    const via = { kind: "comment", commentId: "5" } as const;
    const story = new Story().tell(observation({ comments: known([comment("5")]) }), approve(H1, COORDINATOR, via));
    expect(at(story)).toBe("COMPLETED");
    story.tell(observation({ comments: known([]) }));
    expect(at(story)).toBe("FINAL_PENDING");
    story.tell(observation({ comments: known([comment("5")]) }));
    expect(at(story)).toBe("COMPLETED");
    story.tell(observation({ comments: known([comment("5", { updatedAt: "2026-01-01T00:00:09.000Z" })]) }));
    expect(at(story)).toBe("FINAL_PENDING");
    story.tell(observation({ comments: unknown("not readable") }));
    expect(at(story)).toBe("FINAL_PENDING");
  });

  it("is given once per comment, however often it is read", () => {
    const via = { kind: "comment", commentId: "5" } as const;
    const command = approve(H1, COORDINATOR, via);
    const story = new Story().tell(observation({ comments: known([comment("5")]) }), command, command, command);
    expect(story.events.filter((event) => event.type === "final.given")).toHaveLength(1);
  });
});

describe("a hint that no read has shown yet", () => {
  it("closes the gates that read its facts, and no others", () => {
    const story = new Story().tell(observation(), approve(H1));
    story.tell(observation({}, [hint({ facts: ["reviews"], says: "approval dismissed" })]));
    const summary = summarize(story.state);
    expect(summary.contexts?.dod.outcome).toBe("pending");
    expect(summary.contexts?.dor.outcome).toBe("pass");
    expect(summary.contexts?.overall.outcome).toBe("pending");
    expect(summary.waitingFor[0]).toMatch(/approval dismissed/);
  });

  it("turns a gate red at once when it says so, and opens none", () => {
    const red = hint({ facts: ["checks"], outcome: "fail", says: "build failed" });
    expect(summarize(new Story().tell(observation({}, [red])).state).contexts?.quality.outcome).toBe("fail");
    const green = hint({ facts: ["reviews"], closing: "no" });
    const story = new Story().tell(observation({ facts: goodFacts(H1, { reviews: known([]) }) }, [green]));
    expect(summarize(story.state).contexts?.dod.outcome).toBe("pending");
  });

  it("about the whole change closes everything", () => {
    const story = new Story().tell(observation({}, [hint()]));
    expect(summarize(story.state).contexts?.dor.outcome).toBe("pending");
  });
});
