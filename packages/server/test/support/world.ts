import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitHubConfigFrom } from "@tollgate/providers/github/config";
import { type GitHub, type GitHubOptions, startGitHub } from "@tollgate/simulator/github";
import pino from "pino";
import { onTestFinished } from "vitest";
import { type RunningServer, startServer } from "../../src/compose.ts";
import type { ServerConfig } from "../../src/config.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { eventually } from "./eventually.ts";

export const REPOSITORY = "acme/shop";
export const SECRET = "a webhook secret of the tests";
export const ADMIN = "an-admin-token-of-the-tests-0123456789";
export const NAMES = {
  dor: "qms/dor-validation",
  security: "qms/security-scanning",
  quality: "qms/coding-standards",
  dod: "qms/dod-validation",
  overall: "qms/overall",
};

export interface WorldOptions {
  /** An App writes check runs, a plain token commit statuses. Default `app`. */
  readonly as?: "app" | "token";
  readonly reconcileSeconds?: number;
  readonly github?: GitHubOptions;
  /** Files of the repository's default branch, e.g. policies. */
  readonly files?: Readonly<Record<string, string>>;
  /** Checks that the main branch demands. */
  readonly requiredChecks?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** False: the test starts the server itself. */
  readonly start?: boolean;
}

/** A simulated GitHub with one repository, a database and a Tollgate that takes its webhooks. */
export interface World {
  readonly github: GitHub;
  readonly database: TestDatabase;
  readonly url: string;
  readonly as: "app" | "token";
  /** Another replica on the same database. */
  start(over?: Partial<ServerConfig>): Promise<RunningServer>;
  stop(): Promise<void>;
  /** A pull request whose every gate passes, but for the final word. */
  wellKept(over?: Partial<Parameters<GitHub["openPullRequest"]>[1]>): ReturnType<GitHub["openPullRequest"]>;
  /** The five contexts of a commit by their short keys, in the words of the outcome table. */
  contexts(sha: string): Record<keyof typeof NAMES, string>;
  /** Waits until the five contexts are so. */
  shows(sha: string, expected: Partial<Record<keyof typeof NAMES, string>>, withinMs?: number): Promise<void>;
  api(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }>;
  change(number: number): Promise<Record<string, unknown>>;
}

