// A server that meets a GitHub it does not know, and how long it takes until it shows what it decided.
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { expect, onTestFinished } from "vitest";
import { startServer } from "../../src/compose.ts";
import { serverConfigFrom } from "../../src/environment.ts";
import { createTestDatabase } from "./database.ts";
import { DRILL_REPOSITORIES, type DrillAs, startDrillGitHub } from "./drill-github.ts";
import { Replica } from "./drill-process.ts";
import { eventually } from "./eventually.ts";
import {
  STRANGE_REPOSITORY,
  STRANGE_SECRET,
  STRANGE_TOKEN,
  type StrangePull,
  type Stranger,
  type StrangerOptions,
  startStranger,
} from "./stranger-github.ts";
import { NAMES } from "./world.ts";

/** From the webhook until each of the five contexts exists. */
export const FIRST_MS = 2_000;
/** From the last fact until every context has its final state. */
export const FINAL_MS = 15_000;

export const ALL = Object.values(NAMES);

/** Starts `tollgate serve` as a process of its own; gives its address. */
export async function serve(environment: Readonly<Record<string, string>>): Promise<string> {
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), "tollgate-stranger-"));
  const replica = new Replica(directory, "server", ["--data-dir", join(directory, "data")], {
    DATABASE_URL: database.url,
    TOLLGATE_RECONCILE_SECONDS: "3600",
    ...environment,
  });
  onTestFinished(async () => {
    await replica.kill();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });
  replica.spawn();
  expect(await replica.untilReady(), replica.tail()).toBe(true);
  return replica.url ?? "";
}

