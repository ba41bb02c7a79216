// What happens to the changes of the decision benchmark: a fixed story, so that the generator of deliveries and the forge
// that answers reads know the same without talking to each other.
import type { ChangeReading } from "@tollgate/core/change/reading";
import type { BranchRules } from "@tollgate/core/vocabulary/evidence";
import { type Check, known, NOT_GATHERED, type Review, unknown } from "@tollgate/core/vocabulary/fact";
import type { SeenVersions, Version } from "@tollgate/core/vocabulary/hint";
import {
  checkKey,
  checkVersion,
  headVersion,
  pullVersion,
  reviewKey,
  reviewVersion,
  statusKey,
  statusVersion,
} from "@tollgate/providers/github/versions";
import { example } from "./payloads.ts";

/** The App that reports CI. */
const CI_APP = 15368;
/** Runs that are started again belong to the same suite. */
const CI_SUITE = 7;
const RULES: BranchRules = {
  approvals: 1,
  codeOwners: false,
  lastPushApproval: false,
  dismissStale: false,
  resolvedThreads: false,
  upToDate: false,
  linearHistory: false,
  signedCommits: false,
  mergeQueue: false,
};
const REPOSITORIES = 10;
/** Steps in one round of a change: the first changes something, the other nine change nothing. */
export const ROUND = 10;
const START = Date.parse("2026-01-05T08:00:00Z");
const STEADY = ["build docs", "license", "spelling", "unit (node 20)", "unit (node 22)", "unit (node 24)"];

export interface Step {
  readonly event: string;
  readonly body: Buffer;
  /** Whether a read after it decides something else than one before it. */
  readonly changes: boolean;
}

export function repositoryOf(change: number): string {
  return `acme/service-${change % REPOSITORIES}`;
}

export function repositories(): readonly string[] {
  return Array.from({ length: REPOSITORIES }, (_, index) => repositoryOf(index));
}

export function numberOf(change: number): number {
  return change + 1;
}

export function headOf(change: number): string {
  return `c0ffee${(change + 1).toString(16).padStart(34, "0")}`;
}

/** The change that a number in a repository is. */
export function changeOf(number: number): number {
  return number - 1;
}

/** ISO 8601 of a moment of the story: each step of a change takes one second there. */
function at(moment: number): string {
  return new Date(START + moment * 1000).toISOString();
}

/** Each kind of object has ids of its own; within it they grow with the rounds. */
function idOf(change: number, kind: number, round: number): number {
  return ((change + 1) * 10 + kind) * 1_000_000 + round + 1;
}

/**
 * The story of a change at one moment. Changes stand at different places of it: of ten neighbours one is at the step
 * that changes something.
 */
function moment(change: number, step: number) {
  const now = change + step + ROUND;
  const round = Math.floor(now / ROUND);
  return { now, round, phase: now % ROUND };
}

/** Four rounds: the required check fails, passes, a reviewer asks for changes, approves. */
const TURNS = ["failure", "success", "changes_requested", "approved"] as const;

function turnOf(round: number) {
  const story = Math.floor(round / TURNS.length);
  return { story, turn: TURNS[round % TURNS.length] ?? "failure" };
}

/** The newest run of the required check after a round. */
function buildAfter(change: number, round: number) {
  const { story, turn } = turnOf(round);
  const failed = turn === "failure";
  return { id: idOf(change, 1, story * 2 + (failed ? 0 : 1)), conclusion: failed ? "failure" : "success" };
}

/** Every fifth round somebody comments in a review of its own, in the others that one is sent once more. */
function chatOf(round: number): number {
  return Math.floor(round / 5) * 5;
}

/** All that were ever written: on a forge none goes away again. */
function reviewsAfter(change: number, round: number, now: number): readonly Review[] {
  const { story: newest, turn: newestTurn } = turnOf(round);
  const spoken: Review[] = [];
  const say = (which: number, state: Review["state"], when: number) =>
    spoken.push({
      id: String(idOf(change, 2, which)),
      author: { login: "rita", kind: "user" },
      state,
      commit: headOf(change),
      submittedAt: at(when),
      canPush: true,
    });
  const first = turnOf(Math.floor(change / ROUND)).story;
  for (let story = first; story <= newest; story++) {
    const turn = story < newest ? "approved" : newestTurn;
    const began = story * TURNS.length * ROUND;
    say(story * 2 - 1, "APPROVED", began - ROUND);
    if (turn === "changes_requested" || turn === "approved") say(story * 2, "CHANGES_REQUESTED", began + 2 * ROUND);
  }
  if (newestTurn === "approved") say(newest * 2 + 1, "APPROVED", newest * TURNS.length * ROUND + 3 * ROUND);
  const chats = new Set<number>();
  const last = now % ROUND >= 8 ? round : round - 1;
  for (let chat = Math.floor(change / ROUND); chat <= last; chat++) chats.add(chatOf(chat));
  const commented = [...chats].map(
    (chat): Review => ({
      id: String(idOf(change, 3, chat)),
      author: { login: "ben", kind: "user" },
      state: "COMMENTED",
      commit: headOf(change),
      submittedAt: at(chat * ROUND + 8),
      canPush: null,
    }),
  );
  return [...spoken, ...commented];
}

