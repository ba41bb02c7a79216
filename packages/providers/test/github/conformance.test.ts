import { COMMENT_MARKER } from "@tollgate/providers/github/comment";
import { createGitHub } from "@tollgate/providers/github/github";
import { expect } from "vitest";
import { type ForgeWorld, forgeConformance } from "../conformance/forge.ts";
import { REPOSITORY, simulated } from "./support/world.ts";

async function world(kind: "app" | "token"): Promise<ForgeWorld> {
  const { github, config } = await simulated(kind);
  const forge = createGitHub({ ...config, deadlineMs: 2_000 });
  const us = kind === "app" ? "tollgate[bot]" : "tollgate";
  let count = 0;
  return {
    forge,
    repository: REPOSITORY,
    async openChange(options = {}) {
      const { number, headSha } = github.openPullRequest(REPOSITORY, {
        head: `work-${++count}`,
        author: "carl",
        ...options,
      });
      return { repository: REPOSITORY, number, headSha };
    },
    async closeChange(change) {
      const token = github.createToken("root");
      await fetch(`${github.url}/repos/${REPOSITORY}/pulls/${change.number}`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${token}`, "user-agent": "a test", "content-type": "application/json" },
        body: JSON.stringify({ state: "closed" }),
      });
    },
    push: async (change) => ({ headSha: github.push(change, { by: "carl" }).after }),
    approve: async (change, by) => ({ id: String(github.review(change, { by, state: "APPROVED" }).id) }),
    dismiss: async (id) => github.dismissReview(Number(id)),
    comment: async (change, by, body) => void github.comment(change, { by, body }),
    commentsOf: async (change) => github.commentsOf(change).map(({ author, body }) => ({ body, ours: author === us })),
    async deleteOurComment(change) {
      const ours = github.commentsOf(change).find(({ body }) => body.startsWith(COMMENT_MARKER));
      github.deleteComment(ours?.id ?? 0);
    },
    writeFile: async (branch, path, text) => github.writeFiles(REPOSITORY, branch, { [path]: text }, { by: "ada" }),
    contextsOf: async (sha) => github.contextsOf(REPOSITORY, sha),
    writes: () =>
      github.requests.filter(({ method, path }) => method !== "GET" && !/graphql|access_tokens|pulls/.test(path))
        .length,
    loseNextAnswer: () =>
      void github.faults.add({
        kind: "after",
        times: 1,
        match: { writes: true, path: /check-runs|statuses/ },
      }),
    fail: () => void github.faults.add({ kind: "status", status: 502 }),
    limit: (seconds) => void github.faults.add({ kind: "rate-limit-secondary", seconds, retryAfter: true }),
    heal: () => github.faults.clear(),
    async close() {
      await forge.close();
      await github.close();
      expect(github.violations).toEqual([]);
    },
  };
}

forgeConformance("GitHub as an App", () => world("app"));
forgeConformance("GitHub with a token", () => world("token"));
