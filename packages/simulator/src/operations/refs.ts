import type { WorkflowRun } from "../evidence.ts";
import { type Commit, NO_COMMIT, type Signature } from "../git.ts";
import { review as presentReview, protectionsOf, pullRequest, reviewsOf } from "../present/change.ts";
import { checkSuite } from "../present/checks.ts";
import { pushedCommit } from "../present/repository.ts";
import type { Activity, Pull, Repository } from "../state.ts";
import { branchSha, fullName, refKey, repoKey } from "../state.ts";
import { patchPull, signature, type World } from "../world.ts";

/** What a new commit changes: a text, or null to remove the file. */
export type FileEdits = Readonly<Record<string, string | null>>;

export interface CommitOptions {
  readonly by: string;
  readonly message?: string;
  readonly files?: FileEdits;
  readonly author?: string;
  readonly committer?: string;
  readonly coAuthors?: readonly string[];
  /** The commit's name, where a test wants a certain one. */
  readonly sha?: string;
}

/** Writes a commit on top of `parents` without moving any branch. */
export function writeCommit(
  world: World,
  repo: Repository,
  parents: readonly string[],
  options: CommitOptions,
  tree?: string,
): Commit {
  const parent = world.git.commit(parents[0]);
  const files = parent === undefined ? new Map<string, string>() : world.git.files(parent.tree);
  for (const [path, text] of Object.entries(options.files ?? {})) {
    if (text === null) files.delete(path);
    else files.set(path, world.git.writeBlob(text));
  }
  const coAuthors: Signature[] = (options.coAuthors ?? []).map((login) => signature(world, login));
  const trailers = coAuthors.map((who) => `\nCo-authored-by: ${who.name} <${who.email}>`).join("");
  const subject = options.message ?? `Change ${Object.keys(options.files ?? {}).join(", ") || "nothing"}`;
  return world.git.writeCommit(
    {
      tree: tree ?? world.git.writeTree(files),
      parents,
      message: trailers === "" ? subject : `${subject}\n${trailers}`,
      author: signature(world, options.author ?? options.by),
      committer: signature(world, options.committer ?? options.author ?? options.by),
      coAuthors,
      networkId: repo.networkId,
    },
    options.sha,
  );
}

/**
 * Points a branch at a commit: the push, the heads of the pull requests that follow the branch, the suites of Apps that
 * check.
 */
