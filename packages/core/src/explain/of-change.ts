import { finalStep, wordOnNewHead } from "../change/final.ts";
import { effective, type JudgedGate, type MissingAction } from "../change/review.ts";
import type { ChangeState } from "../change/state.ts";
import { opens } from "../vocabulary/outcome.ts";
import { changersOf, type Lock, locksOf, peopleOf, stop } from "./locks.ts";
import { type PlannedStep, planReview, type ReviewPlan } from "./review-plan.ts";

/** What a change still needs to be merged, and the cheapest way there. */
export interface Lacking {
  /** By the plan: first what comes first of what somebody can do now. */
  readonly missing: readonly MissingAction[];
  readonly plan: ReviewPlan;
}

/** One thing that is missing, before it is known when its turn comes. */
interface Item {
  readonly gate: string;
  readonly condition: string;
  readonly why: string;
  /** Empty where it only waits for its turn. */
  readonly locks: readonly Lock[];
  /** Whether it has parts: then the one that is to be opened first is named. */
  readonly parted: boolean;
  readonly remedy?: string;
}

/**
 * What an open, judged change lacks.
 * @param others what keeps it closed besides its own review: other pull requests of its head
 */
export function lackingOf(state: ChangeState, others: readonly Lock[] = []): Lacking {
  const { judged } = state;
  const author = judged?.author ?? "author";
  const locks = new Map((judged?.gates ?? []).map((gate) => [gate, blockingLocks(gate)]));
  const final = finalStep(state).locks;
  const blind = judged?.blind == null ? [] : [blindness(judged.blind)];
  const items: readonly Item[] = [
    ...blind.map((lock) => itemOf(lock, BELONGS)),
    ...[...locks].flatMap(([gate, held]) => (opens(effective(gate)) ? [] : [gateItem(gate, held)])),
    ...final.map((lock) => itemOf(lock, "A person has the last word on every change.")),
    ...others.map((lock) => itemOf(lock, PASSES_FOR_ALL)),
  ];
  const now = items.flatMap((item) => item.locks);
  // On a new head, gates that go by the head say something else, and the word is given to the new one.
  const anew = new Map((judged?.afterPush ?? []).map((gate) => [gate.name, blockingLocks(gate)]));
  const drafts = state.lifecycle === "draft" ? final.slice(0, 1) : [];
  const kept = [...locks].flatMap(([gate, held]) => anew.get(gate.name) ?? held);
  const afterPush =
    judged?.afterPush === undefined ? null : [...blind, ...kept, ...drafts, ...wordOnNewHead(state), ...others];
  const plan = planReview(now, afterPush);
  return { missing: inTurn(items, plan, author), plan };
}

const BELONGS = "A check belongs to the commit, so it is made from all its pull requests.";
const PASSES_FOR_ALL =
  "A check belongs to the commit, so it passes only when it passes for every open pull request of that commit.";

function blockingLocks(gate: JudgedGate): readonly Lock[] {
  return opens(effective(gate)) ? [] : locksOf(gate);
}

function gateItem(gate: JudgedGate, locks: readonly Lock[]): Item {
  const why = gate.provisional ?? `The ${gate.step} step needs it.`;
  const { title, remedy, children = [] } = gate.verdict;
  const item = { gate: gate.name, condition: title, why, locks, parted: children.length > 1 };
  return remedy === undefined ? item : { ...item, remedy };
}

function itemOf(lock: Lock, why: string): Item {
  return { gate: lock.gate, condition: lock.condition, why, locks: [lock], parted: false };
}

/** A context belongs to a commit: without knowing all its pull requests none of them may open it. */
export function blindness(reason: string): Lock {
  return {
    gate: "tollgate",
    condition: `Which other pull requests share this head is not known: ${stop(reason)}`,
    action: "`tollgate doctor` tells which permission is missing.",
    opening: { count: 1, ways: [{ id: "doctor", by: "operator", who: [] }] },
  };
}

/** The items in the order of the plan, each with the step that is first for it. */
function inTurn(items: readonly Item[], { steps, deadlock }: ReviewPlan, author: string): readonly MissingAction[] {
  const firstOfOthers = steps.findIndex(({ ways }) => ways[0]?.by !== "author");
  const byAuthor = firstOfOthers < 0 ? steps.length : firstOfOthers;
  const pushing = steps.findIndex(({ ways }) => ways.some(({ pushes }) => pushes === true));
  const placed = items.map((item) => {
    if (item.locks.length === 0) {
      return { place: steps.length - 1.5, missing: textsOf(item, undefined, ["Tollgate"]) };
    }
    const shut = deadlock.find(
      (lock) => item.locks.includes(lock) || (item.gate !== "final" && lock.gate === item.gate),
    );
    const found = steps.findIndex((step) => isFor(step, item));
    // What a new head does not need any more is settled by the push.
    const at = found < 0 && shut === undefined ? pushing : found;
    const step = steps[at];
    if (step !== undefined && (shut === undefined || at < byAuthor)) {
      const lock = item.locks.find((one) => step.serves.has(one)) ?? item.locks[0];
      const who = [...new Set(step.ways.flatMap((way) => peopleOf(way, author)))];
      return { place: at, missing: { ...textsOf(item, lock, who), cost: step.cost, step: at + 1 } };
    }
    // What nobody of the review can open stands behind what its author can do: waiting for the rest is no use.
    return { place: byAuthor - 0.5, missing: textsOf(item, shut, shut === undefined ? [] : changersOf(shut)) };
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ missing }) => missing);
}

/** Whether a step is a part of the way to an item, whatever the commit is by then. */
function isFor(step: PlannedStep, item: Item): boolean {
  if (item.locks.some((lock) => step.serves.has(lock))) return true;
  return item.gate !== "final" && step.locks.some(({ gate }) => gate === item.gate);
}

function textsOf(
  { gate, condition, why, remedy, parted }: Item,
  lock: Lock | undefined,
  who: readonly string[],
): MissingAction {
  const waits = lock === undefined || lock.opening.ways.some(({ by }) => by === "wait");
  const action = lock?.action || remedy || (waits ? "Nothing to do but wait." : "");
  const part = parted && lock !== undefined && lock.condition !== condition ? `; ${lock.condition}` : "";
  return { gate, condition: stop(`${condition}${part}`), action, who, why };
}
