import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type Driven, drive, type Outcome, spreadOf } from "./support/drive.ts";
import { cpuOf } from "./support/machine.ts";
import { differing, differingEnds, Reference } from "./support/reference.ts";
import { type Benchmark, ms, type RunOptions, type Section, whole } from "./support/result.ts";
import { openDatabase, type Server, startServerProcess } from "./support/server-process.ts";
import { Watch } from "./support/watch.ts";

const CHANGES = 500;
const RATE = 1_000;
const AIM_MS = 100;
/** Each next rate that is tried is so much higher. */
const NEXT_RATE = 1.25;
const MOST_RATE = 20_000;
const SETTLED_MS = 60_000;

/** Nothing is dirty, nothing is to be written any more. */
export async function settled(pool: pg.Pool, changes: number): Promise<void> {
  for (const deadline = Date.now() + SETTLED_MS; ; ) {
    if (Date.now() > deadline) throw new Error(`the server has not done its work within ${SETTLED_MS} ms`);
    const { rows } = await pool.query<{ done: boolean }>(
      `select (select count(*) from changes where contexts is not null) = $1
         and not exists (select from subjects where wanted_seq > done_seq)
         and not exists (select from targets where wanted_seq > done_seq) as done`,
      [changes],
    );
    if (rows[0]?.done === true) return;
    await sleep(200);
  }
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function run({ quick, minutes, say }: RunOptions): Promise<Section> {
  const database = await openDatabase();
  let server: Server | null = null;
  let watch: Watch | null = null;
  try {
    server = await startServerProcess(database, { changes: CHANGES });
    await settled(database.pool, CHANGES);
    watch = await Watch.open(database);
    const references = Array.from({ length: CHANGES }, (_, change) => new Reference(change));
    const all: Outcome[] = [];
    const go = async (rate: number, seconds: number, firstStep: number): Promise<Driven> => {
      const driven = await drive(server?.url ?? "", watch as Watch, { rate, seconds, changes: CHANGES, firstStep });
      all.push(...driven.outcomes);
      await settled(database.pool, CHANGES);
      return driven;
    };
    // The first deliveries find cold caches and code that no compiler has seen yet.
    const warm = await go(RATE / 2, quick ? 3 : 10, 0);
    const busy = { server: cpuOf(server.pid), database: cpuOf(database.pid), us: ownCpu() };
    const steady = await go(RATE, quick ? 5 : minutes * 60, warm.nextStep);
    const each = (before: number | null, pid: number) =>
      before === null
        ? "?"
        : ((((cpuOf(pid) ?? 0) - before) * 1000) / (steady.outcomes.length + steady.besides)).toFixed(2);
    const spent = `processor time for each delivery: ${each(busy.server, server.pid)} ms by the server, ${each(busy.database, database.pid)} ms by PostgreSQL, ${(((ownCpu() - busy.us) * 1000) / (steady.outcomes.length + steady.besides)).toFixed(2)} ms by the sender`;
    const spread = spreadOf(steady.outcomes);
    say(`  ${RATE}/s: p50 ${ms(spread.p50)}, p99 ${ms(spread.p99)}; ${spent}`);
    let { nextStep } = steady;
    let highest = spread.p99 < AIM_MS ? RATE : 0;
    let limit = "";
    for (let rate = RATE * NEXT_RATE; highest > 0 && rate < MOST_RATE; rate *= NEXT_RATE) {
      const tried = await go(rate, quick ? 3 : 10, nextStep);
      nextStep = tried.nextStep;
      const { p50, p99 } = spreadOf(tried.outcomes);
      limit = `${whole(rate)}/s: p50 ${ms(p50)}, p99 ${ms(p99)}`;
      say(`  ${limit}`);
      if (p99 >= AIM_MS || tried.refused > 0) break;
      highest = rate;
    }
    const unread = steady.outcomes.filter(({ changes, read }) => !changes && !read);
    const differences = differing(watch, references);
    const ends = await differingEnds(database.pool, references);
    const line = (what: string, outcomes: readonly Outcome[]) => {
      const { count, p50, p99, most } = spreadOf(outcomes);
      return [what, whole(count), ms(p50), ms(p99), ms(most)];
    };
    const neutral = steady.outcomes.filter((outcome) => !outcome.changes);
    return {
      figures: [
        {
          what: `delivery to decision at ${whole(RATE)} deliveries a second over ${CHANGES} changes, for ${quick ? "5 s" : `${minutes * 60} s`}`,
          got: `p50 ${ms(spread.p50)}, p99 ${ms(spread.p99)}`,
          beside: spent,
          aim: `p99 under ${AIM_MS} ms`,
          met: spread.p99 < AIM_MS && steady.refused === 0,
        },
        {
          what: `highest rate with p99 under ${AIM_MS} ms`,
          got: highest === 0 ? `below ${whole(RATE)} a second` : `${whole(highest)} deliveries a second`,
          beside: limit === "" ? "" : `the next one tried, ${limit}`,
          aim: `${whole(RATE)} or more`,
          met: highest >= RATE,
        },
        {
          what: "decided without a read, of the deliveries that change nothing",
          got: `${whole(unread.length)} of ${whole(neutral.length)} (${((100 * unread.length) / neutral.length).toFixed(1)} %)`,
        },
        {
          what: "compared with always reading: decisions without a read that a read would have made otherwise",
          got: `${whole(differences.known)} differences in ${whole(all.filter(({ read }) => !read).length)} decisions; ${whole(ends)} of ${CHANGES} changes ended otherwise`,
          beside: `${whole(differences.underWay)} more where the delivery that told of it had been overtaken, and came later`,
          aim: "0 differences",
          met: differences.known === 0 && ends === 0,
        },
      ],
      tables: [
        {
          title: `The steady load of ${whole(RATE)} a second: ${whole(steady.besides)} more deliveries announced nothing (talk, labels, deliveries sent again), ${steady.refused} were refused`,
          head: ["deliveries", "count", "p50", "p99", "longest"],
          rows: [
            line(
              "that change the verdict",
              steady.outcomes.filter((outcome) => outcome.changes),
            ),
            line("that change nothing, decided without a read", unread),
            line(
              "that change nothing, decided by a read",
              neutral.filter(({ read }) => read),
            ),
          ],
        },
      ],
    };
  } finally {
    await watch?.close();
    await server?.close();
    await database.close();
  }
}

export const decision: Benchmark = {
  name: "decision",
  title: "From a delivery to its decision",
  how: `A process of its own sends signed deliveries, made from GitHub's published examples, at a steady rate, whatever became of those before; every time counts from the planned sending. Of ten deliveries that announce something nine change nothing: checks that nobody requires, late news of a run, reviews that only comment. A delivery is decided when the transaction has committed whose evaluation covers it; triggers in the database tell when. The forge answers from memory, so that Tollgate alone is measured; HTTP, signatures, PostgreSQL and its waiting for the disk are real. Each decision that was made without a read is compared with what the pure decision makes of a read at that very moment, and at the end every verdict and every context with those of always reading.`,
  run,
};
