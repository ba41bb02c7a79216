import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lifecycle } from "../../src/change/reading.ts";
import { currentWord } from "../../src/change/state.ts";
import { standingOf } from "../../src/change/summary.ts";
import { lackingOf } from "../../src/explain/of-change.ts";
import { GATES } from "../../src/policy/gates/index.ts";
import type { ConfiguredGate, Policy } from "../../src/policy/policy.ts";
import type { BranchRules, Finding, OwnedFiles, ReportSource } from "../../src/vocabulary/evidence.ts";
import { type Check, type Facts, known, type Observed, type Review, unknown } from "../../src/vocabulary/fact.ts";
import type { Way } from "../../src/vocabulary/verdict.ts";
import { approve, goodFacts, H1, H2, NO_RULES, NOW, observation, POLICY, Story } from "../change/arrange.ts";

/** Every gate that needs no parameters of a team's own, and each of them stops the change. */
const EVERY: Policy = {
  ...POLICY,
  gates: GATES.flatMap((gate): ConfiguredGate[] => {
    const params = gate.params.safeParse({});
    return params.success ? [{ gate: gate.name, step: gate.step, blocking: true, params: params.data }] : [];
  }),
};

const source: ReportSource = { kind: "api", name: "ci", at: NOW };
const tests = (failed: number) => ({
  source,
  total: 10,
  passed: 10 - failed,
  failed,
  errors: 0,
  skipped: 0,
  seconds: 1,
  failures: Array.from({ length: failed }, (_, at) => ({ name: `test ${at}`, message: "no" })),
});
const coverage = (covered: number) => ({
  source,
  lines: { covered, total: 100 },
  branches: null,
  changed: { covered: covered / 10, total: 10 },
  uncovered: [],
  base: { covered: 80, total: 100 },
});
const finding: Finding = {
  tool: "t",
  rule: "r",
  severity: "critical",
  message: "bad",
  path: "src/a.ts",
  line: 1,
};
const check = (conclusion: string | null): Check => ({
  kind: "check_run",
  name: "build",
  appId: 1,
  status: conclusion === null ? "in_progress" : "completed",
  conclusion,
  url: null,
});

/** Facts in which nothing is wrong, gathered ones included. */
const good: Facts = goodFacts(H1, {
  body: known(
    [
      "The client gave up at the first error. Closes #12",
      "## Change justification\nUploads are lost on trains.",
      "## Risk assessment\nA request may be sent twice; the server takes it once.",
    ].join("\n\n"),
  ),
  files: known([{ path: "src/a.ts", status: "modified", additions: 1, deletions: 0, added: [[1, 1]] }]),
  codeOwners: known({ file: null, owned: [] }),
  authorHistory: known({ association: "member", merged: 5 }),
  knownChecks: known({ checks: [{ name: "build", appId: 1 }], commits: 20 }),
  secrets: known([]),
  workflows: known([]),
  codeScanning: known({ enabled: true, scanned: true, alerts: [] }),
  dependencies: known([]),
  tests: known([tests(0)]),
  coverage: known([coverage(90)]),
  lint: known([{ source, tool: "t", total: 0, added: [], comparedWith: "changed-lines" }]),
  benchmarks: known([{ source, name: "b", value: 1, unit: "s", better: "lower", base: 1 }]),
  measurements: known([]),
  history: known([]),
});

const PEOPLE = ["bo", "cy", "di"];
const review: fc.Arbitrary<Review> = fc.record({
  id: fc.uuid(),
  author: fc.constantFrom(...PEOPLE, "eve").map((login) => ({ login, kind: "user" as const })),
  state: fc.constantFrom("APPROVED", "APPROVED", "CHANGES_REQUESTED", "DISMISSED"),
  commit: fc.constantFrom(H1, H1, H2),
  submittedAt: fc.constantFrom("2025-12-01T00:00:00.000Z", "2025-12-02T00:00:00.000Z"),
  canPush: fc.constantFrom(true, true, null),
});
const owned: fc.Arbitrary<OwnedFiles> = fc.record({
  pattern: fc.constantFrom("/src", "*"),
  line: fc.integer({ min: 1, max: 9 }),
  files: fc.constant(["src/a.ts"]),
  owners: fc
    .subarray([...PEOPLE, "ada"], { minLength: 1 })
    .map((logins) => logins.map((login) => ({ name: `@${login}`, people: [login] }))),
});
const rules: fc.Arbitrary<BranchRules> = fc.record({
  approvals: fc.nat(2),
  codeOwners: fc.boolean(),
  lastPushApproval: fc.boolean(),
  dismissStale: fc.boolean(),
  resolvedThreads: fc.boolean(),
  upToDate: fc.boolean(),
  linearHistory: fc.constant(false),
  signedCommits: fc.constant(false),
  mergeQueue: fc.constant(false),
});
/** Mostly as it is where all is well, sometimes otherwise, at times not known for the moment. */
const mostly = <T>(fact: Observed<T>, ...others: fc.Arbitrary<T>[]): fc.Arbitrary<Observed<T>> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(fact) },
    { weight: 5, arbitrary: fc.oneof(...others).map(known) },
    { weight: 1, arbitrary: fc.constant(unknown("the forge did not answer")) },
  );

