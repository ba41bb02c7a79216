import { type Action, holds, type Requirement } from "./requirement.ts";
import { compile, type Part } from "./search-tree.ts";

/** What would open the gate. */
export type Plan =
  /** The actions in an order in which they lead there; none of them can be left out. */
  | { readonly kind: "actions"; readonly actions: readonly Action[]; readonly cost: number; readonly exact: boolean }
  /** Nothing that anybody can do leads there; these conditions cannot be made true by anybody. */
  | { readonly kind: "deadlock"; readonly conditions: readonly string[] };

/** Conditions that are looked at before the best plan found so far is taken: some hundredths of a second. */
const MOST_WORK = 40_000;
/** Combinations that are looked at in any case, besides one for each action: a first plan is found within so many. */
const LEAST_STEPS = 100;

/**
 * The cheapest actions after which a requirement holds, in an order in which they lead there: that in which they were
 * given, but actions that break what others make come before them, so an action that is taken late undoes nothing.
 *
 * A search by branch and bound: it takes a part that does not hold and tries each action that could mend it, each
 * without those tried before it. Whatever solution there is contains one of them, so nothing is missed; what cannot
 * come out cheaper than the best one found is not followed. Where that takes too long (`exact` is then false) the
 * answer still leads there, and no action of it can be left out, but a cheaper one may exist.
 *
 * @param isTrue which conditions are true now
 */
export function planFor(
  requirement: Requirement,
  actions: readonly Action[],
  isTrue: (condition: string) => boolean,
): Plan {
  const search = new Search(requirement, actions, isTrue);
  const best = search.run();
  if (best === undefined) return { kind: "deadlock", conditions: unreachable(requirement, actions, isTrue) };
  const cost = best.reduce((sum, action) => sum + action.cost, 0);
  return { kind: "actions", actions: best, cost, exact: search.steps < search.mostSteps };
}

/** Which conditions are true after the actions were taken one after another. */
export function after(
  actions: readonly Action[],
  isTrue: (condition: string) => boolean,
): (condition: string) => boolean {
  const changed = new Map<string, boolean>();
  for (const action of actions) {
    for (const condition of action.breaks) changed.set(condition, false);
    for (const condition of action.makes) changed.set(condition, true);
  }
  return (condition) => changed.get(condition) ?? isTrue(condition);
}

/** Conditions that the requirement speaks of, that do not hold, and that no action makes true. */
function unreachable(
  requirement: Requirement,
  actions: readonly Action[],
  isTrue: (condition: string) => boolean,
): string[] {
  const made = new Set(actions.flatMap(({ makes }) => makes));
  const blocked = new Set<string>();
  const visit = (part: Requirement): boolean => {
    if (part.kind === "condition") {
      const reachable = isTrue(part.id) || made.has(part.id);
      if (!reachable) blocked.add(part.id);
      return reachable;
    }
    const reachable = part.of.map(visit).filter(Boolean).length;
    return reachable >= (part.kind === "all" ? part.of.length : part.kind === "any" ? 1 : part.count);
  };
  visit(requirement);
  return [...blocked];
}

class Search {
  steps = 0;
  readonly mostSteps: number;
  readonly #requirement: Requirement;
  readonly #actions: readonly Action[];
  readonly #isTrue: (condition: string) => boolean;
  readonly #tree: Part;
  /** For each action those that it would undo, were it taken after them. */
  readonly #undoes: readonly (readonly number[])[];
  #best: readonly number[] | undefined;
  #bestCost = Number.POSITIVE_INFINITY;

  constructor(requirement: Requirement, actions: readonly Action[], isTrue: (condition: string) => boolean) {
    this.#requirement = requirement;
    this.#actions = actions;
    this.#isTrue = isTrue;
    this.#tree = compile(requirement, actions, isTrue);
    this.#undoes = undoing(actions);
    this.mostSteps = Math.max(LEAST_STEPS + actions.length, Math.floor(MOST_WORK / Math.max(1, this.#tree.size)));
  }

  run(): readonly Action[] | undefined {
    const none = new Uint8Array(this.#actions.length);
    this.#follow([], 0, none, none);
    if (this.#best === undefined) return undefined;
    return this.#withoutNeedless(this.#best).map((index) => this.#action(index));
  }

  /**
   * @param taken marks the chosen ones
   * @param barred marks actions that are not to be taken: chosen already, or tried before at some turn above
   */
  #follow(chosen: readonly number[], cost: number, taken: Uint8Array, barred: Uint8Array): void {
    if (cost >= this.#bestCost || this.steps >= this.mostSteps) return;
    // Two actions that undo each other cannot both stay.
    if (this.#inOrder(chosen) === undefined) return;
    this.steps++;
    const need = this.#tree.need(taken, barred);
    if (need === null) {
      this.#best = chosen;
      this.#bestCost = cost;
      return;
    }
    if (cost + need.atLeast >= this.#bestCost) return;
    const below = Uint8Array.from(barred);
    for (const index of need.oneOf) {
      below[index] = 1;
      const chosenNow = Uint8Array.from(taken);
      chosenNow[index] = 1;
      this.#follow([...chosen, index], cost + this.#action(index).cost, chosenNow, below);
    }
  }

  /** Only where the search was cut short can one be left out: what is cheapest has none too many. */
  #withoutNeedless(found: readonly number[]): readonly number[] {
    let kept = this.#inOrder(found) ?? [];
    const opens = (list: readonly number[]) => {
      const actions = list.map((index) => this.#action(index));
      return holds(this.#requirement, after(actions, this.#isTrue));
    };
    for (const index of kept.toSorted((a, b) => this.#action(b).cost - this.#action(a).cost)) {
      const fewer = kept.filter((other) => other !== index);
      if (opens(fewer)) kept = fewer;
    }
    return kept;
  }

  /** The actions so that each stands behind those that break what it makes; undefined where two undo each other. */
  #inOrder(chosen: readonly number[]): readonly number[] | undefined {
    const sorted = chosen.toSorted((a, b) => a - b);
    if (sorted.every((index) => this.#undoes[index]?.length === 0)) return sorted;
    const left = new Set(sorted);
    const ordered: number[] = [];
    while (left.size > 0) {
      const undone = new Set([...left].flatMap((index) => this.#undoes[index] ?? []));
      const next = [...left].find((index) => !undone.has(index));
      if (next === undefined) return undefined;
      left.delete(next);
      ordered.push(next);
    }
    return ordered;
  }

  #action(index: number): Action {
    const action = this.#actions[index];
    if (action === undefined) throw new RangeError(`there is no action ${index}`);
    return action;
  }
}

function undoing(actions: readonly Action[]): number[][] {
  const makers = new Map<string, number[]>();
  for (const [index, { makes }] of actions.entries()) {
    for (const condition of makes) makers.set(condition, [...(makers.get(condition) ?? []), index]);
  }
  return actions.map((action, index) => {
    const makes = new Set(action.makes);
    const broken = action.breaks.filter((condition) => !makes.has(condition));
    return [...new Set(broken.flatMap((condition) => makers.get(condition) ?? []))].filter((other) => other !== index);
  });
}
