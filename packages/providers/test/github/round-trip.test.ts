import { type Hint, type ReceivedHint, settles } from "@tollgate/core/vocabulary/hint";
import type { ChangeRef, Forge } from "@tollgate/providers/forge";
import type { GitHub } from "@tollgate/simulator/github";
import { expect, test } from "vitest";
import { forgeOn, REPOSITORY } from "./support/world.ts";

// I4: what a webhook announces, a read shows in exactly the same form; and a read from before it does not.

type Act = (github: GitHub, change: ChangeRef & { headSha: string }) => void;
interface Scene {
  readonly before?: Act;
  readonly act: Act;
  /** The objects whose versions are compared. */
  readonly objects: RegExp;
}

let review = 0;
let run = 0;
let comment = 0;
const scenes: Record<string, Scene> = {
  "an edited title": { act: (g, c) => void g.editPullRequest(c, { title: "ä new one" }), objects: /^pull$/ },
  "an edited description": { act: (g, c) => void g.editPullRequest(c, { body: "a\r\nb" }), objects: /^pull$/ },
  "another base": { act: (g, c) => void g.editPullRequest(c, { base: "loose" }), objects: /^pull$/ },
  "a draft": { act: (g, c) => void g.editPullRequest(c, { draft: true }), objects: /^pull$/ },
  "a merge": { act: (g, c) => void g.merge(c, { by: "ada" }), objects: /^pull$/ },
  "a push": { act: (g, c) => void g.push(c, { by: "carl" }), objects: /^head$/ },
  "an approval": { act: (g, c) => void g.review(c, { by: "ada", state: "APPROVED" }), objects: /^review:/ },
  "a dismissal": {
    before: (g, c) => {
      review = g.review(c, { by: "ada", state: "APPROVED" }).id;
    },
    act: (g) => g.dismissReview(review),
    objects: /^review:/,
  },
  "a check that begins": {
    act: (g, c) => void g.createCheckRun(REPOSITORY, c.headSha, { name: "build", status: "in_progress" }),
    objects: /^check:/,
  },
  "a check that ends": {
    before: (g, c) => {
      run = g.createCheckRun(REPOSITORY, c.headSha, { name: "build", status: "in_progress" }).id;
    },
    act: (g) => g.updateCheckRun(run, { conclusion: "failure" }),
    objects: /^check:/,
  },
  "a check run anew": {
    before: (g, c) => void g.createCheckRun(REPOSITORY, c.headSha, { name: "build", conclusion: "success" }),
    act: (g, c) => void g.createCheckRun(REPOSITORY, c.headSha, { name: "build", status: "queued" }),
    objects: /^check:/,
  },
  "a status": {
    before: (g, c) => void g.setStatus(REPOSITORY, c.headSha, { context: "ci/x", state: "success" }),
    act: (g, c) => void g.setStatus(REPOSITORY, c.headSha, { context: "ci/x", state: "failure" }),
    objects: /^status:/,
  },
  "a command": { act: (g, c) => void g.comment(c, { by: "ada", body: "/tollgate status" }), objects: /^comment:/ },
  "an edited command": {
    before: (g, c) => {
      comment = g.comment(c, { by: "ada", body: "/tollgate approve-final x" }).id;
    },
    act: (g) => g.editComment(comment, { body: "never mind" }),
    objects: /^comment:/,
  },
  "a deleted command": {
    before: (g, c) => {
      comment = g.comment(c, { by: "ada", body: "/tollgate approve-final x" }).id;
    },
    act: (g) => g.deleteComment(comment),
    objects: /^comment:/,
  },
};

test.each(Object.entries(scenes))("%s", async (_, { before, act, objects }) => {
  // A second passes with every step: times have whole seconds, and equal ones cannot be told apart.
  let now = Date.parse("2026-03-01T10:00:00Z");
  const clock = () => now;
  const { github, forge } = await forgeOn("app", { options: { clock }, config: { now: clock } });
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  before?.(github, change);
  now += 2_000;
  const old = await forge.readChange(change, { contextNames: [] });
  now += 2_000;
  const from = github.deliveries.length;
  act(github, change);
  const hints = hintsSince(github, forge, from).filter((hint) => objects.test(hint.object));
  expect(hints).not.toEqual([]);
  const receivedAt = new Date(now).toISOString();
  now += 500;
  const startedAt = new Date(now).toISOString();
  const fresh = await forge.readChange(change, { contextNames: [] });
  for (const hint of hints) {
    const received: ReceivedHint = { ...hint, seq: 1, receivedAt, deliveryId: null };
    expect(settles(fresh.seen, startedAt, received), `a fresh read shows ${hint.says}`).toBe(true);
    expect(settles(old.seen, startedAt, received), `an old read does not show ${hint.says}`).toBe(false);
  }
});

function hintsSince(github: GitHub, forge: Forge, from: number): Hint[] {
  return github.deliveries.slice(from).flatMap((delivery) => {
    const translation = forge.webhooks.translate(delivery.event, new TextEncoder().encode(delivery.body));
    return [...translation.changes, ...translation.commits].map((entry) => entry.hint);
  });
}

test("our own writes are echoes: no hint about any change", async () => {
  const { github, forge } = await forgeOn("app");
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  const from = github.deliveries.length;
  const signal = AbortSignal.timeout(10_000);
  const value = {
    name: "team/own",
    outcome: "fail",
    title: "t",
    summary: "s",
    detailsUrl: null,
    shadow: false,
  } as const;
  await forge.ensureContext(REPOSITORY, change.headSha, value, signal);
  await forge.ensureContext(REPOSITORY, change.headSha, { ...value, outcome: "pass" }, signal);
  await forge.ensureComment(change, "/tollgate approve-final is what you may write", signal);
  expect(github.deliveries.length).toBeGreaterThan(from);
  expect(hintsSince(github, forge, from)).toEqual([]);
});
