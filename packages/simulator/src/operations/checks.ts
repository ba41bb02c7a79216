import { type AppRow, appNamed } from "../apps.ts";
import { protectionsOf } from "../present/change.ts";
import {
  checkRun as presentRun,
  status as presentStatus,
  checkSuite as presentSuite,
  standings,
  suiteState,
} from "../present/checks.ts";
import { commit as presentCommit } from "../present/repository.ts";
import type { CheckRun, Repository, Status } from "../state.ts";
import { repoById } from "../state.ts";
import { account, needRepo, type RepositoryName, SimulatorError, type World } from "../world.ts";
import { suiteOf, suiteOfRun } from "./refs.ts";
import { runOf } from "./workflows.ts";

export interface StatusOptions {
  readonly context: string;
  readonly state: Status["state"];
  readonly by?: string;
  readonly description?: string | null;
  readonly targetUrl?: string | null;
}

export interface CheckRunOptions {
  readonly name: string;
  /** Id or slug of the reporting App; default GitHub Actions. */
  readonly app?: number | string;
  /** The workflow whose job it is, in a suite of its own; default the one suite that an App has on a commit. */
  readonly workflow?: { readonly name: string; readonly event: string; readonly again?: boolean };
  readonly status?: CheckRun["status"];
  readonly conclusion?: string | null;
  readonly externalId?: string;
  readonly detailsUrl?: string | null;
  readonly output?: Partial<CheckRun["output"]>;
  readonly actions?: readonly unknown[];
  readonly startedAt?: string;
  readonly completedAt?: string | null;
}

const NO_OUTPUT: CheckRun["output"] = { title: null, summary: null, text: null, annotations: [] };

/** Writes a status and tells it. */
export function insertStatus(world: World, repo: Repository, sha: string, options: StatusOptions): Status {
  const creator = account(world, options.by ?? "ci-bot").login;
  const id = world.id();
  const row = world.db.statuses.put(id, {
    id,
    repoId: repo.id,
    sha,
    context: options.context,
    state: options.state,
    description: options.description ?? null,
    targetUrl: options.targetUrl ?? null,
    creator,
    createdAt: world.iso(),
  });
  const commit = world.git.commit(sha);
  const branches = world.db.refs
    .filter((ref) => ref.repoId === repo.id && ref.sha === sha && ref.name.startsWith("refs/heads/"))
    .map((ref) => ({
      name: ref.name.slice("refs/heads/".length),
      commit: { sha, url: `${world.url}/repos/${repo.owner}/${repo.name}/commits/${sha}` },
      protected: protectionsOf(world, repo.id, ref.name.slice("refs/heads/".length)).length > 0,
    }));
  const { avatar_url, url: _, creator: __, node_id: ___, ...told } = presentStatus(world, repo, row);
  const payload = {
    ...told,
    sha,
    name: `${repo.owner}/${repo.name}`,
    avatar_url,
    commit: commit === undefined ? null : presentCommit(world, repo, commit),
    branches,
  };
  world.emit({ event: "status", repo, sender: creator, payload });
  return row;
}

function tellRun(world: World, repo: Repository, row: CheckRun, action: string, by: string, onlyApp?: number): void {
  const payload = { action, check_run: presentRun(world, repo, row, true) };
  world.emit({ event: "check_run", repo, sender: by, payload, ...(onlyApp === undefined ? {} : { onlyApp }) });
}

function tellSuiteWhenDone(world: World, repo: Repository, row: CheckRun, by: string): void {
  const suite = world.db.checkSuites.get(row.suiteId);
  if (suite === undefined || suiteState(world, suite).status !== "completed") return;
  const touched = world.db.checkSuites.patch(suite.id, { updatedAt: world.iso() });
  const payload = { action: "completed", check_suite: presentSuite(world, repo, touched) };
  world.emit({ event: "check_suite", repo, sender: by, payload });
}

/** Makes a new check run, even where one of that name is there: GitHub does the same. */
export function insertCheckRun(
  world: World,
  repo: Repository,
  sha: string,
  app: AppRow,
  options: Omit<CheckRunOptions, "app">,
): CheckRun {
  const by = `${app.slug}[bot]`;
  const branch = world.db.refs.find((ref) => ref.repoId === repo.id && ref.sha === sha)?.name ?? null;
  const headBranch = branch?.replace("refs/heads/", "") ?? null;
  const suite =
    options.workflow === undefined
      ? suiteOf(world, repo, sha, app.id, headBranch)
      : suiteOfRun(world, runOf(world, repo, sha, options.workflow), app.id);
  const conclusion = options.conclusion ?? null;
  const status = conclusion === null ? (options.status ?? "queued") : "completed";
  const at = world.iso();
  const id = world.id();
  const row = world.db.checkRuns.put(id, {
    id,
    repoId: repo.id,
    sha,
    suiteId: suite.id,
    appId: app.id,
    name: options.name,
    status,
    conclusion: status === "completed" ? (conclusion ?? "success") : null,
    externalId: options.externalId ?? "",
    detailsUrl: options.detailsUrl ?? null,
    output: { ...NO_OUTPUT, ...options.output },
    actions: options.actions ?? [],
    startedAt: options.startedAt ?? at,
    completedAt: status === "completed" ? (options.completedAt ?? at) : null,
  });
  tellRun(world, repo, row, "created", by);
  if (row.status === "completed") {
    tellRun(world, repo, row, "completed", by);
    tellSuiteWhenDone(world, repo, row, by);
  }
  return row;
}

