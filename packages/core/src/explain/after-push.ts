import { type GateList, judge } from "../change/judge.ts";
import { effective, type JudgedGate } from "../change/review.ts";
import { nameOf, type Policy } from "../policy/policy.ts";
import type { Assessment } from "../risk/rigour.ts";
import { type FactKey, type Facts, known, type Observed } from "../vocabulary/fact.ts";
import { opens } from "../vocabulary/outcome.ts";
import type { Verdict } from "../vocabulary/verdict.ts";
import { locksOf } from "./locks.ts";

/** Stands for a commit that nobody has made yet. */
const NEW_HEAD = "0".repeat(40);
/** As verdicts write a commit, however short. */
const NEW_HEAD_WRITTEN = /\b0{7,40}\b/g;

/** Facts that belong to one head: on a new one they begin anew. */
const OF_THE_HEAD: readonly FactKey[] = [
  "headSha",
  "checks",
  "reviews",
  "lastPusher",
  "tests",
  "coverage",
  "lint",
  "benchmarks",
  "measurements",
];

/** By what a change was judged. */
export interface Judging {
  readonly policy: Policy;
  readonly facts: Facts;
  readonly gates: GateList;
  /** ISO 8601. */
  readonly now: string;
  readonly otherContexts: readonly string[];
  readonly assessed: Assessment;
}

/**
 * What the gates that go by the head would say right after a push, so that a plan knows what the push costs others:
 * nothing is reported on the new head yet, and approvals were given to the one before. Undefined where no push would
 * open anything.
 */
export function judgeAfterPush(judged: readonly JudgedGate[], judging: Judging): readonly JudgedGate[] | undefined {
  const pushes = judged.some((gate) => !opens(effective(gate)) && opensByPush(gate));
  if (!pushes) return undefined;
  const { policy, facts, gates, now, otherContexts, assessed } = judging;
  const bound = policy.gates.filter(({ gate }) => gates.get(gate)?.reads.some((key) => OF_THE_HEAD.includes(key)));
  const names = new Set(bound.map(nameOf));
  const later = judge(policy, onNewHead(facts), [], gates, now, otherContexts, assessed);
  return later
    .filter(({ name }) => names.has(name))
    .map((gate) => ({
      ...gate,
      verdict: opens(gate.verdict.outcome) ? { outcome: gate.verdict.outcome, title: "" } : rewritten(gate.verdict),
    }));
}

function opensByPush(gate: JudgedGate): boolean {
  return locksOf(gate).some(({ opening }) => opening.ways.some(({ pushes }) => pushes === true));
}

function onNewHead(facts: Facts): Facts {
  const dismisses = facts.branchRules.known && facts.branchRules.value.dismissStale;
  const none = <T>(fact: Observed<readonly T[]>): Observed<readonly T[]> => (fact.known ? known([]) : fact);
  return {
    ...facts,
    headSha: known(NEW_HEAD),
    checks: none(facts.checks),
    tests: none(facts.tests),
    coverage: none(facts.coverage),
    lint: none(facts.lint),
    benchmarks: none(facts.benchmarks),
    measurements: none(facts.measurements),
    // Whoever else may push: it is the author who is asked to.
    lastPusher: facts.author.known ? known(facts.author.value.login) : facts.lastPusher,
    reviews:
      facts.reviews.known && dismisses
        ? known(facts.reviews.value.map((one) => (one.state === "APPROVED" ? { ...one, state: "DISMISSED" } : one)))
        : facts.reviews,
  };
}

/** The verdict as people read it, to whom the commit that is not there has no number. */
function rewritten(verdict: Verdict): Verdict {
  const told = (text: string) => text.replaceAll(NEW_HEAD_WRITTEN, "the new head");
  return {
    ...verdict,
    title: told(verdict.title),
    ...(verdict.remedy === undefined ? {} : { remedy: told(verdict.remedy) }),
    ...(verdict.children === undefined ? {} : { children: verdict.children.map(rewritten) }),
  };
}
