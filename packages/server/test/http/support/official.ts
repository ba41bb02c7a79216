// A real server that is sent GitHub's official example payloads, and what they leave in its database.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Hint } from "@tollgate/core/vocabulary/hint";
import { gitHubConfigFrom } from "@tollgate/providers/github/config";
import { createGitHub } from "@tollgate/providers/github/github";
import pino from "pino";
import { onTestFinished } from "vitest";
import { startServer } from "../../../src/compose.ts";
import type { ServerConfig } from "../../../src/config.ts";
import { transaction } from "../../../src/store/database.ts";
import { FreshPayloads } from "../../../src/store/fresh-payloads.ts";
import { writeStub } from "../../../src/views/change-row.ts";
import { Foresight } from "../../../src/worker/foresight.ts";
import { ingest } from "../../../src/worker/ingest.ts";
import { Jobs } from "../../../src/worker/jobs.ts";
import { changeReach } from "../../../src/worker/reach.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { LACKING, SHA } from "./lacking-payloads.ts";

const SECRET = "a webhook secret of the examples";
/** Nobody listens there: what these tests see was made of the payloads alone. */
const NO_GITHUB = "http://127.0.0.1:9";

export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
/** The 329 payloads that GitHub publishes, in its order. */
export const EXAMPLES = (
  JSON.parse(readFileSync(file, "utf8")) as { name: string; examples: Record<string, unknown>[] }[]
).flatMap(({ name, examples }) => examples.map((payload) => ({ event: name, payload })));

export function deliveries(
  all: readonly { event: string; payload: Readonly<Record<string, unknown>> }[],
  prefix: string,
) {
  return all.map((one, n): Delivery => ({ ...one, id: `${prefix}-${String(n).padStart(4, "0")}` }));
}

/** Every repository that the payloads name, as an operator would list them. */
export const REPOSITORIES = [
  ...new Set(
    [...EXAMPLES, ...LACKING].flatMap(({ payload }) => {
      const name = (payload.repository as { full_name?: string } | undefined)?.full_name;
      return name === undefined ? [] : [name];
    }),
  ),
].sort();

export interface Intake {
  readonly url: string;
  readonly database: TestDatabase;
  /** Posts them in order, signed; gives the statuses. */
  post(all: readonly Delivery[]): Promise<number[]>;
  /** Takes all that was stored, as the worker does; nothing is evaluated. */
  take(): Promise<void>;
}

export async function open(role: ServerConfig["role"]): Promise<Intake> {
  const database = await createTestDatabase();
  const log = pino({ level: process.env.TOLLGATE_TEST_LOG ?? "silent" });
  const github = gitHubConfigFrom({
    GITHUB_API_URL: NO_GITHUB,
    GITHUB_TOKEN: "a-token",
    GITHUB_WEBHOOK_SECRET: SECRET,
    TOLLGATE_REPOSITORIES: REPOSITORIES.join(","),
  });
  const server = await startServer(
    {
      host: "127.0.0.1",
      port: 0,
      role,
      dataDir: "unused",
      databaseUrl: database.url,
      policyDir: undefined,
      readyFile: undefined,
      publicUrl: undefined,
      adminToken: undefined,
      trustedProxies: [],
      reconcileSeconds: 3600,
      payloadRetentionHours: 72,
      deliveryRetentionDays: 30,
      concurrency: 4,
      logLevel: "silent",
      traces: null,
      github,
    },
    log,
  );
  const forge = createGitHub(github);
  const queue = await Jobs.start(database.url, log, null);
  onTestFinished(async () => {
    await queue.stop(1_000);
    await forge.close();
    await server.close();
    await database.drop();
  });
  const options: Parameters<typeof ingest>[0] = {
    pool: database.pool,
    forges: new Map([["github", forge]]),
    foresight: new Foresight(),
    fresh: new FreshPayloads(),
    log,
    allows: (repository) => REPOSITORIES.includes(repository),
    onReach: (client, provider, reach) => changeReach(client, provider, reach, queue),
  };
  return {
    url: server.url,
    database,
    async post(all) {
      const statuses: number[] = [];
      for (const { id, event, payload } of all) {
        const body = JSON.stringify(payload);
        statuses.push(await send(server.url, body, { "x-github-delivery": id, "x-github-event": event }));
      }
      return statuses;
    },
    async take() {
      while ((await ingest(options)) > 0);
    },
  };
}

