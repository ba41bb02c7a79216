import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { startServer } from "../../src/compose.ts";
import { serverConfigFrom } from "../../src/environment.ts";
import { createTestDatabase } from "../support/database.ts";
import { Replica } from "../support/drill-process.ts";
import { eventually } from "../support/eventually.ts";
import {
  STRANGE_REPOSITORY,
  STRANGE_SECRET,
  STRANGE_TOKEN,
  type Stranger,
  type StrangerOptions,
  startStranger,
} from "../support/stranger-github.ts";
import { NAMES } from "../support/world.ts";

/** From the webhook until each of the five contexts exists. */
const FIRST_MS = 2_000;
/** From the last fact until every context has its final state. */
const FINAL_MS = 15_000;

const ALL = Object.values(NAMES);

/** Prints a figure beside the limit it has to keep. */
function figure(what: string, ms: number, limit: number): void {
  process.stdout.write(`${what}: ${Math.round(ms)} ms (at most ${limit})\n`);
}

/** Starts `tollgate serve` as a process of its own; gives its address. */
async function serve(environment: Readonly<Record<string, string>>): Promise<string> {
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

/** Milliseconds until the check holds; fails after the limit. */
async function timed(what: string, limit: number, check: () => unknown): Promise<number> {
  const started = performance.now();
  await eventually(check, limit, 10);
  const ms = performance.now() - started;
  figure(what, ms, limit);
  return ms;
}

/** An ordinary, well-kept pull request from its opening to the final word. */
async function walk(name: string, stranger: Stranger): Promise<void> {
  const shows = (sha: string, expected: Record<string, string>) => () =>
    expect(stranger.shown(sha)).toMatchObject(expected);
  const pull = await stranger.open(
    "Retry the upload when the connection breaks",
    "The client gave up at the first error.\r\n\r\nCloses #12\r\n",
  );
  const { sha } = pull.head;
  await timed(`${name}: first`, FIRST_MS, () =>
    expect(Object.keys(stranger.shown(sha))).toEqual(expect.arrayContaining(ALL)),
  );
  expect(stranger.shown(sha)).toMatchObject({ [NAMES.overall]: "pending", [NAMES.dod]: "pending" });
  await stranger.report(pull, "build", "success");
  await stranger.approve(pull, "rita");
  const passed = {
    [NAMES.dor]: "success",
    [NAMES.security]: "success",
    [NAMES.quality]: "success",
    [NAMES.dod]: "success",
  };
  await timed(`${name}: gates`, FINAL_MS, shows(sha, { ...passed, [NAMES.overall]: "pending" }));
  await stranger.comment(pull, "cora", `Well done.\n\n/tollgate approve-final ${sha.slice(0, 12)}\n`);
  await timed(`${name}: final word`, FINAL_MS, shows(sha, { ...passed, [NAMES.overall]: "success" }));
  expect(stranger.complaints).toEqual([]);
}

describe("a GitHub that knows only its documentation", () => {
  it.each<[string, StrangerOptions]>([
    ["no GraphQL", {}],
    ["no GraphQL, below /api/v3", { prefix: "/api/v3" }],
    ["GraphQL with the pull request and its lists", { graph: "lists" }],
  ])(
    "%s",
    async (name, options) => {
      const { stranger, environment } = await meet(options);
      const url = await serve(environment);
      stranger.listen(`${url}/webhooks/github`);
      await sleep(500);
      await walk(name, stranger);
      const asked = stranger.requests
        .filter(({ text }) => text.startsWith("404"))
        .map(({ text }) => text.replace(/\?.*/, ""));
      process.stdout.write(`${name}: not there: ${[...new Set(asked)].join(", ")}\n`);
    },
    120_000,
  );
});

const pad = (time: unknown) => String(time).replace(/Z$/, ".017Z");

describe("what a GitHub may leave out or do otherwise", () => {
  it.each<[string, StrangerOptions]>([
    ["GraphQL answers 501", { graph: "501" }],
    ["GraphQL refuses every query", { graph: "errors" }],
    ["GraphQL knows nothing and says null", { graph: "null" }],
    ["GraphQL lacks the lists", { graph: "scalars" }],
    ["payloads hold hardly more than an address", { payloads: "minimal" }],
    ["no rules of branches", { without: ["rules"] }],
    ["no branch: only its ref", { without: ["branch"] }],
    ["no list of a commit's pull requests", { without: ["commit-pulls"] }],
    ["no list of statuses, only the combined one", { without: ["statuses"] }],
    ["no combined status, only the list", { without: ["combined-status"] }],
    ["no check runs", { without: ["check-runs"] }],
    ["no trees", { without: ["tree"] }],
    ["no user of the token", { without: ["user"] }],
    [
      "a branch without rules and protection in sight",
      {
        alter: (route, body) => (route === "branch" ? { name: "main", commit: body.commit } : undefined),
        without: ["rules", "protection"],
      },
    ],
    [
      "the role only in the permissions",
      {
        alter: (route, body) => (route === "permission" ? { permission: body.permission, user: body.user } : undefined),
      },
    ],
    [
      "the older permission maintain",
      { alter: (route, body) => (route === "permission" ? { permission: body.role_name } : undefined) },
    ],
    [
      "times with milliseconds",
      {
        alter: (route, body) =>
          route === "comments" || route === "comment" ? { ...body, updated_at: pad(body.updated_at) } : undefined,
      },
    ],
    [
      "comments without the time of their last change",
      { alter: (route, { updated_at: _, ...body }) => (route === "comments" ? body : undefined) },
    ],
    [
      "reviews without their time",
      { alter: (route, { submitted_at: _, ...body }) => (route === "reviews" ? body : undefined) },
    ],
    [
      "statuses with hardly a field",
      {
        alter: (route, { context, state }) =>
          /status/.test(route) && context !== undefined ? { context, state } : undefined,
      },
    ],
    [
      "a pull request without sizes, links and repositories",
      {
        alter: (route, { number, title, body, state, user, updated_at, head, base }) =>
          route === "pull" || route === "pulls"
            ? { number, title, body, state, user, updated_at, head: only(head), base: only(base) }
            : undefined,
      },
    ],
    [
      "accounts that are gone",
      {
        alter: (route, body) =>
          route === "pull-commits"
            ? { ...body, author: null, committer: null }
            : route === "set-status"
              ? { ...body, creator: null }
              : undefined,
      },
    ],
  ])(
    "%s",
    async (name, options) => {
      const { stranger, environment } = await meet({ latencyMs: 10, ...options });
      const url = await serveHere(environment);
      stranger.listen(`${url}/webhooks/github`);
      await walk(name, stranger);
    },
    60_000,
  );
});

function only(end: unknown) {
  const { ref, sha } = end as { ref: string; sha: string };
  return { ref, sha };
}
