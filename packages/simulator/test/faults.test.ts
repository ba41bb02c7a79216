import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { ask, graphql, shop } from "./support.ts";

let github: GitHub;
let token: string;
let now: number;
const PULLS = "/repos/acme/shop/pulls";

beforeEach(async () => {
  now = Date.parse("2026-01-01T12:00:00Z");
  github = await startGitHub({ clock: () => now });
  shop(github);
  token = github.createToken("ada");
});
afterEach(async () => {
  await github.close();
});

test("answers with a status as often as asked, only where it fits", async () => {
  const fault = github.faults.add({ kind: "status", status: 502, times: 2, match: { method: "GET", path: "/pulls$" } });
  expect((await ask(github, token, "GET", "/repos/acme/shop")).status).toBe(200);
  const statuses: number[] = [];
  for (let n = 0; n < 3; n++) statuses.push((await ask(github, token, "GET", PULLS)).status);
  expect(statuses).toEqual([502, 502, 200]);
  expect(fault.hits).toBe(2);
});

test("a fault ends at its time, strikes by a seeded chance, and can be GraphQL's alone", async () => {
  github.faults.add({ kind: "status", status: 500, until: now + 1_000 });
  expect((await ask(github, token, "GET", PULLS)).status).toBe(500);
  now += 1_000;
  expect((await ask(github, token, "GET", PULLS)).status).toBe(200);
  const rolls: number[][] = [];
  for (let round = 0; round < 2; round++) {
    github.faults.clear();
    github.faults.add({ kind: "status", status: 500, probability: 0.5, seed: 3 });
    const statuses: number[] = [];
    for (let n = 0; n < 20; n++) statuses.push((await ask(github, token, "GET", PULLS)).status);
    rolls.push(statuses);
  }
  expect(rolls[0]).toEqual(rolls[1]);
  expect(new Set(rolls[0])).toEqual(new Set([200, 500]));
  github.faults.clear();
  github.faults.add({ kind: "status", status: 500, match: { graphql: true } });
  expect((await ask(github, token, "GET", PULLS)).status).toBe(200);
  expect((await graphql(github, token, "{ viewer { login } }")).status).toBe(500);
});

test("connections break before, during and after", async () => {
  const path = `/repos/acme/shop/statuses/${github.pull({ repository: "acme/shop", number: 1 }).headSha}`;
  const sha = path.split("/").at(-1) ?? "";
  github.faults.add({ kind: "reset", times: 1 });
  await expect(ask(github, token, "POST", path, { state: "success", context: "a" })).rejects.toThrow();
  expect(github.contextsOf("acme/shop", sha)).toEqual({});
  github.faults.add({ kind: "cut", times: 1 });
  await expect(ask(github, token, "GET", PULLS)).rejects.toThrow();
  github.faults.add({ kind: "after", answer: "reset", times: 1 });
  await expect(ask(github, token, "POST", path, { state: "success", context: "b" })).rejects.toThrow();
  github.faults.add({ kind: "after", times: 1 });
  expect((await ask(github, token, "POST", path, { state: "success", context: "c" })).status).toBe(500);
  expect(github.contextsOf("acme/shop", sha)).toEqual({ b: "success", c: "success" });
});

test("hangs until it is let go", async () => {
  github.faults.add({ kind: "hang" });
  const waiting = ask(github, token, "GET", PULLS);
  const first = await Promise.race([waiting.catch(() => "broken"), new Promise((r) => setTimeout(r, 200, "waits"))]);
  expect(first).toBe("waits");
  github.faults.clear();
  await expect(waiting).rejects.toThrow();
  expect((await ask(github, token, "GET", PULLS)).status).toBe(200);
});

describe("limits", () => {
  test("a used-up hour stays used up until it is over", async () => {
    github.faults.add({ kind: "rate-limit-primary", seconds: 30, times: 1 });
    const first = await ask(github, token, "GET", PULLS);
    expect(first.status).toBe(403);
    expect(first.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(first.headers.get("x-ratelimit-reset")).toBe(String(now / 1000 + 30));
    expect((await ask(github, token, "GET", PULLS)).status).toBe(403);
    expect((await graphql(github, token, "{ viewer { login } }")).status).toBe(200);
    now += 31_000;
    expect((await ask(github, token, "GET", PULLS)).status).toBe(200);
  });

  test("too much at once is told with retry-after", async () => {
    github.faults.add({ kind: "rate-limit-secondary", seconds: 7, status: 429, times: 1 });
    const answer = await ask(github, token, "GET", PULLS);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(answer.body.message).toContain("secondary rate limit");
  });

  test("the budget is counted, and the minute's points enforced where asked for", async () => {
    github.setRateLimitRemaining(token, 0, "graphql");
    const spent = await graphql(github, token, "{ viewer { login } }");
    expect([spent.status, spent.body.errors[0].type]).toEqual([200, "RATE_LIMITED"]);
    github.setRateLimitRemaining(token, 1);
    expect((await ask(github, token, "GET", PULLS)).status).toBe(200);
    expect((await ask(github, token, "GET", PULLS)).status).toBe(403);
    const strict = await startGitHub({ limits: { secondary: true } });
    const pull = shop(strict);
    const mine = strict.createToken("ada");
    const statuses: number[] = [];
    for (let n = 0; n < 81; n++) {
      const path = `/repos/acme/shop/issues/${pull.number}/comments`;
      statuses.push((await ask(strict, mine, "POST", path, { body: "x" })).status);
    }
    await strict.close();
    expect(statuses.filter((status) => status === 201)).toHaveLength(80);
    expect(statuses.at(-1)).toBe(403);
  });
});

test("stale answers show the state as it was, in REST and GraphQL; writes are never stale", async () => {
  const pull = github.pull({ repository: "acme/shop", number: 1 });
  github.faults.add({ kind: "stale", seconds: 5 });
  now += 1_000;
  const { after } = github.push(pull, { by: "ada" });
  const heads = async () => {
    const rest = (await ask(github, token, "GET", `${PULLS}/1`)).body.head.sha;
    const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { headRefOid } } }`;
    return [rest, (await graphql(github, token, query)).body.data.repository.pullRequest.headRefOid];
  };
  expect(await heads()).toEqual([pull.headSha, pull.headSha]);
  const merged = await ask(github, token, "PUT", `${PULLS}/1/merge`, { sha: pull.headSha });
  expect(merged.status).toBe(409);
  now += 4_000;
  expect(await heads()).toEqual([pull.headSha, pull.headSha]);
  now += 1_500;
  expect(await heads()).toEqual([after, after]);
  github.faults.clear();
  github.editPullRequest(pull, { title: "Now" });
  expect((await ask(github, token, "GET", `${PULLS}/1`)).body.title).toBe("Now");
});

test("slow answers and the general latency wait; every request is recorded", async () => {
  github.faults.add({ kind: "slow", ms: 120, times: 1 });
  const before = performance.now();
  await ask(github, token, "GET", PULLS);
  expect(performance.now() - before).toBeGreaterThanOrEqual(110);
  expect(github.requests.at(-1)).toMatchObject({
    method: "GET",
    path: PULLS,
    status: 200,
    by: "user:ada",
    faults: ["slow"],
  });
});
