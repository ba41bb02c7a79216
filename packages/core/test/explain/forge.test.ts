import { describe, expect, test } from "vitest";
import { type ForgeRefusal, forgeRefusals, type OnForge } from "../../src/explain/forge.ts";
import type { BranchRules, CodeOwner } from "../../src/vocabulary/evidence.ts";
import { type Check, type Facts, known, NOT_GATHERED, type Review, unknown } from "../../src/vocabulary/fact.ts";
import { goodFacts, H1, NO_RULES, NOW } from "../change/arrange.ts";

const on: OnForge = { lifecycle: "open", baseRef: "main", ownContexts: ["qms/overall"], readAt: NOW };
const rules = (over: Partial<BranchRules>): Partial<Facts> => ({ branchRules: known({ ...NO_RULES, ...over }) });
const review = (login: string, state: Review["state"], over: Partial<Review> = {}): Review => ({
  id: login,
  author: { login, kind: "user" },
  state,
  commit: H1,
  submittedAt: NOW,
  canPush: true,
  ...over,
});
const reviews = (...all: Review[]): Partial<Facts> => ({ reviews: known(all) });
const owners = (...names: readonly (readonly [string, readonly string[] | null])[]): Partial<Facts> => {
  const list = names.map(([name, people]): CodeOwner => ({ name, people }));
  return {
    codeOwners: known({ file: "CODEOWNERS", owned: [{ pattern: "/api", line: 1, files: ["api/a"], owners: list }] }),
  };
};
const checks = (...all: Check[]): Partial<Facts> => ({ checks: known(all) });
const build = (conclusion: string | null): Check => ({
  kind: "status",
  name: "build",
  appId: null,
  status: conclusion === null ? "in_progress" : "completed",
  conclusion,
  url: null,
});
const GONE = unknown("Not Found", "Administration: read");

const told = (over: Partial<Facts>, about: Partial<OnForge> = {}): readonly ForgeRefusal[] =>
  forgeRefusals(goodFacts(H1, { codeOwners: known({ file: null, owned: [] }), ...over }), { ...on, ...about });
const short = (list: readonly ForgeRefusal[]) => list.map(({ rule, known, who }) => [rule, known, who.join(", ")]);

describe("what the forge itself would still refuse", () => {
  test("nothing, of a change that keeps every rule", () => {
    const strict = { approvals: 1, lastPushApproval: true, resolvedThreads: true, upToDate: true, codeOwners: true };
    expect(told(rules(strict))).toEqual([]);
  });

  test.each<[string, Partial<Facts>, readonly (readonly [string, boolean, string])[]]>([
    ["a conflict", { mergeability: known({ state: "conflicting", behind: true }) }, [["conflicts", true, "@ada"]]],
    [
      "what it has not found out yet",
      { mergeability: known({ state: "computing", behind: null }) },
      [["conflicts", false, "the forge"]],
    ],
    [
      "a head behind its base, where that is demanded",
      { ...rules({ upToDate: true }), mergeability: known({ state: "clean", behind: true }) },
      [["up-to-date", true, "@ada"]],
    ],
    ["a head behind its base, where it is not", { mergeability: known({ state: "clean", behind: true }) }, []],
    [
      "too few approvals: those of people who may not push count nothing",
      {
        ...rules({ approvals: 2 }),
        ...reviews(review("bo", "APPROVED"), review("eve", "APPROVED", { canPush: false })),
      },
      [["approvals", true, "a reviewer other than @ada"]],
    ],
    [
      "a request for changes, until that person says otherwise",
      { ...rules({ approvals: 1 }), ...reviews(review("bo", "CHANGES_REQUESTED"), review("cy", "APPROVED")) },
      [["changes-requested", true, "@bo"]],
    ],
    [
      "an opinion that was changed",
      {
        ...rules({ approvals: 1 }),
        ...reviews(
          review("bo", "APPROVED"),
          review("bo", "CHANGES_REQUESTED", { submittedAt: "2025-01-01T00:00:00Z" }),
        ),
      },
      [],
    ],
    [
      "a push that only its pusher approved",
      { ...rules({ lastPushApproval: true }), ...reviews(review("bo", "APPROVED")), lastPusher: known("Bo") },
      [["last-push-approval", true, "a reviewer other than @ada"]],
    ],
    [
      "a push of nobody knows whom",
      { ...rules({ lastPushApproval: true }), lastPusher: unknown("a fork") },
      [["last-push-approval", false, "Tollgate"]],
    ],
    [
      "files whose owners have not approved",
      { ...rules({ codeOwners: true }), ...owners(["@bo", ["bo"]], ["@acme/api", ["cy"]]) },
      [["code-owners", true, "@bo, @acme/api"]],
    ],
    [
      "files that the author owns alone",
      { ...rules({ codeOwners: true }), ...owners(["@ada", ["ada"]]) },
      [["code-owners", true, "an admin of the repository"]],
    ],
    [
      "a team that cannot be seen",
      { ...rules({ codeOwners: true }), ...owners(["@acme/api", null]) },
      [["code-owners", false, "@acme/api"]],
    ],
    [
      "owners that no gate of ours has asked for",
      { ...rules({ codeOwners: true }), codeOwners: NOT_GATHERED.codeOwners },
      [["code-owners", false, "Tollgate"]],
    ],
    [
      "conversations, where the branch wants them resolved",
      {
        ...rules({ resolvedThreads: true }),
        threads: known([{ path: "a", line: 1, author: "bo", resolved: false, url: null }]),
      },
      [["conversations", true, "@ada, @bo"]],
    ],
    ["signatures, which nobody has looked at", rules({ signedCommits: true }), [["signed-commits", false, "@ada"]]],
    ["a required check that failed", checks(build("failure")), [["required-checks", true, "@ada"]]],
    ["a required check that runs", checks(build(null)), [["required-checks", true, "CI"]]],
    ["rules that cannot be seen", { branchRules: GONE }, [["branch-rules", false, "Tollgate's operator"]]],
    [
      "required checks that cannot be seen",
      { requiredChecks: GONE },
      [["required-checks", false, "Tollgate's operator"]],
    ],
  ])("%s", (_, over, expected) => {
    expect(short(told(over))).toEqual(expected);
  });

  test("a draft", () => {
    expect(short(told({}, { lifecycle: "draft" }))).toEqual([["draft", true, "@ada"]]);
  });

  test("our own checks are none of its rules", () => {
    expect(told({ requiredChecks: known([{ name: "qms/overall", appId: null }]) })).toEqual([]);
  });

  test("a permission that is missing is named", () => {
    const [hidden] = told({ branchRules: GONE });
    expect(hidden?.condition).toContain("the rules of main");
    expect(hidden?.action).toBe('Grant Tollgate the permission "Administration: read".');
  });
});
