import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../src/github.ts";
import { appJwt, ask, installedApp, receiver, shop, signedBy } from "./support.ts";

let github: GitHub;
let hooks: Awaited<ReturnType<typeof receiver>>;
let answer = 202;

beforeEach(async () => {
  answer = 202;
  github = await startGitHub();
  hooks = await receiver(() => answer);
});
afterEach(async () => {
  await github.close();
  await hooks.close();
});

test("deliveries are signed, named and in order", async () => {
  const pull = shop(github);
  const { app, installation } = await installedApp(github, { webhookUrl: hooks.url });
  github.addWebhook("acme/shop", hooks.url, "other", ["issue_comment"]);
  for (let n = 0; n < 20; n++) github.comment(pull, { by: "ada", body: `${n}` });
  await github.webhooks.settled();
  const comments = hooks.heard.filter((h) => h.event === "issue_comment");
  const toApp = comments.filter((h) => signedBy("s3cret", h));
  const toHook = comments.filter((h) => signedBy("other", h));
  for (const list of [toApp, toHook]) {
    expect(list.map((h) => Number(h.payload.comment.body))).toEqual(Array.from({ length: 20 }, (_, n) => n));
  }
  expect(new Set(comments.map((h) => h.guid)).size).toBe(40);
  expect(toApp[0]?.headers["x-github-hook-installation-target-id"]).toBe(String(app.id));
  expect(toApp[0]?.payload).toMatchObject({
    installation: { id: installation },
    repository: { full_name: "acme/shop" },
    organization: { login: "acme" },
    sender: { login: "ada" },
  });
  expect(toHook[0]?.payload.installation).toBeUndefined();
});

describe("on request they are", () => {
  test("lost, without a trace or as failures in the log", async () => {
    const pull = shop(github);
    const { app } = await installedApp(github, { webhookUrl: hooks.url });
    await github.webhooks.settled();
    hooks.heard.length = 0;
    const end = github.webhooks.drop({ match: { event: "issue_comment" }, times: 1 });
    github.webhooks.drop({ match: { event: "pull_request_review" }, logged: true });
    github.comment(pull, { by: "ada", body: "lost" });
    github.comment(pull, { by: "ada", body: "heard" });
    github.review(pull, { by: "ada", state: "APPROVED" });
    end();
    await github.webhooks.settled();
    expect(hooks.names()).toEqual(["issue_comment.created"]);
    const log = (await ask(github, appJwt(app), "GET", "/app/hook/deliveries")).body;
    expect(log.map((d: { event: string; status_code: number }) => [d.event, d.status_code])).toEqual([
      ["pull_request_review", 0],
      ["issue_comment", 202],
      ["installation", 202],
    ]);
    github.webhooks.clear();
    expect((await ask(github, appJwt(app), "POST", `/app/hook/deliveries/${log[0].id}/attempts`, {})).status).toBe(202);
    await github.webhooks.settled();
    expect(hooks.heard.at(-1)).toMatchObject({ event: "pull_request_review", guid: log[0].guid });
  });

  test("doubled with the same id", async () => {
    const pull = shop(github);
    github.addWebhook("acme/shop", hooks.url);
    github.webhooks.double({ times: 1 });
    github.comment(pull, { by: "ada", body: "x" });
    await github.webhooks.settled();
    expect(hooks.heard.map((h) => h.guid)).toHaveLength(2);
    expect(new Set(hooks.heard.map((h) => h.guid)).size).toBe(1);
  });

  test("held and let go in another order", async () => {
    const pull = shop(github);
    github.addWebhook("acme/shop", hooks.url);
    github.webhooks.hold();
    for (const body of ["1", "2", "3"]) github.comment(pull, { by: "ada", body });
    await github.webhooks.settled();
    expect(hooks.heard).toEqual([]);
    github.webhooks.release((held) => held.reverse());
    await github.webhooks.settled();
    expect(hooks.heard.map((h) => h.payload.comment.body)).toEqual(["3", "2", "1"]);
  });

  test("delayed, and shuffled the same way for the same seed", async () => {
    const pull = shop(github);
    github.addWebhook("acme/shop", hooks.url);
    const bodies = Array.from({ length: 12 }, (_, n) => String(n));
    const orders: string[][] = [];
    for (let round = 0; round < 2; round++) {
      hooks.heard.length = 0;
      const end = github.webhooks.reorder({ windowMs: 600, seed: 7 });
      for (const body of bodies) github.comment(pull, { by: "ada", body });
      await github.webhooks.settled();
      end();
      orders.push(hooks.heard.map((h) => h.payload.comment.body));
    }
    expect(orders[0]).not.toEqual(bodies);
    expect([...(orders[0] ?? [])].sort()).toEqual([...bodies].sort());
    expect(orders[1]).toEqual(orders[0]);
    hooks.heard.length = 0;
    github.webhooks.delay(150);
    const before = performance.now();
    github.comment(pull, { by: "ada", body: "late" });
    await github.webhooks.settled();
    expect(performance.now() - before).toBeGreaterThanOrEqual(140);
  });
});

