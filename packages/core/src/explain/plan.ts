import { type Action, holds, type Requirement } from "./requirement.ts";

/** What would open the gate. */
export type Plan =
  /** The actions in an order in which they lead there; none of them can be left out. */
  | { readonly kind: "actions"; readonly actions: readonly Action[]; readonly cost: number; readonly exact: boolean }
  /** Nothing that anybody can do leads there; these conditions cannot be made true by anybody. */
  | { readonly kind: "deadlock"; readonly conditions: readonly string[] };

/** Combinations that are looked at before the best one found so far is taken; about a tenth of a second. */
const MOST_STEPS = 50_000;

/**
 * The cheapest actions after which a requirement holds, in an order in which they lead there. Actions that break what
 * others make come before them, so an action that is taken late undoes nothing.
 *
 * A search by branch and bound: it takes the first part that does not hold and tries each action that could mend it.
 * Whatever solution there is contains one of them, so nothing is missed; what costs as much as the best one found is
 * not followed. Where that takes too long (`exact` is then false) the answer still leads there, and no action of it
 * can be left out, but a cheaper one may exist.
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
  if (best === undefined) return { kind: "deadlock", conditions: search.unreachable() };
  const ordered = inOrder(best);
  return { kind: "actions", actions: ordered, cost: costOf(ordered), exact: search.steps < MOST_STEPS };
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

class Search {
  steps = 0;
  readonly #requirement: Requirement;
  readonly #isTrue: (condition: string) => boolean;
  readonly #makers = new Map<string, Action[]>();
  readonly #seen = new Set<string>();
  #best: readonly Action[] | undefined;
  #bestCost = Number.POSITIVE_INFINITY;

  constructor(requirement: Requirement, actions: readonly Action[], isTrue: (condition: string) => boolean) {
    this.#requirement = requirement;
    this.#isTrue = isTrue;
    // Cheap ones first: a good answer early cuts off most of the rest.
    for (const action of [...actions].sort((a, b) => a.cost - b.cost)) {
      for (const condition of action.makes) {
        this.#makers.set(condition, [...(this.#makers.get(condition) ?? []), action]);
      }
    }
  }

  run(): readonly Action[] | undefined {
    this.#follow([], 0);
    return this.#best === undefined ? undefined : this.#withoutNeedless(this.#best);
  }

  /** Conditions that the requirement speaks of, that do not hold, and that no action makes true. */
  unreachable(): string[] {
    const blocked = new Set<string>();
    const visit = (part: Requirement): boolean => {
      if (part.kind === "condition") {
        const reachable = this.#isTrue(part.id) || this.#makers.has(part.id);
        if (!reachable) blocked.add(part.id);
        return reachable;
      }
      const reachable = part.of.map(visit).filter(Boolean).length;
      return reachable >= (part.kind === "all" ? part.of.length : part.kind === "any" ? 1 : part.count);
    };
    visit(this.#requirement);
    return [...blocked];
  }

  #follow(chosen: readonly Action[], cost: number): void {
    if (cost >= this.#bestCost || this.steps >= MOST_STEPS) return;
    const key = chosen
      .map(({ id }) => id)
      .sort()
      .join("\n");
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.steps++;
    const ordered = tryOrder(chosen);
    // Two actions that undo each other cannot both stay.
    if (ordered === undefined) return;
    const now = after(ordered, this.#isTrue);
    const wanted = unmet(this.#requirement, now);
    if (wanted === undefined) {
      this.#best = chosen;
      this.#bestCost = cost;
      return;
    }
    const tried = new Set<Action>(chosen);
    for (const condition of wanted) {
      for (const action of this.#makers.get(condition) ?? []) {
        if (tried.has(action)) continue;
        tried.add(action);
        this.#follow([...chosen, action], cost + action.cost);
      }
    }
  }

  /** Only where the search was cut short can one be left out: what is cheapest has none too many. */
  #withoutNeedless(actions: readonly Action[]): readonly Action[] {
    let kept = actions;
    for (const action of [...actions].sort((a, b) => b.cost - a.cost)) {
      const fewer = kept.filter((other) => other !== action);
      if (holds(this.#requirement, after(inOrder(fewer), this.#isTrue))) kept = fewer;
    }
    return kept;
  }
}

/**
 * Conditions of which every solution makes at least one true; undefined where the requirement holds. Of parts that must
 * all hold the one with the fewest ways is taken: the fewer there are, the less has to be tried.
 */
function unmet(requirement: Requirement, isTrue: (condition: string) => boolean): readonly string[] | undefined {
  if (holds(requirement, isTrue)) return undefined;
  if (requirement.kind === "condition") return [requirement.id];
  const parts = requirement.of.flatMap((part) => {
    const wanted = unmet(part, isTrue);
    return wanted === undefined ? [] : [wanted];
  });
  if (requirement.kind === "all") return parts.reduce((a, b) => (b.length < a.length ? b : a));
  return parts.flat();
}

/** The actions so that each stands behind those that break what it makes; undefined where two undo each other. */
function tryOrder(actions: readonly Action[]): readonly Action[] | undefined {
  const left = new Set(actions);
  const ordered: Action[] = [];
  while (left.size > 0) {
    const next = [...left].find((action) => ![...left].some((other) => other !== action && undoes(other, action)));
    if (next === undefined) return undefined;
    left.delete(next);
    ordered.push(next);
  }
  return ordered;
}

function inOrder(actions: readonly Action[]): readonly Action[] {
  const ordered = tryOrder(actions);
  if (ordered === undefined) throw new Error("actions that undo each other were chosen together");
  return ordered;
}

function undoes(other: Action, action: Action): boolean {
  return other.breaks.some((condition) => action.makes.includes(condition) && !other.makes.includes(condition));
}

function costOf(actions: readonly Action[]): number {
  return actions.reduce((sum, action) => sum + action.cost, 0);
}