/** The same within this process: for the many small ways to be strange. */
async function serveHere(environment: Readonly<Record<string, string>>): Promise<string> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "tollgate-stranger-"));
  const config = serverConfigFrom(
    { DATABASE_URL: database.url, TOLLGATE_RECONCILE_SECONDS: "3600", ...environment },
    { port: "0", dataDir },
  );
  const server = await startServer(config, pino({ level: process.env.TOLLGATE_TEST_LOG ?? "silent" }));
  onTestFinished(async () => {
    await server.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return server.url;
}

async function meet(options: StrangerOptions): Promise<{ stranger: Stranger; environment: Record<string, string> }> {
  const stranger = await startStranger({ latencyMs: 100, ...options });
  onTestFinished(() => stranger.close());
  return {
    stranger,
    environment: {
      GITHUB_API_URL: stranger.url,
      GITHUB_TOKEN: STRANGE_TOKEN,
      GITHUB_WEBHOOK_SECRET: STRANGE_SECRET,
      TOLLGATE_REPOSITORIES: STRANGE_REPOSITORY,
    },
  };
}

type Act = (attempt: number) => (() => unknown) | Promise<() => unknown>;

/** Prints how long it takes from the act until its check holds; fails after the limit. */
export async function timed(what: string, limit: number, act: Act, attempt = 1): Promise<void> {
  const started = performance.now();
  const check = await act(attempt);
  await eventually(check, limit - (performance.now() - started), 10);
  process.stdout.write(`${what}: ${Math.round(performance.now() - started)} ms (at most ${limit})\n`);
}

/** As {@link timed}; where it takes longer the machine may be to blame: that is printed, and it is done once more. */
export async function timedTwice(what: string, limit: number, act: Act): Promise<void> {
  try {
    await timed(what, limit, act);
  } catch {
    const load = loadavg().map((value) => value.toFixed(1));
    process.stdout.write(`${what}: more than ${limit} ms, load average ${load.join(" ")}; once more\n`);
    await timed(`${what}, again`, limit, act, 2);
  }
}

/** An ordinary, well-kept pull request from its opening to the final word. */
async function walk(name: string, stranger: Stranger): Promise<void> {
  const pulls: StrangePull[] = [];
  await timedTwice(`${name}: first`, FIRST_MS, async () => {
    const body = "The client gave up at the first error.\r\n\r\nCloses #12\r\n";
    const opened = await stranger.open("Retry the upload when the connection breaks", body);
    pulls.unshift(opened);
    return () => expect(Object.keys(stranger.shown(opened.head.sha))).toEqual(expect.arrayContaining(ALL));
  });
  const [pull] = pulls as [StrangePull];
  const { sha } = pull.head;
  const shows = (expected: Record<string, string>) => () => expect(stranger.shown(sha)).toMatchObject(expected);
  shows({ [NAMES.overall]: "pending", [NAMES.dod]: "pending" })();
  const passed = {
    [NAMES.dor]: "success",
    [NAMES.security]: "success",
    [NAMES.quality]: "success",
    [NAMES.dod]: "success",
  };
  await stranger.report(pull, "build", "success");
  await timed(`${name}: gates`, FINAL_MS, async () => {
    await stranger.approve(pull, "rita");
    return shows({ ...passed, [NAMES.overall]: "pending" });
  });
  await timed(`${name}: final word`, FINAL_MS, async () => {
    await stranger.comment(pull, "cora", `Well done.\n\n/tollgate approve-final ${sha.slice(0, 12)}\n`);
    return shows({ ...passed, [NAMES.overall]: "success" });
  });
  expect(stranger.complaints).toEqual([]);
}

/** Pull requests at a simulated GitHub that takes 100 ms for each answer: five contexts within 2 s of the webhook. */
export async function meetSlowGitHub(as: DrillAs): Promise<void> {
  const { github, environment, listen } = await startDrillGitHub(as, { latencyMs: 100 });
  onTestFinished(() => github.close());
  listen(`${await serve(environment)}/webhooks/github`);
  const repository = DRILL_REPOSITORIES[0];
  const shown = (sha: string) => github.contextsOf(repository, sha);
  const open = (head: string) =>
    github.openPullRequest(repository, {
      head,
      author: "ada",
      title: "Retry the upload when the connection breaks",
      body: "The client gave up at the first error.\n\nCloses #12",
    });
  await settled(github);
  const exist = (sha: string) => () => expect(Object.keys(shown(sha))).toEqual(expect.arrayContaining(ALL));
  // The first finds nothing in memory; it has to be in time as well.
  for (const name of ["first", "second"]) {
    const from = github.requests.length;
    await timedTwice(`${as}: ${name} change: first`, FIRST_MS, (attempt) => exist(open(`${name}-${attempt}`).headSha));
    process.stdout.write(`${rounds(github.requests.slice(from))}\n`);
  }
  const pull = open("third");
  github.review(pull, { by: "rita", state: "APPROVED" });
  const passed = { [NAMES.dor]: "success", [NAMES.quality]: "success", [NAMES.dod]: "success" };
  const shows = (expected: object) => () => expect(shown(pull.headSha)).toMatchObject(expected);
  await timed(`${as}: gates`, FINAL_MS, () => {
    github.setStatus(repository, pull.headSha, { context: "build", state: "success", by: "ci" });
    return shows(passed);
  });
  await timed(`${as}: final word`, FINAL_MS, () => {
    github.comment(pull, { by: "cora", body: `/tollgate approve-final ${pull.headSha}` });
    return shows({ ...passed, [NAMES.overall]: "success" });
  });
  await timedTwice(`${as}: push`, FIRST_MS, () => exist(github.push(pull, { by: "ada" }).after));
}

/** The start is over on both sides: what it reads of GitHub, and the schema that the simulator builds when first asked. */
async function settled(github: Awaited<ReturnType<typeof startDrillGitHub>>["github"]): Promise<void> {
  const token: unknown = github.createToken("otto");
  const bearer = typeof token === "string" ? token : (token as { token: string }).token;
  await fetch(`${github.url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json", "user-agent": "tests" },
    body: JSON.stringify({ query: "{ viewer { login } }" }),
  });
  await sleep(1_000);
}

/** The requests in the order of their sending; those that were under way together stand in one line. */
function rounds(requests: readonly { method: string; path: string; at: number; durationMs: number }[]): string {
  const lines: string[][] = [];
  let end = 0;
  for (const { method, path, at, durationMs } of requests) {
    if (at >= end) lines.push([]);
    end = Math.max(at + Math.min(durationMs, 90), lines.at(-1)?.length === 0 ? 0 : end);
    lines.at(-1)?.push(`${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+/, "").replaceAll(/[0-9a-f]{40}/g, "SHA")}`);
  }
  return lines.map((line, n) => `  ${n + 1}. ${line.join(", ")}`).join("\n");
}

/** One that knows only its documentation, and a server that is a process of its own. */
export async function meetDocumented(name: string, options: StrangerOptions): Promise<void> {
  const { stranger, environment } = await meet(options);
  // With a token alone, whatever sends webhooks is meant.
  if (options.prefix !== undefined) delete environment.TOLLGATE_REPOSITORIES;
  const url = await serve(environment);
  stranger.listen(`${url}/webhooks/github`);
  await sleep(500);
  await walk(name, stranger);
  const asked = stranger.requests
    .filter(({ text }) => text.startsWith("404"))
    .map(({ text }) => text.replace(/\?.*/, ""));
  process.stdout.write(`${name}: not there: ${[...new Set(asked)].join(", ")}\n`);
}

/** One that leaves something out or does it otherwise, and a server within this process. */
export async function meetOdd(name: string, options: StrangerOptions): Promise<void> {
  const { stranger, environment } = await meet({ latencyMs: 10, ...options });
  const url = await serveHere(environment);
  stranger.listen(`${url}/webhooks/github`);
  await walk(name, stranger);
}

/** One end of a pull request with nothing but its branch and commit. */
export function only(end: unknown) {
  const { ref, sha } = end as { ref: string; sha: string };
  return { ref, sha };
}