test("a refused delivery is logged and not sent again by itself", async () => {
  const pull = shop(github);
  const { app } = await installedApp(github, { webhookUrl: hooks.url });
  answer = 503;
  github.comment(pull, { by: "ada", body: "x" });
  await github.webhooks.settled();
  const failed = (await ask(github, appJwt(app), "GET", "/app/hook/deliveries?status=failure")).body;
  expect(failed.map((d: { event: string; status_code: number }) => [d.event, d.status_code])).toEqual([
    ["issue_comment", 503],
  ]);
  const detail = (await ask(github, appJwt(app), "GET", `/app/hook/deliveries/${failed[0].id}`)).body;
  expect(detail.request.payload.comment.body).toBe("x");
});

/** Keys of objects that the official example has and ours lacks, arrays by their first entry. */
function missing(example: unknown, ours: unknown, path = ""): string[] {
  if (Array.isArray(example)) {
    return Array.isArray(ours) && example.length > 0 && ours.length > 0
      ? missing(example[0], ours[0], `${path}[]`)
      : [];
  }
  if (typeof example !== "object" || example === null || typeof ours !== "object" || ours === null) return [];
  return Object.entries(example).flatMap(([key, value]) =>
    key in ours ? missing(value, (ours as Record<string, unknown>)[key], `${path}.${key}`) : [`${path}.${key}`],
  );
}

test("payloads have what the official examples have", async () => {
  const pull = shop(github);
  github.addWebhook("acme/shop", hooks.url);
  await installedApp(github, { webhookUrl: hooks.url });
  github.openPullRequest("acme/shop", { head: "z", author: "ada" });
  github.push(pull, { by: "ada" });
  github.review(pull, { by: "ada", state: "APPROVED" });
  const { id } = github.comment(pull, { by: "ada", body: "x" });
  github.editComment(id, { body: "y" });
  const head = github.pull(pull).headSha;
  github.setStatus("acme/shop", head, { context: "a", state: "success", by: "ada" });
  github.createCheckRun("acme/shop", head, { name: "build", conclusion: "success" });
  github.enqueue(pull);
  github.closePullRequest(pull);
  github.protectBranch("acme/shop", "main", { classic: true, requiredChecks: ["a"] });
  await github.webhooks.settled();

  const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
  const definitions = JSON.parse(readFileSync(file, "utf8")) as { name: string; examples: Record<string, unknown>[] }[];
  const lacking: string[] = [];
  const seen = new Set<string>();
  for (const { event, payload } of hooks.heard) {
    const examples = definitions.find((definition) => definition.name === event)?.examples ?? [];
    const example = examples.find((candidate) => candidate.action === payload.action);
    if (example === undefined || seen.has(`${event}.${payload.action}`)) continue;
    seen.add(`${event}.${payload.action}`);
    // What only repositories of their time, or of some plan, carried.
    const { repository: _, organization: __, sender: ___, installation: ____, ...rest } = example;
    lacking.push(...missing(rest, payload).map((key) => `${event}.${payload.action}${key}`));
  }
  expect([...seen].length).toBeGreaterThan(10);
  expect(lacking.filter((key) => !/\.deployment$|signature|\.repo\.|\.permissions\./.test(key))).toEqual([]);
});
