import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { PolicyRevision, TrialExplanation } from "@tollgate/client/policy";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder, tollgate } from "./support/run.ts";

// A server made for this: what it is asked and what it answers are both in sight. The real one is met by the server's
// own tests.
const folder = temporaryFolder();
let server: Server;
let url = "";
let asked: { method: string; path: string; body: string }[];

const revision: PolicyRevision = {
  id: 12,
  base: "main",
  digest: "d".repeat(64),
  commit: "8c1f0d2b9a4e5f60718293a4b5c6d7e8f9012345",
  branch: "main",
  since: "2026-01-01T00:00:00Z",
  by: null,
  reason: null,
  restores: null,
  gates: 9,
  files: [".qms/review.yml"],
  inForce: false,
  held: false,
};
const restored: PolicyRevision = {
  ...revision,
  id: 13,
  by: "otto",
  reason: "nobody \u001b[31mcan merge",
  restores: 12,
  inForce: true,
  held: true,
};
const trial: TrialExplanation = {
  mergeable: false,
  sentence: "dor/title: The title is short.",
  missing: [
    { gate: "dor/title", condition: "The title is short.", action: "Write more.", who: ["@ada"], why: "policy" },
  ],
  forge: [],
  plan: { actions: [], cost: 0, exact: true, deadlock: [] },
  readAt: "2026-01-01T00:00:00Z",
  lacking: ["coverage"],
  warnings: [".qms/review.yml:3:1 not used"],
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const part of request) body += part;
  const { method = "", url: path = "" } = request;
  asked.push({ method, path, body });
  response.writeHead(200, { "content-type": "application/json" });
  if (path.includes("/policy/revisions"))
    response.end(JSON.stringify({ items: [restored, revision], nextCursor: null }));
  else if (path.includes("/policy/rollback")) response.end(JSON.stringify({ base: "main", revision: 14, changes: 1 }));
  else response.end(JSON.stringify(trial));
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  mkdirSync(join(folder, "repository", ".qms", "gates"), { recursive: true });
  writeFileSync(join(folder, "repository", ".qms", "review.yml"), "a: 1\n");
  writeFileSync(join(folder, "repository", ".qms", "gates", "size.yaml"), "b: 2\n");
  writeFileSync(join(folder, "repository", ".qms", "README.md"), "no policy\n");
  mkdirSync(join(folder, "empty"));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
});

const run = (...args: string[]) =>
  tollgate(args, { cwd: folder, env: { TOLLGATE_URL: url, TOLLGATE_TOKEN: "secret" } });

describe("policy revisions", () => {
  test("a table, the one in force marked, and a word about a rollback", async () => {
    const { code, stdout, stderr } = await run("policy", "revisions", "acme/shop", "--base", "main");
    const [head, first, second] = stdout.split("\n");
    expect(head).toMatch(/^REVISION +BASE +SINCE +COMMIT +GATES +BY +WHY$/);
    expect(first).toMatch(/^13 \* +main +\d+d +8c1f0d2b9a4e +9 +otto +back to 12: nobody .*can merge$/);
    expect(second).toMatch(/^12 +main .* a push +\.qms\/review\.yml$/);
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toContain("A rollback holds on main; --lift ends it.");
    expect(asked[0]?.path).toBe("/api/v1/repositories/github/acme/shop/policy/revisions?base=main&limit=50");
    expect(code).toBe(0);
  });

  test("JSON is the page itself", async () => {
    const { stdout } = await run("policy", "revisions", "github:acme/shop", "--format", "json");
    expect(JSON.parse(stdout)).toEqual({ items: [restored, revision], nextCursor: null });
  });
});

describe("policy rollback", () => {
  test("to a revision, with the reason", async () => {
    const words = ["--base", "main", "--to", "12", "--reason", "nobody can merge"];
    const { code, stdout } = await run("policy", "rollback", "acme/shop", ...words);
    expect(stdout).toContain("✓ Revision 12 holds on main again, as revision 14.");
    expect(stdout).toContain("1 open pull request is judged again.");
    expect(asked).toEqual([
      {
        method: "POST",
        path: "/api/v1/repositories/github/acme/shop/policy/rollback",
        body: JSON.stringify({ base: "main", revision: 12, reason: "nobody can merge" }),
      },
    ]);
    expect(code).toBe(0);
  });

  test("lifted", async () => {
    const { stdout } = await run("policy", "rollback", "acme/shop", "--base", "main", "--lift", "--format", "json");
    expect(JSON.parse(stdout)).toEqual({ base: "main", revision: 14, changes: 1 });
    expect(asked).toEqual([
      { method: "DELETE", path: "/api/v1/repositories/github/acme/shop/policy/rollback?base=main", body: "" },
    ]);
  });

  test.each([
    [["shop", "--base", "main", "--to", "12", "--reason", "x"], "names no repository"],
    [["acme/shop", "--to", "12", "--reason", "x"], "Which base branch"],
    [["acme/shop", "--base", "main", "--reason", "x"], "Which revision"],
    [["acme/shop", "--base", "main", "--to", "twelve", "--reason", "x"], "Which revision"],
    [["acme/shop", "--base", "main", "--to", "12"], "Why is it rolled back"],
    [["acme/shop", "--base", "main", "--to", "12", "--lift"], "exclude each other"],
  ])("%j is wrong use", async (words, message) => {
    const { code, stderr } = await run("policy", "rollback", ...words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe("changes explain --policy", () => {
  test("sends the policy files of the folder, and says what they were judged on", async () => {
    const { code, stdout, stderr } = await run("changes", "explain", "--policy", "repository", "acme/shop#7");
    expect(stdout).toContain("✗ dor/title: The title is short.");
    expect(stderr).toContain("not used");
    expect(stderr).toContain("does not read coverage");
    expect(asked[0]).toMatchObject({ method: "POST", path: "/api/v1/changes/github/acme/shop/7/explain" });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      files: [
        { path: ".qms/gates/size.yaml", text: "b: 2\n" },
        { path: ".qms/review.yml", text: "a: 1\n" },
      ],
    });
    expect(code).toBe(1);
  });

  test("as JSON", async () => {
    const { stdout } = await run(
      "changes",
      "explain",
      "--policy",
      "repository/.qms",
      "acme/shop#7",
      "--format",
      "json",
    );
    expect(JSON.parse(stdout)).toEqual(trial);
  });

  test.each(["empty", "nowhere", "repository/.qms/review.yml"])("%s is no policy: wrong use", async (path) => {
    const { code } = await run("changes", "explain", "--policy", path, "acme/shop#7");
    expect(code).toBe(2);
    expect(asked).toEqual([]);
  });
});
