// GitHub's bad days: a minute of failing answers in each of the known ways, a start while it is away, webhooks in disorder.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, FaultKind } from "@tollgate/simulator/faults";
import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import { missingDeliveries, stuckRows, toldOf } from "../support/drill-audit.ts";
import { DRILL_REPOSITORIES, startDrillGitHub } from "../support/drill-github.ts";
import { clearAfterUs, clearDrill, Replica } from "../support/drill-process.ts";
import { EVENTS, type Eventful, SCENARIOS } from "../support/drill-scenarios.ts";
import { drillSeed, sourceOf } from "../support/drill-seed.ts";
import { openTheatre } from "../support/drill-server.ts";
import { playWithin, untilRight } from "../support/drill-stage.ts";
import { Play } from "../support/drill-steps.ts";

const OUTAGE_MS = 60_000;
const RIGHT_WITHIN_MS = 60_000;
/** How long GitHub asks to be left alone, where it asks. */
const PAUSE_SECONDS = 15;
const [REPOSITORY] = DRILL_REPOSITORIES;

interface Outage {
  readonly name: string;
  readonly fault: FaultKind;
  /** Where only some requests fail. */
  readonly more?: Omit<Fault, "kind">;
}

/** Side by side, each with a GitHub, a server and a database of its own; in two batches, for two processors. */
const BATCHES: readonly (readonly Outage[])[] = [
  [
    { name: "500", fault: { kind: "status", status: 500 } },
    { name: "502", fault: { kind: "status", status: 502 } },
    { name: "403 with retry-after", fault: { kind: "rate-limit-secondary", seconds: PAUSE_SECONDS } },
    { name: "the budget used up", fault: { kind: "rate-limit-primary", seconds: PAUSE_SECONDS } },
    { name: "no answer", fault: { kind: "hang" } },
  ],
  [
    { name: "broken connections", fault: { kind: "reset" } },
    { name: "answers cut short, half of them", fault: { kind: "cut" }, more: { probability: 0.5 } },
    { name: "writes done, then 500", fault: { kind: "after", status: 500 }, more: { match: { writes: true } } },
    {
      name: "writes done, then a broken connection",
      fault: { kind: "after", answer: "reset" },
      more: { match: { writes: true } },
    },
    {
      name: "writes done, then no answer",
      fault: { kind: "after", answer: "hang" },
      more: { match: { writes: true } },
    },
  ],
];

const eventsOf = (play: Play) => (play.scenario as Eventful).events;

