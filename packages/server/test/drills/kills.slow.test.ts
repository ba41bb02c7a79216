// 50 kills over more than 200 deliveries: nothing that was accepted may be lost, and every check must come out right.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { createPool } from "../../src/store/database.ts";
import { createTestDatabase } from "../support/database.ts";
import { missingDeliveries, stuckRows } from "../support/drill-audit.ts";
import { Forwarder } from "../support/drill-forwarder.ts";
import { DRILL_REPOSITORIES, type DrillAs, startDrillGitHub } from "../support/drill-github.ts";
import { clearAfterUs, clearDrill, embeddedUrl, postmasterOf, Replica } from "../support/drill-process.ts";
import { SCENARIOS } from "../support/drill-scenarios.ts";
import { drillSeed, sourceOf } from "../support/drill-seed.ts";
import { playAll, Rounds, untilRight } from "../support/drill-stage.ts";
import { Play } from "../support/drill-steps.ts";
import { silent } from "../support/log.ts";

const KILLS = 50;
const RIGHT_WITHIN_MS = 30_000;
/** About how long one round from kill to kill takes, for spreading steps within it. */
const ROUND_MS = 3_500;

interface Variant {
  readonly name: string;
  readonly as: DrillAs;
  readonly replicas: number;
  readonly embedded: boolean;
  /** See {@link Forwarder}. */
  readonly secretly: boolean;
}

const VARIANTS: readonly Variant[] = [
  { name: "one server with its embedded database", as: "app", replicas: 1, embedded: true, secretly: false },
  { name: "three replicas on one PostgreSQL", as: "token", replicas: 3, embedded: false, secretly: true },
];

test.each(VARIANTS)(`${KILLS} kills: $name`, { timeout: 900_000 }, async (variant) => {
  const seed = drillSeed(`kills, ${variant.name}`);
  const random = sourceOf(seed, 0);
  const drill = await prepare(variant, seed);
  const { replicas, forwarder } = drill;

  for (const replica of replicas) replica.spawn();
  for (const replica of replicas) if (!(await replica.untilReady())) throw new Error(replica.tail());

  const plays = DRILL_REPOSITORIES.flatMap((repository) =>
    SCENARIOS.map((scenario) => new Play(drill.github, repository, scenario)),
  );
  const rounds = new Rounds(ROUND_MS);
  const allButLast = ({ scenario }: Play) => scenario.steps.slice(0, -1);
  const playing = playAll(plays, rounds, { seed, last: KILLS - 3 }, allButLast);
  const kills = { server: 0, database: 0, "in the middle of a delivery": 0, "before it was ready": 0 };

  /** Kills one process; a server is started again, a database by its server. */
  const killOne = async (): Promise<void> => {
    if (random() < 0.4) {
      await forwarder.nextDelivery(3_000);
      await sleep(random() * 40);
      kills["in the middle of a delivery"] += 1;
    }
    const postmaster = variant.embedded && random() < 0.45 ? postmasterOf(drill.dataDir) : null;
    if (postmaster !== null) {
      process.kill(postmaster, "SIGKILL");
      kills.database += 1;
    } else await killServer();
  };

  /** @returns when it was started again */
  const killServer = async (): Promise<number> => {
    const replica = replicas[Math.floor(random() * replicas.length)];
    if (replica === undefined) throw new Error("there is no replica");
    await replica.kill();
    kills.server += 1;
    if (random() < 0.5) await sleep(random() * 800);
    const startedAt = Date.now();
    replica.spawn();
    return startedAt;
  };

  /** Everything up again. A server that gave up because its database was killed under its start is started once more. */
  const allReady = async () => {
    for (const replica of replicas) {
      for (let attempt = 0; attempt < 3; attempt++) {
        if (!replica.alive) replica.spawn();
        if (await replica.untilReady()) break;
      }
      if (replica.url === null) throw new Error(`${replica.name} does not start\n${replica.tail()}`);
    }
  };

  for (let round = 1; round < KILLS; round++) {
    // Now and then the next kill comes in the middle of a start, or while another replica is still down.
    const impatient = random() < 0.15;
    if (impatient) kills["before it was ready"] += 1;
    else await allReady();
    await sleep(200 + random() * (impatient ? 1_000 : 3_500));
    await killOne();
    rounds.next();
  }
  await allReady();
  rounds.end();
  const wentWrong = await playing;
  // The last step of every scenario at once, and the last kill on top of it: no work is done when it strikes.
  for (const play of plays) await play.scenario.steps.at(-1)?.(play);
  await sleep(random() * 500);
  const lastRestart = await killServer();
  const wrongAtFirst = plays.filter((play) => play.problems().length > 0).length;
  await allReady();
  const right = await untilRight(plays, RIGHT_WITHIN_MS, lastRestart);

  const pool = createPool(drill.databaseUrl(), silent);
  drill.later(() => pool.end());
  const missing = await missingDeliveries(pool, forwarder.accepted);
  const stuck = await stuckRows(pool);
  const { sent, accepted, lost } = forwarder.counts;
  const ended = replicas.flatMap((replica) => replica.ends);
  process.stdout.write(
    `kills, ${variant.name}: ${JSON.stringify(kills)}; deliveries: ${sent} sent, ${accepted} accepted, ${lost} lost; ` +
      `${wrongAtFirst} of ${plays.length} pull requests wrong when the last kill was over, all right ${(right.ms / 1000).toFixed(1)} s after the last restart; ` +
      `ends of their own: ${ended.length}\n`,
  );
  expect({ wentWrong, wrong: right.problems, missing, stuck, ended }).toEqual({
    wentWrong: [],
    wrong: [],
    missing: [],
    stuck: [],
    ended: [],
  });
  expect(kills.server + kills.database).toBe(KILLS);
  expect(accepted).toBeGreaterThan(200);
  expect(drill.github.violations).toEqual([]);
});

