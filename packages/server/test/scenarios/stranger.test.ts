import { describe, expect, it, onTestFinished } from "vitest";
import { startStandIn } from "../support/stand-in.ts";
import { STRANGE_REPOSITORY, type StrangerOptions } from "../support/stranger-github.ts";
import {
  ALL,
  FINAL_MS,
  FIRST_MS,
  meetDocumented,
  meetOdd,
  meetSlowGitHub,
  only,
  serve,
  timed,
  timedTwice,
} from "../support/stranger-walk.ts";
import { NAMES } from "../support/world.ts";

// One of each kind; stranger.slow.test.ts has every single way to be strange.

it(
  "a GitHub that answers within 100 ms: five contexts within 2 s of the webhook, the final ones within 15 s of the last fact",
  () => meetSlowGitHub("app"),
  120_000,
);

it("the stand-in of others, emulate: as an App, from its token to the final word", async () => {
  const stand = await startStandIn();
  onTestFinished(() => stand.close());
  const url = await serve({ ...stand.environment, TOLLGATE_REPOSITORIES: STRANGE_REPOSITORY });
  await stand.listen(`${url}/webhooks/github`);
  const pulls: Awaited<ReturnType<typeof stand.open>>[] = [];
  const shows = (sha: string, expected: object) => async () => expect(await stand.shown(sha)).toMatchObject(expected);
  await timedTwice("emulate: first", FIRST_MS, async () => {
    const opened = await stand.open("Retry the upload when the connection breaks", "It gave up.\r\n\r\nCloses #12");
    pulls.unshift(opened);
    return async () => expect(Object.keys(await stand.shown(opened.sha)).sort()).toEqual([...ALL].sort());
  });
  const [{ number, sha }] = pulls as [(typeof pulls)[number]];
  const passed = { [NAMES.dor]: "success", [NAMES.dod]: "success" };
  await timed("emulate: gates", FINAL_MS, async () => {
    await stand.approve(number, "rita");
    return shows(sha, { ...passed, [NAMES.overall]: "in_progress" });
  });
  await timed("emulate: final word", FINAL_MS, async () => {
    await stand.comment(number, "cora", `/tollgate approve-final ${sha}`);
    return shows(sha, { ...passed, [NAMES.overall]: "success" });
  });
}, 60_000);

it(
  "a GitHub that knows only its documentation, without GraphQL, below /api/v3",
  () => meetDocumented("no GraphQL, below /api/v3", { prefix: "/api/v3" }),
  120_000,
);

describe("what a GitHub may leave out or do otherwise", () => {
  it.each<[string, StrangerOptions]>([
    ["GraphQL refuses every query", { graph: "errors" }],
    ["GraphQL lacks the lists", { graph: "scalars" }],
    ["payloads hold hardly more than an address", { payloads: "minimal" }],
    [
      "everything that has another way: rules, branch, trees, check runs, the user, the lists of a commit",
      { without: ["rules", "branch", "commit-pulls", "statuses", "check-runs", "tree", "user"] },
    ],
    ["every field that can be done without", { alter: least }],
  ])("%s", meetOdd, 60_000);
});

/** Of each answer what it cannot do without. */
function least(route: string, body: Record<string, unknown>): unknown {
  const { number, title, state, user, head, base, context, updated_at, submitted_at: _, ...rest } = body;
  switch (route) {
    case "pull":
    case "pulls":
      return { number, title, body: body.body, state, user, updated_at, head: only(head), base: only(base) };
    case "pull-commits":
      return { ...body, author: null, committer: null };
    case "reviews":
    case "comments":
      return { ...rest, user, state };
    case "statuses":
      return { context, state };
    case "permission":
      return { permission: body.permission, user };
    case "set-status":
    case "comment":
      return {};
    default:
      return undefined;
  }
}
