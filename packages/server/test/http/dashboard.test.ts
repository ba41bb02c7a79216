import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, startServer } from "./support/harness.ts";

const directory = mkdtempSync(join(tmpdir(), "tollgate-dashboard-"));
const PAGE = "<!doctype html><title>The dashboard</title>";
const SCRIPT =
  "console.log('a script that is long enough to be worth compressing', 1, 2, 3, 4, 5, 6, 7, 8, 9);\n".repeat(9);
let running: Running;
beforeAll(async () => {
  mkdirSync(join(directory, "assets"));
  writeFileSync(join(directory, "index.html"), PAGE);
  writeFileSync(join(directory, "favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  writeFileSync(join(directory, "color-scheme.js"), "1;");
  writeFileSync(join(directory, "secret.txt"), "not to be served");
  writeFileSync(join(directory, "assets", "index-abc123.js"), SCRIPT);
  writeFileSync(join(directory, "assets", "index-abc123.js.gz"), gzipSync(SCRIPT));
  running = await startServer({ deps: { dashboardDir: directory } });
});
afterAll(async () => {
  await running.stop();
  rmSync(directory, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => running.ask("GET", path, null, undefined, headers);

describe("the dashboard's files", () => {
  it.each([
    "/",
    "/changes",
    "/changes?view=all",
    "/changes/github/acme/web/7",
    "/repositories",
    "/repositories/github/acme/web",
    "/system",
    "/session/AbC-_1",
  ])("%s is its page, looked at anew each time", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("cache-control")).toContain("max-age=0");
    expect(response.headers.get("etag")).not.toBeNull();
    expect(await response.text()).toBe(PAGE);
  });

  it.each([
    "/nothing",
    "/api/v1/nothing",
    "/changes/github",
    "/secret.txt",
    "/assets/other.js",
    "/assets/../index.html/x",
    "/%2e%2e/package.json",
  ])("%s is an honest 404", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });

  it("come compressed, and files with a digest in their name are kept for ever", async () => {
    const response = await get("/assets/index-abc123.js", { "accept-encoding": "gzip" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await response.text()).toBe(SCRIPT);
    expect((await get("/favicon.svg")).headers.get("cache-control")).toContain("max-age=0");
  });

  it("may run nothing and look like nothing that is not a file of ours", async () => {
    const policy = (await get("/")).headers.get("content-security-policy") ?? "";
    const directives = new Map(policy.split(";").map((part) => [part.split(" ")[0], part.split(" ").slice(1)]));
    expect(directives.get("script-src")).toEqual(["'self'"]);
    expect(directives.get("default-src")).toEqual(["'self'"]);
    expect(directives.get("connect-src")).toEqual(["'self'"]);
    expect(directives.get("frame-ancestors")).toEqual(["'none'"]);
    expect(directives.get("style-src")?.filter((source) => !source.startsWith("'sha256-"))).toEqual(["'self'"]);
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("https:");
  });
});

it("without a build the start page stands in, with the one style that the policy knows", async () => {
  const without = await startServer({ database: running.database, deps: { dashboardDir: join(directory, "none") } });
  try {
    const response = await without.ask("GET", "/", null);
    expect(await response.text()).toContain("was not\nbuilt here");
    expect(response.headers.get("content-security-policy")).toMatch(/style-src 'self' 'sha256-[\w+/=]+'/);
    expect((await without.ask("GET", "/changes", null)).status).toBe(404);
  } finally {
    await without.stop();
  }
});
