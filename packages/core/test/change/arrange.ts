import type { Asker, ChangeCommand, Observation } from "../../src/change/decide.ts";
import { decide, isRefusal, peopleOf } from "../../src/change/decide.ts";
import type { ChangeReading, ReadComment } from "../../src/change/reading.ts";
import type { ChangeRequest } from "../../src/change/requests.ts";
import { type ChangeEvent, type ChangeState, evolve, INITIAL_STATE, type Via } from "../../src/change/state.ts";
import { JUDGES } from "../../src/policy/gates/index.ts";
import { resolvePolicy } from "../../src/policy/resolve.ts";
import type { BranchRules } from "../../src/vocabulary/evidence.ts";
import { type Facts, known, NOT_GATHERED, type Review } from "../../src/vocabulary/fact.ts";
import type { Hint, ReceivedHint } from "../../src/vocabulary/hint.ts";

export const H1 = "1".repeat(40);
export const H2 = "2".repeat(40);
export const NOW = "2026-01-01T00:00:00.000Z";
export const POLICY = resolvePolicy([]).policy;
export const GATE_LIST = JUDGES;

/** A branch of which the forge demands nothing by itself. */
export const NO_RULES: BranchRules = {
  approvals: 0,
  codeOwners: false,
  lastPushApproval: false,
  dismissStale: false,
  resolvedThreads: false,
  upToDate: false,
  linearHistory: false,
  signedCommits: false,
  mergeQueue: false,
};

/** A well-kept pull request: every gate of the built-in policy passes. */
export function goodFacts(head = H1, over: Partial<Facts> = {}): Facts {
  const approval: Review = {
    id: "1",
    author: { login: "rita", kind: "user" },
    state: "APPROVED",
    commit: head,
    submittedAt: NOW,
    canPush: true,
  };
  return {
    ...NOT_GATHERED,
    title: known("Retry the upload when the connection breaks"),
    body: known("The client gave up at the first error.\n\nCloses #12"),
    author: known({ login: "ada", kind: "user" }),
    draft: known(false),
    size: known({ additions: 10, deletions: 2, files: 1 }),
    headRef: known("retry"),
    headSha: known(head),
    linkedItems: known([]),
    reviews: known([approval]),
    checks: known([
      { kind: "check_run", name: "build", appId: 1, status: "completed", conclusion: "success", url: null },
    ]),
    requiredChecks: known([{ name: "build", appId: null }]),
    lastPusher: known("ada"),
    mergeability: known({ state: "clean", behind: false }),
    threads: known([]),
    branchRules: known(NO_RULES),
    // The gates of the built-in policy that read more than the pull request find nothing.
    secrets: known([]),
    workflows: known([]),
    ...over,
  };
}

export function reading(over: Partial<ChangeReading> = {}): ChangeReading {
  const headSha = over.headSha ?? H1;
  return {
    startedAt: NOW,
    number: 7,
    url: "https://forge.example/acme/shop/pull/7",
    lifecycle: "open",
    headSha,
    headRepository: "acme/shop",
    baseRef: "main",
    baseSha: "b".repeat(40),
    updatedAt: NOW,
    facts: goodFacts(headSha),
    commitPeople: known(["ada"]),
    authorRole: known("developer"),
    comments: known([]),
    siblings: known([{ number: 7, headSha, baseRef: over.baseRef ?? "main", lifecycle: "open" }]),
    mergeGroup: null,
    seen: {},
    ...over,
  };
}

export function observation(over: Partial<ChangeReading> = {}, doubts: readonly ReceivedHint[] = []): Observation {
  return {
    type: "observe",
    reading: reading(over),
    policy: POLICY,
    source: { digest: "d", commit: null, branch: null, problems: [] },
    doubts,
    gates: GATE_LIST,
  };
}

export function hint(over: Partial<Hint> & { receivedAt?: string } = {}): ReceivedHint {
  return {
    object: "head",
    version: {},
    closing: "yes",
    facts: [],
    says: "something was announced",
    seq: 1,
    receivedAt: NOW,
    deliveryId: null,
    ...over,
  };
}

export const COORDINATOR: Asker = { name: "cora", login: "cora", kind: "user", role: "coordinator" };

let keys = 0;
export function asks(
  request: ChangeRequest,
  by: Asker = COORDINATOR,
  via: Via = { kind: "api", commandId: "c" },
  over: Partial<ChangeReading> = {},
): ChangeCommand {
  keys += 1;
  return { type: "ask", request, key: `k${keys}`, via, by, people: peopleOf(reading(over)) };
}

export function approve(sha: string, by: Asker = COORDINATOR, via?: Via): ChangeCommand {
  return asks({ type: "approve-final", sha, note: "" }, by, via);
}

export function comment(id: string, over: Partial<ReadComment> = {}): ReadComment {
  return {
    id,
    author: { login: "cora", kind: "user" },
    body: "",
    createdAt: NOW,
    updatedAt: NOW,
    ours: false,
    ...over,
  };
}

/** Folds commands; a refused one changes nothing and its reason is kept. */
export class Story {
  state: ChangeState = INITIAL_STATE;
  readonly events: ChangeEvent[] = [];
  refused: string | null = null;

  tell(...commands: readonly ChangeCommand[]): this {
    for (const command of commands) {
      const decided = decide(this.state, command, NOW);
      if (isRefusal(decided)) {
        this.refused = decided.refused;
        continue;
      }
      this.refused = null;
      for (const event of decided) {
        this.events.push(event);
        this.state = evolve(this.state, event, NOW);
      }
    }
    return this;
  }
}