export async function send(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string | null>,
): Promise<number> {
  const all = { "content-type": "application/json", "x-hub-signature-256": signature(body), ...headers };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  const response = await fetch(`${url}/webhooks/github`, { method: "POST", headers: sent, body: body as string });
  await response.arrayBuffer();
  return response.status;
}

export function signature(body: string | Uint8Array, secret = SECRET, algorithm = "sha256"): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest("hex")}`;
}

/**
 * One open change on the default branch of every repository: what concerns a whole branch falls on it. And one for each
 * commit that a payload reports a result of on a default branch: those are looked up for known heads alone.
 */
export async function seedChanges({ pool }: TestDatabase): Promise<void> {
  await transaction(pool, async (client) => {
    for (const repository of REPOSITORIES) {
      const stub = (number: number, headSha: string) =>
        writeStub(client, { provider: "github", repository, number }, { headSha, baseRef: "main", lifecycle: "open" });
      await stub(900, "f".repeat(40));
      for (const [index, sha] of headsOnDefault(repository).entries()) await stub(901 + index, sha);
    }
    const address = { provider: "github", repository: "acme/shop", number: 7 };
    await writeStub(client, address, { headSha: SHA, baseRef: "main", lifecycle: "open" });
  });
}

function headsOnDefault(repository: string): string[] {
  const shas = EXAMPLES.flatMap(({ event, payload }) => {
    if ((payload.repository as { full_name?: string } | undefined)?.full_name !== repository) return [];
    if (event === "status") return [payload.sha as string];
    const rerequested = event === "check_run" && payload.action === "rerequested";
    return rerequested ? [(payload.check_run as { head_sha: string }).head_sha] : [];
  });
  return [...new Set(shas)].sort();
}

/** Every row of every table. Clocks are left out but for whether they are set: those are all columns of a time type. */
export async function dump({ pool }: TestDatabase): Promise<Record<string, string[]>> {
  const { rows: columns } = await pool.query<{ name: string; columns: string }>(
    `select format('%I.%I', table_schema, table_name) as name,
       string_agg(case when data_type like 'timestamp%' then format('%I is null as %I', column_name, column_name)
                  else format('%I', column_name) end, ', ' order by ordinal_position) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_type = 'BASE TABLE' and (table_schema = 'public' or (table_schema, table_name) = ('pgboss', 'job'))
     group by 1`,
  );
  const tables: Record<string, string[]> = {};
  for (const { name, columns: list } of columns) {
    const { rows } = await pool.query(`select row_to_json(t)::text as row from (select ${list} from ${name}) as t`);
    tables[name] = rows.map((one) => one.row as string).sort();
  }
  return tables;
}

export async function subjects({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query(
    "select concat_ws(' ', provider, repository, kind, key) as subject from subjects order by 1",
  );
  return rows.map((row) => row.subject as string);
}

/** What the deliveries gave the job queue to do. */
export async function jobs({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query("select name || ' ' || singleton_key as job from pgboss.job order by 1");
  return rows.map((row) => row.job as string);
}

/** For each event and action the subjects that became dirty, and the hints they were given. */
export async function table({ pool }: TestDatabase, all: readonly Delivery[]): Promise<Record<string, string[]>> {
  const { rows } = await pool.query<{ id: string; repository: string; kind: string; key: string; hint: Hint }>(
    `select h.delivery_id as id, s.repository, s.kind, s.key, h.hint from hints h join subjects s on s.id = h.subject_id
     where h.delivery_id is not null`,
  );
  const found: Record<string, string[]> = {};
  for (const { id, event, payload } of all) {
    const name = typeof payload.action === "string" ? `${event}.${payload.action}` : event;
    const lines = rows.filter((row) => row.id === id).map((row) => `${subjectOf(row)} <- ${textOf(row.hint)}`);
    if (lines.length > 0) found[name] = [...new Set([...(found[name] ?? []), ...lines])].sort();
  }
  return found;
}

const short = (text: string) => text.replaceAll(/[0-9a-f]{40}/g, (sha) => sha.slice(0, 7));

function subjectOf({ repository, kind, key }: { repository: string; kind: string; key: string }): string {
  return `${kind} ${repository} ${short(key)}`;
}

function textOf({ object, closing, version, facts, outcome }: Hint): string {
  const form = Object.keys(version).sort().join("+") || "no version";
  const doubts = facts.length === 0 ? "" : ` [${facts.join(",")}]`;
  return `${short(object)} closing=${closing} by ${form}${doubts}${outcome === undefined ? "" : ` ${outcome}`}`;
}
