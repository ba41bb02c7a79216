import type { ChangeReading } from "@tollgate/core/change/reading";
import type { Observed } from "@tollgate/core/vocabulary/fact";
import { type ContextValue, ForgeError } from "@tollgate/providers/forge";
import { describe, expect, test } from "vitest";
import { forgeOn, REPOSITORY } from "./support/world.ts";

// GitHub's bad days: whatever fails, a read brings the truth, or says "unknown", or is thrown by kind; and a write ends
// as wanted however often its answer is lost.

const SEEDS = [1, 2];
const KINDS: readonly ForgeError["kind"][] = ["transient", "rate-limited", "unknown-outcome"];

function trouble(github: Awaited<ReturnType<typeof forgeOn>>["github"], seed: number): void {
  const common = { probability: 0.2, seed };
  github.faults.add({ kind: "status", status: 502, ...common });
  github.faults.add({ kind: "reset", ...common, seed: seed + 100 });
  github.faults.add({ kind: "cut", ...common, seed: seed + 200, match: { writes: false } });
  github.faults.add({ kind: "after", ...common, seed: seed + 300, match: { writes: true } });
}

/** Throws unless the value is the same, or unknown. */
function sameOrUnknown(name: string, was: unknown, is: unknown): void {
  const observed = is as Observed<unknown>;
  if (typeof observed === "object" && observed !== null && observed.known === false) return;
  expect(is, name).toEqual(was);
}

describe.each(["app", "token"] as const)("as %s", (kind) => {
  test.each(SEEDS)("reads are true or thrown: seed %i", { timeout: 120_000 }, async (seed) => {
    const { github, forge } = await forgeOn(kind, { config: { random: () => 0 } });
    const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl", body: "Closes #1" });
    github.review(change, { by: "ada", state: "APPROVED" });
    github.createCheckRun(REPOSITORY, change.headSha, { name: "build", conclusion: "failure" });
    github.comment(change, { by: "ada", body: "/tollgate status" });
    const truth = await forge.readChange(change, { contextNames: [] });
    trouble(github, seed);
    for (let i = 0; i < 3; i++) {
      let reading: ChangeReading;
      try {
        reading = await forge.readChange(change, { contextNames: [] });
      } catch (error) {
        expect(error).toBeInstanceOf(ForgeError);
        expect(KINDS).toContain((error as ForgeError).kind);
        continue;
      }
      const { facts: is, startedAt: _, ...rest } = reading;
      const { facts: was, startedAt: __, ...before } = truth;
      // By REST a link has no address; that is the only thing it may lack.
      const { linkedItems: links, ...facts } = is;
      const { linkedItems: ___, ...expected } = was;
      expect(!links.known || links.value.every((item) => item.reference === "#1")).toBe(true);
      for (const [name, value] of Object.entries(facts)) {
        sameOrUnknown(name, expected[name as keyof typeof expected], value);
      }
      expect(rest).toEqual(before);
    }
    github.faults.clear();
    expect((await forge.readChange(change, { contextNames: [] })).seen).toEqual(truth.seen);
  });

  // One seed is many tries here: every value is written until it stands.
  test.each(SEEDS.slice(0, 1))("writes end as wanted: seed %i", { timeout: 120_000 }, async (seed) => {
    const { github, forge } = await forgeOn(kind, { config: { random: () => 0 } });
    const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
    const outcomes: ContextValue["outcome"][] = ["pending", "fail", "pass", "pending", "pass"];
    trouble(github, seed);
    for (const outcome of outcomes) {
      const value = { name: "qms/overall", outcome, title: outcome, summary: "s", detailsUrl: null, shadow: false };
      for (let attempt = 0; ; attempt++) {
        expect(attempt, "it ends").toBeLessThan(40);
        try {
          await forge.ensureContext(REPOSITORY, change.headSha, value, AbortSignal.timeout(20_000));
          await forge.ensureComment(change, outcome, AbortSignal.timeout(20_000));
          break;
        } catch (error) {
          expect(error).toBeInstanceOf(ForgeError);
          expect(KINDS).toContain((error as ForgeError).kind);
        }
      }
      expect(github.contextsOf(REPOSITORY, change.headSha)["qms/overall"]).toBe(forge.stateOf(value));
    }
    const us = kind === "app" ? "tollgate[bot]" : "tollgate";
    expect(github.commentsOf(change).filter(({ author }) => author === us)).toMatchObject([
      { body: expect.stringContaining("pass") },
    ]);
  });
});

test("no field is asked for that the stand-in only fills in", async () => {
  const { github, forge } = await forgeOn("app");
  github.protectBranch(REPOSITORY, "main", { mergeQueue: true });
  const change = github.openPullRequest(REPOSITORY, { head: "x", author: "carl" });
  github.review(change, { by: "ada", state: "APPROVED" });
  github.createCheckRun(REPOSITORY, change.headSha, { name: "build", conclusion: "success" });
  github.setStatus(REPOSITORY, change.headSha, { context: "ci/x", state: "success" });
  github.enqueue(change);
  await forge.readChange(change, { contextNames: [] });
  expect([...github.unresolved]).toEqual([]);
});
