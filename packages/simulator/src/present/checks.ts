import type { CheckRun, CheckSuite, Pull, Repository, Status } from "../state.ts";
import { fullName } from "../state.ts";
import type { View } from "../world.ts";
import { api, app, nodeId, user } from "./people.ts";
import { repository } from "./repository.ts";

/** The newest status of each context, in the order in which the contexts first came. */
export function latestStatuses(view: View, repoId: number, sha: string): Status[] {
  const latest = new Map<string, Status>();
  for (const row of view.db.statuses.filter((s) => s.repoId === repoId && s.sha === sha)) latest.set(row.context, row);
  return [...latest.values()];
}

/** The newest check run of each name and App. */
export function latestCheckRuns(view: View, repoId: number, sha: string): CheckRun[] {
  const latest = new Map<string, CheckRun>();
  for (const row of view.db.checkRuns.filter((r) => r.repoId === repoId && r.sha === sha)) {
    latest.set(`${row.suiteId}/${row.name}`, row);
  }
  return [...latest.values()];
}

export interface Standing {
  readonly name: string;
  readonly appId: number | null;
  readonly state: string;
}

/** All that reports on a commit, as branch protection sees it. */
export function standings(view: View, repoId: number, sha: string): Standing[] {
  return [
    ...latestCheckRuns(view, repoId, sha).map((run) => ({
      name: run.name,
      appId: run.appId,
      state: run.status === "completed" ? (run.conclusion ?? "neutral") : run.status,
    })),
    ...latestStatuses(view, repoId, sha).map((s) => ({ name: s.context, appId: null, state: s.state as string })),
  ];
}

/** Pull requests that a check's payload names: those of this repository with that head, never those of forks. */
function pullsOf(view: View, repo: Repository, sha: string) {
  const brief = { id: repo.id, url: api(view, `/repos/${fullName(repo)}`), name: repo.name };
  return view.db.pulls
    .filter(
      (row) => row.repoId === repo.id && row.headSha === sha && row.state === "open" && row.headRepoId === repo.id,
    )
    .map((row: Pull) => ({
      url: api(view, `/repos/${fullName(repo)}/pulls/${row.number}`),
      id: row.id,
      number: row.number,
      head: { ref: row.headRef, sha: row.headSha, repo: brief },
      base: { ref: row.baseRef, sha: row.baseSha, repo: brief },
    }));
}

const OPEN_ORDER = ["in_progress", "queued", "waiting", "requested", "pending"];
const CONCLUSION_ORDER = ["action_required", "timed_out", "cancelled", "failure", "stale", "success", "neutral"];

/** What a suite says, from its runs. */
export function suiteState(view: View, suite: CheckSuite): { status: string; conclusion: string | null } {
  const runs = latestCheckRuns(view, suite.repoId, suite.sha).filter((run) => run.suiteId === suite.id);
  if (runs.length === 0) return { status: "queued", conclusion: null };
  const open = OPEN_ORDER.find((status) => runs.some((run) => run.status === status));
  if (open !== undefined) return { status: open, conclusion: null };
  const worst = CONCLUSION_ORDER.find((conclusion) => runs.some((run) => run.conclusion === conclusion));
  return { status: "completed", conclusion: worst ?? "skipped" };
}

export function checkSuite(view: View, repo: Repository, suite: CheckSuite) {
  const url = api(view, `/repos/${fullName(repo)}/check-suites/${suite.id}`);
  const commit = view.git.commit(suite.sha);
  const registered = view.apps.apps.get(suite.appId);
  return {
    id: suite.id,
    node_id: nodeId("CS", suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.sha,
    ...suiteState(view, suite),
    url,
    before: commit?.parents[0] ?? null,
    after: suite.sha,
    pull_requests: pullsOf(view, repo, suite.sha),
    app: registered === undefined ? null : app(view, registered),
    repository: repository(view, repo),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    rerequestable: true,
    runs_rerequestable: true,
    head_commit: commit && {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    latest_check_runs_count: view.db.checkRuns.filter((run) => run.suiteId === suite.id).length,
    check_runs_url: `${url}/check-runs`,
  };
}

/** GitHub's `check-run`; webhooks carry more of the suite. */
export function checkRun(view: View, repo: Repository, row: CheckRun, inWebhook = false) {
  const url = api(view, `/repos/${fullName(repo)}/check-runs/${row.id}`);
  const registered = view.apps.apps.get(row.appId);
  const suite = view.db.checkSuites.get(row.suiteId);
  return {
    id: row.id,
    name: row.name,
    node_id: nodeId("CR", row.id),
    head_sha: row.sha,
    external_id: row.externalId,
    url,
    html_url: `${view.url}/${fullName(repo)}/runs/${row.id}`,
    details_url: row.detailsUrl ?? registered?.url ?? null,
    status: row.status,
    conclusion: row.conclusion,
    started_at: row.startedAt,
    completed_at: row.completedAt,
    output: {
      title: row.output.title,
      summary: row.output.summary,
      text: row.output.text,
      annotations_count: row.output.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: inWebhook && suite !== undefined ? suiteInRun(view, repo, suite) : { id: row.suiteId },
    app: registered === undefined ? null : app(view, registered),
    pull_requests: pullsOf(view, repo, row.sha),
  };
}

function suiteInRun(view: View, repo: Repository, suite: CheckSuite) {
  const { repository: _, head_commit: __, ...rest } = checkSuite(view, repo, suite);
  return rest;
}

/** GitHub's `status`, as `POST /statuses/{sha}` and the list give it. */
export function status(view: View, repo: Repository, row: Status) {
  return {
    url: api(view, `/repos/${fullName(repo)}/statuses/${row.sha}`),
    avatar_url: user(view, row.creator).avatar_url,
    id: row.id,
    node_id: nodeId("SC", row.id),
    state: row.state,
    description: row.description,
    target_url: row.targetUrl,
    context: row.context,
    created_at: row.createdAt,
    updated_at: row.createdAt,
    creator: user(view, row.creator),
  };
}

export type CombinedState = "success" | "failure" | "pending";

/** One state for all statuses: none at all is pending, as GitHub has it. */
export function combinedState(statuses: readonly Status[]): CombinedState {
  if (statuses.some((s) => s.state === "failure" || s.state === "error")) return "failure";
  return statuses.length > 0 && statuses.every((s) => s.state === "success") ? "success" : "pending";
}

export function combinedStatus(view: View, repo: Repository, sha: string, page: readonly Status[]) {
  const all = latestStatuses(view, repo.id, sha);
  return {
    state: combinedState(all),
    statuses: page.map((row) => {
      const { creator: _, ...rest } = status(view, repo, row);
      return { ...rest, required: false };
    }),
    sha,
    total_count: all.length,
    repository: repository(view, repo),
    commit_url: api(view, `/repos/${fullName(repo)}/commits/${sha}`),
    url: api(view, `/repos/${fullName(repo)}/commits/${sha}/status`),
  };
}