export function moveBranch(
  world: World,
  repo: Repository,
  branch: string,
  sha: string | null,
  by: string,
  kind?: Activity["kind"],
): void {
  const name = `refs/heads/${branch}`;
  const before = branchSha(world.db, repo.id, branch) ?? NO_COMMIT;
  const after = sha ?? NO_COMMIT;
  if (before === after) return;
  const created = before === NO_COMMIT;
  const deleted = after === NO_COMMIT;
  const forced = !created && !deleted && !world.git.isAncestor(before, after);
  if (deleted) world.db.refs.delete(refKey(repo.id, name));
  else world.db.refs.put(refKey(repo.id, name), { repoId: repo.id, name, sha: after });
  const pushedAt = world.iso();
  world.db.repositories.patch(repoKey(fullName(repo)), { pushedAt, updatedAt: pushedAt });
  const guess = created ? "branch_creation" : deleted ? "branch_deletion" : forced ? "force_push" : "push";
  const id = world.id();
  world.db.activities.put(id, {
    id,
    repoId: repo.id,
    ref: name,
    before,
    after,
    actor: by,
    kind: kind ?? guess,
    at: pushedAt,
  });

  const html = `${world.url}/${fullName(repo)}`;
  const commits = deleted || created ? [] : world.git.between(before, after);
  const head = world.git.commit(after);
  const emit = (event: string, payload: Record<string, unknown>) => world.emit({ event, repo, sender: by, payload });
  if (created || deleted) {
    const more = created ? { master_branch: repo.defaultBranch, description: null } : {};
    emit(created ? "create" : "delete", { ref: branch, ref_type: "branch", ...more, pusher_type: "user" });
  }
  emit("push", {
    ref: name,
    before,
    after,
    created,
    deleted,
    forced,
    base_ref: null,
    compare: created ? `${html}/compare/${branch}` : `${html}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: commits.slice(0, 2048).map((commit) => pushedCommit(world, repo, commit)),
    head_commit: head === undefined ? null : pushedCommit(world, repo, head),
    pusher: { name: by, email: `${by}@users.noreply.github.com` },
  });
  if (deleted) {
    closeFollowers(world, repo, branch, by);
    return;
  }
  requestSuites(world, repo, branch, after, by);
  followHead(world, repo, branch, before, after, by);
}

/** Without its branch a pull request cannot stay open. */
function closeFollowers(world: World, repo: Repository, branch: string, by: string): void {
  const followers = world.db.pulls.filter(
    (row) => row.headRepoId === repo.id && row.headRef === branch && row.state === "open",
  );
  for (const pull of followers) {
    const base = world.db.repositories.find((row) => row.id === pull.repoId);
    if (base === undefined) continue;
    const closed = patchPull(world, pull, { state: "closed", closedAt: world.iso() });
    const payload = { action: "closed", number: pull.number, pull_request: pullRequest(world, base, closed) };
    world.emit({ event: "pull_request", repo: base, sender: by, payload });
  }
}

function followHead(world: World, repo: Repository, branch: string, before: string, after: string, by: string): void {
  const followers = world.db.pulls.filter(
    (row) => row.headRepoId === repo.id && row.headRef === branch && row.state === "open" && row.headSha !== after,
  );
  for (const pull of followers) {
    const base = world.db.repositories.find((row) => row.id === pull.repoId);
    if (base === undefined) continue;
    const baseSha = branchSha(world.db, base.id, pull.baseRef) ?? pull.baseSha;
    const moved = patchPull(world, pull, { headSha: after, baseSha });
    const dismissing = protectionsOf(world, base.id, pull.baseRef).some((row) => row.dismissStale);
    world.emit({
      event: "pull_request",
      repo: base,
      sender: by,
      payload: {
        action: "synchronize",
        number: pull.number,
        before,
        after,
        pull_request: pullRequest(world, base, moved),
      },
    });
    if (dismissing) dismissAll(world, base, moved, by);
  }
}

function dismissAll(world: World, repo: Repository, pull: Pull, by: string): void {
  for (const before of reviewsOf(world, pull).filter((row) => row.state === "APPROVED")) {
    const row = world.db.reviews.patch(before.id, { state: "DISMISSED", updatedAt: world.iso() });
    const payload = {
      action: "dismissed",
      review: presentReview(world, repo, row, true),
      pull_request: pullRequest(world, repo, pull, true),
    };
    world.emit({ event: "pull_request_review", repo, sender: by, payload });
  }
}

/** Every installed App that may write checks gets a suite for each pushed commit, and is told. */
export function requestSuites(world: World, repo: Repository, branch: string | null, sha: string, by: string): void {
  for (const installation of world.apps.ofRepository(repo)) {
    if (installation.permissions.checks !== "write") continue;
    const suite = suiteOf(world, repo, sha, installation.appId, branch);
    world.emit({
      event: "check_suite",
      repo,
      sender: by,
      onlyApp: installation.appId,
      payload: { action: "requested", check_suite: checkSuite(world, repo, suite) },
    });
  }
}

/** The suite of a workflow's run. */
export function suiteOfRun(
  world: World,
  { id, repoId, sha, branch, createdAt, updatedAt }: WorkflowRun,
  appId: number,
) {
  const row = { id, repoId, sha, appId, headBranch: branch, createdAt, updatedAt };
  return world.db.checkSuites.get(id) ?? world.db.checkSuites.put(id, row);
}

/** The suite in which an App reports on a commit. */
export function suiteOf(world: World, repo: Repository, sha: string, appId: number, branch: string | null) {
  const found = world.db.checkSuites.find((row) => row.repoId === repo.id && row.sha === sha && row.appId === appId);
  if (found !== undefined) return found;
  const at = world.iso();
  const id = world.id();
  const row = { id, repoId: repo.id, sha, appId, headBranch: branch, createdAt: at, updatedAt: at };
  return world.db.checkSuites.put(id, row);
}
