import fc from "fast-check";
import { expect, test } from "vitest";
import { runGate } from "../../src/policy/gate.ts";
import { JUDGES } from "../../src/policy/gates/index.ts";
import type {
  BranchRules,
  CodeOwners,
  KnownChecks,
  Mergeability,
  ReviewThread,
} from "../../src/vocabulary/evidence.ts";
import {
  type Check,
  FACT_KEYS,
  type FactKey,
  type Facts,
  type FactTypes,
  known,
  type Review,
  unknown,
} from "../../src/vocabulary/fact.ts";
import { opens } from "../../src/vocabulary/outcome.ts";
import type { Verdict } from "../../src/vocabulary/verdict.ts";

const HEAD = "a".repeat(40);
const ENVIRONMENT = { ownContexts: [], now: "2026-01-01T12:00:00Z" };

const login = fc.constantFrom("ada", "bob", "cyd", "dan");
const yes = fc.boolean();
const reviews: fc.Arbitrary<readonly Review[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    author: fc.record({
      login,
      kind: fc.constantFrom<"user" | "bot">("user", "user", "user", "bot"),
    }),
    state: fc.constantFrom<Review["state"]>("APPROVED", "APPROVED", "APPROVED", "CHANGES_REQUESTED", "DISMISSED"),
    commit: fc.constantFrom(HEAD, HEAD, HEAD, "b".repeat(40), null),
    submittedAt: fc.nat(59).map((minute) => `2026-01-01T00:${String(minute).padStart(2, "0")}:00Z`),
    canPush: fc.constantFrom(true, true, true, false, null),
  }),
  { maxLength: 5 },
);
const branchRules: fc.Arbitrary<BranchRules> = fc.record({
  approvals: fc.nat(3),
  codeOwners: yes,
  lastPushApproval: yes,
  dismissStale: yes,
  resolvedThreads: yes,
  upToDate: yes,
  linearHistory: yes,
  signedCommits: yes,
  mergeQueue: yes,
});
const owner = fc.oneof(
  login.map((name) => ({ name: `@${name}`, people: [name] })),
  fc.record({
    name: fc.constantFrom("@acme/core", "@acme/web"),
    people: fc.option(fc.subarray(["ada", "bob", "cyd"])),
  }),
);
const codeOwners: fc.Arbitrary<CodeOwners> = fc.record({
  file: fc.option(fc.constant("CODEOWNERS"), { freq: 5 }),
  owned: fc.array(
    fc.record({
      pattern: fc.constantFrom("*", "/src/", "*.md"),
      line: fc.integer({ min: 1, max: 9 }),
      files: fc.constant(["src/a.ts"]),
      owners: fc.array(owner, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
});
const threads: fc.Arbitrary<readonly ReviewThread[]> = fc.array(
  fc.record({
    path: fc.constant("src/a.ts"),
    line: fc.option(fc.constant(1)),
    author: login,
    resolved: yes,
    url: fc.constant(null),
  }),
  { maxLength: 3 },
);
const mergeability: fc.Arbitrary<Mergeability> = fc.record({
  state: fc.constantFrom("clean", "clean", "conflicting", "computing"),
  behind: fc.option(yes),
});
const name = fc.constantFrom("build", "test", "lint");
const appId = fc.option(fc.constantFrom(1, 2));
const checks: fc.Arbitrary<readonly Check[]> = fc.array(
  fc.record({
    kind: fc.constant<"check_run">("check_run"),
    name,
    appId,
    status: fc.constant<"completed">("completed"),
    conclusion: fc.constantFrom("success", "success", "failure"),
    url: fc.constant(null),
  }),
  { maxLength: 4 },
);
const knownChecks: fc.Arbitrary<KnownChecks> = fc.record({
  checks: fc.array(fc.record({ name, appId }), { maxLength: 4 }),
  commits: fc.nat(6),
});

type Read = Pick<
  FactTypes,
  | "reviews"
  | "branchRules"
  | "codeOwners"
  | "threads"
  | "mergeability"
  | "checks"
  | "requiredChecks"
  | "knownChecks"
  | "lastPusher"
  | "author"
  | "headSha"
>;
const read: fc.Arbitrary<Read> = fc.record({
  reviews,
  branchRules,
  codeOwners,
  threads,
  mergeability,
  checks,
  requiredChecks: fc.array(fc.record({ name, appId }), { maxLength: 3 }),
  knownChecks,
  lastPusher: login,
  author: fc.constant({ login: "ada", kind: "user" }),
  headSha: fc.constant(HEAD),
});

function factsOf(values: Partial<FactTypes>, missing: readonly FactKey[] = []): Facts {
  const fact = (key: FactKey) => (key in values && !missing.includes(key) ? known(values[key]) : unknown("not told"));
  return Object.fromEntries(FACT_KEYS.map((key) => [key, fact(key)])) as unknown as Facts;
}

const demand = fc.constantFrom("as-the-branch", "as-the-branch", "always", "never");
const approvalParams = fc.record({
  count: fc.nat(3),
  count_of_branch: yes,
  count_stale: yes,
  code_owners: demand,
  threads: demand,
  exclude_last_pusher: demand,
});
const paramsOf: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "dod/approvals": approvalParams,
  "dor/mergeable": fc.record({ up_to_date: demand }),
  "quality/required-ci": fc.record({ when_none_required: fc.constantFrom("all", "nothing") }),
};

function gateOf(named: string) {
  const gate = JUDGES.get(named);
  if (gate === undefined) throw new Error(`there is no gate ${named}`);
  return gate;
}

test.each(Object.keys(paramsOf))(
  "what %s lets through without knowing a fact it lets through whatever that is",
  (named) => {
    const gate = gateOf(named);
    const missing = fc.subarray([...(gate.mayLack ?? [])]);
    fc.assert(
      fc.property(read, missing, paramsOf[named] ?? fc.constant({}), (values, lacking, written) => {
        const params = gate.params.parse(written);
        const judged = runGate(gate, factsOf(values, lacking), params, ENVIRONMENT);
        if (!opens(judged.outcome)) return;
        expect(opens(runGate(gate, factsOf(values), params, ENVIRONMENT).outcome)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  },
);

test.each(Object.keys(paramsOf))("what %s does not gather changes nothing", (named) => {
  const gate = gateOf(named);
  fc.assert(
    fc.property(read, paramsOf[named] ?? fc.constant({}), (values, written) => {
      const params = gate.params.parse(written);
      const facts = factsOf(values);
      const wanted = gate.gathers?.(params, facts) ?? gate.reads;
      const without = gate.reads.filter(
        (key) => (key === "codeOwners" || key === "knownChecks") && !wanted.includes(key),
      );
      expect(runGate(gate, factsOf(values, without), params, ENVIRONMENT)).toEqual(
        runGate(gate, facts, params, ENVIRONMENT),
      );
    }),
    { numRuns: 1_000 },
  );
});

function leaves(verdict: Verdict): readonly Verdict[] {
  return verdict.children === undefined ? [verdict] : verdict.children.flatMap(leaves);
}

test("one more approval of the head never closes the gate of approvals", () => {
  const gate = gateOf("dod/approvals");
  fc.assert(
    fc.property(
      read,
      fc.subarray([...(gate.mayLack ?? [])]),
      approvalParams,
      login,
      (values, lacking, written, who) => {
        const params = gate.params.parse(written);
        if (!opens(runGate(gate, factsOf(values, lacking), params, ENVIRONMENT).outcome)) return;
        const more = { ...values, reviews: [...values.reviews, approval(who)] };
        expect(opens(runGate(gate, factsOf(more, lacking), params, ENVIRONMENT).outcome)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

function approval(who: string): Review {
  const author = { login: who, kind: "user" } as const;
  return {
    id: `of ${who}`,
    author,
    state: "APPROVED",
    commit: HEAD,
    submittedAt: "2026-02-01T00:00:00Z",
    canPush: true,
  };
}

test("whoever does all that the gate of approvals names opens it, where nothing has to be changed from outside", () => {
  const gate = gateOf("dod/approvals");
  fc.assert(
    fc.property(read, fc.subarray([...(gate.mayLack ?? [])]), approvalParams, (values, lacking, written) => {
      const params = gate.params.parse(written);
      const judged = runGate(gate, factsOf(values, lacking), params, ENVIRONMENT);
      if (opens(judged.outcome)) return;
      const shut = leaves(judged).filter(({ outcome }) => !opens(outcome));
      expect(shut.every(({ opensBy, remedy }) => opensBy !== undefined && remedy !== undefined)).toBe(true);
      const openings = shut.flatMap(({ opensBy }) => opensBy ?? []);
      const ways = openings.flatMap((opening) => opening.ways);
      if (ways.some(({ by }) => by === "operator" || by === "wait")) return;
      const dismissed = new Set(ways.filter(({ id }) => id.startsWith("dismiss:")).map(({ id }) => id.slice(8)));
      const named = ways.filter(({ id }) => id.startsWith("approve:")).flatMap(({ who }) => who);
      const others = Math.max(
        0,
        ...openings.filter((one) => one.ways.some(({ id }) => id === "approve")).map((one) => one.count),
      );
      const after: Read = {
        ...values,
        threads: ways.some(({ id }) => id === "resolve-threads")
          ? values.threads.map((one) => ({ ...one, resolved: true }))
          : values.threads,
        reviews: [
          ...values.reviews.map(
            (one): Review => (dismissed.has(one.author.login) ? { ...one, state: "DISMISSED" } : one),
          ),
          ...named.map(approval),
          ...Array.from({ length: others }, (_, index) => approval(`reviewer-${index}`)),
        ],
      };
      const then = runGate(gate, factsOf(after, lacking), params, ENVIRONMENT);
      expect(opens(then.outcome), JSON.stringify({ judged, then }, null, 1)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});
