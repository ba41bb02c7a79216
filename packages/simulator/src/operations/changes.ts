import { closingIssues, issue as presentIssue, pullRequest } from "../present/change.ts";
import { user } from "../present/people.ts";
import type { Pull, Repository } from "../state.ts";
import { branchSha, fullName, numberKey, repoById, repoKey } from "../state.ts";
import {
  account,
  needPull,
  needRepo,
  type PullName,
  patchPull,
  type RepositoryName,
  SimulatorError,
  takeNumber,
  type World,
} from "../world.ts";
import { type CommitOptions, type FileEdits, moveBranch, writeCommit } from "./refs.ts";
import { insertRepository } from "./repositories.ts";

export interface PullOptions {
  /** The head branch; made from the base where it is new. */
  readonly head: string;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string | null;
  readonly author: string;
  readonly draft?: boolean;
  /** The fork that the head is in, made where it is new. */
  readonly fork?: RepositoryName;
  readonly files?: FileEdits;
  /** Commits of the head, oldest first; default one by the author. */
  readonly commits?: readonly (Omit<CommitOptions, "by"> & { by?: string })[];
  /** A commit that is there already (two pull requests may share a head), or the name of a new one. */
  readonly headSha?: string;
  readonly additions?: number;
  readonly deletions?: number;
  readonly changedFiles?: number;
  readonly labels?: readonly string[];
  readonly linkedIssues?: readonly number[];
}

/** A pull request as the object API returns it: it shows the moment it was asked for. */
export interface PullHandle extends PullName {
  readonly id: number;
  readonly headSha: string;
  readonly headRef: string;
  readonly baseRef: string;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly draft: boolean;
}

export function handle(repo: Repository, pull: Pull): PullHandle {
  const { id, number, headSha, headRef, baseRef, state, merged, draft } = pull;
  return { repository: fullName(repo), number, id, headSha, headRef, baseRef, state, merged, draft };
}

export function tellPull(world: World, repo: Repository, pull: Pull, action: string, by: string, more = {}): void {
  const payload = { action, number: pull.number, pull_request: pullRequest(world, repo, pull), ...more };
  world.emit({ event: "pull_request", repo, sender: by, payload });
}

function openHead(
  world: World,
  repo: Repository,
  base: string,
  options: PullOptions,
): { head: Repository; sha: string } {
  const fork = options.fork;
  const head =
    fork === undefined
      ? repo
      : (world.db.repositories.get(repoKey(fork)) ??
        insertRepository(world, fork, { forkOf: fullName(repo), ownerType: "User", private: repo.private }));
  const tip = branchSha(world.db, repo.id, base);
  if (tip === undefined) throw new SimulatorError(`${fullName(repo)} has no branch ${base}`);
  const existing = branchSha(world.db, head.id, options.head);
  let sha = existing ?? tip;
  if (options.headSha !== undefined && world.git.commit(options.headSha) !== undefined) {
    sha = options.headSha;
  } else if (
    options.commits !== undefined ||
    options.files !== undefined ||
    existing === undefined ||
    options.headSha
  ) {
    const files = options.files ?? { [`${options.head.replaceAll("/", "-")}.txt`]: `work on ${options.head}\n` };
    const commits = options.commits ?? [{ files }];
    for (const [index, commit] of commits.entries()) {
      const name = index === commits.length - 1 ? options.headSha : undefined;
      const named = name === undefined ? {} : { sha: name };
      sha = writeCommit(world, repo, [sha], { by: options.author, ...commit, ...named }).sha;
    }
  }
  moveBranch(world, head, options.head, sha, options.author);
  return { head, sha };
}

