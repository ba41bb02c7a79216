import type { Way } from "../vocabulary/verdict.ts";
import { deedOf, idOf, isOpenToAll, type Lock, serving } from "./locks.ts";
import { planFor } from "./plan.ts";
import { type Action, COSTS, type Requirement } from "./requirement.ts";

/** One thing to be done on the way to a merge. */
export interface PlannedStep {
  /** Any of these will do; each is the same deed, by somebody else. */
  readonly ways: readonly Way[];
  /** How many of them have to do it. */
  readonly times: number;
  readonly cost: number;
  /** What it opens, or helps to, by the time it is taken. */
  readonly locks: readonly Lock[];
  /** The same of all locks there are, whether the commit they are about is still the head by then or not. */
  readonly serves: ReadonlySet<Lock>;
}

/** The cheapest way to a merge. */
export interface ReviewPlan {
  /** In an order in which they lead there; none can be left out. */
  readonly steps: readonly PlannedStep[];
  readonly cost: number;
  /** False where there may be a cheaper one, or where something has to be read first that may ask for more. */
  readonly exact: boolean;
  /** What nobody of the review can open. The steps are what is left once somebody has changed that. */
  readonly deadlock: readonly Lock[];
}

const SAME_HEAD = "the head is the one that was judged";
const NEW_HEAD = "the head is a new one";

/** Deeds that come after all others: the final word is refused before the rest is done. */
const LAST_DEEDS: readonly string[] = ["final", "sibling"];
const ORDER: readonly Way["by"][] = ["author", "wait", "person", "team"];

/**
 * Plans how all locks come open. The author's push makes a new head: what was given to the old one is void, so what is
 * locked then is another list.
 * @param now what keeps the change closed, in the order people read it
 * @param afterPush what would keep it closed on a new head, what only a push opens included; null: that is not known
 */
export function planReview(now: readonly Lock[], afterPush: readonly Lock[] | null): ReviewPlan {
  const pushable = now.some(({ opening }) => opening.ways.some(isPush));
  const later = pushable ? (afterPush ?? now) : [];
  const deeds = deedsOf([...new Set([...now, ...later])]);
  const stay = branch(
    now,
    SAME_HEAD,
    deeds.filter((deed) => !deed.pushes),
  );
  const branches = pushable ? [stay, branch(later, NEW_HEAD, deeds)] : [stay];
  // A way that is shut is none; where both are, the one is taken on which less has to be changed from outside.
  const least = Math.min(...branches.map(({ shut }) => shut.length));
  const passable = branches.filter(({ shut }) => shut.length === least);
  const taken = least > 0 ? passable.slice(0, 1) : passable;
  const deadlock = taken[0]?.shut ?? [];
  const requirement: Requirement = { kind: "any", of: taken.map((one) => one.requirement) };
  const actions = actionsOf(deeds);
  const plan = planFor(requirement, [...actions.keys()], (condition) => condition === SAME_HEAD);
  // Only a search that was cut short finds nothing where every lock that is left can be opened.
  if (plan.kind === "deadlock") return { steps: [], cost: 0, exact: false, deadlock };
  const pushed = plan.actions.some((action) => actions.get(action)?.pushes === true);
  const chosen = new Set(plan.actions.flatMap((action) => actions.get(action) ?? []));
  // Whoever has to is told before anybody who may.
  const told = [...chosen].sort(
    (a, b) => rank(a) - rank(b) || Number(a.ways.some(isOpenToAll)) - Number(b.ways.some(isOpenToAll)),
  );
  const steps = told.map((deed): PlannedStep => {
    const times = plan.actions.filter((action) => actions.get(action) === deed).length;
    // A push is about what is wrong now; all that comes behind it is about the new head.
    const about = new Set(!pushed || deed.pushes ? now : later);
    const locks = [...deed.locks].filter((lock) => about.has(lock) && !deadlock.includes(lock));
    return { ways: deed.ways, times, cost: times * COSTS[costOf(deed)], locks, serves: deed.locks };
  });
  const blind = steps.some(({ ways }) => ways.some((way) => way.id === "read-again")) || (pushed && afterPush === null);
  return { steps, cost: plan.cost, exact: plan.exact && !blind, deadlock };
}

