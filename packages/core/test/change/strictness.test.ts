import { describe, expect, test } from "vitest";
import type { ChangeEvent, JudgedData } from "../../src/change/state.ts";
import { summarize } from "../../src/change/summary.ts";
import { parseLayer } from "../../src/policy/parse.ts";
import { resolvePolicy } from "../../src/policy/resolve.ts";
import type { ChangedFile } from "../../src/vocabulary/evidence.ts";
import { type Facts, known } from "../../src/vocabulary/fact.ts";
import { goodFacts, H1, NOW, observation, Story } from "./arrange.ts";

function touching(path: string, additions: number): Partial<Facts> {
  const file: ChangedFile = { path, status: "modified", additions, deletions: 0, added: null };
  return {
    files: known([file]),
    size: known({ additions, deletions: 0, files: 1 }),
    authorHistory: known({ association: "member", merged: null }),
  };
}

function story(facts: Partial<Facts>, spec = "{}") {
  const text = `apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: { name: x }\nspec: ${spec}\n`;
  const { layer, problems } = parseLayer([{ path: "review.yml", text }]);
  expect(problems).toEqual([]);
  const { policy } = resolvePolicy([layer]);
  return new Story().tell({ ...observation({ facts: goodFacts(H1, facts) }), policy });
}

function judgedIn({ events }: Story): JudgedData {
  const judged = events.find(
    (event): event is ChangeEvent & { type: "change.judged" } => event.type === "change.judged",
  );
  if (judged === undefined) throw new Error("nothing was judged");
  return judged;
}

describe("a change that is too large to be read", () => {
  test("is told so, and not stopped, at ordinary risk in a standard repository", () => {
    const told = story(touching("src/cart.ts", 1_200));
    expect(judgedIn(told).assessed).toMatchObject({ risk: "MEDIUM", tier: "standard", rigour: "balanced" });
    expect(judgedIn(told).gates.find(({ name }) => name === "dor/change-size")).toMatchObject({
      blocking: false,
      verdict: { outcome: "fail" },
    });
    expect(summarize(told.state).state).toBe("FINAL_PENDING");
  });

  test("is stopped at high risk", () => {
    const stopped = story(touching("src/auth/login.ts", 1_200));
    expect(judgedIn(stopped).assessed).toMatchObject({ risk: "HIGH", rigour: "strict", score: 6 });
    expect(summarize(stopped.state).state).toBe("DOR_FAILED");
  });

  test("is not stopped where the policy says so itself, whatever the risk", () => {
    const told = story(touching("src/auth/login.ts", 1_200), "{ gates: { dor/change-size: { blocking: false } } }");
    expect(summarize(told.state).state).toBe("FINAL_PENDING");
  });

  test("is measured by the parameters of its rigour", () => {
    const spec =
      "{ tier: mission_critical, gates: { dor/change-size: { by_rigour: { strict: { params: { max_lines: 50 } } } } } }";
    expect(summarize(story(touching("src/cart.ts", 60), spec).state).state).toBe("DOR_FAILED");
    const mild = spec.replace("mission_critical", "standard");
    expect(summarize(story(touching("src/cart.ts", 60), mild).state).state).toBe("FINAL_PENDING");
  });
});

test("where only critical gates stop a change, a poor title is told", () => {
  const poor = { ...touching("src/cart.ts", 5), title: known("wip") };
  expect(summarize(story(poor).state).state).toBe("DOR_FAILED");
  expect(summarize(story(poor, "{ tier: experimental }").state).state).toBe("FINAL_PENDING");
  const unapproved = { ...touching("src/cart.ts", 5), reviews: known([]) };
  expect(summarize(story(unapproved, "{ tier: experimental }").state).state).toBe("DOD_PENDING");
});

test("what the risk was told from is stored with the decision", () => {
  const { facts } = judgedIn(story(touching("src/cart.ts", 5)));
  expect(Object.keys(facts)).toEqual(expect.arrayContaining(["files", "size", "authorHistory", "dependencies"]));
});

test("a judgement of an earlier version is judged again, and says it then", () => {
  const now = story(touching("src/cart.ts", 5));
  const { judged } = now.state;
  if (judged === null) throw new Error("nothing was judged");
  const { assessed: _, ...before } = judged;
  now.state = { ...now.state, judged: before };
  expect(summarize(now.state).state).toBe("FINAL_PENDING");
  const events = now.events.length;
  now.tell({ ...observation({ facts: goodFacts(H1, touching("src/cart.ts", 5)), startedAt: NOW }) });
  expect(now.events.slice(events).map(({ type }) => type)).toContain("change.judged");
  expect(now.state.judged?.assessed).toMatchObject({ risk: "LOW", tier: "standard" });
});