const PERMISSIONS = { rita: "write", cora: "maintain", otto: "admin", ada: "write", eve: "read" } as const;

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const as = options.as ?? "app";
  const database = await createTestDatabase();
  const github = await startGitHub({ oracle: true, ...options.github });
  const dataDir = await mkdtemp(join(tmpdir(), "tollgate-world-"));
  const running = new Set<RunningServer>();
  onTestFinished(async () => {
    for (const server of running) await server.close();
    await github.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  github.createRepository(REPOSITORY, {
    permissions: PERMISSIONS,
    ...(options.files === undefined ? {} : { files: { "README.md": "# shop\n", ...options.files } }),
  });
  github.protectBranch(REPOSITORY, "main", { requiredChecks: [...(options.requiredChecks ?? ["build"])] });
  const credentials = as === "app" ? appCredentials(github) : tokenCredentials(github);
  const environment = {
    GITHUB_API_URL: github.url,
    GITHUB_WEBHOOK_SECRET: SECRET,
    TOLLGATE_REPOSITORIES: "acme/*",
    ...credentials.environment,
    ...options.environment,
  };
  const config: ServerConfig = {
    host: "127.0.0.1",
    port: 0,
    role: "all",
    dataDir,
    databaseUrl: database.url,
    policyDir: undefined,
    readyFile: undefined,
    publicUrl: undefined,
    adminToken: ADMIN,
    trustedProxies: [],
    reconcileSeconds: options.reconcileSeconds ?? 3600,
    payloadRetentionHours: 72,
    deliveryRetentionDays: 30,
    concurrency: 4,
    logLevel: "silent",
    traces: null,
    github: gitHubConfigFrom(environment),
  };
  const log = pino({ level: process.env.TOLLGATE_TEST_LOG ?? "silent" });
  let url = "";
  const start = async (over: Partial<ServerConfig> = {}) => {
    const server = await startServer({ ...config, ...over }, log);
    const close = server.close;
    const tracked = {
      ...server,
      close: async () => {
        running.delete(tracked);
        await close();
      },
    };
    running.add(tracked);
    if (url === "") {
      url = server.url;
      credentials.listen(`${url}/webhooks/github`);
    }
    return tracked;
  };
  const world: World = {
    github,
    database,
    as,
    get url() {
      return url;
    },
    start,
    async stop() {
      for (const server of [...running]) await server.close();
    },
    wellKept: (over) => wellKept(github, over),
    contexts: (sha) => contextsOf(github, sha),
    shows: (sha, expected, withinMs = 15_000) =>
      eventually(() => {
        const actual = contextsOf(github, sha);
        const wrong = Object.entries(expected).filter(([key, value]) => actual[key as keyof typeof NAMES] !== value);
        if (wrong.length > 0) {
          throw new Error(`${sha.slice(0, 12)} shows ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
        }
      }, withinMs),
    async api(path, init = {}) {
      const response = await fetch(`${url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${ADMIN}`, "content-type": "application/json", ...init.headers },
      });
      return { status: response.status, body: await response.json() };
    },
    async change(number) {
      const { body } = await world.api(`/api/v1/changes/github/${REPOSITORY}/${number}`);
      return body as Record<string, unknown>;
    },
  };
  if (options.start !== false) await start();
  return world;
}

/** What the manifest asks for, written out: an App with less must show up in a test. */
const APP_PERMISSIONS = {
  metadata: "read",
  contents: "read",
  pull_requests: "write",
  issues: "read",
  checks: "write",
  statuses: "read",
  administration: "read",
  merge_queues: "read",
  actions: "read",
  security_events: "read",
  members: "read",
} as const;

const APP_EVENTS = [
  "pull_request",
  "pull_request_review",
  "issue_comment",
  "check_run",
  "check_suite",
  "status",
  "push",
  "repository",
  "repository_ruleset",
  "branch_protection_rule",
  "merge_group",
  "pull_request_review_thread",
  "code_scanning_alert",
];

function appCredentials(github: GitHub) {
  const app = github.createApp({
    name: "Tollgate",
    owner: "acme",
    webhookSecret: SECRET,
    permissions: APP_PERMISSIONS,
    events: APP_EVENTS,
  });
  github.install(app, "acme", { repositories: "all" });
  return {
    environment: { GITHUB_APP_ID: String(app.id), GITHUB_APP_PRIVATE_KEY: app.privateKeyPem },
    listen: (url: string) => github.setAppWebhook(app.id, { webhookUrl: url, webhookSecret: SECRET }),
  };
}

function tokenCredentials(github: GitHub) {
  const token = github.createToken("tollgate-bot");
  github.setPermission(REPOSITORY, "tollgate-bot", "write");
  return {
    environment: { GITHUB_TOKEN: typeof token === "string" ? token : String((token as { token: string }).token) },
    listen: (url: string) => {
      github.addWebhook(REPOSITORY, url, SECRET);
    },
  };
}

function wellKept(github: GitHub, over: Partial<Parameters<GitHub["openPullRequest"]>[1]> = {}) {
  const pull = github.openPullRequest(REPOSITORY, {
    head: `work-${randomUUID().slice(0, 8)}`,
    author: "ada",
    title: "Retry the upload when the connection breaks",
    body: "The client gave up at the first error.\n\nCloses #12",
    ...over,
  });
  github.setStatus(REPOSITORY, pull.headSha, { context: "build", state: "success", by: "ci" });
  github.review(pull, { by: "rita", state: "APPROVED" });
  return pull;
}

function contextsOf(github: GitHub, sha: string): Record<keyof typeof NAMES, string> {
  const all = github.contextsOf(REPOSITORY, sha);
  return Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, all[name] ?? "none"])) as Record<
    keyof typeof NAMES,
    string
  >;
}

/** How a pending context looks: a check run that is in progress, a commit status that is pending. */
export function pending(world: World): string {
  return world.as === "app" ? "in_progress" : "pending";
}

export function shortened(sha: string): string {
  return sha.slice(0, 12);
}
