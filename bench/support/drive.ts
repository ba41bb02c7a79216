// Sends deliveries at a steady rate, whatever becomes of those before (an open loop): a server that falls behind is
// charged for every moment that a delivery waited, since all times count from the planned one.
import { setTimeout as sleep } from "node:timers/promises";
import { deliveryId } from "./forge.ts";
import { Client } from "./http.ts";
import { headersOf } from "./payloads.ts";
import { percentile, sorted } from "./result.ts";
import { chatter, stepOf } from "./script.ts";
import type { Watch } from "./watch.ts";

const CONNECTIONS = 64;
/** One more delivery that announces nothing for so many that do. */
const CHATTER_EVERY = 10;
/** How long the last deliveries may take before they count as never decided. */
const LATE_MS = 60_000;

export interface Drive {
  /** Deliveries that announce something, a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly changes: number;
  /** The first step of every change: those before were sent by an earlier drive. */
  readonly firstStep: number;
}

/** What became of one delivery. */
export interface Outcome {
  readonly change: number;
  readonly step: number;
  /** Whether it told of something that changes the verdict. */
  readonly changes: boolean;
  /** From the planned sending to the commit of its decision, in ms; infinite when there was none. */
  readonly ms: number;
  readonly read: boolean;
}

export interface Driven {
  readonly outcomes: readonly Outcome[];
  /** Deliveries sent besides, which announce nothing or were sent before. */
  readonly besides: number;
  /** Answers other than 202. */
  readonly refused: number;
  /** Until the last one was decided. */
  readonly seconds: number;
  readonly nextStep: number;
}

export async function drive(url: string, watch: Watch, { rate, seconds, changes, firstStep }: Drive): Promise<Driven> {
  const client = await Client.open(url, CONNECTIONS);
  const rounds = Math.ceil((rate * seconds) / changes);
  const total = rounds * changes;
  const planned = new Float64Array(total);
  const meant = new Uint8Array(total);
  let refused = 0;
  let besides = 0;
  let under = 0;
  const post = (event: string, id: string, body: Buffer) => {
    under++;
    void client.post("/webhooks/github", headersOf(event, id, body), body).then((status) => {
      under--;
      if (status !== 202) refused++;
    });
  };
  const placeOf = (index: number) => ({ change: index % changes, step: firstStep + Math.floor(index / changes) });
  const send = (index: number) => {
    const { change, step } = placeOf(index);
    const { event, body, changes: means } = stepOf(change, step);
    meant[index] = means ? 1 : 0;
    post(event, deliveryId(change, step), body);
    if (index % CHATTER_EVERY !== 0) return;
    besides++;
    // One in three is a delivery sent again, as GitHub does when somebody asks for it.
    if (besides % 3 === 0) return post(event, deliveryId(change, step), body);
    const told = chatter(change, besides);
    post(told.event, `besides-${firstStep}-${besides}`, told.body);
  };
  const began = performance.now() + 20;
  for (let next = 0; next < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * rate) / 1000) + 1);
    for (; next < due; next++) {
      planned[next] = began + (next * 1000) / rate;
      send(next);
    }
    await sleep(1);
  }
  const deadline = performance.now() + LATE_MS;
  const undecided = () => {
    for (let index = total - 1; index >= 0; index--) {
      const { change, step } = placeOf(index);
      if (watch.get(deliveryId(change, step)) === null) return true;
    }
    return false;
  };
  while ((under > 0 || undecided()) && performance.now() < deadline) await sleep(50);
  client.close();
  const took = (performance.now() - began) / 1000;
  const outcomes = Array.from({ length: total }, (_, index): Outcome => {
    const { change, step } = placeOf(index);
    const decided = watch.get(deliveryId(change, step));
    const ms = decided === null ? Number.POSITIVE_INFINITY : decided.at - (planned[index] ?? 0);
    return { change, step, changes: meant[index] === 1, ms, read: decided?.read ?? false };
  });
  return { outcomes, besides, refused, seconds: took, nextStep: firstStep + rounds };
}

export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export function spreadOf(outcomes: readonly Outcome[]): Spread {
  const times = sorted(outcomes.map(({ ms }) => ms));
  return {
    count: times.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    most: percentile(times, 1),
  };
}
