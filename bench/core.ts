import { decide, isRefusal } from "@tollgate/core/change/decide";
import { evolve, INITIAL_STATE } from "@tollgate/core/change/state";
import { parsePolicy } from "@tollgate/core/policy/parse";
import { GATE_LIST } from "@tollgate/server/worker/context";
import { type Benchmark, median, type RunOptions, type Section, whole } from "./support/result.ts";
import { ROUND, readingAfter } from "./support/script.ts";

/** So many steps, then the story begins anew: no change has thousands of reviews. */
const STORY = 200;
const NOW = new Date(0).toISOString();
const source = { digest: "", commit: null, branch: null, problems: [] };

/** Decisions a second: each judges every gate of the built-in policy over one read, decides and folds. */
function burst(readings: readonly ReturnType<typeof readingAfter>[], policy: ReturnType<typeof parsePolicy>["policy"]) {
  let state = INITIAL_STATE;
  let events = 0;
  const began = process.cpuUsage();
  for (const reading of readings) {
    const observed = {
      type: "observe",
      reading: { ...reading, startedAt: NOW },
      policy,
      source,
      doubts: [],
      gates: GATE_LIST,
    } as const;
    const decided = decide(state, observed, NOW);
    if (isRefusal(decided)) throw new Error(decided.refused);
    for (const event of decided) state = evolve(state, event, NOW);
    events += decided.length;
  }
  const { user, system } = process.cpuUsage(began);
  return { rate: (readings.length * 1e6) / (user + system), events };
}

async function run({ quick, say }: RunOptions): Promise<Section> {
  const { policy } = parsePolicy([], []);
  const readings = Array.from({ length: quick ? 2_000 : 10_000 }, (_, step) => readingAfter(3, step % STORY));
  const rounds = quick ? 3 : 9;
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const { rate } = burst(readings, policy);
    // The first one is compiled while it runs.
    if (round > 0) rates.push(rate);
  }
  say(`  ${rates.map(whole).join(" / ")}`);
  return {
    figures: [
      {
        what: "decisions a second on one core",
        got: whole(median(rates)),
        beside: `one read in ${ROUND} changes the verdict; ${policy.gates.length} gates, 10 checks and 3 reviews in each read`,
      },
    ],
  };
}

export const core: Benchmark = {
  name: "core",
  title: "The pure decision",
  how: "One change is read thousands of times in its story; each read is judged by the built-in policy, decided and folded into the state, without a database or a forge. Counted by processor time, so that what else the machine does matters little.",
  run,
};