/** What the forge shows of a change after a step; -1 is before the first. */
export function readingAfter(change: number, step: number): Omit<ChangeReading, "startedAt"> {
  const { now, round, phase } = moment(change, step);
  const sha = headOf(change);
  const checks: Check[] = [];
  const seen: Record<string, Version> = {};
  const run = (name: string, id: number, status: Check["status"], conclusion: string | null) => {
    checks.push({ kind: "check_run", name, appId: CI_APP, status, conclusion, url: `https://ci.example/${id}` });
    seen[checkKey(CI_APP, name, CI_SUITE)] = checkVersion(id, status, conclusion);
  };
  STEADY.forEach((name, index) => {
    run(name, idOf(change, 9, index), "completed", "success");
  });
  const build = buildAfter(change, round);
  run("build", build.id, "completed", build.conclusion);
  if (phase === 3) run("lint", idOf(change, 4, round), "queued", null);
  else if (phase === 4) run("lint", idOf(change, 4, round), "in_progress", null);
  else {
    const last = phase > 4 ? round : round - 1;
    run("lint", idOf(change, 4, last), "completed", last % 2 === 0 ? "success" : "failure");
  }
  const docs = phase === 9 ? round : round - 1;
  run("docs", idOf(change, 5, docs), "completed", "neutral");
  const covered = phase >= 6 ? round : round - 1;
  const state = phase === 6 ? "pending" : "success";
  checks.push({
    kind: "status",
    name: "coverage/patch",
    appId: null,
    status: state === "pending" ? "in_progress" : "completed",
    conclusion: state === "pending" ? null : state,
    url: null,
  });
  seen[statusKey("coverage/patch")] = statusVersion(state, at(covered * ROUND + (state === "pending" ? 6 : 7)));
  const reviews = reviewsAfter(change, round, now);
  for (const review of reviews) seen[reviewKey(review.id)] = reviewVersion(review.state);
  const title = `Retry the upload when the connection breaks (${numberOf(change)})`;
  const body = `The client gave up at the first error, and people sent their files twice.\n\nCloses #${numberOf(change)}`;
  const updatedAt = at(0);
  seen.pull = pullVersion({
    title,
    body,
    baseRef: "main",
    headSha: headOf(change),
    state: "open",
    draft: false,
    updatedAt,
  });
  seen.head = headVersion(sha, updatedAt);
  return {
    number: numberOf(change),
    url: `https://github.com/${repositoryOf(change)}/pull/${numberOf(change)}`,
    lifecycle: "open",
    headSha: sha,
    headRepository: repositoryOf(change),
    baseRef: "main",
    baseSha: (step + 1).toString(16).padStart(40, "0"),
    updatedAt,
    facts: {
      ...NOT_GATHERED,
      title: known(title),
      body: known(body),
      author: known({ login: "ada", kind: "user" }),
      draft: known(false),
      size: known({ additions: 40, deletions: 12, files: 3 }),
      headRef: known(`retry-${numberOf(change)}`),
      headSha: known(sha),
      linkedItems: known([{ reference: `#${numberOf(change)}` }]),
      reviews: known(reviews),
      checks: known(checks),
      requiredChecks: known([{ name: "build", appId: CI_APP }]),
      lastPusher: unknown("GitHub's activity log does not show the push of this head"),
      mergeability: known({ state: "clean", behind: false }),
      threads: known([]),
      branchRules: known(RULES),
      // What is gathered of every change; the forge that answers from memory knows of nothing.
      files: known([]),
      authorHistory: known({ association: "member", merged: 0 }),
      secrets: known([]),
      workflows: known([]),
    },
    commitPeople: known(["ada"]),
    authorRole: known("developer"),
    comments: known([]),
    siblings: known([{ number: numberOf(change), headSha: sha, baseRef: "main", lifecycle: "open" }]),
    mergeGroup: null,
    seen: seen satisfies SeenVersions,
  };
}

