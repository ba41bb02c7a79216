import { expect, test } from "vitest";
import { startGitHub } from "../src/github.ts";
import { ask } from "./support.ts";

test("another process drives it by JSON, a web page cannot", async () => {
  const github = await startGitHub();
  const call = async (name: string, ...args: unknown[]) => {
    const answer = await ask(github, null, "POST", `/_simulator/${name}`, args);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  await call("createRepository", "acme/shop", { permissions: { ada: "write" } });
  const pull = await call("openPullRequest", "acme/shop", { head: "x", author: "bob" });
  await call("setStatus", "acme/shop", pull.headSha, { context: "ci", state: "failure" });
  expect(await call("contextsOf", "acme/shop", pull.headSha)).toEqual({ ci: "failure" });
  const fault = await call("faults.add", { kind: "status", status: 503, match: { path: "^/repos/" }, times: 1 });
  expect(fault.id).toBe(1);
  expect((await ask(github, null, "GET", "/repos/acme/shop")).status).toBe(503);
  const seen = await ask(github, null, "GET", "/_simulator/requests");
  expect(seen.body).toMatchObject([{ path: "/repos/acme/shop", status: 503 }]);
  const wrong = await ask(github, null, "POST", "/_simulator/pull", [{ repository: "acme/shop", number: 9 }]);
  expect([wrong.status, wrong.body.message]).toEqual([422, "there is no pull request acme/shop#9"]);
  expect((await ask(github, null, "POST", "/_simulator/explode", [])).status).toBe(404);
  const form = await fetch(`${github.url}/_simulator/closePullRequest`, {
    method: "POST",
    body: new URLSearchParams("a=b"),
  });
  expect(form.status).toBe(415);
  expect((await ask(github, null, "GET", "/_simulator/faults.clear")).status).toBe(415);
  await github.close();
});
