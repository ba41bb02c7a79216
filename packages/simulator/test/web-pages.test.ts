import { afterEach, beforeEach, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { ask, shop } from "./support.ts";

let github: GitHub;
let pull: ReturnType<typeof shop>;
let path: string;

beforeEach(async () => {
  github = await startGitHub();
  pull = shop(github);
  path = `/${pull.repository}/pull/${pull.number}`;
});
afterEach(() => github.close());

const send = (form: Record<string, string>, origin: string | null) =>
  fetch(github.url + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(form),
    headers: origin === null ? {} : { origin },
  });

test("a pull request has a page with its checks, what others wrote is only text there", async () => {
  github.createCheckRun(pull.repository, pull.headSha, {
    name: "lint",
    conclusion: "failure",
    output: { title: "<b>2 problems</b>", summary: "**what \\_is\\_ &lt;wrong&gt;**" },
  });
  github.comment(pull, { by: "eve", body: "<script>alert(1)</script>" });
  const { status, body, headers } = await ask(github, null, "GET", path);
  expect(status).toBe(200);
  expect(body).toContain("&lt;b&gt;2 problems&lt;/b&gt;");
  expect(body).toContain("<b>what _is_ &lt;wrong&gt;</b>");
  expect(body).not.toContain("<script>");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect((await ask(github, null, "GET", "/acme")).body).toContain(path);
  expect((await ask(github, null, "GET", `/${pull.repository}/pull/99`)).status).toBe(404);
});

test("its form acts as somebody, for this page alone", async () => {
  expect((await send({ do: "approve", by: "ada" }, null)).status).toBe(403);
  expect((await send({ do: "approve", by: "ada" }, "http://evil.example")).status).toBe(403);
  expect((await send({ do: "comment", by: "ada", text: "Fine." }, github.url)).status).toBe(303);
  expect(github.commentsOf(pull)).toMatchObject([{ author: "ada", body: "Fine." }]);
  expect((await send({ do: "push", by: "ada", text: "More" }, github.url)).status).toBe(303);
  expect(github.pull(pull).headSha).not.toBe(pull.headSha);
  const own = await send({ do: "approve", by: "bob" }, github.url);
  expect([own.status, await own.text()]).toEqual([422, expect.stringContaining("nobody approve")]);
  expect((await send({ do: "approve", by: "stranger" }, github.url)).status).toBe(422);
});