export function changeOperations(world: World) {
  const edit = (repo: Repository, pull: Pull, change: Partial<Pull>, changes: Record<string, unknown>, by: string) => {
    const edited = patchPull(world, pull, { ...change, lastEditedAt: world.iso() });
    tellPull(world, repo, edited, "edited", by, { changes });
    return edited;
  };

  return {
    /** Opens a pull request, making its branch, fork and commits as needed. */
    openPullRequest(name: RepositoryName, options: PullOptions): PullHandle {
      const repo = needRepo(world, name);
      account(world, options.author);
      const base = options.base ?? repo.defaultBranch;
      const { head, sha } = openHead(world, repo, base, options);
      const at = world.iso();
      const { additions, deletions, changedFiles } = options;
      const number = takeNumber(world, repo);
      const pull = world.db.pulls.put(numberKey(repo.id, number), {
        id: world.id(),
        repoId: repo.id,
        number,
        title: options.title ?? `Work on ${options.head}`,
        body: options.body ?? null,
        author: options.author,
        state: "open",
        labels: options.labels ?? [],
        createdAt: at,
        updatedAt: at,
        closedAt: null,
        draft: options.draft ?? false,
        headRepoId: head.id,
        headOwner: head.owner,
        headRef: options.head,
        headSha: sha,
        baseRef: base,
        baseSha: branchSha(world.db, repo.id, base) ?? "",
        merged: false,
        mergedAt: null,
        mergedBy: null,
        mergeCommitSha: null,
        linkedIssues: options.linkedIssues ?? [],
        requestedReviewers: [],
        lastEditedAt: null,
        size: {
          ...(additions === undefined ? {} : { additions }),
          ...(deletions === undefined ? {} : { deletions }),
          ...(changedFiles === undefined ? {} : { changedFiles }),
        },
        mergeable: null,
      });
      tellPull(world, repo, pull, "opened", options.author);
      return handle(repo, pull);
    },
    /** The pull request as it stands now. */
    pull(name: PullName): PullHandle {
      const { repo, pull } = needPull(world, name);
      return handle(repo, pull);
    },
    /** All pull requests of a repository, the oldest first. */
    pullsOf(name: RepositoryName): PullHandle[] {
      const repo = needRepo(world, name);
      const pulls = world.db.pulls.filter((row) => row.repoId === repo.id);
      return pulls.toSorted((a, b) => a.number - b.number).map((pull) => handle(repo, pull));
    },
    /** Pushes a commit to the head branch: every open pull request on that branch moves. */
    push(name: PullName, options: CommitOptions): { before: string; after: string } {
      const { pull } = needPull(world, name);
      const head = repoById(world.db, pull.headRepoId);
      if (head === undefined) throw new SimulatorError("the fork of this pull request is gone");
      const count = world.git.history(pull.headSha).length;
      const files = options.files ?? { [`push-${count}.txt`]: `push ${count}\n` };
      const commit = writeCommit(world, head, [pull.headSha], { ...options, files });
      moveBranch(world, head, pull.headRef, commit.sha, options.by);
      return { before: pull.headSha, after: commit.sha };
    },
    /** Points the head branch at another commit, also back to an earlier one. */
    forcePush(name: PullName, sha: string, options: { by?: string } = {}): { before: string; after: string } {
      const { pull } = needPull(world, name);
      const head = repoById(world.db, pull.headRepoId);
      if (head === undefined) throw new SimulatorError("the fork of this pull request is gone");
      if (world.git.commit(sha) === undefined) throw new SimulatorError(`there is no commit ${sha}`);
      moveBranch(world, head, pull.headRef, sha, options.by ?? pull.author, "force_push");
      return { before: pull.headSha, after: sha };
    },
    /** Edits title and body, moves to another base, or turns the draft on or off. */
    editPullRequest(
      name: PullName,
      change: { title?: string; body?: string | null; base?: string; draft?: boolean; by?: string },
    ): PullHandle {
      const { repo, pull } = needPull(world, name);
      const by = change.by ?? pull.author;
      let now = pull;
      if (change.title !== undefined && change.title !== now.title) {
        now = edit(repo, now, { title: change.title }, { title: { from: now.title } }, by);
      }
      if (change.body !== undefined && change.body !== now.body) {
        now = edit(repo, now, { body: change.body }, { body: { from: now.body ?? "" } }, by);
      }
      if (change.base !== undefined && change.base !== now.baseRef) {
        const baseSha = branchSha(world.db, repo.id, change.base);
        if (baseSha === undefined) throw new SimulatorError(`${name.repository} has no branch ${change.base}`);
        const from = { ref: { from: now.baseRef }, sha: { from: now.baseSha } };
        now = edit(repo, now, { baseRef: change.base, baseSha }, { base: from }, by);
      }
      if (change.draft !== undefined && change.draft !== now.draft) {
        now = patchPull(world, now, { draft: change.draft });
        tellPull(world, repo, now, change.draft ? "converted_to_draft" : "ready_for_review", by);
      }
      return handle(repo, now);
    },
    closePullRequest(name: PullName, options: { by?: string } = {}): void {
      const { repo, pull } = needPull(world, name);
      if (pull.state === "closed") return;
      const closed = patchPull(world, pull, { state: "closed", closedAt: world.iso() });
      tellPull(world, repo, closed, "closed", options.by ?? pull.author);
    },
    reopen(name: PullName, options: { by?: string } = {}): void {
      const { repo, pull } = needPull(world, name);
      if (pull.state === "open" || pull.merged) return;
      const tip = pull.headRepoId === null ? undefined : branchSha(world.db, pull.headRepoId, pull.headRef);
      const headSha = tip ?? pull.headSha;
      const open = patchPull(world, pull, { state: "open", closedAt: null, headSha });
      tellPull(world, repo, open, "reopened", options.by ?? pull.author);
    },
    /** Merges as an administrator would, whatever is required; the REST endpoint is the one that refuses. */
    merge(
      name: PullName,
      options: { by?: string; method?: "merge" | "squash"; message?: string } = {},
    ): { sha: string } {
      const { repo, pull } = needPull(world, name);
      const tip = branchSha(world.db, repo.id, pull.baseRef) ?? pull.baseSha;
      const by = options.by ?? pull.author;
      const parents = options.method === "squash" ? [tip] : [tip, pull.headSha];
      const message = options.message ?? `Merge pull request #${pull.number} from ${pull.headOwner}/${pull.headRef}`;
      const tree = world.git.mergedTree(tip, pull.headSha);
      const { sha } = writeCommit(world, repo, parents, { by, message, committer: "web-flow" }, tree);
      finishMerge(world, repo, pull, sha, by, "pr_merge");
      return { sha };
    },
    /** Says whether git could merge it; `unknown` is GitHub still looking, null leaves it to the files again. */
    setMergeable(name: PullName, mergeable: boolean | "unknown" | null): void {
      const { pull } = needPull(world, name);
      world.db.pulls.patch(numberKey(pull.repoId, pull.number), { mergeable });
    },
    setLabels(name: PullName, labels: readonly string[], options: { by?: string } = {}): void {
      const { repo, pull } = needPull(world, name);
      const now = patchPull(world, pull, { labels });
      for (const label of labels.filter((l) => !pull.labels.includes(l))) {
        tellPull(world, repo, now, "labeled", options.by ?? pull.author, { label: { name: label } });
      }
      for (const label of pull.labels.filter((l) => !labels.includes(l))) {
        tellPull(world, repo, now, "unlabeled", options.by ?? pull.author, { label: { name: label } });
      }
    },
    requestReview(name: PullName, reviewer: string, options: { by?: string } = {}): void {
      const { repo, pull } = needPull(world, name);
      account(world, reviewer);
      const now = patchPull(world, pull, { requestedReviewers: [...new Set([...pull.requestedReviewers, reviewer])] });
      const more = { requested_reviewer: user(world, reviewer) };
      tellPull(world, repo, now, "review_requested", options.by ?? pull.author, more);
    },
    /** Links an issue to a pull request by hand, as the side bar of the page does. No webhook tells it. */
    linkIssue(name: PullName, issue: number): void {
      const { pull } = needPull(world, name);
      patchPull(world, pull, { linkedIssues: [...new Set([...pull.linkedIssues, issue])] });
    },
    unlinkIssue(name: PullName, issue: number): void {
      const { pull } = needPull(world, name);
      patchPull(world, pull, { linkedIssues: pull.linkedIssues.filter((number) => number !== issue) });
    },
  };
}

/** What a merge leaves behind: the base moves, the pull request is closed, its issues too. */
export function finishMerge(
  world: World,
  repo: Repository,
  pull: Pull,
  sha: string,
  by: string,
  kind: "pr_merge" | "merge_queue_merge",
): void {
  account(world, by);
  const at = world.iso();
  const closing = closingIssues(world, pull).filter((row) => row.state === "open");
  const merged = patchPull(world, pull, {
    state: "closed",
    closedAt: at,
    merged: true,
    mergedAt: at,
    mergedBy: by,
    mergeCommitSha: sha,
  });
  moveBranch(world, repo, pull.baseRef, sha, by, kind);
  tellPull(world, repo, merged, "closed", by);
  for (const row of closing) {
    const issue = world.db.issues.patch(numberKey(repo.id, row.number), {
      state: "closed",
      closedAt: at,
      updatedAt: at,
    });
    const payload = { action: "closed", issue: presentIssue(world, repo, issue) };
    world.emit({ event: "issues", repo, sender: by, payload });
  }
}
