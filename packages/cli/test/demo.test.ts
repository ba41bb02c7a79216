import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDINGS, PULLS, STORY } from "../src/demo/story.ts";
import { finished, isAlive, type Result, start, temporaryFolder, tollgate, until } from "./support/run.ts";

// A place of its own: demos clear away what killed ones left there, and others may be running on this machine.
const folder = temporaryFolder();
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ready {
  readonly url: string;
  readonly signInUrl: string;
  readonly token: string;
  readonly github: string;
  readonly directory: string;
  readonly pid: number;
}

interface Demo {
  readonly child: ChildProcess;
  readonly ended: Promise<Result>;
  readonly ready: Ready;
  /** The lines so far. */
  readonly lines: Record<string, unknown>[];
}

async function demo(...flags: string[]): Promise<Demo> {
  const args = ["demo", "--fast", "--port", "0", "--format", "json", ...flags];
  const child = start(args, { env: { TMPDIR: folder } });
  const ended = finished(child);
  const lines: Record<string, unknown>[] = [];
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => lines.push(JSON.parse(line)));
  const ready = await until("the demo is ready", () => lines.find((line) => line.type === "ready"), 60_000);
  return { child, ended, ready: ready as unknown as Ready, lines };
}

const told = ({ lines }: Demo) => until("the story is told", () => lines.find((line) => line.type === "end"), 120_000);

/** Processes that work in a folder: the database's, which are not our children any more once their parent is gone. */
function processesIn(directory: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(directory);
    } catch {
      return false;
    }
  });
}

async function ask<T>({ ready }: Demo, path: string): Promise<T> {
  const response = await fetch(`${ready.url}/api/v1${path}`, { headers: { authorization: `Bearer ${ready.token}` } });
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

async function github<T>({ ready }: Demo, operation: string, ...args: unknown[]): Promise<T> {
  const response = await fetch(`${ready.github}/_simulator/${operation}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  expect(response.status, operation).toBe(200);
  return (await response.json()) as T;
}

interface ListedChange {
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly headSha: string;
  readonly state: string;
  readonly lifecycle: string;
  readonly shadow: boolean;
}

describe("the story", () => {
  test("names only what there is, in the order of time", () => {
    const times = STORY.map((step) => step.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Object.keys(ENDINGS).sort()).toEqual(Object.keys(PULLS).sort());
    for (const key of Object.keys(PULLS)) {
      const first = STORY.find((step) => step.pull === key);
      expect(first?.act.do, key).toBe("open");
    }
    for (const step of STORY) {
      expect(step.say, "one calm line").toMatch(/^\S.{3,115}[^.\s]$/);
      if (step.pull !== undefined) expect(PULLS).toHaveProperty(step.pull);
    }
  });
});

describe("a demo", () => {
  let running: Demo;
  beforeAll(async () => {
    running = await demo();
  }, 90_000);
  afterAll(() => void running?.child.kill("SIGKILL"));

  test("tells its story to the end, and every change is where it belongs", async () => {
    await told(running);
    const steps = running.lines.filter((line) => line.type === "step");
    expect(steps.map((step) => step.text)).toEqual(STORY.map((step) => step.say));
    const expected = Object.entries(ENDINGS).map(([key, standing]) => ({ title: PULLS[key]?.title, ...standing }));
    await expect
      .poll(
        async () => {
          const { items } = await ask<{ items: ListedChange[] }>(running, "/changes?limit=100");
          return items.map(({ title, state, lifecycle }) => ({ title, state, lifecycle }));
        },
        { timeout: 45_000, interval: 250 },
      )
      .toEqual(expect.arrayContaining(expected));
    expect(expected).toHaveLength(Object.keys(PULLS).length);
  }, 150_000);

  test("the answer is word for word the same in the API, in the check on GitHub and in `changes explain`", async () => {
    const { items } = await ask<{ items: ListedChange[] }>(running, "/changes?limit=100&lifecycle=open");
    const heads = items.map((item) => item.headSha);
    expect(items.length).toBe(Object.values(ENDINGS).filter((standing) => standing.lifecycle === "open").length);
    const env = { TOLLGATE_URL: running.ready.url, TOLLGATE_TOKEN: running.ready.token };
    for (const { repository, number, headSha, shadow } of items) {
      const name = `${repository}#${number}`;
      const { sentence } = await ask<{ sentence: string }>(running, `/changes/github/${repository}/${number}/explain`);
      expect(sentence.length).toBeGreaterThan(20);

      const { code, stdout } = await tollgate(["changes", "explain", name], { env });
      expect(stdout.split("\n")[0], name).toBe(`✗ ${sentence}`);
      expect(code).toBe(1);

      const shared = heads.filter((head) => head === headSha).length > 1;
      const title = shadow ? `Would have said fail: ${sentence}` : sentence;
      const check = async () => {
        const { output } = await overallOf(running, repository, headSha);
        return {
          title: shared || output.title === title,
          summary: plain(output.summary).includes(`**${sentence}**`),
        };
      };
      await expect.poll(check, { timeout: 10_000 }).toEqual({ title: true, summary: true });
    }
  }, 90_000);

  test("the visitor gives the final word, and the change is merged by its author", async () => {
    const { items } = await ask<{ items: ListedChange[] }>(running, "/changes?state=FINAL_PENDING");
    const change = items[0];
    expect(change).toBeDefined();
    const env = { TOLLGATE_URL: running.ready.url, TOLLGATE_TOKEN: running.ready.token };
    const name = `${change?.repository}#${change?.number}`;
    const args = ["changes", "command", "approve-final", name, "--sha", change?.headSha ?? ""];
    const { code, stdout } = await tollgate(args, { env });
    expect(stdout).toMatch(/^✓/);
    expect(code).toBe(0);
    await expect
      .poll(() => github<{ merged: boolean }>(running, "pull", change), { timeout: 25_000 })
      .toMatchObject({ merged: true });
  }, 60_000);

  test("its one-time address signs a visitor in, once", async () => {
    const oneTimeCode = new URL(running.ready.signInUrl).hash.replace("#one-time=", "");
    const headers = { "content-type": "application/json", origin: new URL(running.ready.url).origin };
    const init = { method: "POST", headers, body: JSON.stringify({ oneTimeCode }) };
    expect((await fetch(`${running.ready.url}/api/v1/session`, init)).status).toBeLessThan(300);
    expect((await fetch(`${running.ready.url}/api/v1/session`, init)).status).toBeGreaterThanOrEqual(400);
  });

  test("its port is not shared with a second one, which says so; beside it, on another port, there is room", async () => {
    const { port } = new URL(running.ready.url);
    const refused = await tollgate(["demo", "--port", port], { env: { TMPDIR: folder } });
    expect(refused.stderr).toContain(`Port ${port}`);
    expect(refused.stderr).toContain("--port");
    expect(refused.code).toBe(3);

    const beside = await demo("--once");
    expect((await beside.ended).code).toBe(0);
    expect(existsSync(beside.ready.directory)).toBe(false);
    expect(processesIn(beside.ready.directory)).toEqual([]);
    expect(isAlive(running.ready.pid)).toBe(true);
  }, 180_000);

  test("Ctrl-C ends everything: no process, no files", async () => {
    expect(processesIn(running.ready.directory).length).toBeGreaterThan(1);
    running.child.kill("SIGINT");
    const { code } = await running.ended;
    expect(code).toBe(0);
    expect(existsSync(running.ready.directory)).toBe(false);
    expect(processesIn(running.ready.directory)).toEqual([]);
  }, 30_000);
});