const facts: fc.Arbitrary<Facts> = fc
  .record({
    title: mostly(good.title, fc.constant("wip")),
    body: mostly(good.body, fc.constant("")),
    size: mostly(good.size, fc.constant({ additions: 9_000, deletions: 0, files: 200 })),
    reviews: mostly(good.reviews, fc.array(review, { maxLength: 4 })),
    checks: mostly(good.checks, fc.constantFrom<Check[]>([], [check(null)], [check("failure")])),
    lastPusher: mostly(good.lastPusher, fc.constantFrom("bo", "ada")),
    mergeability: mostly(
      good.mergeability,
      fc.record({
        state: fc.constantFrom("clean" as const, "conflicting" as const, "computing" as const),
        behind: fc.boolean(),
      }),
    ),
    threads: mostly(
      good.threads,
      fc.constant([{ path: "src/a.ts", line: 1, author: "bo", resolved: false, url: null }]),
    ),
    branchRules: fc.oneof(fc.constant(known(NO_RULES)), rules.map(known)),
    codeOwners: mostly(
      good.codeOwners,
      fc.array(owned, { maxLength: 3 }).map((list) => ({ file: "CODEOWNERS", owned: list })),
    ),
    secrets: mostly(good.secrets, fc.constant([finding])),
    workflows: mostly(good.workflows, fc.constant([finding])),
    codeScanning: mostly(good.codeScanning, fc.constant({ enabled: true, scanned: true, alerts: [finding] })),
    tests: mostly(good.tests, fc.constantFrom([], [tests(2)])),
    coverage: mostly(good.coverage, fc.constantFrom([], [coverage(10)])),
    lint: mostly(good.lint, fc.constant([])),
  })
  .map((over) => ({ ...good, ...over }));

/** A review that goes on: what a deed makes of the facts, and of the life of the pull request. */
interface Going {
  readonly facts: Facts;
  readonly lifecycle: Lifecycle;
}

/** What becomes of the facts when somebody does what the plan asks for. Throws for a deed that nobody has described. */
function done({ facts, lifecycle }: Going, way: Way, nobody: () => string): Going {
  const [deed = "", who = ""] = way.id.split(/:(.*)/s);
  const reviews = facts.reviews.known ? facts.reviews.value : [];
  const set = (over: Partial<Facts>): Going => ({ facts: { ...facts, ...over }, lifecycle });
  // What could not be read stays so: no deed but another read helps.
  const better = (...keys: (keyof Facts)[]) =>
    Object.fromEntries(keys.filter((key) => facts[key].known).map((key) => [key, good[key]]));
  switch (deed) {
    case "push": {
      const dismissed = facts.branchRules.known && facts.branchRules.value.dismissStale;
      const kept = reviews.map((one) =>
        dismissed && one.state === "APPROVED" ? { ...one, state: "DISMISSED" as const } : one,
      );
      const empty = Object.fromEntries(ofCi.filter((key) => facts[key].known).map((key) => [key, known([])]));
      const mended = better("size", "mergeability", "secrets", "workflows", "codeScanning", "dependencies", "files");
      const head = { headSha: known(NEXT_HEAD), lastPusher: known("ada") };
      return set({ ...mended, ...empty, ...head, ...(facts.reviews.known ? { reviews: known(kept) } : {}) });
    }
    case "edit":
      return set(better("title"));
    case "edit-description":
      return set(better("body"));
    case "ci":
      // It brings what is not there yet; what it has brought stays as bad as it was.
      return set(better(...ofCi.filter((key) => isAwaited(facts[key]))));
    case "read-again":
      return set(
        Object.fromEntries(
          Object.entries(facts).flatMap(([key, fact]) => {
            const computing = key === "mergeability" && fact.known && facts.mergeability.known;
            if (fact.known && !(computing && facts.mergeability.value.state === "computing")) return [];
            return [[key, key === "reviews" ? goodFacts(headOf(facts)).reviews : good[key as keyof Facts]]];
          }),
        ),
      );
    case "approve":
    case "withdraw": {
      const login = who === "" ? nobody() : who;
      const others = reviews.filter(({ author }) => author.login.toLowerCase() !== login.toLowerCase());
      const mine: Review = {
        id: `by ${login}`,
        author: { login, kind: "user" },
        state: deed === "approve" ? "APPROVED" : "DISMISSED",
        commit: headOf(facts),
        submittedAt: NOW,
        canPush: true,
      };
      return set({ reviews: known([...others, mine]) });
    }
    case "dismiss":
      return set({
        reviews: known(
          reviews.map((one) => (one.author.login === who ? { ...one, state: "DISMISSED" as const } : one)),
        ),
      });
    case "dismiss-alerts":
      return set(better("codeScanning"));
    case "resolve-threads":
      return set(better("threads"));
    case "ready":
      return { facts, lifecycle: "open" };
    default:
      throw new Error(`nobody has said what becomes of the facts after ${way.id}`);
  }
}