test.each(BATCHES.map((outages) => ({ outages, names: outages.map(({ name }) => name).join("; ") })))(
  "right within a minute after a minute of: $names",
  { timeout: 400_000 },
  async ({ outages }) => {
    const seed = drillSeed("outages");
    const results = await Promise.all(outages.map((outage, index) => during(outage, seed + index)));
    for (const { name, hits, wrong, ms } of results) {
      process.stdout.write(
        `outage, ${name}: struck ${hits} times; ${wrong} of ${EVENTS.length} pull requests wrong at its end, ` +
          `all right ${(ms / 1000).toFixed(1)} s later\n`,
      );
    }
    expect(results.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`))).toEqual([]);
    expect(results.filter(({ hits }) => hits === 0).map(({ name }) => `${name} struck nobody`)).toEqual([]);
    // Otherwise nothing would have been left to put right.
    expect(Math.max(...results.map(({ wrong }) => wrong))).toBeGreaterThan(0);
  },
);

async function during({ name, fault, more }: Outage, seed: number) {
  const theatre = await openTheatre(seed % 2 === 0 ? "app" : "token", { TOLLGATE_RECONCILE_SECONDS: "300" });
  onTestFinished(() => theatre.close());
  const { github, database } = theatre;
  const plays = EVENTS.map((scenario) => new Play(github, REPOSITORY, scenario));
  const before = await playWithin(plays, seed, 2_000);
  // Nothing can be learnt from an outage of something that did not work before.
  if (before.length > 0) return { name, hits: 0, wrong: 0, ms: 0, problems: before };
  const handle = github.faults.add({ ...fault, ...more, seed });
  const wentWrong = playWithin(plays, seed, OUTAGE_MS - 3_000, eventsOf);
  await sleep(OUTAGE_MS);
  const problems = [...(await wentWrong)];
  const { hits } = handle;
  const wrong = plays.filter((play) => play.problems().length > 0).length;
  handle.remove();
  const right = await untilRight(plays, RIGHT_WITHIN_MS, endOf(fault, github.requests));
  problems.push(...right.problems, ...(await stuckRows(database.pool)));
  return { name, hits, wrong, ms: right.ms, problems };
}

/** Now, or the end of the last pause that GitHub asked for. */
function endOf(fault: FaultKind, requests: readonly { readonly at: number; readonly faults: readonly string[] }[]) {
  const now = Date.now();
  if (!("seconds" in fault)) return now;
  const last = requests.findLast((request) => request.faults.includes(fault.kind));
  return Math.max(now, (last?.at ?? 0) + fault.seconds * 1000);
}

test("started, and killed and started again, while GitHub is away: nothing is lost", { timeout: 300_000 }, async () => {
  const seed = drillSeed("away");
  const directory = mkdtempSync(join(tmpdir(), "tollgate-away-"));
  chmodSync(directory, 0o711);
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { github, environment, listen } = await startDrillGitHub("app");
  onTestFinished(() => github.close());
  const replica = new Replica(directory, "server", ["--data-dir", join(directory, "data")], {
    ...environment,
    DATABASE_URL: database.url,
    TOLLGATE_LOG_LEVEL: "warn",
  });
  onTestFinished(clearAfterUs(directory));
  onTestFinished(() => clearDrill(directory, join(directory, "data"), [replica]));

  const away = github.faults.add({ kind: "reset" });
  const start = async () => {
    replica.spawn();
    if (!(await replica.untilReady())) throw new Error(replica.tail());
    listen(`${replica.url}/webhooks/github`);
  };
  await start();
  const plays = EVENTS.filter(({ steps }) => steps.length === 0).map(
    (scenario) => new Play(github, REPOSITORY, scenario),
  );
  const wentWrong = [...(await playWithin(plays, seed, 4_000, (play) => eventsOf(play).slice(0, 1)))];
  await github.webhooks.settled();
  await replica.kill();
  await start();
  wentWrong.push(...(await playWithin(plays, seed, 4_000, (play) => eventsOf(play).slice(1))));
  await github.webhooks.settled();
  const accepted = github.deliveries.filter((delivery) => delivery.statusCode === 202).map(({ guid }) => guid);
  const refused = github.deliveries.filter((delivery) => delivery.statusCode !== 202 && delivery.deliveredAt !== null);
  expect(away.hits).toBeGreaterThan(0);
  away.remove();
  const right = await untilRight(plays, RIGHT_WITHIN_MS, Date.now());
  const missing = await missingDeliveries(database.pool, new Set(accepted));
  process.stdout.write(
    `away: ${accepted.length} deliveries taken; right ${(right.ms / 1000).toFixed(1)} s after its return\n`,
  );
  expect({ wentWrong, wrong: right.problems, missing, refused, ended: replica.ends }).toEqual({
    wentWrong: [],
    wrong: [],
    missing: [],
    refused: [],
    ended: [],
  });
  expect(accepted.length).toBeGreaterThan(5);
});

test.each(["app", "token"] as const)(
  "webhooks doubled, late by up to 10 s and out of order, reads stale by 3 s, as %s",
  { timeout: 400_000 },
  async (as) => {
    const seed = drillSeed(`disorder, as ${as}`);
    const random = sourceOf(seed, 0);
    const theatre = await openTheatre(as, { TOLLGATE_RECONCILE_SECONDS: "3600" });
    onTestFinished(() => theatre.close());
    const { github, database } = theatre;
    const draw = () => Math.floor(random() * 1_000_000);
    github.recordHistory();
    github.webhooks.double({ probability: 0.3, seed: draw(), afterMs: 700 });
    github.webhooks.reorder({ probability: 0.8, seed: draw(), windowMs: 10_000 });
    github.faults.add({ kind: "stale", seconds: 3, probability: 0.3, seed: draw() });
    const plays = SCENARIOS.map((scenario) => new Play(github, REPOSITORY, scenario));
    const wentWrong = await playWithin(plays, seed, 20_000);
    const right = await untilRight(plays, RIGHT_WITHIN_MS, Date.now());
    const doubled = github.deliveries.length;
    process.stdout.write(
      `disorder, as ${as}: ${doubled} deliveries; right ${(right.ms / 1000).toFixed(1)} s after the last event\n`,
    );
    github.faults.clear();
    for (const told of await toldOf(database.pool, right.problems))
      process.stdout.write(`disorder, as ${as}: ${told}\n`);
    expect({ wentWrong, wrong: right.problems, stuck: await stuckRows(database.pool) }).toEqual({
      wentWrong: [],
      wrong: [],
      stuck: [],
    });
  },
);