/** Changes a check run; annotations add up over updates, everything else is replaced. */
export function changeCheckRun(
  world: World,
  repo: Repository,
  before: CheckRun,
  change: Omit<Partial<CheckRunOptions>, "app">,
): CheckRun {
  const app = world.apps.apps.get(before.appId);
  const by = app === undefined ? "ghost" : `${app.slug}[bot]`;
  const conclusion = change.conclusion === undefined ? before.conclusion : change.conclusion;
  const concluded = change.conclusion != null;
  const status = concluded ? "completed" : (change.status ?? before.status);
  const done = status === "completed";
  const annotations = [...before.output.annotations, ...(change.output?.annotations ?? [])];
  const row = world.db.checkRuns.patch(before.id, {
    name: change.name ?? before.name,
    status,
    conclusion: done ? (conclusion ?? "success") : null,
    externalId: change.externalId ?? before.externalId,
    detailsUrl: change.detailsUrl === undefined ? before.detailsUrl : change.detailsUrl,
    output: { ...before.output, ...change.output, annotations },
    actions: change.actions ?? before.actions,
    startedAt: change.startedAt ?? before.startedAt,
    completedAt: done ? (change.completedAt ?? before.completedAt ?? world.iso()) : null,
  });
  if (done && (before.status !== "completed" || before.conclusion !== row.conclusion)) {
    tellRun(world, repo, row, "completed", by);
    tellSuiteWhenDone(world, repo, row, by);
  }
  return row;
}

export function checkOperations(world: World) {
  const needRun = (id: number): { run: CheckRun; repo: Repository } => {
    const run = world.db.checkRuns.get(id);
    const repo = repoById(world.db, run?.repoId ?? null);
    if (run === undefined || repo === undefined) throw new SimulatorError(`there is no check run ${id}`);
    return { run, repo };
  };

  return {
    /** Sets a commit status, as any account with push may. */
    setStatus(name: RepositoryName, sha: string, options: StatusOptions): { id: number } {
      return { id: insertStatus(world, needRepo(world, name), sha, options).id };
    },
    /** Reports a check run in the name of an App; default GitHub Actions, completed when it has a conclusion. */
    createCheckRun(name: RepositoryName, sha: string, options: CheckRunOptions): { id: number } {
      const app = appNamed(world, options.app ?? "github-actions");
      return { id: insertCheckRun(world, needRepo(world, name), sha, app, options).id };
    },
    updateCheckRun(id: number, change: Partial<CheckRunOptions>): void {
      const { run, repo } = needRun(id);
      changeCheckRun(world, repo, run, change);
    },
    /** Presses the re-run button of a check: its App is asked, nothing else changes. */
    rerequestCheckRun(id: number, options: { by: string }): void {
      const { run, repo } = needRun(id);
      tellRun(world, repo, run, "rerequested", account(world, options.by).login, run.appId);
    },
    /** Presses "re-run all checks" of an App. */
    rerequestCheckSuite(name: RepositoryName, sha: string, app: number | string, options: { by: string }): void {
      const repo = needRepo(world, name);
      const suite = suiteOf(world, repo, sha, appNamed(world, app).id, null);
      const payload = { action: "rerequested", check_suite: presentSuite(world, repo, suite) };
      world.emit({ event: "check_suite", repo, sender: options.by, payload, onlyApp: suite.appId });
    },
    /** Presses a button that an App put on its check run. */
    requestAction(id: number, identifier: string, options: { by: string }): void {
      const { run, repo } = needRun(id);
      const payload = {
        action: "requested_action",
        check_run: presentRun(world, repo, run, true),
        requested_action: { identifier },
      };
      world.emit({ event: "check_run", repo, sender: options.by, payload, onlyApp: run.appId });
    },
    /**
     * What branch protection sees on a commit: name -> `success`, `failure`, `in_progress`, `pending`, ... Where a check
     * run and a status share a name, the one that does not pass is shown: both would be required.
     */
    contextsOf(name: RepositoryName, sha: string): Record<string, string> {
      const passes = (state: string) => ["success", "neutral", "skipped"].includes(state);
      const found: Record<string, string> = {};
      for (const standing of standings(world, needRepo(world, name).id, sha)) {
        const known = found[standing.name];
        if (known === undefined || passes(known)) found[standing.name] = standing.state;
      }
      return found;
    },
    /** Every check run of a commit, doubles too, oldest first. */
    checkRunsOf(name: RepositoryName, sha: string): readonly CheckRun[] {
      const repo = needRepo(world, name);
      return world.db.checkRuns.filter((row) => row.repoId === repo.id && row.sha === sha);
    },
    /** Every status ever set on a commit, oldest first. */
    statusesOf(name: RepositoryName, sha: string): readonly Status[] {
      const repo = needRepo(world, name);
      return world.db.statuses.filter((row) => row.repoId === repo.id && row.sha === sha);
    },
  };
}
