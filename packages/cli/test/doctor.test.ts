import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../src/doctor/look.ts";
import { temporaryFolder, tollgate } from "./support/run.ts";

const folder = temporaryFolder();
const ROUTES: Readonly<Record<string, unknown>> = {
  "/meta": {},
  "/user": { login: "ada", id: 1, type: "User" },
  "/rate_limit": { resources: {} },
};
let github: Server;
let api = "";

beforeAll(async () => {
  github = createServer((request, response) => {
    const known = ROUTES[(request.url ?? "").split("?")[0] ?? ""];
    response.writeHead(known === undefined ? 404 : 200, {
      "content-type": "application/json",
      "x-oauth-scopes": "repo",
    });
    response.end(JSON.stringify(known ?? { message: "Not Found" }));
  });
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${(github.address() as AddressInfo).port}`;
});
afterAll(() => {
  github.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Check {
  readonly name: string;
  readonly status: string;
  readonly detail: string;
  readonly remedy?: string;
}

async function doctor(env: Record<string, string>, ...args: string[]) {
  const dataDir = join(folder, "data");
  const result = await tollgate(["doctor", "--port", "0", "--data-dir", dataDir, "--format", "json", ...args], {
    env: { GITHUB_API_URL: api, ...env },
  });
  const answer = JSON.parse(result.stdout) as { ok: boolean; checks: Check[] };
  const check = (name: string) => answer.checks.find((candidate) => candidate.name === name);
  return { ...result, answer, check, dataDir };
}

const good = { GITHUB_TOKEN: "t", GITHUB_WEBHOOK_SECRET: "s", TOLLGATE_PUBLIC_URL: "https://t.test" };

test("nothing wrong: 0, and nothing is left behind where nothing was", async () => {
  const { code, answer, check, dataDir } = await doctor(good);
  expect(answer.checks.filter((candidate) => candidate.status === "fail")).toEqual([]);
  expect(check("database")?.detail).toContain("embedded PostgreSQL starts here");
  expect(check("github api")).toMatchObject({ status: "ok" });
  expect(answer.ok).toBe(true);
  expect(code).toBe(0);
  expect(existsSync(dataDir)).toBe(false);
});

describe("what the configuration lacks ends with 2", () => {
  test("no credentials", async () => {
    const { code, check } = await doctor({});
    expect(check("GITHUB_APP_ID")?.remedy).toContain("tollgate setup github");
    expect(code).toBe(2);
  });

  test("no webhook secret", async () => {
    const { GITHUB_WEBHOOK_SECRET: _, ...rest } = good;
    const { code, check } = await doctor(rest);
    expect(check("webhook secret")?.remedy).toContain("GITHUB_WEBHOOK_SECRET");
    expect(code).toBe(2);
  });

  test("a policy file with a mistake, with its place", async () => {
    const policies = join(folder, "policies");
    mkdirSync(policies);
    const text = "apiVersion: tollgate.dev/v1\nkind: WorkflowTemplate\nmetadata: { name: a }\nspec: { shadwo: true }\n";
    writeFileSync(join(policies, "review.yml"), text);
    const { code, check } = await doctor(good, "--policy-dir", policies);
    expect(check("policy directory")?.detail).toMatch(/review\.yml:4:9 .*shadow/);
    expect(code).toBe(2);
  });
});

describe("what is missing outside ends with 3", () => {
  test("GitHub is away", async () => {
    const { code, check } = await doctor({ ...good, GITHUB_API_URL: "http://127.0.0.1:9" });
    expect(check("github api")).toMatchObject({ status: "fail", remedy: expect.stringMatching(/\w/) });
    expect(code).toBe(3);
  });

  test("the database is away, and its password is not shown", async () => {
    const { code, stdout, check } = await doctor(good, "--database-url", "postgres://a:hunter2@127.0.0.1:9/b");
    expect(check("database")?.remedy).toContain("DATABASE_URL");
    expect(stdout).not.toContain("hunter2");
    expect(code).toBe(3);
  });

  test("the port is taken", async () => {
    const { port } = new URL(api);
    const { code, check } = await doctor(good, "--port", port);
    expect(check("port")).toMatchObject({ status: "fail", remedy: expect.stringContaining("--port") });
    expect(code).toBe(3);
  });
});

test("text has a line for each, with the remedy below what is wrong", async () => {
  const args = ["doctor", "--port", "0", "--data-dir", join(folder, "data")];
  const { code, stdout } = await tollgate(args, { env: { TOLLGATE_PUBLICURL: "x" } });
  expect(stdout).toMatch(/^✗ GITHUB_APP_ID .*\n {2}→ Run `tollgate setup github`/m);
  expect(stdout).toContain("did you mean TOLLGATE_PUBLIC_URL?");
  expect(stdout.trimEnd()).toMatch(/\d+ fine, \d+ to consider, 1 to mend$/);
  expect(code).toBe(2);
});

describe("a look", () => {
  test("that hangs is given up", async () => {
    const hanging = { name: "hangs", look: () => new Promise<never>(() => {}) };
    expect(await run(hanging, 20)).toEqual([
      expect.objectContaining({ name: "hangs", status: "fail", whose: "outside" }),
    ]);
  });

  test("that throws is a failed line with the error's own remedy", async () => {
    const error = Object.assign(new Error("broken"), { kind: "config", remedy: "mend it" });
    const throwing = { name: "throws", look: () => Promise.reject(error) };
    expect(await run(throwing)).toEqual([
      { name: "throws", status: "fail", whose: "configuration", detail: "broken", remedy: "mend it" },
    ]);
  });
});
