import type { Action, Requirement } from "./requirement.ts";

/** What a part still needs once some actions are taken. */
export interface Need {
  /** It costs no less than this. */
  readonly atLeast: number;
  /** Every way to it takes one of these, by their places in the list; cheap ones first. */
  readonly oneOf: readonly number[];
}

/** A requirement with its actions at hand, so that a search can ask it often. */
export interface Part {
  /** Every action that makes something in it true, by their places. */
  readonly serving: readonly number[];
  /** How many conditions it has, as a measure of what it costs to ask. */
  readonly size: number;
  /**
   * What it needs after some actions were taken, in an order in which none undoes another; null where it holds.
   * @param taken marks the actions that were taken
   * @param barred marks those that may not be taken any more
   */
  need(taken: Uint8Array, barred: Uint8Array): Need | null;
}

/** Nothing that may still be taken leads there. */
const NEVER: Need = { atLeast: Number.POSITIVE_INFINITY, oneOf: [] };

/** Puts a requirement together with the actions that serve it. */
export function compile(
  requirement: Requirement,
  actions: readonly Action[],
  isTrue: (condition: string) => boolean,
): Part {
  switch (requirement.kind) {
    case "condition":
      return condition(requirement.id, actions, isTrue(requirement.id));
    case "all":
      return several(requirement.of, requirement.of.length, actions, isTrue);
    case "any":
      return several(requirement.of, 1, actions, isTrue);
    case "at-least":
      return several(requirement.of, requirement.count, actions, isTrue);
  }
}

function condition(id: string, actions: readonly Action[], before: boolean): Part {
  const cost = (index: number) => actions[index]?.cost ?? 0;
  const makers = [...actions.keys()].filter((index) => actions[index]?.makes.includes(id) === true);
  makers.sort((a, b) => cost(a) - cost(b));
  // What is false from the beginning nobody has to break.
  const breakers = before ? [...actions.keys()].filter((index) => actions[index]?.breaks.includes(id) === true) : [];
  return {
    serving: makers,
    size: 1,
    need(taken, barred) {
      // Who breaks it comes before who makes it, so one maker is enough, wherever it stands.
      if (makers.some((index) => taken[index] === 1)) return null;
      if (before && !breakers.some((index) => taken[index] === 1)) return null;
      const oneOf = makers.filter((index) => barred[index] !== 1);
      const [cheapest] = oneOf;
      return cheapest === undefined ? NEVER : { atLeast: cost(cheapest), oneOf };
    },
  };
}

function several(
  of: readonly Requirement[],
  count: number,
  actions: readonly Action[],
  isTrue: (condition: string) => boolean,
): Part {
  const parts = of.map((part) => compile(part, actions, isTrue));
  const apart = areApart(parts);
  return {
    serving: [...new Set(parts.flatMap((part) => part.serving))],
    size: sum(parts.map((part) => part.size)),
    need(taken, barred) {
      const open: { readonly part: Part; readonly need: Need }[] = [];
      for (const part of parts) {
        const need = part.need(taken, barred);
        if (need !== null) open.push({ part, need });
      }
      const missing = count - (parts.length - open.length);
      if (missing <= 0) return null;
      const possible = open.filter(({ need }) => need.atLeast < Number.POSITIVE_INFINITY);
      if (possible.length < missing) return NEVER;
      possible.sort((a, b) => a.need.atLeast - b.need.atLeast);
      const [first] = possible;
      if (first === undefined) return NEVER;
      if (missing < possible.length) {
        // Any of them may be left out, so one of all their actions is taken.
        const oneOf = [...new Set(possible.flatMap(({ need }) => need.oneOf))];
        oneOf.sort((a, b) => (actions[a]?.cost ?? 0) - (actions[b]?.cost ?? 0));
        const least = possible.slice(0, missing).map(({ need }) => need.atLeast);
        return { atLeast: apart ? sum(least) : Math.max(...least), oneOf };
      }
      // All of them are needed: the one with the fewest ways is mended first, since the least has to be tried.
      const { oneOf } = possible.reduce((a, b) => (b.need.oneOf.length < a.need.oneOf.length ? b : a)).need;
      return {
        atLeast: apart ? sum(possible.map(({ need }) => need.atLeast)) : packed(possible, actions.length),
        oneOf,
      };
    },
  };
}

/** Parts that no action serves together cost what each costs: a sum over such ones, the dearest taken first. */
function packed(parts: readonly { readonly part: Part; readonly need: Need }[], actions: number): number {
  const used = new Uint8Array(actions);
  let total = 0;
  for (const { part, need } of parts.toReversed()) {
    if (part.serving.some((index) => used[index] === 1)) continue;
    for (const index of part.serving) used[index] = 1;
    total += need.atLeast;
  }
  return total;
}

function areApart(parts: readonly Part[]): boolean {
  const seen = new Set<number>();
  return parts.every(({ serving }) => {
    for (const index of serving) {
      if (seen.has(index)) return false;
      seen.add(index);
    }
    return true;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
