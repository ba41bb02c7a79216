import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ChangeCommand, decide, isRefusal } from "@tollgate/core/change/decide";
import { evolve, INITIAL_STATE } from "@tollgate/core/change/state";
import { JUDGES } from "@tollgate/core/policy/gates/index";
import { parsePolicy } from "@tollgate/core/policy/parse";
import { appManifest } from "@tollgate/providers/github/manifest";
import { startServer } from "@tollgate/server/compose";
import { serverConfigFrom } from "@tollgate/server/environment";
import { startGitHub } from "@tollgate/simulator/github";
import pino from "pino";
import { settled } from "./decision.ts";
import { ALL_GATES, DESCRIPTION, evidence } from "./support/all-gates.ts";
import { memoryOf } from "./support/machine.ts";
import { type Benchmark, median, mib, type RunOptions, type Section, whole } from "./support/result.ts";
import { readingAfter } from "./support/script.ts";
import { openDatabase, startServerProcess } from "./support/server-process.ts";

const NOW = "2026-01-05T09:00:00.000Z";
const AIM = 10_000;
const SECRET = "a webhook secret of the benchmarks";
const REPOSITORY = "acme/shop";

/** Decisions a second of processor time, each over other facts than the one before. */
export function decisions(
  count: number,
  rounds: number,
): { readonly rate: number; readonly gates: number; readonly passed: number } {
  const { policy, problems } = parsePolicy([{ path: ".qms/review.yml", text: ALL_GATES }]);
  const wrong = problems.find(({ severity }) => severity === "error");
  if (wrong !== undefined) throw new Error(wrong.message);
  const found = evidence(12);
  const readings = Array.from({ length: count }, (_, step) => {
    const reading = readingAfter(3, step % 200);
    return { ...reading, facts: { ...reading.facts, ...found }, startedAt: NOW };
  });
  const source = { digest: "", commit: null, branch: null, problems: [] };
  const rates: number[] = [];
  let state = INITIAL_STATE;
  for (let round = 0; round <= rounds; round++) {
    state = INITIAL_STATE;
    const began = process.cpuUsage();
    for (const reading of readings) {
      const observed: ChangeCommand = { type: "observe", reading, policy, source, doubts: [], gates: JUDGES };
      const decided = decide(state, observed, NOW);
      if (isRefusal(decided)) throw new Error(decided.refused);
      for (const event of decided) state = evolve(state, event, NOW);
    }
    const { user, system } = process.cpuUsage(began);
    // The first one is compiled while it runs.
    if (round > 0) rates.push((count * 1e6) / (user + system));
  }
  const judged = state.judged?.gates ?? [];
  const passed = judged.filter(({ verdict }) => verdict.outcome === "pass" || verdict.outcome === "skip").length;
  return { rate: median(rates), gates: judged.length, passed };
}

/** Reviews that begin at one moment: until each of them has its five checks on the forge. */
async function atOnce(
  changes: number,
): Promise<{ readonly seconds: number; readonly server: number | null; readonly database: number | null }> {
  const database = await openDatabase();
  try {
    const began = performance.now();
    const server = await startServerProcess(database, { changes });
    let most: number | null = null;
    const watching = setInterval(() => {
      const now = memoryOf(server.pid);
      if (now !== null) most = Math.max(most ?? 0, now);
    }, 100);
    await settled(database.pool, changes);
    clearInterval(watching);
    const seconds = (performance.now() - began) / 1000;
    const ofDatabase = memoryOf(database.pid);
    await server.close();
    return { seconds, server: most, database: ofDatabase };
  } finally {
    await database.close();
  }
}

interface Cost {
  readonly graphql: number;
  readonly others: readonly string[];
  readonly unchanged: number;
  readonly writes: number;
}