/** The step after which the forge was read. The tip of the base tells it: no decision looks at that. */
export function stepIn(baseSha: string): number {
  return Number.parseInt(baseSha, 16) - 1;
}

/** The delivery that tells of a step. */
export function stepOf(change: number, step: number): Step {
  const { now, round, phase } = moment(change, step);
  const sha = headOf(change);
  const common = { repository: repositoryOf(change), sha, number: numberOf(change) };
  const run = (
    name: string,
    id: number,
    action: string,
    status: string,
    conclusion: string | null,
    changes = false,
  ) => ({
    event: "check_run",
    body: checkRun({ ...common, name, id, action, status, conclusion }),
    changes,
  });
  const review = (id: number, by: string, state: string, changes: boolean) => ({
    event: "pull_request_review",
    body: reviewed({ ...common, id, by, state, at: at(now) }),
    changes,
  });
  const { story, turn } = turnOf(round);
  const build = buildAfter(change, round);
  switch (phase) {
    case 0:
      if (turn === "changes_requested") return review(idOf(change, 2, story * 2), "rita", turn, true);
      if (turn === "approved") return review(idOf(change, 2, story * 2 + 1), "rita", turn, true);
      return run("build", build.id, "completed", "completed", turn, true);
    // Told late: what is known of the run is newer already.
    case 1:
      return run("build", build.id, "created", "queued", null);
    case 2:
      return run("build", build.id, "created", "in_progress", null);
    case 3:
      return run("lint", idOf(change, 4, round), "created", "queued", null);
    case 4:
      return run("lint", idOf(change, 4, round), "created", "in_progress", null);
    case 5:
      return run("lint", idOf(change, 4, round), "completed", "completed", round % 2 === 0 ? "success" : "failure");
    case 6:
    case 7: {
      const state = phase === 6 ? "pending" : "success";
      return { event: "status", body: stated({ ...common, state, at: at(now) }), changes: false };
    }
    case 8:
      return review(idOf(change, 3, chatOf(round)), "ben", "commented", false);
    default:
      return run("docs", idOf(change, 5, round), "completed", "completed", "neutral");
  }
}

/** A delivery that announces nothing to Tollgate: somebody talks, a label is set. */
export function chatter(change: number, step: number): Pick<Step, "event" | "body"> {
  const values = { repository: repositoryOf(change), number: numberOf(change) };
  return step % 2 === 0
    ? { event: "issue_comment", body: commented(values) }
    : { event: "pull_request", body: labeled(values) };
}

type Values = Readonly<Record<string, string | number | null>>;

/** A payload as text with holes: filling them costs far less than writing the whole anew. */
function template(payload: object): (values: Values) => Buffer {
  const parts = JSON.stringify(payload).split(/"?@@(\w+)@@"?/);
  return (values) =>
    Buffer.from(parts.map((part, index) => (index % 2 === 0 ? part : JSON.stringify(values[part]))).join(""));
}

function change(payload: Record<string, unknown>, over: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const [key, value] of Object.entries(over)) {
    const inner = payload[key];
    const both = typeof value === "object" && value !== null && typeof inner === "object" && inner !== null;
    payload[key] = both && !Array.isArray(value) ? change(inner as Record<string, unknown>, value as Values) : value;
  }
  return payload;
}

const repository = { full_name: "@@repository@@" };
const checkRun = template(
  change(example("check_run", "completed"), {
    action: "@@action@@",
    repository,
    check_run: {
      id: "@@id@@",
      name: "@@name@@",
      head_sha: "@@sha@@",
      status: "@@status@@",
      conclusion: "@@conclusion@@",
      app: { id: CI_APP },
      check_suite: { id: CI_SUITE },
      pull_requests: [],
    },
  }),
);
const reviewed = template(
  change(example("pull_request_review", "submitted"), {
    repository,
    pull_request: { number: "@@number@@" },
    review: {
      id: "@@id@@",
      state: "@@state@@",
      submitted_at: "@@at@@",
      commit_id: "@@sha@@",
      user: { login: "@@by@@" },
    },
  }),
);
const stated = template(
  change(example("status"), {
    repository,
    sha: "@@sha@@",
    context: "coverage/patch",
    state: "@@state@@",
    created_at: "@@at@@",
    branches: [],
  }),
);
const commented = template(
  change(example("issue_comment", "created"), { repository, issue: { number: "@@number@@" } }),
);
const labeled = template(
  change(example("pull_request", "labeled"), { repository, pull_request: { number: "@@number@@" } }),
);
