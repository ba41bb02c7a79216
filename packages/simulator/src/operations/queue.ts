import { pushedCommit } from "../present/repository.ts";
import type { QueueEntry, Repository } from "../state.ts";
import { branchSha, numberKey } from "../state.ts";
import { account, needPull, type PullName, patchPull, SimulatorError, type World } from "../world.ts";
import { finishMerge, tellPull } from "./changes.ts";
import { moveBranch, writeCommit } from "./refs.ts";

/** The queue of a branch, first to merge first. */
export function queueOf(world: { db: World["db"] }, repoId: number, base: string): QueueEntry[] {
  return world.db.queue.filter((row) => row.repoId === repoId && row.base === base).sort((a, b) => a.id - b.id);
}

export function queueOperations(world: World) {
  const tellGroup = (repo: Repository, entry: QueueEntry, action: string, by: string, more = {}) => {
    const head = world.git.commit(entry.headSha);
    const payload = {
      action,
      ...more,
      merge_group: {
        head_sha: entry.headSha,
        head_ref: entry.headRef,
        base_sha: entry.baseSha,
        base_ref: `refs/heads/${entry.base}`,
        head_commit: head === undefined ? null : groupCommit(repo, entry.headSha),
      },
    };
    world.emit({ event: "merge_group", repo, sender: by, payload });
  };
  const groupCommit = (repo: Repository, sha: string) => {
    const commit = world.git.commit(sha);
    if (commit === undefined) return null;
    const { id, tree_id, message, timestamp, author, committer } = pushedCommit(world, repo, commit);
    const brief = (who: { name: string; email: string }) => ({ name: who.name, email: who.email });
    return { id, tree_id, message, timestamp, author: brief(author), committer: brief(committer) };
  };
  const branchOf = (entry: QueueEntry) => entry.headRef.replace("refs/heads/", "");

  /** Builds the group of one change on top of what is before it, and asks for checks. */
  const build = (repo: Repository, entry: Pick<QueueEntry, "id" | "number" | "enqueuer" | "enqueuedAt" | "base">) => {
    const pull = world.db.pulls.get(numberKey(repo.id, entry.number));
    if (pull === undefined) throw new SimulatorError(`there is no pull request ${entry.number}`);
    const before = queueOf(world, repo.id, entry.base)
      .filter((row) => row.id < entry.id)
      .at(-1);
    const baseSha = before?.headSha ?? branchSha(world.db, repo.id, entry.base) ?? pull.baseSha;
    const tree = world.git.mergedTree(baseSha, pull.headSha);
    const message = `Merge pull request #${pull.number} from ${pull.headOwner}/${pull.headRef}\n\n${pull.title}`;
    const options = { by: entry.enqueuer, message, committer: "web-flow" };
    const { sha } = writeCommit(world, repo, [baseSha, pull.headSha], options, tree);
    const branch = `gh-readonly-queue/${entry.base}/pr-${pull.number}-${baseSha}`;
    const row: QueueEntry = { ...entry, repoId: repo.id, baseSha, headSha: sha, headRef: `refs/heads/${branch}` };
    world.db.queue.put(numberKey(repo.id, pull.number), row);
    moveBranch(world, repo, branch, sha, "github-merge-queue[bot]");
    tellGroup(repo, row, "checks_requested", entry.enqueuer);
    return row;
  };
  const discard = (repo: Repository, entry: QueueEntry, reason: string, by: string) => {
    world.db.queue.delete(numberKey(repo.id, entry.number));
    tellGroup(repo, entry, "destroyed", by, { reason });
    moveBranch(world, repo, branchOf(entry), null, "github-merge-queue[bot]");
  };
  const behind = (repo: Repository, entry: QueueEntry) =>
    queueOf(world, repo.id, entry.base).filter((row) => row.id > entry.id);
  const needEntry = (name: PullName) => {
    const { repo, pull } = needPull(world, name);
    const entry = world.db.queue.get(numberKey(repo.id, pull.number));
    if (entry === undefined) throw new SimulatorError(`${name.repository}#${name.number} is not in the queue`);
    return { repo, pull, entry };
  };

  return {
    /** Puts a pull request into the merge queue of its base: a group head is built on the entries before it. */
    enqueue(name: PullName, options: { by?: string } = {}): { headSha: string; headRef: string; baseSha: string } {
      const { repo, pull } = needPull(world, name);
      const by = account(world, options.by ?? pull.author).login;
      const id = world.id();
      const entry = build(repo, {
        id,
        number: pull.number,
        enqueuer: by,
        enqueuedAt: world.iso(),
        base: pull.baseRef,
      });
      tellPull(world, repo, patchPull(world, pull, {}), "enqueued", by);
      return { headSha: entry.headSha, headRef: entry.headRef, baseSha: entry.baseSha };
    },
    /** Takes a pull request out of the queue; the groups behind it are built anew. */
    dequeue(name: PullName, options: { by?: string; reason?: string } = {}): void {
      const { repo, pull, entry } = needEntry(name);
      const by = options.by ?? pull.author;
      const later = behind(repo, entry);
      discard(repo, entry, "dequeued", by);
      const reason = options.reason ?? "MANUAL";
      tellPull(world, repo, patchPull(world, pull, {}), "dequeued", by, { reason });
      for (const row of later) discard(repo, row, "invalidated", by);
      for (const row of later) build(repo, row);
    },
    /** Merges the first entry of the queue, whatever its checks say: the base becomes the group's head. */
    mergeQueued(name: PullName, options: { by?: string } = {}): { sha: string } {
      const { repo, pull, entry } = needEntry(name);
      if (queueOf(world, repo.id, entry.base)[0]?.id !== entry.id) {
        throw new SimulatorError(`${name.repository}#${name.number} is not the first of its queue`);
      }
      const by = options.by ?? "github-merge-queue[bot]";
      world.db.queue.delete(numberKey(repo.id, pull.number));
      finishMerge(world, repo, pull, entry.headSha, by, "merge_queue_merge");
      discard(repo, entry, "merged", by);
      return { sha: entry.headSha };
    },
    /** The groups of a queue, first to merge first. */
    queue(repository: string, base: string) {
      const repo = world.db.repositories.get(repository.toLowerCase());
      return repo === undefined ? [] : queueOf(world, repo.id, base);
    },
  };
}