/** GitHub, the forwarder, the replicas (not started), a database; all is cleared when the test is over. */
async function prepare(variant: Variant, seed: number) {
  const cleaning: (() => unknown)[] = [];
  const later = (clean: () => unknown) => void cleaning.push(clean);
  onTestFinished(async () => {
    for (const clean of cleaning.reverse()) await clean();
  }, 60_000);

  const directory = mkdtempSync(join(tmpdir(), "tollgate-kills-"));
  // The account of the embedded database must be able to pass through.
  chmodSync(directory, 0o711);
  const dataDir = join(directory, "data");
  later(clearAfterUs(directory));
  const replicas: Replica[] = [];
  const database = variant.embedded ? null : await createTestDatabase();
  later(() => database?.drop());
  later(() => clearDrill(directory, dataDir, replicas));

  const { github, environment, listen } = await startDrillGitHub(variant.as);
  later(() => github.close());
  const forwarder = new Forwarder(
    () => replicas.flatMap((replica) => replica.url ?? []),
    sourceOf(seed, 1),
    variant.secretly,
  );
  listen(await forwarder.listen());
  later(() => forwarder.close());

  for (let n = 1; n <= variant.replicas; n++) {
    replicas.push(
      new Replica(directory, `replica-${n}`, ["--data-dir", dataDir], {
        ...environment,
        TOLLGATE_RECONCILE_SECONDS: "5",
        TOLLGATE_LOG_LEVEL: "warn",
        // The same for all replicas, as behind a load balancer: the links in the checks must not depend on who wrote them.
        TOLLGATE_PUBLIC_URL: "https://tollgate.example",
        ...(database === null ? {} : { DATABASE_URL: database.url }),
      }),
    );
  }
  return { github, forwarder, replicas, dataDir, later, databaseUrl: () => database?.url ?? embeddedUrl(dataDir) };
}
