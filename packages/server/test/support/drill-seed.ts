import { seededRandom } from "@tollgate/simulator/random";

/** Prints what repeats a drill. */
export function drillSeed(name: string): number {
  const seed = Number(process.env.TOLLGATE_DRILL_SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`${name}: TOLLGATE_DRILL_SEED=${seed}\n`);
  return seed;
}

/** Several independent sources of one seed: what happens in one does not change what is drawn in another. */
export function sourceOf(seed: number, index: number): () => number {
  return seededRandom(seed * 1_000 + index);
}