/** What an evaluation asks of GitHub: the first one of a change, and one where nothing new was uploaded. */
async function requests(): Promise<{ readonly first: Cost; readonly again: Cost }> {
  const database = await openDatabase();
  const directory = mkdtempSync(join(tmpdir(), "tollgate-bench-gates-"));
  const github = await startGitHub();
  try {
    github.createRepository(REPOSITORY, {
      permissions: { rita: "write", ada: "write" },
      files: { "README.md": "# shop\n", ".qms/review.yml": ALL_GATES, CODEOWNERS: "src/ @rita\n" },
    });
    github.protectBranch(REPOSITORY, "main", { requiredChecks: ["build"] });
    github.setCodeScanning(REPOSITORY, true);
    const manifest = appManifest({ name: "Tollgate", publicUrl: null, redirectUrl: "http://127.0.0.1/" });
    const app = github.createApp({
      name: "Tollgate",
      owner: "acme",
      webhookSecret: SECRET,
      permissions: manifest.default_permissions as Record<string, "read" | "write">,
      events: manifest.default_events as string[],
    });
    github.install(app, "acme", { repositories: "all" });
    const environment = {
      GITHUB_API_URL: github.url,
      GITHUB_WEBHOOK_SECRET: SECRET,
      GITHUB_APP_ID: String(app.id),
      GITHUB_APP_PRIVATE_KEY: app.privateKeyPem,
      TOLLGATE_REPOSITORIES: "acme/*",
      DATABASE_URL: database.url,
      TOLLGATE_RECONCILE_SECONDS: "3600",
    };
    const server = await startServer(
      serverConfigFrom(environment, { port: "0", dataDir: directory }),
      pino({ level: "silent" }),
    );
    github.setAppWebhook(app.id, { webhookUrl: `${server.url}/webhooks/github`, webhookSecret: SECRET });
    const quiet = async (): Promise<void> => {
      for (let before = -1; before !== github.requests.length; ) {
        before = github.requests.length;
        await sleep(3_000);
      }
    };
    await quiet();
    const pull = await measured(github, quiet, () =>
      github.openPullRequest(REPOSITORY, {
        head: "retry",
        author: "ada",
        title: "Retry the upload when the connection breaks",
        body: DESCRIPTION,
        files: { "src/upload.ts": "export const retry = true;\n", "test/upload.test.ts": "// tested\n" },
      }),
    );
    const edited = await measured(github, quiet, () =>
      github.editPullRequest(pull.result, { title: "Retry the upload when a connection breaks" }),
    );
    await server.close();
    return { first: pull.cost, again: edited.cost };
  } finally {
    await github.close();
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measured<T>(
  github: Awaited<ReturnType<typeof startGitHub>>,
  quiet: () => Promise<void>,
  act: () => T,
): Promise<{ readonly result: T; readonly cost: Cost }> {
  const before = github.requests.at(-1);
  const result = act();
  await quiet();
  const made = github.requests.slice(before === undefined ? 0 : github.requests.indexOf(before) + 1);
  const writes = made.filter(({ method, path }) => method !== "GET" && !path.endsWith("/graphql"));
  const reads = made.filter(({ method, path }) => method === "GET" && !path.endsWith("/graphql"));
  return {
    result,
    cost: {
      graphql: made.filter(({ path }) => path.endsWith("/graphql")).length,
      others: reads.filter(({ status }) => status !== 304).map(({ path }) => path.replace(/[0-9a-f]{40}/g, "{sha}")),
      unchanged: reads.filter(({ status }) => status === 304).length,
      writes: writes.length,
    },
  };
}

async function run({ quick, say }: RunOptions): Promise<Section> {
  const pure = decisions(quick ? 1_000 : 5_000, quick ? 2 : 9);
  say(`  ${whole(pure.rate)} decisions a second over ${pure.gates} gates, ${pure.passed} of which pass`);
  const changes = quick ? 100 : 1_000;
  const open = await atOnce(changes);
  say(`  ${whole(changes)} reviews: ${open.seconds.toFixed(1)} s`);
  const { first, again } = await requests();
  const told = ({ graphql, others, unchanged, writes }: Cost) =>
    `${graphql} GraphQL, ${others.length} REST${others.length === 0 ? "" : ` (${[...new Set(others.map(short))].join(", ")})`}, ${unchanged} answered by "not modified", which cost nothing; ${writes} writes`;
  say(`  first: ${told(first)}\n  again: ${told(again)}`);
  return {
    figures: [
      {
        what: `decisions a second on one core, by a policy of ${pure.gates} gates`,
        got: whole(pure.rate),
        beside: `12 changed files, a report of each kind; ${pure.passed} gates pass, one read in ten changes the verdict`,
        aim: `${whole(AIM)} or more`,
        met: pure.rate >= AIM,
      },
      {
        what: `${whole(changes)} reviews begun at one moment, until each has its five checks`,
        got: `${open.seconds.toFixed(1)} s, the server's start included`,
        beside: `at most ${mib(open.server ?? Number.NaN)} for the server; PostgreSQL ${mib(open.database ?? Number.NaN)}`,
      },
      {
        what: "requests to GitHub for the first evaluation of a change, with every gate",
        got: told(first),
      },
      {
        what: "requests to GitHub for an evaluation where nothing new was uploaded",
        got: told(again),
        beside: "the check runs are looked at before two contexts are written, whose text holds the edited title",
        aim: "one query, and only the contexts that changed",
        met: again.graphql === 1 && again.others.every((path) => path.endsWith("/check-runs")) && again.writes <= 2,
      },
    ],
  };
}

/** The last parts of a path: what is asked for. */
function short(path: string): string {
  return path.replace(/^.*\/repos\/[^/]+\/[^/]+\//, "").replace(/\/\d+/g, "/{id}");
}

export const gates: Benchmark = {
  name: "gates",
  title: "Every gate at once",
  how: "One policy names all gates. The pure decision is counted by processor time, over a change that has a report of each kind. A thousand reviews begin at one moment on a forge that answers from memory. What an evaluation asks of GitHub is counted by the simulator, with webhooks, for a change that is opened and whose title is edited afterwards.",
  run,
};