/** The same deed by people who can stand in for each other: they open the same locks. */
interface Deed {
  readonly key: string;
  readonly ways: readonly Way[];
  readonly locks: ReadonlySet<Lock>;
  /** How many can do it. */
  readonly most: number;
  readonly pushes: boolean;
}

function isPush(way: Way): boolean {
  return way.pushes === true;
}

/** Every deed that may help, in the order in which they are told where nothing else is demanded. */
function deedsOf(locks: readonly Lock[]): readonly Deed[] {
  const place = new Map(locks.map((lock, at) => [lock, at]));
  const grouped = new Map<string, { readonly ways: Way[]; readonly locks: ReadonlySet<Lock> }>();
  for (const [way, served] of serving(locks)) {
    if (way.by === "operator") continue;
    const named = (way.by === "person" || way.by === "team") && !isOpenToAll(way);
    const places = [...served].map((lock) => place.get(lock)).join();
    const key = named ? `${way.by} ${deedOf(way)} ${isPush(way)} ${places}` : idOf(way);
    const group = grouped.get(key) ?? { ways: [], locks: served };
    group.ways.push(way);
    grouped.set(key, group);
  }
  const deeds = [...grouped].map(([key, { ways, locks }]): Deed => {
    const most = Math.max(...[...locks].map(({ opening }) => opening.count));
    const many = ways.some(isOpenToAll) ? most : Math.min(most, ways.length);
    return { key, ways, locks, most: many, pushes: ways.some(isPush) };
  });
  const first = ({ locks }: Deed) => Math.min(...[...locks].map((lock) => place.get(lock) ?? 0));
  return deeds.sort((a, b) => rank(a) - rank(b) || first(a) - first(b));
}

function rank({ ways }: Deed): number {
  const [way] = ways;
  if (way === undefined) return ORDER.length;
  const last = LAST_DEEDS.indexOf(deedOf(way));
  return last < 0 ? ORDER.indexOf(way.by) : ORDER.length + last;
}

/** Deeds that overrule what a person or a scanner found: they are no cheap way past it. */
const OVERRULING: ReadonlySet<string> = new Set(["dismiss", "dismiss-alerts"]);

function costOf({ ways: [way] }: Deed): keyof typeof COSTS {
  if (way === undefined || way.by === "operator") return "bypass";
  return OVERRULING.has(deedOf(way)) ? "team" : way.by;
}

interface Branch {
  readonly requirement: Requirement;
  /** Locks that cannot come open on this branch; the requirement leaves them out. */
  readonly shut: readonly Lock[];
}

function branch(locks: readonly Lock[], head: string, deeds: readonly Deed[]): Branch {
  const shut: Lock[] = [];
  const of: Requirement[] = [{ kind: "condition", id: head }];
  for (const lock of locks) {
    const conditions = deeds.filter((deed) => deed.locks.has(lock)).flatMap(conditionsOf);
    if (conditions.length < lock.opening.count) shut.push(lock);
    else {
      const parts = conditions.map((id): Requirement => ({ kind: "condition", id }));
      of.push({ kind: "at-least", count: lock.opening.count, of: parts });
    }
  }
  return { requirement: { kind: "all", of }, shut };
}

function conditionsOf(deed: Deed): string[] {
  return Array.from({ length: deed.most }, (_, index) => `${deed.key} (${index + 1})`);
}

/** Every action with its deed, in the order of the deeds. */
function actionsOf(deeds: readonly Deed[]): ReadonlyMap<Action, Deed> {
  // What others do, and what happens by itself, is about the head that was there then.
  const voided = deeds.filter(({ ways }) => ways[0]?.by !== "author").flatMap(conditionsOf);
  const actions = new Map<Action, Deed>();
  for (const deed of deeds) {
    for (const id of conditionsOf(deed)) {
      const makes = deed.pushes ? [id, NEW_HEAD] : [id];
      const breaks = deed.pushes ? [SAME_HEAD, ...voided] : [];
      actions.set({ id, cost: COSTS[costOf(deed)], makes, breaks }, deed);
    }
  }
  return actions;
}
