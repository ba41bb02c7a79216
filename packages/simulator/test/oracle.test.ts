import { afterAll, beforeAll, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { Oracle } from "../src/oracle.ts";
import { ROUTES } from "../src/rest/index.ts";
import { ask, shop } from "./support.ts";

let github: GitHub;
let oracle: Oracle;

beforeAll(async () => {
  github = await startGitHub({ oracle: true });
  oracle = await Oracle.load();
});
afterAll(async () => {
  await github.close();
});

const request = (method: string, path: string, body: unknown = undefined) => {
  const url = new URL(path, "http://x");
  const text = body === undefined ? "" : JSON.stringify(body);
  return oracle.request({ method, path: url.pathname, query: url.searchParams, body: text });
};

test("right requests pass", () => {
  const sha = "a".repeat(40);
  expect(request("GET", "/repos/o/r/pulls?state=open&per_page=100")).toEqual([]);
  expect(request("GET", "/repos/o/r/branches/feature/x/protection")).toEqual([]);
  expect(request("GET", "/repos/o/r/contents/a/b/c.yml?ref=main")).toEqual([]);
  expect(request("GET", "/repos/o/r/compare/main...feature/x")).toEqual([]);
  expect(request("POST", `/repos/o/r/statuses/${sha}`, { state: "success", target_url: null })).toEqual([]);
  expect(request("POST", "/repos/o/r/check-runs", { name: "n", head_sha: sha, status: "in_progress" })).toEqual([]);
  expect(request("PATCH", "/repos/o/r/check-runs/1", { status: "completed", conclusion: "success" })).toEqual([]);
  expect(request("POST", "/app/installations/1/access_tokens", {})).toEqual([]);
});

test.each([
  ["an unknown path", "GET", "/repos/o/r/colours", undefined, /no such path/],
  ["an unknown method", "PUT", "/repos/o/r/issues/1/comments", undefined, /PUT is not known/],
  ["an unknown query name", "GET", "/repos/o/r/pulls?stat=open", undefined, /stat is not known/],
  ["a query value of the wrong kind", "GET", "/repos/o/r/pulls?per_page=many", undefined, /per_page=many/],
  ["a query value that is none of those allowed", "GET", "/repos/o/r/pulls?state=opened", undefined, /state=opened/],
  ["a missing body", "POST", "/repos/o/r/check-runs", undefined, /a body is missing/],
  ["a missing field", "POST", "/repos/o/r/check-runs", { name: "n" }, /head_sha/],
  ["a wrong value", "POST", `/repos/o/r/statuses/${"a".repeat(40)}`, { state: "green" }, /state/],
  [
    "a misspelt key",
    "POST",
    `/repos/o/r/statuses/${"a".repeat(40)}`,
    { state: "error", descripton: "x" },
    /descripton/,
  ],
  ["a path value of the wrong kind", "GET", "/repos/o/r/pulls/one", undefined, /pull_number=one/],
])("%s is found", (_, method, path, body, wanted) => {
  const wrong = request(method, path, body);
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatch(wanted);
});

test("an answer that lacks a field, or has another type, is found", async () => {
  const pull = shop(github);
  const path = `/repos/acme/shop/pulls/${pull.number}`;
  const { body } = await ask(github, null, "GET", path);
  expect(oracle.response({ method: "GET", path }, 200, body)).toEqual([]);
  const { merged_at: _, ...lacking } = body;
  expect(oracle.response({ method: "GET", path }, 200, lacking).join()).toContain("merged_at");
  expect(oracle.response({ method: "GET", path }, 200, { ...body, number: "1" }).join()).toContain("/number");
  github.deleteRepository("acme/shop");
});

test("what a client sends wrongly is collected", async () => {
  shop(github);
  await ask(github, github.createToken("ada"), "GET", "/repos/acme/shop/pulls?stat=open");
  expect(github.violations).toHaveLength(1);
  expect(github.violations[0]).toContain("stat");
});

test("every endpoint of the simulator is one of GitHub's", () => {
  const values: Record<string, string> = { number: "1", id: "1", hook: "1", delivery: "1" };
  const unknown = ROUTES.filter((route) => {
    const path = route.path.replace(/\{(\w+)\*?\}/g, (_, name: string) => values[name] ?? "x");
    const wrong = oracle.request({ method: route.method, path, query: new URLSearchParams(), body: "" });
    return wrong.some((problem) => /no such path|is not known on/.test(problem));
  });
  expect(unknown.map((route) => `${route.method} ${route.path}`)).toEqual(["GET /repos/{owner}/{repo}/contents"]);
});
