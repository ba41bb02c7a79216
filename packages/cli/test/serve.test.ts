import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BIN, finished, isAlive, ROOT, readReady, start, temporaryFolder, tollgate, until } from "./support/run.ts";

const folder = temporaryFolder();
// GitHub is away in all of this: nothing listens on port 9.
const away = { GITHUB_TOKEN: "t", GITHUB_API_URL: "http://127.0.0.1:9", GITHUB_WEBHOOK_SECRET: "s" };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a server", () => {
  const dataDir = join(folder, "data");
  const ready = join(folder, "new", "ready.json");
  const storage = ["--data-dir", dataDir];
  let child: ReturnType<typeof start>;
  let ended: ReturnType<typeof finished>;
  let url = "";

  beforeAll(async () => {
    mkdirSync(join(folder, "new"));
    writeFileSync(ready, '{"url":"http://stale","pid":1}');
    child = start(["serve", "--port", "0", "--ready-file", ready, ...storage], { env: away });
    ended = finished(child);
    url = await until("the server is ready", () => {
      const found = readReady(ready);
      return found !== undefined && found.pid !== 1 ? found.url : undefined;
    });
  }, 60_000);
  afterAll(() => void child.kill("SIGKILL"));

  test("is ready when its file says so, with its own process id, although GitHub is away", async () => {
    expect(readReady(ready)).toEqual({ url, pid: child.pid });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("a token made beside it works at once, and stops working when revoked", async () => {
    const args = ["token", "create", "--role", "viewer", "--subject", "tests", "--expires", "1d", ...storage];
    const made = await tollgate(args);
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^tgt_\S{20,}\n$/);
    const env = { TOLLGATE_URL: url, TOLLGATE_TOKEN: made.stdout.trim() };
    const answer = await tollgate(["changes", "list", "--format", "json"], { env });
    expect(JSON.parse(answer.stdout)).toEqual({ items: [], nextCursor: null });
    expect(answer.code).toBe(0);

    const { items } = JSON.parse((await tollgate(["token", "list", "--format", "json", ...storage])).stdout);
    expect(items).toEqual([expect.objectContaining({ subject: "tests", role: "viewer", revokedAt: null })]);
    expect(JSON.stringify(items)).not.toContain("tgt_");
    expect((await tollgate(["token", "revoke", items[0].id, ...storage])).code).toBe(0);
    const refused = await tollgate(["changes", "list"], { env });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("TOLLGATE_TOKEN");
  });

  test("an address made beside it signs in once", async () => {
    const args = ["token", "sign-in", "--role", "viewer", "--subject", "guest", "--url", url, ...storage];
    const { code, stdout } = await tollgate(args);
    expect(code).toBe(0);
    const oneTimeCode = stdout.trim().replace(`${url}/#one-time=`, "");
    const exchange = () =>
      fetch(`${url}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ oneTimeCode }),
      });
    const first = await exchange();
    expect(await first.json()).toMatchObject({ subject: "guest", role: "viewer" });
    expect((await exchange()).status).toBe(401);
  });

  test("an unknown token cannot be revoked", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    expect((await tollgate(["token", "revoke", id, ...storage])).code).toBe(2);
    expect((await tollgate(["token", "revoke", "x", ...storage])).code).toBe(2);
  });

  test("a backup is made beside it; a restore is refused while it runs", async () => {
    const file = join(folder, "one.backup");
    expect((await tollgate(["backup", file, ...storage])).code).toBe(0);
    const again = await tollgate(["backup", file, ...storage]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("--force");
    const refused = await tollgate(["restore", file, ...storage]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("Stop it first");

    const other = join(folder, "other");
    expect((await tollgate(["restore", file, "--data-dir", other])).code).toBe(0);
    const { stdout } = await tollgate(["token", "list", "--format", "json", "--data-dir", other]);
    expect(JSON.parse(stdout).items).toHaveLength(2);
    const full = await tollgate(["restore", file, "--data-dir", other]);
    expect(full.code).toBe(2);
    expect(full.stderr).toContain("--force");
    expect((await tollgate(["restore", file, "--force", "--data-dir", other])).code).toBe(0);
  });

  test("its data directory is not shared with a second one", async () => {
    const { code, stderr } = await tollgate(["serve", "--port", "0", ...storage], { env: away });
    expect(stderr).toContain(`process ${child.pid}`);
    expect(code).toBe(3);
  });

  test("its port is not shared either: who has it is said, and nothing is left behind", async () => {
    const fresh = join(folder, "fresh");
    const port = new URL(url).port;
    const { code, stderr } = await tollgate(["serve", "--port", port, "--data-dir", fresh], { env: away });
    expect(stderr).toContain(`Port ${port}`);
    if (process.platform === "linux") expect(stderr).toContain(`(process ${child.pid})`);
    expect(stderr).toContain("--port 0");
    expect(code).toBe(3);
    expect(existsSync(fresh)).toBe(false);
  });

  test("SIGTERM stops it in good order: exit code 0, no ready file, no database process", async () => {
    child.kill("SIGTERM");
    // npm passes on what the terminal has sent already: the echo is no second wish.
    child.kill("SIGINT");
    const { code, stdout } = await ended;
    expect(stdout).toContain(url);
    expect(stdout).toContain(dataDir);
    expect(code).toBe(0);
    expect(existsSync(ready)).toBe(false);
    expect(existsSync(join(dataDir, "postgres", "data", "postmaster.pid"))).toBe(false);
  });

  test("tokens and backups work without a server as well", async () => {
    const { code, stdout } = await tollgate(["token", "list", ...storage]);
    expect(code).toBe(0);
    expect(stdout).toContain("revoked");
  });
});

test("without a webhook secret it starts, says so, and answers deliveries with 503 and the reason", async () => {
  const ready = join(folder, "unsigned.json");
  const env = { GITHUB_TOKEN: "t", GITHUB_API_URL: "http://127.0.0.1:9" };
  const child = start(["serve", "--port", "0", "--ready-file", ready, "--data-dir", join(folder, "unsigned")], { env });
  const ended = finished(child);
  const { url } = await until("the server is ready", () => readReady(ready));
  const answer = await fetch(`${url}/webhooks/github`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain("GITHUB_WEBHOOK_SECRET");
  child.kill("SIGTERM");
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toContain("GITHUB_WEBHOOK_SECRET");
});

test("a launcher that is killed takes its server with it", async () => {
  const ready = join(folder, "launched.json");
  // As under an older Node: the launcher starts a second process.
  const script = `
    Object.defineProperty(process.versions, "node", { value: "20.0.0" });
    process.execPath = "/elsewhere/node";
    process.argv = [process.argv[0], "tollgate", ...process.argv.slice(1)];
    await import(${JSON.stringify(new URL(`file://${BIN}`).href)});
  `;
  const args = ["serve", "--port", "0", "--ready-file", ready, "--data-dir", join(folder, "launched")];
  const env = { PATH: process.env.PATH, HOME: "/nonexistent", ...away };
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", script, "--", ...args], {
    cwd: ROOT,
    env,
    stdio: "ignore",
  });
  const { pid } = await until("the server is ready", () => readReady(ready), 60_000);
  expect(pid).not.toBe(launcher.pid);
  launcher.kill("SIGKILL");
  await until("the server has ended", () => !isAlive(pid), 20_000);
  expect(existsSync(ready)).toBe(false);
}, 90_000);

describe("a start that cannot be", () => {
  test("no credentials for GitHub: 2, and the ways to get them", async () => {
    const { code, stderr } = await tollgate(["serve", "--port", "0", "--data-dir", join(folder, "a")]);
    expect(stderr).toContain("tollgate setup github");
    expect(stderr).toContain("GITHUB_TOKEN");
    expect(code).toBe(2);
  });

  test("a key that is none: 2", async () => {
    const key = join(folder, "key.pem");
    writeFileSync(key, "-----BEGIN RSA PRIVATE KEY-----\nZm9v\n-----END RSA PRIVATE KEY-----\n");
    const env = { GITHUB_APP_ID: "1", GITHUB_APP_PRIVATE_KEY_FILE: key };
    const { code, stderr } = await tollgate(["serve", "--port", "0", "--data-dir", join(folder, "a")], { env });
    expect(stderr).toContain("GITHUB_APP_PRIVATE_KEY");
    expect(stderr).not.toContain("Zm9v");
    expect(code).toBe(2);
  });

  test("a database that does not answer: 3, and its password is not shown", async () => {
    const url = "postgres://tollgate:hunter2@127.0.0.1:9/tollgate";
    const { code, stderr } = await tollgate(["serve", "--port", "0", "--database-url", url], { env: away });
    expect(stderr).toContain("DATABASE_URL");
    expect(stderr).not.toContain("hunter2");
    expect(code).toBe(3);
  });

  test("a port that a stranger has: 3", async () => {
    const stranger: Server = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as AddressInfo;
    const { code } = await tollgate(["serve", "--port", String(port), "--data-dir", join(folder, "b")], { env: away });
    stranger.close();
    expect(code).toBe(3);
  });

  test("a data directory that is a file: 2", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const { code, stderr } = await tollgate(["serve", "--port", "0", "--data-dir", file], { env: away });
    expect(stderr).toContain("--data-dir");
    expect(code).toBe(2);
    expect(statSync(file).isFile()).toBe(true);
  });
});