test("what a killed demo leaves behind is cleared away by the next one, which starts as ever", async () => {
  const killed = await demo();
  killed.child.kill("SIGKILL");
  await killed.ended;
  expect(existsSync(killed.ready.directory)).toBe(true);

  const next = await demo();
  expect(existsSync(killed.ready.directory)).toBe(false);
  expect(processesIn(killed.ready.directory)).toEqual([]);
  // In the middle of the story: it does not wait for its end.
  next.child.kill("SIGTERM");
  expect((await next.ended).code).toBe(0);
  expect(existsSync(next.ready.directory)).toBe(false);
}, 90_000);

test("Ctrl-C while it starts leaves nothing behind either", async () => {
  const before = readdirSync(folder);
  const child = start(["demo", "--fast", "--port", "0"], { env: { TMPDIR: folder } });
  const ended = finished(child);
  const made = () => readdirSync(folder).find((name) => name.startsWith("tollgate-demo-") && !before.includes(name));
  const name = await until("its folder is there", made);
  child.kill("SIGINT");
  expect((await ended).code).toBe(0);
  expect(existsSync(`${folder}/${name}`)).toBe(false);
  expect(processesIn(`${folder}/${name}`)).toEqual([]);
}, 60_000);

test("a folder that is not a demo's is never touched: 2", async () => {
  const { code, stderr } = await tollgate(["demo", "--port", "0", "--data-dir", import.meta.dirname]);
  expect(stderr).toContain("not empty");
  expect(code).toBe(2);
});

interface CheckRun {
  readonly name: string;
  readonly output: { readonly title: string; readonly summary: string };
}

async function overallOf(running: Demo, repository: string, sha: string): Promise<CheckRun> {
  const runs = await github<CheckRun[]>(running, "checkRunsOf", repository, sha);
  const overall = runs.filter((run) => run.name === "qms/overall").at(-1);
  if (overall === undefined) throw new Error(`${sha} has no check qms/overall`);
  return overall;
}

/** The text that a reader of the Markdown sees. */
function plain(markdown: string): string {
  return markdown
    .replaceAll("\u200b", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\\(?=[\\*_[\]|~$])/g, "");
}
