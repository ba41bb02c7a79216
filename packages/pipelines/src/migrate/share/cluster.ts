import type { Candidate } from "./candidate.ts";
import { Unlike } from "./holes.ts";

/** Something that may have copies. */
export interface Clusterable {
  /** Only what has the same shape can become one. */
  readonly shape: string;
  /** The same for what is the same but for the order of keys. */
  readonly exact: string;
}

interface Cluster<Item> {
  readonly members: readonly Item[];
  readonly candidate: Candidate | undefined;
}

/** Of one shape, more different copies than this are not tried with each other. */
const MOST_KINDS = 60;
const NOTHING_SAVED = "sharing them would not save a line";

/**
 * Groups copies so that the most lines are saved: first what is the same, then two groups become one as long as that
 * saves more than they do apart.
 * @param make what a group would become; throws Unlike where it cannot
 * @param leave is told what has the same shape and yet cannot become one
 */
export function clustered<Item extends Clusterable>(
  items: readonly Item[],
  make: (members: readonly Item[]) => Candidate,
  leave: (members: readonly Item[], reason: string) => void,
): Candidate[] {
  const byShape = Map.groupBy(items, ({ shape }) => shape);
  return [...byShape.values()].flatMap((alike) =>
    alike.length < 2 ? [] : merged(alike, make, leave).flatMap(({ candidate }) => candidate ?? []),
  );
}

function merged<Item extends Clusterable>(
  items: readonly Item[],
  make: (members: readonly Item[]) => Candidate,
  leave: (members: readonly Item[], reason: string) => void,
): Cluster<Item>[] {
  // One reason for each is enough: of many, every pair would have its own.
  const told = new Set<Item>();
  const tell = (members: readonly Item[], reason: string): void => {
    if (members.some((member) => told.has(member))) return;
    for (const member of members) told.add(member);
    leave(members, reason);
  };
  const attempt = (members: readonly Item[]): Cluster<Item> => {
    if (members.length < 2) return { members, candidate: undefined };
    try {
      return { members, candidate: make(members) };
    } catch (error) {
      if (!(error instanceof Unlike)) throw error;
      tell(members, error.message);
      return { members, candidate: undefined };
    }
  };
  let clusters = [...Map.groupBy(items, ({ exact }) => exact).values()].map(attempt).slice(0, MOST_KINDS);
  const tried = new Map<string, Cluster<Item>>();
  const numbers = new Map<Cluster<Item>, number>();
  const numberOf = (cluster: Cluster<Item>): number => {
    const known = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, known);
    return known;
  };
  const together = (a: Cluster<Item>, b: Cluster<Item>): Cluster<Item> => {
    const key = `${numberOf(a)} ${numberOf(b)}`;
    const known =
      tried.get(key) ?? attempt(items.filter((item) => a.members.includes(item) || b.members.includes(item)));
    tried.set(key, known);
    return known;
  };
  // Two copies may cost more than they save where three do not: all is put together, and the best moment counts.
  let best = clusters;
  while (clusters.length > 1) {
    let next:
      | { readonly pair: readonly Cluster<Item>[]; readonly both: Cluster<Item>; readonly gain: number }
      | undefined;
    for (const [index, a] of clusters.entries()) {
      for (const b of clusters.slice(index + 1)) {
        const both = together(a, b);
        const gain = savedBy(both) - savedBy(a) - savedBy(b);
        if (both.candidate !== undefined && (next === undefined || gain > next.gain))
          next = { pair: [a, b], both, gain };
      }
    }
    if (next === undefined) break;
    const { pair, both } = next;
    clusters = [both, ...clusters.filter((cluster) => !pair.includes(cluster))];
    if (worth(clusters) > worth(best)) best = clusters;
  }
  // Of very many copies not every pair was tried.
  const whole = [attempt(items)];
  if (worth(whole) > worth(best)) best = whole;
  for (const { members, candidate } of [...best, ...clusters]) {
    if (candidate !== undefined && candidate.saved <= 0) tell(members, NOTHING_SAVED);
  }
  return best;
}

function worth(clusters: readonly Cluster<unknown>[]): number {
  return clusters.reduce((sum, cluster) => sum + Math.max(0, savedBy(cluster)), 0);
}

function savedBy({ candidate }: Cluster<unknown>): number {
  return candidate?.saved ?? 0;
}
