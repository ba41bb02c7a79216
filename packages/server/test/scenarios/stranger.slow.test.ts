import { describe, it } from "vitest";
import type { StrangerOptions } from "../support/stranger-github.ts";
import { meetDocumented, meetOdd, meetSlowGitHub, only } from "../support/stranger-walk.ts";

// The single ways to be strange, each alone; stranger.test.ts has them together.

it("a GitHub that answers within 100 ms, for a plain token: five contexts within 2 s of the webhook", () =>
  meetSlowGitHub("token"));

describe("a GitHub that knows only its documentation", () => {
  it.each<[string, StrangerOptions]>([
    ["no GraphQL", {}],
    ["GraphQL with the pull request and its lists", { graph: "lists" }],
  ])("%s", meetDocumented);
});

const pad = (time: unknown) => String(time).replace(/Z$/, ".017Z");

describe("what a GitHub may leave out or do otherwise", () => {
  it.each<[string, StrangerOptions]>([
    ["GraphQL answers 501", { graph: "501" }],
    ["GraphQL knows nothing and says null", { graph: "null" }],
    ["no rules of branches", { without: ["rules"] }],
    ["no branch: only its ref", { without: ["branch"] }],
    ["no list of a commit's pull requests", { without: ["commit-pulls"] }],
    ["no list of statuses, only the combined one", { without: ["statuses"] }],
    ["no combined status, only the list", { without: ["combined-status"] }],
    ["no check runs", { without: ["check-runs"] }],
    ["no trees", { without: ["tree"] }],
    ["no user of the token", { without: ["user"] }],
    [
      "a branch without rules and protection in sight",
      {
        alter: (route, body) => (route === "branch" ? { name: "main", commit: body.commit } : undefined),
        without: ["rules", "protection"],
      },
    ],
    [
      "the role only in the permissions",
      {
        alter: (route, body) => (route === "permission" ? { permission: body.permission, user: body.user } : undefined),
      },
    ],
    [
      "the older permission maintain",
      { alter: (route, body) => (route === "permission" ? { permission: body.role_name } : undefined) },
    ],
    [
      "times with milliseconds",
      {
        alter: (route, body) =>
          route === "comments" || route === "comment" ? { ...body, updated_at: pad(body.updated_at) } : undefined,
      },
    ],
    [
      "comments without the time of their last change",
      { alter: (route, { updated_at: _, ...body }) => (route === "comments" ? body : undefined) },
    ],
    [
      "reviews without their time",
      { alter: (route, { submitted_at: _, ...body }) => (route === "reviews" ? body : undefined) },
    ],
    [
      "statuses with hardly a field",
      {
        alter: (route, { context, state }) =>
          /status/.test(route) && context !== undefined ? { context, state } : undefined,
      },
    ],
    [
      "a pull request without sizes, links and repositories",
      {
        alter: (route, { number, title, body, state, user, updated_at, head, base }) =>
          route === "pull" || route === "pulls"
            ? { number, title, body, state, user, updated_at, head: only(head), base: only(base) }
            : undefined,
      },
    ],
    [
      "nothing is said of what was written",
      { alter: (route) => (/^(?:set-status|comment)$/.test(route) ? {} : undefined) },
    ],
    [
      "accounts that are gone",
      {
        alter: (route, body) =>
          route === "pull-commits"
            ? { ...body, author: null, committer: null }
            : route === "set-status"
              ? { ...body, creator: null }
              : undefined,
      },
    ],
  ])("%s", meetOdd);
});