const ofCi = ["checks", "tests", "coverage", "lint", "benchmarks"] as const;

function isAwaited(fact: Observed<readonly unknown[]>): boolean {
  const checks = fact as Observed<readonly Partial<Check>[]>;
  return checks.known && checks.value.every(({ status }) => status !== undefined && status !== "completed");
}

function headOf({ headSha }: Facts): string {
  return headSha.known ? headSha.value : H1;
}

const NEXT_HEAD = "3".repeat(40);

/** A change under review by every gate. */
class Change {
  readonly #story = new Story();
  #going: Going;
  #strangers = 0;

  constructor(start: Going) {
    this.#going = start;
    this.#read();
  }

  /** Does these, each followed by a read. */
  do(deeds: readonly Way[]): this {
    for (const deed of deeds) {
      if (deed.id === "final") this.#story.tell(approve(this.#story.state.head ?? ""));
      else {
        this.#going = done(this.#going, deed, () => `reviewer-${++this.#strangers}`);
        this.#read();
      }
    }
    return this;
  }

  get isOpen(): boolean {
    const { state } = this.#story;
    return standingOf(state).state === "COMPLETED" && currentWord(state)?.decision === "approve";
  }

  plan() {
    const { plan } = lackingOf(this.#story.state);
    const deeds = plan.steps.flatMap(({ ways, times }) => {
      const [first] = ways;
      return Array.from({ length: times }, (_, at) => ways[at] ?? first).filter((way) => way !== undefined);
    });
    return { ...plan, deeds };
  }

  #read(): void {
    const { facts, lifecycle } = this.#going;
    this.#story.tell({ ...observation({ facts, lifecycle, headSha: headOf(facts) }), policy: EVERY });
  }
}

const lifecycle = fc.constantFrom<Lifecycle>("open", "open", "draft");

describe("with the gates there are", () => {
  test("doing what the plan says opens the change, and none of it can be left out", () => {
    let [opened, shut] = [0, 0];
    fc.assert(
      fc.property(facts, lifecycle, (facts, lifecycle) => {
        const start = { facts, lifecycle };
        const { deadlock, exact, deeds } = new Change(start).plan();
        // What is not known yet may ask for more once it is: the next test.
        if (deadlock.length > 0 || !exact) {
          shut++;
          return;
        }
        opened++;
        const told = deeds.map(({ id }) => id).join(", ");
        expect(new Change(start).do(deeds).isOpen, told).toBe(true);
        for (const [at, deed] of deeds.entries()) {
          expect(new Change(start).do(deeds.toSpliced(at, 1)).isOpen, `${told} without ${deed.id}`).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
    expect(opened).toBeGreaterThan(shut / 4);
  });

  test("where something has to be read first, the plans after it lead there", () => {
    fc.assert(
      fc.property(facts, lifecycle, (facts, lifecycle) => {
        const change = new Change({ facts, lifecycle });
        for (let round = 0; round < 4 && !change.isOpen; round++) {
          const { deadlock, deeds } = change.plan();
          if (deadlock.length > 0) return;
          change.do(deeds);
        }
        expect(change.isOpen).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("a well-kept change needs the final word and nothing else", () => {
    const { deeds } = new Change({ facts: good, lifecycle: "open" }).plan();
    expect(deeds.map(({ id }) => id)).toEqual(["final"]);
  });
});
